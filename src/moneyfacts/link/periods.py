"""Give periods and units of a price to the figures that they hold for.

What follows a figure directly is its own. A phrase that stands elsewhere leads, and holds for all figures of its
clause that have none of their own, or trails, and holds for the figure before it. Where unsure, no period.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import PerPhrase, Phrase
from moneyfacts.link.clauses import Clauses
from moneyfacts.link.foreign import Foreign
from moneyfacts.scan.sheet import Sheet

#: How many nodes may stand between *annual* and its noun's figure.
_ADJECTIVE_REACH = 8


class Periods:
    """Links the phrases of one sheet."""

    def __init__(self, clauses: Clauses, leading: bool = False, capital: bool = False) -> None:
        self._clauses = clauses
        self._capital = capital  # all nouns of the language have a capital
        self._leading = leading  # the language says the time before what happens in it

    def link(self, sheet: Sheet, places: list[int], phrases: list[int]) -> None:
        """Set ``per`` and ``periods`` of the sheet's figures, which stand at ``places``, by its phrases."""
        _Linker(sheet, places, phrases, self._clauses, self._leading, self._capital).run()


class _Linker(Foreign):
    """The phrases of one sheet."""

    def run(self) -> None:
        units = [(i, self.nodes[i]) for i in self.phrases if isinstance(self.nodes[i], PerPhrase)]
        times = [i for i in self.phrases if isinstance(self.nodes[i], Phrase)]
        for i, unit in units:
            if unit.unit == "each":
                self._each(i, unit)
        for i in self.figures:
            if i and isinstance(self.nodes[i - 1], Phrase) and self.nodes[i - 1].key == "ahead":
                self.nodes[i].periods.append(self.nodes[i - 1])
                self.linked.add(i - 1)
            self._directly_after(i)
        for i, unit in units:
            if i not in self.linked:
                self._per_before(i, unit)
        self._share_per()
        trailing = [i for i in times if i not in self.linked]
        leading = [i for i in trailing if not self._trails(i)]
        for i in reversed(leading) if self.leading else leading:
            self._leads(i)
        if leading:
            self._share_per()
        if times:
            self._respectively()
        for figure in self.figures:
            self.nodes[figure].periods.sort(key=lambda phrase: phrase.start)

    # -- directly after ----------------------------------------------------------------------------------------------

    def _directly_after(self, i: int) -> None:
        """Units and periods that follow a figure, with its equivalents in between."""
        figure, at = self.nodes[i], i + 1
        while at < len(self.nodes):
            node = self.nodes[at]
            if isinstance(node, PerPhrase) and figure.per is None and (node.key != "adjective" or self._after_time(at)):
                figure.per = node if node.unit != "each" else None
                self._weigh(i, node)
            elif isinstance(node, Phrase) and self._belongs(at, node) and (node.role == "per" or not self._leads_next(at)):
                figure.periods.append(node)
                if node.role != "per":
                    for size in self._change_size(i):
                        self._give(size, node)
            elif not (self.sheet.starts[at] < figure.last or self._comma_before_phrase(at, figure) or self._more_per(at) or self._noun_of_rate(at)):
                break
            else:
                at += 1
                continue
            self.linked.add(at)
            figure.cover(figure.first, node.end, "<amount> <phrase>")
            at += 1

    def _more_per(self, at: int) -> bool:
        """Whether a word of comparison stands between a difference and its unit (``3 cents more per litre``)."""
        if "comparative" not in self.nodes[at].means or at + 1 >= len(self.nodes):
            return False
        node = self.nodes[at + 1]
        return isinstance(node, PerPhrase) or (isinstance(node, Phrase) and node.role == "per")

    def _noun_of_rate(self, at: int) -> bool:
        """Whether one noun stands between an amount and its time (``1.800 Euro Elterngeld im Monat``)."""
        after = self.nodes[at + 1] if at + 1 < len(self.nodes) else None
        return self.nodes[at].means.keys() <= {"source", "unbinder"} and isinstance(after, Phrase) and after.role == "per" and not after.key

    def _comma(self, at: int) -> bool:
        return "comma" in self.nodes[at].means

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
        return after < len(self.nodes) and isinstance(self.nodes[after], Figure) and (self.leading or self.nodes[at].key in ("bare", "adverb"))

    def _belongs(self, at: int, phrase: Phrase) -> bool:
        """Whether the phrase states a time of a figure at all."""
        return phrase.key != "adjective" and not self._foreign(at, phrase)

    def _respectively(self) -> None:
        """``$12m and $10m for the years ended March 31, 2024 and 2023, respectively``: to each its own year."""
        end = next((i for i, node in enumerate(self.nodes) if "respectively" in node.means), -1)
        if end < 0:
            return
        before = [i for i in self.figures if i < end]
        phrases = [
            node for node in self.nodes[before[-1] if before else end : end] if isinstance(node, Phrase) and node.calendar is not None
        ]
        self._after_respectively(before, end)
        if len(phrases) < 2 or len(phrases) > len(before) or any(later.key != "bare" for later in phrases[1:]):
            return
        for figure, phrase in zip(before[-len(phrases) :], phrases, strict=True):
            self.nodes[figure].periods = [phrases[0].in_year_of(phrase)]

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

    # -- elsewhere in the clause ---------------------------------------------------------------------------------------

    def _trails(self, i: int) -> bool:
        """Give a phrase to the figure before it in its clause; False where there is none."""
        phrase = self.nodes[i]
        if phrase.key == "adjective" or self._attributive(i, phrase):
            return False
        if phrase.key == "adverb":
            return self._adverb_trails(i, phrase)
        before = [j for j in self.figures if j < i and self.clause[j] == self.clause[i]]
        if self._foreign(i, phrase):
            self.linked.add(i)
            return True
        if phrase.key == "trailing" and before and self._tails(before[-1], i):
            self._give(before[-1], phrase)
            self.linked.add(i)
            return True
        if not before or self._colon_after(i) or (self.leading and not self._shut_in(before[-1], i)):
            return False
        if phrase.key == "bare" and not self.leading and phrase.calendar.kind not in ("relative", "year", "quarter", "month", "monthonly"):
            return False
        if phrase.key == "bare" and not self.leading and not self._adverbial(i):
            return False
        if not self.leading and self._verb_between(before[-1], i) and any(j > i and self.clause[j] == self.clause[i] for j in self.figures):
            return False
        if self._takes_to_next(before[-1], i):
            return False
        self.linked.add(i)
        mine = phrase.role == "per" or self._counts_between(before[-1], i) or self._other_verb(before[-1], i)
        if mine or self._own_verb(before[-1], i) or self._set_off(before[-1], i):
            return True
        for j in self._holders(before, i):
            self._give(j, phrase)
        return True

    def _takes_to_next(self, last: int, i: int) -> bool:
        """Whether a phrase is of the next figure: ``…, taking the total for 2024 to $9.6 million``, ``beating last year's $980``."""
        if i + 1 < len(self.nodes) and "apostrophe" in self.nodes[i + 1].means:
            return True
        if i + 2 >= len(self.nodes) or "to" not in self.nodes[i + 1].means:
            return False
        figure = next((node for node in self.nodes[i + 2 : i + 4] if isinstance(node, Figure)), None)
        return figure is not None and any("comma" in node.means for node in self.nodes[last + 1 : i])

    def _attributive(self, i: int, phrase: Phrase) -> bool:
        """Whether a phrase is of the figure after it, and no further (``昨年の3億円から5億円に``)."""
        return phrase.key == "attributive" and i + 1 in self.figures

    def _tails(self, last: int, i: int) -> bool:
        """Whether a phrase that can trail ends what is said of the figure before it (``总投资50亿元，为期三年。``)."""
        if sum("comma" in node.means for node in self.nodes[last + 1 : i]) > 1:
            return False
        return i + 1 >= len(self.nodes) or bool(self.nodes[i + 1].means.keys() & {"comma", "semicolon", "stop", "close"})

    def _shut_in(self, last: int, i: int) -> bool:
        """Whether a phrase stands between its figure and their verb, with no comma, no other verb and no figure of its own after it."""
        if any(node.means.keys() & {"comma", "semicolon", "stop", "finite"} for node in self.nodes[last + 1 : i]):
            return False
        for node in self.nodes[i + 1 :]:
            if node.means.keys() & {"comma", "semicolon", "stop"}:
                return True
            if isinstance(node, Figure):
                return False
        return True

    def _adverb_trails(self, i: int, phrase: Phrase) -> bool:
        """``ежегодно`` leads the next figure of its clause, and trails the last one where there is none."""
        here = [j for j in self.figures if self.clause[j] == self.clause[i] and self.nodes[j].kind in ("money", "percent")]
        if self._counted(i):
            self.linked.add(i)
            return True
        if not here or here[-1] > i:
            return False
        self.linked.add(i)
        self._give(here[-1], phrase)
        return True

    def _other_verb(self, j: int, i: int) -> bool:
        """Whether a coordinated verb of its own stands before the phrase (``costs 5% and must be repaid by 2027``)."""
        between = self.nodes[j + 1 : i]
        return any("coordinator" in one.means and "finite" in other.means for one, other in pairwise(between))

    def _own_verb(self, j: int, i: int) -> bool:
        """Whether the phrase is the time of what is done with the figure (``the budget of $5m will be voted in March``)."""
        if any("ownverb" in node.means for node in self.nodes[j + 1 : i]):
            return True
        if not self._verb_between(j, i):
            return False
        for node in self.nodes[i + 1 : i + 4]:  # the verb stands last
            if node.means.keys() & {"comma", "stop", "semicolon"} or isinstance(node, Figure):
                return False
            if "ownverb" in node.means:
                return True
        return False

    def _set_off(self, j: int, i: int) -> bool:
        """Whether the figure closes what a comma parts from the phrase's verb (``the bridge, valued at $5m, was built in 1990``)."""
        return self.nodes[i].role in ("in", "at") and j + 1 < i and self._comma(j + 1) and self._verb_between(j, i)

    def _verb_between(self, j: int, i: int) -> bool:
        return any("finite" in node.means for node in self.nodes[j + 1 : i])

    def _adverbial(self, i: int) -> bool:
        """Whether a bare span ends its phrase (``$5 million last year``), rather than opening a noun's (``its 2025 outlook``)."""
        if self.nodes[i].calendar.kind == "relative":
            return True
        return i + 1 >= len(self.nodes) or bool(self.nodes[i + 1].means.keys() & {"comma", "stop", "close", "semicolon"})

    def _holders(self, before: list[int], i: int) -> list[int]:
        """The figures that a trailing phrase holds for."""
        last = before[-1]
        if self._verb_between(last, i) and not any(
            "finite" in node.means and "past" not in node.means for node in self.nodes[before[0] : last]
        ):
            return [j for j in before if self._coordinated_to(j, last)]
        return [*self._change_size(last), last]

    def _coordinated_to(self, j: int, last: int) -> bool:
        return j == last or any("and" in node.means for node in self.nodes[j + 1 : last])

    def _give(self, j: int, phrase: Phrase) -> None:
        figure = self.nodes[j]
        if not any(own.role == phrase.role for own in figure.periods):
            figure.periods.append(phrase)

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
        later = next((k for k in range(i + 1, len(self.nodes)) if self._rivals(i, k)), None)
        if later is not None:
            return
        others = (k for k in range(i + 1, len(self.nodes)) if isinstance(self.nodes[k], Phrase) and k not in self.linked)
        after = next((k for k in others if self.nodes[k].role == phrase.role), len(self.nodes))
        if i and "ownverb" in self.nodes[i - 1].means:  # `voted in April, the plan provides $60 billion`
            after = next((k for k in range(i + 1, after) if "finite" in self.nodes[k].means), after)
        held = -1
        for j in self.figures:
            if j == i + 1 and self._compared_after(j):
                self._give(j, phrase)  # `geçen yılki 89 milyon liraya kıyasla 96 milyon lira`
                return
            if i < j < after and self.clause[j] == self.clause[i] and not self._compared(j):
                own = self.nodes[j].periods
                beside = bool(own) and (own[-1] is self.nodes[i - 1] or own[-1] is self.nodes[i + 1]) and own[-1].role != phrase.role
                if not own or beside or ((held < 0 or self._tied(held, j)) and all(one.role == "per" for one in own)):
                    own.append(phrase)
                if self._colon_after(i):
                    return
                held = j

    def _adjective(self, i: int, phrase: Phrase) -> None:
        """``annual revenue of $5bn``: for that noun's own figures, and no further."""
        passed = i
        for j in self.figures:
            if j > i and self.clause[j] == self.clause[i]:
                figure = self.nodes[j]
                if j - passed > _ADJECTIVE_REACH + 4 or any(p.role == "per" for p in figure.periods) or self._itemized(passed, j):
                    return
                if figure.kind in ("money", "percent") and not (figure.kind == "percent" and self._is_size(i, j)):
                    figure.periods.append(phrase)
                    for size in self._change_size(j):
                        if self.nodes[size].kind == "money":
                            self._give(size, phrase)
                    return
                passed = j

    def _is_size(self, i: int, j: int) -> bool:
        """Whether the figure is a change's size rather than the noun's own number."""
        if self.leading and j == i + 1:
            return False  # `연 3.0%에서 2.75%로`
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
        if before and "compared" in before[-1].means:
            return not (self.leading and j + 1 < len(self.nodes) and "change" in self.nodes[j + 1].means)  # `전년보다 21% 늘어난`
        for node in reversed(before[-5:]):
            if isinstance(node, Figure):
                break  # the new level, after the old one
            if "compared" in node.means and "from" in node.means:
                return True
        for k, node in enumerate(self.nodes[j + 1 : j + 5], j + 1):
            if isinstance(node, Figure):
                return False
            if "earlier" in node.means:
                return not self._opens_earlier(k)
        return False

    def _opens_earlier(self, k: int) -> bool:
        """Whether a word for an earlier time opens what says the figure of that time (``4 Millionen, ein Jahr zuvor waren es 3``)."""
        parted = bool(self.nodes[k - 1].means.keys() & {"comma", "semicolon", "coordinator", "opener"})
        return parted and "earliertime" in self.nodes[k].means and any(j > k for j in self.figures)


def figure_follows(nodes: list[Any], j: int) -> bool:
    """Whether ``to <figure>`` follows, so that the figure before it is the size of a change."""
    return j + 2 < len(nodes) and "to" in nodes[j + 1].means and isinstance(nodes[j + 2], Figure)
