"""Exchange rates: stated by a text, or implied by two amounts that state the same sum.

A rate is the price of one unit of the base in units of the quote. Both amounts of an implied rate are rounded as written, so it is
an interval: `low = (q - dq/2) / (b + db/2)`, `high = (q + dq/2) / (b - db/2)`, dq and db being the quanta. Which currency is the
base follows the market's custom (`FIRST_BASES`). Quotients have 28 significant digits: the rate rounded half to even, the low end
down, the high end up.

**Inverses.** `rate.inverse().inverse() == rate`, exactly. Numbers of 28 digits cannot promise that, since near a power of ten the
inverse has less room than its origin; so an inverse has 30 digits where it needs them to be undone. Taking an inverse first
looks for the number of 28 digits whose inverse this is; only where there is none is it a quotient of 30 digits.

>>> cny, usd = Amount.of("380e9", "CNY"), Amount.of("52.44e9", "USD")
>>> rate = implied_rate(cny, usd)
>>> rate.base, rate.quote, rate.rate
('USD', 'CNY', Decimal('7.246376811594202898550724638'))
>>> rate.inverse().inverse() == rate
True
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import ClassVar

from moneyfacts.errors import FieldError
from moneyfacts.facts._base import (
    DIGITS,
    DOWN,
    EXACT,
    NEAREST,
    ONE,
    TWO,
    UP,
    ZERO,
    Value,
    check_flag,
    check_number,
    context,
    require,
    trusted,
)
from moneyfacts.facts.amount import MAX_DIGITS, Amount, check_code, check_interval, check_length

FIRST_BASES = ("EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF")
"""The order in which the market takes one of two currencies as the base, after crypto and metals."""

METALS = ("XAU", "XAG", "XPT", "XPD")
CRYPTO = (
    *("BTC", "XBT", "ETH", "XRP", "LTC", "BCH", "BSV", "ADA", "SOL", "BNB", "DOT", "TRX", "TON"),
    *("XMR", "ETC", "XLM", "EOS", "ZEC", "XTZ", "UNI", "FIL", "DAI"),
)
"""Tickers of three letters; a code of any other length is a ticker too, since ISO 4217 has none such."""

_RANK = {**dict.fromkeys(METALS + CRYPTO, 0), **{code: i for i, code in enumerate(FIRST_BASES, 1)}}
_LAST = len(FIRST_BASES) + 1

_LONG = {rounding: context(DIGITS + 2, rounding) for rounding in (ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_CEILING)}
_NUMBERS = ("rate", "low", "high")

MAX_RATE_DIGITS = 2 * MAX_DIGITS + 64
"""What the quotient of the largest amount and the smallest can have, before its point or after it, with room for its rounded digits."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ExchangeRate(Value):
    """The price of one unit of `base` in units of `quote`.

    `rate` is the single rate (None for a range), `low` and `high` the interval that holds the true one (None: unbounded),
    `low_open` and `high_open` exclude that end, `approximate` says that the text, or one of the two amounts, is not exact.
    Errors: `FieldError`, among others for a rate that is not above zero.

    >>> ExchangeRate.of("EUR", "USD", "1.0832").high
    Decimal('1.08325')
    """

    base: str
    quote: str
    rate: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    approximate: bool

    _trusted: ClassVar[Callable[..., ExchangeRate]]

    def __post_init__(self) -> None:
        check_code("ExchangeRate.base", self.base)
        check_code("ExchangeRate.quote", self.quote)
        require(self.base != self.quote, "ExchangeRate.quote", self.quote, "must be another currency than the base")
        for name in _NUMBERS:
            _check_positive(f"ExchangeRate.{name}", getattr(self, name))
        for name in ("low_open", "high_open", "approximate"):
            check_flag(f"ExchangeRate.{name}", getattr(self, name))
        check_interval("ExchangeRate", self.low, self.high, self.low_open, self.high_open)
        self._check_rate()

    def _check_rate(self) -> None:
        if self.rate is None:
            require(self.low is not None or self.high is not None, "ExchangeRate.rate", None, "and both ends can't be missing")
        else:
            above, below = self.low is None or self.rate >= self.low, self.high is None or self.rate <= self.high
            require(above and below, "ExchangeRate.rate", self.rate, f"must lie between {self.low} and {self.high}")

    @classmethod
    def of(cls, base: str, quote: str, rate: Decimal | int | str) -> ExchangeRate:
        """A stated rate by hand; its interval is half a unit of its last digit on either side. Errors: `FieldError`.

        >>> rate = ExchangeRate.of("USD", "CNY", "7.25")
        >>> rate.low, rate.high
        (Decimal('7.245'), Decimal('7.255'))
        """
        found = stated_rate(base, quote, Amount.of(rate, quote))
        if found is None:
            raise FieldError("ExchangeRate.rate", rate, "must be above zero")
        return cls(*(getattr(found, name) for name in cls.__slots__))

    def inverse(self) -> ExchangeRate:
        """The same rate from the other side; twice gives the rate again.

        >>> ExchangeRate.of("USD", "CNY", 8).inverse().rate
        Decimal('0.125')
        """
        rate = _inverse(self.rate, ROUND_HALF_EVEN)
        if self.low == self.high:
            low = high = _inverse(self.low, ROUND_HALF_EVEN)
        else:
            low = rate if self.high == self.rate else _inverse(self.high, ROUND_FLOOR)
            high = rate if self.low == self.rate else _inverse(self.low, ROUND_CEILING)
        return ExchangeRate(self.quote, self.base, rate, low, high, self.high_open, self.low_open, self.approximate)

    def convert(self, amount: Amount) -> Amount:
        """An amount of either currency in the other one, at the single rate; at a range of rates, and for a range, end by end.

        The result is as coarse as the amount was. Errors: `FieldError` for an amount of a third currency.

        >>> ExchangeRate.of("EUR", "USD", "1.25").convert(Amount.of("100.00", "EUR")) == Amount.of("125.00", "USD")
        True
        """
        if amount.currency == self.quote:
            return self.inverse().convert(amount)
        require(amount.currency == self.base, "Amount.currency", amount.currency, f"is neither {self.base} nor {self.quote}")
        low, high = (self.rate, self.rate) if self.rate is not None else (self.low, self.high)
        bottom = _times(amount.low, high if _below_zero(amount.low) else low)
        top = _times(amount.high, low if _below_zero(amount.high) else high)
        value = None if amount.value is None or self.rate is None else bottom if bottom is not None else top
        return _converted(self, amount, value, bottom, top)

    def __contains__(self, number: object) -> bool:
        """Whether a number lies in the interval.

        >>> Decimal("1.0833") in ExchangeRate.of("EUR", "USD", "1.0832")
        False
        """
        if not isinstance(number, Decimal | int) or isinstance(number, bool):
            return False
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        return above and (self.high is None or number < self.high or (number == self.high and not self.high_open))

    def _key(self) -> tuple[object, ...]:
        return (self.base, self.quote, self.rate, self.low, self.high, self.low_open, self.high_open, self.approximate)


