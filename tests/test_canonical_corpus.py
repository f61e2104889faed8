"""Every text of `seeds/` and of the corpora, through canonical text and back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import moneyfacts as mf
from corpus_cases import CORPUS, SEEDS
from moneyfacts import Fact

Row = dict[str, Any]


def rows() -> Iterator[tuple[str, Row]]:
    """All texts that lie about, with the options that they are read under."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield path.stem, {"text": path.read_text("utf-8"), "date": "2025-02-24"}
    for path in sorted(CORPUS.rglob("*.txt")):
        yield path.stem, {"text": path.read_text("utf-8")}
    for path in sorted(CORPUS.rglob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
        for start in range(0, len(lines), 20):
            for row in lines[start : start + 20]:
                yield f"{path.stem}-{start}", row


@cache
def groups() -> dict[str, list[Row]]:
    """The texts in groups, so that a test has enough to do."""
    found: dict[str, list[Row]] = {}
    for name, row in rows():
        found.setdefault(name, []).append(row)
    return found


@cache
def reader(locale: str | None, date: str | None, fiscal: tuple[int, int] | None) -> mf.Normalizer:
    day = datetime.date.fromisoformat(date) if date else None
    return mf.Normalizer(locale=locale, reference_date=day, fiscal_year_end=fiscal)


def reader_of(row: Row) -> mf.Normalizer:
    fiscal = row.get("fiscal_year_end")
    return reader(row.get("locale") or "en-US", row.get("date"), tuple(fiscal) if fiscal else None)


@pytest.mark.parametrize("name", groups())
def test_every_fact_is_written_and_read(name: str) -> None:
    for row in groups()[name]:
        for fact in reader_of(row).extract(row["text"]):
            assert mf.parse(str(fact)) == fact
            assert reader_of(row).parse(str(fact)) == fact
            assert Fact.from_dict(json.loads(json.dumps(fact.to_dict()))) == fact
            assert fact.explain().replay() == fact


@pytest.mark.parametrize("name", groups())
def test_every_text_is_normalized_once(name: str) -> None:
    for row in groups()[name]:
        once = reader_of(row).normalize(row["text"])
        assert reader_of(row).normalize(once) == once
        assert list(reader_of(row).extract(once)) == list(reader_of(row).extract(row["text"]))
