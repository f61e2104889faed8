"""The gate: where in a text a figure can be, found at the speed of a plain scan.

A figure is a number beside an anchor: a sign, code or name of money, a scale, percent, times. Digits are found by one
pattern that starts with a character set, so that the regex engine skips all else; what stands before a number is looked
at only where no anchor follows it. Number words count where an anchor follows them. The gate may let through what is
no figure; it must stop none. It serves languages whose words stand apart and are written as the lexicon has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.lexicon.tokens import DIGITS

#: Classes whose forms can follow a number in a figure, precede one, or be part of a number in words.
_AFTER = frozenset(
    [
        "bound.inner",
        "percent.glued",
        "percent.points",
        "sign",
        "code",
        "codeword",
        "abbr",
        "unsure",
        "name",
        "minor",
        "percent",
        "times",
        "timesign",
        "fold",
        "slangscale",
        "scale",
        "scaleabbr",
        "multiplier",
        "against",
        "denominator",
        "scaledcode",
    ]
)
_BEFORE = frozenset(["code", "codeword", "abbr", "unsure", "name", "minor", "percentbefore", "scaledcode"])
#: What is written before a number even where it is also another word.
_WRITTEN = frozenset(["code", "codeword", "abbr"])
_NUMBER = frozenset(["atom", "multiplier", "scale", "fraction"])
_LINK = frozenset(["bound.inner", "and", "of", "article", "point"])
_LETTER = frozenset(["unsure", "minor", "timesign", "scaleletter", "abbr", "sign"])
_SIGN = frozenset(["sign", "percent", "minor", "timesign"])

_STEM = 6
#: Letters from here on stand in scripts that put no spaces between words.
_UNSPACED = "\u2e80"
_PAIR = re.compile(r"/(?<=[A-Z]{3}/)[A-Z]{3}")
_SCALED_CODE = re.compile(r"[\s-]?([KMBT](?:[A-Z]{3}|[a-z]{3}))(?![^\W\d_])")
#: A little word that has lost its vowel before the next (``d'euros``).
_ELIDED = r"[^\W\d_]{1,5}+['’]"
_GLUE = "[\\s\u00a0-]"
#: What can stand between a code or name and its number.
_BETWEEN = " \u00a0\t\n.:()+~<>=≈-"
#: What a short name can stand after.
_OPENS = (" ", "\u00a0", "\n", "\t", "(", ".", "/", '"')
#: How far before its number a code or name can stand: columns of a table are set apart by spaces.
_FARTHEST = 60
_LONGEST_NAME = 30
_PARTS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
#: A stop after a letter that is no sentence's: ``281 F.3d``, ``9 p.m.``.
_STOP_WITHIN = re.compile(r"\.(?:\d|[^\W\d_]\.)")
#: The most characters of a numeral that are looked at, its separators among them: a number that fails is not read on from each quote in it.
_LONGEST = 1400
#: The groups of the patterns that leave nothing to look at.
_SURE = frozenset({"sign", "signed", "anchor", "scaled", "fold"})

Form = tuple[tuple[str, ...], set[str]]


class Gate:
    """Finds places of possible figures with one lexicon's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        written = lexicon.forms()
        forms = [(tuple([token.lower() for token in tokens]), classes) for tokens, classes in written]
        self._cased = _cased(written)
        words, cased = _anchors(forms) - self._cased.keys(), _tree({*self._cased})
        single = [
            (tokens[0], classes)
            for tokens, classes in written
            if classes & _LETTER and len(tokens[0]) == len(tokens) == 1 and tokens[0].isalpha()
        ]
        letters = {letter.lower() for letter, _ in single}
        self._units = {letter for letter, classes in single if classes & _LETTER != {"scaleletter"}}
        listed = sorted(tokens[0] for tokens, classes in forms if classes & _SIGN and len(tokens) == 1 and _is_sign(tokens[0]))
        signs, first = re.escape("".join(listed)), re.escape("".join(sign for sign in listed if sign <= "\uffff")) + DIGITS
        alone = {tokens[0] for tokens, classes in forms if classes & _NUMBER and len(tokens) == 1}
        several = [tokens for tokens, classes in forms if classes & _NUMBER and tokens[0] not in alone]
        heads = {tokens[0] for tokens in several if alone.isdisjoint(tokens[1:])}
        self._articles = {tokens[0] for tokens in several} - heads  # *a dozen* is found by its second word
        numbers = {word for word in alone | heads if word.isalpha()}
        units = {tokens[0] for tokens, classes in forms if "percent" in classes or (classes & {"name", "minor"} and len(tokens) == 1)}
        links = _links(forms) - units
        folds = {"".join(tokens) for tokens, classes in forms if "foldword" in classes and tokens[0].isalpha()}
        self._find_before(written, forms)
        self._scaled = lexicon.is_scaled_code
        of = {tokens[0] for tokens, classes in forms if "of" in classes and len(tokens) == 1 and tokens[0].isalpha()}
        elided, letter = rf"(?:{_ELIDED}|{_tree(of)}{_GLUE}{{1,3}})?", rf"{_tree(letters)}(?![^\W\d_])"
        anchor = rf"{elided}(?:(?P<anchor>{_stems(words)})|(?P<cased>{cased})(?![^\W\d_]))"
        self._digits = re.compile(
            rf"[{first}{_PARTS}](?:(?P<sign>(?<=[{signs}{_PARTS}])(?<!\d[{_PARTS}]))|(?<=\d)(?<!\d\d)(?<!\d[.,'’{_PARTS}]\d){self._opening(forms)}[\d.,'’{_PARTS}]{{0,{_LONGEST}}}+(?:/\d{{1,20}}+)?+"
            rf"(?:{_GLUE}{{0,3}}+(?:(?P<signed>[{signs}])|{anchor}|(?P<scaled>{letter}(?:{_GLUE}{{0,3}}(?:[{signs}]|{elided}{_stems(words | self._cased.keys())})|\s*\Z)))"
            rf"|(?P<letter>{letter})|(?(led)|(?=[\s-]?[kmbt][a-z]{{3}}(?![^\W\d_])))))"
        )
        self._words = re.compile(
            rf"[\s\"'“‘(\[—–/-](?:(?P<fold>{_tree(folds)})(?![^\W\d_])|{_tree(numbers)}(?![^\W\d_])(?:{_GLUE}{{1,3}}+{_tree(links)}(?![^\W\d_]|['’]))*+(?:{_GLUE}{{1,3}}+{anchor})?)"
        )

    def _find_before(self, written: list[Form], forms: list[Form]) -> None:
        """The codes and names that can stand before a number: words, pairs whose last is also another word, signs as they are written."""
        alone = {tokens[0] for tokens, classes in forms if len(tokens) == 1 and "homonym" in classes}
        before = [tokens for tokens, classes in forms if classes & _BEFORE and ("homonym" not in classes or classes & _WRITTEN)]
        unsure = [tokens for tokens in before if len(tokens) > 1 and (tokens[-1] in alone or len(_last(tokens)) < 3)]
        self._before = {_last(tokens) for tokens in before if tokens not in unsure and len(_last(tokens)) > 2}
        pairs = (" ".join(list(filter(str.isalnum, tokens))[-2:]) for tokens in unsure)
        self._before_two = {pair for pair in pairs if " " in pair}
        self._after_another = {form.rsplit(None, 1)[-1] for form in self._before_two}
        exact = [(tokens[0], classes) for tokens, classes in written if len(tokens) == 1 and len(tokens[0]) < 3]
        self._before_exact = {form for form, classes in exact if classes & {"sign", *_BEFORE} and "homonym" not in classes}
        self._before_short = {form.lower() for form in self._before_exact if len(form) == 2}
        slashed = {tokens[0] for tokens, classes in forms if classes & _BEFORE and tokens[1:2] == ("/",)}
        self._slashed = {f"{letter}/" for letter in slashed if len(letter) == 1 and letter.isalpha()}
        self._dotted = {_last(tokens) for tokens, classes in forms if classes & _BEFORE and "." in tokens and len(_last(tokens)) < 3}
        short = {form.lower() for form in self._before_exact} | self._dotted
        ends = {form[-3:] for form in self._before | self._before_two}
        self._ends = ends | {end.replace(" ", "-") for end in ends} | {mark + form for mark in _OPENS for form in short}
        self._ends |= {tokens[0] for tokens, classes in forms if "code" in classes} | self._slashed

    def _opening(self, forms: list[Form]) -> str:
        """A group that is there where the letters before a digit can end a code or name; all else need not be looked at."""
        codes = {tokens[0] for tokens, classes in forms if "code" in classes and len(tokens[0]) == 3}
        known = self._before | self._after_another | {form.lower() for form in self._before_exact} | self._dotted | self._slashed | codes
        one, two, three = (rf"(?<![^\W\d_]){_tree({form for form in known if len(form) == size})}" for size in (1, 2, 3))
        near = one, two, three, _tree({form[-4:] for form in known if len(form) > 3}), rf"(?<![^\W\d_])[kmbt]{_tree(codes)}"
        far = one, two, _tree({form[-3:] for form in known if len(form) > 2})
        between = f"[{_BETWEEN}]"
        ways = [rf"(?<=(?:[^\W\d_]|/){space}\d)(?:{_led_by(near, space)})" for space in ("", between)]
        ways.append(rf"(?<={between}{between}\d)(?:(?<={between}..\d)|{_led_by(far, between + between)})")
        slashed = (rf"(?<![^\W\d_]){_tree(self._slashed)}",)
        ways += [rf"(?<=/{space}\d)(?:{_led_by(slashed, space)})" for space in ("", "[ \u00a0.]", "\\.[ \u00a0]")]
        return rf"(?P<led>{'|'.join(ways)})?"

    def hits(self, text: str, start: int, end: int) -> list[int]:
        """Where figures can be in ``text[start:end]``, in order."""
        piece = text[start:end]
        low = piece.lower()
        if len(low) != len(piece):
            low = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in piece)
        found = [place.start() for place in self._digits.finditer(low) if place.lastgroup in _SURE or self._led(piece, low, place)]
        words = [place.start() for place in self._words.finditer(" " + low) if place.lastgroup in _SURE or self._names(piece, low, place)]
        if "/" in low:
            words += [place.start() for place in _PAIR.finditer(piece)]
        found = sorted(found + words) if words else found
        return [start + at for at in found] if start else found

    def _led(self, text: str, low: str, place: re.Match[str]) -> bool:
        """Whether what stands around the number makes it one of a figure."""
        at = place.start()
        if place["letter"]:
            if self._united(text, at, place.end()):
                return True
        elif place["cased"]:
            if self._is_spelled(text, *place.span("cased")):
                return True
        elif (code := _SCALED_CODE.match(text, place.end())) and self._scaled(code[1]):
            return True
        if place["led"] is None:
            return False
        k = at
        while k and at - k < _FARTHEST and low[k - 1] in _BETWEEN:
            k -= 1
        if not k:
            return False
        if low[k - 1] >= _UNSPACED:
            return low[k - 1] in self._before_exact
        return self._money_ends(text, low, k)

    def _is_spelled(self, text: str, start: int, end: int) -> bool:
        """Whether a word that counts in some spellings only (``KM``, ``ALL``) stands in one of them."""
        spellings = self._cased.get(text[start:end].lower())
        return spellings is None or text[start:end] in spellings

    def _names(self, text: str, low: str, place: re.Match[str]) -> bool:
        """Whether what stands beside a number word, found with a space before the text, names its money (``USD five million``)."""
        if place.lastgroup and self._is_spelled(text, place.start("cased") - 1, place.end("cased") - 1):
            return True
        k = place.start() - 1
        if self._named(text, low, k):
            return True
        start = low.rfind(" ", 0, k) + 1
        return low[start:k] in self._articles and self._named(text, low, start - 1)

    def _named(self, text: str, low: str, k: int) -> bool:
        """Whether a code or name of money ends at ``k``, or at the stop before it."""
        k -= low[k - 1 : k] == "."
        return k > 0 and (low[k - 3 : k] in self._ends or low[k - 2 : k] in self._ends) and self._money_ends(text, low, k)

    def _money_ends(self, text: str, low: str, k: int) -> bool:
        """Whether a code or name of money ends at ``k``."""
        if low[k - 2 : k] in self._slashed:
            return not low[k - 3 : k - 2].isalpha()  # `S/ 35`
        j = k
        while j and k - j < _LONGEST_NAME and low[j - 1].isalpha():
            j -= 1
        if j == k or not self._is_spelled(text, j, k):
            return False
        if low[j:k] in self._dotted and "." in (text[j - 1 : j], text[k : k + 1]):
            return True
        if low[j:k] in self._before or self._follows(low, j, k):
            return True
        return text[j:k] in self._before_exact or low[j:k] in self._before_short or self._scaled(text[j:k])

    def _united(self, text: str, at: int, end: int) -> bool:
        """Whether the letter before ``end`` is a sign of the number at ``at``: as it is written, and no part of an identifier."""
        if text[end - 1] not in self._units or text[at - 1 : at].isalpha():
            return False
        if _STOP_WITHIN.match(text, end):
            return False
        after = text[end : end + 3]
        return not after[:1].isalnum() or (after[:2].isdigit() and not after[2:].isalnum())

    def _follows(self, low: str, j: int, k: int) -> bool:
        """Whether a word that is also another one stands in a name of money (``Korean won``)."""
        return low[j:k] in self._after_another and " ".join(re.split(r"\W+", low[max(0, j - 24) : k])[-2:]) in self._before_two


