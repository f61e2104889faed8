"""The distributions: what is in them, how large they are, and that the wheel works where nothing else is installed."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = shutil.which("uv")
MOST_BYTES = 3_000_000
FOLDERS = {"src", "tests", "seeds", "docs", "benchmarks", "tools"}
TOP = {*FOLDERS, "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore"}

pytestmark = pytest.mark.skipif(UV is None, reason="needs uv")


def uv(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(UV), *map(str, arguments)], capture_output=True, text=True, check=False)


def built(kind: str, folder: Path) -> Path:
    """The distribution of a kind; skipped where the builder can't be had."""
    for offline in (["--offline"], []):
        run = uv("build", "-q", f"--{kind}", "-o", folder, ROOT, *offline)
        if run.returncode == 0:
            [found] = (path for path in folder.iterdir() if path.suffix in (".whl", ".gz"))
            return found
    pytest.skip(f"no builder: {run.stderr[-200:]}")


def test_sdist_holds_sources_only(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = [Path(*Path(name).parts[1:]) for name in archive.getnames()]
    assert {name.parts[0] for name in names} <= TOP
    parts = {part for name in names for part in name.parts}
    assert not {part for part in parts if part.startswith((".venv", ".mypy", ".ruff", ".pytest", ".hypothesis")) or part == "__pycache__"}
    assert not [name for name in names if name.suffix in (".pyc", ".so", ".parquet", ".whl") or name.parts[:2] == ("benchmarks", "results")]
    assert {Path("src/moneyfacts/data/lang/en.txt"), Path("tests/test_packaging.py"), Path("src/moneyfacts/py.typed")} <= set(names)


def test_wheel_works_by_itself(tmp_path: Path) -> None:
    wheel = built("wheel", tmp_path / "dist")
    assert wheel.stat().st_size < MOST_BYTES
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"moneyfacts"}
    suffixes = {Path(name).suffix for name in names if name.startswith("moneyfacts/")}
    assert suffixes <= {".py", ".txt", ".tsv", ".typed", ".css", ".js", ".json"}
    venv = tmp_path / "venv"
    for offline in (["--offline"], []):
        assert uv("venv", "-q", "--clear", venv).returncode == 0
        run = uv("pip", "install", "-q", "--python", venv / "bin" / "python", wheel, *offline)
        if run.returncode == 0:
            break
    else:
        pytest.skip(f"its requirements can't be had: {run.stderr[-200:]}")
    command = [venv / "bin" / "normalize", "--format", "jsonl", "at least 380 billion yuan, or $52.44 billion"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert '"380000000000"' in said.stdout
    assert '"7.2463' in said.stdout
