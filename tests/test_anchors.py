"""The anchors let every figure through: the same facts with them and without, over the corpora and over pairs made from the lexicon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus_cases import CORPUS, json_lines
from moneyfacts.lexicon.locales import locale
from moneyfacts.lexicon.tokens import letter_pattern
from moneyfacts.pipeline import Grammar
from moneyfacts.scan.anchors import Anchors

LOCALES = ("zh-CN", "zh-TW", "ja-JP", "ko-KR")
FILES = ("positives.jsonl", "negatives.jsonl", *sorted(f"languages/{path.name}" for path in (CORPUS / "languages").iterdir()))
#: Of rows in other languages, and of pairs, every so many is read.
EVERY = 7
NUMBERS = {"atom", "multiplier", "scale", "fraction"}
ANCHORS = {"sign", "name", "minor", "percent", "times", "fold", "abbr", "percentbefore", "timesalways", "slangscale"}


def rows(place: str) -> Iterator[str]:
    language = place.partition("-")[0]
    for name in FILES:
        for number, row in enumerate(json_lines(name)):
            if (row.get("locale") or "en").partition("-")[0] == language or number % EVERY == 0:
                yield row["text"]


def pairs(reading: Grammar) -> Iterator[str]:
    """Numbers beside anchors, as the lexicon has them."""
    forms = reading.lexicon.forms()
    anchors = sorted(" ".join(tokens) for tokens, classes in forms if classes & ANCHORS)
    numbers = sorted(" ".join(tokens) for tokens, classes in forms if classes & NUMBERS)
    unspaced = [anchor.replace(" ", "") for anchor in anchors if anchor[0] > "\u2e80"]
    for number, anchor in enumerate(anchors + unspaced):
        word = numbers[number % len(numbers)]
        made = (
            f"5{anchor}",
            f"{anchor}5",
            f"300 {anchor}",
            f"{anchor} 300",
            f"{word} {anchor}",
            f"{word}{anchor}",
            f"5 {word} {anchor}",
            f"5({word}){anchor}",
        )
        yield from made[number % 2 :: 2]


def spans(reading: Grammar, text: str) -> list[tuple[str, int, int]]:
    return [(figure.kind, figure.first, figure.last) for figure in reading.read(text, 0, len(text))]


@pytest.mark.parametrize("place", LOCALES)
@pytest.mark.parametrize("source", ["corpora", "pairs"])
def test_anchors_stop_no_figure(place: str, source: str) -> None:
    reading = Grammar(locale(place))
    sentences = reading._sentences
    assert isinstance(getattr(sentences._holds, "__self__", None), Anchors)
    texts = list(rows(place) if source == "corpora" else pairs(reading))
    gated = [spans(reading, text) for text in texts]
    sentences._holds = lambda text, first, last: True
    free = [spans(reading, text) for text in texts]
    assert [text for text, one, other in zip(texts, gated, free, strict=True) if one != other] == []
    assert sum(map(bool, free)) > len(free) // 10


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("zh-CN", "会议于二〇二四年十月三日召开，一百二十名代表参加了第十四届论坛。"),
        ("ja-JP", "第3回の会合は4月12日に開かれ、一部の委員が三つの案を示した。"),
        ("ko-KR", "선수단 350명이 3월 12일 10시쯤 이곳에 도착했다."),
    ],
)
def test_counts_and_dates_are_not_read(place: str, text: str) -> None:
    reading = Grammar(locale(place))
    assert list(reading._sentences.find(text, 0, len(text))) == []


@pytest.mark.parametrize(("letter", "read"), [("k", "ＫK"), ("圆", "圓"), ("%", "%")])
def test_letters_are_found_as_they_are_written(letter: str, read: str) -> None:
    import re

    assert re.fullmatch(f"(?:{letter_pattern(letter)})+", read)
    assert re.fullmatch(f"(?:{letter_pattern(letter, backwards=True)})+", read[::-1])
