"""What a package asks of whom, the first of each component alone, and lists that time cuts (method.md §9)."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from counted import Checks, Counted
from hypothesis import given, settings
from strategies import negotiations

from negmap.analysis.concessions import Wanted
from negmap.files.loader import load
from negmap.findings.conflicts import Completeness
from negmap.findings.packages import Concessions, Cost, Package
from negmap.model.negotiation import Negotiation
from negmap.model.parties import family
from negmap.model.variants import view
from negmap.study import Study

CUT = Completeness(complete=False, reason="the time given was up")


def found(folder: Path) -> Concessions:
    negotiation, faults = load(folder)
    assert not [d for d in faults if d.is_error]
    return Study(view(negotiation)).concessions()


def test_each_party_gives_up_what_it_said_as_firmly_as_it_said_it(folder: Path) -> None:
    """North and South demand the pact, South as a red line; the isle says so with North, whose member it is.

    --- file: parties.yaml
    east: {name: East}
    isle: {name: Isle, member_of: [north]}
    north: {name: North}
    south: {name: South}
    --- file: terms.yaml
    pact: {title: Pact}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions: [{reject: pact, firmness: flexible}]
    --- file: statements/isle.yaml
    party: isle
    date: 2025-03-01
    positions: [{demand: pact}]
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: pact, firmness: flexible}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{demand: pact, firmness: red-line}]
    """
    (component,) = found(folder).components
    refused, demanded = component.packages
    assert [(c.claim, c.parties, c.to) for c in refused.concessions] == [("out:pact", ("east",), "dropped")]
    assert [(c.claim, c.parties, c.to) for c in demanded.concessions] == [("in:pact", ("north", "south"), "dropped")]
    assert refused.cost == Cost(flexible_dropped=1)
    assert demanded.cost == Cost(red_lines_dropped=1, firm_dropped=1)
    assert (refused.group, demanded.group) == ("only", "without")
    assert (refused.pareto, demanded.pareto) == (True, True)
    assert (refused.empty, demanded.empty) == (False, True)


@settings(max_examples=25)
@given(negotiations(max_terms=4, max_positions=6))
def test_the_first_package_alone_is_the_first_of_the_list(here: Negotiation) -> None:
    study = Study(view(here))
    whole = [c.packages[0] for c in study.concessions(Wanted(limit=3)).components if c.packages]
    alone = Study(view(here)).first_packages()
    assert [(p.id, p.concessions, p.cost, p.gives_up) for p in alone] == [
        (p.id, p.concessions, p.cost, p.gives_up) for p in whole
    ]


def test_what_asks_more_of_one_and_no_less_of_any_is_not_best(folder: Path) -> None:
    """North refuses arms and asks for tanks; South asks for planes. To drop both demands spares nobody anything.

    --- file: terms.yaml
    arms: {title: Arms}
    planes: {title: Planes, is_a: arms}
    tanks: {title: Tanks, is_a: arms}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{reject: arms}, {demand: tanks}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{demand: planes}]
    """
    (component,) = found(folder).components
    assert [([c.claim for c in p.concessions], p.pareto) for p in component.packages] == [
        (["out:arms"], True),
        (["in:planes", "in:tanks"], False),
    ]


@settings(max_examples=25)
@given(negotiations(max_terms=5, max_positions=9))
def test_the_best_for_all_are_those_that_no_other_undercuts(here: Negotiation) -> None:
    """method.md §9.3: by each party's own vector, no dearer for all parties and cheaper for one."""
    study = Study(view(here))
    for component in study.concessions(Wanted(limit=100_000)).components:
        costs = {p.id: _costs(p, study) for p in component.packages}
        for package in component.packages:
            own = costs[package.id]
            assert package.pareto == (not any(_undercuts(other, own) for other in costs.values()))


Costs = dict[str, tuple[int, ...]]


def _costs(package: Package, study: Study) -> Costs:
    """Return how many words of each firmness a party gives up and softens, for each party."""
    found: dict[str, list[int]] = {}
    for concession in package.concessions:
        for party in concession.parties:
            members = family(study.view.negotiation.parties, party)
            voices = [v for v in study.claims[concession.claim].voices if v.binding and v.party in members]
            firmest = min(("red-line", "firm", "flexible").index(v.firmness) for v in voices)
            found.setdefault(party, [0] * 6)[2 * firmest + (not concession.gives_up)] += 1
    return {party: tuple(cost) for party, cost in found.items()}


def _undercuts(other: Costs, own: Costs) -> bool:
    nothing = (0,) * 6
    pairs = [(other.get(party, nothing), own.get(party, nothing)) for party in other.keys() | own.keys()]
    return all(a <= b for a, b in pairs) and other != own


def test_whenever_time_runs_out_the_list_says_so(folder: Path) -> None:
    """Two components: what was found of the first stays, and is part of what is found with time enough.

    --- file: terms.yaml
    aid: {title: Aid}
    army: {title: An army, quantity: {unit: men}}
    pact: {title: Pact}
    vote: {title: A vote}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: pact, after: vote}
      - {demand: army, at_least: 50}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: vote, after: pact}
      - {only: army, at_most: 20}
    """
    negotiation, _ = load(folder)
    whole = found(folder)
    assert whole.completeness == Completeness()
    shorter = Study(view(negotiation)).concessions(Wanted(limit=1))
    assert [c.completeness for c in shorter.components] == [Completeness(complete=False, limit=1)] * 2
    assert shorter.completeness == Completeness(complete=False, limit=1)
    every = {p.id for component in whole.components for p in component.packages}
    numbers = set()
    for checks in count():
        study = Study(view(negotiation))
        assert study.conflicts.completeness.complete
        study._budget = Counted(checks=Checks(checks))
        made = study.concessions()
        if made == whole:
            break
        assert made.completeness == CUT
        for component in made.components:
            assert component.completeness in (CUT, Completeness())
            assert {p.id for p in component.packages} <= every
        numbers.add(sum(len(component.packages) for component in made.components))
        assert made.combined == tuple(c.packages[0].id for c in made.components if c.packages)
    assert {0, 1} <= numbers
    keys = {component.id for component in whole.components}
    assert len(keys) == len(whole.components) == 2
    assert all(re.fullmatch("k-[0-9a-f]{8}", key) for key in keys)
