"""A text with its figures in canonical form: the same facts, every other character as it was, and nothing left to do a second time.

Canonical text is written only where it stays apart from what stands beside it, and the result is read again before it is given
out: where a figure would then be read otherwise, it and its neighbours keep their own words. So the promises of `normalize` hold
for any text, however odd, at the price of reading it twice, and up to four times where a figure must keep its own words.

>>> from moneyfacts.facts import Amount, Fact
>>> annotate("It cost $5 then.", [(Fact.of(Amount.of(5, "USD")), (8, 10))])[0].replace("\\xa0", " ")
'It cost USD 5 then.'
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from moneyfacts.facts import Fact
from moneyfacts.format.canonical import canonical

Span = tuple[int, int]
Extract = Callable[[str], Sequence[Fact]]
Fits = Callable[[str, int, int], bool]

_ROUNDS = 4


def normalized(text: str, extract: Extract, fits: Fits) -> str:
    """The text in canonical form.

    In: the text, what reads the facts of a text, and what says whether canonical text would stay apart in place of a stretch.
    """
    now, facts = text, extract(text)
    for _ in range(_ROUNDS):
        then, facts = _step(now, facts, extract, fits)
        if then == now:
            return now
        now = then
    return text


def annotate(text: str, facts: Iterable[tuple[Fact, Span]]) -> tuple[str, list[Span]]:
    """The text with these facts in canonical form in place of these spans, which are in text order, and their new spans."""
    out, places, done, size = [], [], 0, 0
    for fact, (start, end) in facts:
        shown = canonical(fact)
        size += start - done
        places.append((size, size + len(shown)))
        out += [text[done:start], shown]
        size, done = size + len(shown), end
    return "".join(out) + text[done:], places


def _step(text: str, facts: Sequence[Fact], extract: Extract, fits: Fits) -> tuple[str, Sequence[Fact]]:
    """As many figures in canonical form as can be so that the same facts are read, and those facts at their new places."""
    kept = {i for i, fact in enumerate(facts) if not fits(text, *fact.span)}
    for tried in range(_ROUNDS - 1):
        chosen = [(fact, fact.span) for i, fact in enumerate(facts) if i not in kept]
        out, places = annotate(text, chosen)
        if out == text:
            break
        found = extract(out)
        wrong = _wrong(facts, _spans(facts, kept, places), found)
        if not wrong:
            return out, found
        kept |= _around(wrong, len(facts)) if tried == 0 else _in_lines(wrong, text, facts)
    return text, facts


def _spans(facts: Sequence[Fact], kept: set[int], places: list[Span]) -> list[Span]:
    """Where each fact must be found: at its new place, or moved by what was written before it."""
    spans, written, moved = [], iter(places), 0
    for i, fact in enumerate(facts):
        start, end = fact.span
        span = (start + moved, end + moved) if i in kept else next(written)
        moved = span[1] - end
        spans.append(span)
    return spans


def _wrong(facts: Sequence[Fact], spans: list[Span], found: Sequence[Fact]) -> set[int]:
    """The facts that are not found as they were, and those beside a fact that is new."""
    read = {fact.span: fact for fact in found}
    wrong = {i for i, (fact, span) in enumerate(zip(facts, spans, strict=True)) if read.pop(span, None) != fact}
    for start, _ in read:
        at = bisect_left(spans, (start, start))
        wrong |= {max(0, at - 1), min(at, len(facts) - 1)}
    return wrong


def _around(wrong: set[int], count: int) -> set[int]:
    return {j for i in wrong for j in (i - 1, i, i + 1) if 0 <= j < count}


def _in_lines(wrong: set[int], text: str, facts: Sequence[Fact]) -> set[int]:
    """All facts of the lines, and of those beside them, that a wrong one stands in."""
    ends = [i for i, char in enumerate(text) if char == "\n"]
    lines = [bisect_left(ends, fact.span[0]) for fact in facts]
    bad = {lines[i] + beside for i in wrong for beside in (-1, 0, 1)}
    return {i for i, line in enumerate(lines) if line in bad}
