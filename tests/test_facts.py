"""The values: what is equal, what is refused, arithmetic, pickling, explanations."""

from __future__ import annotations

import copy
import datetime
import pickle
from collections.abc import Callable
from datetime import date
from decimal import ROUND_UP, Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.vendor.pretty import pretty

import moneyfacts
from moneyfacts import Amount, ExchangeRate, Fact, FieldError, Per, Period
from moneyfacts.facts import implied_rate
from moneyfacts.facts.explain import Explanation
from moneyfacts.strategies import amounts, facts, periods, pers, rates

VALUES = st.one_of(facts(), amounts(), rates(), pers(), periods())


FIVE: dict[str, object] = {
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


def amount(**changes: object) -> Amount:
    return Amount(**(FIVE | changes))  # type: ignore[arg-type]


def blames(error: FieldError, field: str, fields: dict[str, object]) -> bool:
    """Whether an error names a field, and the value, or the item of it, that is wrong."""
    value = fields[field.partition(".")[2]]
    items = list(value) if isinstance(value, tuple | list) else []
    told = str(error).startswith(f"{field}: {error.value!r}"[:40])
    return told and error.field == field and repr(error.value) in map(repr, [value, *items])


def test_equality_is_of_what_is_stated() -> None:
    elsewhere = amount(text="US$5.0", span=(7, 13), value=Decimal("5.0"), resolved_by="own", candidates=())
    assert elsewhere == amount()
    assert hash(elsewhere) == hash(amount())
    assert amount(quantum=Decimal("0.1")) != amount()
    assert amount(approximate=True) != amount()
    assert amount() != "USD 5"


AMOUNTS: list[tuple[dict[str, object], str]] = [
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
    ({"low": "5"}, "Amount.low"),
    ({"high": Decimal("Infinity")}, "Amount.high"),
    ({"high": None, "high_open": True}, "Amount.high_open"),
    ({"high_open": None}, "Amount.high_open"),
    ({"approximate": "no"}, "Amount.approximate"),
    ({"quantum": 1}, "Amount.quantum"),
    ({"quantum": Decimal("1e-1025")}, "Amount.quantum"),
    ({"quantum": Decimal(-10)}, "Amount.quantum"),
    ({"quantum": Decimal(20)}, "Amount.quantum"),
    ({"candidates": ("USD", "cad")}, "Amount.candidates"),
    ({"span": (0, True)}, "Amount.span"),
    ({"span": (0, 1, 2)}, "Amount.span"),
    ({"span": (3, 1)}, "Amount.span"),
]


@pytest.mark.parametrize(("changes", "field"), AMOUNTS)
def test_an_amount_refuses_what_no_text_states(changes: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as caught:
        amount(**changes)
    assert blames(caught.value, field, FIVE | changes)


def fact_fields(changes: dict[str, object]) -> dict[str, object]:
    parts = {"amount": amount(), "equivalents": (), "rates": (), "per": None, "periods": ()}
    return {"kind": "money", "text": "$5", "span": (0, 2), **parts} | changes


FACTS: list[tuple[dict[str, object], str]] = [
    ({"kind": "salary"}, "Fact.kind"),
    ({"amount": None}, "Fact.amount"),
    ({"equivalents": (Amount.of(6, "USD"),)}, "Fact.equivalents"),
    ({"equivalents": (Amount.of(6, "EUR"),)}, "Fact.rates"),
    ({"equivalents": [], "rates": ()}, "Fact.equivalents"),
    ({"per": "barrel"}, "Fact.per"),
    ({"kind": "percent"}, "Fact.amount"),
    ({"kind": "exchange_rate"}, "Fact.amount"),
    ({"span": (5, 7)}, "Amount.span"),
    ({"text": "$", "span": (0, 1)}, "Amount.span"),
    ({"amount": "USD 5"}, "Fact.amount"),
    ({"amount": Amount.of(5, "percent")}, "Fact.amount"),
    ({"periods": [Period.of("by", label="2030")]}, "Fact.periods"),
    ({"periods": ("2030",)}, "Fact.periods"),
    ({"rates": (Amount.of(5, "USD"),)}, "Fact.rates"),
    ({"rates": (ExchangeRate.of("USD", "EUR", 2),)}, "Fact.rates"),
    ({"equivalents": (Amount.of(5, "percent"),)}, "Fact.equivalents"),
    ({"kind": "percent", "amount": Amount.of(5, "times")}, "Fact.amount"),
    ({"kind": "multiple", "amount": Amount.of(5, "percent")}, "Fact.amount"),
    ({"kind": "multiple", "amount": Amount.of(5, "times"), "per": Per.of("barrel")}, "Fact.per"),
    ({"kind": "percent", "amount": Amount.of(5, "percent"), "equivalents": (Amount.of(5, "USD"),)}, "Fact.equivalents"),
    ({"kind": "percent", "amount": Amount.of(5, "percent"), "rates": (ExchangeRate.of("USD", "EUR", 2),)}, "Fact.rates"),
    ({"kind": "exchange_rate", "amount": None}, "Fact.rates"),
    ({"kind": "exchange_rate", "amount": None, "rates": (ExchangeRate.of("USD", "EUR", 2),) * 2}, "Fact.rates"),
    ({"kind": "exchange_rate", "amount": None, "rates": (ExchangeRate.of("USD", "EUR", 2),), "per": Per.of("barrel")}, "Fact.per"),
]


@pytest.mark.parametrize(("changes", "field"), FACTS)
def test_a_fact_refuses_what_contradicts_itself(changes: dict[str, object], field: str) -> None:
    fields = fact_fields(changes)
    with pytest.raises(FieldError) as caught:
        Fact(**fields)  # type: ignore[arg-type]
    if field == "Amount.span":
        assert (caught.value.field, caught.value.value) == (field, amount().span)
    else:
        assert blames(caught.value, field, fields)


def rate_between(rate: object, low: object, high: object, low_open: object = False) -> ExchangeRate:
    return ExchangeRate("USD", "EUR", rate, low, high, low_open, False, False)  # type: ignore[arg-type]


OTHERS: list[tuple[Callable[[], object], str, object]] = [
    (lambda: Per.of("", 1), "Per.unit", ""),
    (lambda: Per.of("barrel", 0), "Per.quantity", Decimal(0)),
    (lambda: Per.of("barrel", "many"), "Per.quantity", "many"),
    (lambda: Per.of(" barrel", 1), "Per.unit", " barrel"),
    (lambda: Per.of("of  two", 1), "Per.unit", "of  two"),
    (lambda: Per.of("x" * 501, 1), "Per.unit", "x" * 501),
    (lambda: Per(Decimal(1), 7, "", (0, 0)), "Per.unit", 7),  # type: ignore[arg-type]
    (lambda: Per(1, "barrel", "", (0, 0)), "Per.quantity", 1),  # type: ignore[arg-type]
    (lambda: Per(Decimal(1), "barrel", "a barrel", (0, 7)), "Per.span", (0, 7)),
    (lambda: Per(Decimal(1), "barrel", 7, (0, 7)), "Per.text", 7),  # type: ignore[arg-type]
    (lambda: Period("over", "P1Y", None, None, None, False, "a year", (0, 7)), "Period.span", (0, 7)),
    (lambda: Period("over", "P1Y", None, None, None, False, None, (0, 0)), "Period.text", None),  # type: ignore[arg-type]
    (lambda: Fact("money", "$5", (0, 3), Amount.of(5, "USD"), (), (), None, ()), "Fact.span", (0, 3)),
    (lambda: Fact("money", None, (0, 2), Amount.of(5, "USD"), (), (), None, ()), "Fact.text", None),  # type: ignore[arg-type]
    (lambda: Period.of("during", duration="P1Y"), "Period.role", "during"),
    (lambda: Period.of("over"), "Period.duration", None),
    (lambda: Period.of("over", duration="three years"), "Period.duration", "three years"),
    (lambda: Period.of("over", duration="P"), "Period.duration", "P"),
    (lambda: Period.of("over", duration="PT"), "Period.duration", "PT"),
    (lambda: Period.of("over", duration=3), "Period.duration", 3),  # type: ignore[arg-type]
    (lambda: Period.of("in", label="last year"), "Period.label", "last year"),
    (lambda: Period.of("per", label="2024"), "Period.duration", None),
    (lambda: Period.of("in", start="2024"), "Period.start", "2024"),  # type: ignore[arg-type]
    (lambda: Period.of("in", end=datetime.datetime(2024, 1, 1)), "Period.end", datetime.datetime(2024, 1, 1)),
    (lambda: Period.of("in", start=date(2024, 1, 2), end=date(2024, 1, 1)), "Period.start", date(2024, 1, 2)),
    (lambda: Period.of("in", label="2024", fiscal=1), "Period.fiscal", 1),  # type: ignore[arg-type]
    (lambda: ExchangeRate.of("USD", "USD", 1), "ExchangeRate.quote", "USD"),
    (lambda: ExchangeRate.of("usd", "EUR", 1), "ExchangeRate.base", "usd"),
    (lambda: ExchangeRate.of("USD", "EUR", 0), "ExchangeRate.rate", 0),
    (lambda: ExchangeRate.of("USD", "EUR", -1), "ExchangeRate.rate", -1),
    (lambda: rate_between(Decimal("1." + "1" * 40), Decimal(1), Decimal(2)), "ExchangeRate.rate", Decimal("1." + "1" * 40)),
    (lambda: rate_between(Decimal(3), Decimal(1), Decimal(2)), "ExchangeRate.rate", Decimal(3)),
    (lambda: rate_between(Decimal(1), Decimal(2), None), "ExchangeRate.rate", Decimal(1)),
    (lambda: rate_between(None, None, None), "ExchangeRate.rate", None),
    (lambda: rate_between(None, Decimal(2), Decimal(1)), "ExchangeRate.low", Decimal(2)),
    (lambda: rate_between(None, Decimal(0), Decimal(1)), "ExchangeRate.low", Decimal(0)),
    (lambda: rate_between(None, Decimal(1), 2), "ExchangeRate.high", 2),
    (lambda: rate_between(None, None, Decimal(1), True), "ExchangeRate.low_open", True),
    (lambda: rate_between(None, Decimal(1), Decimal(2), 0), "ExchangeRate.low_open", 0),
    (lambda: Amount.of("five", "USD"), "Amount.value", "five"),
    (lambda: Amount.of(1.5, "USD"), "Amount.value", 1.5),  # type: ignore[arg-type]
    (lambda: Amount.of(True, "USD"), "Amount.value", True),
    (lambda: Amount.of(1, "USD", to="x"), "Amount.high", "x"),
    (lambda: Amount.of(1, "USD", quantum=1.0), "Amount.quantum", 1.0),  # type: ignore[arg-type]
    (lambda: Amount.of(5, "USD", bound="at worst"), "bound", "at worst"),
    (lambda: Amount.of(5, "USD", to=7, bound="at least"), "bound", "at least"),
    (lambda: Amount.of(5, "USD") + Amount.of(5, "EUR"), "Amount.currency", "EUR"),
    (lambda: Amount.of(5, "USD") - Amount.of(5, "percent"), "Amount.currency", "percent"),
    (lambda: Amount.of(5, "USD") * 0, "factor", 0),
    (lambda: ExchangeRate.of("USD", "EUR", 2).convert(Amount.of(5, "GBP")), "Amount.currency", "GBP"),
    (lambda: implied_rate(Amount.of(5, "USD"), Amount.of(6, "USD")), "currency", "USD"),
]


@pytest.mark.parametrize(("make", "field", "value"), OTHERS)
def test_the_other_values_are_strict_too(make: Callable[[], object], field: str, value: object) -> None:
    with pytest.raises(FieldError) as caught:
        make()
    assert (caught.value.field, repr(caught.value.value)) == (field, repr(value))
    assert str(caught.value).endswith(caught.value.problem)


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
    assert eval(repr(value), {"moneyfacts": moneyfacts, "datetime": datetime, "Per": Per, "Period": Period}) == value
    assert pretty(value) == repr(value)


def test_a_failing_example_of_hypothesis_is_code() -> None:
    assert pretty({"amount": Amount.of(2, "JPY")}) == "{'amount': moneyfacts.parse('JPY\\xa02').amount}"
