"""Which currency an ambiguous sign or name means, and why: own words, rate, context, locale, default.

The steps are tried in that order; each one can only choose among what the ones before it left possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from moneyfacts.grammar.figure import Figure
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.numbers import RATIO

#: Years around now, for texts without a date: the latest rows of the bands.
_RECENT = 2022
#: The key of the evidence that stated rates give (``5.4 billion crowns. ($1 = 24.01 Czech crowns)``).
_IN_RATES = ("exchange_rate",)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ. "
#: How far outside a band a rate may lie: texts round, and bands are yearly averages.
_SLACK = Decimal("1.06")


class Options:
    """What the caller says of money: a territory, and a currency that takes step 4 first."""

    def __init__(self, territory: str | None, currency: str | None, year: int | None) -> None:
        self.territory = territory
        self.currency = currency
        self.year = year
        self.local = currencies.of_territory(territory) if territory else ()


class Resolver:
    """Resolves the figures of one text."""

    def __init__(self, options: Options, names: dict[str, str]) -> None:
        self._options = options
        self._names = names  # families whose bare name is one country's by the language

    def resolve(self, figures: list[Figure], countries: dict[Any, tuple[str, ...]]) -> None:
        """Set ``resolved``, ``resolved_by`` and ``candidates`` of each figure and its equivalents.

        ``countries`` gives, by sentence number, the countries named in it.
        """
        money = [figure for figure in figures if figure.kind == "money"]
        rates = [figure for figure in figures if figure.kind == "exchange_rate"]
        every = [one for figure in money for one in (figure, *figure.equivalents)]
        for one in every:
            self._own(one)
        _confirm(money, countries)
        for figure in money:
            if figure.equivalents:
                self._by_rate(figure, countries)
        for one in every:
            if not one.resolved:
                self._two_ways(one)
        evidence = _evidence(every)
        evidence[_IN_RATES] = {sense for figure in rates for sense in (figure.base, figure.quote)}
        for one in every:
            if not one.resolved and one.minor is None:
                self._by_context(one, evidence, countries)
                evidence.setdefault(one.sentence, set()).add(one.resolved)
        for one in every:
            if not one.resolved:
                self._by_context(one, evidence, countries)
        for figure in rates:
            named = countries[figure.sentence]
            figure.base, figure.quote = self.sense(figure.base, named), self.sense(figure.quote, named)

    # -- step 1 ------------------------------------------------------------------------------------------------------

    def _own(self, figure: Figure) -> None:
        codes = currencies.candidates(figure.sense)
        figure.candidates = codes
        if figure.resolved_by:  # said by the rule that built it
            figure.resolved = codes[0]
            return
        if figure.country:
            theirs = [
                code for code in codes if figure.country in currencies.territories(code) or code in currencies.of_territory(figure.country)
            ]
            if theirs:
                figure.resolved, figure.resolved_by, figure.candidates = theirs[0], "own", (theirs[0],)
                return
        if len(codes) == 1:
            figure.resolved, figure.resolved_by = codes[0], "own"

    def _two_ways(self, figure: Figure) -> None:
        """A prefixed sign of two currencies (``C$``) is its territory's or the first's: context can't say more."""
        if figure.written_as == "sign" and len(figure.written) > 1 and len(figure.candidates) == 2:
            self._settle(figure, self._local(figure), "own")

    def _settle(self, figure: Figure, code: str, reason: str) -> None:
        code = code or figure.candidates[0]
        figure.resolved, figure.resolved_by = code, reason
        figure.candidates = _led_by(code, figure.candidates)

    # -- step 2 ------------------------------------------------------------------------------------------------------

    def _by_rate(self, figure: Figure, countries: dict[Any, tuple[str, ...]]) -> None:
        """Choose by the equivalents, where the implied rate is possible for just one candidate."""
        for other in figure.equivalents:
            if figure.resolved and not other.resolved:
                self._choose(other, figure, countries)
            elif other.resolved and not figure.resolved:
                self._choose(figure, other, countries)
        if figure.resolved:
            return
        for other in figure.equivalents:
            if not other.resolved and (self._assume(other, figure, countries) or self._assume(figure, other, countries)):
                return

    def _assume(self, anchor: Figure, figure: Figure, countries: dict[Any, tuple[str, ...]]) -> bool:
        """Take the likely currency for one of two ambiguous amounts, if the other's is clear then."""
        code, before = self._likely(anchor), anchor.candidates
        if not self._fits_any(figure, anchor, code):
            return False
        self._settle(anchor, code, "default" if code == currencies.default_of(anchor.sense) else "locale")
        self._choose(figure, anchor, countries)
        if not figure.resolved:
            anchor.resolved, anchor.resolved_by, anchor.candidates = "", "", before
        return bool(figure.resolved)

    def _likely(self, figure: Figure) -> str:
        return self._local(figure) or currencies.default_of(figure.sense)

    def _fits_any(self, figure: Figure, other: Figure, code: str) -> bool:
        rate, year = rate_of(figure, other), self._options.year
        return any(plausible(rate, candidate, code, year) for candidate in figure.candidates if candidate != code)

    def _choose(self, figure: Figure, other: Figure, countries: dict[Any, tuple[str, ...]]) -> None:
        """Set the candidate that the rate allows: a named country's, the likely one's, or the only one."""
        rate, year = rate_of(figure, other), self._options.year
        codes = [code for code in figure.candidates if code != other.resolved]
        possible = [code for code in codes if plausible(rate, code, other.resolved, year)]
        named = countries[figure.sentence]
        theirs = [code for code in possible if any(place in currencies.territories(code) for place in named)]
        likely = [code for code in (self._local(figure), currencies.default_of(figure.sense)) if code in codes]
        sure = theirs if len(theirs) == 1 else [code for code in likely if code in possible]
        current = [code for code in possible if currencies.territories(code)]
        only = current if len(current) == 1 else possible if len(possible) == 1 else []
        once = [code for code in likely if plausible(rate, code, other.resolved, ANY_YEAR)]
        sure = sure or (once or only if figure.written_as == "sign" else only or once)
        if sure:
            self._settle(figure, sure[0], "rate")

    # -- steps 3 to 5 --------------------------------------------------------------------------------------------------

    def _by_context(self, figure: Figure, evidence: dict[Any, set[str]], countries: dict[Any, tuple[str, ...]]) -> None:
        code, reason = self._context(figure, evidence, countries[figure.sentence]), "context"
        if not code or self._is_contrast(figure, code):
            code, reason = self._local(figure), "locale"
        if not code:
            code, reason = currencies.default_of(figure.sense), "default"
        self._settle(figure, code, reason)

    def _is_contrast(self, figure: Figure, code: str) -> bool:
        """Whether the territory has a currency of that sign, from which the text sets the sign's usual one apart (``US$30 … $25``)."""
        family = currencies.group(figure.sense)
        return family is not None and family.dominated and code == currencies.default_of(figure.sense) and self._local(figure) != ""

    @staticmethod
    def _context(figure: Figure, evidence: dict[Any, set[str]], named: tuple[str, ...]) -> str:
        family = currencies.group(figure.sense)
        said = evidence.get(figure.sentence if figure.minor is not None else _mark(figure), set())
        here = [code for code in figure.candidates if code in said] if said else []
        if not here and figure.minor is not None:  # `11.2 euro cents, down from 13.9 cents`
            here = [code for code in figure.candidates if code in evidence.get(_mark(figure), ())]
        if not here and family is not None and not family.dominated:
            here = [code for code in figure.candidates if code in evidence.get(_IN_RATES, ())]
        if len(here) == 1:
            return here[0]
        if family is not None and not family.dominated and not here:
            theirs = [code for code in figure.candidates if any(place in currencies.territories(code) for place in named)]
            if not theirs:
                theirs = [code for code in figure.candidates if any(code in currencies.of_territory(place) for place in named)]
            if not theirs:
                theirs = [code for code in figure.candidates if any(code in currencies.formerly(place) for place in named)]
            if len(set(theirs)) == 1:
                return theirs[0]
        return ""

    def _local(self, figure: Figure) -> str:
        options = self._options
        if options.currency in figure.candidates:
            return options.currency or ""
        return next((code for code in options.local if code in figure.candidates), "")

    def sense(self, sense: str, named: tuple[str, ...]) -> str:
        """The currency of a name in a stated rate."""
        codes = currencies.candidates(sense)
        if len(codes) == 1:
            return codes[0]
        family = currencies.group(sense)
        theirs = {code for code in codes if any(place in currencies.territories(code) for place in named)}
        if len(theirs) == 1 and family is not None and not family.dominated:
            return theirs.pop()
        if self._options.currency in codes:
            return self._options.currency or ""
        return next((code for code in self._options.local if code in codes), codes[0])


