"""The vocabulary of canonical text, for the writer in `format` and the reader in `grammar`.

>>> phrase("qualifier", "low").split(NBSP)
['at', 'least']
>>> key("scale", "bn")
'9'
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import NamedTuple

from moneyfacts.lexicon import source

NBSP = "\N{NO-BREAK SPACE}"
FILE = "canonical.txt"

CALENDAR_LABEL = r"(?:FY)?+\d{4}(?:-(?:Q[1-4]|H[12]|0[1-9]|1[0-2]))?+(?![0-9-])"
RELATIVE_LABEL = r"(?:last|this|next)-(?:day|week|month|quarter|half|year)(?![a-z-])"
SHORT_LABEL = r"(?:Q[1-4]|H[12]|FY(?:-(?:Q[1-4]|H[12]))?+)(?![0-9A-Za-z-])"
BARE_LABEL = re.compile(f"(?:{CALENDAR_LABEL}|{RELATIVE_LABEL}|{SHORT_LABEL})", re.ASCII)
"""Labels written as they are; any other stands in quotes."""


class Qualifier(NamedTuple):
    """What stands before a number: the side that it bounds (`low`, `high` or empty), an excluded end, inexactness."""

    side: str
    open: bool
    about: bool

    @property
    def key(self) -> str:
        """The qualifier's key in the vocabulary; empty for the one that says nothing."""
        words = ("about" if self.about else "", self.side, "open" if self.open else "")
        return " ".join(word for word in words if word)


@cache
def _sections() -> dict[str, dict[str, str]]:
    found = source.sections(FILE)
    return {name: {key: forms[0].replace(" ", NBSP) for key, forms in entries} for name, entries in found.items()}


@cache
def _keys(section: str) -> dict[str, str]:
    return {form: key for key, form in _sections()[section].items()}


def phrase(section: str, key: str) -> str:
    """The phrase for a key, its words joined by no-break spaces."""
    return _sections()[section][key]


def key(section: str, phrase: str) -> str:
    """The key that a phrase stands for."""
    return _keys(section)[phrase]


def qualifier(phrase: str) -> Qualifier:
    """What a qualifying phrase says.

    >>> qualifier("nearly")
    Qualifier(side='high', open=True, about=True)
    """
    words = _keys("qualifier")[phrase].split()
    side = "low" if "low" in words else "high" if "high" in words else ""
    return Qualifier(side, "open" in words, "about" in words)


def any_of(section: str) -> str:
    """A pattern that matches any phrase of a section, the longest first.

    >>> re.match(any_of("unit"), "percentage\N{NO-BREAK SPACE}points").end()
    17
    """
    return "|".join(re.escape(form) for form in sorted(_sections()[section].values(), key=len, reverse=True))


def label_says(label: str) -> tuple[bool, date | None, date | None]:
    """What a bare label says by itself: whether it is fiscal, and the first and last day of a part of the calendar.

    >>> label_says("2024-Q3")[1:]
    (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30))
    >>> label_says("FY2024")
    (True, None, None)
    """
    if label.startswith("FY"):
        return True, None, None
    year, _, part = label.partition("-")
    if not year.isdecimal() or year == "0000":
        return False, None, None
    first, last = {"Q": (int(part[1:] or 1) * 3 - 2, 3), "H": (int(part[1:] or 1) * 6 - 5, 6), "": (1, 12)}.get(part[:1], (0, 1))
    first = first or int(part)
    end = first + last - 1
    return False, date(int(year), first, 1), date(int(year), end, monthrange(int(year), end)[1])


BARE_UNIT = re.compile(rf"(?!{re.escape(phrase('join', 'fiscal'))}(?![a-z_]))[a-z_]{{1,40}}+", re.ASCII)
"""Units written as they are; any other stands in quotes."""
