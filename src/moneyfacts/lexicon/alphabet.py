"""Letters for sets of token classes, and patterns written in class names.

A token has every class that its form can have: *over* is a bound and opens a period. One letter stands for one
such set, doubled by whether the token is glued to the one before it. A pattern names classes in angle brackets;
compiling turns each name into the letters whose set holds it, so that matching runs in the regex engine.

    <name>   a token with that class          <.name>  ... glued to the token before it
    <a|b>    a token with either class        <^a|b>   a token with none of them
    [< name>] is written <_name>: a token with that class and space before it

>>> alphabet = Alphabet()
>>> over = alphabet.letter(frozenset({"bound", "opener"}), glued=False)
>>> alphabet.pattern("<bound>").match(over) is not None
True
>>> alphabet.pattern("<.bound>").match(over) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_FIRST = 0x100
_REFERENCE = re.compile(r"(?<!\?P)<(\^?[._]?)([^<>]+)>")


class Alphabet:
    """Gives each (set of classes, glued) a letter of its own, in the order they are asked for."""

    def __init__(self) -> None:
        self._letters: dict[tuple[frozenset[str], bool], str] = {}
        self._both: dict[frozenset[str], tuple[str, str]] = {}
        self._bits: dict[frozenset[str], int] = {}
        self._asked: dict[tuple[str, str], frozenset[str]] = {}
        self.marks = _Marks(self)

    def letter(self, classes: frozenset[str], glued: bool) -> str:
        """The letter of a set of classes."""
        key = (classes, glued)
        found = self._letters.get(key)
        if found is None:
            found = self._letters[key] = chr(_FIRST + len(self._letters))
        return found

    def both(self, classes: frozenset[str]) -> tuple[str, str]:
        """The letters of a set of classes with space before it, and glued."""
        found = self._both.get(classes)
        if found is None:
            found = self._both[classes] = self.letter(classes, False), self.letter(classes, True)
        return found

    def bit(self, letters: frozenset[str]) -> int:
        """A number of one bit for a set of letters; a letter's mark has the bits of all sets that hold it.

        >>> alphabet = Alphabet()
        >>> a, b = (alphabet.letter(frozenset({name}), glued=False) for name in "ab")
        >>> alphabet.bit(frozenset(a)) & alphabet.marks[a] > 0, alphabet.bit(frozenset(a)) & alphabet.marks[b]
        (True, 0)
        """
        found = self._bits.get(letters)
        if found is None:
            found = self._bits[letters] = 1 << len(self._bits)
            self.marks.clear()
        return found

    def mark(self, letter: str) -> int:
        """The bits of all sets of letters that hold a letter."""
        mark = 0
        for letters, bit in self._bits.items():
            if letter in letters:
                mark |= bit
        return mark

    def classes_of(self, letter: str) -> frozenset[str]:
        """The classes that a letter stands for."""
        return self._by_letter[letter]

    @cached_property
    def _by_letter(self) -> dict[str, frozenset[str]]:
        return {letter: classes for (classes, _), letter in self._letters.items()}

    @cached_property
    def _by_class(self) -> dict[tuple[str, bool], list[str]]:
        table: dict[tuple[str, bool], list[str]] = {}
        for (classes, glued), letter in self._letters.items():
            for name in classes:
                table.setdefault((name, glued), []).append(letter)
        return table

    def letters(self, names: str, glue: str = "") -> frozenset[str]:
        """All letters whose set holds one of the classes ``a|b|c``."""
        key = (names, glue)
        if key not in self._asked:
            self._asked[key] = self._letters_of(names, glue)
        return self._asked[key]

    def _letters_of(self, names: str, glue: str) -> frozenset[str]:
        sides = {"": (False, True), ".": (True,), "_": (False,)}[glue]
        found: set[str] = set()
        for name in names.split("|"):
            for side in sides:
                found.update(self._by_class.get((name, side), ()))
        return frozenset(found)

    def all_letters(self) -> frozenset[str]:
        """Every letter given so far."""
        return frozenset(self._letters.values())

    def charset(self, names: str, mode: str = "") -> str:
        """The regex character set for a class reference."""
        negated = mode.startswith("^")
        letters = self.letters(names, mode.lstrip("^"))
        if letters:
            return charset(letters, negated)
        return r"[\s\S]" if negated else r"(?!)"

    def source(self, pattern: str) -> str:
        """The regex that a pattern of class names means; its white space is layout."""
        pattern = re.sub(r"\s+", "", pattern)
        return _REFERENCE.sub(lambda m: self.charset(m[2], m[1]), pattern)

    def pattern(self, pattern: str) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.source(pattern), re.DOTALL)


def charset(letters: Iterable[str], negated: bool = False) -> str:
    """The regex character set of some letters.

    >>> charset("abcx"), charset("")
    ('[a-cx]', '(?!)')
    """
    ranges = "".join(_ranges(sorted(letters)))
    return f"[{'^' if negated else ''}{ranges}]" if ranges else "(?!)"


class _Marks(dict[str, int]):
    """The mark of each letter, made when first asked for."""

    def __init__(self, alphabet: Alphabet) -> None:
        super().__init__()
        self._alphabet = alphabet

    def __missing__(self, letter: str) -> int:
        mark = self[letter] = self._alphabet.mark(letter)
        return mark


def _ranges(letters: list[str]) -> list[str]:
    """Runs of neighbouring letters as ranges, which compile faster."""
    out: list[str] = []
    start = previous = None
    for code in [*map(ord, letters), None]:
        if start is not None and (code is None or code != previous + 1):  # type: ignore[operator]
            out.append(chr(start) if start == previous else f"{chr(start)}-{chr(previous)}")  # type: ignore[arg-type]
            start = None
        if code is not None and start is None:
            start = code
        previous = code
    return out
