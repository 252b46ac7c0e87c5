"""`negmap serve` in a process of its own, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
WAIT = 60
"""Seconds after which something that should have happened counts as not happening."""


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def running(folder: Path, *args: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run the command in a process of its own; yield it with its port."""
    command = [sys.executable, "-m", "negmap", "serve", "--positions", str(folder), "--port", "0", *args]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[0]
        yield process, urlsplit(address).port or 0
    finally:
        process.kill()
        process.communicate()


def get(port: int, path: str = "/") -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=WAIT)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200
    return body
