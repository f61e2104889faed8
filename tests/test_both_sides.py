"""What is read on either side of a rule's conditions, from `corpus/sides.tsv`, whose head says how it is written."""

from __future__ import annotations

import pytest

from corpus_cases import CORPUS
from test_where_rules_end import said


def rows() -> list[list[str]]:
    """Locale, text and what it states."""
    lines = (CORPUS / "sides.tsv").read_text("utf-8").split("\n")
    return [line.replace("\\t", "\x00").replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("locale", "text", "expected"), rows())
def test_what_is_read(locale: str, text: str, expected: str) -> None:
    assert said(locale, text.replace("\x00", "\t")) == expected
