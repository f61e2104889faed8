"""Hostile texts: what a language's file says, signs, numerals and any character, in wild order.

`vocabulary` is what texts of a language are made of; `texts` is a Hypothesis strategy of them, `text` draws one from a random source.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

from hypothesis import strategies as st

from moneyfacts.lexicon import currencies, source
from moneyfacts.lexicon.locales import languages

LANGUAGES = languages()
NUMERALS = (
    *("0", "1", "5", "7.5", "12", "99", "100", "1,234", "1.234", "1.789,50"),
    *("1,00,000", "1'234.50", "1 234,56", "1\u202f234", "2024", "2023/24", ".5"),
    *("0.0", "00", "000", "007", "-5", "−3", "½", "2½", "1/2", "1/0", "5/0"),
    *("0/0", "１２", "３．５", "٣", "٣٫٥", "१२", "三千八百", "0.000", "1" * 25),
    *("31.12.2024", "2024-02-30", "30.02.2023", "29 February 2023", "5.", "1,2,3", "5e5", "²", "Ⅷ"),
    *("Q5", "FY00", "FY9999", "0000", "9999", "1900", "99999", "H3", "13/13/2024", "三成", "十", "億", "1兆2000億", "5万", "半"),
)  # fmt: skip
LONG = ("9" * 999, "1" * 1000, "1" * 1001, "0." + "3" * 300, "0" * 998 + ".5", "1,234," * 200 + "567", "三" * 50, "兆" * 20)
SIGNS = (
    *("$", "€", "£", "¥", "₹", "%", "‰", "+", "-", "–", "—", "~", "≈", "<", ">"),
    *("=", "/", "(", ")", "[", "]", "'", '"', "“", "”", ":", ";", ",", "."),
    *("。", "、", "，", "（", "）", "〜", "·", "*", "x", "×", "...", "!?", "|", "\\"),
    *("#", "@", "&", "^", "_", "US$", "C$", "R$", "kr", "Rs.", "руб.", "元"),
    *("円", "원", "EUR/USD", "USD/", "MUSD", "TRY", "TOP", "₿", "¢", "p", "ct"),
    *("bn", "k", "m", "tn", "or", "and", "to", "per", "in", "of", "a", "the"),
)  # fmt: skip
ODD = (
    *("\x00", "\ud800", "\udfff", "\U0001f4b0", "\u202e", "\u202d", "\u2066"),
    *("\u2069", "\u200f", "\u200d", "\u200b", "\ufeff", "\u0301", "\u0327" * 3),
    *("\xa0", "\u202f", "\u2009", "\u3000", "\u2028", "\x85", "\x1c", "\n", "\n\n"),
    *("\r\n", "\t", "\u00ad", "İ", "ı", "ß", "ﬁ", "ſ", "Å", "\u0345", "ŉ", "ǰ"),
    *("e\u0301", "کی", "ـ", "\u0640", "\uffff", "\U0010ffff", "\ue000"),
    *("𝟓", "𝟘", "①", "௧", "๕", "൧", "ᮄ", "〇", "㊄", "㎏", "㍻", "﷼", "ﷺ"),
    *("USD\xa05", "at\xa0least\xa0USD\xa05\xa0bn", "5\xa0percent", "EUR/USD\xa01.08", "=\xa0", "\xa0per\xa0"),
)  # fmt: skip
_SLOT = re.compile(r"\{([a-z_]+)[^}]*\}")
_CHOICE = re.compile(r"\(([^()]*)\)(\??)")
_MAYBE = re.compile(r"([^\s?]+)\?")
_FILLS = {
    "year": ("2024", "1999", "2100", "9999", "0000", "令和6", "1"),
    "month": ("March", "mars", "12月", "February", "مارس"),
    "number": NUMERALS,
    "unit": ("year", "month", "week", "day", "hour", "second", "quarter", "Jahr", "年", "века"),
    "dash": ("-", "–", "—", "~"),
    "hyphen": ("-", "‐"),
    "ordinal": ("first", "third", "fourth", "2nd", "99th", "0th", "1er", "第三"),
    "money": ("$5", "5 euros", "dollars", "1 yuan", "¥", "100円"),
}


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """The forms of a language's file, plain ones and phrases with their slots still open."""
    forms: dict[str, None] = {}
    for section, entries in source.sections(f"lang/{language}.txt").items():
        if section != "language":
            forms.update((form.removeprefix("="), None) for _, listed in entries for form in listed)
    return tuple(forms)


def filled(form: str, random: Random) -> str:
    """A form with something in each slot, and one of each choice of words."""
    form = _SLOT.sub(lambda slot: random.choice(_FILLS.get(slot[1]) or NUMERALS), form)
    form = _CHOICE.sub(lambda found: random.choice((*found[1].split("|"), "") if found[2] else found[1].split("|")), form)
    return _MAYBE.sub(lambda found: random.choice((found[1], "")), form)


def text(random: Random, language: str, most: int = 30) -> str:
    """One text: forms, numerals, signs and oddities, some of them doubled, cut, or turned round."""
    words = vocabulary(language)
    kinds = (words, words, words, NUMERALS, NUMERALS, NUMERALS, SIGNS, SIGNS, currencies.codes(), ODD)
    glue = random.choice(("", " ", " ", " ", "mixed"))
    parts = []
    for _ in range(random.randrange(1, most)):
        part = _odd(filled(random.choice(random.choice(kinds)), random), random)
        parts += [part, random.choice(("", " ", " ", "\xa0", "-", ", ", "\n")) if glue == "mixed" else glue]
    return "".join(parts)


def _odd(part: str, random: Random) -> str:
    chance = random.random()
    if chance < 0.02:
        return chr(random.randrange(0x110000))
    if chance < 0.03:
        return random.choice(LONG)
    if chance < 0.06:
        return part * random.choice((2, 3, 40))
    if chance < 0.14:
        return random.choice((part.upper(), part.title(), part[::-1], part[: random.randrange(len(part) + 1)]))
    return part


def texts(language: str) -> st.SearchStrategy[str]:
    """Texts of a language."""
    return st.randoms(use_true_random=False).map(lambda random: text(random, language))
