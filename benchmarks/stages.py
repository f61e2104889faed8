"""Where the time of an extraction goes: the share of each stage, by samples of the running process.

    uv run python benchmarks/stages.py [--size CHARACTERS] [--seconds SECONDS] [--json FILE]

A timer looks a thousand times a second of process time at what runs, and counts it for the innermost module of the
package on the stack; work of the interpreter and of the regex engine counts for the line that called it. Works where
`signal.setitimer` does (not on Windows).
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from bench import Table, options, report
from texts import KINDS, corpus

import moneyfacts

_EVERY = 0.001
_PACKAGE = str(Path(moneyfacts.__file__).parent)
#: What a module's work is part of; the first that a path begins with counts.
STAGES = {
    "scan/gate": "find the places that can hold a figure",
    "scan/sentences": "cut sentences around them",
    "scan/sheet": "cut tokens, look them up, join forms",
    "lexicon": "cut tokens, look them up, join forms",
    "grammar/engine": "match the rules of the levels",
    "grammar": "build readings from what the rules matched",
    "link": "link equivalents and periods to figures",
    "resolve/finish": "build the facts",
    "facts": "build the facts",
    "resolve": "resolve currencies and dates",
    "": "all else",
}


def stage(frame: FrameType | None) -> str:
    """The stage that a frame works for."""
    while frame is not None:
        path = frame.f_code.co_filename
        if path.startswith(_PACKAGE):
            inside = Path(path).relative_to(_PACKAGE).as_posix()
            return next(name for start, name in STAGES.items() if inside.startswith(start))
        frame = frame.f_back
    return STAGES[""]


def shares(kind: str, length: int, seed: int, seconds: float) -> Counter[str]:
    """How many samples fell into each stage while texts of a kind were read again and again."""
    texts = [document.text for document in corpus(kind, length, seed)]
    reader = moneyfacts.Normalizer()
    for text in texts:
        reader.extract(text)
    counted: Counter[str] = Counter()
    signal.signal(signal.SIGPROF, lambda _, frame: counted.update((stage(frame),)))
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    end = time.process_time() + seconds
    while time.process_time() < end:
        for text in texts:
            reader.extract(text)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return counted


def main() -> None:
    parser = options(__doc__)
    parser.add_argument("--size", type=int, default=400_000, help="characters of each kind (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=5.0, help="process time for each kind (default: %(default)s)")
    chosen = parser.parse_args()
    found = {kind: shares(kind, chosen.size, chosen.seed, chosen.seconds) for kind in KINDS}
    table = Table("Share of each stage in full extraction, percent", ("stage", *KINDS))
    for name in dict.fromkeys(STAGES.values()):
        table.add(name, *(100 * counted[name] / counted.total() for counted in found.values()))
    report([table], chosen.json)


if __name__ == "__main__":
    main()
