"""Whether a sentence can hold a figure, in languages whose syllables or ideographs are also numerals.

The twin of the gate for Chinese, Japanese and Korean, which put no spaces between words. There nearly every sentence has a letter that is
also a numeral; so a numeral counts only where a currency, a sign, percent or another anchor stands beside it, or where
two currencies make a rate with it. It may let through what is no figure; it must stop none. What can stand between a
number and its anchor is what the rules of `grammar.amounts` allow; the words come from the lexicon's forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.lexicon.tokens import DIGITS, letter_pattern

_AFTER = frozenset([
    "abbr", "against", "code", "codeword", "denominator", "fold", "minor", "name", "percent", "percent.glued", "percent.points", "pricemark",
    "scaledcode", "sign", "slangscale", "suffixsign", "times", "timesalways", "timesign", "unsure",
])  # fmt: skip
_BEFORE = frozenset(
    ["abbr", "code", "codeword", "minor", "minusword", "name", "percentbefore", "scaledcode", "sign", "timesbefore", "unsure"]
)
_NUMBER = frozenset(["atom", "fraction", "leadfraction", "multiplier", "roundword", "scale"])
_INSIDE = _NUMBER | {"and", "article", "bound.inner", "of", "point", "postfraction", "scalesign", "tensand", "tenslink"}
_ALONE = frozenset(["dualname", "foldword", "percentword", "timesword"])
_CURRENCY = frozenset(["code", "name"])

_LATIN = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a"
_IS_LATIN = re.compile(f"[{_LATIN}]").match
#: What can stand between a number and its anchor: marks and space.
_FILLER = r"[^\w]{0,6}"
#: How many parts of a numeral are looked at, and how far before it an anchor can begin.
_LONGEST, _REACH = 60, 40
#: How many letters of an anchor (with the space that can stand between them) are looked at.
_STEM = 3
#: Letters from here on are words by themselves.
_UNSPACED = "\u2e80"

Pieces = tuple[str, ...]


class Anchors:
    """Finds numbers beside anchors with one lexicon's words; of Latin letters it asks nothing more, nor of a long word its end."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms = lexicon.forms()
        own = [(tokens, classes) for tokens, classes in forms if not _IS_LATIN(tokens[0])]
        latin = _tree(tuple(_letters(tokens)) for tokens, classes in forms if classes & _NUMBER and _IS_LATIN(tokens[0]))
        latin = f"(?i:{latin})(?![{_LATIN}])"
        after = _tree(_stem(tokens) for tokens, has in own if has & _AFTER)
        lands = {_stem(tokens) for tokens, has in own if "country" in has}
        land = _tree(stem for stem in lands if len(stem) > 1)
        short = _tree(stem for stem in lands if len(stem) == 1)
        anchor = rf"(?:{after}|{land}|{short}{_FILLER}{after}|[{_LATIN}])"
        part = rf"(?:\d++|[^\w]|{_words(own, _INSIDE)}|{latin})"
        self._start = re.compile(_starts(own))
        self._number = re.compile(rf"\d|{_words(own, _NUMBER)}|{latin}")
        self._after = re.compile(rf"{part}{{1,{_LONGEST}}}?{_FILLER}{anchor}")
        before = _tree(_stem(tokens, backwards=True) for tokens, has in forms if has & _BEFORE and not _IS_LATIN(tokens[-1][-1]))
        self._before = re.compile(rf"{_FILLER}(?:{before}|[{_LATIN}])")
        self._alone = _Search(tokens for tokens, has in forms if has & _ALONE)
        self._currency = _Search((tokens for tokens, has in own if has & _CURRENCY), f"[{_LATIN}]+")

    def hold(self, text: str, first: int, last: int) -> bool:
        """Whether ``text[first:last]`` can hold a figure."""
        numbers = False
        for place in self._start.finditer(text, first, last):
            at = place.start()
            if not self._number.match(text, at, last):
                continue
            if self._after.match(text, at, last) or self._before.match(text[max(first, at - _REACH) : at][::-1]):
                return True
            numbers = True
        if self._alone.find(text, first, last) >= 0:
            return True
        if not numbers:
            return False
        one = self._currency.find(text, first, last)
        return one >= 0 and self._currency.find(text, one, last) >= 0


