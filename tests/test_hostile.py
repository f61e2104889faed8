"""Any input: no text raises, and what is read of it keeps the promises; no dict but a right one is taken.

Texts come from `hostile_texts`; inputs that once broke something stay in `corpus/hostile.jsonl`, with the reason.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moneyfacts as mf
from hostile_texts import LANGUAGES, texts
from moneyfacts.reader import LONGEST_EXPRESSION

CORPUS = Path(__file__).parent / "corpus" / "hostile.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text("utf-8").split("\n") if line]
OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"reference_date": dt.date(2025, 2, 24), "fiscal_year_end": (3, 31)},
    {"reference_date": dt.date.min},
    {"reference_date": dt.date.max, "fiscal_year_end": (2, 29)},
)
MANY = 10_000


@cache
def reader(locale: str | None, option: int = 0) -> mf.Normalizer:
    return mf.Normalizer(locale, **OPTIONS[option])


def spans_hold(text: str, facts: list[mf.Fact]) -> None:
    """Each fact and part stands where it says, facts in order and none over another."""
    done = 0
    for fact in facts:
        start, end = fact.span
        assert done <= start < end
        done = end
        amounts = [*([fact.amount] if fact.amount else []), *fact.equivalents]
        assert all(start <= amount.span[0] and amount.span[1] <= end for amount in amounts)
        for part in (fact, *amounts, *([fact.per] if fact.per else []), *fact.periods):
            assert text[slice(*part.span)] == part.text


def promises_hold(text: str, by: mf.Normalizer) -> None:
    """All that the library promises of any text."""
    facts = list(by.extract(text))
    spans_hold(text, facts)
    for fact in facts:
        assert mf.Fact.from_dict(fact.to_dict()) == fact  # checks every field of what the reader built unchecked
        assert by.parse(str(fact)) == fact
    try:
        by.parse(text)
    except mf.ParseError as error:
        assert 0 <= error.position <= len(text)
        assert str(error)
    once = by.normalize(text)
    assert by.normalize(once) == once
    assert list(by.extract(once)) == facts


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row["text"]))
def test_what_once_broke(row: dict[str, Any]) -> None:
    for option in range(len(OPTIONS)):
        promises_hold(row["text"], reader(row["locale"], option))


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data(), st.integers(0, len(OPTIONS) - 1))
def test_words_in_wild_order(language: str, data: st.DataObject, option: int) -> None:
    promises_hold(data.draw(texts(language)), reader(language, option))


@given(st.text(st.characters()), st.sampled_from(("en", "ja", "de", "ar", "hi", None)))
def test_all_of_unicode(text: str, locale: str | None) -> None:
    promises_hold(f"$5 {text} 5% {text}€", reader(locale))


@pytest.mark.parametrize("locale", ["en", "ja", "de", "ar", None])
@pytest.mark.parametrize(
    "text",
    [
        *("($5 " * MANY + ")" * MANY, "(" * MANY, "1" * MANY, "$" * MANY, "and " * MANY, "５" * MANY, "三" * MANY),
        *("\ud800" * MANY, "e" + "\u0301" * MANY, "\u202e" * MANY),
    ],
    ids=["nested amounts", "brackets", "digits", "signs", "and", "wide digits", "myriads", "surrogates", "combining", "direction"],
)
def test_much_of_one_thing(text: str, locale: str | None) -> None:
    facts = reader(locale).extract(text)
    spans_hold(text, list(facts))
    assert text or not facts


@pytest.mark.parametrize("text", ["$5 ", '$5"\ufeff ', "86.71 against the dollar "])
def test_parse_does_not_read_what_can_be_no_expression(text: str) -> None:
    """It takes its text for one sentence, whose figures may look at one another; so its work must have an end."""

    def calls(times: int) -> int:
        count = 0

        def note(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event == "call"

        sys.setprofile(note)
        try:
            reader("en").parse(text * times)
        except mf.ParseError:
            pass
        finally:
            sys.setprofile(None)
        return count

    longest = LONGEST_EXPRESSION // len(text)
    calls(longest)  # tables are loaded and patterns made when a text first needs them
    assert calls(200_000) <= 1.5 * calls(longest)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NUMBERS = st.sampled_from(
    [
        *("1e5", "NaN", "Infinity", "-0", "1_000", " 1", "٣", "1.", "-", "0" * 2000, "9" * 30_000),
        *("2024-02-30", "\ud800", "USD", "P1Y", "P", "x"),
    ]
)


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of a value and all that is in it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(spot for key, inner in pairs for spot in spots(inner, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], by)
    return copy


DICTS = [
    fact.to_dict()
    for text in (
        "at least 380 billion yuan, or $52.44 billion, over three years",
        "$75 a barrel in Q3 2024",
        "7.25 yuan per dollar",
        "12.5%",
    )
    for fact in mf.extract(text)
]


@given(st.sampled_from(DICTS), st.data(), PLAIN | NUMBERS)
def test_only_a_right_dict_is_taken(plain: dict[str, Any], data: st.DataObject, junk: Any) -> None:
    changed = replaced(plain, data.draw(st.sampled_from(spots(plain))), junk)
    try:
        fact = mf.Fact.from_dict(changed)
    except mf.DictError as error:
        assert str(error)
    else:
        assert mf.Fact.from_dict(fact.to_dict()) == fact
