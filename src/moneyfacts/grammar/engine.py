"""Rules over token classes, and levels of rules that are matched together.

A rule is a name, a pattern in class names, and a function that builds a reading from what the pattern found. A
level joins its rules into one pattern; the first rule that matches at a place and builds a reading replaces the
nodes it covered. Levels run one after the other, each on what the ones before it have built, and each on the sheets of many
sentences that have the classes its rules ask for: where these can begin is looked up once for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial, reduce
from itertools import groupby
from operator import or_
from typing import Any, NamedTuple

from moneyfacts.lexicon.alphabet import Alphabet, charset
from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.lexicon.openings import Opening, needs, opening
from moneyfacts.scan.sheet import Sheet

_GROUP = re.compile(r"\(\?P<(\w+)>")
#: How many combinations of marks a level remembers.
_MOST_REMEMBERED = 10_000
#: What stands between the letters of two sheets, and is no letter.
_EDGE = "\n"

Change = tuple[int, int, Any, str]


class Found:
    """What a rule's pattern found on a sheet: its groups as runs of nodes."""

    __slots__ = ("_index", "begin", "match", "sheet", "stop")

    def __init__(self, sheet: Sheet, match: re.Match[str], index: dict[str, int]) -> None:
        self.sheet = sheet
        self.match = match
        self.begin = -1  # where they begin
        self.stop = -1  # where the replaced nodes end, if the rule read fewer than its pattern found
        self._index = index

    # These three are asked dozens of times for each figure: none goes by way of another.

    def __contains__(self, name: str) -> bool:
        index = self._index.get(name)
        return index is not None and self.match.start(index) >= 0

    def at(self, name: str) -> int:
        """The position of the group's first node, or -1."""
        index = self._index.get(name)
        return -1 if index is None else self.match.start(index)

    def run(self, name: str) -> tuple[int, int]:
        """The group's run of nodes."""
        return self.match.span(self._index[name])

    def node(self, name: str) -> Any:
        """The group's first node, or None."""
        index = self._index.get(name)
        at = -1 if index is None else self.match.start(index)
        return None if at < 0 else self.sheet.nodes[at]

    def means(self, name: str, meaning: str) -> Any:
        """The meaning of the group's first node under a class, or None."""
        node = self.node(name)
        return None if node is None else node.means.get(meaning)


#: Builds a reading with its class set, or None to veto the match.
Produce = Callable[[Found, Any], "tuple[Any, frozenset[str]] | None"]


class Rule(NamedTuple):
    """A named pattern over token classes and what it builds.

    Groups ``start`` and ``end`` may narrow the replaced nodes to a part of the match. ``behind`` is what several rules in a row
    ask of the place where they begin, a pattern of look-arounds that stands only once for all of them.
    """

    name: str
    pattern: str
    produce: Produce
    behind: str = ""


