"""Conflicts and packages as sheets: each row leads back to who said it, when and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from negmap.exchange.sheets import Row, Sheet, sheet
from negmap.findings.package_reports import ComponentRow, ConcessionRow, ConcessionsReport, PackageRow
from negmap.findings.reports import ClaimRow, ConflictRow, ConflictsReport, Head, SourceRow, VoiceRow
from negmap.report.cells import guarded


def conflicts_sheet(report: ConflictsReport) -> Sheet:
    """Return a row for each voice of each claim of each conflict."""
    rows = (
        {**_conflict(conflict), **_claim(claim), **_voice(voice)}
        for conflict in report.conflicts
        for claim in conflict.claims
        for voice in claim.voices
    )
    return sheet("conflicts", ("conflict", "number", "party", "text"), (_row(row) for row in rows))


def _conflict(row: ConflictRow) -> dict[str, object]:
    return {
        "conflict": row.id,
        "kind": row.kind,
        "size": row.size,
        "parties": row.parties,
        "obstacle": row.obstacle,
        "follows_from": row.follows_from,
        "among_those_who_must_agree": row.core,
        "explanation": " ".join(row.explanation),
        "evidence": " ".join(row.evidence),
        "definitions": [d.id for d in row.definitions],
    }


def _claim(row: ClaimRow) -> dict[str, object]:
    return {"number": row.number, "claim": row.id, "text": row.text}


def _voice(row: VoiceRow) -> dict[str, object]:
    return {
        "party": row.party,
        "position": row.position,
        "stance": row.stance,
        "firmness": row.firmness,
        "binding": row.binding,
        "date": row.date,
        "speaker": row.speaker,
        "role": row.role,
        "venue": row.venue,
        "via": row.via,
        "relayed_by": row.relayed_by,
        "read": row.read,
        "disputed_by": row.disputed_by,
        "old": row.old,
        "quote": row.quote and row.quote.text,
        "quote_lang": row.quote and row.quote.lang,
        "reason": row.reason,
        "sources": [_source(source) for source in row.sources],
    }


def _source(row: SourceRow) -> str:
    return ", ".join(part for part in (row.title, row.publisher or row.origin, row.published, row.url) if part)


def packages_sheet(report: ConcessionsReport) -> Sheet:
    """Return a row for each concession of each package."""
    rows = (
        {**_package(component, place, package), **_concession(concession)}
        for component in report.components
        for place, package in enumerate(component.packages, 1)
        for concession in package.concessions
    )
    return sheet("packages", ("component", "package"), (_row(row) for row in rows))


def _package(component: ComponentRow, place: int, row: PackageRow) -> dict[str, object]:
    return {
        "component": component.id,
        "package": row.id,
        "place": place,
        "group": row.group,
        "movers": row.movers,
        "gives_up": row.gives_up,
        **asdict(row.cost),
        "moves": len(row.concessions),
        "rungs_down": row.steps,
        "no_other_asks_less_of_all": row.pareto,
        "nothing_asked_for_is_left": row.empty,
    }


def _concession(row: ConcessionRow) -> dict[str, object]:
    return {"parties": row.parties, "claim": row.claim, "from": row.from_, "to": row.to, "text": row.text}


def about_sheet(report: Head, notes: Iterable[str]) -> Sheet:
    """Return what a reader must know of the sheets beside it: what they say, on which day, what was left out."""
    facts = {
        "negotiation": report.title,
        "scope": report.scope,
        "as_of": report.as_of,
        "made_with": f"negmap {report.negmap}",
        "to_read_again": "statements, positions, sources (`negmap import`); the other sheets are only to be read",
    }
    lines = [*facts.items(), *(("note", note) for note in notes)]
    return sheet("about", ("what", "value"), (_row({"what": what, "value": value}) for what, value in lines))


def _row(cells: dict[str, object]) -> Row:
    return {heading: _text(value) for heading, value in cells.items()}


def _text(value: object) -> str:
    """Return the text of a cell, empty where there is nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    return guarded(text) if text else ""
