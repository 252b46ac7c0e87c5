"""The smallest changes of a draft that meet a position more: single edits first, then pairs (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from negmap.findings.claims import Claim
from negmap.findings.conflicts import TIME, Completeness
from negmap.findings.proposal import Change, Changes, Draft, Edit, PositionResult, Presence, Tried
from negmap.logic.budget import Budget, OutOfTime
from negmap.logic.drafts import Completions, Ground, leaves_room, stated, touched
from negmap.logic.edits import all_terms, applied, edits
from negmap.logic.rules import of_claim
from negmap.logic.standings import Standings, questions

PAIRS = 1000
"""So many pairs of edits are tried."""
Edits = tuple[Edit, ...]
Rank = tuple[int, ...]
"""The smaller, the better; see `_Search._rank`."""


@dataclass(frozen=True, slots=True)
class Held:
    """A draft and how positions stand to it: where the search sets out.

    `met` are the claims that are met or ask for nothing. Positions put `aside` speak of this very
    text, and nobody has spoken of a changed one: they are neither sought nor lost.
    """

    draft: Draft
    claims: Mapping[str, Claim]
    results: Sequence[PositionResult]
    met: frozenset[str]
    aside: frozenset[str]
    presence: Mapping[str, Presence]


@dataclass(frozen=True, slots=True)
class _Try:
    """A changed draft, every term on which the change can bear, and the claims not met that name one of these."""

    edits: Edits
    draft: Draft
    touched: frozenset[str]
    covered: frozenset[str]


def smallest_changes(held: Held, ground: Ground, budget: Budget) -> Changes:
    """Return, for each position that is not met, the smallest change that meets it.

    One that loses nothing goes before one that loses something; of those that lose nothing, one edit
    before two; of the others, what loses least. Where the time is up, what was found is returned, and marked.
    """
    search = _Search(held, ground, budget)
    try:
        search.run()
    except OutOfTime:
        return replace(search.found(), completeness=Completeness(complete=False, reason=TIME))
    return search.found()


def _rivals(one: Edit, other: Edit) -> bool:
    """Say whether two edits say the same sort of thing of one term, so that the second undoes the first."""
    same = one.kind == other.kind == "number" or {one.kind, other.kind} <= {"in", "out"}
    return same and one.term == other.term


class _Search:
    def __init__(self, held: Held, ground: Ground, budget: Budget) -> None:
        self._held, self._ground, self._budget = held, ground, budget
        self._terms = {name: frozenset(all_terms(claim)) for name, claim in held.claims.items()}
        counted = [r for r in held.results if r.position not in held.aside]
        self._claims = {r.position: r.claims for r in counted}
        self._state = {r.position: r.state for r in counted}
        self._missing = {r.position: self._subjects(r) for r in counted if r.missing}
        self._goals = {r.position: frozenset(r.claims) - held.met for r in counted if r.state != "met"}
        self._unmet = frozenset[str]().union(*self._goals.values())
        self._effects: dict[Edits, Change] = {}
        self._best: dict[str, tuple[Rank, Change]] = {}
        self._tried = Tried()

    def run(self) -> None:
        """Try every single edit, then pairs for the positions that none of them meets without a loss."""
        claims = self._held.claims
        sought = [claims[name] for name in sorted({name for goal in self._goals for name in self._claims[goal]})]
        made = edits(self._held.draft, sought, claims.values(), self._held.presence)
        singles = [found for edit in made if (found := self._after(edit))]
        self._try(singles, self._goals)
        left = [goal for goal in self._goals if goal not in self._best or self._best[goal][1].lost]
        pairs = {frozenset(pair.edits): pair for pair in self._pairs(made, singles, left)}
        self._try(list(islice(pairs.values(), PAIRS)), left)
        self._tried = replace(self._tried, every_pair=len(pairs) <= PAIRS)

    def found(self) -> Changes:
        """Return the best change for each position, each change once, those without a loss and the small ones first."""
        ranked = sorted(self._best.values(), key=lambda item: item[0])
        changes = {change.edits: change for _, change in ranked}
        unmet = tuple(goal for goal in self._goals if goal not in self._best)
        return Changes(tuple(changes.values()), unmet, self._tried)

    def _after(self, *made: Edit) -> _Try | None:
        draft: Draft | None = self._held.draft
        for edit in made:
            draft = applied(edit, draft) if draft is not None else None
        if draft is None or draft == self._held.draft:
            return None
        near = touched(self._held.draft, draft, self._ground.definitions)
        return _Try(made, draft, near, frozenset(name for name in self._unmet if self._terms[name] & near))

    def _pairs(self, made: Sequence[Edit], singles: Sequence[_Try], left: Sequence[str]) -> Iterator[_Try]:
        """Yield the pairs that can meet one of the positions left, or mend what one of them would lose."""
        alone = {one.edits[0]: one for one in singles}
        for goal in left:
            for one in singles:
                for edit in made:
                    other = alone.get(edit)
                    if _rivals(edit, one.edits[0]):
                        continue
                    if other is not None and not self._promising(goal, one, other):
                        continue
                    pair = self._after(one.edits[0], edit)
                    if pair is not None and self._goals[goal] <= pair.covered:
                        yield pair

    def _promising(self, goal: str, one: _Try, other: _Try) -> bool:
        """Say whether two edits can do together what neither does alone; the second follows the first."""
        unmet = self._goals[goal]
        if not one.covered & unmet or not unmet <= one.covered | other.covered:
            return False
        if one.touched & other.touched or self._bears(other, goal):
            return True
        effect = self._effects.get(one.edits)
        return effect is not None and goal in effect.gained and any(self._bears(other, p) for p in effect.lost)

    def _bears(self, one: _Try, position: str) -> bool:
        return any(self._terms[name] & one.touched for name in self._claims[position])

    def _try(self, tries: Sequence[_Try], goals: Collection[str]) -> None:
        """Weigh each changed draft that has a completion and meets one of the goals."""
        said = [self._ground.limits, *(stated(one.draft) for one in tries)]
        asked = questions(self._held.claims.values(), said)
        completions = Completions([one.draft for one in tries], self._ground, asked, self._budget)
        standings = Standings(completions, self._held.claims, self._claims)
        for one in tries:
            possible = standings.possible(one.draft)
            self._count(one, possible=possible)
            if possible and any(self._meets(one, goal, standings) for goal in goals):
                self._weigh(one, standings)

    def _count(self, one: _Try, *, possible: bool) -> None:
        single, tried = len(one.edits) == 1, self._tried
        self._tried = replace(
            tried,
            singles=tried.singles + single,
            pairs=tried.pairs + (not single),
            impossible=tried.impossible + (not possible),
        )

    def _meets(self, one: _Try, goal: str, standings: Standings) -> bool:
        return self._goals[goal] <= one.covered and not self._spoils(one, goal, standings)

    def _spoils(self, one: _Try, position: str, standings: Standings) -> bool:
        near = [name for name in self._claims[position] if self._terms[name] & one.touched]
        return any(not standings.met(one.draft, name) for name in near)

    def _violates(self, one: _Try, position: str, standings: Standings) -> bool:
        near = [name for name in self._claims[position] if self._terms[name] & one.touched]
        return any(standings.asks(one.draft, name) and standings.violated(one.draft, name) for name in near)

    def _subjects(self, result: PositionResult) -> tuple[Claim, ...]:
        """Return the wants of a position that the draft does not meet."""
        return tuple(self._held.claims[name] for name in result.claims if name not in self._held.met)

    def _bars(self, one: _Try, position: str) -> bool:
        """Say whether what a position asks for cannot be put in any more."""
        wants = [claim for claim in self._missing[position] if claim.want and self._terms[claim.id] & one.touched]
        known = self._ground.definitions
        return any(not leaves_room(one.draft, of_claim(claim), known, self._budget) for claim in wants)

    def _asks(self, one: _Try, position: str, standings: Standings) -> bool:
        return any(standings.asks(one.draft, name) for name in self._claims[position])

    def _weigh(self, one: _Try, standings: Standings) -> None:
        gained = tuple(goal for goal in self._goals if self._meets(one, goal, standings))
        change = Change(
            one.edits,
            gained,
            idle=tuple(p for p in gained if not self._asks(one, p, standings)),
            lost=tuple(p for p, state in self._state.items() if state == "met" and self._spoils(one, p, standings)),
            worsened=tuple(
                p
                for p in self._goals
                if p not in gained and self._state[p] != "violated" and self._violates(one, p, standings)
            ),
            barred=tuple(p for p in self._missing if p not in gained and self._bars(one, p)),
        )
        self._effects[one.edits] = change
        for goal in gained:
            best = (self._rank(goal, change), change)
            self._best[goal] = min(self._best.get(goal, best), best, key=lambda item: item[0])

    def _rank(self, goal: str, change: Change) -> Rank:
        """Return the place of a change among those that meet a position: the first found of equals."""
        size, lost, idle = len(change.edits), len(change.lost), goal in change.idle
        order = (lost, idle, size) if lost else (size, idle, lost)
        return (bool(lost), *order, len(change.worsened), len(change.barred), len(self._effects))