ExchangeRate._trusted = trusted(ExchangeRate)


def stated_rate(base: str, quote: str, amount: Amount) -> ExchangeRate | None:
    """The rate that a text states: so much of the quote for one of the base; None where that is not above zero.

    In: the number as an amount (its currency does not matter). A range has its ends and no single rate, a bound its one
    end, and a plain number half its quantum on either side.

    >>> stated_rate("USD", "JPY", Amount.of("149.5", "JPY")).low
    Decimal('149.45')
    """
    value, low, high = amount.value, amount.low, amount.high
    if (low is not None and low <= 0) or (high is not None and high <= 0):
        return None
    if value is None:
        rate, low, high = None, low and DOWN.plus(low), high and UP.plus(high)
    elif low is not None and high is not None:
        half = EXACT.divide(amount.quantum, TWO)
        bottom = EXACT.subtract(value, half)
        rate, low, high = NEAREST.plus(value), DOWN.plus(bottom) if bottom > 0 else None, UP.plus(EXACT.add(value, half))
    else:
        rate = NEAREST.plus(value)
        low, high = low and rate, high and rate
    return ExchangeRate._trusted(base, quote, rate, low, high, amount.low_open, amount.high_open, amount.approximate)


def implied_rate(amount: Amount, equivalent: Amount) -> ExchangeRate | None:
    """The rate at which two amounts state the same sum, or None where none can be (zero, a range across zero,
    ranges rounded more coarsely than they are large).

    In: two amounts of different currencies, in either order. The sign is ignored, a bound counts by its stated number.
    A range on either side gives low and high and no single rate. Errors: `FieldError` for equal currencies, or for none.

    >>> implied_rate(Amount.of(0, "EUR"), Amount.of(0, "USD")) is None
    True
    """
    one, other = amount.currency, equivalent.currency
    if one is None or other is None or one == other:
        raise FieldError("currency", other, f"gives no rate against {one}")
    first, second = _stated(amount), _stated(equivalent)
    if first is None or second is None:
        return None
    if _is_quote(one, other, first, second):
        base, quote, b, q, db, dq = other, one, second, first, equivalent.quantum, amount.quantum
    else:
        base, quote, b, q, db, dq = one, other, first, second, amount.quantum, equivalent.quantum
    approximate = amount.approximate or equivalent.approximate or amount.is_bound or equivalent.is_bound
    low, high = _pair_interval(q[0], b[0], dq, db)
    if amount.value is not None and equivalent.value is not None:
        return ExchangeRate._trusted(base, quote, NEAREST.divide(q[0], b[0]), low, high, False, False, approximate)
    low, high = _meet((low, high), _pair_interval(q[1], b[1], dq, db))
    if low is None and high is None:
        return None
    return ExchangeRate._trusted(base, quote, None, low, high, False, False, approximate)


