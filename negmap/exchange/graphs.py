"""The map as GraphML and GEXF: typed nodes and edges, with the days between which each holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from negmap.explain.evidence import occasion
from negmap.graph import Graph, graph, key, subjects
from negmap.model.statements import StatedPosition
from negmap.model.variants import Ending
from negmap.report.context import Context, scope
from negmap.report.wordings import conflict_in_words

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from which and up to which something holds; None is open."""

    start: date | None = None
    end: date | None = None

    def attributes(self) -> dict[str, str]:
        """Return the days that are known, as attributes."""
        days = {"start": self.start, "end": self.end}
        return {name: day.isoformat() for name, day in days.items() if day is not None}


def plain_graph(context: Context, notes: Iterable[str] = ()) -> Graph:
    """Return the map as a graph of texts and truth values, with labels, ids under `name`, and days as `start`, `end`.

    Beside the positions in force it has those that have ended, with the day on which they still held.
    """
    made: Graph = nx.MultiDiGraph()
    made.graph.update(_about(context, notes))
    source = graph(context.study, context.words.lang)
    labels, spans = _labels(context), _spans(context)
    for node, data in source.nodes(data=True):
        made.add_node(node, **_named(data), **spans.get(node, Span()).attributes(), label=labels(node, data))
    for tail, head, name, data in source.edges(data=True, keys=True):
        span = _edge_span(data, tail, head, spans)
        made.add_edge(tail, head, key=name, **_named(data), **span.attributes(), label=data["kind"])
    for said in _ended(context):
        _add_ended(made, said, spans[key("position", said.id)], context)
    return made


def graphml(context: Context, notes: Iterable[str] = ()) -> bytes:
    """Return the map as GraphML."""
    stream = BytesIO()
    nx.write_graphml(plain_graph(context, notes), stream)
    return stream.getvalue()


def gexf(context: Context, notes: Iterable[str] = ()) -> bytes:
    """Return the map as GEXF 1.2."""
    made = plain_graph(context, notes)
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(made)
    del writer.xml.find("graph").attrib["name"]  # the schema knows no name of a graph
    meta = writer.xml.find("meta")
    meta.set("lastmodifieddate", made.graph["as_of"])  # the library writes the day of the clock
    meta.find("creator").text = "negmap"
    description = meta.makeelement("description", {})
    description.text = made.graph["notes"]
    meta.append(description)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _about(context: Context, notes: Iterable[str]) -> dict[str, str]:
    view = context.study.view
    return {
        "name": view.negotiation.name,
        "as_of": view.as_of.isoformat(),
        "lang": context.words.lang,
        "notes": " ".join([view.negotiation.about.title.within(context.words.lang) + ".", scope(context), *notes]),
    }


def _named(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes under names that no format takes for its own."""
    renamed = {"id": "name"}
    return {renamed.get(name, name): value for name, value in data.items() if name != "label"}


def _labels(context: Context) -> Callable[[str, Mapping[str, Any]], str]:
    study, phrases = context.study, context.phrases
    positions = study.view.negotiation.positions
    statements = study.view.negotiation.statements
    clashes = {c.id: c for c in (*study.conflicts.conflicts, *study.tensions.conflicts)}

    def label(node: str, data: Mapping[str, Any]) -> str:
        match data["kind"]:
            case "position":
                return phrases.stance(positions[data["id"]])
            case "statement":
                said = statements[data["id"]]
                return f"{phrases.party(said.party)}: {occasion(said, phrases)}"
            case "conflict" | "tension":
                return conflict_in_words(context, clashes[data["id"]])
            case _:
                return str(data["label"])

    return label


def _spans(context: Context) -> dict[str, Span]:
    """Return the days of every node that has any."""
    view = context.study.view
    found = {key("statement", s.id): Span(s.date.last) for s in view.statements}
    for said in (*view.positions, *_ended(context)):
        found[key("position", said.id)] = Span(said.statement.date.last, _end(said, view.endings))
    study = context.study
    for kind, clashes in (("conflict", study.conflicts.conflicts), ("tension", study.tensions.conflicts)):
        for clash in clashes:
            days = [_first(context, claim) for claim in clash.claims]
            found[key(kind, clash.id)] = Span(max(days))
    return found


def _first(context: Context, claim: str) -> date:
    """Return the first day on which a claim counts by the words in force."""
    positions, found = context.study.view.negotiation.positions, context.study.claims[claim]
    voices = [v for v in found.voices if v.binding or not found.binding]
    return min(positions[v.position].statement.date.last for v in voices)


def _ended(context: Context) -> list[StatedPosition]:
    """Return the positions that were in force and are no longer: those that were ended, or ran out."""
    view = context.study.view
    in_force = {said.id for said in view.positions}
    gone = {e.ended for e in view.endings if e.effective}
    kept = {s.id for s in view.statements} - view.hypothetical
    return [
        said
        for key_, said in view.negotiation.positions.items()
        if said.statement.id in kept and key_ not in in_force and (key_ in gone or said.position.until is not None)
    ]


def _end(said: StatedPosition, endings: tuple[Ending, ...]) -> date | None:
    """Return the last day on which a position holds; of words that ended on the day they were said, that day."""
    days = [e.by.date.last - DAY for e in endings if e.effective and e.ended == said.id]
    if said.position.until is not None:
        days.append(said.position.until.last)
    return max(min(days), said.statement.date.last) if days else None


def _edge_span(data: Mapping[str, Any], tail: str, head: str, spans: Mapping[str, Span]) -> Span:
    """Return the days of an edge: those of the position, or of the clash, that it comes from."""
    if "position" in data:
        return spans[key("position", data["position"])]
    if data["kind"] in ("conflict", "tension"):
        starts = [spans[node].start for node in (tail, head)]
        return Span(max(day for day in starts if day is not None))
    if data["kind"] == "part":
        return spans[head]
    return spans.get(tail) or spans.get(head) or Span()


def _add_ended(made: Graph, said: StatedPosition, span: Span, context: Context) -> None:
    """Add a position that has ended, with who took it, where, and on what."""
    position = key("position", said.id)
    made.add_node(position, **_ended_node(said, context), **span.attributes())
    for tail, kind in ((key("statement", said.statement.id), "states"), (key("party", said.party), "takes")):
        made.add_edge(tail, position, key=kind, kind=kind, label=kind, **span.attributes())
    about = {"kind": "about", "label": "about", "stance": said.position.stance.value, **span.attributes()}
    for term in subjects(said, context.study.view.negotiation):
        made.add_edge(position, key("term", term), key="about", **about)


def _ended_node(said: StatedPosition, context: Context) -> dict[str, Any]:
    return {
        "kind": "position",
        "name": said.id,
        "label": context.phrases.stance(said),
        "statement": said.statement.id,
        "party": said.party,
        "stance": said.position.stance.value,
        "binding": False,
        "read": said.position.read,
        "date": said.statement.date.text,
        "via": said.statement.via,
        "first_hand": said.statement.first_hand,
        "ended": True,
    }
