"""The currencies of the generated texts, read from ``data/currencies.txt``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from template import DATA

SHARERS = frozenset(("CAD", "AUD", "HKD", "SGD", "NZD", "TWD", "BRL"))  # they share the dollar's sign


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency with the forms that an English text gives it."""

    code: str
    weight: int
    per_dollar: float
    signs: tuple[str, ...]
    marked: tuple[str, ...]
    names: tuple[str, ...]
    minor: str

    def signs_in(self, dollar: str) -> tuple[str, ...]:
        """The signs for a text that writes the dollar `bare` or `marked`."""
        return self.marked if dollar == "marked" else self.signs


def _list(field: str) -> tuple[str, ...]:
    return tuple(entry.strip().replace("_", " ") for entry in field.split(",") if entry.strip())


def _currency(line: str) -> Currency:
    code, weight, rate, signs, marked, names, minor = (part.strip() for part in line.split("|"))
    return Currency(code, int(weight), float(rate), _list(signs), _list(marked), _list(names), minor)


@cache
def currencies() -> dict[str, Currency]:
    """All currencies by code."""
    lines = (DATA / "currencies.txt").read_text("utf-8").splitlines()
    return {line[:3]: _currency(line) for line in lines if line.strip() and not line.startswith("#")}


@cache
def _weights(foreign: bool, sharers: bool) -> tuple[list[str], list[int]]:
    chosen = [c for c in currencies().values() if not (foreign and c.code == "USD") and (sharers or c.code not in SHARERS)]
    return [c.code for c in chosen], [c.weight for c in chosen]


def draw(random: Random, foreign: bool = False, sharers: bool = True) -> Currency:
    """A currency by its weight; never the dollar if `foreign`, and none that shares its sign unless `sharers`."""
    codes, weights = _weights(foreign, sharers)
    return currencies()[random.choices(codes, weights)[0]]
