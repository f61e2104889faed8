"""Polars: an expression, or a Series, of texts to one of typed facts.

`facts(pl.col("text"))` works in every context where an expression does, lazy and streaming ones too. `register` adds the same as a
namespace, `pl.col("text").money.facts()`. Texts and facts pass through Arrow; see `moneyfacts.bridges.arrow` for the types.

**Cost**: that of the Arrow bridge. Polars runs it as one Python function per batch, so more cores are had with `processes`.

>>> import polars as pl
>>> frame = pl.DataFrame({"text": ["€5m ($5.4m)", None]})
>>> frame.select(facts(pl.col("text")).list.first().struct.field("kind")).to_series().to_list()
['money', None]
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from moneyfacts.bridges import arrow, partner

if TYPE_CHECKING:
    import polars as pl

    from moneyfacts import Normalizer

EXTRA = "polars"

Texts = TypeVar("Texts", "pl.Expr", "pl.Series")


def facts(texts: Texts, /, *, processes: int = 1, **options: Any) -> Texts:
    """The facts of each text: an expression for an expression, a Series for a Series.

    In: the options of `moneyfacts.Normalizer`; a wrong one is an error here and not when the query runs.
    """
    polars = partner("polars", EXTRA)
    pa = partner("pyarrow", EXTRA)
    from moneyfacts import Normalizer

    read = partial(_read, reader=Normalizer(**options), processes=processes)
    if isinstance(texts, polars.Series):
        return read(texts)
    if not isinstance(texts, polars.Expr):
        raise TypeError(f"texts must be an expression or a Series, not {type(texts).__name__}; a column is pl.col('name')")
    kind = polars.Series(pa.array([], arrow.FACTS)).dtype
    return texts.map_batches(read, return_dtype=kind, is_elementwise=True)


def _read(texts: pl.Series, reader: Normalizer, processes: int) -> pl.Series:
    polars = partner("polars", EXTRA)
    return polars.Series(texts.name, arrow.read(texts.to_arrow(), reader, processes))


def register(name: str = "money") -> None:
    """Add the namespace `name` to all expressions, with the one method `facts`.

    >>> import polars as pl
    >>> register()
    >>> pl.select(pl.lit("12.5%").money.facts().list.len()).item()
    1
    """
    polars = partner("polars", EXTRA)

    class Money:
        def __init__(self, texts: pl.Expr) -> None:
            self._texts = texts

        def facts(self, **options: Any) -> pl.Expr:
            return facts(self._texts, **options)

    if not hasattr(polars.Expr, name):
        polars.api.register_expr_namespace(name)(Money)
