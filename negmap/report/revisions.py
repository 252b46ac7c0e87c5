"""The report of `negmap changes` between two git revisions of the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from negmap.comparisons.moments import Moment
from negmap.comparisons.revisions import Revised
from negmap.explain.evidence import occasion
from negmap.explain.phrases import Phrases
from negmap.findings.comparisons import RecordEdit
from negmap.findings.revision_reports import EditRow, PointEditRow, RevisionRow, RevisionsReport, TermEditRow
from negmap.model.negotiation import Negotiation
from negmap.report.context import Context
from negmap.report.points import Points
from negmap.report.wordings import titles
from negmap.study import Study


def revisions_report(context: Context, before: Study, from_: RevisionRow, to: RevisionRow) -> RevisionsReport:
    """Return what differs between an earlier state of the folder and that of the context, and what that did."""
    found = Revised(Moment(before), Moment(context.study))
    old, new = Points(found.before, context.words), Points(found.after, context.words)
    head: dict[str, Any] = context.head("changes", found.completeness)
    return RevisionsReport(
        **head,
        from_=from_,
        to=to,
        start=old.totals(),
        end=new.totals(),
        edits=tuple(_edit(edit, found, context) for edit in found.edits),
        appeared=tuple(_points(new, found.conflicts.new, found.appeared, found.before)),
        vanished=tuple(_points(old, found.conflicts.gone, found.vanished, found.after)),
        terms=tuple(
            TermEditRow(term=new.term(change), by=_ids(by), files=_files(by))
            for change in found.terms
            for by in [found.term(change)]
        ),
        titles={**titles(Context(before, context.words)), **titles(context)},
    )


def _points(
    points: Points, keys: Iterable[str], blame: Callable[[str], tuple[RecordEdit, ...]], other: Moment
) -> Iterator[PointEditRow]:
    """Yield the sticking points of conflicts that only one state has; `other` is the other one."""
    claims = {c.id: c.claims for c in points.moment.conflicts.conflicts}
    keys = tuple(keys)
    did = {name for key in keys for name in claims[key] if name not in other.binding}
    there = {o.id for o in other.conflicts.obstacles}
    for point in points.of(keys, did):
        by = tuple(dict.fromkeys(edit for key in point.conflicts for edit in blame(key)))
        yield PointEditRow(point=point, fresh=point.id not in there, by=_ids(by), files=_files(by))


def _ids(edits: Iterable[RecordEdit]) -> tuple[str, ...]:
    """Return records as KIND:ID."""
    return tuple(f"{edit.kind}:{edit.id}" for edit in edits)


def _files(edits: Iterable[RecordEdit]) -> tuple[str, ...]:
    return tuple(sorted({edit.file for edit in edits}))


def _edit(edit: RecordEdit, found: Revised, context: Context) -> EditRow:
    old, new = (m.study.view.negotiation for m in (found.before, found.after))
    was = edit.was or edit.id
    return EditRow(
        kind=edit.kind,
        id=edit.id,
        edit=edit.edit,
        file=edit.file,
        was=edit.was,
        fields=edit.fields,
        before=_line(edit.kind, was, old, context) if edit.edit != "added" else None,
        after=_line(edit.kind, edit.id, new, context) if edit.edit != "removed" else None,
    )


def _line(kind: str, key: str, negotiation: Negotiation, context: Context) -> str:
    """Return a record in a line of words."""
    phrases, lang = Phrases(negotiation, context.words), context.words.lang
    match kind:
        case "position":
            said = negotiation.positions[key]
            return context.words("{party}: {text}", party=phrases.party(said.party), text=phrases.stance(said))
        case "statement":
            said_at = occasion(negotiation.statements[key], phrases)
            party = phrases.party(negotiation.statements[key].party)
            return context.words("{party} ({occasion})", party=party, occasion=said_at)
        case "definition":
            return phrases.definition(next(d for d in negotiation.definitions if d.id == key))
        case "party":
            return phrases.party(key)
        case "term":
            return phrases.term(key)
        case "issue":
            return negotiation.issues[key].title.within(lang)
        case "scenario":
            return negotiation.scenarios[key].title.within(lang)
        case "proposal":
            return negotiation.proposals[key].title.within(lang)
        case "event":
            return phrases.term(key.partition(" ")[2])
        case _:
            return negotiation.about.title.within(lang)
