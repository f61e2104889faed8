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


@pytest.mark.parametrize(
    ("currency", "text", "expected"),
    [
        ("CAD", "$5", "CAD 5 locale"),
        ("INR", "$5", "USD 5 default"),
        ("PKR", "5 rupees", "PKR 5 locale"),
        ("PKR", "5 rupees and 5 Indian rupees", "INR 5 context; INR 5 own"),
        ("CAD", "US$5 and $4", "USD 5 own; CAD 4 locale"),
        ("CAD", "5 cents", "CAD 0.05 locale"),
        ("CLP", "5 pesos in Mexico", "MXN 5 context"),
        ("CAD", "5", ""),
    ],
)
def test_the_money_of_the_caller(currency: str, text: str, expected: str) -> None:
    """It decides signs and names that it could be, after what the text says."""
    found = [fact.amount for fact in mf.extract(text, currency=currency) if fact.amount]
    assert "; ".join(f"{amount} {amount.resolved_by}".replace("\xa0", " ") for amount in found) == expected


@pytest.mark.parametrize(
    ("currency", "text", "pair"),
    [
        ("PKR", "the rupee closed at 280 against the dollar", "USD/PKR"),
        (None, "the rupee closed at 280 against the dollar", "USD/INR"),
        ("AUD", "the yen was at 100 to the dollar", "AUD/JPY"),
        ("EUR", "the yen was at 100 to the dollar", "USD/JPY"),
    ],
)
def test_the_money_of_the_caller_in_a_rate(currency: str | None, text: str, pair: str) -> None:
    [fact] = mf.extract(text, currency=currency)
    assert f"{fact.rates[0].base}/{fact.rates[0].quote}" == pair
