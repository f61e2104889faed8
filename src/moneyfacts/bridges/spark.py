"""Spark: a DataFrame with a column of texts to the same with a column of typed facts, for what outgrows one machine.

Each batch goes to the Arrow bridge in a Python worker (`mapInArrow`); see `moneyfacts.bridges.arrow` for the types. What is sent with
the task is the options alone: each worker makes its reader once and keeps it. The workers need `moneyfacts[arrow]`; everything else on
the cluster is Spark's own. Columns keep their order, nulls stay null.

**Cost**: that of the Arrow bridge, plus Spark's own passing of batches to Python.

>>> from pyspark.sql import SparkSession
>>> spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
>>> frame = spark.createDataFrame([("€5m ($5.4m)",), (None,)], "text string")
>>> facts(frame, "text").selectExpr("facts[0].amount.value AS value").collect()
[Row(value=Decimal('5000000.000000000')), Row(value=None)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from moneyfacts.bridges import arrow, partner

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from moneyfacts import Normalizer

EXTRA = "spark"

Options = tuple[tuple[str, Any], ...]


def facts(texts: DataFrame, column: str, /, *, into: str = "facts", **options: Any) -> DataFrame:
    """The DataFrame with one more column, `into`, that holds the facts of the texts in `column`.

    In: the options of `moneyfacts.Normalizer`. A wrong option is an error here and not on the workers; so is a column that is
    missing (ValueError) or holds no strings (TypeError).
    """
    sql, arrow_types = partner("pyspark.sql.types", EXTRA), partner("pyspark.sql.pandas.types", EXTRA)
    if column not in texts.columns:
        raise ValueError(f"no column {column!r}; there are {', '.join(texts.columns)}")
    if not isinstance(texts.schema[column].dataType, sql.StringType):
        raise TypeError(f"texts must be strings, not {texts.schema[column].dataType.simpleString()}")
    plain = _plain(options)
    _reader(plain)
    added = sql.StructField(into, arrow_types.from_arrow_type(arrow.FACTS))
    task = partial(_task, where=texts.columns.index(column), into=into, options=plain)
    return texts.mapInArrow(task, sql.StructType([*texts.schema.fields, added]))


def _task(batches: Iterable[pa.RecordBatch], where: int, into: str, options: Options) -> Iterator[pa.RecordBatch]:
    reader = _reader(options)
    for batch in batches:
        yield batch.append_column(into, arrow.read(batch.column(where), reader))


@cache
def _reader(options: Options) -> Normalizer:
    """The reader for some options, made once per process."""
    from moneyfacts import Normalizer

    return Normalizer(**dict(options))


def _plain(options: dict[str, Any]) -> Options:
    """The options as a key: what holds several values is made hashable."""
    return tuple((name, frozenset(value) if isinstance(value, set | list) else value) for name, value in sorted(options.items()))
