"""Scenarios beside the map as it is (method.md §10.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from negmap.comparisons.differences import asked_difference, conflict_difference, obstacle_difference, term_changes
from negmap.comparisons.moments import Clock, Moment
from negmap.findings.comparisons import AskedDifference, Deadlock, Difference, Place, TermChange
from negmap.findings.conflicts import Completeness, Conflict, Obstacle
from negmap.logic.rules import Edge, Rule, of_claim
from negmap.model.scenarios import Scenario
from negmap.model.variants import View, plus, view as view_of
from negmap.study import Study


@dataclass(frozen=True, slots=True)
class Trial:
    """One scenario beside the map: both maps, and what differs.

    `moment` is the map with the scenario. `new_terms` are terms it brings, `new_definitions`
    definitions that it brings or changes. `uncounted` are hypothetical statements that do not count,
    because their date is after the day of the analysis or a filter leaves them out.
    """

    scenario: Scenario
    moment: Moment
    conflicts: Difference
    obstacles: Difference
    terms: tuple[TermChange, ...]
    asked: AskedDifference
    new_terms: tuple[str, ...]
    new_definitions: tuple[str, ...]
    hypothetical: tuple[str, ...]
    uncounted: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Say whether no search on the map with the scenario was cut."""
        return complete(self.moment)


@dataclass(frozen=True, slots=True)
class Trials:
    """The map as it is, every scenario beside it, and the deadlocks of the map."""

    base: Moment
    trials: tuple[Trial, ...]
    deadlocks: tuple[Deadlock, ...]

    @property
    def completeness(self) -> Completeness:
        """Return whether no search was cut."""
        done = complete(self.base) and all(trial.complete for trial in self.trials)
        return Completeness(complete=done, reason=None if done else "the time given was up")


def complete(moment: Moment) -> bool:
    """Say whether everything that is compared was found on a map."""
    found = (moment.conflicts.completeness, moment.blocked.completeness)
    return all(part.complete for part in found) and moment.packages_known


def trials(study: Study, scenarios: Iterable[Scenario], timeout: float | None = None) -> Trials:
    """Return each scenario beside the map of a study."""
    clock, base = Clock(timeout), Moment(study)
    found = tuple(_trial(base, scenario, clock) for scenario in scenarios)
    return Trials(base, found, tuple(_deadlocks(base, found)))


def variant(base: View, scenario: Scenario) -> View:
    """Return a view with a scenario put to it, as of the same day and under the same filters."""
    changed, new = plus(base.negotiation, scenario, base.as_of)
    filters = replace(base.filters, as_of=base.as_of, without=base.filters.without | set(scenario.without))
    return view_of(changed, filters, base.hypothetical | new)


def _trial(base: Moment, scenario: Scenario, clock: Clock) -> Trial:
    before, here = base.study.view, variant(base.study.view, scenario)
    moment = Moment(clock.study(here))
    hypothetical = tuple(sorted(here.hypothetical - before.hypothetical))
    counted = {s.id for s in here.statements}
    conflicts = conflict_difference(base, moment)
    return Trial(
        scenario,
        moment,
        conflicts,
        obstacle_difference(base, moment, conflicts),
        term_changes(base, moment),
        asked_difference(base, moment),
        new_terms=tuple(key for key in scenario.terms if key not in before.negotiation.terms),
        new_definitions=_new_definitions(before, here),
        hypothetical=hypothetical,
        uncounted=tuple(key for key in hypothetical if key not in counted),
    )


def _new_definitions(before: View, after: View) -> tuple[str, ...]:
    known = {d.id: d for d in before.definitions}
    return tuple(d.id for d in after.definitions if known.get(d.id) != d)


def _deadlocks(base: Moment, found: Iterable[Trial]) -> Iterator[Deadlock]:
    """Yield every ring of every sticking point, with its places and the scenarios that bear on it."""
    found = tuple(found)
    conflicts = {c.id: c for c in base.conflicts.conflicts}
    for obstacle in base.conflicts.obstacles:
        for ring in obstacle.rings:
            on_it = [conflicts[key] for key in obstacle.conflicts if ring in conflicts[key].rings]
            yield _deadlock(base, obstacle, on_it, ring, found)


def _deadlock(
    base: Moment, obstacle: Obstacle, conflicts: list[Conflict], ring: tuple[str, ...], found: tuple[Trial, ...]
) -> Deadlock:
    said = {name: of_claim(base.binding[name]) for c in conflicts for name in c.claims}
    so = {d.id: base.study.definitions[d.id] for c in conflicts for d in c.definitions}
    places = [_place(first, then, said, so) for first, then in zip(ring, ring[1:] + ring[:1], strict=True)]
    keys = tuple(c.id for c in conflicts)
    return Deadlock(
        obstacle.id,
        keys,
        ring,
        tuple(replace(place, tried=_tried(place, found)) for place in places),
        gone_in=tuple(trial.scenario.id for trial in found if set(keys) <= set(trial.conflicts.gone)),
    )


def _place(first: str, then: str, said: dict[str, tuple[Rule, ...]], so: dict[str, tuple[Rule, ...]]) -> Place:
    claims = _ordering(first, then, said)
    definitions = _ordering(first, then, so)
    strict = any(edge.strict for edges in (*claims.values(), *definitions.values()) for edge in edges)
    return Place(first, then, strict, tuple(claims), tuple(definitions))


def _ordering(first: str, then: str, rules: dict[str, tuple[Rule, ...]]) -> dict[str, list[Edge]]:
    """Return what puts one term before, or no later than, another, with the orders that it asks for."""
    found: dict[str, list[Edge]] = {}
    for name, own in sorted(rules.items()):
        literals = {lit for rule in own for head in rule.heads for lit in head}
        edges = [lit for lit in literals if isinstance(lit, Edge) and (lit.first, lit.then) == (first, then)]
        if edges:
            found[name] = edges
    return found


def _tried(place: Place, found: Iterable[Trial]) -> tuple[str, ...]:
    """Return the scenarios in which some of what makes a place is not said or not so."""
    return tuple(
        trial.scenario.id
        for trial in found
        if not trial.moment.binding.keys() >= set(place.claims)
        or not trial.moment.study.definitions.keys() >= set(place.definitions)
    )