def _led_by(ends: Iterable[str], between: str) -> str:
    """Whether a digit has one of the ends before it, each of one length, with that between them."""
    return "|".join(rf"(?<={end}{between}\d)" for end in ends)


def _anchors(forms: list[Form]) -> set[str]:
    """The words that can follow a number in a figure, or the first of them."""
    words = {
        tokens[0]
        for tokens, classes in forms
        if classes & _AFTER and _is_word(tokens[0]) and not ("against" in classes and len(tokens) > 1)
    }
    words |= {tokens[0] for tokens, classes in forms if "country" in classes and len(tokens) == 1}
    words |= {" ".join(tokens) for tokens, classes in forms if "against" in classes and len(tokens) > 1}
    words |= {"".join(tokens) for tokens, classes in forms if "percent" in classes and len(tokens) > 1 == len(tokens[0])}
    words |= {"".join(tokens[:3]) for tokens, classes in forms if classes & _AFTER and len(tokens[0]) == 1 and tokens[1:2] == (".",)}
    return words | {"".join(tokens[:2]) for tokens, classes in forms if classes & _LETTER and len(tokens) > 1 == len(tokens[0])}


def _cased(written: list[Form]) -> dict[str, set[str]]:
    """The words of money that count only in some spellings, none of them in small letters; and those."""
    known = [(tokens, classes) for tokens, classes in written if classes & (_AFTER | _BEFORE | {"country"})]
    parts = {token for tokens, _ in known if len(tokens) > 1 for token in tokens}
    spellings: dict[str, set[str]] = {}
    for tokens, _ in known:
        if len(tokens) == 1:
            spellings.setdefault(tokens[0].lower(), set()).add(tokens[0])
    return {word: forms for word, forms in spellings.items() if len(word) > 1 and word.isalpha() and word not in forms | parts}


