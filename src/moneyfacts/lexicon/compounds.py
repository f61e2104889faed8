"""Number words written as one word: cut into the number words that they are made of.

Languages that write ``dreihundertachtzig``, ``tweeënvijftig`` or ``trehundraåttio`` choose ``numerals: compound`` in
their file. A word is such a compound only if its parts (atoms, multipliers, scales, fractions, and the links of the
class ``tensand``) cover it wholly and add up as numerals do; anything else stays an unknown word.

>>> from moneyfacts.lexicon.lexicon import lexicon
>>> lexicon(("de",)).compounds.value("dreihundertachtzig")
Decimal('380')
>>> lexicon(("de",)).compounds.value("viertelmilliarde")
Decimal('2.5E+8')
>>> lexicon(("de",)).compounds.value("dreizwei") is None
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

Part = tuple[str, Decimal]

_CLASSES = ("scale", "multiplier", "atom", "fraction", "tensand")
#: Longer words are no numerals.
_MOST_LETTERS = 80


class Compounds:
    """The parts that one language's compound numerals are made of."""

    def __init__(self, forms: Mapping[str, Mapping[str, Any]]) -> None:
        self.parts: dict[str, Part] = {}
        for word, means in forms.items():
            name = next((name for name in _CLASSES if name in means), None)
            if name and word.isalpha():
                self.parts[word] = (name, means[name] if name != "tensand" else Decimal(0))
        self._lengths = sorted({len(word) for word in self.parts}, reverse=True)

    def value(self, word: str) -> Decimal | None:
        """The number that a folded word states, or None where it is no compound numeral."""
        if len(word) > _MOST_LETTERS:
            return None
        parts = self._cut(word)
        return _added(parts) if parts and len(parts) > 1 else None

    def _cut(self, word: str) -> list[Part] | None:
        """The parts that cover the word, the longest first at each place; places found hopeless are not tried again."""
        stack: list[tuple[int, list[Part]]] = [(0, [])]
        seen: set[int] = set()
        while stack:
            at, done = stack.pop()
            if at == len(word):
                return done
            if at in seen:
                continue
            seen.add(at)
            for length in reversed(self._lengths):
                part = self.parts.get(word[at : at + length])
                if part and at + length <= len(word):
                    stack.append((at + length, [*done, part]))
        return None


def _added(parts: Iterable[Part]) -> Decimal | None:
    """What the parts add up to, or None where they make no numeral."""
    total, group, linked = Decimal(0), Decimal(0), False
    for name, value in parts:
        if name == "scale":
            total, group = _closed(total, group or Decimal(1), value), Decimal(0)
        elif name == "multiplier":
            if group > 99:
                return None
            group = (group or 1) * value
        elif name != "tensand":
            if not _fits(group, value, linked):
                return None
            group += value
        linked = name == "tensand"
    return None if linked else total + group if group else total


def _closed(total: Decimal, group: Decimal, scale: Decimal) -> Decimal:
    """A group times its scale; one with a fraction keeps the place that it is said to (``Viertelmilliarde``: 25E+7)."""
    if group % 1 and not total:
        return group * Decimal((0, (1,), scale.adjusted()))
    return total + group * scale


def _fits(before: Decimal, value: Decimal, linked: bool) -> bool:
    """Whether a smaller number word can follow what stands before it."""
    if not before or before % 1:
        return not before
    if value < 1 or before % 100 == 0:
        return value < 100
    if linked and before % 100 < 10:
        return 20 <= value < 100 and value % 10 == 0
    return before % 10 == 0 and before % 100 >= 20 and value < 10
