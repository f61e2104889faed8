"""What is particular to one bridge each."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import pytest

from moneyfacts.bridges import arrow
from moneyfacts.errors import OptionError

TEXTS = ["It cost €5m ($5.4m).", None, "no money", "up 12.5% to $75 a barrel"]


class TestArrow:
    @pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
    def test_string_types(self, kind: str) -> None:
        import pyarrow as pa

        assert arrow.facts(pa.array(TEXTS, getattr(pa, kind)())).to_pylist() == arrow.facts(pa.array(TEXTS)).to_pylist()

    def test_chunks_and_slices(self) -> None:
        import pyarrow as pa

        whole = arrow.facts(pa.array(TEXTS)).to_pylist()
        chunked = arrow.facts(pa.chunked_array([TEXTS[:1], [], TEXTS[1:]], pa.string()))
        assert isinstance(chunked, pa.ChunkedArray)
        assert chunked.to_pylist() == whole
        assert arrow.facts(pa.array(TEXTS)[1:]).to_pylist() == whole[1:]
        assert arrow.facts(pa.chunked_array([], pa.string())).to_pylist() == []

    def test_more_rows_than_a_batch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import pyarrow as pa

        whole = arrow.facts(pa.array(TEXTS * 5)).to_pylist()
        monkeypatch.setattr(arrow, "_ROWS", 3)
        assert arrow.facts(pa.array(TEXTS * 5)).to_pylist() == whole
        assert arrow.facts(pa.array(TEXTS * 5), processes=2).to_pylist() == whole

    def test_a_dictionary_is_read_once_per_value(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import pyarrow as pa

        import moneyfacts

        read: list[str] = []
        reader = moneyfacts.Normalizer()

        class Counting:
            def pipe(self, texts: Any, processes: int) -> Any:
                return reader.pipe(read.append(text) or text for text in texts)

        column = pa.chunked_array([pa.array(TEXTS * 3).dictionary_encode(), pa.array(["$1", *TEXTS]).dictionary_encode()])
        found = arrow.read(column, Counting())  # type: ignore[arg-type]
        assert sorted(read) == sorted({text for text in ["$1", *TEXTS] if text is not None})
        assert found.to_pylist() == arrow.facts(column.cast(pa.string())).to_pylist()
        assert arrow.facts(pa.array([], pa.dictionary(pa.int8(), pa.string()))).to_pylist() == []

    def test_a_table_has_a_row_per_fact(self) -> None:
        import pyarrow as pa

        for texts in (pa.array(TEXTS), pa.chunked_array([TEXTS[:2], TEXTS[2:]])):
            table = arrow.table(texts)
            assert table.schema == arrow.SCHEMA
            assert table["row"].to_pylist() == [0, 3, 3]
            assert table["kind"].to_pylist() == ["money", "percent", "money"]
        assert arrow.table(pa.array([None, "nothing"])).num_rows == 0

    def test_options_and_wrong_ones(self) -> None:
        import pyarrow as pa

        found = arrow.facts(pa.array(["$5 in 1.250,00 €"]), locale="de-DE", kinds={"money"})
        assert found[0][-1]["amount"]["value"].as_py() == 1250
        with pytest.raises(OptionError, match="locale"):
            arrow.facts(pa.array([""]), locale="xx-YY")
        with pytest.raises(TypeError, match="texts must be strings, not int64"):
            arrow.facts(pa.array([5]))


class TestPandas:
    def test_missing_values_and_dtypes(self) -> None:
        import numpy as np
        import pandas as pd

        from moneyfacts.bridges import pandas as bridge

        expected = bridge.facts(pd.Series(TEXTS)).to_list()
        for texts in (
            pd.Series([text or np.nan for text in TEXTS], dtype=object),
            pd.Series(TEXTS, dtype="string"),
            pd.Series(TEXTS, dtype="string[pyarrow]"),
            pd.Series(TEXTS, dtype="category"),
        ):
            assert str(bridge.facts(texts).to_list()) == str(expected)

    def test_no_strings_are_an_error(self) -> None:
        import pandas as pd

        from moneyfacts.bridges import pandas as bridge

        for mixed in (["$5", 5], [5, "$5"]):
            with pytest.raises(TypeError, match="texts must be strings, not mixed-integer; "):
                bridge.facts(pd.Series(mixed, dtype="object"))
        with pytest.raises(TypeError, match="must be a Series, not list"):
            bridge.facts(["$5"])  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="texts must be strings"):
            bridge.facts(pd.Series([1, 2]))

    def test_the_table_keeps_labels_and_names(self) -> None:
        import pandas as pd

        from moneyfacts.bridges import pandas as bridge

        index = pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1), ("b", 2)], names=["x", "y"])
        table = bridge.table(pd.Series(TEXTS, index=index))
        assert list(table.index) == [("a", 1), ("b", 2), ("b", 2)]
        assert table.index.names == ["x", "y"]
        assert bridge.facts(pd.Series(TEXTS, name="text")).name == "text"


class TestPolars:
    def test_series_and_categories(self) -> None:
        import polars as pl

        from moneyfacts.bridges import polars as bridge

        series = bridge.facts(pl.Series("text", TEXTS))
        assert series.name == "text"
        assert bridge.facts(pl.Series("text", TEXTS, pl.Categorical)).to_list() == series.to_list()

    def test_a_wrong_option_is_an_error_at_once(self) -> None:
        import polars as pl

        from moneyfacts.bridges import polars as bridge

        with pytest.raises(OptionError, match="currency"):
            bridge.facts(pl.col("text"), currency="USDD")

    def test_a_name_is_no_column(self) -> None:
        from moneyfacts.bridges import polars as bridge

        with pytest.raises(TypeError, match="an expression or a Series, not str; a column is pl"):
            bridge.facts("text")  # type: ignore[type-var]

    def test_the_schema_is_known_before_the_query_runs(self) -> None:
        import polars as pl

        from moneyfacts.bridges import polars as bridge

        frame = pl.LazyFrame({"text": TEXTS}).with_columns(facts=bridge.facts(pl.col("text")))
        assert frame.collect_schema()["facts"] == frame.collect()["facts"].dtype


class TestDuckDB:
    def test_options_have_names_of_their_own(self) -> None:
        import duckdb

        from moneyfacts.bridges import duckdb as bridge

        with duckdb.connect() as connection:
            bridge.register(connection, "us", kinds={"money"})
            bridge.register(connection, "canada", locale="en-CA")
            query = "SELECT us('$5')[1].amount.currency, canada('$5')[1].amount.currency"
            assert connection.execute(query).fetchall() == [("USD", "CAD")]

    def test_many_threads(self) -> None:
        import duckdb

        from moneyfacts.bridges import duckdb as bridge

        with duckdb.connect(config={"threads": 4}) as connection:
            bridge.register(connection)
            query = "SELECT sum(money_facts(printf('it cost $%d', i))[1].amount.value) FROM range(20000) AS numbers(i)"
            assert connection.execute(query).fetchall() == [(sum(range(20000)),)]


class TestSpark:
    def test_what_is_sent_is_small(self) -> None:
        from moneyfacts.bridges import spark as bridge

        options = bridge._plain({"locale": "en-IN", "kinds": {"money"}, "reference_date": date(2025, 2, 24)})
        assert len(pickle.dumps(partial(bridge._task, where=0, into="facts", options=options))) < 500

    def test_a_worker_makes_its_reader_once(self) -> None:
        from moneyfacts.bridges import spark as bridge

        one, other = (bridge._plain({"kinds": ["money"], "locale": "en-IN"}), bridge._plain({"locale": "en-IN", "kinds": {"money"}}))
        assert bridge._reader(one) is bridge._reader(other)

    @pytest.mark.java
    def test_mistakes_are_found_on_the_driver(self) -> None:
        from moneyfacts.bridges import spark as bridge
        from spark_session import session

        frame = session().createDataFrame([(1, "it cost $5")], "id int, text string")
        with pytest.raises(ValueError, match="no column 'txt'; there are id, text"):
            bridge.facts(frame, "txt")
        with pytest.raises(TypeError, match="texts must be strings, not int"):
            bridge.facts(frame, "id")
        with pytest.raises(OptionError, match="locale"):
            bridge.facts(frame, "text", locale="xx-YY")

    @pytest.mark.java
    def test_other_columns_stay(self) -> None:
        from moneyfacts.bridges import spark as bridge
        from spark_session import session

        frame = session().createDataFrame([(1, "it cost $5", {"a": [1.5]})], "id int, text string, more map<string, array<double>>")
        read = bridge.facts(frame, "text", into="money", locale="en-CA")
        assert read.columns == ["id", "text", "more", "money"]
        row = read.collect()[0]
        assert (row["id"], row["more"], row["money"][0]["amount"]["currency"]) == (1, {"a": [1.5]}, "CAD")


class TestSpacy:
    def test_options_are_those_of_the_reader(self) -> None:
        from inspect import signature

        import moneyfacts
        from moneyfacts.bridges import spacy as bridge

        assert {name: option.default for name, option in signature(moneyfacts.Normalizer).parameters.items()} == bridge._READER

    def test_options_arrive(self) -> None:
        import spacy

        nlp = spacy.blank("en")
        nlp.add_pipe(
            "moneyfacts",
            config={"reference_date": "2025-02-24", "fiscal_year_end": [3, 31], "currency": "AUD", "kinds": ["money"], "group": "sums"},
        )
        doc = nlp("It made $5 million in fiscal 2024, up 5%.")
        assert [fact.amount.currency for fact in doc._.facts] == ["AUD"]
        assert doc._.facts[0].periods[0].start == date(2023, 4, 1)
        assert [span.label_ for span in doc.spans["sums"]] == ["MONEY"]

    def test_entities_take_the_place_of_those_they_overlap(self) -> None:
        import spacy
        from spacy.tokens import Span

        from moneyfacts.bridges import spacy as bridge

        doc = spacy.blank("en")("Acme paid $5 million to Widget.")
        doc.set_ents([Span(doc, 0, 1, label="ORG"), Span(doc, 3, 4, label="CARDINAL")])
        assert [ent.label_ for ent in bridge.facts(doc).ents] == ["ORG", "CARDINAL"]
        assert [ent.label_ for ent in bridge.facts(doc, entities=True).ents] == ["ORG", "MONEY"]

    def test_facts_survive_bytes_and_processes(self) -> None:
        import spacy
        from spacy.tokens import Doc

        nlp = spacy.blank("en")
        nlp.add_pipe("moneyfacts")
        doc = nlp("It cost €5m ($5.4m).")
        again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        assert again._.facts == doc._.facts
        assert [span.text for span in again.spans["money"]] == [span.text for span in doc.spans["money"]]

    def test_several_processes(self) -> None:
        code = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("moneyfacts")
if __name__ == "__main__":
    print([len(doc._.facts) for doc in nlp.pipe(["$5", "none", "€6 and $7"], n_process=2, batch_size=1)])
"""
        # in a process of its own, since spaCy forks, and other tests have started threads
        assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[1, 0, 2]\n"

    def test_spans_widen_to_tokens(self) -> None:
        import spacy

        from moneyfacts.bridges import spacy as bridge

        doc = bridge.facts(spacy.blank("en")("a US$5-million loan"))
        assert next(iter(doc.spans["money"])).text.startswith("US$5")

    def test_names_of_the_module(self) -> None:
        from moneyfacts.bridges import spacy as bridge

        with pytest.raises(AttributeError, match="no attribute 'componentz'"):
            _ = bridge.componentz


