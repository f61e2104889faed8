"""Write `docs/fact.schema.json` from the code: `uv run python tools/generate_schema.py`."""

from __future__ import annotations

import json
from pathlib import Path

from moneyfacts.facts.schema import schema

TARGET = Path(__file__).parent.parent / "docs" / "fact.schema.json"


def text() -> str:
    """The file's text."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
