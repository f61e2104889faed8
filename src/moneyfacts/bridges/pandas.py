"""pandas: a Series of texts to a Series of typed facts, or to a DataFrame with one row per fact.

Both are Arrow-backed (`pandas.ArrowDtype`), so that decimals stay decimals and dates dates; see `moneyfacts.bridges.arrow` for the types.
Missing values (None, NaN, NA) stay missing. A categorical Series is read once per category.

**Cost**: that of the Arrow bridge; handing the column over copies nothing but the texts.

>>> import pandas
>>> table(pandas.Series(["€5m ($5.4m)", None, "15% of $20"], index=["a", "b", "c"])).kind
a      money
c    percent
c      money
Name: kind, dtype: string[pyarrow]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moneyfacts.bridges import arrow, partner

if TYPE_CHECKING:
    import pandas as pd

EXTRA = "pandas"


def facts(texts: pd.Series[str], /, **options: Any) -> pd.Series[Any]:
    """The facts of each text, with the index and the name of the Series that they were read from.

    In: the options of `moneyfacts.Normalizer`, and `processes`. Errors: TypeError where the Series holds anything but strings.
    """
    pandas = partner("pandas", EXTRA)
    found = arrow.facts(_strings(texts), **options)
    return pandas.Series(pandas.arrays.ArrowExtensionArray(found), index=texts.index, name=texts.name)


def table(texts: pd.Series[str], /, **options: Any) -> pd.DataFrame:
    """One row per fact, under the label that its text has in the Series; the columns are those of `arrow.SCHEMA` without `row`."""
    pandas = partner("pandas", EXTRA)
    flat = arrow.table(_strings(texts), **options)
    frame = flat.drop_columns("row").to_pandas(types_mapper=pandas.ArrowDtype)
    frame.index = texts.index.take(flat["row"].to_numpy())
    return frame


def _strings(texts: pd.Series[str]) -> Any:
    """The Series as Arrow strings; categories stay encoded."""
    pandas, pa = partner("pandas", EXTRA), partner("pyarrow", EXTRA)
    if not isinstance(texts, pandas.Series):
        raise TypeError(f"texts must be a Series, not {type(texts).__name__}")
    try:
        array = pa.array(texts, from_pandas=True)
    except pa.ArrowException:
        kinds = pandas.api.types.infer_dtype(texts)
        raise TypeError(f"texts must be strings, not {kinds}; Series.astype('string') makes them so") from None
    return array.cast(pa.string()) if not len(texts) else array
