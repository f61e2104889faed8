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


FLAGS = st.booleans()
FEW, SOME, MANY = st.integers(0, 9), st.integers(0, 3), st.integers(1, 10**6)
OFFSETS = st.integers(0, 1_000)
CODES = st.one_of(
    st.sampled_from(("USD", "EUR", "GBP", "JPY", "CNY", "INR", "CHF", "BTC", "XAU")),
    st.sampled_from(tuple(code for code in table.codes())),
)
"""Codes of ISO 4217, historic ones too, and tickers; the large currencies more often."""

_SHORT = st.one_of(st.integers(0, 20), st.integers(1, 999), st.integers(1, 9_999_999))
_LONG = st.one_of(st.integers(10**26, 10**30), st.integers(1, 997).map(lambda n: 10**n + 7))
DIGITS = st.one_of(_SHORT, _SHORT, _SHORT, _LONG)
"""Whole numbers from nought to a thousand digits, mostly short."""

PLACES = st.one_of(st.sampled_from((-2, 0, 0, 3, 6, 9)), st.integers(-12, 15))
"""Exponents of quanta."""

_PAIRS = st.lists(CODES, min_size=2, max_size=2, unique=True)
_SEVERAL = st.lists(CODES, min_size=1, max_size=4, unique=True)
_OTHERS = st.lists(CODES, max_size=2, unique=True)
_LETTERS = st.characters(categories=["L", "N", "P", "S"])
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=8), min_size=1, max_size=3).map(" ".join)
_UNIT_NAMES = st.one_of(st.sampled_from(UNIT_NAMES), st.sampled_from(ODD_UNITS), _WORDS)
_QUANTITIES = st.one_of(st.just(1), st.just(1), st.sampled_from((12, 100, 1000)), MANY)
_COUNTS = st.one_of(st.integers(1, 99).map(str), st.sampled_from(("0.5", "1.5", "2.25")))
_DAYS = st.builds(lambda n, unit: f"P{n}{unit}", _COUNTS, st.sampled_from("YMWD"))
_WATCH = st.builds(lambda n, unit: f"PT{n}{unit}", _COUNTS, st.sampled_from("HMS"))
DURATIONS = st.one_of(_DAYS, _DAYS, _WATCH, st.sampled_from(("P1Y6M", "P2Y3M10D", "P1DT12H", "PT1H30M")))
_DATES = st.dates(date(1, 1, 1))
_YEARS = st.integers(1970, 2050)


@st.composite
def amounts(draw: Draw, currencies: Sequence[str] | None = None, units: Sequence[str] | None = None) -> Amount:
    """Amounts: plain, bounded, approximate, ranges, of either sign, in money or in a unit.

    In: the currency codes to draw from, or the units (of percent, percentage_point, basis_point, times); without either, any
    money.

    >>> amounts(units=["percent"]).example().unit  # doctest: +SKIP
    'percent'
    """
    return _amount(draw, draw(st.sampled_from(tuple(units or currencies or ()))) if units or currencies else draw(CODES))


def _amount(draw: Draw, what: str) -> Amount:
    place = draw(PLACES)
    quantum = Decimal(1).scaleb(place if draw(FEW) else draw(PLACES), _EXACT)
    number, approximate = _number(draw, place), draw(FLAGS)
    if draw(SOME):
        amount = Amount.of(number, what, bound=draw(st.sampled_from(BOUNDS)), approximate=approximate, quantum=quantum)
    else:
        low, high = sorted((number, _number(draw, place)))
        opened = (draw(FLAGS), draw(FLAGS)) if low < high else (False, False)
        currency, unit = (None, what) if what in UNITS else (what, None)
        amount = Amount("", (0, 0), None, low, high, *opened, approximate, quantum, currency, unit, None, ())
    if amount.currency is None:
        return amount
    others = (code for code in draw(_OTHERS) if code != amount.currency)
    found: Amount = _with(amount, resolved_by=draw(st.sampled_from(RESOLVED_BY)), candidates=(amount.currency, *others))
    return found


