"""The columns of a fact: one table of names and sorts, from which both the Arrow types and the rows are made.

A sort is a dict (a struct), a list of one (a list of it) or a name: `text`, `flag`, `place`, `date`, `number`, and the numbers `low` and
`high`, which are rounded down and up; `exact` says whether all the numbers of its struct fit.

>>> from moneyfacts.facts import Per
>>> row(FACT["per"])(Per.of("barrel"))
{'quantity': Decimal('1.000000000'), 'unit': 'barrel', 'text': '', 'span': {'start': 0, 'end': 0}}
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from functools import cache
from typing import Any

PRECISION, SCALE = 38, 9

_SPAN = {"start": "place", "end": "place"}
_ENDS = {"low": "low", "high": "high", "low_open": "flag", "high_open": "flag", "approximate": "flag"}
_WHAT = {"currency": "text", "unit": "text", "resolved_by": "text", "candidates": ["text"]}
_AMOUNT = {"text": "text", "span": _SPAN, "value": "number", **_ENDS, "quantum": "number", "exact": "exact", **_WHAT}
_RATE = {"base": "text", "quote": "text", "rate": "number", **_ENDS}
_TIME = {"role": "text", "duration": "text", "start": "date", "end": "date", "label": "text", "fiscal": "flag"}
FACT: dict[str, Any] = {
    "kind": "text",
    "text": "text",
    "span": _SPAN,
    "amount": _AMOUNT,
    "equivalents": [_AMOUNT],
    "rates": [_RATE],
    "per": {"quantity": "number", "unit": "text", "text": "text", "span": _SPAN},
    "periods": [{**_TIME, "text": "text", "span": _SPAN}],
}

_STEP = Decimal(1).scaleb(-SCALE)
_FIT = Context(prec=PRECISION)
_ROUNDING = {"number": ROUND_HALF_EVEN, "low": ROUND_FLOOR, "high": ROUND_CEILING}


def number(value: Decimal | None, rounding: str = ROUND_HALF_EVEN) -> Decimal | None:
    """A number as `decimal128(38, 9)` holds it, or None where it has too many digits.

    >>> number(Decimal("0.12345678901")), number(Decimal("1e30"))
    (Decimal('0.123456789'), None)
    """
    if value is None:
        return None
    try:
        return value.quantize(_STEP, rounding, _FIT)
    except InvalidOperation:
        return None


def arrow_type(pa: Any, sort: Any) -> Any:
    """The Arrow type of a sort."""
    if isinstance(sort, dict):
        return pa.struct([(name, arrow_type(pa, inner)) for name, inner in sort.items()])
    if isinstance(sort, list):
        return pa.list_(arrow_type(pa, sort[0]))
    if sort in _ROUNDING:
        return pa.decimal128(PRECISION, SCALE)
    return {"text": pa.string(), "flag": pa.bool_(), "exact": pa.bool_(), "place": pa.int64(), "date": pa.date32()}[sort]


def row(sort: Any) -> Callable[[Any], Any]:
    """A function from a value of the library to the plain Python value that its Arrow type takes."""
    if isinstance(sort, dict):
        return _struct(sort)
    if isinstance(sort, list):
        inner = row(sort[0])
        return lambda values: [inner(value) for value in values]
    if sort in _ROUNDING:
        return lambda value: number(value, _ROUNDING[sort])
    return lambda value: value


def _struct(sort: dict[str, Any]) -> Callable[[Any], Any]:
    if sort is _SPAN:
        return lambda span: dict(zip(_SPAN, span, strict=True))
    fields = [(name, row(inner)) for name, inner in sort.items() if inner != "exact"]
    numbers = [name for name, inner in sort.items() if str(inner) in _ROUNDING] if "exact" in sort else []

    def write(value: Any) -> dict[str, Any] | None:
        if value is None:
            return None
        written = {name: inner(getattr(value, name)) for name, inner in fields}
        if numbers:
            written["exact"] = all(written[name] == getattr(value, name) for name in numbers)
        return written

    return write


@cache
def fact_row() -> Callable[[Any], dict[str, Any]]:
    """The function that makes the row of a fact."""
    return row(FACT)
