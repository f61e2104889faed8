"""What all benchmarks share: timing in turns, a table, a record of the machine, JSON."""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

DIGITS = re.compile(r"\d+")
HERE = Path(__file__).parent


def scan(texts: Sequence[str]) -> None:
    """The floor under any reader and the unit of these benchmarks: find each run of digits, do nothing with it."""
    for text in texts:
        for _ in DIGITS.finditer(text):
            pass


@dataclass(slots=True)
class Table:
    """A table of results with its title and what has to be known to read it."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *cells: object) -> None:
        self.rows.append(cells)

    def __str__(self) -> str:
        lines = [self.columns, *([_cell(cell) for cell in row] for row in self.rows)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(self.columns))]
        numeric = [all(isinstance(row[i], int | float | None) for row in self.rows) for i in range(len(self.columns))]
        ruled = [lines[0], ["-" * (width - right) + ":" * right for width, right in zip(widths, numeric, strict=True)], *lines[1:]]
        body = "\n".join("| " + " | ".join(_set(c, w, n) for c, w, n in zip(line, widths, numeric, strict=True)) + " |" for line in ruled)
        return "\n".join([f"### {self.title}", "", body, *([""] if self.notes else []), *self.notes, ""])


def _set(cell: str, width: int, right: bool) -> str:
    return cell.rjust(width) if right else cell.ljust(width)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 10 else f"{value:.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def timed(call: Callable[[], object]) -> float:
    """Seconds of this process's own time that `call` takes, the collector on as it is for a user, its debts paid before."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start


def in_turns(calls: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each call, all of them run once in each round after one round that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            seconds = timed(call)
            if number:
                taken[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def size(texts: Sequence[str]) -> int:
    """The bytes of the texts in UTF-8."""
    return sum(len(text.encode()) for text in texts)


def machine() -> dict[str, object]:
    """What the numbers were measured on."""
    model = "unknown"
    if (info := Path("/proc/cpuinfo")).exists():
        model = next((line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")), model)
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "processor": model,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "moneyfacts": _version("moneyfacts"),
        "gc": "on, collected before each timing" if gc.isenabled() else "off",
        "command": " ".join([Path(sys.executable).name, *sys.argv]),
    }


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def options(description: str, rounds: int = 5) -> argparse.ArgumentParser:
    """A parser with the options that all benchmarks take."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there too")
    parser.add_argument("--rounds", type=int, default=rounds, help="rounds that count (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the generated texts (default: %(default)s)")
    return parser


def report(tables: Sequence[Table], path: Path | None) -> None:
    """Print the tables, and write them to `path` as JSON."""
    about = machine()
    print("\n".join(str(table) for table in tables))
    print(" · ".join(f"{name} {value}" for name, value in about.items()))
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            json.dumps({"machine": about, "tables": [asdict(table) for table in tables]}, indent=1, ensure_ascii=False) + "\n", "utf-8"
        )
