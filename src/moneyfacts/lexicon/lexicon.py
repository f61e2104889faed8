"""The lexicon of a language: what each surface form can be, and the phrases with slots.

Built from the data files in layers: the language's own words first, then English for the forms that it leaves
free, then the signs, codes and abbreviations that every text may use. Knows no language by name.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain
from typing import Any

from moneyfacts.lexicon.alphabet import Alphabet
from moneyfacts.lexicon.forms import Forms, Means, means_of
from moneyfacts.lexicon.tokens import fold, spelled, spelled_any, with_variants

#: Shapes of a number token, each with the classes it has.
SHAPES: dict[str, tuple[str, ...]] = {
    "one": ("small",),
    "two": ("small", "two"),
    "three": ("moneylike",),
    "four": ("moneylike", "four"),
    "year": ("year", "four"),
    "long": ("moneylike",),
    "grouped": ("moneylike", "grouped"),
    "grouped2": ("moneylike", "grouped"),
    "decimal": ("decimal",),
    "decimal2": ("moneylike", "decimal"),
}
#: Class sets of what the grammar's rules build.
_NODE_SETS: tuple[frozenset[str], ...] = (
    frozenset({"numeral", "number"}),
    frozenset({"numeral", "number", "scaled"}),
    frozenset({"numeral", "number", "small"}),
    *(frozenset({"atom", "number", kind}) for kind in ("unitword", "tensword", "hundredsword")),
    frozenset({"atom", "number", "hundredsword", "portion"}),
    frozenset({"ordinal"}),
    frozenset({"vague"}),
    frozenset({"dotdate"}),
    frozenset({"money", "figure"}),
    frozenset({"percentage", "figure"}),
    frozenset({"multiple", "figure"}),
    frozenset({"stated", "figure"}),
    frozenset({"name"}),
    frozenset({"calendar"}),
    frozenset({"calendar", "date"}),
    frozenset({"calendar", "calendar.month"}),
    frozenset({"calendar", "calendar.relative"}),
    frozenset({"calendar", "calendar.part"}),
    frozenset({"calendar", "calendar.part", "calendar.months"}),
    frozenset({"calendar", "calendar.year"}),
    frozenset({"calendar", "calendar.years"}),
    frozenset({"duration"}),
    frozenset({"duration.adjective"}),
    frozenset({"scaledcode"}),
    frozenset({"period"}),
    frozenset({"per"}),
)


class Entry:
    """One surface form: the letters of its class set (spaced, glued), its folded key, and its meanings by class."""

    __slots__ = ("exact", "key", "letters", "means")

    def __init__(self, key: str, letters: tuple[str, str], means: Means) -> None:
        self.exact: frozenset[str] = frozenset()  # the only spellings that count, where not empty
        self.key = key
        self.letters = letters
        self.means = means


class Lexicon(Forms):
    """The frozen look-ups of one language.

    ``entry(word)`` says what a token can be; ``phrase`` finds forms of several tokens; ``templates`` holds the
    compiled phrases with slots, ``settings`` the choices of the ``[language]`` section.
    """

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__(languages)
        self.alphabet = Alphabet()
        self._spelled: dict[str, Means] = {}  # forms that count only as they are written
        self._folded: dict[str, Means] = {}  # and in any case; beside the forms, the words that only phrases have
        self._known: dict[str, Entry] = {}  # the entries of both, made when first asked for
        self.trie: dict[str, Any] = {}
        self.insides: dict[str, Entry] = {}  # what forms that count only at a word's start are inside of one: words of phrases at most
        self._register()

    # -- letters -------------------------------------------------------------------------------------------------

    def _register(self) -> None:
        for word, means in self._exact.items():
            folded = self._forms.get(fold(word))
            self._spelled[word] = {**folded, **means} if folded else means
        self._folded.update(self._forms)
        if self._suffixes or self._prefixes:
            self._add_affixed()
        self._add_parts()
        for word, means in (*self._spelled.items(), *self._folded.items()):
            self.alphabet.both(_classes(word, means))
        self._add_phrases()
        self._add_insides()
        for shape in SHAPES:
            self.number_letters(shape)
        for names in (*_NODE_SETS, *_UNKNOWN.values()):
            self.alphabet.both(names)

    def _add_affixed(self) -> None:
        """Words of phrases that are also a form with an affix mean that, too."""
        for word, means in self._forms.items():
            if all(name[0] == "=" for name in means) and (stem := self._stem(word)):
                self._folded[word] = {**self._means(stem), **means}

    def _add_parts(self) -> None:
        """The words that only phrases have, which are known then, and mean what their stem does."""
        heads = [tokens[0] for tokens in self._exact_phrases]
        new = [word for word in dict.fromkeys([*chain.from_iterable(self._phrases), *heads]) if word not in self._folded]
        stems = [self._stem(word) for word in new]  # all of them before any is known: in whatever order, the same
        self._folded.update({word: self._means(stem) for word, stem in zip(new, stems, strict=True)})

    def _add_phrases(self) -> None:
        for tokens, means in self._phrases.items():
            self._node(tokens)[""] = self._entry(" ".join(tokens), means)
        for tokens, (forms, means) in self._exact_phrases.items():
            node = self._node(tokens)
            if "" not in node:
                node[""] = self._entry("".join(tokens), means)
                node[""].exact = frozenset(forms)

    def _node(self, tokens: tuple[str, ...]) -> dict[str, Any]:
        """The place of a form of several tokens among all forms."""
        node = self.trie
        for token in tokens:
            node = node.setdefault(token, {})
        return node

    def _add_insides(self) -> None:
        for word, means in self._forms.items():
            if "wordstart" in means:
                self.insides[word] = self._entry(word, {name: value for name, value in means.items() if name.startswith("=")})

    def _entry(self, key: str, means: Means) -> Entry:
        return Entry(fold(key), self.alphabet.both(_classes(key, means)), means)

    def words(self, *classes: str) -> frozenset[str]:
        """The words that have one of the classes."""
        return frozenset(word for word, means in self._forms.items() if means.keys() & set(classes))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words after which a full stop ends no sentence."""
        dotted = {tokens[0] for tokens in (*self._phrases, *self._exact_phrases) if tokens[1:] == (".",)}
        listed = {word for word, means in self._forms.items() if "abbreviated" in means}
        return frozenset(dotted | listed)

    @cached_property
    def candidate(self) -> re.Pattern[str]:
        """Finds where a figure can be: a digit, or a word that opens a numeral."""
        openers = {"atom", "multiplier", "scale", "fraction", "foldword", "timesword", "percentword", "dualname"}
        words = {word for word, means in self._forms.items() if openers & means.keys() and "article" not in means}
        heads = {tokens[0] for tokens, means in self._phrases.items() if openers & means.keys()}
        words |= {head for head in heads if len(head) == 1 and head > "\u2e80"}
        words |= {tokens[0] for tokens, means in self._phrases.items() if "percentword" in means}
        alone = {word[0] for word in words if not word[0].isascii() and (not word[0].isalpha() or word[0] > "\u2e80")}
        signs = with_variants(sorted(alone))
        forms = sorted(word for word in words if word[0].isalpha())
        if not forms:
            return re.compile(r"\d")
        attached = "|".join({spelled(affix) for affix, _ in (*self._splits, *self._prefixes)})
        before = r"(?<![^\W\d_])" + (rf"(?:{attached}){{0,3}}" if attached else "")
        opening = rf"{spelled_any(forms)}(?![^\W\d_]){self._compound_opening()}{self._one_opening()}"
        return re.compile(rf"[\d{re.escape(signs)}]|{before}(?:{opening})", re.IGNORECASE)

    def forms(self) -> list[tuple[tuple[str, ...], set[str]]]:
        """The tokens of every form with its classes; of one token in the case that counts."""
        single = [((word,), set(means)) for word, means in {**self._folded, **self._spelled}.items() if means]
        phrases = [*self._phrases.items(), *((tokens, means) for tokens, (_, means) in self._exact_phrases.items())]
        return single + [(tokens, set(means)) for tokens, means in phrases]

    @property
    def is_plain(self) -> bool:
        """Whether words stand apart and are written just as the lexicon has them: no affixes, no compounds, no unspaced script."""
        if any("\u024f" < word[0] < "\u2000" and "atom" in means for word, means in self._forms.items()):
            return False  # a script whose letters have variants and marks
        joined = {"compound", "myriad"} & set(self.settings.get("numerals", ()))
        return self.languages == ("en",) or not (self._suffixes or self._prefixes or self._splits or joined)

    def is_scaled_code(self, word: str) -> bool:
        """Whether a word is a code with a scale before it (``MUSD``)."""
        return len(word) == 4 and word[0] in _CODE_SCALES and "code" in self._exact.get(word[1:], ())

    def _compound_opening(self) -> str:
        """The first two parts of a number word that is written as one."""
        if self.compounds is None:
            return ""
        parts = "|".join(sorted(map(re.escape, self.compounds.parts), key=len, reverse=True))
        return f"|(?:{parts})(?:{parts})"

    def _one_opening(self) -> str:
        """An article that is also *one* opens a figure before a money word (``ein Euro``)."""
        ones = [re.escape(word) for word, means in self._forms.items() if "article" in means and "atom" in means]
        if not ones:
            return ""
        money = [re.escape(word) for word, means in self._forms.items() if {"name", "minor", "percent"} & means.keys() and word.isalpha()]
        return rf"|(?:{'|'.join(ones)})\s(?:{'|'.join(sorted(money, key=len, reverse=True))})(?![^\W\d_])"

    # -- looking up ----------------------------------------------------------------------------------------------

    def entry(self, word: str) -> Entry:
        """What a word token can be; an unknown word has only its shape."""
        found = self._known.get(word) or self._made(word) or self._in_any_case(fold(word))
        if found is None and (stem := self._stem(word)):
            found = self._made(stem)
        return found or self._scaled_code(word) or self._compound(word) or self._headed(word) or self._unknown(word)

    def _made(self, form: str) -> Entry | None:
        """The entry of a form, if it is one."""
        found = self._known.get(form)
        if found is None and (form in self._spelled or form in self._folded):
            found = self._known[form] = self._entry(form, self._means(form))
        return found

    def _in_any_case(self, form: str) -> Entry | None:
        """The entry of a form that is written in another case."""
        if form not in self._spelled:
            return self._made(form)
        return self._entry(form, self._folded[form]) if form in self._folded else None

    def _means(self, form: str) -> Means:
        """What a form means; nothing, if it is none."""
        return self._spelled.get(form) or self._folded.get(form, {})

    def _stem(self, word: str) -> str:
        """The form that a word is with an affix, or nothing."""
        key = fold(word)
        for suffix, classes in self._suffixes:
            if key.endswith(suffix) and classes & self._means(key[: -len(suffix)]).keys():
                return key[: -len(suffix)]
        for prefix, classes in self._prefixes:
            if key.startswith(prefix) and classes & self._means(key[len(prefix) :]).keys():
                return key[len(prefix) :]
        return ""

    def prefix(self, word: str) -> int:
        """The length of a prefix that is a word of its own, where a known word or the first of several follows it; else 0."""
        if self._made(word) or self._made(fold(word)) or self._stem(word):
            return 0
        prefixes = [prefix for prefix, _ in self._splits if fold(word[: len(prefix)]) == prefix and len(word) > len(prefix) + 1]
        known = next((len(prefix) for prefix in prefixes if self.entry(word[len(prefix) :]).means), 0)
        return known or next((len(prefix) for prefix in reversed(prefixes) if fold(word[len(prefix) :]) in self.trie), 0)

    @property
    def is_myriad(self) -> bool:
        """Whether numerals are written with the letters of a script without spaces."""
        return self.settings.get("numerals") == ["myriad"]

    @property
    def splits(self) -> bool:
        """Whether words are written together with particles before them."""
        return bool(self._splits)

    def _scaled_code(self, word: str) -> Entry | None:
        """``MUSD`` and ``KEUR``: a code with the first letter of its scale before it."""
        scale = _CODE_SCALES.get(word[:1])
        code = self._exact.get(word[1:], {}).get("code")
        if scale is None or len(word) != 4 or code is None:
            return None
        return Entry(fold(word), self.alphabet.both(frozenset({"scaledcode"})), {"scaledcode": (code, scale)})

    def _compound(self, word: str) -> Entry | None:
        """``dreihundertachtzig``, where the language writes numerals as one word."""
        value = self.compounds.value(fold(word)) if self.compounds else None
        if value is None:
            return None
        means = means_of("atom", value, word)
        if int(value.as_tuple().exponent) > 0:
            means["portion"] = value  # `eine Viertelmilliarde`: a part of a scale has an article
        return self._entry(word, means)

    def _headed(self, word: str) -> Entry | None:
        """``Liefervertrag``: where nouns are written together, the last part says what the word is."""
        if "compound" not in self.settings.get("nouns", ()):
            return None
        key = fold(word)
        for at in range(3, min(len(key), _LONGEST_NOUN) - 3):
            if _HEADS & self._means(key[at:]).keys():
                return self._made(key[at:])
        return None

    def _unknown(self, word: str) -> Entry:
        return Entry(fold(word), self.alphabet.both(_UNKNOWN[_kind(word)]), {})

    def number_letters(self, shape: str) -> tuple[str, str]:
        """The letters of a number token of that shape."""
        return self.alphabet.both(frozenset({"num", "number", "shape." + shape, *SHAPES[shape]}))


