"""Tell the times of other things from those of figures: a reporting day, a maturity, a record, the week of a working time.

A base of the linking of one sheet, between `changes` and `trailing`.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import Any

from moneyfacts.grammar.calendar import Duration
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import PerPhrase, Phrase
from moneyfacts.link.changes import Changes
from moneyfacts.link.prices import READINGS

#: How far after its year the sum can stand that a multiple counts (``last year's earnings of $5``).
_COUNTED_REACH = 6
#: Classes of what goes on after a phrase that no noun follows.
_NO_NOUN = {"comma", "stop", "semicolon", "close", "preposition", "coordinator", "and", "or", "finite"}
#: Classes of what no relative clause says more of.
_NO_ANTECEDENT = {"comma", "stop", "semicolon", "coordinator", "opener", "relative", "finite", "open", "close", "preposition"}
#: How many nodes a preposition, its noun and a participle are at least, and what does not stand among them.
_PARTICIPLE_REACH = 4
_SEVERED = {"comma", "stop", "semicolon", "coordinator", "opener", "relative", "subject", "finite", "open", "close"}
#: How far before *since* a word of a record can stand.
_RECORD_REACH = 4


class Foreign(Changes):
    """The figures of one sheet, and which of its times are theirs."""

    def _belongs(self, at: int, phrase: Phrase, figure: Figure) -> bool:
        """Whether the phrase states a time of the figure that it follows at all."""
        if figure.kind == "multiple" and (phrase.key == "bare" or phrase.role == "per") and not self._ends_here(at):
            return False  # `12 times 2024 EBITDA`, `0.8 times annual sales`, but `grew threefold last year`
        if phrase.key == "adjective" and not isinstance(self.nodes[at - 1], PerPhrase):  # `a 15 cents a share quarterly dividend`
            return False
        return not self._possessive(at) and not self._foreign(at, phrase)

    def _possessive(self, at: int) -> bool:
        """Whether a phrase owns what follows it (``14 times last year's earnings``)."""
        return at + 1 < len(self.nodes) and "apostrophe" in self.nodes[at + 1].means

    def _foreign(self, at: int, phrase: Phrase) -> bool:
        """A reporting day, a maturity, a record: times of something else."""
        before = self.nodes[at - 1].means if at else {}
        if self._not_of_figure(at, phrase, before):
            return True
        if "terminator" in before or "superlative" in before or self._of_a_change(at):
            return True
        if phrase.duration and phrase.role == "over" and phrase.key != "ahead" and self._is_term(at):
            return True
        if phrase.role == "since" and self._record_before(at):
            return True
        if phrase.duration and phrase.role == "over" and self._ranked_before(at):
            return True
        after = [node.means for node in self.nodes[at + 1 : at + 4]]
        if (
            phrase.key == "bare"
            and before.keys() & {"bound.before", "on"}
            and phrase.calendar is not None
            and phrase.calendar.kind == "relative"
        ):
            return True  # `5% over last year`
        if phrase.role == "in" and self._compared_after(at):
            return True  # `geçen yıla göre`
        if any("event" in means for means in after) or (self._compared_with(at) and phrase.role == "in"):
            return True
        if phrase.role == "in" and phrase.calendar is not None and before.get("bound.before") in ("more_than", "less_than"):
            return True  # `12 million more than last year`
        calendar = phrase.calendar
        if phrase.role in ("in", "at") and self._of_saying(at, phrase):
            return True
        if calendar is not None and calendar.kind == "monthonly" and self._of_delivery(at, phrase):
            return True
        if calendar is None or phrase.role not in ("in", "at"):
            return False
        if calendar.kind in ("date", "dateday"):
            if phrase.key == "bare" and self._colon_after(at):
                phrase.role = "at"  # `31 December 2023: €4.1 million`
            return phrase.role == "in" or "reporting" in before
        return phrase.key == "bare" and calendar.kind == "year" and at > 0 and self._named(at - 1)

    def _not_of_figure(self, at: int, phrase: Phrase, before: dict[str, Any]) -> bool:
        """Whether the word beside a phrase takes it for itself."""
        after = self.nodes[at + 1].means if at + 1 < len(self.nodes) else {}
        if phrase.key == "bare" and ("termnoun" in after or self._multiplied(at)):
            return True  # `the 2026 notes`, `12 times 2024 earnings`
        if phrase.key == "bare" and at > 1 and "of" in before and "time" in self.nodes[at - 2].means:
            return True  # `in the first week of February`
        if phrase.key == "bare" and {"opener", "preposition"} <= before.keys() and self._ends_here(at):
            return True  # `hired after July 2025`
        if self._of_relative(at) or self._of_compared_number(at):
            return True
        if phrase.duration and phrase.role == "over" and after.keys() & {"of", "earlier"}:
            return True  # `enough for 17 months of imports`, `within 90 days of the sale`, `over a year ago`
        return phrase.role == "since" and "change" in before and "sizeby" not in after  # `its debts of $5 million have doubled since 2022`

    def _ends_here(self, at: int) -> bool:
        """Whether no noun follows a phrase that it could belong to."""
        return at + 1 >= len(self.nodes) or bool(self.nodes[at + 1].means.keys() & _NO_NOUN)

    def _multiplied(self, at: int) -> bool:
        """Whether a year is that of what a multiple counts, which states no sum itself (``12 times 2024 earnings``)."""
        if not at or getattr(self.nodes[at - 1], "kind", "") != "multiple" or self._ends_here(at):
            return False
        figure = next((k for k in self.figures if at < k <= at + _COUNTED_REACH), -1)
        return figure < 0 or "of" not in self.nodes[figure - 1].means

    def _of_delivery(self, at: int, phrase: Phrase) -> bool:
        """Whether a month is when something traded is delivered (``May cocoa lost £97``, ``April gold futures``, ``Brent for April``)."""
        if phrase.key != "bare":
            return at > 0 and "commodity" in self.nodes[at - 1].means
        traded = False
        for node in self.nodes[at + 1 : at + 5]:
            if "futures" in node.means:
                return True
            if isinstance(node, Figure) or node.means.keys() & {"finite", "change", "comma", "stop"}:
                return traded
            traded = "commodity" in node.means
        return False

    def _record_before(self, at: int) -> bool:
        """Whether a record stands shortly before, with no verb between (``the first loss since 1979``)."""
        near = [node.means.keys() for node in reversed(self.nodes[max(0, at - _RECORD_REACH) : at])]
        return any(keys & {"superlative", "ordinal"} for keys in takewhile(lambda keys: "finite" not in keys, near))

    def _ranked_before(self, at: int) -> bool:
        """Whether what is counted in a length of time stands right before it (``its third sale within a year``)."""
        if at < 2 or isinstance(self.nodes[at - 1], READINGS):
            return False
        return bool(self.nodes[at - 2].means.keys() & {"superlative", "ordinal"})

    def _is_term(self, at: int) -> bool:
        """Whether a duration is the term of a bond or a loan (``10 yıllık tahvil faizi``, ``bonos alemanes a diez años``)."""
        first = at - 2 if at > 1 and self.nodes[at - 1].means.keys() <= {"country", "demonym"} else at - 1
        beside = (*self.nodes[max(0, first) : at], *self.nodes[at + 1 : at + 2])
        return any("termnoun" in node.means for node in beside)

    def _of_a_change(self, at: int) -> bool:
        """Whether a phrase stands after a change of its own (``a 70% chance of a cut in June``)."""
        if not at or "change" not in self.nodes[at - 1].means:
            return False
        for node in reversed(self.nodes[max(0, at - 5) : at - 1]):
            if isinstance(node, Figure) or node.means.keys() & {"comma", "stop", "finite", "change"}:
                return False
            if "article" in node.means:
                return True
        return False

    def _of_saying(self, at: int, phrase: Phrase) -> bool:
        """Whether a phrase is when something was said (``said in May it would pay $5 million``, ``told reporters last week that``)."""
        verb = at - 1 if at < 2 or self.nodes[at - 1].means else at - 2
        said = at > 0 and self.nodes[verb].means.get("reporting") == "said"
        if not said or phrase.key != "bare":
            return said
        after = self.nodes[at + 1].means.keys() if at + 1 < len(self.nodes) else {"stop"}
        return bool(after & {"relative", "subject", "the", "article", "comma", "stop", "semicolon"})

    def _compared_with(self, at: int) -> bool:
        """Whether a word of comparison stands before node ``at``, or before its article."""
        k = at - 2 if at > 1 and self.nodes[at - 1].means.keys() & {"the", "boundthe"} else at - 1
        relative = k > 0 and "commarelative" in self.nodes[k].means and "comma" in self.nodes[k - 1].means  # Swedish `, som 2019 var`
        return k >= 0 and "compared" in self.nodes[k].means and not relative

    def _compared_after(self, at: int) -> bool:
        """Whether a word of comparison follows what it compares with."""
        return at + 1 < len(self.nodes) and "compared.after" in self.nodes[at + 1].means

    def _named(self, at: int) -> bool:
        """Whether a word is part of a name (``Euro 2024``)."""
        word = self.sheet.words(at, at + 1)
        if self._has_ending(at + 1):
            return False
        return (
            not (self.capital and "name" not in self.nodes[at].means)
            and word[:1].isupper()
            and at > 0
            and not self.nodes[at].means.keys() & {"month", "figure", "sub", "fiscal", "change", "finite", "modal"}
        )

    def _has_ending(self, at: int) -> bool:
        """Whether an ending that says nothing hangs on a node by an apostrophe (``2024'te``)."""
        end = self.sheet.ends[at]
        dropped = at + 1 == len(self.nodes) or self.sheet.starts[at + 1] > end
        return dropped and self.sheet.text[end : end + 1] in ("'", "’")

    def _other_verb(self, j: int, i: int) -> bool:
        """Whether a coordinated verb of its own stands before the phrase (``costs 5% and must be repaid by 2027``)."""
        between = self.nodes[j + 1 : i]
        return any("coordinator" in one.means and "finite" in other.means for one, other in pairwise(between))

    def _of_participle(self, j: int, i: int) -> bool:
        """Whether a phrase follows the participle of another noun (``a gain of $290 million on an investment made in 2016``)."""
        if self.nodes[i - 1].means.get("finite") != "participle" or i - j < _PARTICIPLE_REACH:
            return False
        between = self.nodes[j + 1 : i - 1]
        if any(isinstance(node, READINGS) or node.means.keys() & _SEVERED for node in between) or "preposition" not in between[0].means:
            return False
        before = (node for k, node in enumerate(self.nodes[:j]) if self.clause[k] == self.clause[j])
        return any("finite" in node.means and "reporting" not in node.means for node in before)

    def _reporting_day(self, j: int, i: int, phrase: Phrase) -> bool:
        """Whether a date is when a figure was reported (``3%, the company said on a call on Feb. 20``)."""
        if phrase.calendar is None or phrase.calendar.kind not in ("date", "dateday"):
            return False
        between = self.nodes[j + 1 : i]
        comma = next((k for k, node in enumerate(between) if "comma" in node.means), len(between))
        return any("reporting" in node.means for node in between[comma:])

    def _own_verb(self, j: int, i: int) -> bool:
        """Whether the phrase is the time of what is done with the figure (``the budget of $5m will be voted in March``)."""
        for before, node in pairwise(self.nodes[j:i]):
            if node.means.get("ownverb") == "forecast":
                if "subject" in before.means and self.nodes[i].role in ("in", "at"):
                    return True  # `higher than the 3% it projected in December`
            elif "ownverb" in node.means and (node.means["ownverb"] != "participle" or "finite" not in before.means):
                return True  # a participle after a finite verb is the figure's own (`$5m was approved in 2023`)
        if not self._verb_between(j, i):
            return False
        for node in self.nodes[i + 1 : i + 4]:  # the verb stands last
            if node.means.keys() & {"comma", "stop", "semicolon"} or isinstance(node, Figure):
                return False
            if "ownverb" in node.means:
                return True
        return False

    def _of_compared_number(self, at: int) -> bool:
        """Whether a phrase is the time of a count compared with (``to 16.4 tonnes in January from 23.1 in December``)."""
        if at < 2 or isinstance(self.nodes[at - 1], READINGS) or "compared" not in self.nodes[at - 2].means:
            return False
        return "number" in self.sheet.classes(at - 1)

    def _of_relative(self, at: int) -> bool:
        """Whether a phrase follows the verb of a noun's own clause (``the crop that began in October``, ``every pound it made in May``)."""
        if at < 3 or "finite" not in self.nodes[at - 1].means or not any(k < at for k in self.figures):
            return False
        opens, noun = self.nodes[at - 2].means.keys(), self.nodes[at - 3]
        if isinstance(noun, READINGS) or noun.means.keys() & _NO_ANTECEDENT:
            return False
        return "relative" in opens or ("subject" in opens and not (at + 1 < len(self.nodes) and "finite" in self.nodes[at + 1].means))

    def _verb_between(self, j: int, i: int) -> bool:
        return any("finite" in node.means for node in self.nodes[j + 1 : i])

    def _counted(self, i: int) -> bool:
        """Whether a time is that of something counted (``40 часов в неделю``, ``haftada 5 gün``)."""
        if i and (isinstance(self.nodes[i - 1], Duration) or "number" in self.sheet.classes(i - 1)):
            return True  # `…, im Schnitt also 7,6 Millionen pro Jahr`: a bare number's
        after = self.nodes[i + 1 : i + 2]
        if any(isinstance(node, Duration) or "num" in node.means for node in after):
            return True
        noun = self.nodes[i - 1]
        return i > 1 and "num" in self.nodes[i - 2].means and not isinstance(noun, READINGS) and "comma" not in noun.means

    def _colon_after(self, i: int) -> bool:
        return i + 1 < len(self.nodes) and "colon" in self.nodes[i + 1].means
