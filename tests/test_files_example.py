"""The example and the manual pages are in a wheel, also in one that is made from the source package."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"


def built(kind: str, source: Path, into: Path) -> Path:
    """Build a package as installers do, and return it."""
    command = [sys.executable, "-c", BUILD, f"build_{kind}", str(into)]
    ran = subprocess.run(command, cwd=source, capture_output=True, text=True, check=True)
    return into / ran.stdout.split()[-1]


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_has_what_the_source_has(wheel: Path) -> None:
    there = names(wheel)
    for folder, inside in (("positions/ukraine-2025", "negmap/example/ukraine-2025"), ("docs/man", "/share/man/man1")):
        files = [path for path in (ROOT / folder).rglob("*.[y1]*") if path.is_file()]
        assert len(files) > 20
        for path in files:
            end = f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
            assert any(name.endswith(end) for name in there), end
    assert not any("/tests/" in name or "__pycache__" in name for name in there)


def test_a_wheel_from_the_source_package_is_the_same(wheel: Path, tmp_path: Path) -> None:
    packed = built("sdist", ROOT, tmp_path)
    with tarfile.open(packed) as opened:
        opened.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    (tmp_path / "again").mkdir()
    assert names(built("wheel", source, tmp_path / "again")) == names(wheel)


def test_an_installed_negmap_writes_the_example(wheel: Path, tmp_path: Path) -> None:
    """From the wheel alone: the checkout is nowhere on its path."""
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(tmp_path / "site")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "NEGMAP_POSITIONS": ""}

    def run(*args: str) -> str:
        command = [sys.executable, *args]
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout

    assert run("-c", "import negmap; print(negmap.__file__)").startswith(str(tmp_path / "site"))
    assert run("-m", "negmap", "new", "negotiation", "--example").startswith("written: positions/ukraine-2025\n")
    assert "\n0 faults, " in run("-m", "negmap", "check", "--no-remarks")
