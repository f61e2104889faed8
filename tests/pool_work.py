"""Work for the processes of the pool's tests: they import it by name, as they could not import a test module."""

from __future__ import annotations

import os
import time
from multiprocessing import parent_process


def nap(text: str) -> str:
    """The text, after as many seconds as it says."""
    time.sleep(float(text))
    return text


def die(text: str) -> str:
    """End the process with the exit status that the text says, unless it is the one that asks for answers."""
    if parent_process() is not None:
        os._exit(int(text))
    time.sleep(0.01)
    return text


def where(text: str) -> int:
    """The number of the process that reads."""
    time.sleep(0.01)
    return os.getpid()


def refuse(text: str) -> str:
    """Fail, naming the text."""
    raise LookupError(text)


def refuse_b(text: str) -> str:
    """The text in capitals; `b` is refused."""
    return refuse(text) if text == "b" else text.upper()
