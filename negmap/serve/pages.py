"""From the files as they are to pages: one in a moment, then the whole one; or what is wrong in their place."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from negmap.comparisons.history import history
from negmap.prepare.asked import Asked
from negmap.prepare.context import context
from negmap.prepare.errors import FilesAtFault, NotUnderstood
from negmap.prepare.reading import folder_of, read
from negmap.render.html.faults import faults_page, message_page
from negmap.render.html.page import page
from negmap.serve.site import Page


def places(asked: Asked) -> tuple[Path, ...]:
    """Return the files and folders that a page is made of, as far as they are there."""
    try:
        return (folder_of(asked.positions, asked.name), *asked.with_)
    except NotUnderstood:
        return asked.with_


def pages(asked: Asked, told: Callable[[str], None]) -> Iterator[Page]:
    """Yield pages of the files as they are, each better than the one before; `told` gets the trace of a fault of ours.

    Where the files cannot be understood there is one page, which says why.
    """
    try:
        yield from map(Page.of, _pages(asked))
    except FilesAtFault as wrong:
        yield Page.of(faults_page(wrong.diagnostics))
    except NotUnderstood as wrong:
        yield Page.of(message_page("This was not understood", str(wrong)))
    except Exception:  # whatever it is, the server goes on: the next edit may be understood
        trace = traceback.format_exc()
        told(trace)
        lead = "This is a fault of negmap, not of your files. Please report it with the lines below."
        yield Page.of(message_page("A fault of negmap", lead, [trace.splitlines()]))


def _pages(asked: Asked) -> Iterator[str]:
    made = context(asked, read(asked.positions, asked.name))
    turns = history(made.study, asked.timeout)
    yield page(made, turns, live=True, quick=True)
    yield page(made, turns, live=True)
