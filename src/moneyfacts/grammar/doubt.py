"""What looks like money and is none, and what the rest of the text must confirm.

A sign that is also a word counts where the number is written as money is; parameters of programs, weights, names and
vague numbers are no money. Each test is a small function; words come from the language's data.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from moneyfacts.grammar import program, unspaced
from moneyfacts.grammar.engine import Found
from moneyfacts.grammar.figure import Figure
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.numbers import Numeral

Means = dict[str, Any]

#: Classes of words that are nouns all the same (``a 12 mark question``).
_NOUNS = frozenset({"unbinder", "event", "program"})

#: Numbers of lines of a screen: `720p` is no price.
SCREEN_LINES = (144, 240, 360, 480, 540, 576, 720)
#: How far before an amount a word of weighing can stand.
_WEIGHING_REACH = 7
#: How far before it a verb of losing or gaining, and what numbers of pounds people lose; where pounds are the money they lose that.
_CHANGE_REACH = 3
_ONE_DECIMAL = Decimal("0.1")
_BODILY = ("one", "two", "three", "word")


def sure(means: Means) -> bool:
    """Whether the currency token can be nothing else."""
    return (
        bool(means.keys() & {"sign", "abbr", "code"})
        or ("name" in means and means.get("codeword", means["name"]) == means["name"])
        or not means.keys() & {"codeword", "unsure", "unsureminor"}
    )


def moneylike(numeral: Numeral) -> bool:
    """Written as money is: a scale, grouping, two decimals, three digits or more."""
    return numeral.shape in ("three", "four", "long", "grouped", "grouped2", "decimal2", "scaled")


def whole(found: Found) -> bool:
    """Whether the match is all there is."""
    return found.match.start() == 0 and found.match.end() == len(found.sheet.nodes)


def doubtful(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """Whether the text must confirm the currency: its sign is also a word, the number not written as money is."""
    if "thing" in means and figure.sense.islower() and not figure.country and not figure.own_scale:
        return figure.shape in ("one", "two", "word") and not context.is_local(figure.sense) and not whole(found)
    if sure(means) or figure.own_scale:
        return False
    number = found.node("number").means
    plain = "num" not in number or not moneylike(number["num"])
    return plain or ("unsure" in means and len(found.node("currency").key) == 1)


def no_money(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """Whether the match is no money at all."""
    if _unsuspected(found, figure, means):
        return program.is_parameter(found, figure)
    if (
        unspaced.no_money(found, whole(found))
        or below_a_fraction(found)
        or _second_of_a_pair(found, means)
        or program.is_parameter(found, figure)
    ):
        return True
    if (len(found.node("currency").key) == 1 and _in_identifier(found)) or _behind_an_escape(found):
        return True
    if figure.own_scale:
        return "the" in means and not sure(means) and not figure.trailing and not whole(found)  # Swedish `den 3 miljoner kronor`
    if not sure(means):
        return _other_word(found, context, figure, means)
    return (
        _name_of_something(found, context, figure, means)
        or _count_of_pieces(found, means)
        or _a_mark(found, figure, means)
        or _plural_letter(found, figure, means)
        or _weight(found, context, figure, means)
    )


def _unsuspected(found: Found, figure: Figure, means: Means) -> bool:
    """Whether nothing that the tests of amounts ask for stands in a currency, its number and the word before, which is mostly so."""
    number = found.node("number").means
    if not (means.keys().isdisjoint(_SUSPECT) and number.keys().isdisjoint(_SUSPECT) and _before(found).keys().isdisjoint(_SUSPECT)):
        return False
    return (len(figure.written) > 1 or not figure.written.isalpha()) and "street" not in _after(found)


#: What the tests of amounts ask for: a currency's word that is another one too, a number's that opens a word, a mark of pairs before.
_SUSPECT = frozenset({
    "abbr", "article", "codeword", "counter", "homonym", "level", "partial", "slash", "unsure", "unsureminor", "vague", "weight", "wordstart",
})  # fmt: skip


def below_a_fraction(found: Found) -> bool:
    """``33 1/3%``: the lower number of a fraction that is no exact decimal."""
    i, nodes = found.match.start(), found.sheet.nodes
    if i < 2 or "slash" not in nodes[i - 1].means or not found.sheet.glued(i):
        return False
    above, below = nodes[i - 2].means.get("num"), nodes[i].means.get("num")
    return above is not None and below is not None and above.value < below.value < _TEN and above.quantum == below.quantum == 1


_TEN = 10


def _before(found: Found) -> Means:
    """The meanings of the node before the match."""
    at = found.match.start()
    return found.sheet.nodes[at - 1].means if at else {}


def _after(found: Found) -> Means:
    """The meanings of the node after the match."""
    at, nodes = found.match.end(), found.sheet.nodes
    return nodes[at].means if at < len(nodes) else {}


def noun_after(found: Found) -> bool:
    """Whether an unknown word in small letters follows, so that the number may count it."""
    sheet, at = found.sheet, found.match.end()
    if at >= len(sheet.nodes) or not sheet.nodes[at].means.keys() <= _NOUNS:
        return False
    word = sheet.words(at, at + 1)
    return word.islower() and word.isalpha()


def _second_of_a_pair(found: Found, means: Means) -> bool:
    """``JPY 151.20`` in ``USD/JPY 151.20``."""
    i, nodes = found.match.start(), found.sheet.nodes
    return (
        i > 1
        and "slash" in nodes[i - 1].means
        and bool(nodes[i - 2].means.keys() & {"code", "name", "codeword"} and means.keys() & {"code", "codeword", "abbr"})
    )


def _behind_an_escape(found: Found) -> bool:
    """``%20pounds``: the digits of an escaped character."""
    sheet, i = found.sheet, found.match.start()
    return i > 0 and sheet.glued(i) and i == found.at("number") and sheet.words(i - 1, i) == "%"


def _in_identifier(found: Found) -> bool:
    """``5d7c-322c-c4b8``, ``test_9c00``, ``core/c0775b.py``: a letter that can be money within what programs name things by."""
    sheet, (i, j) = found.sheet, found.match.span()
    if not found.node("currency").key.isalpha() or not sheet.words(j - 1, j)[-1:].isalnum():
        return False
    before = sheet.text[max(0, sheet.starts[i] - 1) : sheet.starts[i]]
    return (before.isascii() and (before.isalnum() or before == "_")) or _NAME_GOES_ON.match(sheet.text, sheet.ends[j - 1]) is not None


#: More of a name after a part of it: letters and digits after a hyphen, a file's ending.
_NAME_GOES_ON = re.compile(r"_|-[a-z]{1,3}\d|-\w{0,8}(?:\d[a-z]\d|[a-z]\d[a-z])|\.[a-z]{2,4}\b")


def _name_of_something(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """``2 real problems``, ``12 Crown Road``: the name is another word here."""
    if not figure.trailing:
        return False
    noun = noun_after(found)
    number = found.node("number").means
    if "article" in number and not whole(found) and (noun or ("homonym" in means and not context.is_local(figure.sense))):
        return True
    if "street" in _after(found) and found.sheet.words(found.match.end() - 1, found.match.end() + 1).istitle():
        return True
    if "homonym" not in means:
        return False
    if figure.shape in ("one", "two", "word") and any("scorecue" in node.means for node in found.sheet.nodes):
        return True  # `Question 3 (5 marks)`
    numeral = number.get("num")
    noun = noun or ("counted" in _after(found) and "sumnoun" not in _after(found))
    if noun and (numeral is None or not moneylike(numeral)):
        return True
    sheet, at = found.sheet, found.match.end()
    following = sheet.words(at, at + 1) if at < len(sheet.nodes) and not sheet.nodes[at].means else ""
    return following.istitle() and sheet.words(found.run("currency")[0], found.match.end()).istitle()


def _count_of_pieces(found: Found, means: Means) -> bool:
    """``18 ct eggs``, ``100 ct, $9.49``, ``$9/100ct``: an abbreviation of money that also counts pieces."""
    if "counter" not in means or whole(found):
        return False
    nodes, j = found.sheet.nodes, found.match.end()
    after = nodes[j + 1 : j + 2] if "comma" in _after(found) or "dash" in _after(found) else nodes[j : j + 1]
    if noun_after(found) or _after(found).keys() & {"counted", "metal"}:
        return True  # `a 5 ct stone`, `24 ct gold`
    return "slash" in _before(found) or any("sign" in node.means for node in after)


def _a_mark(found: Found, figure: Figure, means: Means) -> bool:
    """``above the 50 mark``: a level of something, named by a word that is a currency's too."""
    return means.get("level") == "mark" and figure.trailing and "the" in _before(found)


