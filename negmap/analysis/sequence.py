"""The settlement that is shown, and the order in which its terms can take effect (method.md §7, §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence as Many
from dataclasses import dataclass
from itertools import chain

from negmap.findings.claims import Claim
from negmap.findings.conflicts import TIME, Completeness
from negmap.findings.sequence import ChosenSettlement, Group, Sequence, SequenceResult, SettledTerm
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.claims import consents, on_the_table, spoken
from negmap.logic.counting import count, together
from negmap.logic.courses import Course
from negmap.logic.either import Placings
from negmap.logic.encoding import Groups
from negmap.logic.least import Earliest, earliest, longest_chain
from negmap.logic.paths import first_paths
from negmap.logic.placings import kept, tied
from negmap.logic.rules import of_claim
from negmap.logic.settle import Called, Choice, choose, ranges
from negmap.logic.timing import Timing, loose_ends, timing, wholes
from negmap.logic.waits import exchange, first_movers, shortest_wait, waits
from negmap.logic.why import reasons_for
from negmap.model.variants import View

PATHS = 20
"""So many paths are listed."""

Consents = Mapping[str, Mapping[str, set[str]]]


def sequence(
    view: View,
    claims: Mapping[str, Claim],
    definitions: Groups,
    budget: Budget,
    *,
    rungs: Groups | None = None,
    limit: int = PATHS,
) -> SequenceResult:
    """Return the settlement that is shown for a map without conflicts, and its sequence.

    `claims` are all claims of the view, `definitions` the rules of its definitions, by id. `rungs`
    has the rules of the binding claims that are not held as stated; none where a claim is dropped.
    `limit` says how many paths are listed. Raises ValueError where the claims, so held, conflict.
    """
    try:
        held = _held(view, claims, definitions, rungs or {}, budget)
        steps = _steps(view, claims, held, budget)
        return SequenceResult(
            settlement=_settlement(view, claims, held, steps), sequence=_sequence(view, held, steps, limit, budget)
        )
    except OutOfTime:
        return SequenceResult(completeness=Completeness(complete=False, reason=TIME))


@dataclass(frozen=True, slots=True)
class _Held:
    """The terms chosen, and all that holds among them: claims on their rungs, met preferences, definitions."""

    choice: Choice
    binding: Groups
    preferences: Groups
    definitions: Groups
    called: Called

    @property
    def rules(self) -> Groups:
        return {**self.definitions, **self.preferences, **self.binding}


def _held(view: View, claims: Mapping[str, Claim], definitions: Groups, rungs: Groups, budget: Budget) -> _Held:
    budget.check()
    rules = {name: rungs[name] if name in rungs else of_claim(claim) for name, claim in claims.items()}
    binding = {name: rules[name] for name, claim in claims.items() if claim.binding}
    mild = {name: rules[name] for name, claim in claims.items() if not claim.binding}
    called = Called.of(consents(view))
    choice = choose(binding, mild, definitions, called, budget)
    return _Held(choice, binding, {name: mild[name] for name in choice.met}, definitions, called)


@dataclass(frozen=True, slots=True)
class _Steps:
    """What is asked of the steps, the placings kept in parts that do not touch, and the earliest of each."""

    already: frozenset[str]
    timing: Timing
    parts: tuple[tuple[Placings, Earliest], ...]

    @property
    def of(self) -> dict[str, int]:
        """Return the step of each term, by id."""
        found = dict.fromkeys(self.timing.terms, 1) | dict.fromkeys(self.already, 0)
        for _, first in self.parts:
            found |= first.steps
        return dict(sorted(found.items()))


def _steps(view: View, claims: Mapping[str, Claim], held: _Held, budget: Budget) -> _Steps:
    terms = held.choice.terms
    already = terms & already_so(view)
    asked = timing(chain.from_iterable(held.rules.values()), terms, already)
    including = {c.id for c in claims.values() if c.kind == "includes"}
    including |= {d.id for d in view.definitions if d.kind == "includes"}
    parts = wholes(chain.from_iterable(held.rules[name] for name in including & held.rules.keys()), terms)
    ends = loose_ends(_cases(view, held), parts, already)
    return _Steps(already, asked, tuple((part, earliest(part, budget)) for part in kept(asked, ends, budget)))


def already_so(view: View) -> frozenset[str]:
    """Return the terms of which the last event, up to the day of the view, does not say that it ended."""
    past = [event for event in view.negotiation.events if event.date.last <= view.as_of]
    last = {event.term: event for event in sorted(past, key=lambda event: (event.date.last, event.ended))}
    return frozenset(term for term, event in last.items() if not event.ended)


def _cases(view: View, held: _Held) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for d in view.definitions:
        if d.kind == "is_a" and d.id in held.definitions and held.choice.terms.issuperset(d.terms):
            found.setdefault(d.terms[1], set()).add(d.terms[0])
    return {term: frozenset(cases) for term, cases in found.items()}


def _settlement(view: View, claims: Mapping[str, Claim], held: _Held, steps: _Steps) -> ChosenSettlement:
    terms = held.choice.terms
    lifting = {name: claim.guard.unless for name, claim in claims.items()}
    why = reasons_for(terms, held.binding, held.preferences, held.definitions, held.called, lifting)
    says = _Says(view)
    bounding = chain.from_iterable([*held.binding.values(), *held.preferences.values()])
    return ChosenSettlement(
        terms=tuple(says.of(term, step, why[term]) for term, step in steps.of.items()),
        out=tuple(term for term in on_the_table(view) if term not in terms),
        quantities=ranges(bounding, terms),
        unmet_preferences=held.choice.unmet,
    )


class _Says:
    """Who says what of a term."""

    def __init__(self, view: View) -> None:
        self._consents, self._spoken = consents(view), spoken(view)
        self._must_agree, self._term_of = view.negotiation.must_agree, view.negotiation.term_of

    def of(self, term: str, step: int, why: tuple[str, ...]) -> SettledTerm:
        words = self._consents.get(term, {})
        by = self._term_of[term].by
        return SettledTerm(
            term=term,
            step=step,
            why=why,
            asked=tuple(sorted(words.get("asked", ()))),
            accepted=tuple(sorted(words.get("accepted", ()))),
            offered=tuple(sorted(words.get("offered", ()))),
            silent=tuple(sorted({*self._must_agree, *by} - self._spoken.get(term, set()))),
            not_yet_agreed=not set(by) <= set().union(*words.values()),
        )


def _sequence(view: View, held: _Held, steps: _Steps, limit: int, budget: Budget) -> Sequence:
    firsts = [first for _, first in steps.parts]
    courses = [Course(part, budget) for part, _ in steps.parts]
    total = together(count(part, first, course) for (part, first), course in zip(steps.parts, courses, strict=True))
    paths = first_paths(courses, limit)
    who = exchange(view.negotiation, held.choice.terms, consents(view))
    marked = shortest_wait(paths, who)
    along = waits(paths[marked], who) if marked is not None else {}
    low, high = total.bounds
    return Sequence(
        steps=steps.of,
        steps_exact=all(first.exact for first in firsts),
        already=tuple(sorted(steps.already)),
        phases=_phases(firsts),
        any_time=tuple(term for term in steps.timing.terms if term not in steps.timing.ordered),
        tied=tuple(sorted(g for part, first in steps.parts for g in tied(part, first.steps, budget) if len(g) > 1)),
        critical_path=longest_chain(edge for first in firsts for edge in first.edges),
        orders=steps.timing.shown,
        overtaken=steps.timing.overtaken,
        path_count=low if total.exact else None,
        path_count_exact=total.exact,
        path_bounds=(max(low, len(paths)), high),
        paths=paths,
        marked=marked,
        waits=along,
        first_movers=first_movers(along),
    )


def _phases(firsts: Many[Earliest]) -> tuple[Group, ...]:
    steps = {term: step for first in firsts for term, step in first.steps.items()}
    last = max(steps.values(), default=0)
    return tuple(tuple(sorted(t for t, step in steps.items() if step == phase)) for phase in range(1, last + 1))
