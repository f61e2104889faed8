"""The script `normalize`: text, files and folders in; blocks, JSON, CSV, annotated text or a page out.

>>> main(["about $5 million", "--format", "annotated"])
about USD 5 mn
0
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from moneyfacts.cli import inputs, records
from moneyfacts.cli.inputs import InputError, Piece, Source
from moneyfacts.cli.options import Options, OptionsError, options, parser
from moneyfacts.errors import MoneyfactsError

if TYPE_CHECKING:
    from moneyfacts import Normalizer
    from moneyfacts.cli.outputs import Result

DONE, WRONG, INTERRUPTED, CLOSED = 0, 2, 130, 141
"""The exit statuses; the last two are what a shell gives for the signals."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script; gives the exit status."""
    try:
        return _run(options(arguments))
    except (OptionsError, MoneyfactsError, InputError) as error:
        return _wrong(str(error))
    except BrokenPipeError:
        _leave_quietly()
        return CLOSED
    except OSError as error:
        return _wrong(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(chosen: Options) -> int:
    if not chosen.inputs and sys.stdin.isatty():
        parser().print_help(sys.stderr)
        return WRONG
    from moneyfacts import Normalizer
    from moneyfacts.cli.outputs import RECORD_WRITERS, WRITERS, Style
    from moneyfacts.cli.target import opened, progress

    reader = Normalizer(
        locale=chosen.locale,
        reference_date=chosen.date,
        fiscal_year_end=chosen.fiscal_year_end,
        currency=chosen.currency,
        kinds=chosen.kinds,
    )
    named = chosen.inputs or ("-",)
    work = Work(chosen, named)
    write = (RECORD_WRITERS if chosen.columns else WRITERS)[work.format]
    style = Style(inputs.many(named) or bool(chosen.columns), chosen.explain, ", ".join(named)[:200])
    with progress(work.total) as show, opened(chosen.output) as put:
        for text in write(_read(reader, work.pieces(), chosen.jobs), style):
            put(text)
            show(work.done)
    return DONE


class Work:
    """The pieces to read, and how far the reading is."""

    def __init__(self, chosen: Options, named: Sequence[str]) -> None:
        self.chosen, self.named, self.done = chosen, named, 0
        sizes = [source.size for source in self._sources()] if self._all_files() else [None]
