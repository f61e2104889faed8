"""The reader: a configured, immutable way from text to facts, and the verbs that are thin over it.

data -> lexicon -> scan -> grammar -> link -> resolve -> facts -> format
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import localcontext
from functools import lru_cache
from typing import Any, Unpack

from moneyfacts.errors import OptionError, ParseError
from moneyfacts.facts import Fact
from moneyfacts.facts.collection import Facts
from moneyfacts.grammar.figure import Figure
from moneyfacts.lexicon.locales import in_language
from moneyfacts.lexicon.numbers import EXACT
from moneyfacts.options import ReaderOptions, check_currency, check_text, check_year_end, checked_date, checked_kinds, checked_locale
from moneyfacts.pipeline import Grammar, grammar
from moneyfacts.resolve.currency import Options, Resolver
from moneyfacts.resolve.dates import Dates
from moneyfacts.resolve.finish import Finisher
from moneyfacts.resolve.frames import Frames
from moneyfacts.resolve.whole import covers, whole
from moneyfacts.scan.markup import shown

NBSP = "\N{NO-BREAK SPACE}"
#: The most characters that `parse` reads: it takes its text for one sentence, and no longer one is an expression.
LONGEST_EXPRESSION = 16_384
#: The locale that a caller has who says nothing: its money is the default, not a choice.
_DEFAULT = "en_US"


class Normalizer:
    """Reads text under fixed options; immutable, thread-safe, picklable.

    In: ``locale`` (CLDR name, ``None`` or ``"und"`` for detection), ``reference_date`` (a date), ``fiscal_year_end``
    (month and day), ``currency`` (ISO 4217 code for ambiguous signs), ``kinds`` (a set of fact kinds).
    Errors: :class:`~moneyfacts.errors.OptionError` at once, naming the value.

    >>> Normalizer(locale="en-CA").extract("a $5 million grant")[0].amount.currency
    'CAD'
    """

    __slots__ = ("_detects", "_expressions", "_finisher", "_grammar", "_kinds", "_locale", "_options", "_passages", "_resolver")

    def __init__(
        self,
        locale: str | None = "en-US",
        reference_date: dt.date | None = None,
        fiscal_year_end: tuple[int, int] | None = None,
        currency: str | None = None,
        kinds: Iterable[str] | None = None,
    ) -> None:
        self._locale = checked_locale(locale)
        self._detects = self._locale.language == "und"
        self._kinds = checked_kinds(kinds)
        reference_date = checked_date(reference_date)
        check_year_end(fiscal_year_end)
        check_currency(currency)
        self._options = {
            "locale": locale, "reference_date": reference_date, "fiscal_year_end": fiscal_year_end,
            "currency": currency, "kinds": self._kinds,
        }  # fmt: skip
        self._grammar: Grammar = grammar(self._locale)
        year = reference_date.year if reference_date else None
        self._resolver = Resolver(Options(None if self._locale.name == _DEFAULT else self._locale.territory, currency, year), {})
        self._finisher = Finisher(Dates(reference_date, fiscal_year_end))
        self._expressions, self._passages = Frames(self._locale.numbers), Frames(self._locale.numbers)

    def __reduce__(self) -> Any:
        return _restore, (tuple(self._options.items()),)

    def extract(self, text: str) -> Facts:
        """All facts of a text, in text order; any text will do.

        >>> [fact.kind for fact in Normalizer().extract("12x earnings, or 3.5%")]
        ['multiple', 'percent']
        """
        check_text(text)
        known = self._passages.fact(text)
        if known is not None:
            return Facts((known,), text)
        facts = Facts((fact for fact in self._facts(text, False) if fact.kind in self._kinds), text)
        if len(facts) == 1 and not self._detects:
            self._passages.learn(text, facts[0])
        return facts

    def parse(self, text: str) -> Fact:
        """The one fact that a text states from end to end. Errors: :class:`~moneyfacts.errors.ParseError`.

        Words around the fact are an error; outer space, a final full stop, and a period that leads are not.

        >>> Normalizer().parse("at least $5m").amount.low
        Decimal('5000000')
        """
        check_text(text)
        fact = self._expressions.fact(text)
        if fact is None:
            fact = self._whole(text)
            if not self._detects:  # a number's format hangs on the language
                self._expressions.learn(text, fact)
        return fact

    def _whole(self, text: str) -> Fact:
        start = text[:LONGEST_EXPRESSION]
        lexicon = self._grammar_of(start).lexicon
        try:
            return whole(text, self._facts(start, True), self._kinds, lexicon)
        except ParseError as error:  # a code that is a word may be no more than the word here: `75 kr din 2019`, `den 31 mars`
            found = self._facts(start, False)
            if len(found) == 1 and covers(text, found[0]):
                return whole(text, found, self._kinds, lexicon)
            raise error

    def normalize(self, text: str) -> str:
        """The text with every figure in canonical form, and all else as it was.

        >>> Normalizer().normalize("It cost $5.20 then.").replace(NBSP, " ")
        'It cost USD 5.20 then.'
        """
        from moneyfacts.format import normalized
        from moneyfacts.grammar import canonical

        return normalized(text, self.extract, canonical.fits)

    def pipe(self, texts: Iterable[str], processes: int = 1) -> Iterator[Facts]:
        """The facts of each text, in order; with ``processes`` more than 1, read by so many processes, this one among them.

        They are worth their start from some megabytes on. A script that asks for them needs ``if __name__ == "__main__":`` around what it
        does, since each of them imports it. Errors: `ChildProcessError` where one of them dies.

        >>> [len(facts) for facts in Normalizer().pipe(["$5", "nothing", "$5 and €6"])]
        [1, 0, 2]
        """
        if processes < 1:
            raise OptionError("processes", processes, expected="a number of processes, from 1 up")
        if isinstance(texts, str):
            raise TypeError("pipe takes many texts: put a single one into a list, or use extract")
        if processes == 1:
            return map(self.extract, texts)
        from moneyfacts.pool import pooled

        return pooled(self, texts, processes)

    def _facts(self, text: str, trusting: bool) -> list[Fact]:
        as_read, reading = shown(text), self._grammar_of(text)
        if NBSP not in text:
            return self._read(reading, text, as_read, (0, len(text)), trusting)
        from moneyfacts.grammar import canonical

        found: list[Fact] = []
        bare: list[Fact] = []
        done = 0
        for start, (fact, end, is_bare) in canonical.find(text):
            if is_bare:
                bare.append(fact)
                continue
            found += canonical.merge(self._read(reading, text, as_read, (done, start), trusting), bare)
            found.append(fact)
            bare, done = [], end
        return found + canonical.merge(self._read(reading, text, as_read, (done, len(text)), trusting), bare)

    def _grammar_of(self, text: str) -> Grammar:
        """The grammar to read a text with: the locale's, or that of the language that the text is in."""
        if not self._detects:
            return self._grammar
        from moneyfacts.lexicon.detect import detect

        return grammar(in_language(detect(text)))

    def _read(self, reading: Grammar, text: str, as_read: str, part: tuple[int, int], trusting: bool) -> list[Fact]:
        with localcontext(EXACT):  # the thread's decimal context is nobody's promise
            figures = list(reading.read(as_read, *part, trusting))
            if not figures:
                return []
            if self._detects:
                for figure in figures:
                    figure.rules += ((f"language {reading.lexicon.languages[0]}", figure.start, figure.end),)
            self._resolver.resolve(figures, reading.countries(as_read, figures))
            found = (self._finisher.fact(figure, text) for figure in _drained(figures) if trusting or not figure.doubtful)
            return [fact for fact in found if fact is not None]


