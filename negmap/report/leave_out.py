"""The report of `negmap leave-out`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from negmap.comparisons.moments import Moment
from negmap.explain.evidence import occasion
from negmap.findings.leave_out import ITEM_KINDS, Item, LeaveOut, Standing, Unit
from negmap.findings.leave_out_reports import ItemRef, LeaveOutItemRow, LeaveOutReport, UnitRow
from negmap.logic.budget import OutOfTime
from negmap.model.variants import view as view_of
from negmap.report.context import Context
from negmap.report.points import Points
from negmap.report.wordings import conflict_in_words
from negmap.study import Study

LOOKED_UP = 12
"""On so many other maps at most it is looked up what results that come there say."""


def leave_out_report(context: Context, found: LeaveOut) -> LeaveOutReport:
    """Return a study of maps with something left out as a report."""
    head: dict[str, Any] = context.head("leave-out", found.completeness)
    texts = _Texts(context, found)
    names = _names(found, context)
    return LeaveOutReport(
        **head,
        kind=found.choice.kind,
        size=found.choice.size,
        possible=found.choice.possible,
        planned=len(found.choice.maps),
        made=found.done,
        seed=found.choice.seed,
        items=tuple(_item(standing, found, texts) for standing in _ordered(found, context)),
        units=tuple(
            UnitRow(
                id=effect.unit.id,
                text=names[effect.unit.id],
                statements=effect.unit.statements,
                alone=effect.unit.alone,
                falls=_refs(effect.falls),
                comes=_refs(effect.comes),
            )
            for effect in found.effects
        ),
    )


def _ordered(found: LeaveOut, context: Context) -> list[Standing]:
    """Return the results by kind; conflicts and obstacles of the whole map in its order, then what comes elsewhere."""
    conflicts = context.study.conflicts
    ids = [o.id for o in conflicts.obstacles] + [c.id for c in conflicts.conflicts]
    places = {key: n for n, key in enumerate(ids)}
    return sorted(
        found.standings.values(),
        key=lambda s: (ITEM_KINDS.index(s.item[0]), not s.on_whole, places.get(s.item[1], 0), s.item[1]),
    )


def _item(standing: Standing, found: LeaveOut, texts: _Texts) -> LeaveOutItemRow:
    kind, key = standing.item
    return LeaveOutItemRow(
        kind=kind,
        id=key,
        text=texts.of(standing),
        on_whole=standing.on_whole,
        maps=standing.maps,
        falls_without=tuple(found.units[n].id for n in standing.falls_without),
        falls_with=_refs(standing.falls_with),
    )


def _refs(items: Iterable[Item]) -> tuple[ItemRef, ...]:
    return tuple(ItemRef(kind=kind, id=key) for kind, key in items)


def _names(found: LeaveOut, context: Context) -> dict[str, str]:
    """Return each unit in words, with its id where two would be called the same."""
    names = {unit.id: _unit(unit, found, context) for unit in found.units}
    often = Counter(names.values())
    words = context.words
    return {key: words("{text} [{id}]", text=n, id=key) if often[n] > 1 else n for key, n in names.items()}


def _unit(unit: Unit, found: LeaveOut, context: Context) -> str:
    """Return what can be left out in words: who said it when and where, who spoke, or which source."""
    phrases, words = context.phrases, context.words
    statements = context.study.view.negotiation.statements
    said = statements[unit.statements[0]]
    if found.choice.kind == "source":
        return unit.id
    if found.choice.kind == "speaker":
        if said.speaker is None:
            return phrases.party(said.party)
        name = said.speaker.name.within(words.lang)
        return words("{party}: {text}", party=phrases.party(said.party), text=name)
    return words("{party} ({occasion})", party=phrases.party(said.party), occasion=occasion(said, phrases))


class _Texts:
    """Says results in words: those of the whole map, and those that come on a few others."""

    def __init__(self, context: Context, found: LeaveOut) -> None:
        self._context, self._found = context, found
        self._known: dict[tuple[int, ...], dict[Item, str]] = {(): dict(_results(context))}

    def of(self, standing: Standing) -> str:
        kind, key = standing.item
        if kind in ("blocked", "rejected"):
            return self._context.phrases.term(key)
        time_left = self._found.completeness.complete
        if standing.example not in self._known and time_left and len(self._known) <= LOOKED_UP:
            self._known[standing.example] = dict(_results(self._map(standing.example)))
        return self._known.get(standing.example, {}).get(standing.item, "")

    def _map(self, left_out: tuple[int, ...]) -> Context:
        """Return the map without some units."""
        view, chosen = self._context.study.view, {self._found.units[n].id for n in left_out}
        borne: dict[str, set[str]] = {}
        for unit in self._found.units:
            for key in unit.statements:
                borne.setdefault(key, set()).add(unit.id)
        gone = frozenset(key for key, names in borne.items() if names <= chosen)
        filters = replace(view.filters, without=view.filters.without | gone, as_of=view.as_of)
        return Context(Study(view_of(view.negotiation, filters, view.hypothetical)), self._context.words)


def _results(context: Context) -> Iterator[tuple[Item, str]]:
    """Yield the conflicts, obstacles and first packages of a map in words."""
    study, words = context.study, context.words
    points = Points(Moment(study), words)
    conflicts = [c.id for c in study.conflicts.conflicts]
    for conflict in study.conflicts.conflicts:
        yield ("conflict", conflict.id), conflict_in_words(context, conflict)
    for point in points.of(conflicts):
        claims = [words("{who}: {text}", who=points.phrases.parties(c.parties), text=c.text) for c in point.claims]
        yield ("obstacle", point.id), words("; ").join(claims)
    try:
        packages = study.first_packages()
    except OutOfTime:
        return
    for package in packages:
        asked = [points.asked(concession) for concession in package.concessions]
        texts = [words("{who}: {text}", who=points.phrases.parties(a.parties), text=a.text) for a in asked]
        yield ("package", package.id), words("; ").join(texts)
