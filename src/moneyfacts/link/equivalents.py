"""Join amounts that state the same sum in different currencies, and restatements in the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from moneyfacts.grammar.bounds import apply
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.ranges import compatible
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.scan.sheet import Sheet

#: How many nodes an amount's verb can take up before the comma that its equivalent follows.
_VERB_REACH = 5
#: What a verb and what hangs on it do not hold; an article may be its particle (`brachte … ein`).
_SEVERING = "figure|number|num|comma|semicolon|stop|open|close|coordinator|opener"


class Equivalents:
    """The connectors between an amount and its equivalents, as patterns over a lexicon's classes."""

    def __init__(self, lexicon: Lexicon, plausible: Any, local: str) -> None:
        pattern = lexicon.alphabet.pattern
        between = r"(?:<valued>|<comma>?<per|period>)*"
        self._bracket = pattern(rf"{between}<comma>?(?P<open><open>)(?:<equal|comma|equals|daypart>)*(?=<money|percentage>)")
        self._or = pattern(rf"{between}(?:<comma|longdash>|<_dash>)?<daypart>?<equal>(?:<comma>?<equal>|<comma>)*(?:<of>)?(?=<money>)")
        self._comma = pattern(rf"{between}(?:<comma|longdash>|<_dash>)(?=<money>)")
        self._after_verb = pattern(rf"(?:<^{_SEVERING}>|<article>){{1,{_VERB_REACH}}}+<comma>(?P<equal><equal>)(?:<of>)?(?=<money>)")
        # some words may stand between where the rate is possible: `8 trillion yen in Japan in 2024, about $54 billion,`
        self._apart = pattern(rf"(?:<^{_SEVERING}|finite|equal>|<article>){{1,{_VERB_REACH}}}+<comma>(?=<money>)")
        self._apart_open = pattern(rf"(?:<^{_SEVERING}|finite|equal>|<article|coordinator>){{1,{_VERB_REACH}}}+<open>(?=<money>)")
        self._ended = pattern(r"<comma|stop|semicolon|close|equal>|\Z")
        self._next = pattern(r"(?:<per|period>)*(?:<semicolon|comma|slash|equal|and>)+(?=<money>)")
        self._close = pattern(r"(?:<^figure|open|close|stop|semicolon>){0,6}+<close>")
        self._respectively = pattern("<respectively>")
        self._leading = lexicon.settings.get("periods") == ["leading"]
        self._plausible = plausible
        self._local = local  # the money of the caller's territory

    def link(self, sheet: Sheet, places: list[int]) -> None:
        """Give each amount of the sheet its equivalents and take these out of the sequence; ``places`` are those of its figures."""
        figures: dict[int, Figure] = {i: sheet.nodes[i] for i in places}
        used: set[int] = set()
        for i in places[:-1]:
            figure = figures[i]
            if i in used or figure.kind not in ("money", "percent"):
                continue
            if not self._bracketed(sheet, i, figure, used) and figure.kind == "money":
                self._joined(sheet, i, figure, used)
        for at in used:
            figures[at].taken = True
        for word in self._respectively.finditer(sheet.letters):
            _share_bounds(_listed_from(sheet, figures, word.end()) if self._leading else figures.values())

    def _bracketed(self, sheet: Sheet, i: int, figure: Figure, used: set[int]) -> bool:
        match = self._bracket.match(sheet.letters, i + 1)
        if not match:
            return False
        at, found = match.end(), []
        while isinstance(sheet.nodes[at], Figure):
            found.append(at)
            more = self._next.match(sheet.letters, at + 1)
            if not more:
                break
            at = more.end()
        close = self._close.match(sheet.letters, found[-1] + 1)
        if not close or not self._take(sheet, figure, found, used):
            return False
        figure.cover(figure.first, sheet.ends[close.end() - 1], "<amount> (<equivalent>)")
        return True

    def _joined(self, sheet: Sheet, i: int, figure: Figure, used: set[int]) -> None:
        said = self._or.match(sheet.letters, i + 1) or self._converted(sheet, i)
        match = said or self._comma.match(sheet.letters, i + 1) or self._said_apart(sheet, i)
        if not match:
            return
        at = match.end()
        if not (said or sheet.nodes[at].approximate or _in_dashes(sheet, at)) or not self._plausible(figure, sheet.nodes[at]):
            return
        if at + 1 < len(sheet.nodes) and "comparative" in sheet.nodes[at + 1].means:
            return  # `costs $1.79 a litre, that is 3 cents more`
        if not _restates(figure, sheet.nodes[at]) and self._take(sheet, figure, [at], used):
            figure.cover(figure.first, sheet.nodes[at].last, "<amount> or <equivalent>")
            more = self._next.match(sheet.letters, at + 1)
            if more and "equal" in sheet.nodes[more.end() - 1].means and self._take(sheet, figure, [more.end()], used):
                figure.cover(figure.first, sheet.nodes[more.end()].last, "<amount> or <equivalent>")

    def _said_apart(self, sheet: Sheet, i: int) -> re.Match[str] | None:
        """An equivalent that some words part from its amount, and that ends what is said."""
        match = self._apart.match(sheet.letters, i + 1) or self._apart_open.match(sheet.letters, i + 1)
        return match if match and self._ended.match(sheet.letters, match.end() + 1) else None

    def _converted(self, sheet: Sheet, i: int) -> re.Match[str] | None:
        """``5 Millionen Dollar investiert, umgerechnet rund 4,6 Millionen Euro``: the verb stands before a word of conversion."""
        match = self._after_verb.match(sheet.letters, i + 1)
        return match if match and sheet.nodes[match.start("equal")].means["equal"] == "is" else None

    def _take(self, sheet: Sheet, figure: Figure, found: list[int], used: set[int]) -> bool:
        """Take the figures as equivalents or restatements; False where one can be neither."""
        others = [sheet.nodes[at] for at in found]
        restated = [_restates(figure, other) for other in others]
        new = [other for other, same in zip(others, restated, strict=True) if not same]
        if any(not _other_currency(figure, other, self._local) for other in new):
            return False
        for other in others:
            if other not in new and other.sense and len(currencies.candidates(other.sense)) < len(currencies.candidates(figure.sense)):
                figure.sense = other.sense  # `Five Million Dollars (C$5,000,000)`
        figure.equivalents += tuple(new)
        used.update(found)
        return True


