"""Strategies for the values: everything that the constructors allow and a text can state.

Numbers lean to the size of prices and headlines, and reach to a thousand digits, zero and below; quanta to cents, units and
scales; but no combination is left out because it is rare.

>>> amounts(currencies=["EUR"]).example().currency  # doctest: +SKIP
'EUR'
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Context, Decimal
from typing import Any

from hypothesis import strategies as st

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period, implied_rate, implied_rates, stated_rate
from moneyfacts.facts.amount import RESOLVED_BY
from moneyfacts.facts.fact import KINDS
from moneyfacts.lexicon import currencies as table

Draw = st.DrawFn

_EXACT = Context(prec=20_000, Emin=-999_999, Emax=999_999)
UNITS = ("percent", "percentage_point", "basis_point", "times")
UNIT_NAMES = ("barrel", "megawatt_hour", "gallon", "liter", "kilogram", "metric_ton", "troy_ounce", "ton", "share", "person", "night")
ODD_UNITS = ("foot ** 2", "meter ** 3", "坪", "square league", 'so-called "unit"', "l", "over", "P1Y", "2024")
ROLES = ("over", "per", "in", "by", "since", "at")
SOME_LABELS = (
    "last-year",
    "this-quarter",
    "next-month",
    "Q3",
    "H1",
    "FY",
    "FY-Q2",
    "January",
    "to",
    "P3Y",
    "2024-13",
    "2024-01-01",
    "fiscal",
)

BOUNDS = ("", "at least", "more than", "at most", "less than")


def codes() -> st.SearchStrategy[str]:
    """Codes of ISO 4217, historic ones too, and tickers; the large currencies more often."""
    return st.one_of(st.sampled_from(["USD", "EUR", "GBP", "JPY", "CNY", "INR", "CHF", "BTC", "XAU"]), st.sampled_from(table.codes()))


def digits() -> st.SearchStrategy[int]:
    """Whole numbers from nought to a thousand digits, mostly short."""
    short = st.one_of(st.integers(0, 20), st.integers(1, 999), st.integers(1, 9_999_999))
    long = st.one_of(st.integers(10**26, 10**30), st.integers(1, 997).map(lambda n: 10**n + 7))
    return st.one_of(short, short, short, long)


def places() -> st.SearchStrategy[int]:
    """Exponents of quanta."""
    return st.one_of(st.sampled_from([-2, 0, 0, 3, 6, 9]), st.integers(-12, 15))


@st.composite
def spans(draw: Draw, text: str) -> tuple[int, int]:
    """A place in a text for some words of it."""
    start = draw(st.integers(0, 1_000))
    return (start, start + len(text))


@st.composite
def amounts(draw: Draw, currencies: Sequence[str] | None = None, units: Sequence[str] | None = None) -> Amount:
    """Amounts: plain, bounded, approximate, ranges, of either sign, in money or in a unit.

    In: the currency codes to draw from, or the units (of percent, percentage_point, basis_point, times); without either, any
    money.

    >>> amounts(units=["percent"]).example().unit  # doctest: +SKIP
    'percent'
    """
    what = draw(st.sampled_from(units) if units else st.sampled_from(currencies) if currencies else codes())
    place = draw(places())
    quantum = Decimal(1).scaleb(place, _EXACT)
    number = draw(_numbers(place))
    rounded = quantum if draw(st.integers(0, 9)) else Decimal(1).scaleb(draw(places()), _EXACT)
    approximate = draw(st.booleans())
    if draw(st.integers(0, 3)):
        amount = Amount.of(number, what, bound=draw(st.sampled_from(BOUNDS)), approximate=approximate, quantum=rounded)
    else:
        amount = draw(_ranges(sorted((number, draw(_numbers(place)))), what, approximate, rounded))
    return draw(_resolved(amount)) if amount.currency else amount


@st.composite
def _numbers(draw: Draw, place: int) -> Decimal:
    sign = draw(st.sampled_from([1, 1, 1, -1]))
    return Decimal(sign * draw(digits())).scaleb(place, _EXACT)


@st.composite
def _ranges(draw: Draw, ends: list[Decimal], what: str, approximate: bool, quantum: Decimal) -> Amount:
    low, high = ends
    opens = st.booleans() if low < high else st.just(False)
    currency, unit = (None, what) if what in UNITS else (what, None)
    return Amount("", (0, 0), None, low, high, draw(opens), draw(opens), approximate, quantum, currency, unit, None, ())


@st.composite
def _resolved(draw: Draw, amount: Amount) -> Amount:
    assert amount.currency
    others = draw(st.lists(codes().filter(lambda code: code != amount.currency), max_size=2, unique=True))
    found: Amount = _with(amount, resolved_by=draw(st.sampled_from(RESOLVED_BY)), candidates=(amount.currency, *others))
    return found


@st.composite
def rates(draw: Draw) -> ExchangeRate:
    """Rates: stated ones (plain, bounded, approximate, ranges) and implied ones, and the inverse of either."""
    base, quote = draw(st.lists(codes(), min_size=2, max_size=2, unique=True))
    positive = amounts(currencies=[quote]).filter(lambda amount: all(n is None or n > 0 for n in (amount.low, amount.high)))
    if draw(st.booleans()):
        rate = stated_rate(base, quote, draw(positive))
    else:
        rate = implied_rate(draw(amounts(currencies=[base])), draw(positive))
    if rate is None or (rate.rate is None and rate.low is None and rate.high is None):
        rate = ExchangeRate.of(base, quote, draw(st.decimals("0.0001", "99999", places=4)))
    return rate.inverse() if draw(st.integers(0, 4)) == 0 else rate


@st.composite
def pers(draw: Draw) -> Per:
    """Units of a price, in quantities of one or more."""
    unit = draw(st.one_of(st.sampled_from(UNIT_NAMES), st.sampled_from(ODD_UNITS), _words()))
    quantity = draw(st.one_of(st.just(1), st.just(1), st.sampled_from([12, 100, 1000]), st.integers(1, 10**6)))
    return Per.of(unit, draw(st.sampled_from([Decimal(quantity), Decimal(quantity).scaleb(-2)])))


def _words() -> st.SearchStrategy[str]:
    letters = st.characters(categories=["L", "N", "P", "S"])
    return st.lists(st.text(letters, min_size=1, max_size=8), min_size=1, max_size=3).map(" ".join)


@st.composite
def periods(draw: Draw) -> Period:
    """Periods of every role, with durations, dates, labels and fiscal years in any combination that states something."""
    role = draw(st.sampled_from(ROLES))
    label, start, end = draw(st.one_of(_calendar(), _dated(), st.just((None, None, None))))
    duration = draw(st.none() | durations()) if role != "per" and (label or start or end) else draw(durations())
    fiscal = draw(st.booleans())
    if fiscal and label and draw(st.booleans()):
        label = f"FY{label}" if label[:1].isdecimal() else "FY2024"
    return Period.of(role, duration=duration, start=start, end=end, label=label, fiscal=fiscal)


def durations() -> st.SearchStrategy[str]:
    """ISO 8601 durations."""
    number = st.one_of(st.integers(1, 99).map(str), st.sampled_from(["0.5", "1.5", "2.25"]))
    days = st.builds(lambda n, unit: f"P{n}{unit}", number, st.sampled_from("YMWD"))
    times = st.builds(lambda n, unit: f"PT{n}{unit}", number, st.sampled_from("HMS"))
    return st.one_of(days, days, times, st.sampled_from(["P1Y6M", "P2Y3M10D", "P1DT12H", "PT1H30M"]))


Times = tuple[str | None, date | None, date | None]


@st.composite
def _calendar(draw: Draw) -> Times:
    """A part of the calendar by its label, with its dates or without."""
    year = draw(st.integers(1970, 2050))
    months = draw(st.sampled_from([1, 3, 6, 12]))
    part = draw(st.integers(0, 12 // months - 1))
    sign = {1: f"-{part + 1:02}", 3: f"-Q{part + 1}", 6: f"-H{part + 1}", 12: ""}[months]
    first = date(year, part * months + 1, 1)
    after = date(year + (part + 1) * months // 12, (part + 1) * months % 12 + 1, 1)
    dated = draw(st.integers(0, 3))
    return f"{year}{sign}", first if dated else None, after - timedelta(days=1) if dated else None


@st.composite
def _dated(draw: Draw) -> Times:
    days = sorted(draw(st.lists(st.dates(date(1, 1, 1)), min_size=2, max_size=2)))
    if draw(st.booleans()):
        days[1] = days[0]
    start, end = draw(st.sampled_from([tuple(days), (days[0], None), (None, days[1])]))
    return draw(st.one_of(st.none(), st.sampled_from(SOME_LABELS))), start, end


@st.composite
def facts(draw: Draw, kinds: Sequence[str] = KINDS) -> Fact:
    """Facts of the given kinds, with text and spans that fit each other.

    >>> facts(kinds=["percent"]).example().kind  # doctest: +SKIP
    'percent'
    """
    kind = draw(st.sampled_from(kinds))
    if kind == "exchange_rate":
        return _placed(Fact.of(draw(rates())))
    times = draw(st.lists(periods(), max_size=3))
    if kind != "money":
        units = UNITS[3:] if kind == "multiple" else UNITS[:3]
        return _placed(Fact.of(draw(amounts(units=units)), periods=times))
    chosen = draw(st.lists(codes(), min_size=1, max_size=4, unique=True))
    first, *others = [draw(amounts(currencies=[code])) for code in chosen[: draw(st.sampled_from([1, 2, 2, 3, 4]))]]
    return _placed(Fact.of(first, *others, per=draw(st.none() | pers()), periods=times), draw(st.integers(0, 1_000)))


def _placed(fact: Fact, start: int = 0) -> Fact:
    """The fact with a text, and all its parts with their places in it."""
    words: list[str] = []

    def put(value: Any) -> Any:
        where = start + sum(len(word) + 1 for word in words)
        words.append(str(value))
        return _with(value, text=words[-1], span=(where, where + len(words[-1])))

    parts = [put(value) for value in ((fact.amount,) if fact.amount else fact.rates[:0])]
    equivalents = tuple(put(amount) for amount in fact.equivalents)
    per = put(fact.per) if fact.per else None
    times = tuple(put(period) for period in fact.periods)
    text = " ".join(words) or str(fact.rates[0])
    rates = implied_rates(parts[0], equivalents) if parts else fact.rates
    return Fact(fact.kind, text, (start, start + len(text)), parts[0] if parts else None, equivalents, rates, per, times)


def _with(value: Any, **changes: Any) -> Any:
    fields = {name: getattr(value, name) for name in value.__slots__}
    return type(value)(**(fields | changes))
