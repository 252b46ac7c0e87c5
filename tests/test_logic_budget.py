"""The time given: every search ends where it is up, and says what it left."""

from __future__ import annotations

import pytest
from counted import Checks, Counted
from made_up import made_up

from negmap.analysis import conflicts
from negmap.analysis.concessions import Wanted
from negmap.findings.conflicts import APART
from negmap.logic import budget as budgets, components
from negmap.logic.budget import Budget, OutOfTime
from negmap.model.variants import view
from negmap.study import Study

TIME = "the time given was up"
WHOLE = Study(view(made_up(4, 40, 90, 12)))


def _study(checks: int) -> tuple[Study, Checks]:
    study = Study(WHOLE.view)
    counted = Counted(checks=Checks(checks))
    study._budget = counted
    return study, counted.checks


def _needed() -> int:
    """Return how many checks it takes to find and take apart every conflict."""
    study, checks = _study(10**9)
    assert study.conflicts == WHOLE.conflicts
    return 10**9 - checks.left


def test_conflicts_that_could_not_be_taken_apart_are_counted_and_the_smallest_are_shown() -> None:
    every = WHOLE.conflicts.conflicts
    found = conflicts.described
    sets = conflicts._sets({n: c for n, c in WHOLE.claims.items() if c.binding}, WHOLE.definitions, Budget())
    shown = set()
    for checks in range(_needed() + 1):
        made = found(sets, WHOLE.claims, WHOLE.definitions, Counted(checks=Checks(checks)))
        number = len(made.conflicts)
        assert [c.claims for c in made.conflicts] == [c.claims for c in every[:number]]
        if number < len(every):
            assert (made.completeness.reason, made.completeness.limit) == (APART, len(every) - number)
        else:
            assert made.completeness.complete
        shown.add(number)
    assert {0, 1, len(every)} <= shown
    assert len(shown) == len(every) + 1


@pytest.mark.parametrize("share", [0, 0.1, 0.4, 0.8])
def test_once_the_time_is_up_every_question_is_answered_without_further_work(
    share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, checks = _study(int(share * _needed()))
    assert not study.conflicts.completeness.complete
    assert (checks.left, checks.past > 0) == (0, True)
    monkeypatch.setattr(components, "_leading", None)  # nothing is trimmed, let alone searched
    assert study.blocked.completeness.reason == TIME
    assert study.concessions(Wanted()).completeness.reason == TIME
    assert study.tension_sets.completeness.reason == TIME
    result = study.sequence()
    assert result is not None
    assert result.completeness.reason == TIME
    with pytest.raises(OutOfTime):
        study.reasons(study.table[0])
    with pytest.raises(OutOfTime):
        study.precedence(*study.table[:2])


def test_whoever_ends_a_search_sees_all_that_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    sets = conflicts._sets({n: c for n, c in WHOLE.claims.items() if c.binding}, WHOLE.definitions, Budget())
    every = WHOLE.conflicts
    monkeypatch.setattr(budgets._Stopped, "asked", False)
    Budget().check()
    budgets.stop()
    with pytest.raises(OutOfTime):
        Budget().check()
    assert conflicts.described(sets, WHOLE.claims, WHOLE.definitions, Budget()) == every


def test_a_search_that_is_ended_while_conflicts_are_taken_apart_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    late = Budget().late()
    late.check()
    monkeypatch.setattr(budgets._Stopped, "asked", True)
    Budget().late().check()  # what was found by then may still be made ready
    with pytest.raises(OutOfTime):
        late.check()


def test_the_time_given_counts_from_now_and_a_moment_is_left_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    assert Budget.of(5).deadline == 105.0
    assert Budget.of(None).deadline is None
    assert (Budget(110.0).seconds, Budget(100.0).seconds, Budget().seconds) == (10.0, 0.001, None)
    with pytest.raises(OutOfTime):
        _ = Budget(99.0).seconds
    assert Budget(90.0).late().deadline == 100.0 + budgets.GRACE
    assert Budget(110.0).late().deadline == 110.0
    assert Budget().late().deadline is None
