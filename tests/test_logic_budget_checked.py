"""The time given is looked at before each question to the SAT engine, whatever is asked of a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from folders import written
from made_up import made_up
from strip import STRIP

from negmap.files.loader import load
from negmap.logic import encoding
from negmap.logic.budget import Budget
from negmap.logic.solver import Model, Solver
from negmap.model.variants import View, view
from negmap.study import Study

RING = """
--- file: terms.yaml
aid: {title: Aid}
ceasefire: {title: A ceasefire}
council: {title: A council}
either: {title: One of two routes, kinds: closed}
north-route: {title: The northern route, is_a: either, after: aid}
south-route: {title: The southern route, is_a: either, after: council}
talks: {title: Talks, requires: either}
troops: {title: Troops, is_a: forces, quantity: {unit: men, integer: true}}
forces: {title: Forces}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions:
  - {demand: north-route}
  - {demand: south-route}
  - {demand: talks, no_later_than: {any_of: [aid, council]}}
  - {only: aid, no_later_than: council}
  - {only: council, no_later_than: aid}
  - {demand: ceasefire, after: {any_of: [aid, council]}}
--- file: statements/south.yaml
party: south
date: 2025-03-01
positions:
  - {reject: troops, if: talks}
  - {demand: either}
  - {support: forces, before: ceasefire}
--- file: proposals/draft.yaml
title: Draft
in: [aid, {term: troops, at_least: 3}]
open: [either, council]
out: [ceasefire]
order: [[aid], [council]]
"""


@cache
def loaded(text: str) -> View:
    with TemporaryDirectory() as folder:
        negotiation, found = load(written(text, Path(folder) / "map"))
    assert not [d for d in found if d.is_error]
    return view(negotiation)


MAPS: dict[str, Callable[[], View]] = {
    "made up": cache(lambda: view(made_up(4, 40, 90, 12))),
    "strip": lambda: loaded(STRIP),
    "ring": lambda: loaded(RING),
}


def _reasons(study: Study) -> None:
    for term in (*study.blocked.blocked, *study.table[:3]):
        study.reasons(term)


def _orders(study: Study) -> None:
    for first, then in zip(study.table[:2], study.table[1:3], strict=True):
        study.precedence(first, then)
        study.precedence(then, first, strict=False)


def _proposals(study: Study) -> None:
    for draft in study.view.negotiation.proposals.values():
        study.proposal(draft)


ASKED: dict[str, Callable[[Study], object]] = {
    "conflicts": lambda study: study.conflicts,
    "tensions": lambda study: study.tensions,
    "blocked": lambda study: study.blocked,
    "reasons": _reasons,
    "concessions": lambda study: study.concessions(),
    "sequence": lambda study: study.sequence(),
    "orders": _orders,
    "proposals": _proposals,
}


@dataclass(frozen=True, slots=True)
class Watched(Budget):
    """A budget without end that writes down when it is looked at."""

    seen: tuple[list[str], ...] = ([],)

    def check(self) -> None:
        """Write down that it was."""
        self.seen[0].append("budget")

    def late(self) -> Budget:
        """Be looked at as before."""
        return self


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("name", MAPS)
def test_no_question_without_a_look_at_the_time(name: str, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    class Engine(Solver):
        def solve(self, assumptions: Sequence[int] = ()) -> Model | None:
            seen.append("engine")
            return super().solve(assumptions)

    monkeypatch.setattr(encoding, "Solver", Engine)
    study = Study(MAPS[name]())
    study._budget = Watched(seen=(seen,))
    ASKED[asked](study)
    alone = [at for at, word in enumerate(seen) if word == "engine" and seen[at - 1 : at] != ["budget"]]
    assert not alone


@pytest.mark.parametrize("asked", ["conflicts", "tensions", "blocked", "concessions", "sequence"])
@pytest.mark.parametrize("name", MAPS)
def test_with_time_enough_all_is_found(name: str, asked: str) -> None:
    assert ASKED[asked](Study(MAPS[name](), timeout=600)) == ASKED[asked](Study(MAPS[name]()))
