"""Facts for people: every number in full, every bound in words, one part of a fact to a line.

This is what the script `normalize` prints and what the HTML page shows. It is English and loads nothing; for other languages
there is `Fact.format`, and for text that reads back there is `str(fact)`.

>>> from moneyfacts.facts import Amount, Fact, Period
>>> fact = Fact.of(Amount.of("380e9", "CNY", bound="at least"), Amount.of("52.44e9", "USD"), periods=[Period.of("over", duration="P3Y")])
>>> for name, said in parts(fact):
...     print(f"{name:10} {said}")
amount     at least CNY 380,000,000,000
equivalent USD 52,440,000,000
rate       about USD/CNY 7.2464, between 7.2362 and 7.2566
period     over 3 years
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period

_EXACT = Context(prec=20_000, rounding=ROUND_HALF_EVEN, Emin=-999_999, Emax=999_999)
_UNITS = {"percent": "percent", "percentage_point": "percentage points", "basis_point": "basis points", "times": "times"}
_TIMES = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}
_LONGEST = 60


def parts(fact: Fact) -> Iterator[tuple[str, str]]:
    """The parts of a fact by name, in the order in which a reader wants them."""
    if fact.amount is not None:
        yield "amount", amount_words(fact.amount)
    for equivalent in fact.equivalents:
        yield "equivalent", amount_words(equivalent)
    for rate in fact.rates:
        yield "rate", rate_words(rate)
    if fact.per is not None:
        yield "per", per_words(fact.per)
    for period in fact.periods:
        yield "period", period_words(period)


def amount_words(amount: Amount) -> str:
    """An amount with its bound in words.

    >>> amount_words(Amount.of("5.00", "USD", to="7.50")), amount_words(Amount.of("12.5", "percent", bound="less than"))
    ('USD 5.00 to 7.50', 'less than 12.5 percent')
    """
    ends = [amount.value] if amount.value is not None else [amount.low, amount.high]
    numbers = " to ".join(_written(end, amount.decimals) for end in ends if end is not None)
    said = f"{amount.currency} {numbers}" if amount.currency else f"{numbers} {_UNITS[str(amount.unit)]}"
    return " ".join([*_bound(amount), said, *_excluded(amount)])


def rate_words(rate: ExchangeRate) -> str:
    """A rate, and the interval that the rounding of its amounts leaves, in as many digits as tell the two apart.

    >>> rate_words(ExchangeRate.of("USD", "JPY", "149.5"))
    'USD/JPY 149.5, between 149.45 and 149.55'
    """
    places = _places(rate)
    low, high = (end is not None and grouped(_rounded(end, places)) for end in (rate.low, rate.high))
    interval = f"between {low} and {high}" if low and high else f"at least {low}" if low else f"at most {high}" if high else ""
    number = "" if rate.rate is None else grouped(_rounded(rate.rate, places))
    about = ["about"] if rate.approximate else []
    pair = f"{rate.base}/{rate.quote}"
    return ", ".join([" ".join([*about, pair, *([number] if number else [])]), *([interval] if interval else [])])


def per_words(per: Per) -> str:
    """A unit: `1,000 meter³`.

    >>> per_words(Per.of("meter ** 3", 1000)), per_words(Per.of("metric_ton"))
    ('1,000 meter³', 'metric ton')
    """
    unit = per.unit.replace(" ** 2", "²").replace(" ** 3", "³").replace("_", " ")
    return unit if per.quantity == 1 else f"{grouped(per.quantity)} {unit}"


def period_words(period: Period) -> str:
    """A period: its role, its duration or label, and its dates.

    >>> from datetime import date
    >>> period_words(Period.of("in", start=date(2024, 7, 1), end=date(2024, 9, 30), label="2024-Q3"))
    'in 2024-Q3 (2024-07-01 to 2024-09-30)'
    """
    start, end = period.start, period.end
    dates = str(start) if start and start == end else " to ".join(str(day) for day in (start, end) if day)
    named = [duration_words(period.duration) if period.duration else "", period.label or ""]
    said = " ".join(name for name in named if name)
    fiscal = ", fiscal" if period.fiscal else ""
    return f"{period.role} {said} ({dates}{fiscal})" if said and dates else f"{period.role} {said or dates}{fiscal}"


def duration_words(duration: str) -> str:
    """An ISO 8601 duration in words.

    >>> duration_words("P18M"), duration_words("P1Y"), duration_words("P1DT12H")
    ('18 months', '1 year', '1 day 12 hours')
    """
    date, _, time = duration.removeprefix("P").partition("T")
    pieces = [(n, unit) for n, unit in re.findall(r"([\d.]+)([YMWD])", date)]
    pieces += [(n, f"T{unit}") for n, unit in re.findall(r"([\d.]+)([HMS])", time)]
    return " ".join(f"{n} {_TIMES[unit]}{'' if n == '1' else 's'}" for n, unit in pieces)


def grouped(number: Decimal) -> str:
    """A number in full, with commas; a numeral that would fill the screen in scientific notation.

    >>> grouped(Decimal("5.20E+9")), grouped(Decimal("0.50")), grouped(Decimal("1e100"))
    ('5,200,000,000', '0.5', '1E+100')
    """
    if abs(number.adjusted()) > _LONGEST:
        return f"{number:.6G}"
    shown = f"{number:,f}"
    return shown.rstrip("0").removesuffix(".") if "." in shown else shown


def _written(number: Decimal, decimals: int) -> str:
    """A number with the decimals that it was written with, though they be zeros."""
    shown = grouped(number)
    missing = decimals - len(shown.partition(".")[2])
    if decimals <= 0 or missing <= 0 or "E" in shown:
        return shown
    return shown + "." * ("." not in shown) + "0" * missing


def _bound(amount: Amount) -> list[str]:
    about = ["about"] if amount.approximate else []
    if not amount.is_bound:
        return about
    low = amount.low is not None
    if not (amount.low_open or amount.high_open):
        return [*about, "at least" if low else "at most"]
    if amount.approximate:
        return ["just over" if low else "nearly"]
    return ["more than" if low else "less than"]


def _excluded(amount: Amount) -> list[str]:
    ends = [name for name, is_open in (("low", amount.low_open), ("high", amount.high_open)) if is_open]
    return [f"({' and '.join(ends)} end excluded)"] if ends and amount.is_range else []


def _places(rate: ExchangeRate) -> int:
    """How many decimals show the interval: two digits of its width, or six digits of a rate without one."""
    if rate.low is not None and rate.high is not None and rate.low != rate.high:
        return max(0, 2 - _EXACT.subtract(rate.high, rate.low).adjusted())
    number = rate.rate or rate.low or rate.high or Decimal(1)
    return max(0, 5 - number.adjusted())


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _EXACT)
