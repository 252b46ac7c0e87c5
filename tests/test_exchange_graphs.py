"""The map as GraphML and GEXF: networkx opens it, nothing is lost, dates are intervals, schemas are obeyed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from strategies import negotiations
from terminal import negmap

from negmap.exchange.graphs import graphml, plain_graph
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.report.context import Context
from negmap.study import Study

ROOT = Path(__file__).parent.parent
CASES = sorted(path for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir())
ALL = pytest.mark.parametrize("folder", [ROOT / "positions" / "ukraine-2025", *CASES], ids=lambda path: path.name)
GEXF = "{http://www.gexf.net/1.2draft}"


def _export(format_: str, folder: Path) -> str:
    ran = negmap("export", format_, "--positions", folder)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@ALL
@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_networkx_opens_it(format_: str, folder: Path) -> None:
    text = _export(format_, folder)
    stream = BytesIO(text.encode())
    read = nx.read_graphml(stream) if format_ == "graphml" else nx.read_gexf(stream)
    report = negmap("conflicts", "--format", "json", "--positions", folder).report
    kinds = Counter(data["kind"] for _, data in read.nodes(data=True))
    assert kinds["party"] == len(report["names"])
    assert kinds["statement"] == report["counts"]["statements"]
    ended = [d for _, d in read.nodes(data=True) if d.get("ended")]
    assert kinds["position"] - len(ended) == report["counts"]["positions"]
    clashes = {d["name"] for _, d in read.nodes(data=True) if d["kind"] == "conflict"}
    clashes |= {d["name"] for _, _, d in read.edges(data=True) if d["kind"] == "conflict"}
    assert clashes == {row["id"] for row in report["conflicts"]}
    assert all(data["label"] for _, data in read.nodes(data=True))


@given(negotiation=negotiations(history=True, max_terms=3, max_positions=5))
@settings(max_examples=30)
def test_nothing_is_lost_of_random_maps(negotiation: Negotiation) -> None:
    context = Context(Study(view(negotiation)))
    made = plain_graph(context)
    read = nx.read_graphml(BytesIO(graphml(context)), force_multigraph=True)
    assert {node: read.nodes[node] for node in read} == {node: made.nodes[node] for node in made}
    assert _edges(read) == _edges(made)


def _edges(graph: Any) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(tail, head, key): data for tail, head, key, data in graph.edges(data=True, keys=True)}


TALKS = """
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    talks: {title: Talks}
    --- file: statements/north-1.yaml
    party: north
    date: 2025-03-01
    positions:
      - {id: first, demand: ceasefire}
      - {id: till, demand: talks, until: 2025-03-20}
    --- file: statements/north-2.yaml
    party: north
    date: 2025-03-10
    positions:
      - {id: second, demand: ceasefire, replaces: north-1#first}
    --- file: statements/south.yaml
    party: south
    date: 2025-04
    positions:
      - {reject: ceasefire}
    """


def test_dates_are_intervals(write_folder: Callable[..., Path]) -> None:
    """Words hold from their day; up to the day before others replaced them, or the day they ran out."""
    read = nx.read_gexf(BytesIO(_export("gexf", write_folder(TALKS, "talks")).encode()))
    days = {node: (d.get("start"), d.get("end")) for node, d in read.nodes(data=True) if d.get("start")}
    assert days == {
        "statement:north-1": ("2025-03-01", None),
        "statement:north-2": ("2025-03-10", None),
        "statement:south": ("2025-04-30", None),
        "position:north-1#first": ("2025-03-01", "2025-03-09"),
        "position:north-1#till": ("2025-03-01", "2025-03-20"),
        "position:north-2#second": ("2025-03-10", None),
        "position:south#1": ("2025-04-30", None),
    }
    spans = {(u, v): (d.get("start"), d.get("end")) for u, v, d in read.edges(data=True)}
    assert spans["position:north-2#second", "position:south#1"] == ("2025-04-30", None)
    assert spans["party:north", "position:north-1#first"] == ("2025-03-01", "2025-03-09")
    assert spans["position:north-1#till", "term:talks"] == ("2025-03-01", "2025-03-20")


@ALL
def test_gexf_obeys_the_rules_of_its_schema(folder: Path) -> None:
    """No package that stays maintained carries the schema of GEXF 1.2, so its rules are stated here."""
    root = ElementTree.fromstring(_export("gexf", folder))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.2")
    meta, graph = root
    assert [child.tag for child in meta] == [f"{GEXF}creator", f"{GEXF}description"]
    assert set(meta.attrib) == {"lastmodifieddate"}
    assert graph.attrib == {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    assert [child.tag for child in graph] == [GEXF + name for name in ("attributes", "attributes", "nodes", "edges")]
    nodes = {node.get("id"): node for node in graph.iter(f"{GEXF}node")}
    assert len(nodes) == sum(1 for _ in graph.iter(f"{GEXF}node"))
    edges = list(graph.iter(f"{GEXF}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges)
    _attributes_fit(graph, "node", list(nodes.values()), {"id", "label", "start", "end"})
    _attributes_fit(graph, "edge", edges, {"id", "label", "source", "target", "start", "end"})
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes)


def _attributes_fit(graph: ElementTree.Element, sort: str, items: list[ElementTree.Element], known: set[str]) -> None:
    (declared,) = (a for a in graph.findall(f"{GEXF}attributes") if a.get("class") == sort)
    types = {attribute.get("id"): attribute.get("type") for attribute in declared}
    assert set(types.values()) <= {"string", "boolean", "long"}
    fits = {"string": ".*", "boolean": "true|false", "long": r"-?\d+"}
    for item in items:
        assert set(item.attrib) <= known
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", item.get(end, "2025-01-01")) for end in ("start", "end"))
        assert item.get("start", "") <= item.get("end", "9")
        values = [value for values in item for value in values]
        assert {child.tag for child in item} <= {f"{GEXF}attvalues"}
        assert all(re.fullmatch(fits[str(types[v.get("for")])], v.get("value", "")) for v in values)


def test_the_same_map_is_the_same_bytes_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [_export(format_, CASES[0]) for format_ in ("graphml", "gexf")]
    monkeypatch.setattr("time.strftime", lambda *_: "1999-01-01")
    assert [_export(format_, CASES[0]) for format_ in ("graphml", "gexf")] == first


def test_what_is_not_public_is_stamped(write_folder: Callable[..., Path]) -> None:
    inside = TALKS.replace("date: 2025-04\n", "date: 2025-04\n    handling: internal\n")
    folder = write_folder(inside, "talks")
    for format_ in ("graphml", "gexf", "json", "wcnf"):
        assert "south#1" not in _export(format_, folder)
        assert "INTERNAL" not in _export(format_, folder)
        assert "INTERNAL" in negmap("export", format_, "--include", "internal", "--positions", folder).out


@pytest.mark.parametrize("format_", ["dot", "mermaid"])
def test_pictures_are_those_of_render(format_: str) -> None:
    rendered = negmap("render", "--format", format_, "--positions", CASES[0])
    assert rendered.code == 0
    assert _export(format_, CASES[0]) == rendered.out
