"""Drawings on a board: everything in its place, and no word in what the layout program reads."""

from __future__ import annotations

import math
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from drawn import GUARANTEES, RING, SVG, parsed, study_of

from negmap.render import picture
from negmap.render.board import Board, Cell
from negmap.render.board_svg import board_element
from negmap.render.drawing import Box, Drawing, Group
from negmap.render.errors import LayoutError
from negmap.render.layout import VARIABLE
from negmap.render.lettering import Line
from negmap.render.outlines import circle
from negmap.render.pictures import View, sketch
from negmap.render.placing import placed
from negmap.render.skeleton import skeleton
from negmap.render.svg import svg
from negmap.render.theme import LIGHT, STROKES

HOSTILE = '"] n9 [URL="javascript:x" label=<b>'


def _box(key: str, text: str = "words", **look: Any) -> Box:
    return Box(key, (Line(text, 12, "#000000"),), "#000000", **look)


def _drawing(**settings: str) -> Drawing:
    drawing = Drawing("test", LIGHT, settings)
    drawing.group(Group("north", (Line("The North", 13, "#000000", True), Line("and more", 10, "#000000")), "#000000"))
    drawing.box(_box("a", "a few words"), "north")
    drawing.box(_box("b", "×1", outline="circle"), "north")
    drawing.box(_box("c"))
    return drawing


def _drawings(folder: Path) -> Iterator[Drawing]:
    study = study_of(folder)
    views: tuple[View, ...] = ("positions", "terms")
    for view in views:
        for lang in ("en", "ja"):
            made = sketch(study, view, lang=lang).drawing
            assert made is not None
            yield made
    made = sketch(study, "conflict", conflict=study.conflicts.conflicts[-1].id).drawing
    assert made is not None
    yield made


def _script(folder: Path, text: str) -> str:
    path = folder / "dot"
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def _inside(cell: Cell, board: Board | Cell) -> bool:
    left, top = (0.0, 0.0) if isinstance(board, Board) else (board.x, board.y)
    across = left - 0.5 <= cell.x and cell.x + cell.wide <= left + board.wide + 0.5
    return across and top - 0.5 <= cell.y and cell.y + cell.high <= top + board.high + 0.5


def _apart(one: Cell, other: Cell) -> bool:
    across = one.x + one.wide <= other.x or other.x + other.wide <= one.x
    return across or one.y + one.high <= other.y or other.y + other.high <= one.y


@pytest.mark.parametrize("folder", [GUARANTEES, RING], indirect=True, ids=["guarantees", "ring"])
def test_everything_has_a_place_of_its_own(folder: Path) -> None:
    for drawing in _drawings(folder):
        board = placed(drawing)
        assert [cell.key for cell in board.cells] == [box.key for box in drawing.boxes]
        assert [track.ends for track in board.tracks] == [(j.tail, j.head) for j in drawing.joints if j.seen]
        assert all(_inside(cell, board) for cell in (*board.cells, *board.frames))
        assert all(_apart(one, other) for one, other in combinations(board.cells, 2))
        for x, y in _points(board):
            assert -0.5 <= x <= board.wide + 0.5
            assert -0.5 <= y <= board.high + 0.5
        by_key = {cell.key: cell for cell in board.cells}
        for frame, (_, boxes) in zip(board.frames, drawing.grouped[1:], strict=True):
            assert all(_inside(by_key[box.key], frame) for box in boxes)


def _points(board: Board) -> Iterator[tuple[float, float]]:
    for track in board.tracks:
        for path in (track.path, *track.heads):
            for x, y in re.findall(r"[ML ](-?[\d.]+),(-?[\d.]+)", path):
                yield float(x), float(y)


def test_words_have_the_room_that_they_need() -> None:
    board = placed(_drawing(rankdir="LR"))
    _, box, circle = board.cells
    assert (box.wide, box.high) == pytest.approx(_drawing().boxes[1].size, abs=0.1)
    assert circle.wide == pytest.approx(circle.high)
    assert circle.wide > max(line.width for line in circle.lines)
    assert circle.align == "middle"
    (line,) = circle.lines
    assert math.hypot(line.width, line.height) < circle.wide
    (frame,) = board.frames
    words = Cell("", frame.x + frame.inset[0], frame.y + frame.inset[1], *_size(frame.lines))
    assert _inside(words, frame)
    assert all(_apart(words, cell) for cell in (box, circle))
    assert min(cell.x for cell in (box, circle)) - frame.x >= 12


def _size(lines: Iterable[Line]) -> tuple[float, float]:
    lines = tuple(lines)
    return max(line.width for line in lines), sum(line.height for line in lines)


@pytest.mark.parametrize("way", ["forward", "back", "both", "none"])
@pytest.mark.parametrize("stroke", STROKES)
def test_lines_have_their_heads(stroke: str, way: str) -> None:
    drawing = _drawing(rankdir="LR")
    drawing.line("a", "c", stroke, dir=way)
    (track,) = placed(drawing).tracks
    shapes = {"none": 0, "tee": 2}.get(STROKES[stroke].head, 1)
    assert len(track.heads) == shapes * {"none": 0, "both": 2}.get(way, 1)
    assert all(re.match(r"M[-\d.]+,[-\d.]+ [LA]", head) for head in track.heads)
    assert track.path.startswith("M")
    tail, head = _columns(placed(drawing), "a", "c")
    across = [float(x) for path in (track.path, *track.heads) for x in re.findall(r"[ML ](-?[\d.]+),", path)]
    assert tail.x <= min(across)
    assert max(across) <= head.x + head.wide