def _number(draw: Draw, place: int) -> Decimal:
    size = draw(DIGITS)
    return Decimal(size if draw(SOME) else -size).scaleb(place, _EXACT)


@st.composite
def rates(draw: Draw) -> ExchangeRate:
    """Rates: stated ones (plain, bounded, approximate, ranges) and implied ones, and the inverse of either."""
    base, quote = draw(_PAIRS)
    one, other = _amount(draw, base), _amount(draw, quote)
    rate = stated_rate(base, quote, other) if draw(FLAGS) else implied_rate(one, other)
    if rate is None or (rate.rate is None and rate.low is None and rate.high is None):
        rate = ExchangeRate.of(base, quote, Decimal(draw(MANY)).scaleb(-4))
    return rate if draw(SOME) else rate.inverse()


@st.composite
def pers(draw: Draw) -> Per:
    """Units of a price, in quantities of one or more."""
    quantity = Decimal(draw(_QUANTITIES))
    return Per.of(draw(_UNIT_NAMES), quantity if draw(SOME) else quantity.scaleb(-2))


@st.composite
def periods(draw: Draw) -> Period:
    """Periods of every role, with durations, dates, labels and fiscal years in any combination that states something."""
    return _period(draw)


def _period(draw: Draw) -> Period:
    role, kind, fiscal = draw(st.sampled_from(ROLES)), draw(SOME), draw(FLAGS)
    label, start, end = _calendar(draw) if kind == 0 else _dated(draw) if kind == 1 else (None, None, None)
    duration = draw(DURATIONS) if kind > 1 or role == "per" or draw(FLAGS) else None
    if fiscal and label and draw(FLAGS):
        label = f"FY{label}" if label[:1].isdecimal() else "FY2024"
    return Period.of(role, duration=duration, start=start, end=end, label=label, fiscal=fiscal)


Times = tuple[str | None, date | None, date | None]


def _calendar(draw: Draw) -> Times:
    """A part of the calendar by its label, with its dates or without."""
    year, months = draw(_YEARS), draw(st.sampled_from((1, 3, 6, 12)))
    part = draw(st.integers(0, 12 // months - 1))
    sign = {1: f"-{part + 1:02}", 3: f"-Q{part + 1}", 6: f"-H{part + 1}", 12: ""}[months]
    first = date(year, part * months + 1, 1)
    after = date(year + (part + 1) * months // 12, (part + 1) * months % 12 + 1, 1)
    dated = draw(SOME)
    return f"{year}{sign}", first if dated else None, after - timedelta(days=1) if dated else None


def _dated(draw: Draw) -> Times:
    start, end = sorted((draw(_DATES), draw(_DATES)))
    end = end if draw(FLAGS) else start
    label = draw(st.sampled_from(SOME_LABELS)) if draw(FLAGS) else None
    return draw(st.sampled_from(((label, start, end), (label, start, None), (label, None, end))))


@st.composite
def facts(draw: Draw, kinds: Sequence[str] = KINDS) -> Fact:
    """Facts of the given kinds, with text and spans that fit each other.

    >>> facts(kinds=["percent"]).example().kind  # doctest: +SKIP
    'percent'
    """
    kind = draw(st.sampled_from(tuple(kinds)))
    if kind == "exchange_rate":
        return _placed(Fact.of(draw(_RATES)))
    times = [_period(draw) for _ in range(draw(st.sampled_from((0, 0, 1, 2, 3))))]
    if kind != "money":
        unit = "times" if kind == "multiple" else draw(st.sampled_from(UNITS[:3]))
        return _placed(Fact.of(_amount(draw, unit), periods=times))
    first, *others = [_amount(draw, code) for code in draw(_SEVERAL)]
    return _placed(Fact.of(first, *others, per=draw(_PERS) if draw(FLAGS) else None, periods=times), draw(OFFSETS))


_RATES, _PERS = rates(), pers()


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
