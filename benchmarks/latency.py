"""How long one string takes: `moneyfacts.parse` beside price-parser, on prices and on expressions.

    uv run python benchmarks/latency.py [--json FILE]

Each pattern is written out with many different numbers (``#`` is any digit but zero), so that no reader can answer from memory; the two
readers run in processes of their own, in turns. price-parser needs ``benchmarks/peer_envs.py price-parser``. Times are microseconds of
process time for one string, medians over the rounds.
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
    "### billion yuan ($##.## billion)", "at least ### billion yuan, or $##.## billion, over a three-year period", "$##.## a barrel",
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
            micros, said = _measure(readers, texts, chosen.rounds)
            own, other = micros.get("moneyfacts-parse"), micros.get("price-parser")
            ratio = own / other if own and other else None
            table.add(texts[0], own, other, ratio, said["moneyfacts-parse"], said.get("price-parser", ""))
    if len(readers) == 1:
        table.notes.append("price-parser: not installed")
    report([table], chosen.json)


def _measure(readers: list[Worker], texts: list[str], rounds: int) -> tuple[dict[str, float], dict[str, str]]:
    """The microseconds that each reader takes for a string, and what it makes of the first; no time where it reads nothing."""
    taken: dict[str, list[float]] = {}
    said: dict[str, str] = {}
    for reader in readers:
        reader.ask(texts=texts)
        said[reader.name] = "; ".join(f"{found[0]:g} {found[1] or ''}".strip() for found in reader.ask(find=1)["found"][0])
    for _ in range(rounds):
        for reader in readers:
            if said[reader.name]:
                taken.setdefault(reader.name, []).append(reader.seconds(time=len(texts)) / len(texts) * 1e6)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}, said


if __name__ == "__main__":
    main()
