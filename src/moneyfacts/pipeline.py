"""The levels of the grammar in their order, compiled for one language, and the walk of a text through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, reduce
from itertools import islice
from operator import or_
from typing import Any

from moneyfacts.grammar import amounts, bounds, calendar, myriads, numerals, papers, parentheses, phrases, ranges, shares
from moneyfacts.grammar.engine import Level
from moneyfacts.grammar.figure import Figure
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.forms import chain
from moneyfacts.lexicon.lexicon import Lexicon, lexicon
from moneyfacts.lexicon.locales import Locale
from moneyfacts.link.clauses import Clauses
from moneyfacts.link.equivalents import Equivalents
from moneyfacts.link.periods import Periods
from moneyfacts.resolve.currency import ANY_YEAR, plausible, rate_of
from moneyfacts.scan.sentences import Sentences
from moneyfacts.scan.sheet import Joiner, Sheet, TokenTable
from moneyfacts.scan.wordstarts import WordStarts

#: Numerals that need rules of their own before the general ones, by the name that a language chooses them with.
_COUNTING = {"myriad": (myriads.RULES,)}

#: How many sentences go through the levels together.
_TOGETHER = 64


class Context:
    """What rules may ask beside the sheet."""

    def __init__(self, territory: str | None, trusting: bool = False, decimal: str = "") -> None:
        self.trusting = trusting
        self._decimal = decimal
        self._local = currencies.of_territory(territory)[:1] if territory else ()
        self.local = self._local[0] if self._local else "USD"

    def is_local(self, sense: str) -> bool:
        """Whether a sense can be the money of the caller's territory."""
        return any(code in self._local for code in currencies.candidates(sense))

    def no_minor_unit(self, sense: str) -> bool:
        """Whether the money that a sense most likely means has no minor unit in use, nor a decimal point at home."""
        codes = currencies.candidates(sense)
        code = next((code for code in self._local if code in codes), codes[0])
        return currencies.has_no_minor_unit(code) and not (code in self._local and self._decimal == ".")


