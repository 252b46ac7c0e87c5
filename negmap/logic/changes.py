"""The smallest changes of a draft that meet a position more: single edits first, then pairs (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from negmap.findings.claims import Claim
from negmap.findings.conflicts import Completeness
from negmap.findings.proposal import Change, Changes, Draft, Edit, PositionResult, Presence, Tried
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.drafts import Completions, Ground, stated, touched
from negmap.logic.edits import all_terms, applied, edits
from negmap.logic.standings import Standings, questions

PAIRS = 1000
"""So many pairs of edits are tried."""
TIME = "the time given was up"
Edits = tuple[Edit, ...]
Rank = tuple[bool, int, int, int, bool, int]
"""With a loss, how many edits, how many lost, how many worsened, whether it only stops asking, place in the search."""


@dataclass(frozen=True, slots=True)
class Held:
    """A draft with how positions stand to it: what the search sets out from.

    `results` are those of all positions with claims; the goals are those not met and not `aside`.
    """

    draft: Draft
    claims: Mapping[str, Claim]
    results: tuple[PositionResult, ...]
    met: frozenset[str]
    aside: frozenset[str]
    presence: Mapping[str, Presence]


@dataclass(frozen=True, slots=True)
class _Try:
    """A changed draft, and every term on which the change can bear."""

    edits: Edits
    draft: Draft
    touched: frozenset[str]


def smallest_changes(held: Held, ground: Ground, budget: Budget) -> Changes:
    """Return, for each position that is not met, the smallest change that meets it.

    One that loses nothing goes before one that loses something; then one edit before two; then what
    loses least. Where the time is up, what was found so far is returned and marked.
    """
    search = _Search(held, ground, budget)
    try:
        search.run()
    except OutOfTime:
        cut = Completeness(complete=False, reason=TIME)
        return replace(search.found(), completeness=cut)
    return search.found()


class _Search:
    def __init__(self, held: Held, ground: Ground, budget: Budget) -> None:
        self._held, self._ground, self._budget = held, ground, budget
        self._terms = {name: frozenset(all_terms(claim)) for name, claim in held.claims.items()}
        self._of = {r.position: r.claims for r in held.results if r.position not in held.aside}
        self._state = {r.position: r.state for r in held.results}
        self._goals = {
            p: frozenset(names) - held.met for p, names in self._of.items() if self._state[p] != "met"
        }  # fmt: skip
        self._best: dict[str, tuple[Rank, Change]] = {}
        self._effects: dict[Edits, Change] = {}
        self._tried = Tried()

    def run(self) -> None:
        """Try every single edit, then pairs for the positions that none of them meets without a loss."""
        singles = self._singles()
        self._try(singles, self._goals)
        left = [p for p in self._goals if p not in self._best or self._best[p][0][0]]
        pairs = dict(self._pairs(singles, left))
        chosen = list(pairs.values())[:PAIRS]
        self._tried = replace(self._tried, every_pair=len(chosen) == len(pairs))
        self._try(chosen, left)

    def found(self) -> Changes:
        """Return the best change for each position, once each, in order."""
        ranked = sorted(self._best.values(), key=lambda item: item[0])
        changes = {change.edits: change for _, change in ranked}
        without = tuple(p for p in self._goals if p not in self._best)
        return Changes(tuple(changes.values()), without, self._tried)

    def _singles(self) -> list[_Try]:
        unmet = [self._held.claims[name] for name in sorted(set().union(*self._goals.values()))]
        self._edits = edits(self._held.draft, unmet, self._held.claims.values(), self._held.presence)
        return [found for edit in self._edits if (found := self._after((edit,)))]

    def _after(self, made: Edits) -> _Try | None:
        draft: Draft | None = self._held.draft
        for edit in made:
            draft = applied(edit, draft) if draft is not None else None
        if draft is None or draft == self._held.draft:
            return None
        return _Try(made, draft, touched(self._held.draft, draft, self._ground.definitions))

    def _try(self, tries: list[_Try], goals: Iterable[str]) -> None:
        asked = [stated(one.draft) for one in tries]
        named = questions(self._held.claims.values(), [self._ground.limits, *asked])
        completions = Completions([one.draft for one in tries], self._ground, named, self._budget)
        standings = Standings(completions, self._held.claims, self._of)
        for one in tries:
            self._count(one, possible=standings.possible(one.draft))
            if one.edits in self._effects or self._tried is None:
                continue
            self._weigh(one, goals, standings)
