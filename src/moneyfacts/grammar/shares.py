"""Single shares: percentages, basis points and multiples.

>>> [rule.name for rule in RULES][:2]
['<number> <percent>', '<percent> <number>']
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from moneyfacts.grammar import doubt, unspaced
from moneyfacts.grammar.amounts import AFTER_WORD, CURRENCY, NUMBER, Built, figure_of, numeral_in, two_nodes
from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import CLASSES, Figure
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.lexicon.numbers import EXACT, Numeral


def _percent(found: Found, context: Any) -> Built | None:
    if unspaced.no_number(found) or unspaced.in_a_name(found) or doubt.below_a_fraction(found):
        return None
    figure, alone = figure_of(found, "percent", "<number> <percent>", numeral_in(found)), two_nodes(found)
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
    if unit in TENTHS:
        figure.minor = TENTHS[unit] or unspaced.tenths(unit, figure.numeral.value)
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


def _percentword(found: Found, context: Any) -> Built | None:
    """``打对折``: a word that is a share by itself."""
    value, _, unit = found.means("word", "percentword").partition(" ")
    figure = figure_of(found, "percent", "<percent word>", Numeral(Decimal(value), Decimal(1), "word"))
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
TENTHS = {"permille": Decimal("0.1"), "permyriad": Decimal("0.01"), "tenth": Decimal(10), "discount": Decimal(0)}


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
    figure = figure_of(found, "multiple", "<number> times", numeral_in(found))
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
    figure = figure_of(
        found, "multiple", "<number>fold", Numeral(found.means("word", "foldword") or found.means("word", "timesword"), Decimal(1), "word")
    )
    return figure, CLASSES["multiple"]


_PARTS = (
    r"(?:(?P<part><.number>)(?P<partunit><.tenthpart>)(?:(?P<part2><.number>)(?P<part2unit><.tenthpart>))?"
    rf"|(?<=<lastdigit>)(?P<last><unitword|fraction>)(?!<.number|scale|multiplier>|<{CURRENCY}|percent|time|unit|counted>))?"
)

RULES = (
    Rule(
        "<number> <percent>",
        rf"(?P<minus><_minus>(?=<.number>)|(?<![\s\S])<minus>(?=<.number>)|{AFTER_WORD}<.minus>(?=<.number>)|(?<=<open>)<minus>|<minusword>)?{NUMBER}(?P<below><denominator>)?<.hyphen>?(?:<of>?<article>)?(?P<unit><percent|percent.glued|percent.points>){_PARTS}(?!(?<=<percentbefore>)<.num>)",
        _percent,
    ),
    Rule("<percent> <number>", rf"(?:(?=<_percentbefore|minus|minusword>)|(?<!<number|multiplier>))(?P<minus><minus|minusword>)?(?P<unit><percentbefore>){NUMBER}", _percent),
    Rule("<percent word>", r"(?P<word><percentword>)", _percentword),
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
