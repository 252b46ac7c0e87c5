"""`negmap import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negmap.cli.counted import counted
from negmap.cli.options import asked, folder_options

if TYPE_CHECKING:
    from negmap.exchange.imported import Imported


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="FILE…")
@folder_options
@click.option("--dry-run", is_flag=True, help="Read and check everything, and write nothing.")
def command(paths: tuple[Path, ...], dry_run: bool, **values: Any) -> int:
    """Write statements from spreadsheets into files of their own.

    FILE is a workbook (.xlsx) or CSV files with the columns that `negmap export` writes; a folder
    stands for the CSV files in it. Statements that are there already in the very same words are
    passed over; no file is ever changed. With any fault nothing is written, and all are shown.
    """
    from negmap.cli.prepare import refuse, understood
    from negmap.diagnostics import in_order
    from negmap.exchange.imported import imported
    from negmap.exchange.incoming import sheets_in
    from negmap.files.loader import load
    from negmap.prepare.reading import folder_of

    shared, _ = asked(values)
    with understood():
        folder = folder_of(shared.positions, shared.name)
    negotiation, unread = load(folder)  # what only `negmap check` finds may be mended by what is imported
    raws, found = sheets_in(paths)
    made = imported(raws, negotiation)
    lacks = () if found and not raws else made.diagnostics  # a file that cannot be read says enough
    if errors := in_order(d for d in (*unread, *found, *lacks) if d.is_error):
        refuse(errors, "nothing was written.")
    for name in _written(made, folder, dry_run=dry_run):
        click.echo(name)
    positions = sum(len(s.positions) for s in made.new.values())
    verb = "would be written" if dry_run else "written"
    new, same = counted(len(made.new), "statement"), len(made.same)
    there = "was" if same == 1 else "were"
    click.echo(f"{new} with {counted(positions, 'position')} {verb}, {same} {there} there already")
    return 0


def _written(made: Imported, folder: Path, *, dry_run: bool) -> list[str]:
    """Write each new statement to a file, all or none; return the names of the files inside the folder."""
    from negmap.cli.errors import NotUnderstood
    from negmap.files.commit import CannotWrite, Change, locked, write
    from negmap.files.statement_text import plain_data, statement_text

    texts = {key: statement_text(plain_data(statement)).encode() for key, statement in made.new.items()}
    changes = [Change(f"statements/{key}.yaml", None, text) for key, text in texts.items()]
    try:
        if changes and not dry_run:
            with locked(folder):
                write(folder, changes)
    except CannotWrite as wrong:
        raise NotUnderstood(f"nothing was written: {wrong.message}\n  remedy: {wrong.remedy}") from None
    except OSError as wrong:
        raise NotUnderstood(f"nothing was written: {wrong.filename}: {wrong.strerror}") from None
    return [change.name for change in changes]
