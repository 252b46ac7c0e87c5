"""What is wrong with a folder, as a list that prints itself."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterable
from typing import overload

from negmap.diagnostics import Diagnostic
from negmap.render.diagnostics import lines


class Faults(abc.Sequence[Diagnostic]):
    """What `negmap check` says of a folder: faults and remarks, in the order of the files."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        """Take what was found."""
        self._found = tuple(found)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Return the faults alone; with any of them nothing is analysed."""
        return tuple(d for d in self._found if d.is_error)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, key: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Diagnostic, ...]: ...
    def __getitem__(self, key: int | slice) -> Diagnostic | tuple[Diagnostic, ...]:
        return self._found[key]

    def __str__(self) -> str:
        errors = len(self.errors)
        remarks = len(self) - errors
        counts = f"{errors} fault{'' if errors == 1 else 's'}, {remarks} remark{'' if remarks == 1 else 's'}"
        return "\n\n".join(["\n".join(lines(d)) for d in self._found] + [counts])

    def __repr__(self) -> str:
        return str(self)
