"""WCNF: a solver with nothing but the file finds the smallest package; each set of claims stands as it should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from brute_force import Oracle
from hypothesis import given, settings, strategies as st
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Solver
from strategies import negotiations
from terminal import negmap

from negmap.analysis.concessions import Wanted
from negmap.exchange.wcnf import wcnf
from negmap.findings.packages import Package
from negmap.model.negotiation import Negotiation
from negmap.model.variants import view
from negmap.report.context import Context
from negmap.study import Study

ROOT = Path(__file__).parent.parent
CASES = sorted(path for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir())


def _solved(text: str) -> tuple[list[int], set[str]]:
    """Return what RC2 makes of a file: the cost as the key tells to read it, and the claims that are dropped."""
    problem = WCNF(from_string=text)
    with RC2(problem) as solver:
        model = set(solver.compute())
        cost = solver.cost
    read = []
    for worth in map(int, re.findall(r"^c   \w+: \d+ at most, each worth (\d+)$", text, re.MULTILINE)):
        number, cost = divmod(cost, worth)
        read.append(number)
    kept = dict(re.findall(r"^c (\d+) the claim (\S+) is kept$", text, re.MULTILINE))
    soft = {clause[0] for clause in problem.soft}
    assert soft == set(map(int, kept))
    return read, {claim for variable, claim in kept.items() if int(variable) not in model}


def _parts(packages: Iterable[Mapping[str, Any]]) -> list[int]:
    """Return (wants given up, cost, number) of packages of a report, together."""
    total = [0] * 8
    for package in packages:
        row = [len(package["gives_up"]), *package["cost"].values(), len(package["concessions"])]
        total = [a + b for a, b in zip(total, row, strict=True)]
    return total


@pytest.mark.parametrize("folder", [ROOT / "positions" / "ukraine-2025", *CASES], ids=lambda path: path.name)
@pytest.mark.parametrize("switches", [[], ["--must-agree"], ["--first-hand", "--stated"]], ids=" ".join)
def test_a_solver_finds_the_smallest_package(folder: Path, switches: list[str]) -> None:
    text = negmap("export", "wcnf", *switches, "--positions", folder).out
    report = negmap("concessions", "--drop-only", "--format", "json", *switches, "--positions", folder).report
    every = {p["id"]: p for component in report["components"] for p in component["packages"]}
    firsts = [every[key] for key in report["combined"]["packages"]]
    read, dropped = _solved(text)
    assert read == _parts(firsts)
    assert len(dropped) == read[-1]


@given(negotiation=negotiations(max_terms=4))
@settings(max_examples=60)
def test_of_random_maps_too(negotiation: Negotiation) -> None:
    context = Context(Study(view(negotiation)))
    components = context.study.concessions(Wanted(drop_only=True)).components
    read, _ = _solved(wcnf(context))
    assert read == _vector([c.packages[0] for c in components])


def _vector(packages: list[Package]) -> list[int]:
    cost = [p.cost for p in packages]
    return [
        sum(len(p.gives_up) for p in packages),
        sum(c.red_lines_dropped for c in cost),
        sum(c.red_lines_softened for c in cost),
        sum(c.firm_dropped for c in cost),
        sum(c.firm_softened for c in cost),
        sum(c.flexible_dropped for c in cost),
        sum(c.flexible_softened for c in cost),
        sum(len(p.concessions) for p in packages),
    ]


@given(negotiation=negotiations(max_terms=4, max_positions=5), data=st.data())
@settings(max_examples=60)
def test_any_set_of_claims_stands_in_the_file_as_it_does(negotiation: Negotiation, data: st.DataObject) -> None:
    """Orders are there in full: the hard clauses alone tell of each set of claims whether it can stand."""
    context = Context(Study(view(negotiation)))
    binding = [key for key, claim in context.study.claims.items() if claim.binding]
    text = wcnf(context)
    number = {key: int(v) for v, key in re.findall(r"^c (\d+) the claim (\S+) is kept$", text, re.MULTILINE)}
    chosen = data.draw(st.sets(st.sampled_from(binding))) if binding else set()
    with Solver(name="glucose4", bootstrap_with=WCNF(from_string=text).hard) as solver:
        stands = solver.solve(assumptions=[number[key] for key in sorted(chosen)])
    assert stands == Oracle(negotiation, context.study.claims).satisfiable(chosen)


def test_the_key_says_what_each_line_means() -> None:
    """Korea 2019 in full."""
    text = negmap("export", "wcnf", "--positions", ROOT / "tests" / "cases" / "korea-2019").out
    lines = text.splitlines()
    assert all(re.fullmatch(r"c( .*)?|h( -?\d+)+ 0|\d+ \d+ 0", line) for line in lines)
    used = {abs(int(n)) for line in lines if not line.startswith("c") for n in line.split()[1:-1]}
    named = {int(n) for n in re.findall(r"^c (\d+) ", text, re.MULTILINE)}
    assert used == named == set(range(1, len(named) + 1))
