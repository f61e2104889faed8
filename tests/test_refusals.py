"""What the errors of the values say: the message of each refusal, in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from moneyfacts import Fact, FieldError
from test_facts import AMOUNTS, FACTS, OTHERS, amount, fact_fields

MESSAGES = Path(__file__).parent / "refusals.txt"


def refused() -> Iterator[str]:
    """The messages of all refusals that `test_facts.py` lists, in its order."""
    makers: list[Callable[[], object]] = [partial(amount, **changes) for changes, _ in AMOUNTS]
    makers += [partial(Fact, **fact_fields(changes)) for changes, _ in FACTS]  # type: ignore[arg-type]
    for make in (*makers, *(make for make, _, _ in OTHERS)):
        try:
            make()
        except FieldError as error:
            yield str(error)


def test_every_message() -> None:
    assert list(refused()) == MESSAGES.read_text("utf-8").split("\n")[:-1]
