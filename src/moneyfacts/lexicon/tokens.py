"""Cut text into tokens: one pattern for all scripts.

A token is a numeral in digits (a comma after one or two decimals ends it), a run of letters with its marks, or one character
of anything else; an ideograph, kana or hangul syllable, which has no spaces around its words, is a token by itself, and longer
forms are joined from these by the lexicon. White space before a token stays with it, so that the pieces add up to the text.

>>> TOKEN.findall("at least 380 billion yuan, or US$52.44bn")
['at', ' least', ' 380', ' billion', ' yuan', ',', ' or', ' US', '$', '52.44', 'bn']
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from moneyfacts.lexicon import source

_SPACES = "\u00a0\u202f\u2009 "
_UNSPACED = (
    "\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u2fff\u3005-\u3007\u3040-\u30fb\u30fd-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
)
_SIGNS = (
    "!-/:-@\\[-`{-~\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7"
    "\u05be\u05f3\u05f4\u060c-\u060d\u061b\u061f\u066a-\u066c\u06d4\u0964\u0965\u0970\u0df4"
    "\u2000-\u206f\u20a0-\u20cf\u2150-\u218f\u2190-\u2bff\u3000-\u3004\u3008-\u303f"
    "\ufdfc\ufe30-\ufe6b\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffef"
)
_NUMERAL = (
    rf"(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})++(?!\d)(?:[.,]\d++)?"
    r"|[０-９]++(?:[．，.,][０-９]++)++"
    r"|\d++(?:(?:[.'’٫٬·．]|(?<!\.\d)(?<!\.\d\d),)\d++|،\d{3}(?!\d))*+"
    r"|(?<![\w.,)/])[.,]\d++)"
)
#: The zeros of all scripts, each before its other nine digits, up to U+FFFF.
_ZEROS = (
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090,
    0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10,
)  # fmt: skip
#: What to search for in place of ``\d``: the inside of a set that the regex engine looks up in one table, three times as fast; with all
#: characters beyond that table, which are to be looked at again.
DIGITS = "".join(f"{chr(zero)}-{chr(zero + 9)}" for zero in _ZEROS) + "\U00010000-\U0001ffff"
_LETTER = rf"[^\s\d{_SIGNS}{_UNSPACED}]"
#: Words come first, since most tokens are words, and those of plain letters before all others; the set of all letters stands here once,
#: since it takes long to compile.
TOKEN = re.compile(rf"\s*+(?:(?!https?://|www\.)(?:[A-Za-z]++(?![^ -~\n])|{_LETTER}++)|{_NUMERAL}|(?:https?://|www\.)\S++|[\s\S])")
_BLANK = re.compile(r"\s+")


#: Letters that are written in several ways: vowel signs and the stretched line of Arabic fall away, so do the dots
#: below of Devanagari; the seats of hamza, final ya and ta become the letter that careless spelling has.
#: Hebrew's own hyphen and quotes are typed as common ones.
_VARIANTS = {
    "İ": "i", "’": "'", "ʼ": "'", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "ё": "е", "Ё": "е",
    "\u05be": "-", "\u05f3": "'", "\u05f4": '"', "∼": "~", "ँ": "ं", "\u093c": "",
    **dict.fromkeys(map(chr, range(0x64B, 0x653)), ""),
    **{chr(0x958 + at): letter for at, letter in enumerate("कखगजडढफय")},
}  # fmt: skip


def split(form: str) -> tuple[str, ...]:
    """The tokens of a surface form, without the space before them, folded for look-up.

    >>> split("Hong Kong dollars"), split("руб.")
    (('hong', 'kong', 'dollars'), ('руб', '.'))
    """
    if form.isascii() and form.replace(" ", "").isalpha():
        return tuple(form.lower().split())
    return tuple([fold(word) for token in TOKEN.findall(form) if (word := token.strip())])


def fold(word: str) -> str:
    """Case, width and variant spellings folded away.

    >>> fold("Ｍillion"), fold("İşçi")
    ('million', 'işçi')
    """
    if word.isascii():
        return word.lower()
    folds = _folds()
    if folds.keys().isdisjoint(word):
        return word.lower()
    return "".join([folds.get(letter, letter.lower()) for letter in word]) or word


def spelled(word: str) -> str:
    """A regex for the spellings that fold to a word.

    >>> spelled("five"), spelled("три")
    ('five', 'три')
    """
    if word.isascii():
        return re.escape(word)
    marks = f"[{_DROPPED}]*" if any("\u0600" <= letter < "\u0980" for letter in word) else ""
    return "".join(_SPELLINGS.get(letter, re.escape(letter)) + marks for letter in word)


def spelled_any(words: list[str], at: int = 0) -> str:
    """A regex for the spellings of any of the words, which are in order and alike up to ``at``: a tree of their first letters.

    >>> spelled_any(["five", "fivefold", "three"])
    '(?:five(?:fold)?|three)'
    """
    if len(words) == 1:
        return spelled(words[0][at:])
    branches = [(letter, list(some)) for letter, some in groupby(words, lambda word: word[at : at + 1])]
    ways = [spelled(letter) + spelled_any(some, at + 1) for letter, some in branches if letter]
    ends = len(words[0]) == at
    joined = ways[0] if len(ways) == 1 and not ends else f"(?:{'|'.join(ways)})"
    return joined + ("?" if ends else "")


@cache
def letter_pattern(letter: str, backwards: bool = False) -> str:
    """A regex for all that is read as a letter of a form: its case and width, the letters that fold to it, its marks.

    >>> letter_pattern("k"), letter_pattern("圆")
    ('[kｋKＫ]', '[圆圓]')
    """
    if letter.isascii() and letter.isalpha():
        return "[" + "".join(one + chr(ord(one) + 0xFEE0) for one in (letter, letter.swapcase())) + "]"
    others = {*_SPELLINGS.get(letter, letter).strip("[]"), *_variants().get(letter, ""), letter.lower()[0], letter.upper()[0]} - {letter}
    found = f"[{letter}{''.join(sorted(others))}]" if others else re.escape(letter)
    marks = f"[{_DROPPED}]*" if "\u0600" <= letter < "\u0980" else ""
    return marks + found if backwards else found + marks


@cache
def _variants() -> dict[str, str]:
    """The letters that fold to an ideograph."""
    found: dict[str, str] = {}
    for letter, stands_for in _ideographs().items():
        found[stands_for] = found.get(stands_for, "") + letter
    return found


_DROPPED = "".join(letter for letter, as_read in _VARIANTS.items() if not as_read)
_SPELLINGS = {
    as_read: f"[{as_read}{''.join(letter for letter, other in _VARIANTS.items() if other == as_read)}]"
    for as_read in set(_VARIANTS.values()) - {""}
}


@cache
def _folds() -> dict[str, str]:
    """What letters fold to that do not just become small: those of full width, a sigma wherever it stands, variants."""
    wide = {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF5B)}
    return {**wide, "Σ": "σ", **_VARIANTS, **_ideographs()}


@cache
def _ideographs() -> dict[str, str]:
    """Ideographs by the form that stands for all their variants."""
    return {letter: row[0] for row in source.table("variants.tsv") for letter in row[1]}


def with_variants(letters: Iterable[str]) -> str:
    """The letters, and the ideographs that fold to them."""
    wanted = set(letters)
    return "".join([*letters, *(letter for letter, stands_for in _ideographs().items() if stands_for in wanted)])
