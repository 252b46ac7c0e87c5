"""The command as a whole: which folder it reads, how it ends, and that its output depends on the files alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import distributions, version
from pathlib import Path
from platform import python_version

import pytest
from strip import STRIP
from terminal import negmap, process

from negmap.cli.main import COMMANDS
from negmap.files import loader

Write = Callable[..., Path]
CASES = Path(__file__).parent / "cases"
RUNS = {
    "check": (),
    "conflicts": ("--tensions",),
    "concessions": ("--all",),
    "sequence": (),
    "relations": (),
    "agreed": (),
    "gaps": (),
    "why": ("ceasefire",),
    "show": ("2025-03-10-south",),
    "render": (),
    "verify": (),
}
"""A run of each command that reads a negotiation."""


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder with two negotiations in its `positions/`, and a folder deep below."""
    for name in ("brexit-2017", "cop26-2021"):
        shutil.copytree(CASES / name, tmp_path / "work" / "positions" / name)
    (tmp_path / "work" / "notes" / "deep").mkdir(parents=True)
    return tmp_path / "work"


def which(*args: str | Path, at: Path, env: dict[str, str] | None = None) -> str:
    """Return the name of the negotiation that a command reads."""
    ran = negmap("conflicts", "--format", "json", *args, at=at, env=env)
    assert (ran.code, ran.err) == (0, "")
    name = ran.report["negotiation"]
    assert isinstance(name, str)
    return name


# Which folder.


def test_the_only_negotiation_is_read_from_anywhere_below(work: Path) -> None:
    shutil.rmtree(work / "positions" / "cop26-2021")
    for place in (work, work / "notes" / "deep", work / "positions", work / "positions" / "brexit-2017" / "statements"):
        assert which(at=place) == "brexit-2017"


def test_of_several_one_is_picked_by_name(work: Path) -> None:
    assert which("-n", "cop26-2021", at=work / "notes") == "cop26-2021"
    assert which("--name", "brexit-2017", at=work) == "brexit-2017"


def test_of_several_none_is_picked_for_you(work: Path) -> None:
    ran = negmap("conflicts", at=work)
    assert (ran.code, ran.out) == (2, "")
    assert "2 negotiations in positions: brexit-2017, cop26-2021" in ran.err
    assert "choose one with -n NAME" in ran.err


def test_a_wrong_name_gives_the_nearest(work: Path) -> None:
    ran = negmap("conflicts", "-n", "brexit-2016", at=work)
    assert (ran.code, ran.out) == (2, "")
    assert "no negotiation `brexit-2016` in positions" in ran.err
    assert "did you mean `brexit-2017`?" in ran.err


def test_positions_names_a_folder_of_negotiations_or_one(work: Path, tmp_path: Path) -> None:
    assert which("--positions", work / "positions" / "cop26-2021", at=tmp_path) == "cop26-2021"
    assert which("--positions", work / "positions", "-n", "brexit-2017", at=tmp_path) == "brexit-2017"
    assert which("--positions", Path("work/positions/cop26-2021"), at=tmp_path) == "cop26-2021"


def test_the_environment_names_it_too_and_the_switch_goes_first(work: Path, tmp_path: Path) -> None:
    env = {"NEGMAP_POSITIONS": str(work / "positions" / "cop26-2021")}
    assert which(at=tmp_path, env=env) == "cop26-2021"
    assert which("--positions", work / "positions" / "brexit-2017", at=tmp_path, env=env) == "brexit-2017"


