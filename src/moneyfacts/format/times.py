"""Periods in a locale's own words: durations and dates through Babel, the words around them from the language's phrases.

>>> from babel import Locale
>>> from moneyfacts.facts import Period
>>> write(Period.of("over", duration="P3Y"), Locale.parse("en"), "en")
'over 3 years'
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from moneyfacts.facts import Period
from moneyfacts.format.words import forms, phrase, word
from moneyfacts.lexicon.canonical import BARE_LABEL, label_says

if TYPE_CHECKING:
    from babel import Locale

_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}


def write(period: Period, locale: Locale, language: str) -> str:
    """A period as a phrase.

    >>> from babel import Locale
    >>> write(Period.of("over", start=date(2021, 1, 1), end=date(2024, 12, 31)), Locale.parse("de"), "de")
    'zwischen 2021 und 2024'
    """
    if period.role == "per":
        time = duration(str(period.duration), locale, one=True)
        return phrase(language, "per", "time", {"time": time}) or f"per {time}"
    if period.duration is not None:
        said = duration(period.duration, locale)
        return phrase(language, "period", "over duration", {"duration": said}) or f"over {said}"
    if period.role == "over" and period.start and period.end:
        return _between(period.start, period.end, locale, language)
    when = calendar(period, locale, language)
    slots = {"calendar": when, **({"date": when} if period.label is None else {})}
    return phrase(language, "period", f"{period.role} calendar", slots) or f"{period.role} {when}"


def _between(start: date, end: date, locale: Locale, language: str) -> str:
    """From one date to another; whole years by their numbers, which every language has words for."""
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31) or start.year == end.year:
        first, second = day(start, locale), day(end, locale)
        return phrase(language, "period", "over between", {"first": first, "second": second}) or f"{first}–{second}"
    years = {"year": str(start.year), "year2": str(end.year), "dash": "–"}
    joined = phrase(language, "calendar", "years", years) or f"{start.year}–{end.year}"
    slots = {"first": years["year"], "second": years["year2"], "calendar.years": joined}
    return phrase(language, "period", "over between", years) or phrase(language, "period", "over between", slots) or joined


def calendar(period: Period, locale: Locale, language: str) -> str:
    """A part of the calendar, by its label where it has one."""
    if period.label is not None:
        return label_text(period.label, locale, language)
    first, last = period.start, period.end
    if first is not None and last is not None and first != last:
        return _span(first, last, locale)
    found = last if period.role == "by" or first is None else first
    return "" if found is None else day(found, locale)


def _span(first: date, last: date, locale: Locale) -> str:
    """Some months of a year, or else two dates, as CLDR joins them."""
    from babel.dates import format_interval

    months = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year
    return format_interval(first, last, "yMMMM" if months else "yMMMMd", locale=locale)


def label_text(label: str, locale: Locale, language: str) -> str:
    """A label in words: a year, a quarter, a half, a month, a fiscal year.

    >>> from babel import Locale
    >>> [label_text(label, Locale.parse("en"), "en") for label in ("2024", "2024-Q3", "2025-02", "FY2024", "last-year")]
    ['2024', 'Q3 2024', 'February 2025', 'fiscal 2024', 'last year']
    >>> label_text("2024-Q3", Locale.parse("de"), "de"), label_text("FY2024", Locale.parse("fr"), "fr")
    ('Q3 2024', 'exercice 2024')
    """
    fiscal = label.startswith("FY") and len(label) > 2
    year, _, part = label.removeprefix("FY").partition("-") if fiscal else label.partition("-")
    if not year.isdecimal():
        return label.replace("-", " ")
    if BARE_LABEL.fullmatch(label) and (said := _part_of_year(label, part, locale, language)):
        return said
    named = phrase(language, "calendar", "fiscal", {"fiscal": word(language, "fiscal", "fiscal") or "FY", "year": year}) if fiscal else year
    return " ".join(piece for piece in (part, named) if piece)


def _part_of_year(label: str, part: str, locale: Locale, language: str) -> str:
    """A month or a quarter as CLDR writes it; empty for what it has no pattern for.

    A quarter is short where that opens with the language's own sign (`Q3`, `T3`), or where the long form is a fraction.
    """
    from babel.dates import format_skeleton

    first = label_says(label)[1]
    if first is None or not part or part.startswith("H"):
        return ""
    if part.isdecimal():
        return format_skeleton("yMMMM", first, locale=locale)
    short, long = (format_skeleton(skeleton, first, locale=locale) for skeleton in ("yQQQ", "yQQQQ"))
    signs = tuple(f"{sign}{part[1:]} " for sign in forms(language, "quartersign", "q"))
    return short if "/" in long or (signs and short.lower().startswith(signs)) else long


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
