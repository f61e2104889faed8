"""Every row of the corpora: what a text says, figure by figure."""

from __future__ import annotations

from typing import Any

import pytest

from corpus_cases import CORPUS, SEEDS, cases, compare_row, json_lines, known_failures, read

POSITIVES = json_lines("positives.jsonl")
NEGATIVES = json_lines("negatives.jsonl")


def spellings() -> list[Any]:
    """`value` lines, each followed by its indented spellings; `@ locale` holds for the lines that follow."""
    locale, value, rows = "en-US", "", []
    for line in (CORPUS / "spellings.txt").read_text("utf-8").split("\n"):
        if line.startswith("@"):
            locale = line[1:].strip()
        elif line.startswith("    "):
            rows.append({"id": f"spelling-{locale}-{line[4:].replace(' ', '_')}", "locale": locale, "value": value, "text": line[4:]})
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


def shifted(found: Any, by: int) -> Any:
    """Plain dicts as they are, but every span moved."""
    if isinstance(found, dict):
        return {key: [end + by for end in value] if key == "span" else shifted(value, by) for key, value in found.items()}
    return [shifted(item, by) for item in found] if isinstance(found, list) else found


@pytest.mark.parametrize("rows", [POSITIVES[i::8] for i in range(8)], ids=range(8))
def test_a_sentence_before_shifts_and_changes_nothing(rows: list[dict[str, Any]]) -> None:
    before = "Nobody in the hall said a word. "
    moved = [row["id"] for row in rows if read(row | {"text": before + row["text"]}) != shifted(read(row), len(before))]
    assert moved == []


@pytest.mark.parametrize("rows", [POSITIVES[i::4] for i in range(4)], ids=range(4))
def test_spans_are_exact_and_sorted(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        end = 0
        for fact in read(row):
            start, stop = fact["span"]
            assert end <= start < stop
            assert row["text"][start:stop] == fact["text"]
            end = stop


def test_known_failures_name_rows() -> None:
    ids = [row["id"] for row in [*POSITIVES, *NEGATIVES, *SPELLINGS]]
    assert len(ids) == len(set(ids))
    whole = [f"page-{path.stem}" for path in (CORPUS / "pages").iterdir()] + [f"seed-{path.stem}" for path in SEEDS.glob("*.txt")]
    assert set(known_failures()) <= {*ids, *whole}


def test_sizes() -> None:
    assert len(NEGATIVES) >= 300
    assert len([row for row in POSITIVES if row["lang"] == "en"]) >= 200
