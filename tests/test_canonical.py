"""Canonical text: what is written is read, by its own grammar, wherever it stands."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moneyfacts as mf
from moneyfacts import Amount, ExchangeRate, Fact, Per, Period
from moneyfacts.facts import implied_rate
from moneyfacts.grammar.canonical import CANONICAL, find, fits, read
from moneyfacts.lexicon import source
from moneyfacts.lexicon.canonical import FILE, NBSP, Qualifier, label_says, phrase, qualifier
from moneyfacts.strategies import amounts, facts, periods, pers, rates

OF, TIME = Amount.of, Period.of
ENGLISH = st.text("abcdefghijklmnopqrstuvwxyz ,;", max_size=30)


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


def one(text: str) -> Fact:
    reading = read(text.replace(" ", NBSP), 0)
    assert reading is not None
    assert reading.end == len(text)
    return reading.fact


WRITTEN = [
    (Fact.of(OF("380e9", "CNY", bound="at least"), OF("52.44e9", "USD", approximate=True)), "at least CNY 380 bn = about USD 52.44 bn"),
    (Fact.of(OF("30e9", "CNY", to="50e9"), OF("4.1e9", "USD", to="6.9e9")), "CNY 30 to 50 bn = USD 4.1 to 6.9 bn"),
    (Fact.of(OF("-7.00", "USD", to="5.00")), "USD -7.00 to 5.00"),
    (Fact.of(OF("5e6", "USD")), "USD 5 mn"),
    (Fact.of(OF("5e6", "USD", quantum=10_000)), "USD 5.00 mn"),
    (Fact.of(OF("660e3", "USD")), "USD 660 k"),
    (Fact.of(OF("500", "USD", quantum=100)), "USD 0.5 k"),
    (Fact.of(OF("1234567", "USD")), "USD 1234567"),
    (Fact.of(OF("1.234", "KWD")), "KWD 0.001234 k"),
    (Fact.of(OF("1.2", "USD", quantum=1)), "USD 1.2 rounded to 1"),
    (Fact.of(OF("1.234", "USD", quantum=1)), "USD 1.2340 rounded to 1"),
    (Fact.of(OF("5e15", "USD")), "USD 5000000000000000 rounded to 1000000000000000"),
    (Fact.of(OF("0.125", "percent")), "0.125 percent"),
    (Fact.of(OF("30", "percent", quantum=10)), "30 percent rounded to 10"),
    (Fact.of(OF("-0.5", "percent", to="1.5")), "minus 0.5 to 1.5 percent"),
    (Fact.of(OF("25", "basis_point", approximate=True)), "about 25 basis points"),
    (Fact.of(OF("2", "percentage_point", bound="less than", approximate=True)), "nearly 2 percentage points"),
    (Fact.of(OF("12", "times", bound="more than", approximate=True)), "just over 12 times"),
    (Fact.of(OF("12", "times", bound="at most", approximate=True)), "about at most 12 times"),
    (Fact.of(OF(75, "USD"), per=Per.of("barrel"), periods=[TIME("per", duration="P1D")]), "USD 75 per barrel per P1D"),
    (Fact.of(OF(75, "USD"), per=Per.of("meter ** 3", 1000)), 'USD 75 per 1000 "meter ** 3"'),
    (Fact.of(OF(75, "USD"), per=Per.of('so-called "unit"')), 'USD 75 per "so-called ""unit"""'),
    (Fact.of(ExchangeRate.of("USD", "CNY", "7.2480")), "USD/CNY 7.2480"),
    (Fact.of(ExchangeRate("USD", "CNY", None, Decimal("7.2"), Decimal("7.3"), False, True, True)), "about USD/CNY 7.2 to less than 7.3"),
    (Fact.of(ExchangeRate("USD", "CNY", Decimal(7), Decimal(7), None, True, False, False)), "more than USD/CNY 7"),
    (Fact.of(ExchangeRate("USD", "CNY", Decimal(7), None, None, False, False, False)), "USD/CNY 7 within any"),
    (Fact.of(ExchangeRate("USD", "CNY", None, Decimal(7), None, False, False, False)), "USD/CNY within at least 7"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "text"), WRITTEN, ids=[text for _, text in WRITTEN])
def test_what_is_written(fact: Fact, text: str) -> None:
    assert spaced(str(fact)) == text
    assert one(text) == fact


