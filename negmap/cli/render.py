"""`negmap render`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from negmap.cli.options import analysis_options, asked, folder_options, language_option

VIEWS = ("positions", "conflict", "sequence", "terms", "parties", "matrix", "timeline")
FORMATS = ("svg", "pdf", "png", "dot", "mermaid")


@click.command("render")
@click.argument("id_", required=False, metavar="[ID]")
@folder_options
@language_option
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="The format (default: what the ending of --output says, else svg). png and pdf need the extra negmap[print].",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there instead of to the terminal.",
)
@analysis_options
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="positions",
    show_default=True,
    help="What to draw; `conflict` needs an ID.",
)
@click.option("--cluster", type=click.Choice(["party", "issue"]), help="Put positions together by party or by issue.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Draw every position, not only those in conflicts.",
)
@click.option("--issue", metavar="ID", help="Draw the terms of this issue, and their neighbours.")
@click.option(
    "--rows",
    type=click.Choice(["issue", "term"]),
    default="issue",
    show_default=True,
    help="What the rows of the matrix are.",
)
@click.option("--package", metavar="ID", help="Draw the sequence that this package opens.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="The colours.")
def command(id_: str | None, **values: Any) -> int:
    """Draw the map as a picture: SVG, PDF, PNG, DOT or Mermaid.

    \b
    positions  what clashes with what, and what that holds up
    conflict   one conflict, claim by claim
    sequence   in which order a settlement could take effect, and by whom
    terms      definitions and orders between terms
    parties    between which two parties there are conflicts
    matrix     who has said what on which issue, or term
    timeline   what was said when, and when conflicts appeared
    """
    from negmap.cli.errors import NotUnderstood
    from negmap.cli.prepare import context
    from negmap.cli.target import write
    from negmap.cli.waiting import tell
    from negmap.render.errors import PictureError
    from negmap.render.formats import written
    from negmap.render.pictures import FIRST, sketch

    format_, values["format"] = _format(values["format"], values["output"]), "svg"
    shared, own = asked(values)
    _fitting(own, id_)
    made = context(shared)
    try:
        drawn = sketch(
            made.study,
            own["view"],
            conflict=id_,
            lang=shared.lang,
            cluster=own["cluster"],
            everything=own["everything"],
            issue=own["issue"],
            rows=own["rows"],
            suppose=own["package"] or FIRST,
            theme=own["theme"],
            files=made.files,
            partial=made.partial,
        )
        picture = written(drawn, format_)
    except PictureError as wrong:
        raise NotUnderstood(str(wrong)) from None
    for note in drawn.notes:
        tell(note)
    write(picture, shared.output)
    return 0 if made.partial is None else 1


def _format(asked_for: str | None, output: Path | None) -> Any:
    """Return the format that was asked for, else that of the file's ending; SVG where it has none."""
    from negmap.cli.errors import NotUnderstood
    from negmap.render.formats import ENDINGS

    if asked_for is not None:
        return asked_for
    ending = output.suffix.lower() if output is not None else ""
    if ending and ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise NotUnderstood(f"--output: no picture ends in `{ending}`\n  remedy: take one of {known}, or say --format")
    return ENDINGS.get(ending, "svg")


_OF_VIEW = {
    "cluster": ("positions",), "everything": ("positions", "timeline"), "issue": ("terms",), "package": ("sequence",),
}  # fmt: skip


def _fitting(own: dict[str, Any], id_: str | None) -> None:
    """Complain about what the view that was asked for does not take."""
    view = own["view"]
    if view == "conflict" and id_ is None:
        raise click.UsageError("--view conflict needs the ID of a conflict, as `negmap conflicts` shows it")
    if id_ in VIEWS:
        raise click.UsageError(f"`{id_}` is a view: --view {id_}")
    if view != "conflict" and id_ is not None:
        raise click.UsageError(f"an ID goes with --view conflict; the view here is `{view}`")
    for name, of in _OF_VIEW.items():
        if own[name] and view not in of:
            option = "all" if name == "everything" else name
            raise click.UsageError(f"--{option} goes with --view {' or '.join(of)}; the view here is `{view}`")
    if own["rows"] != "issue" and view != "matrix":
        raise click.UsageError(f"--rows goes with --view matrix; the view here is `{view}`")
