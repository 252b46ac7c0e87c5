"""`negmap verify`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options


@click.command("verify")
@folder_options
@output_options("text", "json", "markdown", "csv")
@analysis_options
def command(**values: Any) -> int:
    """Check every reported conflict, tension and package again with the independent checker.

    Exits with 3 if it disagrees with anything, which would be a fault of negmap.
    """
    from negmap.cli.output import report_out
    from negmap.cli.prepare import context
    from negmap.render.text.verify import verify_text
    from negmap.report.verify import verify_report

    shared, _ = asked(values)
    report = verify_report(context(shared))
    code = report_out(report, shared, verify_text)
    return 3 if report.problems else code