def test_one_reader_serves_many_threads() -> None:
    import pyarrow as pa

    texts = pa.array(TEXTS * 50)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: arrow.facts(texts).to_pylist(), range(4)))
    assert all(one == found[0] for one in found)


class TestSparkWorkers:
    """What runs on Spark's workers, without Spark."""

    def test_a_column_is_appended_to_each_batch(self) -> None:
        import pyarrow as pa

        from moneyfacts.bridges import spark

        batches = [pa.record_batch({"id": [1, 2], "text": TEXTS[:2]}), pa.record_batch({"id": [3, 4], "text": TEXTS[2:]})]
        options = spark._plain({"locale": "en-CA", "kinds": {"money"}, "currency": None})
        done = list(spark._task(iter(batches), where=1, into="facts", options=options))
        assert [batch.schema.names for batch in done] == [["id", "text", "facts"]] * 2
        assert (
            pa.concat_arrays([batch["facts"] for batch in done]).to_pylist()
            == arrow.facts(pa.array(TEXTS), locale="en-CA", kinds={"money"}).to_pylist()
        )

    def test_options_with_several_values_are_one_key(self) -> None:
        from moneyfacts.bridges import spark

        assert spark._plain({"kinds": ["percent", "money"]}) == spark._plain({"kinds": {"money", "percent"}})
        assert spark._reader(spark._plain({"kinds": ["money"]})) is spark._reader(spark._plain({"kinds": {"money"}}))
