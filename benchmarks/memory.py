"""What memory a process holds, and its highest since it was last set back (Linux; elsewhere the highest since the start)."""

from __future__ import annotations

import gc
import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def _status(field: str) -> int | None:
    if not STATUS.exists():
        return None
    return next((int(line.split()[1]) * 1024 for line in STATUS.read_text().splitlines() if line.startswith(field)), None)


def highest() -> int:
    """The most bytes that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return _status("VmHWM:") or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def held() -> int:
    """The bytes that it holds now."""
    return _status("VmRSS:") or highest()


def set_back() -> int:
    """Forget the highest mark, as far as the system can, and say what is held."""
    gc.collect()
    marks = Path("/proc/self/clear_refs")
    if marks.exists():
        marks.write_text("5")
    return held()
