"""`negmap render`, as it is run: pictures on stdout or in a file."""

from __future__ import annotations

import re
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


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--view", "terms"], "what lies between terms"),
        (["--view", "parties"], "conflicts and common ground between two parties"),
        (["--view", "matrix"], "what was said by party and issue"),
        (["--view", "matrix", "--rows", "term"], "what was said by party and term"),
        (["--view", "timeline"], "what was said when"),
    ],
)
def test_other_views(strip: Path, args: list[str], said: str) -> None:
    root, text = picture(strip, *args)
    assert said in text
    assert "What 8 public statements say" in text
    assert root.get("role") == "img"


@pytest.mark.parametrize(
    ("ending", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF-"), ("svg", b"<svg "), ("mmd", b"%% ")]
)
def test_the_ending_of_a_file_says_the_format(strip: Path, tmp_path: Path, ending: str, begins: bytes) -> None:
    target = tmp_path / f"map.{ending}"
    ran = negmap("render", "--positions", strip, "--lang", "ja", "-o", target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert target.read_bytes().startswith(begins)


def test_an_ending_of_no_picture_is_refused_and_none_is_svg(strip: Path, tmp_path: Path) -> None:
    ran = negmap("render", "--positions", strip, "-o", tmp_path / "map.bmp")
    assert (ran.code, ran.out) == (2, "")
    assert "no picture ends in `.bmp`" in ran.err
    assert not (tmp_path / "map.bmp").exists()
    for name, *format_ in (["map"], ["map.bmp", "--format", "svg"]):
        assert negmap("render", "--positions", strip, "-o", tmp_path / name, *format_).code == 0
        assert (tmp_path / name).read_bytes().startswith(b"<svg ")


def test_what_is_left_out_is_told(strip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.views.timeline.MOST", 3)
    ran = negmap("render", "--positions", strip, "--view", "timeline")
    assert ran.code == 0
    assert re.fullmatch(r"There are \d+ positions, too many to show one by one; counted by month instead\.\n", ran.err)
    assert ran.err.strip() in " ".join(ElementTree.fromstring(ran.out).itertext())


def test_without_fonts(strip: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("negmap.render.fonts.PACKAGES", ("no_such_package",))
    ran = negmap("render", "--positions", strip, "-o", tmp_path / "map.png")
    assert (ran.code, ran.out) == (2, "")
    assert "pip install 'negmap[print]'" in ran.err
    assert not (tmp_path / "map.png").exists()


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
        (["--view", "terms", "--issue", "nothing"], "no issue `nothing`; there are: "),
        (["--view", "matrix", "--format", "dot"], "the view `matrix` is a table, and DOT has none"),
        (["timeline"], "`timeline` is a view: --view timeline"),
        (["c-00000000"], "an ID goes with --view conflict; the view here is `positions`"),
        (["--issue", "roads"], "--issue goes with --view terms"),
        (["--view", "terms", "--all"], "--all goes with --view positions or timeline"),
        (["--rows", "term"], "--rows goes with --view matrix"),
    ],
)
def test_what_is_not_understood(strip: Path, args: list[str], said: str) -> None:
    ran = negmap("render", *args, "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
