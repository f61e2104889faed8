"""How hard Hypothesis looks.

The ordinary run is the same every time; `--hypothesis-profile=nightly` looks ten times as long, and elsewhere each time.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile("default", max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW)
settings.load_profile("default")  # older versions of Hypothesis do not see that it has changed
settings.register_profile("nightly", max_examples=1_000, deadline=None, print_blob=True, suppress_health_check=_SLOW)
