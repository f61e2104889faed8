"""Numerals that count in myriads: 三千八百亿, 1兆2000億, 37억 7000만, 一百零五, 二〇二四, 3000余.

The algorithm that a language chooses with ``numerals: myriad``. Digits, multipliers (十 百 千) and scales (万 亿)
follow each other without links; a zero links; the last digit may leave out its unit (一百五 is 150) where the
language gives the unit before it the class ``lastdigit``; a bound may stand inside (30余亿). Two digits before a
multiplier are no number (二三十, 三五百). A numeral that opens inside a word (``wordstart``) is none.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.numerals import NUMERAL, SCALED, Node, _Sum, numeral_of
from moneyfacts.lexicon.lexicon import SHAPES
from moneyfacts.lexicon.numbers import ENGLISH, EXACT, Numeral, read

_VAGUE = frozenset({"vague"})


def inside_word(sheet: Any, i: int) -> bool:
    """Whether a node that counts only at the start of a word stands within one."""
    start = sheet.starts[i]
    return "wordstart" in sheet.nodes[i].means and start > 0 and sheet.text[start - 1].isalpha()


def evaluate(nodes: list[Any]) -> Numeral:
    """The number that a run of nodes states."""
    total, shape = _Sum(), "word"
    for at, node in enumerate(nodes):
        means = node.means
        before = nodes[at - 1].means if at else {}
        if "num" in means or ("atom" in means and not means.keys() & {"multiplier", "scale"}):
            value = numeral_of(node).value
            if not value and at:
                continue
            step = before.get("lastdigit") if at + 1 == len(nodes) and 0 < value < 10 else None
            total.number(EXACT.multiply(value, step) if step else value, numeral_of(node).quantum)
        elif "point" in means:
            return _decimals(nodes, at)
        elif "multiplier" in means:
            total.digits = "num" in nodes[at - 1].means if at else False
            total.multiply(means["multiplier"])
        elif "scale" in means:
            total.close(means["scale"])
            shape = "scaled"
    return total.result(shape)


def _decimals(nodes: list[Any], at: int) -> Numeral:
    """三点一四万: digits one by one after the point, then any units."""
    whole = evaluate(nodes[:at])
    end = next((k for k in range(at + 1, len(nodes)) if nodes[k].means.keys() & {"multiplier", "scale"}), len(nodes))
    digits = "".join(str(int(numeral_of(node).value)) for node in nodes[at + 1 : end])
    number = Numeral(Decimal(f"{int(whole.value)}.{digits}"), Decimal((0, (1,), -len(digits))), "decimal")
    if end == len(nodes):
        return number
    return evaluate([Node("", {"num": number}), *nodes[end:]])


def _numeral(found: Found, context: Any) -> tuple[Node, frozenset[str]] | None:
    sheet, (i, j) = found.sheet, found.match.span()
    nodes = sheet.nodes[i:j]
    words = [node for node in nodes if "num" not in node.means]
    if inside_word(sheet, i) or words[0].key.isascii():
        return None
    inner = next((node.means["bound.inner"] for node in nodes if "bound.inner" in node.means), "")
    nodes = [node for node in nodes if "bound.inner" not in node.means]
    if inner == "vague" or _no_number(nodes):
        return Node("", {"vague": True}), _VAGUE
    if i and len(nodes) == 2 and "lastdigit" in sheet.nodes[i - 1].means and _unit(nodes[1]) == 1 and _weighs(sheet.nodes[j : j + 1]):
        return None  # 三块五一斤: the last digit of the price, and one of its unit
    if digits := _digits(nodes):
        means = {"num": digits, "inner": inner} if inner else {"num": digits}
        return Node("", means), frozenset({"num", "number", "shape." + digits.shape, *SHAPES[digits.shape]})
    number = evaluate(nodes) if len(nodes) > 1 or _bounded_scale(sheet, i) else numeral_of(nodes[0]) if inner else None
    if number is None:
        return None
    return Node("", {"num": number, "numeral": number, "inner": inner}), SCALED if number.shape == "scaled" else NUMERAL


def _bounded_scale(sheet: Any, i: int) -> bool:
    """Whether a scale that stands alone is one of it, since a bound stands before it (不足万亿元)."""
    return i > 0 and "scale" in sheet.nodes[i].means and "bound.before" in sheet.nodes[i - 1].means


def _unit(node: Any) -> Decimal | None:
    """The value of a digit word."""
    means = node.means
    value: Decimal | None = means.get("atom") if not means.keys() & {"multiplier", "scale"} else None
    return value


def _weighs(nodes: list[Any]) -> bool:
    return bool(nodes) and not nodes[0].means.keys().isdisjoint({"unit", "counted"})


def _no_number(nodes: list[Any]) -> bool:
    """Two neighbouring digits that say *two or three*: before a multiplier, or alone."""
    whole = next((at for at, node in enumerate(nodes) if "point" in node.means), len(nodes))
    values = [_unit(node) for node in nodes[:whole]]
    for at in range(len(values) - 1):
        one, two = values[at], values[at + 1]
        if one and two and (two - one == 1 if len(values) == 2 else values[at + 2 : at + 3] == [None]):
            return at == 0 or values[at - 1] is None
    return False


def _digits(nodes: list[Any]) -> Numeral | None:
    """二〇二四, 五五: digit by digit."""
    if len(nodes) < 2:
        return None
    values = [_unit(node) for node in nodes]
    if any(value is None for value in values):
        return None
    return read("".join(str(int(value)) for value in values if value is not None), ENGLISH)


_TAIL = "<multiplier|scale|sign|name|code|minor|percent|time|fold|unit|counted>"
RULES = (
    Rule(
        "<number in myriads>",
        rf"(?:<num>(?=<multiplier|scale>|<.bound.inner>{_TAIL})|<atom|multiplier|scale>)"
        rf"(?:<atom|multiplier|scale>|(?<=<multiplier|scale>)(?:<.num>|<_num>(?=<multiplier|scale|name|minor>)))*"
        rf"(?:<.point><.atom>+(?:<multiplier|scale>)*)?(?:<.bound.inner>(?={_TAIL})(?:<multiplier|scale>)*)?",
        _numeral,
    ),
)
