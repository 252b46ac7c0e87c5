"""How far a long run is: a line at a terminal that is written over, a line a minute elsewhere; both on stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from negmap.cli.waiting import end

if TYPE_CHECKING:
    from negmap.comparisons.corpus.run import Progress

FIRST = 1.0
"""A run that ends within so many seconds shows nothing."""
_AT_TERMINAL, _ELSEWHERE = 0.2, 60.0


class Meter:
    """Shows the number done, the rate, the time left."""

    def __init__(self, progress: Progress, noun: str = "negotiations") -> None:
        """Take what is kept up to date, and what is counted."""
        end()
        self._progress, self._noun, self._start = progress, noun, time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._next = self._start + (FIRST if self._terminal else _ELSEWHERE)
        self._shown = 0

    def show(self) -> None:
        """Show how far it is, if it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_AT_TERMINAL if self._terminal else _ELSEWHERE)
        text = line(self._progress, now - self._start, self._noun)
        if self._terminal:
            click.echo("\r" + text.ljust(self._shown), nl=False, err=True)
            self._shown = len(text)
        else:
            click.echo(text, err=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            click.echo("\r" + " " * self._shown + "\r", nl=False, err=True)
            self._shown = 0


def line(progress: Progress, seconds: float, noun: str = "negotiations") -> str:
    """Return in one line how far a run is after some seconds."""
    made = progress.done - progress.taken_over
    rate = made / seconds if seconds else 0.0
    parts = [f"{progress.done} of {progress.of} {noun}", f"{rate:.1f} a second"]
    if rate:
        parts.append(f"{_spell((progress.of - progress.done) / rate)} left")
    if progress.taken_over:
        parts.append(f"{progress.taken_over} known from before")
    if progress.with_faults:
        parts.append(f"{progress.with_faults} with faults")
    return " · ".join(parts)


def _spell(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
