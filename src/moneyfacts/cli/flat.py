"""A fact as one row of plain cells, for CSV: its first equivalent, rate and period; `json` formats have all of them.

>>> from moneyfacts.facts import Amount, Fact
>>> row(Fact.of(Amount.of("5e6", "EUR"), Amount.of("5.4e6", "USD")))["rate"]
'1.08'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from moneyfacts.facts import Fact

COLUMNS = (
    *("kind", "text", "value", "low", "high", "approximate", "currency", "unit"),
    *("equivalent", "equivalent_currency", "base", "quote", "rate", "rate_low", "rate_high"),
    *("per", "period", "duration", "start", "end", "label"),
)

T = TypeVar("T")


def row(fact: Fact) -> dict[str, str]:
    """The cells of a fact by column; what it does not state is empty."""
    plain = fact.to_dict()
    amount, equivalent = plain["amount"] or {}, _first(plain["equivalents"])
    rate, period, per = _first(plain["rates"]), _first(plain["periods"]), plain["per"] or {}
    quantity = "" if per.get("quantity", "1") == "1" else f"{per['quantity']} "
    cells = {
        "kind": fact.kind,
        "text": fact.text,
        **{name: amount.get(name) for name in ("value", "low", "high", "currency", "unit")},
        "approximate": (amount or rate).get("approximate"),
        "equivalent": equivalent.get("value"),
        "equivalent_currency": equivalent.get("currency"),
        **{name: rate.get(name) for name in ("base", "quote", "rate")},
        "rate_low": rate.get("low"),
        "rate_high": rate.get("high"),
        "per": f"{quantity}{per['unit']}" if per else None,
        "period": period.get("role"),
        **{name: period.get(name) for name in ("duration", "start", "end", "label")},
    }
    return {name: _cell(cells[name]) for name in COLUMNS}


def _first(found: Sequence[dict[str, T]]) -> dict[str, T]:
    return found[0] if found else {}


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
