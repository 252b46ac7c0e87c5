"""`negmap check`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import asked, folder_options


@click.command("check")
@folder_options
@click.option("--no-remarks", is_flag=True, help="Leave out the remarks.")
def command(no_remarks: bool, **values: Any) -> int:
    """Read every file; print every fault and remark; run the checkpoints.

    Exits with 1 if a file is at fault or a checkpoint of `expect:` is not met.
    """
    from negmap.checks.expectations import expectations
    from negmap.cli.prepare import read
    from negmap.diagnostics import in_order
    from negmap.render.diagnostics import lines

    shared, _ = asked(values)
    done = read(shared)
    found = done.diagnostics if done.errors else in_order((*done.diagnostics, *expectations(done.negotiation)))
    errors = sum(d.is_error for d in found)
    remarks = len(found) - errors
    for diagnostic in found:
        if diagnostic.is_error or not no_remarks:
            click.echo("\n".join(lines(diagnostic)) + "\n")
    n = done.negotiation
    click.echo(
        f"{n.name}: {len(n.statements)} statements, {len(n.positions)} positions, {len(n.terms)} terms, "
        f"{len(n.parties)} parties, {len(n.definitions)} definitions, {len(n.scenarios)} scenarios, "
        f"{len(n.proposals)} proposals, {len(n.events)} events, {len(n.about.expect)} checkpoints"
    )
    click.echo(f"{errors} fault{'' if errors == 1 else 's'}, {remarks} remark{'' if remarks == 1 else 's'}")
    return 1 if errors else 0
