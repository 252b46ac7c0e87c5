"""The negotiation as of a git revision of its folder, beside the one that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked
from negmap.cli.prepare import Read, context, read, refuse
from negmap.cli.waiting import tell
from negmap.comparisons.moments import Clock
from negmap.files.find import NotFound, find_negotiation
from negmap.files.revisions import NoRevision, Revision, folder_at
from negmap.findings.revision_reports import RevisionRow
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.report.context import Context
from negmap.study import Study


@dataclass(frozen=True, slots=True)
class Beside:
    """What was asked for, and the same as of an earlier revision, both as of one day and under the same filters."""

    context: Context
    before: Study
    from_: RevisionRow
    to: RevisionRow


def beside(asked: Asked, from_rev: str, to_rev: str | None = None, made: Context | None = None) -> Beside:
    """Return the folder as it lies there (`made`, if it was read), or as of `to_rev`, beside that as of `from_rev`.

    `--with` adds to the later one alone. Where no day was asked for it is that of the latest
    statement of either.
    """
    folder = _folder(asked)
    with _at(folder, from_rev) as old:
        done = _read(asked, old)
        from_ = RevisionRow(name=old.name, commit=old.commit)
    to = RevisionRow(name=None, commit=None)
    if to_rev is None:
        made = made or context(asked)
    else:
        with _at(folder, to_rev) as new:
            to = RevisionRow(name=new.name, commit=new.commit)
            made = context(replace(asked, positions=new.folder, name=None))
    return _on_one_day(asked, made, done, from_, to)


def _folder(asked: Asked) -> Path:
    try:
        return find_negotiation(Path(), asked.positions, asked.name)
    except NotFound as wrong:
        raise NotUnderstood(f"{wrong.message}\n  remedy: {wrong.remedy}" if wrong.remedy else wrong.message) from None


@contextmanager
def _at(folder: Path, revision: str) -> Iterator[Revision]:
    try:
        with folder_at(folder, revision) as found:
            yield found
    except NoRevision as wrong:
        raise NotUnderstood(f"{wrong.message}\n  remedy: {wrong.remedy}" if wrong.remedy else wrong.message) from None


def _read(asked: Asked, revision: Revision) -> Negotiation:
    """Return the negotiation of a revision; print its faults and exit with 2, or leave them out with `--partial`."""
    done: Read = read(replace(asked, positions=revision.folder, name=None))
    if not done.errors:
        return done.negotiation
    if not asked.partial:
        tell(f"In revision {revision.name}:")
        refuse(done.errors)
    from negmap.checks.partial import without_faulty

    negotiation, left_out = without_faulty(done.negotiation, done.errors)
    tell(f"In revision {revision.name} this is left out: {', '.join(left_out)}")
    return negotiation


def _on_one_day(asked: Asked, made: Context, old: Negotiation, from_: RevisionRow, to: RevisionRow) -> Beside:
    """Put both under the filters that were asked for, as of one day."""
    clock, now = Clock(asked.timeout), made.study.view
    day = now.as_of
    if asked.as_of is None:
        day = max(day, old.last_day(internal=now.filters.include_internal))
    filters = replace(now.filters, as_of=day)
    if day != now.as_of:
        made = replace(made, study=clock.study(view(now.negotiation, filters, now.hypothetical)))
    return Beside(made, clock.study(view(old, filters)), from_, to)
