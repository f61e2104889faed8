"""Work for the processes of the pool's tests: they import it by name, as they could not import a test module."""

from __future__ import annotations

import os
import time


def nap(text: str) -> str:
    """The text, after as many seconds as it says."""
    time.sleep(float(text))
    return text


def die(text: str) -> str:
    """End the process with the exit status that the text says."""
    os._exit(int(text))


def refuse(text: str) -> str:
    """Fail, naming the text."""
    raise LookupError(text)


def refuse_b(text: str) -> str:
    """The text in capitals; `b` is refused."""
    return refuse(text) if text == "b" else text.upper()
