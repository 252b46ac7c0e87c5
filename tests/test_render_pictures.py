"""Pictures as a whole: they parse, show what they should once, stay inside their boxes, never change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from drawn import (
    GUARANTEES,
    ORDERED,
    RING,
    SVG,
    keys,
    negotiation_of,
    overflows,
    parsed,
    study_of,
    turned,
    words_of,
)  # fmt: skip
from hypothesis import given, settings, strategies as st
from strategies import negotiations

from negmap.model.negotiation import About, Event, Negotiation
from negmap.model.variants import view
from negmap.render import picture
from negmap.render.errors import NoSuchConflict, NoSuchPackage, PictureError, StandsInTheWay
from negmap.render.layout import layout
from negmap.render.mermaid import mermaid
from negmap.render.paper import pdf
from negmap.render.pictures import FIRST, View, sketch
from negmap.render.svg import svg
from negmap.render.views.sticking import first_of, sticking_points
from negmap.study import Study

LANGUAGES = ("en", "ja")


def _pictures(study: Study) -> Iterator[tuple[str, str]]:
    """Yield every picture of a study that there is, with what it is."""
    for lang in LANGUAGES:
        for cluster in ("party", "issue"):
            for everything in (False, True):
                name = f"positions {lang} {cluster} {everything}"
                yield name, picture(study, lang=lang, cluster=cluster, everything=everything)
        for conflict in study.conflicts.conflicts:
            yield f"conflict {lang} {conflict.id}", picture(study, "conflict", conflict=conflict.id, lang=lang)
        others: tuple[View, ...] = ("terms", "parties", "timeline")
        for name in others:
            yield f"{name} {lang}", picture(study, name, lang=lang)
        for rows in ("issue", "term"):
            yield f"matrix {lang} {rows}", picture(study, "matrix", rows=rows, lang=lang)
        yield f"sequence {lang}", picture(study, "sequence", suppose=FIRST, lang=lang)


@pytest.mark.parametrize("folder", [GUARANTEES, RING, ORDERED], indirect=True, ids=["guarantees", "ring", "ordered"])
def test_every_picture_is_whole(folder: Path) -> None:
    for name, drawn in _pictures(study_of(folder)):
        root = parsed(drawn)
        assert root.tag == f"{SVG}svg", name
        assert root.get("role") == "img", name
        assert root.get("lang") == name.split()[1], name
        title, desc = (root.find(f"{SVG}{tag}") for tag in ("title", "desc"))
        assert title is not None, name
        assert desc is not None, name
        assert title.text, name
        assert desc.text, name
        assert root.get("aria-labelledby") == title.get("id"), name
        assert root.get("aria-describedby") == desc.get("id"), name
        assert "<script" not in drawn, name
        assert "<!--" not in drawn, name
        assert "<?" not in drawn, name
        assert not list(overflows(root)), name


@pytest.mark.parametrize("folder", [GUARANTEES, RING, ORDERED], indirect=True, ids=["guarantees", "ring", "ordered"])
def test_the_same_bytes_again_and_in_any_order_of_the_files(folder: Path) -> None:
    negotiation = negotiation_of(folder)
    first, again = dict(_pictures(Study(view(negotiation)))), dict(_pictures(Study(view(turned(negotiation)))))
    assert first == again


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
@pytest.mark.parametrize("cluster", ["party", "issue"])
def test_each_position_at_a_sticking_point_is_drawn_once(folder: Path, cluster: str) -> None:
    study = study_of(folder)
    root = parsed(picture(study, cluster=cluster))
    assert keys(root, "position") == ["position:2025-12-15-berlin#1", "position:2025-12-15-moscow#1"]
    assert keys(root, "obstacle") == [f"obstacle:{study.conflicts.obstacles[0].id}"]


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_what_is_not_drawn_is_counted_or_listed(folder: Path) -> None:
    study = study_of(folder)
    counted, listed = words_of(parsed(picture(study))), words_of(parsed(picture(study, everything=True)))
    assert "and 1 more position" in counted
    assert "not in the picture: Ukraine (1)" in counted
    assert "All prisoners return" not in counted
    assert "All prisoners return" in listed
    assert "Territorial concessions" in listed
    assert "×1" in listed.partition("European leaders: other positions")[2]


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_the_scope_stands_under_the_title(folder: Path) -> None:
    text = words_of(parsed(picture(study_of(folder))))
    assert "What 3 public statements say, up to 16 Dec 2025. Not what parties would accept." in text


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_what_was_left_out_is_said(folder: Path) -> None:
    study = study_of(folder, "2025-12-15-moscow#2")
    text = words_of(parsed(picture(study, partial=("statement:x",), files=("idea.yaml",))))
    assert "PARTIAL" in text
    assert "idea.yaml" in text
    assert "Without: 2025-12-15-moscow#2." in text


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_a_position_shows_its_marks_and_leads_to_its_source(folder: Path) -> None:
    root = parsed(picture(study_of(folder)))
    groups = {group.get("data-key"): group for group in root.iter(f"{SVG}g")}
    moscow, berlin = groups["position:2025-12-15-moscow#1"], groups["position:2025-12-15-berlin#1"]
    assert "■ red line" in words_of(moscow)
    assert moscow.findtext(f"{SVG}title") == (
        "Russia: no “Western troops in Ukraine” · “never” · A minister, 15 Dec 2025 · 2025-12-15-moscow#1"
    )
    assert moscow.find(f"{SVG}a") is None
    link = berlin.find(f"{SVG}a")
    assert link is not None
    assert link.attrib == {
        "href": "https://example.org/berlin?a=1&b=2", "target": "_blank", "rel": "noopener noreferrer",
    }  # fmt: skip


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_what_is_inferred_is_dashed(folder: Path) -> None:
    study = study_of(folder)
    longer = next(c for c in study.conflicts.conflicts if len(c.claims) > 3)
    groups = {g.get("data-key"): g for g in parsed(picture(study, "conflict", conflict=longer.id)).iter(f"{SVG}g")}
    assert _outline(groups["claim:in:donbas-to-russia"]).get("stroke-dasharray")
    assert "our reading" in words_of(groups["claim:in:donbas-to-russia"])
    assert not _outline(groups["claim:out:western-troops"]).get("stroke-dasharray")


def _outline(group: ET.Element) -> ET.Element:
    return next(element for element in group.iter(f"{SVG}path"))


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_a_conflict_shows_its_claims_terms_and_definitions_once(folder: Path) -> None:
    study = study_of(folder)
    conflict = study.conflicts.conflicts[0]
    root = parsed(picture(study, "conflict", conflict=conflict.id))
    assert keys(root, "claim") == sorted(f"claim:{name}" for name in conflict.claims)
    assert keys(root, "term") == ["term:multinational-force", "term:security-guarantees", "term:western-troops"]
    assert keys(root, "definition") == [
        "definition:def:is_a:multinational-force:western-troops@multinational-force+western-troops"
    ]
    assert "Any two of the three fit together; all three do not." in words_of(root)


@pytest.mark.parametrize("folder", [RING], indirect=True, ids=["ring"])
def test_a_ring_closes(folder: Path) -> None:
    study = study_of(folder)
    conflict = study.conflicts.conflicts[0]
    root = parsed(picture(study, "conflict", conflict=conflict.obstacle))
    edges = [g.get("data-key", "").split(" ") for g in root.iter(f"{SVG}g") if g.get("class", "").startswith("edge")]
    around = {frozenset(edge) for edge in edges if not edge[0].startswith("claim:in:") and len(edge) == 2}
    ends = [end for edge in around for end in edge]
    assert len(conflict.rings[0]) == 4
    assert len(around) == 8
    assert {ends.count(end) for end in ends} == {2}


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
def test_a_sequence_shows_phases_ties_and_what_has_no_place(folder: Path) -> None:
    study = study_of(folder)
    root = parsed(picture(study, "sequence"))
    assert keys(root, "phase") == ["phase:1", "phase:2", "phase:3"]

    assert set(keys(root, "term")) == {"term:ceasefire", "term:monitors", "term:talks", "term:treaty"}
    text = words_of(root)
    assert "= together with 2" in text
    assert "✓ already so – A hotline" in text
    assert "at any time – Bodies of the fallen return" in text
    assert "with South" in text


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_no_sequence_with_conflicts(folder: Path) -> None:
    study = study_of(folder)
    with pytest.raises(StandsInTheWay, match="2 conflicts stand in the way") as caught:
        picture(study, "sequence")
    assert caught.value.conflicts == tuple(c.id for c in study.conflicts.conflicts)
    assert caught.value.obstacles == (study.conflicts.obstacles[0].id,)


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
@pytest.mark.parametrize("name", ["c-nothing", None])
def test_no_such_conflict(folder: Path, name: str | None) -> None:
    study = study_of(folder)
    with pytest.raises(NoSuchConflict, match=study.conflicts.obstacles[0].id):
        picture(study, "conflict", conflict=name)


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
def test_no_time(folder: Path) -> None:
    study = Study(view(negotiation_of(folder)), timeout=-1)
    with pytest.raises(PictureError, match="--timeout"):
        picture(study, "sequence")


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_a_search_that_was_cut_claims_nothing(folder: Path) -> None:
    text = words_of(parsed(picture(Study(view(negotiation_of(folder)), timeout=-1))))
    assert "No sticking point was found before the search was cut; there may be some." in text
    assert "Nothing that was said stands in the way" not in text


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_a_sequence_says_what_it_supposes(folder: Path) -> None:
    study = study_of(folder)
    root = parsed(picture(study, "sequence", suppose=FIRST))
    text = words_of(root)
    assert "2 conflicts stand in the way. Suppose these concessions:" in text
    packages = [package for c in study.concessions().components for package in c.packages]
    drawn = {words_of(parsed(picture(study, "sequence", suppose=package.id))) for package in packages}
    assert len(drawn) == len(packages) > 1
    assert text in drawn
    assert "Suppose these concessions" in (root.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_no_such_package(folder: Path) -> None:
    with pytest.raises(NoSuchPackage, match="no package `p-nothing`"):
        picture(study_of(folder), "sequence", suppose="p-nothing")


@pytest.mark.slow
def test_the_shipped_map() -> None:
    study = study_of(Path("positions/ukraine-2025"))
    drawn = sorted({f"position:{p}" for point in sticking_points(study) for p in point.parts})
    for lang in LANGUAGES:
        root = parsed(picture(study, lang=lang))
        assert keys(root, "position") == drawn
        assert not list(overflows(root))
        for obstacle in study.conflicts.obstacles:
            assert not list(overflows(parsed(picture(study, "conflict", conflict=obstacle.id, lang=lang))))
        assert not list(overflows(parsed(picture(study, "sequence", suppose=FIRST, lang=lang))))


def test_nothing_clashes(folder: Path) -> None:
    """One wish, and nothing against it.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {support: ceasefire}
    """
    for name, drawn in _pictures(study_of(folder)):
        assert not list(overflows(parsed(drawn))), name


def test_nothing_at_all() -> None:
    study = Study(view(Negotiation("empty", About.model_validate({"title": "Empty"}))))
    assert "No public statement counts here." in words_of(parsed(picture(study)))


def test_tensions_can_be_drawn(folder: Path) -> None:
    """A wish against a refusal.

    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {support: ceasefire}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {reject: ceasefire}
    """
    study = study_of(folder)
    root = parsed(picture(study, "conflict", conflict=study.tensions.conflicts[0].id))
    assert keys(root, "claim") == ["claim:in:ceasefire", "claim:out:ceasefire"]


HOSTILE = (
    '</title><script>alert(1)</script> "q" \\N \\" <B>b</B> & &amp; &#60; ]]> {x} a--b \x00\x1b\u202e\u2066\ufffe\n|x|'
)


def _hostile(value: Any, key: str = "") -> Any:
    """Return data with hostile text put wherever a text for people stands."""
    if isinstance(value, dict):
        return {name: _hostile(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hostile(inner, key) for inner in value]
    free = (
        "title", "name", "because", "summary", "publisher", "origin", "text", "en", "ja", "relayed_by", "unit", "note",
        "role", "venue", "reason", "called", "coded_by", "checked_by", "tags",
    )  # fmt: skip
    fixed = key == "role" and value == "principal"
    return f"{value} {HOSTILE}" if isinstance(value, str) and key in free and not fixed else value


def _all_hostile(negotiation: Negotiation) -> Negotiation:
    def changed(record: Any) -> Any:
        return type(record).model_validate(_hostile(record.model_dump(by_alias=True, exclude_unset=True)))

    parts: dict[str, Any] = {
        name: {key: changed(record) for key, record in getattr(negotiation, name).items()}
        for name in ("parties", "terms", "issues", "statements")
    }
    events: tuple[Event, ...] = tuple(changed(event) for event in negotiation.events)
    return replace(negotiation, about=changed(negotiation.about), events=events, **parts)


@pytest.mark.parametrize("folder", [GUARANTEES, RING, ORDERED], indirect=True, ids=["guarantees", "ring", "ordered"])
def test_hostile_text_stays_text(folder: Path) -> None:
    study = Study(view(_all_hostile(negotiation_of(folder))))
    shown = "</title><script>alert(1)</script>"
    for name, drawn in _pictures(study):
        root = parsed(drawn)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {
            "svg",
            "title",
            "desc",
            "rect",
            "g",
            "text",
            "path",
            "polygon",
            "polyline",
            "ellipse",
            "circle",
            "a",
        }, name
        assert all(not key.startswith("on") for element in root.iter() for key in element.attrib), name
        assert not re.search("[\x00-\x08\x1b\u202e\u2066\ufffe]", drawn), name
        assert not list(overflows(root)), name
        assert shown in (root.findtext(f"{SVG}desc") or ""), name
        everything = "".join(root.itertext())
        assert "\\N" in everything, name
        assert "&amp; &#60; ]]> {x} a--b" in everything, name
    tips = [g.findtext(f"{SVG}title") or "" for g in parsed(picture(study)).iter(f"{SVG}g")]
    if study.conflicts.conflicts:
        assert any('"q" \\N \\" <B>b</B> & &amp; &#60; ]]> {x} a--b' in tip for tip in tips)


@pytest.mark.parametrize("folder", [GUARANTEES, ORDERED], indirect=True, ids=["guarantees", "ordered"])
def test_hostile_text_in_every_other_format(folder: Path) -> None:
    study = Study(view(_all_hostile(negotiation_of(folder))))
    views: tuple[View, ...] = ("positions", "terms", "parties", "timeline", "sequence", "matrix")
    for name in views:
        made = sketch(study, name, suppose=FIRST)
        on_page = pdf(svg(made))
        assert not re.search(rb"/JavaScript|/JS\b|/Launch|javascript:", on_page), name
        if made.drawing is not None or made.periods:
            assert not re.search(r'<(?!br/>)|[\x00-\x08\x1b\u202e\u2066]|"q"|\\N|&|\{x\}|\|x\|', mermaid(made)), name
        if made.drawing is not None:
            root = parsed(layout(made.dot))
            assert not [element for element in root.iter() if element.tag.removeprefix(SVG) in ("script", "b", "image")]
            assert not re.search("[\x00-\x08\x1b\u202e\u2066]", made.dot), name


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://e.org/" onload="x', "file:///etc/passwd"]
)
def test_only_web_addresses_become_links(write_folder: Callable[..., Path], url: str) -> None:
    negotiation = negotiation_of(write_folder(GUARANTEES))
    statements = {
        key: s.model_copy(update={"sources": tuple(ref.model_copy(update={"url": url}) for ref in s.sources)})
        for key, s in negotiation.statements.items()
    }
    study = Study(view(replace(negotiation, statements=statements)))
    for name, drawn in _pictures(study):
        assert not list(parsed(drawn).iter(f"{SVG}a")), name


@settings(max_examples=25)
@given(negotiations(), st.sampled_from(LANGUAGES), st.sampled_from(["party", "issue"]))
def test_pictures_of_random_maps(negotiation: Negotiation, lang: str, cluster: Any) -> None:
    study = Study(view(negotiation))
    root = parsed(picture(study, lang=lang, cluster=cluster))
    points = first_of(sticking_points(study), 40)
    assert keys(root, "position") == sorted({f"position:{p}" for point in points for p in point.parts})
    assert not list(overflows(root))
    for conflict in study.conflicts.conflicts[:2]:
        root = parsed(picture(study, "conflict", conflict=conflict.id, lang=lang))
        assert keys(root, "claim") == sorted(f"claim:{name}" for name in conflict.claims)
        assert not list(overflows(root))
    if not study.conflicts.conflicts:
        root = parsed(picture(study, "sequence", lang=lang))
        assert not list(overflows(root))


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_the_dark_picture_differs_in_colours_only(folder: Path) -> None:
    study = study_of(folder)
    light, dark = (re.sub(r"#[0-9A-Fa-f]{6}", "#", picture(study, theme=name)) for name in ("light", "dark"))
    assert light == dark.replace("negmap dark", "negmap light")


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_past_the_stated_size_sticking_points_are_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.render.views.positions.MOST", 1)
    root = parsed(picture(study_of(folder)))
    assert keys(root, "position") == ["position:2025-12-15-berlin#1"]
    assert "1 of its positions is left out too." in words_of(root)


def test_sticking_points_that_do_not_fit_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two clashes.

    --- file: terms.yaml
    a: {title: A}
    b: {title: B}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: a}, {demand: b}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{reject: a}, {reject: b}]
    """
    monkeypatch.setattr("negmap.render.views.positions.MOST", 3)
    study = study_of(folder)
    root = parsed(picture(study))
    assert len(keys(root, "obstacle")) == 1
    assert (
        f"1 sticking point is left out, so that the picture can be read: ×2\u00a0{study.conflicts.obstacles[1].id}"
        in words_of(root)
    )


@pytest.mark.parametrize("folder", [GUARANTEES, RING], indirect=True, ids=["guarantees", "ring"])
@pytest.mark.parametrize("cluster", ["party", "issue"])
def test_dot_of_positions(folder: Path, cluster: Any, snapshot: Any) -> None:
    assert sketch(study_of(folder), cluster=cluster).dot == snapshot


@pytest.mark.parametrize("folder", [GUARANTEES, RING], indirect=True, ids=["guarantees", "ring"])
def test_dot_of_a_conflict(folder: Path, snapshot: Any) -> None:
    study = study_of(folder)
    assert sketch(study, "conflict", conflict=study.conflicts.conflicts[-1].id).dot == snapshot


@pytest.mark.parametrize("folder", [ORDERED], indirect=True, ids=["ordered"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_dot_of_a_sequence(folder: Path, lang: str, snapshot: Any) -> None:
    study = study_of(folder)
    assert sketch(study, "sequence", lang=lang).dot == snapshot
