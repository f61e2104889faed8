"""Turn resolved readings into facts: values built last, and each once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period, implied_rate, stated_rate
from moneyfacts.facts.amount import MAX_DIGITS
from moneyfacts.facts.when import is_unit
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import PerPhrase, Phrase
from moneyfacts.lexicon import currencies
from moneyfacts.resolve.dates import Dated, Dates, day_before

_TEN = Decimal(10)


class Finisher:
    """Builds the facts of a text from its figures."""

    def __init__(self, dates: Dates) -> None:
        self._dates = dates

    def fact(self, figure: Figure, text: str) -> Fact | None:
        """The fact of one resolved figure, or None where it can state none (a rate of zero); ``text`` is the whole text."""
        if _endless(figure) or any(map(_endless, figure.equivalents)):
            return None
        offset = figure.position
        span = (figure.first + offset, figure.last + offset)
        trace = tuple(self._trace(figure, text, offset))
        if figure.kind == "exchange_rate":
            rate = self._stated(figure)
            if rate is None or rate.base == rate.quote:
                return None
            return Fact._trusted("exchange_rate", text[slice(*span)], span, None, (), (rate,), None, (), trace)
        amount = self._amount(figure, text, offset)
        others = [other for other in figure.equivalents if other.resolved != figure.resolved]
        equivalents = tuple([self._amount(other, text, offset) for other in others])
        implied = [implied_rate(amount, other) for other in equivalents]
        rates = tuple([rate for rate in implied if rate is not None])
        per = self._per(figure.per, text, offset) if figure.per is not None and figure.kind == "money" else None
        times = [(phrase.rule, period) for phrase in figure.periods if (period := self._period(phrase, text, offset))]
        trace += tuple([(f"periods[{n}]", rule, period.text, period.span) for n, (rule, period) in enumerate(times)])
        periods = tuple([period for _, period in times])
        return Fact._trusted(figure.kind, text[slice(*span)], span, amount, equivalents, rates, per, periods, trace)

    @staticmethod
    def _amount(figure: Figure, text: str, offset: int) -> Amount:
        if figure.minor is not None and figure.minor == Decimal("0.01") and currencies.minor_digits(figure.resolved) == 3:
            figure.multiply(Decimal("0.1"))
        span = (figure.start + offset, figure.end + offset)
        money = figure.kind.endswith("money")
        return Amount._trusted(
            text[slice(*span)], span, figure.value, figure.low, figure.high, figure.low_open, figure.high_open,
            figure.approximate, figure.quantum,
            figure.resolved if money else None, None if money else figure.unit or "times",
            figure.resolved_by if money else None, figure.candidates if money else (),
        )  # fmt: skip

    @staticmethod
    def _stated(figure: Figure) -> ExchangeRate | None:
        number = Amount._trusted(
            "", (0, 0), figure.value, figure.low, figure.high, figure.low_open, figure.high_open, figure.approximate, figure.quantum,
            figure.quote, None, None, (),
        )  # fmt: skip
        return stated_rate(figure.base, figure.quote, number)

    @staticmethod
    def _per(phrase: PerPhrase, text: str, offset: int) -> Per | None:
        if not phrase.quantity or not is_unit(phrase.unit):
            return None
        span = (phrase.start + offset, phrase.end + offset)
        return Per._trusted(phrase.quantity, phrase.unit, text[slice(*span)], span)

    def _period(self, phrase: Phrase, text: str, offset: int) -> Period | None:
        span = (phrase.start + offset, phrase.end + offset)
        words = text[slice(*span)]
        if phrase.duration:
            return Period(phrase.role, phrase.duration, None, None, None, False, words, span)
        assert phrase.calendar is not None
        dated = self._dates.resolve(phrase.calendar) if phrase.second is None else self._dates.between(phrase.calendar, phrase.second)
        if dated is None:
            return None
        role, start, end, label = _by_role(phrase, dated)
        if not (start or end or label):
            return None
        return Period(role, None, start, end, label, dated.fiscal, words, span)

    @staticmethod
    def _trace(figure: Figure, text: str, offset: int) -> Any:
        for part, one in [("amount", figure), *((f"equivalents[{n}]", other) for n, other in enumerate(figure.equivalents))]:
            for rule, start, end in one.rules:
                span = (start + offset, end + offset)
                yield part, rule, text[slice(*span)], span


def _endless(figure: Figure) -> bool:
    """Whether scale after scale has made a number longer than amounts can be."""
    return any(number is not None and number.adjusted() >= MAX_DIGITS for number in (figure.value, figure.low, figure.high))


def _by_role(phrase: Phrase, dated: Dated) -> tuple[str, dt.date | None, dt.date | None, str | None]:
    """What of a span each role states."""
    if phrase.role == "by":
        return (
            "by",
            None,
            day_before(dated.start) if phrase.rule.startswith("before") else dated.end,
            dated.label if dated.end is None else None,
        )
    if phrase.role == "since":
        return "since", dated.start, None, dated.label if dated.start is None else None
    if phrase.role == "at":
        if dated.start != dated.end:
            return "at", dated.end, dated.end, dated.label if dated.end is None else None
        return "at", dated.start, dated.end, dated.label
    return phrase.role, dated.start, dated.end, dated.label
