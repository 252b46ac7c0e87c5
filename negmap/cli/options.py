"""Options that commands share, and what they were set to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from negmap.prepare import asked as prepare

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Asked(prepare.Asked):
    """What the options were set to that commands share."""

    format: str = "text"
    output: Path | None = None


_KEYS = {f.name for f in fields(Asked)}


def asked(values: dict[str, Any]) -> tuple[Asked, dict[str, Any]]:
    """Split a command's values into the shared ones and its own."""
    shared = {key: value for key, value in values.items() if key in _KEYS}
    return Asked(**shared), {key: value for key, value in values.items() if key not in _KEYS}


def _all(*options: Callable[[F], F]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


class Seconds(click.types.FloatParamType):
    """A time that a clock can count: above nothing, up to thirty years, and a number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds."""
        seconds: float = super().convert(value, param, ctx)
        if not 0 < seconds <= 1e9:  # false of what is no number, too
            self.fail(f"{value!r} is not a number of seconds above 0, and of up to thirty years.", param, ctx)
        return seconds


folder_options = _all(
    click.option(
        "--positions",
        type=click.Path(path_type=Path),
        envvar="NEGMAP_POSITIONS",
        metavar="DIR",
        help="A folder of negotiations, or one negotiation's own (default: the nearest positions/).",
    ),
    click.option("-n", "--name", metavar="NAME", help="Which negotiation, where there are several."),
)

language_option = click.option(
    "--lang", type=click.Choice(["en", "ja"]), default="en", show_default=True, help="The language of the output."
)


_ENDINGS = {".txt": "text", ".json": "json", ".md": "markdown", ".csv": "csv", ".svg": "svg", ".html": "html"}


def _by_ending(context: click.Context, option: click.Parameter, format_: str) -> str:
    """Return the format that was asked for, else that of the file's ending, where the command has it."""
    output: Path | None = context.params.get("output")
    if output is None or context.get_parameter_source("format") is not ParameterSource.DEFAULT:
        return format_
    meant = _ENDINGS.get(output.suffix.lower(), format_)
    return meant if isinstance(option.type, click.Choice) and meant in option.type.choices else format_


def output_options(*formats: str) -> Callable[[F], F]:
    """Return the options for format and output file."""
    return _all(
        language_option,
        click.option(
            "--format",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            callback=_by_ending,
            help="The format of the output; where it is not given, the ending of --output decides.",
        ),
        click.option(
            "-o",
            "--output",
            is_eager=True,  # so that it is known when the format is decided
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Write there instead of to the terminal.",
        ),
    )


analysis_options = _all(
    click.option(
        "--as-of", metavar="DATE", help="The day on which words count (default: that of the latest statement)."
    ),
    click.option(
        "--without",
        multiple=True,
        metavar="ID",
        help="Leave out a position, statement, claim or definition. Can be given again.",
    ),
    click.option(
        "--with",
        "with_",
        multiple=True,
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar="FILE",
        help="Add a statement or a scenario. Can be given again.",
    ),
    click.option("--first-hand", is_flag=True, help="Leave out what was relayed or said anonymously."),
    click.option("--stated", is_flag=True, help="Leave out what the analyst inferred."),
    click.option("--must-agree", is_flag=True, help="Only the claims of those who must agree bind."),
    click.option(
        "--include",
        multiple=True,
        type=click.Choice(["internal"]),
        help="Use statements marked internal; every output is stamped.",
    ),
    click.option("--partial", is_flag=True, help="Leave out what is faulty and analyse the rest."),
    click.option(
        "--timeout",
        type=Seconds(),
        metavar="SECONDS",
        help="The time that every search together may take, in seconds, above 0.",
    ),
)

scope_options = _all(
    click.option("--party", metavar="P", help="Show only what touches this party or its members."),
    click.option("--issue", metavar="I", help="Show only what touches this issue."),
)

package_options = _all(
    click.option("--only", metavar="PARTY", help="Only packages in which this party alone moves."),
    click.option("--hold", multiple=True, metavar="PARTY", help="Only packages in which this party does not move."),
    click.option("--bridges", is_flag=True, help="Only packages in which nobody gives anything up."),
    click.option("--drop-only", is_flag=True, help="Claims are kept or dropped, never softened."),
    click.option(
        "--limit",
        type=click.IntRange(min=1),
        metavar="N",
        help="List at most so many packages of each part of the map; 25 where there are too many to find all at once.",
    ),
    click.option("--package", metavar="ID", help="Apply this package, and the first of every other part."),
)
