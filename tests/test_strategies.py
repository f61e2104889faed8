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
from moneyfacts.strategies.wording import MINOR

HISTORIC = ("DEM", "FRF", "ITL", "ATS", "SUR", "YUM", "ZWD", "TRL", "ROL", "BEF", "PTE", "ESP", "NLG", "GRD", "AZM", "BGL", "CSK", "DDM")


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


CODES = {"crypto": ("BTC",), "metal": ("XAU",), "legacy": ("DEM",), "by default": ("USD", "GBP", "JPY")}
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
    ("historic", lambda fact: fact.amount and fact.amount.currency in HISTORIC),
    ("crypto or metal", lambda fact: fact.amount and fact.amount.currency in ("BTC", "XAU")),
    ("relative", lambda fact: any(period.label == "last-year" for period in fact.periods)),
    ("undated fiscal year", lambda fact: any(period.fiscal and not period.start for period in fact.periods)),
    ("range of rates", lambda fact: fact.kind == "exchange_rate" and fact.rates[0].rate is None),
    ("bounded rate", lambda fact: fact.kind == "exchange_rate" and (fact.rates[0].low is None) != (fact.rates[0].high is None)),
    ("inexact rate", lambda fact: fact.kind == "exchange_rate" and fact.rates[0].approximate),
]

MONEY = [(name, lambda fact, codes=codes: fact.amount and fact.amount.currency in codes) for name, codes in CODES.items()]
#: What a text can state of each kind, beside the roles and kinds: the hard parts of the contract.
STATED: list[tuple[str, Callable[[Fact], object]]] = [
    *WANTED[: len(KINDS) + len(ROLES)],
    *MONEY,
    ("minor unit", lambda fact: fact.text.startswith(tuple("123456789")) and any(word in fact.text for word in MINOR)),
    ("negative", lambda fact: fact.amount and fact.amount.value is not None and fact.amount.value < 0),
    ("range", lambda fact: fact.amount and fact.amount.is_range),
    ("range of percent", lambda fact: fact.kind == "percent" and fact.amount and fact.amount.is_range),
    ("bounded multiple", lambda fact: fact.kind == "multiple" and fact.amount and fact.amount.is_bound),
    ("nearly", lambda fact: fact.amount and fact.amount.high_open and fact.amount.approximate),
    ("two equivalents", lambda fact: len(fact.equivalents) > 1),
    ("bounded equivalent", lambda fact: any(amount.is_bound for amount in fact.equivalents)),
    ("range equivalent", lambda fact: any(amount.is_range for amount in fact.equivalents)),
    ("bounded rate", lambda fact: fact.kind == "exchange_rate" and (fact.rates[0].low is None) != (fact.rates[0].high is None)),
    ("range of rates", lambda fact: fact.kind == "exchange_rate" and fact.rates[0].rate is None),
    ("per many", lambda fact: fact.per and fact.per.quantity > 1),
    ("fiscal", lambda fact: any(period.fiscal for period in fact.periods)),
    ("relative", lambda fact: any(period.label == "last-year" for period in fact.periods)),
    ("two periods", lambda fact: len(fact.periods) > 1),
]


@pytest.mark.parametrize(
    ("strategy", "wanted"), [(facts(), WANTED), (expressions().map(lambda drawn: drawn[1]), STATED)], ids=["facts", "texts"]
)
def test_they_reach_everything(strategy: st.SearchStrategy[Fact], wanted: list[tuple[str, Callable[[Fact], object]]]) -> None:
    missing = dict(wanted)

    @settings(max_examples=2_000, phases=[Phase.generate], derandomize=True, database=None)
    @given(strategy)
    def draw(fact: Fact) -> None:
        for name in [name for name, test in missing.items() if test(fact)]:
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
