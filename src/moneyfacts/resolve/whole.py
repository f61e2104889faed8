"""One whole expression: whether the facts that were read cover all of a text, and where not.

>>> from moneyfacts.lexicon.lexicon import lexicon
>>> whole("$5 now", [], frozenset({"money"}), lexicon(("en",)))
Traceback (most recent call last):
...
moneyfacts.errors.ParseError: ...
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category

from moneyfacts.errors import ParseError
from moneyfacts.facts import Fact
from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.resolve import stops

#: Marks that may stand between the parts of one fact, and need not be read.
_BETWEEN = frozenset(",;:()")


def whole(text: str, facts: list[Fact], kinds: Iterable[str], lexicon: Lexicon) -> Fact:
    """The only fact, if its words cover the text apart from outer space and a final full stop. Errors: ``ParseError``."""
    if not facts:
        raise ParseError(text, *stops.without_fact(text, kinds, lexicon))
    fact = next((fact for fact in facts if fact.kind in kinds), None)
    if fact is None:
        raise ParseError(text, facts[0].span[0], "", stops.names(kinds))
    unread = _unread(text, fact)
    if unread < 0:
        return fact
    expected = ("the end",) if unread >= fact.span[1] else ("an amount",)
    _, nearest = stops.misspelt(text, unread, lexicon)
    raise ParseError(text, unread, str(fact).replace("\N{NO-BREAK SPACE}", " "), expected, nearest)


def covers(text: str, fact: Fact) -> bool:
    """Whether the words of a fact cover the text."""
    return _unread(text, fact) < 0


def _unread(text: str, fact: Fact) -> int:
    """The first character that no part of the fact covers, or -1."""
    covered = [fact.span, *(period.span for period in fact.periods), *([fact.per.span] if fact.per else [])]
    end = len(text.rstrip())
    if text[:end].endswith(".") and not any(stop == end for _, stop in covered):
        end -= 1
    at = 0
    while at < end:
        step = max((stop for start, stop in covered if start <= at < stop), default=at)
        if step > at:
            at = step
        elif text[at].isspace() or text[at] in _BETWEEN or category(text[at]) == "Cf":
            at += 1
        else:
            return at
    return -1
