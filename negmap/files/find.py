"""Which negotiation a command is about."""

from __future__ import annotations

from pathlib import Path

from negmap.diagnostics import nearest

FOLDER = "positions"
ABOUT = "negotiation.yaml"
_SHOWN = 200


class NotFound(Exception):
    """No negotiation, or more than one, where one was looked for; says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def find_negotiation(start: Path, positions: Path | None = None, name: str | None = None) -> Path:
    """Return the folder of the negotiation that is meant.

    `positions` is a folder of negotiations or one negotiation's own; without it the nearest
    ``positions/`` from `start` upwards is taken. `name` picks one of several. Raises NotFound.
    """
    found = negotiations(start, positions, name)
    where = positions or FOLDER
    if name is not None:
        if name in found:
            return found[name]
        listed = ", ".join(found)
        raise NotFound(f"no negotiation `{name}` in {where}", nearest(name, found) or f"there are: {listed}")
    if len(found) > 1:
        raise NotFound(f"{len(found)} negotiations in {where}: {', '.join(found)}", "choose one with -n NAME")
    return next(iter(found.values()))


def negotiations(start: Path, positions: Path | None = None, name: str | None = None) -> dict[str, Path]:
    """Return the folders of all negotiations by name, in order; raises NotFound where there is none.

    From inside a negotiation's folder that one alone is meant, unless another is named.
    """
    try:
        return _negotiations(start, positions, name)
    except OSError as error:
        where = "the folder you are in" if positions is None else f"{positions}"[:_SHOWN]
        raise NotFound(f"{where} cannot be read: {error.strerror}", "see that it is there, and yours to read") from None


def _negotiations(start: Path, positions: Path | None, name: str | None) -> dict[str, Path]:
    folder = positions if positions is not None else _nearest(start, name)
    if not folder.is_dir():
        raise NotFound(f"there is no folder {folder}", "name a folder of negotiations with --positions")
    if (folder / ABOUT).exists():
        return {folder.resolve().name: folder}
    below = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    found = {path.name: path for path in below if (path / ABOUT).exists()}
    if not found:
        remedy = f"a negotiation is a folder with a {ABOUT}; `negmap new negotiation` makes one"
        raise NotFound(f"no negotiation in {folder}", remedy)
    return found


def _nearest(start: Path, name: str | None) -> Path:
    """Return the nearest positions folder upwards; or the negotiation's own folder that `start` lies in."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / ABOUT).is_file() and name in (None, folder.name):
            return folder
        if (folder / FOLDER).is_dir():
            return folder / FOLDER
    raise NotFound(
        f"no folder `{FOLDER}` here or above",
        "make one with `negmap new negotiation` (--example: one to look around in), or name one with --positions",
    )
