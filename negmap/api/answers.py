"""Answers: reports that print as the commands print them, and can be looped over and followed."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Iterator
from typing import Any, Generic, Literal, Protocol, TypeVar, overload

from negmap.api.notebook import html
from negmap.api.pictures import Picture
from negmap.diagnostics import nearest
from negmap.findings.cards import ShowReport
from negmap.findings.reports import Head
from negmap.render import View
from negmap.render.json import json_text, plain

R = TypeVar("R", bound=Head)
T = TypeVar("T", bound="Item")
LINES = 60
"""How many lines of a report an interactive prompt shows."""
Theme = Literal["light", "dark"]


class Followed(Protocol):
    """What an answer asks of the map that it is about, to be followed further."""

    @property
    def lang(self) -> str:
        """Return the language of the answers."""

    def show(self, id: str) -> Answer[ShowReport]:
        """Return everything about one thing."""

    def picture(
        self,
        view: View = "positions",
        id: str | None = None,
        *,
        package: str | None = None,
        theme: Theme = "light",
    ) -> Picture:
        """Return a picture."""


class Answer(Generic[R]):
    """A report. `str()` is its text, as the command prints it; `report` holds every field, as the JSON does."""

    def __init__(self, report: R, text: Callable[[R], str], about: Followed) -> None:
        """Take a report, what lays it out, and the map that it is about."""
        self.report = report
        self._about = about
        self._text = text

    def __str__(self) -> str:
        return self._text(self.report)

    def __repr__(self) -> str:
        lines = str(self).splitlines()
        rest = len(lines) - LINES
        if rest > 0:
            lines[LINES:] = [f"… {rest} more line{'s' if rest > 1 else ''}; print(…) shows all"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return html(str(self), self.report.lang, self._repr_svg_())

    def _repr_svg_(self) -> str | None:
        return None

    @property
    def complete(self) -> bool:
        """Say whether nothing was cut off by a limit or by the time given."""
        return self.report.completeness.complete

    def json(self) -> str:
        """Return the report as JSON, as `--format json` writes it."""
        return json_text(self.report)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain dicts, lists, texts and numbers."""
        made: dict[str, Any] = plain(self.report)
        return made


class Item:
    """Something with an id in an answer."""

    id: str


class Listed(Answer[R], abc.Sequence[T], Generic[R, T]):
    """An answer that is a list of things; each can be had by its place or by its id."""

    def _items(self) -> tuple[T, ...]:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[T]:
        return iter(self._items())

    @overload
    def __getitem__(self, key: int | str) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[T, ...]: ...
    def __getitem__(self, key: int | str | slice) -> T | tuple[T, ...]:
        """Return what has a place or an id; raise KeyError, with the ids there are, or IndexError."""
        if not isinstance(key, str):
            return self._items()[key]
        for item in self:
            if item.id == key:
                return item
        near = nearest(key, [item.id for item in self])
        raise KeyError(f"nothing here is called `{key}`" + (f"; {near}" if near else ""))
