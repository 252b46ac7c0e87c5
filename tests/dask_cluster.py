"""A Dask cluster of real processes on this machine, for tests; nobody else can reach it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LOCAL = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")


@dataclass
class Running:
    """The address of the scheduler, its process, and those of the workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]

    @property
    def listening(self) -> set[str]:
        """Return the addresses at which any of the processes listens, as the kernel writes them."""
        found: set[str] = set()
        for process in (self.scheduler, *self.workers):
            if process.poll() is None:
                found |= listening(process.pid)
        return found


def listening(pid: int) -> set[str]:
    """Return the addresses at which a process listens: hexadecimal, 0100007F for 127.0.0.1."""
    sockets = {}
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A":
                sockets[f"socket:[{fields[9]}]"] = fields[1].partition(":")[0]
    found = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.add(sockets.get(str(link.readlink()), ""))
        except OSError:
            continue
    return found - {""}


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Running]:
    """Start a scheduler and workers of one thread each; end them with the context."""
    root = str(Path(__file__).parent.parent)
    env = {**os.environ, "PYTHONPATH": root}
    note, log = folder / "scheduler.json", folder / "log"
    started: list[subprocess.Popen[bytes]] = []

    def start(kind: str, *options: str) -> subprocess.Popen[bytes]:
        with log.open("ab") as stream:
            command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options, *_LOCAL]
            started.append(subprocess.Popen(command, stdout=stream, stderr=stream, env=env, cwd=folder))
        return started[-1]

    try:
        scheduler = start("scheduler", "--port", "0", "--scheduler-file", str(note))
        address = _address(note, scheduler, log)
        own = ["--no-nanny", "--nthreads", "1", "--local-directory", str(folder)]
        yield Running(address, scheduler, [start("worker", address, *own) for _ in range(workers)])
    finally:
        for process in reversed(started):
            process.kill()
        for process in started:
            process.wait()


def _address(note: Path, scheduler: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(600):
        try:
            return str(json.loads(note.read_text())["address"])
        except (OSError, ValueError):
            assert scheduler.poll() is None, log.read_text()
            time.sleep(0.1)
    raise AssertionError(log.read_text())
