"""Change the code in small ways, one at a time, and see whether the tests notice: a sample of mutmut's mutants.

    uv run --with mutmut python tools/mutants.py [--sample 300] [--seed 1] [--out FILE] [MODULE ...]

The mutants are mutmut's, of what stands in functions; MODULES are paths below `src/moneyfacts` (default: scan, grammar, link, resolve and
facts). Each runs in a process of its own that has loaded nothing of the package before: first the rows of the corpora that call the
changed function (all of them, where few do), then the tests of the values (`VALUES`), of reading (`READING`) or of scanning (`SCAN`). One
that reads a row for five seconds of processor time is noticed too, and one that the tests do not end on in two minutes. FILE gets a line of
JSON for each; a later run with the same FILE leaves out what is in it. Survivors are printed as they are found.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from random import Random
from typing import Any

import babel.numbers  # noqa: F401 -- what the package imports is imported once
import dateutil.relativedelta  # noqa: F401
import libcst
import pytest
from mutmut.mutation.file_mutation import Mutation, create_mutations, deep_replace

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "moneyfacts"
MODULES = ("scan", "grammar", "link", "resolve", "facts")
VALUES = (
    *("facts", "refusals", "rate_edges", "facts_rates", "facts_dicts", "small_promises", "explanations", "canonical"),
    "bridges/bridge_amounts",
)
READING = (
    *("both_sides", "where_rules_end", "reaches", "negatives", "dated", "explanations", "small_promises", "markup", "numbers_in_words"),
    *("options", "false_alarms", "frames", "canonical", "facts_rates"),
)
SCAN = (*READING, "gate", "anchors")
SECONDS, ROW_SECONDS, BYTES = 120, 5, 6 << 30
KILLED, SURVIVED = 0, 3
MANY = 60


def mutants(path: Path) -> list[Any]:
    """Every mutant of a file, in functions; each gives its place, what it changes, and the whole text when it is called."""
    code = path.read_text("utf-8")
    module, changes, _, _ = create_mutations(str(path), code)
    return [partial(mutant, path, module, code, n, change) for n, change in enumerate(changes) if change.contained_by_top_level_function]


def mutant(path: Path, module: libcst.Module, code: str, number: int, change: Mutation) -> dict[str, Any]:
    """One mutant."""
    mutated = deep_replace(module, change.original_node, change.mutated_node)
    assert isinstance(mutated, libcst.Module)
    line = next((i for i, (a, b) in enumerate(zip(code.split("\n"), mutated.code.split("\n"), strict=False), 1) if a != b), 0)
    was, now = (module.code_for_node(node).strip()[:200] for node in (change.original_node, change.mutated_node))
    name = str(path.relative_to(PACKAGE))
    return {"id": f"{name}:{number}", "file": name, "line": line, "was": was, "now": now, "code": mutated.code}


class Mutated(SourceFileLoader):
    """Loads one module of the package from other source, and finds itself for it."""

    def __init__(self, path: Path, code: str) -> None:
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        super().__init__(".".join(parts[:-1] if parts[-1] == "__init__" else parts), str(path))
        self.code = code

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        return spec_from_loader(name, self) if name == self.name else None

    def get_code(self, fullname: str) -> Any:
        return compile(self.code, self.path, "exec")


@cache
def rows() -> list[dict[str, Any]]:
    """The rows of the corpora that are read as they should be, English first, so that few languages are loaded."""
    import corpus_cases
    import test_corpus
    import test_languages

    known = corpus_cases.known_failures()
    listed = [row for row in (*test_corpus.POSITIVES, *test_corpus.NEGATIVES, *test_languages.ROWS) if row["id"] not in known]
    return sorted(listed, key=lambda row: (not row["locale"].startswith("en"), row["locale"]))


def noticed(tests: tuple[str, ...], first: frozenset[int]) -> bool:
    """Whether the corpora or the tests see a difference; runs in the process of the mutant.

    The rows in ``first`` are read first, and where they are many, no others: those do not call what is changed.
    """
    import corpus_cases

    listed = rows()
    order = [i for i in range(len(listed)) if i in first]
    for i in order if len(order) >= MANY else [*order, *(i for i in range(len(listed)) if i not in first)]:
        row = listed[i]
        signal.setitimer(signal.ITIMER_VIRTUAL, ROW_SECONDS)
        if corpus_cases.compare_row({"facts": []} | row):
            return True
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    files = [str((ROOT / "tests" / name).with_name(f"test_{Path(name).name}.py")) for name in tests]
    return pytest.main(["-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=no", *files]) != pytest.ExitCode.OK


def readers() -> dict[tuple[str, int], frozenset[int]]:
    """Which rows call each function of the package, by its file and first line; what is remembered is called by the first row alone."""
    import corpus_cases

    called: dict[Any, set[int]] = {}

    def note(at: int, frame: Any, event: str, _argument: object) -> None:
        if event == "call":
            called.setdefault(frame.f_code, set()).add(at)

    for at, row in enumerate(rows()):
        sys.setprofile(partial(note, at))
        corpus_cases.compare_row({"facts": []} | row)
        sys.setprofile(None)
    return {(code.co_filename, code.co_firstlineno): frozenset(where) for code, where in called.items()}


def in_child(work: Callable[[], Any]) -> Any:
    """What a function gives in a process of its own."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    if child := os.fork():
        theirs.close()
        given = ours.recv()
        os.waitpid(child, 0)
        return given
    theirs.send(work())
    os._exit(0)


