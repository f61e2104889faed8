"""Many texts over several processes: `Normalizer.pipe(texts, processes=n)` against one.

    uv run python benchmarks/cores.py [--processes N] [--json FILE]

Wall-clock medians, the counts of processes in turns, on newswire documents; the start of the processes is part of the time, and so is
what each of them compiles at its first texts, a third of a second. The calling process is one of them.
"""

from __future__ import annotations

import os
import statistics
import time

from bench import Table, options, report, size
from memory import highest, set_back
from texts import corpus

import moneyfacts


def wall(reader: moneyfacts.Normalizer, texts: list[str], processes: int) -> float:
    start = time.perf_counter()
    for _ in reader.pipe(texts, processes=processes):
        pass
    return time.perf_counter() - start


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--size", type=int, default=20_000_000, help="characters of newswire (default: %(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2, help="the most to try (default: %(default)s)")
    chosen = parser.parse_args()
    texts = [document.text for document in corpus("newswire", chosen.size, chosen.seed)]
    reader = moneyfacts.Normalizer()
    taken: dict[int, list[float]] = {count: [] for count in range(1, chosen.processes + 1)}
    before = set_back()
    for _ in range(chosen.rounds):
        for count, seconds in taken.items():
            seconds.append(wall(reader, texts, count))
    table = Table("Newswire over several processes", ("processes", "MB/s", "against one"))
    one = statistics.median(taken[1])
    for count, seconds in taken.items():
        middle = statistics.median(seconds)
        table.add(count, size(texts) / 1e6 / middle, one / middle)
    table.notes.append(f"The parent's memory rose by {(highest() - before) / 1e6:.0f} MB at most. Target: 1.8 times on two cores.")
    report([table], chosen.json)


if __name__ == "__main__":
    main()
