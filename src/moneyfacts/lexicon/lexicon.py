"""The lexicon of a language: what each surface form can be, and the phrases with slots.

Built from the data files in layers: the language's own words first, then English for the forms that it leaves
free, then the signs, codes and abbreviations that every text may use. Knows no language by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from moneyfacts.lexicon import currencies, source
from moneyfacts.lexicon.alphabet import Alphabet
from moneyfacts.lexicon.compounds import Compounds
from moneyfacts.lexicon.plain import plain
from moneyfacts.lexicon.template import compile_template, joint
from moneyfacts.lexicon.tokens import fold, spelled, split, with_variants

Means = dict[str, Any]

#: Sections of a language file that hold phrases with slots; all others give their forms the class of their name.
TEMPLATES = frozenset({"calendar", "period", "per", "rate"})
_STRUCTURE = TEMPLATES | {"language", "suffix", "prefix"}
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


class Lexicon:
    """The frozen look-ups of one language.

    ``entry(word)`` says what a token can be; ``phrase`` finds forms of several tokens; ``templates`` holds the
    compiled phrases with slots, ``settings`` the choices of the ``[language]`` section.
    """

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
        self.alphabet = Alphabet()
        self.templates: dict[str, list[tuple[str, str]]] = {name: [] for name in TEMPLATES}
        self.settings: dict[str, list[str]] = {}
        self._forms: dict[str, Means] = {}
        self._exact: dict[str, Means] = {}
        self._phrases: dict[tuple[str, ...], Means] = {}
        self._exact_phrases: dict[tuple[str, ...], tuple[set[str], Means]] = {}
        self._suffixes: list[tuple[str, frozenset[str]]] = []  # each with the classes of the stems that take it
        self._prefixes: list[tuple[str, frozenset[str]]] = []
        self._splits: list[tuple[str, frozenset[str]]] = []  # prefixes that are words of their own
        self._written: list[tuple[str, str, str]] = []
        self.compounds: Compounds | None = None
        for layer in _layers(languages):
            self._add_layer(layer)
            if self.compounds is None and self.settings.get("numerals") == ["compound"]:
                self.compounds = Compounds(self._forms)
        self._compile_templates()
        self._add_universal()
        self.entries: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}  # forms that count in any case
        self.trie: dict[str, Any] = {}
        self._register()

    # -- building ------------------------------------------------------------------------------------------------

    def _add_layer(self, layer: list[str]) -> None:
        """Add a language, and those it is based on, for the forms that the layers before have left free."""
        taken = set(self._forms), set(self._phrases)
        own: set[str] = set()
        for name in (f"lang/{language}.txt" for language in layer):
            if source.exists(name):
                own |= source.sections(name).keys() & {"month", "weekday", "time"}
                for section, entries in source.sections(name).items():
                    self._add_section(section, entries, taken)
        for name in (f"cldr/{language}.tsv" for language in layer):
            for kind, key, forms in source.table(name) if source.exists(name) else ():
                if kind in _CLDR_CLASSES and kind not in own and key not in _NOT_NAMES:
                    self._add_forms(_CLDR_CLASSES[kind], _TIME_UNITS.get(key, key), self._cldr_forms(kind, forms), taken)
        if self.settings.get("accents") == ["optional"]:
            self._add_unaccented(taken)

    def _cldr_forms(self, kind: str, forms: str) -> list[str]:
        """CLDR's forms; of its units only those that are no other word and no abbreviation with a stop."""
        listed = forms.split("|")
        if kind != "unit":
            return listed
        return [form for form in listed if form[-1] != "." and form.lower() not in self._forms]

    def _add_section(self, section: str, entries: source.Section, taken: tuple[set[Any], set[Any]]) -> None:
        if section == "language":
            for key, values in entries:
                self.settings.setdefault(key, values)
        elif section in ("suffix", "prefix"):
            for key, forms in entries:
                pool = self._suffixes if section == "suffix" else self._splits if key == "split" else self._prefixes
                pool.extend((fold(form), frozenset(key.split()) & _STEMS or _INFLECTED) for form in forms)
                pool.sort(key=lambda affix: -len(affix[0]))
        elif section in TEMPLATES:
            for key, forms in entries:
                for form in forms:
                    self._add_template(section, key, form, taken)
        else:
            for key, forms in entries:
                self._add_forms(section, key, forms, taken)

    def _add_template(self, section: str, key: str, form: str, taken: tuple[set[Any], set[Any]]) -> None:
        literals: set[str] = set()
        compile_template(form, literals)
        for word in literals:
            if word not in taken[0]:
                self._forms.setdefault(word, {})["=" + word] = word
        self._written.append((section, key, form))

    def _compile_templates(self) -> None:
        """Compile the phrases with slots once all forms are known, so that words joined to one form are found."""
        literals: set[str] = set()
        for section, key, form in self._written:
            self.templates[section].append((key, compile_template(form, literals, self._phrases)))
        for tokens, means in self._phrases.items():
            if joint(tokens) in literals:
                means["=" + joint(tokens)] = tokens

    def _add_unaccented(self, taken: tuple[set[Any], set[Any]]) -> None:
        """Forms without their accents, where the language is often written so."""
        for word in [word for word in self._forms if word not in taken[0] and not word.isascii()]:
            if len(word) > 2 and (bare := plain(word)) != word:
                self._forms.setdefault(bare, self._forms[word])
        for tokens in [tokens for tokens in self._phrases if tokens not in taken[1]]:
            self._phrases.setdefault(tuple(map(plain, tokens)), self._phrases[tokens])

    def _add_forms(self, name: str, key: str, forms: Iterable[str], taken: tuple[set[Any], set[Any]] = (set(), set())) -> None:
        value = _value(name, key)
        for form in forms:
            exact = form.startswith("=") and len(form) > 1
            tokens = split(form[1:] if exact else form)
            if len(tokens) == 1:
                if exact:
                    self._exact.setdefault(form[1:], {}).update(_means(name, value, tokens[0]))
                elif tokens[0] not in taken[0]:
                    _merge(self._forms.setdefault(tokens[0], {}), _means(name, value, tokens[0]))
            elif exact and tokens:
                self._exact_phrases.setdefault(tokens, (set(), _means(name, value, form)))[0].add(form[1:])
            elif tokens and tokens not in taken[1]:
                _merge(self._phrases.setdefault(tokens, {}), _means(name, value, form))

    def _add_universal(self) -> None:
        for section, entries in source.sections("punctuation.txt").items():
            for key, forms in entries:
                self._add_forms(section, key, forms)
        for code in currencies.codes():
            self._exact.setdefault(code, {}).setdefault("code", code)
        for section, form, target in currencies.signs():
            if section in _SIGN_CLASSES:
                self._add_sign(_SIGN_CLASSES[section], form, target)

    def _add_sign(self, name: str, form: str, target: str) -> None:
        """A sign counts as it is written: in its case, and glued."""
        means: Means = {name: target}
        group = currencies.group(target)
        if group is not None and group.minor:
            means = {"minor": f"{target} 0.01"}
            if name == "unsure":
                means["unsureminor"] = target
        tokens = split(form)
        if len(tokens) == 1:
            known = self._exact.setdefault(form, {})
            if name in ("codeword", "unsure"):
                known.pop("code", None)
            _merge(known, means)
        else:
            forms, _ = self._exact_phrases.setdefault(tokens, (set(), means))
            forms.add(form)
            if len(tokens[0]) > 1:
                forms.add(form.lower())

    # -- letters -------------------------------------------------------------------------------------------------

    def _register(self) -> None:
        heads = {tokens[0] for tokens in (*self._phrases, *self._exact_phrases)}
        self._heads = heads
        for word, means in self._exact.items():
            folded = self._forms.get(fold(word))
            self.entries[word] = self._entry(word, {**folded, **means} if folded else means)
        for word, means in self._forms.items():
            entry = self._folded[word] = self._entry(word, means)
            self.entries.setdefault(word, entry)
        for word in heads | {token for tokens in self._phrases for token in tokens[1:]}:
            if word not in self._folded:
                stem = self._stemmed(word)
                entry = self._folded[word] = self._entry(word, stem.means if stem else {})
                self.entries.setdefault(word, entry)
        for tokens, means in self._phrases.items():
            node = self.trie
            for token in tokens:
                node = node.setdefault(token, {})
            node[""] = self._entry(" ".join(tokens), means, phrase=True)
        for tokens, (forms, means) in self._exact_phrases.items():
            node = self.trie
            for token in tokens:
                node = node.setdefault(token, {})
            if "" not in node:
                node[""] = self._entry("".join(tokens), means, phrase=True)
                node[""].exact = frozenset(forms)
        for shape, classes in SHAPES.items():
            names = frozenset({"num", "number", "shape." + shape, *classes})
            for glued in (False, True):
                self.alphabet.letter(names, glued)
                self.alphabet.letter(names | {"head"}, glued)
        for names in (*_NODE_SETS, *_UNKNOWN.values()):
            for glued in (False, True):
                self.alphabet.letter(names, glued)

    def _entry(self, key: str, means: Means, phrase: bool = False) -> Entry:
        classes = frozenset(means) or _UNKNOWN[_kind(key)]
        if not phrase and fold(key) in self._heads:
            classes |= {"head"}
        if key[-1] > "\u2e80":
            classes |= {"unspaced"}
        return Entry(fold(key), (self.alphabet.letter(classes, False), self.alphabet.letter(classes, True)), means)

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
        openers = {"atom", "multiplier", "scale", "fraction", "foldword", "timesword", "percentword"}
        words = {word for word, means in self._forms.items() if openers & means.keys() and "article" not in means}
        words |= {tokens[0] for tokens, means in self._phrases.items() if openers & means.keys() and len(tokens[0]) == 1 and tokens[0] > "\u2e80"}
        signs = with_variants(sorted({word[0] for word in words if not word[0].isascii() and (len(word) == 1 or word[0] > "\u3000")}))
        forms = [spelled(word) for word in sorted(words, key=len, reverse=True) if word[0].isalpha()]
        if not forms:
            return re.compile(r"\d")
        before = "" if self._splits else r"(?<![^\W\d_])"
        return re.compile(rf"[\d{re.escape(signs)}]|{before}(?:(?:{'|'.join(forms)})(?![^\W\d_]){self._compound_opening()}{self._one_opening()})", re.IGNORECASE)

    def forms(self) -> list[tuple[tuple[str, ...], set[str]]]:
        """The tokens of every form with its classes; of one token in the case that counts."""
        single = [((word,), set(entry.means)) for word, entry in self.entries.items() if entry.means]
        phrases = [*self._phrases.items(), *((tokens, means) for tokens, (_, means) in self._exact_phrases.items())]
        return single + [(tokens, set(means)) for tokens, means in phrases]

    @property
    def is_plain(self) -> bool:
        """Whether words stand apart and are written just as the lexicon has them: no affixes, no compounds, no unspaced script."""
        if any("\u024f" < word[0] < "\u2000" and "atom" in means for word, means in self._forms.items()):
            return False  # a script whose letters have variants and marks
        return self.languages == ("en",) or not (self._suffixes or self._prefixes or self._splits or {"compound", "myriad"} & set(self.settings.get("numerals", ())))

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
        money = [re.escape(word) for word, means in self._forms.items() if {"name", "minor", "percent"} & means.keys() and word.isalpha()]
        return rf"|(?:{'|'.join(ones)})\s(?:{'|'.join(sorted(money, key=len, reverse=True))})(?![^\W\d_])" if ones else ""

    # -- looking up ----------------------------------------------------------------------------------------------

    def entry(self, word: str) -> Entry:
        """What a word token can be; an unknown word has only its shape."""
        found = self.entries.get(word)
        if found is None:
            found = self._folded.get(fold(word))
        return found or self._stemmed(word) or self._scaled_code(word) or self._compound(word) or self._headed(word) or self._unknown(word)

    def _stemmed(self, word: str) -> Entry | None:
        key = fold(word)
        for suffix, classes in self._suffixes:
            if key.endswith(suffix) and (stem := self.entries.get(key[: -len(suffix)])) and classes & stem.means.keys():
                return stem
        for prefix, classes in self._prefixes:
            if key.startswith(prefix) and (stem := self.entries.get(key[len(prefix) :])) and classes & stem.means.keys():
                return stem
        return None

    def prefix(self, word: str) -> int:
        """The length of a prefix that is a word of its own, where a known word follows it; else 0."""
        if word in self.entries or fold(word) in self.entries or self._stemmed(word):
            return 0
        for prefix, _ in self._splits:
            if fold(word[: len(prefix)]) == prefix and len(word) > len(prefix) + 1 and self.entry(word[len(prefix) :]).means:
                return len(prefix)
        return 0

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
        names = frozenset({"scaledcode"})
        return Entry(fold(word), (self.alphabet.letter(names, False), self.alphabet.letter(names, True)), {"scaledcode": (code, scale)})

    def _compound(self, word: str) -> Entry | None:
        """``dreihundertachtzig``, where the language writes numerals as one word."""
        value = self.compounds.value(fold(word)) if self.compounds else None
        return None if value is None else self._entry(word, _means("atom", value, word), phrase=True)

    def _headed(self, word: str) -> Entry | None:
        """``Liefervertrag``: where nouns are written together, the last part says what the word is."""
        if "compound" not in self.settings.get("nouns", ()):
            return None
        key = fold(word)
        for at in range(3, min(len(key), _LONGEST_NOUN) - 3):
            head = self.entries.get(key[at:])
            if head and _HEADS & head.means.keys():
                return head
        return None

    def _unknown(self, word: str) -> Entry:
        names = _UNKNOWN[_kind(word)]
        return Entry(fold(word), (self.alphabet.letter(names, False), self.alphabet.letter(names, True)), {})

    def number_letters(self, shape: str, key: str) -> tuple[str, str]:
        """The letters of a number token of that shape."""
        names = frozenset({"num", "number", "shape." + shape, *SHAPES[shape]})
        if key in self._heads:
            names |= {"head"}
        return self.alphabet.letter(names, False), self.alphabet.letter(names, True)