_UNKNOWN = {
    "lower": frozenset({"word", "lower"}),
    "title": frozenset({"word", "title"}),
    "upper": frozenset({"word", "upper"}),
    "other": frozenset({"other"}),
    "unspaced": frozenset({"word", "lower", "unspaced"}),
}
#: Classes that tell more of a word that stays one like any other for the patterns that take words.
_LABELS = frozenset({"commodity"})
_CODE_SCALES = {"K": Decimal(1000), "k": Decimal(1000), "T": Decimal(1000), "M": Decimal(10**6), "m": Decimal(10**6), "B": Decimal(10**9)}
#: Classes whose meaning a compound noun takes from its last part.
_HEADS = {"unbinder", "termnoun", "loss", "level", "change", "source"}
_LONGEST_NOUN = 60


def _classes(key: str, means: Means) -> frozenset[str]:
    """The class set of a form."""
    classes = frozenset(means)
    if classes <= _LABELS:
        classes |= _UNKNOWN[_kind(key)]
    return classes | {"unspaced"} if key[-1] > "\u2e80" else classes


def _kind(word: str) -> str:
    if not word[:1].isalpha():
        return "other"
    if word[-1] > "\u2e80":
        return "unspaced"
    if word.islower() or not word[:1].isupper():
        return "lower"
    return "upper" if len(word) > 1 and word.isupper() else "title"


@cache
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """The lexicon of these languages, the first one's words before the others'."""
    return Lexicon(languages)
