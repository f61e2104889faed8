"""The phrases of prices in the language files say of what, or of which time, a price is."""

from __future__ import annotations

from pathlib import Path

import pytest

import moneyfacts as mf
from moneyfacts.lexicon.forms import chain
from moneyfacts.lexicon.lexicon import lexicon

LANGUAGES = sorted(path.stem for path in (Path(mf.__file__).parent / "data" / "lang").iterdir())
#: What says of what or of which time a price is; one of them must stand in each of its phrases.
UNITS = {"unit", "counted", "pershare", "each", "written", "time", "peradverb", "peradjective", "timeshort", "duration"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_of_prices_say_of_what(language: str) -> None:
    lacking = []
    for key, pattern in lexicon(chain(language)).templates["per"]:
        if not any(f"?P<{slot}>" in pattern for slot in UNITS):
            lacking.append((key, pattern))
    assert lacking == []
