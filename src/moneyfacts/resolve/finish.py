"""Turn resolved readings into facts: values built last, and each once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period, implied_rate, stated_rate
from moneyfacts.facts.amount import MAX_DIGITS
from moneyfacts.facts.fact import TraceEntry
from moneyfacts.facts.when import is_unit
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import PerPhrase, Phrase
from moneyfacts.lexicon import currencies
from moneyfacts.resolve.dates import Dated, Dates, day_before

Cut = tuple[str, tuple[int, int]]

#: What a minor unit is multiplied by where the currency, by its decimals, has another than its name says: Kuwaiti cents, fils of a dirham.
_OTHER_MINOR = {(Decimal("0.01"), 3): Decimal("0.1"), (Decimal("0.001"), 2): Decimal(10)}


class Finisher:
    """Builds the facts of a text from its figures."""

    def __init__(self, dates: Dates) -> None:
        self._dates = dates

    def fact(self, figure: Figure, text: str) -> Fact | None:
        """The fact of one resolved figure, or None where it can state none (a rate of zero); ``text`` is the whole text."""
        if _endless(figure) or (figure.equivalents and any(map(_endless, figure.equivalents))):
            return None
        offset = figure.position
        own = _cut(text, figure.start + offset, figure.end + offset)
        words, span = own
        if figure.first != figure.start or figure.last != figure.end:
            words, span = _cut(text, figure.first + offset, figure.last + offset)
        trace = _trace("rates[0]" if figure.kind == "exchange_rate" else "amount", figure, own, text)
        if figure.kind == "exchange_rate":
            rate = self._stated(figure)
            if rate is None or rate.base == rate.quote:
                return None
            return Fact._trusted("exchange_rate", words, span, None, (), (rate,), None, (), trace)
        amount = self._amount(figure, own)
        equivalents: tuple[Amount, ...] = ()
        rates: tuple[ExchangeRate, ...] = ()
        if figure.equivalents:
            cuts = [_cut(text, other.start + offset, other.end + offset) for other in figure.equivalents]
            for n, (other, cut) in enumerate(zip(figure.equivalents, cuts, strict=True)):
                trace += _trace(f"equivalents[{n}]", other, cut, text)
            equivalents, rates = self._equivalents(figure, amount, cuts)
        per = self._per(figure.per, text, offset) if figure.per is not None and figure.kind == "money" else None
        periods: tuple[Period, ...] = ()
        if figure.periods:
            times = [(phrase.rule, period) for phrase in figure.periods if (period := self._period(phrase, text, offset))]
            trace += tuple([(f"periods[{n}]", rule, period.text, period.span) for n, (rule, period) in enumerate(times)])
            periods = tuple([period for _, period in times])
        return Fact._trusted(figure.kind, words, span, amount, equivalents, rates, per, periods, trace)

    def _equivalents(self, figure: Figure, amount: Amount, cuts: list[Cut]) -> tuple[tuple[Amount, ...], tuple[ExchangeRate, ...]]:
        """The amounts in other currencies, and the rates that they imply."""
        others = zip(figure.equivalents, cuts, strict=True)
        equivalents = tuple([self._amount(other, cut) for other, cut in others if other.resolved != figure.resolved])
        return equivalents, tuple([rate for other in equivalents if (rate := implied_rate(amount, other)) is not None])

    @staticmethod
    def _amount(figure: Figure, own: Cut) -> Amount:
        factor = _OTHER_MINOR.get((figure.minor, currencies.minor_digits(figure.resolved))) if figure.minor else None
        if factor:
            figure.multiply(factor)
        money = figure.kind == "money"
        return Amount._trusted(
            *own, figure.value, figure.low, figure.high, figure.low_open, figure.high_open,
            figure.approximate, figure.quantum,
            figure.resolved if money else None, None if money else figure.unit or "times",
            figure.resolved_by if money else None, figure.candidates if money else (),
        )  # fmt: skip

    @staticmethod
    def _stated(figure: Figure) -> ExchangeRate | None:
        number = Amount._trusted(
            "", (0, 0), figure.value, figure.low, figure.high, figure.low_open, figure.high_open, figure.approximate, figure.quantum,
            None, None, None, (),
        )  # fmt: skip
        return stated_rate(figure.base, figure.quote, number)

    @staticmethod
    def _per(phrase: PerPhrase, text: str, offset: int) -> Per | None:
        if not phrase.quantity or not is_unit(phrase.unit):
            return None
        span = (phrase.start + offset, phrase.end + offset)
        return Per._trusted(phrase.quantity, phrase.unit, text[span[0] : span[1]], span)

    def _period(self, phrase: Phrase, text: str, offset: int) -> Period | None:
        span = (phrase.start + offset, phrase.end + offset)
        words = text[span[0] : span[1]]
        if phrase.duration:
            return Period._trusted(phrase.role, phrase.duration, None, None, None, False, words, span)
        assert phrase.calendar is not None
        if phrase.second is not None:
            dated = self._dates.between(phrase.calendar, phrase.second)
        else:
            dated = (self._dates.coming if phrase.role == "by" else self._dates.resolve)(phrase.calendar)
        if dated is None:
            return None
        role, start, end, label = _by_role(phrase, dated)
        if not (start or end or label):
            return None
        return Period._trusted(role, None, start, end, label, dated.fiscal, words, span)


def _cut(text: str, start: int, end: int) -> Cut:
    """Words and where they stand; made once, since most facts are the words of their amount, which one rule has read."""
    return text[start:end], (start, end)


def _trace(part: str, figure: Figure, own: Cut, text: str) -> tuple[TraceEntry, ...]:
    """The rules that made a figure, with the words that each of them read."""
    offset, start, end = figure.position, figure.start, figure.end
    cuts = [(rule, own if i == start and j == end else _cut(text, i + offset, j + offset)) for rule, i, j in figure.rules]
    return tuple([(part, rule, *cut) for rule, cut in cuts])


def _endless(figure: Figure) -> bool:
    """Whether scale after scale has made a number longer than amounts can be."""
    if figure.value is not None:
        return figure.value.adjusted() >= MAX_DIGITS
    return any(number is not None and number.adjusted() >= MAX_DIGITS for number in (figure.low, figure.high))


def _by_role(phrase: Phrase, dated: Dated) -> tuple[str, dt.date | None, dt.date | None, str | None]:
    """What of a span each role states; a rule can name the other end (``since the end of 2022``)."""
    if phrase.role == "by":
        before = phrase.rule.startswith("before")
        end = day_before(dated.start) if before else dated.start if phrase.rule.endswith(" start") else dated.end
        return "by", None, end, dated.label if dated.end is None else None
    if phrase.role == "since":
        start = dated.end if phrase.rule.endswith(" end") else dated.start
        return "since", start, None, dated.label if start is None else None
    if phrase.role == "at":
        if dated.start != dated.end:
            return "at", dated.end, dated.end, dated.label if dated.end is None else None
        return "at", dated.start, dated.end, dated.label
    return phrase.role, dated.start, dated.end, dated.label
