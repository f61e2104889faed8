"""What `normalize` was asked to do: its arguments, checked.

>>> options(["--format", "jsonl", "€5m"]).format
'jsonl'
"""

from __future__ import annotations

import argparse
import codecs
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from moneyfacts.errors import nearest

FORMATS = ("text", "json", "jsonl", "csv", "annotated", "html")
EXPLAINING = ("text", "json", "jsonl", "html")

_HELP = """\
Reads money out of text: amounts, the same sum in other currencies, the exchange rate that the two imply, units and periods.

inputs:
  A file, a folder (all text files in it and below), - for standard input, or a text in single quotes.
  Without any, standard input is read."""

_MORE = """\
examples:
  normalize 'at least 380 billion yuan, or $52.44 billion'
  normalize report.txt --format html --output report.html
  normalize news/ --format jsonl --jobs 4 --output facts.jsonl
  normalize prices.csv --column price --locale de-DE > prices-read.csv
  zcat archive.gz | normalize - --format annotated | less

formats:
  text       a readable block for each figure (the default)
  json       an array with one {"source", "facts"} for each input
  jsonl      one {"source", "facts"} a line
  csv        one row for each figure; with --column, the rows of the input with more columns
  annotated  the text with every figure in canonical form
  html       a page to look at, with every figure marked

exit status:
  0    done, whether or not there was any figure
  2    a wrong option, or an input or output that failed; one line on standard error says which
  130  interrupted (143: terminated, 129: hung up)
  141  what read the output went away before the end"""


class OptionsError(Exception):
    """A wrong argument, in one line."""


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments of one run."""

    inputs: tuple[str, ...]
    format: str | None
    columns: tuple[str, ...]
    output: str | None
    jobs: int
    encoding: str
    errors: str
    explain: bool
    locale: str
    date: date | None
    fiscal_year_end: tuple[int, int] | None
    currency: str | None
    kinds: tuple[str, ...] | None

    @property
    def reading(self) -> dict[str, Any]:
        """The options of `moneyfacts.Normalizer`."""
        names = ("locale", "fiscal_year_end", "currency", "kinds")
        return {"reference_date": self.date, **{name: getattr(self, name) for name in names}}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise OptionsError(f"{message}{self._hint(message)}")

    def _hint(self, message: str) -> str:
        _, unknown, wrong = message.partition("unrecognized arguments: -")
        if not unknown:
            return ""
        close = nearest(f"-{wrong.split()[0]}", self._option_string_actions)
        return f"; nearest: {', '.join(close)}" if close else "; put -- before a text that begins with a -"


def parser() -> argparse.ArgumentParser:
    """The parser of the arguments, which also writes the help."""
    made = _Parser("normalize", description=_HELP, epilog=_MORE, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    made.add_argument("inputs", nargs="*", metavar="INPUT", help="file, folder, - or text")
    _add_reading(made.add_argument_group("what the text means"))
    _add_input(made.add_argument_group("what comes in"))
    _add_output(made.add_argument_group("what goes out"))
    made.add_argument("--version", action="version", version=_version())
    return made


def options(arguments: Sequence[str] | None = None) -> Options:
    """The options that the arguments state. Errors: `OptionsError`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    end = given.index("--") if "--" in given else len(given)
    found = vars(parser().parse_intermixed_args(given[:end]))
    chosen = Options(**{**found, "inputs": (*found["inputs"], *given[end + 1 :]), "columns": tuple(found["columns"])})
    if chosen.explain and chosen.format not in (None, *EXPLAINING):
        raise OptionsError(f"--explain goes with {', '.join(EXPLAINING)}, not with {chosen.format}")
    return chosen


def _add_reading(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--locale", default="en-US", metavar="L", help="language and country of the text, as in de-DE; und finds it out (default: en-US)"
    )
    group.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="the day it was written: what last year counts from")
    group.add_argument("--fiscal-year-end", type=_month_and_day, metavar="MM-DD", help="last day of its fiscal years, as in 03-31")
    group.add_argument("--currency", metavar="CODE", help="what $ and other ambiguous signs mean")
    group.add_argument("--kinds", type=_words, metavar="K,K", help="only these: money, percent, multiple, exchange_rate")


def _add_input(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--column", dest="columns", action="append", default=[], metavar="NAME", help="read this column of CSV or JSONL; may be repeated"
    )
    group.add_argument("--encoding", type=_encoding, default="utf-8", help="of all inputs (default: utf-8)")
    group.add_argument("--errors", choices=("strict", "replace"), default="strict", help="stop at bytes that can't be read, or go on")


def _add_output(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--format", choices=FORMATS, help="see below")
    group.add_argument("--output", metavar="FILE", help="write there; the file appears when it is complete")
    group.add_argument("--jobs", type=_count, default=1, metavar="N", help="read in N processes at once; 0 for one per core (default: 1)")
    group.add_argument("--explain", action="store_true", help="say which words and rules led to each figure")


def _version() -> str:
    from moneyfacts import __version__

    return f"normalize {__version__}"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date as in 2025-02-24") from None


def _month_and_day(text: str) -> tuple[int, int]:
    """Month and day of 03-31."""
    found = re.fullmatch(r"(\d\d?)-(\d\d?)", text, re.ASCII)
    try:
        day = date(2024, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if not day:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month and a day of it as in 03-31")
    return day.month, day.day


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _encoding(name: str) -> str:
    found = _text_encoding(name)
    if not found:
        from encodings.aliases import aliases

        close = nearest(name.lower().replace("-", "_"), filter(_text_encoding, {*aliases, *aliases.values()}))
        hint = f"; nearest: {', '.join(close)}" if close else ""
        raise argparse.ArgumentTypeError(f"{name!r} is no encoding of text known here{hint}")
    return found.name.removesuffix("-sig")  # a byte order mark is dropped in any case


def _text_encoding(name: str) -> codecs.CodecInfo | None:
    """An encoding that turns bytes into text, as base64 does not, bit by bit."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found if found._is_text_encoding and found.incrementaldecoder else None


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 4:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    import os

    return int(text) or os.cpu_count() or 1


__all__ = ["EXPLAINING", "FORMATS", "Options", "OptionsError", "options", "parser"]
