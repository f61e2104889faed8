"""The words that a localized text needs, from the language's own data file, else from the one it is based on, else from English.

A word is the first form of its entry: the file lists the plainest first. Phrases with slots are turned round: their optional
parts are left out, of a choice the first is taken, and the slots are filled.

>>> word("en", "bound.before", "at_least")
'at least'
>>> filled("over (a|the)? (next|past)? {duration} (period|term)?", {"duration": "3 years"})
'over 3 years'
"""

from __future__ import annotations

import re
from functools import cache

from moneyfacts.lexicon import source
from moneyfacts.lexicon.forms import chain

_OPTIONAL = re.compile(r"(?:\([^()]*\)|\{[^{}]*\}|[^\s(){}]+)\?")
_CHOICE = re.compile(r"\(([^()|]*)(?:\|[^()]*)?\)")
_SLOT = re.compile(r"\{([^{}]*)\}")


@cache
def _entries(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    name = f"lang/{language}.txt"
    sections = source.sections(name) if source.exists(name) else {}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for section, entries in sections.items():
        for key, forms in entries:
            found.setdefault((section, key), tuple(form.removeprefix("=") if len(form) > 1 else form for form in forms))
    return found


def forms(language: str, section: str, key: str) -> tuple[str, ...]:
    """All forms of an entry in the language's file; empty where it has none."""
    return _entries(language).get((section, key), ())


def word(language: str, section: str, key: str) -> str | None:
    """The first form of an entry, in the language or else in one it is based on; None where none has it."""
    return next((found[0] for name in chain(language) if (found := forms(name, section, key))), None)


def phrase(language: str, section: str, key: str, slots: dict[str, str]) -> str | None:
    """The shortest phrase of an entry with words of its own that these slots fill, in the language or else in one it is based on."""
    for name in chain(language):
        shown = [found for template in forms(name, section, key) if (found := filled(template, slots)) is not None]
        said = [found for found in shown if found not in slots.values()]
        if said:
            return min(said, key=lambda found: len(found.split()))
    return None


def filled(template: str, slots: dict[str, str]) -> str | None:
    """A template with its slots filled, by their names or else by their classes; None where it has a slot that is not given.

    >>> filled("in {calendar}", {"year": "2024"}) is None
    True
    >>> filled("{calendar.year:year} to {calendar.year:year2}", {"year": "2019", "year2": "2024"})
    '2019 to 2024'
    """
    shown, before = template, ""
    while shown != before:
        before, shown = shown, _OPTIONAL.sub("", shown)
    while "(" in shown and (again := _CHOICE.sub(r"\1", shown)) != shown:
        shown = again
    asked = {slot: _filling(slot, slots) for slot in _SLOT.findall(shown)}
    if None in asked.values():
        return None
    return " ".join(_SLOT.sub(lambda found: asked[found[1]] or "", shown).split())


def _filling(slot: str, slots: dict[str, str]) -> str | None:
    """What fills a slot: by its name, or by its class; a name that just narrows the class (`calendar.year:calendar`) is none."""
    kind, _, name = slot.partition(":")
    return slots.get(kind) if name in ("", kind.partition(".")[0]) else slots.get(name, slots.get(kind))


def spaced(before: str, after: str) -> str:
    """Two pieces of text side by side, with a space between them unless a script without spaces meets there, and before a minus.

    >>> spaced("3800亿元", "以上"), spaced("at least", "$5"), spaced("约", "-$5")
    ('3800亿元以上', 'at least $5', '约 -$5')
    """
    if not before or not after:
        return before + after
    left, right = before[-1], after[0]
    joined = (_unspaced(left) and not _lettered(right)) or (_unspaced(right) and not _lettered(left))
    return f"{before}{'' if joined and right not in '-−' else ' '}{after}"


def _unspaced(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff"


def _lettered(char: str) -> bool:
    return char.isalpha() and not _unspaced(char)
