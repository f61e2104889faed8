"""What `normalize` reads: arguments to sources, sources to pieces of text that fit in memory.

A file is decoded bit by bit and handed on in pieces of up to `PIECE` code points, so that a file larger than memory can be read. Most
files are one piece. A larger one is cut at the last blank line of each piece, or where it has none at the end of a line or of a
sentence; what stands in one piece is no context for another. Each piece knows where in its source it begins.

>>> [piece.text for piece in pieces(Source("text 1", text="It cost $5."), Intake())]
['It cost $5.']
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

PIECE = 1 << 20
"""Code points in a piece, at most; also the length of the longest stretch whose parts are read in each other's light."""

_BLOCK = 1 << 18
_CUTS = ("\n\n", "\r\n\r\n", ".\n", "\n", ". ", "。", " ")
_FILE = re.compile(r"[^\s/]*+/\S*+|\S*\.[A-Za-z][A-Za-z0-9]{0,5}|[A-Za-z_-]+")
_SNIFFED = 8192


class InputError(Exception):
    """An input that can't be read, in one line."""


@dataclass(slots=True)
class Intake:
    """How bytes become text, and how many have."""

    encoding: str = "utf-8"
    errors: str = "strict"
    done: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where text comes from: a text given as it is, a file, or standard input (neither)."""

    name: str
    text: str | None = None
    path: str | None = None

    @property
    def size(self) -> int:
        """Its bytes, 0 where they are not known beforehand."""
        return os.path.getsize(self.path) if self.path and os.path.isfile(self.path) else 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source: `offset` code points and `line` line ends stand before it; `record` is the row it is a cell of.

    `text` is None for a cell that holds no text.
    """

    source: str
    text: str | None
    offset: int = 0
    line: int = 0
    record: object = None
    column: str = ""


def sources(arguments: Sequence[str], encoding: str, besides: str | None = None) -> Iterator[Source]:
    """The sources that the arguments name, with folders opened up; the file `besides`, the output, is left out of folders.

    Errors: `InputError`; for a file that is missing before anything is read.
    """
    for missing in filter(_is_missing, arguments):
        raise InputError(f"{missing}: no such file or folder (a text of one word can come through standard input)")
    for number, argument in enumerate(arguments, 1):
        if argument == "-":
            yield Source("-")
        elif os.path.isdir(argument):
            yield from _folder(argument, encoding, besides)
        elif os.path.exists(argument):
            yield Source(argument, path=argument)
        else:
            yield Source(f"text {number}", text=argument)


def many(arguments: Iterable[str]) -> bool:
    """Whether the arguments can name more than one source."""
    listed = list(arguments)
    return len(listed) > 1 or any(os.path.isdir(argument) for argument in listed)


def pieces(source: Source, intake: Intake) -> Iterator[Piece]:
    """The pieces of a source, at least one. Errors: `InputError`."""
    chunks = iter([source.text]) if source.text is not None else decoded(source, intake)
    offset = line = 0
    for text in _cut(chunks):
        yield Piece(source.name, text, offset, line)
        offset += len(text)
        line += text.count("\n")
    if not offset:
        yield Piece(source.name, "")


def decoded(source: Source, intake: Intake) -> Iterator[str]:
    """The text of a file or of standard input, a block at a time, without a byte order mark. Errors: `InputError`."""
    if not source.path and not sys.stdin:
        raise InputError(f"{source.name}: standard input is closed")
    try:
        stream = open(source.path, "rb") if source.path else sys.stdin.buffer  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(f"{source.name}: {error.strerror}") from None
    try:
        first = True
        for text in _blocks(stream, source.name, intake):
            yield text.removeprefix("\ufeff") if first else text
            first = False
    finally:
        if source.path:
            stream.close()


def _blocks(stream: BinaryIO, name: str, intake: Intake) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(intake.encoding)(intake.errors)
    before = 0
    while True:
        try:
            block = stream.read(_BLOCK)
        except OSError as error:
            raise InputError(f"{name}: {error.strerror}") from None
        waiting = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise InputError(_undecodable(name, before - waiting + error.start, error)) from None
        before += len(block)
        intake.done += len(block)
        if text:
            yield text
        if not block:
            return


def _undecodable(name: str, at: int, error: UnicodeDecodeError) -> str:
    found = error.object[error.start : error.start + 1].hex()
    is_utf_16 = not at and error.object.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    hint = "it begins as UTF-16 does: try --encoding utf-16" if is_utf_16 else "try --encoding, or --errors replace"
    return f"{name}: byte {at} (0x{found}) is not {error.encoding}: {error.reason}; {hint}"


def _cut(chunks: Iterable[str]) -> Iterator[str]:
    """Join chunks, and cut them again into pieces that end where a text can be cut."""
    waiting: list[str] = []
    length = 0
    for chunk in chunks:
        waiting.append(chunk)
        length += len(chunk)
        if length > PIECE:
            text = "".join(waiting)
            begin = 0
            while len(text) - begin > PIECE:
                end = _cut_place(text, begin)
                yield text[begin:end]
                begin = end
            waiting = [text[begin:]]
            length = len(waiting[0])
    rest = "".join(waiting)
    if rest:
        yield rest


def _cut_place(text: str, begin: int) -> int:
    """The best place for a cut in the second half of the piece that begins there."""
    end = begin + PIECE
    for mark in _CUTS:
        found = text.rfind(mark, begin + PIECE // 2, end)
        if found >= 0:
            return found + len(mark)
    return end


def _folder(path: str, encoding: str, besides: str | None) -> Iterator[Source]:
    """The files in a folder and below, in order of name; not hidden ones, nor those that hold no text (a null byte near the start)."""
    for folder, folders, files in os.walk(path, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = os.path.join(folder, name)
            if not name.startswith(".") and not (besides and _same(file, besides)) and _is_text(file, encoding):
                yield Source(file, path=file)


def _unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename}: {error.strerror}")


def _same(one: str, other: str) -> bool:
    return os.path.exists(other) and os.path.samefile(one, other)


def _is_text(path: str, encoding: str) -> bool:
    if not os.path.isfile(path):
        return False
    if encoding.startswith(("utf-16", "utf-32")):
        return True
    try:
        with open(path, "rb") as stream:
            start = stream.read(_SNIFFED)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    return b"\0" not in start


def _is_missing(argument: str) -> bool:
    """Whether an argument is no file, but one word written as files are: with a slash, with an ending, or in plain letters alone."""
    return bool(_FILE.fullmatch(argument)) and argument != "-" and not os.path.exists(argument)
