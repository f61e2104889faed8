"""The list that reading gives: facts in text order, with the text that they were found in.

>>> from moneyfacts.facts.amount import Amount
>>> from moneyfacts.facts.fact import Fact
>>> found = Facts([Fact.of(Amount.of(5, "USD"))], "It cost $5.")
>>> found == list(found), found[:1].text
(True, 'It cost $5.')
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, SupportsIndex, overload

from moneyfacts.facts._base import later
from moneyfacts.facts.fact import Fact


class Facts(list[Fact]):
    """A list of facts that knows its text (None where they come from elsewhere), so that a notebook can show them in place.

    >>> Facts(text="It cost nothing.").text
    'It cost nothing.'
    """

    __slots__ = ("text",)

    def __init__(self, facts: Iterable[Fact] = (), text: str | None = None) -> None:
        super().__init__(facts)
        self.text = text

    @overload
    def __getitem__(self, index: SupportsIndex) -> Fact: ...
    @overload
    def __getitem__(self, index: slice) -> Facts: ...
    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        return Facts(found, self.text) if isinstance(index, slice) else found

    def _repr_html_(self) -> str:
        return str(later("notebook")(self))


__all__ = ["Facts"]
