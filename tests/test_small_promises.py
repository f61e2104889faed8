"""Small promises of the parts, each at its edge: options, errors, patterns, words, dates as people write them."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import moneyfacts as mf
from moneyfacts import Amount, ExchangeRate, Fact, Per, Period
from moneyfacts.format import annotated
from moneyfacts.format.readable import rate_words
from moneyfacts.format.words import phrase
from moneyfacts.lexicon import currencies, openings
from moneyfacts.lexicon.alphabet import Alphabet
from moneyfacts.lexicon.lexicon import lexicon
from moneyfacts.lexicon.locales import locale
from moneyfacts.lexicon.tokens import DIGITS

OF = Amount.of


def test_a_prompt_completes_names_that_are_not_loaded_yet() -> None:
    listed = subprocess.run([sys.executable, "-c", "import moneyfacts; print(*dir(moneyfacts))"], capture_output=True, check=True).stdout
    assert set(mf.__all__) <= set(listed.decode().split())


class TestOptions:
    def test_a_reference_date_is_a_date(self) -> None:
        with pytest.raises(mf.OptionError, match="reference_date"):
            mf.extract("$5", reference_date="2025-02-24")

    @pytest.mark.parametrize("verb", [mf.extract, mf.parse, mf.normalize])
    def test_a_wrong_option_is_an_error_of_each_verb(self, verb: Callable[..., object]) -> None:
        with pytest.raises(mf.OptionError, match="currency"):
            verb("$5", currency=["USD"])
        with pytest.raises(mf.OptionError, match="fiscal_year_end"):
            verb("$5", fiscal_year_end=())
        with pytest.raises(TypeError, match="curency"):
            verb("$5", curency="USD")

    @pytest.mark.parametrize("kinds", [{"percent"}, ["percent"], ("percent",), frozenset({"percent"}), "percent"])
    def test_kinds_come_in_any_collection(self, kinds: Any) -> None:
        for _ in range(2):
            assert [fact.kind for fact in mf.extract("$5 and 5%", kinds=kinds)] == ["percent"]
            assert [fact.kind for fact in mf.extract("$5 and 5%", kinds=iter(["money"]), fiscal_year_end=[3, 31])] == ["money"]


class TestErrors:
    def test_with_nothing_expected_nothing_is_said_of_it(self) -> None:
        error = mf.ParseError("$5 x", 3, "USD 5", ())
        assert str(error).splitlines()[0] == "can't read 'x' at position 3 (read: USD 5)"
        assert str(mf.ParseError("x", 0, "", ())).splitlines()[0] == "can't read 'x' at position 0"

    @pytest.mark.parametrize(
        ("text", "locale", "position", "read", "nearest"),
        [
            ("5 eruos", "en", 2, "5", "euros"),
            ("5 yaun", "en", 2, "5", "yuan"),
            ("10 pounts", "en", 3, "10", "pounds"),
            ("five dolars", "en", 5, "five", "dollars"),
            ("at least 5 rupess", "en", 11, "at least 5", "rupees"),
            ("5 milion euros", "en", 2, "5", "million"),
            ("$5 milllion", "en", 3, "USD 5", "million"),
            ("5 swiss frank", "en", 8, "5 swiss", "franc"),
            ("Hong Kong dollers 5", "en", 10, "Hong Kong", "dollars"),
            ("5 percentt", "en", 2, "5", "percent"),
            ("5 basis pionts", "en", 8, "5 basis", "points"),
            ("yuann 5", "en", 0, "", "yuan"),
            ("USDD 5", "en", 0, "", "USD"),
            ("UDS 20", "en", 0, "", "USD"),
            ("CHFF 20", "en", 0, "", "CHF"),
            ("ab\n5 dollers", "en", 5, "ab\n5", "dollars"),
            ("5 Ero", "de", 2, "5", "euro"),
            ("5 millons d'euros", "fr", 2, "5", "millions"),
            ("5 рублй", "ru", 2, "5", "рублей"),
            ("5 دولاار", "ar", 2, "5", "دولار"),
            ("5 złotyh", "pl", 2, "5", "złotych"),
            ("5 lirra", "tr", 2, "5", "lira"),
        ],
    )
    def test_a_misspelt_word(self, text: str, locale: str, position: int, read: str, nearest: str) -> None:
        """Its place is told, and what it is like."""
        with pytest.raises(mf.ParseError, match=f"nearest: .*'{nearest}'") as caught:
            mf.parse(text, locale=locale)
        assert (caught.value.position, caught.value.read) == (position, read)
        assert nearest in caught.value.suggestions
        assert text not in caught.value.suggestions

    @pytest.mark.parametrize(
        ("text", "position", "read", "expected"),
        [
            ("5 bananas", 2, "5", "a currency"),
            ("5 million people", 10, "5 million", "a currency"),
            ("1,234.50", 8, "1,234.50", "a currency"),
            ("  two hundred ", 13, "two hundred", "a percent sign"),
            ("$", 1, "$", "a number"),
            (" EUR bananas", 5, "EUR", "a number"),
            ("bananas", 0, "", "an amount of money"),
            ("   ", 0, "", "an exchange rate"),
            ("$5 to", 3, "USD 5", "the end"),
            ("see $5", 0, "USD 5", "an amount"),
        ],
    )
    def test_what_is_missing_is_named_where_reading_stopped(self, text: str, position: int, read: str, expected: str) -> None:
        with pytest.raises(mf.ParseError) as caught:
            mf.parse(text)
        error = caught.value
        assert (error.position, error.read, error.suggestions) == (position, read, ())
        assert expected in error.expected

    def test_only_kinds_that_are_asked_for_are_expected(self) -> None:
        with pytest.raises(mf.ParseError) as caught:
            mf.parse("$5", kinds={"percent", "multiple"})
        assert caught.value.expected == ("a percentage", "a multiple")
        with pytest.raises(mf.ParseError) as caught:
            mf.parse("5", kinds={"percent"})
        assert caught.value.expected == ("a percent sign",)

    def test_an_error_with_suggestions_survives_pickling(self) -> None:
        error = pickle.loads(pickle.dumps(mf.ParseError("5 eruos", 2, "5", ("a currency",), ("euros",))))
        assert (error.position, error.read, error.expected, error.suggestions) == (2, "5", ("a currency",), ("euros",))


class TestPatterns:
    """The patterns over token classes have a small syntax, and what is not in it is refused when a rule is compiled."""

    @pytest.mark.parametrize("pattern", ["<number>)", "<number>\\d", "x", "(x)"])
    def test_foreign_syntax_is_refused(self, pattern: str) -> None:
        alphabet = lexicon(locale("en-US")).alphabet
        with pytest.raises(ValueError, match=r"foreign syntax|unbalanced"):
            openings.opening(pattern, alphabet)

    def test_what_a_match_must_hold(self) -> None:
        alphabet = lexicon(locale("en-US")).alphabet
        percent = frozenset(alphabet.letters("percent", ""))
        assert openings.needs("<percent>", alphabet) == {percent}
        assert openings.needs("<percent>?", alphabet) == openings.needs("(?:<percent>|<scale>)", alphabet) == set()

    def test_the_set_of_digits_holds_all_that_there_are(self) -> None:
        every = "".join(map(chr, range(sys.maxunicode + 1)))
        found = set(re.findall(f"[{DIGITS}]", every))
        assert set(re.findall(r"\d", every)) <= found
        assert all(letter.isdecimal() for letter in found if letter <= "\uffff")

    def test_a_pattern_can_be_empty(self) -> None:
        assert openings.opening("", Alphabet()) == openings.Opening()


class TestCurrencies:
    @pytest.mark.parametrize(("code", "digits"), [("USD", 2), ("KWD", 3), ("JPY", 0), ("BTC", 8), ("XYZ", 2)])
    def test_minor_digits(self, code: str, digits: int) -> None:
        assert currencies.minor_digits(code) == digits


class TestWriting:
    def test_a_per_of_several(self) -> None:
        fact = Fact.of(OF(5, "USD"), per=Per(Decimal(100), "barrel", "", (0, 0)))
        assert fact.format("en-US") == "$5 per 100 barrel"
        assert mf.parse(fact.format("en-US")) == fact

    def test_a_span_of_days(self) -> None:
        period = Period("in", None, date(2024, 3, 11), date(2024, 3, 31), None, False, "", (0, 0))
        shown = Fact.of(OF(5, "USD"), periods=(period,)).format("en-US")
        assert shown.startswith("$5")
        assert "2024" in shown

    def test_no_words_for_what_has_none(self) -> None:
        assert phrase("en", "per", "no such entry", {}) is None

    def test_a_rate_without_an_interval_is_shown_as_it_is(self) -> None:
        exact = ExchangeRate("USD", "EUR", Decimal("0.8"), Decimal("0.8"), Decimal("0.8"), False, False, False)
        assert rate_words(exact) == "USD/EUR 0.8, between 0.8 and 0.8"

    def test_text_that_never_settles_is_left_as_it_is(self) -> None:
        turns = iter(range(100))

        def fickle(text: str) -> list[Fact]:
            return [Fact.of(OF(next(turns), "USD"))]

        assert annotated.normalized("$5", fickle, lambda text, start, end: True) == "$5"
