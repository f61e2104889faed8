"""What the library costs before it has read anything: import, first call, and memory of each language.

    uv run python benchmarks/startup.py [--json FILE]

Every measurement starts a fresh process, with bytecode compiled beforehand into a directory of its own (whatever PYTHONDONTWRITEBYTECODE
says). Times are medians of process time; an empty interpreter is not counted. Memory is what the process holds more than
before. ``import`` is `import moneyfacts` alone; ``ready`` adds the import of the reader itself, which comes with the first name asked for.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import resources

from bench import HERE, Table, options, report

CODE = """
import json, sys, time
sys.path.insert(0, sys.argv[1])
from memory import held
locale, text = sys.argv[2:]
def load():
    import moneyfacts
def ready():
    global extract
    from moneyfacts import extract
def read():
    extract(text, locale=locale)
seconds, memory = [], [held()]
for step in (load, ready, read, read):
    start = time.process_time()
    step()
    seconds.append(time.process_time() - start)
    memory.append(held())
print(json.dumps([seconds, [b - a for a, b in zip(memory, memory[1:])]]))
"""
SAMPLES = {
    "en": "The group will invest about $5.2 million (€4.8 million) over three years, 12% more than in 2024.",
    "de": "Der Konzern investiert rund 5,2 Millionen Euro (5,6 Mio. Dollar), 12 Prozent mehr als 2024.",
    "fr": "Le groupe investira environ 5,2 millions d'euros sur trois ans, soit 12 % de plus qu'en 2024.",
    "es": "El grupo invertirá unos 5,2 millones de euros en tres años, un 12 % más que en 2024.",
    "ja": "同社は約3800億円を3年間で投資する。前年比12%増。",
    "zh": "公司计划三年内投资约3800亿元，同比增长12%。",
}


def languages() -> list[str]:
    """The languages that have a file of their own."""
    folder = resources.files("moneyfacts") / "data" / "lang"
    return sorted({entry.name.partition(".")[0] for entry in folder.iterdir() if entry.name.endswith((".txt", ".tsv", ".toml"))})


def fresh(cache: str, locale: str, text: str) -> tuple[list[float], list[int]]:
    """The seconds and the bytes of each step in a new process."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", CODE, str(HERE), locale, text]
    done = subprocess.run(command, env={**kept, "PYTHONPYCACHEPREFIX": cache}, capture_output=True, text=True, check=True)
    seconds, memory = json.loads(done.stdout)
    return seconds, memory


def medians(rows: Sequence[Sequence[float]]) -> list[float]:
    return [statistics.median(column) for column in zip(*rows, strict=True)]


def main() -> None:
    chosen = options(__doc__, rounds=9).parse_args()
    table = Table(
        "Start", ("locale", "import ms", "ready ms", "first extract ms", "second extract ms", "MB after import", "MB with the language")
    )
    with tempfile.TemporaryDirectory() as cache:
        for language in sorted(languages(), key=lambda name: (name != "en", name)):
            text = SAMPLES.get(language.partition("_")[0], SAMPLES["en"])
            locale = "en-US" if language == "en" else language
            fresh(cache, locale, text)
            runs = [fresh(cache, locale, text) for _ in range(chosen.rounds)]
            imported, ready, first, second = (1000 * seconds for seconds in medians([run[0] for run in runs]))
            memory = [amount / 1e6 for amount in medians([run[1] for run in runs])]
            table.add(locale, imported, imported + ready, first, second, memory[0] + memory[1], sum(memory))
    table.notes.append("Targets: import under 30 ms, first extract under 100 ms.")
    report([table], chosen.json)


if __name__ == "__main__":
    main()
