"""The library beside other readers, on the same generated newswire, one after the other in one run.

    uv run python benchmarks/peer_envs.py          once, to install them
    uv run python benchmarks/peers.py [--size BYTES] [--json FILE]

Each reader works in its own process and environment and is given the text in the pieces it is fastest on (``peers.toml``). It reads as many
of them as take about `--budget` seconds, and the same ones in each round; the rounds of all readers and of the bare digit scan alternate.
What it finds is held against what the generator wrote, over the same first `--judged` characters for all: an amount is *right* where the
reader reports its value and its currency at its place (of a range, both ends), *missed* where it reports nothing there; a report where the
generator wrote no money counts against it. Stated exchange rates are left out.

Limits: the texts hold the forms that their generator knows. A reader that was made to read single prices, or quantities, is judged here
at what it was not made for; `asks` says what it was asked.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate

from bench import Table, options, report, scan, size, timed
from peer_envs import peers
from template import Figure
from texts import Document, corpus
from workers import Worker

BREAKS = {"document": re.compile(r"(?!)"), "paragraph": re.compile(r"\n\n"), "sentence": re.compile(r"\n\n|(?<=[.?!]) ")}


@dataclass(frozen=True, slots=True)
class Score:
    """What a reader made of the amounts that the generator wrote."""

    written: int
    right: int
    missed: int
    reported: int
    false: int


def pieces(made: list[Document], unit: str) -> Iterator[tuple[str, list[Figure]]]:
    """The texts in pieces, each with its figures."""
    for document in made:
        starts = [0, *(match.end() for match in BREAKS[unit].finditer(document.text))]
        for start, end in zip(starts, [*starts[1:], len(document.text)], strict=True):
            inside = [figure.moved(-start) for figure in document.figures if start <= figure.start < end]
            if document.text[start:end].strip():
                yield document.text[start:end], inside


def _touches(found: list, figure: Figure) -> bool:
    return found[2] < figure.end and figure.start < found[3]


def _says(found: list, figure: Figure, value: str) -> bool:
    wanted = float(value)
    return found[1] == figure.currency and abs(found[0] - wanted) <= 1e-9 * abs(wanted)


def judge(found: list[list], figures: list[Figure]) -> Score:
    """Hold what was found in one piece against what stands in it."""
    money = [figure for figure in figures if figure.kind == "money"]
    touched = {id(figure): [one for one in found if _touches(one, figure)] for figure in money}
    right = sum(all(any(_says(one, f, value) for one in touched[id(f)]) for value in {f.low, f.high}) for f in money)
    missed = sum(not touched[id(figure)] for figure in money)
    places = [figure for figure in figures if figure.kind in ("money", "exchange_rate")]
    false = sum(not any(_touches(one, figure) for figure in places) for one in found)
    return Score(len(money), right, missed, len(found), false)


def total(scores: list[Score]) -> Score:
    return Score(*(sum(getattr(score, name) for score in scores) for name in Score.__slots__))


def calibrate(worker: Worker, texts: list[str], budget: float) -> int:
    """How many of the texts it reads in about `budget` seconds."""
    count = 4
    while count < len(texts) and (taken := worker.seconds(time=count)) < budget:
        count = min(len(texts), count * 2 if taken <= 0 else max(count + 1, min(count * 4, int(count * budget / taken * 1.05))))
    return count


def _judged(made: list[Document], length: int) -> list[Document]:
    """The first documents with `length` characters in all."""
    ends = list(accumulate(len(document.text) for document in made))
    return made[: 1 + next((index for index, end in enumerate(ends) if end >= length), len(made))]


def _score(worker: Worker, cut: list[tuple[str, list[Figure]]]) -> Score:
    """The score on pieces that the worker holds as its first."""
    found = worker.ask(find=len(cut))["found"]
    return total([judge(one, figures) for one, (_, figures) in zip(found, cut, strict=True)])


def compare(names: list[str], made: list[Document], chosen: object) -> tuple[dict, dict, dict]:
    """The median bytes a second of each reader (and of the scan), its score, and the bytes it was timed on."""
    cuts = {unit: list(pieces(made, unit)) for unit in BREAKS}
    plain = [document.text for document in made]
    judged = _judged(made, chosen.judged)
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(name)) for name in names]
        counts, scores = {}, {}
        for worker in workers:
            texts = [text for text, _ in cuts[worker.unit]]
            worker.ask(texts=texts)
            worker.seconds(time=2)  # loads what it loads late
            counts[worker.name] = calibrate(worker, texts, chosen.budget)
            scores[worker.name] = _score(worker, list(pieces(judged, worker.unit)))
        lengths = {w.name: size([text for text, _ in cuts[w.unit][: counts[w.name]]]) for w in workers}
        speeds: dict[str, list[float]] = {name: [] for name in ("scan", *names)}
        for _ in range(chosen.rounds):
            speeds["scan"].append(size(plain) / timed(lambda: scan(plain)))
            for worker in workers:
                speeds[worker.name].append(lengths[worker.name] / worker.seconds(time=counts[worker.name]))
    return {name: statistics.median(taken) for name, taken in speeds.items()}, scores, lengths


def tables(names: list[str], speeds: dict, scores: dict, lengths: dict) -> list[Table]:
    fast = Table("Speed on newswire, one core each", ("reader", "given", "KB timed", "KB/s", "of the scan", "moneyfacts is faster by"))
    good = Table("Found and right on the same newswire", ("reader", "written", "right %", "missed %", "wrong %", "reported", "false %"))
    own = speeds.get("moneyfacts")
    for name in names:
        speed, score = speeds[name], scores[name]
        fast.add(name, str(peers()[name]["unit"]), lengths[name] / 1e3, speed / 1e3, speed / speeds["scan"], own / speed if own else None)
        if name == "text2num":
            continue
        share = 100 / score.written
        wrong = score.written - score.right - score.missed
        good.add(
            name,
            score.written,
            score.right * share,
            score.missed * share,
            wrong * share,
            score.reported,
            100 * score.false / (score.reported or 1),
        )
    fast.add("re.finditer(r'\\d+')", "document", None, speeds["scan"] / 1e3, 1.0, None)
    good.notes += [f"{name}: {peers()[name]['asks']}" for name in names]
    return [fast, good]


def main() -> None:
    parser = options(__doc__, rounds=3)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of newswire to draw from (default: %(default)s)")
    parser.add_argument("--budget", type=float, default=2.0, help="seconds that a reader's round takes, about (default: %(default)s)")
    parser.add_argument("--judged", type=int, default=200_000, help="characters that each reader is judged on (default: %(default)s)")
    parser.add_argument("names", nargs="*", metavar="READER")
    chosen = parser.parse_args()
    wanted = [name for name, peer in peers().items() if "single" not in peer and (not chosen.names or name in chosen.names)]
    names = [name for name in wanted if Worker(name).installed]
    result = tables(names, *compare(names, corpus("newswire", chosen.size, chosen.seed), chosen))
    result[0].notes += [f"{name}: not installed" for name in wanted if name not in names]
    report(result, chosen.json)


if __name__ == "__main__":
    main()
