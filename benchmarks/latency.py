"""How long one string takes: `moneyfacts.parse` beside price-parser, on prices and on expressions.

    uv run python benchmarks/latency.py [--json FILE]

Each pattern is written out with many different numbers (``#`` is any digit but zero), so that no reader can answer from memory; the two
readers run in processes of their own, in turns. price-parser needs ``benchmarks/peer_envs.py price-parser``. Times are microseconds of
process time for one string, medians over the rounds. `moneyfacts` remembers what short words around a lone number mean, and reads only the
number anew: rows with one number show that, the others a reading in full.
"""

from __future__ import annotations

import re
import statistics
from contextlib import ExitStack
from random import Random

from bench import Table, options, report
from workers import Worker

PATTERNS = (
    "$#,###.##", "$##.##", "#,### €", "€#.###.###,##", "£##", "US$ ###", "USD #,###.##", "#### руб.", "¥##,###", "Rs. #,##,###",
    "CHF #'###.##", "##.## EUR", "$#.# billion", "#.# million euros", "Rs ### crore", "## cents", "about $## million", "$#-9# million",
    "38# billion yuan ($52.## billion)", "at least 38# billion yuan, or $52.## billion, over a three-year period", "$##.## a barrel",
    "#.#%", "## basis points", "five million dollars",
)  # fmt: skip


def written(pattern: str, count: int, seed: int) -> list[str]:
    """The pattern with `count` different choices of digits."""
    random = Random(f"{pattern} {seed}")
    return [re.sub("#", lambda _: random.choice("123456789"), pattern) for _ in range(count)]


def main() -> None:
    parser = options(__doc__, rounds=9)
    parser.add_argument("--count", type=int, default=2000, help="strings of each pattern (default: %(default)s)")
    chosen = parser.parse_args()
    table = Table("One string", ("pattern", "moneyfacts.parse µs", "price-parser µs", "ratio", "moneyfacts reads", "price-parser reads"))
    with ExitStack() as stack:
        readers = [stack.enter_context(Worker(name)) for name in ("moneyfacts-parse", "price-parser") if Worker(name).installed]
        for pattern in PATTERNS:
            texts = written(pattern, chosen.count, chosen.seed)
            said = {reader.name: _readings(reader, texts) for reader in readers}
            read = [text for text, reading in zip(texts, said["moneyfacts-parse"], strict=True) if reading]
            if len(read) < len(texts):
                unread = next(text for text in texts if text not in set(read))
                table.notes.append(f"{len(texts) - len(read)} of {len(texts)} not read by moneyfacts, such as {unread!r}")
            micros = _measure(readers, read, chosen.rounds) if read else {}
            own, other = micros.get("moneyfacts-parse"), micros.get("price-parser")
            firsts = [said[name][0] if name in said else "" for name in ("moneyfacts-parse", "price-parser")]
            table.add(texts[0], own, other, own / other if own and other else None, *firsts)
    if len(readers) == 1:
        table.notes.append("price-parser: not installed")
    report([table], chosen.json)


def _readings(reader: Worker, texts: list[str]) -> list[str]:
    """What a reader makes of each text; empty where it reads nothing."""
    reader.ask(texts=texts)
    found = reader.ask(find=len(texts))["found"]
    return ["; ".join(f"{one[0]:g} {one[1] or ''}".strip() for one in each) for each in found]


def _measure(readers: list[Worker], texts: list[str], rounds: int) -> dict[str, float]:
    """The microseconds that each reader takes for a string."""
    taken: dict[str, list[float]] = {reader.name: [] for reader in readers}
    for reader in readers:
        reader.ask(texts=texts)
    for _ in range(rounds):
        for reader in readers:
            taken[reader.name].append(reader.seconds(time=len(texts)) / len(texts) * 1e6)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


if __name__ == "__main__":
    main()
