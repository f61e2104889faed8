"""The check of language files: what it finds, and that no file has a fault or a section that the guide does not explain."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import check_language
import pytest

from moneyfacts.lexicon import source
from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.lexicon.locales import languages

ROOT = Path(__file__).parent.parent
LANGUAGES = languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_has_faults(language: str) -> None:
    assert check_language.faults(language) == []


def test_the_guide_explains_every_section_that_a_rule_uses() -> None:
    guide = (ROOT / "docs" / "adding-a-language.md").read_text("utf-8")
    explained = set(re.findall(r"\[([a-z.]+)\]", guide))
    used = {section for language in LANGUAGES for section in source.sections(f"lang/{language}.txt")}
    assert sorted((used & check_language.known_classes()) - explained) == []


@pytest.mark.parametrize(
    ("section", "key", "forms", "problem"),
    [
        ("nosuchclass", "a", ["b"], "is no class"),
        ("scale", "many", ["plenty"], "is no number"),
        ("name", "XYZ", ["zed"], "neither a currency code"),
        ("minor", "EUR", ["cent"], "needs a currency"),
        ("bound.before", "maybe", ["perhaps"], "it can be"),
        ("time", "month", ["month"], "no duration"),
    ],
)
def test_faults_of_a_section(section: str, key: str, forms: list[str], problem: str) -> None:
    [found] = check_language._section(section, [(key, forms)])
    assert problem in found


def test_a_form_under_two_keys_is_a_fault() -> None:
    [found] = check_language._section("scale", [("1000", ["mille"]), ("1000000", ["Mille"])])
    assert "stands under 1000 too" in found


def test_faults_of_phrases() -> None:
    lexicon = check_language.lexicon(("en",))
    found = list(check_language._templates("period", [("during", ["in {calendar"]), ("in calendar", ["in ({nosuchclass}"])], lexicon))
    assert [line.split(": ", 1)[1].split(" ")[0] for line in found] == ["no", "brackets", "no"]


def test_a_line_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "text_of", lambda name: "word: a\n[scale\nno colon\n")
    assert [line.split(":")[0] for line in check_language._lines("lang/xx.txt")] == ["line 1", "line 2", "line 3"]


def test_an_unfinished_file_lacks_what_english_has(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = source.sections

    def sections(name: str) -> dict[str, source.Section]:
        return {"language": [("code", ["xx"])], "month": [("1", ["uno"])]} if name == "lang/sv.txt" else whole(name)

    monkeypatch.setattr(source, "sections", sections)
    found = check_language.lacks("sv")
    assert "[scale] is missing" in found
    assert "[month] has no 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12" in found


def test_the_command() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "check_language.py", "nb"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nb: no faults" in done.stdout


ODD = [
    ("relative", "{number:last} {time}", "the slot `last` in {number:last} holds {last}"),
    ("quarteronly", "{number:ordinal} quarter", "the slot `ordinal` in {number:ordinal} holds {ordinal}"),
    ("month", "{word:month} {year}", "the slot `month` in {word:month} holds {month}"),
]
LACKING = [
    ("month", "{month} {year:yr}", "needs {year} or {yy}"),
    ("date", "{month:m} {small:d} {year}", "needs {month} or {month_n} and {day}"),
    ("months", "{month} (to {month:month2})?", "needs {month2} or {month_n2}"),
    ("relative", "{last} {yearword:w}", "needs {time} or {month}"),
]


@pytest.mark.parametrize(("key", "form", "problem"), [*ODD, *LACKING])
def test_odd_slots_of_a_calendar_phrase_are_told_with_their_place(
    key: str, form: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "text_of", lambda name: f"[calendar]\n# a comment\n{key}: {{month}} | {form}\n")
    [found] = check_language._calendar("lang/xx.txt", [(key, [form])])
    assert found.startswith(
        f"lang/xx.txt, line 3: [calendar] {key}: `{form}`: {problem}; slots that are read: ordinal, last, dotdate, month"
    )


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("date", "{dotdate}"),
        ("relative last=-1 time=P1Y", "yesteryear"),
        ("date", "{ordinal:day} of {month:month} {two:yy}"),
        ("fiscalonly", "{fiscal}"),
    ],
)
def test_phrases_with_all_they_need_are_no_fault(key: str, form: str) -> None:
    assert list(check_language._calendar("lang/xx.txt", [(key, [form])])) == []


@pytest.mark.parametrize(("key", "form", "problem"), ODD)
def test_a_language_with_an_odd_slot_is_refused_when_it_is_loaded(
    key: str, form: str, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than at the text that first says the phrase."""
    whole = source.text_of

    def text_of(name: str) -> str:
        return f"{whole(name)}\n[calendar]\n{key}: {form}\n" if name == "lang/sv.txt" else whole(name)

    monkeypatch.setattr(source, "text_of", text_of)
    source.sections.cache_clear()
    with pytest.raises(ValueError, match=r"lang/sv\.txt, line \d+: \[calendar\] " + key + ": " + re.escape(problem)):
        Lexicon(("sv", "en"))
    source.sections.cache_clear()
