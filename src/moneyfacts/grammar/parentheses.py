"""Parentheses that are a minus sign in accounts: ``$(1,234)``, ``($75.00)``.

>>> [rule.name for rule in RULES]
['<currency>(<number>)', '(<amount>)']
"""

from __future__ import annotations

from typing import Any

from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import CLASSES, Figure
from moneyfacts.grammar.numerals import numeral_of

Built = tuple[Figure, frozenset[str]]


def _mantle(found: Found, context: Any) -> Built | None:
    """Accounting parentheses around a whole amount are a minus sign."""
    figure: Figure = found.node("figure")
    if figure.value is None or figure.value < 0 or figure.first != figure.start or not _accounting(found):
        return None  # `(more than $5)` hugs no more than a whole fact, nor do `[$5]`
    figure.negate()
    figure.start = figure.first = found.sheet.starts[found.match.start()]
    figure.end = figure.last = found.sheet.ends[found.match.end() - 1]
    figure.rules += (("(<amount>)", figure.start, figure.end),)
    return figure, CLASSES[figure.kind]


_PARENTHESES = ("(", "（")


def _accounting(found: Found) -> bool:
    """Alone in its cell, after a label that opens its line, or after a word of loss."""
    sheet = found.sheet
    i, j = found.match.span()
    before, after = sheet.nodes[:i], sheet.nodes[j:]
    if sheet.words(i, i + 1) not in _PARENTHESES:
        return False
    if not before and all("stop" in node.means for node in after):
        return True
    if _cell_edge(sheet.text[: sheet.starts[i]], -1) and _cell_edge(sheet.text[sheet.ends[j - 1] :], 0):
        return True
    if len(before) > 1 and "colon" in before[-1].means:
        if i <= _LABEL and _cell_edge(sheet.text[sheet.ends[j - 1] :], 0):
            return True  # `Credit memo: ($75.00)`
        before = before[:-1]
    if len(before) > 1 and "of" in before[-1].means:
        before = before[:-1]
    return bool(before) and "loss" in before[-1].means


#: How many nodes a label has, with its colon.
_LABEL = 5


def _cell_edge(text: str, at: int) -> bool:
    """Whether a table cell ends where this text does: at a tab, a bar, a line end, or two spaces."""
    rest = text.rstrip(" ") if at else text.lstrip(" ")
    return not rest or rest[at] in "\t|\n" or len(text) - len(rest) > 1


def _signed_parentheses(found: Found, context: Any) -> Built | None:
    """``$(1,234)``."""
    numeral = numeral_of(found.node("number"))
    sheet, (i, j) = found.sheet, found.match.span()
    figure = Figure("money", sheet.starts[i], sheet.ends[j - 1], numeral, "<currency>(<number>)")
    means = found.node("currency").means
    figure.sense = str(means.get("sign") or means.get("code"))
    figure.written, figure.written_as = found.node("currency").key, "sign"
    scale = found.means("scale", "scalesign") or found.means("scale2", "scalesign") or found.means("scale2", "scale")
    if scale:
        figure.multiply(scale)
    figure.negate()
    return figure, CLASSES["money"]


RULES = (
    Rule("<currency>(<number>)", r"(?P<currency><sign|code>)<open>(?P<number><.number>)(?P<scale><scalesign>)?<.close>(?P<scale2><scalesign|scale>)?", _signed_parentheses),
    Rule("(<amount>)", r"<open>(?P<figure><money|percentage>)<.close>", _mantle),
)  # fmt: skip
