"""moneyfacts reads money out of text, and writes it back.

>>> import moneyfacts as mf
>>> fact = mf.extract("plans to spend at least 380 billion yuan, or $52.44 billion, over a three-year period")[0]
>>> fact.amount.currency, fact.equivalents[0].currency, fact.periods[0].duration
('CNY', 'USD', 'P3Y')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moneyfacts.errors import DictError, FieldError, MoneyfactsError, OptionError, ParseError
    from moneyfacts.facts import Amount, ExchangeRate, Fact, Facts, Per, Period
    from moneyfacts.reader import Normalizer, extract, normalize, parse

__version__ = "0.1.0"

#: Where each public name lives; it is loaded when first asked for.
_HOMES = {
    **dict.fromkeys(("Amount", "ExchangeRate", "Fact", "Facts", "Per", "Period"), "facts"),
    **dict.fromkeys(("DictError", "FieldError", "MoneyfactsError", "OptionError", "ParseError"), "errors"),
    **dict.fromkeys(("Normalizer", "extract", "parse", "normalize"), "reader"),
}
__all__ = [
    "Amount", "DictError", "ExchangeRate", "Fact", "Facts", "FieldError", "MoneyfactsError", "Normalizer", "OptionError", "ParseError",
    "Per", "Period", "extract", "normalize", "parse",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'moneyfacts' has no attribute {name!r}")
    found = getattr(import_module(f"moneyfacts.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, loaded or not, so that a prompt can complete them."""
    return sorted({*globals(), *__all__})
