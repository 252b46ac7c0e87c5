"""From a study to its graph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from negmap.findings.claims import Claim, ClaimKind
from negmap.findings.conflicts import Conflict
from negmap.graph.attributes import (
    ClashEdge,
    ClashNode,
    ConditionEdge,
    ConditionKind,
    DefinedKind,
    Edge,
    Node,
    PartEdge,
    PartyNode,
    PositionNode,
    StatementNode,
    TermNode,
)
from negmap.logic.claims import proposal_terms
from negmap.model.definitions import Definition, DefinitionKind
from negmap.model.negotiation import Negotiation
from negmap.model.positions import OnProposal, Stance, named
from negmap.model.sources import SourceRef
from negmap.model.statements import StatedPosition
from negmap.study import Study

if TYPE_CHECKING:
    import networkx as nx

Keyed = tuple[str, str, str, Edge]
"""Tail, head, the edge's own key between the two, its attributes."""
Graph: TypeAlias = "nx.MultiDiGraph[str, Any, Any]"


@dataclass(frozen=True)
class Parts:
    """A graph as plain values: its nodes by key and its edges, in a fixed order."""

    nodes: Mapping[str, Node]
    edges: tuple[Keyed, ...]

    @cached_property
    def _leaving(self) -> dict[str, list[Keyed]]:
        found: dict[str, list[Keyed]] = {}
        for edge in self.edges:
            found.setdefault(edge[0], []).append(edge)
        return found

    def leaving(self, tail: str) -> Iterator[tuple[str, Edge]]:
        """Yield the edges from a node: where each leads, its attributes."""
        yield from ((head, edge) for _, head, _, edge in self._leaving.get(tail, ()))


_CONDITION_OF: dict[ClaimKind, ConditionKind] = {
    "before": "before",
    "no-later": "no_later_than",
    "after": "after",
    "with": "with",
    "includes": "includes",
    "requires": "requires",
}
_DEFINITION_OF: dict[DefinitionKind, DefinedKind] = {
    "is_a": "def_is_a",
    "includes": "def_includes",
    "requires": "def_requires",
    "after": "def_after",
    "excludes": "def_excludes",
    "choose": "def_choose",
    "closed": "def_closed",
    "stages": "def_stages",
}
_WEB = re.compile(r"https?://[^\s\x00-\x1f\x7f<>\"\\^`{|}]+", re.IGNORECASE)


def graph(study: Study, lang: str = "en", *, tensions: bool = True) -> Graph:
    """Return the positions in force, and what was found about them, as a graph; nodes and edges in a fixed order.

    Labels are in the language; with `tensions` off the search for them is not run.
    """
    import networkx as nx  # takes a quarter of the time of a picture, which does without

    made = parts(study, lang, tensions=tensions)
    g: Graph = nx.MultiDiGraph(name=study.view.negotiation.name, as_of=study.view.as_of.isoformat(), lang=lang)
    for name, node in made.nodes.items():
        g.add_node(name, **node)
    for tail, head, name, edge in made.edges:
        g.add_edge(tail, head, key=name, **edge)
    return g


def parts(study: Study, lang: str = "en", *, tensions: bool = True) -> Parts:
    """Return what the graph is made of."""
    clashes = [*_clashes(study, tensions)]
    nodes: list[Node] = [*_parties(study, lang), *_statements(study), *_positions(study), *_terms(study, lang)]
    nodes += (_clash_node(clash) for clash in clashes if len(clash.voiced) != 2)
    edges = [*_said(study), *_conditions(study), *_defined(study.view.definitions)]
    edges += [edge for clash in clashes for edge in _clash_edges(clash, study)]
    return Parts(
        {key(node["kind"], node["id"]): node for node in nodes},
        tuple(sorted(edges, key=lambda e: (e[3]["kind"], e[:3]))),
    )


def key(kind: str, name: str) -> str:
    """Return the key of a node."""
    return f"{kind}:{name}"


def web_address(sources: Iterable[SourceRef]) -> str:
    """Return the first web address among sources; empty where there is none."""
    found = (url for ref in sources for url in (ref.url, ref.archive) if url and is_web(url))
    return next(found, "")


def is_web(url: str) -> bool:
    """Say whether a text is an address of the web, and so may become a link."""
    return _WEB.fullmatch(url) is not None


