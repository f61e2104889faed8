"""What all tests share: tests that need Java or a browser are skipped where it is missing, or fail on request."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # Spark's workers run what runs the tests

MISSING = {
    "java": lambda: None if shutil.which("java") and find_spec("pyspark") else "needs Java and `uv run --group spark`",
    "browser": lambda: None if any(map(shutil.which, BROWSERS)) else "needs Chromium",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skip-marked", action="store_true", help="tests marked java or browser fail where they can't run")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.DoctestItem) and "spark" in Path(item.path).stem:
            item.add_marker("java")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, missing in MISSING.items():
        reason = missing() if item.get_closest_marker(name) else None
        if reason and item.config.getoption("--no-skip-marked"):
            pytest.fail(reason, pytrace=False)
        elif reason:
            pytest.skip(reason)