def _drained(figures: list[Figure]) -> Iterator[Figure]:
    """Figures in order, none of which is kept: in a long text what the facts are made of makes room for them."""
    figures.reverse()
    while figures:
        yield figures.pop()


def _restore(options: tuple[tuple[str, Any], ...]) -> Normalizer:
    return Normalizer(**dict(options))


@lru_cache(maxsize=32)
def _reader(**options: Any) -> Normalizer:
    return Normalizer(**options)


def _for(options: ReaderOptions) -> Normalizer:
    """The reader for some options, kept for the next time; where they are no keys of a cache, a new one, which checks them."""
    given: dict[str, Any] = {**options}
    try:
        if isinstance(given.get("kinds"), set | list):
            given["kinds"] = frozenset(given["kinds"])
        return _reader(**given)
    except TypeError:
        return Normalizer(**options)


def extract(text: str, **options: Unpack[ReaderOptions]) -> Facts:
    """All facts of a text, in text order; takes the options of :class:`Normalizer`, and never raises on text.

    >>> [str(fact.amount.value) for fact in extract("from $3.2 billion to $3.6 billion, a rise of 12.5%")]
    ['3200000000.0', '3600000000.0', '12.5']
    """
    return _for(options).extract(text)


def parse(text: str, **options: Unpack[ReaderOptions]) -> Fact:
    """The one fact that a text states from end to end; takes the options of :class:`Normalizer`.

    Errors: :class:`~moneyfacts.errors.ParseError`, which says how far it could read.

    >>> parse("between $5 and $7 million").amount.high
    Decimal('7000000')
    """
    return _for(options).parse(text)


def normalize(text: str, **options: Unpack[ReaderOptions]) -> str:
    """The text with every figure in canonical form; takes the options of :class:`Normalizer`, and is idempotent.

    >>> once = normalize("over $5 million (£4m)")
    >>> normalize(once) == once
    True
    """
    return _for(options).normalize(text)
