"""What the tables know of currencies: codes, minor units, families of ambiguous names, plausible rates.

>>> group("pound").codes[0], default_of("dollar"), minor_digits("JPY")
('GBP', 'USD', 0)
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from moneyfacts.lexicon import source


class Group(NamedTuple):
    """A family of currencies that share a name or sign, the default first."""

    codes: tuple[str, ...]
    dominated: bool
    minor: bool


class Band(NamedTuple):
    """Plausible units per US dollar in a span of years."""

    low: Decimal
    high: Decimal
    first: int
    last: int


@cache
def _rows() -> dict[str, list[str]]:
    return {row[0]: row for row in source.table("currencies.tsv")}


@cache
def _crypto() -> dict[str, int]:
    return {row[0]: int(row[2]) for row in source.table("crypto.tsv")}


def codes() -> list[str]:
    """All codes of ISO 4217, historic ones included, and tickers."""
    return [code for code in (*_rows(), *_crypto()) if code not in ("XXX", "XTS")]


@cache
def known(code: str) -> bool:
    """Whether it is a code or a ticker that the tables have."""
    return code in _rows() or code in _crypto()


@cache
def is_crypto(code: str) -> bool:
    """Whether a code is that of a crypto asset, whose price is money rather than a rate."""
    return code in _crypto()


def minor_digits(code: str) -> int:
    """ISO 4217's minor unit: the number of decimals (2 where the table has none)."""
    row = _rows().get(code)
    if row is None:
        return _crypto().get(code, 2)
    return int(row[2]) if row[2].isdigit() else 2


@cache
def has_no_minor_unit(code: str) -> bool:
    """Whether no minor unit is in use (CLDR's cash digits)."""
    row = _rows().get(code)
    return row is not None and row[4] == "0"


@cache
def territories(code: str) -> tuple[str, ...]:
    """Where it is legal tender, the main territory first."""
    row = _rows().get(code)
    return tuple(row[6].split()) if row and row[6] != "-" else ()


@cache
def formerly(territory: str) -> frozenset[str]:
    """The currencies that a territory once had."""
    rows = (row for row in source.table("territories.tsv") if row[0] == territory)
    return frozenset(code for row in rows for code in row[2].split() if code != "-")


@cache
def of_territory(territory: str) -> tuple[str, ...]:
    """The currencies of a territory, the main one first."""
    for row in source.table("territories.tsv"):
        if row[0] == territory:
            return tuple(row[1].split())
    return ()


@cache
def signs() -> list[tuple[str, str, str]]:
    """(section, form, target) of each line of ``data/signs.txt``."""
    found, section = [], ""
    for line in source.text_of("signs.txt").split("\n"):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            form, _, target = line.partition(" = ")
            found.append((section, form, target))
    return found


@cache
def _groups() -> dict[str, Group]:
    table = {}
    for section, form, target in signs():
        if section == "group":
            name, *flags = form.split()
            table[name] = Group(tuple(target.split()), "dominated" in flags, "minor" in flags)
    return table


def group(name: str) -> Group | None:
    """The family of that name."""
    return _groups().get(name)


@cache
def candidates(sense: str) -> tuple[str, ...]:
    """The codes that a sense (a code or the name of a family) can be."""
    family = group(sense)
    return family.codes if family else (sense,)


def default_of(sense: str) -> str:
    """What a sense is where nothing says more."""
    return candidates(sense)[0]


@cache
def _bands() -> dict[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = {}
    for row in source.table("bands.tsv"):
        table.setdefault(row[0], []).append(row)
    return table


@cache
def bands(code: str) -> list[Band]:
    """The plausible rates of a currency against the US dollar, by years."""
    found = []
    for _, low, high, years, *_ in _bands().get(code, []):
        first, _, last = years.partition("-")
        found.append(Band(Decimal(low), Decimal(high), int(first), int(last or first)))
    return found


def possible(base: str, quote: str, rate: Decimal) -> bool:
    """Whether a unit of one sense has cost about so much of the other, in the latest years of the bands.

    >>> possible("USD", "CNY", Decimal("7.1")), possible("CNY", "USD", Decimal("7.1"))
    (True, False)
    """
    one, two = _latest(default_of(base)), _latest(default_of(quote))
    return one is not None and two is not None and two.low / one.high / _LEEWAY <= rate <= two.high / one.low * _LEEWAY


#: How far outside the latest bands a rate may lie.
_LEEWAY = Decimal("1.4")


def _latest(code: str) -> Band | None:
    if code == "USD":
        return Band(Decimal(1), Decimal(1), 0, 9999)
    rows = bands(code)
    return rows[-1] if rows else None
