"""In place of the page: what is wrong with the files, as the terminal shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from negmap.diagnostics import Diagnostic
from negmap.render.diagnostics import lines
from negmap.render.html.shell import environment, policy, shipped, short


def faults_page(errors: Sequence[Diagnostic]) -> str:
    """Return a page with the faults of the files; it asks its server for news."""
    number = len(errors)
    title = f"{number} fault{'s' if number != 1 else ''} in the files"
    lead = "Nothing was analysed, because a faulty statement may be the one that ends another. Save the file to go on."
    return message_page(title, lead, [lines(error) for error in errors])


def message_page(title: str, lead: str, blocks: Iterable[Sequence[str]] = ()) -> str:
    """Return a page with a message and blocks of lines; it asks its server for news."""
    style, script = short(shipped("faults.css")), short(shipped("live.js"))
    return (
        environment(keep_spaces=True)
        .get_template("faults.html")
        .render(
            title=title,
            lead=lead,
            blocks=list(blocks),
            policy=policy([style], [script], live=True),
            style=Markup(style),
            script=Markup(script),
        )
    )
