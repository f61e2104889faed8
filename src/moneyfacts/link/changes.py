"""The sizes of a change: what stands before its new level and has the level's time.

The base of the linking of one sheet, between `prices` and `foreign`.
"""

from __future__ import annotations

from typing import Any

from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import Phrase
from moneyfacts.link.prices import READINGS, SEVERING, Prices

#: How many nodes can lie from the size of a change to the *to* before its new level.
_SIZE_REACH = 4
#: How many words the name of a record can have (``to an all-time high of``).
_RECORD_REACH = 6


class Changes(Prices):
    """The figures of one sheet, and which of them is the size of whose change."""

    def _change_size(self, j: int) -> list[int]:
        """The size of the change whose new level stands at ``j`` (``rose 12% to $5.2 billion``)."""
        k = j - 1
        while k >= 0 and not isinstance(self.nodes[k], Figure) and self.sheet.starts[k] >= self.nodes[j].first:
            k -= 1
        k = self._before_record(k)
        if k < 1 or not self.nodes[k].means.keys() & {"to", "changeto"}:
            return []
        at = self.figures.index(j)
        size = self.figures[at - 1] if at else -1
        if size < 0 or self.clause[size] != self.clause[j] or self._parted(size, k) or self.nodes[size].is_range:
            return []
        if not self._old_level(size, j):
            return [*self._said_before(at - 1), size]
        size = self.figures[at - 2] if at > 1 else -1  # `rose 12% from $4 billion to $5 billion`
        return [size] if size >= 0 and "from" in self.nodes[size + 1].means and self.nodes[size].kind != self.nodes[j].kind else []

    def _before_record(self, k: int) -> int:
        """Where *to* stands before a record and its article (``climbed 3% to a record $38 billion``, ``to an all-time high of 5%``)."""
        at = k - ("of" in self.nodes[k].means) if k > 0 else k
        if at < 1 or not self.nodes[at].means.keys() & {"termnoun", "superlative"}:
            return k
        for to in range(at - 1, max(0, at - _RECORD_REACH), -1):
            means = self.nodes[to].means
            if "to" in means:
                return to
            if isinstance(self.nodes[to], READINGS) or means.keys() & SEVERING:
                break
        return k

    def _parted(self, size: int, k: int) -> bool:
        """Whether more than a word stands between a change's size and *to*; a few may, where a word of change stands before it."""
        if k - size <= 2:
            return False
        between = self.nodes[size + 1 : k]
        governed = any("change" in node.means for node in self.nodes[max(0, size - 2) : size])
        return k - size > _SIZE_REACH or not governed or any(node.means.keys() & SEVERING or isinstance(node, Phrase) for node in between)

    def _said_before(self, at: int) -> list[int]:
        """The same change in money before its percentage, or the other way (``rose $18 million, or 12%, to …``)."""
        if not at:
            return []
        other, size = self.figures[at - 1], self.figures[at]
        between = self._between(other, size)
        if self.nodes[other].kind == self.nodes[size].kind or not any(node.means.keys() & {"or", "equal"} for node in between):
            return []
        return [other] if all(node.means.keys() & {"comma", "or", "equal"} for node in between) else []

    def _put_otherwise(self, j: int) -> list[int]:
        """The figure that the one at ``j`` puts in another way (``C$3.4 million, or 12 Canadian cents per share, in 2024``)."""
        at = self.figures.index(j)
        if not at:
            return []
        other = self.figures[at - 1]
        one, two, between = self.nodes[other], self.nodes[j], self.nodes[other + 1 : j]
        words = [
            node.means.keys()
            for k, node in enumerate(between, other + 1)
            if not isinstance(node, READINGS) and self.sheet.starts[k] >= one.last
        ]
        if not any(word & {"or", "equal"} for word in words) or not all(word & {"comma", "or", "equal", "bound.before"} for word in words):
            return []
        return [other] if one.kind != two.kind or (one.per is None) != (two.per is None) else []

    def _old_level(self, size: int, j: int) -> bool:
        """Whether the figure before the new level is the old one (``rose from $4 billion to $5 billion``)."""
        one, new = self.nodes[size], self.nodes[j]
        if one.kind != new.kind or one.minor != new.minor:
            return False
        return bool(self._before(size).keys() & {"from", "rangefrom", "compared"})

    def _before(self, j: int) -> dict[str, Any]:
        """What the node before a figure and its bound means."""
        first = self.nodes[j].first
        places = (k for k in range(j - 1, -1, -1) if self.sheet.ends[k] <= first and "bound.before" not in self.nodes[k].means)
        return next((self.nodes[k].means for k in places), {})
