"""Coverage: how much of each party's words the report rests on, from when, in which languages."""

from __future__ import annotations

from collections import Counter

from negmap.findings.overview_reports import CoverageRow
from negmap.report.context import Context


def coverage_rows(context: Context) -> tuple[CoverageRow, ...]:
    """Return a row for each party, by id; those without a statement too, since that is what a reader must know."""
    return tuple(_row(context, party) for party in context.study.view.negotiation.parties)


def _row(context: Context, party: str) -> CoverageRow:
    view = context.study.view
    said = [s for s in view.statements if s.party == party and s.id not in view.hypothetical]
    said.sort(key=lambda s: s.date.last)
    spoken = Counter(ref.lang or "" for s in said for ref in s.sources)
    return CoverageRow(
        party=party,
        must_agree=party in view.negotiation.must_agree,
        role=view.negotiation.parties[party].role,
        statements=len(said),
        positions=sum(p.party == party and p.statement.id not in view.hypothetical for p in view.positions),
        first=said[0].date.text if said else None,
        last=said[-1].date.text if said else None,
        languages=dict(sorted(spoken.items(), key=lambda item: (-item[1], item[0]))),
    )
