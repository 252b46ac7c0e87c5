"""What lies in a negotiation's folder: the files to read, and a word on everything else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from negmap.diagnostics import Diagnostic, nearest
from negmap.files.disk import Found, about_file, unreadable

FILES = ("negotiation.yaml", "parties.yaml", "terms.yaml", "issues.yaml", "events.yaml")
"""The files of a negotiation besides its statements, scenarios and proposals."""
OPTIONAL = ("issues.yaml", "events.yaml")
UNFINISHED = ".negmap-writing"
"""The folder in which a change of several files is laid down before it is made."""
PLAN = "plan.json"
"""The file in it that says what is to be done; once it is there, the change is decided."""
FOLDERS = {"statements": (".yaml", ".yml", ".jsonl"), "scenarios": (".yaml", ".yml"), "proposals": (".yaml", ".yml")}
"""The folders of a negotiation, and how the names of the files in them end."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The files to read, by name and by folder, and what is wrong with the others."""

    files: dict[str, Found] = field(default_factory=dict)
    folders: dict[str, list[Found]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def contents(root: Path) -> Contents:
    """Return what lies in a negotiation's folder. Links may lead to files inside it and nowhere else."""
    found = Contents(folders={name: [] for name in FOLDERS})
    for item in _listed(root, root, found):
        if item.name in FILES:
            if file := _file(item, root, found):
                found.files[item.name] = file
        elif item.name in FOLDERS:
            if _is_folder(item, root, found):
                found.folders[item.name] = sorted(_walk(Path(item.path), root, item.name, found), key=lambda f: f.name)
        elif not item.name.startswith("README"):
            remedy = nearest(item.name, [*FILES, *FOLDERS]) or "only the files of the negotiation are read"
            found.diagnostics.append(_unexpected(item, root, remedy))
    if os.path.lexists(root / UNFINISHED / PLAN):
        message, remedy = "a change of several files was cut off in the middle", "run `negmap check`, which finishes it"
        found.diagnostics.append(about_file(f"{UNFINISHED}/{PLAN}", "unfinished-change", message, remedy))
    for name in FILES:
        if name not in found.files and name not in OPTIONAL and not os.path.lexists(root / name):
            found.diagnostics.append(about_file(name, "missing-file", f"there is no {name}", f"write {name}"))
    return found


def _listed(folder: Path, root: Path, found: Contents) -> Iterator[os.DirEntry[str]]:
    """Yield what lies in a folder, without what begins with a dot."""
    try:
        with os.scandir(folder) as entries:
            items = [item for item in entries if not item.name.startswith(".")]
    except OSError as error:
        found.diagnostics.append(unreadable(_name(folder, root), error))
        return
    yield from items


def _walk(folder: Path, root: Path, kind: str, found: Contents) -> Iterator[Found]:
    """Yield the files below a folder."""
    left = [folder]
    while left:
        for item in _listed(left.pop(), root, found):
            if item.name.endswith(FOLDERS[kind]):
                if file := _file(item, root, found):
                    yield file
            elif item.is_dir(follow_symlinks=False):
                left.append(Path(item.path))
            elif item.is_symlink() and item.is_dir():
                found.diagnostics.append(_link(item, root) or _linked_folder(item, root))
            elif not item.name.startswith("README"):
                remedy = f"files here end in {', '.join(FOLDERS[kind])}"
                found.diagnostics.append(_unexpected(item, root, remedy))


def _file(item: os.DirEntry[str], root: Path, found: Contents) -> Found | None:
    """Return an entry as a file to read; note why it is none: a folder, a device, a link that leads away."""
    wrong = _not_a_file(item, root)
    if wrong is not None:
        found.diagnostics.append(wrong)
        return None
    path = Path(item.path)
    return Found(path, _name(path, root))


def _not_a_file(item: os.DirEntry[str], root: Path) -> Diagnostic | None:
    if item.is_file(follow_symlinks=False):
        return None
    if item.is_symlink() and (wrong := _link(item, root)):
        return wrong
    name = _name(Path(item.path), root)
    if item.is_dir():
        return (
            _linked_folder(item, root)
            if item.is_symlink()
            else about_file(name, "not-a-file", "a folder that is named as a file", "rename the folder")
        )
    return None if item.is_file() else about_file(name, "not-a-file", "this is no regular file", "remove it")


def _is_folder(item: os.DirEntry[str], root: Path, found: Contents) -> bool:
    name = _name(Path(item.path), root)
    if item.is_symlink():
        found.diagnostics.append(_link(item, root) or _linked_folder(item, root))
    elif not item.is_dir():
        found.diagnostics.append(
            about_file(name, "not-a-folder", "a file that is named as a folder", "rename the file")
        )
    else:
        return True
    return False


def _link(item: os.DirEntry[str], root: Path) -> Diagnostic | None:
    name = _name(Path(item.path), root)
    try:
        target = Path(item.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return about_file(
            name, "bad-link", "a link that leads nowhere, or to itself", "remove it, or put the file here"
        )
    if target.is_relative_to(root):
        return None
    return about_file(name, "bad-link", "a link out of the negotiation's folder", "put a copy of the file here")


def _linked_folder(item: os.DirEntry[str], root: Path) -> Diagnostic:
    name = _name(Path(item.path), root)
    return about_file(name, "bad-link", "a link to a folder", "links to folders are not followed; put the files here")


def _unexpected(item: os.DirEntry[str], root: Path, remedy: str) -> Diagnostic:
    name = _name(Path(item.path), root)
    what = "folder" if item.is_dir() else "file"
    return about_file(name, "unexpected-file", f"this {what} is not read", remedy, error=False)


def _name(path: Path, root: Path) -> str:
    """Return a path's name inside the folder, with forward slashes; bytes that are no text are replaced."""
    inside = str(path)[len(str(root)) :].lstrip(os.sep).replace(os.sep, "/")  # relative_to takes ten times as long
    return inside.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
