"""Functions that read a folder and ask one question."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from negmap.api.answers import Answer
from negmap.api.conflicts import Conflicts
from negmap.api.faults import Faults
from negmap.api.maps import Map, ready
from negmap.api.packages import Packages, Sequence
from negmap.api.switches import Switches
from negmap.diagnostics import in_order
from negmap.prepare.reading import read

if TYPE_CHECKING:
    from negmap.findings.proposal_reports import ProposalReport

Folder = str | PathLike[str]


def load(folder: Folder | None = None, name: str | None = None, **switches: Unpack[Switches]) -> Map:
    """Read a negotiation and return its map.

    `folder` is the negotiation's own folder, or a folder of negotiations of which `name` picks one; without it, the
    nearest `positions/` from the working directory upwards. Raises FilesAtFault where files hold faults, unless
    `partial`; NotUnderstood where there is no negotiation or a switch names nothing.
    """
    return ready(Map(read(Path(folder) if folder is not None else None, name), switches))


def check(folder: Folder | None = None, name: str | None = None) -> Faults:
    """Read a negotiation and return every fault and remark, checkpoints of `expect:` among them; raises none of them.

    Raises NotUnderstood where there is no negotiation.
    """
    from negmap.checks.expectations import expectations

    done = read(Path(folder) if folder is not None else None, name)
    found = done.diagnostics if done.errors else in_order((*done.diagnostics, *expectations(done.negotiation)))
    return Faults(found)


def conflicts(
    folder: Folder | Map | None = None,
    *,
    party: str | None = None,
    issue: str | None = None,
    limit: int | None = None,
    tensions: bool = False,
    **switches: Unpack[Switches],
) -> Conflicts:
    """Return which positions cannot stand together; as `Map.conflicts`, of a folder or a map."""
    return _map(folder, switches).conflicts(party=party, issue=issue, limit=limit, tensions=tensions)


def concessions(
    folder: Folder | Map | None = None,
    *,
    only: str | None = None,
    hold: str | Iterable[str] = (),
    bridges: bool = False,
    drop_only: bool = False,
    limit: int | None = None,
    all: bool = False,
    **switches: Unpack[Switches],
) -> Packages:
    """Return the least that would have to move; as `Map.concessions`, of a folder or a map."""
    made = _map(folder, switches)
    return made.concessions(only=only, hold=hold, bridges=bridges, drop_only=drop_only, limit=limit, all=all)


def sequence(folder: Folder | Map | None = None, package: str | None = None, **switches: Unpack[Switches]) -> Sequence:
    """Return in which orders a settlement could take effect; as `Map.sequence`, of a folder or a map."""
    return _map(folder, switches).sequence(package)


def proposal(
    draft: str | PathLike[str],
    folder: Folder | Map | None = None,
    *,
    party: str | None = None,
    **switches: Unpack[Switches],
) -> Answer[ProposalReport]:
    """Return a draft held against every position; as `Map.proposal`, of a folder or a map."""
    return _map(folder, switches).proposal(draft, party=party)


def _map(folder: Folder | Map | None, switches: Switches) -> Map:
    if isinstance(folder, Map):
        return folder.under(**switches) if switches else folder
    return load(folder, **switches)
