"""Say what a language file still lacks, and what in it can't work.

    uv run python tools/check_language.py nb
    uv run python tools/check_language.py            all languages, faults only

*Faults* are mistakes: lines that can't be read, sections, keys or classes that no rule knows, a form that stands twice
under different keys of one section. *Lacks* are what the grammar's rules can use and the file does not say: sections
and keys that the model, ``en.txt``, has. Not every language needs all of them. The exit code is 1 where there are faults.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import moneyfacts
from moneyfacts.grammar import rates
from moneyfacts.grammar.bounds import BOUNDS
from moneyfacts.grammar.shares import TENTHS
from moneyfacts.lexicon import currencies, source
from moneyfacts.lexicon.forms import TEMPLATES, chain
from moneyfacts.lexicon.lexicon import Lexicon, lexicon
from moneyfacts.lexicon.locales import languages, locale
from moneyfacts.lexicon.template import CALENDAR_SLOTS, calendar_fault
from moneyfacts.lexicon.tokens import split
from moneyfacts.pipeline import grammar
from moneyfacts.resolve.dates import Dates

MODEL = "en"
#: Settings of [language], and the values that name an algorithm; None = any value.
SETTINGS: dict[str, set[str] | None] = {
    "code": None, "base": None, "numerals": {"additive", "compound", "myriad"}, "ordinals": {"dotted"}, "nouns": {"compound"},
    "accents": {"optional"}, "periods": {"leading"},
}  # fmt: skip
#: Sections whose keys are numbers, and whose keys are money with a factor.
NUMERIC = {
    "atom", "multiplier", "scale", "scalesign", "fraction", "ordinal", "slangscale", "foldword", "timesword", "month", "weekday", "last",
}  # fmt: skip
FACTORED = {"minor", "scaledcode"}
#: Sections with a closed set of keys that rules know.
CLOSED: dict[str, set[str]] = {
    "bound.before": set(BOUNDS), "bound.after": set(BOUNDS), "percent": {"percent", "percentage_point", "basis_point", *TENTHS},
}  # fmt: skip
#: Sections in which a form can have several keys at once.
MERGED = {"unbinder"}
ROLES = {"over", "per", "in", "by", "before", "since", "at"}
PER = {"time", "unit", "counted", "word", "lastword", "each", "share"}
_YEAR, _MONTH, _PART, _LATER = ("year", "yy"), ("month", "month_n"), ("ordinal", "n"), ("year2", "yy")
#: The slots that each kind of calendar phrase needs, one of each choice; `dotdate` is a whole date.
NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "date": (_MONTH, ("day",), _YEAR), "dateday": (_MONTH, ("day",)), "month": (_MONTH, _YEAR), "monthonly": (_MONTH,),
    "months": (_MONTH, ("month2", "month_n2")), "quarter": (_PART, _YEAR), "half": (_PART, _YEAR), "quarteronly": (_PART,),
    "halfonly": (_PART,), "fiscal": (_YEAR,), "fiscalstart": (_YEAR,), "fiscalquarter": (_PART, _YEAR), "fiscalhalf": (_PART, _YEAR),
    "fiscalquarteronly": (_PART,), "fiscalspan": (("year",), _LATER), "years": (("year",), _LATER), "year": (("year",),),
    "decade": (("year",),), "ended": (("time",), _MONTH), "fiscalended": (_MONTH,), "firstmonths": (("n",), ("time",)),
    "lastmonths": (("n",), ("time",), ("year",)), "relative": (("last",), ("time", "month")),
}  # fmt: skip
#: Sections that hold what one language happens to need; another is not complete or incomplete for them.
OPTIONAL = {"language", "plain", "foreign", "suffix", "prefix", "metal", "abbreviated", "notmoney"}
_STRING = re.compile(r"\"([a-z][\w.]*)\"|[<|^._](\w[\w.]*)(?=[|>])")
_DURATION = re.compile(r"P(T\d+[SMH]|\d+[DWMY])")
_NAMED = re.compile(r"\{(?!gap\})\.?([\w.|]+)(?::(\w+))?\}")
_SLOT = re.compile(r"\{(?!gap\})\.?([\w.|]+)(?::\w+)?\}")
_FREE = re.compile(r"\([^()]*\)\?|\{[^{}]*\}\?")  # parts that a phrase can do without


@cache
def known_classes() -> frozenset[str]:
    """All names of classes and meanings that the package's code uses."""
    folder = Path(moneyfacts.__file__).parent
    found: set[str] = set()
    for part in ("grammar", "link", "lexicon", "scan", "resolve"):
        for file in (folder / part).glob("*.py"):
            found.update(name for pair in _STRING.findall(file.read_text("utf-8")) for name in pair if name)
    return frozenset(found)


