"""The gate lets every figure through: the same facts with it and without, over pairs made from the lexicon; and it stops counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import category

import pytest

from corpus_cases import CORPUS, json_lines
from moneyfacts.lexicon.lexicon import Lexicon, lexicon
from moneyfacts.lexicon.locales import languages, locale
from moneyfacts.pipeline import Grammar
from moneyfacts.scan.gate import Gate

NUMBERS = {"atom", "multiplier", "scale", "fraction"}
BEFORE = {"code", "codeword", "abbr", "unsure", "name", "minor", "percentbefore", "sign"}
AFTER = BEFORE | {"percent", "percent.glued", "times", "timesign", "fold", "slangscale", "scaledcode"}
PLAIN = [name for name in languages() if Grammar(locale(name)).lexicon.is_plain]
PIECE = 400
#: Parts of names that nobody writes before a number: *units of account (XBA)*, *dollar's*, *so'm*, *franc or*; an old code that is
#: a number word, pulas that are a half.
RARE = {"(", "'", "GHȼ", "or", "us", "ów", "AON", "pul"}


def has_marks(token: str) -> bool:
    """Whether a word has vowel signs of another script."""
    return any(category(letter).startswith("M") for letter in token)


def spelled(tokens: tuple[str, ...]) -> str:
    """A form as it is written: marks joined to the words beside them."""
    return re.sub(r" ?([.'’/-]) ?", r"\1", " ".join(tokens))


def pairs(words: Lexicon) -> Iterator[str]:
    """Each word of money beside numbers in digits and in words."""
    forms = sorted((tokens, classes) for tokens, classes in words.forms() if not {*tokens} & RARE and not any(map(has_marks, tokens)))
    numbers = [spelled(tokens) for tokens, classes in forms if classes & NUMBERS]
    after = [tokens for tokens, classes in forms if classes & AFTER]
    for at, tokens in enumerate(after):
        form, number = spelled(tokens), numbers[at % len(numbers)] if len(tokens[0]) > 1 else "800"
        made = (f"5 {form}", f"1,234.50 {form}", f"7{form}", f"{number} {form}", f"300 {number} {form}", f"2½ {form}", f"5-{form}")
        yield from made[at % 3 :: 3]
    for at, tokens in enumerate(tokens for tokens, classes in forms if classes & BEFORE):
        form, number = spelled(tokens), numbers[at % len(numbers)]
        made = (f"{form} 500", f"{form}500", f"{form}: 1,234.50", f"{form} -500", f"{form} {number}", f"{form.upper()} 500")
        yield from made[at % 3 :: 3]


def facts(reading: Grammar, text: str) -> list[tuple[str, int, int]]:
    return [(figure.kind, figure.position + figure.first, figure.position + figure.last) for figure in reading.read(text, 0, len(text))]


@pytest.mark.parametrize("name", PLAIN)
def test_the_gate_stops_no_figure(name: str) -> None:
    with_gate, without = Grammar(locale(name)), Grammar(locale(name))
    without._sentences.__dict__["_gate"] = None
    without._sentences._holds = lambda text, first, last: True
    assert with_gate._sentences._gate is not None
    lines = [*pairs(with_gate.lexicon), *(row["text"] for row in json_lines("positives.jsonl")[::5] if row["lang"] == name)]
    texts = ["\n\n".join(f"They say {line} here." for line in lines[at : at + PIECE]) for at in range(0, len(lines), PIECE)]
    found = [facts(with_gate, text) for text in texts]
    free = [facts(without, text) for text in texts]
    assert found == free
    assert sum(map(len, free)) > len(lines) // 4


@cache
def english() -> Gate:
    return Gate(lexicon(("en",)))


@pytest.mark.parametrize(
    "text",
    [
        *("300 employees came.", "version 2.5 of it", "it was in 2024", "chapter 12 ends", "three people sat", "at 10:30 we left"),
        *("call 555-1234 now", "the first of May", "No. 7 is it", "1,234 cars passed", "In 2024 three hundred people saw 5 houses."),
        *("the dollar fell", "twenty of them", "room 101", "a 5-year-old", "on March 3, 2024, it rained", "section 3.2(a)"),
        *("two or three days later", "one of the five", "won 3 medals", "he had 5 apples", "and 12 others", "5 to 7 people"),
        *("one and only", "five and six went", "at least 5 came", "half of them", "half an hour", "a quarter past", "one third of them"),
        *("ran 32 km home", "the 10 all agreed", "a bad day", "5 try again", "at 9 p.m. we left", "pen 5 died", "in 10 dots"),
        *("won a prize", "A4 paper", "B2B sales", "Boeing 747 jets", "10 Downing Street", "five million people", "half a million cars"),
    ],
)
def test_counts_and_dates_are_stopped(text: str) -> None:
    assert english().hits(text, 0, len(text)) == []
    assert english().hits(f"$5 {text}", 3, len(text) + 3) == []


def test_words_that_count_in_capitals_only_are_let_through_in_capitals() -> None:
    for text in ("a fee of 32 KM.", "It pays TRY 500 now.", "paid ten ALL for it", "at 9p. each"):
        assert english().hits(text, 0, len(text)), text


def test_signs_that_end_in_a_slash_are_let_through() -> None:
    for text in ("a menu at S/ 850", "a menu at S/850", "paid B/.850 for it"):
        assert english().hits(text, 0, len(text)), text
    assert english().hits("see GPS/ 850", 0, 12) == []


def test_most_of_a_page_without_figures_is_stopped() -> None:
    """What it lets through there is read for nothing."""
    pages = [path.read_text("utf-8") for path in sorted((CORPUS / "pages").iterdir())]
    let_through = sum(len(english().hits(page, 0, len(page))) for page in pages)
    numbers = sum(sum(map(str.isdigit, page)) for page in pages)
    assert let_through < numbers / 10
