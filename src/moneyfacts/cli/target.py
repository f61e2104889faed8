"""Where the output of `normalize` goes: standard output, or a file that appears when it is complete; and the progress beside it."""

from __future__ import annotations

import os
import signal
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec

LONG = 1 << 20
"""Bytes of input from which on a terminal is shown how far the work is."""


class Ended(BaseException):
    """A signal asked the script to end: its number."""


@contextmanager
def ending() -> Iterator[None]:
    """SIGTERM and SIGHUP as `Ended`, so that a half-written file is taken away and the other processes end, as on an interruption."""

    def end(number: int, _: object) -> None:
        raise Ended(number)

    numbers = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    caught = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    with suppress(ValueError):  # another thread than the main one can't catch any
        for number in caught:
            signal.signal(number, end)
    try:
        yield
    finally:
        with suppress(ValueError):
            for number in caught:
                signal.signal(number, signal.SIG_DFL)


@contextmanager
def opened(path: str | None) -> Iterator[Callable[[str], object]]:
    """A function that writes a string. A regular file is written beside its place and put there at the end; an error leaves nothing."""
    if path in (None, "-"):
        if not sys.stdout:
            raise OSError("standard output is closed")
        with suppress(AttributeError):  # standard output was replaced by something else
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield lambda text: sys.stdout.write(text)
        sys.stdout.flush()
    elif os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream.write
    else:
        with _replaced(os.path.realpath(path)) as write:
            yield write


@contextmanager
def _replaced(path: str) -> Iterator[Callable[[str], object]]:
    part = ""
    try:
        with _undisturbed():
            handle, part = _begun(path)
        with open(handle, "w", encoding="utf-8", errors="replace", newline="") as stream:
            yield stream.write
        os.chmod(part, _mode(path))
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise


def _begun(path: str) -> tuple[int, str]:
    """A new file beside the path, open, and its name."""
    folder, name = os.path.split(path)
    try:
        return tempfile.mkstemp(prefix=f".{name[:50]}.", suffix=".part", dir=folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals that end the script wait until this is over, where the system can make them wait."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _mode(path: str) -> int:
    """The permissions of the file that is there, or what a new one gets."""
    try:
        return stat.S_IMODE(os.stat(path).st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


@contextmanager
def progress(size: Callable[[], int]) -> Iterator[Callable[[int], object]]:
    """A function that is told how many bytes are read; on a terminal and for long work it moves a bar on standard error.

    In: what finds out the bytes to read, asked only if someone looks. There is no bar where rich is missing, or a stream is a pipe.
    """
    total = size() if _watched() else 0
    if total < LONG or not find_spec("rich"):
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True, soft_wrap=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=total)
        yield lambda done: bar.update(task, completed=done)


def _watched() -> bool:
    """Whether someone looks: standard error is a terminal, and standard output is one or a file, but no pipe."""
    try:
        return sys.stderr.isatty() and not stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):
        return False
