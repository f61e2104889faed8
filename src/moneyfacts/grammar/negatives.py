"""The signs of the ends of a range: ``-1 to 1 percent``, ``-$5–-$3``, ``-5 to -3 million``."""

from __future__ import annotations

from decimal import Decimal

from moneyfacts.grammar.engine import Found
from moneyfacts.grammar.figure import Figure

#: The minus of a bare first number.
MINUS = r"(?P<minus><_minus>(?=<.number>)|(?:(?<![\s\S])|(?<=<open>))<minus>(?=<.number>)|<minusword>)?"


def negate_first(found: Found, figure: Figure) -> None:
    """Turn the sign of a bare number that has a minus before it."""
    if "minus" in found:
        figure.negate()
        figure.start = figure.first = found.sheet.starts[found.at("minus")]


def negate_ends(found: Found, low: Figure, high: Figure) -> None:
    """The signs that are no part of the ends yet: a bare number's, and that of ``-$5–-$3``, whose second stroke is a minus."""
    negate_first(found, low)
    strokes = "".join(found.sheet.words(*found.run("dash")).split()) if "dash" in found else ""
    assert low.value is not None
    if low.value < 0 and len(strokes) > 1:  # after a positive one `--` is a dash
        high.negate()


def smaller(low: Figure, high: Figure, bare: Decimal) -> bool:
    """Whether the first number is below the second without its scale, ``bare``; of two negative ones the first is the larger by size."""
    size = abs(low.numeral.value)
    assert low.value is not None
    assert high.value is not None
    if low.value >= 0:
        return size < bare
    return size > bare if high.value < 0 else size < 10 * bare  # `-2 to 1 million`, but `-500 to 1 million`
