"""The layout program: which one is run, and what is said when it fails."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from negmap.render.errors import LayoutError, PictureError
from negmap.render.layout import PROGRAM, VARIABLE, layout, program

DOT = "digraph { a -> b }"


@pytest.fixture(autouse=True)
def _no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def _script(folder: Path, text: str) -> str:
    path = folder / "dot"
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_installed_program_is_found_without_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    assert Path(program()).stem == PROGRAM
    assert layout(DOT).count('class="node"') == 2


def test_another_program_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, _script(tmp_path, "import sys; print('<svg>', sys.stdin.read(), '</svg>')"))
    assert layout(DOT) == f"<svg> {DOT} </svg>\n"


def test_a_named_program_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "no-such-dot")
    with pytest.raises(LayoutError, match="NEGMAP_DOT names `no-such-dot`"):
        layout(DOT)


def test_no_program_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.layout.shutil.which", lambda name, path=None: None)
    with pytest.raises(LayoutError, match="pip install graphviz-pure"):
        layout(DOT)


def test_what_the_program_says_is_passed_on() -> None:
    with pytest.raises(LayoutError, match="syntax error in line 1"):
        layout("digraph { a -> ")


def test_a_program_that_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, _script(tmp_path, "import sys; sys.exit(3)"))
    with pytest.raises(LayoutError, match="no reason given"):
        layout(DOT)


def test_a_program_that_takes_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, _script(tmp_path, "import time; time.sleep(30)"))
    with pytest.raises(LayoutError, match=r"longer than 0\.2 seconds"):
        layout(DOT, seconds=0.2)


def test_a_program_that_cannot_be_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "dot"
    path.write_bytes(b"\x7fELF broken")
    path.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(PictureError, match="cannot be run"):
        layout(DOT)
