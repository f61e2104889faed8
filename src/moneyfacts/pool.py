"""Reading in several processes: texts go out in batches, answers come back in order, and only a few batches are under way at a time.

The calling process is one of them: while the next answer is not there, it reads a batch that no other has begun, so that its core does
not idle, and its answers need not be sent. The others are new ones (forkserver, or spawn where there is none), since forking a process
that has threads, as those of Arrow or Polars, can hang. So a script that uses them needs the usual `if __name__ == "__main__":`. Texts
that fill no more than one batch are read on the spot. Each process has a pipe and threads of its own, so that it can be ended in the
middle of its work: when the reader of the answers wants no more, nobody waits for what is under way.
"""

from __future__ import annotations

import gc
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from itertools import chain
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from moneyfacts.facts import Fact, Facts

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

    from moneyfacts.reader import Normalizer

CODE_POINTS, TEXTS = 1 << 16, 1 << 10
"""What a batch holds: so many code points (or one longer text), and so many texts, at most."""

_AHEAD = 2
"""How many batches a process has: one that it reads, and the next one, so that it need not wait until its answer has been taken."""

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
    workers = _Workers(work, processes - 1)
    under_way: deque[_Task] = deque()
    try:
        for batch in chain([first, second], batches):
            under_way.append(workers.take(batch))
            if len(under_way) > 2 * processes:
                yield from workers.answered(under_way.popleft())
        while under_way:
            yield from workers.answered(under_way.popleft())
    finally:
        workers.end()


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


class _Task:
    """A batch with its answer, which comes later."""

    __slots__ = ("answer", "batch")

    def __init__(self, batch: Iterable[str]) -> None:
        self.batch = batch
        self.answer: Future[list[Any]] = Future()

    def take(self, answer: list[Any] | Exception) -> None:
        """The answer of another process, or the error that it met."""
        if isinstance(answer, Exception):
            self.answer.set_exception(answer)
        else:
            self.answer.set_result(answer)

    def done(self, work: Callable[[str], Any]) -> None:
        """Do the work here."""
        try:
            self.answer.set_result([work(text) for text in self.batch])
        except Exception as error:  # it is raised where the answer is asked for
            self.answer.set_exception(error)


class _Workers:
    """Processes that answer batches, each with threads that take the next batch to it and bring its answer."""

    def __init__(self, work: Callable[[str], Any], count: int) -> None:
        from multiprocessing import get_all_start_methods, get_context

        context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
        with _uninterrupted():
            self.all = [_Worker(context, work) for _ in range(count)]
        self._work = work
        self._todo: SimpleQueue[_Task | None] = SimpleQueue()  # in text order
        self._threads = [Thread(target=self._attend, args=(worker,), daemon=True) for worker in self.all for _ in range(_AHEAD)]
        for thread in self._threads:
            thread.start()

    def take(self, batch: Iterable[str]) -> _Task:
        """A batch for whoever is free first."""
        task = _Task(batch)
        self._todo.put(task)
        return task

    def answered(self, task: _Task) -> Iterator[tuple[str, Any]]:
        """The texts of a batch with their answers; until they are there, other batches are read here."""
        with suppress(Empty):
            while not task.answer.done() and (other := self._todo.get_nowait()):
                other.done(self._work)
        return zip(task.batch, task.answer.result(), strict=True)

    def _attend(self, worker: _Worker) -> None:
        """In a thread: bring batches to a process that is ready for them, and answers back."""
        worker.wait()
        while task := self._todo.get():
            try:
                task.take(pickle.loads(worker.ask(task.batch)))
            except Exception as error:
                # Kept under no other name: a cycle through this frame would outlive its thread, and CPython 3.12.1 crashes on it.
                task.answer.set_exception(error)

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        with suppress(Empty):
            while True:
                self._todo.get_nowait()
        for _ in self._threads:
            self._todo.put(None)
        for worker in self.all:
            worker.process.terminate()
        for worker in self.all:
            worker.process.join()
        for thread in self._threads:
            thread.join()


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
    """A process, and its pipe: batches are sent and answers received in the same order."""

    def __init__(self, context: BaseContext, work: Callable[[str], Any]) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self._sending, self._receiving = Lock(), Lock()
        self._ready = False

    def wait(self) -> None:
        """Until the process says that it is ready; where it never does, `ask` fails."""
        with self._receiving, suppress(EOFError, OSError):
            if not self._ready:
                self.pipe.recv()
                self._ready = True

    def ask(self, batch: Iterable[str]) -> bytes:
        """The answer, pickled."""
        try:
            with self._sending:  # who comes next can send, but not wait for an answer before this one does
                self.pipe.send(batch)
                self._receiving.acquire()
            try:
                return self.pipe.recv_bytes()
            finally:
                self._receiving.release()
        except (EOFError, OSError):
            why = "is there `if __name__ == '__main__':` around what the script does, and memory enough?"
            raise ChildProcessError(f"a process that was reading came to a sudden end: {why}") from None


def _serve(pipe: Connection, work: Callable[[str], Any]) -> None:
    """In a new process: answer batches until there are no more; an interruption is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, ConnectionError):  # nobody asks any more
        pipe.send(None)
        while True:
            batch = pipe.recv()
            try:
                answer: Any = [work(text) for text in batch]
            except Exception as error:
                answer = error
            pipe.send(answer)
            if not gc.get_freeze_count():
                gc.freeze()  # the tables of the languages stay: no collection need look at them again
