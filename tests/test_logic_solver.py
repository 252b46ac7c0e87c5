"""The door to the SAT library: best models, with a limit of time and without."""

from __future__ import annotations

import pytest

from negmap.logic.solver import Optimizer


@pytest.mark.parametrize("seconds", [None, 60.0])
def test_the_best_model_breaks_the_least_weight(seconds: float | None) -> None:
    """One or two has to hold, and one where three does; best is to break the wishes for not-two and for three."""
    made = Optimizer([[1, 2], [-3, 1]], {-1: 3, -2: 1, 3: 1})
    assert made.best(seconds) == [-1, 2, -3]
    made.add([-2])
    assert made.best(seconds) == [1, -2, 3]


@pytest.mark.parametrize("seconds", [None, 60.0])
def test_what_cannot_hold_has_no_model(seconds: float | None) -> None:
    assert Optimizer([[1], [-1]], {2: 1}).best(seconds) is None
