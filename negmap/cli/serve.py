"""`negmap serve`."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, language_option

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
    from negmap.cli.prepare import understood
    from negmap.prepare.reading import folder_of
    from negmap.serve.pages import pages, places
    from negmap.serve.server import serve
    from negmap.serve.site import Site

    shared, _ = asked(values)
    with understood():
        folder_of(shared.positions, shared.name)  # where there is none, say so at once
    site = Site(partial(pages, shared, partial(click.echo, err=True)), partial(places, shared))
    try:
        serve(site, port, lambda address: click.echo(f"{address}  (Ctrl-C to stop)"))
    except OSError as wrong:
        reason = f"port {port} cannot be used: {wrong.strerror}"
        raise NotUnderstood(f"{reason}\n  remedy: choose another one with --port") from None
    click.echo("stopped", err=True)
    return 0
