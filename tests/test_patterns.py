"""No pattern of the package can take more than linear time because of its own shape, whatever the text.

Every pattern is caught as it is compiled, for languages of each kind: those that a module writes down, those built from the words of a
language, and every rule's. None is timed: `ambiguity` says where one has two loops that can share a stretch between them.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from ambiguity import at_odds

OVER_TOKENS = {"moneyfacts.grammar.engine", "moneyfacts.lexicon.alphabet"}

CATCH = """
import json, re, sys
caught, compile = {}, re.compile
def catch(pattern, flags=0):
    caller = sys._getframe(1).f_globals["__name__"]
    if caller.startswith("moneyfacts") and isinstance(pattern, str):
        caught.setdefault((caller, pattern, int(flags)))
    return compile(pattern, flags)
re.compile = catch
import gc
import moneyfacts, moneyfacts.pool
from moneyfacts.cli import inputs, options, outputs, records, target
from moneyfacts.format import annotated, canonical, html, localized, readable, times, words
from moneyfacts.grammar.engine import Level, _Joint
for language in ("en", "de", "ja", "hi", "ar", "ko"):
    moneyfacts.extract("$5, 5% or 7 euros in 2024", locale=language)
    moneyfacts.extract("USD\u00a05 a", locale=language)
moneyfacts.extract("$5", locale=None)
for level in [thing for thing in gc.get_objects() if isinstance(thing, Level)]:
    for rule in level.rules:
        _Joint([rule], level._alphabet)
json.dump(list(caught), sys.stdout)
"""


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, str, int]]:
    run = subprocess.run([sys.executable, "-c", CATCH], capture_output=True, check=True)
    return [tuple(row) for row in json.loads(run.stdout)]


def test_all_are_caught(patterns: list[tuple[str, str, int]]) -> None:
    modules = {module.removeprefix("moneyfacts.") for module, _, _ in patterns}
    assert {"scan.gate", "scan.sentences", "lexicon.tokens", "lexicon.lexicon", "grammar.engine", "grammar.canonical"} <= modules
    assert len(patterns) > 1000


def at_odds_in(patterns: list[tuple[str, str, int]]) -> dict[tuple[str, str], list[str]]:
    return {(module, pattern[:200]): pairs for module, pattern, flags in patterns if (pairs := at_odds(pattern, flags))}


def test_no_pattern_over_characters_has_loops_at_odds(patterns: list[tuple[str, str, int]]) -> None:
    assert at_odds_in([row for row in patterns if row[0] not in OVER_TOKENS]) == {}


def test_no_rule_has_a_loop_at_odds_with_one_around_it(patterns: list[tuple[str, str, int]]) -> None:
    """Rules read the tokens of one sentence, which is short: what is quadratic in it is linear in the text. What is exponential is not."""
    found = at_odds_in([row for row in patterns if row[0] in OVER_TOKENS])
    assert not [where for where, pairs in found.items() if any(" in " in pair for pair in pairs)]
