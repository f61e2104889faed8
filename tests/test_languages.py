"""Sentences of each language with all that they say: one corpus file a language, read under its own locale."""

from __future__ import annotations

from typing import Any

import pytest

from corpus_cases import CORPUS, cases, compare_row, json_lines

ROWS = [row for path in sorted((CORPUS / "languages").glob("*.jsonl")) for row in json_lines(f"languages/{path.name}")]


@pytest.mark.parametrize("row", cases(ROWS))
def test_sentence(row: dict[str, Any]) -> None:
    assert compare_row(row) == []


def test_every_row_has_an_id_of_its_own() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
