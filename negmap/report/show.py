"""The report of `negmap show`: anything that has an id, with everything that hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from negmap.findings.cards import Fact, ShowReport
from negmap.findings.conflicts import Completeness
from negmap.report import computed, written
from negmap.report.card import Card, Parts
from negmap.report.context import Context
from negmap.report.rows import Rows


def show_report(context: Context, kind: str, key: str) -> ShowReport:
    """Return what is known about one thing, and what hangs on it."""
    rows = Rows(context)
    card = Card(context, rows)
    makers: dict[str, Callable[[Card, str], Parts]] = {
        "party": written.party,
        "term": written.term,
        "issue": written.issue,
        "statement": written.statement,
        "position": written.position,
        "scenario": written.scenario,
        "proposal": written.proposal,
        "definition": computed.definition,
        "claim": computed.claim,
        "obstacle": computed.obstacle,
    }
    study = context.study
    found = (
        {c.id: c for c in (study.tensions if kind == "tension" else study.conflicts).conflicts}
        if kind in ("conflict", "tension")
        else {}
    )
    conflict = rows.conflict(found[key], study.standing(found[key])) if key in found else None
    name, facts, sections = makers[kind](card, key) if conflict is None else (key, [], [])
    head: dict[str, Any] = context.head("show", Completeness())
    return ShowReport(
        **head,
        kind=kind,
        id=key,
        name=name,
        facts=tuple(Fact(label=k, value=str(v)) for k, v in facts if v),
        sections=tuple(s for s in sections if s.items),
        conflict=conflict,
        sources=rows.footnotes,
    )
