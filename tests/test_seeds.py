"""The documents in `seeds/` say exactly what stands beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corpus_cases import NUMBERS, SEEDS, read, same

NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))


def unlike(want: Any, have: Any, where: str) -> list[str]:
    """Where `have` differs from what `want` states; keys that `want` leaves out are free."""
    if isinstance(want, dict) and isinstance(have, dict):
        return [line for key in want for line in unlike(want[key], have.get(key), f"{where}.{key}")]
    if isinstance(want, list) and isinstance(have, list) and len(want) == len(have):
        return [line for i, pair in enumerate(zip(want, have, strict=True)) for line in unlike(*pair, f"{where}[{i}]")]
    key = where.rpartition(".")[2]
    return [] if same(key if key in NUMBERS else "", want, have) else [f"{where}: {have!r}, not {want!r}"]


@pytest.mark.parametrize("name", NAMES)
def test_seed(name: str) -> None:
    expected = json.loads((SEEDS / f"{name}.json").read_text("utf-8"))
    row = expected | {"text": (SEEDS / f"{name}.txt").read_text("utf-8"), "date": expected["reference_date"]}
    found = read(row)
    stated = [fact["amount"]["text"] if fact["amount"] else fact["text"] for fact in expected["facts"]]
    assert [fact["amount"]["text"] if fact["amount"] else fact["text"] for fact in found] == stated
    assert unlike(expected["facts"], found, "facts") == []


def test_a_dozen() -> None:
    assert len(NAMES) == 12
    assert sorted(path.stem for path in SEEDS.glob("*.json")) == NAMES


def test_first_seed_gives_one_fact() -> None:
    facts = json.loads((SEEDS / "alibaba-ai-investment.json").read_text("utf-8"))["facts"]
    assert len(facts) == 1
    assert facts[0]["rates"][0]["rate"].startswith("7.2463")
