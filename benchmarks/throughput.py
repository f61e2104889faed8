"""Throughput of full extraction on one core: newswire, filings, earnings calls, and text without a figure.

    uv run python benchmarks/throughput.py [--size BYTES] [--json FILE]

All kinds of fact, with equivalents, rates and periods, are read from each document by `moneyfacts.extract`; the ratio is to the bare scan
``re.finditer(r"\\d+")`` over the same documents in the same rounds. Times are medians of process time.
"""

from __future__ import annotations

from bench import Table, in_turns, options, report, scan, size
from texts import KINDS, corpus

import moneyfacts

TARGETS = {"newswire": 0.10, "plain": 0.25}


def measure(kind: str, length: int, seed: int, rounds: int) -> tuple[object, ...]:
    """One row: what a reading of `length` characters of one kind costs."""
    made = corpus(kind, length, seed)
    texts = [document.text for document in made]
    reader = moneyfacts.Normalizer()
    facts = sum(len(reader.extract(text)) for text in texts)
    calls = {"scan": lambda: scan(texts), "extract": lambda: [reader.extract(text) for text in texts]}
    seconds = in_turns(calls, rounds)
    total = size(texts)
    written = sum(len(document.figures) for document in made)
    speed = {name: total / 1e6 / taken for name, taken in seconds.items()}
    each = (seconds["extract"] - seconds["scan"]) * 1e6 / facts if facts else None
    return kind, total / 1e6, written, facts, speed["scan"], speed["extract"], speed["extract"] / speed["scan"], TARGETS.get(kind), each


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--size", type=int, default=1_500_000, help="characters of each kind (default: %(default)s)")
    chosen = parser.parse_args()
    columns = ("text", "MB", "figures written", "facts read", "scan MB/s", "extract MB/s", "ratio", "target", "µs a fact")
    table = Table("Full extraction, English, one core", columns)
    for kind in KINDS:
        table.add(*measure(kind, chosen.size, chosen.seed, chosen.rounds))
    table.notes.append("A figure with its equivalent is written as two and read as one fact.")
    report([table], chosen.json)


if __name__ == "__main__":
    main()
