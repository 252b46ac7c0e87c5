"""`negmap scenarios`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options
from negmap.cli.remembered import remembered

if TYPE_CHECKING:  # nothing but the options is imported before the command runs
    from negmap.files.extra import Extra
    from negmap.model.negotiation import Negotiation
    from negmap.model.scenarios import Scenario


@click.command("scenarios")
@click.argument("names", nargs=-1, metavar="[SCENARIO]…")
@folder_options
@output_options("text", "json")
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
    from negmap.cli.prepare import context
    from negmap.render.text.scenarios import scenarios_text
    from negmap.report.scenarios import scenarios_report

    shared, _ = asked(values)
    own, rest = _split(shared.with_)
    made = context(replace(shared, with_=rest))
    scenarios = _chosen(made.study.view.negotiation, names, own)
    report = scenarios_report(made, scenarios, shared.timeout)
    return report_out(report, shared, partial(scenarios_text, everything=everything))


def _split(paths: Iterable[Path]) -> tuple[list[Extra], tuple[Path, ...]]:
    """Return the scenarios among files, and the files that hold none (they belong to the map itself)."""
    from negmap.cli.prepare import refuse
    from negmap.files.extra import load_extra
    from negmap.model.scenarios import Scenario

    own, rest = [], []
    for path in paths:
        extra, found = load_extra(path)
        if errors := tuple(d for d in found if d.is_error):
            refuse(errors)
        if extra is not None and isinstance(extra.record, Scenario):
            own.append(extra)
        else:
            rest.append(path)
    return own, tuple(rest)


def _chosen(negotiation: Negotiation, names: tuple[str, ...], own: list[Extra]) -> list[Scenario]:
    """Return the scenarios that are meant, once each: those named, then those from files; else all there are."""
    from negmap.checks import check
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.prepare import refuse
    from negmap.diagnostics import nearest
    from negmap.files.extra import added

    for extra in own:
        negotiation = added(negotiation, extra)
    if own and (errors := tuple(d for d in check(negotiation) if d.is_error)):
        refuse(errors)
    known = negotiation.scenarios
    for name in names:
        if name not in known:
            hint = nearest(name, known) or f"there are: {', '.join(known) or 'none'}"
            raise NotUnderstood(f"no scenario `{name}`; {hint}")
    keys = dict.fromkeys((*names, *(extra.record.id for extra in own))) or known
    return [known[key] for key in keys]