# Written by hand from the grammar on the page alone.
BY_HAND = [
    "USD 5",
    "USD -5.20 mn",
    "about EUR 1.5 k",
    "at least CNY 380 bn = USD 52.44 bn over P3Y",
    "CNY 30 to 50 bn = USD 4.1 to 6.9 bn",
    "more than USD 5 to less than 7",
    "HKD 78 = USD 10 = GBP 7.90",
    "nearly JPY 1.20 tn in FY2024-Q3",
    "about at least BTC 0.5",
    "about at most DEM 12 mn since 1990-01-01 at 1995-12-31",
    "less than USD 75.50 per barrel",
    'KWD 0.001234 k per 1000 "meter ** 3" in 2024-02',
    'USD 3 per 0.5 "square league"',
    'USD 75 per "so-called ""unit""" by 2030-12-31',
    "minus 0.5 to 1.5 percent in 2024-Q3",
    "25 basis points",
    "2.50 percentage points in last-year",
    "minus 3 to less than minus 1 times",
    '30 percent rounded to 10 in "January"',
    "12 times in FY",
    "at most 12.5 percent in fiscal 2023-04-01 to 2024-03-31",
    "USD/CNY 7.2481",
    "about USD/CNY 7.2 to less than 7.3",
    "more than BTC/USD 50000",
    "USD/CNY 7.25 within at least 7",
    "USD/CNY 7.25 within any",
    "USD 5 over P3Y 2021-01-01 to 2023-12-31 per PT1H",
    "USD 5 in FY2024 from 2023-04-01",
    "USD 5 in FY2024 until 2024-03-31",
    'USD 5 in "2024"',
    "USD 5 in H1",
    "USD 5 over fiscal P2Y",
    "XAU 0.25 = USD 500 per troy_ounce",
    "about USD 1 to 2 tn",
    "USD 5 per P1Y6M",
    "USD 0 to 5",
    "USD 5 in next-half",
    "USD 5 per PT1.5H",
    "more than 5 to 7 percent",
]


@pytest.mark.parametrize("text", BY_HAND)
def test_what_the_page_says_can_be_written_by_hand(text: str) -> None:
    canonical = text.replace(" ", NBSP)
    for locale in ("en-US", "de-DE", "fr", "ja", "ar-EG", "hi-IN", None):
        fact = mf.parse(canonical, locale=locale)
        assert str(fact) == canonical
        assert list(mf.extract(f"Well, {canonical}, then", locale=locale)) == [fact]


DAY, LAST = date(2024, 1, 1), date(2024, 12, 31)
TIMES = [
    (TIME("in", label="2024", start=DAY, end=LAST), "in 2024"),
    (TIME("in", label="2024"), 'in "2024"'),
    (TIME("in", label="2024", start=DAY), "in 2024 from 2024-01-01"),
    (TIME("in", label="2024-Q3", start=date(2024, 7, 1), end=date(2024, 9, 30)), "in 2024-Q3"),
    (TIME("in", label="2024-02", start=date(2024, 2, 1), end=date(2024, 2, 29)), "in 2024-02"),
    (TIME("in", label="FY2024", fiscal=True), "in FY2024"),
    (TIME("in", label="FY2024"), 'in "FY2024"'),
    (TIME("in", label="FY2024-H1", fiscal=True, start=DAY, end=LAST), "in FY2024-H1 2024-01-01 to 2024-12-31"),
    (TIME("in", fiscal=True, start=DAY, end=LAST), "in fiscal 2024-01-01 to 2024-12-31"),
    (TIME("in", label="last-year"), "in last-year"),
    (TIME("in", label="Q3"), "in Q3"),
    (TIME("in", label="January"), 'in "January"'),
    (TIME("by", end=LAST), "by 2024-12-31"),
    (TIME("by", start=LAST), "by from 2024-12-31"),
    (TIME("since", start=DAY), "since 2024-01-01"),
    (TIME("since", end=DAY), "since until 2024-01-01"),
    (TIME("at", start=DAY, end=DAY), "at 2024-01-01"),
    (TIME("over", duration="P3Y", start=DAY, end=LAST), "over P3Y 2024-01-01 to 2024-12-31"),
]


@pytest.mark.parametrize(("period", "text"), TIMES, ids=[text for _, text in TIMES])
def test_how_periods_are_written(period: Period, text: str) -> None:
    fact = Fact.of(OF(5, "USD"), periods=[period])
    assert spaced(str(period)) == text
    assert one("USD 5 " + text) == fact


@given(facts())
def test_what_is_written_is_read(fact: Fact) -> None:
    text = str(fact)
    reading = read(text, 0)
    assert reading is not None
    assert reading.fact == fact
    assert reading.end == len(text)
    assert str(reading.fact) == text


