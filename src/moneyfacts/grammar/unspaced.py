"""What amounts need where words are not spaced: last digits without a unit, units that are also other words, tenths.

9块6, 3割5分, 七成六, 30余亿: parts of an amount that follow it without a space; 사원, 5分: money only where nothing
speaks against it.
"""

from __future__ import annotations

from decimal import Decimal

from moneyfacts.grammar import bounds
from moneyfacts.grammar.engine import Found
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.myriads import inside_word
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.lexicon.numbers import EXACT

_ONE, _TEN = Decimal(1), Decimal(10)
#: How far before a unit of money that is also another word a word of price can stand.
_PRICE_REACH = 6


def qualify(figure: Figure, found: Found) -> None:
    """Set the bound that stands inside the number (30余亿)."""
    inner = found.means("number", "inner")
    if inner:
        bounds.apply(figure, inner)


def add_last(figure: Figure, found: Found) -> None:
    """Add a last digit, or *half*, that stands without its unit (9块6, 3塊半)."""
    unit = figure.minor or _ONE
    step = found.means("currency", "lastdigit")
    half = found.means("last", "fraction")
    part = half or EXACT.multiply(step, numeral_of(found.node("last")).value)
    _add(figure, EXACT.multiply(part, unit), EXACT.multiply(step, unit))


def _add(figure: Figure, part: Decimal, quantum: Decimal) -> None:
    figure.value = figure.low = figure.high = EXACT.add(figure.value, part)  # type: ignore[arg-type]
    figure.quantum = quantum


def add_tenths(figure: Figure, found: Found) -> None:
    """Add the tenths of a tenth (3割8分7厘, 七成六)."""
    for name in ("part", "part2", "last"):
        if name in found:
            step = Decimal(found.means(name + "unit", "tenthpart") or found.means("unit", "lastdigit"))
            half = found.means(name, "fraction")  # 两成半
            _add(figure, EXACT.multiply(_TEN * half if half else numeral_of(found.node(name)).value, step), step)


def tenths(unit: str, number: Decimal) -> Decimal:
    """What a unit of tenths makes of a number, as percent; 七折 and 85折 are both shares of the price."""
    return _ONE if unit == "discount" and number > _TEN else _TEN


def no_number(found: Found) -> bool:
    """Whether the number opens inside a word, or only says *several*."""
    i = found.at("number")
    before = found.match.start() - 1
    if inside_word(found.sheet, i):
        return True
    return before >= 0 and "vague" in found.sheet.nodes[before].means and not inside_word(found.sheet, before)


def in_a_name(found: Found) -> bool:
    """``아이폰16 프로``: the number hangs on a word, and what would be its unit stands off."""
    sheet, i, j = found.sheet, found.at("number"), found.at("unit")
    if j < i or not (i and sheet.glued(i)) or sheet.glued(j):
        return False
    return not sheet.nodes[i - 1].means and sheet.words(i - 1, i).isalpha() and sheet.words(j, j + 1).isalpha()


def no_money(found: Found, whole: bool) -> bool:
    """Whether the number or the unit is part of a word of another sense."""
    sheet, (i, j) = found.sheet, found.run("number")
    if no_number(found):
        return True
    if {"wordstart", "unitword"} <= sheet.nodes[i].means.keys() and not (j < len(sheet.nodes) and sheet.glued(j)):
        return True
    means, before = found.node("currency").means, sheet.nodes[max(0, i - _PRICE_REACH) : i]
    if "weight" in means and any("weightcue" in node.means for node in before):
        return True
    return "partial" in means and not whole and not _priced(found)


def _priced(found: Found) -> bool:
    """Whether another amount or a word of price stands before a unit that is also something else (5分)."""
    sheet, (i, j) = found.sheet, found.match.span()
    nodes = sheet.nodes
    if i and nodes[i - 1].means.keys() & {"sign", "name", "minor", "unit"}:
        return True
    if "name" in found.node("currency").means:
        number = found.node("number").means.get("num")
        if (number is not None and number.scale > 1) or (j + 1 < len(nodes) and "minor" in nodes[j + 1].means and sheet.glued(j)):
            return True
    for node in reversed(nodes[max(0, i - _PRICE_REACH) : i]):
        if node.means.keys() & {"comma", "stop", "semicolon"}:
            return False
        if "pricecue" in node.means:
            return True
    return False
