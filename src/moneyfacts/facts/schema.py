"""The JSON Schema of `Fact.to_dict`, made from the same names that write and read the dict.

`docs/fact.schema.json` is this, written by `tools/generate_schema.py`; a test keeps the two equal. Its version is part of its `$id`: it
changes when a dict of an earlier version would no longer be read.

>>> schema()["properties"]["kind"]["enum"]
['money', 'percent', 'multiple', 'exchange_rate']
"""

from __future__ import annotations

from typing import Any

from moneyfacts.facts import dicts
from moneyfacts.facts.amount import CODE, RESOLVED_BY, UNITS
from moneyfacts.facts.fact import KINDS
from moneyfacts.facts.when import ROLES

VERSION = 1

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_CODE: Schema = {"type": "string", "pattern": "^" + CODE.pattern.removesuffix(r"\Z") + "$"}
_NUMBER: Schema = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_SPAN: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "description": "code points, [start, end)",
}


def schema() -> Schema:
    """The schema as plain data."""
    whole = _object(dicts.FACT, _fact_parts())
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:moneyfacts:fact:v{VERSION}",
        "title": "A money fact",
        "description": "What Fact.to_dict() gives and Fact.from_dict() takes. Numbers are strings in plain notation.",
    }
    amounts = {"money": _object(dicts.MONEY, _amount_parts()), "share": _object(dicts.UNIT, _amount_parts())}
    rate = _object(dicts.RATE, _rate_parts(), dicts.RATE_OPTIONAL)
    parts = {**amounts, "rate": rate, "per": _object(dicts.PER, _per_parts()), "period": _object(dicts.PERIOD, _period_parts())}
    return {**head, **whole, "allOf": _by_kind(), "$defs": parts}


def _object(keys: tuple[str, ...], parts: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": {key: parts[key] for key in (*keys, *optional)},
        "required": list(keys),
        "additionalProperties": False,
    }


def _or_null(part: Schema) -> Schema:
    return {"anyOf": [part, {"type": "null"}]}


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _fact_parts() -> dict[str, Schema]:
    return {
        "kind": {"enum": list(KINDS)},
        "text": _TEXT,
        "span": _SPAN,
        "amount": {"anyOf": [{"$ref": "#/$defs/money"}, {"$ref": "#/$defs/share"}, {"type": "null"}]},
        "equivalents": _list("money"),
        "rates": _list("rate"),
        "per": _or_null({"$ref": "#/$defs/per"}),
        "periods": _list("period"),
    }


def _by_kind() -> list[Schema]:
    """What the amount is in each kind."""
    kinds = {"money": {"$ref": "#/$defs/money"}, "percent": {"$ref": "#/$defs/share"}, "multiple": {"$ref": "#/$defs/share"}}
    amounts: dict[str, Schema] = {**kinds, "exchange_rate": {"type": "null"}}
    return [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": {"properties": {"amount": amount}}} for kind, amount in amounts.items()
    ]


def _amount_parts() -> dict[str, Schema]:
    numbers = dict.fromkeys(("value", "low", "high"), _or_null(_NUMBER))
    flags = dict.fromkeys(("low_open", "high_open", "approximate"), _FLAG)
    return {
        "text": _TEXT,
        "span": _SPAN,
        **numbers,
        **flags,
        "quantum": _NUMBER,
        "currency": _CODE,
        "resolved_by": {"enum": [*RESOLVED_BY, None]},
        "candidates": {"type": "array", "items": _CODE, "description": "all that were possible, the chosen one first"},
        "unit": {"enum": list(UNITS)},
    }


def _rate_parts() -> dict[str, Schema]:
    numbers = dict.fromkeys(("rate", "low", "high"), _or_null(_NUMBER))
    opened: dict[str, Schema] = {key: {"const": True} for key in dicts.RATE_OPTIONAL}
    return {"base": _CODE, "quote": _CODE, **numbers, "approximate": _FLAG, **opened}


def _per_parts() -> dict[str, Schema]:
    return {"quantity": _NUMBER, "unit": {"type": "string", "minLength": 1}, "text": _TEXT, "span": _SPAN}


def _period_parts() -> dict[str, Schema]:
    day = _or_null({"type": "string", "format": "date"})
    return {
        "role": {"enum": list(ROLES)},
        "duration": _or_null({"type": "string", "pattern": "^P", "description": "ISO 8601, such as P3Y or PT1H"}),
        "start": day,
        "end": {**day, "description": "inclusive"},
        "label": _or_null({"type": "string", "description": "such as 2024, 2024-Q3, FY2024 or last-year"}),
        "fiscal": _FLAG,
        "text": _TEXT,
        "span": _SPAN,
    }