#: Abbreviations of money that are also letters in the plural (`three Rs`).
_PLURAL_LETTERS = frozenset({"rs", "bs"})


def _plural_letter(found: Found, figure: Figure, means: Means) -> bool:
    """``three Rs``: a letter in the plural, counted in words."""
    letters = figure.trailing and found.node("currency").key in _PLURAL_LETTERS
    return letters and "abbr" in means and figure.shape == "word"


def _weight(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """``5 pounds of flour``, ``weighed 85 pounds``, ``two pounds ten ounces``."""
    if "weight" not in means or figure.country:
        return False
    if figure.quantum == _ONE_DECIMAL and figure.trailing:
        return True  # `5.4 pounds`: of money there would be two decimals
    if "unit" in means and not context.is_local(figure.sense) and _sized(found):
        return True
    nodes, i, j = found.sheet.nodes, found.match.start(), found.match.end()
    if "weightafter" in _after(found):
        return not _part_of_all(found)
    if "hyphen" in _after(found) and j + 1 < len(nodes) and "unit" in nodes[j + 1].means:
        return True  # `45 pound-feet`
    if _weighed(nodes[max(0, i - _WEIGHING_REACH) : i]):
        return True
    if (
        any("weightchange" in node.means for node in nodes[max(0, i - _CHANGE_REACH) : i])
        and figure.shape in _BODILY
        and not context.is_local(figure.sense)
    ):
        return True
    return (
        j + 1 < len(nodes)
        and "number" in found.sheet.classes(j)
        and "weight" in nodes[j + 1].means
        and nodes[j + 1].means.get("unit") is not None
    )


def _sized(found: Found) -> bool:
    """``a five-pound bag``, ``a 600-pound pumpkin``: the weight of a thing; not ``a 600-pound fine``."""
    if _after(found).keys() & {"counted", "country"}:
        return True
    hyphened = "hyphen" in found.sheet.nodes[found.at("currency") - 1].means
    return hyphened and noun_after(found)


def _weighed(before: list[Any]) -> bool:
    """``weighs in at 12 pounds``: a word of weighing with no word of paying after it (``2 kg of cherries for 5 pounds``)."""
    cue: Means = next((node.means for node in reversed(before) if node.means.keys() & {"weightbefore", "paid"}), {})
    return "weightbefore" in cue


def _part_of_all(found: Found) -> bool:
    """``seventeen hundred pounds of the two thousand it needs``: part of a sum, which is no weight."""
    after = found.sheet.nodes[found.match.end() : found.match.end() + 3]
    return len(after) == 3 and "the" in after[1].means and bool(after[2].means.keys() & {"num", "atom"})


def _other_word(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """A sign that is also a word: not after an article, before a noun, nor small and glued (``Q3``)."""
    if context.trusting and (whole(found) or not _part_of_date(figure, means)):
        figure.doubtful = False
        return False
    if "minus2" in found and "codeword" not in means:
        return True  # `RM-204` is a part
    if "unsureminor" in means and not whole(found):
        return _glued_letter(found, figure, means)
    named = _before(found).keys() & {"article", "the"}
    if (context.is_local(figure.sense) and not named and figure.shape != "year") or (whole(found) and figure.trailing):
        figure.doubtful = False
        return False
    if "codeword" in means:
        if not figure.trailing and _names_a_product(found):
            return True
        if figure.trailing and figure.shape == "decimal" and currencies.is_crypto(figure.sense) and not noun_after(found):
            figure.doubtful = False  # `2.5 DOT`
        return bool(named) or (noun_after(found) and figure.shape in ("four", "long", "year"))
    return figure.doubtful and (figure.shape in ("one", "two", "word", "decimal", "year") or figure.trailing)


def _names_a_product(found: Found) -> bool:
    """``AMD 5600X``, ``PEN 500 mg``: letters hang on the number, or it counts a measure."""
    sheet, j = found.sheet, found.match.end()
    if j >= len(sheet.nodes):
        return False
    return (sheet.glued(j) and sheet.words(j, j + 1).isalnum()) or "unit" in sheet.nodes[j].means


def _part_of_date(figure: Figure, means: Means) -> bool:
    """``Q3`` beside other words is a quarter sooner than three quetzales, and Swedish ``den 31`` a day sooner than denars."""
    return bool(means.keys() & {"quartersign", "the"}) and figure.shape in ("one", "two") and not figure.trailing


def _glued_letter(found: Found, figure: Figure, means: Means) -> bool:
    """``75p`` is money; ``p75``, ``a75p``, ``75 p`` and ``1080p`` are not."""
    sheet, i = found.sheet, found.match.start()
    if program.evidence(sheet)[0] or not figure.trailing or (sheet.glued(i) and sheet.words(i - 1, i).isalnum()):
        return True
    number = found.node("number").means.get("num")
    figure.doubtful = number is None or number.value in SCREEN_LINES or (figure.doubtful and "minor" not in means)
    at = found.at("currency")
    return figure.shape in ("four", "long") or not sheet.glued(at) or "number" not in sheet.classes(at - 1)
