"""Frames: what a short text says of the one number in it, remembered for the next number that stands in the same words.

Columns of prices say the same of thousands of numbers: ``$5.20``, ``$7.95``, ``$12.00``. All that the levels of the grammar
and the resolver decide there hangs on the words and on the number's shape, and not on its value; so the first of them is
read in full, and the others are its fact with another number. What has a bound, a period, a unit or a second number is
always read in full.

>>> from moneyfacts import Normalizer
>>> reader = Normalizer()
>>> [str(reader.parse(price).amount.value) for price in ("$5.20", "$7.95")]
['5.20', '7.95']
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from moneyfacts.facts import Amount, Fact
from moneyfacts.grammar.doubt import SCREEN_LINES
from moneyfacts.lexicon.numbers import EXACT, RATIO, NumberFormat, Numeral, read

NBSP = "\N{NO-BREAK SPACE}"
#: Texts up to this length are looked at.
LONGEST = 64
_MOST_REMEMBERED = 10_000
_LONE = re.compile(r"(\D*+)((?:0|[1-9][0-9]{0,14}+)(?:[.,][0-9]{1,15}+)*+)(\D*)")
_ONE = Decimal(1)

#: The words around a number, and its shape and the place of its last decimal.
Key = tuple[str, str, str, Decimal]
Margins = tuple[int, int]


class Frame(NamedTuple):
    """A fact without its number: what multiplies the number, and where each part stands, counted from both ends of the text."""

    kind: str
    factor: Decimal
    place: Decimal
    span: Margins
    amount: Margins
    what: tuple[str | None, str | None, str | None, tuple[str, ...]]
    trace: tuple[tuple[str, str, Margins], ...]


class Frames:
    """The frames met so far under fixed options; forgets all when they grow too many."""

    __slots__ = ("_known", "_numbers")

    def __init__(self, numbers: NumberFormat) -> None:
        self._numbers = numbers
        self._known: dict[Key, Frame] = {}

    def fact(self, text: str) -> Fact | None:
        """The fact of a text whose frame is known, else None."""
        found = self._lone(text)
        frame = self._known.get(found[0]) if found else None
        return None if found is None or frame is None else _filled(frame, text, found[1])

    def learn(self, text: str, fact: Fact) -> None:
        """Remember the frame of a text that states one fact, if its number is all that can differ."""
        found = self._lone(text)
        frame = _emptied(text, fact, found[1]) if found and _holds(fact, len(found[0][0]), len(text) - len(found[0][1])) else None
        if found and frame and _filled(frame, text, found[1]) == fact:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[found[0]] = frame

    def _lone(self, text: str) -> tuple[Key, Numeral] | None:
        """The key of a text with one number in it, and the number."""
        match = _LONE.fullmatch(text) if len(text) <= LONGEST else None
        if match is None or NBSP in text:  # canonical text has number formats of its own
            return None
        before, number, after = match.groups()
        numeral = read(number, self._numbers)
        if numeral is None or not numeral.value or numeral.value in SCREEN_LINES:
            return None
        return (before, after, numeral.shape, min(numeral.quantum, _ONE)), numeral


def _filled(frame: Frame, text: str, number: Numeral) -> Fact:
    """The fact that a frame makes of a number."""
    size = len(text)
    start, end = frame.amount[0], size - frame.amount[1]
    first, last = frame.span[0], size - frame.span[1]
    value = EXACT.multiply(number.value, frame.factor)
    quantum = EXACT.multiply(number.quantum, frame.place)
    amount = Amount._trusted(text[start:end], (start, end), value, value, value, False, False, False, quantum, *frame.what)
    trace = tuple([(part, rule, text[i : size - j], (i, size - j)) for part, rule, (i, j) in frame.trace])
    return Fact._trusted(frame.kind, text[first:last], (first, last), amount, (), (), None, (), trace)


def _emptied(text: str, fact: Fact, number: Numeral) -> Frame | None:
    """The frame of a fact: None where it is more than one exact amount, or its number not a multiple of the one that is written."""
    amount = fact.amount
    if amount is None or fact.equivalents or fact.per or fact.periods:
        return None
    if amount.approximate or not amount.low == amount.value == amount.high:
        return None
    factor, place = _ratio(amount.value, number.value), _ratio(amount.quantum, number.quantum)
    if factor is None or place is None or (fact.kind != "money" and abs(factor) != 1):
        return None
    what = (amount.currency, amount.unit, amount.resolved_by, amount.candidates)
    trace = tuple((part, rule, _margins(text, span)) for part, rule, _, span in fact.trace)
    return Frame(fact.kind, factor, place, _margins(text, fact.span), _margins(text, amount.span), what, trace)


def _holds(fact: Fact, start: int, end: int) -> bool:
    """Whether every part of a fact holds the number."""
    spans = [fact.span, *(span for *_, span in fact.trace)]
    return all(first <= start and end <= last for first, last in spans)


def _ratio(value: Decimal | None, number: Decimal) -> Decimal | None:
    """The power of ten that makes the value of a number, digit by digit; None where it is none (``$5½``)."""
    if value is None:
        return None
    exponent = int(value.as_tuple().exponent) - int(number.as_tuple().exponent)
    factor = RATIO.quantize(RATIO.divide(value, number), Decimal((0, (1,), exponent)))
    is_power = abs(factor).normalize(RATIO).as_tuple().digits == (1,)
    return factor if is_power and RATIO.multiply(number, factor).as_tuple() == value.as_tuple() else None


def _margins(text: str, span: tuple[int, int]) -> Margins:
    return span[0], len(text) - span[1]
