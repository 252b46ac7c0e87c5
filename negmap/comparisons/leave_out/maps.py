"""The maps without some statements, each as the results that stand on it.

A map with fewer claims has those conflicts, and those reasons for which a term is held up, of which every claim is
left: a minimal set that clashes does so whatever else is said. So most maps need no search but for packages. Where
leaving words out brings back others that they had ended, everything is searched anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from negmap.findings.claims import Claim
from negmap.findings.leave_out import Item
from negmap.logic.budget import Budget, OutOfTime
from negmap.model.variants import View, view as view_of
from negmap.study import Study

Found = frozenset[Item]


class Maps:
    """Makes maps of one negotiation without some statements."""

    def __init__(self, view: View, timeout: float | None = None) -> None:
        """Take the whole map, and the seconds for all searches together."""
        self._view, self._budget = view, Budget.of(timeout)
        self._whole = Study(view, timeout)
        self._known: dict[tuple[str, ...], Found] = {}
        self._firsts: dict[object, tuple[str, ...]] = {}

    def without(self, statements: Iterable[str]) -> Found:
        """Return what stands on the map without some statements. Raises OutOfTime."""
        filters = self._view.filters
        left_out = replace(filters, without=filters.without | frozenset(statements), as_of=self._view.as_of)
        seen = view_of(self._view.negotiation, left_out, self._view.hypothetical)
        said = tuple(p.id for p in seen.positions)
        if said not in self._known:
            self._known[said] = frozenset(self._found(Study(seen, self._budget.seconds)))
        return self._known[said]

    def _found(self, study: Study) -> Iterator[Item]:
        binding = {name: claim for name, claim in study.claims.items() if claim.binding}
        fewer = binding.keys() <= self._binding.keys()
        yield from self._fewer(study, binding) if fewer else self._anew(study)
        yield from (("package", key) for key in self._packages(study, binding))

    @cached_property
    def _binding(self) -> dict[str, Claim]:
        return {name: claim for name, claim in self._whole.claims.items() if claim.binding}

    # Conflicts and terms.

    def _fewer(self, study: Study, binding: Mapping[str, Claim]) -> Iterator[Item]:
        """Yield what is left of the whole map."""
        conflicts = self._complete(self._whole).conflicts.conflicts
        kept = {c.id for c in conflicts if binding.keys() >= set(c.claims)}
        yield from (("conflict", key) for key in kept)
        yield from (("obstacle", key) for key, own in self._under.items() if not kept.isdisjoint(own))
        table = set(study.table)
        for term, reasons in self._reasons.items():
            standing = [names for names in reasons if binding.keys() >= set(names)]
            if term in table and standing:
                refused = any(len(names) == 1 and binding[names[0]].kind == "out" for names in standing)
                yield ("rejected" if refused else "blocked", term)

    @cached_property
    def _under(self) -> dict[str, frozenset[str]]:
        """Return the conflicts of the whole map that hold each of its obstacles: while one stands, so does it."""
        found = self._complete(self._whole).conflicts
        return {
            o.id: frozenset(
                c.id for c in found.conflicts if o.id in (c.obstacle, c.follows_from) or set(o.claims) <= set(c.claims)
            )
            for o in found.obstacles
        }

    @cached_property
    def _reasons(self) -> dict[str, list[tuple[str, ...]]]:
        """Return the reasons for which each term is held up on the whole map."""
        held = self._complete(self._whole).blocked
        terms = sorted({*held.blocked, *(item.term for item in held.rejected)})
        return {term: [reason.claims for reason in self._whole.reasons(term)] for term in terms}

    def _anew(self, study: Study) -> Iterator[Item]:
        """Yield what a search finds; an obstacle of the whole map stands while some conflict holds it."""
        found = self._complete(study)
        kept = {c.id: frozenset(c.claims) for c in found.conflicts.conflicts}
        yield from (("conflict", key) for key in kept)
        whole = self._complete(self._whole).conflicts
        for o in whole.obstacles:
            if not self._under[o.id].isdisjoint(kept) or any(own >= set(o.claims) for own in kept.values()):
                yield ("obstacle", o.id)
        before = {c.id for c in whole.conflicts} | {o.id for o in whole.obstacles}
        new = (o for o in found.conflicts.obstacles if o.id not in before and before.isdisjoint(o.conflicts))
        yield from (("obstacle", o.id) for o in new)
        yield from (("blocked", term) for term in found.blocked.blocked)
        yield from (("rejected", item.term) for item in found.blocked.rejected)

    @staticmethod
    def _complete(study: Study) -> Study:
        """Return a study whose conflicts and terms are all known; raise OutOfTime for another."""
        if not (study.conflicts.completeness.complete and study.blocked.completeness.complete):
            raise OutOfTime
        return study

    # Packages.

    def _packages(self, study: Study, binding: Mapping[str, Claim]) -> tuple[str, ...]:
        """Return the first package of each component: it rests on the binding claims and on who voices them."""
        stakes = tuple(
            (name, tuple(sorted({(v.party, v.firmness) for v in claim.voices if v.binding})))
            for name, claim in sorted(binding.items())
        )
        if stakes not in self._firsts:
            self._firsts[stakes] = tuple(package.id for package in study.first_packages())
        return self._firsts[stakes]


def packed(view: View) -> bytes:
    """Return a map as bytes, to be made again in another process: its records, without where they stand in files."""
    return pickle.dumps(replace(view, negotiation=replace(view.negotiation, origins={})))


@lru_cache(maxsize=1)
def _maps(data: bytes, timeout: float | None) -> Maps:
    return Maps(pickle.loads(data), timeout)


def found(data: bytes, timeout: float | None, left_out: list[list[str]]) -> list[list[tuple[str, str]] | None]:
    """Return what stands on each of some maps, as plain data; None for each once the time is up."""
    done: list[list[tuple[str, str]] | None] = []
    for statements in left_out:
        try:
            done.append(sorted(_maps(data, timeout).without(statements)))
        except OutOfTime:
            done.append(None)
    return done
