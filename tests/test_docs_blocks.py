"""Every command that README and docs tell a reader to run is run, and prints what the page shows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from folders import written
from generated import assert_is
from terminal import negmap
from walkthrough import follow, steps

from negmap.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
ELSEWHERE = {
    "docs/tour.md": "tests/test_docs_tour.py makes it",
    "docs/tutorial.md": "followed by tests/test_docs_tutorial.py, and in a fresh environment by .ci/package",
}
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    if path.relative_to(ROOT).as_posix() not in ELSEWHERE
)
SMALL = """
--- file: terms.yaml
pact: {title: Pact}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions: [{demand: pact}]
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions: [{reject: pact}]
--- file: statements/north-again.yaml
party: north
date: 2025-03-03
positions: [{demand: pact}]
--- file: statements/south-again.yaml
party: south
date: 2025-03-04
positions: [{reject: pact}]
"""
TOOLS = (
    "sh .ci/", "bash .ci/", ".venv/bin/", "git ", "pip ", "python -m venv", "pre-commit ", "negmap serve",
    "npm ", "dask ", "apt",
)  # fmt: skip
"""Beginnings of commands that set a machine up, change it, or do not end; .ci/run runs those of this project."""


def _commands(page: str) -> list[str]:
    return [step.command for step in steps((ROOT / page).read_text(encoding="utf-8")) if step.command]


def _is_run(command: str) -> bool:
    return not command.startswith(TOOLS) and "--scheduler tcp:" not in command  # which needs a cluster


CASES = [(page, command) for page in PAGES for command in _commands(page) if _is_run(command)]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped negotiation in a repository of its own, where a reader may run anything."""
    root = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "positions", root / "positions")
    written(SMALL, root / "peace-processes" / "strip")
    git = ["git", "-C", str(root), "-c", "user.name=reader", "-c", "user.email=reader@example.org"]
    for command in (
        ["init", "-qb", "main"],
        ["add", "."],
        ["commit", "-qm", "positions"],
        ["branch", "coder-a"],
    ):
        subprocess.run([*git, *command], check=True)
    return root


@pytest.mark.parametrize(("page", "command"), CASES, ids=[f"{page}: {command}" for page, command in CASES])
def test_a_command_does_what_it_is_shown_for(page: str, command: str, clone: Path) -> None:
    words = shlex.split(command.partition(" > ")[0], comments=True)
    assert words[0] == "negmap", f"{page} shows a command that no test runs"
    small = {"NEGMAP_POSITIONS": "peace-processes"} if words[1] == "leave-out" else {}  # hundreds of maps
    ran = negmap(*words[1:], at=clone, env=small)
    assert ran.code in (0, 1), ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("page", [*PAGES, *ELSEWHERE])
def test_a_page_names_commands_and_files_that_there_are(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:\$ )?negmap ([a-z]+(?:-[a-z]+)*)", text))
    assert named <= {*COMMANDS, "serve"}
    linked = {link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link}
    assert [link for link in sorted(linked) if link and not (ROOT / page).parent.joinpath(link).exists()] == []


CODE = [
    (page, code)
    for page in PAGES
    for code in re.findall(
        r"^```python\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    if ">>>" not in code and not code.startswith("negmap.")
]


@pytest.mark.parametrize(("page", "code"), CODE, ids=[page for page, _ in CODE])
def test_python_on_a_page_runs(page: str, code: str, clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in filter(_is_run, _commands(page)):  # whose files it reads
        negmap(*shlex.split(command, comments=True)[1:], at=clone)
    monkeypatch.chdir(clone)
    exec(compile(code, page, "exec"), {})


def test_commands_are_found() -> None:
    assert len(CODE) > 1
    assert len(CASES) > 5
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    assert len(re.findall(r"^\$ ", text, re.MULTILINE)) == sum(len(_commands(page)) for page in PAGES)


def test_the_tutorial_prints_what_it_shows(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = ROOT / "docs" / "tutorial.md"

    def run(words: list[str], folder: Path) -> str:
        assert words[0] == "negmap"
        ran = negmap(*words[1:], at=folder)
        assert ran.code in (0, 1), ran.err
        return ran.out + ran.err

    now = follow(page.read_text(encoding="utf-8"), tmp_path, run)
    assert_is(page, now, bool(request.config.getoption("update_snapshots")))
