"""Matrix, timeline, terms, parties and lanes: what they show, and what they do with a large negotiation."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from drawn import GUARANTEES, ORDERED, RING, SVG, keys, overflows, parsed, study_of, words_of
from made_up import made_up

from negmap.findings.conflicts import Completeness
from negmap.model.variants import view as view_of
from negmap.render.errors import NoSuchIssue
from negmap.render.pictures import FIRST, Choices, View, picture, sketch
from negmap.render.svg import svg
from negmap.study import Study


def _by_key(root: ET.Element) -> dict[str, ET.Element]:
    return {group.get("data-key", ""): group for group in root.iter(f"{SVG}g")}


def _texts(group: ET.Element) -> list[str]:
    return [element.text or "" for element in group.iter(f"{SVG}text")]


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_the_matrix_counts_terms_and_names_sticking_points(folder: Path) -> None:
    study = study_of(folder)
    cells = _by_key(parsed(picture(study, "matrix")))
    assert _texts(cells["cell:europe:security"]) == ["+1\u00a0\u00a0?1", "×1"]
    assert _texts(cells["cell:russia:security"]) == ["−1", "×1"]
    assert _texts(cells["cell:ukraine:security"]) == ["·"]
    assert (cells["cell:europe:territory"].findtext(f"{SVG}title") or "").startswith("on a condition: “Territorial")


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_the_matrix_by_term(folder: Path) -> None:
    cells = _by_key(parsed(picture(study_of(folder), "matrix", rows="term")))
    assert _texts(cells["cell:russia:western-troops"]) == ["−", "×1"]
    assert _texts(cells["cell:ukraine:prisoners"]) == ["+"]
    assert "cell:russia:multinational-force" not in cells


def test_too_many_terms_for_rows(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Two terms where one is the most.

    --- file: terms.yaml
    a: {title: A}
    b: {title: B}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: a}, {demand: b}]
    """
    monkeypatch.setattr("negmap.render.views.matrix.MOST_TERMS", 1)
    drawn = sketch(study_of(folder), "matrix", rows="term")
    assert drawn.notes == ("There are 2 terms, too many for a row each; shown by issue instead.",)
    assert drawn.notes[0] in drawn.below


REPLACED = """
North changes its mind, and South's word runs out.

--- file: terms.yaml
ceasefire: {title: Ceasefire}
talks: {title: Talks}
--- file: statements/north-1.yaml
party: north
date: 2025-03-01
positions: [{id: no, reject: ceasefire}, {support: talks}]
--- file: statements/north-2.yaml
party: north
date: 2025-04-01
positions: [{demand: ceasefire, replaces: [north-1#no]}]
--- file: statements/south-1.yaml
party: south
date: 2025-03-02
positions: [{reject: ceasefire}, {demand: talks, until: 2025-03-20}]
"""


@pytest.mark.parametrize("folder", [REPLACED], indirect=True, ids=["replaced"])
def test_the_timeline_strikes_out_what_has_ended(folder: Path) -> None:
    cells = _by_key(parsed(picture(study_of(folder), "timeline")))
    struck = {key for key, cell in cells.items() if cell.find(f".//{SVG}text[@text-decoration]") is not None}
    assert struck == {"position:north-1#no", "position:south-1#2"}
    assert "(replaced by north-2#1)" in (cells["position:north-1#no"].findtext(f"{SVG}title") or "")
    assert "(has run out)" in (cells["position:south-1#2"].findtext(f"{SVG}title") or "")


