"""Reading in several processes: the same answers in the same order, a bounded way ahead, and a clean end."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from itertools import repeat
from multiprocessing import Pipe
from threading import Thread
from unittest.mock import patch

import pytest

import moneyfacts
from moneyfacts import pool
from moneyfacts.errors import OptionError
from pool_work import die, nap, refuse, refuse_b, where


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "TEXTS", 2)


def texts(count: int) -> list[str]:
    return [f"Number {i} cost ${i}." for i in range(count)]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("count", [0, 1, 2, 3, 25])
def test_the_same_answers_in_the_same_order(count: int) -> None:
    reader = moneyfacts.Normalizer(locale="en-CA")
    alone = list(reader.pipe(texts(count)))
    together = list(reader.pipe(texts(count), processes=2))
    assert together == alone
    assert [found.text for found in together] == texts(count)
    assert all(found[0].amount and found[0].amount.currency == "CAD" for found in together)


@pytest.mark.usefixtures("small")
def test_few_texts_are_ahead_of_the_answers() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"It cost ${taken}."

    answers = moneyfacts.Normalizer().pipe(endless(), processes=2)
    for i in range(1, 30):
        assert next(answers)[0].text == f"${i}"
        assert taken <= i + 2 * (2 * 2 + 1)
    answers.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("small")
def test_an_error_of_the_texts_is_passed_on() -> None:
    def failing() -> Iterator[str]:
        yield from texts(9)
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        list(moneyfacts.Normalizer().pipe(failing(), processes=2))


@pytest.mark.usefixtures("small")
def test_who_wants_no_more_need_not_wait() -> None:
    answers = pool.each(nap, ["0", "0", *["60"] * 20], 2)
    assert next(answers) == ("0", "0")
    start = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 30


@pytest.mark.usefixtures("small")
def test_a_process_that_dies_is_an_error() -> None:
    with pytest.raises(ChildProcessError, match="sudden end"):
        list(pool.each(die, repeat("1"), 2))


@pytest.mark.usefixtures("small")
def test_an_error_of_the_work_is_passed_on() -> None:
    with pytest.raises(LookupError, match="a"):
        list(pool.each(refuse, ["a"] * 9, 2))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("wrong", [0, 4, 25, 199])
def test_an_error_comes_in_its_place(wrong: int) -> None:
    """Whichever process found it, the answers before it come first."""
    answers = pool.each(refuse_b, ["b" if i == wrong else "a" for i in range(200)], 3)
    good = wrong - wrong % 2  # a batch has two texts
    assert [next(answers) for _ in range(good)] == [("a", "A")] * good
    with pytest.raises(LookupError, match="b"):
        next(answers)


@pytest.mark.usefixtures("small")
def test_the_calling_process_is_one_of_them() -> None:
    seen = set()
    for _, process in pool.each(where, repeat("a"), 2):
        seen.add(process)
        if len(seen) == 2:
            break
    assert os.getpid() in seen


@pytest.mark.usefixtures("small")
def test_long_texts_under_way_do_not_hold_up_the_end() -> None:
    answers = pool.each(str.upper, ("x" * 3_000_000 for _ in range(20)), 2)
    assert len(next(answers)[1]) == 3_000_000
    answers.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("small")
def test_any_function_that_pickles() -> None:
    assert list(pool.each(str.upper, ["a", "b", "c"], 2)) == [("a", "A"), ("b", "B"), ("c", "C")]
    assert list(pool.each(str.upper, ["a", "b", "c"], 1)) == [("a", "A"), ("b", "B"), ("c", "C")]


def test_one_process_answers_at_once() -> None:
    def once() -> Iterator[str]:
        yield "It cost $5."
        raise AssertionError("a second text was asked for")

    assert len(next(iter(moneyfacts.Normalizer().pipe(once())))) == 1


@pytest.mark.parametrize("processes", [0, -1])
def test_a_wrong_number_of_processes(processes: int) -> None:
    with pytest.raises(OptionError, match="processes"):
        moneyfacts.Normalizer().pipe(["$5"], processes=processes)


def test_a_short_list_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_Workers", None)
    assert len(list(moneyfacts.Normalizer().pipe(["$5"] * 9, processes=2))) == 9


def test_what_a_process_does() -> None:
    """It answers each batch, an error too, until the other end is closed; here it runs beside the tests, where it can be looked at."""
    ours, theirs = Pipe()
    worker = Thread(target=pool._serve, args=(theirs, refuse_b))
    before = signal.getsignal(signal.SIGINT)
    with patch.object(signal, "signal") as set_signal:
        worker.start()
        assert ours.recv() is None  # it is ready
        ours.send(["a", "c"])
        assert ours.recv() == ["A", "C"]
        ours.send(["a", "b"])
        assert repr(ours.recv()) == "LookupError('b')"
        ours.send(["d"])
        assert ours.recv() == ["D"]
        ours.close()
        worker.join(30)
    assert not worker.is_alive()
    set_signal.assert_called_once_with(signal.SIGINT, signal.SIG_IGN)
    assert signal.getsignal(signal.SIGINT) == before
