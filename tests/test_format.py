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
from moneyfacts.format.localized import bound_word
from moneyfacts.format.words import filled, spaced
from moneyfacts.lexicon.locales import languages
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
    (OF("-5.00", "USD", bound="at least"), "en-US", "accounting", "at least -$5.00"),
    (OF("-5.00", "USD", bound="at most"), "zh-CN", "iso", "不超过 -USD 5.00"),
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


NEGATIVE = [OF("-5.00", "USD"), OF("-5.00", "USD", to="-3.00"), OF("-5.00", "USD", to="3.00"), OF("-5.00", "IRR", bound="at least")]


@pytest.mark.parametrize("amount", NEGATIVE, ids=str)
@pytest.mark.parametrize("locale", ["en-US", "de-DE", "de-CH", "fa-IR", "he-IL", "ja-JP", "zh-CN", "sv-SE", "fr-FR", "ar-EG"])
@pytest.mark.parametrize("style", ["full", "iso", "accounting"])
def test_what_is_negative_comes_back(amount: Amount, locale: str, style: str) -> None:
    assert mf.parse(amount.format(locale, style), locale=locale).amount == amount


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


@pytest.mark.parametrize("label", ["2024-13", "2024-01-01", "2024-Q5", "FY2024-Q3", "FY", "last-year", "January", "P3Y", "0000"])
def test_any_label_can_be_written(label: str) -> None:
    for locale in ("en-US", "de", "ja", "ar"):
        assert Fact.of(OF(5, "USD"), periods=[Period.of("in", label=label)]).format(locale)


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
LANGUAGES = languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_reads_its_own_bounds(language: str) -> None:
    code = MONEY_OF.get(language, "EUR")
    for name, bound in BOUNDED.items():
        for number, quantum, style in (("380e9", "1e9", "compact"), ("1234.50", "0.01", "full"), ("12.5", "0.1", "percent")):
            what, style = (style, "full") if style == "percent" else (code, style)
            amount = OF(number, what, quantum=quantum, **bound)
            written = amount.format(language, style)
            assert mf.parse(written, locale=language).amount == amount, (name, written)


@pytest.mark.parametrize(("language", "name", "words"), [
    ("ar", "at_least", "ما لا يقل عن"), ("ar", "at_most", "ما لا يزيد عن"), ("es", "at_most", "como máximo"), ("fr", "about", "environ"),
    ("ko", "less_than", "미만"), ("ru", "more_than", "более"), ("ru", "less_than", "менее"), ("ru", "just_over", "чуть более"),
])  # fmt: skip
def test_the_plainest_word_of_a_bound_is_written(language: str, name: str, words: str) -> None:
    """The first form of an entry is what is written: one added for reading belongs behind it."""
    assert bound_word(language, name)[1] == words


DAY, LAST = date(2024, 1, 1), date(2024, 12, 31)
TIMES: dict[str, Period] = {
    "each year": Period.of("per", duration="P1Y"),
    "an hour": Period.of("per", duration="PT1H"),
    "over years": Period.of("over", duration="P3Y"),
    "over months": Period.of("over", duration="P18M"),
    "between years": Period.of("over", start=date(2021, 1, 1), end=LAST),
    "a year": Period.of("in", label="2024", start=DAY, end=LAST),
    "a quarter": Period.of("in", label="2024-Q3", start=date(2024, 7, 1), end=date(2024, 9, 30)),
    "a half": Period.of("in", label="2024-H1", start=DAY, end=date(2024, 6, 30)),
    "a month": Period.of("in", label="2024-02", start=date(2024, 2, 1), end=date(2024, 2, 29)),
    "some months": Period.of("in", start=DAY, end=date(2024, 9, 30)),
    "a fiscal year": Period.of("in", label="FY2024", fiscal=True),
    "since": Period.of("since", start=DAY),
    "by": Period.of("by", end=LAST),
    "at": Period.of("at", start=LAST, end=LAST),
}
PERS = ("barrel", "share", "kilogram", "metric_ton", "megawatt_hour", "liter", "person", "meter ** 2")
#: What a language has no phrase for that means just this.
NO_PHRASE = {("pl", "a half"), ("hi", "by"), ("ar", "some months"), ("mn", "some months")}
#: What 100 of these are worth in euros, roughly; the euro's in dollars.
WORTH = {"JPY": 1, "KRW": 1, "CNY": 13, "TWD": 3, "RUB": 1, "INR": 1, "EGP": 2, "TRY": 3, "SEK": 9, "EUR": 92, "USD": 92}


def same(fact: Fact, language: str, style: str) -> str | None:
    """What was written, where it is not read back."""
    written = fact.format(language, style)
    try:
        return None if mf.parse(written, locale=language) == fact else written
    except mf.ParseError:
        return written


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_reads_its_own_facts(language: str) -> None:
    code = MONEY_OF.get(language, "EUR")
    other = "EUR" if code != "EUR" else "USD"
    price, sum_ = OF("75.50", code), OF("380e6", code, quantum="1e6")
    equivalent = {name: OF(Decimal("3.81e6") * WORTH[code], other, quantum="1e4", **bound) for name, bound in BOUNDED.items()}
    made = {name: Fact.of(sum_, amount) for name, amount in equivalent.items()}
    made |= {name: Fact.of(price, periods=[time]) for name, time in TIMES.items()}
    made |= {unit: Fact.of(price, per=Per.of(unit)) for unit in PERS}
    made |= {"both": Fact.of(price, per=Per.of("kilogram", 100), periods=[TIMES["a year"]]), "range": Fact.of(OF("5.00", code, to="7.50"))}
    made |= {unit: Fact.of(OF(12, unit)) for unit in ("percent", "percentage_point", "basis_point", "times")}
    for style in ("full", "iso", "compact", "name"):
        lost = {name: written for name, fact in made.items() if (written := same(fact, language, style))}
        assert {(language, name) for name in lost} <= NO_PHRASE, (style, lost)


@pytest.mark.parametrize("language", ["ja", "zh", "zh_Hant", "ko"])
def test_a_year_after_a_scale_is_a_year(language: str) -> None:
    """The sign stands before the number, so the scale's sign is the last before the year."""
    fact = Fact.of(OF("3.5e9", "USD", quantum="1e8"), periods=[TIMES["a year"]])
    for style in ("full", "iso", "compact"):
        assert same(fact, language, style) is None


@pytest.mark.parametrize("style", ["full", "iso"])
def test_negative_sums_come_back_in_every_language(style: str) -> None:
    for language in LANGUAGES:
        for code in ("USD", "EUR", "TRY", "INR", MONEY_OF.get(language, "EUR")):
            assert same(Fact.of(OF("-1234.50", code)), language, style) is None, (language, code)
