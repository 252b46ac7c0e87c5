"""The manual pages in docs/man are made from the commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_the_pages_are_what_the_commands_say(request: pytest.FixtureRequest) -> None:
    """`pytest --snapshot-update` writes them, as `.ci/man` does."""
    check = [] if request.config.getoption("update_snapshots") else ["--check"]
    ran = subprocess.run([sys.executable, ROOT / ".ci" / "man", *check], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout


@pytest.mark.parametrize("name", ["negmap.1", "negmap-rename.1", "negmap-new-statement.1"])
def test_a_page_can_be_read(name: str) -> None:
    if shutil.which("man") is None:
        pytest.skip("there is no man here")
    ran = subprocess.run(["man", "-l", ROOT / "docs/man" / name], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"):
        assert f"\n{heading}\n" in ran.stdout
    if name == "negmap-rename.1":
        assert "\n         negmap rename party eu european-union\n" in ran.stdout
