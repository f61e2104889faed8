"""Forms of one syllable that count only where a word begins, in a script whose syllables are tokens (``[wordstart]``).

In 가격이 the last syllable is a particle and no *two*: after a syllable that says nothing, such forms say nothing either.
What stands after a known form (삼천, 억원) is left alone, since numerals and units are written together.
"""

from __future__ import annotations

import re

from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.scan.sheet import Sheet

#: Classes that say nothing: shapes of words, and (with ``=``) words of phrases with slots.
_SHAPES = frozenset({"word", "lower", "unspaced", "plain", "notmoney"})


class WordStarts:
    """Takes the meaning from such forms inside words."""

    def __init__(self, lexicon: Lexicon) -> None:
        alphabet = lexicon.alphabet
        inside = "".join(alphabet.letters("wordstart", "."))
        silent = {letter for letter in alphabet.letters("unspaced") if _is_silent(alphabet.classes_of(letter))}
        self._insides = lexicon.insides
        self._find = re.compile(f"(?<=[{''.join(sorted(silent))}])[{inside}]+").finditer if inside and silent else None

    def clear(self, sheet: Sheet) -> None:
        """Make plain syllables of the forms that stand inside a word."""
        if self._find is None:
            return
        changes = []
        for match in self._find(sheet.letters):
            for at in range(*match.span()):
                inside = self._insides.get(sheet.nodes[at].key)
                if inside is not None:
                    changes.append((at, at + 1, inside, inside.letters[True]))
        if changes:
            sheet.replace(changes)


def _is_silent(classes: frozenset[str]) -> bool:
    return all(name in _SHAPES or name.startswith("=") for name in classes)
