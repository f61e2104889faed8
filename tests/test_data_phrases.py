"""Phrases of the language files: each has the parts that its kind is resolved from, or its words would be read and come to nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import moneyfacts as mf
from moneyfacts.lexicon import source

LANGUAGES = sorted(path.stem for path in (Path(mf.__file__).parent / "data" / "lang").iterdir())
#: What a calendar phrase of each kind must hold, by a slot or in its key; one of each set.
YEAR, MONTH, NUMBER = {"year", "yy", "dotdate"}, {"month", "month_n", "dotdate"}, {"n", "ordinal"}
NEEDED = {
    "date": (YEAR, MONTH, {"day", "dotdate"}),
    "dateday": (MONTH, {"day"}),
    "month": (YEAR, MONTH),
    "monthonly": (MONTH,),
    "months": (MONTH, {"month2", "month_n2"}),
    "quarter": (YEAR, NUMBER),
    "quarteronly": (NUMBER,),
    "half": (YEAR, NUMBER),
    "halfonly": (NUMBER,),
    "fiscal": (YEAR,),
    "fiscalstart": (YEAR,),
    "fiscalspan": (YEAR, {"year2", "yy"}),
    "fiscalquarter": (YEAR, NUMBER),
    "fiscalhalf": (YEAR, NUMBER),
    "fiscalended": (MONTH,),
    "fiscalonly": (),
    "fiscalquarteronly": (NUMBER,),
    "decade": (YEAR,),
    "firstmonths": ({"n"}, {"time"}),
    "lastmonths": ({"n"}, {"time"}, YEAR),
    "ended": ({"time"}, MONTH),
    "relative": ({"last"},),
    "year": (YEAR,),
    "years": (YEAR, {"year2", "yy"}),
}
_FREE = re.compile(r"\([^()]*\)\?|\{[^{}]*\}\?")
_SLOT = re.compile(r"\{([^{}]*)\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendar_phrases_have_all_parts(language: str) -> None:
    lacking = []
    for key, phrases in source.sections(f"lang/{language}.txt").get("calendar", []):
        kind, *stated = key.split()
        for phrase in phrases:
            slots = {slot.rpartition(":")[2] for slot in _SLOT.findall(_FREE.sub("", phrase))} | {part.partition("=")[0] for part in stated}
            lacking += [(key, phrase, sorted(some)) for some in NEEDED[kind] if not some & slots]
    assert lacking == []
