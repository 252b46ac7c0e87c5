"""A draft against every position: states against trying every completion, whole reports (method.md §10.1)."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from brute_force import Test, of_claim, of_definition, settlements
from hypothesis import assume, given, settings, strategies as st
from random_terms import NUMBERS
from strategies import negotiations

from negmap.findings.conflicts import Settlement
from negmap.findings.proposal import Change, Comparison, Draft, Edit
from negmap.logic.edits import applied, edits
from negmap.model.negotiation import Negotiation
from negmap.model.proposals import Proposal
from negmap.model.variants import View, view
from negmap.study import Study

Body = dict[str, Any]


# --- random drafts against every completion ------------------------------------------------------------------------


@dataclass
class Tries:
    """Every settlement that the definitions allow; the completions of drafts among them, as method.md §10.1 has it."""

    negotiation: Negotiation
    allowed: list[Settlement]
    claims: Mapping[str, Test]

    @classmethod
    def of(cls, here: View, claims: list[str]) -> Tries:
        world = here.negotiation
        laws = [of_definition(d.id, world) for d in here.definitions]
        every = settlements(world, _around({*NUMBERS, *_limits(world)}))
        allowed = [s for s in every if all(law(s) for law in laws)]
        return cls(world, allowed, {name: of_claim(name) for name in claims})

    def completions(self, body: Body) -> list[Settlement]:
        fitting = [s for s in self.allowed if _as_drafted(s, body)]
        sets = {frozenset(s.steps) for s in fitting}
        choices = set(body["open"])
        smallest = {one for one in sets if not any(o < one and o & choices == one & choices for o in sets)}
        return [s for s in fitting if frozenset(s.steps) in smallest]

    def state(self, name: str, completions: list[Settlement]) -> str:
        true = [self.claims[name](s) for s in completions]
        if not any(_asks(name, s) for s in completions):
            return "not-triggered"
        return "met" if all(true) else "open" if any(true) else "violated"


def _around(numbers: set[Decimal]) -> set[Decimal]:
    """Return numbers with one between each two, and one beyond each end."""
    row = sorted(numbers)
    return {*row, row[0] - 1, row[-1] + 1, *((a + b) / 2 for a, b in pairwise(row))}


def _limits(world: Negotiation) -> set[Decimal]:
    quantities = [term.quantity for term in world.terms.values() if term.quantity]
    return {n for q in quantities for n in (q.min, q.max) if n is not None}


def _as_drafted(s: Settlement, body: Body) -> bool:
    inside = set(s.steps)
    steps = [{s.steps[t] for t in group if t in inside} for group in body["order"]]
    return (
        all(d["term"] in inside and _number_fits(s, d) for d in body["in"])
        and not inside.intersection(body["out"])
        and all(len(group) < 2 for group in steps)
        and all(max(one) < min(later) for one, later in combinations(steps, 2) if one and later)
        and all(_pair_fits(s, *pair) for pair in body.get("pairs", ()))
    )


def _pair_fits(s: Settlement, x: str, y: str, together: bool) -> bool:
    if not {x, y} <= s.steps.keys():
        return True
    return s.steps[x] == s.steps[y] if together else s.steps[x] < s.steps[y]


BOUNDS = {"at_least": operator.ge, "at_most": operator.le, "exactly": operator.eq}


def _number_fits(s: Settlement, d: Body) -> bool:
    value = s.quantities.get(d["term"], Decimal(0))
    return all(holds(value, d[key]) for key, holds in BOUNDS.items() if key in d)


def _asks(name: str, s: Settlement) -> bool:
    """Say whether a claim asks for something in a settlement, by its id."""
    rest, _, unless = name.partition("!")
    body, _, when = rest.partition("?")
    kind, subject, *more = body.split(":")
    inside = set(s.steps)
    needed = [subject] if kind not in ("in", "out") else []
    needed += more if kind in ("before", "no-later") else []
    guards = when.split("|") if "|" in when else []
    needed += [] if guards or not when else when.split("&")
    return (
        inside.issuperset(needed) and (not guards or bool(inside & set(guards))) and not inside & set(unless.split("|"))
    )


def _of_position(states: Sequence[str]) -> str:
    if "violated" in states:
        return "violated"
    if "open" not in states:
        return "met"
    return "part" if "met" in states else "open"


@st.composite
def drafts(draw: st.DrawFn, world: Negotiation) -> Body:
    """Draw a draft that obeys the format."""
    lists: dict[str, list[str]] = {"in": [], "out": [], "open": [], "": []}
    for name in world.term_of:
        lists[draw(st.sampled_from(["in", "in", "open", "out", ""]))].append(name)
    rows = draw(st.permutations(lists["in"] + lists["open"]))
    order: list[list[str]] = []
    for name in rows[: draw(st.integers(0, len(rows)))]:
        together: bool = draw(st.booleans())
        if order and together:
            order[-1].append(name)
        else:
            order.append([name])
    inside = [{"term": name, **draw(_number(world, name))} for name in lists["in"]]
    return {"in": inside, "out": lists["out"], "open": lists["open"], "order": order}


@st.composite
def _number(draw: st.DrawFn, world: Negotiation, name: str) -> Body:
    quantity = world.term_of[name].quantity
    if quantity is None:
        return {}
    fitting = [
        n
        for n in NUMBERS
        if (quantity.min is None or quantity.min <= n)
        and (quantity.max is None or n <= quantity.max)
        and (n % 1 == 0 or not quantity.integer)
    ]
    chosen = sorted(draw(st.lists(st.sampled_from(fitting), max_size=2))) if fitting else []
    if not chosen:
        return {}
    if len(chosen) == 2:
        return {"at_least": chosen[0], "at_most": chosen[1]}
    return {draw(st.sampled_from(["at_least", "at_most", "exactly"])): chosen[0]}


def _compared(world: Negotiation, body: Body) -> tuple[Comparison, Study]:
    study = Study(view(world))
    draft = Proposal.model_validate({"id": "the-draft", "title": "A draft", **body})
    return study.proposal(draft), study


@settings(max_examples=400)
@given(st.data())
def test_states_are_what_trying_every_completion_finds(data: st.DataObject) -> None:
    world = data.draw(negotiations(max_terms=4, max_positions=6))
    body = data.draw(drafts(world))
    found, study = _compared(world, body)
    tries = Tries.of(study.view, list(study.claims))
    completions = tries.completions(body)
    assert found.possible == bool(completions)
    if not completions:
        return
    for name in study.claims:
        assert found.claims[name] == tries.state(name, completions), name
    for result in found.positions:
        own = [found.claims[name] for name in result.claims]
        assert result.state == _of_position(own)
        assert result.triggered == (set(own) != {"not-triggered"})
    for placed in found.terms:
        inside = [placed.term in s.steps for s in completions]
        assert placed.presence == ("every" if all(inside) else "some" if any(inside) else "none")


def _body(draft: Draft) -> Body:
    """Return a changed draft as `Tries` reads it; an order of two terms alone is given in `pairs`."""
    inside = [{"term": t, **{k.replace("-", "_"): n for k, n in dict(draft.numbers).get(t, ())}} for t in draft.inside]
    return {"in": inside, "out": draft.outside, "open": draft.open, "order": draft.order, "pairs": draft.pairs}


class Effects:
    """What changes of a draft do to the positions not on this text, by trying every completion."""

    def __init__(self, found: Comparison, study: Study) -> None:
        self.tries = Tries.of(study.view, list(study.claims))
        self.found = found
        self.claims = {r.position: r.claims for r in found.positions if r.position not in found.on_text}
        self.base = {r.position: r.state for r in found.positions}
        self.missing = {r.position for r in found.positions if r.missing}

    def of(self, edits: tuple[Edit, ...]) -> Change | None:
        """Return the change that the edits make, one after the other; None where they leave no completion."""
        draft: Draft | None = self.found.draft
        for edit in edits:
            draft = applied(edit, draft) if draft is not None else None
        completions = self.tries.completions(_body(draft)) if draft is not None else []
        if draft is None or not completions:
            return None
        states = {name: self.tries.state(name, completions) for names in self.claims.values() for name in names}
        now = {p: [states[name] for name in names] for p, names in self.claims.items()}
        stand = {p: _of_position(own) for p, own in now.items()}
        gained = tuple(p for p in stand if stand[p] == "met" != self.base[p])
        return Change(
            edits,
            gained,
            idle=tuple(p for p in gained if set(now[p]) == {"not-triggered"}),
            lost=tuple(p for p in stand if stand[p] != "met" == self.base[p]),
            worsened=tuple(p for p in stand if stand[p] == "violated" and self.base[p] in ("open", "part")),
            barred=tuple(p for p in self.claims if p in self.missing and p not in gained and self._barred(p, draft)),
        )

    def _barred(self, position: str, draft: Draft) -> bool:
        fitting = [s for s in self.tries.allowed if _as_drafted(s, _body(draft))]
        unmet = [n for n in self.claims[position] if self.found.claims[n] == "violated"]
        return any(not any(self.tries.claims[name](s) for s in fitting) for name in unmet)


@settings(max_examples=120)
@given(st.data())
def test_changes_do_what_is_said_and_none_is_overlooked(data: st.DataObject) -> None:
    world = data.draw(negotiations(max_terms=4, max_positions=5))
    body = data.draw(drafts(world))
    found, study = _compared(world, body)
    assume(found.possible)
    effects = Effects(found, study)
    for change in found.changes.changes:
        assert effects.of(change.edits) == change
    goals = [p for p in effects.claims if effects.base[p] != "met"]
    best = {p: [c for c in found.changes.changes if p in c.gained] for p in goals}
    assert set(found.changes.unmet) == {p for p in goals if not best[p]}
    for change in _every_change(found, study, effects):
        for goal in change.gained:
            assert best[goal], (goal, change)
            assert min(map(_rank, best[goal])) <= _rank(change), (goal, change)


def _rank(change: Change) -> tuple[bool, int]:
    """What loses nothing goes before what loses something: of the first the smaller, of the others what loses less."""
    return bool(change.lost), len(change.lost) or len(change.edits)


def _every_change(found: Comparison, study: Study, effects: Effects) -> Iterator[Change]:
    """Give what every single edit and every pair of them does, where some completion is left."""
    sought = {n for p in effects.claims if effects.base[p] != "met" for n in effects.claims[p]}
    made = edits(
        found.draft,
        [study.claims[n] for n in sorted(sought)],
        study.claims.values(),
        {p.term: p.presence for p in found.terms},
    )
    for one in made:
        if change := effects.of((one,)):
            yield change
    for pair in combinations(made, 2):
        if change := effects.of(pair) or effects.of(pair[::-1]):
            yield change
