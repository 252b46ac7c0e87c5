"""What a command shows while somebody waits: a line at a terminal, and nothing anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from negmap.cli.waiting import line
from negmap.explain.messages import Words
from negmap.progress import Stage, Work

SHIPPED = Path(__file__).parent.parent / "positions"
SEEN = """
import sys, time
import negmap.cli.waiting as waiting
waiting.FIRST = waiting.EVERY = 0.001
from negmap.cli import prepare
from negmap.prepare import reading
from negmap.progress import now
known, read, drawn = waiting.line, reading.read, set()
def line(stage, seconds, words):
    drawn.add(stage.work)
    return known(stage, seconds, words)
def waits(*given):
    done = read(*given)
    while waiting._Shown.thread is not None and now().work not in drawn:
        time.sleep(0.001)
    return done
waiting.line, reading.read = line, waits
from negmap.cli.main import main
main()
"""
"""The command, made to be waited for: once the files are checked it goes on when that has been shown."""


def _with_terminal(*args: str, whole: bool = False) -> tuple[int, str, str]:
    """Return the exit code, what came out of the pipe, and what the terminal got (the output too, if `whole`)."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", SEEN, *args, "--positions", str(SHIPPED), "--no-cache"]
    process = subprocess.Popen(
        command, stdout=theirs if whole else subprocess.PIPE, stderr=theirs, env={**os.environ, "NEGMAP_CACHE": "off"}
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:  # nobody holds the terminal any more
            break
        if not more:
            break
        seen += more
    os.close(ours)
    out = process.communicate()[0] or b""
    return process.returncode, out.decode(), seen.decode()


def _plain(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", SEEN, *args, "--positions", str(SHIPPED), "--no-cache"]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env={**os.environ, "NEGMAP_CACHE": "off"}
    )


@pytest.mark.parametrize("command", ["check", "conflicts"])
def test_a_terminal_sees_how_far_it_is_and_the_report_does_not(command: str) -> None:
    code, out, seen = _with_terminal(command)
    assert "rules checked: " in seen
    assert seen.endswith("\r")  # the line is gone
    assert seen.rsplit("\r", 2)[1].strip() == ""
    assert (code, out) == (0, _plain(command).stdout)


def test_the_line_is_in_the_language_of_the_report() -> None:
    _, _, seen = _with_terminal("conflicts", "--lang", "ja")
    assert "確認した規則：" in seen
    assert "rules" not in seen


@pytest.mark.parametrize("work", Work)
def test_every_work_is_told_in_both_languages(work: Work) -> None:
    english, japanese = (line(Stage(work, 2, 10), 3.9, Words(lang)) for lang in ("en", "ja"))
    if work is not Work.NOTHING:
        assert english.endswith(": 2 of 10")
        assert japanese.endswith("：10件中2件")


def test_the_line_is_gone_before_the_report_comes_to_the_same_terminal() -> None:
    _, _, seen = _with_terminal("conflicts", whole=True)
    last = seen.rindex(" s · ")
    before, _, report = seen[last:].partition("\r")[2].partition("\r")
    assert before.strip() == ""
    assert report.replace("\r\n", "\n") == _plain("conflicts").stdout


@pytest.mark.parametrize("command", ["check", "conflicts", "concessions", "changes"])
def test_a_pipe_gets_none_of_it(command: str) -> None:
    ran = _plain(command)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "\r" not in ran.stdout


def test_nothing_is_imported_for_it_where_there_is_no_terminal() -> None:
    script = (
        "import sys; from negmap.cli import waiting; waiting.start(); waiting.end(); print('threading' in sys.modules)"
    )
    script = "import sys, click; sys.modules.pop('threading', None)\n" + script
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout == "False\n"


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        (Stage(), "3 s"),
        (Stage(Work.CONFLICTS), "3 s · conflicts found"),
        (Stage(Work.CONFLICTS, 1268), "3 s · conflicts found: 1,268"),
        (Stage(Work.FILES, 0, 10_000), "3 s · files read: 0 of 10,000"),
    ],
)
def test_a_line_says_what_is_counted(stage: Stage, text: str) -> None:
    assert line(stage, 3.9, Words("en")) == text
