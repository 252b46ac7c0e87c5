"""`negmap serve`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from negmap.cli.options import Asked, analysis_options, asked, folder_options, language_option

if TYPE_CHECKING:
    from negmap.serve.site import Page

PORT = 8765


@click.command("serve")
@folder_options
@language_option
@analysis_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="The port on this machine; 0 takes any that is free.",
)
def command(port: int, **values: Any) -> int:
    """Show the page on this machine, live while files are edited.

    The page of `negmap report` on the loopback address. It loads itself anew when a file is saved;
    while a file is faulty, it shows what is wrong. Stop with Ctrl-C.
    """
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.prepare import read
    from negmap.serve.server import serve
    from negmap.serve.site import Site

    shared, _ = asked(values)
    read(shared)  # where there is no negotiation, say so at once
    site = Site(_maker(shared), _places(shared))
    try:
        serve(site, port, lambda address: click.echo(f"{address}  (Ctrl-C to stop)"))
    except OSError as wrong:
        raise NotUnderstood(
            f"port {port} cannot be used: {wrong.strerror}\n  remedy: choose another, --port N"
        ) from None
    click.echo("stopped", err=True)
    return 0


def _places(shared: Asked) -> Callable[[], tuple[Path, ...]]:
    """Return what finds the files that the page is made of."""
    from negmap.files.find import NotFound, find_negotiation

    def places() -> tuple[Path, ...]:
        try:
            return (find_negotiation(Path.cwd(), shared.positions, shared.name), *shared.with_)
        except NotFound:
            return shared.with_

    return places


def _maker(shared: Asked) -> Callable[[], Iterator[Page]]:
    """Return what makes the page: one in a moment, then the whole one; or what is wrong in its place."""
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.prepare import Refused
    from negmap.render.html.faults import faults_page, message_page
    from negmap.serve.site import Page

    def make() -> Iterator[Page]:
        try:
            yield from map(Page.of, _pages(shared))
        except Refused as refused:
            yield Page.of(faults_page(refused.errors))
        except NotUnderstood as wrong:
            yield Page.of(message_page("This was not understood", wrong.message))
        except Exception:
            import traceback

            told = traceback.format_exc()
            click.echo(told, err=True)
            yield Page.of(
                message_page("A fault of negmap, not of your files", "Please report it.", [told.splitlines()])
            )

    return make


def _pages(shared: Asked) -> Iterator[str]:
    from negmap.cli.prepare import context
    from negmap.comparisons.history import history
    from negmap.render.html.page import page

    made = context(shared)
    turns = history(made.study, shared.timeout)
    yield page(made, turns, live=True, quick=True)
    yield page(made, turns, live=True)
