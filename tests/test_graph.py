"""The map as a graph: every node and edge of small cases, their attributes, their order."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from drawn import GUARANTEES, ORDERED, RING, negotiation_of, study_of
from hypothesis import given, settings, strategies as st
from strategies import negotiations, shuffled

from negmap.graph import attributes, graph, is_web, parts, voiced_in
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.study import Study

NODES = {
    "party": attributes.PartyNode, "statement": attributes.StatementNode, "position": attributes.PositionNode,
    "term": attributes.TermNode, "conflict": attributes.ClashNode, "tension": attributes.ClashNode,
}  # fmt: skip
EDGES = {
    **dict.fromkeys(("member_of", "states", "takes"), attributes.PlainEdge),
    "about": attributes.AboutEdge,
    "part": attributes.PartEdge,
    **dict.fromkeys(("conflict", "tension"), attributes.ClashEdge),
    **dict.fromkeys(
        ("before", "no_later_than", "after", "with", "includes", "requires", "if", "unless"), attributes.ConditionEdge
    ),
    **dict.fromkeys(
        [f"def_{kind}" for kind in ("is_a", "includes", "requires", "after", "excludes", "choose", "closed", "stages")],
        attributes.DefinitionEdge,
    ),
}


def _edges(study: Study, kind: str) -> list[tuple[str, str, dict[str, Any]]]:
    found = graph(study).edges(data=True)
    return [
        (tail, head, {k: v for k, v in data.items() if k != "kind"})
        for tail, head, data in found
        if data["kind"] == kind
    ]


def _whole(study: Study) -> tuple[list[Any], list[Any]]:
    found = graph(study)
    return list(found.nodes(data=True)), list(found.edges(keys=True, data=True))


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_nodes(folder: Path) -> None:
    found = graph(study_of(folder))
    assert {(data["kind"], data["id"]) for _, data in found.nodes(data=True)} == {
        *(("party", p) for p in ("europe", "russia", "ukraine")),
        *(("statement", s) for s in ("2025-12-15-berlin", "2025-12-15-moscow", "2025-12-16-kyiv")),
        *(("position", f"2025-12-15-{city}#{n}") for city in ("berlin", "moscow") for n in (1, 2)),
        ("position", "2025-12-16-kyiv#1"),
        *(
            ("term", t)
            for t in (
                "security-guarantees", "western-troops", "multinational-force", "territorial-concessions",
                "donbas-to-russia", "prisoners",
            )
        ),
        *(("conflict", c.id) for c in study_of(folder).conflicts.conflicts if len(c.claims) > 3),
    }  # fmt: skip


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_what_a_position_carries(folder: Path) -> None:
    found = graph(study_of(folder))
    assert found.nodes["position:2025-12-15-moscow#1"] == {
        "kind": "position", "id": "2025-12-15-moscow#1", "statement": "2025-12-15-moscow", "party": "russia",
        "stance": "reject", "firmness": "red-line", "binding": True, "read": "stated", "date": "2025-12-15",
        "via": "own-words", "first_hand": True, "url": "",
    }  # fmt: skip
    assert found.nodes["position:2025-12-15-berlin#1"]["url"] == "https://example.org/berlin?a=1&b=2"
    assert found.nodes["position:2025-12-15-moscow#2"]["read"] == "inferred"
    kyiv = found.nodes["position:2025-12-16-kyiv#1"]
    assert (kyiv["binding"], kyiv["firmness"], kyiv["first_hand"], kyiv["url"]) == (False, "flexible", False, "")


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_terms_have_their_issue_and_state(folder: Path) -> None:
    found = graph(study_of(folder), "ja")
    assert found.nodes["term:security-guarantees"] == {
        "kind": "term", "id": "security-guarantees", "label": "安全の保証", "issue": "security",
        "issue_label": "安全の保証", "on_table": True, "state": "blocked",
    }  # fmt: skip
    assert found.nodes["term:western-troops"]["state"] == "rejected"
    assert found.nodes["term:prisoners"]["state"] == ""


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_conditions_lead_from_the_positions_term_to_the_other(folder: Path) -> None:
    assert _edges(study_of(folder), "after") == [
        (
            "term:territorial-concessions", "term:security-guarantees",
            {
                "position": "2025-12-15-berlin#2", "party": "europe", "binding": True,
                "claim": "after:territorial-concessions:security-guarantees", "one_of": False, "read": "stated",
            },
        ),
    ]  # fmt: skip
    assert _edges(study_of(folder), "def_after") == [
        (
            "term:donbas-to-russia", "term:territorial-concessions",
            {"id": "def:after:donbas-to-russia:territorial-concessions", "basis": "meaning"},
        )
    ]  # fmt: skip


def test_a_clash_of_two_positions_is_an_edge_and_any_other_a_node(folder: Path) -> None:
    """Three positions clash on a; two on b and c; another only minds b.

    --- file: terms.yaml
    a: {title: A}
    b: {title: B}
    c: {title: C}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: a}
      - {demand: b, requires: c}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-02
    positions:
      - {reject: a}
      - {reject: {all_of: [b, c]}}
    --- file: statements/west.yaml
    party: west
    date: 2025-03-02
    positions:
      - {reject: a, read: inferred, readings: [{oppose: a}]}
      - {oppose: b}
    """
    study = study_of(folder)
    found = graph(study)
    sizes = {node: found.in_degree(node) for node, data in found.nodes(data=True) if data["kind"] == "conflict"}
    assert list(sizes.values()) == [3]  # a: one claim of north, one of south that west voices too
    pairs = {(tail, head): data for tail, head, data in _edges(study, "conflict")}
    assert set(pairs) == {("position:north#2", "position:south#2")}
    assert pairs["position:north#2", "position:south#2"]["claims"] == "in:b out:b&c requires:b:c"
    assert [data["read"] for _, _, data in _edges(study, "part")] == ["stated", "stated", "inferred"]
    assert [(tail, head) for tail, head, _ in _edges(study, "tension")] == [("position:north#2", "position:west#2")]


@pytest.mark.parametrize("folder", [RING], indirect=True, ids=["ring"])
def test_stages_lead_to_the_next_stage(folder: Path) -> None:
    assert [(tail, head) for tail, head, _ in _edges(study_of(folder), "def_stages")] == [
        ("term:withdrawal.begun", "term:withdrawal.done")
    ]


@settings(max_examples=60)
@given(negotiations())
def test_every_node_and_edge_has_the_attributes_of_its_kind(negotiation: Negotiation) -> None:
    found = graph(Study(view(negotiation)))
    for node, data in found.nodes(data=True):
        assert node == f"{data['kind']}:{data['id']}"
        _has(data, NODES[data["kind"]])
    for _, _, data in found.edges(data=True):
        _has(data, EDGES[data["kind"]])


def _has(data: dict[str, Any], kind: Any) -> None:
    assert set(data) == set(kind.__annotations__)
    assert all(isinstance(value, str | bool | int) for value in data.values())


@settings(max_examples=40)
@given(st.data())
def test_the_order_of_the_input_changes_nothing(data: st.DataObject) -> None:
    negotiation = data.draw(negotiations())
    again = data.draw(shuffled(negotiation))
    assert _whole(Study(view(negotiation))) == _whole(Study(view(again)))


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_it_can_be_written_as_graphml(folder: Path) -> None:
    out = io.BytesIO()
    nx.write_graphml(graph(study_of(folder)), out)
    assert b"2025-12-15-berlin#1" in out.getvalue()


@pytest.mark.parametrize("folder", [GUARANTEES], indirect=True, ids=["guarantees"])
def test_without_tensions_none_is_searched(folder: Path) -> None:
    study = study_of(folder)
    graph(study, tensions=False)
    assert "tensions" not in vars(study)


def test_two_voices_of_one_claim(write_folder: Callable[..., Path]) -> None:
    folder = write_folder(ORDERED)
    study = study_of(folder)
    assert voiced_in([study.claims["with:ceasefire:monitors"], study.claims["in:ceasefire"]], binding=True) == {
        "north#1": ("in:ceasefire", "with:ceasefire:monitors")
    }
    assert negotiation_of(folder).name == "negotiation"


@pytest.mark.parametrize(
    ("text", "web"),
    [
        ("https://example.org/a?b=c&d=%20", True), ("HTTP://EXAMPLE.ORG", True), ("javascript:alert(1)", False),
        ("https://example.org/\" onload=\"x", False), ("data:text/html,x", False), ("//example.org", False),
        ("https://example.org/\n", False), ("https://exa<mple.org", False), ("", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(text: str, web: bool) -> None:
    assert is_web(text) is web


def test_the_page_lists_every_kind_and_attribute() -> None:
    of_nodes, of_edges = Path("docs/pictures.md").read_text(encoding="utf-8").split("| edge | from | to |")
    for table, kinds in ((of_nodes, NODES), (of_edges, EDGES)):
        rows = [line for line in table.splitlines() if line.startswith("|")]
        for kind, fields in kinds.items():
            row = next((line for line in rows if f"`{kind}`" in line.split("|")[1]), "")
            missing = [name for name in fields.__annotations__ if name != "kind" and f"`{name}`" not in row]
            assert row, kind
            assert not missing, (kind, missing)


@settings(max_examples=25)
@given(negotiations())
def test_what_pictures_read_is_the_graph(negotiation: Negotiation) -> None:
    study = Study(view(negotiation))
    whole, made = graph(study), parts(study)
    assert {name: whole.nodes[name] for name in whole} == made.nodes
    for node in made.nodes:
        leaving = {(head, tuple(sorted(edge.items()))) for head, edge in made.leaving(node)}
        assert leaving == {(h, tuple(sorted(edge.items()))) for _, h, edge in whole.out_edges(node, data=True)}
