"""Say which conditions the corpora and the tests of reading never tell apart.

    uv run --with mutmut python tools/conditions.py [MODULE ...]

MODULES are paths below `src/moneyfacts` (default: scan, grammar, link, resolve and facts). Each operand of `and` and `or`, each test of
`if` and of comprehensions is watched, as is what a set of constants has in common with something, while the rows of the corpora and the
tests that `tools/mutants.py` names are read. Printed are operands that were only ever true, or only ever false, or never asked,
comparisons that never met their limit, and members of a set that never were the only ones found. Where no sentence can tell the
two sides apart, the condition is dead code; where one can, it belongs into `tests/corpus/sides.tsv`.
"""

from __future__ import annotations

import argparse
import ast
import operator
import os
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "moneyfacts"
MODULES = ("scan", "grammar", "link", "resolve", "facts")
_LIMITS: dict[type[ast.cmpop], str] = {ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge"}


class Watch:
    """What was seen of each condition: truth values, members that were alone, and whether a limit was met."""

    def __init__(self) -> None:
        self.places: list[tuple[str, int, str]] = []
        self.seen: list[set[Any]] = []

    def place(self, file: str, line: int, what: str) -> ast.Constant:
        self.places.append((file, line, what))
        self.seen.append(set())
        return ast.Constant(len(self.seen) - 1)

    def truth(self, at: int, value: Any) -> Any:
        self.seen[at].add(bool(value))
        return value

    def common(self, at: int, one: Any, other: Any) -> Any:
        found = one & other
        self.seen[at].update([("of", frozenset(other))], found if len(found) == 1 else () if found else {None})
        return found

    def limit(self, at: int, name: str, one: Any, other: Any) -> Any:
        self.seen[at].add("met" if one == other else "missed")
        return getattr(operator, name)(one, other)

    def faults(self) -> list[str]:
        """A line for each condition that was not seen from both sides."""
        found = []
        for (file, line, what), seen in sorted(zip(self.places, self.seen, strict=True), key=lambda pair: pair[0]):
            kind, _, text = what.partition(" ")
            if problem := _problem(kind, seen):
                found.append(f"{file}:{line}: {problem}: {text}")
        return found


def _problem(kind: str, seen: set[Any]) -> str:
    if not seen:
        return "never asked"
    if kind == "truth":
        return f"only {seen.copy().pop()}" if len(seen) == 1 else ""
    if kind == "limit":
        return "" if "met" in seen else "limit never met"
    every = frozenset[Any]().union(*(item[1] for item in seen if isinstance(item, tuple)))
    lacking = sorted(map(str, every - seen)) + ([] if None in seen or not every else ["nothing"])
    return f"never alone: {', '.join(lacking)}" if lacking else ""


class Watched(ast.NodeTransformer):
    """Wraps the conditions of one module's functions."""

    def __init__(self, file: str, watch: Watch) -> None:
        self.file, self.watch, self.depth = file, watch, 0

    def call(self, method: str, node: ast.expr, shown: str, *arguments: ast.expr) -> ast.expr:
        place = self.watch.place(self.file, node.lineno, f"{method} {shown}")
        name = ast.Attribute(ast.Name("watch__", ast.Load()), method, ast.Load())
        return ast.copy_location(ast.Call(name, [place, *arguments], []), node)

    def truth(self, node: ast.expr) -> ast.expr:
        shown, inner = ast.unparse(node), self.visit(node)
        return inner if isinstance(node, ast.BoolOp) else self.call("truth", node, shown, inner)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.depth += 1
        node.body = [self.visit(part) for part in node.body]
        self.depth -= 1
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        if self.depth:
            node.values = [self.truth(value) for value in node.values]
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        test = node.test
        node.test = ast.Constant(None)
        self.generic_visit(node)
        node.test = self.truth(test) if self.depth else test
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        test = node.test
        node.test = ast.Constant(None)
        self.generic_visit(node)
        node.test = self.truth(test) if self.depth else test
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        if self.depth:
            node.iter, node.ifs = self.visit(node.iter), [self.truth(one) for one in node.ifs]
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        name = _LIMITS.get(type(node.ops[0]))
        if not self.depth or len(node.ops) != 1 or name is None:
            return self.generic_visit(node)
        return self.call("limit", node, ast.unparse(node), ast.Constant(name), self.visit(node.left), self.visit(node.comparators[0]))

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        constant = isinstance(node.right, ast.Set) or (isinstance(node.right, ast.Name) and node.right.id.strip("_").isupper())
        if not self.depth or not isinstance(node.op, ast.BitAnd) or not constant:
            return self.generic_visit(node)
        return self.call("common", node, ast.unparse(node), self.visit(node.left), self.visit(node.right))


class Loader(SourceFileLoader):
    """Loads the package's modules watched, and finds itself for them."""

    def __init__(self, name: str, path: Path, watch: Watch) -> None:
        super().__init__(name, str(path))
        self.watch = watch

    def get_code(self, fullname: str) -> Any:
        file = Path(self.path)
        tree = Watched(str(file.relative_to(PACKAGE)), self.watch).visit(ast.parse(file.read_text("utf-8")))
        return compile(ast.fix_missing_locations(tree), self.path, "exec")

    def exec_module(self, module: Any) -> None:
        module.watch__ = self.watch
        super().exec_module(module)


class Finder:
    """Finds the modules to watch."""

    def __init__(self, chosen: list[Path], watch: Watch) -> None:
        self.chosen, self.watch = chosen, watch

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        file = PACKAGE.joinpath(*name.split(".")[1:]).with_suffix(".py")
        if not name.startswith("moneyfacts.") or not file.is_file() or not any(one in (file, *file.parents) for one in self.chosen):
            return None
        return spec_from_loader(name, Loader(name, file, self.watch))


def main() -> int:
    """Read all rows and run the tests, and print what was seen from one side only."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=MODULES)
    chosen = [PACKAGE / name for name in parser.parse_args().modules]
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src"), str(ROOT / "tools")]
    os.chdir(ROOT)
    watch = Watch()
    sys.meta_path.insert(0, Finder(chosen, watch))  # type: ignore[arg-type]
    import pytest
    from mutants import SCAN, VALUES

    files = [
        (ROOT / "tests" / name).with_name(f"test_{Path(name).name}.py")
        for name in ("corpus", "languages", *dict.fromkeys((*SCAN, *VALUES)))
    ]
    pytest.main(["-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=no", *map(str, files)])
    faults = watch.faults()
    print(*faults, f"{len(faults)} of {len(watch.places)} conditions were not seen from both sides", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
