"""`negmap new`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from negmap.cli.options import asked, folder_options, language_option

F = TypeVar("F", bound=Callable[..., Any])


@click.group("new")
def command() -> None:
    """Write a new negotiation, party, term, issue or statement.

    At a terminal it asks for what is not given; else what is needed has to be given. Nothing that
    is there is ever written over, and comments and order of the files stay.

    Texts for people are one text, or one a language: --title en=Ceasefire --title ja=停戦.
    """


def _texts(*names: str, **helps: str) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for name in reversed(names):
            option = click.option(f"--{name}", multiple=True, metavar="TEXT", help=helps[name.replace("-", "_")])
            function = option(function)
        return function

    return decorate


def _shared(function: F) -> F:
    function = folder_options(language_option(function))
    return click.option("--dry-run", is_flag=True, help="Show what would be written, as a diff, and write nothing.")(
        function
    )


@command.command("negotiation", short_help="Make a folder for a negotiation.")
@click.argument("id", required=False)
@_texts("title", "summary", title="The name shown.", summary="What is negotiated, in your own words.")
@click.option(
    "--language", multiple=True, metavar="CODE", help="A language of its texts (en, ja, uk). Can be given again."
)
@click.option("--example", is_flag=True, help="Write the negotiation that comes with negmap, to look around in.")
@_shared
def negotiation(**values: Any) -> int:
    """Make a folder for a negotiation, in the nearest `positions/` or a new one here."""
    from negmap.cli.new_negotiation import make

    shared, own = asked(values)
    return make(shared, own)


@command.command("party")
@click.argument("id", required=False)
@_texts("title", title="The name shown.")
@click.option(
    "--kind", type=click.Choice(["state", "coalition", "organisation", "movement", "other"]), help="What it is."
)
@click.option(
    "--role",
    type=click.Choice(["principal", "guarantor", "mediator", "backer", "observer"]),
    help="Its part in the talks; principals must agree.",
)
@click.option("--member-of", multiple=True, metavar="PARTY", help="A coalition it belongs to. Can be given again.")
@_texts("note", note="Anything a reader should know.")
@_shared
def party(**values: Any) -> int:
    """Add a party to parties.yaml."""
    from negmap.cli.new_records import add

    shared, own = asked(values)
    return add("party", shared, own)


@command.command("term")
@click.argument("id", required=False)
@_texts("title", title="The name shown.")
@click.option("--issue", metavar="ISSUE", help="The question it belongs to.")
@click.option("--by", multiple=True, metavar="PARTY", help="A party that would carry it out. Can be given again.")
@click.option("--stage", multiple=True, metavar="ID", help="A stage of it, the first first. Can be given again.")
@_texts("note", note="Anything a reader should know.")
@_shared
def term(**values: Any) -> int:
    """Add a term to terms.yaml."""
    from negmap.cli.new_records import add

    shared, own = asked(values)
    return add("term", shared, own)


@command.command("issue")
@click.argument("id", required=False)
@_texts("title", title="The question.")
@_texts("note", note="Anything a reader should know.")
@_shared
def issue(**values: Any) -> int:
    """Add an issue to issues.yaml."""
    from negmap.cli.new_records import add

    shared, own = asked(values)
    return add("issue", shared, own)


@command.command("statement", short_help="Write a file for a statement.")
@click.argument("id", required=False)
@click.option("--party", metavar="PARTY", help="Who speaks.")
@click.option("--date", metavar="DATE", help="When: 2025-12-15, or 2025-12, or 2025.")
@_texts(
    "speaker",
    "speaker-role",
    "venue",
    speaker="The person who spoke.",
    speaker_role="The office held on that day.",
    venue="Where, or on what occasion.",
)
@click.option(
    "--via",
    type=click.Choice(["text", "own-words", "spokesperson", "relayed", "anonymous"]),
    help="How the words reached us; relayed and anonymous are second-hand.",
)
@_texts("relayed-by", relayed_by="Who passed on second-hand words.")
@click.option(
    "--source",
    multiple=True,
    metavar="KEYS",
    help="A source, as in the file: 'title: …, publisher: …, url: …'. Can be given again.",
)
@_texts("summary", summary="What was said, in your own words.")
@click.option(
    "--position",
    multiple=True,
    metavar="KEYS",
    help="A position, as in the file: 'demand: x, after: y'. Can be given again.",
)
@_shared
def statement(**values: Any) -> int:
    """Write a file for a statement; without an ID it is called after its date and party."""
    from negmap.cli.new_records import add

    shared, own = asked(values)
    return add("statement", shared, own)
