"""The pre-commit hook that others take from this repository: run by pre-commit itself on a small repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from folders import written

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
SOUND = """
--- file: terms.yaml
ceasefire: {title: Ceasefire}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions: [{demand: ceasefire}]
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with one sound negotiation and the hook, taken from where negmap is installed already.

    Installed as others install it, the hook would be fetched; all else is what the manifest says.
    """
    written(SOUND, tmp_path / "positions" / "strip")
    (hook,) = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "-c", "user.name=analyst", "-c", "user.email=a@example.org", "commit", "-qm", "positions")
    return tmp_path


def test_the_manifest_is_one(tmp_path: Path) -> None:
    _pre_commit(tmp_path, "validate-manifest", str(MANIFEST), code=0)


def test_a_sound_negotiation_passes(repository: Path) -> None:
    (repository / "positions" / "strip" / "parties.yaml").write_text("north: {name: The North}\n")
    _git(repository, "add", ".")
    assert "Passed" in _pre_commit(repository, "run", code=0)


def test_a_faulty_one_is_stopped_with_its_place(repository: Path) -> None:
    said = repository / "positions" / "strip" / "statements" / "north.yaml"
    said.write_text(said.read_text().replace("ceasefire", "ceasefre"))
    _git(repository, "add", ".")
    told = _pre_commit(repository, "run", code=1)
    assert "statements/north.yaml:3:22: unknown-term unknown term `ceasefre`" in told
    assert "remedy: did you mean `ceasefire`?" in told


def test_other_files_are_none_of_its_business(repository: Path) -> None:
    (repository / "README.md").write_text("Hello\n")
    _git(repository, "add", ".")
    assert "Skipped" in _pre_commit(repository, "run", code=0)


def _git(at: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=at, check=True)


def _pre_commit(at: Path, *words: str, code: int) -> str:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(at / ".home"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=at,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout
