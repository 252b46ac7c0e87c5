"""`negmap report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from negmap.cli.options import Asked, analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered

if TYPE_CHECKING:
    from negmap.report.context import Context


@click.command("report")
@folder_options
@output_options("html", "text", "json", "markdown", "csv")
@analysis_options
@remembered
def command(**values: Any) -> int:
    """Write the map as one page that needs nothing else, to read, explore, print and send.

    First what a reader needs in a minute: where it sticks, who waits for whom, what is agreed, what
    moved; then everything behind it. The page is one HTML file in every language of the output,
    without a network, and complete with scripts off. --format text prints the first screen.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.render.text.overview import overview_text
    from negmap.report.overview import overview_report

    shared, _ = asked(values)
    made = context(shared)
    if shared.format != "html":
        return report_out(overview_report(made, shared.timeout), shared, overview_text)
    return _page(made, shared)


def _page(made: Context, shared: Asked) -> int:
    from negmap.cli.remembered import keep
    from negmap.cli.target import write
    from negmap.comparisons.history import history
    from negmap.render.html.page import page

    text = page(made, history(made.study, shared.timeout))
    if made.partial is None and made.study.conflicts.completeness.reason is None:
        keep(text)
    write(text, shared.output)
    return 0 if made.partial is None else 1