def test_no_negotiation_anywhere(tmp_path: Path) -> None:
    ran = negmap("conflicts", at=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "no folder `positions` here or above" in ran.err
    assert "remedy:" in ran.err


# How it ends.


def test_help_names_every_command() -> None:
    ran = negmap("--help")
    assert (ran.code, ran.err) == (0, "")
    listed = re.findall(r"^  ([a-z-]+)  ", ran.out.partition("Commands:")[2], re.MULTILINE)
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("command", sorted(RUNS))
def test_help_of_a_command(command: str) -> None:
    ran = negmap(command, "-h")
    assert (ran.code, ran.err) == (0, "")
    assert f"negmap {command} [OPTIONS]" in ran.out.splitlines()[0]
    assert "--positions DIR" in ran.out


def test_version() -> None:
    if not list(distributions(name="negmap")):
        pytest.skip("negmap is run from its folder, not installed")
    ran = negmap("--version")
    engines = (
        f"searches: python-sat {version('python-sat')}; lays out pictures: graphviz-pure {version('graphviz-pure')}"
    )
    assert (ran.code, ran.out) == (0, f"negmap {version('negmap')} ({engines}; Python {python_version()})\n")


def test_a_wrong_command_gives_the_nearest() -> None:
    ran = negmap("conflict")
    assert (ran.code, ran.out) == (2, "")
    assert "no command `conflict`\n  remedy: did you mean `conflicts`?" in ran.err


@pytest.mark.parametrize("args", [["--frmat", "json"], ["--format", "xml"], ["--lang", "fr"], ["--include", "all"]])
def test_a_wrong_switch(strip: Path, args: list[str]) -> None:
    ran = negmap("conflicts", "--positions", strip, *args)
    assert (ran.code, ran.out) == (2, "")
    assert args[0] in ran.err


def test_our_own_fault_has_its_trace_and_ends_with_3(strip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise ZeroDivisionError("a fault of the program")

    monkeypatch.setattr(loader, "contents", broken)
    ran = negmap("conflicts", "--positions", strip)
    assert (ran.code, ran.out) == (3, "")
    assert "ZeroDivisionError: a fault of the program" in ran.err
    assert ran.err.splitlines()[-1].startswith("This is a fault of negmap, not of your files.")


def test_stopped_by_hand(strip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(loader, "contents", stopped)
    ran = negmap("conflicts", "--positions", strip)
    assert (ran.code, ran.out, ran.err) == (130, "", "\nstopped\n")


# Its output.


@pytest.mark.parametrize("command", sorted(RUNS))
def test_output_depends_on_the_files_alone(command: str, strip: Path, tmp_path: Path) -> None:
    """The same from another place and under another path; no path of this machine and no time of day in it."""
    moved = shutil.copytree(strip, tmp_path / "else" / "where" / "strip")
    first = negmap(command, *RUNS[command], "--positions", strip)
    again = negmap(command, *RUNS[command], at=moved / "statements")
    assert first == again
    assert (first.code, first.err) == (0, "")
    assert str(tmp_path) not in first.out
    assert not re.search(r"\b\d\d:\d\d(:\d\d)?\b", first.out)


@pytest.mark.parametrize("command", sorted(RUNS.keys() - {"check", "render"}))
def test_every_report_can_be_had_as_json(command: str, strip: Path) -> None:
    report = negmap(command, *RUNS[command], "--format", "json", "--positions", strip).report
    assert (report["format"], report["command"], report["negotiation"]) == (1, command, "strip")
    assert report["scope"] == "What 8 public statements say, up to 17 Mar 2025. Not what parties would accept."


@pytest.mark.parametrize("command", sorted(RUNS.keys() - {"check", "show", "render"}))
def test_every_report_says_first_what_it_is(command: str, strip: Path) -> None:
    ran = negmap(command, *RUNS[command], "--positions", strip)
    assert ran.out.splitlines()[0] == "What 8 public statements say, up to 17 Mar 2025. Not what parties would accept."


@pytest.mark.parametrize("command", sorted(RUNS.keys() - {"check", "render"}))
def test_every_report_with_internal_words_is_stamped(command: str, strip: Path) -> None:
    ran = negmap(command, *RUNS[command], "--include", "internal", "--positions", strip)
    stamp = "! INTERNAL: this report uses statements that are not public. Do not pass it on."
    assert (ran.code, ran.out.splitlines().count(stamp)) == (0, 1)


@pytest.mark.parametrize("command", sorted(RUNS.keys() - {"check"}))
def test_internal_words_are_in_no_output_without_being_asked_for(command: str, strip: Path) -> None:
    ran = negmap(command, *RUNS[command], "--positions", strip)
    assert "2025-03-20" not in ran.out
    assert "private letter" not in ran.out


@pytest.mark.parametrize("command", sorted(RUNS.keys() - {"check"}))
def test_faulty_files_stop_every_analysis(command: str, strip: Path) -> None:
    (strip / "statements" / "2025-03-18-isle.yaml").write_text("party: ilse\ndate: 2025-03-18\n")
    ran = negmap(command, *RUNS[command], "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert "statements/2025-03-18-isle.yaml:1:8: unknown-party" in ran.err
    partial = negmap(command, *RUNS[command], "--partial", "--positions", strip)
    assert partial.code == 1
    assert partial.out


def test_hashes_and_runs_change_nothing(strip: Path) -> None:
    """Two processes with different hash seeds print the same bytes."""
    args = ("conflicts", "--tensions", "--format", "json", "--positions", strip)
    outs = [process(*args, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
    assert outs[0] == outs[1] != b""


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_output_is_utf8_in_any_locale(strip: Path, env: dict[str, str], lang: str) -> None:
    """Piped, without a locale, or with one that lacks our signs."""
    here = negmap("conflicts", "--lang", lang, "--positions", strip).out
    ran = process("conflicts", "--lang", lang, "--positions", strip, env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode("utf-8") == here


def test_faults_are_utf8_too(strip: Path) -> None:
    (strip / "parties.yaml").write_text("north: {name: 北, rolle: 主}\n", encoding="utf-8")
    ran = process("conflicts", "--positions", strip, env={"PYTHONIOENCODING": "cp1252"})
    assert ran.returncode == 2
    assert "north: {name: 北, rolle: 主}" in ran.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    """`negmap … | head -1`."""
    root = Path(__file__).parent.parent
    with subprocess.Popen(
        [sys.executable, "-m", "negmap", "conflicts", "--format", "json", "--positions", CASES / "korea-2019"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