@pytest.mark.parametrize("folder", [REPLACED], indirect=True, ids=["replaced"])
def test_the_timeline_dates_conflicts(folder: Path) -> None:
    """The conflict came to be when North asked for what South had refused."""
    cells = _by_key(parsed(picture(study_of(folder), "timeline")))
    assert {key: _texts(cell) for key, cell in cells.items() if key.startswith("conflicts:")} == {
        "conflicts:2025-03-01": [],
        "conflicts:2025-03-02": [],
        "conflicts:2025-04-01": ["+ 1 conflict", "×1"],
    }


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_terms_show_definitions_and_who_asks_for_orders(folder: Path) -> None:
    root = parsed(picture(study_of(folder), "terms"))
    assert keys(root, "term") == [
        "term:donbas-to-russia", "term:multinational-force", "term:security-guarantees",
        "term:territorial-concessions", "term:western-troops",
    ]  # fmt: skip
    cells = _by_key(root)
    assert _texts(cells["term:security-guarantees term:multinational-force"]) == ["must include", "European leaders"]
    assert _texts(cells["term:security-guarantees term:territorial-concessions"]) == ["European leaders"]
    assert "× refused" in _texts(cells["term:western-troops"])
    assert "1 term has no line to another and is not in the picture." in words_of(root)


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_terms_of_one_issue(folder: Path) -> None:
    study = study_of(folder)
    drawn = keys(parsed(picture(study, "terms", issue="territory")), "term")
    assert drawn == ["term:donbas-to-russia", "term:security-guarantees", "term:territorial-concessions"]
    with pytest.raises(NoSuchIssue, match="no issue `x`; there are: security, territory"):
        sketch(study, "terms", issue="x")


@pytest.mark.parametrize("folder", [RING], indirect=True, ids=["ring"])
def test_parties_and_the_conflicts_between_them(folder: Path) -> None:
    study = study_of(folder)
    cells = _by_key(parsed(picture(study, "parties")))
    assert _texts(cells["pair party:north party:south"]) == [f"×{len(study.conflicts.conflicts)}"]


