"""Options: a wrong one is an error at once, wherever it is given, and says what would be right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import moneyfacts as mf

VERBS: list[Callable[..., Any]] = [mf.extract, mf.parse, mf.normalize, lambda text, **options: mf.Normalizer(**options)]


@pytest.mark.parametrize("verb", VERBS, ids=["extract", "parse", "normalize", "Normalizer"])
@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("locale", "xx-YY", "nearest: 'xh-ZA'"),
        ("locale", "english", "nearest: 'en'"),
        ("locale", "Deutsch", "nearest: 'de'"),
        ("locale", "portugese", "nearest: 'pt'"),
        ("locale", "日本語", "nearest: 'ja'"),
        ("locale", "", "locale: '' is not known"),
        ("locale", 5, "locale: 5 is not the name of a locale"),
        ("locale", ["de"], "is not the name of a locale"),
        ("reference_date", "2025-02-24", "is not a datetime.date"),
        ("reference_date", [], "is not a datetime.date"),
        ("fiscal_year_end", (2, 31), "is not a month and a day of it"),
        ("fiscal_year_end", 5, "is not a month and a day of it"),
        ("fiscal_year_end", (), "is not a month and a day of it"),
        ("currency", "usd", "nearest: 'USD'"),
        ("currency", ["USD"], "currency: ['USD'] is not known"),
        ("kinds", "mony", "nearest: 'money'"),
        ("kinds", ["money", "mony"], "kinds: 'mony' is not known"),
        ("kinds", 5, "kinds: 5 is not a set of money, percent"),
        ("kinds", [["money"]], "kinds: [['money']] is not a set of"),
    ],
)
def test_a_wrong_value(verb: Callable[..., Any], option: str, value: object, expected: str) -> None:
    with pytest.raises(mf.OptionError) as wrong:
        verb("$5", **{option: value})
    assert expected in str(wrong.value)
    assert wrong.value.name == option


@pytest.mark.parametrize("verb", VERBS, ids=["extract", "parse", "normalize", "Normalizer"])
def test_an_unknown_option(verb: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match="lokale"):
        verb("$5", lokale="de-DE")


@pytest.mark.parametrize("kinds", [["money"], {"money"}, frozenset(["money"]), ("money",), "money", iter(["money"])])
def test_kinds_in_any_collection(kinds: Any) -> None:
    assert [fact.kind for fact in mf.extract("up 5% to $5", kinds=kinds)] == ["money"]


def test_other_spellings_of_the_same() -> None:
    text = "It earned 1.789 Euro last year, and $9m in FY24."
    expected = mf.extract(text, locale="en-US", reference_date=date(2025, 2, 24), fiscal_year_end=(3, 31))
    found = mf.extract(text, locale="EN_us", reference_date=datetime(2025, 2, 24, 12), fiscal_year_end=[3, 31])  # type: ignore[arg-type]
    assert found == expected
    assert type(found[0].periods[0].start) is date


@pytest.mark.parametrize("text", [None, b"$5", 5])
@pytest.mark.parametrize("verb", [mf.extract, mf.parse, mf.normalize])
def test_a_text_is_a_str(verb: Callable[..., Any], text: Any) -> None:
    with pytest.raises(TypeError, match=f"a text must be a str, not {type(text).__name__}"):
        verb(text)


def test_pipe_takes_many_texts() -> None:
    with pytest.raises(TypeError, match="put a single one into a list"):
        mf.Normalizer().pipe("$5")
    with pytest.raises(mf.OptionError, match="processes: 0 is not a number of processes"):
        mf.Normalizer().pipe([], processes=0)
