"""Hypothesis strategies for those who test code that handles money facts.

`facts`, `amounts`, `rates`, `pers` and `periods` give values over the whole range of what a text can state; `expressions` gives texts
with the fact that each states, `sentences` texts with several. With Hypothesis installed, `st.from_type(Fact)` works without
an import, through Hypothesis's entry point.

>>> from hypothesis import given, settings
>>> @settings(max_examples=10)
... @given(facts())
... def test_dicts(fact):
...     assert Fact.from_dict(fact.to_dict()) == fact
>>> test_dicts()
"""

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period


def register() -> None:
    """Tell Hypothesis how to draw the values of this package; its entry point calls this."""
    from hypothesis import strategies as st

    def draw(name: str) -> st.SearchStrategy[object]:
        from moneyfacts.strategies import values

        found: st.SearchStrategy[object] = getattr(values, name)()
        return found

    st.register_type_strategy(Fact, lambda _: draw("facts"))
    st.register_type_strategy(Amount, lambda _: draw("amounts"))
    st.register_type_strategy(ExchangeRate, lambda _: draw("rates"))
    st.register_type_strategy(Per, lambda _: draw("pers"))
    st.register_type_strategy(Period, lambda _: draw("periods"))


# Importing Hypothesis calls `register`, which must be there by then.
from moneyfacts.strategies.texts import expressions, sentences  # noqa: E402
from moneyfacts.strategies.values import amounts, facts, periods, pers, rates  # noqa: E402

__all__ = ["amounts", "expressions", "facts", "periods", "pers", "rates", "register", "sentences"]
