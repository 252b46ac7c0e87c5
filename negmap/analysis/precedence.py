"""Why one term must come before another (method.md §8)."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Reason
from negmap.logic.budget import Budget
from negmap.logic.clashes import anatomy, clashes_with
from negmap.logic.encoding import Groups
from negmap.logic.enumerate import smallest_first
from negmap.logic.rules import not_before, of_claim, present


def precedence(
    claims: Iterable[Claim], definitions: Groups, first: str, then: str, budget: Budget, *, strict: bool = True
) -> tuple[Reason, ...]:
    """Return every minimal set of binding claims by which `first` comes before `then` wherever both are in.

    With `strict` off: by which it comes no later. Sets with which both cannot be in at all are left
    out. Raises OutOfTime when the budget is spent.
    """
    rules = {claim.id: of_claim(claim) for claim in claims if claim.binding}
    question = not_before(first, then, strict=not strict)
    both = (*present(first), *present(then))
    apart = [frozenset(c) for c in clashes_with(both, rules, definitions, budget)]
    sets = smallest_first(frozenset(c) for c in clashes_with(question, rules, definitions, budget))
    return tuple(
        _reason(names, rules, definitions, first, then, budget, strict=strict)
        for names in sets
        if not any(other <= frozenset(names) for other in apart)
    )


def _reason(
    names: tuple[str, ...], rules: Groups, definitions: Groups, first: str, then: str, budget: Budget, *, strict: bool
) -> Reason:
    parts = anatomy(names, rules, definitions, budget.late(), not_before(first, then, strict=not strict))
    return Reason(names, tuple(d.id for d in parts.definitions), parts.rings)
