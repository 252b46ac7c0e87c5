"""Reports that were made before of the very same files: shown again at once.

The key is the content of every file that is read, the options, and the program itself, so that a
report is never out of date. Deleting the folder at any time loses nothing but time. What uses
internal statements is never kept, nor what rests on more than the folder (a revision of it).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from negmap.cli.options import asked
from negmap.cli.target import write
from negmap.files.cache_folder import cache_folder

MOST = 200
"""How many reports are kept."""
_TEXT = "negmap.text"
NO_CACHE = "negmap.no-cache"
"""Under this key of a command's context stands whether everything is to be made anew."""


def keep(text: str) -> None:
    """Note the text of a report that may be shown again: it is complete, and nothing was left out of it."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.meta[_TEXT] = text


def remembered(function: Callable[..., int]) -> Callable[..., int]:
    """Let a command show its report from memory where nothing it rests on has changed."""

    @wraps(function)
    def command(*, no_cache: bool, **values: Any) -> int:
        click.get_current_context().meta[NO_CACHE] = no_cache
        fresh = no_cache or values.get("include") or values.get("from_rev")
        place = None if fresh else _place(click.get_current_context().info_name or "", values)
        known = _read(place) if place is not None else None
        if known is not None:
            write(known[1], values.get("output"))
            return known[0]
        code = function(**values)
        text = click.get_current_context().meta.get(_TEXT)
        # Files may have changed since the report was begun: then it is not the one of these files.
        if (
            place is not None
            and text is not None
            and place == _place(click.get_current_context().info_name or "", values)
        ):
            _store(place, code, text)
        return code

    return click.option("--no-cache", is_flag=True, help="Make the report anew, even if nothing has changed.")(command)


def _place(name: str, values: dict[str, Any]) -> Path | None:
    """Return where the report of a command would be kept; None where it cannot be told what it rests on."""
    folder = cache_folder()
    if folder is None:
        return None
    from negmap.files.find import NotFound, find_negotiation
    from negmap.files.fingerprint import code_stamp, fingerprint

    shared, own = asked(values)
    try:
        files = fingerprint(find_negotiation(Path(), shared.positions, shared.name), shared.with_)
    except NotFound:
        return None
    if files is None:
        return None
    switches = {k: v for k, v in values.items() if k not in ("positions", "name", "output")}
    key = json.dumps([name, files, code_stamp(Path(__file__).parents[1]), switches, sorted(own)], default=str)
    return folder / f"{hashlib.sha256(key.encode(errors='surrogateescape')).hexdigest()}.json"


def _read(place: Path) -> tuple[int, str] | None:
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        return int(kept["code"]), str(kept["text"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _store(place: Path, code: int, text: str) -> None:
    """Keep a report, written in one step; a folder that cannot be written to is no fault."""
    import tempfile  # slow to import, and not needed where a report is known

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"code": code, "text": text}, stream, ensure_ascii=False)
            Path(temporary).replace(place)
        finally:
            Path(temporary).unlink(missing_ok=True)
        _prune(place.parent)
    except OSError:
        return


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for old in kept[MOST:]:
        old.unlink(missing_ok=True)
