"""Ctrl-C, and the time given: what was found so far is shown, and nothing is left half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import maps

ENVIRONMENT = {**os.environ, "NEGMAP_CACHE": "off"}


@pytest.fixture(scope="module")
def tangled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a map with more packages than anybody waits for."""
    return maps.tangled(200, 500, 0.08, 2).write(tmp_path_factory.mktemp("maps") / "tangled")


def test_ctrl_c_ends_the_search_and_shows_what_was_found(tangled: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.txt"
    output.write_text("as it was", encoding="utf-8")
    ready = "import signal, sys; import negmap.cli.interrupt as i; s = i.searching\n"
    ready += "def told():\n    s(); print('searching', flush=True)\n"
    ready += "i.searching = told\nfrom negmap.cli.main import main\nmain()\n"
    command = [sys.executable, "-c", ready, "concessions", "--positions", str(tangled), "-o", str(output)]
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "searching\n"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert told == "stopping: what was found so far follows (Ctrl-C again to end at once)\n"
    assert "! INCOMPLETE: the time given was up; there may be more." in output.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_ctrl_c_while_files_are_read_ends_all_and_leaves_the_output_alone(tangled: Path, tmp_path: Path) -> None:
    output = tmp_path / "report.txt"
    output.write_text("as it was", encoding="utf-8")
    at_once = "import os, signal; from negmap.cli import prepare\n"
    at_once += "prepare.read = lambda asked: os.kill(os.getpid(), signal.SIGINT)\n"
    at_once += "from negmap.cli.main import main\nmain()\n"
    command = [sys.executable, "-c", at_once, "conflicts", "--positions", str(tangled), "-o", str(output)]
    ran = subprocess.run(command, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr.split()) == (130, ["stopped"])
    assert output.read_text(encoding="utf-8") == "as it was"
