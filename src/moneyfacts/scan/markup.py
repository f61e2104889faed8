"""The text as it is read: marks of writing direction, tags and spaces of HTML blanked, each character in its place.

A tag says nothing by its name and brackets (``<b>$5`` is no *more than $5*). One that stands within a phrase is a space, so that
``<b>$5</b> million`` is one amount; all others part what stands on their two sides, as the end of a paragraph does. Source of the
list: HTML Living Standard, phrasing content that holds text; inline XBRL, whose tags stand around the figures of filings.

>>> shown("<p>It cost <b>$5</b> million</p>")
'\\n\\n\\nIt cost    $5     million\\n\\n\\n\\n'
>>> shown("5 < 6 > 4, x <y and z> w")
'5 < 6 > 4, x <y and z> w'
"""

from __future__ import annotations

import re

_DIRECTION = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), " ")
_MARKS = "".join(map(chr, _DIRECTION))
_MARK = re.compile(f"[{_MARKS}]")
#: A mark between a minus and what it makes negative, as CLDR's Persian has it (``-\u200eIRR 5``): with a minus in its place the two are one sign.
_AFTER_MINUS = re.compile(f"(?:(?<=\\A[-−])|(?<=[\\s(–{_MARKS}][-−]))[{_MARKS}](?=\\S)")
_VALUE = r"""(?:"[^"<>]{0,500}+"|'[^'<>]{0,500}+'|[^\s"'<>=]{1,500}+)"""
_TAG = re.compile(rf"</?([A-Za-z][A-Za-z0-9:.-]{{0,40}}+)(?:\s++[\w:.-]{{1,40}}+\s*+=\s*+{_VALUE})*+\s*+/?>")
#: A space written as an entity; between the groups of a number it stays, since only one character can part them.
_SPACE = re.compile(r"(\d{1,40}(?:&(?:nbsp|#160);\d{3})++[\d.,]{0,40}+(?:&(?:nbsp|#160);)?)|&(?:nbsp|#160);")
_WITHIN = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small",
    "span", "strong", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_WITHIN_PREFIX = "ix:"


def shown(text: str) -> str:
    """The text as it is read, of the same length."""
    if "<" in text and ">" in text:
        text = _TAG.sub(_blank, text)
    if "&" in text:
        text = _SPACE.sub(_space, text)
    if text.isascii() or not _MARK.search(text):
        return text
    return _AFTER_MINUS.sub("−", text).translate(_DIRECTION)


def _space(entity: re.Match[str]) -> str:
    return entity[1] or " " * len(entity[0])


def _blank(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    return (" " if name in _WITHIN or name.startswith(_WITHIN_PREFIX) else "\n") * len(tag[0])
