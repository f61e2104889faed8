"""DuckDB: an SQL function from a text to its facts.

`register` adds the function to a connection, and SQL does the rest: `unnest` makes rows of facts, a dot takes a field. `facts` is for
those who build queries in Python: a relation with one more column. DuckDB hands over a vector of texts at a time, as Arrow;
see `moneyfacts.bridges.arrow` for the types. NULL gives NULL.

**Cost**: that of the Arrow bridge. DuckDB's threads take turns at it, as Python lets only one run.

>>> import duckdb
>>> connection = duckdb.connect()
>>> register(connection)
>>> connection.sql("SELECT fact.amount.value FROM (SELECT unnest(money_facts('€5m ($5.4m)')) AS fact)").fetchall()
[(Decimal('5000000.000000000'),)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from moneyfacts.bridges import arrow, partner

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

EXTRA = "duckdb"


def register(connection: DuckDBPyConnection, name: str = "money_facts", **options: Any) -> None:
    """Add the function `name` to a connection; one name serves one set of options.

    In: the options of `moneyfacts.Normalizer`. Errors: `duckdb.Error` where the name is taken.
    """
    pa = partner("pyarrow", EXTRA)
    from moneyfacts import Normalizer

    reader = Normalizer(**options)

    def money_facts(texts: Any) -> Any:
        return arrow.read(texts, reader)

    empty = pa.table({"facts": pa.array([], arrow.FACTS)})
    kind = connection.from_arrow(empty).types[0]
    connection.create_function(name, money_facts, ["VARCHAR"], kind, type="arrow", null_handling="special")


def facts(texts: DuckDBPyRelation, column: str, /, *, connection: DuckDBPyConnection, **options: Any) -> DuckDBPyRelation:
    """The relation with one more column, `facts`."""
    name = f"money_facts_{uuid4().hex}"
    register(connection, name, **options)
    quoted = column.replace('"', '""')
    return texts.project(f'*, {name}("{quoted}") AS facts')
