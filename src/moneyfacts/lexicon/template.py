"""Phrases with slots, as language files write them, turned into patterns over token classes.

    over (the)? (next|coming)? {duration}

Words stand for themselves, ``{class}`` for a token of that class (``{.class}`` for one glued to the token before it),
``(a|b c)`` for a choice, and ``?`` after any of them makes it optional; ``{gap}`` is a few tokens of one clause without
a figure. A slot's class becomes the name of the pattern's group. Words that the lexicon joins to one form (``up to``,
``d'ici``) are found joined, too.

>>> compile_template("within {duration}", set())
'(?:<=within>)(?P<duration><duration>)'
"""

from __future__ import annotations

import re
from collections.abc import Container

from moneyfacts.lexicon.tokens import split

_PIECE = re.compile(r"\{([\w.|]+)(?::(\w+))?\}|([()|?])|([^\s{}()|?]+)")
#: A choice of words alone, a slot, another mark, or a word; and whether it is optional.
_PART = re.compile(r"(?:\(([^(){}]*)\)|(\{[^{}]*\})|([()|])|([^\s{}()|?]+))(\?)?")
_NO_WORD = re.compile(r"\{[^{}]*\}|[()|?]")
_MOST_JOINED = 6
_SLOT = re.compile(r"\{\.?([\w.|]+)(?::(\w+))?\}")
_NUMBERS = frozenset({"number", "numeral", "atom", "ordinal", "small", "two", "four", "year"})
#: The slots of calendar phrases that are read, each with the classes of which it can be; a slot of another name is only passed.
CALENDAR_SLOTS = {
    **{name: frozenset({name}) for name in ("ordinal", "last", "dotdate")},
    **dict.fromkeys(("month", "month2"), frozenset({"month"})),
    **dict.fromkeys(("year", "year2", "yy", "yy_from", "day", "n", "month_n", "month_n2"), _NUMBERS),
    "time": frozenset({"time", "quarterword", "fiscal"}),
}
_GAP = "(?:<^figure|number|num|comma|stop|semicolon|open|close>){0,8}?"


def words_of(template: str) -> tuple[str, ...]:
    """The words that a template names.

    >>> words_of("over (the)? {duration}")
    ('over', 'the')
    """
    return split(_NO_WORD.sub(" ", template))


def compile_template(template: str, literals: set[str], joined: Container[tuple[str, ...]] = ()) -> str:
    """The pattern of a template; each literal word (or joined form, by :func:`joint`) is added to ``literals``."""
    out: list[str] = []
    words: list[str] = []
    for match in _PIECE.finditer(template):
        slot, name, mark, word = match.groups()
        if word:
            words.append(word)
            continue
        if words:
            out.append(_literals(words[:-1] if mark == "?" else words, literals, joined))
            out.append(_literals(words[-1:], literals, joined) if mark == "?" else "")
            words = []
        if slot == "gap":
            out.append(_GAP)
        elif slot:
            out.append(f"(?P<{name or slot.split('|')[0].replace('.', '_')}><{slot}>)")
        else:
            out.append("(?:" if mark == "(" else mark)
    out.append(_literals(words, literals, joined))
    return "".join(out)


def calendar_fault(form: str) -> str:
    """What is wrong with the slots of a calendar phrase, if anything.

    >>> calendar_fault("{month} {small:day} ,? {year}"), calendar_fault("{number:last} {time}")
    ('', 'the slot `last` in {number:last} holds {last}')
    """
    for match in _SLOT.finditer(form):
        classes, name = match[1].split("|"), match[2] or match[1]
        allowed = CALENDAR_SLOTS.get(name)
        if allowed is not None and not allowed.issuperset(classes):
            return f"the slot `{name}` in {match[0]} holds {', '.join(f'{{{one}}}' for one in sorted(allowed))}"
    return ""


def spread(template: str, joined: Container[tuple[str, ...]], beginnings: Container[tuple[str, ...]]) -> list[str]:
    """The template, and for each form that the lexicon joins across its choices, the template with that way written out.

    On a sheet such a form is one token, which ``a partir (de|del)`` would not find. ``beginnings`` are those of the joined forms.

    >>> form = ("a", "partir", "de")
    >>> spread("a partir (de|del)? {calendar}", {form}, {form[:1], form[:2], form})
    ['a partir (de|del)? {calendar}', 'a partir de {calendar}']
    """
    parts = [(match.start(), match.end(), _ways(*match.groups())) for match in _PART.finditer(template)]
    found = {template: None}
    for i, (start, _, ways) in enumerate(parts):
        first = [(way, split(way)) for way in ways if way]
        opened = [(way, tokens, k) for way, tokens in first for k in range(len(tokens)) if tokens[k:] in beginnings]
        for _, end, more in parts[i + 1 :]:
            longer = [(f"{run} {way}".rstrip(), tokens, (*tokens, *split(way)), k) for run, tokens, k in opened for way in more]
            for run, tokens, both, k in longer:
                if any(both[k:m] in joined for m in range(len(tokens) + 1, len(both) + 1)):
                    found[f"{template[:start]}{run}{template[end:]}"] = None
            opened = [(run, both, k) for run, _, both, k in longer if both[k:] in beginnings]
    return list(found)


def _ways(choice: str | None, slot: str | None, mark: str | None, word: str | None, optional: str | None) -> list[str]:
    """What a part of a template can be read as; a slot as nothing, if at all."""
    ways = choice.split("|") if choice else [word] if word else []
    return [*ways, ""] if optional and not mark else ways


def joint(tokens: tuple[str, ...]) -> str:
    """The class of a joined form that templates write out.

    >>> joint(("up", "to"))
    'up+to'
    """
    return "+".join(tokens)


def _literals(words: list[str], literals: set[str], joined: Container[tuple[str, ...]]) -> str:
    tokens = [token for word in words for token in split(word)]
    if not tokens:
        return ""
    out, i = "", 0
    while i < len(tokens):
        size = next((n for n in range(min(_MOST_JOINED, len(tokens) - i), 1, -1) if tuple(tokens[i : i + n]) in joined), 1)
        run = tuple(tokens[i : i + size])
        literals.update(run)
        apart = "".join(f"<={token}>" for token in run)
        if size > 1:
            literals.add(joint(run))
            apart = f"(?:<={joint(run)}>|{apart})"
        out += apart
        i += size
    return f"(?:{out})"
