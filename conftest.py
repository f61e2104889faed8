"""Tests that need Java or a browser: they are skipped where it is missing, and fail instead where that is forbidden.

`--no-skip=browser` fails a test with that marker that would be skipped. This stands here and not in `tests/`, since pages of `docs/` and
modules of `src/` are tests too.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator
from importlib.util import find_spec
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MISSING = {
    "java": lambda: None if shutil.which("java") and find_spec("pyspark") else "needs Java and `uv run --group spark`",
    "browser": lambda: None if any(map(shutil.which, BROWSERS)) else "needs Chromium",
}

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # Spark's workers run what runs the tests


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skip", action="append", default=[], metavar="MARKER", help="fail a test with this marker that is skipped")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.DoctestItem) and "spark" in item.path.stem:
            item.add_marker("java")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, missing in MISSING.items():
        if item.get_closest_marker(name) and (reason := missing()):
            pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and any(map(item.get_closest_marker, item.config.getoption("--no-skip"))):
        report.outcome = "failed"
        report.longrepr = f"skipped, and must not be: {report.longrepr}"
    return report
