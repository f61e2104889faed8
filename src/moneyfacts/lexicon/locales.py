"""Locales: their language, territory and number format, from ``data/locales.tsv`` (CLDR).

>>> locale("en-IN").territory, locale("de_DE").numbers.decimal
('IN', ',')
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from moneyfacts.errors import OptionError, nearest
from moneyfacts.lexicon import source
from moneyfacts.lexicon.numbers import ENGLISH, NumberFormat


class Locale(NamedTuple):
    """What a locale says to a reader: language file, territory (None where undetermined), number format."""

    name: str
    language: str
    territory: str | None
    numbers: NumberFormat


@cache
def _rows() -> dict[str, list[str]]:
    return {row[0]: row for row in source.table("locales.tsv")}


def names() -> list[str]:
    """All locales that CLDR has number formats for."""
    return list(_rows())


@cache
def locale(name: str | None) -> Locale:
    """The locale of that name, with ``-`` or ``_``. Errors: :class:`OptionError` with the nearest names."""
    if name is None or name.lower() == "und":
        return Locale("und", "und", None, ENGLISH)
    wanted = _canonical(name)
    row = _find(wanted)
    if row is None:
        raise OptionError("locale", name, _near(name) or tuple(one.replace("_", "-") for one in nearest(wanted, _rows(), cutoff=0.4)))
    parts = wanted.split("_")
    territory = next((part for part in parts[1:] if len(part) in (2, 3) and part.isupper()), None) or (row[3] if row[3] != "-" else None)
    return Locale(wanted, _language_file(row), territory, NumberFormat(_decimals(row), _sign(row[5])))


def _near(name: str) -> tuple[str, ...]:
    """The codes of the languages with such a name, in English or their own.

    >>> _near("English (UK)"), _near("portugese"), _near("en-XQ")
    (('en',), ('pt',), ())
    """
    codes = dict(source.table("languages.tsv"))
    words = name.lower(), name.lower().partition(" ")[0]
    near = next((found for word in words if (found := (word,) if word in codes else nearest(word, codes, cutoff=0.8))), ())
    return tuple(dict.fromkeys(codes[one] for one in near))


@cache
def in_language(language: str) -> Locale:
    """A detected language, with its usual number format and no territory.

    >>> in_language("de").numbers.decimal, in_language("de").territory
    (',', None)
    """
    return locale(language)._replace(name="und", territory=None)


def _canonical(name: str) -> str:
    language, *rest = name.replace("-", "_").split("_")
    return "_".join([language.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def _find(wanted: str) -> list[str] | None:
    """The row of a locale, or of its language where the territory is new to CLDR (``en-CN``)."""
    rows = _rows()
    if wanted in rows:
        return rows[wanted]
    language, *rest = wanted.split("_")
    known = {row[3] for row in rows.values()}
    if language in rows and rest and all(part in known or len(part) == 4 for part in rest):
        return next((row for row in rows.values() if row[1] == language and row[3] == rest[-1]), rows[language])
    return None


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file of words, as these are named.

    >>> languages()[:3]
    ('ar', 'bg', 'bs')
    """
    known = {name for _, language, script, *_ in _rows().values() for name in (f"{language}_{script}", language)}
    return tuple(sorted(name for name in known if source.exists(f"lang/{name}.txt")))


def _language_file(row: list[str]) -> str:
    language, script = row[1], row[2]
    for name in (f"{language}_{script}", language):
        if source.exists(f"lang/{name}.txt") or source.exists(f"cldr/{name}.tsv"):
            return name
    return language


def _decimals(row: list[str]) -> str:
    """The decimal sign; where the locale has digits of its own, with the point, which the press writes between Latin ones."""
    own = _sign(row[4])
    return own if own in ".," else own + "."


def _sign(sign: str) -> str:
    code = sign.partition("U+")[2]
    return chr(int(code, 16)) if code else sign
