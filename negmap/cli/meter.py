"""How far a long run is: a line at a terminal that is written over, a line a minute elsewhere; both on stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from negmap.cli.waiting import end

if TYPE_CHECKING:
    from negmap.comparisons.corpus.run import Progress
    from negmap.explain.messages import Words

FIRST = 1.0
"""A run that ends within so many seconds shows nothing."""
_AT_TERMINAL, _ELSEWHERE = 0.2, 60.0


class Meter:
    """Shows the number done, the rate, the time left."""

    def __init__(self, progress: Progress, words: Words, *, maps: bool = False) -> None:
        """Take what is kept up to date, and the words; negotiations are counted, or `maps` of one."""
        end()
        self._progress, self._words, self._maps = progress, words, maps
        self._start = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._next = self._start + (FIRST if self._terminal else _ELSEWHERE)
        self._shown = 0

    def show(self) -> None:
        """Show how far it is, if it is time to."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_AT_TERMINAL if self._terminal else _ELSEWHERE)
        text = line(self._progress, now - self._start, self._words, maps=self._maps)
        if self._terminal:
            from negmap.render.wrap import pad, width

            click.echo("\r" + pad(text, self._shown), nl=False, err=True)
            self._shown = width(text)
        else:
            click.echo(text, err=True)

    def end(self) -> None:
        """Leave the line."""
        if self._shown:
            click.echo("\r" + " " * self._shown + "\r", nl=False, err=True)
            self._shown = 0


def line(progress: Progress, seconds: float, words: Words, *, maps: bool = False) -> str:
    """Return in one line how far a run is after some seconds."""
    made = progress.done - progress.taken_over
    rate = made / seconds if seconds else 0.0
    done, of = progress.done, progress.of
    negotiations = words("{done} of {of} negotiations", done=done, of=of)
    parts = [words("{done} of {of} maps", done=done, of=of) if maps else negotiations]
    parts.append(words("{number} a second", number=f"{rate:.1f}"))
    if rate:
        parts.append(words("{time} left", time=_spell((of - done) / rate, words)))
    if progress.taken_over:
        parts.append(words("{number} known from before", number=progress.taken_over))
    if progress.with_faults:
        parts.append(words("{number} with faults", number=progress.with_faults))
    return words(" · ").join(parts)


def _spell(seconds: float, words: Words) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return words("{hours} h {minutes} min", hours=hours, minutes=f"{minutes:02}")
    if minutes:
        return words("{minutes} min {seconds} s", minutes=minutes, seconds=f"{rest:02}")
    return words("{number} s", number=rest)
