"""Where facts stand: from a piece to its whole source, and to lines and columns.

>>> from moneyfacts.facts import Amount, Fact
>>> moved(Fact.of(Amount.of(5, "USD")), 100).amount.span
(100, 100)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from moneyfacts.cli.inputs import Piece
from moneyfacts.facts import Fact


def moved(fact: Fact, by: int) -> Fact:
    """A fact as it stands when so many code points are put before its text."""
    return _moved(fact, by) if by else fact


def placed(piece: Piece, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts of a piece, with their places in the whole source."""
    return (moved(fact, piece.offset) for fact in facts)


def lines_and_columns(piece: Piece, facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """The line and the column where each fact of a piece begins, both counted from 1."""
    text = piece.text or ""
    line, at = piece.line + 1, 0
    for fact in facts:
        start = fact.span[0]
        line += text.count("\n", at, start)
        at = start
        yield line, start - text.rfind("\n", 0, start)


def _moved(value: Any, by: int) -> Any:
    if isinstance(value, tuple):
        return tuple(_moved(part, by) for part in value)
    kind: Any = type(value)
    names = _names(kind)
    if not names:
        return value
    return kind._trusted(*(_part(name, getattr(value, name), by) for name in names))


def _part(name: str, value: Any, by: int) -> Any:
    if name == "span":
        return value[0] + by, value[1] + by
    if name == "trace":
        return tuple((part, rule, text, (start + by, end + by)) for part, rule, text, (start, end) in value)
    return _moved(value, by)


@cache
def _names(cls: Any) -> tuple[str, ...]:
    """The fields of a value of this library, and none of anything else."""
    return tuple(field.name for field in fields(cls)) if hasattr(cls, "_trusted") else ()
