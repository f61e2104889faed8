"""Which of the languages that have a file a text is in, by the words of those files.

Each word of the text speaks for the languages that have it, the more the fewer these are; a script of its own speaks
for its languages alone. Where two are even, the letters of their words decide. English where nothing speaks. No model, and no list
beside the language files.

>>> detect("Der Umsatz stieg auf 3,2 Milliarden Euro"), detect("revenue rose to $5 million"), detect("売上高は5億円")
('de', 'en', 'ja')
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from moneyfacts.lexicon import source
from moneyfacts.lexicon.locales import languages
from moneyfacts.lexicon.tokens import fold

#: How much of a text is looked at.
_MOST = 4000
#: Sections whose words many languages share, or that are no words of the language.
_SHARED = frozenset(
    {"language", "country", "name", "scalesign", "unit", "percent", "timesign", "halfsign", "quartersign", "fiscalsign", "suffix", "prefix"}
    | {"foreign"}
)
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[()|?]")


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """For each word, or character of an unspaced script, the languages that have it."""
    table: dict[str, set[str]] = {}
    for language in languages():
        for section, entries in source.sections(f"lang/{language}.txt").items():
            if section not in _SHARED:
                for _, forms in entries:
                    for word in _words(" ".join(forms)):
                        table.setdefault(word, set()).add(language)
    return {word: tuple(sorted(those)) for word, those in table.items()}


@cache
def _letters() -> dict[str, frozenset[str]]:
    """For each language, the letters of its words beside those of English."""
    found: dict[str, set[str]] = {}
    for word, those in _speakers().items():
        for language in () if word.isascii() else those:
            found.setdefault(language, set()).update(word)
    return {language: frozenset(letters) for language, letters in found.items()}


def _likeliest(leaders: list[str], sample: str) -> str:
    """Of languages for which equally much speaks, the one whose words have most of the text's letters."""
    others = {letter for letter in sample if letter > "\x7f" and letter.isalpha()}
    return min(leaders, key=lambda language: (-len(others & _letters().get(language, frozenset())), language))


def _words(forms: str) -> set[str]:
    found: set[str] = set()
    plain = _PLACEHOLDER.sub(" ", forms).lower()
    found.update(word for word in _WORD.findall(_UNSPACED.sub(" ", plain)) if len(word) > 1)
    found.update(_UNSPACED.findall(plain))
    return found


def detect(text: str) -> str:
    """The language of a text, as its file is named."""
    sample = text[:_MOST].lower()
    votes: Counter[str] = Counter()
    speakers = _speakers()
    words = _WORD.findall(_UNSPACED.sub(" ", sample)) + _UNSPACED.findall(sample)
    for word in words:
        those = speakers.get(word, ())
        for language in those:
            votes[language] += 60 // len(those)  # whole numbers: the same on every machine
    if not votes:
        return "en"
    best = max(votes.values())
    leaders = [language for language, vote in votes.items() if vote == best]
    return "en" if "en" in leaders else _variety(leaders[0] if len(leaders) == 1 else _likeliest(leaders, sample), sample)


def _variety(language: str, text: str) -> str:
    """The file based on this one, where the text has characters that this one folds to its own."""
    based = [other for other in languages() if ("base", [language]) in source.sections(f"lang/{other}.txt").get("language", [])]
    if based and any(fold(letter) != letter for letter in _UNSPACED.findall(text)):
        return based[0]
    return language
