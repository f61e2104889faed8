"""Ranges of negative numbers, whose signs stand at either end, glued to a dash, or before a bare first number."""

from __future__ import annotations

import pytest

import moneyfacts as mf

RANGES = [
    ("-$5–-$3", "USD -5 to -3"),
    ("-$5--$3", "USD -5 to -3"),
    ("$5--$7", "USD 5 to 7"),
    ("-5%–-3%", "minus 5 to minus 3 percent"),
    ("growth of -1 to 1 percent", "minus 1 to 1 percent"),
    ("(-1.5 to -0.5 percentage points)", "minus 1.5 to minus 0.5 percentage points"),
    ("minus 5 to minus 3 percent", "minus 5 to minus 3 percent"),
    ("-5 to -3 million USD", "USD -5 to -3 mn"),
    ("a result of -2 to 1 million euros", "EUR -2 to 1 mn"),
    ("between -5 and 3 percent", "minus 5 to 3 percent"),
    ("- 5 to 7 percent", "5 to 7 percent"),
]


@pytest.mark.parametrize(("text", "stated"), RANGES)
def test_ranges_keep_their_signs(text: str, stated: str) -> None:
    assert [str(fact).replace("\xa0", " ") for fact in mf.extract(text)] == [stated]


def test_old_and_new_level_keep_their_signs() -> None:
    assert [str(fact.amount).replace("\xa0", " ") for fact in mf.extract("rose from -5 to -3 million euros")] == ["EUR -5 mn", "EUR -3 mn"]