def _columns(board: Board, *keys: str) -> tuple[Cell, ...]:
    return tuple(next(cell for cell in board.cells if cell.key == key) for key in keys)


def test_arrows_end_outside_heavy_borders() -> None:
    ends = []
    for width in (1.0, 9.0):
        drawing = Drawing("test", LIGHT, {"rankdir": "LR"})
        drawing.box(_box("a"))
        drawing.box(_box("b", width=width))
        drawing.line("a", "b", "order")
        board = placed(drawing)
        (track,) = board.tracks
        tip = max(float(x) for x in re.findall(r"(-?[\d.]+),", track.heads[0]))
        ends.append(_columns(board, "b")[0].x - tip)
    assert ends[1] > ends[0] + 3


def test_the_words_of_a_line_stand_beside_the_boxes() -> None:
    drawing = _drawing(rankdir="LR")
    label = (Line("European leaders", 10, "#000000", True), Line("+3", 10, "#000000"))
    drawing.line("a", "c", "order", label=label)
    board = placed(drawing)
    (track,) = board.tracks
    assert track.label == label
    words = Cell("", *track.corner, *_size(label))
    assert _inside(words, board)
    assert all(_apart(words, cell) for cell in board.cells)


def test_what_only_keeps_boxes_in_place_is_not_drawn() -> None:
    drawing = _drawing(rankdir="LR")
    drawing.line("a", "c", "frame", style="invis")
    drawing.same_rank(["b", "c"])
    board = placed(drawing)
    assert not board.tracks
    middles = {cell.key: cell.x + cell.wide / 2 for cell in board.cells}
    assert middles["b"] == pytest.approx(middles["c"], abs=0.1)
    assert middles["a"] < middles["c"]


def test_no_word_reaches_the_layout_program() -> None:
    drawing = Drawing(HOSTILE, LIGHT, {"rankdir": "LR"})
    drawing.group(Group(HOSTILE, (Line(HOSTILE, 12, HOSTILE),), HOSTILE, HOSTILE))
    drawing.box(Box(HOSTILE, (Line(HOSTILE, 12, ""),), HOSTILE, fill=HOSTILE, tip=HOSTILE, url=HOSTILE), HOSTILE)
    drawing.line(HOSTILE, HOSTILE, "order", tip=HOSTILE, label=(Line(HOSTILE, 10, HOSTILE),))
    told = skeleton(drawing)
    assert "n9" not in told
    assert "javascript" not in told
    assert placed(drawing).cells[0].tip == HOSTILE


@pytest.mark.parametrize("wrote", ["no SVG", "<svg/>", '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'])
def test_a_program_that_writes_something_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wrote: str) -> None:
    monkeypatch.setenv(VARIABLE, _script(tmp_path, f"print({wrote!r})"))
    with pytest.raises(LayoutError, match="no SVG that can be read"):
        placed(_drawing())


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_frames_lie_under_lines_and_lines_under_boxes(folder: Path) -> None:
    root = parsed(picture(study_of(folder)))
    kinds = [group.get("class", "").split()[0] for group in root.iter(f"{SVG}g")]
    painted = [kind for kind in kinds if kind in ("cluster", "edge", "node")]
    assert painted == ["cluster"] * 2 + ["edge"] * painted.count("edge") + ["node"] * 3
    assert "edge" in painted


def test_a_hollow_head_is_filled_with_the_ground() -> None:
    drawing = _drawing(rankdir="LR")
    drawing.line("a", "c", "no-later")
    drawing.line("a", "c", "order")
    fills = [
        [path.get("fill") for path in group.iter(f"{SVG}path")]
        for group in board_element(placed(drawing), LIGHT).iter(f"{SVG}g")
        if group.get("class", "").startswith("edge")
    ]
    assert fills == [["none", LIGHT.ground], ["none", LIGHT.ink]]


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_a_drawing_stands_between_title_and_legend(folder: Path) -> None:
    drawn = sketch(study_of(folder))
    assert drawn.drawing is not None
    above, board, below = parsed(svg(drawn)).findall(f"{SVG}g")
    top = float(board.get("transform", "").split()[1].rstrip(")"))
    assert max(float(text.get("y", "")) for text in above.iter(f"{SVG}text")) < top
    assert float(below.get("transform", "").split()[1].rstrip(")")) == pytest.approx(
        top + placed(drawn.drawing).high, abs=0.1
    )


SHIFTED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><g transform="translate(5 50)">
<g id="n0"><title>n0</title><polygon points="0,0 30,0 30,-20 0,-20 0,0"/></g>
<g id="e0"><title>e</title><path d="M30,-10C40,-10 20,-5 10,0"/><ellipse cx="10" cy="0" rx="2" ry="2"/></g>
</g></svg>"""


def test_places_are_counted_from_the_upper_left_corner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, _script(tmp_path, f"print({SHIFTED!r})"))
    drawing = Drawing("test", LIGHT)
    drawing.box(_box("a"))
    drawing.line("a", "a", "want")
    board = placed(drawing)
    (cell,), (track,) = board.cells, board.tracks
    assert (board.wide, board.high) == (90, 60)
    assert (cell.x, cell.y, cell.wide, cell.high) == (5, 30, 30, 20)
    assert track.path == "M35.00,40.00C45.00,40.00 25.00,45.00 15.00,50.00"
    assert track.heads == (circle(15, 50, 2),)
