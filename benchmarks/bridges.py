"""What the bridges cost: each beside the bare reader over the same texts, and the amount bridges by the call.

    uv run python benchmarks/bridges.py [--count N] [--json FILE]

The texts are prices with many different numbers; a quarter of them have an equivalent. What a bridge costs by itself is what it takes
above the bare reader (`Normalizer.pipe`). Process time, medians over the rounds. Spark is left out: its work is the Arrow bridge's, in
other processes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from random import Random
from typing import Any

from bench import Table, in_turns, options, report

from moneyfacts import Amount, Normalizer
from moneyfacts.bridges import AMOUNTS


def prices(count: int, seed: int) -> list[str]:
    """Prices as a shop writes them, every fourth with the same sum in another currency."""
    shop = Random(seed)
    numbers = [f"{shop.randrange(100, 200_000) / 100:.2f}" for _ in range(count)]
    return [f"${number} (€{float(number) * 0.9:.2f})" if not i % 4 else f"${number}" for i, number in enumerate(numbers)]


def readers(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """The bare reader, and the bridges for columns of texts, each with its column made beforehand."""
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import spacy

    names = ("arrow", "pandas", "polars", "duckdb", "spacy")
    bridges: dict[str, Any] = {name: import_module(f"moneyfacts.bridges.{name}") for name in names}
    array, series, column = pa.array(texts), pd.Series(texts), pl.Series(texts)
    connection, nlp = duckdb.connect(), spacy.blank("en")
    bridges["duckdb"].register(connection)
    relation = connection.from_arrow(pa.table({"text": array}))
    docs, reader = [nlp.make_doc(text) for text in texts], Normalizer()
    component = bridges["spacy"].Component(reader, False, "money")
    return {
        "bare reader": lambda: list(reader.pipe(texts)),
        "arrow": lambda: bridges["arrow"].facts(array),
        "pandas": lambda: bridges["pandas"].facts(series),
        "polars": lambda: bridges["polars"].facts(column),
        "duckdb": lambda: relation.aggregate("sum(len(money_facts(text)))").fetchall(),
        "spacy": lambda: [component(doc) for doc in docs],
    }


def by_the_call(name: str, count: int) -> dict[str, Callable[[], object]]:
    """An amount bridge there and back, over many different amounts."""
    bridge: Any = import_module(f"moneyfacts.bridges.{name}")
    amounts = [Amount.of(f"{i}.25", "USD") for i in range(count)]
    values = [bridge.from_amount(amount) for amount in amounts]
    return {
        f"{name}, to the partner": lambda: [bridge.from_amount(amount) for amount in amounts],
        f"{name}, and back": lambda: [bridge.to_amount(value) for value in values],
    }


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="texts, and amounts (default: %(default)s)")
    chosen = parser.parse_args()
    texts = prices(chosen.count, chosen.seed)
    seconds = in_turns(readers(texts), chosen.rounds)
    columns = Table("Columns of prices", ("bridge", "texts/s", "µs a text", "of that the bridge's own"))
    for name, taken in seconds.items():
        own = taken - seconds["bare reader"]
        columns.add(name, chosen.count / taken, taken / chosen.count * 1e6, own / chosen.count * 1e6 if own else None)
    calls = Table("Single amounts", ("bridge", "µs"))
    for name in AMOUNTS:
        for what, taken in in_turns(by_the_call(name, chosen.count), chosen.rounds).items():
            calls.add(what, taken / chosen.count * 1e6)
    report([columns, calls], chosen.json)


if __name__ == "__main__":
    main()