class Level:
    """Rules that are tried together, compiled for one lexicon, up to so many times as long as they build something.

    Only places where a rule can start are tried, with a pattern of just the rules that can start there; these
    patterns are few, and compiled when first needed. A text needs few of the rules, and a rule whose classes no sheet has
    had matches nothing: it is left out until one has them.
    """

    def __init__(self, rules: Iterable[Rule], lexicon: Lexicon, times: int = 1) -> None:
        self.rules = tuple(rules)
        self._times = times
        self._alphabet = lexicon.alphabet
        self._letter = lexicon.alphabet.letter
        self._needs = [_bits(rule, lexicon.alphabet) for rule in self.rules]
        self._fits = _Fits(self._needs)
        self._marks = lexicon.alphabet.marks
        self._join = cache(partial(_Joint, alphabet=lexicon.alphabet))
        self._tried: _Tried | None = None

    def run(self, sheets: Iterable[Sheet], context: Any) -> None:
        """Apply the level to the sheets that have what it needs."""
        fits, mask = self._fits, self._fits.mask
        for _ in range(self._times):
            sheets = [sheet for sheet in sheets if fits[sheet.present & mask]]
            if not sheets:
                return
            tried = self._tried
            if tried is None or tried.unmet:
                tried = self._up_to(tried, sheets)
            changed = self._changes(tried, sheets, context)
            for sheet, changes in changed:
                sheet.replace(changes)
                for change in changes:
                    sheet.present |= self._marks[change[3]]
            sheets = [sheet for sheet, _ in changed]

    def _up_to(self, before: _Tried | None, sheets: list[Sheet]) -> _Tried:
        """The rules that can match now that these sheets are met; from the second time on all of them, so that it is done soon."""
        met = reduce(or_, [sheet.present for sheet in sheets])
        if met < 0:  # the first levels run on sheets that have not been looked at
            met = reduce(or_, map(self._marks.__getitem__, set().union(*(sheet.letters for sheet in sheets))), 0)
        unmet = (before.unmet if before else self._fits.mask) & ~met
        if before is not None and unmet == before.unmet:
            return before
        rules = [rule for rule, need in zip(self.rules, self._needs, strict=True) if not need & unmet]
        if before is None:
            tried = _Tried(rules, self._alphabet, unmet, self._join)
        elif len(rules) > len(before.rules):
            tried = _Tried(self.rules, self._alphabet, 0, self._join)
        else:
            tried = before
            tried.unmet = unmet
        self._tried = tried
        return tried

    def _changes(self, tried: _Tried, sheets: list[Sheet], context: Any) -> list[tuple[Sheet, list[Change]]]:
        """What the rules read on some sheets: runs of nodes, and the node with its letter that replaces each."""
        joints, changed = tried.joints, []
        further = iter(sheets)
        sheet, letters, start, end = sheets[0], "", 0, -1
        changes: list[Change] = []
        at = 0
        for place in tried.find(_EDGE.join([sheet.letters for sheet in sheets])):
            i = place.start()
            while i > end:
                sheet = next(further)
                start, end, letters = end + 1, end + 1 + len(sheet.letters), sheet.letters
                at, changes = 0, []
            i -= start
            if i < at:
                continue
            joint = joints[letters[i]]
            match = joint.match(letters, i)
            if match is None:
                continue
            change = self._read(sheet, match, joint, context)
            if change is not None:
                if not changes:
                    changed.append((sheet, changes))
                changes.append(change)
                at = change[1]
        return changed

    def _read(self, sheet: Sheet, match: re.Match[str], joint: _Joint, context: Any) -> Change | None:
        """What the rule builds that matched."""
        produce, index, narrows = joint.rules[match.lastgroup]
        found = Found(sheet, match, index)
        built = produce(found, context)
        if built is None:
            return None
        start, end = _extent(found, match) if narrows or found.stop >= 0 or found.begin >= 0 else match.span()
        return start, end, built[0], self._letter(built[1], sheet.glued(start))


class _Fits(dict[int, bool]):
    """Whether marks have all of those that one of the rules needs, by what they have of the mask; forgets all when it grows too large."""

    def __init__(self, needs: Iterable[int]) -> None:
        super().__init__()
        self._needs = frozenset(needs)
        self.mask = reduce(or_, self._needs)

    def __missing__(self, present: int) -> bool:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        found = self[present] = any(need & present == need for need in self._needs)
        return found


class _Tried:
    """The rules of a level that are tried, with what they need that no sheet has had (``unmet``)."""

    __slots__ = ("find", "joints", "rules", "unmet")

    def __init__(self, rules: Sequence[Rule], alphabet: Alphabet, unmet: int, join: Join) -> None:
        self.rules = rules
        self.unmet = unmet
        openings = [_opening(rule, alphabet) for rule in rules]
        by_letter = _by_letter(openings)
        self.find = re.compile(_places(by_letter, openings)).finditer  # finds the places where a rule can begin
        self.joints = _Joints(rules, by_letter, join)