class _Search:
    """Finds any of some forms: their first letters by a set, which is fast, then more of the form."""

    def __init__(self, forms: Iterable[Pieces], other: str = "(?!)") -> None:
        listed = list(forms)
        first = "".join({_inner(letter_pattern(tokens[0][0])) for tokens in listed}) + (other[1:-2] if other[0] == "[" else "")
        self._first = re.compile(f"[{first}]" if first else "(?!)")
        self._whole = re.compile(rf"{_tree(map(_stem, listed))}|{other}")

    def find(self, text: str, first: int, last: int) -> int:
        """The end of the first form found, or -1."""
        for place in self._first.finditer(text, first, last):
            found = self._whole.match(text, place.start(), last)
            if found:
                return found.end()
        return -1


def _words(forms: list[tuple[Pieces, set[str]]], classes: Iterable[str]) -> str:
    """A pattern for the forms with one of the classes."""
    return _tree(tuple(_letters(tokens)) for tokens, has in forms if not has.isdisjoint(classes))


def _stem(tokens: Pieces, backwards: bool = False) -> Pieces:
    """The first letters of a form, or the last ones."""
    return tuple(islice(_letters(tokens, backwards), _STEM))


def _starts(forms: list[tuple[Pieces, set[str]]]) -> str:
    """Finds letters that a number can begin with: some only where a word does."""
    free, bound = set[str](), {_LATIN}
    for tokens, classes in forms:
        if classes & _NUMBER:
            spaced = tokens[0][0] < _UNSPACED and tokens[0][0].isalpha()
            (bound if spaced or "wordstart" in classes else free).add(_inner(letter_pattern(tokens[0][0])))
    ways = [r"(?<=\d)(?<!\d\d)", f"(?<=[{''.join(sorted(free))}])", rf"(?<=[{''.join(sorted(bound))}])(?<![^\W\d_][\w])"]
    return rf"[{DIGITS}{''.join(sorted(free | bound))}](?:{'|'.join(ways)})"


def _letters(tokens: Pieces, backwards: bool = False) -> Iterator[str]:
    """A form's letters as patterns of all that is read as them, with room for space between its tokens."""
    step = -1 if backwards else 1
    for at, token in enumerate(tokens[::step]):
        if at:
            yield r"\s*"
        for letter in token[::step]:
            yield letter_pattern(letter, backwards)


def _tree(forms: Iterable[Pieces]) -> str:
    """A pattern for any of the forms, as a tree of their first letters."""
    listed = sorted(set(forms))
    return _branches(listed, 0) if listed else "(?!)"


def _branches(forms: list[Pieces], at: int) -> str:
    """A pattern for what forms, in order and alike up to ``at``, go on with."""
    if len(forms) == 1:
        return "".join(forms[0][at:])
    parts, letters = [], ""
    for form, some in groupby(forms, lambda form: form[: at + 1]):
        rest = list(some)
        if len(rest) == 1 and len(form) == len(rest[0]) == at + 1 and _is_set(form[at]):
            letters += _inner(form[at])
        elif len(form) > at:
            parts.append(form[at] + _branches(rest, at + 1))
    if letters:
        parts.append(f"[{letters}]")
    ends = len(forms[0]) == at
    joined = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return joined + ("?" if ends else "")


def _is_set(piece: str) -> bool:
    return piece.isalnum() if len(piece) == 1 else piece[0] == "[" and piece.index("]") == len(piece) - 1


def _inner(piece: str) -> str:
    """What stands in a set for a letter's pattern."""
    if piece[0] == "[":
        return piece[1 : piece.index("]")]
    return piece if piece[0] == "\\" else piece[:1]