def voiced_in(claims: Iterable[Claim], *, binding: bool) -> dict[str, tuple[str, ...]]:
    """Return the positions that voice claims (binding voices only, if asked), sorted, each with those claims' ids."""
    found: dict[str, list[str]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        for voice in claim.voices:
            if voice.binding or not binding:
                found.setdefault(voice.position, []).append(claim.id)
    return {position: tuple(found[position]) for position in sorted(found)}


def _parties(study: Study, lang: str) -> Iterator[PartyNode]:
    for party in study.view.negotiation.parties.values():
        yield {
            "kind": "party",
            "id": party.id,
            "label": party.name.within(lang),
            "role": party.role or "",
            "sort": party.kind or "",
        }


def _statements(study: Study) -> Iterator[StatementNode]:
    for said in study.view.statements:
        yield {
            "kind": "statement",
            "id": said.id,
            "party": said.party,
            "date": said.date.text,
            "via": said.via,
            "first_hand": said.first_hand,
            "url": web_address(said.sources),
        }


def _positions(study: Study) -> Iterator[PositionNode]:
    bound = voiced_in(study.claims.values(), binding=True)
    for said in study.view.positions:
        statement, position = said.statement, said.position
        mild = position.stance in (Stance.SUPPORT, Stance.OPPOSE)
        yield {
            "kind": "position",
            "id": said.id,
            "statement": statement.id,
            "party": said.party,
            "stance": position.stance.value,
            "firmness": position.firmness or ("flexible" if mild else "firm"),
            "binding": said.id in bound,
            "read": position.read,
            "date": statement.date.text,
            "via": statement.via,
            "first_hand": statement.first_hand,
            "url": web_address(statement.sources),
        }


def _terms(study: Study, lang: str) -> Iterator[TermNode]:
    negotiation = study.view.negotiation
    table = set(study.table)
    state = dict.fromkeys(study.blocked.blocked, "blocked") | {r.term: "rejected" for r in study.blocked.rejected}
    for name, term in sorted(negotiation.term_of.items()):
        issue = negotiation.issues.get(term.issue or "")
        yield {
            "kind": "term",
            "id": name,
            "label": negotiation.title(name, lang),
            "issue": term.issue or "",
            "issue_label": issue.title.within(lang) if issue else "",
            "on_table": name in table,
            "state": state.get(name, ""),
        }


def _said(study: Study) -> Iterator[Keyed]:
    negotiation = study.view.negotiation
    for party in negotiation.parties.values():
        for coalition in party.member_of:
            yield key("party", party.id), key("party", coalition), "member_of", {"kind": "member_of"}
    for said in study.view.positions:
        position = key("position", said.id)
        yield key("statement", said.statement.id), position, "states", {"kind": "states"}
        yield key("party", said.party), position, "takes", {"kind": "takes"}
        for term in subjects(said, negotiation):
            yield position, key("term", term), "about", {"kind": "about", "stance": said.position.stance.value}


def subjects(said: StatedPosition, negotiation: Negotiation) -> tuple[str, ...]:
    """Return the terms that a stance is on, sorted; of a proposal, its terms less the excepted ones."""
    target = said.position.target
    names = proposal_terms(target, negotiation.proposals) if isinstance(target, OnProposal) else named(target)
    return tuple(sorted(set(names)))


def _conditions(study: Study) -> Iterator[Keyed]:
    read = _readings(study)
    for claim in study.claims.values():
        for kind, others, one_of in _dependencies(claim):
            for voice in claim.voices:
                edge: ConditionEdge = {
                    "kind": kind,
                    "position": voice.position,
                    "party": voice.party,
                    "claim": claim.id,
                    "binding": voice.binding,
                    "one_of": one_of,
                    "read": read[voice.position],
                }
                for x in claim.subjects:
                    for y in others:
                        yield key("term", x), key("term", y), f"{kind}:{claim.id}:{voice.position}", edge


def _dependencies(claim: Claim) -> Iterator[tuple[ConditionKind, tuple[str, ...], bool]]:
    """Yield what a claim makes its subjects depend on: kind, other terms, whether one of them is enough."""
    if claim.others:
        kind = _CONDITION_OF[claim.kind]
        yield kind, claim.others, len(claim.others) > 1
    yield "if", claim.guard.all_of, False
    yield "if", claim.guard.any_of, True
    yield "unless", claim.guard.unless, len(claim.guard.unless) > 1


def _defined(definitions: Iterable[Definition]) -> Iterator[Keyed]:
    for d in definitions:
        for x, y in _pairs(d):
            yield key("term", x), key("term", y), d.id, {"kind": _DEFINITION_OF[d.kind], "id": d.id, "basis": d.basis}


def _pairs(d: Definition) -> Iterable[tuple[str, str]]:
    if d.kind == "choose":
        return combinations(sorted(set(d.terms)), 2)
    if d.kind == "closed":
        return ((d.terms[0], kind) for kind in d.terms[1:])
    return pairwise(d.terms)


@dataclass(frozen=True, slots=True)
class _Clash:
    """A conflict or tension with the positions that voice its claims."""

    kind: Literal["conflict", "tension"]
    found: Conflict
    voiced: Mapping[str, tuple[str, ...]]


def _clashes(study: Study, tensions: bool) -> Iterator[_Clash]:
    for found in study.conflicts.conflicts:
        yield _Clash("conflict", found, voiced_in((study.claims[c] for c in found.claims), binding=True))
    for found in study.tensions.conflicts if tensions else ():
        yield _Clash("tension", found, voiced_in((study.claims[c] for c in found.claims), binding=False))


def _clash_node(clash: _Clash) -> ClashNode:
    found = clash.found
    return {
        "kind": clash.kind,
        "id": found.id,
        "sort": found.kind,
        "size": len(found.claims),
        "obstacle": found.obstacle,
        "follows_from": found.follows_from or "",
    }


def _clash_edges(clash: _Clash, study: Study) -> Iterator[Keyed]:
    read = _readings(study)
    voiced, name = clash.voiced, clash.found.id
    if len(voiced) == 2:
        tail, head = voiced
        claims = " ".join(sorted({claim for voices in voiced.values() for claim in voices}))
        edge: ClashEdge = {**_clash_node(clash), "claims": claims, "read": _together(read[p] for p in voiced)}
        yield key("position", tail), key("position", head), name, edge
        return
    for position, names in voiced.items():
        part: PartEdge = {"kind": "part", "claims": " ".join(names), "read": read[position]}
        yield key("position", position), key(clash.kind, name), f"part:{name}", part


def _readings(study: Study) -> dict[str, str]:
    return {said.id: said.position.read for said in study.view.positions}


def _together(readings: Iterable[str]) -> str:
    """Return `inferred` where anything is."""
    return "inferred" if "inferred" in readings else "stated"
