"""Loads the corpora beside this file and compares what the reader found with what they state.

A corpus row states amounts, equivalents, rates, per and periods; what it leaves out has the default named in DEFAULTS. `"?"`, and what
`text_open` and `bounds_open` name, is left open: careful readers could differ there.
Differences are returned as lines of text, so that one failing row shows all that is wrong with it.
"""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
SEEDS = HERE.parent / "seeds"

OWN_FILE = {"en", "zh", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "ru", "hi", "ar", "tr", "sv", "pl"}  # others have English words
NUMBERS = {"value", "low", "high", "quantum", "rate", "quantity"}
DEFAULTS = {"low_open": False, "high_open": False, "approximate": False}
OPTIONAL = ("quantum", "currency", "unit", "resolved_by", "candidates")
RATE_KEYS = ("base", "quote", "rate", "low", "high", "approximate")
PERIOD_KEYS = ("role", "duration", "start", "end", "label", "fiscal")


def json_lines(name: str) -> list[dict[str, Any]]:
    """One object a line; not str.splitlines, which also cuts at separators inside a text."""
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").split("\n") if line.strip()]


@cache
def known_failures() -> dict[str, str]:
    """Row id -> the reason why it is not read yet."""
    lines = (CORPUS / "known_failures.txt").read_text("utf-8").splitlines()
    pairs = (line.split(None, 1) for line in lines if line.strip() and not line.startswith("#"))
    return dict(pairs)


@cache
def languages() -> set[str]:
    """The languages that have a file."""
    return {path.stem for path in (HERE.parent / "src" / "moneyfacts" / "data" / "lang").iterdir()}


def files(folder: Path, pattern: str, kind: str) -> list[Any]:
    """Pytest parameters of whole texts, named by kind and stem; the known failures marked."""
    names = {f"{kind}-{path.stem}": path for path in sorted(folder.glob(pattern))}
    return [pytest.param(path, id=name, marks=marks({"id": name, "locale": "en"})) for name, path in names.items()]


def marks(row: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """A known failure is a strict xfail; figures in a language that has no file yet are skipped."""
    language = row["locale"].partition("-")[0]
    if row["id"] in known_failures():
        return [pytest.mark.xfail(reason=known_failures()[row["id"]])]
    missing = language in OWN_FILE - languages() and ("facts" in row or "value" in row)
    return [pytest.mark.skip(reason=f"no language file for {language}")] if missing else []


def cases(rows: list[dict[str, Any]]) -> list[Any]:
    """Pytest parameters, the known failures marked."""
    return [pytest.param(row, id=row["id"], marks=marks(row)) for row in rows]


def read(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What the library finds in a row's text, as plain dicts."""
    import moneyfacts

    date = row.get("date")
    facts = moneyfacts.extract(
        row["text"],
        locale=row.get("locale") or "en-US",
        reference_date=datetime.date.fromisoformat(date) if date else None,
        **({"fiscal_year_end": tuple(row["fiscal_year_end"])} if row.get("fiscal_year_end") else {}),
    )
    return [fact.to_dict() for fact in facts]


def same(key: str, want: Any, have: Any) -> bool:
    if key in NUMBERS and want is not None and have is not None:
        return Decimal(want) == Decimal(have)
    return bool(want == have)


def differences(want: dict[str, Any], have: dict[str, Any], keys: Any, where: str) -> list[str]:
    return [f"{where} {k}: {have.get(k)!r}, not {want[k]!r}" for k in keys if k in want and not same(k, want[k], have.get(k))]


def compare_amount(want: dict[str, Any], have: dict[str, Any]) -> list[str]:
    """An amount in the corpus's own keys (`amount_text`, bounds that default to the value) against the library's."""
    value = want["value"]
    full = {"text": want["amount_text"], "value": value, "low": want.get("low", value), "high": want.get("high", value)}
    full |= {k: want.get(k, default) for k, default in DEFAULTS.items()} | {k: want[k] for k in OPTIONAL if k in want}
    left_open = {"text"} if want.get("text_open") else set()
    left_open |= {"low", "high", *DEFAULTS} if want.get("bounds_open") else set()
    return differences(full, have, [k for k in full if k not in left_open], repr(want["amount_text"]))


def as_list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found] if found else []


def compare_lists(want: list[Any], have: list[Any], keys: Any, where: str) -> list[str]:
    if len(want) != len(have):
        return [f"{where}: {len(have)} found ({have}), not {len(want)}"]
    return [line for i, (w, h) in enumerate(zip(want, have, strict=True)) for line in differences(w, h, keys, f"{where}[{i}]")]


def compare_stated_rate(want: dict[str, Any], have: dict[str, Any]) -> list[str]:
    """A stated rate: its pair, its number or its two ends, and its place in the text."""
    rate = (have.get("rates") or [{}])[0]
    full = {"base": want["base"], "quote": want["quote"], "rate": want["value"]}
    full |= {k: want[k] for k in ("low", "high", "approximate") if k in want}
    lines = differences(full, rate, full, repr(want["amount_text"]))
    overlap = want["amount_text"] in have["text"] or have["text"] in want["amount_text"]
    return lines if overlap else [*lines, f"text {have['text']!r}, not {want['amount_text']!r}"]


def compare_links(want: dict[str, Any], have: dict[str, Any]) -> list[str]:
    """Equivalents, implied rates, per and periods."""
    where, lines = repr(want["amount_text"]), []
    others = want.get("equivalents") or []
    if len(others) == len(have["equivalents"]):
        lines += [line for w, h in zip(others, have["equivalents"], strict=True) for line in compare_amount(w, h)]
    else:
        lines.append(f"{where} equivalents: {[e['text'] for e in have['equivalents']]}, not {[e['amount_text'] for e in others]}")
    lines += compare_lists(as_list(want.get("rate")), have["rates"], RATE_KEYS, f"{where} rate")
    if want.get("per") != "?":
        lines += compare_lists(as_list(want.get("per")), as_list(have["per"]), ("quantity", "unit"), f"{where} per")
    periods = want.get("periods", want.get("period"))
    if periods != "?":
        lines += compare_lists(as_list(periods), have["periods"], PERIOD_KEYS, f"{where} period")
    return lines


def compare_fact(want: dict[str, Any], have: dict[str, Any]) -> list[str]:
    if want["kind"] != have["kind"]:
        return [f"{have['text']!r} is {have['kind']}, not {want['kind']}"]
    if want["kind"] == "exchange_rate":
        return compare_stated_rate(want, have)
    return compare_amount(want, have["amount"]) + compare_links(want, have)


def compare_row(row: dict[str, Any]) -> list[str]:
    """All differences between a row and what the library reads from its text."""
    want, found = row["facts"], read(row)
    if any(w["kind"] == "?" for w in want):
        open_texts = [w["amount_text"] for w in want if w["kind"] == "?"]
        found = [f for f in found if not any(t in f["text"] or f["text"] in t for t in open_texts)]
        want = [w for w in want if w["kind"] != "?"]
    if len(want) != len(found):
        return [f"found {[f['text'] for f in found]}, not {[w['amount_text'] for w in want]}"]
    return [line for w, h in zip(want, found, strict=True) for line in compare_fact(w, h)]
