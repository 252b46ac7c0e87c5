"""The pictures of the page in the documentation: the command takes them, and the documentation shows them."""

from __future__ import annotations

import struct
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("screenshots", str(ROOT / ".ci" / "screenshots"))
    spec = spec_from_loader("screenshots", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def size(path: Path) -> tuple[int, int]:
    """Return width and height of a PNG."""
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", head[16:])
    return wide, high


def test_every_picture_is_there_as_the_command_takes_it(script: ModuleType) -> None:
    for name, (_, _, wanted, _) in script.SHOTS.items():
        assert size(ROOT / "docs" / "pictures" / name) == wanted


def test_every_picture_is_shown_and_every_one_shown_is_taken(script: ModuleType) -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    for name in script.SHOTS:
        assert f"pictures/{name}" in texts
    taken = {path.name for path in (ROOT / "docs" / "pictures").glob("page*.png")}
    assert taken == set(script.SHOTS)


def test_the_command_takes_pictures(
    script: ModuleType, browser: Browser, strip_page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "PICTURES", tmp_path)
    script.take(browser, strip_page, "page-map.png")
    assert size(tmp_path / "page-map.png") == script.WIDE
