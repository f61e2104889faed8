"""Parameters of programs: ``$1`` in shell, SQL or a regular expression is no money.

Only a dollar sign with one digit can be a parameter. That it stands in quotation marks proves nothing: so do the prices
of JSON, CSV and attributes, and those that prose quotes. What proves it are marks and words of programs, and the shape of
what stands beside it: a command and its options, a call, an assignment to what is no price, two parameters in a row.

>>> bool(_SHELL.search('cp -r "')), bool(_SHELL.search('The sign said "'))
(True, False)
"""

from __future__ import annotations

import re

from moneyfacts.grammar.engine import Found
from moneyfacts.grammar.figure import Figure
from moneyfacts.scan.sheet import Sheet

_DOLLARS = ("dollar-sign", "FJD", "CAD", "AUD")

#: Marks of programs and formulas. A brace before a quotation mark opens a record, and a caret after its word a footnote.
_MARKS = re.compile(
    r"""\\|\{(?!\s*["'}])|\$[a-z_]|&&|\|\||\^(?=[\w(\[{/.])|`\$\d|\$\d\$\d"""
    r"""|["']\$\d["']\s["']\$\d["']|["']\$1\b[^\w"']{1,3}\$2\b|(?<![\w$])\$1 \$2(?![\d.,])|/\$\d/|\$\d["']?\s?(?:[!=]=|-(?:eq|ne|lt|gt|le|ge)\s)"""
)
#: What stands before a quoted parameter: a command alone in its line with options and paths, a test, a redirection, a call.
_SHELL = re.compile(
    r"""(?:^\s*[a-z][\w./-]{1,40}(?:\s+(?:-[\w-]+|\w*[./=][\w./=-]*)){0,6}\s+|\[\s+|(?<!=)>\s*|\w\([^()\n]{0,200}|\s-[a-z]\s)["']$""",
    re.MULTILINE,
)
#: What stands before a bare one: a command with an option, or by its path.
_BARE = re.compile(r"^\s*(?:[a-z][\w./-]{0,40}\s(?:\S+\s){0,6}?-[a-z]\w*\s|\.?/[\w./-]+\s)\S*$", re.MULTILINE)
_ASSIGNED = re.compile(r"""=["']?$|=\s["']$""")
_PATH = re.compile(r"""["'](?::?/|\.\w)""")
#: How far before a parameter its command is looked for.
_REACH = 300


def is_parameter(found: Found, figure: Figure) -> bool:
    """``$1`` in shell, SQL or a regex; ``$A$1`` in a sheet; the ``$`` of a formula."""
    if figure.own_scale or figure.shape not in ("one", "two"):
        return False
    sheet = found.sheet
    before = sheet.text[figure.start - 1 : figure.start]
    if before == "$":
        return True  # `$A$1` where `A$` is a sign, too
    if found.node("currency").means.get("sign") not in _DOLLARS:
        return False
    if before.isalnum() and before.isascii() and not figure.trailing:
        return True
    if figure.trailing:  # `$x = 10$` ends a formula, `\\d5$` a pattern
        return evidence(sheet)[0] and ("$" in sheet.text[: figure.start] or not before.isspace())
    if figure.shape != "one" or figure.quantum != 1:
        return False
    if any(evidence(sheet)):
        return True
    if _placed(found, figure):
        sheet.program = True, False  # so are the others of its sentence
        return True
    return False


def evidence(sheet: Sheet) -> tuple[bool, bool]:
    """Whether signs and whether words of program text stand in a sentence; looked for once, not for each of its figures."""
    if sheet.program is None:
        sheet.program = _MARKS.search(sheet.text) is not None, any("program" in node.means for node in sheet.nodes)
    return sheet.program


def _placed(found: Found, figure: Figure) -> bool:
    """Whether the place is a parameter's."""
    sheet = found.sheet
    before = sheet.text[max(0, figure.start - _REACH) : figure.start]
    if _ASSIGNED.search(before):
        return not _is_price(found)
    if before[-1:] in ("'", '"'):
        return bool(_SHELL.search(before) or _PATH.match(sheet.text, figure.end) or _command(found, 2))
    return bool(_BARE.search(before)) or _command(found, 1)


def _is_price(found: Found) -> bool:
    """Whether what the amount is assigned to is named as a price is (``data-price="$5"``)."""
    nodes, i = found.sheet.nodes, found.match.start()
    return any("pricekey" in node.means for node in nodes[max(0, i - 3) : i])


def _command(found: Found, back: int) -> bool:
    """Whether a word that takes parameters stands right before the amount (``echo $1``)."""
    i = found.match.start() - back
    return i >= 0 and "programword" in found.sheet.nodes[i].means
