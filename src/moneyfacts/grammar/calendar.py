"""Durations and spans of the calendar, as written: each template of a language becomes a rule, whose key says what it builds.

>>> times_unit(Decimal(2), "P1Y")
'P2Y'
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.numerals import numeral_of


class Calendar:
    """A span of the calendar as written: its kind and the numbers in it; ``resolve`` gives it dates."""

    __slots__ = ("end", "key", "kind", "means", "parts", "start")

    def __init__(self, kind: str, parts: dict[str, Any], start: int, end: int) -> None:
        self.kind = kind
        self.parts = parts
        self.start = start
        self.end = end
        self.key = ""
        self.means: dict[str, Any] = {}


class Duration:
    """A length of time: a number of units, in ISO 8601."""

    __slots__ = ("end", "iso", "key", "means", "start")

    def __init__(self, iso: str, start: int, end: int) -> None:
        self.iso = iso
        self.start = start
        self.end = end
        self.key = ""
        self.means: dict[str, Any] = {}


class Template(NamedTuple):
    section: str
    key: str
    pattern: str


def span_of(found: Found) -> tuple[int, int]:
    i, j = found.match.span()
    return found.sheet.starts[i], found.sheet.ends[j - 1]


def times_unit(number: Decimal, unit: str) -> str | None:
    """ISO 8601 duration of a number of units; quarters come out as months, parts of a year as months.

    >>> times_unit(Decimal(4), "P3M"), times_unit(Decimal("1.5"), "P1Y"), times_unit(Decimal(9), "PT1H")
    ('P12M', 'P18M', 'PT9H')
    """
    head = "PT" if unit.startswith("PT") else "P"
    count = number * int(unit[len(head) : -1])
    letter = unit[-1]
    if letter == "Y" and count != count.to_integral_value():
        count, letter = count * 12, "M"
    if count != count.to_integral_value() or count <= 0 or count > 100000:
        return None
    return f"{head}{int(count)}{letter}"


def _duration(found: Found, context: Any) -> tuple[Duration, frozenset[str]] | None:
    number = numeral_of(found.node("number"))
    iso = times_unit(number.value, found.means("time", "time"))
    if iso is None or number.shape == "year":
        return None
    return Duration(iso, *span_of(found)), frozenset({"duration"})


_CALENDAR_CLASSES = {
    "date": frozenset({"calendar", "date"}),
    "dateday": frozenset({"calendar", "date"}),
    "month": frozenset({"calendar", "calendar.month"}),
    "monthonly": frozenset({"calendar", "calendar.month"}),
    "relative": frozenset({"calendar", "calendar.relative"}),
    "year": frozenset({"calendar", "calendar.year"}),
    "quarteronly": frozenset({"calendar", "calendar.part"}),
    "halfonly": frozenset({"calendar", "calendar.part"}),
    "fiscalonly": frozenset({"calendar", "calendar.part"}),
    "months": frozenset({"calendar", "calendar.part", "calendar.months"}),
    "years": frozenset({"calendar", "calendar.years"}),
}
_CALENDAR = frozenset({"calendar"})


def calendar_rule(template: Template) -> Rule:
    """A rule for one template; its key may state parts that its words imply (``halfonly n=1``)."""
    kind, *stated = template.key.split()
    classes = _CALENDAR_CLASSES.get(kind, _CALENDAR)
    slots = tuple(slot for slot in _CALENDAR_SLOTS if f"?P<{slot}>" in template.pattern)
    numbers = tuple(slot for slot in _NUMBER_SLOTS if f"?P<{slot}>" in template.pattern)
    implied = {name: value if name == "time" else int(value) for name, _, value in (part.partition("=") for part in stated)}

    def produce(found: Found, context: Any) -> tuple[Calendar, frozenset[str]] | None:
        parts = {**_parts(found, slots, numbers), **implied}
        if not _possible(parts) or (kind == "decade" and parts["year"] % 10):
            return None
        span = Calendar(kind, parts, *span_of(found))
        if kind == "years" and parts.get("yy") == (parts["year"] + 1) % 100:
            span.kind = "fiscalspan"  # `2023-24` is one year that spans two
            return span, _CALENDAR
        return span, classes

    return Rule(template.key, template.pattern, produce)


_CALENDAR_SLOTS = {
    "month": "month", "month2": "month", "ordinal": "ordinal", "time": "time", "last": "last", "quarterword": "quarterword",
}  # fmt: skip
_NUMBER_SLOTS = ("year", "year2", "day", "n", "yy", "yy_from", "month_n", "month_n2")


def _parts(found: Found, slots: tuple[str, ...], numbers: tuple[str, ...]) -> dict[str, Any]:
    """What the slots of a phrase state."""
    parts: dict[str, Any] = {}
    for slot in slots:
        if slot in found:
            parts[slot] = found.means(slot, _CALENDAR_SLOTS[slot])
            if slot == "time" and parts[slot] is None:
                parts[slot] = "P3M"
    if "dotdate" in found:
        parts["year"], parts["month_n"], parts["day"] = found.means("dotdate", "dotdate")
    for slot in numbers:
        if slot in found:
            node = found.node(slot)
            value = node.means.get("ordinal")
            parts[slot] = int(value if value is not None else numeral_of(node).value)
    if "yy" in parts and "year" not in parts:
        parts["year"] = parts["yy"] + (2000 if parts["yy"] < 70 else 1900)
    return parts


def _possible(parts: dict[str, Any]) -> bool:
    if not 1 <= parts.get("day", 1) <= 31 or not 1 <= parts.get("month_n", 1) <= 12:
        return False
    if "ordinal" in parts and parts["ordinal"] > 4:
        return False
    return int(parts.get("n", 1)) >= 1


def _part_of_year(found: Found, context: Any) -> tuple[Calendar, frozenset[str]] | None:
    """``去年9月``, ``the first quarter of last year``: a part of a year that is named by its distance from now."""
    year, part = found.node("year"), found.node("part")
    if year.parts.get("time") != "P1Y" or "year" in part.parts or part.kind not in _PARTS_OF_YEAR:
        return None
    parts = {"last": year.parts["last"], "kind": _PARTS_OF_YEAR[part.kind], "label": part.kind, "part": part.parts}
    return Calendar("partofyear", parts, *span_of(found)), _CALENDAR


_PARTS_OF_YEAR = {"monthonly": "month", "quarteronly": "quarter", "halfonly": "half", "dateday": "date", "months": "months"}
_PART = r"(?P<part><calendar.part|calendar.month|date>)"
PART_OF_YEAR = (
    Rule("<relative year> <part>", rf"(?P<year><calendar.relative>)(?:<of>)?{_PART}", _part_of_year),
    Rule("<part> <relative year>", rf"{_PART}<of>?<the>?(?P<year><calendar.relative>)", _part_of_year),
)


def _duration_word(found: Found, context: Any) -> tuple[Duration, frozenset[str]]:
    """One word for a number of units: ``полгода``, ``سنتين``; or an adjective, which stands for a whole phrase."""
    adjective = found.means("word", "durationadjective")
    iso, name = (adjective, "duration.adjective") if adjective else (found.means("word", "durationword"), "duration")
    return Duration(iso, *span_of(found)), frozenset({name})


def _duration_adjective(found: Found, context: Any) -> tuple[Duration, frozenset[str]] | None:
    """``üç yıllık``, ``beş aylığına``: a number and the adjective of a time."""
    number = numeral_of(found.node("number"))
    iso = times_unit(number.value, found.means("time", "time.adjective"))
    if iso is None or number.shape == "year":
        return None
    return Duration(iso, *span_of(found)), frozenset({"duration.adjective"})


def _duration_and_half(found: Found, context: Any) -> tuple[Duration, frozenset[str]] | None:
    """``a two-and-a-half-year deal``: *half-year* is one word, and the unit is twice as long."""
    if found.means("time", "time") != "P6M":
        return None
    iso = times_unit(2 * numeral_of(found.node("number")).value + 1, "P6M")
    return None if iso is None else (Duration(iso, *span_of(found)), frozenset({"duration"}))


DURATION = (
    Rule("<number> and a half-<time>", r"(?P<number><number>)<hyphen><and><hyphen><article><hyphen>(?P<time><time>)", _duration_and_half),
    Rule("<number> <adjective of time>", r"(?P<number><number>)(?P<time><time.adjective>)", _duration_adjective),
    Rule("<number> <time>", r"(?P<number><number>)<hyphen|of|durationlink>?(?P<time><time>)", _duration),
    Rule("<time> <number>", r"(?P<time><time>)(?P<number><atom>)(?=<last>)", _duration),
    Rule("<word of duration>", r"(?P<word><durationword|durationadjective>)", _duration_word),
)
