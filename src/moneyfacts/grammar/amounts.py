"""Single amounts of money, with the currency on either side.

>>> [rule.name for rule in RULES][:2]
['<currency> <number> <scale> <currency>', '<currency> <number> <scale>']
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from moneyfacts.grammar import doubt, unspaced
from moneyfacts.grammar.bounds import apply
from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import CLASSES, Figure
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.numbers import EXACT, Numeral, regroup

_SENSES = ("code", "codeword", "name", "sign", "abbr", "unsure")
CURRENCY = "sign|code|abbr|name|unsure|codeword"
_BEFORE = "sign|code|abbr|unsure|codeword|scaledcode"
#: A word written without a space before a minus, where it is no range's end.
AFTER_WORD = r"(?<=<unspaced>)(?<!<sign|name|minor|percent|unit|time|scale|multiplier|atom|number|counted|month>)"
_SCALE = r"(?:<.scaleletter>(?!<.word|lower|title|upper>)|<scaleabbr>|(?P<spaced><_scaleletter>)(?=<.stop|comma|semicolon|close>|<_sign|code|abbr|name|codeword|of>|<.sign>|\Z))"
_DASH = r"(?:<.comma|stop|colon|slash><.dash|longdash>+|<.slash><.equals>|<.pricemark>)"
NUMBER = rf"(?P<number><number>)(?:<.hyphen>?(?P<scale>{_SCALE}))?"

Built = tuple[Figure, frozenset[str]]


def numeral_in(found: Found) -> Numeral:
    """The number of a match with its scale."""
    numeral = numeral_of(found.node("number"))
    if two_nodes(found):
        return numeral
    scale = found.means("scale", "scalesign") or found.means("scale2", "scalesign") or found.means("scale2", "scale")
    if scale is None or _is_credit(found):
        return numeral
    return numeral.times(scale)


def two_nodes(found: Found) -> bool:
    """Whether a number and its currency or unit are all that was found, as they mostly are."""
    start, end = found.match.span()
    return end - start == 2


def _is_credit(found: Found) -> bool:
    """``$25.00CR`` on a statement: a credit, where it is no scale of this money."""
    scale_of = found.means("scale", "credit")
    if scale_of is None or scale_of in currencies.candidates(sense_of(found.node("currency").means)):
        return False
    found.stop = found.at("scale")
    return True


def sense_of(means: dict[str, Any]) -> str:
    """The currency or family that a currency token names."""
    for name in _SENSES:
        if name in means:
            return str(means[name])
    return ""


def figure_of(found: Found, kind: str, rule: str, numeral: Numeral) -> Figure:
    """A figure of that kind over all that the rule matched, up to where the match stops."""
    sheet, (i, j) = found.sheet, found.match.span()
    j = j if found.stop < 0 else found.stop
    return Figure(kind, sheet.starts[i], sheet.ends[j - 1], numeral, rule)


def money(found: Found, context: Any, rule: str) -> Built | None:
    """The amount of a match with a currency and a number, or None where it is no money."""
    currency, number = found.node("currency"), found.node("number")
    figure = figure_of(found, "money", rule, numeral_in(found))
    means = currency.means
    _count_in(figure, means)
    figure.written = currency.key
    figure.written_as = next(filter(means.__contains__, _WRITTEN_AS), "")
    figure.trailing = found.at("currency") > found.at("number")
    figure.shape = numeral_of(number).shape
    if "roundword" in number.means:
        figure.approximate = True
    if not two_nodes(found) and not _take_parts(figure, found):
        return None
    figure.doubtful = not _named_twice(found, means) and doubt.doubtful(found, context, figure, means)
    if doubt.no_money(found, context, figure, means):
        return None
    if figure.shape == "decimal":
        _regroup(figure, found, context)
    if "inner" in number.means:
        unspaced.qualify(figure, found)
    return figure, CLASSES["money"]


#: What a currency can be written as, the first of them that its word can be.
_WRITTEN_AS = ("sign", "code", "abbr", "name", "minor", "codeword", "unsure")


def _take_parts(figure: Figure, found: Found) -> bool:
    """What an amount has beside its number and its currency; False where that is other money."""
    country = found.node("country")
    if country is not None and "country" in country.means:
        figure.country = country.means["country"]
    elif country is not None:  # `5 euro cents`
        figure.sense = sense_of(country.means)
    if "whose" in found:
        _take_country(figure, found)
    if "inner" in found:
        apply(figure, found.means("inner", "bound.inner"))
    if "extra" in found and not _same_money(figure, found):
        return False
    if "minus" in found and _between_dashes(found):
        found.begin = found.at("minus") + 1
        figure.start = figure.first = found.sheet.starts[found.begin]
    elif "minus" in found or "minus2" in found:
        figure.negate()
    if "cents" in found:
        _add_cents(figure, found.means("cents", "num"))
    if "last" in found:
        unspaced.add_last(figure, found)
    return True


def _between_dashes(found: Found) -> bool:
    """``5 millones de dólares –4,6 millones de euros– por el solar``: a dash that another closes is no minus."""
    sheet, j = found.sheet, found.match.end()
    dash = sheet.nodes[found.at("minus")]
    return (
        "dash" in dash.means
        and j < len(sheet.nodes)
        and sheet.glued(j)
        and sheet.nodes[j].key == dash.key
        and not (sheet.glued(j + 1) and "number" in sheet.classes(j + 1))
    )


def _count_in(figure: Figure, means: dict[str, Any]) -> None:
    """The currency that a word names, and the part or multiple of it that is counted."""
    if "minor" in means and not sense_of(means):
        figure.sense, factor = means["minor"].split()
        figure.minor = Decimal(factor)
        figure.multiply(figure.minor)
    elif "scaledcode" in means:
        figure.sense, scale = means["scaledcode"]
        figure.multiply(scale)
        figure.numeral = figure.numeral.times(scale)  # which the first number of a range takes over
        figure.own_scale = True
    else:
        figure.sense = sense_of(means)


def _take_country(figure: Figure, found: Found) -> None:
    """``pesos argentinos``: the country's adjective after an ambiguous name; after another it is none of the amount's."""
    country = found.means("whose", "country") or found.means("whose", "countryafter")
    if any(country in currencies.territories(code) for code in currencies.candidates(figure.sense)):
        figure.country = country
    else:
        figure.end = figure.last = found.sheet.ends[found.at("whose") - 1]


def _same_money(figure: Figure, found: Found) -> bool:
    """A second sign of the same money (``$5 million USD``) names it more exactly."""
    means = found.node("extra").means
    sense = sense_of(means)
    other = set(currencies.candidates(figure.sense)).isdisjoint(currencies.candidates(sense))
    if other and means.keys() & {"codeword", "homonym"} and found.at("extra") > found.at("number"):
        found.stop = found.at("extra")  # `$5 ALL IN`, `who bid $5 million won the prize`: the word is none of the amount's
        figure.end = figure.last = found.sheet.ends[found.stop - 1]
        return True
    if figure.sense.islower() and not sense.islower():
        figure.sense = sense
        return True
    return sense.islower() or sense == figure.sense


def _named_twice(found: Found, means: dict[str, Any]) -> bool:
    """Whether a second word for the same money confirms the first (``CAD 5 dollars``)."""
    if "extra" not in found:
        return False
    codes = currencies.candidates(sense_of(found.node("extra").means))
    return not set(codes).isdisjoint(currencies.candidates(sense_of(means)))


def _add_cents(figure: Figure, cents: Numeral) -> None:
    part = EXACT.multiply(cents.value, Decimal("0.01"))
    figure.value = figure.low = figure.high = EXACT.add(figure.value, part)  # type: ignore[arg-type]
    figure.quantum = Decimal("0.01")


def _regroup(figure: Figure, found: Found, context: Any) -> None:
    """Money with no minor unit in use takes one separator before three digits as grouping."""
    numeral = found.node("number").means.get("num")
    if numeral is None or numeral.shape != "decimal" or figure.own_scale or not context.no_minor_unit(figure.sense):
        return
    again = regroup(found.node("number").key)
    if again:
        sign = figure.value is not None and figure.value < 0
        figure.value = figure.low = figure.high = again.value
        figure.quantum = again.quantum
        if sign:
            figure.negate()


def _prefix(found: Found, context: Any) -> Built | None:
    return money(found, context, "<currency> <number> <scale>")


def _suffix(found: Found, context: Any) -> Built | None:
    return money(found, context, "<number> <scale> <currency>")


def _named(found: Found, context: Any) -> Built | None:
    """A name before its number counts where the number is written as money is."""
    numeral, whole = numeral_of(found.node("number")), doubt.whole(found)
    strong = "scale" in found or "strong" in found or "country" in found or whole
    means = found.node("currency").means
    if not whole and ("suffixsign" in means or ("homonym" in means and "country" not in found and "scale" not in found)):
        return None
    if numeral.shape == "year" or not (strong or numeral.shape == "word" or doubt.moneylike(numeral)):
        return None
    return money(found, context, "<currency name> <number> <scale>")


def _slang(found: Found, context: Any) -> Built | None:
    """``10 grand``, ``599:-``: thousands, or units, of the caller's own money."""
    numeral = numeral_in(found)
    if by := found.means("scaled", "slangscale"):
        numeral = numeral.times(by)
    figure = figure_of(found, "money", "<number> grand", numeral)
    figure.sense = context.local
    figure.resolved_by = "locale"
    figure.trailing = True
    return figure, CLASSES["money"]


