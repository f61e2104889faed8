"""All benchmarks by name, one after the other, with their results as JSON.

    uv run python benchmarks/run.py all [--results DIRECTORY]
    uv run python benchmarks/run.py throughput latency

Each is a script of its own with options of its own (see ``benchmarks/README.md``); this runs it as it stands.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from bench import HERE

NAMES = ("throughput", "stages", "peers", "latency", "scaling", "startup", "hostile", "cores", "files", "bridges")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+", choices=(*NAMES, "all"), metavar="NAME", help=f"{', '.join(NAMES)} or all")
    parser.add_argument("--results", type=Path, default=HERE / "results", help="where the JSON goes (default: benchmarks/results)")
    chosen = parser.parse_args()
    wanted = NAMES if "all" in chosen.names else chosen.names
    failed = [
        name
        for name in wanted
        if subprocess.run(
            [sys.executable, str(HERE / f"{name}.py"), "--json", str(chosen.results / f"{name}.json")], check=False
        ).returncode
    ]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
