"""`negmap rename`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import asked, folder_options, language_option

if TYPE_CHECKING:
    from pathlib import Path

    from negmap.checks.mentions import Renamed
    from negmap.explain.messages import Words
    from negmap.files.renaming import FileEdit
    from negmap.model.negotiation import Negotiation

KINDS = ("party", "term", "stage", "issue", "statement", "position", "scenario", "proposal", "negotiation")


@click.command("rename")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show what would change, as a diff, and change nothing.")
@language_option
@folder_options
def command(kind: Renamed | Literal["negotiation"], old: str, new: str, dry_run: bool, **values: Any) -> int:
    """Give something another id, in every file.

    Every place that names it changes, the name of its file too; comments, order and layout stay
    as they are. All files change, or none. The id of a negotiation is the name of its folder.

    \b
      negmap rename party eu european-union
      negmap rename term ceasefire general-ceasefire
      negmap rename stage withdrawal.begun withdrawal.started
      negmap rename position 2025-12-15-berlin-leaders#1 guarantees
      negmap rename negotiation strip the-strip
    """
    from negmap.cli.prepare import read, refuse
    from negmap.cli.writing import writing
    from negmap.explain.messages import Words
    from negmap.files.renaming import changes

    shared, _ = asked(values)
    if kind == "negotiation":
        from negmap.cli.rename_negotiation import rename_negotiation

        rename_negotiation(shared, old, new, dry_run=dry_run)
        return 0
    with writing(shared) as folder:
        done = read(shared)
        if done.errors:
            refuse(
                done.errors, "nothing was renamed, because a faulty file may hide a place that names it. Mend it first."
            )
        new = _accepted(done.negotiation, kind, old, new)
        made = _made(folder, done.negotiation, kind, old, new)
        if dry_run:
            _show(made)
            return 0
        from negmap.cli.writing import commit

        commit(folder, list(changes(folder, made)))
        _tell(Words(shared.lang), kind, old, new, made)
    return 0


def _accepted(negotiation: Negotiation, kind: str, old: str, new: str) -> str:
    """Return the new id in full; refuse one that is taken, malformed or of another record."""
    from negmap.diagnostics import nearest
    from negmap.files.ids import unfit

    known = _ids(negotiation, kind)
    if old not in known:
        hint = nearest(old, known) or f"there are: {', '.join(sorted(known)[:12])}" if known else f"there is no {kind}"
        raise NotUnderstood(f"no {kind} `{old}`\n  remedy: {hint}")
    sign = {"stage": ".", "position": "#"}.get(kind, "")
    head = old.partition(sign)[0] + sign if sign else ""
    if sign and sign not in new:
        new = head + new
    if not new.startswith(head):
        raise NotUnderstood(f"a {kind} stays where it is\n  remedy: write {head}…, or the last part alone")
    last = new.removeprefix(head)
    if wrong := unfit(last):
        raise NotUnderstood(f"{wrong[0]}\n  remedy: {wrong[1]}")
    if new in known or (kind == "position" and last.isdigit()):
        raise NotUnderstood(f"there is already a {kind} `{new}`\n  remedy: take another id")
    return new


def _ids(negotiation: Negotiation, kind: str) -> set[str]:
    n = negotiation
    own = {key for scenario in n.scenarios.values() for key in scenario.terms}
    stages = {f"{t.id}.{stage}" for t in n.terms.values() for stage in t.stages}
    stages |= {f"{key}.{s}" for sc in n.scenarios.values() for key, body in sc.terms.items() for s in body.stages}
    return {
        "party": set(n.parties),
        "term": set(n.terms) | own,
        "stage": stages,
        "issue": set(n.issues),
        "statement": set(n.statements),
        "position": set(n.positions),
        "scenario": set(n.scenarios),
        "proposal": set(n.proposals),
    }[kind]


def _made(folder: Path, negotiation: Negotiation, kind: Renamed, old: str, new: str) -> list[FileEdit]:
    from negmap.checks.mentions import mentions
    from negmap.cli.writing import refused
    from negmap.files.edits import CannotEdit, Edit, Insertion, Replacement
    from negmap.files.renaming import file_edits, renamed_file

    edits: list[Edit] = []
    for one in mentions(negotiation, kind, old, new):
        origin = negotiation.origin(one.where.kind, one.where.key)
        if origin is not None:
            edits.append(Replacement(origin.at(*one.where.path), one.old, one.new, one.key))
    moves: dict[str, str] = {}
    if kind in ("statement", "scenario", "proposal") and (origin := negotiation.origin(kind, old)):
        name = origin.source.name
        if name.endswith(".jsonl"):
            edits.append(Replacement(origin.at("id"), old, new))
        else:
            moves[name] = renamed_file(name, old, new)
    if kind == "position" and negotiation.positions[old].position.id is None:
        statement, _, number = old.partition("#")
        if origin := negotiation.origin("statement", statement):
            edits.append(Insertion(origin.at("positions", int(number) - 1), "id", new.partition("#")[2]))
    try:
        return file_edits(folder, edits, moves)
    except CannotEdit as wrong:
        raise refused(wrong) from None


def _show(made: list[FileEdit]) -> None:
    from negmap.files.differences import diff

    for one in made:
        for line in diff(one.old_name, one.new_name, one.old, one.new):
            click.echo(line)


def _tell(words: Words, kind: Renamed, old: str, new: str, made: list[FileEdit]) -> None:
    """Say what was done, and which comments still name the old id."""
    from negmap.files.renaming import in_comments

    click.echo(
        words.many(
            "`{old}` is now `{new}`, in {number} file:",
            "`{old}` is now `{new}`, in {number} files:",
            len(made),
            old=old,
            new=new,
        )
    )
    for one in made:
        moved = "" if one.old_name == one.new_name else f"  ({words('was {name}', name=one.old_name)})"
        click.echo(f"  {one.new_name}{moved}")
    left = [span for one in made for span in in_comments(one.new, one.new_name, old)]
    if left:
        click.echo(words("Comments still name it; they stay as you wrote them:"))
        for span in left:
            click.echo(f"  {span}")
