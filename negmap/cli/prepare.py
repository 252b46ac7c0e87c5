"""From options to what a report is made for; what is not understood is printed, and the command ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import Asked
from negmap.diagnostics import Diagnostic
from negmap.prepare import context as _context, errors, reading
from negmap.prepare.reading import Read
from negmap.render.diagnostics import lines
from negmap.report.context import Context

__all__ = ["Read", "context", "read", "refuse", "understood"]


def read(asked: Asked) -> Read:
    """Find, read and check the negotiation; raise NotUnderstood where there is none."""
    with understood():
        return reading.read(asked.positions, asked.name)


def context(asked: Asked) -> Context:
    """Return what a report needs; print every fault and exit with 2 where files are faulty and not `--partial`."""
    done = read(asked)
    with understood():
        return _context.context(asked, done)


@contextmanager
def understood() -> Iterator[None]:
    """Turn what was not understood into the end of the command: exit code 2, and every fault printed."""
    try:
        yield
    except errors.FilesAtFault as wrong:
        refuse(wrong.diagnostics, wrong.outcome)
    except errors.NotUnderstood as wrong:
        option = f"--{wrong.option.replace('_', '-')}" if wrong.option else ""
        raise NotUnderstood(str(errors.NotUnderstood(wrong.message, wrong.remedy, option))) from None


def refuse(faults: tuple[Diagnostic, ...], outcome: str = errors.NOTHING_ANALYSED) -> NoReturn:
    """Print faults and exit with 2."""
    for fault in faults:
        click.echo("\n".join(lines(fault)), err=True)
    click.echo(errors.summary(len(faults), outcome), err=True)
    click.get_current_context().exit(2)
