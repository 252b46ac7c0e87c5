"""Schemas where editors find them: in the negotiation's folder, named in the settings of VS Code or atop each file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from negmap.diagnostics import Diagnostic
from negmap.files.disk import about_file
from negmap.files.schema import FILES, schemas, text
from negmap.model.negotiation import Negotiation

FOLDER = ".schemas"
"""Where they lie in the negotiation's folder; the loader passes over what begins with a dot."""
SETTINGS = ".vscode/settings.json"
_KEY = "yaml.schemas"
_MODELINE = "# yaml-language-server: $schema="


class CannotMerge(Exception):
    """Settings that cannot be added to; nothing was changed."""


def kept(folder: Path) -> bool:
    """Say whether a negotiation keeps schemas in its folder."""
    return (folder / FOLDER).is_dir()


def schema_texts(negotiation: Negotiation) -> dict[str, str]:
    """Return the schemas of a negotiation, as files by their names in its folder."""
    return {f"{FOLDER}/{name}.json": text(made) for name, made in schemas(negotiation).items()}


def stale(folder: Path, negotiation: Negotiation) -> Iterator[Diagnostic]:
    """Yield a remark for the first schema in the folder that is not what it would be now."""
    if not kept(folder):
        return
    old = [name for name, made in schema_texts(negotiation).items() if _read(folder / name) != made]
    if old:
        more = f", and {len(old) - 1} more" if len(old) > 1 else ""
        remedy = "run `negmap schema --write`, so that editors know the ids of today"
        yield about_file(old[0], "stale-schema", f"the schema is older than the files{more}", remedy, error=False)


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def workspace(folder: Path) -> Path:
    """Return the folder that an editor would open: that of the repository, else the one around `positions/`."""
    folder = folder.resolve()
    for above in folder.parents:
        if (above / ".git").exists() or (above / ".vscode").is_dir():
            return above
    return folder.parent.parent if folder.parent.name == "positions" else folder.parent


def settings(folder: Path, home: Path) -> dict[str, list[str]]:
    """Return which files each schema is for, as VS Code's YAML extension wants it, seen from the opened folder."""
    inside = Path(os.path.relpath(folder.resolve(), home)).as_posix()
    return {f"./{inside}/{FOLDER}/{name}.json": [f"{inside}/{glob}" for glob in globs] for name, globs in FILES.items()}


def renamed_in(text: str, old: Path, new: Path, home: Path) -> str:
    """Return settings in which a negotiation's folder has another name; comments and all else stay."""
    before, after = (settings(folder, home) for folder in (old, new))
    for key, value in zip(_texts(before), _texts(after), strict=True):
        text = text.replace(json.dumps(key), json.dumps(value))
    return text


def _texts(wanted: Mapping[str, list[str]]) -> list[str]:
    return [text for key, globs in wanted.items() for text in (key, *globs)]


def merged(old: str, wanted: Mapping[str, list[str]]) -> str:
    """Return settings with these schemas in them; comments and all else stay. Raises CannotMerge."""
    if not old.strip():
        return json.dumps({_KEY: wanted}, indent=2) + "\n"
    before = _json(old)
    there = before.get(_KEY, {})
    if not isinstance(there, dict):
        raise CannotMerge
    missing = {key: value for key, value in wanted.items() if key not in there}
    if any(there[key] != wanted[key] for key in wanted if key in there):
        raise CannotMerge
    if not missing:
        return old
    new = _inserted(old, missing, has_key=_KEY in before)
    if _json(new) != {**before, _KEY: {**there, **missing}}:
        raise CannotMerge
    return new


_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


def _bare(text: str) -> str:
    """Return JSON in which comments and commas before a closing bracket are blanks, at the same offsets."""
    bare = _TOKEN.sub(lambda m: m[0] if m[0].startswith('"') else re.sub(r"[^\n]", " ", m[0]), text)
    return re.sub(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])', lambda m: m[1] or " ", bare)


def _json(text: str) -> dict[str, Any]:
    try:
        data = json.loads(_bare(text))
    except ValueError:
        raise CannotMerge from None
    if not isinstance(data, dict):
        raise CannotMerge
    return data


def _inserted(old: str, missing: Mapping[str, list[str]], *, has_key: bool) -> str:
    """Return settings with what is missing as the first lines of their mapping, or of the schemas' own."""
    bare = _bare(old)
    found = re.search(rf'"{re.escape(_KEY)}"\s*:\s*\{{' if has_key else r"\{", bare)
    if found is None:
        raise CannotMerge
    at = found.end()
    lines = json.dumps(missing if has_key else {_KEY: missing}, indent=2).split("\n")[1:-1]
    written = "\n".join(("  " if has_key else "") + line for line in lines)
    comma = "" if bare[at:].lstrip().startswith("}") else ","
    end = "" if re.match(r"[ \t]*\r?\n", old[at:]) else "\n"
    return f"{old[:at]}\n{written}{comma}{end}{old[at:]}"


def with_modeline(name: str, text: str) -> str:
    """Return a file's text whose first line names its schema, as most editors read it."""
    schema = next(key for key, globs in FILES.items() for glob in globs if _is_for(glob, name))
    line = f"{_MODELINE}{'../' * name.count('/')}{FOLDER}/{schema}.json"
    first, end, rest = text.partition("\n")
    if first.rstrip("\r").startswith(_MODELINE):
        return f"{line}{first[len(first.rstrip(chr(13))) :]}{end}{rest}"
    return f"{line}{chr(13) if chr(13) + chr(10) in text else ''}\n{text}"


def _is_for(glob: str, name: str) -> bool:
    folder, _, last = glob.partition("/**/")
    return name == glob if not last else name.startswith(f"{folder}/") and name.endswith(last.removeprefix("*"))
