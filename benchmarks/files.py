"""The `normalize` script over large files: time and memory, which must not grow with the file.

    uv run python benchmarks/files.py [--largest BYTES] [--json FILE]

Newswire is written to a temporary file, and the script runs over it in a process of its own, its output thrown away; memory is the most
that the process held (``ru_maxrss``).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from bench import Table, options, report
from texts import corpus

CHILD = """
import resource, sys, time
from moneyfacts.cli import main
sys.argv = ["normalize", *sys.argv[1:]]
try:
    main()
finally:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=sys.stderr)
"""


def write(path: Path, size: int, seed: int) -> None:
    """Newswire of `size` bytes, a set of articles over and over."""
    left = size
    with path.open("w", encoding="utf-8") as file:
        for document in cycle(corpus("newswire", min(size, 4_000_000), seed)):
            file.write(document.text)
            left -= len(document.text.encode())
            if left <= 0:
                return


def run(path: Path, *arguments: str) -> tuple[float, float, float]:
    """Wall seconds, process seconds, and the megabytes of the highest mark."""
    start = time.perf_counter()
    with Path(os.devnull).open("w") as nowhere:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, *arguments, str(path)], stdout=nowhere, stderr=subprocess.PIPE, text=True, check=True
        )
    wall = time.perf_counter() - start
    seconds, kilobytes = done.stderr.split()[-2:]
    return wall, float(seconds), int(kilobytes) * (1 if sys.platform == "darwin" else 1024) / 1e6


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--largest", type=int, default=200_000_000, help="bytes of the largest file (default: %(default)s)")
    parser.add_argument("arguments", nargs="*", metavar="ARGUMENT", help="passed to the script, after --")
    chosen = parser.parse_args()
    table = Table("The normalize script on a file", ("MB", "wall s", "process s", "MB/process s", "highest MB"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newswire.txt"
        for size in (chosen.largest // 100, chosen.largest // 10, chosen.largest):
            write(path, size, chosen.seed)
            wall, seconds, megabytes = run(path, *chosen.arguments)
            written = path.stat().st_size / 1e6
            table.add(written, wall, seconds, written / seconds, megabytes)
    report([table], chosen.json)


if __name__ == "__main__":
    main()
