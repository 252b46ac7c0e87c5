"""`negmap changes`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked, analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered


@click.command("changes")
@click.option(
    "--from", "since", metavar="DATE", help="Compare with the end of this day (default: 30 days before --to)."
)
@click.option("--to", "until", metavar="DATE", help="Compare up to this day (default: that of the latest statement).")
@click.option("--from-rev", metavar="REV", help="Compare with a git revision of the folder instead.")
@click.option("--to-rev", metavar="REV", help="The later revision (default: the folder as it lies there).")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@click.option("--tensions", is_flag=True, help="Show which tensions appeared and vanished, not only how many.")
@click.option("--all", "everything", is_flag=True, help="Tell every day with all its words, and write every list out.")
@remembered
def command(everything: bool, tensions: bool, **values: Any) -> int:
    """Show what appeared and what vanished between two days, and which words did it.

    Conflicts, blocked and rejected terms, what is asked of whom, day by day; and the positions that
    ended, beside what took their place. With --from-rev: between two git revisions of the folder,
    with the files that did it.
    """
    shared, own = asked(values)
    if own["from_rev"] is not None or own["to_rev"] is not None:
        return _revisions(shared, own, everything=everything)
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.render.text.changes import changes_text
    from negmap.report.changes import changes_report

    if own["until"] is not None and shared.as_of is not None:
        raise click.UsageError("--to and --as-of are the same day here; give one of them")
    until = own["until"] if own["until"] is not None else shared.as_of
    _day("--to", until)
    made = context(replace(shared, as_of=until))
    since = _since(own["since"], made.study.view.as_of)
    report = changes_report(made, since, shared.timeout, tensions=tensions)
    return report_out(report, shared, partial(changes_text, everything=everything))


def _since(text: str | None, until: date) -> date:
    """Return the day to compare with; 30 days before the other where none is given."""
    from negmap.comparisons.changes import SPELL

    day = _day("--from", text)
    if day is None:
        return until - min(SPELL, until - date.min)
    if day > until:
        raise NotUnderstood(f"--from {text} is after the day to compare up to, {until.isoformat()}")
    return day


def _day(option: str, text: str | None) -> date | None:
    from pydantic_core import PydanticCustomError

    from negmap.model.values import Day

    try:
        return None if text is None else Day.parse(text).last
    except PydanticCustomError as wrong:
        raise NotUnderstood(f"{option}: {wrong.message()}; write 2025-12-15, 2025-12 or 2025") from None


def _revisions(shared: Asked, own: dict[str, Any], *, everything: bool) -> int:
    """Compare two revisions of the folder."""
    if own["from_rev"] is None:
        raise click.UsageError("--to-rev needs --from-rev")
    if own["since"] is not None or own["until"] is not None:
        raise click.UsageError("compare two days or two revisions; --as-of sets the day for both revisions")
    from negmap.cli.earlier import beside
    from negmap.cli.output import report_out
    from negmap.render.text.revisions import revisions_text
    from negmap.report.revisions import revisions_report

    found = beside(shared, own["from_rev"], own["to_rev"])
    report = revisions_report(found.context, found.before, found.from_, found.to)
    return report_out(report, shared, partial(revisions_text, everything=everything))
