"""The script `normalize`: text, files and folders in; blocks, JSON, CSV, annotated text or a page out.

>>> main(["It cost about $5 million."])
about $5 million
  amount      about USD 5,000,000
  where       line 1, column 9; characters 8 to 24
0
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from moneyfacts.cli import inputs, records
from moneyfacts.cli.inputs import InputError, Intake, Piece, Source
from moneyfacts.cli.options import Options, OptionsError, options, parser
from moneyfacts.cli.target import Ended, ending, opened, progress
from moneyfacts.errors import MoneyfactsError

if TYPE_CHECKING:
    from moneyfacts import Normalizer

T = TypeVar("T")

DONE, WRONG, SIGNALLED = 0, 2, 128
INTERRUPTED, CLOSED = SIGNALLED + 2, SIGNALLED + 13
"""The exit statuses; the last ones are what a shell gives for the signals: 128 and the signal's number."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script; gives the exit status."""
    try:
        with ending():
            return _run(options(arguments))
    except (OptionsError, MoneyfactsError, InputError) as error:
        return _wrong(str(error))
    except BrokenPipeError:
        _leave_quietly()
        return CLOSED
    except OSError as error:
        _leave_quietly()
        return _wrong(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Ended as error:
        return SIGNALLED + int(error.args[0])


def _run(chosen: Options) -> int:
    if not chosen.inputs and sys.stdin and sys.stdin.isatty():
        parser().print_help(sys.stderr)
        return WRONG
    from moneyfacts import Normalizer
    from moneyfacts.cli.outputs import RECORD_WRITERS, WRITERS, Style

    names, intake = chosen.inputs or ("-",), Intake(chosen.encoding, chosen.errors)
    reader = Normalizer(**chosen.reading)
    write = RECORD_WRITERS[chosen.format or "alike"] if chosen.columns else WRITERS[chosen.format or "text"]
    answer = _rewriting(reader, chosen.jobs) if chosen.format == "annotated" else partial(reader.pipe, processes=chosen.jobs)
    style = Style(inputs.many(names) or bool(chosen.columns), chosen.explain, ", ".join(names)[:200])
    with progress(lambda: sum(source.size for source in _sources(chosen, names))) as show, opened(chosen.output) as put:
        for text in write(_answered(answer, _pieces(chosen, names, intake)), style):
            put(text)
            show(intake.done)
    return DONE


def _sources(chosen: Options, names: Sequence[str]) -> Iterator[Source]:
    return inputs.sources(names, chosen.encoding, chosen.output)


def _pieces(chosen: Options, names: Sequence[str], intake: Intake) -> Iterator[Piece]:
    for source in _sources(chosen, names):
        yield from records.pieces(source, chosen.columns, intake) if chosen.columns else inputs.pieces(source, intake)


def _rewriting(reader: Normalizer, jobs: int) -> Callable[[Iterable[str]], Iterator[str]]:
    from moneyfacts.pool import each

    return lambda texts: (text for _, text in each(reader.normalize, texts, jobs))


def _answered(answer: Callable[[Iterable[str]], Iterator[T]], pieces: Iterable[Piece]) -> Iterator[tuple[Piece, T | None]]:
    """Each piece with its answer, in order; the pieces that have been handed out and not been answered wait in a queue."""
    waiting: deque[Piece] = deque()

    def texts() -> Iterator[str]:
        for piece in pieces:
            waiting.append(piece)
            if piece.text is not None:
                yield piece.text

    for found in answer(texts()):
        while waiting[0].text is None:
            yield waiting.popleft(), None
        yield waiting.popleft(), found
    yield from ((piece, None) for piece in waiting)


def _wrong(message: str) -> int:
    print(f"normalize: {' '.join(message.split())}", file=sys.stderr)
    return WRONG


def _leave_quietly() -> None:
    """Where standard output can't be written to, point it at nothing, so that closing it at exit does not fail again."""
    try:
        sys.stdout.flush()
    except AttributeError:  # there is none
        return
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