@pytest.mark.parametrize("folder", [RING], indirect=True, ids=["ring"])
def test_many_parties_make_a_table(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(folder)
    in_circle = sketch(study, "parties")
    monkeypatch.setattr("negmap.render.views.parties.MOST", 1)
    in_table = sketch(study, "parties")
    assert in_circle.notes == ()
    assert in_table.notes == ("With 2 parties the lines could not be followed; a table instead.",)
    assert in_circle.dot == in_table.dot


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
def test_lanes(folder: Path) -> None:
    """Each party that carries a step out has a lane; what both carry out stands in both."""
    root = parsed(picture(study_of(folder), "sequence"))
    assert keys(root, "party") == ["party:north", "party:south"]
    assert keys(root, "term") == ["term:ceasefire", "term:ceasefire", "term:monitors", "term:talks", "term:treaty"]
    cells = _by_key(root)
    assert _texts(cells["term:talks"])[0] == "3. Talks"
    assert "after 1 (North)" in _texts(cells["term:talks"])
    assert any(text.startswith("gives 1") for text in _texts(cells["party:north"]))
    assert "term:ceasefire term:monitors" in cells


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
def test_with_many_orders_only_the_longest_chain_is_drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(folder)
    assert sketch(study, "sequence").notes == ()
    monkeypatch.setattr("negmap.render.views.lanes.MOST_ARROWS", 0)
    drawn = sketch(study, "sequence")
    assert drawn.board is not None
    assert {track.stroke for track in drawn.board.above} <= {"chain", "together"}


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
def test_what_two_carry_out_is_dashed_in_the_second_lane(folder: Path) -> None:
    root = parsed(picture(study_of(folder), "sequence"))
    boxes = [group for group in root.iter(f"{SVG}g") if group.get("data-key") == "term:ceasefire"]
    assert [box.find(f"{SVG}path[@stroke-dasharray]") is not None for box in boxes] == [False, True]


def test_conflicts_among_three_are_counted_below(folder: Path) -> None:
    """Each of three wants the step of the next one first.

    --- file: terms.yaml
    a: {title: A}
    b: {title: B}
    c: {title: C}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions: [{demand: a, after: b}]
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{only: b, after: c}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{only: c, after: a}]
    """
    text = words_of(parsed(picture(study_of(folder), "parties")))
    assert "1 conflict is not between two parties alone and is not counted here." in text
    assert "No two parties have a conflict between them alone, or say the same." in text


MANY = """
Three wishes of a day, one of them in a conflict.

--- file: terms.yaml
a: {title: A}
b: {title: B}
c: {title: C}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions: [{support: a}, {support: b}, {demand: c}]
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions: [{reject: c}]
"""


@pytest.mark.parametrize("folder", [MANY], indirect=True, ids=["many"])
def test_the_rest_of_a_day_is_in_small_print(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.views.calendar.MOST_AT_ONCE", 2)
    monkeypatch.setattr("negmap.render.views.timeline.MOST_AT_ONCE", 2)
    root = parsed(picture(study_of(folder), "timeline"))
    assert keys(root, "position") == ["position:north#1", "position:north#3", "position:south#1"]
    assert "and 1 more: support for “B”" in words_of(root)
    assert "1 position is in small print: at most 2 of one party and day have a box each." in words_of(root)


@pytest.mark.parametrize("folder", [MANY], indirect=True, ids=["many"])
def test_a_longer_timeline_has_boxes_for_what_sticks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.views.timeline.FEW", 3)
    study = study_of(folder)
    drawn = sketch(study, "timeline")
    root = parsed(svg(drawn))
    assert keys(root, "position") == ["position:north#3", "position:south#1"]
    assert "and 2 more: support for “A” · support for “B”" in words_of(root)
    assert [sample.words for sample in drawn.legend] == ["demand", "refusal"]
    assert "2 positions are in small print; --all gives each a box." in drawn.below
    assert not drawn.notes
    assert "– North: support for “A”" in "\n".join(drawn.about)
    whole = sketch(study, "timeline", everything=True)
    assert [sample.words for sample in whole.legend] == ["demand", "support", "refusal"]
    assert len(keys(parsed(svg(whole)), "position")) == 4
    assert not any("small print" in line for line in whole.below)
    harmonious = study_of(folder, "south#1")
    assert len(keys(parsed(picture(harmonious, "timeline")), "position")) == 3


@pytest.mark.parametrize("folder", [REPLACED], indirect=True, ids=["replaced"])
def test_what_has_ended_keeps_its_box(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.views.timeline.FEW", 0)
    root = parsed(picture(study_of(folder), "timeline"))
    assert keys(root, "position") == [
        "position:north-1#no", "position:north-2#1", "position:south-1#1", "position:south-1#2",
    ]  # fmt: skip


TANGLED = """
Two sticking points whose terms have lines to others, and a line that has to do with neither.

--- file: terms.yaml
a: {title: A}
b: {title: B, after: a}
c: {title: C}
d: {title: D, after: c}
e: {title: E}
f: {title: F, after: e}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions: [{demand: a}, {demand: b}, {demand: c}, {demand: d}]
--- file: statements/south.yaml
party: south
date: 2025-03-02
positions: [{reject: a}, {reject: b}, {reject: c}, {reject: d}]
"""


@pytest.mark.parametrize("folder", [TANGLED], indirect=True, ids=["tangled"])
@pytest.mark.parametrize(
    ("most", "terms", "said"),
    [
        (4, "abcd", "Drawn are those at the sticking points, if they have a line to one another."),
        (3, "ab", "Drawn are those at the first 2 of 4 sticking points, if they have a line to one another."),
        (6, "abcdef", ""),
    ],
)
def test_terms_say_which_are_drawn(
    folder: Path, monkeypatch: pytest.MonkeyPatch, most: int, terms: str, said: str
) -> None:
    monkeypatch.setattr("negmap.render.views.terms.MOST", most)
    study = study_of(folder)
    drawn = sketch(study, "terms")
    assert keys(parsed(svg(drawn)), "term") == [f"term:{term}" for term in terms]
    left_out = 6 - len(terms)
    assert drawn.notes[:2] == (
        (f"{left_out} terms are left out, so that the picture can be read.", said) if said else ()
    )


@pytest.mark.parametrize("folder", [TANGLED], indirect=True, ids=["tangled"])
def test_terms_where_nothing_sticks_go_by_id(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.views.terms.MOST", 5)
    drawn = sketch(study_of(folder, "south#1", "south#2", "south#3", "south#4"), "terms")
    assert keys(parsed(svg(drawn)), "term") == ["term:a", "term:b", "term:c", "term:d"]
    assert drawn.notes[1] == "Drawn are the first by id that have a line to one another."


@pytest.mark.parametrize("folder", [TANGLED], indirect=True, ids=["tangled"])
def test_terms_of_a_search_that_was_cut_say_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.views.terms.MOST", 3)
    study = study_of(folder)
    cut = replace(study.conflicts, completeness=Completeness(complete=False, reason="time"))
    monkeypatch.setitem(study.__dict__, "conflicts", cut)
    assert sketch(study, "terms").notes[1] == (
        "Drawn are those at 2 of the 4 sticking points found before the search was cut, if they have a line to one "
        "another."
    )


ALL: list[tuple[View, Choices]] = [
    ("positions", {}), ("positions", {"everything": True}), ("positions", {"cluster": "issue"}), ("terms", {}),
    ("terms", {"issue": "guarantees"}), ("parties", {}), ("matrix", {}), ("matrix", {"rows": "term"}), ("timeline", {}),
    ("sequence", {"suppose": FIRST}),
]  # fmt: skip


@pytest.fixture(scope="module")
def large() -> Study:
    return Study(view_of(made_up()))


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(("name", "choices"), ALL, ids=[f"{name} {' '.join(made)}".strip() for name, made in ALL])
def test_every_view_of_a_large_negotiation_can_be_read(large: Study, name: View, choices: Choices, lang: str) -> None:
    """Nothing sticks out, boxes do not lie on each other, and no picture is larger than a poster."""
    made: Choices = {**choices, "lang": lang}
    root = parsed(picture(large, name, **made))
    assert not list(overflows(root))
    wide, high = (float(n) for n in root.get("viewBox", "").split()[2:])
    assert wide <= 2700
    assert high <= (12000 if choices.get("everything") else 7500)
    assert not _overlaps(root)


def _overlaps(root: ET.Element) -> list[tuple[str, str]]:
    """Return boxes of positions, terms and claims that lie on each other."""
    boxes = []
    for group in root.iter(f"{SVG}g"):
        key = group.get("data-key", "")
        shape = next(group.iter(f"{SVG}path"), None)
        if "node" in group.get("class", "") and key.startswith(("position:", "term:", "claim:")) and shape is not None:
            points = re.sub(r"A\S+ 0 0 \d", "", shape.get("d", ""))
            numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", points)]
            boxes.append((key, min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])))
    return [
        (a[0], b[0])
        for place, a in enumerate(boxes)
        for b in boxes[place + 1 :]
        if a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5 and a[2] < b[4] - 0.5 and b[2] < a[4] - 0.5
    ]


def _of_parties(write_folder: Callable[..., Path], names: str) -> Study:
    """Return a study in which the first of some parties refuses what all others demand."""
    text = "Everybody against one.\n\n--- file: terms.yaml\nt: {title: T}\n"
    for name in names:
        stance = "reject" if name == names[0] else "demand"
        text += f"--- file: statements/{name}.yaml\nparty: {name}\ndate: 2025-03-01\npositions: [{{{stance}: t}}]\n"
    return study_of(write_folder(text))


@pytest.mark.parametrize("name", ["positions", "parties", "timeline"])
def test_from_the_ninth_party_on_borders_are_double(write_folder: Callable[..., Path], name: View) -> None:
    assert "double border" not in words_of(parsed(picture(_of_parties(write_folder, "abcdefgh"), name)))
    root = parsed(picture(_of_parties(write_folder, "abcdefghi"), name))
    kind = "party" if name == "parties" else "position"
    borders = {
        key.split("#")[0]: len(list(group.iter(f"{SVG}path")))
        for key, group in _by_key(root).items()
        if (key or "").startswith(f"{kind}:")
    }
    assert borders.pop(f"{kind}:i") == 2
    assert set(borders.values()) == {1}
    assert "double border: only tells parties apart" in words_of(root)


def test_a_double_border_in_a_conflict_and_as_dot(write_folder: Callable[..., Path]) -> None:
    study = _of_parties(write_folder, "abcdefghijkl")
    root = parsed(picture(study, "conflict", conflict=study.conflicts.conflicts[0].id))
    assert "double border" not in words_of(root)  # a, and the eleven others together
    assert sketch(study).dot.count("peripheries=2") == 4
    backwards = _of_parties(write_folder, "lkjihgfedcba")
    root = parsed(picture(backwards, "conflict", conflict=backwards.conflicts.conflicts[0].id))
    assert "double border" in words_of(root)  # l alone