class _Joints(dict[str, "_Joint"]):
    """The rules that can start with a letter, joined when it is first met; letters of the same rules share them."""

    def __init__(self, rules: Sequence[Rule], by_letter: dict[str, tuple[int, ...]], join: Join) -> None:
        super().__init__()
        self._rules = rules
        self._by_letter = by_letter
        self._join = join  # it remembers what it has joined: most of what is tried first is tried later, too

    def __missing__(self, letter: str) -> _Joint:
        found = self[letter] = self._join(tuple([self._rules[number] for number in self._by_letter[letter]]))
        return found


class _Joint:
    """Some rules as one pattern, and for the group that tells each: the rule and where its groups are."""

    __slots__ = ("match", "rules")

    def __init__(self, rules: Sequence[Rule], alphabet: Alphabet) -> None:
        parts = []
        for behind, some in groupby(enumerate(rules), lambda numbered: numbered[1].behind):
            ways = "|".join(f"(?P<rule{number}>{alphabet.source(_numbered(rule.pattern, number))})" for number, rule in some)
            parts.append(f"{alphabet.source(behind)}(?:{ways})" if behind else ways)
        pattern = re.compile("|".join(parts), re.DOTALL)
        self.match = pattern.match
        self.rules: dict[str | None, tuple[Produce, dict[str, int], bool]] = {}
        for number, rule in enumerate(rules):
            index = {name.split("__")[0]: at for name, at in pattern.groupindex.items() if name.endswith(f"__{number}")}
            self.rules[f"rule{number}"] = rule.produce, index, "start" in index or "end" in index


#: Joins rules into one pattern.
Join = Callable[[tuple[Rule, ...]], _Joint]


def _numbered(pattern: str, number: int) -> str:
    """A pattern with its group names made its own; of a name that stands twice, the first counts."""
    seen: set[str] = set()

    def rename(match: re.Match[str]) -> str:
        if match[1] in seen:
            return "(?:"
        seen.add(match[1])
        return f"(?P<{match[1]}__{number}>"

    return _GROUP.sub(rename, pattern)


def _bits(rule: Rule, alphabet: Alphabet) -> int:
    """The marks that a sheet must have for a rule to match on it."""
    bits = 0
    for letters in needs(rule.pattern, alphabet):
        bits |= alphabet.bit(letters)
    return bits


def _opening(rule: Rule, alphabet: Alphabet) -> Opening:
    """What the rule's matches can open with; anything, if it may match nothing."""
    found = opening(rule.pattern, alphabet)
    return Opening(alphabet.all_letters(), single=True) if found.empty else found


def _by_letter(openings: Iterable[Opening]) -> dict[str, tuple[int, ...]]:
    """For each letter the numbers of the openings that have it first."""
    found: dict[str, list[int]] = {}
    for number, some in enumerate(openings):
        for letter in some.first:
            found.setdefault(letter, []).append(number)
    return {letter: tuple(numbers) for letter, numbers in found.items()}


def _places(by_letter: dict[str, tuple[int, ...]], openings: list[Opening]) -> str:
    """A pattern for the places where a rule can begin: a letter that one starts with, before one that it goes on with."""
    alike: dict[tuple[int, ...], set[str]] = {}
    for letter, numbers in by_letter.items():
        alike.setdefault(numbers, set()).add(letter)
    before: dict[str, set[str]] = {}
    for numbers, letters in alike.items():
        some = [openings[number] for number in numbers]
        following = "" if any(one.single for one in some) else f"(?={charset(set().union(*(one.second for one in some)))})"
        before.setdefault(following, set()).update(letters)
    ways = [f"(?<={charset(letters)}){following}" for following, letters in sorted(before.items(), key=lambda way: -len(way[1]))]
    return charset(by_letter) + (f"(?:{'|'.join(ways)})" if ways else "")


def _extent(found: Found, match: re.Match[str]) -> tuple[int, int]:
    """The run of nodes that a match replaces."""
    start = found.begin if found.begin >= 0 else found.at("start")
    end = found.stop if found.stop >= 0 else found.run("end")[1] if "end" in found else match.end()
    return (match.start() if start < 0 else start), end
