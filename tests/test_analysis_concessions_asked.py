"""What a package asks of whom, the first of each component alone, and lists that time cuts (method.md §9)."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from counted import Checks, Counted
from hypothesis import given, settings
from strategies import negotiations

from negmap.analysis.concessions import Wanted
from negmap.files.loader import load
from negmap.findings.conflicts import Completeness
from negmap.findings.packages import Concessions, Cost
from negmap.model.negotiation import Negotiation
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


@settings(max_examples=40)
@given(negotiations(max_terms=4, max_positions=6))
def test_the_first_package_alone_is_the_first_of_the_list(here: Negotiation) -> None:
    study = Study(view(here))
    whole = [c.packages[0] for c in study.concessions(Wanted(limit=3)).components if c.packages]
    alone = Study(view(here)).first_packages()
    assert [(p.id, p.concessions, p.cost, p.gives_up) for p in alone] == [
        (p.id, p.concessions, p.cost, p.gives_up) for p in whole
    ]


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
    assert len(whole.components) == 2
