"""What letters a pattern of class names can start with, so that a level looks only where one of its rules can begin.

Reads the pattern's own small syntax: class references, groups, alternatives, quantifiers and look-arounds.

>>> from moneyfacts.lexicon.alphabet import Alphabet
>>> alphabet = Alphabet()
>>> a, b = (alphabet.letter(frozenset({name}), glued=False) for name in "ab")
>>> firsts("(?:<a>)?(?=<a>)<b>", alphabet) == ({a, b}, False)
True
"""

from __future__ import annotations

import re

from moneyfacts.lexicon.alphabet import Alphabet

_PIECE = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\((?:\?P<\w+>|\?[:>])?)|(?P<close>\))|(?P<bar>\|)|<(?P<mode>\^?[._]?)(?P<names>[^<>]+)>"
    r"|(?P<optional>[?*]|\{0,\d*\})[?+]?|(?P<repeat>\+|\{[1-9]\d*(?:,\d*)?\})[?+]?|(?P<end>\\Z)|\s+"
)


def firsts(pattern: str, alphabet: Alphabet) -> tuple[set[str], bool]:
    """The letters that a match can start with, and whether it can be empty. Errors: ``ValueError`` for foreign syntax."""
    found, empty, at = _alternatives(pattern, 0, alphabet)
    if at != len(pattern):
        raise ValueError(f"unbalanced pattern at {at}: {pattern}")
    return found, empty


def _alternatives(pattern: str, at: int, alphabet: Alphabet) -> tuple[set[str], bool, int]:
    found: set[str] = set()
    empty = False
    while True:
        some, nothing, at = _sequence(pattern, at, alphabet)
        found |= some
        empty |= nothing
        if not pattern.startswith("|", at):
            return found, empty, at
        at += 1


def _sequence(pattern: str, at: int, alphabet: Alphabet) -> tuple[set[str], bool, int]:
    """The first letters of a sequence of items, up to its bar or closing bracket."""
    found: set[str] = set()
    empty = True
    while at < len(pattern) and pattern[at] not in "|)":
        some, nothing, at = _item(pattern, at, alphabet)
        if empty:
            found |= some
            empty = nothing
    return found, empty, at


def _item(pattern: str, at: int, alphabet: Alphabet) -> tuple[set[str], bool, int]:
    piece = _PIECE.match(pattern, at)
    if piece is None:
        raise ValueError(f"foreign syntax at {at}: {pattern[at : at + 20]}")
    at = piece.end()
    if piece["look"]:
        return set(), True, _skip(pattern, at)
    if piece["names"]:
        letters = set(alphabet.letters(piece["names"], piece["mode"].lstrip("^")))
        found, empty = (alphabet.all_letters() - letters if piece["mode"].startswith("^") else letters), False
    elif piece["open"]:
        found, empty, at = _alternatives(pattern, at, alphabet)
        at += 1
    else:
        return set(), True, at
    quantifier = _PIECE.match(pattern, at)
    if quantifier and (quantifier["optional"] or quantifier["repeat"]):
        return found, empty or bool(quantifier["optional"]), quantifier.end()
    return found, empty, at


def needs(pattern: str, alphabet: Alphabet) -> set[frozenset[str]]:
    """Sets of letters of which every match holds one each: the class references that no quantifier or alternative frees.

    >>> alphabet = Alphabet()
    >>> a, b = (alphabet.letter(frozenset({name}), glued=False) for name in "ab")
    >>> needs("(?:<a>)?(?P<one><b>)", alphabet) == {frozenset(b)}
    True
    """
    found, at, freed = set(), 0, False
    depth = 0
    while at < len(pattern):
        piece = _PIECE.match(pattern, at)
        if piece is None:
            raise ValueError(f"foreign syntax at {at}: {pattern[at : at + 20]}")
        if piece["look"]:
            at = _skip(pattern, piece.end())
            continue
        if piece["open"]:
            end = _skip(pattern, piece.end())
            if _freed(pattern, end) or _has_bar(pattern, piece.end(), end - 1):
                at = end
                continue
            depth += 1
        freed = bool(piece["names"]) and _freed(pattern, piece.end())
        if piece["bar"] and not depth:
            return set()
        if piece["names"] and not freed and not piece["mode"].startswith("^"):
            found.add(frozenset(alphabet.letters(piece["names"], piece["mode"])))
        depth -= bool(piece["close"])
        at = piece.end()
    return found


def _freed(pattern: str, at: int) -> bool:
    """Whether a quantifier that allows none stands there."""
    piece = _PIECE.match(pattern, at)
    return piece is not None and bool(piece["optional"])


def _has_bar(pattern: str, start: int, end: int) -> bool:
    """Whether a group has alternatives of its own."""
    at = start
    while at < end:
        piece = _PIECE.match(pattern, at)
        if piece is None:
            return True
        if piece["look"] or piece["open"]:
            at = _skip(pattern, piece.end())
        elif piece["bar"]:
            return True
        else:
            at = piece.end()
    return False


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
