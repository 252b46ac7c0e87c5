"""Where results go, and what is left when they cannot go there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pysolvers
import pytest
from strip import STRIP
from terminal import negmap, process

pytestmark = pytest.mark.parametrize("folder", [STRIP], indirect=True)
FULL = Path("/dev/full")
full = pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")


def test_a_file_is_written_whole_in_place_of_the_old_one(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("last week's report")
    target.chmod(0o600)
    printed = negmap("conflicts", "--positions", folder)
    assert negmap("conflicts", "--positions", folder, "-o", target).out == ""
    assert target.read_text(encoding="utf-8") == printed.out
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["negotiation", "report.txt"]


@pytest.mark.parametrize(("ending", "format_"), [("json", "json"), ("md", "markdown"), ("CSV", "csv"), ("txt", "text")])
@pytest.mark.parametrize("command", ["conflicts", "report"])
def test_the_ending_of_a_file_says_the_format(
    folder: Path, tmp_path: Path, command: str, ending: str, format_: str
) -> None:
    printed = negmap(command, "--positions", folder, "--format", format_).out
    target = tmp_path / f"report.{ending}"
    negmap(command, "--positions", folder, "-o", target)
    assert target.read_bytes().decode() == printed
    negmap(command, "--positions", folder, "-o", target, "--format", "text")
    assert target.read_text(encoding="utf-8") == negmap(command, "--positions", folder, "--format", "text").out


def test_an_ending_that_says_nothing(folder: Path, tmp_path: Path) -> None:
    for name in ("report", "report.of-march", "report.svg"):
        negmap("conflicts", "--positions", folder, "-o", tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8") == negmap("conflicts", "--positions", folder).out


def test_a_hyphen_is_the_terminal(folder: Path) -> None:
    printed = negmap("conflicts", "--positions", folder)
    assert negmap("conflicts", "--positions", folder, "-o", "-") == printed


def test_a_link_stays_and_what_it_leads_to_is_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "report.txt").symlink_to("shared/report.txt")
    negmap("conflicts", "--positions", folder, "-o", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").is_symlink()
    assert (tmp_path / "shared" / "report.txt").read_text(encoding="utf-8").startswith("What 8 public statements say")


def test_a_pipe_is_written_into_and_not_replaced(folder: Path, tmp_path: Path) -> None:
    """A device such as /dev/null is no file either: nothing may take its place."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    ran = negmap("conflicts", "--positions", folder, "-o", pipe)
    reader.join()
    assert (ran.code, pipe.is_fifo()) == (0, True)
    assert read == [negmap("conflicts", "--positions", folder).out]


@full
@pytest.mark.parametrize("command", ["conflicts", "check", "--help"])
def test_a_full_disk_behind_the_output(folder: Path, command: str) -> None:
    args = [command] if command == "--help" else [command, "--positions", folder]
    with FULL.open("wb") as stream:
        ran = subprocess.run(
            [sys.executable, "-m", "negmap", *map(str, args)],
            stdout=stream,
            stderr=subprocess.PIPE,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    assert (ran.returncode, ran.stderr) == (2, b"Error: cannot write the output: No space left on device\n")


@full
def test_a_full_disk_under_the_file(folder: Path) -> None:
    ran = negmap("conflicts", "--positions", folder, "-o", FULL)
    assert (ran.code, ran.out, ran.err) == (2, "", f"Error: cannot write {FULL}: No space left on device\n")
    assert FULL.is_char_device()


def test_a_disk_that_fills_up_leaves_the_old_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("last week's report")

    def full_disk(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    ran = negmap("conflicts", "--positions", folder, "-o", target)
    assert (ran.code, ran.err) == (2, f"Error: cannot write {target}: No space left on device\n")
    assert target.read_text() == "last week's report"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["negotiation", "report.txt"]


@pytest.mark.parametrize("target", ["nowhere/report.txt", "x" * 300])
def test_no_such_place(folder: Path, tmp_path: Path, target: str) -> None:
    ran = negmap("conflicts", "--positions", folder, "-o", tmp_path / target)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: cannot write {tmp_path / target}: ")


def test_stopped_by_hand_at_any_moment(folder: Path, tmp_path: Path) -> None:
    """While it starts, reads, solves or writes: no trace, nothing half-written."""
    target = tmp_path / "report.svg"
    ends = set()
    for tenths in range(1, 11):
        target.write_text("last week's picture")
        with subprocess.Popen(
            [sys.executable, "-c", _READY, "render", "--positions", folder, "-o", target],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
        ) as running:
            assert running.stdout
            assert running.stderr
            assert running.stdout.readline() == b"ready\n"
            time.sleep(tenths / 12)
            running.send_signal(signal.SIGINT)
            said = running.stderr.read()
        ends.add(running.returncode)
        assert b"Traceback" not in said
        assert target.read_text(encoding="utf-8").endswith(("picture", "</svg>\n"))
        assert sorted(p.name for p in tmp_path.iterdir()) == ["negotiation", "report.svg"]
    assert ends <= {0, 130, -signal.SIGINT}  # the last one: Python was already on its way out


_READY = """
import sys
from negmap.__main__ import main
print("ready", flush=True)
main()
"""


@pytest.mark.parametrize(
    ("said", "raised"), [("Caught keyboard interrupt", KeyboardInterrupt), ("Out of memory", pysolvers.error)]
)
def test_stopped_while_the_engine_works(folder: Path, said: str, raised: type[BaseException]) -> None:
    """The SAT library catches Ctrl-C itself and raises an error of its own; others are what they are."""
    from negmap.logic import solver

    class Stopped(solver.Solver):
        def __init__(self) -> None:
            super().__init__()
            self._engine = self

        def solve(self, assumptions: object = ()) -> None:
            raise pysolvers.error(said)

    stopped = Stopped()
    with pytest.raises(raised):
        solver.Solver.solve(stopped)


@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "-1", "1e400"])
def test_a_time_that_no_clock_counts(folder: Path, seconds: str) -> None:
    ran = negmap("conflicts", "--positions", folder, "--timeout", seconds)
    assert (ran.code, ran.out) == (2, "")
    assert "Invalid value for '--timeout'" in ran.err


@pytest.mark.parametrize("day", ["2025-02-30", "٢٠٢٥", "", "tomorrow", "\udcff"])
def test_a_day_that_is_none(folder: Path, day: str) -> None:
    ran = negmap("conflicts", "--positions", folder, "--as-of", day)
    assert (ran.code, ran.out) == (2, "")
    assert "is not a date; write 2025-12-15, 2025-12 or 2025" in ran.err


def test_a_folder_that_no_disk_can_have(folder: Path) -> None:
    ran = negmap("conflicts", "--positions", "x" * 5000)
    assert (ran.code, ran.out) == (2, "")
    assert "File name too long" in ran.err


def test_the_folder_one_is_in_is_gone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    code = f"import os, sys; os.rmdir('../gone'); sys.argv[1:] = {['conflicts']!r}; import runpy; "
    ran = subprocess.run(
        [sys.executable, "-c", code + "runpy.run_module('negmap', run_name='__main__')"],
        capture_output=True,
        check=False,
        cwd=tmp_path / "gone",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "NEGMAP_POSITIONS": ""},
    )
    assert ran.returncode == 2
    assert b"the folder you are in cannot be read" in ran.stderr


def test_no_output_at_all(folder: Path) -> None:
    ran = subprocess.run(
        f"exec '{sys.executable}' -m negmap conflicts --positions '{folder}' >&- 2>&-",
        shell=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert ran.returncode == 0
    assert process("conflicts", "--positions", folder).returncode == 0
