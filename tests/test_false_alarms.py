"""Text without money gives no facts: whole pages that are full of numbers, and the negatives run together."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_cases import CORPUS, files, json_lines, known_failures, read

PAGES = files(CORPUS / "pages", "*", "page")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("locale", ["en-US", "en-GB", "en-IN", "de-DE"])
def test_page(page: Path, locale: str) -> None:
    assert [fact["text"] for fact in read({"text": page.read_text("utf-8"), "locale": locale})] == []


def test_pages_are_there() -> None:
    assert {"code", "bibliography", "phone_list", "sports_results", "recipe"} <= {path.stem for path in (CORPUS / "pages").iterdir()}


def test_joined_negatives() -> None:
    """Nothing appears either when the English negatives stand in one text, one paragraph each."""
    rows = [r for r in json_lines("negatives.jsonl") if r["locale"] == "en-US" and r["id"] not in known_failures()]
    assert [fact["text"] for fact in read({"text": "\n\n".join(row["text"] for row in rows)})] == []
