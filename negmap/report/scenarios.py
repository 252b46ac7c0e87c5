"""The report of `negmap scenarios`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from negmap.comparisons.scenarios import Trial, trials
from negmap.findings.comparison_reports import (
    DeadlockRow,
    PlaceClaimRow,
    PlaceRow,
    ScenarioRow,
    ScenariosReport,
    SupposedRow,
)
from negmap.findings.comparisons import HELD, Deadlock, Place, TermChange
from negmap.model.scenarios import Scenario
from negmap.report.context import Context
from negmap.report.points import Points, asked_rows
from negmap.report.rows import Rows
from negmap.report.wordings import titles
from negmap.study import Study


def scenarios_report(context: Context, scenarios: Iterable[Scenario], timeout: float | None = None) -> ScenariosReport:
    """Return each scenario beside the map as it is, and the places on the rings of the map."""
    found = trials(context.study, scenarios, timeout)
    base, rows = Points(found.base, context.words), Rows(context)
    head: dict[str, Any] = context.head("scenarios", found.completeness)
    deadlocks = tuple(_deadlock(d, base, rows) for d in found.deadlocks)
    return ScenariosReport(
        **head,
        totals=base.totals(),
        components=base.components(),
        scenarios=tuple(_scenario(trial, base, context) for trial in found.trials),
        deadlocks=deadlocks,
        titles=titles(context),
        sources=rows.footnotes,
    )


def _scenario(trial: Trial, base: Points, context: Context) -> ScenarioRow:
    here = Points(trial.moment, context.words)
    changed = {change.term for change in trial.terms}
    still = [
        TermChange(term, hold, hold)
        for term, hold in sorted(trial.moment.holds.items())
        if hold in HELD and term not in changed
    ]
    rows = {change: here.term(change) for change in (*trial.terms, *still)}
    lang = context.words.lang
    return ScenarioRow(
        id=trial.scenario.id,
        title=trial.scenario.title.within(lang),
        summary=trial.scenario.summary.within(lang) if trial.scenario.summary else None,
        supposed=tuple(_Supposed(trial, context).rows()),
        complete=trial.complete,
        totals=here.totals(),
        conflicts_gone=trial.conflicts.gone,
        conflicts_new=trial.conflicts.new,
        conflicts_staying=trial.conflicts.staying,
        obstacles_gone=trial.obstacles.gone,
        obstacles_new=trial.obstacles.new,
        obstacles_staying=trial.obstacles.staying,
        gone=tuple(base.of(trial.conflicts.gone)),
        new=tuple(here.of(trial.conflicts.new)),
        staying=tuple(here.of(trial.conflicts.staying)),
        opened=tuple(row for c, row in rows.items() if c.after not in HELD),
        shut=tuple(row for c, row in rows.items() if c.after in HELD and c.before != c.after),
        still=tuple(row for c, row in rows.items() if c.before == c.after),
        asked=asked_rows(trial.asked, base, here),
        components=here.components(),
    )


class _Supposed:
    """Says in words what a scenario supposes."""

    def __init__(self, trial: Trial, context: Context) -> None:
        self._trial, self._words = trial, context.words
        self._before = Context(context.study, context.words)
        self._after = Context(trial.moment.study, context.words)

    def rows(self) -> Iterator[SupposedRow]:
        """Yield what is taken out, new terms, new definitions and positions that nobody took."""
        trial, phrases = self._trial, self._after.phrases
        for key in trial.scenario.without:
            yield SupposedRow(kind="without", id=key, text=self._taken_out(key))
        for key in trial.new_terms:
            yield SupposedRow(kind="term", id=key, text=phrases.term(key))
        definitions = {d.id: d for d in trial.moment.study.view.definitions}
        for key in trial.new_definitions:
            yield SupposedRow(kind="definition", id=key, text=phrases.definition(definitions[key]))
        yield from self._said()

    def _said(self) -> Iterator[SupposedRow]:
        negotiation, phrases = self._trial.moment.study.view.negotiation, self._after.phrases
        for key, said in negotiation.positions.items():
            if said.statement.id in self._trial.hypothetical:
                counted = said.statement.id not in self._trial.uncounted
                yield SupposedRow(kind="position", id=key, text=phrases.stance(said), party=said.party, counted=counted)

    def _taken_out(self, key: str) -> str:
        """Return in words what a scenario leaves out: words, a claim or a definition."""
        study, phrases, words = self._before.study, self._before.phrases, self._words
        negotiation = study.view.negotiation
        definitions = {d.id: d for d in negotiation.definitions}
        if key in negotiation.positions:
            said = negotiation.positions[key]
            return words("{party}: {text}", party=phrases.party(said.party), text=phrases.stance(said))
        if key in study.claims:
            claim = study.claims[key]
            return words("{parties}: {text}", parties=phrases.parties(claim.holders), text=phrases.claim(claim))
        if key in definitions:
            return phrases.definition(definitions[key])
        if key in negotiation.statements:
            return words("everything that {party} said there", party=phrases.party(negotiation.statements[key].party))
        return words("nothing of it counts on this map")


def _deadlock(deadlock: Deadlock, base: Points, rows: Rows) -> DeadlockRow:
    claims = base.moment.study.claims
    named = [name for place in deadlock.places for name in place.claims]
    return DeadlockRow(
        obstacle=deadlock.obstacle,
        conflicts=deadlock.conflicts,
        parties=tuple(sorted({p for name in named for p in claims[name].holders})),
        ring=deadlock.ring,
        places=tuple(_place(place, deadlock.conflicts, base, rows) for place in deadlock.places),
        gone_in=deadlock.gone_in,
    )


def _place(place: Place, conflicts: Collection[str], base: Points, rows: Rows) -> PlaceRow:
    phrases, words = base.phrases, base.phrases.words
    first, then = phrases.term(place.first), phrases.term(place.then)
    needed = (d for c in base.moment.conflicts.conflicts if c.id in conflicts for d in c.definitions)
    without = {d.id: d.stands_without for d in needed}
    return PlaceRow(
        first=place.first,
        then=place.then,
        strict=place.strict,
        text=words("{x} before {y}", x=first, y=then)
        if place.strict
        else words("{x} no later than {y}", x=first, y=then),
        claims=tuple(_place_claim(name, base.moment.study, base, rows) for name in place.claims),
        definitions=tuple(rows.definition(key, stands_without=without[key]) for key in place.definitions),
        tried=place.tried,
    )


def _place_claim(name: str, study: Study, base: Points, rows: Rows) -> PlaceClaimRow:
    claim, positions = study.claims[name], study.view.negotiation.positions
    latest = max(
        (v for v in claim.voices if v.binding), key=lambda v: (positions[v.position].statement.date.last, v.position)
    )
    return PlaceClaimRow(id=name, parties=claim.holders, text=base.phrases.claim(claim), voice=rows.voice(latest))
