"""What the values share: their decimal contexts, their fast constructor, and the one place where they reach forward.

No arithmetic here uses the thread's decimal context, which any code in the process may have changed. `EXACT` holds every sum and
product of numerals of a thousand digits; `NEAREST`, `DOWN` and `UP` give quotients of 28 significant digits.

>>> NEAREST.divide(Decimal(1), Decimal(3))
Decimal('0.3333333333333333333333333333')
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, TypeVar, cast

from moneyfacts.errors import FieldError

DIGITS = 28
"""Significant digits of a quotient."""


def context(digits: int, rounding: str) -> Context:
    """A decimal context that owes nothing to the defaults, which can be changed too."""
    traps = [InvalidOperation, DivisionByZero, Overflow]
    return Context(prec=digits, rounding=rounding, Emin=-999_999, Emax=999_999, capitals=1, clamp=0, flags=[], traps=traps)


EXACT = context(20_000, ROUND_HALF_EVEN)
NEAREST = context(DIGITS, ROUND_HALF_EVEN)
DOWN = context(DIGITS, ROUND_FLOOR)
UP = context(DIGITS, ROUND_CEILING)

ZERO, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)

T = TypeVar("T")


def trusted(cls: type[T]) -> Callable[..., T]:
    """A constructor of the frozen dataclass `cls` that takes its fields in order and checks nothing.

    The reader builds thousands of values a second from parts that it has made itself; checking them again would cost more than
    reading them. It fills a twin class that is not frozen and then lets the instance be of `cls`, five times as fast as
    the frozen constructor.
    """

    def freeze(self: Any) -> None:
        self.__class__ = cls

    fields: dict[str, Any] = {f.name: f.type for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    defaults = {f.name: f.default for f in dataclasses.fields(cls) if f.default is not dataclasses.MISSING}  # type: ignore[arg-type]
    twin = type(cls.__name__, cls.__bases__, {"__annotations__": fields, "__doc__": cls.__doc__, "__post_init__": freeze, **defaults})
    return dataclasses.dataclass(slots=True, eq=False, repr=False)(twin)


class Value:
    """What all values share: equality and hash by what they state (`_key`), and canonical text."""

    __slots__ = ()

    def _key(self) -> tuple[object, ...]:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled and copied as its fields in order: half the cost of what dataclasses do, which counts between processes."""
        kind: Any = type(self)
        return _again, (kind, *_fields_of(kind)(self))

    def __str__(self) -> str:
        """The value in canonical text, which reads the same under every locale."""
        return str(later("canonical")(self))

    def __repr__(self) -> str:
        return str(later("code")(self))

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """What a prompt and Hypothesis's failing examples show: the code above, rather than what they find in the class's fields."""
        printer.text(repr(self))


def _again(cls: Any, *values: Any) -> Any:
    """A value from its fields in order."""
    return cls._trusted(*values)


@cache
def _fields_of(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in dataclasses.fields(cls)))


@cache
def later(name: str, module: str = "moneyfacts.format") -> Callable[..., Any]:
    """The function `name` of a module that comes after the values, loaded when first asked for.

    Values come before their writers in the pipeline and load without them (and without Babel); this is the only place where
    a value reaches forward, for `str`, `repr`, `format`, the notebook view and `to_pint`.
    """
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def plain(number: Decimal) -> str:
    """A number as text: no exponent, no trailing zeros, and the same for equal numbers.

    >>> plain(Decimal("3.80E+11")), plain(Decimal("0.50")), plain(Decimal("-0"))
    ('380000000000', '0.5', '0')
    """
    shown = format(number, "f")
    if "." in shown:
        shown = shown.rstrip("0").removesuffix(".")
    return "0" if shown == "-0" else shown


def require(condition: object, field: str, value: object, problem: str) -> None:
    """Raise `FieldError` unless the condition holds."""
    if not condition:
        raise FieldError(field, value, problem)


def decimal(field: str, number: object) -> Decimal:
    """A number from what a caller may give for one; a float is no number here.

    >>> decimal("Per.quantity", "1e3")
    Decimal('1E+3')
    """
    if isinstance(number, bool) or not isinstance(number, Decimal | int | str):
        raise FieldError(field, number, "must be a Decimal, an int or a string")
    try:
        return Decimal(number)
    except ArithmeticError:
        raise FieldError(field, number, "is no number") from None


def check_number(field: str, value: object) -> None:
    """Raise unless the value is a finite Decimal."""
    require(isinstance(value, Decimal), field, value, "must be a Decimal")
    require(value.is_finite(), field, value, "must be finite")  # type: ignore[attr-defined]


def check_flag(field: str, value: object) -> None:
    """Raise unless the value is a bool."""
    require(isinstance(value, bool), field, value, "must be True or False")


def check_place(name: str, text: object, span: object) -> None:
    """Raise unless text and span can belong together."""
    require(isinstance(text, str), f"{name}.text", text, "must be a string")
    ok = isinstance(span, tuple) and len(span) == 2 and all(type(i) is int for i in span)
    require(ok, f"{name}.span", span, "must be a tuple of two integers")
    start, end = cast("tuple[int, int]", span)
    require(0 <= start <= end, f"{name}.span", span, "must not be negative, nor end before it starts")
    length = len(cast(str, text))
    require(end - start == length, f"{name}.span", span, f"must be as long as the text ({length})")
