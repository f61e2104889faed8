"""Facts as HTML: a page that shows a text with its figures marked, and the same for a notebook.

The page is one file that asks for nothing else: no script, no font, no picture; its policy forbids them. Each figure is marked by kind;
its reading stands in a tip (on hover, or when it has the focus) and in a table beside the text, or below it on a narrow screen.
Light and dark follow the reader's setting. All that comes from the text is escaped, and characters that HTML forbids are shown as U+FFFD.

>>> from moneyfacts.facts import Amount, Fact
>>> fact = Fact.of(Amount.of(5, "USD"))
>>> notebook(fact).startswith('<div class="moneyfacts notebook">')
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import count

from moneyfacts.facts import Amount, Fact
from moneyfacts.facts.collection import Facts
from moneyfacts.format.readable import parts, rate_words

NOTEBOOK_TEXT = 20_000
"""The longest text (in code points) that a notebook shows whole; a longer one has its table only."""

_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_HEAD = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>
{style}</style>
</head>
<body class="moneyfacts">
<header><h1>{title}</h1></header>
<main>
"""
_FOOT = """</main>
<footer>Read by moneyfacts. An implied rate is an interval, since both of its amounts are rounded as written.</footer>
</body>
</html>
"""


def page(sections: Iterable[tuple[str, str, Sequence[Fact]]], title: str, *, explain: bool = False) -> Iterator[str]:
    """A page, piece by piece: each section is a heading (may be empty), a text, and the facts of that text.

    >>> "".join(page([("", "<b>", [])], "a & b")).count("&lt;b&gt;")
    1
    """
    yield _HEAD.format(lang="en", policy=escape(_POLICY), title=safe(title), style=_style())
    numbers = count(1)
    for heading, text, facts in sections:
        yield "<section>\n"
        if heading:
            yield f"<h2>{safe(heading)}</h2>\n"
        numbered = [(next(numbers), fact) for fact in facts]
        yield from _text(text, numbered)
        yield from _table(numbered, explain)
        yield "</section>\n"
    yield _FOOT


def notebook(value: Fact | Facts) -> str:
    """A fact, or the facts of a text, as a notebook shows them."""
    if isinstance(value, Fact):
        text, facts = value.text, [(0, value)]
    else:
        text, facts = value.text or "", [(0, fact) for fact in value]
    shown = _text(text, facts, start=value.span[0] if isinstance(value, Fact) else 0) if 0 < len(text) <= NOTEBOOK_TEXT else ()
    return "".join(['<div class="moneyfacts notebook">', f"<style>{_style()}</style>", *shown, *_table(facts, explain=False), "</div>"])


def safe(text: str) -> str:
    """Text that stays text in HTML.

    >>> safe('<i>&"\\x00')
    '&lt;i&gt;&amp;&quot;\N{REPLACEMENT CHARACTER}'
    """
    return escape(text.translate(_FORBIDDEN))


def _text(text: str, facts: Iterable[tuple[int, Fact]], start: int = 0) -> Iterator[str]:
    """The text with its figures marked; it begins at the place `start` that the spans count from."""
    yield '<div class="text" dir="auto">'
    at = start
    for number, fact in facts:
        yield safe(text[at - start : fact.span[0] - start])
        yield from _mark(number, fact)
        at = fact.span[1]
    yield safe(text[at - start :])
    yield "</div>\n"


def _mark(number: int, fact: Fact) -> Iterator[str]:
    name = f' id="m{number}"' if number else ""
    yield f'<mark class="{fact.kind}" tabindex="0"{name}>'
    at = fact.span[0]
    for amount in _inside(fact):
        begin, end = amount.span
        yield f"{safe(fact.text[at - fact.span[0] : begin - fact.span[0]])}<i>{safe(amount.text)}</i>"
        at = end
    yield safe(fact.text[at - fact.span[0] :])
    tip = "\n".join(f"{name}: {said}" for name, said in parts(fact))
    yield f'<span class="tip" role="tooltip">{safe(tip)}</span></mark>'


def _inside(fact: Fact) -> Iterator[Amount]:
    """The amounts that stand in the fact's text, in order."""
    at = fact.span[0]
    for amount in (fact.amount, *fact.equivalents):
        if amount is not None and amount.text and at <= amount.span[0] and amount.span[1] <= fact.span[1]:
            yield amount
            at = amount.span[1]


def _table(facts: Sequence[tuple[int, Fact]], explain: bool) -> Iterator[str]:
    if not facts:
        yield '<div class="side nothing">No figures found.</div>\n'
        return
    has_rates = any(fact.rates for _, fact in facts)
    names = ("Figure", "Implied or stated rate") if has_rates else ("Figure",)
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f'<div class="side"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for number, fact in facts:
        yield from _row(number, fact, explain)
        yield from _rates(fact) if has_rates else ()
        yield "</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _row(number: int, fact: Fact, explain: bool) -> Iterator[str]:
    kind = f'<span class="kind {fact.kind}">{fact.kind.replace("_", " ")}</span>'
    place = f'<a class="soft" href="#m{number}">{number}</a> ' if number else ""
    yield f'<tr><td class="number">{place}{kind}'
    for name, said in parts(fact):
        if name != "rate":
            label = "" if name == "amount" else f'<span class="soft">{name}</span> '
            yield f"<div>{label}<bdi>{safe(said)}</bdi></div>"
    yield f'<div class="soft"><bdi>{safe(fact.text)}</bdi></div>' if fact.text else ""
    if explain:
        yield f"<pre>{safe(str(fact.explain()))}</pre>"
    yield "</td>"


def _rates(fact: Fact) -> Iterator[str]:
    yield '<td class="number">'
    for rate in fact.rates:
        said, _, interval = rate_words(rate).partition(", ")
        yield f'<b>{said}</b><span class="soft">{interval}</span>'
    yield "</td>"


@cache
def _style() -> str:
    return files("moneyfacts.format").joinpath("html.css").read_text("utf-8")
