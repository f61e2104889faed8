"""Time per byte and memory from 1 KB to 100 MB: in one string, as a stream, in one line without a space, in one line of digits.

    uv run python benchmarks/scaling.py [--largest BYTES] [--json FILE]

Each measurement runs in a fresh process. Up to 1 MB it is always the same 1 MB that is read, cut into texts of the size measured (or into
streams of articles of that size), so that the sizes differ in nothing else; larger texts repeat 4 MB of newswire. Time is process time, the
shortest of up to five readings. Memory is the process's highest above what it held with the text at hand and the library warm (``peak``:
for one string that includes its facts, which are kept; a stream's facts are dropped as they come), and, measured apart because it slows
everything down, the highest that `tracemalloc` saw, for texts up to 10 MB.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import cycle
from random import Random

from bench import Table, options, report
from memory import highest, set_back
from texts import corpus, text

import moneyfacts

BASE, COMMON = 4_000_000, 1_000_000
SHAPES = ("string", "stream", "no space", "digits")
WARM = "It fell 5% to about $5.2 million (€4.8 million) in the third quarter of 2024."


def one_string(shape: str, length: int, seed: int) -> str:
    """A text of `length` characters."""
    if shape == "digits":
        base = "".join(Random(seed).choices("0123456789", k=min(length, BASE)))
    else:
        base = text("newswire", min(length, BASE), seed)
    if shape == "no space":
        base = "".join(base.split())
    return (base * (length // len(base) + 1))[:length]


def strings(shape: str, length: int, seed: int) -> list[str]:
    """Texts of `length` characters, as many as make 1 MB, or one."""
    whole = one_string(shape, max(length, COMMON), seed)
    return [whole[start : start + length] for start in range(0, len(whole), length)]


def articles(length: int, seed: int) -> Iterator[str]:
    """Articles of newswire with `length` characters in all; they are written beforehand, and come again in a long stream."""
    return _cut([document.text for document in corpus("newswire", min(length, BASE), seed)], length)


def _cut(made: list[str], length: int) -> Iterator[str]:
    left = length
    for article in cycle(made):
        yield article[:left]
        left -= len(article)
        if left <= 0:
            return


def streams(length: int, seed: int) -> list[Iterable[str]]:
    """Streams of `length` characters, as many as make 1 MB, or one."""
    if length >= BASE:
        return [articles(length, seed)]
    whole, groups = 0, [[]]
    for article in articles(max(length, COMMON), seed):
        if whole >= length * len(groups):
            groups.append([])
        groups[-1].append(article)
        whole += len(article)
    return groups


def read(reader: moneyfacts.Normalizer, shape: str, texts: list) -> int:
    """Read all texts, and count the facts."""
    if shape == "stream":
        return sum(len(facts) for stream in texts for facts in reader.pipe(stream))
    return sum(len(reader.extract(one)) for one in texts)


def prepared(shape: str, length: int, seed: int) -> list:
    return streams(length, seed) if shape == "stream" else strings(shape, length, seed)


def timed(shape: str, length: int, seed: int) -> dict[str, float]:
    """The nanoseconds a character, the facts, and the memory."""
    reader = moneyfacts.Normalizer()
    reader.extract(WARM)
    texts = prepared(shape, length, seed)
    before = set_back()
    taken: list[float] = []
    facts = 0
    while not taken or (sum(taken) < 8 and len(taken) < 5 and not (shape == "stream" and length >= BASE)):
        start = time.process_time()
        facts = read(reader, shape, texts)
        taken.append(time.process_time() - start)
    return {"nanoseconds": min(taken) * 1e9 / max(length, COMMON), "facts": facts, "peak": highest() - before}


def traced(shape: str, length: int, seed: int) -> dict[str, float]:
    """The highest that `tracemalloc` sees while the texts are read."""
    reader = moneyfacts.Normalizer()
    reader.extract(WARM)
    texts = prepared(shape, length, seed)
    tracemalloc.start()
    read(reader, shape, texts)
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
        print(json.dumps({"timed": timed, "traced": traced}[mode](shape, int(length), chosen.seed)))
        return
    table = Table("Scaling", ("shape", "KB", "ns a byte", "to 100 KB", "facts", "peak MB", "tracemalloc MB"))
    for shape in SHAPES:
        rates: dict[int, float] = {}
        rows = []
        for length in (10**power for power in range(3, 9) if 10**power <= chosen.largest):
            print(f"{shape} {length}", file=sys.stderr, flush=True)
            got = in_a_process("timed", shape, length, chosen.seed)
            seen = in_a_process("traced", shape, length, chosen.seed)["traced"] / 1e6 if length <= 10_000_000 else None
            rates[length] = got["nanoseconds"]
            rows.append((length, got, seen))
        for length, got, seen in rows:
            growth = rates[length] / rates[100_000] if 100_000 in rates else None
            table.add(shape, length // 1000, rates[length], growth, got["facts"], got["peak"] / 1e6, seen)
    table.notes.append("The target: within 20 % of the time per byte at 100 KB, up to 10 MB in one string and to 100 MB as a stream.")
    report([table], chosen.json)


if __name__ == "__main__":
    main()
