"""Completion in the shell: commands, options and ids, quickly, and silent where files are at fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]
BIN = Path(sys.executable).parent

STRIP = """
    --- file: parties.yaml
    north: {name: {en: The North, ja: 北}}
    nowhere: {name: Nowhere}
    --- file: issues.yaml
    security: {title: Security}
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    withdrawal: {title: Withdrawal, stages: [begun, done]}
    --- file: statements/deep/2025-north.yaml
    party: north
    date: 2025-01-01
    positions: [{demand: ceasefire}, {id: out, reject: withdrawal.begun}]
    --- file: scenarios/idea.yaml
    title: Idea
    --- file: proposals/draft.yaml
    title: Draft
"""


def completed(folder: Path, *line: str) -> list[str]:
    """Return what the last word of a line could become, as the shell is told."""
    env = {
        **os.environ,
        "_NEGMAP_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
        "NEGMAP_POSITIONS": "",
    }
    ran = subprocess.run([BIN / "negmap"], cwd=folder, env=env, capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    return [found.partition(",")[2] for found in ran.stdout.splitlines() if found]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("negmap conc", ["concessions"]),
        ("negmap show nor", ["north"]),
        ("negmap show party:no", ["party:north", "party:nowhere"]),
        ("negmap show 2025-north#", ["2025-north#1", "2025-north#out"]),
        ("negmap why with", ["withdrawal", "withdrawal.begun", "withdrawal.done"][1:]),
        ("negmap conflicts --party no", ["north", "nowhere"]),
        ("negmap conflicts --without 2025", ["2025-north"]),
        ("negmap concessions --hold no", ["north", "nowhere"]),
        ("negmap scenarios i", ["idea"]),
        ("negmap proposal d", ["draft"]),
        ("negmap rename term c", ["ceasefire"]),
        ("negmap rename stage w", ["withdrawal.begun", "withdrawal.done"]),
        ("negmap rename party c", []),
        ("negmap rename negotiation n", ["negotiation"]),
        ("negmap new term x --issue s", ["security"]),
        ("negmap new st", ["statement"]),
        ("negmap new statement --party n", ["north", "nowhere"]),
        ("negmap conflicts -n n", ["negotiation"]),
    ],
)
def test_completed(line: str, found: list[str], write_folder: Write) -> None:
    folder = write_folder(STRIP)
    assert [word for word in completed(folder, *line.split(" ")) if word != "withdrawal"] == found


@pytest.mark.parametrize("content", ["a: [b", "- x", "\udcff", ""])
def test_silent_where_files_are_at_fault(content: str, write_folder: Write) -> None:
    folder = write_folder(STRIP)
    for name in ("terms.yaml", "statements/deep/2025-north.yaml"):
        (folder / name).write_bytes(content.encode(errors="surrogateescape"))
    assert completed(folder, "negmap", "show", "2025-north#") == []
    assert completed(folder, "negmap", "why", "c") == []
    assert completed(folder, "negmap", "show", "nor") == ["north"]


def test_silent_where_there_is_no_negotiation(tmp_path: Path) -> None:
    assert completed(tmp_path, "negmap", "show", "n") == []


BASH = """
eval "$(_NEGMAP_COMPLETE=bash_source negmap)"
COMP_WORDS=(negmap show nor); COMP_CWORD=2
_negmap_completion negmap
echo "${COMPREPLY[@]}"
"""
FISH = """
_NEGMAP_COMPLETE=fish_source negmap | source
complete -C "negmap show nor"
"""
ZSH = """
autoload -Uz compinit; compinit -u -D
compadd() { echo "$@" }; _describe() { echo "${(P)${@[-2]}}" ${(P)2} }
eval "$(_NEGMAP_COMPLETE=zsh_source negmap)"
words=(negmap show nor); CURRENT=3
_negmap_completion
"""


@pytest.mark.parametrize(("shell", "script"), [("bash", BASH), ("fish", FISH), ("zsh", ZSH)])
def test_in_the_shell_itself(shell: str, script: str, write_folder: Write) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    folder = write_folder(STRIP)
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "NEGMAP_POSITIONS": "", "HOME": str(folder)}
    ran = subprocess.run([shell, "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=True)
    assert "north" in ran.stdout, ran
    assert shell == "bash" or "The North" in ran.stdout
