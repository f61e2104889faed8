"""Laws of reading: what holds for every text, whatever it says.

Expected facts come from the strategies, which put texts together by the contract, and from writers of others: Babel's formatters,
num2words and text2num.
"""

from __future__ import annotations

import re
from decimal import ROUND_UP, Decimal, Inexact, localcontext

import num2words
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from text_to_num import text2num

import moneyfacts as mf
from moneyfacts import Fact
from moneyfacts.lexicon import locales
from moneyfacts.strategies import expressions, facts, sentences

Expression = tuple[str, Fact]
Sentences = tuple[str, list[Fact]]

KNOWN = ("en-US", "de-DE", "fr", "ja", "ar-EG", "hi-IN", "de-CH", "und", None)
LOCALES = st.one_of(*[st.sampled_from(KNOWN)] * 7, st.sampled_from(sorted(locales.names())))
NEUTRAL = st.lists(
    st.sampled_from(
        [
            "the",
            "sun",
            "shone",
            "on",
            "green",
            "hills",
            "and",
            "nobody",
            "spoke",
            "of",
            "rain",
            "while",
            "children",
            "played",
            "beside",
            "old",
            "walls",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
BEFORE = st.one_of(st.sampled_from(("", "As they put it: ", "“", "Well, ", "\n\n")), NEUTRAL.map(lambda words: words.capitalize() + ". "))
AFTER = st.one_of(
    st.sampled_from(("", ".", "; that was all.", "”", ", they wrote.", "\n", "!")), NEUTRAL.map(lambda words: f" {words.capitalize()}.")
)
WORDS = (
    *(" million", " billion", "bn", "USD", "EUR", " yuan", " dollars", " to ", "about ", " per ", "in 2024", "five", " percent"),
    *("bps", "x ", "at least ", " or ", " (", "more than ", " a year", "minus ", "cents", "%", "$5", "€3.50", "5 "),
)
ALPHABET = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("$€£¥₹%0123456789.,-–—()'’/ \N{NO-BREAK SPACE}\N{THIN SPACE}"),
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
)
TEXTS = st.lists(ALPHABET, max_size=30).map("".join)


def shift(fact: Fact, by: int) -> tuple[int, int]:
    return fact.span[0] + by, fact.span[1] + by


# -- canonical text -------------------------------------------------------------------------------------------------


@given(facts(), LOCALES)
def test_what_it_writes_it_reads(fact: Fact, locale: str | None) -> None:
    assert mf.parse(str(fact), locale=locale) == fact


@given(facts())
def test_no_option_changes_canonical_text(fact: Fact) -> None:
    reader = mf.Normalizer(locale="de-CH", currency="CAD", fiscal_year_end=(3, 31), kinds={fact.kind})
    assert reader.parse(str(fact)) == fact
    assert reader.parse(f"  {fact}. ") == fact


@given(facts(), st.integers(0, 40))
def test_it_is_read_in_the_middle_of_a_text(fact: Fact, length: int) -> None:
    before = "lorem ipsum dolor sit amet, " * 2
    found = mf.extract(f"{before[:length]} {fact}, consectetur")
    assert list(found) == [fact]


# -- normalize --------------------------------------------------------------------------------------------------------


@given(sentences())
def test_normalizing_states_the_same(drawn: Sentences) -> None:
    text, _ = drawn
    once = mf.normalize(text)
    assert mf.normalize(once) == once
    assert list(mf.extract(once)) == list(mf.extract(text))


@given(TEXTS)
@example("Third-quarter revenue rose 12% to $5.2 billion")
@example("$5 (about €4.60) a share, or 5%; $1-$2")
def test_normalizing_any_text_is_idempotent(text: str) -> None:
    once = mf.normalize(text)
    assert mf.normalize(once) == once
    assert list(mf.extract(once)) == list(mf.extract(text))


@given(TEXTS)
def test_normalizing_leaves_the_rest_alone(text: str) -> None:
    pattern, done = "", 0
    for fact in mf.extract(text):
        either = f"(?:{re.escape(str(fact))}|{re.escape(fact.text)})"
        pattern += re.escape(text[done : fact.span[0]]) + either
        done = fact.span[1]
    assert re.fullmatch(pattern + re.escape(text[done:]), mf.normalize(text))


@given(sentences())
def test_normalizing_prose_leaves_no_figure_out(drawn: Sentences) -> None:
    text, stated = drawn
    found = [fact.text for fact in mf.extract(mf.normalize(text))]
    assert found == [str(fact) for fact in stated]


# -- any text ---------------------------------------------------------------------------------------------------------


@given(st.text() | TEXTS, LOCALES)
def test_any_text_is_read(text: str, locale: str | None) -> None:
    found = mf.extract(text, locale=locale)
    end = 0
    for fact in found:
        assert end <= fact.span[0] < fact.span[1] <= len(text)
        assert text[slice(*fact.span)] == fact.text
        end = fact.span[1]
        for amount in (fact.amount, *fact.equivalents):
            assert amount is None or text[slice(*amount.span)] == amount.text
        again = Fact.from_dict(fact.to_dict())
        assert again == fact
        assert mf.parse(str(fact)) == fact


@given(st.text() | TEXTS)
def test_parse_gives_a_fact_or_says_why_not(text: str) -> None:
    error = failure(text)
    if error is not None:
        assert 0 <= error.position <= len(text)
        assert "^" in str(error)


def failure(text: str) -> mf.ParseError | None:
    try:
        assert isinstance(mf.parse(text), Fact)
    except mf.ParseError as error:
        return error
    return None


@given(sentences())
def test_the_thread_s_decimal_context_changes_nothing(drawn: Sentences) -> None:
    text, _ = drawn
    plain = [fact.to_dict() for fact in mf.extract(text)]
    with localcontext() as context:
        context.prec, context.rounding = 2, ROUND_UP
        context.traps[Inexact] = True
        assert [fact.to_dict() for fact in mf.extract(text)] == plain


# -- what the contract says -------------------------------------------------------------------------------------------


@given(expressions())
def test_expressions(drawn: Expression) -> None:
    text, stated = drawn
    found = mf.parse(text)
    assert found == stated
    if stated.amount is not None and found.amount is not None:
        assert found.amount.text == stated.amount.text
        assert [equivalent.text for equivalent in found.equivalents] == [equivalent.text for equivalent in stated.equivalents]


@given(sentences())
def test_sentences(drawn: Sentences) -> None:
    text, stated = drawn
    assert list(mf.extract(text)) == stated


@given(sentences(), BEFORE, AFTER)
def test_embedding_shifts_and_changes_nothing(drawn: Sentences, before: str, after: str) -> None:
    text, _ = drawn
    found, embedded = mf.extract(text), mf.extract(before + text + after)
    assert list(embedded) == list(found)
    assert [fact.span for fact in embedded] == [shift(fact, len(before)) for fact in found]


# -- spellings --------------------------------------------------------------------------------------------------------

NUMBERS = st.integers(1, 999)
SPACES = st.sampled_from((" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"))


def value(text: str, **options: object) -> Decimal | None:
    amount = mf.parse(text, **options).amount
    return None if amount is None else amount.value


SCALES = ((" billion", 9), (" bn", 9), ("bn", 9), ("B", 9), (" million", 6), ("m", 6), (" mln", 6), ("k", 3), (" trillion", 12))


@given(NUMBERS, st.sampled_from(SCALES))
def test_scales_are_noughts(number: int, scale: tuple[str, int]) -> None:
    word, power = scale
    assert value(f"${number}{word}") == value(f"${number * 10**power:,}") == value(f"USD {number * 10**power}")
    assert value(f"${Decimal(number).scaleb(-1)}{word}") == Decimal(number).scaleb(power - 1)


@given(NUMBERS, SPACES)
def test_spaces_of_every_kind(number: int, space: str) -> None:
    assert mf.parse(f"{number}{space}million{space}euros") == mf.parse(f"{number} million euros")
    assert mf.parse(f"US${space}{number}") == mf.parse(f"US$ {number}")


@given(st.integers(1, 9_999_999))
def test_full_width_forms(number: int) -> None:
    wide = str(number).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert value(f"${wide}") == value(f"＄{wide}") == Decimal(number)


@given(st.one_of(st.integers(1, 200), st.integers(1, 10**6), st.integers(1, 999).map(lambda n: n * 10**6)))
def test_words_are_digits_in_english(number: int) -> None:
    words = num2words.num2words(number).replace(",", "")
    assert value(f"{words} dollars") == value(f"{number:,} dollars") == Decimal(number)
    assert text2num(words, "en") == number


WHOLE = st.one_of(st.integers(1, 200), st.integers(1, 10**6), st.integers(1, 999).map(lambda n: n * 10**6))
EUROS = {
    "ar": " يورو",
    "de": " Euro",
    "es": " euros",
    "fr": " euros",
    "ja": "ユーロ",
    "nl": " euro",
    "pl": " euro",
    "pt": " euros",
    "ru": " евро",
}


@given(WHOLE, st.sampled_from(sorted(EUROS)))
def test_words_are_digits_in_other_languages(number: int, language: str) -> None:
    words = num2words.num2words(number, lang=language)
    assert value(words + EUROS[language], locale=language) == number


@given(st.integers(1, 10**9), st.sampled_from(("de", "fr", "en-IN", "de-CH", "sv", "pt-BR", "ja", "pl", "en")))
def test_babel_s_numbers(cents: int, locale: str) -> None:
    from babel.numbers import format_decimal

    number = Decimal(cents).scaleb(-2)
    written = format_decimal(number, format="#,##0.00", locale=locale.replace("-", "_"))
    assume("E" not in written)
    assert value(f"EUR {written}", locale=locale) == number
    assert value(f"{written} EUR", locale=locale) == number


# -- rates ------------------------------------------------------------------------------------------------------------

AMOUNTS = st.integers(1, 9_999)


@given(AMOUNTS, st.integers(69, 73), st.sampled_from((" million", " billion")))
def test_order_of_currencies(dollars: int, rate: int, scale: str) -> None:
    first, second = f"{Decimal(dollars * rate).scaleb(-1)}{scale} yuan", f"US${dollars}{scale}"
    assert mf.parse(f"{first} ({second})").rates == mf.parse(f"{second} ({first})").rates
    assert mf.parse(f"{first}, or {second}").rates == mf.parse(f"{first} ({second})").rates


@given(NUMBERS, NUMBERS)
def test_ten_times_both_sides(one: int, other: int) -> None:
    small, large = mf.parse(f"{one}.0m yuan (US${other}.0m)"), mf.parse(f"{one}0m yuan (US${other}0m)")
    assert small.rates[0].rate == large.rates[0].rate


@given(AMOUNTS, AMOUNTS)
def test_both_amounts_lie_within_the_rate(one: int, other: int) -> None:
    fact = mf.parse(f"{one} million yuan (US${other} million)")
    rate = fact.rates[0]
    assert rate.rate is not None
    assert rate.rate in rate
    assert rate.low is not None
    assert rate.high is None or rate.low * other <= one <= rate.high * other


@pytest.mark.parametrize("digits", [999, 1000, 1001, 5000])
def test_numerals_of_a_thousand_digits(digits: int) -> None:
    found = mf.extract(f"It cost ${'9' * digits} then.")
    assert len(found) == (digits <= 1000)
    if found:
        assert found[0].amount.value == Decimal("9" * digits)  # type: ignore[union-attr]
        assert mf.parse(str(found[0])) == found[0]
