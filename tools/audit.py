"""Ask the databases of known vulnerabilities about pinned requirements, and fail where one has an answer.

    python tools/audit.py REQUIREMENTS

`pip-audit` asks PyPI, then OSV. A database that can't be reached, or that does not know a requirement at all, as a mirror of PyPI may
not, is no failure of the project: what was not audited is named, and the exit status is 0. It is 1 where a vulnerability is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import Any

SERVICES = ("pypi", "osv")


def asked(service: str, requirements: str) -> list[dict[str, Any]] | None:
    """What a database says of each requirement; None where it can't be reached. Errors: RuntimeError for any other failure."""
    with TemporaryDirectory() as folder:
        report = f"{folder}/report.json"
        command = ["uvx", "-q", "pip-audit", "-r", requirements, "--disable-pip", "--progress-spinner", "off", "-s", service, "-f", "json"]
        run = subprocess.run([*command, "-o", report], capture_output=True, text=True, check=False)
        try:
            with open(report, encoding="utf-8") as stream:
                return list(json.load(stream)["dependencies"])
        except FileNotFoundError:
            if "ConnectionError" in run.stderr or "Timeout" in run.stderr or "onnect" in run.stderr:
                return None
            raise RuntimeError(run.stderr[-2000:]) from None


def main(requirements: str) -> int:
    """Ask until one database has answered; gives the exit status."""
    for service in SERVICES:
        found = asked(service, requirements)
        audited = [one for one in found or () if "skip_reason" not in one]
        skipped = [one["name"] for one in found or () if "skip_reason" in one]
        known = [f"{one['name']} {one['version']}: {flaw['id']}" for one in audited for flaw in one["vulns"]]
        said = "can't be reached" if found is None else f"{len(audited)} audited, {len(known)} known vulnerabilities"
        print(f"{service}: {said}")
        if skipped:
            print(f"{service}: does not know {', '.join(skipped)}")
        if known:
            print(*known, sep="\n")
            return 1
        if audited and not skipped:
            return 0
    print("no database has answered for all requirements: the audit is incomplete")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