def _dual(found: Found, context: Any) -> Built:
    """``دولاران``: two of one money, in one word."""
    figure = figure_of(found, "money", "<two of a currency>", Numeral(Decimal(2), Decimal(1), "word"))
    sense = found.means("currency", "dualname")
    _count_in(figure, {"minor" if " " in sense else "name": sense})
    figure.written, figure.written_as, figure.trailing = found.node("currency").key, "name", True
    if "whose" in found:
        _take_country(figure, found)
    return figure, CLASSES["money"]


_COUNTRY = r"(?:(?P<country><country>|<name>(?=<minor>))<.hyphen>?)?"
#: A country after its money (``$5 US``, ``20 bucks Canadian``), where no noun follows that it belongs to.
_WHOSE = r"<countryafter>(?=<comma|stop|close|semicolon|colon|preposition|slash|longdash|quote|perword|equal>|\Z)"
_EXTRA = rf"(?:(?P<extra><{CURRENCY}>)(?!<.?number>|<_number>))?"

_LAST = r"(?:(?<=<lastdigit>)(?:(?<!<strictlast>)|(?=<number|fraction>(?:<stop|comma|close|semicolon>|\Z)))(?P<last><.unitword|shape.one|fraction>)(?!<.number>(?!<unit|counted>)|<.scale|multiplier|fraction|hyphen>|<.slash>(?!<unit|counted>)|<sign|name|minor|time|unit|counted|percent|bound.inner>))?"
RULES = (
    Rule(
        "<currency> <number> <scale> <currency>",
        rf"(?!<suffixsign>)(?P<extra><{CURRENCY}>)<colon>?{NUMBER}(?P<currency><suffixsign>)(?!<.number>)",
        _suffix,
    ),
    Rule(
        "<currency> <number> <scale>",
        rf"(?P<minus>(?:<_minus>|(?:(?<![\s\S])|(?<=<open|comma|semicolon|colon|quote|equals>))<minus>)(?=<.sign|code|codeword|abbr|unsure>)|<minusword>)?(?!<suffixsign>|(?<=<num>)<.scaleletter>)(?P<currency><{_BEFORE}>(?:<.stop>(?=<number>)|<.colon>(?=<number>))?)(?P<minus2><minus>(?=<.number>)|<minusword>)?"
        rf"{NUMBER}(?:{_DASH})?(?:(?P<extra><code|codeword>(?!<number>)|(?!<level>)<_name>)|(?P<whose>{_WHOSE}))?(?!<.percent|number>)",
        _prefix,
    ),
    Rule(
        "<number> <scale> <currency>",
        rf"(?P<minus><_minus>(?=<.number>)|(?<![\s\S])<minus>(?=<.number>)|{AFTER_WORD}<.minus>(?=<.number>)|<minusword>)?{NUMBER}(?P<inner><bound.inner>)?(?:{_DASH}|<open><numeral|atom><close>)?(?:<.hyphen>|<of>)?"
        rf"{_COUNTRY}(?P<currency><{CURRENCY}|minor|scaledcode>)(?P<whose><demonym>|{_WHOSE})?(?P<scale2>(?:<.scalesign>|<_scale>)(?!<number>))?(?:(?<=<.{CURRENCY}>)(?P<cents><.two>)(?!<minor>|<.stop>?<.number>)|){_LAST}(?P<extra><_code|codeword>|(?<=<suffixsign>)<.name>)?(?:(?<=<unspaced>)|(?!<.number>(?!<unit|counted>)))",
        _suffix,
    ),
    Rule("<number>:<cents> <currency>", r"(?P<number><num>)<.minorpoint>(?P<cents><.two>)(?P<currency><name|abbr|code|sign>)(?!<.?number>)", _suffix),
    Rule(
        "<currency name> <number> <scale>",
        rf"{_COUNTRY}(?P<currency><name|minor>)(?P<strong><colon>)?{NUMBER}(?!<{CURRENCY}|percent|minor|time|unit|counted>|<.number|hyphen|colon|slash>|<of>)",
        _named,
    ),
    Rule("<two of a currency>", r"(?<!<number>)(?P<currency><dualname>)(?P<whose><demonym>)?", _dual),
    Rule("<number> grand", r"(?P<number><number>)(?P<scaled><slangscale>|<.pricemark>(?!<.?number>))", _slang),
)  # fmt: skip
