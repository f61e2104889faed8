"""Where clauses begin: a table of openers and one heuristic.

A clause has its own subject and finite verb; appositions, participles and ``of which …`` belong to the clause they
hang on. A semicolon or a stop always divides; an opener (*while*, *after*) or a relative divides where a finite verb
follows before the next division; a coordinator divides where both sides have a finite verb and a subject of its own
follows it. Where unsure, one clause.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import Phrase
from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.scan.sheet import Sheet

#: How many nodes an adverbial between a coordinator and its pronoun can have, and what ends one.
_ADVERBIAL_REACH = 6
_ENDS_ADVERBIAL = {"finite", "stop", "semicolon", "coordinator", "relative"}


class Clauses:
    """Finds the clauses of a sheet with a lexicon's classes."""

    def __init__(self, lexicon: Lexicon) -> None:
        pattern = lexicon.alphabet.pattern
        self._marks = pattern("<semicolon|stop|opener|coordinator|relative>|(?<=<comma>)<commarelative>")
        self._finite = pattern("<finite>")
        self._any = pattern("<opener|coordinator|relative|commarelative|semicolon|stop>")
        self._resumed = pattern("<comma><finite>")
        self.respectively = pattern("<respectively>")

    def numbers(self, sheet: Sheet) -> list[int]:
        """The clause number of each node."""
        cuts = self._cuts(sheet)
        if not cuts:
            return [0] * len(sheet.nodes)
        numbers = [0] * cuts[0]
        current = 0
        outer: int | None = None  # the clause that a relative one stands in
        for made, (i, end) in enumerate(pairwise((*cuts, len(sheet.nodes))), 1):
            relative = sheet.nodes[i].means.keys() & {"relative", "commarelative"}
            outer = (current if outer is None else outer) if relative else None
            resumed = self._resumed.search(sheet.letters, i + 1) if relative else None
            if outer is not None and resumed and resumed.start() < end:  # the clause around a relative one goes on
                numbers += [made] * (resumed.start() - i) + [outer] * (end - resumed.start())
                current, outer = outer, None
            else:
                numbers += [made] * (end - i)
                current = made
        return numbers

    def _resumes(self, sheet: Sheet, i: int) -> bool:
        """Whether the clause around a relative one goes on: a comma, and its finite verb."""
        return self._resumed.match(sheet.letters, i) is not None

    def _cuts(self, sheet: Sheet) -> list[int]:
        letters = sheet.letters
        verbs = [match.start() for match in self._finite.finditer(letters)]
        if not self._any.search(letters):
            return []
        marks = [match.start() for match in self._marks.finditer(letters)]
        cuts: list[int] = []
        for at, i in enumerate(marks):
            after = marks[at + 1] if at + 1 < len(marks) else len(letters)
            if self._divides(sheet, i, after, cuts[-1] if cuts else 0, verbs):
                cuts.append(i)
        return cuts

    def _divides(self, sheet: Sheet, i: int, after: int, before: int, verbs: list[int]) -> bool:
        means: dict[str, Any] = sheet.nodes[i].means
        if "stop" in means and i and _abbreviates(sheet, i - 1):
            return False
        if "semicolon" in means or "stop" in means:
            return not getattr(sheet.nodes[min(i + 1, len(sheet.nodes) - 1)], "taken", False)  # `($540 million; 431 million pounds)`
        if "relative" in means and "compared" not in means and i > 0 and _closes_figure(sheet, i - 1):
            return False  # it is of its figure: `the $250 that they got in May`
        if _subject_follows(sheet, i + 1):
            return True
        verb = next((v for v in verbs if v > i), None)
        if verb is None or (verb >= after and not _only_soft(sheet, after, verb)):
            return False
        if "opener" in means or ("commarelative" in means and self._resumes(sheet, verb + 1)):
            return True
        if "relative" in means:
            return i > 0 and "of" not in sheet.nodes[i - 1].means and ("comma" in sheet.nodes[i - 1].means or verb <= i + 3)
        if verb == i + 1 and "reporting" in sheet.nodes[verb].means:  # `and said its profit had risen`
            verb = next((v for v in verbs if verb + 1 < v < after), verb)
        list_goes_on = any("comma" in node.means for node in sheet.nodes[i + 1 : verb])
        return verb > i + 1 and not list_goes_on and any(before <= v < i for v in verbs)


def _closes_figure(sheet: Sheet, i: int) -> bool:
    """Whether a figure ends at a node, or an equivalent that commas set off."""
    if i and "comma" in sheet.nodes[i].means:
        return bool(getattr(sheet.nodes[i - 1], "taken", False))
    return getattr(sheet.nodes[i], "kind", "") == "money"


def _abbreviates(sheet: Sheet, i: int) -> bool:
    """Whether the stop after a word is its own (``In 2023 Mr. Smith paid $5``)."""
    word = sheet.words(i, i + 1)
    return "abbreviated" in sheet.nodes[i].means or (len(word) == 1 and word.isupper())


def _subject_follows(sheet: Sheet, i: int) -> bool:
    """Whether a pronoun is the subject from ``i``, also behind a time (``and in Q1 we plan``, ``and for the full year we see``)."""
    prepositional = i < len(sheet.nodes) and "preposition" in sheet.nodes[i].means
    for node in sheet.nodes[i : i + _ADVERBIAL_REACH]:
        if "subject" in node.means:
            return True
        if isinstance(node, Figure) or not (prepositional or isinstance(node, Phrase)) or node.means.keys() & _ENDS_ADVERBIAL:
            return False
    return False


def _only_soft(sheet: Sheet, first: int, verb: int) -> bool:
    """Whether only a coordinator inside a noun phrase stands between a mark and its verb."""
    means = sheet.nodes[first].means
    return "coordinator" in means and "opener" not in means and verb - first <= 6
