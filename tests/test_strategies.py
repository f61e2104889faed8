"""The public strategies: they come with Hypothesis, reach the whole range of the contract, and fit each other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from moneyfacts import Amount, ExchangeRate, Fact, Per, Period
from moneyfacts.facts.fact import KINDS
from moneyfacts.facts.when import ROLES
from moneyfacts.strategies import amounts, expressions, facts, periods, sentences


@pytest.mark.parametrize("kind", [Fact, Amount, ExchangeRate, Per, Period])
def test_types_are_registered(kind: type) -> None:
    @settings(max_examples=5)
    @given(st.from_type(kind))
    def check(value: object) -> None:
        assert isinstance(value, kind)

    check()


@pytest.mark.parametrize(
    "code",
    [
        "import hypothesis.strategies as st; from moneyfacts import Fact; st.from_type(Fact).validate()",
        "from moneyfacts.strategies import facts; facts().validate()",
        "import moneyfacts.strategies; import hypothesis; moneyfacts.strategies.register()",
    ],
)
def test_either_can_be_imported_first(code: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, capture_output=True)


def test_hypothesis_alone_loads_little() -> None:
    code = "import sys, hypothesis; print(any(name.startswith('moneyfacts.lexicon') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


WANTED: list[tuple[str, Callable[[Fact], object]]] = [
    *((kind, lambda fact, kind=kind: fact.kind == kind) for kind in KINDS),
    *((role, lambda fact, role=role: any(period.role == role for period in fact.periods)) for role in ROLES),
    ("range", lambda fact: fact.amount and fact.amount.is_range),
    ("open range", lambda fact: fact.amount and fact.amount.is_range and fact.amount.low_open),
    ("negative", lambda fact: fact.amount and fact.amount.value is not None and fact.amount.value < 0),
    ("nought", lambda fact: fact.amount and fact.amount.value == 0),
    ("long", lambda fact: fact.amount and fact.amount.value is not None and len(str(fact.amount.value)) > 500),
    ("nearly", lambda fact: fact.amount and fact.amount.high_open and fact.amount.approximate),
    ("two equivalents", lambda fact: len(fact.equivalents) > 1 and len(fact.rates) > 1),
    ("no rate", lambda fact: len(fact.equivalents) > len(fact.rates)),
    ("fiscal", lambda fact: any(period.fiscal and period.label for period in fact.periods)),
    ("per many", lambda fact: fact.per and fact.per.quantity > 1),
    ("other candidates", lambda fact: fact.amount and len(fact.amount.candidates) > 1),
]


def test_facts_reach_everything() -> None:
    missing = dict(WANTED)

    @settings(max_examples=1_000, phases=[Phase.generate], derandomize=True, database=None)
    @given(facts())
    def draw(fact: Fact) -> None:
        for name in [name for name, wanted in missing.items() if wanted(fact)]:
            del missing[name]

    draw()
    assert not missing


@given(amounts(currencies=["EUR", "USD"]), amounts(units=["times"]), facts(kinds=["percent"]), periods())
def test_they_can_be_narrowed(money: Amount, multiple: Amount, percent: Fact, period: Period) -> None:
    assert money.currency in ("EUR", "USD")
    assert multiple.unit == "times"
    assert percent.kind == "percent"
    assert period.role in ROLES


@given(expressions(), sentences())
def test_texts_fit_their_facts(expression: tuple[str, Fact], drawn: tuple[str, list[Fact]]) -> None:
    text, fact = expression
    assert text == fact.text
    text, found = drawn
    assert [text[slice(*fact.span)] for fact in found] == [fact.text for fact in found]
    for fact in found:
        parts = [fact.amount, *fact.equivalents, fact.per, *fact.periods]
        assert all(part is None or text[slice(*part.span)] == part.text for part in parts)
