"""The values: what is equal, what is refused, arithmetic, pickling, explanations."""

from __future__ import annotations

import copy
import pickle
from decimal import ROUND_UP, Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moneyfacts import Amount, ExchangeRate, Fact, FieldError, Per, Period
from moneyfacts.facts.explain import Explanation
from moneyfacts.strategies import amounts, facts, periods, pers, rates

VALUES = st.one_of(facts(), amounts(), rates(), pers(), periods())


def amount(**changes: object) -> Amount:
    fields = {
        "text": "$5",
        "span": (0, 2),
        "value": Decimal(5),
        "low": Decimal(5),
        "high": Decimal(5),
        "low_open": False,
        "high_open": False,
        "approximate": False,
        "quantum": Decimal(1),
        "currency": "USD",
        "unit": None,
        "resolved_by": "default",
        "candidates": ("USD", "CAD"),
    }
    return Amount(**(fields | changes))  # type: ignore[arg-type]


def test_equality_is_of_what_is_stated() -> None:
    elsewhere = amount(text="US$5.0", span=(7, 13), value=Decimal("5.0"), resolved_by="own", candidates=())
    assert elsewhere == amount()
    assert hash(elsewhere) == hash(amount())
    assert amount(quantum=Decimal("0.1")) != amount()
    assert amount(approximate=True) != amount()
    assert amount() != "USD 5"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": 5}, "Amount.value"),
        ({"value": 5.0}, "Amount.value"),
        ({"value": Decimal("NaN")}, "Amount.value"),
        ({"value": Decimal(6)}, "Amount.value"),
        ({"value": None, "low": None}, "Amount.value"),
        ({"low": Decimal(6), "value": None}, "Amount.low"),
        ({"low": None, "low_open": True}, "Amount.low_open"),
        ({"low_open": True}, "Amount.low_open"),
        ({"low_open": 1}, "Amount.low_open"),
        ({"quantum": Decimal("0.5")}, "Amount.quantum"),
        ({"quantum": Decimal(0)}, "Amount.quantum"),
        ({"currency": "usd"}, "Amount.currency"),
        ({"currency": None}, "Amount.unit"),
        ({"unit": "percent"}, "Amount.unit"),
        ({"currency": None, "unit": "per cent"}, "Amount.unit"),
        ({"resolved_by": "guess"}, "Amount.resolved_by"),
        ({"candidates": ("CAD",)}, "Amount.candidates"),
        ({"candidates": ["USD"]}, "Amount.candidates"),
        ({"span": (0, 3)}, "Amount.span"),
        ({"span": (-1, 1)}, "Amount.span"),
        ({"span": [0, 2]}, "Amount.span"),
        ({"text": None}, "Amount.text"),
        ({"value": Decimal("1e2000"), "low": Decimal("1e2000"), "high": Decimal("1e2000")}, "Amount.value"),
    ],
)
def test_an_amount_refuses_what_no_text_states(changes: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as caught:
        amount(**changes)
    assert caught.value.field == field
    assert str(caught.value).startswith(field)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "salary"}, "Fact.kind"),
        ({"amount": None}, "Fact.amount"),
        ({"equivalents": (Amount.of(6, "USD"),)}, "Fact.equivalents"),
        ({"equivalents": (Amount.of(6, "EUR"),)}, "Fact.rates"),
        ({"equivalents": [], "rates": ()}, "Fact.equivalents"),
        ({"per": "barrel"}, "Fact.per"),
        ({"kind": "percent"}, "Fact.amount"),
        ({"kind": "exchange_rate"}, "Fact.amount"),
        ({"span": (5, 7)}, "Amount.span"),
    ],
)
def test_a_fact_refuses_what_contradicts_itself(changes: dict[str, object], field: str) -> None:
    fields = {"kind": "money", "text": "$5", "span": (0, 2), "amount": amount(), "equivalents": (), "rates": (), "per": None, "periods": ()}
    with pytest.raises(FieldError) as caught:
        Fact(**(fields | changes))  # type: ignore[arg-type]
    assert caught.value.field == field


@pytest.mark.parametrize(
    "make",
    [
        lambda: Per.of("", 1),
        lambda: Per.of("barrel", 0),
        lambda: Per.of(" barrel", 1),
        lambda: Period.of("during", duration="P1Y"),
        lambda: Period.of("over"),
        lambda: Period.of("over", duration="three years"),
        lambda: Period.of("over", duration="P"),
        lambda: Period.of("in", label="last year"),
        lambda: Period.of("per", label="2024"),
        lambda: ExchangeRate.of("USD", "USD", 1),
        lambda: ExchangeRate.of("USD", "EUR", 0),
        lambda: ExchangeRate("USD", "EUR", Decimal("1." + "1" * 40), Decimal(1), Decimal(2), False, False, False),
        lambda: Amount.of("five", "USD"),
        lambda: Amount.of(1.5, "USD"),  # type: ignore[arg-type]
        lambda: Amount.of(5, "USD", bound="at worst"),
        lambda: Amount.of(5, "USD", to=7, bound="at least"),
    ],
)
def test_the_other_values_are_strict_too(make: object) -> None:
    with pytest.raises(FieldError):
        make()  # type: ignore[operator]


