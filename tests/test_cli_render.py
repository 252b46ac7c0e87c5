"""`negmap render`, as it is run: pictures on stdout or in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from strip import STRIP
from terminal import negmap

Write = Callable[..., Path]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def picture(folder: Path, *args: str) -> tuple[ElementTree.Element, str]:
    """Return a picture as a tree, and all its text."""
    ran = negmap("render", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    root = ElementTree.fromstring(ran.out)
    assert root.tag == f"{SVG}svg"
    return root, " ".join(root.itertext())


def test_the_map(strip: Path) -> None:
    root, text = picture(strip)
    assert root.find(f"{SVG}title") is not None
    assert "What 8 public statements say, up to 17 Mar 2025. Not what parties would accept." in text
    assert "not one foreign officer" in text
    assert "2025-03-20" not in text


def test_one_conflict(strip: Path) -> None:
    listed = negmap("conflicts", "--format", "json", "--positions", strip).report["conflicts"]
    roads = next(conflict["id"] for conflict in listed if conflict["size"] == 2 and "roads" in str(conflict["claims"]))
    _, text = picture(strip, "--view", "conflict", roads)
    assert roads in text
    assert "Roads through the strip" in text
    assert "army" not in text


def test_a_wish_is_not_drawn_as_a_refusal(strip: Path) -> None:
    """The Isle would rather have no roads; only South refuses them."""
    _, text = picture(strip)
    assert "South: no “Roads through the strip”" in text
    assert "Isle and South: no" not in text


def test_the_sequence(strip: Path) -> None:
    _, text = picture(strip, "--view", "sequence")
    assert "5 conflicts stand in the way. Suppose these concessions:" in text


def test_in_japanese(strip: Path) -> None:
    root, text = picture(strip, "--lang", "ja")
    assert root.get("lang") == "ja"
    assert "帯状地帯" in text


def test_dot(strip: Path) -> None:
    ran = negmap("render", "--format", "dot", "--positions", strip)
    assert ran.code == 0
    assert "digraph" in ran.out.splitlines()[0]


def test_to_a_file(strip: Path, tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    ran = negmap("render", "--positions", strip, "-o", target)
    assert (ran.code, ran.out) == (0, "")
    assert target.read_text(encoding="utf-8") == negmap("render", "--positions", strip).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--view", "conflict"], "needs the ID of a conflict"),
        (["--view", "conflict", "c-00000000"], "no conflict `c-00000000`"),
        (["--view", "map"], "'map' is not one of"),
        (["--format", "bmp"], "'bmp' is not one of"),
    ],
)
def test_what_is_not_understood(strip: Path, args: list[str], said: str) -> None:
    ran = negmap("render", *args, "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
