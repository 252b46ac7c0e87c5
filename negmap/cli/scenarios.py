"""`negmap scenarios`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered


@click.command("scenarios")
@click.argument("names", nargs=-1, metavar="[SCENARIO]…")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
@click.option("--all", "everything", is_flag=True, help="Write every list out, however long.")
@remembered
def command(names: tuple[str, ...], everything: bool, **values: Any) -> int:
    """Show scenarios beside the map as it is.

    Each SCENARIO of scenarios/ that is named, else all of them; a scenario given by --with FILE, and
    those named. What opens, what stays blocked, which conflicts are gone or new, what is asked of
    whom; and for each deadlock of the map the places on its ring where a move could help.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context, understood
    from negmap.prepare.ideas import chosen, split
    from negmap.render.text.scenarios import scenarios_text
    from negmap.report.scenarios import scenarios_report

    shared, _ = asked(values)
    with understood():
        own, rest = split(shared.with_)
    made = context(replace(shared, with_=rest))
    with understood():
        scenarios = chosen(made.study.view.negotiation, names, own)
    report = scenarios_report(made, scenarios, shared.timeout)
    return report_out(report, shared, partial(scenarios_text, everything=everything))
