"""Tell a move from a range: ``rose from $3bn to $4bn`` states two levels, ``costs from $3 to $4`` the ends of one figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from moneyfacts.grammar.bounds import participle
from moneyfacts.grammar.engine import Found
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.numerals import numeral_of

#: How far before a range a word of change can stand that makes it a change.
CHANGE_REACH = 14
_SUBJECT_REACH = 4  # from the verb of what is to come to the word of change
NEAR_REACH = 7  # where the word before the range also means *of*, or none stands there


def are_sizes(found: Found, low: Figure, high: Figure) -> bool:
    """Whether two percentages after a word of change are both its size (``up 7% to 9%``), the second no new level."""
    if low.kind != "percent" or "from" in found:
        return False
    assert low.value is not None
    assert high.value is not None
    i = found.match.start()
    return i > 0 and "change" in found.sheet.nodes[i - 1].means and 0 < low.value < high.value < 2 * low.value


#: Classes of words before the first number of a change.
_OPENS_CHANGE = {"from", "rangefrom", "compared"}
#: How many times its size a new level is at least, where the two could also be ends.
_LEVEL = 5


def _far_apart(found: Found) -> bool:
    """Whether the second number is the new level rather than the other end (``met 12 tot 145 euro``)."""
    low, high = (side.numeral.value if isinstance(side, Figure) else numeral_of(side).value for side in (found.node("a"), found.node("b")))
    return bool(high > _LEVEL * low)


def is_change(found: Found, kind: str) -> bool:
    """Whether a word of change governs ``from A to B``."""
    nodes, (i, j) = found.sheet.nodes, found.match.span()
    if not found.node("to").key[0].isalpha():
        return False  # `3000억~3500억원으로`: a sign between two numbers joins them
    if j < len(nodes) and "rangenoun" in nodes[j].means:
        return False
    if found.means("to", "to") == "share" and any(isinstance(node, Figure) and node.kind == "percent" for node in nodes[i:j]):
        return False
    before = nodes[i - 1].means if i else {}
    if (
        found.means("to", "to") == "range"
        and not isinstance(found.node("a"), Figure)
        and "from" not in found
        and not before.keys() & _OPENS_CHANGE
    ):
        return "sizeby" in before and _far_apart(found)  # `fallen zwei bis drei Milliarden Euro weniger an`
    if found.means("to", "to") == "change" or (found.means("to", "changeto") == "final" and participle(found)) or _is_new_level(nodes, j):
        return True
    if ("from" in found or "from" in before) and _change_after(found):
        return True
    if before.keys() & {"to", "of"} and "rangefrom" not in before and "from" not in found:
        return False
    if "sizeby" in before and not isinstance(found.node("a"), Figure) and not _far_apart(found):
        return False  # `höjs med 2 till 5 kronor`
    opened = ("open" in found and "rangefrom" not in found.node("open").means) or before.keys() & {"from", "compared"}
    opened = opened or ("sizeby" in before and _far_apart(found))  # `raised the price by 2 pounds to 15 pounds`
    for k in range(i - 1, max(-1, i - (CHANGE_REACH if opened else NEAR_REACH)), -1):
        node = nodes[k]
        if isinstance(node, Figure) and opened and (node.kind in ("percent", "multiple") or _is_difference(found, node)):
            continue  # `up 12% from $3.2bn to $3.6bn`, `will rise $38 a year, from $1,912 to $1,950`
        if isinstance(node, Figure) or node.means.keys() & {"stop", "semicolon"} or ("comma" in node.means and not opened):
            return False
        if "change" in node.means and not opened and k and _to_come(nodes, k, kind):
            return False
        if "change" in node.means or ("compared" in node.means and "from" not in node.means):
            return True
    return False


def _is_new_level(nodes: list[Any], j: int) -> bool:
    """Whether a particle after the second number makes it a new level (``1만원에서 3만원으로``, ``3万円くらいに増えた``, ``90%까지 높아진다``)."""
    if j < len(nodes) and "changeto" in nodes[j].means and any("change" in node.means for node in nodes[j + 1 : j + 3]):
        return True
    j += j < len(nodes) and "bound.after" in nodes[j].means
    return j < len(nodes) and "tochange" in nodes[j].means


def _is_difference(found: Found, size: Figure) -> bool:
    """Whether an amount is the difference of two others, and so the size of their change."""
    ends = [side.value for side in (found.node("a"), found.node("b"), size) if isinstance(side, Figure) and side.kind == size.kind]
    one, other, of_change = (Decimal(0) if value is None else value for value in (*ends, None, None)[:3])
    return len(ends) == 3 and of_change != 0 and abs(one - other) == abs(of_change)


def _to_come(nodes: list[Any], k: int, kind: str) -> bool:
    """Whether the change at ``k`` is one to come (``will rise 1% to 3%``, ``we see sales up 1% to 3%``)."""
    if "modal" in nodes[k - 1].means and "month" not in nodes[k - 1].means:
        return True
    before = nodes[max(0, k - _SUBJECT_REACH) : k]
    return kind == "percent" and any("modal" in node.means and not node.means.keys() & {"to", "month"} for node in before)


def _change_after(found: Found) -> bool:
    """``from $3.2bn to $3.6bn, a rise of 12.5%``: the change is named behind its numbers."""
    after = found.sheet.nodes[found.match.end() : found.match.end() + 3]
    return len(after) == 3 and "comma" in after[0].means and "article" in after[1].means and "change" in after[2].means
