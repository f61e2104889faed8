"""Rates: which currency is the base, what the rounding of two amounts leaves open, inverses, conversion."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from moneyfacts import Amount, ExchangeRate, FieldError
from moneyfacts.facts import implied_rate, stated_rate
from moneyfacts.lexicon import source
from moneyfacts.strategies import amounts, rates

CODES = st.sampled_from(["EUR", "GBP", "USD", "CHF", "CNY", "JPY", "INR", "BTC", "USDT", "XAU"])
PAIRS = st.lists(CODES, min_size=2, max_size=2, unique=True)
POSITIVE = st.builds(lambda n, place: Decimal(n).scaleb(place), st.integers(1, 10**6), st.integers(-2, 9))


def rate(one: Amount, other: Amount) -> ExchangeRate:
    found = implied_rate(one, other)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        ("CNY", "USD", "USD/CNY"),
        ("USD", "EUR", "EUR/USD"),
        ("GBP", "EUR", "EUR/GBP"),
        ("AUD", "NZD", "AUD/NZD"),
        ("CHF", "CAD", "CAD/CHF"),
        ("USD", "BTC", "BTC/USD"),
        ("EUR", "XAU", "XAU/EUR"),
        ("USDT", "EUR", "USDT/EUR"),
    ],
)
def test_the_base_is_the_market_s(one: str, other: str, pair: str) -> None:
    for first, second in ((one, other), (other, one)):
        found = rate(Amount.of(7, first), Amount.of(3, second))
        assert f"{found.base}/{found.quote}" == pair


def test_of_two_others_the_rate_is_at_least_one() -> None:
    found = rate(Amount.of(100, "CNY"), Amount.of(2080, "JPY"))
    assert (found.base, found.quote, found.rate) == ("CNY", "JPY", Decimal("20.8"))


def test_crypto_of_the_tables_is_a_base() -> None:
    for code, *_ in source.table("crypto.tsv"):
        assert rate(Amount.of(1, code), Amount.of(2, "EUR")).base == code


def test_the_headline() -> None:
    found = rate(Amount.of("380e9", "CNY", bound="at least"), Amount.of("52.44e9", "USD"))
    assert (found.base, found.quote) == ("USD", "CNY")
    assert found.rate == Decimal("7.246376811594202898550724638")
    assert round(Fraction(str(found.low)), 4) == Fraction("7.2362")
    assert round(Fraction(str(found.high)), 4) == Fraction("7.2566")
    assert found.approximate


def test_ranges_have_no_single_rate() -> None:
    found = rate(Amount.of("30e9", "CNY", to="50e9"), Amount.of("4.1e9", "USD", to="6.9e9"))
    assert found.rate is None
    lows = Fraction(29_500, 4_150), Fraction(30_500, 4_050)
    highs = Fraction(49_500, 6_950), Fraction(50_500, 6_850)
    assert close(found.low, max(lows[0], highs[0]))
    assert close(found.high, min(lows[1], highs[1]))


def test_where_the_ends_do_not_meet_the_hull_holds_both() -> None:
    found = rate(Amount.of(30, "CNY", to=50), Amount.of(6, "USD"))
    assert close(found.low, Fraction(59, 13))
    assert close(found.high, Fraction(101, 11))


@pytest.mark.parametrize("zero", [Amount.of(0, "CNY"), Amount.of(-1, "CNY", to=1), Amount.of(0, "CNY", to=5)])
def test_no_rate_from_nothing(zero: Amount) -> None:
    assert implied_rate(zero, Amount.of(5, "USD")) is None
    assert implied_rate(Amount.of(5, "USD"), zero) is None


def test_no_rate_within_one_currency() -> None:
    with pytest.raises(FieldError):
        implied_rate(Amount.of(5, "USD"), Amount.of(5, "USD"))
    with pytest.raises(FieldError):
        implied_rate(Amount.of(5, "percent"), Amount.of(5, "USD"))


def close(found: Decimal | None, expected: Fraction) -> bool:
    return found is not None and abs(Fraction(str(found)) - expected) <= expected / 10**27


@given(amounts(currencies=["CNY"]), amounts(currencies=["USD"]))
def test_order_changes_nothing(one: Amount, other: Amount) -> None:
    assert implied_rate(one, other) == implied_rate(other, one)


@given(PAIRS, amounts(), amounts())
def test_order_changes_nothing_whatever_the_pair(pair: list[str], one: Amount, other: Amount) -> None:
    first, second = with_currency(one, pair[0]), with_currency(other, pair[1])
    assert implied_rate(first, second) == implied_rate(second, first)


@given(PAIRS, amounts(), amounts())
def test_the_sign_changes_nothing(pair: list[str], one: Amount, other: Amount) -> None:
    first, second = with_currency(one, pair[0]), with_currency(other, pair[1])
    assert implied_rate(first, second) == implied_rate(-first, second) == implied_rate(first, -second)


@given(PAIRS, amounts(), amounts())
def test_scaling_both_sides_changes_nothing(pair: list[str], one: Amount, other: Amount) -> None:
    first, second = with_currency(one, pair[0]), with_currency(other, pair[1])
    assume(all(abs(end) < Decimal("1e1000") for end in (first.low, first.high, second.low, second.high) if end is not None))
    assert implied_rate(first, second) == implied_rate(first * 10, second * 10)


@given(PAIRS, POSITIVE, POSITIVE)
def test_the_interval_is_what_rounding_leaves_open(pair: list[str], one: Decimal, other: Decimal) -> None:
    first, second = Amount.of(one, pair[0]), Amount.of(other, pair[1])
    found = rate(first, second)
    assert found.rate is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.rate <= found.high
    quote, base = (first, second) if found.quote == pair[0] else (second, first)
    q, b = (Fraction(str(side.value)) for side in (quote, base))
    dq, db = (Fraction(str(side.quantum)) / 2 for side in (quote, base))
    assert Fraction(str(found.low)) <= (q - dq) / (b + db)
    assert Fraction(str(found.high)) >= (q + dq) / (b - db)
    assert close(found.low, (q - dq) / (b + db))
    assert close(found.high, (q + dq) / (b - db))
    assert close(found.rate, q / b)


@given(rates())
def test_the_inverse_of_the_inverse_is_the_rate(found: ExchangeRate) -> None:
    inverse = found.inverse()
    assert inverse.inverse() == found
    assert (inverse.base, inverse.quote) == (found.quote, found.base)
    if found.rate is not None and inverse.rate is not None:
        assert abs(Fraction(str(found.rate)) * Fraction(str(inverse.rate)) - 1) < Fraction(1, 10**26)


@given(POSITIVE)
def test_equal_rates_have_equal_inverses(number: Decimal) -> None:
    one, other = ExchangeRate.of("EUR", "USD", number), ExchangeRate.of("EUR", "USD", number)
    assert one.inverse() == other.inverse()
    assert hash(one.inverse()) == hash(other.inverse())


@given(POSITIVE, amounts(currencies=["EUR"]))
def test_conversion_keeps_the_kind_of_amount(number: Decimal, amount: Amount) -> None:
    converted = ExchangeRate.of("EUR", "USD", number).convert(amount)
    assert converted.currency == "USD"
    assert converted.is_range == amount.is_range
    assert (converted.low is None, converted.high is None) == (amount.low is None, amount.high is None)


def test_conversion_both_ways_and_of_strangers() -> None:
    euro = ExchangeRate.of("EUR", "USD", "1.25")
    assert euro.convert(Amount.of("100.00", "EUR")) == Amount.of("125.00", "USD")
    assert euro.convert(Amount.of("125.00", "USD")) == Amount.of("100.00", "EUR", quantum="0.001")
    assert euro.convert(Amount.of(-10, "EUR", to=20)).low == Decimal("-12.5")
    with pytest.raises(FieldError):
        euro.convert(Amount.of(5, "GBP"))


@given(amounts(currencies=["USD"]))
def test_a_stated_rate_has_the_text_s_own_ends(amount: Amount) -> None:
    found = stated_rate("EUR", "USD", amount)
    positive = all(end > 0 for end in (amount.low, amount.high) if end is not None)
    assert (found is not None) == positive
    if found is not None:
        assert (found.rate is None) == amount.is_range
        assert found.approximate == amount.approximate
        assert (found.low_open, found.high_open) == (amount.low_open, amount.high_open)


def with_currency(amount: Amount, code: str) -> Amount:
    fields = {name: getattr(amount, name) for name in Amount.__slots__}
    return Amount(**(fields | {"currency": code, "candidates": (code,)}))


def test_the_inverse_of_a_rate_without_an_interval_has_none() -> None:
    found = ExchangeRate("USD", "EUR", Decimal("0.8"), Decimal("0.8"), Decimal("0.8"), False, False, False).inverse()
    assert (found.rate, found.low, found.high) == (Decimal("1.25"),) * 3


@pytest.mark.parametrize("number", [0.92, True, "0.92", None])
def test_a_rate_holds_exact_numbers_only(number: object) -> None:
    found = stated_rate("USD", "EUR", Amount.of("0.92", "EUR"))
    assert found is not None
    assert number not in found
    assert Decimal("0.92") in found


def test_an_amount_adds_to_amounts_only() -> None:
    with pytest.raises(TypeError):
        Amount.of(5, "USD") + 5  # type: ignore[operator]


def test_at_a_rate_with_one_end_an_amount_has_one_end() -> None:
    least = ExchangeRate("USD", "CNY", None, Decimal(7), None, False, False, False)
    found = least.convert(Amount.of(5, "USD"))
    assert (found.value, found.low, found.high) == (Decimal(35), Decimal(35), None)
    found = least.inverse().convert(Amount.of(35, "USD"))
    assert (found.value, found.low, found.high) == (Decimal(245), Decimal(245), None)


def test_ranges_rounded_more_coarsely_than_they_are_large_give_no_rate() -> None:
    def coarse(low: int, high: int, currency: str) -> Amount:
        return Amount("", (0, 0), None, Decimal(low), Decimal(high), False, False, False, Decimal(100), currency, None, None, ())

    assert implied_rate(coarse(1, 2, "USD"), coarse(3, 4, "CNY")) is None
    found = implied_rate(coarse(1000, 2000, "USD"), coarse(3, 4, "CNY"))
    assert found is not None
    assert (found.rate, found.low) == (None, None)


@pytest.mark.parametrize(("low", "high"), [(None, Decimal(7)), (Decimal(7), None), (Decimal(7), Decimal(8)), (Decimal(6), Decimal(7))])
def test_an_end_that_is_the_rate_is_it_from_the_other_side_too(low: Decimal | None, high: Decimal | None) -> None:
    """1/7 is no finite decimal: its rounding is that of the rate, and not outwards."""
    inverse = ExchangeRate("USD", "CNY", Decimal(7), low, high, False, False, False).inverse()
    assert inverse.rate in (inverse.low, inverse.high)
    assert inverse.inverse() == ExchangeRate("USD", "CNY", Decimal(7), low, high, False, False, False)


@pytest.mark.parametrize("ends", [(True, False), (False, True)])
def test_an_end_is_open_after_conversion_where_it_was(ends: tuple[bool, bool]) -> None:
    five, least = Amount.of(5, "USD"), ExchangeRate("USD", "CNY", None, Decimal(7), Decimal(8), *ends, False)
    found = least.convert(Amount.of(5, "USD", to=6))
    assert (found.low_open, found.high_open) == ends
    single = ExchangeRate("USD", "CNY", Decimal(7), Decimal(6), Decimal(8), *ends, False).convert(five)
    assert (single.low_open, single.high_open) == (False, False)
    above = ExchangeRate.of("USD", "CNY", 7).convert(Amount.of(5, "USD", bound="more than"))
    assert (above.low, above.high, above.low_open, above.high_open) == (Decimal(35), None, True, False)
