"""The map: one negotiation under one set of switches, asked for whatever the commands can tell."""

from __future__ import annotations

from typing import Unpack

from negmap.api.notebook import html
from negmap.api.questions import Questions
from negmap.api.switches import Switches
from negmap.report.context import scope


class Map(Questions):
    """A negotiation as it stands under a set of switches; `negmap.load` makes one.

    Each answer is computed when it is asked for; what several answers need is computed once.
    """

    def under(self, **switches: Unpack[Switches]) -> Map:
        """Return the same negotiation under these switches and, for the rest, those of this map; reads nothing again.

        Raises NotUnderstood for an unknown id or a date that is none.
        """
        return ready(Map(self.read, {**self.switches, **switches}))

    def __str__(self) -> str:
        view = self._context.study.view
        counts = (
            f"{len(view.statements)} statements, {len(view.positions)} positions in force, "
            f"{len(self.parties)} parties, {len(self.terms)} terms, {len(view.definitions)} definitions"
        )
        return f"{self.title}\n{scope(self._context)}\n{counts}"

    def __repr__(self) -> str:
        return f"<Map {self.name}>\n{self}"

    def _repr_svg_(self) -> str:
        return self.picture().svg

    def _repr_html_(self) -> str:
        return html(str(self), self.lang, self._repr_svg_())


def ready(made: Map) -> Map:
    """Return a map of which faults and switches that are not understood have been raised."""
    _ = made._context
    return made
