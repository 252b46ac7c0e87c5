"""The `negmap` command as a user runs it: what it prints, where, and how it ends."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from negmap.cli.main import main


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """Return the report that was printed as JSON."""
        report = json.loads(self.out)
        assert isinstance(report, dict)
        return report


def negmap(*args: str | Path, at: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """Run the command in this process, from a folder (default: where the tests run); its output has to be UTF-8."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True) for _ in "oe"]
    with (
        mock.patch.object(sys, "argv", ["negmap", *map(str, args)]),
        mock.patch.dict(os.environ, {"NEGMAP_POSITIONS": "", **(env or {})}),
        contextlib.chdir(at or Path.cwd()),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        code = _code()
    out, err = (_bytes(stream).decode("utf-8") for stream in streams)
    return Ran(code, out, err)


def _code() -> int:
    with pytest.raises(SystemExit) as end:
        main()
    assert isinstance(end.value.code, int)
    return end.value.code


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def process(*args: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, its output piped."""
    root = str(Path(__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "negmap", *map(str, args)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": root, **(env or {})},
    )


def claim_sets(report: Mapping[str, Any]) -> list[set[str]]:
    """Return the claims of each conflict of a report, in the order in which they are reported."""
    return [claims_of(conflict) for conflict in report["conflicts"]]


def claims_of(conflict: Mapping[str, Any]) -> set[str]:
    """Return the claims of a conflict in a report."""
    return {claim["id"] for claim in conflict["claims"]}


def texts(value: object) -> Iterator[str]:
    """Yield every text in a report, keys not counted."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
