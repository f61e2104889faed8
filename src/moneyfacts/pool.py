"""Reading in several processes: texts go out in batches, answers come back in order, and only a few batches are under way at a time.

The processes are new ones (forkserver, or spawn where there is none), since forking a process that has threads, as those of Arrow or
Polars, can hang. So a script that uses them needs the usual `if __name__ == "__main__":`. Texts that fill no more than one batch are
read on the spot. Each process has a pipe and a thread of its own, so that it can be ended in the middle of its work: when the reader of
the answers wants no more, nobody waits for what is under way.
"""

from __future__ import annotations

import gc
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from moneyfacts.facts import Fact, Facts

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

    from moneyfacts.reader import Normalizer

CODE_POINTS, TEXTS = 1 << 16, 1 << 10
"""What a batch holds: so many code points (or one longer text), and so many texts, at most."""

T = TypeVar("T")


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
    from concurrent.futures import ThreadPoolExecutor

    workers = _Workers(work, processes)
    threads = ThreadPoolExecutor(2 * processes)  # while one unpickles an answer, its process has the next batch from another
    under_way: deque[tuple[Iterable[str], Future[list[T]]]] = deque()
    try:
        for batch in chain([first, second], batches):
            under_way.append((batch, threads.submit(workers.ask, batch)))
            if len(under_way) > 2 * processes:
                yield from _together(*under_way.popleft())
        while under_way:
            yield from _together(*under_way.popleft())
    finally:
        workers.end()
        threads.shutdown(cancel_futures=True)


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
    return zip(batch, future.result(), strict=True)


class _Workers:
    """Processes that each answer one batch at a time; any number of threads may ask."""

    def __init__(self, work: Callable[[str], Any], count: int) -> None:
        from multiprocessing import get_all_start_methods, get_context
        from queue import SimpleQueue

        context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
        with _uninterrupted():
            self.all = [_Worker(context, work) for _ in range(count)]
        self.idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self.all:
            self.idle.put(worker)

    def ask(self, batch: Iterable[str]) -> Any:
        """What a process says of a batch."""
        worker = self.idle.get()
        try:
            pickled = worker.ask(batch)
        finally:
            self.idle.put(worker)
        answer = pickle.loads(pickled)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self.all:
            worker.process.terminate()
        for worker in self.all:
            worker.process.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What starts here never sees an interruption, not even before it can say so; where there are no signal masks, only from then on."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # or it would start within, and lift the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    def __init__(self, context: BaseContext, work: Callable[[str], Any]) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()

    def ask(self, batch: Iterable[str]) -> bytes:
        """The answer, pickled."""
        try:
            self.pipe.send(batch)
            return self.pipe.recv_bytes()
        except (EOFError, OSError):
            why = "is there `if __name__ == '__main__':` around what the script does, and memory enough?"
            raise ChildProcessError(f"a process that was reading came to a sudden end: {why}") from None


def _serve(pipe: Connection, work: Callable[[str], Any]) -> None:
    """In a new process: answer batches until there are no more; an interruption is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, ConnectionError):  # nobody asks any more
        while True:
            batch = pipe.recv()
            try:
                answer: Any = [work(text) for text in batch]
            except Exception as error:
                answer = error
            pipe.send(answer)
            if not gc.get_freeze_count():
                gc.freeze()  # the tables of the languages stay: no collection need look at them again