_CLDR_CLASSES = {"currency": "name", "month": "month", "weekday": "weekday", "territory": "country", "unit": "unit", "time": "time"}
#: Codes whose names are no money by themselves: metals, and the codes for tests and for no currency.
_NOT_NAMES = frozenset({"XAU", "XAG", "XPT", "XPD", "XXX", "XTS"})
_TIME_UNITS = {
    "second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "P1D", "night": "P1D", "week": "P1W", "month": "P1M", "quarter": "P3M",
    "year": "P1Y", "decade": "P10Y", "century": "P100Y",
}  # fmt: skip
_SIGN_CLASSES = {"sign": "sign", "prefixed": "sign", "abbreviation": "abbr", "unsure": "unsure", "code-word": "codeword", "small-code": "code"}
_UNKNOWN = {
    "lower": frozenset({"word", "lower"}),
    "title": frozenset({"word", "title"}),
    "upper": frozenset({"word", "upper"}),
    "other": frozenset({"other"}),
    "unspaced": frozenset({"word", "lower", "unspaced"}),
}
_CODE_SCALES = {"K": Decimal(1000), "k": Decimal(1000), "T": Decimal(1000), "M": Decimal(10**6), "m": Decimal(10**6), "B": Decimal(10**9)}
#: Classes whose meaning a compound noun takes from its last part.
_HEADS = {"unbinder", "termnoun", "loss", "level", "change", "source"}
_LONGEST_NOUN = 60
_INFLECTED = frozenset({"name", "minor", "scale", "unit", "time", "month", "percent", "counted", "country", "half", "quarterword", "yearword"})
#: Classes that an entry of [suffix] or [prefix] can name as those of its stems; other keys mean the usual ones.
_STEMS = _INFLECTED | {"atom"}


