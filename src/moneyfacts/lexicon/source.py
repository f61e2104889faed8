"""Read the package's data files: sections of ``key: form | form`` lines, and tab-separated tables.

Both are plain text that ``str.split`` reads in a millisecond or two. A line that opens with ``#`` is a comment;
a line that opens with white space adds forms to the entry above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

Section = list[tuple[str, list[str]]]

_LOADER: Any = __spec__.loader  # gives data from a folder and from a zip file, and loads ten times as fast as importlib.resources
_DATA = "/".join([*__file__.replace("\\", "/").split("/")[:-2], "data"])


@cache
def text_of(name: str) -> str:
    """The text of a file below ``moneyfacts/data``.

    >>> text_of("lang/en.txt").startswith("#")
    True
    """
    data: bytes = _LOADER.get_data(f"{_DATA}/{name}")
    return data.decode().replace("\r\n", "\n")


@cache
def exists(name: str) -> bool:
    """Whether the package has that data file."""
    try:
        return bool(text_of(name))
    except OSError:
        return False


def lines(name: str) -> Iterator[str]:
    """The lines that say something: no comments, continuations joined."""
    pending = ""
    for line in text_of(name).split("\n"):
        if not line or line.startswith("#"):
            continue
        if line[0] in " \t":
            pending += " | " + line.strip()
            continue
        if pending:
            yield pending
        pending = line.rstrip()
    if pending:
        yield pending


@lru_cache(maxsize=8)
def sections(name: str) -> dict[str, Section]:
    """A file of ``[section]`` heads and ``key: form | form`` lines.

    >>> dict(sections("lang/en.txt")["language"])["numerals"]
    ['additive']
    """
    found: dict[str, Section] = {}
    current: Section = []
    for line in lines(name):
        if line.startswith("["):
            current = found.setdefault(line.strip("[] "), [])
        else:
            key, _, value = line.partition(":")
            current.append((key.strip(), [form.strip() for form in value.split(" | ")]))
    return found


def place(name: str, form: str) -> str:
    """Where a form stands in a file, for messages.

    >>> place("lang/en.txt", "numerals: additive")
    'lang/en.txt, line 11'
    """
    return next((f"{name}, line {n}" for n, line in enumerate(text_of(name).split("\n"), 1) if form in line), name)


def table(name: str) -> Iterator[list[str]]:
    """The rows of a tab-separated table."""
    for line in text_of(name).split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")
