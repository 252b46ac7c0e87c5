"""docs/commands.md is made from the commands' own help, and every command is on it with a page that tells more."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable

import click
import pytest
from generated import DOCS, NOTE, assert_is, page

from negmap.cli.main import COMMANDS, negmap
from negmap.cli.options import analysis_options, folder_options, output_options
from negmap.cli.remembered import remembered

INTRO = """
`negmap --help` lists the commands, `negmap COMMAND --help` tells about one, `negmap --version` gives the version of
negmap and of the engines under it. This page is made from those helps.

Findings go to standard output, remarks and progress to standard error. The exit code is 0 where the command is done
(conflicts that were found are a result), 1 where a check that was asked for failed or a report is partial, 2 where
input was not understood, 3 for a fault of negmap itself.
"""


def _options(command: click.Command) -> list[click.Option]:
    return [p for p in command.params if isinstance(p, click.Option) and not p.hidden]


def _decorated(*options: Callable[[Callable[..., int]], Callable[..., int]]) -> list[click.Option]:
    def command() -> int:
        return 0

    decorated: Callable[..., int] = command
    for option in options:
        decorated = option(decorated)
    return _options(click.command("x")(decorated))


SHARED = {
    "Which negotiation": (_decorated(folder_options), "Every command that reads a negotiation takes these."),
    "Which words count": (_decorated(analysis_options), "What changes an analysis. Every report says what was set."),
    "Where the report goes": (
        [o for o in _decorated(output_options("text"), remembered) if o.name != "format"],
        "Commands that make a report take these.",
    ),
}


def test_the_page_is_made_from_the_helps(request: pytest.FixtureRequest) -> None:
    assert_is(DOCS / "commands.md", _page(), bool(request.config.getoption("update_snapshots")))


def test_every_option_says_what_it_does() -> None:
    silent = [f"{name} {'/'.join(option.opts)}" for name, command in _all() for option in _own_of(command)]
    assert silent == []


def _own_of(command: click.Command) -> list[click.Option]:
    """Return the options that say nothing, or begin otherwise than with a word."""
    return [o for o in _options(command) if not (o.help or "")[:1].isalpha() or not (o.help or "").endswith((".", ")"))]


def test_no_help_shows_a_name_of_the_code() -> None:
    """An argument is called by a word, and a number by N."""
    for name, command in _all():
        told = command.get_help(click.Context(command, info_name=name))
        assert not re.search(r"\bINTEGER\b|\bFLOAT\b|RANGE\b|[A-Z]_\b", told), name


def test_no_line_in_a_list_of_commands_is_cut_off() -> None:
    for name, command in _all():
        if isinstance(command, click.Group):
            told = command.get_help(click.Context(command, info_name=name))
            assert not re.search(r"\w\.\.\.$", told, re.MULTILINE), name


def test_every_command_has_one_line_and_more() -> None:
    for name, line in COMMANDS.items():
        told = inspect.cleandoc(_command(name).help or "").split("\n\n")
        assert line.endswith("."), name
        assert told[0].endswith("."), name
        assert len(told) > 1, name


def _all() -> Iterable[tuple[str, click.Command]]:
    """Yield every command with its name, those under others too."""
    for name in COMMANDS:
        command = _command(name)
        yield f"negmap {name}", command
        if isinstance(command, click.Group):
            yield from ((f"negmap {name} {key}", below) for key, below in command.commands.items())


def _page() -> str:
    sections = [section for name in COMMANDS for section in _sections(f"negmap {name}", _command(name))]
    shared = [page(f"## {title}", told, _table(options)) for title, (options, told) in SHARED.items()]
    return page("# Commands", NOTE, INTRO, *sections, *shared)


def _sections(name: str, command: click.Command, level: str = "##") -> Iterable[str]:
    """Yield the section of a command, and those of the commands under it."""
    usage = " ".join(command.collect_usage_pieces(click.Context(command, info_name=name)))
    own, taken = _own(command)
    told = inspect.cleandoc(command.help or "")
    yield page(f"{level} {name}", f"```text\n{name} {usage}\n```", _told(told), _table(own), _also(taken))
    if isinstance(command, click.Group):
        for key, below in command.commands.items():
            yield from _sections(f"{name} {key}", below, "###")


def _told(text: str) -> str:
    """Return a help; what click is told to leave as it is stands as it is here too."""
    parts = [f"```text\n{part[2:]}\n```" if part.startswith("\b\n") else part for part in text.split("\n\n")]
    return "\n\n".join(parts)


def _own(command: click.Command) -> tuple[list[click.Option], list[str]]:
    """Return the options of a command itself, and the groups of shared options that it takes."""
    there = {option.name for option in _options(command)}
    wholes = {title: {o.name for o in options} for title, (options, _) in SHARED.items()}
    taken = [title for title, names in wholes.items() if names <= there]
    away = {"help"}.union(*(wholes[title] for title in taken))
    return [option for option in _options(command) if option.name not in away], taken


def _also(titles: list[str]) -> str:
    links = [f"[{title[0].lower()}{title[1:]}](#{title.lower().replace(' ', '-')})" for title in titles]
    return f"Further options: {', '.join(links)}." if links else ""


def _table(options: Iterable[click.Option]) -> str:
    rows = [record for option in options if (record := option.get_help_record(click.Context(click.Command("x"))))]
    lines = [f"| `{_cell(names)}` | {_cell(told)} |" for names, told in rows]
    return "\n".join(["| option | does |", "| --- | --- |", *lines]) if lines else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _command(name: str) -> click.Command:
    command = negmap.get_command(click.Context(negmap), name)
    assert command is not None
    return command