def first_rows(one: dict[str, Any], called: dict[tuple[str, int], frozenset[int]]) -> frozenset[int]:
    """The rows that call the innermost function that holds the changed line."""
    path = str(PACKAGE / one["file"])
    starts = [line for file, line in called if file == path and line <= one["line"]]
    return called[path, max(starts)] if starts else frozenset()


def tried(one: dict[str, Any], first: frozenset[int] = frozenset()) -> bool:
    """Whether a mutant is noticed, in a new process."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != SURVIVED
    status = KILLED
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        if one["file"]:
            sys.meta_path.insert(0, Mutated(PACKAGE / one["file"], one["code"]))  # type: ignore[arg-type]
        with contextlib.suppress(Exception):
            tests = {"facts": VALUES, "scan": SCAN}.get(one["file"].partition("/")[0], READING)
            status = KILLED if noticed(tests, first) else SURVIVED
    finally:
        os._exit(status)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("mutants.jsonl"))
    parser.add_argument("modules", nargs="*", default=MODULES)
    chosen = parser.parse_args()
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
    os.chdir(ROOT)
    rows()  # once, for all processes
    if tried({"file": "", "code": ""}):
        print("the tests fail without a mutant")
        return 1
    called = in_child(readers)
    named = [PACKAGE / name for name in chosen.modules]
    paths = [path for start in named for path in ([start] if start.is_file() else sorted(start.rglob("*.py")))]
    every = [made for path in paths for made in mutants(path)]
    sample = [made() for made in Random(chosen.seed).sample(every, min(chosen.sample, len(every)))]
    done = {row["id"]: row for row in map(json.loads, chosen.out.read_text("utf-8").splitlines())} if chosen.out.exists() else {}
    for one in sample:
        if one["id"] in done:
            continue
        row = done[one["id"]] = {key: value for key, value in one.items() if key != "code"}
        row["killed"] = tried(one, first_rows(one, called))
        with chosen.out.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
        if not row["killed"]:
            print(f"survived: {row['file']}:{row['line']}: {row['was']!r} -> {row['now']!r}", flush=True)
    killed = sum(done[one["id"]]["killed"] for one in sample)
    print(f"{killed} of {len(sample)} noticed ({100 * killed / len(sample):.1f} %), a sample (seed {chosen.seed}) of {len(every)} mutants")
    return 0


if __name__ == "__main__":
    sys.exit(main())
