"""Give coordinated times to coordinated figures, to each its own, where a word says so (*respectively*, 分别)."""

from __future__ import annotations

from itertools import pairwise

from moneyfacts.grammar.phrases import Phrase
from moneyfacts.link.trailing import Trailing


class Respectively(Trailing):
    """The times of one sheet that are given out by a word."""

    def _link_respectively(self) -> None:
        """To coordinated figures their own of coordinated times, at each word that says so."""
        times: list[Phrase] = []
        for word in self._clauses.respectively.finditer(self.sheet.letters):
            if self.leading:
                times = self._distribute(word.start(), times)
            else:
                self._distribute_back(word.start())

    def _distribute(self, end: int, times: list[Phrase]) -> list[Phrase]:
        """``2023年和2024年分别为3亿元、4亿元``: the word stands between the times and the figures."""
        figures = [j for j in self.figures if j > end]
        listed = next((at for at in range(1, len(figures)) if not self._listed(figures[at - 1], figures[at])), len(figures))
        start = max((j for j in self.figures if j < end), default=-1)
        phrases = [self.nodes[k] for k in self._coordinated_times(range(start + 1, end))]
        if not phrases:
            phrases = times  # those of the list before: `净利润分别为1亿元、2亿元`
        elif len(phrases) == 1 and listed == 2 and phrases[0].calendar.kind == "years":
            phrases = phrases[0].both_years()
        if 1 < len(phrases) == listed:
            for j, phrase in zip(figures, phrases, strict=False):
                phrase.role = phrases[0].role
                self.nodes[j].periods = (*(own for own in self.nodes[j].periods if own.role == "per"), phrase)
        return phrases

    def _coordinated_times(self, places: range) -> list[int]:
        """The spans of the calendar among some nodes, where only commas and *and* part them."""
        found = [k for k in places if isinstance(self.nodes[k], Phrase) and self.nodes[k].calendar is not None]
        joined = all(self.nodes[k].means.keys() & {"comma", "and"} for i, j in pairwise(found) for k in range(i + 1, j))
        return found if joined else []

    def _distribute_back(self, end: int) -> None:
        """``$12m and $10m for the years ended March 31, 2024 and 2023, respectively``: to each its own year."""
        before = [i for i in self.figures if i < end]
        phrases = [
            node for node in self.nodes[before[-1] if before else end : end] if isinstance(node, Phrase) and node.calendar is not None
        ]
        self._after_respectively(before, end)
        if before and len(phrases) < 2:
            phrases = self._coordinated_phrases(before)
        if len(phrases) < 2 or len(phrases) > len(before) or any(later.key != "bare" for later in phrases[1:]):
            return
        for figure, phrase in zip(before[-len(phrases) :], phrases, strict=True):
            phrase.role = phrases[0].role
            self.nodes[figure].periods = (phrases[0].in_year_of(phrase),)

    def _coordinated_phrases(self, before: list[int]) -> list[Phrase]:
        """The times that lead the figures before *respectively* (``As of June 30, 2024 and December 31, 2023, it was $2m and $1m``)."""
        leading = [i for i in self.phrases if i < before[0] and isinstance(self.nodes[i], Phrase)]
        for i, j in pairwise(leading):
            if not all(node.means.keys() & {"comma", "and"} for node in self.nodes[i + 1 : j]):
                return []
        return [self.nodes[i] for i in leading if self.nodes[i].calendar is not None]

    def _after_respectively(self, before: list[int], end: int) -> None:
        """``21% and 14%, respectively, in 2023``: what trails the word holds for all that it coordinates."""
        k = end + 1
        while 0 < k < len(self.nodes) and "comma" in self.nodes[k].means:
            k += 1
        if not before or not 0 < k < len(self.nodes) or self.nodes[k] not in self.nodes[before[-1]].periods:
            return
        for one, other in pairwise(reversed(before)):
            if not self._listed(other, one):
                return
            self._give(other, self.nodes[k])
