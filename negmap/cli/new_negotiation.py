"""`negmap new negotiation`: a folder that is there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from negmap.cli.errors import NotUnderstood
from negmap.cli.given import text_of
from negmap.cli.new_records import near, show
from negmap.cli.options import Asked
from negmap.cli.questions import at_terminal
from negmap.diagnostics import Origin
from negmap.explain.messages import Words
from negmap.files.example import NAME, example
from negmap.files.find import ABOUT, FOLDER, NotFound, negotiations
from negmap.files.ids import suggested, unfit
from negmap.files.marked_yaml import read_yaml
from negmap.files.records import record
from negmap.files.renaming import FileEdit
from negmap.files.scaffold import EMPTY, about_text
from negmap.files.subjects import always
from negmap.files.yaml_text import Written
from negmap.model.negotiation import About


def make(shared: Asked, given: dict[str, Any]) -> int:
    """Write a new negotiation, or the one that comes with negmap; or show what would be written."""
    words = Words(shared.lang)
    if given["example"]:
        files = _example()
        key = given["id"] or NAME
    else:
        given = _answered(given, words)
        files = _new(given)
        key = given["id"]
    if wrong := unfit(key):
        raise NotUnderstood(f"{wrong[0]}\n  remedy: {wrong[1]}")
    home = _home(shared)
    folder = home / key
    if folder.exists():
        raise NotUnderstood(f"{near(folder)} is there already\n  remedy: take another id")
    if given["dry_run"]:
        show([FileEdit(None, f"{key}/{name}", "", text.decode()) for name, text in files.items()])
        return 0
    _write(folder, files)
    _tell(words, folder, example=given["example"])
    return 0


def _answered(given: dict[str, Any], words: Words) -> dict[str, Any]:
    """Return what was given, and what was answered where something is lacking."""
    if given["id"] and given["title"]:
        return given
    if not at_terminal():
        remedy = "give them, or run the command at a terminal, where it asks"
        raise NotUnderstood(f"a new negotiation needs an ID and --title\n  remedy: {remedy}")
    from negmap.cli.questions import Questions

    questions = Questions(words)
    named = words("Languages of its texts, as codes")
    languages = given["language"] or _codes(questions.ask(named, default="en", required=True))
    titles = given["title"] or questions.texts(words("Title"), languages, required=True)
    told = given["summary"] or questions.texts(words("What is negotiated, in your own words"), languages)
    stem = suggested(titles[0].partition("=")[2] or titles[0])
    key = given["id"] or questions.ask(words("Id, for use in files"), default=stem, check=_fit, required=True)
    return {**given, "id": key, "language": languages, "title": titles, "summary": told}


def _codes(answer: str) -> list[str]:
    return answer.replace(",", " ").split()


def _fit(answer: str) -> str:
    wrong = unfit(answer)
    return f"{wrong[0]}; {wrong[1]}" if wrong else ""


def _new(given: Mapping[str, Any]) -> dict[str, bytes]:
    title = text_of(given["title"])
    told: dict[str, Written] = {"title": title}
    told |= {"summary": text_of(given["summary"])} if given["summary"] else {}
    languages = list(given["language"]) or (list(title) if isinstance(title, dict) else ["en"])
    text = about_text({**told, "languages": languages})
    reading = read_yaml(ABOUT, text)
    _, wrong = record(About, reading.data, Origin(reading.source), always("negotiation:"))
    if wrong:
        raise NotUnderstood(f"{wrong[0].message}\n  remedy: {wrong[0].remedy}")
    return {ABOUT: text.encode(), **{name: empty.encode() for name, empty in EMPTY.items()}}


def _example() -> dict[str, bytes]:
    folder = example()
    if folder is None:
        raise NotUnderstood("this installation has no example\n  remedy: install negmap again")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _home(shared: Asked) -> Path:
    """Return the folder of negotiations: the one named, the nearest, or a new one here."""
    if shared.positions is not None:
        if (shared.positions / ABOUT).exists():
            raise NotUnderstood(f"{shared.positions} is a negotiation itself\n  remedy: name the folder around it")
        return shared.positions
    try:
        return next(iter(negotiations(Path.cwd()).values())).parent
    except NotFound:
        pass
    here = Path.cwd()
    return next((f / FOLDER for f in (here, *here.parents) if (f / FOLDER).is_dir()), here / FOLDER)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Lay the folder down beside its place, and give it its name in one step."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        try:
            for name, content in files.items():
                (stage / name).parent.mkdir(parents=True, exist_ok=True)
                (stage / name).write_bytes(content)
            (stage / "statements").mkdir(exist_ok=True)
            stage.chmod(0o755)
            stage.rename(folder)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
    except OSError as wrong:
        raise NotUnderstood(f"cannot write {folder}: {wrong.strerror}") from None


def _tell(words: Words, folder: Path, *, example: bool) -> None:
    click.echo(words("written: {path}", path=near(folder)))
    if example:
        click.echo(words("Look around with:"))
        steps = {
            "conflicts": words("what cannot stand together, and why"),
            "concessions": words("the least that would have to move"),
            "show ukraine": words("one party, and all that hangs on it"),
        }
    else:
        click.echo(words("Next:"))
        steps = {
            "new party": words("who takes positions"),
            "new statement": words("what one of them said, with its sources"),
            "check": words("whether all is well"),
            "conflicts": words("what cannot stand together, and why"),
        }
    several = len(negotiations(folder.parent, folder.parent)) > 1
    for step, told in steps.items():
        command = f"negmap {step}" + (f" -n {folder.name}" if several else "")
        click.echo(f"  {command:<{26 + (len(folder.name) + 4) * several}}{told}")
