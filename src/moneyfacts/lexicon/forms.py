"""The forms of a language, gathered from the data files in layers, before the lexicon gives them letters.

The language's own words come first, then those of the languages it is based on and English, for the forms that are left free, then
the signs, codes and abbreviations that every text may use.

>>> chain("sv")
('sv', 'en')
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from moneyfacts.lexicon import currencies, source
from moneyfacts.lexicon.compounds import Compounds
from moneyfacts.lexicon.plain import plain
from moneyfacts.lexicon.template import calendar_fault, compile_template, joint, spread, words_of
from moneyfacts.lexicon.tokens import fold, split

Means = dict[str, Any]

#: Sections of a language file that hold phrases with slots; all others give their forms the class of their name.
TEMPLATES = frozenset({"calendar", "period", "per", "rate"})
_STRUCTURE = TEMPLATES | {"language", "suffix", "prefix"}
_CLDR_CLASSES = {"currency": "name", "month": "month", "weekday": "weekday", "territory": "country", "unit": "unit", "time": "time"}
#: Codes whose names are no money by themselves: metals, and the codes for tests and for no currency.
_NOT_NAMES = frozenset({"XAU", "XAG", "XPT", "XPD", "XXX", "XTS"})
_TIME_UNITS = {
    "second": "PT1S", "minute": "PT1M", "hour": "PT1H", "day": "P1D", "night": "P1D", "week": "P1W", "month": "P1M", "quarter": "P3M",
    "year": "P1Y", "decade": "P10Y", "century": "P100Y",
}  # fmt: skip
_SIGN_CLASSES = {
    "sign": "sign", "prefixed": "sign", "abbreviation": "abbr", "unsure": "unsure", "code-word": "codeword", "small-code": "code",
}  # fmt: skip
_INFLECTED = frozenset({
    "counted", "country", "half", "minor", "month", "name", "percent", "quarterword", "scale", "time", "unit", "yearword",
})  # fmt: skip
#: Classes that an entry of [suffix] or [prefix] can name as those of its stems; other keys mean the usual ones.
_STEMS = _INFLECTED | {"atom"}


_MONEY_WORDS = frozenset({"name", "minor", "slangscale", "abbr", "unsure", "unsureminor", "homonym"})


class Forms:
    """What the data say of each surface form, by layers: words, phrases, spellings that count only as written, phrases with slots."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages = languages
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
        self._forget()

    def _add_layer(self, layer: list[str]) -> None:
        """Add a language, and those it is based on, for the forms that the layers before have left free."""
        taken = set(self._forms), set(self._phrases)
        own: set[str] = set()
        for name in (f"lang/{language}.txt" for language in layer):
            if source.exists(name):
                own |= source.sections(name).keys() & {"month", "weekday", "time"}
                _check_calendar(name)
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
        listed = [form for form in forms.split("|") if not self._is_numeral(form)]
        if kind != "unit":
            return listed
        return [form for form in listed if form[-1] != "." and form.lower() not in self._forms]

    def _is_numeral(self, form: str) -> bool:
        """Whether a name is spelled as number words that are not spaced (`오만`, Oman, is fifty thousand)."""
        tokens = split(form)
        return len(tokens) > 1 and all(self._forms.get(token, {}).keys() & {"atom", "multiplier", "scale"} for token in tokens)

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
        for word in words_of(form):
            if word not in taken[0]:
                self._forms.setdefault(word, {})["=" + word] = word
        self._written.append((section, key, form))

    def _compile_templates(self) -> None:
        """Compile the phrases with slots once all forms are known, so that words joined to one form are found."""
        literals: set[str] = set()
        beginnings = {tokens[:n] for tokens in self._phrases for n in range(1, len(tokens) + 1)}
        for section, key, form in self._written:
            for way in spread(form, self._phrases, beginnings):
                self.templates[section].append((key, compile_template(way, literals, self._phrases)))
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
                    self._exact.setdefault(form[1:], {}).update(means_of(name, value, tokens[0]))
                elif tokens[0] not in taken[0]:
                    means, known = means_of(name, value, tokens[0]), self._forms.get(tokens[0])
                    if known is None:
                        self._forms[tokens[0]] = means
                    else:
                        _merge(known, means)
            elif exact and tokens:
                self._exact_phrases.setdefault(tokens, (set(), means_of(name, value, form)))[0].add(form[1:])
            elif tokens and tokens not in taken[1]:
                _merge(self._phrases.setdefault(tokens, {}), means_of(name, value, form))

    def _add_universal(self) -> None:
        for section, entries in source.sections("punctuation.txt").items():
            for key, forms in entries:
                self._add_forms(section, key, forms)
        for code in currencies.codes():
            self._exact.setdefault(code, {}).setdefault("code", code)
        for section, form, target in currencies.signs():
            if section in _SIGN_CLASSES:
                self._add_sign(_SIGN_CLASSES[section], form, target)

    def _forget(self) -> None:
        """Take the money out of words that the language has for something else, whatever CLDR or the signs say (``den``)."""
        for word in [word for word, means in self._forms.items() if means.get("plain") == "never"]:
            for forms in (self._forms, self._exact):
                if word in forms:
                    forms[word] = {name: value for name, value in forms[word].items() if name not in _MONEY_WORDS}

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


def _check_calendar(name: str) -> None:
    """Raise ``ValueError`` for a calendar phrase with a slot that no date can be read from, rather than at the text that first says it."""
    for key, forms in source.sections(name).get("calendar", ()):
        for form in forms:
            if fault := calendar_fault(form):
                raise ValueError(f"{source.place(name, form)}: [calendar] {key}: {fault}")


def _value(name: str, key: str) -> Any:
    return Decimal(key) if name in _NUMERIC else key


_NUMERIC = frozenset({
    "atom", "denominator", "era", "foldword", "fraction", "lastdigit", "leadfraction", "multiplier", "ordinal", "postfraction", "scale",
    "scalesign", "slangscale", "timesword",
})  # fmt: skip


def means_of(name: str, value: Any, form: str) -> Means:
    if name == "scalesign":
        return {name: value, "scaleletter" if len(form) == 1 else "scaleabbr": value}
    if name == "atom":
        kind = "zeroword" if not value else "unitword" if value < 20 else "tensword" if value < 100 else "hundredsword"
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
