"""Everything that the page shows, put together once a language."""

from __future__ import annotations

from collections.abc import Sequence

from negmap.analysis.concessions import Wanted
from negmap.analysis.relations import relations
from negmap.comparisons.history import Turn, in_force, standing
from negmap.findings.conflicts import Completeness, Obstacle
from negmap.findings.package_reports import SequenceReport
from negmap.findings.records import Folio
from negmap.report.concessions import Shown, concessions_report, sequence_report
from negmap.report.context import Context
from negmap.report.overview import overview
from negmap.report.record import issues_of, span_rows, statement_cards
from negmap.report.rows import Rows
from negmap.report.sticking import hanging, sticking_rows
from negmap.report.turns import turn_rows


def folio(context: Context, turns: Sequence[Turn], *, quick: bool = False) -> Folio:
    """Return everything that the page shows, in the context's language; `turns` is the history of the map.

    With `quick` packages and their sequence are left for later.
    """
    study, rows = context.study, Rows(context)
    obstacles = study.conflicts.obstacles
    points = sticking_rows(context, rows)
    firsts = {c.id: c for c in study.conflicts.conflicts}
    stood = standing(turns, {o.id: frozenset(o.conflicts) for o in obstacles})
    packages = None if quick else concessions_report(context, Wanted(), Shown())
    titles = {key: issue.title.within(context.words.lang) for key, issue in study.view.negotiation.issues.items()}
    return Folio(
        overview=overview(context, rows, points, turns),
        points=points,
        first_rows={p.id: rows.conflict(firsts[p.conflict], study.standing(firsts[p.conflict])) for p in points},
        spans={key: span_rows(spans) for key, spans in stood.items()},
        point_issues={o.id: _issues(context, o) for o in obstacles},
        turns=turn_rows(context, turns),
        statements=statement_cards(context, rows, in_force(turns)),
        pending=quick,
        components=packages.components if packages else (),
        packages_complete=packages.completeness if packages else Completeness(),
        sequence=None if quick else _sequence(context),
        matrix=relations(study.view, study.claims, ()).matrix,
        issues={**titles, "": context.words("other")},
        sources=rows.footnotes,
    )


def _issues(context: Context, obstacle: Obstacle) -> tuple[str, ...]:
    claims = context.study.claims
    names = {*obstacle.claims, *(n for c in hanging(context, obstacle) for n in c.claims if claims[n].want)}
    return issues_of(sorted({t for n in names for t in (*claims[n].subjects, *claims[n].others)}), context)


def _sequence(context: Context) -> SequenceReport | None:
    """Return the order of the settlement that the first packages open, where they open one."""
    report = sequence_report(context, Wanted(), Shown())
    return report if report.combined.sequence is not None else None
