"""The reading of one figure: what the grammar knows of it before anything is resolved."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from moneyfacts.lexicon.numbers import EXACT, Numeral

MONEY = frozenset({"money", "figure"})
PERCENT = frozenset({"percentage", "figure"})
MULTIPLE = frozenset({"multiple", "figure"})
STATED = frozenset({"stated", "figure"})
CLASSES = {"money": MONEY, "percent": PERCENT, "multiple": MULTIPLE, "exchange_rate": STATED}


@cache
def _place(factor: Decimal) -> Decimal:
    """What a factor does to the place that a number is rounded to: a coin of 25 is counted in units, one of 0.05 in hundredths."""
    digits = factor.normalize(EXACT).as_tuple()
    return factor if digits.digits == (1,) else Decimal((0, (1,), min(0, int(digits.exponent))))


class Figure:
    """One figure on a sheet, with offsets in the sheet's text; filled in by the levels and by linking.

    ``sense`` is the currency as written: an ISO 4217 code, or the name of a family (``dollar``) that ``resolve``
    decides on; ``minor`` its fraction of the currency (0.01 for cents). ``start:end`` is the amount text;
    ``first:last`` what belongs to the fact around it. What is several is in tuples: most are empty, and cost nothing then.
    """

    __slots__ = (
        "approximate", "base", "bound_rule", "candidates", "country", "doubtful", "end", "equivalents", "first", "high", "high_open", "key",
        "kind", "last", "low", "low_open", "means", "minor", "node", "numeral", "own_scale", "per", "periods", "position", "quantum",
        "quote", "resolved", "resolved_by", "rules", "sense", "sentence", "shape", "start", "taken", "trailing", "unit", "value", "written", "written_as",
    )  # fmt: skip

    def __init__(self, kind: str, start: int, end: int, numeral: Numeral, rule: str) -> None:
        self.kind = kind
        self.start = self.first = start
        self.end = self.last = end
        self.numeral = numeral
        self.value: Decimal | None = numeral.value
        self.low: Decimal | None = numeral.value
        self.high: Decimal | None = numeral.value
        self.low_open = self.high_open = self.approximate = False
        self.quantum = numeral.quantum
        self.shape = numeral.shape
        self.own_scale = numeral.shape == "scaled"
        self.minor: Decimal | None = None
        self.sense = ""
        self.unit = ""
        self.country = ""
        self.written = ""
        self.written_as = ""
        self.trailing = self.taken = False
        self.doubtful = False
        self.bound_rule = ""
        self.base = self.quote = ""
        self.equivalents: tuple[Figure, ...] = ()
        self.per: Any = None
        self.periods: tuple[Any, ...] = ()
        self.position = 0
        self.node = 0
        self.sentence: Any = None
        self.candidates: tuple[str, ...] = ()
        self.resolved = ""
        self.resolved_by = ""
        self.rules: tuple[tuple[str, int, int], ...] = ((rule, start, end),)
        self.key = ""
        self.means: dict[str, Any] = {}

    @property
    def exact(self) -> bool:
        """Whether it is one number with no bound."""
        return self.value is not None and self.low == self.value == self.high and not self.approximate

    @property
    def is_range(self) -> bool:
        return self.value is None

    def multiply(self, by: Decimal) -> None:
        """Multiply the numbers, as by a scale or a minor unit."""
        times = EXACT.multiply
        self.value, self.low, self.high = (None if x is None else times(x, by) for x in (self.value, self.low, self.high))
        self.quantum = times(self.quantum, _place(by))

    def negate(self) -> None:
        """Turn the sign."""
        self.value, self.low, self.high = (None if x is None else x.copy_negate() for x in (self.value, self.high, self.low))

    def cover(self, start: int, end: int, rule: str) -> None:
        """Widen the fact's span to hold ``start:end``, for the reason of ``rule``."""
        self.first = min(self.first, start)
        self.last = max(self.last, end)
        self.rules += ((rule, start, end),)
