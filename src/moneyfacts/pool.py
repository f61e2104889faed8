"""Reading in several processes: texts go out in batches, facts come back in order, and only a few batches are under way at a time.

The processes are new ones (forkserver, or spawn where there is none), since forking a process that has threads, as those of Arrow or
Polars, can hang. So a script that uses them needs the usual `if __name__ == "__main__":`. Texts that fill no more than one batch are
read on the spot.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from moneyfacts.facts import Fact, Facts

if TYPE_CHECKING:
    from concurrent.futures import Future

    from moneyfacts.reader import Normalizer

CODE_POINTS, TEXTS = 1 << 16, 1 << 10
"""What a batch holds: so many code points (or one longer text), and so many texts, at most."""

_reader: Normalizer


def pooled(reader: Normalizer, texts: Iterable[str], processes: int) -> Iterator[Facts]:
    """The facts of each text, in order, read by so many processes."""
    batches = _batches(texts)
    first, second = next(batches, []), next(batches, None)
    if second is None:
        yield from map(reader.extract, first)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(processes, get_context(method), _prepare, (reader,))
    under_way: deque[tuple[list[str], Future[list[list[Fact]]]]] = deque()
    try:
        for batch in chain([first, second], batches):
            under_way.append((batch, pool.submit(_read, batch)))
            if len(under_way) > 2 * processes:
                yield from _answer(*under_way.popleft())
        while under_way:
            yield from _answer(*under_way.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
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


def _answer(batch: list[str], future: Future[list[list[Fact]]]) -> Iterator[Facts]:
    return map(Facts, future.result(), batch)


def _prepare(reader: Normalizer) -> None:
    """In a new process: keep the reader, and leave an interruption to the process that started this one."""
    global _reader
    _reader = reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(batch: list[str]) -> list[list[Fact]]:
    return [list(_reader.extract(text)) for text in batch]
