"""What was said when, and what has become of it: positions in force and ended ones; when conflicts came to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from negmap.logic.claims import claims_of
from negmap.model.statements import StatedPosition
from negmap.study import Study

Fate = Literal["in force", "replaced", "withdrawn", "run out"]


@dataclass(frozen=True, slots=True)
class Said:
    """A position with what has become of it, and the position or statement that ended it, if any did."""

    position: StatedPosition
    fate: Fate
    by: str = ""

    @property
    def day(self) -> date:
        """Return the day from which it counts."""
        return self.position.statement.date.last


def history(study: Study) -> tuple[Said, ...]:
    """Return every position up to the day of the study, those that have ended too, by day and id."""
    view = study.view
    known = view.negotiation.positions
    found = {said.id: Said(said, "in force") for said in view.positions}
    for ending in view.endings:
        if ending.effective and ending.ended in known:
            fate: Fate = "replaced" if "#" in ending.carrier else "withdrawn"
            found.setdefault(ending.ended, Said(known[ending.ended], fate, ending.carrier))
    kept = {s.id for s in view.statements}
    for said in known.values():
        limit = said.position.until
        if limit is not None and limit.last < view.as_of and said.statement.id in kept and _kept(study, said):
            found.setdefault(said.id, Said(said, "run out"))
    return tuple(sorted(found.values(), key=lambda said: (said.day, said.position.id)))


def _kept(study: Study, said: StatedPosition) -> bool:
    filters = study.view.filters
    return said.id not in filters.without and (said.position.read == "stated" or not filters.stated)


def appeared(study: Study) -> Mapping[str, date]:
    """Return, for each conflict of the map, the day on which the last of its claims was first said."""
    first: dict[str, date] = {}
    for said in history(study):
        for claim in claims_of(said.position, study.view.negotiation.proposals):
            if claim.binding:
                first.setdefault(claim.id, said.day)
    return {
        conflict.id: max((first[name] for name in conflict.claims if name in first), default=study.view.as_of)
        for conflict in study.conflicts.conflicts
    }
