"""What one map shows and another does not: conflicts, sticking points, terms held up, what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negmap.comparisons.moments import Moment
from negmap.findings.comparisons import HELD, AskedDifference, Difference, TermChange
from negmap.logic.budget import Budget
from negmap.logic.clashes import all_clashes
from negmap.logic.rules import of_claim


def conflict_difference(before: Moment, after: Moment) -> Difference:
    """Return which conflicts are gone, new and staying, of those that were found on either map."""
    old = {c.id: c.claims for c in before.conflicts.conflicts}
    new = {c.id: c.claims for c in after.conflicts.conflicts}
    gone = tuple(key for key, claims in old.items() if key not in new and not _unfound(claims, after))
    come = tuple(key for key, claims in new.items() if key not in old and not _unfound(claims, before))
    staying = [key for key in old if key not in gone] + [key for key in new if key not in come and key not in old]
    return Difference(gone, come, tuple(staying))


def _unfound(claims: Iterable[str], moment: Moment) -> bool:
    """Say whether claims are a conflict that the search on a map was cut before it found."""
    names = frozenset(claims)
    if moment.conflicts.completeness.complete or not names <= moment.binding.keys():
        return False
    rules = {name: of_claim(moment.binding[name]) for name in names}
    # So few claims take no time worth a limit.
    return any(names == frozenset(clash) for clash in all_clashes(rules, moment.study.definitions, Budget()))


def obstacle_difference(before: Moment, after: Moment, conflicts: Difference) -> Difference:
    """Return which sticking points are gone, new and staying, given which of their conflicts are.

    Where a search was cut, one that was not found on the other map is gone, or new, only if all its conflicts are.
    """
    old = {o.id: o.conflicts for o in before.conflicts.obstacles}
    new = {o.id: o.conflicts for o in after.conflicts.obstacles}
    sure_before, sure_after = before.conflicts.completeness.complete, after.conflicts.completeness.complete
    gone = [k for k, own in old.items() if k not in new and (sure_after or set(own) <= set(conflicts.gone))]
    come = [k for k, own in new.items() if k not in old and (sure_before or set(own) <= set(conflicts.new))]
    staying = [key for key in dict.fromkeys((*old, *new)) if key not in gone and key not in come]
    return Difference(tuple(gone), tuple(come), tuple(staying))


def by_id(old: Iterable[str], new: Iterable[str]) -> Difference:
    """Return which ids are gone, new and staying."""
    old, new = dict.fromkeys(old), dict.fromkeys(new)
    return Difference(
        gone=tuple(key for key in old if key not in new),
        new=tuple(key for key in new if key not in old),
        staying=tuple(key for key in old if key in new),
    )


def term_changes(before: Moment, after: Moment) -> tuple[TermChange, ...]:
    """Return the terms that are held up on one map and stand otherwise on the other, by id.

    Where a search was cut, what it did not reach is left out.
    """
    known_before, known_after = before.blocked.completeness.complete, after.blocked.completeness.complete
    found = []
    for term in sorted({*before.holds, *after.holds}):
        old, new = before.holds.get(term, "off"), after.holds.get(term, "off")
        if old != new and (old in HELD or new in HELD):
            reached = (old in HELD or known_before) and (new in HELD or known_after)
            found += [TermChange(term, old, new)] if reached else []
    return tuple(found)


def held(moment: Moment, changes: Mapping[str, TermChange]) -> tuple[str, ...]:
    """Return the terms that are held up on a map and were so on the other, by id."""
    return tuple(term for term, hold in sorted(moment.holds.items()) if hold in HELD and term not in changes)


def asked_difference(before: Moment, after: Moment) -> AskedDifference:
    """Return what the first packages no longer ask for, ask for anew, and ask for on both maps."""
    old = {(c.claim, c.to): c for c in before.asked}
    new = {(c.claim, c.to): c for c in after.asked}
    return AskedDifference(
        gone=tuple(c for key, c in old.items() if key not in new),
        new=tuple(c for key, c in new.items() if key not in old),
        staying=tuple(c for key, c in new.items() if key in old),
    )
