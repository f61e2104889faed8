"""Why a fact says what it says: the words and rules that led to each part.

An explanation is data: a head (kind, text and span of the fact) and steps. Each step names the part of the fact that it set (`amount`,
`equivalents[0]`, `rates[0]`, `per`, `periods[0]`, or any other word for what merely helped, such as `language`), the rule, the
words with their span, and what it set. Printing draws an indented tree; `replay` puts the fact together from the steps alone.

>>> from moneyfacts.facts.fact import Fact
>>> from moneyfacts.facts.amount import Amount
>>> fact = Fact.of(Amount.of(5, "USD"))
>>> fact.explain().replay() == fact
True
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moneyfacts.facts import dicts
from moneyfacts.facts.fact import Fact

STATED = "stated"
"""The rule of a part that no rule of a reader has led to: a fact made by hand, or from a dict."""

IMPLIED = "implied by <amount> and <equivalent>"
"""The rule of a rate that follows from two amounts."""


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a fact: which rule read it, from which words, and what it set (plain JSON types, or None for a mere help)."""

    part: str
    rule: str
    text: str
    span: tuple[int, int]
    result: dict[str, Any] | None

    def to_dict(self) -> dict[str, Any]:
        """The step in plain JSON types."""
        return {"part": self.part, "rule": self.rule, "text": self.text, "span": list(self.span), "result": self.result}


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a fact came about; `str` draws it, `replay` gives the fact again."""

    kind: str
    text: str
    span: tuple[int, int]
    steps: tuple[Step, ...]

    def replay(self) -> Fact:
        """The fact that the steps put together. Errors: `DictError` where steps have been changed into what no fact can be.

        >>> from moneyfacts.facts.amount import Amount
        >>> str(Fact.of(Amount.of(5, "USD")).explain().replay().amount.value)
        '5'
        """
        built: dict[str, Any] = {"kind": self.kind, "text": self.text, "span": list(self.span)}
        built |= {"amount": None, "equivalents": [], "rates": [], "per": None, "periods": []}
        for step in self.steps:
            name, listed, _ = step.part.partition("[")
            if step.result is not None and name in built:
                built[name] = [*built[name], step.result] if listed else step.result
        return Fact.from_dict(built)

    def to_dict(self) -> dict[str, Any]:
        """The explanation in plain JSON types."""
        return {"kind": self.kind, "text": self.text, "span": list(self.span), "steps": [step.to_dict() for step in self.steps]}

    def __str__(self) -> str:
        return "\n".join([f"{self.kind} {self.text!r} {_place(self.span)}", *_draw(self.steps)])


def explain(fact: Fact) -> Explanation:
    """The explanation of a fact: the steps of its trace, part by part, and what each part states."""
    parts = dict(_parts(fact))
    rules: dict[str, list[Step]] = {part: [] for part in parts}
    for part, rule, text, span in fact.trace:
        rules.setdefault(part, []).append(Step(part, rule, text, span, None))
    steps: list[Step] = []
    for part, found in rules.items():
        result = parts.get(part)
        if result is not None:
            last = found.pop() if found else _unread(fact, part, result)
            found.append(Step(part, last.rule, last.text, last.span, result))
        steps.extend(found)
    return Explanation(fact.kind, fact.text, fact.span, tuple(steps))


def _unread(fact: Fact, part: str, result: dict[str, Any]) -> Step:
    """The step of a part that no rule has read by itself; the rates of money follow from its amounts."""
    if part.startswith("rates") and fact.kind == "money":
        return Step(part, IMPLIED, fact.text, fact.span, None)
    return Step(part, STATED, result.get("text", fact.text), tuple(result.get("span", fact.span)), None)


def _parts(fact: Fact) -> Iterator[tuple[str, dict[str, Any]]]:
    whole = dicts.fact_to_dict(fact)
    for name in ("amount", "equivalents", "rates", "per", "periods"):
        value = whole[name]
        if isinstance(value, list):
            yield from ((f"{name}[{i}]", item) for i, item in enumerate(value))
        elif value is not None:
            yield name, value


def _draw(steps: tuple[Step, ...]) -> Iterator[str]:
    shown: set[str] = set()
    for step in steps:
        if step.part not in shown:
            shown.add(step.part)
            yield f"  {step.part}"
        yield f"    {step.rule}: {step.text!r} {_place(step.span)}"
        if step.result is not None:
            yield from (f"      {key} = {_told(value)}" for key, value in step.result.items() if _says(key, value))


def _place(span: tuple[int, int]) -> str:
    return f"[{span[0]}:{span[1]}]"


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _says(key: str, value: object) -> bool:
    return key not in ("text", "span") and value not in (None, False, [])
