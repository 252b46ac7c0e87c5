"""The `negmap` command: finds its subcommands without importing them, and turns every end into an exit code."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from negmap.cli.interrupt import PROCESS, exit_code

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "check": "Read every file; print every fault and remark; run the checkpoints.",
    "conflicts": "Show which positions cannot stand together, and why.",
    "concessions": "Show the least that would have to move, and who would move.",
    "sequence": "Show in which orders a settlement could take effect.",
    "proposal": "Hold a draft against every position.",
    "scenarios": "Show each scenario beside the map as it is: what opens, what stays, what is asked of whom.",
    "changes": "Show what appeared and what vanished between two days, and which words did it.",
    "relations": "Show what every two parties share and where they are opposed.",
    "agreed": "Show what is agreed, what nobody contradicts, what nobody spoke about.",
    "gaps": "Show what is not known: silence, single voices, old words, thin evidence.",
    "why": "Show one derivation: why a term is blocked, why A comes before B, why two positions clash.",
    "show": "Show anything that has an id, with everything that hangs on it.",
    "render": "Draw the map as a picture: SVG, PDF, PNG, DOT or Mermaid.",
    "report": "Write the map as one HTML page, to read, explore, print and send.",
    "serve": "Show the page on this machine, live while files are edited.",
    "leave-out": "Show in what share of maps a result stands when something said is left out.",
    "corpus": "Analyse every negotiation below a folder, into one table a question.",
    "export": "Write the map in the formats of other tools: spreadsheets, graphs, solvers, documents.",
    "import": "Write statements from spreadsheets into files of their own.",
    "new": "Write a new negotiation, party, term, issue or statement.",
    "rename": "Give something another id, in every file.",
    "schema": "Write JSON Schemas of the files, so that editors complete and check as you type.",
    "verify": "Check every reported conflict and package again with the independent checker.",
}
"""Each subcommand with its one line of help; the module negmap.cli.NAME holds it as `command`."""
_MODULES = {"import": "import_"}
"""Modules whose names are not those of their commands (hyphens apart), which Python keeps for itself."""


COMPLETING = "_NEGMAP_COMPLETE"
"""Is in the environment where a shell asks for completion."""
_OUTPUT_LOST = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is called, since start-up time is felt at every call."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order in which they are shown."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"negmap.cli.{_MODULES.get(cmd_name, cmd_name.replace('-', '_'))}"
        ).command
        if COMPLETING in os.environ:
            from negmap.cli.completion import taught

            return taught(command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the subcommands that a word could become, and the options, without importing any."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=told) for name, told in COMMANDS.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands from their one-line helps."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; for a wrong name, suggest the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from negmap.diagnostics import not_found

            ctx.fail(not_found(f"no command `{name}`", name, COMMANDS))
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        engines = (("python-sat", "searches"), ("graphviz-pure", "lays out pictures"))
        used = "; ".join(f"{does}: {name} {installed(name)}" for name, does in engines)
        click.echo(f"negmap {installed('negmap')} ({used}; Python {sys.version.split()[0]})")
        ctx.exit()


def installed(name: str) -> str:
    """Return the version of an installed package, from the name of its folder where there is one."""
    head, tail = f"{name.replace('-', '_')}-", ".dist-info"
    for place in map(Path, sys.path):
        for found in place.glob(f"{head}*{tail}"):
            return found.name.removeprefix(head).removesuffix(tail)
    from importlib.metadata import version  # slower to import than all that `--version` needs

    return version(name)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def negmap() -> None:
    """Map what negotiating parties have said, and compute what that implies.

    negmap reads public statements from YAML files and reports which positions cannot stand
    together, why, and in which orders a settlement could be reached. It does not know what a
    party would accept. Run it anywhere below a folder that has a `positions/` folder.
    """


def main() -> NoReturn:
    """Run the command and exit: 0 done, 1 a check failed, 2 input not understood, 3 a fault of negmap."""
    sys.exit(_run())


def _write_utf8() -> None:
    """Write UTF-8 whatever the locale: a report has signs that other encodings lack, and is the same everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run() -> int:
    _write_utf8()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for them takes longer than reading the files
    try:
        code = negmap.main(standalone_mode=False, obj=PROCESS)
        return exit_code(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except (BrokenPipeError, SystemExit):
        return 0  # whoever read the output has gone (click then exits by itself), which is no fault
    except OSError as wrong:
        return _full(wrong) if wrong.errno in _OUTPUT_LOST else _our_fault()
    except Exception:
        return _our_fault()


def _full(wrong: OSError) -> int:
    """Say that what was printed is not all there: the disk behind the output is full, or fails."""
    with suppress(OSError):
        sys.stdout.close()  # or it is tried once more at the end, with a complaint of Python's own
    click.echo(f"Error: cannot write the output: {wrong.strerror}", err=True)
    return 2


def _our_fault() -> int:
    import traceback

    traceback.print_exc()
    click.echo("This is a fault of negmap, not of your files. Please report it with the lines above.", err=True)
    return 3
