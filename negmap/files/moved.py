"""A negotiation's folder under another name, and the settings of an editor that name it."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from negmap.files.commit import CannotWrite
from negmap.files.schema_files import SETTINGS, renamed_in, workspace


@dataclass(frozen=True, slots=True)
class Move:
    """What is to happen: the folder's old and new path; the settings that name it, before and after, if any do."""

    old: Path
    new: Path
    settings: Path | None = None
    before: str = ""
    after: str = ""


def moving(folder: Path, name: str) -> Move:
    """Return what a new name for a folder changes; raises CannotWrite where settings that name it cannot be read."""
    new, home = folder.with_name(name), workspace(folder)
    settings = home / SETTINGS
    try:
        before = settings.read_bytes().decode()
    except FileNotFoundError:
        return Move(folder, new)
    except (OSError, ValueError) as wrong:
        raise CannotWrite(f"{settings} cannot be read: {wrong}", "mend it, or take it away") from None
    after = renamed_in(before, folder, new, home)
    return Move(folder, new, settings, before, after) if after != before else Move(folder, new)


def move(planned: Move) -> None:
    """Do it, or nothing; raises CannotWrite.

    The new settings are laid down first. The folder gets its name in one step, and so do they; a run that is cut off
    between the two leaves settings that name a folder that is gone, which `negmap schema --write` mends.
    """
    laid = _laid_down(planned)
    try:
        planned.old.rename(planned.new)
    except OSError as wrong:
        _take_away(laid)
        raise CannotWrite(f"{planned.old} cannot be renamed: {wrong.strerror}") from None
    if laid is not None and planned.settings is not None:
        try:
            laid.replace(planned.settings)
        except OSError as wrong:
            planned.new.rename(planned.old)
            _take_away(laid)
            raise CannotWrite(f"{planned.settings} cannot be written: {wrong.strerror}") from None


def _laid_down(planned: Move) -> Path | None:
    """Write the new settings beside the old ones."""
    if planned.settings is None:
        return None
    try:
        handle, name = tempfile.mkstemp(dir=planned.settings.parent, prefix=".settings-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(planned.after.encode())
        Path(name).chmod(planned.settings.stat().st_mode & 0o777)
    except OSError as wrong:
        raise CannotWrite(f"{planned.settings} cannot be written: {wrong.strerror}") from None
    return Path(name)


def _take_away(laid: Path | None) -> None:
    if laid is not None:
        laid.unlink(missing_ok=True)
