"""Reading in several processes: texts go out in batches, answers come back in order, and only a few batches are under way at a time.

The processes are new ones (forkserver, or spawn where there is none), since forking a process that has threads, as those of Arrow or
Polars, can hang. So a script that uses them needs the usual `if __name__ == "__main__":`. Texts that fill no more than one batch are
read on the spot.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from moneyfacts.facts import Fact, Facts

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from moneyfacts.reader import Normalizer

CODE_POINTS, TEXTS = 1 << 16, 1 << 10
"""What a batch holds: so many code points (or one longer text), and so many texts, at most."""

T = TypeVar("T")

_work: Callable[[str], Any]


def pooled(reader: Normalizer, texts: Iterable[str], processes: int) -> Iterator[Facts]:
    """The facts of each text, in order, read by so many processes. Errors: ChildProcessError where one of them dies."""
    return (Facts(found, text) for text, found in each(Untold(reader), texts, processes))


class Untold:
    """Reads a text and leaves it out of the answer: who asked has it."""

    def __init__(self, reader: Normalizer) -> None:
        self.reader = reader

    def __call__(self, text: str) -> list[Fact]:
        """The facts of a text, as a plain list."""
        return list(self.reader.extract(text))


def each(work: Callable[[str], T], texts: Iterable[str], processes: int) -> Iterator[tuple[str, T]]:
    """Each text with what a function says of it, in order; the function must be one that pickles."""
    batches = _batches(texts) if processes > 1 else iter([texts])
    first, second = next(batches, []), next(batches, None)
    if second is None:
        yield from ((text, work(text)) for text in first)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(processes, get_context(method), _prepare, (work,))
    under_way: deque[tuple[Iterable[str], Future[list[T]]]] = deque()
    try:
        for batch in chain([first, second], batches):
            under_way.append((batch, pool.submit(_answers, batch)))
            if len(under_way) > 2 * processes:
                yield from _together(*under_way.popleft())
        while under_way:
            yield from _together(*under_way.popleft())
    except BaseException:  # an interruption, or nobody wants the rest
        _end(pool)
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(texts: Iterable[str]) -> Iterator[Iterable[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= CODE_POINTS or len(batch) >= TEXTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _together(batch: Iterable[str], future: Future[list[T]]) -> Iterator[tuple[str, T]]:
    from concurrent.futures import BrokenExecutor

    try:
        return zip(batch, future.result(), strict=True)
    except BrokenExecutor:
        raise ChildProcessError("a process that was reading came to a sudden end; was there too little memory?") from None


def _end(pool: ProcessPoolExecutor) -> None:
    """Stop the processes in the middle of what they do, which `shutdown` would wait for."""
    for process in list((pool._processes or {}).values()):
        process.terminate()


def _prepare(work: Callable[[str], Any]) -> None:
    """In a new process: keep the function, and leave an interruption to the process that started this one."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answers(batch: Iterable[str]) -> list[Any]:
    return [_work(text) for text in batch]