@cache
def _led_by(code: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The candidates with one of them first."""
    return (code, *(other for other in candidates if other != code))


def _confirm(money: list[Figure], countries: dict[Any, tuple[str, ...]]) -> None:
    """A sign that is also a word counts where the text has other money in that currency, or names its country."""
    doubtful = [figure for figure in money if figure.doubtful]
    if not doubtful:
        return
    sure = {one.resolved for figure in money if not figure.doubtful for one in (figure, *figure.equivalents)}
    parts = {figure.written for figure in money if not figure.doubtful and figure.minor is not None}
    named = {place for places in countries.values() for place in places}
    for figure in doubtful:
        home = any(place in currencies.territories(code) for code in figure.candidates for place in named)
        again = figure.minor is not None and figure.written in parts  # `540p from 495p`
        named_or_worth = figure.written_as == "name" and (home or bool(figure.equivalents))
        figure.doubtful = not (again or sure & set(figure.candidates) or (home and figure.written_as == "unsure") or named_or_worth)


def _evidence(amounts: Iterable[Figure]) -> dict[Any, set[str]]:
    """The currencies that the text names in their own words or by a rate: by sign or noun, and by sentence for minor units."""
    said: dict[Any, set[str]] = {}
    for one in amounts:
        if one.resolved:
            said.setdefault(_mark(one), set()).add(one.resolved)
            if one.minor is None:
                said.setdefault(one.sentence, set()).add(one.resolved)
    return said


def _mark(figure: Figure) -> str:
    """The sign without the letters before it, or the noun without the adjective: what a bare mention would repeat."""
    written = figure.written
    if figure.written_as == "sign":
        return written.strip(_LETTERS) or written
    if "\u4e00" <= written[-1:] <= "\u9fff":
        return written  # 港元 repeats nothing of 元
    return written.rsplit(" ", 1)[-1].rstrip("s")


# -- plausible rates --------------------------------------------------------------------------------------------------


def rate_of(figure: Figure, other: Figure) -> Decimal | None:
    """The rate that two amounts imply if they are the same sum; None where one of them is nothing."""
    one, two = _number(figure), _number(other)
    return RATIO.divide(one, two) if one and two else None


def plausible(rate: Decimal | None, code: str, other_code: str, year: int | None) -> bool:
    """Whether the rate can be that of these currencies, by the bands of the year (or of recent years)."""
    if rate is None:
        return False
    if year == ANY_YEAR:
        least, most = _any_rate(code, other_code)
        return least <= rate <= most
    return any(least <= rate <= most for least, most in _rates(code, other_code, year))


#: Asks for the bands of all years.
ANY_YEAR = -1
_USD = [currencies.Band(Decimal(1), Decimal(1), 0, 9999)]


@cache
def _any_rate(code: str, other: str) -> tuple[Decimal, Decimal]:
    """The least and the most of one for a unit of the other in any year; without bands nothing is known against a rate."""
    first, second = (_USD if one == "USD" else currencies.bands(one) for one in (code, other))
    if not first or not second:
        return Decimal(0), Decimal("Infinity")
    pairs = [(a, b) for a in first for b in second if a.first <= b.last and b.first <= a.last]
    if not pairs:
        return Decimal(0), Decimal("Infinity")
    return min(_least(a, b) for a, b in pairs), max(_most(a, b) for a, b in pairs)


@cache
def _rates(code: str, other: str, year: int | None) -> list[tuple[Decimal, Decimal]]:
    """The least and the most of one for a unit of the other, for each pair of their bands."""
    return [(_least(a, b), _most(a, b)) for a in _bands(code, year) for b in _bands(other, year)]


@cache
def _least(one: currencies.Band, other: currencies.Band) -> Decimal:
    return RATIO.divide(one.low, RATIO.multiply(other.high, _SLACK))


@cache
def _most(one: currencies.Band, other: currencies.Band) -> Decimal:
    return RATIO.divide(RATIO.multiply(one.high, _SLACK), other.low)


@cache
def _bands(code: str, year: int | None) -> list[currencies.Band]:
    if code == "USD":
        return _USD
    rows = currencies.bands(code)
    if year is not None:
        return [row for row in rows if row.first - 1 <= year <= row.last + 1] or rows[-1:]
    return [row for row in rows if row.last >= _RECENT] or rows[-1:]


def _number(figure: Figure) -> Decimal | None:
    value = figure.value if figure.value is not None else figure.low
    return value.copy_abs() if value else None
