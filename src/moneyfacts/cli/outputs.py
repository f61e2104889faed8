"""What `normalize` writes: a function for each format, from pieces and their facts to strings.

All of them work as a stream, so that nothing grows with the input but the output.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

from moneyfacts.cli import flat
from moneyfacts.cli.inputs import InputError, Piece
from moneyfacts.cli.place import lines_and_columns, placed
from moneyfacts.cli.records import Record
from moneyfacts.facts import Fact
from moneyfacts.format.readable import parts

Result = tuple[Piece, Sequence[Fact] | None]
Rewritten = tuple[Piece, str | None]


@dataclass(frozen=True, slots=True)
class Style:
    """What the formats need to know: whether to head each input with its name, and whether to explain."""

    several: bool
    explain: bool
    title: str


def write_text(results: Iterable[Result], style: Style) -> Iterator[str]:
    """A readable block for each figure, under the name of its input where there are several."""
    between = ""
    for piece, facts in results:
        if style.several and not piece.offset:
            yield f"{between}== {piece.source} ==\n"
            between = "\n"
        for fact, place in zip(placed(piece, facts or ()), lines_and_columns(piece, facts or ()), strict=True):
            yield between + _block(fact, place, style.explain)
            between = "\n"


def _block(fact: Fact, place: tuple[int, int], explain: bool) -> str:
    where = f"line {place[0]}, column {place[1]}; characters {fact.span[0]} to {fact.span[1]}"
    rows = [f"  {name:11} {said}\n" for name, said in (*parts(fact), ("where", where))]
    tree = ["".join(f"  {line}\n" for line in str(fact.explain()).splitlines())] if explain else []
    return "".join([" ".join(fact.text.split()), "\n", *rows, *tree])


def write_jsonl(results: Iterable[Result], style: Style) -> Iterator[str]:
    """One `{"source", "facts"}` a line."""
    for _, source in _by_source(results):
        yield from _source(source, style, ", ")
        yield "\n"


def write_json(results: Iterable[Result], style: Style) -> Iterator[str]:
    """An array of `{"source", "facts"}`, with a line for each fact."""
    before = "[\n"
    for _, source in _by_source(results):
        yield before
        yield from _source(source, style, ",\n  ")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _source(results: Iterator[Result], style: Style, between: str) -> Iterator[str]:
    first = next(results)
    yield f'{{"source": {_json(first[0].source)}, "facts": ['
    comma = ""
    for piece, facts in chain([first], results):
        for fact in placed(piece, facts or ()):
            yield f"{comma}{_json(_plain(fact, style.explain))}"
            comma = between
    yield "]}"


def write_csv(results: Iterable[Result], style: Style) -> Iterator[str]:
    """A row for each figure."""
    line = _csv_line(",")
    yield line(["source", "span_start", "span_end", *flat.COLUMNS])
    for piece, facts in results:
        for fact in placed(piece, facts or ()):
            yield line([piece.source, *fact.span, *flat.row(fact).values()])


def write_annotated(results: Iterable[Rewritten], style: Style) -> Iterator[str]:
    """The texts with every figure in canonical form, as they were given."""
    ended = True
    for piece, text in results:
        if style.several and not piece.offset:
            yield f"{'' if ended else chr(10)}== {piece.source} ==\n"
            ended = True
        yield text or ""
        ended = text.endswith("\n") if text else ended
    yield "" if ended else "\n"


def write_html(results: Iterable[Result], style: Style) -> Iterator[str]:
    """A page with a section for each input."""
    from moneyfacts.format.html import page

    named = ((piece.source if style.several and not piece.offset else "", piece.text or "", facts or ()) for piece, facts in results)
    return page(named, style.title, explain=style.explain)


def write_record_lines(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The rows of the input as JSONL, with the facts of each column read."""
    for record, cells in _by_record(results):
        yield _json_record(record, cells, style) + "\n"