def _listed_from(sheet: Sheet, figures: dict[int, Figure], start: int) -> Iterable[Figure]:
    """The first figures after a word, as far as only commas and *and* stand between them."""
    after = [i for i in figures if i >= start]
    for at, i in enumerate(after):
        if at and not all(node.means.keys() & {"comma", "and"} for node in sheet.nodes[after[at - 1] + 1 : i]):
            return
        yield figures[i]


def _in_dashes(sheet: Sheet, at: int) -> bool:
    """``5 millones de dólares –4,6 millones de euros– por el solar``."""
    around = (sheet.nodes[at - 1], sheet.nodes[at + 1]) if at + 1 < len(sheet.nodes) else ()
    return bool(around) and all(node.means.keys() & {"dash", "longdash"} for node in around)


def _share_bounds(figures: Iterable[Figure]) -> None:
    """A qualifier before coordinated amounts with *respectively* holds for all of them."""
    bound = ""
    for figure in figures:
        if figure.bound_rule:
            bound = figure.bound_rule
        elif bound and figure.exact:
            apply(figure, bound)


def _restates(figure: Figure, other: Figure) -> bool:
    """Whether it is the same sum again, in the same currency."""
    if figure.kind != other.kind or not compatible(figure, other) or figure.unit != other.unit:
        return False
    return (figure.value, figure.is_range) == (other.value, other.is_range) and (
        not figure.is_range or (figure.low, figure.high) == (other.low, other.high)
    )


def _other_currency(figure: Figure, other: Figure, local: str) -> bool:
    """Whether the two can be in different currencies, and are not the same word or sign."""
    if figure.kind != "money" or other.kind != "money":
        return False
    if figure.country != other.country and figure.country and other.country:
        return True  # ``50 US cents, or 79 Australian cents``
    if figure.sense == other.sense:
        return False
    return not (compatible(figure, other) and _likely(figure.sense, local) == _likely(other.sense, local))


def _likely(sense: str, local: str) -> str:
    """What a sign or name most likely means in the caller's territory: in Canada, ``$5 (US$3.60)`` are two currencies."""
    return local if local in currencies.candidates(sense) else currencies.default_of(sense)
