"""Phrases with slots, as language files write them, turned into patterns over token classes.

    over (the)? (next|coming)? {duration}

Words stand for themselves, ``{class}`` for a token of that class, ``(a|b c)`` for a choice, and ``?`` after any of
them makes it optional. A slot's class becomes the name of the pattern's group.

>>> compile_template("within {duration}", set())
'(?:<=within>)(?P<duration><duration>)'
"""

from __future__ import annotations

import re

from moneyfacts.lexicon.tokens import split

_PIECE = re.compile(r"\{([\w.|]+)(?::(\w+))?\}|([()|?])|([^\s{}()|?]+)")


def compile_template(template: str, literals: set[str]) -> str:
    """The pattern of a template; each literal word that it uses is added to ``literals``."""
    out: list[str] = []
    for match in _PIECE.finditer(template):
        slot, name, mark, word = match.groups()
        if slot:
            out.append(f"(?P<{name or slot.split('|')[0].replace('.', '_')}><{slot}>)")
        elif mark == "(":
            out.append("(?:")
        elif mark:
            out.append(mark)
        else:
            out.append(_literal(word, literals))
    return "".join(out)


def _literal(word: str, literals: set[str]) -> str:
    tokens = split(word)
    literals.update(tokens)
    return "(?:" + "".join(f"<={token}>" for token in tokens) + ")"
