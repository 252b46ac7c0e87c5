"""`negmap render`."""

from __future__ import annotations

from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, output_options


@click.command("render")
@click.argument("id_", required=False, metavar="[ID]")
@folder_options
@output_options("svg", "dot")
@analysis_options
@click.option(
    "--view",
    type=click.Choice(["positions", "conflict", "sequence"]),
    default="positions",
    show_default=True,
    help="What to draw; `conflict` needs an ID.",
)
@click.option("--cluster", type=click.Choice(["party", "issue"]), help="Put positions together by party or by issue.")
@click.option("--package", metavar="ID", help="Draw the sequence that this package opens.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Draw every position, not only those in conflicts.")
def command(id_: str | None, **values: Any) -> int:
    """Draw the map as SVG.

    The positions that clash with what they rest on; one conflict (--view conflict ID); or the order
    in which a settlement could take effect (--view sequence).
    """
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.prepare import context
    from negmap.cli.target import write
    from negmap.render.errors import PictureError
    from negmap.render.pictures import FIRST, sketch
    from negmap.render.svg import svg

    shared, own = asked(values)
    made = context(shared)
    if own["view"] == "conflict" and id_ is None:
        raise click.UsageError("--view conflict needs the ID of a conflict, as `negmap conflicts` shows it")
    try:
        drawn = sketch(
            made.study,
            own["view"],
            conflict=id_,
            lang=shared.lang,
            cluster=own["cluster"],
            everything=own["everything"],
            suppose=own["package"] or FIRST,
            theme=own["theme"],
            files=made.files,
            partial=made.partial,
        )
        write(drawn.dot if shared.format == "dot" else svg(drawn), shared.output)
    except PictureError as wrong:
        raise NotUnderstood(str(wrong)) from None
    return 0 if made.partial is None else 1