@given(VALUES)
def test_values_pickle_copy_and_hash(value: object) -> None:
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert again == value
        assert hash(again) == hash(value)
        assert type(again) is type(value)


@given(VALUES)
def test_values_are_frozen(value: object) -> None:
    with pytest.raises(AttributeError):
        setattr(value, value.__slots__[0], "other")  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")


@given(facts())
def test_the_fast_constructor_gives_the_same_value(fact: Fact) -> None:
    again = Fact._trusted(*(getattr(fact, name) for name in Fact.__slots__))
    assert type(again) is Fact
    assert again == fact
    assert again.trace == fact.trace


@given(facts())
def test_an_explanation_gives_the_fact_again(fact: Fact) -> None:
    explanation = fact.explain()
    assert isinstance(explanation, Explanation)
    assert explanation.replay() == fact
    assert str(explanation).splitlines()[0].startswith(fact.kind)
    assert str(explanation).count("\n") >= 1
    assert explanation.to_dict()["steps"]


def test_an_explanation_names_rules_and_words() -> None:
    trace = (("language", "detected", "en", (0, 0)), ("amount", "<sign> <number>", "$5", (0, 2)), ("amount", "default", "$", (0, 1)))
    fact = Fact("money", "$5", (0, 2), amount(), (), (), None, (), trace)
    shown = str(fact.explain())
    for said in ("language", "detected: 'en' [0:0]", "<sign> <number>: '$5' [0:2]", "default: '$' [0:1]", "currency = USD"):
        assert said in shown
    assert fact.explain().replay() == fact


def test_trace_is_no_part_of_a_fact() -> None:
    fact = Fact.of(Amount.of(5, "USD"))
    traced = Fact._trusted(*(getattr(fact, name) for name in Fact.__slots__[:-1]), (("amount", "rule", "$5", (0, 2)),))
    assert traced == fact
    assert hash(traced) == hash(fact)
    assert traced.to_dict() == fact.to_dict()
    assert repr(traced) == repr(fact)


@given(amounts(currencies=["EUR"]), amounts(currencies=["EUR"]), st.decimals("-1e9", "1e9", places=3))
def test_sums_hold_what_their_parts_hold(one: Amount, other: Amount, x: Decimal) -> None:
    total = None
    try:
        total = one + other
    except FieldError:
        assert (one.is_bound, other.is_bound) == (True, True)
    if total is not None and x in one:
        y = next((n for n in (other.low, other.high) if n is not None and n in other), None)
        if y is not None:
            with localcontext(prec=2_500):
                assert x + y in total
    assert (x in one) == (-x in -one)


@given(amounts(currencies=["EUR"]))
def test_amounts_times_numbers(one: Amount) -> None:
    assert one.__neg__().__neg__() == one
    assert one * 1 == one
    assert 10 * one == one * Decimal(10)
    assert one * -1 == -one
    assert (one * 10).quantum == one.quantum * 10
    assert one - one.__class__.of(0, "EUR", quantum=one.quantum) == one


def test_arithmetic_refuses_floats_and_other_money() -> None:
    five = Amount.of(5, "USD")
    with pytest.raises(TypeError):
        five * 1.5  # type: ignore[operator]
    with pytest.raises(FieldError):
        five + Amount.of(5, "EUR")
    with pytest.raises(FieldError):
        five * 0
    assert 1.0 not in five
    assert True not in five


@given(facts())
def test_the_thread_s_decimal_context_changes_nothing(fact: Fact) -> None:
    plain, text, inverse = fact.to_dict(), str(fact), [rate.inverse() for rate in fact.rates]
    with localcontext() as context:
        context.prec, context.rounding = 3, ROUND_UP
        context.traps[Inexact] = True
        again = Fact.from_dict(plain)
        assert again == fact
        assert hash(again) == hash(fact)
        assert again.to_dict() == plain
        assert str(again) == text
        assert [rate.inverse() for rate in again.rates] == inverse


@given(VALUES)
def test_repr_is_code(value: object) -> None:
    assert repr(value).startswith(("moneyfacts.parse('", "Per.of(", "Period.of("))
    assert repr(value).isascii() or isinstance(value, Per)
