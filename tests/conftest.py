"""How hard Hypothesis looks, and which tests may not be skipped.

The ordinary run is the same every time; `--hypothesis-profile=nightly` looks ten times as long, and elsewhere each time.
`--no-skip=browser` fails a test with that marker that would be skipped because what it needs is missing.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile("default", max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW)
settings.register_profile("nightly", max_examples=1_000, deadline=None, print_blob=True, suppress_health_check=_SLOW)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skip", action="append", default=[], metavar="MARKER", help="fail a test with this marker that is skipped")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and any(item.get_closest_marker(name) for name in item.config.getoption("--no-skip")):
        report.outcome = "failed"
        report.longrepr = f"skipped, and must not be: {report.longrepr}"
    return report
