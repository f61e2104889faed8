"""Every row of the corpora: what a text says, figure by figure."""

from __future__ import annotations

from typing import Any

import pytest

from corpus_cases import CORPUS, cases, compare_row, json_lines, known_failures, read

POSITIVES = json_lines("positives.jsonl")
NEGATIVES = json_lines("negatives.jsonl")


def spellings() -> list[Any]:
    """`value` lines, each followed by its indented spellings; `@ locale` holds for the lines that follow."""
    locale, value, rows = "en-US", "", []
    for number, line in enumerate((CORPUS / "spellings.txt").read_text("utf-8").split("\n"), 1):
        if line.startswith("@"):
            locale = line[1:].strip()
        elif line.startswith("    "):
            rows.append({"id": f"spelling-{number}", "locale": locale, "value": value, "text": line[4:]})
        elif line.strip() and not line.startswith("#"):
            value = line.strip()
    return rows


SPELLINGS = spellings()


@pytest.mark.parametrize("row", cases(POSITIVES))
def test_positive(row: dict[str, Any]) -> None:
    assert compare_row(row) == []


@pytest.mark.parametrize("row", cases(SPELLINGS))
def test_spelling(row: dict[str, Any]) -> None:
    from decimal import Decimal

    import moneyfacts

    number, unit = row["value"].split()
    amount = moneyfacts.parse(row["text"], locale=row["locale"]).to_dict()["amount"]
    assert (Decimal(amount["value"]), amount.get("currency") or amount.get("unit")) == (Decimal(number), unit)


@pytest.mark.parametrize("row", cases(NEGATIVES))
def test_negative(row: dict[str, Any]) -> None:
    assert [fact["text"] for fact in read(row)] == []


def test_known_failures_name_rows() -> None:
    ids = [row["id"] for row in [*POSITIVES, *NEGATIVES, *SPELLINGS]]
    assert len(ids) == len(set(ids))
    assert set(known_failures()) <= set(ids)


def test_sizes() -> None:
    assert len(NEGATIVES) >= 300
    assert len([row for row in POSITIVES if row["lang"] == "en"]) >= 200
