"""Rows that comparisons share: sticking points, terms, what is asked, totals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from negmap.comparisons.moments import Moment
from negmap.explain.messages import Words
from negmap.explain.phrases import Phrases
from negmap.explain.steps import concession_text
from negmap.findings.claims import Claim, Voice
from negmap.findings.comparison_reports import (
    AskedRow,
    AskedRows,
    ComponentFirstRow,
    PointClaimRow,
    PointRow,
    TermRow,
    TotalsRow,
)
from negmap.findings.comparisons import AskedDifference, TermChange
from negmap.findings.conflicts import Conflict, Obstacle
from negmap.findings.packages import Concession, Rung
from negmap.report.rows import Rows


class Points:
    """Makes rows about one map."""

    def __init__(self, moment: Moment, words: Words, rows: Rows | None = None, told: Collection[str] = ()) -> None:
        """Take the map; where voices are shown, what makes rows of them, and the positions that are told of."""
        self.moment = moment
        self._rows, self._told = rows, frozenset(told)
        self._view = moment.study.view
        self.phrases = Phrases(self._view.negotiation, words)

    def totals(self, tensions: int | None = None) -> TotalsRow:
        """Return how much the map shows."""
        moment = self.moment
        found = {"conflicts": moment.conflicts.completeness, "terms": moment.blocked.completeness}
        return TotalsRow(
            conflicts=len(moment.conflicts.conflicts),
            obstacles=len(moment.conflicts.obstacles),
            blocked=len(moment.blocked.blocked),
            rejected=len(moment.blocked.rejected),
            moves=len(moment.asked) if moment.packages_known else None,
            tensions=tensions,
            cut=tuple(part for part, completeness in found.items() if not completeness.complete),
        )

    def of(self, keys: Iterable[str], did: Collection[str] = ()) -> Iterator[PointRow]:
        """Yield the sticking points of some conflicts, in the order of the map; `did` are claims that bear on it."""
        wanted = frozenset(keys)
        under: dict[str, list[Conflict]] = {}
        for c in self.moment.conflicts.conflicts:
            if c.id in wanted:
                under.setdefault(c.follows_from or c.obstacle, []).append(c)
        for obstacle in self.moment.conflicts.obstacles:
            if obstacle.id in under:
                yield self._point(obstacle, under[obstacle.id], did)

    def _point(self, obstacle: Obstacle, conflicts: list[Conflict], did: Collection[str]) -> PointRow:
        claims = self.moment.study.claims
        wants = {n for c in conflicts for n in c.claims if claims[n].want} - set(obstacle.claims)
        named = [*obstacle.claims, *sorted(wants)]
        through = {n for c in conflicts for n in c.claims if n in did} - set(named)
        return PointRow(
            id=obstacle.id,
            kind=obstacle.kind,
            parties=tuple(sorted({p for n in named for p in claims[n].holders})),
            claims=tuple(self.claim(claims[n], did=n in did) for n in obstacle.claims),
            blocks=tuple(self.claim(claims[n], did=n in did) for n in sorted(wants)),
            conflicts=tuple(c.id for c in conflicts),
            through=tuple(self.claim(claims[n], did=True) for n in sorted(through)),
        )

    def claim(self, claim: Claim, *, did: bool = False) -> PointClaimRow:
        """Return a claim in words; where rows of voices are made, with those that matter here."""
        return PointClaimRow(
            id=claim.id,
            parties=claim.holders,
            text=self.phrases.claim(claim),
            hypothetical=self.hypothetical(claim),
            did=did,
            voices=tuple(map(self._rows.voice, self._voices(claim))) if self._rows else (),
        )

    def _voices(self, claim: Claim) -> list[Voice]:
        """Return the voices among the words that are told of, else the latest one."""
        positions = self._view.negotiation.positions
        counted = [v for v in claim.voices if v.binding or not claim.binding]
        told = [v for v in counted if v.position in self._told]
        return told or [max(counted, key=lambda v: (positions[v.position].statement.date.last, v.position))]

    def hypothetical(self, claim: Claim) -> bool:
        """Say whether nobody has said it: it counts by hypothetical statements alone."""
        counted = [v for v in claim.voices if v.binding or not claim.binding]
        said = (self._view.negotiation.positions[v.position].statement.id for v in counted)
        return all(key in self._view.hypothetical for key in said)

    def term(self, change: TermChange) -> TermRow:
        """Return a term in words, with how it stood and stands."""
        return TermRow(term=change.term, title=self.phrases.term(change.term), before=change.before, after=change.after)

    @cached_property
    def _ladders(self) -> Mapping[str, tuple[Rung, ...]]:
        return self.moment.study.ladders()

    def asked(self, concession: Concession) -> AskedRow:
        """Return a concession in words."""
        claim = self.moment.study.claims[concession.claim]
        return AskedRow(
            claim=concession.claim,
            parties=concession.parties,
            to=concession.to,
            text=concession_text(claim, self._ladders[concession.claim][concession.rung], self.phrases),
            hypothetical=self.hypothetical(claim),
        )

    def components(self) -> tuple[ComponentFirstRow, ...]:
        """Return every component with its first package."""
        return tuple(
            ComponentFirstRow(
                id=c.id,
                conflicts=c.conflicts,
                package=c.packages[0].id if c.packages else None,
                concessions=tuple(self.asked(x) for x in c.packages[0].concessions) if c.packages else (),
            )
            for c in self.moment.concessions.components
        )


def asked_rows(found: AskedDifference, before: Points, after: Points) -> AskedRows:
    """Return what the first packages ask for no longer, anew and still, each in the words of its map."""
    return AskedRows(
        gone=tuple(map(before.asked, found.gone)),
        new=tuple(map(after.asked, found.new)),
        staying=tuple(map(after.asked, found.staying)),
    )
