"""All minimal sets that clash: MARCO (Liffiton et al. 2016, "Fast, flexible MUS enumeration") over an encoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negmap.logic.encoding import Encoding
from negmap.logic.solver import Model, Solver


def minimal_clashes(
    encoding: Encoding, soft: Iterable[str], hard: Iterable[str] = (), known: Iterable[frozenset[str]] = ()
) -> Iterator[frozenset[str]]:
    """Yield every minimal set of `soft` groups that cannot hold together with all `hard` ones.

    Supersets of `known` sets are left out. Raises OutOfTime when the encoding's budget is spent;
    what was yielded before stays true.
    """
    names = {encoding.switch(name): name for name in sorted(soft)}
    search = _Search(encoding, list(names), [encoding.switch(name) for name in sorted(hard)])
    for clash in known:
        search.not_all(frozenset(encoding.switch(name) for name in clash))
    yield from (frozenset(names[s] for s in clash) for clash in search.run())


class _Search:
    """Groups by their switches; `_map` has a clause for each answer so far, over one variable for each switch."""

    def __init__(self, encoding: Encoding, soft: list[int], hard: list[int]) -> None:
        self._encoding, self._soft, self._hard = encoding, soft, hard
        self._all = frozenset(soft)
        self._map = Solver()
        self._variable = {switch: self._map.new_variable() for switch in soft}
        self._map.prefer(self._variable.values())
        self._with: dict[int, list[frozenset[int]]] = {}

    def run(self) -> Iterator[frozenset[int]]:
        """Decide seed after seed, large ones first, until every set is decided."""
        while (seed := self._seed()) is not None:
            model = self._encoding.model_of([*self._hard, *seed])
            if model is not None:
                self._not_within(self._grown(self._seen(seed, model)))
            else:
                clash = self._shrunk(self._encoding.core & self._all)
                self.not_all(clash)
                yield clash

    def _seed(self) -> list[int] | None:
        model = self._map.solve()
        return None if model is None else [s for s, v in self._variable.items() if v > len(model) or model[v - 1] > 0]

    def not_all(self, clash: frozenset[int]) -> None:
        """Leave out every superset."""
        self._map.add([-self._variable[switch] for switch in sorted(clash)])
        for switch in clash:
            self._with.setdefault(switch, []).append(clash)

    def _not_within(self, grown: set[int]) -> None:
        self._map.add([variable for switch, variable in self._variable.items() if switch not in grown])

    def _seen(self, held: Iterable[int], model: Model) -> set[int]:
        """Return what is held, and what else the model shows to hold."""
        return set(held).union(s for s in self._soft if model[s - 1] > 0)

    def _grown(self, held: set[int]) -> set[int]:
        """Add members as long as the whole holds; a clash that is known spares the question."""
        for switch in self._soft:
            if switch not in held and not self._clashes(switch, held):
                model = self._encoding.model_of([*self._hard, *sorted(held), switch])
                if model is not None:
                    held = self._seen(held, model)
        return held

    def _clashes(self, switch: int, held: set[int]) -> bool:
        return any(clash <= held | {switch} for clash in self._with.get(switch, ()))

    def _shrunk(self, clash: frozenset[int]) -> frozenset[int]:
        """Drop members one by one, in order, as long as the rest still clash."""
        needed = set(clash)
        for switch in sorted(clash):
            if switch in needed and self._encoding.model_of([*self._hard, *sorted(needed - {switch})]) is None:
                needed &= self._encoding.core
                needed.discard(switch)
        return frozenset(needed)


def smallest_first(found: Iterable[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Return sets as sorted tuples, smallest first and then by their names."""
    return tuple(sorted((tuple(sorted(names)) for names in found), key=lambda names: (len(names), names)))
