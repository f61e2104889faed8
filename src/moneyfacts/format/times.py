"""Periods in a locale's own words: durations and dates through Babel, the words around them from the language's phrases.

>>> from babel import Locale
>>> from moneyfacts.facts import Period
>>> write(Period.of("over", duration="P3Y"), Locale.parse("en"), "en")
'over 3 years'
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from moneyfacts.facts import Period
from moneyfacts.format.words import phrase
from moneyfacts.lexicon.canonical import label_says

if TYPE_CHECKING:
    from babel import Locale

_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}


def write(period: Period, locale: Locale, language: str) -> str:
    """A period as a phrase."""
    if period.role == "per":
        time = duration(str(period.duration), locale, one=True)
        return phrase(language, "per", "time", {"time": time}) or f"per {time}"
    if period.duration is not None:
        said = duration(period.duration, locale)
        return phrase(language, "period", "over duration", {"duration": said}) or f"over {said}"
    when = calendar(period, locale)
    if period.role == "over" and period.start and period.end:
        return f"from {day(period.start, locale)} to {day(period.end, locale)}"
    key = f"{period.role} calendar"
    return phrase(language, "period", key, {"calendar": when, "date": when}) or f"{period.role} {when}"


def calendar(period: Period, locale: Locale) -> str:
    """A part of the calendar, by its label where it has one."""
    label = period.label
    if label is not None:
        return label_text(label, locale)
    first, last = period.start, period.end
    if first is not None and last is not None and first != last:
        return f"{day(first, locale)} to {day(last, locale)}"
    found = last if period.role == "by" or first is None else first
    return "" if found is None else day(found, locale)


def label_text(label: str, locale: Locale) -> str:
    """A label in words: a year, a quarter, a half, a month, a fiscal year.

    >>> from babel import Locale
    >>> [label_text(label, Locale.parse("en")) for label in ("2024", "2024-Q3", "2025-02", "FY2024", "last-year")]
    ['2024', 'Q3 2024', 'February 2025', 'fiscal 2024', 'last year']
    """
    fiscal = "fiscal " if label.startswith("FY") and len(label) > 2 else ""
    year, _, part = label.removeprefix("FY").partition("-") if fiscal else label.partition("-")
    if not year.isdecimal():
        return label.replace("-", " ")
    if part.isdecimal() and label_says(label)[1]:
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", date(int(year), int(part), 1), locale=locale)
    return " ".join(piece for piece in (part, f"{fiscal}{year}") if piece)


def day(when: date, locale: Locale) -> str:
    """A date in words."""
    from babel.dates import format_date

    return format_date(when, "long", locale=locale)


def duration(text: str, locale: Locale, one: bool = False) -> str:
    """An ISO 8601 duration in words; with `one`, a single unit stands without its number.

    >>> from babel import Locale
    >>> duration("P18M", Locale.parse("de")), duration("PT1H", Locale.parse("en"), one=True)
    ('18 Monate', 'hour')
    """
    clock, _, watch = text[1:].partition("T")
    found = [(n, unit) for n, unit in re.findall(r"([\d.]+)([YMWD])", clock)]
    found += [(n, "T" + unit) for n, unit in re.findall(r"([\d.]+)([HMS])", watch)]
    said = [_unit(Decimal(n), _UNITS[unit], locale) for n, unit in found]
    shown = " ".join(said)
    return shown.removeprefix("1").strip() if one and len(found) == 1 and found[0][0] == "1" else shown


def _unit(number: Decimal, unit: str, locale: Locale) -> str:
    """So many units of time, in the first length that CLDR has for the locale."""
    from babel.units import format_unit

    said = (format_unit(number, f"duration-{unit}", length, locale=locale) for length in ("long", "short", "narrow"))
    return next((shown for shown in said if "duration-" not in shown), f"{number} {unit}")
