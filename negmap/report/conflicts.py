"""The report of `negmap conflicts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from negmap.findings.conflicts import TIME, Completeness, Reason
from negmap.findings.reports import (
    BlockedRow,
    ConflictRow,
    ConflictsReport,
    ObstacleRow,
    ReasonRow,
    RejectedRow,
    Shown,
    TensionsRow,
)
from negmap.logic.budget import OutOfTime
from negmap.report.context import Context
from negmap.report.rows import Rows
from negmap.report.scope import Scope


@dataclass(frozen=True, slots=True)
class Choice:
    """What to show of all that was found: conflicts that touch a party (or its members), an issue; how many.

    `reasons` asks for every reason for which a term is blocked, which takes longest of all.
    """

    party: str | None = None
    issue: str | None = None
    limit: int | None = None
    tensions: bool = False
    reasons: bool = False


def conflicts_report(context: Context, choice: Choice | None = None) -> ConflictsReport:
    """Return the report of conflicts by obstacle, blocked and rejected terms, and tensions."""
    choice = choice or Choice()
    study, rows, scope = context.study, Rows(context), Scope(context, choice.party, choice.issue)
    found = study.conflicts
    fitting = [c for c in found.conflicts if scope.shows_claims(c.claims)]
    chosen = fitting[: choice.limit]
    shown = tuple(rows.conflict(c, study.standing(c)) for c in chosen)
    tense = [names for names in study.tension_sets.sets if scope.shows_claims(names)]
    tensions = tuple(_tensions(rows, choice, scope))
    blocked, in_time = _blocked(scope, reasons=choice.reasons)
    complete = _together(found.completeness, study.blocked.completeness, in_time)
    head: dict[str, Any] = context.head("conflicts", complete)
    return ConflictsReport(
        **head,
        conflicts=shown,
        obstacles=tuple(_obstacles(context, shown)),
        blocked=blocked,
        rejected=tuple(_rejected(scope)),
        tensions=TensionsRow(count=len(tense), complete=study.tension_sets.completeness.complete, shown=tensions),
        robustness=study.robustness,
        shown=Shown(
            party=choice.party, issue=choice.issue, limit=choice.limit, left_out=len(found.conflicts) - len(chosen)
        ),
        sources=rows.footnotes,
    )


def _tensions(rows: Rows, choice: Choice, scope: Scope) -> Iterable[ConflictRow]:
    if not choice.tensions:
        return ()
    study = scope.context.study
    fitting = (c for c in study.tensions.conflicts if scope.shows_claims(c.claims))
    return (rows.conflict(c, study.standing(c)) for c in islice(fitting, choice.limit))


def _together(*parts: Completeness) -> Completeness:
    return next((part for part in parts if not part.complete), Completeness())


def _obstacles(context: Context, shown: tuple[ConflictRow, ...]) -> Iterable[ObstacleRow]:
    ids = {row.id for row in shown}
    for o in context.study.conflicts.obstacles:
        following = tuple(row.id for row in shown if row.follows_from == o.id)
        if ids.intersection(o.conflicts) or following:
            yield ObstacleRow(
                id=o.id,
                kind=o.kind,
                claims=o.claims,
                blocks=o.blocks,
                conflicts=o.conflicts,
                following=following,
                cycles=o.rings,
            )


def _blocked(scope: Scope, *, reasons: bool) -> tuple[tuple[BlockedRow, ...], Completeness]:
    """Return the blocked terms, with their reasons where these are asked for and while there is time."""
    context, complete = scope.context, Completeness()
    rows: list[BlockedRow] = []
    for term in filter(scope.shows_term, context.study.blocked.blocked):
        found: tuple[ReasonRow, ...] | None = None
        if reasons or scope.party is not None:
            try:
                touching = (r for r in context.study.reasons(term) if _touches(r.claims, scope))
                found = tuple(reason_row(context, r) for r in touching)
            except OutOfTime:
                complete = Completeness(complete=False, reason=TIME)
        if found != ():
            rows.append(BlockedRow(term=term, title=context.phrases.term(term), reasons=found if reasons else None))
    return tuple(rows), complete


def _touches(names: Iterable[str], scope: Scope) -> bool:
    return any(scope.shows_parties(scope.context.study.claims[name].parties) for name in names)


def reason_row(context: Context, reason: Reason) -> ReasonRow:
    """Return a reason with its claims in words."""
    return ReasonRow(
        claims=reason.claims, definitions=reason.definitions, cycles=reason.rings, texts=_texts(context, reason.claims)
    )


def _rejected(scope: Scope) -> Iterable[RejectedRow]:
    context = scope.context
    for item in context.study.blocked.rejected:
        if _touches(item.by, scope) and scope.shows_term(item.term):
            yield RejectedRow(
                term=item.term, title=context.phrases.term(item.term), by=item.by, texts=_texts(context, item.by)
            )


def _texts(context: Context, names: Iterable[str]) -> tuple[str, ...]:
    claims, phrases, words = context.study.claims, context.phrases, context.words
    return tuple(
        words("{parties}: {text}", parties=phrases.parties(claims[name].holders), text=phrases.claim(claims[name]))
        for name in names
    )
