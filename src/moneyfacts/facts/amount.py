"""An amount: a number or an interval, how exactly it is known, and what it counts.

Equality and hash see what is stated (numbers, flags, quantum, currency or unit) and not where it stood, in which words, or how
its currency was found out. Arithmetic is exact, and keeps to intervals: the sum of two bounds is a bound.

>>> Amount.of("5.20", "USD") + Amount.of("1", "USD")
moneyfacts.parse('USD\\xa06.20').amount
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from moneyfacts.facts._base import EXACT, ONE, Value, check_flag, check_number, check_place, decimal, later, require, trusted

if TYPE_CHECKING:
    from pint import Quantity

RESOLVED_BY = ("own", "rate", "context", "locale", "default")
UNITS = ("percent", "percentage_point", "basis_point", "times")
CODE = re.compile(r"[A-Z][A-Z0-9]{2,9}\Z")

MAX_DIGITS = 1_024
"""Numerals of a thousand digits are read; a scale adds some."""

_NUMBERS = ("value", "low", "high")
_FLAGS = ("low_open", "high_open", "approximate")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Amount(Value):
    """A number of something, as a text states it.

    `value` is the number that the text states (None in a range); `low` and `high` are the interval that it asserts (None:
    unbounded); `low_open` and `high_open` exclude that end itself. `quantum` is the power of ten to which the number is rounded
    as written. Either `currency` (a code) or `unit` (one of `UNITS`) is set. `resolved_by` (one of `RESOLVED_BY`) and `candidates`
    say how the currency was found, the chosen one first. The constructor raises `FieldError` for what no text can state;
    `Amount.of` is the short way to build one by hand.

    >>> amount = Amount.of("380e9", "CNY", quantum="1e9", bound="at least")
    >>> amount.low == amount.value, amount.high
    (True, None)
    """

    text: str
    span: tuple[int, int]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    approximate: bool
    quantum: Decimal
    currency: str | None
    unit: str | None
    resolved_by: str | None
    candidates: tuple[str, ...]

    _trusted: ClassVar[Callable[..., Amount]]

    def __post_init__(self) -> None:
        check_place("Amount", self.text, self.span)
        for name in _NUMBERS:
            if getattr(self, name) is not None:
                check_number(f"Amount.{name}", getattr(self, name))
                check_length(f"Amount.{name}", getattr(self, name))
        for name in _FLAGS:
            check_flag(f"Amount.{name}", getattr(self, name))
        check_interval("Amount", self.low, self.high, self.low_open, self.high_open)
        if self.is_bound:
            one_end = self.value is not None and self.value in (self.low, self.high)
            require(one_end, "Amount.value", self.value, "must be the one end that a bound has")
        else:
            require(self.value is None or self.low == self.value == self.high, "Amount.value", self.value, "must be both ends")
        check_number("Amount.quantum", self.quantum)
        check_length("Amount.quantum", self.quantum)
        require(is_power_of_ten(self.quantum), "Amount.quantum", self.quantum, "must be a power of ten")
        self._check_what()

    def _check_what(self) -> None:
        require((self.currency is None) != (self.unit is None), "Amount.unit", self.unit, "needs either a currency or a unit, not both")
        if self.unit is not None:
            require(self.unit in UNITS, "Amount.unit", self.unit, f"must be one of {', '.join(UNITS)}")
        else:
            check_code("Amount.currency", self.currency)
        require(self.resolved_by in (None, *RESOLVED_BY), "Amount.resolved_by", self.resolved_by, "must be one of the five rules")
        require(isinstance(self.candidates, tuple), "Amount.candidates", self.candidates, "must be a tuple")
        for code in self.candidates:
            check_code("Amount.candidates", code)
        first = self.candidates[0] if self.candidates else self.currency
        require(first == self.currency, "Amount.candidates", self.candidates, "must have the chosen one first")

    @classmethod
    def of(
        cls,
        number: Decimal | int | str,
        what: str,
        *,
        to: Decimal | int | str | None = None,
        bound: str = "",
        approximate: bool = False,
        quantum: Decimal | int | str | None = None,
    ) -> Amount:
        """An amount by hand: a number, and a currency code or one of `UNITS`.

        In: `to` makes it a range; `bound` is "", "at least", "more than", "at most" or "less than"; without a `quantum` it is the
        last digit given. Errors: `FieldError`.

        >>> Amount.of(5, "EUR", to=7).value is None
        True
        """
        low = decimal("Amount.value", number)
        high = low if to is None else decimal("Amount.high", to)
        require(bound in _BOUNDS and not (bound and to is not None), "bound", bound, f"must be one of {_BOUNDS}, and not of a range")
        exponent = min(int(low.as_tuple().exponent), int(high.as_tuple().exponent))
        step = ONE.scaleb(exponent, EXACT) if quantum is None else decimal("Amount.quantum", quantum)
        currency, unit = (None, what) if what in UNITS else (what, None)
        return cls(
            "",
            (0, 0),
            None if to is not None else low,
            None if bound in ("at most", "less than") else low,
            None if bound in ("at least", "more than") else high,
            bound == "more than",
            bound == "less than",
            approximate,
            step,
            currency,
            unit,
            None,
            (),
        )

    @property
    def is_range(self) -> bool:
        """Whether the text gives two ends and no single number.

        >>> Amount.of(5, "EUR", to=7).is_range
        True
        """
        return self.value is None

    @property
    def is_bound(self) -> bool:
        """Whether the text leaves one side open: at least, up to, nearly, …

        >>> Amount.of(5, "EUR", bound="at least").is_bound
        True
        """
        return self.low is None or self.high is None

    @property
    def decimals(self) -> int:
        """Minus the quantum's exponent: what XBRL calls `decimals`.

        >>> Amount.of("380e9", "CNY").decimals, Amount.of("1.50", "USD").decimals
        (-9, 2)
        """
        return -self.quantum.adjusted()

    def __contains__(self, number: object) -> bool:
        """Whether a number lies in the interval that the text asserts.

        >>> Decimal(6) in Amount.of(5, "EUR", to=7), Decimal(5) in Amount.of(5, "EUR", bound="more than")
        (True, False)
        """
        if not isinstance(number, Decimal | int) or isinstance(number, bool):
            return False
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        return above and (self.high is None or number < self.high or (number == self.high and not self.high_open))

    def __neg__(self) -> Amount:
        """The amount with its sign turned; bounds change sides."""
        value, low, high = (None if n is None else EXACT.minus(n) for n in (self.value, self.high, self.low))
        return _like(self, value, low, high, self.high_open, self.low_open, self.approximate, self.quantum)

    def __add__(self, other: Amount) -> Amount:
        """The sum, in the same currency or unit; its quantum is the finer of the two. Errors: `FieldError`."""
        if not isinstance(other, Amount):
            return NotImplemented
        mine, theirs = self.currency or self.unit, other.currency or other.unit
        require(mine == theirs, "Amount.currency", theirs, f"can't be added to {mine}: convert it first")
        return _like(
            self,
            _plus(self.value, other.value),
            _plus(self.low, other.low),
            _plus(self.high, other.high),
            *_open_ends(self, other),
            self.approximate or other.approximate,
            min(self.quantum, other.quantum),
        )

    def __sub__(self, other: Amount) -> Amount:
        """The difference; `a - b` is `a + -b`."""
        return self + -other if isinstance(other, Amount) else NotImplemented

    def __mul__(self, factor: Decimal | int) -> Amount:
        """The amount times a number; the quantum grows or shrinks with it. Errors: TypeError for a float.

        >>> Amount.of(5, "USD", to=7) * 2 == Amount.of(10, "USD", to=14)
        True
        """
        if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
            return NotImplemented
        by = Decimal(factor)
        if by < 0:
            return -self * EXACT.minus(by)
        require(by, "factor", factor, "must not be zero")
        value, low, high = (None if n is None else EXACT.multiply(n, by) for n in (self.value, self.low, self.high))
        quantum = EXACT.scaleb(ONE, EXACT.multiply(self.quantum, by).adjusted())
        return _like(self, value, low, high, self.low_open, self.high_open, self.approximate, quantum)

    __rmul__ = __mul__

    def _key(self) -> tuple[object, ...]:
        return (
            self.value,
            self.low,
            self.high,
            self.low_open,
            self.high_open,
            self.approximate,
            self.quantum,
            self.currency,
            self.unit,
        )

    def format(self, locale: str = "en-US", style: str = "full") -> str:
        """The amount as people of a locale write it.

        In: a CLDR locale, and a style of `moneyfacts.format.STYLES`. Errors: `OptionError`.

        >>> Amount.of("52.44e9", "USD", bound="at least").format("en-US", "compact")
        'at least $52.44 billion'
        """
        return str(later("localized")(self, locale, style))

    def to_pint(self) -> Quantity[Any]:
        """The amount as a pint quantity; see `moneyfacts.bridges.pint`. Errors: `FieldError` for a range.

        >>> print(Amount.of("12.50", "USD").to_pint() * 2)
        25.00 USD
        """
        return later("from_amount", "moneyfacts.bridges.pint")(self)  # type: ignore[no-any-return]


Amount._trusted = trusted(Amount)

_BOUNDS = ("", "at least", "more than", "at most", "less than")


def is_power_of_ten(number: Decimal) -> bool:
    """Whether a number is 1, 10, 0.1 and so on.

    >>> is_power_of_ten(Decimal("1000")), is_power_of_ten(Decimal("0.5")), is_power_of_ten(Decimal(-1))
    (True, False, False)
    """
    return number > 0 and set(number.as_tuple().digits[1:]) <= {0} and number.as_tuple().digits[0] == 1


def check_code(field: str, code: object) -> None:
    """Raise unless the value has the form of a currency code or ticker."""
    require(isinstance(code, str) and CODE.match(code), field, code, "must be a currency code in capitals")


def check_length(field: str, number: Decimal, most: int = MAX_DIGITS) -> None:
    """Raise if a number has more digits, before the point or after it, than a numeral and its scale can have."""
    exponent = int(number.as_tuple().exponent)
    require(exponent >= -most and number.adjusted() < most, field, number, f"must have {most:,} digits at most")


def check_interval(name: str, low: Decimal | None, high: Decimal | None, low_open: bool, high_open: bool) -> None:
    """Raise unless these ends make an interval."""
    require(low is not None or not low_open, f"{name}.low_open", low_open, "needs a low end")
    require(high is not None or not high_open, f"{name}.high_open", high_open, "needs a high end")
    if low is not None and high is not None:
        require(low <= high, f"{name}.low", low, f"must not be above the high end, {high}")
        require(low < high or not (low_open or high_open), f"{name}.low_open", low_open, "leaves nothing between two equal ends")


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else EXACT.add(one, other)


def _open_ends(one: Amount, other: Amount) -> tuple[bool, bool]:
    has_low = one.low is not None and other.low is not None
    has_high = one.high is not None and other.high is not None
    return has_low and (one.low_open or other.low_open), has_high and (one.high_open or other.high_open)


def _like(
    model: Amount,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    low_open: bool,
    high_open: bool,
    approximate: bool,
    quantum: Decimal,
) -> Amount:
    if value is None and (low is None or high is None):
        value = high if low is None else low
    return Amount("", (0, 0), value, low, high, low_open, high_open, approximate, quantum, model.currency, model.unit, None, ())


__all__ = ["RESOLVED_BY", "UNITS", "Amount"]
