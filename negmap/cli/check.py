"""`negmap check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negmap.cli.counted import counted
from negmap.cli.options import asked, folder_options
from negmap.cli.remembered import keep, remembered

if TYPE_CHECKING:
    from negmap.diagnostics import Diagnostic
    from negmap.model.negotiation import Negotiation


@click.command("check")
@folder_options
@click.option("--no-remarks", is_flag=True, help="Leave out the remarks.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "sarif", "github"]),
    default="text",
    show_default=True,
    help="sarif: for code hosts and editors; github: annotations of a workflow.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there instead of to the terminal.",
)
@remembered
def command(no_remarks: bool, format_: str, output: Path | None, **values: Any) -> int:
    """Read every file; print every fault and remark; run the checkpoints.

    Exits with 1 if a file is at fault or a checkpoint of `expect:` is not met.
    """
    from negmap.checks.expectations import expectations
    from negmap.cli.prepare import read
    from negmap.cli.target import write
    from negmap.cli.waiting import start
    from negmap.diagnostics import in_order
    from negmap.files.schema_files import stale

    shared, _ = asked(values)
    start()
    done = read(shared)
    found = done.diagnostics if done.errors else in_order((*done.diagnostics, *expectations(done.negotiation)))
    found = in_order((*found, *stale(done.folder, done.negotiation)))
    shown = tuple(d for d in found if d.is_error or not no_remarks)
    text = _text(shown, found, done.negotiation) if format_ == "text" else _listed(format_, shown, done.folder)
    if format_ == "text":  # the others name the folder as it is seen from here
        keep(text)
    write(text, output)
    return 1 if any(d.is_error for d in found) else 0


def _text(shown: tuple[Diagnostic, ...], found: tuple[Diagnostic, ...], n: Negotiation) -> str:
    from negmap.render.diagnostics import lines

    told = [line for diagnostic in shown for line in (*lines(diagnostic), "")]
    errors = sum(d.is_error for d in found)
    remarks = len(found) - errors
    told += [
        f"{n.name}: {_counts(n)}",
        f"{counted(errors, 'fault')}, {counted(remarks, 'remark')}",
    ]
    return "".join(f"{line}\n" for line in told)


def _counts(n: Negotiation) -> str:
    found = {
        "statement": n.statements,
        "position": n.positions,
        "term": n.terms,
        "party": n.parties,
        "definition": n.definitions,
        "scenario": n.scenarios,
        "proposal": n.proposals,
        "event": n.events,
        "checkpoint": n.about.expect,
    }
    return ", ".join(counted(len(those), name) for name, those in found.items())


def _listed(format_: str, shown: tuple[Diagnostic, ...], folder: Path) -> str:
    from negmap.exchange.github import commands
    from negmap.exchange.sarif import sarif

    seen_from_here = Path(os.path.relpath(folder.resolve())).as_posix()
    return sarif(shown, seen_from_here) if format_ == "sarif" else commands(shown, seen_from_here)
