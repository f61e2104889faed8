"""What a pattern of class names can start with, so that a level looks only where one of its rules can begin.

Reads the pattern's own small syntax: class references, groups, alternatives, quantifiers and look-arounds.

>>> from moneyfacts.lexicon.alphabet import Alphabet
>>> alphabet = Alphabet()
>>> a, b, c = (alphabet.letter(frozenset({name}), glued=False) for name in "abc")
>>> opening("(?:<a>)?(?=<a>)<b>", alphabet) == Opening({a, b}, {b}, empty=False, single=True)
True
>>> opening("<a>(?=<c>)", alphabet) == Opening({a}, {c}, empty=False, single=False)
True
"""

from __future__ import annotations

import re
from typing import NamedTuple

from moneyfacts.lexicon.alphabet import Alphabet

_PIECE = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\((?:\?P<\w+>|\?[:>])?)|(?P<close>\))|(?P<bar>\|)|<(?P<mode>\^?[._]?)(?P<names>[^<>]+)>"
    r"|(?P<optional>[?*]|\{0,\d*\})[?+]?|(?P<repeat>\+|\{[1-9]\d*(?:,\d*)?\})[?+]?|(?P<end>\\Z)|\s+"
)


_NONE: frozenset[str] = frozenset()


class Opening(NamedTuple):
    """The letters that matches can have first and second, and whether one can be empty, or a single letter."""

    first: frozenset[str] = _NONE
    second: frozenset[str] = _NONE
    empty: bool = True
    single: bool = False

    def then(self, other: Opening) -> Opening:
        """This and after it the other."""
        return Opening(
            self.first | other.first if self.empty else self.first,
            self.second | (other.first if self.single else _NONE) | (other.second if self.empty else _NONE),
            self.empty and other.empty,
            (self.single and other.empty) or (self.empty and other.single),
        )

    def either(self, other: Opening) -> Opening:
        """This or the other."""
        return Opening(self.first | other.first, self.second | other.second, self.empty or other.empty, self.single or other.single)

    def repeated(self, optional: bool) -> Opening:
        """This any number of times."""
        second = self.second | (self.first if self.single else _NONE)
        return Opening(self.first, second, self.empty or optional, self.single)


def opening(pattern: str, alphabet: Alphabet) -> Opening:
    """What a match can open with; what a pattern looks ahead to at its end counts as its own. Errors: ``ValueError`` for foreign syntax."""
    found, at = _alternatives(pattern, 0, alphabet, True)
    if at != len(pattern):
        raise ValueError(f"unbalanced pattern at {at}: {pattern}")
    return found


def _alternatives(pattern: str, at: int, alphabet: Alphabet, last: bool = False) -> tuple[Opening, int]:
    found, at = _sequence(pattern, at, alphabet, last)
    while pattern.startswith("|", at):
        other, at = _sequence(pattern, at + 1, alphabet, last)
        found = found.either(other)
    return found, at


def _sequence(pattern: str, at: int, alphabet: Alphabet, last: bool) -> tuple[Opening, int]:
    """A sequence of items, up to its bar or closing bracket; ``last`` if nothing stands after it."""
    found = Opening()
    while at < len(pattern) and pattern[at] not in "|)":
        if last and pattern.startswith("(?=", at) and pattern[(end := _skip(pattern, at + 3)) : end + 1] in ("", "|"):
            item, at = _alternatives(pattern, at + 3, alphabet)[0], end
        else:
            item, at = _item(pattern, at, alphabet)
        found = found.then(item)
    return found, at


def _item(pattern: str, at: int, alphabet: Alphabet) -> tuple[Opening, int]:
    piece = _PIECE.match(pattern, at)
    if piece is None:
        raise ValueError(f"foreign syntax at {at}: {pattern[at : at + 20]}")
    at = piece.end()
    if piece["look"]:
        return Opening(), _skip(pattern, at)
    if piece["names"]:
        letters = alphabet.letters(piece["names"], piece["mode"].lstrip("^"))
        found = Opening(alphabet.all_letters() - letters if piece["mode"].startswith("^") else letters, empty=False, single=True)
    elif piece["open"]:
        found, at = _alternatives(pattern, at, alphabet)
        at += 1
    else:
        return Opening(), at
    quantifier = _PIECE.match(pattern, at)
    if quantifier and quantifier["repeat"]:
        return found.repeated(optional=False), quantifier.end()
    if quantifier and quantifier["optional"]:
        once = quantifier["optional"] == "?"
        return (found.either(Opening()) if once else found.repeated(optional=True)), quantifier.end()
    return found, at


def needs(pattern: str, alphabet: Alphabet) -> set[frozenset[str]]:
    """Sets of letters of which every match holds one each: the class references that no quantifier or alternative frees.

    >>> alphabet = Alphabet()
    >>> a, b = (alphabet.letter(frozenset({name}), glued=False) for name in "ab")
    >>> needs("(?:<a>)?(?P<one><b>)", alphabet) == {frozenset(b)}
    True
    """
    outer: list[tuple[list[tuple[str, str]], bool]] = []  # of the groups around: their references, and whether they have bars
    kept: list[tuple[str, str]] = []
    barred = False
    at = last = 0  # where the references of the last item begin
    for piece in _PIECE.finditer(pattern):
        if piece.start() < at:
            continue  # within a look-around
        if piece.start() > at:
            break
        at, kind = piece.end(), piece.lastgroup
        if kind == "names":
            last = len(kept)
            if piece["mode"][:1] != "^":
                kept.append((piece["names"], piece["mode"]))
        elif kind == "optional":
            del kept[last:]
        elif kind == "bar":
            barred = True
        elif kind == "look":
            at, last = _skip(pattern, at), len(kept)
        elif kind == "open":
            outer.append((kept, barred))
            kept, barred = [], False
        elif kind == "close":
            inner = [] if barred else kept
            kept, barred = outer.pop()
            last = len(kept)
            kept += inner
    if at != len(pattern):
        raise ValueError(f"foreign syntax at {at}: {pattern[at : at + 20]}")
    return set() if barred else {alphabet.letters(names, mode) for names, mode in kept}


def _skip(pattern: str, at: int) -> int:
    """Past the end of a look-around that is open at ``at``."""
    depth = 1
    while depth:
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] in "()" and not pattern.startswith("<", at):
            depth += 1 if pattern[at] == "(" else -1
        at += 1
    return at
