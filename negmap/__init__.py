"""negmap maps what negotiating parties have said, and computes what that implies."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # loaded on first use: the command needs none of it, and start-up time is felt
    from negmap.api import (
        Answer,
        Conflict,
        Conflicts,
        Faults,
        FilesAtFault,
        Map,
        NegmapError,
        NotUnderstood,
        Package,
        Packages,
        Picture,
        Sequence,
        Switches,
        check,
        concessions,
        conflicts,
        load,
        proposal,
        sequence,
    )

__all__ = [
    "Answer",
    "Conflict",
    "Conflicts",
    "Faults",
    "FilesAtFault",
    "Map",
    "NegmapError",
    "NotUnderstood",
    "Package",
    "Packages",
    "Picture",
    "Sequence",
    "Switches",
    "check",
    "concessions",
    "conflicts",
    "load",
    "proposal",
    "sequence",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'negmap' has no attribute {name!r}")
    return getattr(import_module("negmap.api"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
