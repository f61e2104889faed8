"""The gate: where in a text a figure can be, found at the speed of a plain scan.

A figure is a number beside an anchor: a sign, code or name of money, a scale, percent, times. Digits are found by one
pattern that starts with a character set, so that the regex engine skips all else; what stands before a number is looked
at only where no anchor follows it. Number words count where an anchor follows them. The gate may let through what is
no figure; it must stop none. It serves languages whose words stand apart and are written as the lexicon has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from moneyfacts.lexicon.lexicon import Lexicon

#: Classes whose forms can follow a number in a figure, precede one, or be part of a number in words.
_AFTER = frozenset(
    "sign code codeword abbr unsure name minor percent times timesign fold slangscale scale scalesign scaleabbr multiplier country fraction against".split()
)
_BEFORE = frozenset("code codeword abbr unsure name minor percentbefore scaledcode foldword".split())
_NUMBER = frozenset("atom multiplier scale fraction".split())
_LINK = frozenset("and of article point".split())

_STEM = 5
#: Letters from here on stand in scripts that put no spaces between words.
_UNSPACED = "\u2e80"
_PAIR = re.compile(r"/(?<=[A-Z]{3}/)[A-Z]{3}")
_SCALED_CODE = re.compile(r"[\s-]?([KMBT][A-Z]{3})(?![^\W\d_])")
_GLUE = "[\\s\u00a0-]"


class Gate:
    """Finds places of possible figures with one lexicon's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms = lexicon.forms()
        after = {first for first, _, classes in forms if classes & _AFTER}
        self._before = {last for _, last, classes in forms if classes & _BEFORE}
        signs = sorted({form for form in after | self._before if len(form) == 1 and not form.isalnum() and form not in ".,'’-/"})
        numbers = {first for first, _, classes in forms if classes & _NUMBER and first.isalpha()}
        links = {first for first, _, classes in forms if classes & _LINK and first.isalpha()}
        anchor = _stems({form for form in after if form[0].isalpha()})
        self._digits = re.compile(
            rf"[{re.escape(''.join(signs))}\d](?:(?<=\D)|(?<![\d.,]\d)[\d.,'’]*+(?:{_GLUE}{{0,3}}+(?P<anchor>[{re.escape(''.join(signs))}½¼¾]|/[\d]|{anchor}))?)"
        )
        words = _exact(numbers)
        self._words = re.compile(
            rf"[\s\"'“‘(\[—–/-]{words}(?![^\W\d_])(?:{_GLUE}{{1,3}}+{_exact(numbers | links)}(?![^\W\d_]))*+{_GLUE}{{1,3}}+{anchor}"
        )
        folds = sorted(form for form, _, classes in forms if "foldword" in classes and form.isalpha())
        self._folds = tuple(folds)
        self._scaled = lexicon.is_scaled_code

    def hits(self, text: str, start: int, end: int) -> list[int]:
        """Where figures can be in ``text[start:end]``, in order."""
        low = text.lower()
        if len(low) != len(text):
            low = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
        found = [place.start() for place in self._digits.finditer(low, start, end) if place["anchor"] or self._led(text, low, place)]
        words = [start + max(0, place.start() - 1) for place in self._words.finditer(" " + low[start:end])]
        if "/" in low:
            words += [place.start() for place in _PAIR.finditer(text, start, end)]
        for fold in self._folds:
            at = low.find(fold, start, end)
            while at >= 0:
                words.append(at)
                at = low.find(fold, at + 1, end)
        if words:
            found = sorted(found + words)
        return found

    def _led(self, text: str, low: str, place: re.Match[str]) -> bool:
        """Whether a sign, or what stands before the number, makes it one of a figure."""
        at = place.start()
        if not low[at].isdigit():
            return True
        code = _SCALED_CODE.match(text, place.end())
        if code and self._scaled(code[1]):
            return True
        k = at
        while k and low[k - 1] in " \u00a0\t\n.:(-+~<>=≈":
            k -= 1
        if at - k > 4 or not k:
            return False
        j = k
        while j and at - j < 20 and low[j - 1].isalpha():
            j -= 1
        if j == k:
            return low[k - 1] in "$€£¥"
        return low[j:k] in self._before or self._scaled(text[j:k])


def _stems(forms: Iterable[str]) -> str:
    """An alternation of the forms' first letters, whole where they are short."""
    short = {form for form in forms if len(form) < _STEM}
    long = {form[:_STEM] for form in forms if len(form) >= _STEM} | {form for form in forms if form[0] >= _UNSPACED}
    short = {form for form in short if not any(form.startswith(stem) for stem in long)}
    return rf"(?:{_tree(long)}|{_tree(short)}(?![^\W\d_]))"


def _exact(forms: Iterable[str]) -> str:
    return _tree(set(forms))


def _tree(forms: set[str]) -> str:
    """A pattern for any of the forms, as a tree of their first letters."""
    if not forms:
        return "(?!)"
    parts = []
    ends = "" in forms
    for letter in sorted({form[0] for form in forms if form}):
        rest = _tree({form[1:] for form in forms if form[:1] == letter})
        parts.append(re.escape(letter) + rest)
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return joined + ("?" if ends else "")
