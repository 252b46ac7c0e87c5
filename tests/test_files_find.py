"""Which negotiation a command is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from negmap.files.find import NotFound, find_negotiation


def negotiation(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "negotiation.yaml").write_text("title: T\n")
    return folder


def test_the_only_one_is_the_default(tmp_path: Path) -> None:
    strip = negotiation(tmp_path / "positions" / "strip")
    (tmp_path / "positions" / "notes").mkdir()
    below = tmp_path / "src" / "deep"
    below.mkdir(parents=True)
    assert find_negotiation(below) == strip
    assert find_negotiation(tmp_path / "positions") == strip
    assert find_negotiation(strip) == strip


def test_one_of_several_needs_its_name(tmp_path: Path) -> None:
    strip, canal = (negotiation(tmp_path / "positions" / name) for name in ("strip", "canal"))
    assert find_negotiation(tmp_path, None, "canal") == canal
    assert find_negotiation(strip) == strip
    assert find_negotiation(strip, None, "canal") == canal
    with pytest.raises(NotFound) as several:
        find_negotiation(tmp_path)
    assert several.value.message == "2 negotiations in positions: canal, strip"
    with pytest.raises(NotFound) as unknown:
        find_negotiation(tmp_path, None, "strpi")
    assert unknown.value.remedy == "did you mean `strip`?"


def test_positions_names_a_folder_of_negotiations_or_one(tmp_path: Path) -> None:
    strip = negotiation(tmp_path / "elsewhere" / "strip")
    assert find_negotiation(tmp_path, tmp_path / "elsewhere") == strip
    assert find_negotiation(tmp_path, strip) == strip
    assert find_negotiation(tmp_path, strip, "strip") == strip


@pytest.mark.parametrize("make", [None, "positions"])
def test_none(tmp_path: Path, make: str | None) -> None:
    if make:
        (tmp_path / make).mkdir()
    with pytest.raises(NotFound) as none:
        find_negotiation(tmp_path)
    assert none.value.remedy
    with pytest.raises(NotFound):
        find_negotiation(tmp_path, tmp_path / "nowhere")
