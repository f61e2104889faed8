"""CSV and JSONL for `normalize --column`: rows in, their cells to read, rows out with the facts added.

A row keeps its own text: JSONL lines are added to, not written anew. The first line of a CSV names its columns and shows what
separates them (comma, semicolon, tab or bar). Rows that do not fit their head are an error that names file and line.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from moneyfacts.cli.inputs import InputError, Intake, Piece, Source, decoded

_LONGEST_CELL = 1 << 28
_SEPARATORS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')


class Number(str):
    """A number of JSON in its own digits."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A row: where it stands, its cells by column, and for JSONL its line as it was. The head of a CSV is a row without cells to read."""

    source: str
    line: int
    cells: dict[str, Any]
    raw: str | None = None
    separator: str = ","
    is_head: bool = False


def pieces(source: Source, columns: tuple[str, ...], intake: Intake) -> Iterator[Piece]:
    """A piece for each cell to read, row by row. Errors: `InputError`."""
    missing = set(columns)
    name = ""
    for record in records(source, intake):
        missing, name = missing.difference(record.cells), record.source
        for column in columns:
            yield Piece(_place(record, column, columns), _text(record, column), record=record, column=column)
    if missing and name:
        raise InputError(f"{name}: no row has {', '.join(map(repr, sorted(missing)))}")


def records(source: Source, intake: Intake) -> Iterator[Record]:
    """The rows of a source: JSONL by its name (.jsonl, .ndjson) or by a brace at its start, else CSV."""
    if source.text is not None:
        raise InputError(f"{source.name}: --column reads files and standard input, not a text given as an argument")
    lines = _lines(decoded(source, intake))
    first = next(lines, "")
    if source.name.lower().endswith(".json") and first.lstrip().startswith("["):
        raise InputError(f"{source.name}: is one JSON array; --column reads CSV and JSON Lines, an object a line (jq -c '.[]' makes them)")
    is_json = source.name.lower().endswith((".jsonl", ".ndjson")) or first.lstrip().startswith("{")
    whole = chain([first], lines) if first else iter(())
    return _json_records(source.name, whole) if is_json else _csv_records(source.name, whole)


def _json_records(name: str, lines: Iterable[str]) -> Iterator[Record]:
    for number, line in enumerate(lines, 1):
        raw = line.strip()
        if not raw:
            continue
        try:
            cells = json.loads(raw, parse_int=Number, parse_float=Number)
        except json.JSONDecodeError as error:
            column = line.index(raw) + error.colno
            raise InputError(f"{name}: line {number}, column {column}: no JSON: {error.msg}") from None
        except RecursionError:
            raise InputError(f"{name}: line {number}: is nested too deeply") from None
        if not isinstance(cells, dict):
            raise InputError(f"{name}: line {number}: a row must be an object with names, not {type(cells).__name__}")
        yield Record(name, number, cells, raw)


def _csv_records(name: str, lines: Iterator[str]) -> Iterator[Record]:
    csv.field_size_limit(_LONGEST_CELL)
    first = next(lines, "")
    separator = max(_SEPARATORS, key=_QUOTED.sub("", first).count)
    reader = csv.reader(chain([first], lines), delimiter=separator, strict=True)
    line = 1
    try:
        head = next(reader, [])
        _check_head(name, head)
        yield Record(name, 1, dict.fromkeys(head), separator=separator, is_head=True)
        line = reader.line_num + 1
        for row in reader:
            if row:
                yield Record(name, line, _cells(name, line, head, row), separator=separator)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{name}: line {line}: no CSV: {_csv_problem(error)}") from None


def _csv_problem(error: csv.Error) -> str:
    """What is wrong with a row, to one who has a file and no reader of `csv`."""
    said = str(error)
    if said.startswith("unexpected end"):
        return "a quote that opens in this row never closes"
    return "a carriage return stands outside quotes" if said.startswith("new-line") else said


def _check_head(name: str, head: list[str]) -> None:
    if not head:
        raise InputError(f"{name}: has no line that names its columns")
    doubled = [column for column in head if head.count(column) > 1]
    if doubled:
        raise InputError(f"{name}: two columns are named {doubled[0]!r}")


def _cells(name: str, line: int, head: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(head):
        raise InputError(f"{name}: line {line}: {len(row)} cells under a head of {len(head)}")
    return dict(zip(head, [*row, *[""] * (len(head) - len(row))], strict=True))


def _place(record: Record, column: str, columns: tuple[str, ...]) -> str:
    return f"{record.source}:{record.line}" + (f":{column}" if len(columns) > 1 else "")


def _text(record: Record, column: str) -> str | None:
    """The text of a cell; what is no text holds no figure, since a bare number is none."""
    if record.raw is None and column not in record.cells:
        raise InputError(f"{record.source}: no column {column!r}; there are {', '.join(map(repr, record.cells))}")
    cell = record.cells.get(column)
    return cell if isinstance(cell, str) and not isinstance(cell, Number) else None


def _lines(chunks: Iterable[str]) -> Iterator[str]:
    """Lines with their ends, split at line feeds alone: other characters that end lines may stand in a cell."""
    begun: list[str] = []
    for chunk in chunks:
        end, *others = chunk.split("\n")
        begun.append(end)
        if others:
            yield "".join([*begun, "\n"])
            *whole, start = others
            yield from (f"{line}\n" for line in whole)
            begun = [start]
    if rest := "".join(begun):
        yield rest
