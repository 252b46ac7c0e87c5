"""The report of `negmap conflicts`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Completeness, Reason
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
from negmap.model.parties import family
from negmap.report.context import Context
from negmap.report.rows import Rows

TIME = "the time given was up"


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
    study, rows = context.study, Rows(context)
    found = study.conflicts
    fitting = [c for c in found.conflicts if _fits(c.claims, context, choice)]
    chosen = fitting[: choice.limit]
    shown = tuple(rows.conflict(c, study.standing(c)) for c in chosen)
    tense = [names for names in study.tension_sets.sets if _fits(names, context, choice)]
    tensions = tuple(_tensions(context, rows, choice))
    blocked, in_time = _blocked(context, choice)
    complete = _together(found.completeness, study.blocked.completeness, in_time)
    head: dict[str, Any] = context.head("conflicts", complete)
    return ConflictsReport(
        **head,
        conflicts=shown,
        obstacles=tuple(_obstacles(context, shown)),
        blocked=blocked,
        rejected=tuple(_rejected(context, choice)),
        tensions=TensionsRow(count=len(tense), complete=study.tension_sets.completeness.complete, shown=tensions),
        robustness=study.robustness,
        shown=Shown(
            party=choice.party, issue=choice.issue, limit=choice.limit, left_out=len(found.conflicts) - len(chosen)
        ),
        sources=rows.footnotes,
    )


def _tensions(context: Context, rows: Rows, choice: Choice) -> Iterable[ConflictRow]:
    if not choice.tensions:
        return ()
    fitting = (c for c in context.study.tensions.conflicts if _fits(c.claims, context, choice))
    return (rows.conflict(c, context.study.standing(c)) for c in islice(fitting, choice.limit))


def _together(*parts: Completeness) -> Completeness:
    return next((part for part in parts if not part.complete), Completeness())


def _fits(names: Iterable[str], context: Context, choice: Choice) -> bool:
    claims = [context.study.claims[name] for name in names]
    return _of_party(claims, context, choice) and _of_issue({t for c in claims for t in terms_of(c)}, context, choice)


def terms_of(claim: Claim) -> tuple[str, ...]:
    """Return the terms that a claim names."""
    return claim.subjects + claim.others


def _of_party(claims: Iterable[Claim], context: Context, choice: Choice) -> bool:
    if choice.party is None:
        return True
    members = family(context.study.view.negotiation.parties, choice.party)
    return any(members.intersection(claim.parties) for claim in claims)


def _of_issue(terms: Iterable[str], context: Context, choice: Choice) -> bool:
    if choice.issue is None:
        return True
    negotiation = context.study.view.negotiation
    options = negotiation.issues[choice.issue].options
    return any(t in options or negotiation.term_of[t].issue == choice.issue for t in terms)


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


def _blocked(context: Context, choice: Choice) -> tuple[tuple[BlockedRow, ...], Completeness]:
    """Return the blocked terms, with their reasons where these are asked for and while there is time."""
    rows: list[BlockedRow] = []
    complete = Completeness()
    for term in context.study.blocked.blocked:
        if not _of_issue([term], context, choice):
            continue
        reasons: tuple[ReasonRow, ...] | None = None
        if choice.reasons or choice.party is not None:
            try:
                found = context.study.reasons(term)
                reasons = tuple(reason_row(context, r) for r in found if _touches(r, context, choice))
            except OutOfTime:
                complete = Completeness(complete=False, reason=TIME)
        if reasons != ():
            shown = reasons if choice.reasons else None
            rows.append(BlockedRow(term=term, title=context.phrases.term(term), reasons=shown))
    return tuple(rows), complete


def _touches(reason: Reason, context: Context, choice: Choice) -> bool:
    return _of_party([context.study.claims[name] for name in reason.claims], context, choice)


def reason_row(context: Context, reason: Reason) -> ReasonRow:
    """Return a reason with its claims in words."""
    return ReasonRow(
        claims=reason.claims, definitions=reason.definitions, cycles=reason.rings, texts=_texts(context, reason.claims)
    )


def _rejected(context: Context, choice: Choice) -> Iterable[RejectedRow]:
    claims = context.study.claims
    for item in context.study.blocked.rejected:
        named = [claims[name] for name in item.by]
        if _of_party(named, context, choice) and _of_issue([item.term], context, choice):
            yield RejectedRow(
                term=item.term, title=context.phrases.term(item.term), by=item.by, texts=_texts(context, item.by)
            )


def _texts(context: Context, names: Iterable[str]) -> tuple[str, ...]:
    claims, phrases, words = context.study.claims, context.phrases, context.words
    return tuple(
        words("{parties}: {text}", parties=phrases.parties(claims[name].holders), text=phrases.claim(claims[name]))
        for name in names
    )
