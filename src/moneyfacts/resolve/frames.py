"""Frames: what a short text says of the one number in it, remembered for the next number that stands in the same words.

Columns of prices say the same of thousands of numbers: ``$5.20``, ``$7.95``, ``$2.00``. All that the levels of the grammar
and the resolver decide there hangs on the words and on the number's shape, and not on its value; so the first of them is
read in full, and the others are its fact with another number. Always read in full are texts with other words beside the
fact, a bound, a period, a unit or a second number, and numbers that may mean more than their value: one, years, lines of a
screen, zeros that lead.

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
from moneyfacts.lexicon.numbers import EXACT, RATIO, NumberFormat, Numeral, quantum_of, read

NBSP = "\N{NO-BREAK SPACE}"
#: Texts up to this length are looked at.
LONGEST = 64
_MOST_REMEMBERED = 10_000
_LONE = re.compile(r"\D*+([1-9][0-9]{0,14}+(?:[.,'’][0-9]{1,15}+)*+)\D*")
_SHAPE = str.maketrans("123456789", "000000000")
#: Numbers that are read unlike others in the same words: one of something, ten tenths, lines of a screen, years.
_SPECIAL = frozenset(["1", "10", *map(str, SCREEN_LINES), *map(str, range(1900, 2100))])
_ONE, _THOUSANDTH = Decimal(1), Decimal("0.001")

Span = tuple[int, int]


class Frame(NamedTuple):
    """A fact without its number: where that stands and how it is written, what multiplies it, and the fact's other parts."""

    start: int
    end: int
    group: str  # what parts the number's groups
    comma: bool  # whether its decimal sign is a comma
    factor: Decimal | None  # None is 1
    quantum: Decimal | None  # None hangs on the number's last zeros
    place: Decimal
    kind: str
    span: Span
    amount: Span
    what: tuple[str | None, str | None, str | None, tuple[str, ...]]
    trace: tuple[tuple[str, str, Span], ...]


class Frames:
    """The frames met so far under fixed options, by their texts with a zero for each digit; forgets all when they grow too many."""

    __slots__ = ("_known", "_numbers")

    def __init__(self, numbers: NumberFormat) -> None:
        self._numbers = numbers
        self._known: dict[str, Frame] = {}

    def fact(self, text: str) -> Fact | None:
        """The fact of a text whose frame is known, else None."""
        frame = self._known.get(text.translate(_SHAPE)) if len(text) <= LONGEST else None
        return None if frame is None else _filled(frame, text)

    def learn(self, text: str, fact: Fact) -> None:
        """Remember the frame of a text that states one fact, if its number is all that can differ."""
        if len(text) > LONGEST or NBSP in text or text.strip() != fact.text:
            return  # canonical text has formats of its own, and other words might be part of the fact with another number
        match = _LONE.fullmatch(text)
        numeral = read(match[1], self._numbers) if match else None
        if match is None or numeral is None:
            return
        frame = _emptied(fact, match, numeral)
        if frame is not None and _filled(frame, text) == fact:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[text.translate(_SHAPE)] = frame


def _filled(frame: Frame, text: str) -> Fact | None:
    """The fact that a frame makes of the number in a text; None where the number may mean more than its value."""
    start, end, group, comma, factor, quantum, place, kind, span, inner, what, trace = frame
    number = text[start:end]
    if number[0] == "0" or number in _SPECIAL:
        return None
    if group:
        number = number.replace(group, "")
    value = Decimal(number.replace(",", ".") if comma else number)
    if quantum is None:
        quantum = EXACT.multiply(quantum_of(value, _ONE), place)
    if factor is not None:
        value = EXACT.multiply(value, factor)
    amount = Amount._trusted(text[inner[0] : inner[1]], inner, value, value, value, False, False, False, quantum, *what)
    entries = tuple([(part, rule, text[where[0] : where[1]], where) for part, rule, where in trace])
    return Fact._trusted(kind, text[span[0] : span[1]], span, amount, (), (), None, (), entries)


def _emptied(fact: Fact, number: re.Match[str], numeral: Numeral) -> Frame | None:
    """The frame of a fact: None where it is more than one exact amount, or its number not a power of ten times the one that is written."""
    amount, (start, end) = fact.amount, number.span(1)
    if amount is None or fact.equivalents or fact.per or fact.periods:
        return None
    if amount.approximate or not amount.low == amount.value == amount.high or not _holds(fact, start, end):
        return None
    factor, place = _ratio(amount.value, numeral.value), _ratio(amount.quantum, numeral.quantum)
    if factor is None or place != abs(factor) or (fact.kind != "money" and abs(factor) != 1):
        return None
    if numeral.quantum == _THOUSANDTH:
        return None  # grouping where the currency has no decimals, and what that makes of a number hangs on its digits: `¥31.500`
    marks = number[1].translate(dict.fromkeys(map(ord, "0123456789")))
    decimal = marks[-1:] if numeral.quantum < 1 else ""
    if decimal not in ("", ".", ","):
        return None  # `12'99 €`
    fixed = numeral.quantum < 1 or len(number[1]) <= 3
    what = (amount.currency, amount.unit, amount.resolved_by, amount.candidates)
    trace = tuple((part, rule, span) for part, rule, _, span in fact.trace)
    return Frame(
        start, end, marks.replace(decimal, "")[:1] if decimal else marks[:1], decimal == ",", None if factor == 1 else factor,
        amount.quantum if fixed else None, place, fact.kind, fact.span, amount.span, what, trace,
    )  # fmt: skip


def _holds(fact: Fact, start: int, end: int) -> bool:
    """Whether every part of a fact holds the number."""
    spans = [fact.span, *(span for *_, span in fact.trace)]
    return all(first <= start and end <= last for first, last in spans)


def _ratio(value: Decimal | None, number: Decimal) -> Decimal | None:
    """The power of ten that makes the value of a number, digit by digit; None where it is none (``$5½``)."""
    if value is None or not number:
        return None
    exponent = int(value.as_tuple().exponent) - int(number.as_tuple().exponent)
    factor = RATIO.quantize(RATIO.divide(value, number), Decimal((0, (1,), exponent)))
    is_power = abs(factor).normalize(RATIO).as_tuple().digits == (1,)
    return factor if is_power and RATIO.multiply(number, factor).as_tuple() == value.as_tuple() else None
