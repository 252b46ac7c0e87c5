"""`negmap conflicts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from negmap.cli.options import Asked, analysis_options, asked, folder_options, output_options, scope_options
from negmap.cli.remembered import remembered

if TYPE_CHECKING:
    from negmap.report.context import Context


@click.command("conflicts")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@scope_options
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Show at most so many conflicts.")
@click.option("--tensions", is_flag=True, help="Show tensions too: clashes with a preference in them.")
@click.option(
    "--fail-on",
    type=click.Choice(["any", "new"]),
    help="Exit with 1 where a conflict is reported; new: where one is reported that --from-rev lacks.",
)
@click.option("--from-rev", metavar="REV", help="Tell which conflicts this git revision of the folder lacks.")
@remembered
def command(fail_on: str | None, from_rev: str | None, **values: Any) -> int:
    """Show which positions cannot stand together, and why.

    Every minimal set of binding claims that no settlement satisfies, under the conditions and
    refusals that stand in the way; then the terms that are blocked or rejected.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.cli.shown import scope
    from negmap.render.text.conflicts import conflicts_text
    from negmap.report.conflicts import Choice, conflicts_report

    shared, own = asked(values)
    if fail_on == "new" and from_rev is None:
        raise click.UsageError("--fail-on new needs --from-rev REV")
    made = context(shared)
    choice = Choice(
        *scope(made, own),
        own["limit"],
        own["tensions"],
        reasons=shared.format in ("json", "csv"),
    )
    report = conflicts_report(made, choice)
    code = report_out(report, shared, conflicts_text)
    shown = tuple(row.id for row in report.conflicts)
    new = _new(shared, made, from_rev, shown) if from_rev is not None else ()
    return 1 if (shown and fail_on == "any") or (new and fail_on == "new") else code


def _new(shared: Asked, made: Context, from_rev: str, shown: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the conflicts shown a revision lacks, and say so beside the report."""
    from negmap.cli.earlier import beside
    from negmap.cli.waiting import tell
    from negmap.comparisons.differences import conflict_difference
    from negmap.comparisons.moments import Moment

    both = beside(shared, from_rev, made=made)
    new = conflict_difference(Moment(both.before), Moment(both.context.study)).new
    found = tuple(key for key in shown if key in new)
    listed = f": {', '.join(found)}" if found else ""
    tell(f"not in revision {from_rev}: {len(found)} of {len(shown)} conflicts shown{listed}")
    return found
