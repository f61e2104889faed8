"""The bridges for columns of texts: each gives what the reader gives, on the seeds and on junk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import moneyfacts
from moneyfacts.bridges import TEXTS, _columns, arrow
from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period

SEEDS = sorted(Path("seeds").glob("*.txt"))
LONG = "No money was named. " * 20_000 + "It cost €5m ($5.4m)."
JUNK: list[str | None] = [None, "", " \n\t", "\x00", "\ufffd" * 3, "🤑" * 50, "$" * 500, "9" * 5_000, LONG, None]
TABLE: list[str | None] = [*JUNK, *(path.read_text("utf-8") for path in SEEDS)]


def by_arrow(texts: list[str | None]) -> list[Any]:
    import pyarrow as pa

    return arrow.facts(pa.array(texts, pa.string())).to_pylist()


def by_pandas(texts: list[str | None]) -> list[Any]:
    import pandas as pd

    found = import_module("moneyfacts.bridges.pandas").facts(pd.Series(texts, dtype="object", index=range(7, 7 + len(texts))))
    assert list(found.index) == list(range(7, 7 + len(texts)))
    return found.array.__arrow_array__().to_pylist()


def by_polars(texts: list[str | None]) -> list[Any]:
    import polars as pl

    bridge = import_module("moneyfacts.bridges.polars")
    frame = pl.LazyFrame({"text": texts}, schema={"text": pl.String}).with_columns(facts=bridge.facts(pl.col("text")))
    return frame.collect(engine="streaming")["facts"].to_arrow().to_pylist()


def by_duckdb(texts: list[str | None]) -> list[Any]:
    import duckdb
    import pyarrow as pa

    with duckdb.connect() as connection:
        relation = connection.from_arrow(pa.table({"the text": pa.array(texts, pa.string()), "place": range(len(texts))}))
        found = import_module("moneyfacts.bridges.duckdb").facts(relation, "the text", connection=connection)
        return [row[0] for row in found.order("place").project("facts").fetchall()]


def by_spark(texts: list[str | None]) -> list[Any]:
    from spark_session import session

    frame = session().createDataFrame([(i, text) for i, text in enumerate(texts)], "place int, text string")
    found = import_module("moneyfacts.bridges.spark").facts(frame.repartition(2), "text")
    rows = [row.asDict(recursive=True) for row in found.sort("place").collect()]
    return [row["facts"] for row in rows]


def by_spacy(texts: list[str | None]) -> list[Any]:
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    nlp.add_pipe("moneyfacts")
    write = _columns.fact_row()
    docs = iter(nlp.pipe([text for text in texts if text is not None]))
    return [None if text is None else [write(fact) for fact in next(docs)._.facts] for text in texts]


BY: dict[str, Callable[[list[str | None]], list[Any]]] = {
    "arrow": by_arrow,
    "pandas": by_pandas,
    "polars": by_polars,
    "duckdb": by_duckdb,
    "spark": by_spark,
    "spacy": by_spacy,
}


def expected(texts: list[str | None]) -> list[Any]:
    write = _columns.fact_row()
    return [None if text is None else [write(fact) for fact in moneyfacts.extract(text)] for text in texts]


EACH = [pytest.param(name, marks=pytest.mark.java) if name == "spark" else name for name in TEXTS]


@pytest.mark.parametrize("name", EACH)
def test_seeds_and_junk(name: str) -> None:
    assert SEEDS
    assert BY[name](TABLE) == expected(TABLE)


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("texts", [[], [None], [None, None], [""]], ids=str)
def test_nothing(name: str, texts: list[str | None]) -> None:
    assert BY[name](texts) == [None if text is None else [] for text in texts]


@pytest.mark.parametrize("name", TEXTS)
def test_shape(name: str) -> None:
    bridge = import_module(f"moneyfacts.bridges.{name}")
    assert name == bridge.EXTRA
    assert callable(bridge.facts)
    assert "**Cost**" in bridge.__doc__
    assert bridge.__doc__.count(">>>") >= 2


def test_every_field_has_its_column() -> None:
    assert set(_columns.FACT) == {field.name for field in fields(Fact)} - {"trace"}
    assert set(_columns.FACT["amount"]) - {"exact"} == {field.name for field in fields(Amount)}
    assert set(_columns.FACT["rates"][0]) == {field.name for field in fields(ExchangeRate)}
    assert set(_columns.FACT["per"]) == {field.name for field in fields(Per)}
    assert set(_columns.FACT["periods"][0]) == {field.name for field in fields(Period)}


def test_types() -> None:
    import pyarrow as pa

    assert pa.list_(arrow.FACT) == arrow.FACTS
    assert arrow.SCHEMA.names == ["row", *(field.name for field in arrow.FACT)]
    amount = arrow.FACT.field("amount").type
    assert amount.field("value").type == pa.decimal128(38, 9)
    assert arrow.FACT.field("periods").type.value_type.field("start").type == pa.date32()
    with pytest.raises(AttributeError, match="no attribute 'FACTZ'"):
        _ = arrow.FACTZ


@pytest.mark.parametrize(
    ("number", "low", "high", "exact"),
    [
        ("5.25", "5.25", "5.25", True),
        ("99999999999999999999999999999", "99999999999999999999999999999", "99999999999999999999999999999", True),
        ("1e29", None, None, False),
        ("-1e500", None, None, False),
        ("0.1234567891", "0.123456789", "0.123456790", False),
        ("-0.1234567891", "-0.123456790", "-0.123456789", False),
        ("1e-30", "0", "0.000000001", False),
    ],
)
def test_numbers_that_do_not_fit(number: str, low: str | None, high: str | None, exact: bool) -> None:
    row = _columns.fact_row()(Fact.of(Amount.of(number, "BTC", quantum="1e-9")))["amount"]
    assert (row["low"], row["high"]) == (low and Decimal(low), high and Decimal(high))
    assert row["exact"] is exact


def test_dates_and_numbers_reach_arrow() -> None:
    import pyarrow as pa

    period = Period.of("in", start=date(2024, 1, 1), end=date(2024, 12, 31), label="2024")
    fact = Fact.of(Amount.of("3.80E+11", "CNY"), Amount.of("52.44e9", "USD"), per=Per.of("barrel"), periods=[period])
    row = pa.array([[_columns.fact_row()(fact)]], arrow.FACTS)[0][0].as_py()
    assert row["periods"][0]["start"] == date(2024, 1, 1)
    assert row["amount"]["value"] == 380_000_000_000
    assert row["rates"][0]["rate"] == Decimal("7.246376812")
    assert row["rates"][0]["low"] == Decimal("7.236152159")
    assert row["rates"][0]["high"] == Decimal("7.256603414")