@given(facts(), ENGLISH, ENGLISH)
def test_it_is_found_wherever_it_stands(fact: Fact, before: str, after: str) -> None:
    whole = f"{before} {fact} {after}"
    found = list(find(whole))
    assert [reading.fact for _, reading in found] == [fact]
    assert found[0][0] == len(before) + 1
    assert found[0][1].end == len(before) + 1 + len(str(fact))
    assert CANONICAL.search(whole)


@pytest.mark.parametrize(("base", "quote"), [("USD", "XOF"), ("XOF", "USD")])
@pytest.mark.parametrize("number", ["1E-1024", "1.5E-996", "3E+1000", "9" * 28 + "E-1050"])
def test_rates_at_the_ends_of_their_range_come_back(base: str, quote: str, number: str) -> None:
    rate = ExchangeRate(base, quote, Decimal(number), None, None, False, False, False)
    for stated in (rate, rate.inverse(), implied_rate(OF("7e1023", "USD"), OF("3e-1020", "XOF"))):
        assert stated is not None
        fact = Fact.of(stated)
        assert mf.parse(str(fact)) == fact
        assert [reading.fact for _, reading in find(f"at {fact} now")] == [fact]


@given(facts(), facts())
def test_one_ends_where_the_next_begins(one: Fact, other: Fact) -> None:
    for between in (", ", " and ", " = ", "; (", " to ", " per "):
        assert [reading.fact for _, reading in find(f"{one}{between}{other}")] == [one, other]


@given(facts())
def test_its_parts_know_their_places(fact: Fact) -> None:
    text = f"Of {fact}."
    ((start, reading),) = find(text)
    assert text[slice(*reading.fact.span)] == reading.fact.text == str(fact)
    assert start == reading.fact.span[0]
    parts = [reading.fact.amount, *reading.fact.equivalents, reading.fact.per, *reading.fact.periods]
    for part in parts:
        assert part is None or text[slice(*part.span)] == part.text
    again = Fact.from_dict(reading.fact.to_dict())
    assert again == fact


@given(facts())
def test_equal_facts_are_written_alike(fact: Fact) -> None:
    again = Fact.from_dict(fact.to_dict())
    assert str(again) == str(fact)


@given(st.one_of(amounts(), rates(), pers(), periods()))
def test_parts_alone_are_written_as_in_a_fact(value: object) -> None:
    text = str(value)
    assert text
    assert " " not in text
    if isinstance(value, Amount | ExchangeRate):
        fact = Fact.of(value)
        assert str(fact) == text


@pytest.mark.parametrize(
    "text",
    [
        "EUR 1.789",
        "EUR 1,789.50",
        "EUR 1 789",
        "EUR 12.345.678",
        "EUR 1’789",
        "EUR 007",
        "EUR .5",
        "XQZ 5",
        "USD 7 to 5",
        "more than USD 5 to 5",
        "at least USD 5 to 7",
        "1.234,5 percent",
        "1 234 percent",
        "5 percents",
        "USD/USD 5",
        "USD/XQZ 5",
        "USD/CNY 0",
        "USD/CNY 7 within 8 to 9",
        "USD/CNY within any",
        "USD 5 rounded to 3",
    ],
)
def test_what_does_not_fit_is_not_canonical(text: str) -> None:
    reading = read(text.replace(" ", NBSP), 0)
    assert reading is None or reading.end < len(text)
    if reading is not None:
        assert reading.fact.amount is not None
        assert not reading.fact.amount.is_range


@pytest.mark.parametrize("text", ["USD 5", "at least USD 5", "5 percent", "3.5 billion US dollars"])
def test_ordinary_spaces_are_not_canonical(text: str) -> None:
    assert list(find(text)) == []


def test_words_of_the_text_are_not_taken_in() -> None:
    ((start, reading),) = find(f"more than USD{NBSP}70 level")
    assert start == 10
    assert reading.bare
    assert reading.fact == Fact.of(OF(70, "USD"))
    ((_, reading),) = find(f"EUR{NBSP}5 million")
    assert reading.bare
    ((_, reading),) = find(f"EUR{NBSP}5{NBSP}mn per year")
    assert reading.bare
    ((_, reading),) = find(f"about{NBSP}EUR{NBSP}5")
    assert not reading.bare


def test_it_stands_beside_letters_of_scripts_without_spaces() -> None:
    for text in (f"約USD{NBSP}5{NBSP}mnの", f"利率5{NBSP}percent上升", f"は12{NBSP}timesだ"):
        assert len(list(find(text))) == 1
    for text in (f"XUSD{NBSP}5", f"x5{NBSP}percent", f"1,5{NBSP}percent", f"USD{NBSP}5{NBSP}kg"):
        assert [spaced(reading.fact.text) for _, reading in find(text)] in ([], ["USD 5"], ["XUSD 5"])


