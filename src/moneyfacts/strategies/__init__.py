"""Hypothesis strategies for those who test code that handles money facts.

`facts`, `amounts`, `rates`, `pers` and `periods` give values over the whole range of what a text can state; `expressions` gives texts
with the fact that each states, `sentences` texts with several. With Hypothesis installed, `st.from_type(Fact)` works without
an import, through Hypothesis's entry point.

>>> from hypothesis import given, settings
>>> from moneyfacts import Fact
>>> from moneyfacts.strategies import facts
>>> @settings(max_examples=10)
... @given(facts())
... def test_dicts(fact):
...     assert Fact.from_dict(fact.to_dict()) == fact
>>> test_dicts()
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moneyfacts.strategies.texts import expressions, sentences
    from moneyfacts.strategies.values import amounts, facts, periods, pers, rates

__all__ = ["amounts", "expressions", "facts", "periods", "pers", "rates", "register", "sentences"]

#: Where each strategy lives. Importing Hypothesis calls `register`, for all who have both installed: nothing more is loaded then.
_HOMES = {
    **dict.fromkeys(("expressions", "sentences"), "texts"),
    **dict.fromkeys(("amounts", "facts", "periods", "pers", "rates"), "values"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def register() -> None:
    """Tell Hypothesis how to draw the values of this package; its entry point calls this."""
    from hypothesis import strategies as st

    from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period

    def drawn(name: str) -> Any:
        return lambda _: __getattr__(name)()

    for kind, name in ((Fact, "facts"), (Amount, "amounts"), (ExchangeRate, "rates"), (Per, "pers"), (Period, "periods")):
        st.register_type_strategy(kind, drawn(name))
