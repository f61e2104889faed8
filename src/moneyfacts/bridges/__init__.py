"""Bridges carry facts into other libraries, each in a module named after its partner.

`TEXTS` are the bridges that read a column of texts and give a column of facts (`TextBridge`); `AMOUNTS` are those that turn an
amount into the partner's own value and back (`AmountBridge`). Importing a bridge costs nothing: the partner is imported when a
function of the bridge first needs it, and where it is missing the error names the extra to install.

>>> partner("no_such_partner", "arrow")
Traceback (most recent call last):
ImportError: no_such_partner is missing: pip install "moneyfacts[arrow]"
"""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from moneyfacts.errors import FieldError

if TYPE_CHECKING:
    from moneyfacts.facts import Amount

TEXTS = ("arrow", "pandas", "polars", "duckdb", "spark", "spacy")
AMOUNTS = ("pint", "moneyed", "stockholm")


class TextBridge(Protocol):
    """A bridge for columns of texts.

    `facts` takes the partner's column (and where that is a table, the name of the column) and the options of
    `moneyfacts.Normalizer`. A null text has null facts; a text that names no money has an empty list.
    """

    EXTRA: str

    def facts(self, texts: Any, /, *args: str, **options: Any) -> Any:
        """The facts of each text, in the partner's own kind of column."""


class AmountBridge(Protocol):
    """A bridge for single amounts.

    Both ways are exact: what the partner cannot hold as it is (a range, a currency it does not know, more digits than it keeps) raises
    `FieldError`. The partner's value is one number of one currency, so that a bound, an approximation and the quantum stay behind.
    """

    EXTRA: str

    def from_amount(self, amount: Amount, /) -> Any:
        """The partner's value for an amount."""

    def to_amount(self, value: Any, /) -> Amount:
        """The amount for the partner's value."""


def partner(module: str, extra: str) -> Any:
    """Import the library that a bridge leads to; where it is missing, the ImportError names the extra."""
    top = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != top:
            raise
        raise ImportError(f'{top} is missing: pip install "moneyfacts[{extra}]"', name=top) from None


def single(amount: Amount) -> Decimal:
    """The one number of an amount. Errors: `FieldError` for a range, which has two."""
    if amount.value is None:
        raise FieldError("Amount.value", amount, "is a range: choose its low or high end")
    return amount.value


def currency_of(amount: Amount) -> str:
    """The currency of an amount. Errors: `FieldError` for a percentage or a multiple."""
    if amount.currency is None:
        raise FieldError("Amount.currency", amount, "has none")
    return amount.currency


__all__ = ["AMOUNTS", "TEXTS", "AmountBridge", "TextBridge", "currency_of", "partner", "single"]
