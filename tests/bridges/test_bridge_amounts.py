"""The bridges for amounts: pint, py-moneyed and stockholm, there and back."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import moneyfacts
from moneyfacts.bridges import AMOUNTS, TEXTS, partner
from moneyfacts.bridges import pint as bridge
from moneyfacts.errors import FieldError
from moneyfacts.facts import Amount, ExchangeRate, Fact, Per

PLAIN = [("5", "USD"), ("0.01", "EUR"), ("-1234.5", "GBP"), ("380e9", "CNY"), ("0", "JPY"), ("12.5", "DEM"), ("999999999999", "KWD")]


@pytest.fixture(params=AMOUNTS)
def sibling(request: pytest.FixtureRequest) -> Any:
    return import_module(f"moneyfacts.bridges.{request.param}")


@pytest.mark.parametrize(("number", "code"), PLAIN)
def test_there_and_back(sibling: Any, number: str, code: str) -> None:
    amount = Amount.of(number, code)
    again = sibling.to_amount(sibling.from_amount(amount))
    assert (again.value, again.low, again.high, again.currency) == (amount.value, amount.value, amount.value, code)


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return [fact for path in sorted(Path("seeds").glob("*.txt")) for fact in moneyfacts.extract(path.read_text("utf-8"))]


def test_the_seeds_there_and_back(sibling: Any, facts: list[Fact]) -> None:
    amounts = [amount for fact in facts for amount in (fact.amount, *fact.equivalents) if amount and amount.currency]
    single = [amount for amount in amounts if not amount.is_range]
    assert len(single) > 50
    for amount in single:
        again = sibling.to_amount(sibling.from_amount(amount))
        assert (again.value, again.currency) == (amount.value, amount.currency)


def test_the_units_and_rates_of_the_seeds(facts: list[Fact]) -> None:
    prices = [bridge.price(fact) for fact in facts if fact.per and fact.amount and not fact.amount.is_range]
    assert len(prices) > 10
    for fact in facts:
        for rate in fact.rates:
            if rate.rate is not None:
                assert bridge.to_amount(bridge.from_amount(Amount.of(2, rate.base)) * bridge.from_rate(rate)).currency == rate.quote


def test_a_bound_gives_its_number(sibling: Any) -> None:
    amount = Amount.of("380e9", "CNY", bound="at least", approximate=True)
    assert sibling.to_amount(sibling.from_amount(amount)).value == amount.value


def test_a_range_has_no_single_number(sibling: Any) -> None:
    with pytest.raises(FieldError, match="is a range"):
        sibling.from_amount(Amount.of(5, "USD", to=7))


def test_shape(sibling: Any) -> None:
    assert sibling.__name__ == f"moneyfacts.bridges.{sibling.EXTRA}"
    assert "**Cost**" in sibling.__doc__
    assert sibling.__doc__.count(">>>") >= 2


def test_the_ambient_context_changes_nothing(sibling: Any) -> None:
    amount = Amount.of("123456789.12", "USD")
    with localcontext() as context:
        context.prec = 3
        assert sibling.to_amount(sibling.from_amount(amount)).value == amount.value


@pytest.mark.parametrize("name", ["moneyed", "stockholm"])
def test_percent_is_no_money(name: str) -> None:
    with pytest.raises(FieldError, match="has none"):
        import_module(f"moneyfacts.bridges.{name}").from_amount(Amount.of(5, "percent"))


def test_what_the_partners_cannot_hold() -> None:
    moneyed, stockholm = (import_module(f"moneyfacts.bridges.{name}") for name in ("moneyed", "stockholm"))
    with pytest.raises(FieldError, match="not known to py-moneyed"):
        moneyed.from_amount(Amount.of(1, "DOGE"))
    with pytest.raises(FieldError, match="larger than stockholm takes"):
        stockholm.from_amount(Amount.of("1e18", "BTC"))
    with pytest.raises(FieldError, match="has none"):
        stockholm.to_amount(import_module("stockholm").Money(5))


def test_currencies_do_not_mix() -> None:
    import pint

    with pytest.raises(pint.DimensionalityError):
        bridge.from_amount(Amount.of(1, "USD")) + bridge.from_amount(Amount.of(1, "EUR"))


def test_a_rate_converts_by_multiplication() -> None:
    rate = bridge.from_rate(ExchangeRate.of("USD", "CNY", "7.25"))
    yuan = bridge.from_amount(Amount.of(100, "USD")) * rate
    assert bridge.to_amount(yuan) == Amount.of("725.00", "CNY")
    assert bridge.to_amount(yuan / rate).value == 100
    with pytest.raises(FieldError, match="one currency"):
        bridge.to_amount(bridge.from_amount(Amount.of(100, "EUR")) * rate)


def test_a_range_of_rates_has_no_quantity() -> None:
    rate = ExchangeRate("USD", "CNY", None, Decimal(7), Decimal(8), False, False, False)
    with pytest.raises(FieldError, match="is a range"):
        bridge.from_rate(rate)


def test_a_barrel_is_of_oil() -> None:
    price = bridge.price(Fact.of(Amount.of(75, "USD"), per=Per.of("barrel")))
    assert round(price.to("USD / meter ** 3").magnitude, 6) == Decimal("471.735808")
    assert bridge.price(Fact.of(Amount.of(75, "USD"))) == bridge.from_amount(Amount.of(75, "USD"))
    with pytest.raises(FieldError, match="from_rate"):
        bridge.price(Fact.of(ExchangeRate.of("USD", "CNY", 7)))


@pytest.mark.parametrize(
    ("unit", "quantity", "target", "expected"),
    [
        ("megawatt_hour", 1, "kilowatt_hour", "0.05"),
        ("metric_ton", 1, "kilogram", "0.05"),
        ("meter ** 3", 1000, "meter ** 3", "0.05"),
        ("troy_ounce", 1, "troy_ounce", "50"),
        ("share", 1, "share", "50"),
        ("gift-box (large)", 1, "per_gift_box_large_", "50"),
        ("坪", 1, "坪", "50"),
        ("bag", 1, "per_bag", "50"),
        ("2nd tier", 1, "per_2nd_tier", "50"),
    ],
)
def test_units(unit: str, quantity: int, target: str, expected: str) -> None:
    price = bridge.price(Fact.of(Amount.of(50, "EUR"), per=Per.of(unit, quantity)))
    assert price.to(f"EUR / ({target})").magnitude == Decimal(expected)


@pytest.mark.parametrize(
    ("number", "unit", "part"),
    [
        ("12.5", "percent", "0.125"),
        ("3", "percentage_point", "0.03"),
        ("25", "basis_point", "0.0025"),
        ("12", "times", "12"),
    ],
)
def test_parts(number: str, unit: str, part: str) -> None:
    quantity = bridge.from_amount(Amount.of(number, unit))
    assert quantity.to("dimensionless").magnitude == Decimal(part)
    with pytest.raises(FieldError, match="one currency"):
        bridge.to_amount(quantity)


def test_threads_share_one_registry() -> None:
    code = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from moneyfacts.bridges import pint
from moneyfacts.facts import Amount, Per
together = Barrier(8)
def work(i):
    together.wait()
    return pint.from_amount(Amount.of(i, "USD")) / pint.unit(Per.of(f"thing{i % 3}"))
with ThreadPoolExecutor(8) as pool:
    found = list(pool.map(work, range(8)))
assert len({id(quantity._REGISTRY) for quantity in found}) == 1
assert (found[0] + found[3]).magnitude == 3
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_threads_convert_alike() -> None:
    rate = bridge.from_rate(ExchangeRate.of("EUR", "USD", "1.25"))

    def convert(i: int) -> Decimal | None:
        return bridge.to_amount(bridge.from_amount(Amount.of(i, "EUR")) * rate).value

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(convert, range(200))) == [Decimal(i) * Decimal("1.25") for i in range(200)]


@pytest.mark.parametrize(("name", "extra"), [("pyarrow", "arrow"), ("pyarrow.compute", "arrow"), ("py_nothing", "spark")])
def test_a_missing_partner_names_its_extra(name: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)  # what import finds for a module that is not there
    with pytest.raises(ImportError, match=rf'pip install "moneyfacts\[{extra}\]"') as caught:
        partner(name, extra)
    assert caught.value.name == name.split(".")[0]


def test_a_fault_inside_a_partner_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_partner.py").write_text("import its_own_dependency")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="its_own_dependency"):
        partner("broken_partner", "arrow")


def test_importing_a_bridge_imports_no_partner() -> None:
    names = ", ".join(f"moneyfacts.bridges.{name}" for name in (*TEXTS, *AMOUNTS))
    partners = "pyarrow pandas polars duckdb pyspark spacy pint moneyed stockholm"
    code = f"import sys, {names}\nprint(*[name for name in '{partners}'.split() if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "\n"
