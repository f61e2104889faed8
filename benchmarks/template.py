"""Sentence templates: a small language, its reader and its writer.

A template file is plain text. ``# ...`` is a comment, ``== name`` opens a section, every other line is one template of that section;
under ``== *name`` a line holds many, parted by a comma and a space.
In a template ``{slot}`` and ``{slot:argument,argument}`` are filled when it is written, and ``[one|other]`` takes one of its parts
(a part may be empty and may hold slots, but no further brackets). ``\\[`` and ``\\]`` are brackets of the text itself.

A slot is looked up in three places, in this order: the values that hold for the whole document (its company, its people), the functions
that write figures, and the pools (sections of ``data/pools.txt``), whose entries are templates themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"

_PIECE = re.compile(r"\\([\[\]])|\{(\w+)(?::([^}]*))?\}|\[((?:[^\[\]\\]|\\.)*)\]|([^\\\[{]+|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    parts: tuple[Template, ...]


Template = tuple[str | Slot | Choice, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that the generator wrote: `low` and `high` differ in a range, `currency` is set for money alone."""

    kind: str
    start: int
    end: int
    low: str
    high: str
    currency: str | None = None

    def moved(self, by: int) -> Figure:
        return Figure(self.kind, self.start + by, self.end + by, self.low, self.high, self.currency)


@dataclass(slots=True)
class Page:
    """Text under construction, with the figures written into it so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    figures: list[Figure] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def figure(self, kind: str, text: str, low: object, high: object = None, currency: str | None = None) -> None:
        """Write `text` and note it as a figure."""
        start = self.length
        self.write(text)
        self.figures.append(Figure(kind, start, self.length, str(low), str(low if high is None else high), currency))

    def append(self, other: Page) -> None:
        """Write what stands on another page, figures and all."""
        self.figures.extend(figure.moved(self.length) for figure in other.figures)
        self.write(other.text)

    @property
    def text(self) -> str:
        return "".join(self.parts)


Writer = Callable[["Context", Page, tuple[str, ...]], None]


@dataclass(slots=True)
class Context:
    """What holds for one document: its source of chance, its style, its own names."""

    random: Random
    writers: dict[str, Writer]
    style: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@cache
def parse(line: str) -> Template:
    """The parts of one template line."""
    return tuple(_pieces(line))


def _pieces(line: str) -> Iterator[str | Slot | Choice]:
    for match in _PIECE.finditer(line):
        bracket, name, arguments, choice, text = match.groups()
        if name:
            yield Slot(name, tuple(arguments.split(",")) if arguments else ())
        elif choice is not None:
            yield Choice(tuple(parse(part) for part in choice.split("|")))
        else:
            yield bracket or text


@cache
def sections(name: str) -> dict[str, tuple[Template, ...]]:
    """The sections of the template file `name`, each with its templates."""
    found: dict[str, list[Template]] = {}
    current: list[Template] = []
    many = False
    for line in (DATA / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            section = line[3:].strip()
            many = section.startswith("*")
            current = found.setdefault(section.removeprefix("*"), [])
        elif line.strip() and not line.startswith("#"):
            current.extend(parse(entry) for entry in (line.split(", ") if many else [line]))
    return {section: tuple(templates) for section, templates in found.items()}


def render(template: Template, context: Context, page: Page) -> None:
    """Write `template` onto `page`."""
    for part in template:
        if isinstance(part, str):
            page.write(part)
        elif isinstance(part, Choice):
            render(context.random.choice(part.parts), context, page)
        else:
            _fill(part, context, page)


def _fill(slot: Slot, context: Context, page: Page) -> None:
    if slot.name in context.names:
        page.write(context.names[slot.name])
    elif slot.name in context.writers:
        context.writers[slot.name](context, page, slot.arguments)
    else:
        render(context.random.choice(sections("pools")[slot.name]), context, page)


def sentence(template: Template, context: Context) -> Page:
    """`template` written on a page of its own, with a capital."""
    page = Page()
    render(template, context, page)
    text = page.text
    page.parts = [text[:1].upper() + text[1:]]
    return page


@dataclass(slots=True)
class Deck:
    """Templates in a drawn order, none again before all have come."""

    templates: Sequence[Template]
    random: Random
    left: list[Template] = field(default_factory=list)

    def draw(self) -> Template:
        if not self.left:
            self.left = self.random.sample(self.templates, len(self.templates))
        return self.left.pop()


def phrase(name: str, context: Context) -> str:
    """One entry of the pool `name`, as text."""
    page = Page()
    _fill(Slot(name, ()), context, page)
    return page.text
