"""Locales and currencies that come back: a sample here; all of them by `tools/round_trips.py`."""

from __future__ import annotations

import importlib.machinery
import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.localedata import locale_identifiers

ROOT = Path(__file__).parent.parent
LISTED = [line.split("\t") for line in (ROOT / "tests" / "ambiguous_pairs.tsv").read_text("utf-8").split("\n") if line and line[0] != "#"]
AMBIGUOUS = {(locale, code) for locale, code, _ in LISTED}
LOCALES = sorted(locale_identifiers())
ODD = ("ar_EG", "ckb", "de_CH", "en_IN", "es_PE", "fa", "fr_CA", "he", "hi", "ja", "ks", "nqo", "pt_PT", "sw", "zh_Hant_HK")
SAMPLE = [*LOCALES[7::60], *ODD]


def tool() -> Any:
    spec = importlib.util.spec_from_file_location("round_trips", ROOT / "tools" / "round_trips.py")
    assert isinstance(spec, importlib.machinery.ModuleSpec)
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


TOOL = tool()


@pytest.mark.parametrize("locale", SAMPLE)
def test_amounts_come_back(locale: str) -> None:
    codes = [code for code in TOOL.currencies() if not {(locale, code), (locale, "*")} & AMBIGUOUS]
    assert [TOOL.failure(locale, code, "full") for code in codes] == [None] * len(codes)


@pytest.mark.parametrize("locale", SAMPLE[::5])
def test_codes_come_back(locale: str) -> None:
    assert [TOOL.failure(locale, code, "iso") for code in ("USD", "JPY", "KWD", "TRY", "COP", "ALL")] == [None] * 6


@pytest.mark.parametrize(("locale", "code"), sorted(AMBIGUOUS))
def test_what_is_listed_does_not_come_back(locale: str, code: str) -> None:
    assert TOOL.failure(locale, "USD" if code == "*" else code, "full")