class Grammar:
    """One language's grammar with one number format."""

    def __init__(self, locale: Locale) -> None:
        self.lexicon: Lexicon = lexicon(chain(locale.language))
        self._table = TokenTable(self.lexicon, locale.numbers)
        self._context = Context(locale.territory, decimal=locale.numbers.decimal)
        self._trusting = Context(locale.territory, trusting=True, decimal=locale.numbers.decimal)
        self._sentences = Sentences(self.lexicon)
        self._joiner = Joiner(self.lexicon)
        self._wordstarts = WordStarts(self.lexicon)
        lex = self.lexicon
        counting = _COUNTING.get(lex.settings.get("numerals", [""])[0], ())
        money = (*parentheses.RULES[:1], *papers.RULES, *amounts.RULES, *shares.RULES)
        self._amount_levels = [Level(rules, lex) for rules in (*counting, numerals.RULES, money)]
        self._figure_levels = [
            *(Level(rules, lex) for rules in (ranges.MIXED, ranges.RULES, ranges.COORDINATED)),
            Level(ranges.IN_CHANGE, lex, times=2),
            Level(phrases.rules(lex, "calendar"), lex),
            *(Level(rules, lex) for rules in (calendar.PART_OF_YEAR, calendar.DURATION, phrases.rules(lex, "rate"))),
            Level(bounds.RULES, lex, times=2),
            *(Level(rules, lex) for rules in (parentheses.RULES[1:], phrases.rules(lex, "period"))),
            Level(phrases.rules(lex, "per"), lex),
        ]
        self._bounds_last = Level(bounds.AFTER_UNIT, lex)
        self._clauses = Clauses(lex)
        self._equivalents = Equivalents(lex, _likely, self._context.local)
        self._periods = Periods(self._clauses, lex.settings.get("periods") == ["leading"], "capital" in lex.settings.get("nouns", ()))
        self._marks = lex.alphabet.marks
        self._figures, self._countries = lex.alphabet.pattern("<figure>"), lex.alphabet.pattern("<country>")
        self._more_units = lex.alphabet.pattern("<per>|<figure><period><and>?<perword>")
        self._phrases, self._number = lex.alphabet.pattern("<period|per>"), lex.alphabet.pattern("<number>")
        self._currency = lex.alphabet.pattern("<name|code|codeword>")
        self._has_phrase = lex.alphabet.bit(lex.alphabet.letters("period|per"))
        self._has_country = lex.alphabet.bit(lex.alphabet.letters("country"))

    def read(self, text: str, start: int, end: int, trusting: bool = False) -> Iterator[Figure]:
        """The figures of a stretch, linked and not yet resolved; ``trusting`` takes it for one sentence and every code for money."""
        context = self._trusting if trusting else self._context
        spans = iter(((start, end),)) if trusting else self._sentences.find(text, start, end)
        while together := list(islice(spans, _TOGETHER)):
            for sheet in self._built([self._sheet(text, first, last) for first, last in together], context):
                yield from self._linked(sheet)

    def _sheet(self, text: str, start: int, end: int) -> Sheet:
        sheet = Sheet(text[start:end].rstrip(), start, self._table)
        self._joiner.join(sheet)
        self._wordstarts.clear(sheet)
        return sheet

    def _built(self, sheets: list[Sheet], context: Context) -> list[Sheet]:
        """The sheets that can hold figures, with all that the levels build on them."""
        for level in self._amount_levels:
            level.run(sheets, context)
        sheets = [sheet for sheet in sheets if self._can_hold(sheet.letters)]
        if not sheets:
            return sheets
        for sheet in sheets:
            sheet.present = reduce(or_, map(self._marks.__getitem__, set(sheet.letters)))
        for level in self._figure_levels:
            level.run(sheets, context)
        phrased = [sheet for sheet in sheets if sheet.present & self._has_phrase]
        # a unit may follow a unit, or a time
        self._figure_levels[-1].run((sheet for sheet in phrased if self._more_units.search(sheet.letters)), context)
        self._bounds_last.run(phrased, context)
        return sheets

    def _can_hold(self, letters: str) -> bool:
        """Whether there is a figure, or what a stated rate is made of."""
        search = self._figures.search
        return search(letters) is not None or (self._currency.search(letters) is not None and self._number.search(letters) is not None)

    def _linked(self, sheet: Sheet) -> Iterable[Figure]:
        """The figures of a sheet, with what belongs to each."""
        at = [place.start() for place in self._figures.finditer(sheet.letters)]
        if len(at) > 1:
            self._equivalents.link(sheet, at)
        phrased = at and sheet.present & self._has_phrase
        if phrased and (phrases := [place.start() for place in self._phrases.finditer(sheet.letters)]):
            self._periods.link(sheet, at, phrases)
        nodes, places = sheet.nodes, ()
        if at and sheet.present & self._has_country:
            places = tuple([nodes[place.start()].means["country"] for place in self._countries.finditer(sheet.letters)])
        found: list[Figure] = [nodes[i] for i in at if not nodes[i].taken]
        for figure in found:
            figure.position, figure.sentence = sheet.offset, (sheet.offset, places)
            for other in figure.equivalents:
                other.position, other.sentence = sheet.offset, figure.sentence
        return found

    @staticmethod
    def countries(text: str, figures: Iterable[Figure]) -> dict[Any, tuple[str, ...]]:
        """The countries named in the sentence of each figure."""
        return {figure.sentence: figure.sentence[1] for figure in figures}


def _likely(figure: Figure, other: Figure) -> bool:
    """Whether two amounts could be the same sum in any of their currencies."""
    rate = rate_of(figure, other)
    return any(plausible(rate, one, two, ANY_YEAR) for one in _known(figure.sense) for two in _known(other.sense) if one != two)


@cache
def _known(sense: str) -> tuple[str, ...]:
    """What a sense can be; of a family, the currencies whose rates are known."""
    codes = currencies.candidates(sense)
    return codes if len(codes) == 1 else tuple(code for code in codes if code == "USD" or currencies.bands(code))


@cache
def grammar(locale: Locale) -> Grammar:
    """The grammar of a locale."""
    return Grammar(locale)