@cache
def template_classes() -> frozenset[str]:
    """All classes that the slots of any language's phrases name."""
    found: set[str] = set()
    for language in languages():
        for section, entries in source.sections(f"lang/{language}.txt").items():
            if section in TEMPLATES:
                found.update(name for _, forms in entries for form in forms for slot in _SLOT.findall(form) for name in slot.split("|"))
    return frozenset(found)


def faults(language: str) -> list[str]:
    """What in a language's file can't work, one line each.

    >>> faults("en")
    []
    """
    name = f"lang/{language}.txt"
    found = list(_lines(name))
    if found:
        return found
    sections = source.sections(name)
    found += _calendar(name, sections.get("calendar", []))
    if found:
        return found
    for section, entries in sections.items():
        if section == "language":
            found += _settings({key: values[0] for key, values in entries})
        elif section in TEMPLATES:
            found += _templates(section, entries, lexicon(chain(language)))
        elif section not in ("suffix", "prefix"):
            found += _section(section, entries)
    return found + _compiles(language)


def lacks(language: str) -> list[str]:
    """What the rules could use and neither the file nor what it is based on says, one line each.

    >>> lacks("en")
    []
    """
    layers = [name for name in chain(language) if name != MODEL] or [MODEL]
    own: dict[str, set[str]] = {}
    for layer in layers:
        for section, entries in source.sections(f"lang/{layer}.txt").items():
            own.setdefault(section, set()).update(key for key, forms in entries if any(forms))
    found = []
    for section, entries in source.sections(f"lang/{MODEL}.txt").items():
        if section in OPTIONAL:
            continue
        if section not in own:
            found.append(f"[{section}] is missing")
        elif missing := [key for key in dict.fromkeys(key for key, _ in entries) if key not in own[section] and _wanted(section, key)]:
            found.append(f"[{section}] has no {', '.join(missing)}")
    return found


def _wanted(section: str, key: str) -> bool:
    """Whether a key of the model is one that every language should have."""
    if section in ("month", "last", "calendar", "period", "per", "rate", "peradverb", "peradjective", *CLOSED):
        return True
    return section in ("atom", "time", "multiplier") and key != "P2W"


def _lines(name: str) -> Iterator[str]:
    """Lines that the file's syntax does not allow."""
    section = ""
    for number, line in enumerate(source.text_of(name).split("\n"), 1):
        text = line.strip()
        if not text or line.startswith("#"):
            continue
        if line.startswith("["):
            section = text
            if not text.endswith("]"):
                yield f"line {number}: a section needs a closing bracket: {text}"
        elif not section:
            yield f"line {number}: stands before the first section: {text}"
        elif line[0] not in " \t" and ":" not in line:
            yield f"line {number}: neither `key: form` nor a continuation: {text}"
        elif "||" in text or (text.endswith("|") and not text.endswith(" |")):
            yield f"line {number}: an empty form between bars"


def _settings(settings: dict[str, str]) -> Iterator[str]:
    if "code" not in settings:
        yield "[language] needs `code`"
    for key, value in settings.items():
        allowed = SETTINGS.get(key, set())
        if allowed is not None and value not in allowed:
            yield f"[language] {key}: {value} is unknown" + (f"; it can be {', '.join(sorted(allowed))}" if allowed else "")


