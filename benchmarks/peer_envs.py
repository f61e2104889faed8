"""Make an environment of its own for each reader that the benchmarks compare with, under ``benchmarks/.venvs``.

    uv run python benchmarks/peer_envs.py [NAME ...]

Which readers, which versions and which Python: ``peers.toml``. An environment that is there and works is left as it is. Needs the package
index, and for some readers an old Python (found on the path, under pyenv, or by uv); what could not be installed is said with the reason.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
ENVIRONMENTS = HERE / ".venvs"


def peers() -> dict[str, dict[str, object]]:
    """The table of readers."""
    return tomllib.loads((HERE / "peers.toml").read_text("utf-8"))


def interpreter(name: str) -> Path:
    """The Python of a reader's environment."""
    return ENVIRONMENTS / name / "bin" / "python"


def environment(name: str) -> dict[str, str]:
    """The variables that its worker runs with: no site packages of others, and its own locale."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "LOCPATH": str(ENVIRONMENTS / name / "locale"), "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}


def find_python(version: str) -> Path | None:
    """A Python of that version on this machine."""
    for candidate in sorted(
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python"), reverse=True
    ):
        return candidate
    for command in ([f"python{version}"], ["uv", "python", "find", version]):
        if shutil.which(command[0]):
            code = ["-c", "import sys; print(sys.executable)"] if len(command) == 1 else []
            found = subprocess.run(command + code, capture_output=True, text=True, check=False)
            if found.returncode == 0 and found.stdout.strip():
                return Path(found.stdout.strip())
    return None


def _run(command: list[str]) -> str | None:
    """Nothing if the command succeeds, or the end of what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else (done.stderr.strip() or done.stdout.strip())[-600:]


def works(name: str) -> str | None:
    """Nothing if the reader answers, or why it does not."""
    command = [str(interpreter(name)), str(HERE / "peer_worker.py"), name, "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment(name))
    return None if done.returncode == 0 else (done.stderr or done.stdout).strip()[-600:]


def make(name: str, wanted: dict[str, object]) -> str | None:
    """Make the environment; nothing if it works, or why it does not."""
    python = next((found for version in wanted["python"] if (found := find_python(version))), None)
    if python is None:
        return f"no Python {' or '.join(wanted['python'])} on this machine"
    home = ENVIRONMENTS / name
    shutil.rmtree(home, ignore_errors=True)
    steps = [
        [str(python), "-m", "venv", str(home)],
        [str(interpreter(name)), "-m", "pip", "install", "--quiet", *wanted["install"]],
    ]
    if "locale" in wanted:
        (home / "locale").mkdir(parents=True)
        language, _, charset = str(wanted["locale"]).partition(".")
        steps.append(["localedef", "-i", language, "-f", charset, str(home / "locale" / wanted["locale"])])
    for step in steps:
        if trouble := _run(step):
            return f"{' '.join(step[:4])} ...: {trouble}"
    return works(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    chosen = parser.parse_args().names
    for name, wanted in peers().items():
        if "install" not in wanted or (chosen and name not in chosen):
            continue
        ready = interpreter(name).exists() and works(name) is None
        trouble = None if ready else make(name, wanted)
        print(f"{name}: {'ready' if trouble is None else 'not installed: ' + trouble}", flush=True)


if __name__ == "__main__":
    main()
