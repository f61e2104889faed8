"""Readers at work: each in a process of its own, asked in turn."""

from __future__ import annotations

import json
import subprocess
import sys
from types import TracebackType

from peer_envs import HERE, environment, interpreter, peers


class Worker:
    """A reader's process, started on entry and ended on exit; a context manager."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.unit = str(peers()[name]["unit"])
        self.asks = str(peers()[name]["asks"])

    @property
    def installed(self) -> bool:
        return self.name.startswith("moneyfacts") or interpreter(self.name).exists()

    def __enter__(self) -> Worker:
        own = self.name.startswith("moneyfacts")
        python = sys.executable if own else str(interpreter(self.name))
        command = [python, str(HERE / "peer_worker.py"), self.name]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=None if own else environment(self.name),
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.stdin.close()
        self._process.wait(60)

    def ask(self, **order: object) -> dict[str, object]:
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} stopped; try: uv run python benchmarks/peer_envs.py {self.name}")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"{self.name}: {answer['error']}")
        return answer

    def seconds(self, **order: object) -> float:
        return float(self.ask(**order)["seconds"])
