"""Change the code in small ways, one at a time, and see whether the tests notice: a sample of mutmut's mutants.

    uv run --with mutmut python tools/mutants.py [--sample 300] [--seed 1] [--out FILE] [MODULE ...]

The mutants are mutmut's, of what stands in functions; MODULES are paths below `src/moneyfacts` (default: scan, grammar, link, resolve and
facts). Each runs in a process of its own that has loaded nothing of the package before: first the rows of the corpora, which notice most,
then `TESTS`. One that takes more than two minutes of processor time is noticed too. FILE gets a line of JSON for each; a later run with the
same FILE leaves out what is in it. Survivors are printed as they are found.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import sys
from functools import partial
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from random import Random
from typing import Any

import libcst
import pytest
from mutmut.mutation.file_mutation import Mutation, create_mutations, deep_replace

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "moneyfacts"
MODULES = ("scan", "grammar", "link", "resolve", "facts")
TESTS = ("where_rules_end", "dated", "facts", "facts_rates", "facts_dicts", "small_promises", "canonical")
SECONDS, BYTES = 120, 6 << 30
KILLED, SURVIVED = 0, 3


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


def noticed() -> bool:
    """Whether the corpora or the tests see a difference; runs in the process of the mutant."""
    import corpus_cases
    import test_corpus

    rows = [row for row in test_corpus.POSITIVES if row["id"] not in corpus_cases.known_failures()]
    rows.sort(key=lambda row: (row["lang"] != "en", row["lang"]))
    if any(corpus_cases.compare_row(row) for row in rows):
        return True
    quiet = [row for row in test_corpus.NEGATIVES if row["id"] not in corpus_cases.known_failures()]
    if any(corpus_cases.read(row) for row in quiet):
        return True
    files = [str(ROOT / "tests" / f"test_{name}.py") for name in TESTS]
    return pytest.main(["-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=no", *files]) != pytest.ExitCode.OK


def tried(one: dict[str, Any]) -> bool:
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
            status = KILLED if noticed() else SURVIVED
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
    if tried({"file": "", "code": ""}):
        print("the tests fail without a mutant")
        return 1
    named = [PACKAGE / name for name in chosen.modules]
    paths = [path for start in named for path in ([start] if start.is_file() else sorted(start.rglob("*.py")))]
    every = [made for path in paths for made in mutants(path)]
    sample = [made() for made in Random(chosen.seed).sample(every, min(chosen.sample, len(every)))]
    done = {row["id"]: row for row in map(json.loads, chosen.out.read_text("utf-8").splitlines())} if chosen.out.exists() else {}
    for one in sample:
        if one["id"] in done:
            continue
        row = done[one["id"]] = {key: value for key, value in one.items() if key != "code"} | {"killed": tried(one)}
        with chosen.out.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
        if not row["killed"]:
            print(f"survived: {row['file']}:{row['line']}: {row['was']!r} -> {row['now']!r}", flush=True)
    killed = sum(done[one["id"]]["killed"] for one in sample)
    print(f"{killed} of {len(sample)} noticed ({100 * killed / len(sample):.1f} %), a sample (seed {chosen.seed}) of {len(every)} mutants")
    return 0


if __name__ == "__main__":
    sys.exit(main())
