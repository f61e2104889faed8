"""Dicts: exact both ways, errors that name the path, a schema that says the same."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import moneyfacts as mf
from moneyfacts import Amount, DictError, Fact, Period
from moneyfacts.facts.schema import schema
from moneyfacts.strategies import facts

ROOT = Path(__file__).parent.parent
CHECK = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())

SHAPE = {
    "kind": "money",
    "text": "at least 380 billion yuan, or $52.44 billion, over a three-year period",
    "span": [23, 93],
    "amount": {
        "text": "380 billion yuan",
        "span": [32, 48],
        "value": "380000000000",
        "low": "380000000000",
        "high": None,
        "low_open": False,
        "high_open": False,
        "approximate": False,
        "quantum": "1000000000",
        "currency": "CNY",
        "resolved_by": "own",
        "candidates": ["CNY"],
    },
    "equivalents": [
        {
            "text": "$52.44 billion",
            "span": [53, 67],
            "value": "52440000000",
            "low": "52440000000",
            "high": "52440000000",
            "low_open": False,
            "high_open": False,
            "approximate": False,
            "quantum": "10000000",
            "currency": "USD",
            "resolved_by": "rate",
            "candidates": ["USD", "CAD"],
        }
    ],
    "rates": [
        {
            "base": "USD",
            "quote": "CNY",
            "rate": "7.246376811594202898550724638",
            "low": "7.23615215940509104776432453",
            "high": "7.256603413750357585582149328",
            "approximate": True,
        }
    ],
    "per": None,
    "periods": [
        {
            "role": "over",
            "duration": "P3Y",
            "start": None,
            "end": None,
            "label": None,
            "fiscal": False,
            "text": "over a three-year period",
            "span": [69, 93],
        }
    ],
}


def test_the_documented_shape() -> None:
    fact = Fact.from_dict(SHAPE)
    assert fact.to_dict() == SHAPE
    assert json.loads(json.dumps(fact.to_dict())) == SHAPE
    assert list(fact.to_dict()) == list(SHAPE)
    assert list(fact.to_dict()["amount"]) == list(SHAPE["amount"])  # type: ignore[call-overload]


@given(facts())
def test_dicts_are_exact_both_ways(fact: Fact) -> None:
    plain = json.loads(json.dumps(fact.to_dict()))
    again = Fact.from_dict(plain)
    assert again == fact
    assert again.to_dict() == plain
    assert (again.text, again.span, again.amount and again.amount.candidates) == (
        fact.text,
        fact.span,
        fact.amount and fact.amount.candidates,
    )


@given(facts())
def test_the_schema_takes_every_dict(fact: Fact) -> None:
    CHECK.validate(fact.to_dict())


def test_the_schema_file_is_generated() -> None:
    spec = importlib.util.spec_from_file_location("generate_schema", ROOT / "tools" / "generate_schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TARGET.read_text("utf-8") == module.text()
    jsonschema.Draft202012Validator.check_schema(schema())


DAMAGE = [
    (("kind",), "salary", "kind"),
    (("kind",), "percent", "amount"),
    (("text",), 5, "text"),
    (("span",), [0], "span"),
    (("span",), [0, 1.5], "span"),
    (("span",), "0-5", "span"),
    (("amount",), [], "amount"),
    (("amount",), None, "amount"),
    (("amount", "value"), 5, "amount.value"),
    (("amount", "value"), 5.5, "amount.value"),
    (("amount", "value"), "3.8E+11", "amount.value"),
    (("amount", "value"), "NaN", "amount.value"),
    (("amount", "value"), "5", "amount.value"),
    (("amount", "low_open"), "no", "amount.low_open"),
    (("amount", "currency"), "yuan", "amount.currency"),
    (("amount", "candidates"), ["USD"], "amount.candidates"),
    (("amount", "candidates"), [5], "amount.candidates[0]"),
    (("equivalents",), {}, "equivalents"),
    (("equivalents", 0), None, "equivalents[0]"),
    (("equivalents", 0, "quantum"), None, "equivalents[0].quantum"),
    (("equivalents", 0, "currency"), "CNY", "equivalents[0].candidates"),
    (("rates",), [], "rates"),
    (("rates", 0, "rate"), "7", "rates[0].rate"),
    (("rates", 0, "rate"), "7.25", "rates"),
    (("rates", 0, "rate"), "0", "rates[0].rate"),
    (("per",), "barrel", "per"),
    (("periods", 0, "role"), "during", "periods[0].role"),
    (("periods", 0, "start"), "2024-02-30", "periods[0].start"),
    (("periods", 0, "start"), "20240101", "periods[0].start"),
    (("periods", 0, "duration"), "3 years", "periods[0].duration"),
]


@pytest.mark.parametrize(("path", "value", "where"), DAMAGE, ids=[f"{'.'.join(map(str, path))}={value!r}" for path, value, _ in DAMAGE])
def test_damage_is_found_where_it_is(path: tuple[Any, ...], value: object, where: str) -> None:
    damaged: Any = json.loads(json.dumps(SHAPE))
    inner = damaged
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(DictError) as caught:
        Fact.from_dict(damaged)
    assert caught.value.path == where
    assert where in str(caught.value)


PERCENT = mf.parse("12.5% a year").to_dict()
RATE = mf.parse("7.25 yuan per dollar").to_dict()
FULL = SHAPE | {
    "per": {"quantity": "1", "unit": "barrel", "text": "", "span": [0, 0]},
    "periods": [
        {"role": "in", "duration": None, "start": "2024-01-01", "end": "2024-12-31"}
        | {"label": "2024", "fiscal": False, "text": "", "span": [0, 0]}
    ],
}
OF_TEXT = "must be a string, not"
OF_NUMBER = "must be a string or null, not"
OF_FLAG = "must be true or false, not"
OF_LIST = "must be a list, not"
OF_DICT = "must be a dict, not"
SAYS = (
    dict.fromkeys(("kind", "text", "currency", "unit", "base", "quote", "role"), OF_TEXT)
    | dict.fromkeys(("value", "low", "high", "quantum", "rate", "quantity", "duration", "start", "end", "label", "resolved_by"), OF_NUMBER)
    | dict.fromkeys(("low_open", "high_open", "approximate", "fiscal"), OF_FLAG)
    | dict.fromkeys(("equivalents", "rates", "periods", "candidates", "span"), OF_LIST)
    | dict.fromkeys(("amount", "per"), OF_DICT)
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all that a dict has in it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in pairs for found in ((*path, key), *places(inner, (*path, key)))]


WHERE = [pytest.param(plain, path, id=f"{plain['kind']}-{path}") for plain in (FULL, PERCENT, RATE) for path in places(plain)]


@pytest.mark.parametrize(("plain", "path"), WHERE)
def test_a_wrong_type_is_told_at_its_path(plain: dict[str, Any], path: tuple[Any, ...]) -> None:
    """No part of a fact is a float."""
    damaged: Any = json.loads(json.dumps(plain))
    inner = damaged
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = 5.5
    with pytest.raises(DictError) as caught:
        Fact.from_dict(damaged)
    shown = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")
    if shown.endswith("]") and "span" in path:
        shown, said = shown[: shown.rindex("[")], "must be two integers, not"
    elif isinstance(path[-1], int):
        said = OF_TEXT if "candidates" in path else OF_DICT
    else:
        said = SAYS[path[-1]]
    assert caught.value.path == shown
    assert caught.value.problem.startswith(said)
    assert "5.5" in caught.value.problem


def test_a_whole_that_is_no_dict() -> None:
    with pytest.raises(DictError, match=r"the dict: must be a dict, not 5\.5") as caught:
        Fact.from_dict(5.5)  # type: ignore[arg-type]
    assert caught.value.path == ""


@given(facts(), st.data())
def test_missing_and_unknown_keys_are_named(fact: Fact, data: st.DataObject) -> None:
    plain = fact.to_dict()
    dicts: list[tuple[str, dict[str, Any]]] = [("", plain)]
    dicts += [(f"{name}[{i}]", item) for name in ("equivalents", "rates", "periods") for i, item in enumerate(plain[name])]
    path, chosen = data.draw(st.sampled_from(dicts))
    key = data.draw(st.sampled_from(sorted(set(chosen) - {"low_open", "high_open"})))
    missing = chosen.pop(key)
    with pytest.raises(DictError, match=key) as caught:
        Fact.from_dict(plain)
    assert caught.value.path == path
    chosen |= {key: missing, "colour": "green"}
    with pytest.raises(DictError, match="colour"):
        Fact.from_dict(plain)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
    )
)
def test_junk_is_a_dict_error(junk: Any) -> None:
    with pytest.raises(DictError):
        Fact.from_dict(junk)


def test_numbers_are_plain() -> None:
    plain = Fact.of(Amount.of("3.80E+11", "CNY")).to_dict()["amount"]
    assert (plain["value"], plain["quantum"]) == ("380000000000", "1000000000")
    assert Fact.of(Amount.of("-0.50", "USD")).to_dict()["amount"]["value"] == "-0.5"
    unit = Fact.of(Amount.of(5, "percent"), periods=[Period.of("in", label="Q3")]).to_dict()
    assert list(unit["amount"])[-1] == "unit"
    assert unit["per"] is None
