"""From options to what a report is made for; what is not understood is printed, and the command ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.interrupt import searching
from negmap.cli.options import Asked
from negmap.cli.remembered import NO_CACHE
from negmap.cli.waiting import end, start, tell
from negmap.diagnostics import Diagnostic
from negmap.files.folder import UNFINISHED
from negmap.prepare import context as _context, errors, reading
from negmap.prepare.reading import Read
from negmap.render.diagnostics import lines
from negmap.report.context import Context

__all__ = ["Read", "context", "folder_of", "read", "refuse", "understood"]


def folder_of(asked: Asked) -> Path:
    """Find the negotiation's folder; raise NotUnderstood where there is none."""
    with understood():
        return reading.folder_of(asked.positions, asked.name)


def read(asked: Asked) -> Read:
    """Find, read and check the negotiation; raise NotUnderstood where there is none."""
    _finish_what_was_cut_off(folder_of(asked))
    with understood(), _no_collector():
        return reading.read(asked.positions, asked.name, kept_in())


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the cyclic collector from walking over all that is read, now and later: a command needs it to its end.

    Afterwards it looks less often: a report is made of many records, and of hardly a ring of them.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.set_threshold(_SELDOM)
        gc.enable()


_SELDOM = 50_000
"""How many new objects the collector waits for."""


def kept_in() -> Path | None:
    """Return the folder in which to keep what files were found to hold; None where that is not wanted."""
    from negmap.files.cache_folder import cache_folder

    return None if click.get_current_context().meta.get(NO_CACHE) else cache_folder()


def _finish_what_was_cut_off(folder: Path) -> None:
    """Finish a change of several files that was decided on and cut off, and say so."""
    if not (folder / UNFINISHED).exists():
        return
    from negmap.files.commit import CannotWrite, finish, locked

    try:
        with locked(folder, finishing=False):
            done = finish(folder)
    except (CannotWrite, OSError) as wrong:
        raise NotUnderstood(f"a change that was cut off cannot be finished: {wrong}") from None
    if done:
        tell("A change that had been cut off in the middle was finished first.")


def context(asked: Asked) -> Context:
    """Return what a report needs; print every fault and exit with 2 where files are faulty and not `--partial`."""
    start()
    done = read(asked)
    with understood():
        made = _context.context(asked, done)
    searching()
    return made


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
    end()
    for fault in faults:
        click.echo("\n".join(lines(fault)), err=True)
    click.echo(errors.summary(len(faults), outcome), err=True)
    click.get_current_context().exit(2)
