"""What is remembered of a short text's words gives the same fact, part by part, as reading it anew."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moneyfacts as mf
from moneyfacts.resolve.frames import LONGEST, Frames

WORDS = (
    "${}", "{} USD", "€ {}", "{}€", "US${}m", "${}bn", "-${}", "(${})", "$({})", "{} million euros", "EUR {} thousand",
    "{}%", "{} percent", "{}p", "{}c", "{} cents", "¥{}", "{} JPY", "{} dollars and a half", "${}½", "about ${}",
    "${} a year", "from ${}", "{}x", "{} times", "Rs.{}/-", "{} bps", "It cost ${}.", "Price: {} €", "up to {} francs",
    "{} lakh rupees", "Screen {}p", "{} quid", "{} won", "R{}", "kr {}", "CHF {}.-", "{}k", "$.{}", "{} oz",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 3000).map(str),
    st.decimals(0, 10**6, places=2).map(str),
    st.decimals(0, 999, places=3).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", ".")),
    st.sampled_from(("007", "1900", "2024", "720", "1080", "0.5", "1.5", "1,5", "12,34", "1.234,50", "1,23,456")),
    st.sampled_from(("1'234.50", "12’345.75", "31.500", "31.525")),
)
IN_TURN = (
    "5", "7", "50", "75", "100", "720", "1.5", "2.5", "1.25", "3.75", "1,000", "12,500", "1.500", "1.525", "31.500", "1'234.50", "10.250",
    "2024", "1995", "0",
)  # fmt: skip
LOCALES = ("en-US", "de", "ja", "en-IN", None)


def anew(text: str, locale: str | None, verb: str) -> Any:
    """What a reader that remembers nothing says."""
    return said(mf.Normalizer(locale=locale), text, verb)


def said(reader: mf.Normalizer, text: str, verb: str) -> Any:
    try:
        found = getattr(reader, verb)(text)
    except mf.ParseError as error:
        return str(error)
    return [(fact.to_dict(), fact.trace, str(fact.amount and fact.amount.value)) for fact in (found if verb == "extract" else [found])]


READERS = {locale: mf.Normalizer(locale=locale) for locale in LOCALES}


@given(st.sampled_from(WORDS), NUMBERS, st.sampled_from(LOCALES), st.sampled_from(("parse", "extract")))
def test_remembered_words_say_the_same(words: str, number: str, locale: str | None, verb: str) -> None:
    text = words.format(number)
    assert said(READERS[locale], text, verb) == anew(text, locale, verb)


@pytest.mark.parametrize("words", WORDS)
def test_every_shape_in_turn(words: str) -> None:
    reader = mf.Normalizer()
    for number in IN_TURN:
        for verb in ("parse", "extract"):
            text = words.format(number)
            assert said(reader, text, verb) == anew(text, "en-US", verb)


@pytest.mark.parametrize(
    ("locale", "first", "then"),
    [
        ("ru", "kr12,345", "kr1,000"),
        ("tr", "12,345 ¥", "1,000 ¥"),
        ("ru", "12.345  ¥", "0.001  ¥"),
        ("ca", "2 R", "1 R"),
        ("ar", "kr 20-ثمانية", "kr 2-ثمانية"),
        ("hi", "$ 20- पन्द्रह", "$ 12- पन्द्रह"),
        ("en", "m5-cents", "m2-cents"),
        ("tr", "€ 50.", "€ 2."),
        ("zh-TW", "20折", "10折"),
    ],
)
def test_a_number_that_is_read_otherwise_in_the_same_words(locale: str, first: str, then: str) -> None:
    for verb in ("parse", "extract"):
        reader = mf.Normalizer(locale)
        said(reader, first, verb)
        assert said(reader, then, verb) == anew(then, locale, verb)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moneyfacts.resolve.frames._MOST_REMEMBERED", 10)
    reader = mf.Normalizer()
    for number in range(40):
        reader.parse(f"{'  ' * (number % 20)}$5.20")
    assert 0 < len(reader._expressions._known) <= 10


def test_long_texts_are_never_looked_up() -> None:
    frames = Frames(mf.Normalizer()._locale.numbers)
    text = "It cost $5." + " " * LONGEST
    frames.learn(text, mf.parse("$5"))
    assert frames.fact(text) is None
