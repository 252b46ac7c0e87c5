"""One map as rows of every table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from negmap.comparisons.moments import WANTED
from negmap.comparisons.shapes import shape
from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict, Reason, Ring
from negmap.findings.corpus import (
    BlockedTableRow,
    ConflictTableRow,
    NegotiationRow,
    ObstacleTableRow,
    PackageTableRow,
    RelationTableRow,
)
from negmap.findings.packages import Component, Cost
from negmap.findings.relations import Relation
from negmap.logic.budget import OutOfTime
from negmap.study import Study

Rows = dict[str, list[Any]]
"""Rows by the name of their table: records of findings.corpus.TABLES."""


def rows_of(study: Study, name: str, version: str, partial: tuple[str, ...] = ()) -> Rows:
    """Return the rows of a map in every table, in the order of the reports."""
    return _Map(study, name, version, partial).rows()


class _Map:
    def __init__(self, study: Study, name: str, version: str, partial: tuple[str, ...]) -> None:
        self.study, self.partial = study, partial
        day = study.view.as_of
        self.start: dict[str, Any] = {
            "negotiation": name,
            "as_of": None if day == date.min else day,
            "version": version,
        }
        self.complete = True

    def rows(self) -> Rows:
        """Return everything; the row on the map itself is made last, when it is known whether all was found."""
        found: Rows = {
            "conflicts": [self._conflict(c) for c in self.study.conflicts.conflicts],
            "obstacles": list(self._obstacles()),
            "blocked": list(self._blocked()),
            "packages": list(self._packages()),
            "relations": [self._relation(pair) for pair in self.study.relations.pairs],
        }
        return {"negotiations": [self._negotiation()], **found}

    # Who is behind it.

    def _claims(self, names: Iterable[str]) -> list[Claim]:
        return [self.study.claims[name] for name in names]

    def _statements(self, names: Iterable[str], parties: frozenset[str] | None = None) -> tuple[str, ...]:
        """Return the statements that voice claims (those by some parties): the binding voices where they bind."""
        return tuple(
            sorted(
                {
                    self.study.view.negotiation.positions[voice.position].statement.id
                    for claim in self._claims(names)
                    for voice in claim.voices
                    if (voice.binding or not claim.binding) and (parties is None or voice.party in parties)
                }
            )
        )

    def _parties(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({party for claim in self._claims(names) for party in claim.holders}))

    # The tables.

    def _negotiation(self) -> NegotiationRow:
        study, view = self.study, self.study.view
        parts = (study.conflicts.completeness, study.blocked.completeness, study.tension_sets.completeness)
        return NegotiationRow(
            **self.start,
            title=view.negotiation.about.title.within("en"),
            statements=len(view.statements),
            positions=len(view.positions),
            claims=len(study.claims),
            definitions=len(view.definitions),
            parties=tuple(sorted({said.party for said in view.positions})),
            conflicts=len(study.conflicts.conflicts),
            obstacles=len(study.conflicts.obstacles),
            tensions=len(study.tension_sets.sets),
            blocked=len(study.blocked.blocked),
            rejected=len(study.blocked.rejected),
            complete=self.complete and all(part.complete for part in parts),
            partial=self.partial,
            internal=view.filters.include_internal,
        )

    def _conflict(self, c: Conflict) -> ConflictTableRow:
        standing = self.study.standing(c)
        definitions = tuple(d.id for d in c.definitions)
        return ConflictTableRow(
            **self.start,
            conflict=c.id,
            kind=c.kind,
            shape=shape(c.kind, c.rings, definitions),
            size=len(c.claims),
            core=standing.core,
            obstacle=c.obstacle,
            follows_from=c.follows_from,
            parties=self._parties(c.claims),
            same_side=standing.same_side,
            claims=c.claims,
            definitions=definitions,
            rings=rings(c.rings),
            fewest_statements=standing.weakest.statements,
            fewest_speakers=standing.weakest.speakers,
            fewest_sources=standing.weakest.sources,
            first_hand=standing.first_hand,
            stated=standing.stated,
            statements=self._statements(c.claims),
        )

    def _obstacles(self) -> Iterator[ObstacleTableRow]:
        first = {c.id: c for c in self.study.conflicts.conflicts}
        for o in self.study.conflicts.obstacles:
            definitions = tuple(d.id for d in first[o.conflicts[0]].definitions)
            yield ObstacleTableRow(
                **self.start,
                obstacle=o.id,
                kind=o.kind,
                shape=shape(o.kind, o.rings, definitions),
                parties=self._parties((*o.claims, *o.blocks)),
                claims=o.claims,
                blocks=o.blocks,
                conflicts=o.conflicts,
                definitions=definitions,
                rings=rings(o.rings),
                statements=self._statements((*o.claims, *o.blocks)),
            )

    def _blocked(self) -> Iterator[BlockedTableRow]:
        found = self.study.blocked
        held = {**dict.fromkeys(found.blocked, "blocked"), **{item.term: "rejected" for item in found.rejected}}
        for term, hold in sorted(held.items()):
            reasons = self._reasons(term)
            if reasons is None:
                yield self._reason(term, hold, Reason((), (), ()), None, None)
                continue
            for number, reason in enumerate(reasons, 1):
                yield self._reason(term, hold, reason, number, len(reasons))

    def _reasons(self, term: str) -> tuple[Reason, ...] | None:
        try:
            return self.study.reasons(term)
        except OutOfTime:
            self.complete = False
            return None

    def _reason(self, term: str, hold: str, reason: Reason, number: int | None, of: int | None) -> BlockedTableRow:
        negotiation = self.study.view.negotiation
        return BlockedTableRow(
            **self.start,
            term=term,
            title=negotiation.title(term, "en"),
            issue=negotiation.term_of[term].issue,
            hold=hold,
            reason=number,
            reasons=of,
            claims=reason.claims,
            definitions=reason.definitions,
            rings=rings(reason.rings),
            statements=self._statements(reason.claims),
        )

    def _packages(self) -> Iterator[PackageTableRow]:
        found = self.study.concessions(WANTED)
        self.complete &= found.completeness.reason is None and all(c.packages for c in found.components)
        for component in found.components:
            yield self._package(component)

    def _package(self, component: Component) -> PackageTableRow:
        first = component.packages[0] if component.packages else None
        moved = first.concessions if first else ()
        cost: dict[str, Any] = {f.name: getattr(first.cost, f.name) if first else None for f in fields(Cost)}
        return PackageTableRow(
            **self.start,
            **cost,
            component=component.id,
            conflicts=component.conflicts,
            package=first.id if first else None,
            group=first.group if first else None,
            bridge=first.bridge if first else None,
            empty=first.empty if first else None,
            movers=first.movers if first else (),
            concessions=tuple(f"{c.claim}={c.to}" for c in moved),
            gives_up=first.gives_up if first else (),
            rungs_down=first.rungs_down if first else None,
            statements=self._statements(c.claim for c in moved),
        )

    def _relation(self, pair: Relation) -> RelationTableRow:
        clashes = {c.id: c for c in (*self.study.conflicts.conflicts, *self.study.tensions.conflicts)}
        claims = {*pair.shared, *(name for key in pair.opposed for name in clashes[key].claims)}
        return RelationTableRow(
            **self.start,
            party=pair.parties[0],
            other=pair.parties[1],
            shared=pair.shared,
            opposed=pair.opposed,
            statements=self._statements(sorted(claims), frozenset(pair.parties)),
        )


def rings(found: Iterable[Ring]) -> tuple[str, ...]:
    """Return rings as texts: the terms in their order, joined by >."""
    return tuple(">".join(ring) for ring in found)
