"""Reports made before of the very same files are shown again, and never when anything has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from negmap.cli.main import negmap

WORLD = """
--- file: terms.yaml
truce: {title: Truce}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions: [{demand: truce}]
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions: [{reject: truce}]
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEGMAP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by one each time a report is really made."""
    from negmap.cli import prepare

    made: list[str] = []
    context = prepare.context

    def counted(asked: Any) -> Any:
        made.append("made")
        return context(asked)

    monkeypatch.setattr(prepare, "context", counted)
    return made


def run(folder: Path, *args: str) -> Result:
    result = CliRunner().invoke(negmap, [*args, "--positions", str(folder)], standalone_mode=False)
    result.exit_code = result.return_value or 0
    return result


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
def test_the_same_report_comes_from_memory(folder: Path, cache: Path, work: list[str]) -> None:
    first = run(folder, "conflicts")
    assert run(folder, "conflicts").stdout == first.stdout
    assert len(work) == 1
    assert len(list(cache.iterdir())) == 1
    assert run(folder, "conflicts", "--no-cache").stdout == first.stdout
    assert len(work) == 2


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
def test_the_exit_code_and_the_output_file_are_the_same(folder: Path, cache: Path, tmp_path: Path) -> None:
    codes = [run(folder, "conflicts", "--fail-on", "any", "-o", str(tmp_path / name)).exit_code for name in "ab"]
    assert codes == [1, 1]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != b""


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
def test_anything_that_changes_makes_it_anew(folder: Path, cache: Path, work: list[str], tmp_path: Path) -> None:
    before = run(folder, "conflicts").stdout
    run(folder, "conflicts", "--lang", "ja")
    run(folder, "conflicts", "--stated")
    run(folder, "sequence")
    assert len(work) == 4
    south = folder / "statements" / "south.yaml"
    south.write_text(south.read_text().replace("reject", "oppose"))
    assert run(folder, "conflicts").stdout != before
    south.rename(folder / "statements" / "south-again.yaml")
    run(folder, "conflicts")
    assert len(work) == 6
    extra = tmp_path / "west.yaml"
    extra.write_text("party: north\ndate: 2025-03-03\npositions: [{accept: truce}]\n")
    run(folder, "conflicts", "--with", str(extra))
    extra.write_text(extra.read_text().replace("accept", "reject"))
    run(folder, "conflicts", "--with", str(extra))
    assert len(work) == 8


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
def test_what_is_never_kept(folder: Path, cache: Path, work: list[str]) -> None:
    run(folder, "conflicts", "--include", "internal")
    (folder / "statements" / "broken.yaml").write_text("party: [")
    assert run(folder, "conflicts").exit_code == 2
    assert run(folder, "conflicts", "--partial").exit_code == 1
    assert not cache.exists()


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
@pytest.mark.parametrize("spoilt", ["", "{", '{"code": "x"}', "[]", '{"code": 0}'])
def test_a_spoilt_memory_is_made_anew(folder: Path, cache: Path, work: list[str], spoilt: str) -> None:
    good = run(folder, "conflicts").stdout
    (kept,) = cache.iterdir()
    kept.write_text(spoilt)
    assert run(folder, "conflicts").stdout == good
    assert run(folder, "conflicts").stdout == good
    assert len(work) == 2


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
def test_a_folder_that_cannot_be_written_is_no_fault(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("NEGMAP_CACHE", str(tmp_path / "file" / "below"))
    assert run(folder, "conflicts").exit_code == 0


@pytest.mark.parametrize("folder", [WORLD], indirect=True)
def test_only_so_many_are_kept(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from negmap.cli import remembered

    monkeypatch.setattr(remembered, "MOST", 2)
    for limit in "1234":
        run(folder, "conflicts", "--limit", limit)
    assert len(list(cache.iterdir())) == 2
