"""Where rules look, and how they complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from negmap.diagnostics import Diagnostic, Path, fault, nearest, remark
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.values import MISSING

Rule = Callable[[Negotiation], Iterator[Diagnostic]]
"""A rule yields a diagnostic for each place where it is broken."""


class Place(NamedTuple):
    """A place in a record, and the record that is at fault when something is wrong there."""

    kind: Kind
    key: str
    path: Path
    subject: str

    @property
    def place(self) -> Place:
        """Return this place, as a position returns its own."""
        return self

    def at(self, *path: str | int) -> Place:
        """Return a place inside this one."""
        return self._replace(path=self.path + path)


def place(kind: Kind, key: str, *path: str | int) -> Place:
    """Return a place in a record that is at fault as a whole."""
    return Place(kind, key, path, f"{kind}:{key}")


def wrong(
    negotiation: Negotiation, where: Place, code: str, message: str, remedy: str = "", *, key: bool = False
) -> Iterator[Diagnostic]:
    """Yield an error at a place (at its key, if asked); nothing for a record that was made in a program."""
    origin = negotiation.origin(where.kind, where.key)
    if origin is not None:
        yield fault(origin.at(*where.path), code, message, remedy=remedy, subject=where.subject, key=key)


def noted(
    negotiation: Negotiation, where: Place, code: str, message: str, remedy: str = "", *, key: bool = False
) -> Iterator[Diagnostic]:
    """Yield a remark at a place (at its key, if asked); nothing for a record that was made in a program."""
    origin = negotiation.origin(where.kind, where.key)
    if origin is not None:
        yield remark(origin.at(*where.path), code, message, remedy=remedy, subject=where.subject, key=key)


def is_missing(name: str) -> bool:
    """Say whether a name stands for one that a faulty file lacks; it was complained of when the file was read."""
    return name.startswith(MISSING)


class Known:
    """Known ids of one kind; finds the nearest to a wrong one, a limited number of times."""

    def __init__(self, names: Mapping[str, object] | frozenset[str], limit: int = 300) -> None:
        self._names = names
        self._left = limit
        self._seen: dict[str, str] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def nearest(self, name: str) -> str:
        """Return a remedy that names the nearest known id, or nothing."""
        if name not in self._seen and self._left > 0:
            self._left -= 1
            self._seen[name] = nearest(name, self._names)
        return self._seen.get(name, "")
