"""spaCy: a pipeline component that gives each Doc its money facts.

`nlp.add_pipe("moneyfacts")` works once this package is installed, with the options of `moneyfacts.Normalizer` as its config (dates as
ISO 8601 strings). It adds `doc._.facts`, a list of `Fact`, and a group of spans, `doc.spans["money"]`, labelled by kind (`MONEY`,
`PERCENT`, `MULTIPLE`, `EXCHANGE_RATE`); `"entities": True` makes them entities too, in place of those that they overlap. A span
that does not end where a token ends is widened to the whole token. The facts are stored as plain data, so that a Doc can be saved
or sent to another process.

**Cost**: reading the text, 10 µs per fact to store it, and 0.1 ms per fact for each look at `doc._.facts`: look once.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("moneyfacts", config={"entities": True})
>>> doc = nlp("The fund raised €5m ($5.4m) in May.")
>>> doc._.facts[0].equivalents[0].currency, doc.ents[0].label_, doc.spans["money"][0].text
('USD', 'MONEY', '€5m ($5.4m) in May')
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from moneyfacts.bridges import partner

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from moneyfacts import Normalizer
    from moneyfacts.facts import Fact

EXTRA = "spacy"
NAME = "moneyfacts"

_READER = {"locale": "en-US", "reference_date": None, "fiscal_year_end": None, "currency": None, "kinds": None}
_DEFAULTS = {"entities": False, "group": "money", **_READER}


def facts(doc: Doc, /, *, entities: bool = False, group: str = "money", **options: Any) -> Doc:
    """The Doc, with its facts: what the component does, for one Doc and without a pipeline."""
    from moneyfacts import Normalizer

    return Component(Normalizer(**options), entities, group)(doc)


class Component:
    """Reads a Doc's text and stores what it says."""

    def __init__(self, reader: Normalizer, entities: bool, group: str) -> None:
        self.reader, self.entities, self.group = reader, entities, group
        tokens = partner("spacy.tokens", EXTRA)
        if not tokens.Doc.has_extension("facts"):
            tokens.Doc.set_extension("facts", getter=_stored)

    def __call__(self, doc: Doc) -> Doc:
        """Add the facts, the spans and, if asked for, the entities."""
        found = self.reader.extract(doc.text)
        doc.user_data[NAME] = [fact.to_dict() for fact in found]
        spans = [_span(doc, fact) for fact in found]
        doc.spans[self.group] = spans
        if self.entities:
            doc.set_ents(_first_come([*spans, *doc.ents]))
        return doc


def _span(doc: Doc, fact: Fact) -> Span:
    return doc.char_span(*fact.span, label=fact.kind.upper(), alignment_mode="expand")


def _first_come(spans: list[Span]) -> list[Span]:
    """The spans that overlap none before them in the list."""
    taken: set[int] = set()
    kept = []
    for span in spans:
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            kept.append(span)
            taken.update(places)
    return kept


def _stored(doc: Doc) -> list[Fact]:
    from moneyfacts.facts import Fact

    return [Fact.from_dict(plain) for plain in doc.user_data.get(NAME, ())]


def make(
    nlp: Any,
    name: str,
    entities: bool,
    group: str,
    locale: str | None,
    reference_date: str | None,
    fiscal_year_end: list[int] | None,
    currency: str | None,
    kinds: list[str] | None,
) -> Component:
    """The component for a config; spaCy checks the config against these arguments."""
    from moneyfacts import Normalizer

    day = date.fromisoformat(reference_date) if reference_date else None
    year_end: Any = tuple(fiscal_year_end) if fiscal_year_end else None
    reader = Normalizer(locale=locale, reference_date=day, fiscal_year_end=year_end, currency=currency, kinds=kinds)
    return Component(reader, entities, group)


def __getattr__(name: str) -> Any:
    if name != "component":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    language = partner("spacy.language", EXTRA).Language
    return language.factory(NAME, default_config=_DEFAULTS, assigns=["doc._.facts"])(make)
