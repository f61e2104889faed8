"""Same text and options, same answer: whatever the thread's decimal context, the hash seed, the process, its locale and time zone."""

from __future__ import annotations

import decimal
import json
import os
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import moneyfacts as mf
from moneyfacts.grammar import engine
from moneyfacts.lexicon.locales import locale as locale_of
from moneyfacts.pipeline import Grammar

TEXTS = (
    "plans to spend at least 380 billion yuan, or $52.44 billion, over a three-year period",
    "Third-quarter revenue rose 12.5% to $5.2 billion ($1 = 7.25 yuan), or 14 times earnings; it paid £3 10p a share.",
    "between 1,234,567.891 and 2,000,000.25 Canadian dollars a year; one third of 5 1/2 million euros; 951.3 won per 100 yen",
    "1" * 900 + " dollars and 0." + "3" * 90 + " euros, 7.2993 yuan to $1",
)
READER = mf.Normalizer()


def answer(reader: mf.Normalizer) -> str:
    """All that a reader says of the texts."""
    return json.dumps([[[fact.to_dict() for fact in reader.extract(text)], reader.normalize(text)] for text in TEXTS])


ANSWER = answer(READER)


@pytest.mark.parametrize(
    "context",
    [
        decimal.Context(prec=2),
        decimal.Context(prec=50, rounding=decimal.ROUND_UP),
        decimal.Context(traps=[decimal.Inexact, decimal.Rounded, decimal.Subnormal, decimal.Clamped]),
        decimal.Context(Emax=3, Emin=-3, traps=list(decimal.getcontext().flags)),
        decimal.Context(capitals=0, clamp=1, traps=[decimal.FloatOperation]),
    ],
    ids=["two digits", "rounding up", "trapping", "small exponents", "small letters"],
)
def test_any_decimal_context(context: decimal.Context) -> None:
    with decimal.localcontext(context):
        assert answer(READER) == ANSWER
        fact = mf.Fact.from_dict(READER.extract(TEXTS[0])[0].to_dict())
        rate = fact.rates[0]
        assert pickle.loads(pickle.dumps(fact)) == fact
        shown = (repr(rate.inverse()), repr(fact.amount), fact.format("de-DE"))
    assert shown == (repr(rate.inverse()), repr(fact.amount), fact.format("de-DE"))


def test_the_context_of_the_thread_is_left_alone() -> None:
    with decimal.localcontext(decimal.Context(prec=2)) as context:
        before = repr(decimal.getcontext())
        answer(mf.Normalizer())
        assert decimal.getcontext() is context
        assert repr(decimal.getcontext()) == before


@pytest.mark.parametrize("locale", ["en-US", "de-DE", "ja-JP", None])
def test_many_threads_share_a_reader(locale: str | None) -> None:
    reader = mf.Normalizer(locale)
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: answer(reader), range(32)))
    assert answers == {answer(mf.Normalizer(locale))}


def unused() -> mf.Normalizer:
    """A reader whose levels have tried no rule yet."""
    reader = mf.Normalizer()
    reader._grammar = Grammar(locale_of("en-US"))
    return reader


def test_rules_come_in_whatever_text_is_first() -> None:
    """A level leaves out the rules whose classes no text has had, and takes them up when one has."""
    plain = ("It cost $5.", "up 5%", "12x", *TEXTS)
    alone = [READER.extract(text) for text in plain]
    for at in range(len(plain)):
        reader = unused()
        assert [reader.extract(text) for text in plain[at:] + plain[:at]] == alone[at:] + alone[:at]


def test_what_levels_remember_of_texts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MOST_REMEMBERED", 2)
    reader = unused()
    for text in ("It cost $5.", "up 5%", "12x", *TEXTS):
        assert reader.extract(text) == READER.extract(text)
    assert max(len(level._fits) for level in reader._grammar._figure_levels) == 2


def test_many_threads_take_up_rules() -> None:
    texts = ("It cost $5.", "up 5%", "12x", *TEXTS) * 4
    alone = [READER.extract(text) for text in texts]
    for _ in range(3):
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(unused().extract, texts)) == alone


