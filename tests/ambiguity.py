"""Where a regular expression could match one stretch in so many ways that failing takes more than linear time.

Two unbounded loops are a pair at odds where the second can follow the first with nothing between them but what both can take, or the first
comes round again through a loop about both, and there is a character that both can take. A loop that gives nothing back (``*+``,
``(?>...)``) is no first one. Look-arounds and anchors are taken for empty, and characters are tried out of a sample: what the pattern
itself names, and one or two of each class.

>>> at_odds(r"(a+)+b"), at_odds(r"a*a+x"), at_odds(r"[ab]*a[ab]*"), at_odds(r"(?:x[a-z]*)?y"), at_odds(r"(?>(a|b++)*)[ab]")
(['a+ in a+'], ['a* then a+'], ['[ab]* then [ab]*'], [], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

_parser: Any = re._parser  # type: ignore[attr-defined]
MANY = 50
"""A repeat of more than this counts as unbounded."""
SAMPLE = " \n\t\u00a0aZé09٣.,-_$€漢()/:'%\u0301"
_TESTS = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}


@dataclass(eq=False)
class Part:
    """A piece of a pattern: characters, a sequence, alternatives, or a loop about one piece."""

    kind: str
    parts: list[Part] = field(default_factory=list)
    characters: frozenset[str] = frozenset()
    keeps: bool = False
    optional: bool = False

    def empty(self) -> bool:
        """Whether it can match nothing."""
        if self.kind == "characters":
            return False
        return self.optional or (any if self.kind == "either" else all)(part.empty() for part in self.parts)

    def first(self) -> frozenset[str]:
        """The characters that it can begin with."""
        if self.kind == "characters":
            return self.characters
        found: frozenset[str] = frozenset()
        for part in self.parts:
            found |= part.first()
            if self.kind != "either" and not part.empty():
                break
        return found


def at_odds(pattern: str, flags: int = 0) -> list[str]:
    """The pairs of loops at odds in a pattern, as the characters that each begins with; ``in`` where one is within the other."""
    parsed = _parser.parse(pattern, flags)
    sample = frozenset(SAMPLE) | frozenset(_named(parsed))
    found: list[str] = []
    _walk(_part(parsed, sample, parsed.state.flags), [], [], found)
    return found


def _named(parsed: Iterable[Any]) -> Iterator[str]:
    """Characters that a pattern names."""
    for name, value in parsed:
        if str(name) in ("LITERAL", "NOT_LITERAL"):
            yield chr(value)
        elif str(name) == "RANGE":
            yield from map(chr, value)
        elif str(name) == "IN":
            yield from _named(value)
        else:
            for inner in _inner(value):
                yield from _named(inner)


def _inner(value: Any) -> Iterator[Any]:
    if isinstance(value, _parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _inner(one)


def _part(parsed: Any, sample: frozenset[str], flags: int) -> Part:
    return Part("all", [_one(str(name), value, sample, flags) for name, value in parsed])


def _one(name: str, value: Any, sample: frozenset[str], flags: int) -> Part:
    if name in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
        return Part("characters", characters=frozenset(char for char in sample if _takes(name, value, char, flags)))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        kind = "loop" if most is _parser.MAXREPEAT or most > MANY else "all"
        return Part(kind, [_part(inner, sample, flags)], keeps=name == "POSSESSIVE_REPEAT", optional=not least)
    if name == "BRANCH":
        return Part("either", [_part(inner, sample, flags) for inner in value[1]])
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        inner = value[-1] if name == "SUBPATTERN" else value
        return Part("all", [_part(inner, sample, flags)], keeps=name == "ATOMIC_GROUP")
    if name == "GROUPREF_EXISTS":
        return Part("either", [_part(inner, sample, flags) for inner in value[1:] if inner is not None], optional=value[2] is None)
    assert name in ("AT", "ASSERT", "ASSERT_NOT", "GROUPREF", "FAILURE"), name
    return Part("all")


def _takes(name: str, value: Any, char: str, flags: int) -> bool:
    if name == "ANY":
        return True
    if name in ("LITERAL", "NOT_LITERAL"):
        same = chr(value) == char or (bool(flags & re.IGNORECASE) and chr(value).lower() == char.lower())
        return same == (name == "LITERAL")
    negated = str(value[0][0]) == "NEGATE"
    return any(_member(str(kind), one, char) for kind, one in value[negated:]) != negated


def _member(kind: str, one: Any, char: str) -> bool:
    if kind == "LITERAL":
        return chr(one) == char
    if kind == "RANGE":
        return chr(one[0]) <= char <= chr(one[1])
    test = str(one)
    matched = bool(re.match(_TESTS[test.replace("_NOT", "").replace("UNI_", "")], char))
    return matched != ("_NOT_" in test)


def _walk(part: Part, after: list[Part], around: list[Part], found: list[str]) -> None:
    """Look at each loop with what can follow it, nearest first, the loops around it among that.

    What gives nothing back has nothing after it: it is left for good as soon as it has matched, and so is each round of such a loop.
    """
    if part.keeps:
        after = around = []
    elif part.kind == "loop":
        others = _loops(after, part.first())
        found += [f"{_shown(part)} {'in' if other in around else 'then'} {_shown(other)}" for other in others]
    again = [part] if part.kind == "loop" and not part.keeps else []
    for i, inner in enumerate(part.parts):
        rest = part.parts[i + 1 :] if part.kind != "either" else []
        _walk(inner, rest + again + after, again + around, found)


def _loops(after: list[Part], taken: frozenset[str]) -> Iterator[Part]:
    """The loops that can come next and take the same; what must stand before them is such that the first loop can take it too."""
    for part in after:
        yield from (loop for loop in _opening(part) if loop.first() & taken)
        if not part.empty():
            taken &= part.first()
            if part.kind != "characters" or not taken:
                return


def _opening(part: Part) -> Iterator[Part]:
    """The loops that a part can begin with."""
    if part.kind == "loop":
        yield part
        return
    for inner in part.parts:
        yield from _opening(inner)
        if part.kind != "either" and not inner.empty():
            return


def _shown(part: Part) -> str:
    characters = re.sub("0.*9", "0-9", "".join(sorted(part.first()))[:12])
    return (f"[{characters}]" if len(characters) > 1 else characters) + ("*" if part.optional else "+")
