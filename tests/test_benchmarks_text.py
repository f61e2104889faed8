"""The generator of benchmark texts: what it writes is the same everywhere, varied, and says what its truth says."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
KINDS = ("newswire", "filings", "calls", "plain")


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("texts")


@pytest.mark.parametrize("kind", KINDS)
def test_same_seed_same_text_in_another_process(texts: ModuleType, kind: str) -> None:
    command = [sys.executable, str(BENCHMARKS / "texts.py"), kind, "--size", "5000", "--seed", "4"]
    written = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": "99", "PYTHONIOENCODING": "utf-8"}
    )
    assert written.stdout.decode("utf-8").splitlines() == "".join(d.text for d in texts.corpus(kind, 5000, 4)).splitlines()


def test_another_seed_gives_another_text(texts: ModuleType) -> None:
    assert texts.text("newswire", 2000, 1) != texts.text("newswire", 2000, 2)


def test_text_has_the_size_asked_for(texts: ModuleType) -> None:
    assert len(texts.text("calls", 12_345, 0)) == 12_345


@pytest.mark.parametrize("kind", KINDS)
def test_figures_lie_in_order_and_hold_their_words(texts: ModuleType, kind: str) -> None:
    for document in texts.corpus(kind, 60_000, 5):
        end = 0
        for figure in document.figures:
            assert end <= figure.start < figure.end <= len(document.text)
            end = figure.end
            words = document.text[figure.start : figure.end]
            assert words == words.strip()
            assert Decimal(figure.low) <= Decimal(figure.high)
            assert (figure.currency is not None) == (figure.kind == "money") or figure.kind == "exchange_rate"


def test_value_agrees_with_the_words(texts: ModuleType) -> None:
    scales = {"million": 6, "billion": 9, "trillion": 12}
    checked = 0
    for document in texts.corpus("filings", 100_000, 6):
        for figure in document.figures:
            number, _, scale = document.text[figure.start : figure.end].removeprefix("$").partition(" ")
            if number[:1].isdigit() and scale in scales and figure.low == figure.high:
                assert Decimal(number.replace(",", "")).scaleb(scales[scale]) == Decimal(figure.low)
                checked += 1
    assert checked > 100


def test_newswire_has_one_figure_in_about_two_hundred_characters(texts: ModuleType) -> None:
    made = texts.corpus("newswire", 1_000_000, 7)
    assert 180 <= sum(len(d.text) for d in made) / sum(len(d.figures) for d in made) <= 220


def test_plain_text_has_numbers_but_no_figure(texts: ModuleType) -> None:
    made = texts.corpus("plain", 50_000, 8)
    assert not any(document.figures for document in made)
    assert sum(character.isdigit() for document in made for character in document.text) > 1000


def test_newswire_is_varied(texts: ModuleType) -> None:
    made = texts.corpus("newswire", 300_000, 9)
    sentences = [part for document in made for part in document.text.replace("\n", " ").split(". ")]
    assert len(set(sentences)) > 0.8 * len(sentences)
    assert len({figure.currency for document in made for figure in document.figures}) > 25


def test_there_are_hundreds_of_templates(texts: ModuleType) -> None:
    template = importlib.import_module("template")
    counts = {name: sum(map(len, template.sections(name).values())) for name in ("newswire", "ordinary", "filings", "calls", "plain")}
    assert sum(counts.values()) > 600
    assert counts["newswire"] + counts["ordinary"] > 300


def test_every_template_can_be_written(texts: ModuleType) -> None:
    template = importlib.import_module("template")
    context = texts._context(texts.Random(1))
    for name in ("newswire", "ordinary", "filings", "calls", "plain", "pools"):
        for templates in template.sections(name).values():
            for line in templates:
                assert template.sentence(line, context).text.strip()
