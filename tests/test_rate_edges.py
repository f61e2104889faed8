"""Rates at their edges: what lies in an interval, ends that rounding takes away, ranges that do not meet, amounts converted end by end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from moneyfacts import Amount, ExchangeRate
from moneyfacts.facts import implied_rate, stated_rate

OF = Amount.of
LAST_DIGIT = Fraction(1, 10**27)


def is_rounded(found: Decimal | None, exact: Fraction | None, up: bool) -> bool:
    """Whether an end is what it should be, rounded to 28 digits away from the interval's middle."""
    if found is None or exact is None:
        return found is exact
    rest = Fraction(found) - exact if up else exact - Fraction(found)
    return 0 <= rest <= exact * LAST_DIGIT


RATES = {
    "plain": ExchangeRate.of("EUR", "USD", "1.08"),  # 1.075 to 1.085
    "at least": stated_rate("EUR", "USD", OF("1.08", "USD", bound="at least")),
    "more than": stated_rate("EUR", "USD", OF("1.08", "USD", bound="more than")),
    "at most": stated_rate("EUR", "USD", OF("1.08", "USD", bound="at most")),
    "less than": stated_rate("EUR", "USD", OF("1.08", "USD", bound="less than")),
    "range": stated_rate("EUR", "USD", OF(1, "USD", to=2)),
}


@pytest.mark.parametrize(
    ("rate", "inside", "outside"),
    [
        ("plain", ("1.075", "1.08", "1.085"), ("1.0749", "1.0851")),
        ("at least", ("1.08", "1.081", "99"), ("1.0799",)),
        ("more than", ("1.081", "99"), ("1.08", "1.0799")),
        ("at most", ("1.08", "0.1"), ("1.0801",)),
        ("less than", ("1.0799", "0.1"), ("1.08", "1.0801")),
        ("range", ("1", "1.5", "2"), ("0.99", "2.01")),
    ],
)
def test_what_lies_in_a_rate(rate: str, inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    found = RATES[rate]
    assert found is not None
    assert all(Decimal(number) in found for number in inside)
    assert not any(Decimal(number) in found for number in outside)


@pytest.mark.parametrize(
    ("amount", "inside", "outside"),
    [
        (OF(5, "EUR"), (5,), (4, 6)),
        (OF(5, "EUR", bound="at least"), (5, 6), (4,)),
        (OF(5, "EUR", bound="more than"), (6,), (5, 4)),
        (OF(5, "EUR", bound="at most"), (5, 4), (6,)),
        (OF(5, "EUR", bound="less than"), (4,), (5, 6)),
        (OF(5, "EUR", to=7), (5, 6, 7), (4, 8)),
    ],
)
def test_what_lies_in_an_amount(amount: Amount, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    assert all(number in amount and Decimal(number) in amount for number in inside)
    assert not any(number in amount for number in outside)


@pytest.mark.parametrize("number", [1.08, True, "1.08", None])
def test_what_is_no_decimal_lies_in_no_rate(number: object) -> None:
    assert number not in ExchangeRate.of("EUR", "USD", 1)
    assert 1 in ExchangeRate.of("EUR", "USD", 1)


@pytest.mark.parametrize(
    ("one", "other", "pair", "rate", "low", "high"),
    [
        # an end that rounding brings to zero, or takes away
        (OF(5, "CNY", quantum=10), OF(1, "USD"), "USD/CNY", 5, None, Fraction(20)),
        (OF(6, "CNY", quantum=10), OF(1, "USD"), "USD/CNY", 6, Fraction(2, 3), Fraction(22)),
        (OF(7, "CNY"), OF(5, "USD", quantum=10), "USD/CNY", Fraction(7, 5), Fraction(13, 20), None),
        (OF(7, "CNY"), OF(6, "USD", quantum=10), "USD/CNY", Fraction(7, 6), Fraction(13, 22), Fraction(15, 2)),
        # the sign is ignored
        (OF(-7, "CNY"), OF(2, "USD"), "USD/CNY", Fraction(7, 2), Fraction(13, 5), Fraction(5)),
        (OF(7, "CNY"), OF(-2, "USD"), "USD/CNY", Fraction(7, 2), Fraction(13, 5), Fraction(5)),
        # ranges: where the two intervals meet, else their hull
        (OF(30, "CNY", to=50), OF(4, "USD", to=7), "USD/CNY", None, Fraction(99, 15), Fraction(101, 13)),
        (OF(-50, "CNY", to=-30), OF(-7, "USD", to=-4), "USD/CNY", None, Fraction(99, 15), Fraction(101, 13)),
        (OF(30, "CNY", to=90), OF(4, "USD", to=5), "USD/CNY", None, Fraction(59, 9), Fraction(181, 9)),
        (OF(30, "CNY", to=50, quantum=1), OF(5, "USD", to=300, quantum=10), "USD/CNY", None, Fraction(99, 610), None),
        (OF(5, "CNY", to=500, quantum=10), OF(1, "USD", to=2, quantum=1), "USD/CNY", None, None, Fraction(1010, 3)),
        (OF(5, "CNY", to=90, quantum=10), OF(1, "USD", to=12, quantum=1), "USD/CNY", None, Fraction(170, 25), Fraction(190, 23)),
        (OF(35, "CNY"), OF(4, "USD", to=7), "USD/CNY", None, Fraction(69, 15), Fraction(71, 7)),
        # which is the base
        (OF(5, "CNY"), OF(100, "JPY"), "CNY/JPY", 20, Fraction(199, 11), Fraction(201, 9)),
        (OF(100, "JPY"), OF(5, "CNY"), "CNY/JPY", 20, Fraction(199, 11), Fraction(201, 9)),
        (OF(5, "SEK"), OF(5, "CNY"), "CNY/SEK", 1, Fraction(9, 11), Fraction(11, 9)),
        (OF(5, "CNY"), OF(5, "SEK"), "CNY/SEK", 1, Fraction(9, 11), Fraction(11, 9)),
        (OF(5, "USD"), OF(4, "EUR"), "EUR/USD", Fraction(5, 4), Fraction(9, 9), Fraction(11, 7)),
        (OF(5, "USD"), OF(4, "CHF"), "USD/CHF", Fraction(4, 5), Fraction(7, 11), Fraction(9, 9)),
        (OF(4, "EUR"), OF(1, "BTC"), "BTC/EUR", 4, Fraction(7, 3), Fraction(9)),
        (OF(4, "EUR"), OF(1, "USDT"), "USDT/EUR", 4, Fraction(7, 3), Fraction(9)),
    ],
)
def test_implied_rates(one: Amount, other: Amount, pair: str, rate: Fraction | None, low: Fraction | None, high: Fraction | None) -> None:
    found = implied_rate(one, other)
    assert found is not None
    assert f"{found.base}/{found.quote}" == pair
    assert (found.rate is None) == (rate is None)
    assert found.rate is None or rate is None or abs(Fraction(found.rate) - rate) <= rate * LAST_DIGIT
    assert is_rounded(found.low, low, up=False)
    assert is_rounded(found.high, high, up=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (OF(0, "CNY"), OF(1, "USD")),
        (OF(1, "CNY"), OF(0, "USD")),
        (OF(0, "CNY", to=5), OF(1, "USD")),
        (OF(-5, "CNY", to=0), OF(1, "USD")),
        (OF(-5, "CNY", to=5), OF(1, "USD")),
        (OF(1, "CNY", to=2, quantum=10), OF(1, "USD", quantum=10)),
    ],
)
def test_amounts_that_imply_no_rate(one: Amount, other: Amount) -> None:
    assert implied_rate(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "approximate"),
    [
        (OF(5, "CNY"), OF(1, "USD"), False),
        (OF(5, "CNY", approximate=True), OF(1, "USD"), True),
        (OF(5, "CNY"), OF(1, "USD", approximate=True), True),
        (OF(5, "CNY", bound="at least"), OF(1, "USD"), True),
        (OF(5, "CNY"), OF(1, "USD", bound="less than"), True),
    ],
)
def test_a_rate_of_inexact_amounts_says_so(one: Amount, other: Amount, approximate: bool) -> None:
    found = implied_rate(one, other)
    assert found is not None
    assert found.approximate is approximate


