"""Arrow: a column of texts to a column of typed facts.

`facts` takes an array or chunked array of strings and gives one of `FACTS`, a list of structs with the keys of `Fact.to_dict`
(a span is a struct of `start` and `end`). `table` gives the same with one fact per row, ready for Parquet. The types are constants of
this module, made when first asked for: `FACT` (the struct), `FACTS` (the list) and `SCHEMA` (the columns of `table`).

**Numbers** are `decimal128(38, 9)`. An amount's number with more than 9 decimals is rounded (the low end down, the high end up), one with
more than 29 digits before the point is null; either makes the amount's `exact` false, and its `text` still says what was written.
Rates are always rounded so.

**Nulls** stay null, a text that names no money has an empty list. A dictionary-encoded column is read once per distinct value.

**Cost**: about 20 µs per fact on top of reading the text, and 3 µs per text. Memory grows with the result only.

>>> import pyarrow as pa
>>> found = facts(pa.array(["€5m ($5.4m)", None, "no money"]))
>>> found[0][0]["rates"][0]["rate"].as_py(), found[1].is_valid, len(found[2])
(Decimal('1.080000000'), False, 0)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from moneyfacts.bridges import partner
from moneyfacts.bridges._columns import FACT as _FACT
from moneyfacts.bridges._columns import arrow_type, fact_row

if TYPE_CHECKING:
    from moneyfacts import Normalizer

EXTRA = "arrow"

_ROWS = 4096  # turned into Arrow at a time, so that few facts are alive as Python objects


def facts(texts: Any, /, *, processes: int = 1, **options: Any) -> Any:
    """The facts of each text: an array for an array, a chunked array for a chunked one.

    In: strings of any string type, and the options of `moneyfacts.Normalizer`. Errors: TypeError where it is not strings.
    """
    from moneyfacts import Normalizer

    return read(texts, Normalizer(**options), processes)


def read(texts: Any, reader: Normalizer, processes: int = 1) -> Any:
    """`facts` with a reader made before: what the other bridges build on."""
    pa = partner("pyarrow", EXTRA)
    if not isinstance(texts, pa.ChunkedArray):
        chunks = read(pa.chunked_array([texts]), reader, processes).chunks
        return pa.concat_arrays(chunks) if chunks else pa.array([], _types()["FACTS"])
    if pa.types.is_dictionary(texts.type):
        return _read_distinct(pa, texts, reader, processes)
    if texts.type not in (pa.string(), pa.large_string(), pa.string_view(), pa.null()):
        raise TypeError(f"texts must be strings, not {texts.type}")
    rows = _rows(texts, reader, processes)
    batches = iter(lambda: list(islice(rows, _ROWS)), [])
    return pa.chunked_array([pa.array(batch, _types()["FACTS"]) for batch in batches], _types()["FACTS"])


def table(texts: Any, /, **options: Any) -> Any:
    """One row per fact, in the columns of `SCHEMA`: `row` (the number of its text, from 0) and the fact's own."""
    pa, compute = partner("pyarrow", EXTRA), partner("pyarrow.compute", EXTRA)
    found = facts(texts, **options)
    whole = found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
    rows, flat = compute.list_parent_indices(whole).cast(pa.int64()), compute.list_flatten(whole)
    return pa.table([rows, *flat.flatten()], schema=_types()["SCHEMA"])


def _read_distinct(pa: Any, texts: Any, reader: Normalizer, processes: int) -> Any:
    chunks = texts.unify_dictionaries().chunks
    values = read(chunks[0].dictionary if chunks else pa.array([], pa.string()), reader, processes)
    return pa.chunked_array([values.take(chunk.indices) for chunk in chunks], _types()["FACTS"])


def _rows(texts: Any, reader: Normalizer, processes: int) -> Iterator[list[dict[str, Any]] | None]:
    """The rows as plain Python; the texts are walked twice, a batch at a time, once by the reader and once for the nulls."""
    found = iter(reader.pipe((text for text in _strings(texts) if text is not None), processes=processes))
    write = fact_row()
    return (None if text is None else [write(fact) for fact in next(found)] for text in _strings(texts))


def _strings(texts: Any) -> Iterator[str | None]:
    for chunk in texts.chunks:
        for start in range(0, len(chunk), _ROWS):
            yield from chunk.slice(start, _ROWS).to_pylist()


@cache
def _types() -> dict[str, Any]:
    pa = partner("pyarrow", EXTRA)
    fact = arrow_type(pa, _FACT)
    return {"FACT": fact, "FACTS": pa.list_(fact), "SCHEMA": pa.schema([("row", pa.int64()), *fact])}


def __getattr__(name: str) -> Any:
    if name in ("FACT", "FACTS", "SCHEMA"):
        return _types()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