@given(st.text(st.sampled_from(f'USDEURCNY{NBSP}0123456789.,-/="PYFQ abotperinls'), max_size=200))
def test_any_text_is_read_without_fail(text: str) -> None:
    end = 0
    for start, reading in find(text):
        assert end <= start < reading.end <= len(text)
        assert Fact.from_dict(reading.fact.to_dict()) == reading.fact
        assert read(str(reading.fact), 0).fact == reading.fact  # type: ignore[union-attr]
        end = reading.end


@pytest.mark.parametrize(
    "unit",
    [
        f"USD{NBSP}",
        f"USD{NBSP}1{NBSP}to{NBSP}",
        f"about{NBSP}",
        f"minus{NBSP}",
        f"1{NBSP}to{NBSP}",
        f"USD{NBSP}5{NBSP}=",
        f"USD{NBSP}5{NBSP}={NBSP}EUR{NBSP}5{NBSP}={NBSP}",
        "9",
        "P",
        f'USD{NBSP}5{NBSP}per{NBSP}"',
        f"USD{NBSP}5{NBSP}over{NBSP}P1Y{NBSP}",
    ],
)
def test_long_repetitions_are_read_to_their_end(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    found = list(find(text))
    assert all(start < reading.end <= len(text) for start, reading in found)


def test_the_vocabulary_has_one_phrase_for_each_thing() -> None:
    for name, entries in source.sections(FILE).items():
        forms = [form for _, (form,) in entries]
        assert len(set(forms)) == len(forms), name
    for side in ("", "low", "high"):
        for opened in {False, bool(side)}:
            for about in (False, True):
                said = Qualifier(side, opened, about)
                assert not said.key or qualifier(phrase("qualifier", said.key)) == said


def test_labels_say_their_dates() -> None:
    assert label_says("2024-H2") == (False, date(2024, 7, 1), date(2024, 12, 31))
    assert label_says("2023-02") == (False, date(2023, 2, 1), date(2023, 2, 28))
    assert label_says("last-year") == (False, None, None)


def test_a_long_inverse_is_written_in_full() -> None:
    rate = implied_rate(OF("380e9", "CNY"), OF("52.44e9", "USD"))
    assert rate is not None
    assert one(spaced(str(rate.inverse()))).rates[0].inverse() == rate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It paid USD 5 a year, and 6% more.", ["USD 5 per P1Y", "6 percent"]),
        ("€4, USD 5 and 6%", ["EUR 4", "USD 5", "6 percent"]),
        ("$1, $2, USD 5, $3 and USD 6", ["USD 1", "USD 2", "USD 5", "USD 3", "USD 6"]),
        ("USD 5 to USD 7 million", ["USD 5 to 7 mn"]),
        ("from USD 5 to USD 7 a share", ["USD 5 to 7 per share"]),
        ("about USD 5", ["about USD 5"]),
        ("USD 5 (€4)", ["USD 5 = EUR 4"]),
        ("USD 5 million", ["USD 5 mn"]),
        ("6% of USD 5.20, then USD 7 in 2024", ["6 percent", "USD 5.20", "USD 7 in 2024"]),
        ("EUR/USD 1.08 and USD 5", ["EUR/USD 1.08", "USD 5"]),
        ("xUSD 5", []),
    ],
)
def test_a_bare_amount_gives_way_to_what_says_more(text: str, expected: list[str]) -> None:
    """A code and a number may be canonical text, or the start of what people write."""
    joined = re.sub(r"(USD|EUR/USD) (?=\d)", "\\1\N{NO-BREAK SPACE}", text)
    assert [str(fact).replace("\N{NO-BREAK SPACE}", " ") for fact in mf.extract(joined)] == expected


@pytest.mark.parametrize("text", ["约|$5|的", "日本|$5|円", "5/|$5|", "|$5|/a", "|$5|", " |$5| ", "(|$5|)", "ก|$5|", "、|$5|。", "“|$5|”"])
def test_canonical_text_fits_beside_marks_and_unspaced_letters(text: str) -> None:
    before, amount, after = text.split("|")
    assert fits(before + amount + after, len(before), len(before + amount))


@pytest.mark.parametrize("text", ["x|$5|", "я|$5|", "5|$5|", "a/|$5|", "_|$5|", "+|$5|", "|$5|\u0301", "|$5|€", "|$5|a", "é|$5|"])
def test_it_does_not_fit_beside_letters_digits_and_signs(text: str) -> None:
    before, amount, after = text.split("|")
    assert not fits(before + amount + after, len(before), len(before + amount))