def _kind(word: str) -> str:
    if not word[:1].isalpha():
        return "other"
    if word[-1] > "\u2e80":
        return "unspaced"
    if word.islower() or not word[:1].isupper():
        return "lower"
    return "upper" if len(word) > 1 and word.isupper() else "title"


def _value(name: str, key: str) -> Any:
    return Decimal(key) if name in _NUMERIC else key


_NUMERIC = {"timesword", "postfraction", "leadfraction", "lastdigit", "atom", "multiplier", "scale", "scalesign", "fraction", "ordinal", "slangscale", "denominator", "foldword"}


def _means(name: str, value: Any, form: str) -> Means:
    if name == "scalesign":
        return {name: value, "scaleletter" if len(form) == 1 else "scaleabbr": value}
    if name == "atom":
        kind = "unitword" if value < 20 else "tensword" if value < 100 else "hundredsword"
        return {"atom": value, kind: value, "number": value}
    if name == "demonym":
        return {name: value, "country": value}
    if name == "scaledcode":
        sense, scale = value.split()
        return {name: (sense, Decimal(scale))}
    return {name: value}


def _merge(into: Means, means: Means) -> None:
    for name, value in means.items():
        if into.setdefault(name, value) != value and name == "unbinder":
            into[name] += " " + value


def _layers(languages: tuple[str, ...]) -> list[list[str]]:
    """The languages with those they are based on, each such group for itself."""
    layers: list[list[str]] = []
    based = ""
    for language in languages:
        if language == based:
            layers[-1].append(language)
        else:
            layers.append([language])
        based = _base(language)
    return layers


def _base(language: str) -> str:
    """The language whose words a language file adds to its own, or nothing."""
    name = f"lang/{language}.txt"
    return dict(source.sections(name)["language"]).get("base", [""])[0] if source.exists(name) else ""


def chain(language: str) -> tuple[str, ...]:
    """The languages whose words a language reads: its own, those it is based on, English.

    >>> chain("en"), chain("sv")
    (('en',), ('sv', 'en'))
    """
    found = [language]
    while found[-1] != "en":
        found.append(_base(found[-1]) or "en")
    return tuple(found)


@cache
def lexicon(languages: tuple[str, ...]) -> Lexicon:
    """The lexicon of these languages, the first one's words before the others'."""
    return Lexicon(languages)
