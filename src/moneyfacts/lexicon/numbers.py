"""Read a numeral written in digits: its separators, by locale and by shape.

Limits: ASCII and native decimal digits; groups of three, or Indian groups (12,34,567). A run of more than
:data:`MOST_DIGITS` digits is no number. Source of the separators: CLDR, ``data/locales.tsv``.

>>> read("1,234.50", ENGLISH)
Numeral(value=Decimal('1234.50'), quantum=Decimal('0.01'), shape='grouped2', scale=Decimal('1'))
>>> read("1.789", NumberFormat(decimal=",", group="."))
Numeral(value=Decimal('1789'), quantum=Decimal('1'), shape='grouped', scale=Decimal('1'))
>>> read("1.2.3", ENGLISH) is None
True
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

MOST_DIGITS = 1000
#: For quotients that need not be exact; like all arithmetic here it owes nothing to the thread's context.
RATIO = Context(prec=28, rounding=ROUND_HALF_EVEN, traps=[], flags=[], Emax=999_999, Emin=-999_999)
EXACT = Context(prec=4 * MOST_DIGITS, Emax=999_999_999, Emin=-999_999_999, traps=[])

SEPARATORS = ".,'’٫٬،·\u00a0\u202f\u2009 ．，"
_ONE = Decimal(1)
_SEPARATOR = re.compile(f"[{SEPARATORS}]")
_NARROW = str.maketrans("．，０１２３４５６７８９", ".,0123456789")
_DECIMAL_ONLY = "٫"
_GROUP_ONLY = "'’٬،\u00a0\u202f\u2009 "


class NumberFormat(NamedTuple):
    """How a locale separates: its decimal sign, with the point where it has digits of its own, and its group sign."""

    decimal: str
    group: str


ENGLISH = NumberFormat(".", ",")


class Numeral(NamedTuple):
    """A number as written: value, what it is rounded to, its shape, and the scale that it was multiplied by."""

    value: Decimal
    quantum: Decimal
    shape: str
    scale: Decimal = _ONE

    def times(self, scale: Decimal) -> Numeral:
        """The number with a scale after it."""
        value, quantum = EXACT.multiply(self.value, scale), EXACT.multiply(self.quantum, scale)
        return Numeral(value, quantum, "scaled", EXACT.multiply(self.scale, scale))


def quantum_of(value: Decimal, written: Decimal) -> Decimal:
    """What a whole number is rounded to: the place of its last non-zero digit, within three significant digits.

    ``written`` is the place of the last digit that stands in the text, and bounds it from below.

    >>> quantum_of(Decimal(660000), Decimal(1)), quantum_of(Decimal(5000000), Decimal(1))
    (Decimal('1E+3'), Decimal('1E+4'))
    """
    if not value:
        return written
    text = f"{value:f}".replace(".", "").lstrip("-0")
    significant = len(text.rstrip("0"))
    place = len(text) - max(significant, min(3, len(text)))
    return max(Decimal((0, (1,), place)), written)


def read(text: str, format: NumberFormat) -> Numeral | None:
    """Read one numeral; None where the separators make no number (a version, a date, an address)."""
    if not text.isascii():
        text = text.translate(_NARROW)
    if text.isdecimal():
        return _whole(text, _plain_shape(text))
    marks = _SEPARATOR.findall(text)
    parts = _SEPARATOR.split(text)
    if sum(map(len, parts)) > MOST_DIGITS:
        return None
    decimal = _decimal_mark(marks, parts, format)
    if decimal:
        return _with_decimals(parts, len(marks) > 1)
    if _grouped(parts):
        return _whole("".join(parts), "grouped")
    return None


def regroup(text: str) -> Numeral | None:
    """Read ``31.500`` as 31,500, which is what it means in money that has no minor unit in use."""
    parts = _SEPARATOR.split(text)
    return _whole("".join(parts), "grouped") if _grouped(parts) else None


def _plain_shape(text: str) -> str:
    size = len(text)
    if size == 4:
        return "year" if "1900" <= text < "2100" else "four"
    return ("one", "two", "three")[size - 1] if size < 4 else "long"


def _whole(digits: str, shape: str) -> Numeral | None:
    if len(digits) > MOST_DIGITS:
        return None
    value = Decimal(digits)
    if len(digits) <= 3:
        return Numeral(value, _ONE, shape)
    return Numeral(value, quantum_of(value, _ONE), shape)


def _with_decimals(parts: list[str], grouped: bool) -> Numeral:
    value = Decimal("".join(parts[:-1]) + "." + parts[-1])
    places = len(parts[-1])
    shape = ("grouped" if grouped else "decimal") + ("2" if places == 2 else "")
    return Numeral(value, Decimal((0, (1,), -places)), shape)


_CENTS = 2


def _decimal_mark(marks: list[str], parts: list[str], format: NumberFormat) -> bool:
    """Whether the last separator is a decimal sign."""
    last = marks[-1]
    if last in _GROUP_ONLY:
        return len(marks) == 1 and last in "'’" and len(parts[1]) <= _CENTS  # `12'99 €`, `1'5 millones`
    if len(marks) > 1:
        return last not in marks[:-1] and len(set(marks[:-1])) == 1 and _grouped(parts[:-1])
    if last == _DECIMAL_ONLY or len(parts[1]) != 3 or len(parts[0]) > 3 or parts[0] in ("", "0"):
        return True
    return last in format.decimal if last in ".," else last != format.group


def _grouped(parts: list[str]) -> bool:
    """Whether the parts are groups of three, or Indian groups."""
    if len(parts) == 1:
        return True
    head, *middle, tail = parts
    if len(tail) != 3 or not 1 <= len(head) <= 3 or (head == "0"):
        return False
    return all(len(part) == 3 for part in middle) or (len(head) <= 2 and all(len(part) == 2 for part in middle))
