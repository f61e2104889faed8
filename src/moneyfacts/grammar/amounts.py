"""Single amounts: money with its currency on either side, percent, multiples.

>>> [rule.name for rule in RULES][:2]
['<currency> <number> <scale> <currency>', '<currency> <number> <scale>']
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
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
_MINUS = r"(?:(?<![\s\S])|(?<=<^number|name|sign|code|close|word|percent|figure>)|(?<=<_minus>)|)"
#: A word written without a space before a minus, where it is no range's end.
_AFTER_WORD = r"(?<=<unspaced>)(?<!<sign|name|minor|percent|unit|time|scale|multiplier|atom|number|counted|month>)"
_SCALE = r"(?:<.scaleletter>(?!<.word|lower|title|upper>)|<scaleabbr>|(?P<spaced><_scaleletter>)(?=<.stop|comma|semicolon|close>|<_sign|code|abbr|name|codeword|of>|<.sign>|\Z))"
_DASH = r"(?:<.comma|stop|colon|slash><.dash|longdash>+|<.slash><.equals>|<.pricemark>)"
_NUMBER = rf"(?P<number><number>)(?:<.hyphen>?(?P<scale>{_SCALE}))?"
_PREFIX_GLUE = r"(?:<of>|<colon>)?"

Built = tuple[Figure, frozenset[str]]


def _numeral(found: Found) -> Numeral:
    numeral = numeral_of(found.node("number"))
    if _two_nodes(found):
        return numeral
    scale = found.means("scale", "scalesign") or found.means("scale2", "scalesign") or found.means("scale2", "scale")
    if scale is None or _is_credit(found):
        return numeral
    return numeral.times(scale)


def _two_nodes(found: Found) -> bool:
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


def _figure(found: Found, kind: str, rule: str, numeral: Numeral) -> Figure:
    sheet, (i, j) = found.sheet, found.match.span()
    j = j if found.stop < 0 else found.stop
    return Figure(kind, sheet.starts[i], sheet.ends[j - 1], numeral, rule)


def money(found: Found, context: Any, rule: str) -> Built | None:
    """The amount of a match with a currency and a number, or None where it is no money."""
    currency, number = found.node("currency"), found.node("number")
    figure = _figure(found, "money", rule, _numeral(found))
    means = currency.means
    _count_in(figure, means)
    figure.written = currency.key
    figure.written_as = next(filter(means.__contains__, _WRITTEN_AS), "")
    figure.trailing = found.at("currency") > found.at("number")
    figure.shape = numeral_of(number).shape
    if "roundword" in number.means:
        figure.approximate = True
    if not _two_nodes(found) and not _take_parts(figure, found):
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
    numeral = _numeral(found)
    if by := found.means("scaled", "slangscale"):
        numeral = numeral.times(by)
    figure = _figure(found, "money", "<number> grand", numeral)
    figure.sense = context.local
    figure.resolved_by = "locale"
    figure.trailing = True
    return figure, CLASSES["money"]


def _percent(found: Found, context: Any) -> Built | None:
    if unspaced.no_number(found) or unspaced.in_a_name(found) or doubt.below_a_fraction(found):
        return None
    figure, alone = _figure(found, "percent", "<number> <percent>", _numeral(found)), _two_nodes(found)
    if (
        found.means("unit", "percent.glued")
        and figure.quantum >= 1
        and not found.sheet.glued(found.at("unit"))
        and not _changes_near(found)
    ):
        return None  # `318 pp.` are pages
    if _is_remainder(found) or _is_denominator(found) or _other_points(found, figure):
        return None
    if not alone and "below" in found and not _divide(figure, found.means("below", "denominator")):
        return None
    unit = next(found.means("unit", name) for name in _PERCENTS if found.means("unit", name))
    if unit in _TENTHS:
        figure.minor = _TENTHS[unit] or unspaced.tenths(unit, figure.numeral.value)
        figure.multiply(figure.minor)
        unit = "percent"
    figure.unit = unit
    figure.trailing = found.at("unit") > found.at("number")
    if not alone:
        unspaced.add_tenths(figure, found)
        if "minus" in found:
            figure.negate()
    unspaced.qualify(figure, found)
    return figure, CLASSES["percent"]


def _is_remainder(found: Found) -> bool:
    """``17 % 5``, ``q=5%20pounds``: a sign between two numbers, with space around it or none, is a program's or an address's."""
    sheet, j = found.sheet, found.match.end()
    if j >= len(sheet.nodes) or "num" not in sheet.nodes[j].means or sheet.words(j - 1, j) != "%":
        return False
    return sheet.glued(j) == sheet.glued(j - 1)


def _other_points(found: Found, figure: Figure) -> bool:
    """``코스피는 9.52포인트 내린``, ``500ポイント貯まる``: points of an index or a shop."""
    if not found.means("unit", "percent.points"):
        return False
    nodes = found.sheet.nodes
    if any("pointcue" in node.means for node in nodes):
        return True
    return (
        figure.quantum >= 1 and not any(isinstance(node, Figure) or "percent" in node.means for node in nodes) and not _changes_near(found)
    )


def _is_denominator(found: Found) -> bool:
    """``2/3 %``: a fraction that is no decimal of a few places, of which the denominator alone says nothing."""
    sheet, i = found.sheet, found.match.start()
    return i > 1 and "slash" in sheet.nodes[i - 1].means and "num" in sheet.nodes[i - 2].means and sheet.glued(i) and sheet.glued(i - 1)


def _changes_near(found: Found) -> bool:
    """Whether a word of change stands around the match."""
    nodes, (i, j) = found.sheet.nodes, found.match.span()
    return any("change" in node.means for node in (*nodes[max(0, i - 3) : i], *nodes[j : j + 3]))


def _dual(found: Found, context: Any) -> Built:
    """``دولاران``: two of one money, in one word."""
    figure = _figure(found, "money", "<two of a currency>", Numeral(Decimal(2), Decimal(1), "word"))
    sense = found.means("currency", "dualname")
    _count_in(figure, {"minor" if " " in sense else "name": sense})
    figure.written, figure.written_as, figure.trailing = found.node("currency").key, "name", True
    if "whose" in found:
        _take_country(figure, found)
    return figure, CLASSES["money"]


def _percentword(found: Found, context: Any) -> Built | None:
    """``打对折``: a word that is a share by itself."""
    value, _, unit = found.means("word", "percentword").partition(" ")
    figure = _figure(found, "percent", "<percent word>", Numeral(Decimal(value), Decimal(1), "word"))
    figure.unit = unit or "percent"
    return figure, CLASSES["percent"]


def _divide(figure: Figure, below: Decimal) -> bool:
    """``three fifths``: False where the fraction is no decimal of a few places."""
    quotient = EXACT.divide(figure.numeral.value, below)
    if int(quotient.as_tuple().exponent) < -6:
        return False
    figure.value = figure.low = figure.high = quotient
    figure.quantum = Decimal((0, (1,), min(0, int(quotient.as_tuple().exponent))))
    return True


#: Units of percent that are read as percent: per mille, and the tenths of East Asian prices.
_TENTHS = {"permille": Decimal("0.1"), "permyriad": Decimal("0.01"), "tenth": Decimal(10), "discount": Decimal(0)}


#: Classes of the units of percent, of which the rule has found one.
_PERCENTS = ("percent", "percent.glued", "percent.points", "percentbefore")
_ONE_NUMERAL = Numeral(Decimal(1), Decimal(1), "word")


def _multiple(found: Found, context: Any) -> Built | None:
    if unspaced.no_number(found):
        return None
    if "end" in found and found.node("number").means.get("num", _ONE_NUMERAL).shape in ("four", "long"):
        return None  # `Ryzen 9 7950X`
    if "end" in found and _counts_orders(found):
        return None
    if (
        "end2" in found
        and "of" not in found
        and numeral_of(found.node("number")).quantum >= 1
        and not _ends_a_range(found)
        and not _compared(found)
    ):
        return None  # a count: `met three times`
    figure = _figure(found, "multiple", "<number> times", _numeral(found))
    unspaced.qualify(figure, found)
    return figure, CLASSES["multiple"]


def _counts_orders(found: Found) -> bool:
    """``2x Lager £11.60``, ``10x Genomics``: a whole number with a name after it, which it counts or opens."""
    sheet, j = found.sheet, found.match.end()
    if numeral_of(found.node("number")).quantum < 1 or j >= len(sheet.nodes) or sheet.nodes[j].means:
        return False
    return sheet.words(j, j + 1).istitle() and "timesign" in found.node("end").means


def _ends_a_range(found: Found) -> bool:
    """``2.5 to 3 times``: after a decimal, a whole number of times is no count."""
    nodes, i = found.sheet.nodes, found.match.start()
    if i < 2 or not nodes[i - 1].means.keys() & {"to", "dash", "rangeand"}:
        return False
    low = nodes[i - 2].means.get("num")
    return low is not None and low.shape == "decimal"


def _compared(found: Found) -> bool:
    """``trades at nine times earnings, compared with 15 times for its peers``: a multiple that another is compared with."""
    nodes, i = found.sheet.nodes, found.match.start()
    if not any("compared" in node.means for node in nodes[max(0, i - _COMPARED_REACH) : i]):
        return False
    return any("times" in one.means and "timesof" in other.means for one, other in pairwise(nodes[:i]))


#: How many words can stand from a word of comparison to the multiple compared with, its noun and bound.
_COMPARED_REACH = 9


def _foldword(found: Found, context: Any) -> Built | None:
    figure = _figure(
        found, "multiple", "<number>fold", Numeral(found.means("word", "foldword") or found.means("word", "timesword"), Decimal(1), "word")
    )
    return figure, CLASSES["multiple"]


_COUNTRY = r"(?:(?P<country><country>|<name>(?=<minor>))<.hyphen>?)?"
#: A country after its money (``$5 US``, ``20 bucks Canadian``), where no noun follows that it belongs to.
_WHOSE = r"<countryafter>(?=<comma|stop|close|semicolon|colon|preposition|slash|longdash|quote|perword|equal>|\Z)"
_EXTRA = rf"(?:(?P<extra><{CURRENCY}>)(?!<.?number>|<_number>))?"

_LAST = r"(?:(?<=<lastdigit>)(?:(?<!<strictlast>)|(?=<number|fraction>(?:<stop|comma|close|semicolon>|\Z)))(?P<last><.unitword|shape.one|fraction>)(?!<.number>(?!<unit|counted>)|<.scale|multiplier|fraction|hyphen>|<.slash>(?!<unit|counted>)|<sign|name|minor|time|unit|counted|percent|bound.inner>))?"
_PARTS = (
    r"(?:(?P<part><.number>)(?P<partunit><.tenthpart>)(?:(?P<part2><.number>)(?P<part2unit><.tenthpart>))?"
    rf"|(?<=<lastdigit>)(?P<last><unitword|fraction>)(?!<.number|scale|multiplier>|<{CURRENCY}|percent|time|unit|counted>))?"
)

RULES = (
    Rule(
        "<currency> <number> <scale> <currency>",
        rf"(?!<suffixsign>)(?P<extra><{CURRENCY}>)<colon>?{_NUMBER}(?P<currency><suffixsign>)(?!<.number>)",
        _suffix,
    ),
    Rule(
        "<currency> <number> <scale>",
        rf"(?P<minus>(?:<_minus>|(?:(?<![\s\S])|(?<=<open|comma|semicolon|colon|quote|equals>))<minus>)(?=<.sign|code|codeword|abbr|unsure>)|<minusword>)?(?!<suffixsign>|(?<=<num>)<.scaleletter>)(?P<currency><{_BEFORE}>(?:<.stop>(?=<number>)|<.colon>(?=<number>))?)(?P<minus2><minus>(?=<.number>)|<minusword>)?"
        rf"{_NUMBER}(?:{_DASH})?(?:(?P<extra><code|codeword>(?!<number>)|(?!<level>)<_name>)|(?P<whose>{_WHOSE}))?(?!<.percent|number>)",
        _prefix,
    ),
    Rule(
        "<number> <scale> <currency>",
        rf"(?P<minus><_minus>(?=<.number>)|(?<![\s\S])<minus>(?=<.number>)|{_AFTER_WORD}<.minus>(?=<.number>)|<minusword>)?{_NUMBER}(?P<inner><bound.inner>)?(?:{_DASH}|<open><numeral|atom><close>)?(?:<.hyphen>|<of>)?"
        rf"{_COUNTRY}(?P<currency><{CURRENCY}|minor|scaledcode>)(?P<whose><demonym>|{_WHOSE})?(?P<scale2>(?:<.scalesign>|<_scale>)(?!<number>))?(?:(?<=<.{CURRENCY}|minor>)(?P<cents><.two>)(?!<minor>|<.stop>?<.number>)|){_LAST}(?P<extra><_code|codeword>|(?<=<suffixsign>)<.name>)?(?:(?<=<unspaced>)|(?!<.number>(?!<unit|counted>)))",
        _suffix,
    ),
    Rule("<number>:<cents> <currency>", r"(?P<number><num>)<.minorpoint>(?P<cents><.two>)(?P<currency><name|abbr|code|sign>)(?!<.?number>)", _suffix),
    Rule(
        "<currency name> <number> <scale>",
        rf"{_COUNTRY}(?P<currency><name|minor>)(?P<strong><colon>)?{_NUMBER}(?!<{CURRENCY}|percent|minor|time|unit|counted>|<.number|hyphen|colon|slash>|<of>)",
        _named,
    ),
    Rule(
        "<number> <percent>",
        rf"(?P<minus><_minus>(?=<.number>)|(?<![\s\S])<minus>(?=<.number>)|{_AFTER_WORD}<.minus>(?=<.number>)|(?<=<open>)<minus>|<minusword>)?{_NUMBER}(?P<below><denominator>)?<.hyphen>?(?:<of>?<article>)?(?P<unit><percent|percent.glued|percent.points>){_PARTS}(?!(?<=<percentbefore>)<.num>)",
        _percent,
    ),
    Rule("<percent> <number>", rf"(?:(?=<_percentbefore|minus|minusword>)|(?<!<number|multiplier>))(?P<minus><minus|minusword>)?(?P<unit><percentbefore>){_NUMBER}", _percent),
    Rule("<two of a currency>", r"(?<!<number>)(?P<currency><dualname>)(?P<whose><demonym>)?", _dual),
    Rule("<percent word>", r"(?P<word><percentword>)", _percentword),
    Rule("<number> grand", r"(?P<number><number>)(?P<scaled><slangscale>|<.pricemark>(?!<.?number>))", _slang),
    Rule("<number>fold", r"(?P<word><foldword>)", _foldword),
    Rule("<number>times", r"(?P<word><timesword>)(?=<timesof>)", _foldword),
    Rule("in <number> times", r"(?:(?<=<timesbefore>)|(?<=<timesbefore><bound.before>))(?P<number><number>)(?P<end><times>)", _multiple),
    Rule("times <number>", r"<timesahead>(?P<number><number>)(?!<.number>|<percent|name|minor|code|abbr|times>)", _multiple),
    Rule("<number> times, always", r"(?P<number><number>)(?P<end><timesalways>)", _multiple),
    Rule("<number>-fold", r"(?P<number><number>)<.hyphen>?(?P<end><.fold>)", _multiple),
    Rule(
        "<number> times",
        rf"(?<!<_timesign>)(?:(?<!<sign>)|(?=<_number>))(?P<number><number>)(?:(?P<end><.timesign>)(?!<.number|word|lower|upper|title|hyphen|sign>|<_of|number|equals|{CURRENCY}>)|(?:<.hyphen>)?(?P<end2><times>)(?P<of>(?=<timesof>|<year><timesof>|<last><time><.apostrophe>))?)",
        _multiple,
    ),
)  # fmt: skip
