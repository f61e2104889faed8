"""Facts as dicts of plain JSON types, and back.

The shape is public and versioned (`docs/fact.schema.json`). Writing is done by hand, key by key, which is some twenty times as
fast as `dataclasses.asdict`. Reading is strict: what `to_dict` never writes is an error that names the path, so that a changed or
damaged file is noticed where it is wrong.

>>> text = '{"quantity": "1", "unit": "barrel", "text": "a barrel", "span": [4, 12]}'
>>> import json
>>> per_from_dict(json.loads(text)) == per_from_dict(per_to_dict(per_from_dict(json.loads(text))))
True
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from moneyfacts.errors import DictError, FieldError
from moneyfacts.facts._base import plain
from moneyfacts.facts.amount import Amount
from moneyfacts.facts.rate import ExchangeRate
from moneyfacts.facts.when import Per, Period

if TYPE_CHECKING:
    from moneyfacts.facts.fact import Fact

Plain = dict[str, Any]
T = TypeVar("T")

_NUMBER = re.compile(r"-?\d++(?:\.\d++)?\Z", re.ASCII)
_PLACE = ("text", "span")
_ENDS = ("low", "high", "low_open", "high_open", "approximate")
FACT = ("kind", *_PLACE, "amount", "equivalents", "rates", "per", "periods")
MONEY = (*_PLACE, "value", *_ENDS, "quantum", "currency", "resolved_by", "candidates")
UNIT = (*_PLACE, "value", *_ENDS, "quantum", "unit")
RATE = ("base", "quote", "rate", "low", "high", "approximate")
RATE_OPTIONAL = ("low_open", "high_open")
PER = ("quantity", "unit", *_PLACE)
PERIOD = ("role", "duration", "start", "end", "label", "fiscal", *_PLACE)

_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def fact_to_dict(fact: Fact) -> Plain:
    """The dict of a fact."""
    return {
        "kind": fact.kind,
        "text": fact.text,
        "span": list(fact.span),
        "amount": None if fact.amount is None else amount_to_dict(fact.amount),
        "equivalents": [amount_to_dict(amount) for amount in fact.equivalents],
        "rates": [rate_to_dict(rate) for rate in fact.rates],
        "per": None if fact.per is None else per_to_dict(fact.per),
        "periods": [period_to_dict(period) for period in fact.periods],
    }


def amount_to_dict(amount: Amount) -> Plain:
    """The dict of an amount; money ends with its currency, how it was found and its candidates, the rest with its unit."""
    found: Plain = {
        "text": amount.text,
        "span": list(amount.span),
        "value": _number(amount.value),
        "low": _number(amount.low),
        "high": _number(amount.high),
        "low_open": amount.low_open,
        "high_open": amount.high_open,
        "approximate": amount.approximate,
        "quantum": plain(amount.quantum),
    }
    if amount.currency is None:
        found["unit"] = amount.unit
    else:
        found["currency"] = amount.currency
        found["resolved_by"] = amount.resolved_by
        found["candidates"] = list(amount.candidates)
    return found


def rate_to_dict(rate: ExchangeRate) -> Plain:
    """The dict of a rate. An end that is excluded is marked so (`more than 7.2 yuan to the dollar`); few are.

    >>> list(rate_to_dict(ExchangeRate.of("EUR", "USD", "1.08")))
    ['base', 'quote', 'rate', 'low', 'high', 'approximate']
    """
    found: Plain = {
        "base": rate.base,
        "quote": rate.quote,
        "rate": _number(rate.rate),
        "low": _number(rate.low),
        "high": _number(rate.high),
        "approximate": rate.approximate,
    }
    if rate.low_open:
        found["low_open"] = True
    if rate.high_open:
        found["high_open"] = True
    return found


def per_to_dict(per: Per) -> Plain:
    """The dict of a unit."""
    return {"quantity": plain(per.quantity), "unit": per.unit, "text": per.text, "span": list(per.span)}


def period_to_dict(period: Period) -> Plain:
    """The dict of a period."""
    return {
        "role": period.role,
        "duration": period.duration,
        "start": None if period.start is None else period.start.isoformat(),
        "end": None if period.end is None else period.end.isoformat(),
        "label": period.label,
        "fiscal": period.fiscal,
        "text": period.text,
        "span": list(period.span),
    }


def fact_from_dict(plain: object) -> Fact:
    """The fact that a dict states. Errors: `DictError` with the path, for what `fact_to_dict` never writes."""
    from moneyfacts.facts.fact import Fact

    found = _Reader(plain, "", FACT)
    amount, per = found.take("amount"), found.take("per")
    return found.build(
        Fact,
        found.take("kind", str),
        found.take("text", str),
        found.span(),
        None if amount is None else amount_from_dict(amount, "amount"),
        found.each("equivalents", amount_from_dict),
        found.each("rates", rate_from_dict),
        None if per is None else per_from_dict(per, "per"),
        found.each("periods", period_from_dict),
    )


def amount_from_dict(plain: object, path: str = "") -> Amount:
    """The amount that a dict states."""
    money = not (isinstance(plain, dict) and "unit" in plain)
    found = _Reader(plain, path, MONEY if money else UNIT)
    return found.build(
        Amount,
        found.take("text", str),
        found.span(),
        found.number("value"),
        found.number("low"),
        found.number("high"),
        found.take("low_open", bool),
        found.take("high_open", bool),
        found.take("approximate", bool),
        found.number("quantum"),
        found.take("currency", str) if money else None,
        None if money else found.take("unit", str),
        found.text("resolved_by") if money else None,
        found.each("candidates", _code) if money else (),
    )


def rate_from_dict(plain: object, path: str = "") -> ExchangeRate:
    """The rate that a dict states."""
    found = _Reader(plain, path, RATE, RATE_OPTIONAL)
    return found.build(
        ExchangeRate,
        found.take("base", str),
        found.take("quote", str),
        found.number("rate"),
        found.number("low"),
        found.number("high"),
        found.take("low_open", bool),
        found.take("high_open", bool),
        found.take("approximate", bool),
    )


def per_from_dict(plain: object, path: str = "") -> Per:
    """The unit that a dict states."""
    found = _Reader(plain, path, PER)
    return found.build(Per, found.number("quantity"), found.take("unit", str), found.take("text", str), found.span())


def period_from_dict(plain: object, path: str = "") -> Period:
    """The period that a dict states."""
    found = _Reader(plain, path, PERIOD)
    return found.build(
        Period,
        found.take("role", str),
        found.text("duration"),
        found.date("start"),
        found.date("end"),
        found.text("label"),
        found.take("fiscal", bool),
        found.take("text", str),
        found.span(),
    )


class _Reader:
    """One dict with just these keys; whatever else it has, or lacks, or has of another type is an error at its path."""

    def __init__(self, plain: object, path: str, keys: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        if not isinstance(plain, dict):
            raise DictError(path, f"must be a dict, not {_told(plain)}")
        self.plain, self.path = plain, path
        missing = [key for key in keys if key not in plain]
        if missing:
            raise DictError(path, f"lacks {', '.join(map(repr, missing))}")
        unknown = [key for key in plain if key not in keys and key not in optional]
        if unknown:
            raise DictError(path, f"has unknown keys: {', '.join(map(repr, unknown))}")

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def take(self, key: str, of: type | None = None) -> Any:
        value = self.plain.get(key, False)
        if of is not None and type(value) is not of:
            raise DictError(self.at(key), f"must be {_NAMES[of]}, not {_told(value)}")
        return value

    def text(self, key: str) -> str | None:
        value = self.plain[key]
        if value is None or type(value) is str:
            return value
        raise DictError(self.at(key), f"must be a string or null, not {_told(value)}")

    def number(self, key: str) -> Decimal | None:
        value = self.text(key)
        if value is not None and not _NUMBER.match(value):
            raise DictError(self.at(key), f"must be a number in plain notation, not {_told(value)}")
        return None if value is None else Decimal(value)

    def date(self, key: str) -> date | None:
        value = self.text(key)
        try:
            return None if value is None else date.fromisoformat(value if _DATE.match(value) else "")
        except ValueError:
            raise DictError(self.at(key), f"must be a date such as 2024-12-31, not {_told(value)}") from None

    def span(self) -> tuple[int, int]:
        value = self.take("span", list)
        if len(value) != 2 or any(type(i) is not int for i in value):
            raise DictError(self.at("span"), f"must be two integers, not {_told(value)}")
        return (value[0], value[1])

    def each(self, key: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        return tuple(read(item, f"{self.at(key)}[{i}]") for i, item in enumerate(self.take(key, list)))

    def build(self, of: Callable[..., T], *fields: object) -> T:
        try:
            return of(*fields)
        except FieldError as error:
            raise DictError(self.at(error.field.partition(".")[2]), f"{_told(error.value)} {error.problem}") from error


_NAMES = {str: "a string", bool: "true or false", list: "a list"}


def _told(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _code(value: object, path: str) -> str:
    if type(value) is not str:
        raise DictError(path, f"must be a string, not {_told(value)}")
    return value


def _number(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)