def _links(forms: list[Form]) -> set[str]:
    """The words that can go on a numeral: other numbers, its little words, and the later words of a number of several."""
    links = {tokens[0] for tokens, classes in forms if classes & (_LINK | _NUMBER)}
    links |= {token for tokens, classes in forms if classes & _NUMBER for token in tokens[1:]}
    return {word for word in links if word.isalpha()}


def _is_word(form: str) -> bool:
    return form[0].isalpha() and (len(form) > 1 or not form.isascii())


def _is_sign(form: str) -> bool:
    return len(form) == 1 and not form.isalnum() and form not in ".,'’-/()"


def _last(tokens: tuple[str, ...]) -> str:
    """The last token of a form, without its stop."""
    return next((token for token in reversed(tokens) if token != "."), ".")


def _stems(forms: Iterable[str]) -> str:
    """An alternation of the forms' first letters, whole where they are short."""
    long = {form[:_STEM] if " " not in form else form for form in forms if len(form) >= _STEM} | {
        form for form in forms if form[0] >= _UNSPACED or not form[-1].isalpha()
    }
    short = {form for form in forms if len(form) < _STEM and long.isdisjoint(form[:size] for size in range(1, len(form) + 1))}
    return rf"(?:{_tree(long)}|{_tree(short)}(?![^\W\d_]))"


def _tree(forms: set[str]) -> str:
    """A pattern for any of the forms, as a tree of their first letters."""
    return _branches(sorted(forms), 0) if forms else "(?!)"


def _branches(forms: list[str], at: int) -> str:
    """A pattern for what forms, in order and alike up to ``at``, go on with."""
    if len(forms) == 1:
        return re.escape(forms[0][at:])
    parts = []
    for letter, some in groupby(forms, lambda form: form[at : at + 1]):
        if letter:
            parts.append(re.escape(letter) + _branches(list(some), at + 1))
    ends = len(forms[0]) == at
    joined = parts[0] if len(parts) == 1 and not ends else "(?:" + "|".join(parts) + ")"
    return joined + ("?" if ends else "")
