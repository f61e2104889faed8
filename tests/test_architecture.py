"""The shape of the package: which part may import which, no language's name in Python, small files, nothing ambient."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "moneyfacts"
#: The parts in their order: each may import those of the lines above its own, and itself.
ORDER = (
    {"errors"},
    {"facts"},
    {"lexicon"},
    {"options"},
    {"scan"},
    {"grammar"},
    {"link", "resolve"},
    {"pipeline"},
    {"format"},
    {"reader"},
    {"pool"},
    {"strategies", "bridges", "cli"},
)
#: What reaches forward, only when called: the one lazy look-up of the values, and the verbs that write and that use processes.
FORWARD = {("reader", "pool"), ("errors", "errors")}
MORE = {"facts": {"errors"}, "format": {"errors", "facts", "lexicon"}}  # these import no more than this
READING = {"errors", "facts", "lexicon", "options", "scan", "grammar", "link", "resolve", "pipeline", "reader"}
AMBIENT = {"os", "time", "locale", "random", "socket", "subprocess", "urllib", "http", "tempfile", "getpass", "platform", "sys"}
NO_FILES = {"open", "eval", "exec", "compile", "input", "__import__"}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it; of this package, as ``moneyfacts.part``."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "moneyfacts" else (module,)


def parts(path: Path) -> set[str]:
    found = (name.split(".")[1] for name in imported(path) if name.startswith("moneyfacts."))
    return {name for name in found if name.islower() and not name.startswith("_")}


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in paths]


WHERE = {part: at for at, some in enumerate(ORDER) for part in some}


@pytest.mark.parametrize("path", named([path for path in FILES if part_of(path) in WHERE]))
def test_imports_run_one_way(path: Path) -> None:
    own = part_of(path)
    others = parts(path) - {own}
    wrong = {other for other in others if WHERE[other] >= WHERE[own] and (own, other) not in FORWARD}
    assert not wrong
    assert not others - MORE.get(own, others)


def test_every_part_has_a_place() -> None:
    assert {part_of(path) for path in FILES} - {"__init__"} == set(WHERE)


@pytest.mark.parametrize("path", named([path for path in FILES if part_of(path) in READING]))
def test_reading_is_not_ambient(path: Path) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & AMBIENT
    calls = {node.func.id for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & NO_FILES
    attributes = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    assert not attributes & {"environ", "getenv", "today", "now", "utcnow", "getcontext", "setcontext"}


#: All languages but English, which is the last layer of every lexicon.
LANGUAGES = {path.stem for path in (PACKAGE / "data" / "lang").iterdir()} - {"en"}
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_][A-Z][A-Za-z]+)?")


def compared(node: ast.AST) -> Iterator[object]:
    """The texts that a comparison, a match or a look-up by key compares with."""
    if isinstance(node, ast.Compare):
        for side in (node.left, *node.comparators):
            for item in ast.walk(side):
                if isinstance(item, ast.Constant):
                    yield item.value
    elif isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant):
        yield node.value.value
    elif isinstance(node, ast.Dict):
        yield from (key.value for key in node.keys if isinstance(key, ast.Constant))


@pytest.mark.parametrize("path", named([path for path in FILES if part_of(path) in READING]))
def test_no_language_is_named(path: Path) -> None:
    found = {value for node in ast.walk(tree(path)) for value in compared(node) if isinstance(value, str)}
    assert not {value for value in found if (locale := _LOCALE.fullmatch(value)) and locale[1] in LANGUAGES}


@pytest.mark.parametrize("path", named(FILES))
def test_files_and_functions_are_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 40]


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running some code."""
    run = subprocess.run([sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in run.stdout.split()}


HEAVY = {"babel", "pint", "dateutil", "hypothesis", "numpy", "pandas", "pyarrow", "rich"}


@pytest.mark.parametrize("code", ["import moneyfacts", "import moneyfacts; moneyfacts.extract('$5 million (€4.6m) in 2024')"])
def test_import_is_light(code: str) -> None:
    assert not loaded(code) & HEAVY
