"""pint: amounts, prices per unit and exchange rates as quantities.

Each currency is a unit of a dimension of its own, so that adding USD to EUR is an error and not a wrong number. Converting is
multiplying by a rate. All quantities are of one registry, `registry()`, with Decimal magnitudes; it is built when first used, by
one thread, and knows every currency from then on. `barrel` is the oil barrel of 42 US gallons; what a price is counted in (`share`,
`night`) becomes a unit of its own dimension. A quantity holds one number: the bound, the approximation and the quantum of an amount
stay behind.

**Cost**: 0.7 s once, to import pint and build the registry; then about 10 µs per quantity, and 30 µs to convert one. No text is read.

>>> from moneyfacts.facts import Amount, ExchangeRate, Per
>>> yuan = from_amount(Amount.of("52.44e9", "USD")) * from_rate(ExchangeRate.of("USD", "CNY", "7.25"))
>>> f"{yuan:,f}", to_amount(yuan).currency
('380,190,000,000 CNY', 'CNY')
>>> print(round((from_amount(Amount.of(75, "USD")) / unit(Per.of("barrel"))).to("USD / m ** 3"), 2))
471.74 USD / meter ** 3
"""

from __future__ import annotations

import re
from decimal import Decimal
from threading import RLock
from typing import TYPE_CHECKING, Any

from moneyfacts.bridges import partner, single
from moneyfacts.errors import FieldError

if TYPE_CHECKING:
    from pint import Quantity, UnitRegistry

    from moneyfacts.facts import Amount, ExchangeRate, Fact, Per

EXTRA = "pint"

_UNITS = {"percent": "percent", "percentage_point": "percent", "basis_point": "basis_point", "times": "dimensionless"}
# What is bought by these is not what pint measures in them.
_THINGS = frozenset(["bag", "bar", "chain", "count", "dot", "hand", "line", "link", "point", "pole", "quarter", "rod", "turn"])
_POWER = re.compile(r"(\w+) \*\* (\d)")
_LOCK = RLock()
_BUILT: list[Any] = []


def registry() -> UnitRegistry[Any]:
    """The registry of all quantities here; `pint.set_application_registry` takes it where quantities are pickled."""
    with _LOCK:
        if not _BUILT:
            _BUILT.append(_build())
        return _BUILT[0]  # type: ignore[no-any-return]


def from_amount(amount: Amount, /) -> Quantity[Any]:
    """The quantity that an amount states. Errors: `FieldError` for a range."""
    value = single(amount)
    return registry().Quantity(value, _define(amount.currency) if amount.currency else _UNITS[str(amount.unit)])


def to_amount(quantity: Quantity[Any], /) -> Amount:
    """The amount for a quantity of one currency, as exact as its magnitude's digits. Errors: `FieldError` for any other quantity."""
    from moneyfacts.facts import Amount

    powers = list(quantity.unit_items())
    if len(powers) != 1 or powers[0][1] != 1 or f"[currency_{powers[0][0]}]" not in quantity.dimensionality:
        raise FieldError("quantity", quantity, "must be of one currency")
    return Amount.of(quantity.magnitude, powers[0][0])


def from_rate(rate: ExchangeRate, /) -> Quantity[Any]:
    """The rate as so much of its quote for one of its base: multiply by it to convert. Errors: `FieldError` for a range of rates."""
    if rate.rate is None:
        raise FieldError("ExchangeRate.rate", rate, "is a range: choose its low or high end")
    return registry().Quantity(rate.rate, registry().Unit(_define(rate.quote)) / registry().Unit(_define(rate.base)))


def unit(per: Per, /) -> Quantity[Any]:
    """What a price is for, as a quantity: `1000 meter ** 3`, `1 oil_barrel`, `1 share`."""
    power = _POWER.fullmatch(per.unit)
    name, exponent = (power[1], int(power[2])) if power else (per.unit, 1)
    return registry().Quantity(per.quantity, registry().Unit(_physical(name) or _define(name)) ** exponent)


def price(fact: Fact, /) -> Quantity[Any]:
    """A fact's amount for one of what it is per, or the bare amount. Errors: `FieldError` for a range or a stated rate."""
    if fact.amount is None:
        raise FieldError("Fact.amount", fact, "is a rate: use `from_rate`")
    amount = from_amount(fact.amount)
    return amount / unit(fact.per) if fact.per else amount


def _physical(name: str) -> str | None:
    """The name in the registry of a unit of measure, if it is one: full names only, since symbols are words too."""
    if name == "barrel":
        return "oil_barrel"
    found = registry().parse_unit_name(name) if name.isidentifier() and name not in _THINGS else ()
    return name if any(prefix + base == name for prefix, base, _ in found) else None


def _define(name: str) -> str:
    """The unit for a currency or a counted thing, made if it is new."""
    word = re.sub(r"\W+", "_", f"per_{name}" if name in _THINGS or not name.isidentifier() else name)
    with _LOCK:
        if word not in registry()._units:
            registry().define(f"{word} = [counted_{word}]")
    return word


def _build() -> Any:
    from moneyfacts.lexicon import source

    built = partner("pint", EXTRA).UnitRegistry(non_int_type=Decimal)
    built.define("basis_point = 1e-4")
    for code in sorted({row[0] for name in ("currencies.tsv", "crypto.tsv") for row in source.table(name)}):
        built.define(f"{code} = [currency_{code}]")
    return built
