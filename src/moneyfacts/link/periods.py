"""Give periods and units of a price to the figures that they hold for.

What follows a figure directly is its own. A phrase that stands elsewhere leads, and holds for all figures of its
clause that have none of their own, or trails, and holds for the figure before it. Where unsure, no period.
"""

from __future__ import annotations

from typing import Any

from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import PerPhrase, Phrase
from moneyfacts.link.clauses import Clauses
from moneyfacts.link.prices import READINGS, SEVERING
from moneyfacts.link.respectively import Respectively
from moneyfacts.scan.sheet import Sheet

#: How many nodes may stand between *annual* and its noun's figure.
_ADJECTIVE_REACH = 12
#: How far behind a time the figure is that it owns, with its apostrophe.
_OWNED_REACH = 3
#: How far before a phrase its verb can stand.
_VERB_REACH = 4
#: How many can stand between a word of comparison and the figure compared with, and what ends that.
_COMPARED_REACH = 8
_GOVERNS = {"comma", "semicolon", "stop", "open", "colon", "finite", "at", "to", "by", "coordinator"}


class Periods:
    """Links the phrases of one sheet."""

    def __init__(self, clauses: Clauses, leading: bool = False, capital: bool = False) -> None:
        self._clauses = clauses
        self._capital = capital  # all nouns of the language have a capital
        self._leading = leading  # the language says the time before what happens in it

    def link(self, sheet: Sheet, places: list[int], phrases: list[int]) -> None:
        """Set ``per`` and ``periods`` of the sheet's figures, which stand at ``places``, by its phrases."""
        _Linker(sheet, places, phrases, self._clauses, self._leading, self._capital).run()


