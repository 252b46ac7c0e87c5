"""All minimal packages of a component, if there are not too many: what each largest set of rungs leaves out.

Largest sets that can be held together are found one after the other: a set that is in none of those known, grown
as far as it goes (maximal satisfiable and minimal correction sets: Liffiton and Sakallah, "Algorithms for computing
minimal unsatisfiable subsets of constraints", 2008).
"""

from __future__ import annotations

from collections.abc import Iterator

from negmap.logic.budget import Budget, TooMuch, Work
from negmap.logic.encoding import Groups
from negmap.logic.rungs import Ladders, Levels, Rungs

STEPS = 3_000_000
"""How many steps the search may take; a question to the solver counts one for each rung. About a second."""

LARGE = 500
"""A component with more rungs has so many packages that they are not counted."""


def all_packages(ladders: Ladders, definitions: Groups, budget: Budget) -> list[Levels]:
    """Return every minimal package, in no order; raises TooMuch where there are too many, and OutOfTime."""
    if sum(map(len, ladders.values())) > LARGE:
        raise TooMuch
    return list(_packages(Rungs(ladders, definitions, budget), Work(STEPS, budget)))


def _packages(rungs: Rungs, work: Work) -> Iterator[Levels]:
    solver = rungs.encoding.solver
    for clause in rungs.clauses:
        solver.add(clause)
    switches = [switch for variables in rungs.variables.values() for switch in variables]
    while (model := rungs.encoding.model_of([])) is not None:
        held = {switch for switch in switches if model[switch - 1] > 0}
        for switch in switches:
            if switch not in held:
                work.step(len(switches))
                more = rungs.encoding.model_of([*sorted(held), switch])
                if more is not None:
                    model = more
                    held.update(s for s in switches if more[s - 1] > 0)
        yield rungs.levels(model)
        solver.add([switch for switch in switches if switch not in held])
