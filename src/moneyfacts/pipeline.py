"""The levels of the grammar in their order, compiled for one language, and the walk of a text through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, reduce
from operator import or_
from typing import Any

from moneyfacts.grammar import amounts, bounds, calendar, myriads, numerals, phrases, ranges
from moneyfacts.grammar.engine import Level
from moneyfacts.grammar.figure import Figure
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.forms import chain
from moneyfacts.lexicon.lexicon import Lexicon, lexicon
from moneyfacts.lexicon.locales import Locale
from moneyfacts.link.clauses import Clauses
from moneyfacts.link.equivalents import Equivalents
from moneyfacts.link.periods import Periods
from moneyfacts.resolve.currency import ANY_YEAR, plausible
from moneyfacts.scan.sentences import Sentences
from moneyfacts.scan.sheet import Joiner, Sheet, TokenTable
from moneyfacts.scan.wordstarts import WordStarts

#: Numerals that need rules of their own before the general ones, by the name that a language chooses them with.
_COUNTING = {"myriad": (myriads.RULES,)}


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
        self._amount_levels = [Level(rules, lex) for rules in (*counting, numerals.RULES, (*bounds.PARENTHESES[:1], *amounts.RULES))]
        self._figure_levels = [
            Level(rules, lex)
            for rules in (
                ranges.MIXED, ranges.RULES, ranges.COORDINATED, ranges.IN_CHANGE,
                phrases.rules(lex, "calendar"), calendar.PART_OF_YEAR, calendar.DURATION, phrases.rules(lex, "rate"),
                bounds.RULES, bounds.RULES, bounds.PARENTHESES[1:], phrases.rules(lex, "period"), phrases.rules(lex, "per"),
            )
        ]  # fmt: skip
        self._bounds_last = Level(bounds.AFTER_UNIT, lex)
        self._clauses = Clauses(lex)
        self._equivalents = Equivalents(lex, _likely)
        self._periods = Periods(self._clauses, lex.settings.get("periods") == ["leading"], "capital" in lex.settings.get("nouns", ()))
        self._marks = lex.alphabet.marks
        self._figures = lex.alphabet.pattern("<figure>")
        self._has_figure, self._has_per, self._has_country, self._has_number = map(self._bit, ("figure", "per", "country", "num"))
        self._has_currency, self._has_phrase = self._bit("name|code|codeword"), self._bit("period|per")

    def _bit(self, names: str) -> int:
        return self.lexicon.alphabet.bit(self.lexicon.alphabet.letters(names))

    def read(self, text: str, start: int, end: int, trusting: bool = False) -> Iterator[Figure]:
        """The figures of a stretch, linked and not yet resolved; ``trusting`` takes it for one sentence and every code for money."""
        context = self._trusting if trusting else self._context
        spans = ((start, end),) if trusting else self._sentences.find(text, start, end)
        for number, (first, last) in enumerate(spans):
            yield from self._sentence(text, first, last, number, context)

    def _sentence(self, text: str, start: int, end: int, number: int, context: Context) -> Iterable[Figure]:
        sheet = Sheet(text[start:end].rstrip(), start, self._table)
        self._joiner.join(sheet)
        self._wordstarts.clear(sheet)
        present = reduce(or_, map(self._marks.__getitem__, set(sheet.letters)), 0)
        for level in self._amount_levels:
            present = level.run(sheet, context, present)
        if not present & self._has_figure and not (present & self._has_currency and present & self._has_number):
            return ()
        for level in self._figure_levels:
            present = level.run(sheet, context, present)
        if present & self._has_per:  # a unit may follow a unit
            present = self._figure_levels[-1].run(sheet, context, present)
        if present & self._has_phrase:
            present = self._bounds_last.run(sheet, context, present)
        if not present & self._has_figure:
            return ()
        at = [place.start() for place in self._figures.finditer(sheet.letters)]
        if len(at) > 1:
            self._equivalents.link(sheet, at)
        if present & self._has_phrase:
            self._periods.link(sheet, at)
        places: tuple[str, ...] = ()
        if present & self._has_country:
            places = tuple(node.means["country"] for node in sheet.nodes if "country" in node.means)
        nodes = sheet.nodes
        found: list[Figure] = [nodes[i] for i in at if not nodes[i].taken]
        for figure in found:
            figure.position, figure.sentence = start, (number, places)
            for other in figure.equivalents:
                other.position, other.sentence = start, figure.sentence
        return found

    @staticmethod
    def countries(text: str, figures: Iterable[Figure]) -> dict[Any, tuple[str, ...]]:
        """The countries named in the sentence of each figure."""
        return {figure.sentence: figure.sentence[1] for figure in figures}


def _likely(figure: Figure, other: Figure) -> bool:
    """Whether two amounts could be the same sum in any of their currencies."""
    return any(
        plausible(figure, one, other, two, ANY_YEAR)
        for one in _known(figure.sense)
        for two in _known(other.sense)
        if one != two
    )


@cache
def _known(sense: str) -> tuple[str, ...]:
    """What a sense can be; of a family, the currencies whose rates are known."""
    codes = currencies.candidates(sense)
    return codes if len(codes) == 1 else tuple(code for code in codes if code == "USD" or currencies.bands(code))


@cache
def grammar(locale: Locale) -> Grammar:
    """The grammar of a locale."""
    return Grammar(locale)