def test_many_threads_share_what_is_remembered_of_prices() -> None:
    """Short texts teach the reader their words while other threads read by them."""
    reader = mf.Normalizer()
    words = [f"{sign}{{}}{after}" for sign in ("$", "€", "US$", "about £") for after in ("", ".50", " million")]
    texts = [form.format(number) for number in range(2, 60) for form in words]
    turns = [texts[at:] + texts[:at] for at in range(0, len(texts), len(texts) // 8)]

    def read(turn: list[str]) -> dict[str, Any]:
        return {text: (reader.parse(text).to_dict(), [fact.to_dict() for fact in reader.extract(text)]) for text in turn}

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(read, turns))
    alone = {text: (mf.parse(text).to_dict(), [fact.to_dict() for fact in mf.extract(text)]) for text in texts}
    assert all(found == alone for found in answers)


def test_a_copy_reads_the_same() -> None:
    reader = mf.Normalizer("en-IN", fiscal_year_end=(3, 31), currency="INR", kinds={"money"})
    assert answer(pickle.loads(pickle.dumps(reader))) == answer(reader)
    facts = READER.extract(TEXTS[1])
    assert pickle.loads(pickle.dumps(list(facts))) == list(facts)


CODE = "import sys; sys.path[:0] = ['tests']; import test_deterministic as t; sys.stdout.write(t.ANSWER)"


@pytest.mark.parametrize(
    "ambient",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295", "PYTHONOPTIMIZE": "2"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "LANGUAGE": "de"},
        {"LC_ALL": "C", "LC_NUMERIC": "de_DE.UTF-8", "TZ": "", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    ],
    ids=["seed 0", "seed 1", "optimized", "Turkish", "C"],
)
def test_any_process(ambient: dict[str, str]) -> None:
    environment: dict[str, Any] = {**os.environ, **ambient}
    run = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, check=True)
    assert json.loads(run.stdout) == json.loads(ANSWER)


FORMS = """
from moneyfacts.lexicon.forms import chain
from moneyfacts.lexicon.lexicon import lexicon
for language in ("tr", "pt", "ar", "en"):
    print(sorted((form, sorted(classes)) for form, classes in lexicon(chain(language)).forms()))
"""


def test_words_mean_the_same_in_any_process() -> None:
    """A word that has an affix means what its stem does, in whatever order the words of phrases come."""
    runs = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("0", "1", "2")]
    shown = {subprocess.run([sys.executable, "-c", FORMS], env=run, capture_output=True, check=True).stdout for run in runs}
    assert len(shown) == 1


@pytest.mark.parametrize("name", ["de_DE", "tr_TR"])
def test_any_locale_of_the_process(name: str, tmp_path: Path) -> None:
    """A process that has set a locale with a decimal comma, and one whose capital i has a dot."""
    make = shutil.which("localedef")
    made = tmp_path / f"{name}.UTF-8"
    if make is None or subprocess.run([make, "-i", name, "-f", "UTF-8", str(made)], capture_output=True, check=False).returncode:
        pytest.skip("no localedef, or no sources of locales")
    told = "import locale; locale.setlocale(locale.LC_ALL, ''); assert locale.localeconv()['decimal_point'] == ','"
    environment = {**os.environ, "LOCPATH": str(tmp_path), "LC_ALL": made.name}
    run = subprocess.run([sys.executable, "-c", f"{told}\n{CODE}"], env=environment, capture_output=True, check=True)
    assert json.loads(run.stdout) == json.loads(ANSWER)


WATCH = """
import sys
import test_deterministic as t
seen, home = [], t.mf.__path__[0]
def note(event, arguments):
    if event.split(".")[0] in ("open", "socket", "subprocess", "os", "exec", "compile", "import", "shutil", "urllib"):
        seen.append((event, arguments))
locales = ("en-US", "de-DE", "ja-JP", "ar-EG", None)
hostile = t.TEXTS[1] + " __import__('os').system('ls') $5 per {unit} https://example.org/$5 `rm` in 2024"
sys.addaudithook(note)
readers = [t.mf.Normalizer(locale) for locale in locales]
for reader in readers:
    reader.normalize(hostile)
opened = [a[0] for event, a in seen if event == "open"]
modes = [a[1] or "r" for event, a in seen if event == "open"]
assert all(str(path).startswith(home) for path in opened), opened
assert not any(set(mode) & set("wax+") for mode in modes), modes
assert not [event for event, _ in seen if event.split(".")[0] in ("socket", "subprocess", "shutil", "urllib") or event == "os.system"]
seen.clear()
for reader in readers:
    reader.normalize(hostile), reader.extract(hostile)
assert not seen, seen
"""


def test_nothing_but_its_own_data_is_read() -> None:
    code = f"import sys; sys.path[:0] = ['tests']\n{WATCH}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
