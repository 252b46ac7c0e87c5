"""The best models of an encoding: most wishes met, then first in a list."""

from __future__ import annotations

from collections.abc import Iterable

from negmap.logic.encoding import Encoding
from negmap.logic.solver import Model

_Counter = tuple[list[int], int]
"""The variables that count broken wishes of one core, and the place of the one that is wished false."""


class Contradiction(ValueError):
    """What must hold in any case cannot hold together."""


def most(encoding: Encoding, wishes: Iterable[int]) -> Model:
    """Keep only the models in which as many wishes hold as in any, and return one of them.

    Wishes are literals of the encoding's solver. While they cannot all hold, some that clash are
    replaced by the wish that no more than one of these be broken, then no more than two, and so on
    (OLL: Morgado, Dodaro, Marques-Silva 2014). Raises Contradiction when there is no model at all.
    """
    left: dict[int, _Counter | None] = dict.fromkeys(sorted(set(wishes)))
    while (model := encoding.model_of(list(left))) is None:
        core = _fewer(encoding, encoding.solver.core().intersection(left))
        if not core:
            raise Contradiction("what is binding conflicts")
        for literal in core:
            _raise_by_one(left, left.pop(literal))
        if len(core) > 1:
            counted = encoding.solver.count([-literal for literal in core])
            left[-counted[1]] = (counted, 1)
    _keep(encoding, left)
    return model


def _raise_by_one(left: dict[int, _Counter | None], counter: _Counter | None) -> None:
    if counter is not None and counter[1] + 1 < len(counter[0]):
        counted, place = counter
        left[-counted[place + 1]] = (counted, place + 1)


def _fewer(encoding: Encoding, core: frozenset[int]) -> list[int]:
    """Drop wishes from a core as long as the rest still clash."""
    needed = set(core)
    for literal in sorted(core):
        if literal in needed and encoding.model_of(sorted(needed - {literal})) is None:
            needed &= encoding.solver.core()
    return sorted(needed)


def first(encoding: Encoding, model: Model, wishes: Iterable[int]) -> Model:
    """Make wishes true one after the other wherever those before them allow; return a model, from a given one.

    Only models that do the same are kept.
    """
    for literal in wishes:
        if not holds(model, literal):
            better = encoding.model_of([literal])
            if better is None:
                literal = -literal
            else:
                model = better
        _keep(encoding, [literal])
    return model


def holds(model: Model, literal: int) -> bool:
    """Say whether a literal holds in a model; variables that the model lacks are false."""
    return model[abs(literal) - 1] == literal if abs(literal) <= len(model) else literal < 0


def _keep(encoding: Encoding, literals: Iterable[int]) -> None:
    for literal in literals:
        encoding.solver.add([literal])
