"""`negmap schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.options import asked, folder_options, language_option

KINDS = ("negotiation", "parties", "terms", "issues", "events", "statement", "scenario", "proposal")


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(KINDS))
@click.option("--write", is_flag=True, help="Put the schemas where editors find them.")
@click.option(
    "--modelines",
    is_flag=True,
    help="Also name its schema in the first line of each file, for editors other than VS Code.",
)
@language_option
@folder_options
def command(kind: str | None, write: bool, modelines: bool, **values: Any) -> int:
    """Print the JSON Schema of a kind of file, or write all of them for editors.

    With a schema an editor completes keys and ids while you type, shows what they mean, and marks
    what is wrong. --write puts the schemas with the ids of this negotiation into its folder
    `.schemas/`, and names them in `.vscode/settings.json`, whose other settings stay. Without
    --write, the schema of KIND is printed, without ids.
    """
    if modelines and not write:
        raise NotUnderstood("--modelines goes with --write")
    if not write:
        return _print(kind)
    from negmap.cli.writing import writing
    from negmap.explain.messages import Words

    shared, _ = asked(values)
    with writing(shared) as folder:
        words = Words(shared.lang)
        _write(folder, modelines=modelines)
        click.echo(words("written: {path}", path=_near(folder / ".schemas")))
        _tell_settings(words, folder)
    return 0


def _print(kind: str | None) -> int:
    from negmap.files.schema import schema, text

    if kind is None:
        raise NotUnderstood(f"which one?\n  remedy: name one of {', '.join(KINDS)}, or use --write")
    click.echo(text(schema(kind)), nl=False)
    return 0


def _write(folder: Path, *, modelines: bool) -> None:
    """Write the schemas, and the first lines if asked, all or none."""
    from negmap.cli.writing import commit
    from negmap.files.commit import Change
    from negmap.files.folder import contents
    from negmap.files.loader import load
    from negmap.files.schema_files import schema_texts, with_modeline

    changes = _refreshed(folder, schema_texts(load(folder)[0]))
    if modelines:
        found = contents(folder)
        files = [*found.files.values(), *(file for some in found.folders.values() for file in some)]
        for file in files:
            if file.name.endswith((".yaml", ".yml")):
                before = file.path.read_bytes()
                text = before.decode("utf-8-sig")
                changes.append(Change(file.name, before, with_modeline(file.name, text).encode()))
    commit(folder, [change for change in changes if change.before != change.after])


def _refreshed(folder: Path, texts: dict[str, str]) -> list[Any]:
    from negmap.files.commit import Change

    paths = {name: folder / name for name in texts}
    return [
        Change(name, path.read_bytes() if path.exists() else None, texts[name].encode()) for name, path in paths.items()
    ]


def _tell_settings(words: Any, folder: Path) -> None:
    """Name the schemas in the settings of VS Code; say what to add by hand where that cannot be done."""
    import json

    from negmap.cli.target import write
    from negmap.files.schema_files import SETTINGS, CannotMerge, merged, settings, workspace

    home = workspace(folder)
    path, wanted = home / SETTINGS, settings(folder, home)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    try:
        new = merged(old, wanted)
    except CannotMerge:
        click.echo(words("{path} cannot be added to as it is. Put this into it:", path=_near(path)))
        click.echo(json.dumps({"yaml.schemas": wanted}, indent=2))
        return
    if new == old:
        return
    path.parent.mkdir(exist_ok=True)
    write(new, path)
    click.echo(words("written: {path}", path=_near(path)) if not old else words("added to {path}", path=_near(path)))


def _near(path: Path) -> str:
    path, here = path.resolve(), Path.cwd().resolve()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
