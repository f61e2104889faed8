"""Look for texts and dicts that break a promise, led by the coverage of the package (atheris, libFuzzer).

    uv run --with atheris python tools/fuzz.py FOLDER [-max_total_time=SECONDS] [any other option of libFuzzer]
    uv run --with atheris python tools/fuzz.py --show FILE

FOLDER keeps the inputs that reached something new; a later run goes on from there. An input's first bytes choose the language, the options
and how the rest is read: as characters, as words of the language with numerals, signs and oddities between them, or as the JSON of a fact.
Each must keep what `promises_hold` of the tests asks of any text. An input that does not, or that takes longer than a minute, is written
to a file; `--show` says which text it stands for, which then belongs into `tests/corpus/hostile.jsonl`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile
from typing import Any

import atheris

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
with atheris.instrument_imports(include=["moneyfacts"]):
    import moneyfacts as mf

    mf.normalize("$5 or €4, up 5 % in 2024", locale=None)  # loads what is loaded when first needed: else it would not be watched

import hostile_texts
from test_hostile import DICTS, OPTIONS, promises_hold, reader, replaced, spots

LOCALES = (*hostile_texts.LANGUAGES, None, "en-CA", "de-CH", "fr-CA", "en-IN", "zh-TW", "es-MX", "th-TH")
SECONDS = 60
MOST, SEEDS = 200, 300


def drawn(data: bytes) -> tuple[str, str | None, int, Any]:
    """The kind of an input, its locale and options, and its text or changed dict."""
    given = atheris.FuzzedDataProvider(data)
    kind = ("words", "words", "characters", "bytes", "dict")[given.ConsumeIntInRange(0, 4)]
    locale, option = LOCALES[given.ConsumeIntInRange(0, len(LOCALES) - 1)], given.ConsumeIntInRange(0, len(OPTIONS) - 1)
    if kind == "words":
        return kind, locale, option, words(given, locale or "en")
    if kind == "dict":
        return kind, locale, option, changed(given)
    rest = given.ConsumeBytes(given.remaining_bytes())
    return kind, locale, option, rest.decode(*(("utf-16", "replace") if kind == "characters" else ("utf-8", "surrogateescape")))


def words(given: Any, locale: str) -> str:
    """Words of a language, numerals, signs and oddities, each chosen by two bytes, with what the third says after it."""
    language = locale if locale in hostile_texts.LANGUAGES else locale.partition("-")[0]
    forms = hostile_texts.vocabulary(language if language in hostile_texts.LANGUAGES else "en")
    kinds = (forms, hostile_texts.NUMERALS, forms, hostile_texts.SIGNS, hostile_texts.NUMERALS, hostile_texts.ODD)
    parts: list[str] = []
    while given.remaining_bytes() > 2 and len(parts) < MOST:
        kind = kinds[given.ConsumeIntInRange(0, len(kinds) - 1)]
        form = kind[given.ConsumeIntInRange(0, len(kind) - 1)]
        filled = hostile_texts.filled(form, Random(given.ConsumeIntInRange(0, 15)))
        parts += [filled, (" ", " ", "", "\N{NO-BREAK SPACE}", ", ", ". ", "\n", "-")[given.ConsumeIntInRange(0, 7)]]
    return "".join(parts)


def changed(given: Any) -> Any:
    """The dict of a fact with some of its parts replaced by others', or by anything."""
    plain: Any = DICTS[given.ConsumeIntInRange(0, len(DICTS) - 1)]
    for _ in range(given.ConsumeIntInRange(1, 4)):
        places = spots(plain)
        junk = (None, given.ConsumeUnicode(6), given.ConsumeInt(2), given.ConsumeFloat(), [], {}, True, "0", "5", "1E5", "USD", "percent")
        plain = replaced(plain, places[given.ConsumeIntInRange(0, len(places) - 1)], junk[given.ConsumeIntInRange(0, len(junk) - 1)])
    return plain


def tried(data: bytes) -> None:
    """Check the promises for one input."""
    kind, locale, option, thing = drawn(data)
    if kind != "dict":
        promises_hold(thing, reader(locale, option))
        return
    try:
        fact = mf.Fact.from_dict(thing)
    except mf.DictError:
        return
    assert mf.Fact.from_dict(fact.to_dict()) == fact
    assert mf.parse(str(fact)) == fact


def dictionary() -> str:
    """A file for libFuzzer with all languages' words and signs; longer ones it would not take."""
    said = {form for language in hostile_texts.LANGUAGES for form in hostile_texts.vocabulary(language)}
    forms = {form for form in said if not {"{", "("} & set(form)}
    with NamedTemporaryFile("w", suffix=".dict", delete=False) as file:
        for form in sorted({*forms, *hostile_texts.NUMERALS, *hostile_texts.SIGNS, *hostile_texts.ODD}):
            if 0 < len(spelled := form.encode("utf-8", "surrogatepass")) < 60:
                file.write('"' + "".join(f"\\x{byte:02x}" for byte in spelled) + '"\n')
    return file.name


def main() -> None:
    if sys.argv[1:2] == ["--show"]:
        kind, locale, option, thing = drawn(Path(sys.argv[2]).read_bytes())
        print(json.dumps({"kind": kind, "locale": locale, "options": str(OPTIONS[option]), "text": thing}))
        tried(Path(sys.argv[2]).read_bytes())
        return
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(1)
    for i in range(0 if any(folder.iterdir()) else SEEDS):
        (folder / f"seed{i}").write_bytes(random.randbytes(random.randrange(4, 300)))
    for locale in LOCALES:
        reader(locale).extract("$5")  # or its first text would seem slow
    atheris.Setup([*sys.argv, f"-dict={dictionary()}", f"-timeout={SECONDS}", "-max_len=600", "-len_control=0"], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
