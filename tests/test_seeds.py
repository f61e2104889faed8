"""The documents in `seeds/` say exactly what stands beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus_cases import NUMBERS, SEEDS, files, read, same


def unlike(want: Any, have: Any, where: str) -> list[str]:
    """Where `have` differs from what `want` states; keys that `want` leaves out are free."""
    if isinstance(want, dict) and isinstance(have, dict):
        return [line for key in want for line in unlike(want[key], have.get(key), f"{where}.{key}")]
    if isinstance(want, list) and isinstance(have, list) and len(want) == len(have):
        return [line for i, pair in enumerate(zip(want, have, strict=True)) for line in unlike(*pair, f"{where}[{i}]")]
    key = where.rpartition(".")[2]
    return [] if same(key if key in NUMBERS else "", want, have) else [f"{where}: {have!r}, not {want!r}"]


@pytest.mark.parametrize("path", files(SEEDS, "*.txt", "seed"))
def test_seed(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    row = expected | {"text": path.read_text("utf-8"), "date": expected["reference_date"]}
    found = read(row)
    stated = [fact["amount"]["text"] if fact["amount"] else fact["text"] for fact in expected["facts"]]
    assert [fact["amount"]["text"] if fact["amount"] else fact["text"] for fact in found] == stated
    assert unlike(expected["facts"], found, "facts") == []


def test_a_dozen() -> None:
    names = sorted(path.stem for path in SEEDS.glob("*.txt"))
    assert len(names) == 12
    assert sorted(path.stem for path in SEEDS.glob("*.json")) == names


def test_first_seed_gives_one_fact() -> None:
    facts = json.loads((SEEDS / "alibaba-ai-investment.json").read_text("utf-8"))["facts"]
    assert len(facts) == 1
    assert facts[0]["rates"][0]["rate"].startswith("7.2463")
