"""The SAT library behind a small interface; knows nothing of negotiation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import Timer

from pysat.solvers import Solver as _Solver
from pysolvers import error as _EngineError

ENGINE = "glucose4"
"""The engine that was fastest on small tangled problems (docs/performance.md)."""


Model = list[int]
"""The literals that hold, by variable: item v - 1 is v or -v. Variables in no clause may lack at the end."""


class Solver:
    """Clauses over variables 1, 2, …; answers for assumptions, with a model or a core."""

    def __init__(self) -> None:
        self._engine = _Solver(name=ENGINE)
        self.clauses: list[list[int]] = []
        self._top = 0

    def new_variable(self) -> int:
        """Return a variable nobody uses yet. Engines try false first."""
        self._top += 1
        return self._top

    def add(self, clause: Sequence[int]) -> None:
        """Add a clause: at least one of the literals holds."""
        self.clauses.append(list(clause))
        self._engine.add_clause(self.clauses[-1])

    def prefer(self, literals: Iterable[int]) -> None:
        """Have the engine try these literals first."""
        self._engine.set_phases(list(literals))

    def count(self, literals: Sequence[int]) -> list[int]:
        """Return variables of which the k-th (from 0) holds when more than k of the literals do."""
        from pysat.card import ITotalizer

        with ITotalizer(lits=list(literals), ubound=len(literals) - 1, top_id=self._top) as totals:
            self.clauses += totals.cnf.clauses
            self._engine.append_formula(totals.cnf.clauses)
            self._top = max(self._top, totals.top_id)
            return list(totals.rhs)

    def at_least(self, literals: Sequence[int], number: int) -> list[list[int]]:
        """Return clauses by which at least so many of the literals hold; they are not added."""
        from pysat.card import CardEnc

        made = CardEnc.atleast(lits=list(literals), bound=number, top_id=self._top)
        self._top = max(self._top, made.nv)
        clauses: list[list[int]] = made.clauses
        return clauses

    def solve(self, assumptions: Sequence[int] = ()) -> Model | None:
        """Return a model under the assumptions, or None if there is none."""
        try:
            if not self._engine.solve(assumptions=list(assumptions)):
                return None
        except _EngineError as wrong:
            raise _stopped(wrong) from None
        found: Model = self._engine.get_model()
        return found

    def core(self) -> frozenset[int]:
        """Return assumptions that cannot hold together, after `solve` returned None."""
        return frozenset(self._engine.get_core() or ())

    def close(self) -> None:
        """Free the engine's memory."""
        self._engine.delete()


SMALL = 500
"""With no more wishes than this, an optimizer takes each core apart, without which many equal ones take it minutes.

With more, that costs more than it saves (docs/performance.md).
"""


class Optimizer:
    """Finds a model of clauses that breaks literals of the least weight in all (RC2: Ignatiev et al. 2019)."""

    def __init__(self, clauses: Iterable[Sequence[int]], wishes: Mapping[int, int]) -> None:
        """Take the clauses that must hold, and the weight of each literal that is wished to hold."""
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        formula = WCNF()
        for clause in clauses:
            formula.append(list(clause))
        for literal, weight in wishes.items():
            formula.append([literal], weight=weight)
        small = len(wishes) <= SMALL
        self._engine = RC2(formula, solver="g4", exhaust=small, minz=small)

    def add(self, clause: Sequence[int]) -> None:
        """Add a clause that must hold."""
        self._engine.add_clause(list(clause))

    def best(self, seconds: float | None = None) -> Model | None:
        """Return a best model, or None if there is none. Raises TimeoutError when the seconds are over."""
        if seconds is None:
            return self._positional(self._computed())
        timer = Timer(seconds, self._engine.interrupt)
        timer.start()
        try:
            model = self._computed(expect_interrupt=True)
        finally:
            timer.cancel()
        if model is None and self._engine.interrupted:
            raise TimeoutError
        return self._positional(model)

    def _computed(self, *, expect_interrupt: bool = False) -> list[int] | None:
        try:
            model: list[int] | None = self._engine.compute(expect_interrupt=expect_interrupt)
        except _EngineError as wrong:
            raise _stopped(wrong) from None
        return model

    @staticmethod
    def _positional(model: list[int] | None) -> Model | None:
        if model is None:
            return None
        full = [-variable for variable in range(1, max(map(abs, model), default=0) + 1)]
        for literal in model:
            full[abs(literal) - 1] = literal
        return full


def _stopped(wrong: Exception) -> BaseException:
    """Return Ctrl-C as Python knows it: the engine catches it while it works, and raises its own error."""
    return KeyboardInterrupt() if "keyboard interrupt" in str(wrong) else wrong


def version() -> str:
    """Return the name and version of the SAT library and its engine."""
    import pysat

    return f"python-sat {pysat.__version__} ({ENGINE})"
