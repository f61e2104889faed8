"""Where a text that states no fact stops to be one: what can be read of it, what is missing, and which word may be misspelt.

>>> from moneyfacts.lexicon.lexicon import lexicon
>>> without_fact("5 eruos", ["money"], lexicon(("en",)))
(2, '5', ('a currency',), ('euros',))
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby, islice

from moneyfacts.errors import nearest
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.lexicon import Lexicon

_KINDS = {"money": "an amount of money", "percent": "a percentage", "multiple": "a multiple", "exchange_rate": "an exchange rate"}
_BESIDE = {"money": "a currency", "percent": "a percent sign", "multiple": "a word such as times"}
_NUMBERS = frozenset({"atom", "multiplier", "scale", "fraction"})
_SCALES = frozenset({"scale", "scaleabbr", "scaleletter", "multiplier"})
_MONEY = frozenset({"sign", "code", "codeword", "abbr", "unsure", "name", "minor"})
_NAMES = frozenset({"name", "minor", "percent", *_NUMBERS})

_NUMERAL = re.compile(r"\d(?:[.,'’]?\d){0,60}+")
_WORD = re.compile(r"[^\W\d_]++|[^\w\s]")
_SHORTEST, _LONGEST = 3, 24
#: The words among so many characters from where reading stopped are looked at, and so many of those that nobody knows.
_REACH, _MOST = 60, 4
_ALIKE, _ALIKE_CODE = 0.7, 0.8

Stop = tuple[int, str, tuple[str, ...], tuple[str, ...]]


def without_fact(text: str, kinds: Iterable[str], lexicon: Lexicon) -> Stop:
    """Where a text without a fact stops, what was read before that, what could stand there, and the words nearest to what does."""
    start = len(text) - len(text.lstrip()) if text.strip() else 0
    at = _after_number(text, start, lexicon)
    expected = tuple(what for kind, what in _BESIDE.items() if kind in kinds)
    if at == start:
        at, expected = _skip(text, start, lexicon, _MONEY), ("a number",)
    if at == start or not expected:
        at, expected = start, names(kinds)
    wrong, near = misspelt(text, at, lexicon)
    stop = wrong if near else at
    return stop, text[start:stop].strip(), expected, near


def names(kinds: Iterable[str]) -> tuple[str, ...]:
    """What facts of these kinds are called."""
    return tuple(name for kind, name in _KINDS.items() if kind in kinds)


def misspelt(text: str, start: int, lexicon: Lexicon) -> tuple[int, tuple[str, ...]]:
    """The first word from there on that nobody knows and that is like words of money: where it stands, and those words."""
    words = (found for found in _WORD.finditer(text, start, start + _REACH) if found[0].isalpha() and not lexicon.entry(found[0]).means)
    for found in islice(words, _MOST):
        if near := _near(found[0], lexicon):
            return found.start(), near
    return start, ()


def _near(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    if word.isupper() and len(word) <= _SHORTEST + 1:
        turned = tuple(code for code in currencies.codes() if sorted(code) == sorted(word))
        if codes := turned or nearest(word, currencies.codes(), cutoff=_ALIKE_CODE):
            return codes
    low = word.lower()
    opened = [form for letter in set(low[:2]) for form in _names(lexicon).get(letter, ())]
    if low in opened:
        return ()  # a part of a name, without the rest of it
    return nearest(low, [form for form in opened if abs(len(form) - len(low)) <= 2], cutoff=_ALIKE)


@cache
def _names(lexicon: Lexicon) -> dict[str, list[str]]:
    """The words that name money, its parts, percentages and numbers, by their first letters."""
    said = {token.lower() for tokens, classes in lexicon.forms() if classes & _NAMES for token in tokens}
    words = sorted(word for word in said if word.isalpha() and len(word) >= _SHORTEST)
    return {letter: list(same) for letter, same in groupby(words, key=lambda word: word[0])}


def _after_number(text: str, at: int, lexicon: Lexicon) -> int:
    """Where what follows a numeral and its scale stands."""
    numeral = _NUMERAL.match(text, at)
    at = _next(text, numeral.end()) if numeral else _skip(text, at, lexicon, _NUMBERS)
    return _skip(text, at, lexicon, _SCALES) if numeral else at


def _skip(text: str, at: int, lexicon: Lexicon, classes: frozenset[str]) -> int:
    """Where what follows words of these classes stands."""
    while (word := _WORD.match(text, at)) and classes & lexicon.entry(word[0]).means.keys():
        at = _next(text, word.end())
    return at


def _next(text: str, at: int) -> int:
    """Where the next character that is no space stands; the end of the words where there is none."""
    rest = text[at:]
    return at + len(rest) - len(rest.lstrip()) if rest.strip() else at
