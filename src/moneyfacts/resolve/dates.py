"""Dates of calendar spans: fixed ones, fiscal ones, and those relative to a reference date.

Calendar arithmetic is dateutil's, loaded when first needed. Nothing here asks the clock: without the caller's
reference date a relative span has a label and no dates.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Any, NamedTuple

from moneyfacts.grammar.calendar import Calendar


class Dated(NamedTuple):
    """A span with its dates (inclusive), its label, and whether it is fiscal."""

    start: dt.date | None
    end: dt.date | None
    label: str | None
    fiscal: bool = False


#: Kinds of span without a year, by their kind with one.
_YEARLY = {"monthonly": "month", "quarteronly": "quarter", "halfonly": "half", "dateday": "date"}
_UNITS = {"P1Y": "year", "P3M": "quarter", "P1M": "month", "P1W": "week", "P1D": "day", "P6M": "half", "P10Y": "decade"}


def month_span(year: int, month: int, months: int = 1) -> tuple[dt.date, dt.date]:
    """The first day of a month and the last day of the span of months that it opens."""
    last = month + months - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return dt.date(year, month, 1), dt.date(end_year, end_month, monthrange(end_year, end_month)[1])


class Dates:
    """Resolves calendar spans under a reader's options."""

    def __init__(self, reference: dt.date | None, fiscal_year_end: tuple[int, int] | None) -> None:
        self._today = reference
        self._fiscal_year_end = fiscal_year_end

    def resolve(self, span: Calendar) -> Dated | None:
        """The dates of a span; None where it names no possible time (February 31), or its words lack a part."""
        try:
            made: Dated | None = getattr(self, "_" + span.kind)(span.parts)
        except (KeyError, ValueError, OverflowError):
            return None
        return made

    def coming(self, span: Calendar) -> Dated | None:
        """The dates of a span that sets an end: without a year it is the next one that is not over (``by December``)."""
        dated = self.resolve(span)
        if dated is None or span.kind not in _YEARLY or self._today is None:
            return dated
        if dated.start is None or dated.end is None or dated.end >= self._today:
            return dated
        return self.resolve(Calendar(_YEARLY[span.kind], {**span.parts, "year": dated.start.year + 1}, span.start, span.end))

    def between(self, first: Calendar, second: Calendar) -> Dated | None:
        """The span from the start of one to the end of the other; a year that only the second names holds for both."""
        if "year" in second.parts and "year" not in first.parts:
            first = Calendar(_YEARLY.get(first.kind, first.kind), {**first.parts, "year": second.parts["year"]}, first.start, first.end)
        if first.kind == second.kind == "monthonly":  # `between January and June`
            return self._months({"month": _month_of(first.parts), "month2": _month_of(second.parts)})
        one, other = self.resolve(first), self.resolve(second)
        if one is None or other is None or (one.start and other.end and one.start > other.end):
            return None
        return Dated(one.start, other.end, None, one.fiscal or other.fiscal)

    # -- fixed -------------------------------------------------------------------------------------------------------

    def _year(self, p: dict[str, Any]) -> Dated:
        return Dated(dt.date(p["year"], 1, 1), dt.date(p["year"], 12, 31), str(p["year"]))

    def _years(self, p: dict[str, Any]) -> Dated:
        last = p.get("year2") or p["year"] // 100 * 100 + p["yy"]
        if last < p["year"]:
            raise ValueError(last)
        return Dated(dt.date(p["year"], 1, 1), dt.date(last, 12, 31), None)

    def _decade(self, p: dict[str, Any]) -> Dated:
        if p["year"] % 10:
            raise ValueError(p["year"])
        return Dated(dt.date(p["year"], 1, 1), dt.date(p["year"] + 9, 12, 31), f"{p['year']}s")

    def _month(self, p: dict[str, Any]) -> Dated:
        return self._named_month(p["year"], _month_of(p))

    @staticmethod
    def _named_month(year: int, month: int) -> Dated:
        return Dated(*month_span(year, month), f"{year:04}-{month:02}")

    def _months(self, p: dict[str, Any]) -> Dated:
        first, last, year = _month_of(p), int(p["month2"] if "month2" in p else p["month_n2"]), p.get("year")
        if year is None:
            if self._today is None:
                return Dated(None, None, f"M{first:02}-M{last:02}")
            year = self._today.year if first <= self._today.month else self._today.year - 1
        return Dated(month_span(year, first)[0], month_span(year + (last < first), last)[1], None)

    def _date(self, p: dict[str, Any]) -> Dated:
        day = dt.date(p["year"], _month_of(p), p["day"])
        return Dated(day, day, None)

    def _quarter(self, p: dict[str, Any]) -> Dated:
        year, quarter = p["year"], _ordinal(p)
        if quarter > 4:
            raise ValueError(quarter)
        return Dated(*month_span(year, 3 * quarter - 2, 3), f"{year}-Q{quarter}")

    def _half(self, p: dict[str, Any]) -> Dated:
        year, half = p["year"], _ordinal(p)
        if half > 2:
            raise ValueError(half)
        return Dated(*month_span(year, 6 * half - 5, 6), f"{year}-H{half}")

    def _firstmonths(self, p: dict[str, Any]) -> Dated:
        """The first months (or quarters) of a year."""
        months = p["n"] * {"P1M": 1, "P3M": 3}.get(p["time"], 0)
        year = p.get("year") or (self._today and self._today.year + int(p.get("last") or 0))
        if not 0 < months <= 12:
            raise ValueError(months)
        return Dated(*month_span(year, 1, months), None) if year else Dated(None, None, f"M01-M{months:02}")

    def _lastmonths(self, p: dict[str, Any]) -> Dated:
        """The last months (or quarters) of a year."""
        months = p["n"] * {"P1M": 1, "P3M": 3}.get(p["time"], 0)
        if not 0 < months <= 12:
            raise ValueError(months)
        return Dated(*month_span(p["year"], 13 - months, months), None)

    # -- named by the end --------------------------------------------------------------------------------------------

    def _ended(self, p: dict[str, Any]) -> Dated:
        from dateutil.relativedelta import relativedelta

        end = self._end(p)
        if end is None:
            return Dated(None, None, None)
        count = p.get("n", 1)
        months = count * {"P1Y": 12, "P3M": 3, "P1M": 1, "P6M": 6}.get(p["time"], 0)
        if months:
            start = _next_day(end) - relativedelta(months=months)
        else:
            start = end - dt.timedelta(days=count * {"P1W": 7, "P1D": 1}.get(p["time"], 0) - 1)
        return Dated(start, end, None)

    def _end(self, p: dict[str, Any]) -> dt.date | None:
        from dateutil.relativedelta import relativedelta

        month, year = _month_of(p), p.get("year")
        if year is None:
            if self._today is None:
                return None
            begun = dt.date(self._today.year, month, 1) - relativedelta(months=p.get("begun", 0))
            year = self._today.year if begun <= self._today else self._today.year - 1
        return dt.date(year, month, p["day"]) if "day" in p else month_span(year, month)[1]

    def _fiscalended(self, p: dict[str, Any]) -> Dated:
        return self._ended({**p, "n": 1, "time": "P1Y"})._replace(fiscal=True)

    # -- fiscal ------------------------------------------------------------------------------------------------------

    def _fiscal(self, p: dict[str, Any]) -> Dated:
        year = p["year"]
        return Dated(*self._fiscal_months(year, 0, 12), f"FY{year}", True)

    def _fiscalstart(self, p: dict[str, Any]) -> Dated:
        """A fiscal year named by the year in which it starts."""
        year = p["year"]
        if self._fiscal_year_end in (None, (12, 31)):
            return Dated(*self._fiscal_months(year, 0, 12), f"FY{year}", True)
        return Dated(*self._fiscal_months(year + 1, 0, 12), f"FY{year}", True)

    def _fiscalspan(self, p: dict[str, Any]) -> Dated:
        year = p.get("year2") or p["year"] // 100 * 100 + p["yy"]
        if year != p["year"] + 1 and year != p["year"] - 99:
            raise ValueError(year)
        return self._fiscal({"year": p["year"] + 1})

    def _fiscaltwo(self, p: dict[str, Any]) -> Dated:
        """A fiscal year with the last digits of both its years (``FY99-00``)."""
        if p["yy"] != (p["yy_from"] + 1) % 100:
            raise ValueError(p["yy"])
        return self._fiscal({"year": p["year"]})

    def _fiscalquarter(self, p: dict[str, Any]) -> Dated:
        year, quarter = _later_year(p), _ordinal(p)
        return Dated(*self._fiscal_months(year, 3 * quarter - 3, 3), f"FY{year}-Q{quarter}", True)

    def _fiscalhalf(self, p: dict[str, Any]) -> Dated:
        year, half = _later_year(p), _ordinal(p)
        return Dated(*self._fiscal_months(year, 6 * half - 6, 6), f"FY{year}-H{half}", True)

    def _fiscalfirstmonths(self, p: dict[str, Any]) -> Dated:
        """The first months (or quarters) of a fiscal year."""
        months = p["n"] * {"P1M": 1, "P3M": 3}.get(p["time"], 0)
        if not 0 < months <= 12:
            raise ValueError(months)
        year = p["year"]
        part = {3: "-Q1", 6: "-H1", 12: ""}.get(months, f"-M{months}")
        return Dated(*self._fiscal_months(year, 0, months), f"FY{year}{part}", True)

    def _fiscalquarteronly(self, p: dict[str, Any]) -> Dated:
        return Dated(None, None, f"FY-Q{_ordinal(p)}", True)

    def _fiscalonly(self, p: dict[str, Any]) -> Dated:
        return Dated(None, None, "FY", True)

    def _fiscal_months(self, year: int, skip: int, months: int) -> tuple[dt.date | None, dt.date | None]:
        """A part of the fiscal year that ends in ``year``, if the caller said when it ends."""
        if self._fiscal_year_end is None:
            return None, None
        from dateutil.relativedelta import relativedelta

        month, day = self._fiscal_year_end
        before, end = (dt.date(at, month, min(day, monthrange(at, month)[1])) for at in (year - 1, year))
        first, after = _next_day(before), skip + months
        return first + relativedelta(months=skip), end if after == 12 else first + relativedelta(months=after) - dt.timedelta(days=1)

    # -- relative ----------------------------------------------------------------------------------------------------

    def _monthonly(self, p: dict[str, Any]) -> Dated:
        month = _month_of(p)
        if self._today is None:
            return Dated(None, None, f"M{month:02}")
        return self._named_month(self._today.year - (month > self._today.month), month)

    def _dateday(self, p: dict[str, Any]) -> Dated:
        month = _month_of(p)
        if self._today is None:
            return Dated(None, None, f"M{month:02}-{p['day']:02}")
        day = dt.date(self._today.year, month, p["day"])
        if day > self._today:
            day = dt.date(self._today.year - 1, month, p["day"])
        return Dated(day, day, None)

    def _in_relative_year(self, p: dict[str, Any], kind: str) -> Dated:
        """``the fourth quarter of last year``, as one phrase."""
        part = {name: value for name, value in p.items() if name != "last"}
        return self._partofyear({"last": int(p["last"]), "kind": kind, "label": kind + "only", "part": part})

    def _quarteronly(self, p: dict[str, Any]) -> Dated:
        if "last" in p:
            return self._in_relative_year(p, "quarter")
        quarter = _ordinal(p)
        if quarter > 4:
            raise ValueError(quarter)
        if self._today is None:
            return Dated(None, None, f"Q{quarter}")
        year = self._today.year - (3 * quarter - 2 > self._today.month)
        return self._quarter({"year": year, "n": quarter})

    def _halfonly(self, p: dict[str, Any]) -> Dated:
        if "last" in p:
            return self._in_relative_year(p, "half")
        half = _ordinal(p)
        if self._today is None:
            return Dated(None, None, f"H{half}")
        return self._half({"year": self._today.year - (6 * half - 5 > self._today.month), "n": half})

    def _relative(self, p: dict[str, Any]) -> Dated | None:
        step = int(p["last"])
        if "month" in p:
            return self._relative_named_month(step, int(p["month"]))
        unit = _UNITS.get(p["time"])
        if unit is None:
            return None
        if self._today is None:
            return Dated(None, None, ("last", "this", "next")[step + 1] + "-" + unit)
        return getattr(self, "_relative_" + unit)(self._today, step)  # type: ignore[no-any-return]

    def _partofyear(self, p: dict[str, Any]) -> Dated:
        """A part of last, this or next year."""
        if self._today is None:
            return Dated(None, None, getattr(self, "_" + p["label"])(p["part"]).label)
        return getattr(self, "_" + p["kind"])({**p["part"], "year": self._today.year + int(p["last"])})  # type: ignore[no-any-return]

    def _relative_named_month(self, step: int, month: int) -> Dated:
        if self._today is None:
            return Dated(None, None, f"M{month:02}")
        year = self._today.year
        if step < 0 and month >= self._today.month:
            year -= 1
        if step > 0 and month <= self._today.month:
            year += 1
        return self._named_month(year, month)

    def _relative_year(self, today: dt.date, step: int) -> Dated:
        return self._year({"year": today.year + step})

    def _relative_half(self, today: dt.date, step: int) -> Dated:
        at = today.year * 2 + (today.month > 6) + step
        return self._half({"year": at // 2, "n": at % 2 + 1})

    def _relative_quarter(self, today: dt.date, step: int) -> Dated:
        at = today.year * 4 + (today.month - 1) // 3 + step
        return self._quarter({"year": at // 4, "n": at % 4 + 1})

    def _relative_month(self, today: dt.date, step: int) -> Dated:
        at = today.year * 12 + today.month - 1 + step
        return self._named_month(at // 12, at % 12 + 1)

    def _relative_week(self, today: dt.date, step: int) -> Dated:
        start = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=step)
        year, week, _ = start.isocalendar()
        return Dated(start, start + dt.timedelta(days=6), f"{year}-W{week:02}")

    def _relative_day(self, today: dt.date, step: int) -> Dated:
        day = today + dt.timedelta(days=step)
        return Dated(day, day, None)

    def _relative_decade(self, today: dt.date, step: int) -> Dated | None:
        first = today.year // 10 * 10 + 10 * step
        return self._decade({"year": first})


def day_before(day: dt.date | None) -> dt.date | None:
    """The day before, where there is one."""
    return None if day is None else day - dt.timedelta(days=1)


def _next_day(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _month_of(p: dict[str, Any]) -> int:
    month = p.get("month")
    return int(month if month is not None else p["month_n"])


def _ordinal(p: dict[str, Any]) -> int:
    return int(p.get("n") or p["ordinal"])


def _later_year(p: dict[str, Any]) -> int:
    """The year of a part of a fiscal year, which two can name (``the first half of 2024-25``)."""
    year: int = p["year"]
    if p.get("yy", year % 100) == year % 100:
        return year
    if p["yy"] != (year + 1) % 100:
        raise ValueError(p["yy"])
    return year + 1
