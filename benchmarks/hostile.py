"""Texts made to make a reader work: each family at one, ten and a hundred times the size, with the work that a byte costs.

    uv run python benchmarks/hostile.py [--unit BYTES] [--locale NAME] [--json FILE]

Work is counted twice: calls of functions, Python's and built-in ones (`sys.setprofile`), which a busy machine does not change, and process
time, which alone sees the regular-expression engine. Where work grows with the length, both stay level per byte; ``growth`` is the last
size to the first. A family is *steep* where calls or time per byte more than double from ten to a hundred times the size.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from random import Random

from bench import Table, options, report
from template import DATA

import moneyfacts

SIZES = (1, 10, 100)


def repeated() -> dict[str, str]:
    """The families that repeat one thing, from ``data/hostile.txt``."""
    lines = (DATA / "hostile.txt").read_text("utf-8").splitlines()
    pairs = (line.removesuffix("|").split(" | ", 1) for line in lines if not line.startswith("#"))
    return {name: re.sub(r"\\(x..|u....|.)", lambda m: m[0].encode().decode("unicode_escape"), unit) for name, unit in pairs}


def nested(length: int) -> str:
    """Brackets within brackets, an amount in each."""
    depth = length // 5
    return "($5 " * depth + ")" * depth


def one_sentence(length: int) -> str:
    """One sentence without an end that holds figures, periods, verbs and countries."""
    words = re.findall(
        r"\S+", "$5 million rose from to in 2024 Canada and or which (5%) about a year €4 the third quarter , ; fell over years by per"
    )
    return " ".join(Random(1).choices(words, k=length // 4))[:length]


def shuffled(length: int) -> str:
    """Characters of every class at random."""
    return "".join(Random(2).choices("$€£¥5019.,- ()/%'½億kMbn\u00a0—aTo\n", k=length))


BUILT: dict[str, Callable[[int], str]] = {"nested brackets": nested, "one sentence": one_sentence, "characters at random": shuffled}


def family(name: str, length: int) -> str:
    if name in BUILT:
        return BUILT[name](length)
    unit = repeated()[name]
    return (unit * (length // len(unit) + 1))[:length]


def calls(reader: moneyfacts.Normalizer, text: str) -> int:
    """The calls that a reading makes."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    sys.setprofile(note)
    try:
        reader.extract(text)
    finally:
        sys.setprofile(None)
    return count


def nanoseconds(reader: moneyfacts.Normalizer, text: str) -> float:
    """The least time that a reading takes."""
    least, spent = float("inf"), 0.0
    while spent < 0.05:
        start = time.process_time()
        reader.extract(text)
        taken = time.process_time() - start
        least, spent = min(least, taken), spent + max(taken, 1e-4)
    return least * 1e9


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--unit", type=int, default=500, help="bytes of the smallest text (default: %(default)s)")
    parser.add_argument("--locale", default="en-US", help="whose words (default: %(default)s; und detects them)")
    parser.add_argument("names", nargs="*", metavar="FAMILY", help="these alone")
    chosen = parser.parse_args()
    reader = moneyfacts.Normalizer(chosen.locale)
    labels = [f"×{size}" for size in SIZES]
    columns = (
        "family",
        "steep",
        *(f"calls a KB {x}" for x in labels),
        "growth",
        *(f"ns a byte {x}" for x in labels),
        "growth of time",
        "facts",
    )
    table = Table("Hostile families", columns)
    for name in chosen.names or [*repeated(), *BUILT]:
        print(name, file=sys.stderr, flush=True)
        texts = [family(name, chosen.unit * size) for size in SIZES]
        made = [calls(reader, text) * 1000 / len(text) for text in texts]
        spent = [nanoseconds(reader, text) / len(text) for text in texts]
        steep = made[2] > 2 * made[1] + 10 or spent[2] > 2 * spent[1] + 5
        table.add(name, "STEEP" if steep else "", *made, made[2] / made[0], *spent, spent[2] / spent[0], len(reader.extract(texts[2])))
    table.rows.sort(key=lambda row: (row[1] == "", -row[8]))
    report([table], chosen.json)


if __name__ == "__main__":
    main()
