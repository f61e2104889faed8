"""Rules over token classes, and levels of rules that are matched together.

A rule is a name, a pattern in class names, and a function that builds a reading from what the pattern found. A
level joins its rules into one pattern; the first rule that matches at a place and builds a reading replaces the
nodes it covered. Levels run one after the other, each on what the ones before it have built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.scan.sheet import Sheet

_GROUP = re.compile(r"\(\?P<(\w+)>")


class Found:
    """What a rule's pattern found on a sheet: its groups as runs of nodes."""

    __slots__ = ("_index", "match", "sheet", "stop")

    def __init__(self, sheet: Sheet, match: re.Match[str], index: dict[str, int]) -> None:
        self.sheet = sheet
        self.match = match
        self.stop = -1  # where the replaced nodes end, if the rule read fewer than its pattern found
        self._index = index

    def __contains__(self, name: str) -> bool:
        return name in self._index and self.match.start(self._index[name]) >= 0

    def at(self, name: str) -> int:
        """The position of the group's first node, or -1."""
        index = self._index.get(name)
        return -1 if index is None else self.match.start(index)

    def run(self, name: str) -> tuple[int, int]:
        """The group's run of nodes."""
        return self.match.span(self._index[name])

    def node(self, name: str) -> Any:
        """The group's first node, or None."""
        at = self.at(name)
        return None if at < 0 else self.sheet.nodes[at]

    def means(self, name: str, meaning: str) -> Any:
        """The meaning of the group's first node under a class, or None."""
        node = self.node(name)
        return None if node is None else node.means.get(meaning)


#: Builds a reading with its class set, or None to veto the match.
Produce = Callable[[Found, Any], "tuple[Any, frozenset[str]] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern over token classes and what it builds.

    Groups ``start`` and ``end`` may narrow the replaced nodes to a part of the match.
    """

    name: str
    pattern: str
    produce: Produce


class Level:
    """Rules that are tried together, compiled for one lexicon."""

    def __init__(self, rules: Iterable[Rule], lexicon: Lexicon) -> None:
        self._rules: dict[str, tuple[Rule, dict[str, int]]] = {}
        alphabet = lexicon.alphabet
        self._letter = alphabet.letter
        parts = []
        listed = list(rules)
        for number, rule in enumerate(listed):
            source = alphabet.source(rule.pattern)
            seen: dict[str, int] = {}
            source = _GROUP.sub(lambda m, n=number, s=seen: f"(?P<{m[1]}_{n}_{_count(s, m[1])}>", source)  # type: ignore[misc]
            parts.append(f"(?P<rule{number}>{source})")
        self.pattern = re.compile("|".join(parts), re.DOTALL) if parts else None
        self.listed = listed
        for number, rule in enumerate(listed):
            assert self.pattern is not None
            index = {
                name.split(f"_{number}_")[0]: at
                for name, at in self.pattern.groupindex.items()
                if f"_{number}_" in name and name.endswith("_0")
            }
            self._rules[f"rule{number}"] = (rule, index)

    def run(self, sheet: Sheet, context: Any) -> bool:
        """Apply the level to a sheet; whether it built anything."""
        if self.pattern is None:
            return False
        search, letters = self.pattern.search, sheet.letters
        changes, at = [], 0
        while match := search(letters, at):
            rule, index = self._rules[match.lastgroup or ""]
            found = Found(sheet, match, index)
            built = rule.produce(found, context)
            if built is None:
                at = match.start() + 1
                continue
            reading, classes = built
            start = found.at("start")
            start = match.start() if start < 0 else start
            end = found.stop if found.stop >= 0 else found.run("end")[1] if "end" in found else match.end()
            changes.append((start, end, reading, self._letter(classes, sheet.glued(start))))
            at = max(end, match.start() + 1)
        if changes:
            sheet.replace(changes)
        return bool(changes)


def _count(seen: dict[str, int], name: str) -> int:
    seen[name] = seen.get(name, -1) + 1
    return seen[name]
