"""`normalize --column`: the rows of CSV and JSONL, with the facts of a column added."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import moneyfacts
from moneyfacts.cli import flat, records
from test_cli import say

PRICES = 'name,price,note\nTea,€3.50,\nCoffee,$4.20 (€3.90),"two\nlines, $1"\n\nWater,,\nMilk\n'


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    file = tmp_path / "prices.csv"
    file.write_text(PRICES, "utf-8")
    return file


def table(text: str, separator: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=separator))


def test_csv_gets_columns(capsys: pytest.CaptureFixture[str], prices: Path) -> None:
    rows = table(say(capsys, prices, "--column", "price"))
    assert [row["name"] for row in rows] == ["Tea", "Coffee", "Water", "Milk"]
    assert rows[1]["note"] == "two\nlines, $1"
    assert (rows[0]["price_value"], rows[0]["price_currency"]) == ("3.5", "EUR")
    assert (rows[1]["price_equivalent"], rows[1]["price_equivalent_currency"]) == ("3.9", "EUR")
    assert json.loads(rows[1]["price_facts"]) == [fact.to_dict() for fact in moneyfacts.extract("$4.20 (€3.90)")]
    assert rows[2]["price_facts"] == rows[3]["price_facts"] == "[]"
    assert list(rows[0]) == ["name", "price", "note", *(f"price_{name}" for name in (*flat.COLUMNS, "facts"))]


def test_several_columns(capsys: pytest.CaptureFixture[str], prices: Path) -> None:
    rows = table(say(capsys, prices, "--column", "price", "--column", "note"))
    assert (rows[1]["price_value"], rows[1]["note_value"]) == ("4.2", "1")


@pytest.mark.parametrize(("separator", "name"), [(";", "a.csv"), ("\t", "a.tsv"), ("|", "a.csv"), (",", "-")])
def test_separators(capsys: pytest.CaptureFixture[str], tmp_path: Path, separator: str, name: str) -> None:
    file = tmp_path / name
    file.write_text(f"name{separator}price\nTea{separator}€3.50\n", "utf-8")
    assert table(say(capsys, file, "--column", "price"), separator)[0]["price_value"] == "3.5"


def test_csv_to_jsonl_and_json(capsys: pytest.CaptureFixture[str], prices: Path) -> None:
    rows = [json.loads(line) for line in say(capsys, prices, "--column", "price", "--format", "jsonl").splitlines()]
    assert rows[0]["price_facts"][0]["amount"]["currency"] == "EUR"
    assert json.loads(say(capsys, prices, "--column", "price", "--format", "json")) == rows


def test_jsonl_lines_keep_their_own_text(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"price":"$5", "n": 1.10, "big": 1e999}\n\n  {}\n{"price": null}\n{"price": 7}\n{"price": ["$5"]}\n')
    lines = say(capsys, file, "--column", "price").splitlines()
    assert lines[0].startswith('{"price":"$5", "n": 1.10, "big": 1e999, "price_facts": [{"kind": "money", ')
    assert lines[1:] == [
        '{"price_facts": null}',
        '{"price": null, "price_facts": null}',
        '{"price": 7, "price_facts": null}',
        '{"price": ["$5"], "price_facts": null}',
    ]


def test_jsonl_to_csv(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_text('{"price": "$5", "n": 1.10, "more": {"a": 1}}\n{"price": "€6"}\n')
    rows = table(say(capsys, file, "--column", "price", "--format", "csv"))
    assert [(row["price_currency"], row["n"]) for row in rows] == [("USD", "1.10"), ("EUR", "")]
    file.write_text('{"price": "$5"}\n{"price": "€6", "new": 1}\n')
    assert "line 2: column 'new' is not in the head" in say(capsys, file, "--column", "price", "--format", "csv", status=2)


@pytest.mark.parametrize("format", ["text", "annotated", "html"])
def test_other_formats_name_the_row(capsys: pytest.CaptureFixture[str], prices: Path, format: str) -> None:
    said = say(capsys, prices, "--column", "price", "--format", format)
    assert f"{prices}:2" in said
    assert f"{prices}:3" in said
    assert f"{prices}:1" not in said


def test_a_head_without_rows_keeps_its_columns(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("name,price\n")
    assert say(capsys, file, "--column", "price").startswith("name,price,price_kind,")
    assert say(capsys, file, "--column", "price", "--format", "json") == "[]\n"
    assert say(capsys, file, "--column", "price", "--format", "jsonl") == ""


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "name,cost\nTea,5\n", "no column 'price'; there are 'name', 'cost'"),
        ("a.csv", "name,price\nTea,5,6\n", "line 2: 3 cells under a head of 2"),
        ("a.csv", "price,price\n5,6\n", "two columns are named 'price'"),
        ("a.csv", "price,price_value\n5,6\n", "already has a column 'price_value'"),
        ("a.csv", 'price\n4\n"5\n6\n', "line 3: no CSV: a quote that opens in this row never closes"),
        ("a.csv", 'n,price\n1,"5"6\n', "line 2: no CSV"),
        ("a.csv", "n,price\r1,5\r", "line 1: no CSV: a carriage return stands outside quotes"),
        ("a.json", '[{"price": "$5"}]', "is one JSON array"),
        ("a.csv", "", "no line that names its columns"),
        ("a.jsonl", '{"price": "$5"}\n {"price": 5\n', "line 2, column 13: no JSON"),
        ("a.jsonl", '{"price": "5"}\n[1]\n', "line 2: a row must be an object"),
        ("a.jsonl", "[" * 100_000, "line 1: is nested too deeply"),
        ("a.jsonl", '{"prize": "5"}\n', "no row has 'price'"),
        ("a.jsonl", '{"price": "5", "price_facts": 1}\n', "already has a column 'price_facts'"),
    ],
)
def test_what_is_wrong_names_the_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: str, expected: str) -> None:
    (tmp_path / name).write_text(content)
    assert expected in say(capsys, tmp_path / name, "--column", "price", status=2)


def test_a_separator_in_quotes_separates_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('"a,b,c";price\n1;$5\n')
    assert [row["price_value"] for row in table(say(capsys, file, "--column", "price"), ";")] == ["5"]


def test_rows_of_csv_have_no_place_for_explanations(capsys: pytest.CaptureFixture[str], prices: Path) -> None:
    assert "add --format jsonl" in say(capsys, prices, "--column", "price", "--explain", status=2)
    assert '"explanation"' in say(capsys, prices, "--column", "price", "--explain", "--format", "jsonl")


def test_lines_are_the_same_however_they_come() -> None:
    text = "a\n\nbb\x0b\u2028\r\n" + "c" * 9 + "\nd"
    for size in range(1, len(text) + 1):
        chunks = [text[i : i + size] for i in range(0, len(text), size)]
        assert list(records._lines(chunks)) == text.replace("\n", "\n\0").split("\0")


def test_many_rows_in_several_processes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("n,price\n" + "".join(f"{i},${i}.00\n" for i in range(3000)))
    alone = say(capsys, file, "--column", "price")
    assert say(capsys, file, "--column", "price", "--jobs", 2) == alone
    assert [row["price_value"] for row in table(alone)] == [str(i) for i in range(3000)]
