"""Time per byte and memory from 1 KB to 100 MB: in one string, as a stream, in one line without a space, in one line of digits.

    uv run python benchmarks/scaling.py [--largest BYTES] [--json FILE]

Each measurement runs in a fresh process: newswire of 4 MB is generated, and repeated where more is asked for. Time is process time, the
shortest of several readings for small texts. Memory is the process's highest above what it held with the text read and the library warm
(``peak``: for one string that includes the facts, which are kept; a stream's facts are dropped as they come), and, measured apart because
it slows everything down, the highest that `tracemalloc` saw, for texts up to 10 MB.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from random import Random

from bench import Table, options, report
from memory import highest, set_back
from texts import corpus, text

import moneyfacts

BASE = 4_000_000
SHAPES = ("string", "stream", "no space", "digits")


def one_string(shape: str, length: int, seed: int) -> str:
    """A text of `length` characters."""
    if shape == "digits":
        return "".join(Random(seed).choices("0123456789", k=min(length, BASE))) * (length // BASE or 1)
    base = text("newswire", min(length, BASE), seed)
    if shape == "no space":
        base = "".join(base.split())
    return (base * (length // len(base) + 1))[:length]


def stream(length: int, seed: int) -> Iterator[str]:
    """Articles with `length` characters in all."""
    made = [document.text for document in corpus("newswire", min(length, BASE), seed)]
    left = length
    while left > 0:
        for article in made:
            yield article[:left]
            left -= len(article)
            if left <= 0:
                return


def read_once(shape: str, length: int, seed: int) -> dict[str, float]:
    """Read one text in this process; the seconds, the facts, and the memory."""
    reader = moneyfacts.Normalizer()
    reader.extract("It fell 5% to about $5.2 million (€4.8 million) in the third quarter of 2024.")
    source = list(stream(length, seed)) if shape == "stream" and length <= BASE else None
    whole = None if shape == "stream" else one_string(shape, length, seed)
    before = set_back()
    shortest, facts, readings = None, 0, 0
    spent = 0.0
    while shortest is None or (spent < 0.6 and readings < 400):
        start = time.process_time()
        facts = sum(map(len, reader.pipe(source or stream(length, seed)))) if whole is None else len(reader.extract(whole))
        taken = time.process_time() - start
        shortest, spent, readings = min(taken, shortest or taken), spent + taken, readings + 1
    return {"seconds": shortest, "facts": facts, "peak": highest() - before}


def traced(shape: str, length: int, seed: int) -> dict[str, float]:
    """The highest that `tracemalloc` sees while one text is read."""
    reader = moneyfacts.Normalizer()
    reader.extract("It fell 5% to about $5.2 million (€4.8 million) in the third quarter of 2024.")
    whole = None if shape == "stream" else one_string(shape, length, seed)
    texts = list(stream(length, seed)) if whole is None else []
    tracemalloc.start()
    if whole is None:
        for _ in reader.pipe(texts):
            pass
    else:
        kept = reader.extract(whole)
        del kept
    return {"traced": tracemalloc.get_traced_memory()[1]}


def in_a_process(mode: str, shape: str, length: int, seed: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--one", mode, shape, str(length), "--seed", str(seed)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--largest", type=int, default=100_000_000, help="characters of the largest text (default: %(default)s)")
    parser.add_argument("--one", nargs=3, metavar=("MODE", "SHAPE", "LENGTH"), help="measure one text in this process, and print JSON")
    chosen = parser.parse_args()
    if chosen.one:
        mode, shape, length = chosen.one
        print(json.dumps({"read": read_once, "traced": traced}[mode](shape, int(length), chosen.seed)))
        return
    table = Table("Scaling", ("shape", "KB", "ns a byte", "to 100 KB", "facts", "peak MB", "peak to text", "tracemalloc MB"))
    for shape in SHAPES:
        rate = {}
        for length in (10**power for power in range(3, 9) if 10**power <= chosen.largest):
            got = in_a_process("read", shape, length, chosen.seed)
            seen = in_a_process("traced", shape, length, chosen.seed)["traced"] / 1e6 if length <= 10_000_000 else None
            rate[length] = got["seconds"] * 1e9 / length
            growth = rate[length] / rate[100_000] if 100_000 in rate else None
            table.add(shape, length // 1000, rate[length], growth, got["facts"], got["peak"] / 1e6, got["peak"] / length, seen)
            print(f"{shape} {length}", file=sys.stderr, flush=True)
    table.notes.append("The target: within 20 % of the time per byte at 100 KB, up to 10 MB in one string and to 100 MB as a stream.")
    report([table], chosen.json)


if __name__ == "__main__":
    main()
