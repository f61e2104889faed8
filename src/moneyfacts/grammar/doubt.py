"""What looks like money and is none, and what the rest of the text must confirm.

A sign that is also a word counts where the number is written as money is; parameters of programs, weights, names and
vague numbers are no money. Each test is a small function; words come from the language's data.
"""

from __future__ import annotations

import re
from typing import Any

from moneyfacts.grammar import unspaced
from moneyfacts.grammar.engine import Found
from moneyfacts.grammar.figure import Figure
from moneyfacts.lexicon.numbers import Numeral
from moneyfacts.scan.sheet import Sheet

Means = dict[str, Any]

#: Classes of words that are nouns all the same (``a 12 mark question``).
_NOUNS = frozenset({"unbinder", "event", "program"})

#: Numbers of lines of a screen: `720p` is no price.
SCREEN_LINES = (144, 240, 360, 480, 540, 576, 720)
#: Marks of programs and formulas, beside which `$1` is a parameter and `2$` the end of a formula.
_PROGRAM = re.compile(r"""[{}\\^]|\$[a-z_]|&&|\|\||=["']?\$\d|["']\$\d+["']|"\$\d """)
#: How far before an amount a word of weighing can stand.
_WEIGHING_REACH = 7


def sure(means: Means) -> bool:
    """Whether the currency token can be nothing else."""
    return bool(means.keys() & {"sign", "name", "abbr", "code"}) or not means.keys() & {"codeword", "unsure", "unsureminor"}


def moneylike(numeral: Numeral) -> bool:
    """Written as money is: a scale, grouping, two decimals, three digits or more."""
    return numeral.shape in ("three", "four", "long", "grouped", "grouped2", "decimal2", "scaled")


def whole(found: Found) -> bool:
    """Whether the match is all there is."""
    return found.match.start() == 0 and found.match.end() == len(found.sheet.nodes)


def doubtful(found: Found, figure: Figure, means: Means) -> bool:
    """Whether the text must confirm the currency: its sign is also a word, the number not written as money is."""
    if sure(means) or figure.own_scale:
        return False
    number = found.node("number").means
    plain = "num" not in number or not moneylike(number["num"])
    return plain or ("unsure" in means and len(found.node("currency").key) == 1)


def no_money(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """Whether the match is no money at all."""
    if unspaced.no_money(found, whole(found)) or _second_of_a_pair(found, means) or _in_program(found, figure, means):
        return True
    if figure.own_scale:
        return False
    if not sure(means):
        return _other_word(found, context, figure, means)
    return _name_of_something(found, context, figure, means) or _plural_letter(found, figure, means) or _weight(found, figure, means)


def _neighbour(found: Found, step: int) -> Means:
    """The meanings of the node before (-1) or after (1) the match."""
    at = found.match.start() - 1 if step < 0 else found.match.end()
    nodes = found.sheet.nodes
    return nodes[at].means if 0 <= at < len(nodes) else {}


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
    return i > 1 and "slash" in nodes[i - 1].means and bool(nodes[i - 2].means.keys() & {"code", "name", "codeword"} and means.keys() & {"code", "codeword", "abbr"})


def _in_program(found: Found, figure: Figure, means: Means) -> bool:
    """``$1`` in shell, SQL or a regex; ``$A$1`` in a sheet; the ``$`` of a formula."""
    if means.get("sign") not in ("dollar-sign", "FJD", "CAD", "AUD") or figure.own_scale or figure.shape not in ("one", "two"):
        return False
    sheet = found.sheet
    before = sheet.text[figure.start - 1 : figure.start]
    if before == "$" or (before.isalnum() and before.isascii() and not figure.trailing):
        return True
    if figure.shape != "one" or figure.quantum != 1:
        return False
    return any(_program(sheet))


def _program(sheet: Sheet) -> tuple[bool, bool]:
    """Whether signs and whether words of program text stand in a sentence; looked for once, not for each of its figures."""
    if sheet.program is None:
        sheet.program = _PROGRAM.search(sheet.text) is not None, any("program" in node.means for node in sheet.nodes)
    return sheet.program


def _name_of_something(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """``2 real problems``, ``12 Crown Road``: the name is another word here."""
    if not figure.trailing:
        return False
    noun = noun_after(found)
    number = found.node("number").means
    if "article" in number and not whole(found) and (noun or ("homonym" in means and not context.is_local(figure.sense))):
        return True
    if "homonym" not in means:
        return False
    numeral = number.get("num")
    if noun and (numeral is None or not moneylike(numeral)):
        return True
    sheet, at = found.sheet, found.match.end()
    following = sheet.words(at, at + 1) if at < len(sheet.nodes) and not sheet.nodes[at].means else ""
    return following.istitle() and sheet.words(found.run("currency")[0], found.match.end()).istitle()


def _plural_letter(found: Found, figure: Figure, means: Means) -> bool:
    """``three Rs``: a letter in the plural, counted in words."""
    return "abbr" in means and figure.shape == "word" and figure.trailing and found.node("currency").key in ("rs", "bs")


def _weight(found: Found, figure: Figure, means: Means) -> bool:
    """``5 pounds of flour``, ``weighed 85 pounds``, ``two pounds ten ounces``."""
    if "weight" not in means or figure.country:
        return False
    if "weightafter" in _neighbour(found, 1):
        return True
    nodes, i, j = found.sheet.nodes, found.match.start(), found.match.end()
    if any("weightbefore" in node.means for node in nodes[max(0, i - _WEIGHING_REACH) : i]):
        return True
    return j + 1 < len(nodes) and "number" in found.sheet.classes(j) and "weight" in nodes[j + 1].means and nodes[j + 1].means.get("unit") is not None


def _other_word(found: Found, context: Any, figure: Figure, means: Means) -> bool:
    """A sign that is also a word: not after an article, before a noun, nor small and glued (``Q3``)."""
    if context.trusting and (whole(found) or not _part_of_date(figure, means)):
        figure.doubtful = False
        return False
    if "minus2" in found and "codeword" not in means:
        return True  # `RM-204` is a part
    if "unsureminor" in means and not whole(found):
        return _glued_letter(found, figure, means)
    named = _neighbour(found, -1).keys() & {"article", "the"}
    if (context.is_local(figure.sense) and not named and figure.shape != "year") or (whole(found) and figure.trailing):
        figure.doubtful = False
        return False
    if "codeword" in means:
        return bool(named) or (noun_after(found) and figure.shape in ("four", "long", "year"))
    return figure.doubtful and (figure.shape in ("one", "two", "word", "decimal", "year") or figure.trailing)


def _part_of_date(figure: Figure, means: Means) -> bool:
    """``Q3`` beside other words is a quarter sooner than three quetzales, and Swedish ``den 31`` a day sooner than denars."""
    return bool(means.keys() & {"quartersign", "the"}) and figure.shape in ("one", "two") and not figure.trailing


def _glued_letter(found: Found, figure: Figure, means: Means) -> bool:
    """``75p`` is money; ``p75``, ``a75p``, ``75 p`` and ``1080p`` are not."""
    sheet, i = found.sheet, found.match.start()
    if _program(sheet)[0] or not figure.trailing or (sheet.glued(i) and sheet.words(i - 1, i).isalnum()):
        return True
    number = found.node("number").means.get("num")
    figure.doubtful = number is None or number.value in SCREEN_LINES or (figure.doubtful and "minor" not in means)
    at = found.at("currency")
    return figure.shape in ("four", "long") or not sheet.glued(at) or "number" not in sheet.classes(at - 1)