@pytest.mark.parametrize(
    ("amount", "ends"),
    [
        (OF("1.08", "USD"), ("1.08", "1.075", "1.085")),
        (OF(5, "USD", quantum=10), ("5", None, "10")),
        (OF(6, "USD", quantum=10), ("6", "1", "11")),
        (OF(1, "USD", to=2), (None, "1", "2")),
        (OF(2, "USD", bound="at least"), ("2", "2", None)),
        (OF(2, "USD", bound="less than"), ("2", None, "2")),
        (OF(0, "USD"), None),
        (OF(-1, "USD"), None),
        (OF(0, "USD", to=1), None),
        (OF(0, "USD", bound="at most"), None),
    ],
)
def test_stated_rates(amount: Amount, ends: tuple[str | None, ...] | None) -> None:
    found = stated_rate("EUR", "USD", amount)
    assert (found and (found.rate, found.low, found.high)) == (ends and tuple(end and Decimal(end) for end in ends))


@pytest.mark.parametrize(
    ("rate", "amount", "expected"),
    [
        ("plain", OF(100, "EUR"), "USD 108"),
        ("plain", OF(-100, "EUR"), "USD -108"),
        ("plain", OF(100, "EUR", to=200), "USD 108 to 216"),
        ("plain", OF(100, "EUR", bound="at least"), "at least USD 108"),
        ("plain", OF(100, "EUR", bound="less than"), "less than USD 108"),
        ("plain", OF(100, "EUR", approximate=True), "about USD 108"),
        ("plain", OF(108, "USD"), "EUR 100.0"),
        ("range", OF(100, "EUR"), "USD 100 to 200"),
        ("range", OF(-100, "EUR"), "USD -200 to -100"),
        ("range", OF(100, "EUR", to=200), "USD 100 to 400"),
        ("range", OF(-100, "EUR", to=100), "USD -200 to 200"),
        ("at least", OF(100, "EUR"), "USD 108"),
        ("at least", OF(100, "EUR", to=200), "USD 108 to 216"),
    ],
)
def test_conversion(rate: str, amount: Amount, expected: str) -> None:
    found = RATES[rate]
    assert found is not None
    assert str(found.convert(amount)).replace("\xa0", " ") == expected


@pytest.mark.parametrize("name", RATES)
def test_an_inverse_swaps_the_ends(name: str) -> None:
    rate = RATES[name]
    assert rate is not None
    turned = rate.inverse()
    assert (turned.base, turned.quote, turned.low_open, turned.high_open) == ("USD", "EUR", rate.high_open, rate.low_open)
    for end, other, up in ((turned.low, rate.high, False), (turned.high, rate.low, True)):
        assert (end is None) == (other is None)
        assert end is None or other is None or is_rounded(end, 1 / Fraction(other), up) or end == turned.rate
    assert turned.inverse() == rate