def _stated(amount: Amount) -> tuple[Decimal, Decimal] | None:
    """The two ends of the stated numbers without their sign, lower first; None where one is zero or they lie on both sides of it."""
    value = amount.value
    if value is not None:
        size = value.copy_abs()
        return (size, size) if value else None
    low, high = amount.low, amount.high
    if low is None or high is None or not low or not high or (low < 0) != (high < 0):
        return None
    return (low, high) if low > 0 else (high.copy_abs(), low.copy_abs())


def _is_quote(one: str, other: str, first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> bool:
    """Whether the first currency is the quote of the pair."""
    mine, theirs = _rank(one), _rank(other)
    if mine != theirs:
        return mine > theirs
    a, b = EXACT.add(*first), EXACT.add(*second)
    return a > b if a != b else one > other


def _rank(code: str) -> int:
    return _RANK.get(code, _LAST) if len(code) == 3 else 0


Interval = tuple[Decimal | None, Decimal | None]


def _pair_interval(q: Decimal, b: Decimal, dq: Decimal, db: Decimal) -> Interval:
    """What q/b can be, where q and b are rounded to dq and db; None where an end is not above zero, or has no bound."""
    q2, b2 = EXACT.multiply(TWO, q), EXACT.multiply(TWO, b)
    top, bottom = EXACT.subtract(q2, dq), EXACT.subtract(b2, db)
    low = DOWN.divide(top, EXACT.add(b2, db)) if top > 0 else None
    return low, UP.divide(EXACT.add(q2, dq), bottom) if bottom > 0 else None


def _meet(one: Interval, other: Interval) -> Interval:
    """Where two intervals overlap; their hull where they do not."""
    low, high = _highest(one[0], other[0]), _lowest(one[1], other[1])
    if low is None or high is None or low <= high:
        return low, high
    return min(one[0], other[0], key=_or_zero), _hull_high(one[1], other[1])


def _or_zero(number: Decimal | None) -> Decimal:
    return number or ZERO


def _highest(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return max((n for n in (one, other) if n is not None), default=None)


def _lowest(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return min((n for n in (one, other) if n is not None), default=None)


def _hull_high(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else max(one, other)


def _inverse(number: Decimal | None, rounding: str) -> Decimal | None:
    if number is None:
        return None
    short = NEAREST.divide(ONE, number)
    if _LONG[_OPPOSITE[rounding]].divide(ONE, short) == number:
        return short
    return _LONG[rounding].divide(ONE, number)


_OPPOSITE = {ROUND_HALF_EVEN: ROUND_HALF_EVEN, ROUND_FLOOR: ROUND_CEILING, ROUND_CEILING: ROUND_FLOOR}


def _below_zero(number: Decimal | None) -> bool:
    return number is not None and number < 0


def _times(number: Decimal | None, rate: Decimal | None) -> Decimal | None:
    return None if number is None or rate is None else NEAREST.multiply(number, rate)


def _converted(rate: ExchangeRate, amount: Amount, value: Decimal | None, low: Decimal | None, high: Decimal | None) -> Amount:
    if value is None and (low is None) != (high is None):
        value = high if low is None else low
    price = next(n for n in (rate.rate, rate.low, rate.high) if n is not None)
    quantum = ONE.scaleb(NEAREST.multiply(amount.quantum, price).adjusted(), EXACT)
    low_open = low is not None and (amount.low_open or (rate.rate is None and rate.low_open))
    high_open = high is not None and (amount.high_open or (rate.rate is None and rate.high_open))
    approximate = amount.approximate or rate.approximate
    return Amount("", (0, 0), value, low, high, low_open, high_open, approximate, quantum, rate.quote, None, None, ())


def _check_positive(field: str, number: Decimal | None) -> None:
    if number is None:
        return
    check_number(field, number)
    check_length(field, number, MAX_RATE_DIGITS)
    require(number > 0, field, number, "must be above zero")
    short = NEAREST.divide(ONE, number)
    undone = any(_LONG[rounding].divide(ONE, short) == number for rounding in _LONG)
    require(NEAREST.plus(number) == number or undone, field, number, f"must have {DIGITS} significant digits at most")