class _Linker(Respectively):
    """The phrases of one sheet."""

    def run(self) -> None:
        units = [(i, self.nodes[i]) for i in self.phrases if isinstance(self.nodes[i], PerPhrase)]
        times = [i for i in self.phrases if isinstance(self.nodes[i], Phrase)]
        for i, unit in units:
            if unit.unit == "each":
                self._each(i, unit)
        for i in self.figures:
            if i and isinstance(self.nodes[i - 1], Phrase) and self.nodes[i - 1].key == "ahead":
                if not self._priced(i):
                    self.nodes[i].periods += (self.nodes[i - 1],)
                self.linked.add(i - 1)
            self._directly_after(i)
        for i, unit in units:
            if i not in self.linked:
                self._per_before(i, unit)
        self._share_per()
        trailing = [i for i in times if i not in self.linked]
        leading = [i for i in trailing if not self._trails(i)]
        order = reversed(leading) if self.leading else leading
        for i in sorted(order, key=lambda i: self.nodes[i].role != "per"):  # *annual* is nearer to its figure than what leads the clause
            self._leads(i)
        if leading:
            self._share_per()
        if times:
            self._link_respectively()
        for figure in self.figures:
            if len(self.nodes[figure].periods) > 1:
                self.nodes[figure].periods = tuple(sorted(self.nodes[figure].periods, key=lambda phrase: phrase.start))

    def _priced(self, i: int) -> bool:
        """Whether an amount is that of one of many (``a four-year contract worth €9 million a season``)."""
        return i + 1 < len(self.nodes) and isinstance(self.nodes[i + 1], PerPhrase)

    # -- directly after ----------------------------------------------------------------------------------------------

    def _directly_after(self, i: int) -> None:
        """Units and periods that follow a figure, with its equivalents in between."""
        figure, at = self.nodes[i], i + 1
        while at < len(self.nodes):
            node = self.nodes[at]
            if isinstance(node, PerPhrase) and figure.per is None and (node.key != "adjective" or self._after_time(at)):
                figure.per = node if node.unit != "each" else None
                self._weigh(i, node)
            elif isinstance(node, Phrase) and self._belongs(at, node, figure) and (node.role == "per" or not self._leads_next(at)):
                figure.periods += (node,)
                if node.role != "per":
                    for other in (*self._change_size(i), *self._put_otherwise(i)):
                        self._give(other, node)
            elif words := self._of_what(at):
                at += words
                continue
            elif not (self.sheet.starts[at] < figure.last or self._comma_before_phrase(at, figure) or self._passes(at)):
                break
            else:
                at += 1
                continue
            self.linked.add(at)
            figure.cover(figure.first, node.end, "<amount> <phrase>")
            at += 1

    def _passes(self, at: int) -> bool:
        return self._more_per(at) or self._noun_of_rate(at)

    def _more_per(self, at: int) -> bool:
        """Whether a word of comparison stands between a difference and its unit (``3 cents more per litre``)."""
        if "comparative" not in self.nodes[at].means or at + 1 >= len(self.nodes):
            return False
        node = self.nodes[at + 1]
        return isinstance(node, PerPhrase) or (isinstance(node, Phrase) and node.role == "per")

    def _noun_of_rate(self, at: int) -> bool:
        """Whether one noun stands between an amount and its time (``1.800 Euro Elterngeld im Monat``)."""
        after = self.nodes[at + 1] if at + 1 < len(self.nodes) else None
        return isinstance(after, Phrase) and after.role == "per" and not after.key and self.nodes[at].means.keys() <= {"source", "unbinder"}

    def _of_what(self, at: int) -> int:
        """How many words of what the figure is of stand between it and its unit (``30 basis points of margin per quarter``)."""
        if "ofwhat" not in self.nodes[at].means:
            return 0
        for k in range(at + 1, min(at + 5, len(self.nodes))):
            node = self.nodes[k]
            if isinstance(node, PerPhrase) or (isinstance(node, Phrase) and node.role == "per" and node.key != "adjective"):
                return k - at if k > at + 1 else 0
            if isinstance(node, READINGS) or node.means.keys() & SEVERING:
                return 0
        return 0

    def _comma_before_phrase(self, at: int, figure: Figure) -> bool:
        """A comma between an amount and its period, when the period does not lead a figure after it."""
        if self.leading or not self._comma(at) or at + 1 >= len(self.nodes):
            return False
        node = self.nodes[at + 1]
        if isinstance(node, PerPhrase):
            return node.key == "" and bool(figure.equivalents)
        return (
            isinstance(node, Phrase)
            and node.role in ("over", "per", "since", "by", "at")
            and node.key != "adjective"
            and not self._leads_next(at + 1)
        )

    def _leads_next(self, at: int) -> bool:
        """Whether a phrase stands directly before a figure of its own (``2023: $4 million``)."""
        after = at + 1
        if after < len(self.nodes) and "colon" in self.nodes[after].means:
            return True
        follows = after < len(self.nodes) and isinstance(self.nodes[after], Figure)
        return follows and (self.leading or self.nodes[at].key in ("bare", "adverb"))

    # -- elsewhere in the clause ---------------------------------------------------------------------------------------

    def _rivals(self, i: int, k: int) -> bool:
        """Whether a later phrase of the same role leads the same figures."""
        other = self.nodes[k]
        if not isinstance(other, Phrase) or other.role != self.nodes[i].role or k in self.linked or self.clause[k] != self.clause[i]:
            return False
        return not any(i < j < k for j in self.figures)

    def _leads(self, i: int) -> None:
        """Give a phrase to the figures of its clause that follow and have none of their own."""
        phrase = self.nodes[i]
        if phrase.role == "per":
            self._adjective(i, phrase)
            return
        if phrase.key == "bare" and phrase.calendar.kind in ("date", "dateday") and not self._colon_after(i):
            return
        if self._attributive(i, phrase):
            self._give(i + 1, phrase)
            return
        if i and self._possessive(i) and "opener" in self.nodes[i - 1].means:
            owned = next((j for j in self.figures if i < j <= i + _OWNED_REACH), -1)
            if owned > 0:
                self._give(owned, phrase)  # `after last year's $5 million loss`
            return  # `after December's earthquake`
        if self._names_a_model(i) or self._in_apposition(i) or any(self._rivals(i, k) for k in self.phrases if k > i):
            return
        others = (k for k in self.phrases if k > i and isinstance(self.nodes[k], Phrase) and k not in self.linked)
        after = next((k for k in others if self.nodes[k].role == phrase.role and not self._in_a_bracket(k)), len(self.nodes))
        after = next((k for k in range(i + 1, after) if "wholetime" in self.nodes[k].means and any(i < j < k for j in self.figures)), after)
        if i and "ownverb" in self.nodes[i - 1].means:  # `voted in April, the plan provides $60 billion`
            after = next((k for k in range(i + 1, after) if "finite" in self.nodes[k].means), after)
        held = -1
        for j in self.figures:
            if j == i + 1 and self._compared_after(j):
                self._give(j, phrase)  # `geçen yılki 89 milyon liraya kıyasla 96 milyon lira`
                return
            if self._bracketed_apart(i, j) or (j > i and self._of_a_verb_before(i, j)):
                return
            if i < held < j and self._next_object(i, held, j):
                return
            if i < j < after and self.clause[j] == self.clause[i] and not self._in_a_dated_bracket(i, j) and not self._compared(j):
                own = self.nodes[j].periods
                beside = bool(own) and (own[-1] is self.nodes[i - 1] or own[-1] is self.nodes[i + 1]) and own[-1].role != phrase.role
                if not own or beside or ((held < 0 or self._tied(held, j)) and all(one.role == "per" for one in own)):
                    self.nodes[j].periods += (phrase,)
                if self._colon_after(i):
                    return
                held = j

    def _names_a_model(self, i: int) -> bool:
        """Whether a year is part of a thing's name: it opens a line and a name follows, or commas set it off; no verb, no colon."""
        calendar = self.nodes[i].calendar
        if self.capital or calendar is None or calendar.kind != "year" or self.figures[0] < i or (i and len(self.figures) > 1):
            return False
        words = self.nodes[:i] + self.nodes[i + 1 : self.figures[0]]
        if i:  # `VW Polo, 2014, 120,000 km, R119 900`
            named = self.figures[0] >= i + 2 and self._comma(i + 1) and (self._comma(i - 1) or "num" in self.nodes[i - 1].means)
        else:  # `1974 Honda – $2,450`
            named = bool(words) and not words[0].means and self.sheet.words(1, 2).istitle()
        return named and not any(node.means.keys() & {"finite", "change", "colon", "source", "modal"} for node in words)

    def _in_apposition(self, i: int) -> bool:
        """Whether a phrase is of what commas set off between a subject and its verb (``The engine, delivered in May, cost $689,000``)."""
        if self.leading or i + 2 >= len(self.nodes) or not self._comma(i + 1) or "finite" not in self.nodes[i + 2].means:
            return False
        opening = next((k for k in range(i - 1, max(0, i - 6), -1) if self._comma(k)), 0)
        words = self.nodes[opening + 1 : i]
        if not words or any(isinstance(node, READINGS) for node in words):
            return False
        return opening > 0 and self.clause[opening - 1] == self.clause[i + 2]

    def _next_object(self, i: int, held: int, j: int) -> bool:
        """Whether a span in an object's name leads no next object (``trim our 2025 EPS to $3 and cut the target to $5``)."""
        if self.nodes[i].key != "bare" or not any(
            node.means.keys() & {"change", "finite"} and self.clause[k] == self.clause[i] for k, node in enumerate(self.nodes[:i])
        ):
            return False
        return self._another_object(held, j)

    def _of_a_verb_before(self, i: int, j: int) -> bool:
        """Whether a phrase ends what a verb says before another begins (``won't be ready before 2031 and is put at $5m``)."""
        if self.leading or not self._verb_between(max(-1, i - _VERB_REACH - 1), i):
            return False
        nodes = self.nodes
        return any("coordinator" in nodes[k].means and "finite" in nodes[k + 1].means for k in range(i + 1, j - 1))

    def _in_a_dated_bracket(self, i: int, j: int) -> bool:
        """Whether a figure stands in a bracket of another time than the one that leads."""
        opened = next((k for k in range(j - 1, i, -1) if self.nodes[k].means.keys() & {"open", "close"}), i)
        return opened > i and "open" in self.nodes[opened].means and opened + 1 in self.phrases and self._in_a_bracket(opened + 1)

    def _in_a_bracket(self, k: int) -> bool:
        """Whether a phrase says no more than of which time a bracket is (``$15 million (2023: $3 million) on goodwill and $5 million``)."""
        return "open" in self.nodes[k - 1].means and self._colon_after(k)

    def _bracketed_apart(self, i: int, j: int) -> bool:
        """Whether a bracket that a phrase opens is closed before a figure (``(2022: nil) on sales of $4m``)."""
        if not i or j < i or "open" not in self.nodes[i - 1].means or not self._colon_after(i):
            return False
        return any("close" in node.means for node in self.nodes[i + 1 : j])

    def _adjective(self, i: int, phrase: Phrase) -> None:
        """``annual revenue of $5bn``: for that noun's own figures, and no further."""
        passed = i
        for j in self.figures:
            if j > i and self.clause[j] == self.clause[i]:
                figure = self.nodes[j]
                if j - passed > _ADJECTIVE_REACH or any(p.role == "per" for p in figure.periods) or self._itemized(passed, j):
                    return
                is_size = figure.kind == "percent" and self._is_size(i, j)
                if figure.kind in ("money", "percent") and not is_size and not self._of_noun(i, j):
                    figure.periods += (phrase,)
                    for size in self._change_size(j):
                        if self.nodes[size].kind == "money":
                            self._give(size, phrase)
                    return
                passed = j

    def _of_noun(self, i: int, j: int) -> bool:
        """Whether a figure is of a noun that hangs on the adjective's own (``the monthly payment on a $400,000 loan``)."""
        if j <= i + 2 or not self._before(j).keys() & {"article", "the"}:
            return False
        return bool(self.nodes[j - 2].means.keys() & {"preposition", "of"})

    def _is_size(self, i: int, j: int) -> bool:
        """Whether the figure is a change's size rather than the noun's own number."""
        if j == i + 1 and self.leading:
            return False  # `연 3.0%에서 2.75%로`
        if "to" in self._before(j):
            return False  # `Annual inflation slowed to 24%`
        return any("change" in node.means for node in self.nodes[i:j]) or figure_follows(self.nodes, j)

    @staticmethod
    def _of_earlier_time(before: list[Any]) -> bool:
        """Whether a word for the time compared with (去年同期) opens what leads to a figure."""
        for node in reversed(before):
            if isinstance(node, Figure) or node.means.keys() & {"comma", "semicolon", "stop"}:
                return False
            if "earliertime" in node.means:
                return True
        return False

    def _compared(self, j: int) -> bool:
        """Whether a figure is what another is compared with at another time."""
        first = self.nodes[j].first
        before = [node for at, node in enumerate(self.nodes[:j]) if self.sheet.ends[at] <= first]
        if len(before) > 1 and "daypart" in before[-1].means:
            del before[-1]  # `nach noch 80 Millionen`
        if self._of_earlier_time(before) or self._compared_after(j):
            return True
        if before and "compared" in before[-1].means and self.nodes[j].kind != "multiple":  # `전년의 두 배` is a number of this year
            return not (self.leading and j + 1 < len(self.nodes) and "change" in self.nodes[j + 1].means)  # `전년보다 21% 늘어난`
        if self._compared_before(before, bool(self.nodes[j].bound_rule)):
            return True
        for k, node in enumerate(self.nodes[j + 1 : j + 5], j + 1):
            if isinstance(node, Figure) or self._opens_base(k):
                return False
            if "earlier" in node.means and not self._opens_more(k):
                return not self._opens_earlier(k)
        return False

    def _compared_before(self, before: list[Any], bound: bool) -> bool:
        """Whether a word of comparison governs a figure over its noun (``down from our previous range of $2bn``)."""
        for node in reversed(before[-_COMPARED_REACH:]):
            means = node.means.keys()
            if "compared" in means and ("from" in means or not self.leading):
                return True
            if node.means.get("bound.before") in ("more_than", "less_than") and not self.leading:
                return not bound  # `well above the central bank's 3% target`
            if isinstance(node, Figure) or means & _GOVERNS:
                return False
        return False

    def _opens_base(self, k: int) -> bool:
        """Whether a word opens what a change is counted from (``4% from a year earlier``)."""
        means = self.nodes[k].means
        return "compared" in means or (means.get("bound.before") in ("more_than", "less_than") and "comparative" not in means)

    def _opens_more(self, k: int) -> bool:
        """Whether a word for an earlier time is a preposition with its noun (``$5 million before reinsurance``)."""
        if not {"opener", "preposition"} <= self.nodes[k].means.keys():
            return False
        return k + 1 < len(self.nodes) and not self.nodes[k + 1].means.keys() & {"comma", "semicolon", "stop", "close", "coordinator"}

    def _opens_earlier(self, k: int) -> bool:
        """Whether a word for an earlier time opens what says the figure of that time (``4 Millionen, ein Jahr zuvor waren es 3``)."""
        parted = bool(self.nodes[k - 1].means.keys() & {"comma", "semicolon", "coordinator", "opener", "relative"})
        return parted and "earliertime" in self.nodes[k].means and any(j > k for j in self.figures)


def figure_follows(nodes: list[Any], j: int) -> bool:
    """Whether ``to <figure>`` follows, so that the figure before it is the size of a change."""
    return j + 2 < len(nodes) and "to" in nodes[j + 1].means and isinstance(nodes[j + 2], Figure)
