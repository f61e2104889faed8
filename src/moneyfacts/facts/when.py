"""What a figure holds for: a unit (`Per`) and a time (`Period`).

>>> Per.of("barrel").unit, Period.of("over", duration="P3Y").duration
('barrel', 'P3Y')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from moneyfacts.facts._base import Value, check_flag, check_number, check_place, decimal, plain, require, trusted

ROLES = ("over", "per", "in", "by", "since", "at")
DURATION = re.compile(r"P(?=[T\d])(?:\d++(?:\.\d++)?[YMWD])*+(?:T(?=\d)(?:\d++(?:\.\d++)?[HMS])++)?+\Z", re.ASCII)
MOST_LETTERS = 500
"""In a unit's name."""

LABEL = re.compile(r"[A-Za-z0-9]++(?:[-/][A-Za-z0-9]++)*+\Z")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Per(Value):
    """The unit that a price is for: `quantity` of `unit` (a Pint name, an English singular, or as written). Errors: `FieldError`.

    >>> Per.of("meter ** 3", 1000).quantity
    Decimal('1000')
    """

    quantity: Decimal
    unit: str
    text: str
    span: tuple[int, int]

    _trusted: ClassVar[Callable[..., Per]]

    def __post_init__(self) -> None:
        check_number("Per.quantity", self.quantity)
        require(self.quantity > 0, "Per.quantity", self.quantity, "must be above zero")
        require(isinstance(self.unit, str), "Per.unit", self.unit, "must be a string")
        require(is_unit(self.unit), "Per.unit", self.unit, f"must be words with single spaces, of {MOST_LETTERS} letters at most")
        check_place("Per", self.text, self.span)

    @classmethod
    def of(cls, unit: str, quantity: Decimal | int | str = 1) -> Per:
        """A unit by hand. Errors: `FieldError`.

        >>> Per.of("barrel").quantity
        Decimal('1')
        """
        return cls(decimal("Per.quantity", quantity), unit, "", (0, 0))

    def _key(self) -> tuple[object, ...]:
        return (self.quantity, self.unit)

    def __repr__(self) -> str:
        quantity = plain(self.quantity)
        return f"Per.of({self.unit!r}, {quantity if quantity.isdecimal() else repr(quantity)})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Period(Value):
    """A time that a figure holds for.

    `role` is one of `ROLES`, `duration` in ISO 8601, `start` and `end` (inclusive) are dates, `label` names the time (`2024-Q3`,
    `FY2024`), `fiscal` says that it is counted in fiscal years. Errors: `FieldError`.

    >>> Period.of("in", start=date(2024, 1, 1), end=date(2024, 12, 31), label="2024").fiscal
    False
    """

    role: str
    duration: str | None
    start: date | None
    end: date | None
    label: str | None
    fiscal: bool
    text: str
    span: tuple[int, int]

    _trusted: ClassVar[Callable[..., Period]]

    def __post_init__(self) -> None:
        require(self.role in ROLES, "Period.role", self.role, f"must be one of {', '.join(ROLES)}")
        _check_form("Period.duration", self.duration, DURATION, "must be an ISO 8601 duration")
        _check_form("Period.label", self.label, LABEL, "must be words and numbers joined by hyphens")
        for name in ("start", "end"):
            day = getattr(self, name)
            require(day is None or type(day) is date, f"Period.{name}", day, "must be a date")
        check_flag("Period.fiscal", self.fiscal)
        check_place("Period", self.text, self.span)
        stated = (self.duration, self.start, self.end, self.label)
        require(any(n is not None for n in stated), "Period.duration", None, "and start, end and label can't all be missing")
        require(self.role != "per" or self.duration, "Period.duration", None, "must be there in the role per")
        if self.start is not None and self.end is not None:
            require(self.start <= self.end, "Period.start", self.start, f"must not be after the end, {self.end}")

    @classmethod
    def of(
        cls,
        role: str,
        *,
        duration: str | None = None,
        start: date | None = None,
        end: date | None = None,
        label: str | None = None,
        fiscal: bool = False,
    ) -> Period:
        """A period by hand. In: a role of `ROLES`, and what is known of the time. Errors: `FieldError`.

        >>> print(Period.of("by", end=date(2030, 12, 31)))
        by\xa02030-12-31
        """
        return cls(role, duration, start, end, label, fiscal, "", (0, 0))

    def _key(self) -> tuple[object, ...]:
        return (self.role, self.duration, self.start, self.end, self.label, self.fiscal)

    def __repr__(self) -> str:
        names = ("duration", "start", "end", "label", "fiscal")
        said = "".join(f", {name}={getattr(self, name)!r}" for name in names if getattr(self, name))
        return f"Period.of({self.role!r}{said})"


Per._trusted = trusted(Per)
Period._trusted = trusted(Period)


def is_unit(text: str) -> bool:
    """Whether a text can be a unit's name: words with single spaces between them, and not too many."""
    return 0 < len(text) <= MOST_LETTERS and text == " ".join(text.split())


def _check_form(field: str, value: object, form: re.Pattern[str], problem: str) -> None:
    require(value is None or (isinstance(value, str) and form.match(value)), field, value, problem)