def _section(section: str, entries: source.Section) -> Iterator[str]:
    if section not in known_classes() | template_classes() and section not in OPTIONAL:
        yield f"[{section}] is no class that a rule or a phrase uses"
    seen: dict[tuple[str, ...], str] = {}
    for key, forms in entries:
        if problem := _key(section, key):
            yield f"[{section}] {key}: {problem}"
        for form in forms:
            exact = form.startswith("=") and len(form) > 1
            tokens = (form,) if exact else split(form)
            if tokens and seen.setdefault(tokens, key) != key and section not in MERGED:
                yield f"[{section}] {key}: `{form}` stands under {seen[tokens]} too, which wins"


def _key(section: str, key: str) -> str:
    """What is wrong with a key, if anything."""
    if section in CLOSED and key not in CLOSED[section]:
        return f"it can be {', '.join(sorted(CLOSED[section]))}"
    if section in NUMERIC and not _number(key):
        return "is no number"
    if section in FACTORED:
        money, _, factor = key.partition(" ")
        return "" if _money(money) and _number(factor) else "needs a currency (or family) and a factor"
    if section == "name" and not _money(key):
        return "is neither a currency code nor a family of signs.txt"
    if section in ("time", "peradverb", "peradjective", "time.per") and not _DURATION.fullmatch(key):
        return "is no duration of ISO 8601"
    return ""


def _number(text: str) -> bool:
    try:
        Decimal(text)
    except InvalidOperation:
        return False
    return True


def _money(name: str) -> bool:
    return currencies.known(name) or currencies.group(name) is not None


def _templates(section: str, entries: source.Section, lex: Lexicon) -> Iterator[str]:
    for key, forms in entries:
        if not _template_key(section, key):
            yield f"[{section}] {key}: no rule builds that"
        for form in forms:
            if form.count("(") != form.count(")"):
                yield f"[{section}] {key}: brackets don't match in `{form}`"
            for slot in _SLOT.findall(form):
                for name in slot.split("|"):
                    if not lex.alphabet.letters(name):
                        yield f"[{section}] {key}: no form has the class {{{name}}} of `{form}`"


def _calendar(name: str, entries: source.Section) -> Iterator[str]:
    """Calendar phrases whose slots no date can be read from: where they stand, and what slots there are."""
    for key, forms in entries:
        kind, *stated = key.split()
        given = {part.partition("=")[0] for part in stated}
        for form in forms:
            slots = given | {own or names.partition("|")[0] for names, own in _NAMED.findall(_FREE.sub("", form))}
            slots |= {"month", "day", "year"} if "dotdate" in slots else set()
            problem = calendar_fault(form)
            if missing := [choice for choice in NEEDED.get(kind, ()) if slots.isdisjoint(choice)]:
                problem = "needs " + " and ".join(" or ".join(f"{{{slot}}}" for slot in choice) for choice in missing)
            if problem:
                yield f"{source.place(name, form)}: [calendar] {key}: `{form}`: {problem}; slots that are read: {', '.join(CALENDAR_SLOTS)}"


def _template_key(section: str, key: str) -> bool:
    kind, *rest = key.split()
    if section == "calendar":
        return hasattr(Dates, "_" + kind)
    if section == "rate":
        return kind in rates._STATED
    if section == "per":
        return kind in PER and set(rest) <= {"before", "ahead", "for"}
    return kind in ROLES


def _compiles(language: str) -> list[str]:
    try:
        grammar(locale(language))
    except re.error as error:
        return [f"the phrases do not compile: {error}"]
    return []


def main() -> int:
    """Print what one language lacks, or the faults of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", nargs="?", help="name of a file in src/moneyfacts/data/lang, without .txt")
    language = parser.parse_args().language
    known = languages()
    if language and language not in known:
        parser.error(f"there is no {language}.txt; there are {', '.join(known)}")
    wrong = False
    for name in [language] if language else known:
        found = faults(name)
        wrong |= bool(found)
        for line in found:
            print(f"{name}: fault: {line}")
        for line in lacks(name) if language else ():
            print(f"{name}: lacks: {line}")
        if language and not found:
            print(f"{name}: no faults")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
