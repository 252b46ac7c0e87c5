"""Ctrl-C while something is searched for: the first ends the search and shows what was found, the second ends all."""

from __future__ import annotations

import signal
from types import FrameType

import click

from negmap.cli.waiting import tell

PROCESS = "process"
"""The object of a command's context where the command is the whole process, whose signals it may take."""


class _Ended:
    early = False


def searching() -> None:
    """Have the next Ctrl-C end the search."""
    if click.get_current_context().find_root().obj == PROCESS:
        signal.signal(signal.SIGINT, _end_search)


def _end_search(number: int, frame: FrameType | None) -> None:
    from negmap.logic.budget import stop

    signal.signal(signal.SIGINT, signal.default_int_handler)
    _Ended.early = True
    stop()
    tell("stopping: what was found so far follows (Ctrl-C again to end at once)")


def exit_code(code: int) -> int:
    """Return the exit code of a command, 130 where its search was ended."""
    return 130 if _Ended.early else code
