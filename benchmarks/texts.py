"""Generated texts to measure on: newswire, company filings, earnings calls, and texts with no figure in them.

The same kind, size and seed give the same text on every machine. Each text is written from hundreds of sentence templates (``data/``),
filled from pools of names and from writers of figures and counts; no template comes again before its whole deck has. Most
sentences have no figure, as in life: newswire comes to one figure in about 200 characters. A document keeps one company, one currency of
its own, and one way to write percentages, scales and dollar signs. What its figures say is known (`Document.figures`).

    uv run python benchmarks/texts.py newswire --size 20000 --seed 7 [--truth FILE]

Limits: the prose is invented, and its syntax simpler than life; a figure is a form that the generator knows, so a reader's score on these
texts says how it does on these forms, not on any text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import counts
import figures
from currencies import SHARERS, draw
from tables import table
from template import Context, Deck, Figure, Page, phrase, sections, sentence

KINDS = ("newswire", "filings", "calls", "plain")
WRITERS = {**figures.WRITERS, **counts.WRITERS}
FIGURE_SHARES = (0.04, 0.16, 0.31, 0.5)  # of the sentences of an article: some have hardly a figure, others are full of them


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the figures in it, in text order."""

    text: str
    figures: tuple[Figure, ...]


def _style(random: Random, home: str) -> dict[str, str]:
    def one(choices: dict[str, int]) -> str:
        return random.choices(list(choices), list(choices.values()))[0]

    return {
        "home": home,
        "dollar": "marked" if home in SHARERS else one({"bare": 90, "marked": 10}),
        "percent": one({" percent": 45, "%": 40, " per cent": 10, " pct": 5}),
        "scale": one({"long": 65, "short": 20, "capital": 10, "wire": 5}),
        "indian": one({"yes": 60, "no": 40}),
    }


def _context(random: Random, home: str | None = None) -> Context:
    context = Context(random, WRITERS, _style(random, home or draw(random).code))
    names = {"co": "company", "rival": "company", "ceo": "person", "cfo": "person", "here": "city", "land": "country"}
    drawn = {name: phrase(pool, context) for name, pool in names.items()}
    context.names.update(drawn, lead=drawn["ceo"].split()[-1])
    return context


def _deck(random: Random, name: str, *subjects: str) -> Deck:
    return Deck([line for subject in subjects for line in sections(name)[subject]], random)


def _prose(context: Context, page: Page, deck: Deck, count: int) -> None:
    """One paragraph of `count` sentences."""
    for index in range(count):
        page.write(" " if index else "")
        page.append(sentence(deck.draw(), context))
    page.write("\n")


def _newswire(random: Random) -> Page:
    context, page = _context(random), Page()
    subjects = [name for name in sections("newswire") if name != "headline"]
    telling = _deck(random, "newswire", *random.sample(subjects, 3))
    plain = _deck(random, "ordinary", *random.sample(list(sections("ordinary")), 4))
    page.append(sentence(random.choice(sections("newswire")["headline"]), context))
    place = context.names["here"].upper()
    page.write(f"\n\n{place}, {phrase('month', context)} {random.randrange(1, 29)} - ")
    share = random.choice(FIGURE_SHARES)
    for _ in range(random.randrange(7, 22)):
        for index in range(random.choice((1, 1, 2, 2, 3))):
            page.write(" " if index else "")
            page.append(sentence((telling if random.random() < share else plain).draw(), context))
        page.write("\n\n")
    return page


def _filing(random: Random) -> Page:
    context, page = _context(random, home="USD"), Page()
    context.style.update(scale="long", percent="%", dollar="bare")
    subjects = ("results", "liquidity", "notes", "legal", "risk", "business")
    decks = {subject: _deck(random, "filings", subject) for subject in subjects}
    page.write(f"{context.names['co'].upper()}\nFORM 10-K\n\n")
    for number in range(1, random.randrange(5, 10)):
        subject = random.choices(subjects, (3, 3, 3, 2, 5, 5))[0]
        page.write(f"Item {number}{random.choice(('', 'A', ''))}. {phrase('trade', context)} and other matters\n\n")
        for _ in range(random.randrange(2, 6)):
            _prose(context, page, decks[subject if random.random() < 0.6 else "risk"], random.randrange(2, 7))
            page.write("\n")
        if random.random() < 0.18:
            table(context, page)
            page.write("\n")
    return page


def _call(random: Random) -> Page:
    context, page = _context(random, home="USD"), Page()
    context.style.update(scale="long", dollar="bare")
    figures_, talk, question, answer = (_deck(random, "calls", subject) for subject in ("figures", "talk", "question", "answer"))
    _prose(context, page, _deck(random, "calls", "opening"), 4)
    for speaker, title in (("ceo", "Chief Executive Officer"), ("cfo", "Chief Financial Officer")):
        page.write(f"\n{context.names[speaker]} -- {title}\n\n")
        for _ in range(random.randrange(3, 8)):
            _prose(context, page, talk if random.random() < (0.85 if speaker == "ceo" else 0.4) else figures_, random.randrange(2, 6))
    for _ in range(random.randrange(4, 11)):
        page.write(f"\n{phrase('person', context)} -- {phrase('bank', context)} -- Analyst\n\n")
        _prose(context, page, question, random.randrange(2, 4))
        page.write(f"\n{context.names[random.choice(('ceo', 'cfo'))]}\n\n")
        _prose(context, page, answer, random.randrange(1, 5))
        _prose(context, page, talk if random.random() < 0.8 else figures_, random.randrange(1, 3))
    page.write("\n")
    return page


def _plain(random: Random) -> Page:
    context, page = _context(random), Page()
    register = random.choice(list(sections("plain")))
    deck = _deck(random, "plain", register)
    for _ in range(random.randrange(6, 18)):
        _prose(context, page, deck, 1 if register == "log" else random.randrange(1, 5))
    page.write("\n")
    return page


MAKERS = {"newswire": _newswire, "filings": _filing, "calls": _call, "plain": _plain}


def documents(kind: str, seed: int = 0) -> Iterator[Document]:
    """Documents of one kind, without end."""
    random = Random(f"{kind} {seed}")
    while True:
        page = MAKERS[kind](random)
        yield Document(page.text, tuple(page.figures))


def corpus(kind: str, size: int, seed: int = 0) -> list[Document]:
    """Documents of one kind, with `size` characters or a little more in all."""
    made: list[Document] = []
    total = 0
    for document in documents(kind, seed):
        made.append(document)
        total += len(document.text)
        if total >= size:
            break
    return made


def text(kind: str, size: int, seed: int = 0) -> str:
    """One string of `size` characters."""
    return "".join(document.text for document in corpus(kind, size, seed))[:size]


def main() -> None:
    options = argparse.ArgumentParser(description="Write generated text to standard output.")
    options.add_argument("kind", choices=KINDS)
    options.add_argument("--size", type=int, default=10_000, help="characters, more or less (default: %(default)s)")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--truth", type=Path, help="write the figures there, a line of JSON for each document")
    chosen = options.parse_args()
    made = corpus(chosen.kind, chosen.size, chosen.seed)
    sys.stdout.write("".join(document.text for document in made))
    if chosen.truth:
        chosen.truth.write_text("".join(json.dumps([asdict(f) for f in document.figures]) + "\n" for document in made), "utf-8")


if __name__ == "__main__":
    main()