def write_record_array(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The rows of the input as a JSON array, with the facts of each column read."""
    before = "[\n"
    for record, cells in _by_record(results):
        yield before + _json_record(record, cells, style)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def write_record_table(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The rows of the input as CSV, with the cells of each column's first fact and all its facts as JSON."""
    head: list[str] = []
    for record, cells in _by_record(results):
        if not head:
            head = list(record.cells)
            line = _csv_line(record.separator)
            yield line([*head, *_new_columns(record, [piece.column for piece, _ in cells])])
        if strange := [name for name in record.cells if name not in head]:
            raise InputError(f"{record.source}: line {record.line}: column {strange[0]!r} is not in the head; --format jsonl takes any")
        if not record.is_head:
            yield line([*(_csv_cell(record.cells.get(name)) for name in head), *chain.from_iterable(_added(facts) for _, facts in cells)])


def write_record_alike(results: Iterable[Result], style: Style) -> Iterator[str]:
    """The rows of the input in the format that they came in."""
    ahead = iter(results)
    first = next(ahead, None)
    if first is None:
        return iter(())
    piece, _ = first
    name = "csv" if isinstance(piece.record, Record) and piece.record.raw is None else "jsonl"
    if name == "csv" and style.explain:
        raise InputError(f"{piece.source}: rows of CSV have no place for --explain: add --format jsonl")
    return RECORD_WRITERS[name](chain([first], ahead), style)


def _by_source(results: Iterable[Result]) -> Iterator[tuple[int, Iterator[Result]]]:
    """The results in groups of one source each."""
    number = 0

    def source(result: Result) -> int:
        nonlocal number
        number += not result[0].offset
        return number

    return groupby(results, source)


def _by_record(results: Iterable[Result]) -> Iterator[tuple[Record, list[Result]]]:
    for _, cells in groupby(results, lambda result: result[0].record):
        group = list(cells)
        record = group[0][0].record
        assert isinstance(record, Record)
        yield record, group


def _json_record(record: Record, cells: list[Result], style: Style) -> str:
    names = [f"{piece.column}_facts" for piece, _ in cells]
    _check_new(record, names)
    lists = [None if facts is None else [_plain(fact, style.explain) for fact in facts] for _, facts in cells]
    body = (record.raw or _json(record.cells))[:-1].rstrip()
    added = ", ".join(f"{_json(name)}: {_json(found)}" for name, found in zip(names, lists, strict=True))
    return f"{body}{'' if body == '{' else ', '}{added}}}"


def _new_columns(record: Record, columns: list[str]) -> list[str]:
    names = [f"{column}_{name}" for column in columns for name in (*flat.COLUMNS, "facts")]
    _check_new(record, names)
    return names


def _check_new(record: Record, names: list[str]) -> None:
    if taken := [name for name in names if name in record.cells]:
        raise InputError(f"{record.source}: line {record.line}: already has a column {taken[0]!r}")


def _added(facts: Sequence[Fact] | None) -> list[str]:
    cells = list(flat.row(facts[0]).values()) if facts else [""] * len(flat.COLUMNS)
    return [*cells, "" if facts is None else _json([fact.to_dict() for fact in facts])]


def _plain(fact: Fact, explain: bool) -> dict[str, Any]:
    plain = fact.to_dict()
    return {**plain, "explanation": fact.explain().to_dict()["steps"]} if explain else plain


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _csv_cell(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else _json(value)


def _csv_line(separator: str) -> Callable[[Iterable[object]], str]:
    """A function that writes the cells of one row."""
    lines: list[str] = []

    class Lines:
        write = staticmethod(lines.append)

    writer = csv.writer(Lines(), delimiter=separator, lineterminator="\n")

    def line(cells: Iterable[object]) -> str:
        writer.writerow(cells)
        return lines.pop()

    return line


Writer = Callable[[Iterable[Any], Style], Iterator[str]]

WRITERS: dict[str, Writer] = {
    "text": write_text,
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "annotated": write_annotated,
    "html": write_html,
}


def _headless(write: Writer) -> Writer:
    return lambda results, style: write((result for result in results if not _is_head(result[0].record)), style)


def _is_head(record: object) -> bool:
    return isinstance(record, Record) and record.is_head


_OF_RECORDS: dict[str, Writer] = {**WRITERS, "json": write_record_array, "jsonl": write_record_lines}
RECORD_WRITERS: dict[str, Writer] = {name: _headless(write) for name, write in _OF_RECORDS.items()}
RECORD_WRITERS |= {"csv": write_record_table, "alike": write_record_alike}
