"""Times that stand after their figure: which figures they hold for, and when they lead what follows, or are of something else.

A base of the linking of one sheet, between `foreign` and `periods`.
"""

from __future__ import annotations

from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import Phrase
from moneyfacts.link.foreign import Foreign

#: What after a phrase goes on with the clause before it.
_GOES_ON = {"stop", "semicolon", "close", "preposition", "and", "coordinator", "respectively", "of"}
#: Kinds of calendar spans that can stand after a figure by themselves.
_TRAILING_BARE = {"relative", "year", "quarter", "month", "monthonly"}


class Trailing(Foreign):
    """The figures of one sheet, and the phrases that follow them."""

    def _trails(self, i: int) -> bool:
        """Give a phrase to the figure before it in its clause; False where there is none."""
        phrase = self.nodes[i]
        if phrase.key == "adjective" or self._attributive(i, phrase):
            return False
        if phrase.key == "adverb":
            return self._adverb_trails(i, phrase)
        before = [j for j in self.figures if j < i and self.clause[j] == self.clause[i]]
        before = [j for j in before if not self._in_brackets(j, i)] or before
        if self._foreign(i, phrase):
            self.linked.add(i)
            return True
        if phrase.key == "trailing" and before and self._tails(before[-1], i):
            self._give(before[-1], phrase)
            self.linked.add(i)
            return True
        if not before or self._opens(before[-1], i, phrase):
            return False
        self.linked.add(i)
        if not self._of_another(before[-1], i, phrase):
            for j in self._holders(before, i):
                self._give(j, phrase)
        return True

    def _opens(self, last: int, i: int, phrase: Phrase) -> bool:
        """Whether a phrase with a figure before it leads what follows all the same."""
        if self._colon_after(i) or self._takes_to_next(last, i):
            return True
        if self.leading:
            return not self._shut_in(last, i)
        if phrase.key == "bare" and (phrase.calendar is None or phrase.calendar.kind not in _TRAILING_BARE or not self._adverbial(i)):
            return True
        if not self._figure_after(i) or self._in_its_clause(last, i):
            return False
        return self._opens_again(i) or (self._verb_between(last, i) and not self._closed(i))

    def _of_another(self, last: int, i: int, phrase: Phrase) -> bool:
        """Whether a phrase after a figure is the time of something else that stands between them."""
        if not self.leading and self._opens_again(i):
            return True
        if self._led(last, i) or self._of_a_bare_number(last, i):
            return True
        if phrase.role == "per" or self._counts_between(last, i) or self._other_verb(last, i):
            return True
        return self._own_verb(last, i) or self._of_participle(last, i) or self._set_off(last, i) or self._reporting_day(last, i, phrase)

    def _figure_after(self, i: int) -> bool:
        return any(j > i and self.clause[j] == self.clause[i] for j in self.figures)

    def _in_brackets(self, j: int, i: int) -> bool:
        """Whether a figure stands in brackets behind another and the phrase does not (``$2m (2022: $1m) was spent in 2023``)."""
        if not any("close" in node.means for node in self.nodes[j + 1 : i]):
            return False
        opened = next((k for k in range(j - 1, -1, -1) if self.nodes[k].means.keys() & {"open", "close"}), -1)
        return opened > 0 and "open" in self.nodes[opened].means and any(k < opened for k in self.figures)

    def _led(self, j: int, i: int) -> bool:
        """Whether a figure's noun has a time before it, which beats one behind their verb (``Last year's $2bn won't recur this year``)."""
        if not self._verb_between(j, i):
            return False
        for k in range(j - 1, -1, -1):
            node = self.nodes[k]
            if isinstance(node, Figure) or "finite" in node.means or self.clause[k] != self.clause[j]:
                return False
            if isinstance(node, Phrase) and node.role == self.nodes[i].role and k not in self.linked:
                return True
        return False

    def _opens_again(self, i: int) -> bool:
        """Whether a phrase after *and* opens what follows (``and, through May 2024, $7m``; ``and by 2026 those costs go to zero``)."""
        k = i - 2 if i > 1 and self._comma(i - 1) else i - 1
        if k < 0 or "coordinator" not in self.nodes[k].means or self.nodes[i].key == "bare" or i + 1 >= len(self.nodes):
            return False
        if self.nodes[i + 1].means.keys() & _GOES_ON:
            return False
        return self._figure_after(i) or not self._comma(i + 1)

    def _of_a_bare_number(self, j: int, i: int) -> bool:
        """Whether a number with a scale and no currency stands before a phrase (``of the $2bn, only 900 million was spent by May``)."""
        return any(self._is_bare_sum(k) for k in range(j + 1, i))

    def _is_bare_sum(self, k: int) -> bool:
        """Whether a number with a scale counts nothing (``2.4 billion this year``), as it does in ``2 million doses``."""
        number, after = self.nodes[k].means.get("num"), self.nodes[k + 1]
        if number is None or number.shape != "scaled":
            return False
        return isinstance(after, Phrase) or "of" in after.means or self._ends_here(k)

    def _closed(self, i: int) -> bool:
        """Whether a comma ends what a phrase belongs to (``the price of $64 million was paid on 2 October 2023, subject to …``)."""
        return i + 1 < len(self.nodes) and bool(self.nodes[i + 1].means.keys() & {"comma", "equal"})

    def _takes_to_next(self, last: int, i: int) -> bool:
        """Whether a phrase is of the next figure: ``…, taking the total for 2024 to $9.6 million``, ``beating last year's $980``."""
        if self._possessive(i):
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

    def _set_off(self, j: int, i: int) -> bool:
        """Whether the figure closes what commas part from the phrase's verb (``the bridge, valued at $5m, was built in 1990``)."""
        if self.nodes[i].role not in ("in", "at") or j + 1 >= i or not self._comma(j + 1) or not self._verb_between(j, i):
            return False
        opening = [k for k in range(j) if self.clause[k] == self.clause[j]]
        return any(map(self._comma, opening)) or bool(opening and "of" in self.nodes[opening[0]].means)

    def _adverbial(self, i: int) -> bool:
        """Whether a bare span ends its phrase (``$5 million last year``), rather than opening a noun's (``its 2025 outlook``)."""
        if self.nodes[i].calendar.kind == "relative":
            return True
        return i + 1 >= len(self.nodes) or bool(self.nodes[i + 1].means.keys() & {"comma", "stop", "close", "semicolon"})

    def _holders(self, before: list[int], i: int) -> list[int]:
        """The figures that a trailing phrase holds for."""
        last = before[-1]
        subjects = not any("finite" in node.means for node in self.nodes[before[0] : last])
        if subjects and self._verb_between(last, i) and not self._in_its_clause(last, i):
            return [*self._put_otherwise(last), *[j for j in before if self._coordinated_to(j, last)]]
        return [*self._change_size(last), *self._put_otherwise(last), last]

    def _in_its_clause(self, last: int, i: int) -> bool:
        """Whether a phrase stands in the clause that says more of a figure (``the $310m that it paid in 2018 compares with $20m``)."""
        verbs = sum("finite" in node.means for node in self.nodes[last + 1 : i])
        opens = self.nodes[last + 1].means.keys()
        return verbs == 1 and bool(opens & {"relative", "subject"}) and "compared" not in opens

    def _coordinated_to(self, j: int, last: int) -> bool:
        between = self.nodes[j + 1 : last]
        if any("relative" in node.means for node in between):
            return False  # `Of the $3 billion that it set aside for meals and care, $1 billion was spent by May`
        return j == last or any("and" in node.means for node in between)

    def _give(self, j: int, phrase: Phrase) -> None:
        figure = self.nodes[j]
        if not any(own.role == phrase.role for own in figure.periods):
            figure.periods += (phrase,)

    def _comma(self, at: int) -> bool:
        return "comma" in self.nodes[at].means
