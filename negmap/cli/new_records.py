"""`negmap new party`, `term`, `issue` and `statement`: what was given or answered, drafted, checked and committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from negmap.checks import check
from negmap.cli.errors import NotUnderstood
from negmap.cli.given import entry_data, statement_data
from negmap.cli.options import Asked
from negmap.cli.questions import at_terminal
from negmap.cli.writing import commit, writing
from negmap.diagnostics import Diagnostic, in_order
from negmap.explain.messages import Words
from negmap.files.differences import diff
from negmap.files.draft import FILE, Draft
from negmap.files.ids import unfit
from negmap.files.loader import load
from negmap.files.renaming import FileEdit, changes
from negmap.files.scaffold import CannotAdd, statement_id
from negmap.model.negotiation import Negotiation
from negmap.render.diagnostics import lines

_NEEDED = ("id", "title")
_NEEDED_OF_STATEMENT = ("party", "date")


def add(kind: str, shared: Asked, given: dict[str, Any]) -> int:
    """Draft a record from what was given and answered, check it, and write it or show the difference."""
    dry_run = given.pop("dry_run")
    lacking = [key for key in (_NEEDED_OF_STATEMENT if kind == "statement" else _NEEDED) if not given[key]]
    if lacking and not at_terminal():
        names = " and ".join("an ID" if key == "id" else f"--{key.replace('_', '-')}" for key in lacking)
        remedy = "give it, or run the command at a terminal, where it asks"
        raise NotUnderstood(f"a new {kind} needs {names}\n  remedy: {remedy}")
    draft = Draft()
    if lacking:
        # Asked outside the lock: somebody may take an hour to answer. What has changed by then is seen below.
        from negmap.cli.interview import Interview
        from negmap.cli.prepare import folder_of

        Interview(load(folder_of(shared))[0], Words(shared.lang), draft).record(kind, given)
    else:
        _draft(kind, given, draft)
    with writing(shared) as folder:
        negotiation, _ = load(folder)
        _name_statement(kind, given, draft, negotiation)
        edits = checked(folder, negotiation, draft)
        if dry_run:
            show(edits)
        else:
            commit(folder, list(changes(folder, edits)))
            _tell(Words(shared.lang), folder, edits)
    return 0


def _draft(kind: str, given: Mapping[str, Any], draft: Draft) -> None:
    if kind == "statement":
        draft.statements[given["id"] or ""] = statement_data(given)
    else:
        draft.entries[kind, given["id"]] = entry_data(kind, given)


def _name_statement(kind: str, given: Mapping[str, Any], draft: Draft, negotiation: Negotiation) -> None:
    """Name a statement that nobody named, now that nobody else can take the name."""
    if kind == "statement" and "" in draft.statements:
        data = draft.statements.pop("")
        draft.statements[statement_id(str(data["date"]), str(data["party"]), list(negotiation.statements))] = data


def checked(folder: Path, negotiation: Negotiation, draft: Draft) -> list[FileEdit]:
    """Return the drafted files; refuse ids that are taken or unfit, and whatever `negmap check` would complain of."""
    for kind, key in [*draft.entries, *(("statement", key) for key in draft.statements)]:
        records: Mapping[str, object] = getattr(negotiation, {"party": "parties"}.get(kind, f"{kind}s"))
        if wrong := unfit(key):
            raise NotUnderstood(f"{wrong[0]}\n  remedy: {wrong[1]}")
        if key in records:
            raise NotUnderstood(f"there is already a {kind} `{key}`\n  remedy: take another id, or edit it in its file")
    try:
        edits = draft.edits(folder)
    except CannotAdd as name:
        raise NotUnderstood(
            f"nothing can be added to {name} as it is laid out\n  remedy: see `negmap check`, or add it by hand"
        ) from None
    after, found = draft.read(negotiation, edits)
    known = {(d.code, d.message) for d in check(negotiation)}
    new = [d for d in (*found, *check(after)) if d.is_error and (d.code, d.message) not in known]
    if new:
        refuse_draft(in_order(new))
    return edits


def refuse_draft(faults: Sequence[Diagnostic]) -> None:
    """Print what is wrong with a draft, and exit with 2."""
    for fault in faults:
        click.echo("\n".join(lines(fault)), err=True)
        if fault.code in ("unknown-term", "unknown-party", "unknown-issue"):
            kind = fault.code.removeprefix("unknown-")
            click.echo(f"  or: `negmap new {kind}` adds it to {FILE[kind]}", err=True)
    click.echo("Nothing was written.", err=True)
    click.get_current_context().exit(2)


def show(edits: Sequence[FileEdit]) -> None:
    """Print what would change."""
    for one in edits:
        for line in diff(one.old_name, one.new_name, one.old, one.new):
            click.echo(line)


def _tell(words: Words, folder: Path, edits: Sequence[FileEdit]) -> None:
    for one in edits:
        path = click.format_filename(near(folder / one.new_name))
        click.echo(words("written: {path}", path=path) if one.old_name is None else words("added to {path}", path=path))


def near(path: Path) -> Path:
    """Return a path as seen from here, where that is shorter."""
    path = path.resolve()
    here = Path.cwd().resolve()
    return path.relative_to(here) if path.is_relative_to(here) else path
