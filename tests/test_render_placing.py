"""Drawings on a board: everything in its place, and no word in what the layout program reads."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from drawn import GUARANTEES, RING, study_of

from negmap.render.board import Board, Cell
from negmap.render.drawing import Box, Drawing, Group
from negmap.render.errors import LayoutError
from negmap.render.layout import VARIABLE
from negmap.render.lettering import Line
from negmap.render.pictures import View, sketch
from negmap.render.placing import placed
from negmap.render.skeleton import skeleton
from negmap.render.theme import LIGHT, STROKES

HOSTILE = '"] n9 [URL="javascript:x" label=<b>'


def _box(key: str, text: str = "words", **look: str) -> Box:
    return Box(key, (Line(text, 12, "#000000"),), "#000000", **look)  # type: ignore[arg-type]


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
        by_key = {cell.key: cell for cell in board.cells}
        for frame, (_, boxes) in zip(board.frames, drawing.grouped[1:], strict=True):
            assert all(_inside(by_key[box.key], frame) for box in boxes)


def test_words_have_the_room_that_they_need() -> None:
    board = placed(_drawing(rankdir="LR"))
    _, box, circle = board.cells
    assert (box.wide, box.high) == pytest.approx(_drawing().boxes[1].size, abs=0.1)
    assert circle.wide == pytest.approx(circle.high)
    assert circle.wide > max(line.width for line in circle.lines)
    assert circle.align == "middle"
    (frame,) = board.frames
    words = Cell("", frame.x + frame.inset[0], frame.y + frame.inset[1], *_size(frame.lines))
    assert _inside(words, frame)
    assert all(_apart(words, cell) for cell in (box, circle))


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
    path = tmp_path / "dot"
    path.write_text(f"#!{sys.executable}\nprint({wrote!r})\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(LayoutError, match="no SVG that can be read"):
        placed(_drawing())
