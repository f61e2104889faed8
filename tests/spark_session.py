"""One Spark in local mode for all tests of a process."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def session() -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("moneyfacts tests")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()
