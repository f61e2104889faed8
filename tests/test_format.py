"""Amounts and facts as people of a locale write them, and read back under that locale."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import ROUND_UP, Decimal, Inexact, localcontext
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import moneyfacts as mf
from moneyfacts import Amount, ExchangeRate, Fact, OptionError, Per, Period
from moneyfacts.format import STYLES, localized
from moneyfacts.format.words import filled, spaced
from moneyfacts.lexicon import source
from moneyfacts.strategies import amounts, facts

OF = Amount.of
NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

WRITTEN = [
    (OF("1234.50", "EUR"), "de-DE", "full", "1.234,50 €"),
    (OF("1234.50", "EUR"), "en-US", "full", "€1,234.50"),
    (OF("1234.50", "EUR"), "de-DE", "iso", "1.234,50 EUR"),
    (OF("1234.50", "EUR"), "en-US", "iso", "EUR 1,234.50"),
    (OF("1234.50", "USD"), "en-US", "name", "1,234.50 US dollars"),
    (OF("1234.50", "CHF"), "de-CH", "full", "CHF 1’234.50"),
    (OF("1234.50", "CAD"), "en-CA", "full", "$1,234.50"),
    (OF("1234.50", "USD"), "en-CA", "full", "US$1,234.50"),
    (OF("123456", "INR"), "en-IN", "full", "₹1,23,456"),
    (OF("1234.50", "EGP"), "ar-EG", "iso", "\u200f١٬٢٣٤٫٥٠ EGP"),
    (OF("-5.00", "USD"), "en-US", "full", "-$5.00"),
    (OF("-5.00", "USD"), "en-US", "accounting", "($5.00)"),
    (OF("5.00", "USD"), "en-US", "accounting", "$5.00"),
    (OF("380e9", "CNY", bound="at least"), "en-US", "compact", "at least CN¥380 billion"),
    (OF("52.44e9", "EUR"), "de-DE", "compact", "52,44 Milliarden €"),
    (OF("1234567", "EUR"), "de-DE", "compact", "1,234567 Millionen €"),
    (OF("5e9", "USD"), "en-US", "full", "$5 billion"),
    (OF("5e9", "USD", quantum="1e7"), "en-US", "full", "$5,000,000,000"),
    (OF("5", "USD", to="7"), "en-US", "full", "$5–$7"),
    (OF("5", "USD", bound="more than", approximate=True), "en-US", "full", "just over $5"),
    (OF("5", "USD", bound="less than", approximate=True), "en-US", "full", "nearly $5"),
    (OF("5", "USD", bound="at most"), "en-US", "full", "at most $5"),
    (OF("5", "USD", approximate=True), "en-US", "full", "about $5"),
    (OF("12.5", "percent"), "en-US", "full", "12.5%"),
    (OF("12.5", "percent"), "tr", "full", "%12,5"),
    (OF("12.5", "percent"), "sv", "full", "12,5 %"),
    (OF("25", "basis_point"), "en-US", "full", "25 basis points"),
    (OF("12", "times"), "en-US", "full", "12x"),
]


@pytest.mark.parametrize(("amount", "locale", "style", "text"), WRITTEN, ids=[f"{w[1]}-{w[2]}-{w[3]}" for w in WRITTEN])
def test_what_is_written(amount: Amount, locale: str, style: str, text: str) -> None:
    written = amount.format(locale, style)
    assert written.replace(NBSP, " ").replace(NARROW, " ") == text
    if style != "name" or locale.startswith("en"):
        assert mf.parse(written, locale=locale).amount == amount


def test_a_whole_fact() -> None:
    times = [Period.of("over", duration="P3Y"), Period.of("in", label="2024-02", start=date(2024, 2, 1), end=date(2024, 2, 29))]
    fact = Fact.of(OF("380e9", "CNY", bound="at least"), OF("52.44e9", "USD"), periods=times)
    assert fact.format("en-US", "compact") == "at least CN¥380 billion ($52.44 billion) over 3 years in February 2024"
    assert Fact.of(OF(75, "USD"), per=Per.of("barrel")).format() == "$75 per barrel"
    assert Fact.of(ExchangeRate.of("EUR", "USD", "1.0832")).format("de") == "EUR/USD 1,0832"


def test_options_are_checked_at_once() -> None:
    five = OF(5, "USD")
    with pytest.raises(OptionError, match="full"):
        five.format("en-US", "ful")
    with pytest.raises(OptionError) as caught:
        five.format("en-XQX")
    assert caught.value.suggestions
    assert caught.value.value == "en-XQX"
    assert five.format("en_US") == five.format("en-US")


@given(amounts(), st.sampled_from(STYLES), st.sampled_from(("en-US", "de", "ar-EG", "hi", "ja", "fr-CH", "bn")))
def test_any_amount_can_be_written(amount: Amount, style: str, locale: str) -> None:
    assert amount.format(locale, style)


@given(facts(), st.sampled_from(STYLES), st.sampled_from(("en-US", "de", "ja", "am")))
def test_any_fact_can_be_written(fact: Fact, style: str, locale: str) -> None:
    assert fact.format(locale, style)


@given(amounts(), st.sampled_from(STYLES))
def test_the_thread_s_decimal_context_changes_nothing(amount: Amount, style: str) -> None:
    plain = localized(amount, "en-US", style)
    with localcontext() as context:
        context.prec, context.rounding = 2, ROUND_UP
        context.traps[Inexact] = True
        assert localized(amount, "en-US", style) == plain


SIMPLE = st.builds(
    lambda n, place, bound, about: OF(Decimal(n).scaleb(place), "USD", bound=bound, approximate=about, quantum=Decimal(1).scaleb(place)),
    st.integers(1, 999),
    st.sampled_from((-2, 0, 3, 6, 9)),
    st.sampled_from(("", "at least", "more than", "at most", "less than")),
    st.booleans(),
)


@given(SIMPLE, st.sampled_from(("full", "compact", "iso", "symbol", "name")))
def test_english_reads_what_it_writes(amount: Amount, style: str) -> None:
    assume(not (amount.approximate and amount.is_bound and not (amount.low_open or amount.high_open)))
    assert mf.parse(amount.format("en-US", style)).amount == amount


def test_phrases_are_filled_in() -> None:
    assert filled("(a|the)? {unit}", {"unit": "barrel"}) == "barrel"
    assert filled("for (each|every) {unit}", {"unit": "barrel"}) == "for each barrel"
    assert filled("per {number:n} {unit}", {"unit": "barrel"}) is None
    assert spaced("", "x") == "x"
    assert spaced("至少", "5元") == "至少5元"


def test_babel_is_loaded_for_writing_only() -> None:
    code = "import sys, moneyfacts.format as f; from moneyfacts import Amount; str(Amount.of(5, 'USD')); print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


MONEY_OF = {
    "en": "USD",
    "ja": "JPY",
    "ko": "KRW",
    "zh": "CNY",
    "zh_Hant": "TWD",
    "ru": "RUB",
    "hi": "INR",
    "ar": "EGP",
    "tr": "TRY",
    "sv": "SEK",
}
BOUNDED: dict[str, dict[str, Any]] = {
    "plain": {},
    "at_least": {"bound": "at least"},
    "more_than": {"bound": "more than"},
    "at_most": {"bound": "at most"},
    "less_than": {"bound": "less than"},
    "about": {"approximate": True},
    "just_over": {"bound": "more than", "approximate": True},
    "nearly": {"bound": "less than", "approximate": True},
}
LANGUAGES = [name.removesuffix(".txt") for name in source.names("lang")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_reads_its_own_bounds(language: str) -> None:
    code = MONEY_OF.get(language, "EUR")
    for name, bound in BOUNDED.items():
        for number, quantum, style in (("380e9", "1e9", "compact"), ("1234.50", "0.01", "full"), ("12.5", "0.1", "percent")):
            what, style = (style, "full") if style == "percent" else (code, style)
            amount = OF(number, what, quantum=quantum, **bound)
            written = amount.format(language, style)
            assert mf.parse(written, locale=language).amount == amount, (name, written)
