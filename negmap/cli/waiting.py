"""What a command is at while somebody waits: one line at a terminal, from the second second on, gone before the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # threads are imported only where there is a terminal to show something at
    from threading import Event, Thread
    from typing import TextIO

    from negmap.explain.messages import Words
    from negmap.progress import Stage

FIRST = 1.0
"""A command that ends within so many seconds shows nothing."""
EVERY = 0.2


class _Shown:
    """The line that is being shown, by a thread of its own: engines do not say when they get on."""

    stopped: Event | None = None
    thread: Thread | None = None


def start() -> None:
    """Show from now on how far the work is, if there is a terminal; nothing ever goes into a pipe or a file."""
    if _Shown.thread is not None or not _at_a_terminal():
        return
    from threading import Event, Thread

    from negmap.progress import Work, begin

    begin(Work.NOTHING)
    context = click.get_current_context()
    context.call_on_close(end)
    _Shown.stopped = Event()
    _Shown.thread = Thread(target=_show, args=(_Shown.stopped, context.params.get("lang") or "en"), daemon=True)
    _Shown.thread.start()


def _at_a_terminal() -> bool:
    stderr: TextIO | None = sys.stderr  # there is none where it was closed from the start
    return stderr is not None and stderr.isatty()


def end() -> None:
    """Take the line away; to be called before anything else is written to the terminal."""
    if _Shown.thread is not None and _Shown.stopped is not None:
        _Shown.stopped.set()
        _Shown.thread.join()
        _Shown.thread = _Shown.stopped = None


def tell(text: str) -> None:
    """Write something to stderr, not into the line."""
    end()
    click.echo(text, err=True)


def _show(stopped: Event, lang: str) -> None:
    from shutil import get_terminal_size
    from time import monotonic

    from negmap.explain.messages import Words
    from negmap.progress import now
    from negmap.render.wrap import pad, width, wrap

    began, wide, wait = monotonic(), 0, FIRST
    while not stopped.wait(wait):
        wait = EVERY
        text = wrap(line(now(), monotonic() - began, Words(lang)), get_terminal_size().columns - 1)[0]
        click.echo("\r" + pad(text, wide), nl=False, err=True)
        wide = width(text)
    if wide:
        click.echo("\r" + " " * wide + "\r", nl=False, err=True)


def line(stage: Stage, seconds: float, words: Words) -> str:
    """Return in one line what is being done, after some seconds."""
    parts = [words("{number} s", number=int(seconds))]
    if what := _counted(stage, words):
        done = f"{stage.done:,}"
        if stage.of is not None:
            done = words("{number} of {of}", number=done, of=f"{stage.of:,}")
        told = stage.done or stage.of is not None
        parts.append(words("{what}: {number}", what=what, number=done) if told else what)
    return words(" · ").join(parts)


def _counted(stage: Stage, words: Words) -> str:
    """Return what is counted, in words."""
    from negmap.progress import Work

    return {
        Work.NOTHING: "",
        Work.FILES: words("files read"),
        Work.RULES: words("rules checked"),
        Work.CONFLICTS: words("conflicts found"),
        Work.APART: words("conflicts taken apart"),
        Work.PACKAGES: words("packages found"),
        Work.DAYS: words("days compared"),
    }[stage.work]
