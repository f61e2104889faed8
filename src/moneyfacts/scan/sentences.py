"""Find the sentences that can hold a figure: a cheap scan over all the text.

A sentence ends at a full stop, question or exclamation mark before a space and a capital, at an ideographic full
stop, or at a blank line; never after an abbreviation that the lexicon has. A longer stretch than
:data:`MOST_CHARACTERS` is cut at white space, so that all work stays linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.scan.anchors import Anchors
from moneyfacts.scan.gate import Gate

MOST_CHARACTERS = 2000

_END = re.compile(
    r"""[.!?。！？।؟…\n](?:(?<=[.!?])[)"'”’»\]]*+\s+(?=[^\W\d_a-zß-öø-ÿ]|[\d"'“‘«(\[$€£¥*•–—-])"""
    r"""|(?<=[。！？।؟…])(?!\s*[」』）)])|(?<=\n)(?:\s*\n|(?=\s*[-*•·|]|\s*\d+[.)]\s|\S)))"""
)
_SHORT_LINE = 44
#: Space that sets the cells of a row apart.
_COLUMNS = re.compile(r"\S(?: {3}|\t)")
#: Texts up to this length are read without the gate, which takes longer to make than many of them take to read.
_SHORT = 300
_WORD_AFTER = re.compile(r"[^\W\d_]{1,40}")
_SPACED_DATE = re.compile(r"(?<!\d)\d{1,2}\.\s\d{1,2}\.\s?\d{4}(?!\d)")
_LONGEST_DATE = 12
_LETTERS = r"(?:[^\W\d_]|[\u0901-\u0903\u093c-\u094d])+"  # vowel signs are letters too
_LONGEST_BEFORE = 24
#: How far from one hit to the next the text between is not worth cutting into sentences.
_FAR = 200
_WORD_BEFORE = re.compile(rf"({_LETTERS}(?:\.{_LETTERS})*)\.$")


class Sentences:
    """Cuts text into sentences, and keeps those that can have a figure in them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._abbreviations = lexicon.abbreviations
        self._longest = 1 + max(map(len, self._abbreviations), default=1)
        self._lexicon = lexicon
        dotted = lexicon.settings.get("ordinals") == ["dotted"]
        self._ordered = lexicon.words("month", "quarterword", "half", "halfsign") if dotted else frozenset()

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans of the sentences of ``text[start:end]`` that can hold a figure, in order."""
        gate = self._gate if end - start > _SHORT else None
        if gate is None:
            for first, last in self._spans(text, start, end):
                if self._holds(text, first, last):
                    yield first, last
            return
        yield from self._around(text, start, end, gate.hits(text, start, end))

    @cached_property
    def _gate(self) -> Gate | None:
        """What skips most of a long text; made when the first one comes, for languages that it serves."""
        return Gate(self._lexicon) if self._lexicon.is_plain else None

    @cached_property
    def _holds(self) -> Callable[[str, int, int], Any]:
        """Whether a sentence can hold a figure."""
        return Anchors(self._lexicon).hold if self._lexicon.is_myriad else self._lexicon.candidate.search

    def _around(self, text: str, start: int, end: int, hits: list[int]) -> Iterator[tuple[int, int]]:
        """The sentences that hold the hits, looking only at the text around them."""
        done = stop = start
        places = iter(hits)
        at = next((hit for hit in places if hit >= start), end)
        while at < end:
            if at >= stop:
                first, last = text.rfind("\n\n", done, at), text.find("\n\n", at, end)
                done = done if first < 0 else first + 2
                stop = end if last < 0 else last + 2
            for one, other in self._spans(text, self._nearest(text, done, at), stop):
                done = other
                if at >= other:
                    continue
                yield one, other
                at = next((hit for hit in places if hit >= other), end)
                if at >= stop or at - other > _FAR:
                    break

    def _nearest(self, text: str, start: int, at: int) -> int:
        """The end of a sentence not far before ``at``; ``start`` where there is none."""
        near = at - _FAR
        while near > start and not text[near].isalpha():
            near -= 1
        for match in reversed(list(_END.finditer(text, near, at + 1))) if near > start else ():
            mark, following = match.span()
            if mark - near > self._longest + _LONGEST_BEFORE and self._ends(text, near, mark, following):
                return following
        return start

    def _spans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences, looked for in one window after another: where none ends for long, nothing is looked at twice."""
        while start < end:
            near = min(end, start + _WINDOW)
            for match in _END.finditer(text, start, near):
                if match.end() > near - MOST_CHARACTERS and near < end:
                    break
                if self._ends(text, start, match.start(), match.end()):
                    yield from _pieces(text, start, match.end())
                    start = match.end()
            if near == end:
                yield from _pieces(text, start, end) if start < end else ()
                return
            if near - start > 2 * MOST_CHARACTERS:
                cut = _cut(text, start)
                yield start, cut
                start = cut

    def _ends(self, text: str, start: int, at: int, following: int) -> bool:
        """Whether the mark at ``at`` ends a sentence."""
        if text[at] == "\n":
            return following > at + 1 or not _wrapped(text, at)
        return not (
            text[following : following + 1].islower()
            or self._abbreviated(text, start, at)
            or (self._ordered and self._ordinal(text, at, following))
        )

    def _ordinal(self, text: str, stop: int, following: int) -> bool:
        """Whether the stop makes an ordinal (``im 3. Quartal``) or stands in a date (``31. 12. 2024``), in languages that write it so."""
        if text[following : following + 1].isdecimal():
            return any(
                date.start() < stop < date.end()
                for date in _SPACED_DATE.finditer(text, max(0, stop - _LONGEST_DATE), following + _LONGEST_DATE)
            )
        word = _WORD_AFTER.match(text, following)
        return bool(word) and word[0].lower() in self._ordered and text[stop - 1].isdecimal() and not text[max(0, stop - 3)].isdecimal()  # type: ignore[index]

    def _abbreviated(self, text: str, start: int, stop: int) -> bool:
        """Whether the stop at ``stop`` is an abbreviation's."""
        if text[stop] != ".":
            return False
        if text[stop - 1 : stop] == "/":
            return True  # `B/. 25.00`
        last = text[max(start, stop - _LONGEST_BEFORE) : stop].rsplit(None, 1)
        if last and last[-1].isascii() and last[-1].isalpha():
            return self._is_abbreviation(last[-1])
        word = _WORD_BEFORE.search(text, max(start, stop - _LONGEST_BEFORE), stop + 1)
        return word is not None and ("." in word[1] or self._is_abbreviation(word[1]))

    def _is_abbreviation(self, word: str) -> bool:
        return word in self._abbreviations or word.lower() in self._abbreviations or (len(word) == 1 and word.isupper())


def _wrapped(text: str, at: int) -> bool:
    """Whether a line is broken in the middle of a sentence: long and no row of a table, or the next begins in small letters."""
    following = text[at + 1]
    start = text.rfind("\n", 0, at) + 1
    if at - start < _SHORT_LINE or (not following.islower() and _COLUMNS.search(text, start, at)):
        return following.islower() and text[at - 1 : at].isalnum()
    return following not in "|-*•·\t"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or pieces of it that are no longer than the limit."""
    while end - start > MOST_CHARACTERS:
        cut = _cut(text, start)
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str, start: int) -> int:
    """Where the piece of a sentence that is too long ends."""
    cut = text.rfind(" ", start + MOST_CHARACTERS // 2, start + MOST_CHARACTERS)
    return start + MOST_CHARACTERS if cut < 0 else cut + 1


#: How much text is searched for the ends of sentences at a time.
_WINDOW = 8 * MOST_CHARACTERS
