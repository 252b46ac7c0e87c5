"""The rungs of each claim, from the claim as stated to nothing (method.md §9.1)."""

from __future__ import annotations

from pathlib import Path

from negmap.files.loader import load
from negmap.findings.packages import Rung
from negmap.model.variants import view
from negmap.study import Study


def study(folder: Path) -> Study:
    negotiation, found = load(folder)
    assert not [d for d in found if d.is_error]
    return Study(view(negotiation))


def between(rungs: tuple[Rung, ...]) -> list[str]:
    """Return what is held on each rung between the first and the last, with a star where it counts as dropped."""
    first, *some, last = rungs
    assert (first.name, len(first.held), first.gives_up) == ("as-stated", 1, False)
    assert (last.name, last.held, last.gives_up) == ("dropped", (), True)
    assert all(claim.voices == first.held[0].voices for rung in some for claim in rung.held)
    return [f"{rung.name}: {' '.join(c.id for c in rung.held)}{' *' if rung.gives_up else ''}" for rung in some]


def test_orders_give_way_step_by_step(folder: Path) -> None:
    """Guards stay on every rung; what says nothing of a step in between is kept or dropped.

    --- file: terms.yaml
    aid: {title: Aid}
    blue: {title: Blue}
    red: {title: Red}
    vote: {title: A vote}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: vote, after: aid, if: blue}
      - {only: vote, after: {any_of: [red, aid]}, unless: blue}
      - {only: aid, before: red, if: vote}
      - {only: red, with: blue, unless: aid}
      - {only: blue, no_later_than: aid, requires: red, includes: vote}
      - {demand: red}
      - {reject: {all_of: [aid, vote]}}
      - {support: aid}
      - {support: blue, after: red, firmness: flexible}
    """
    here = study(folder)
    assert {name: between(rungs) for name, rungs in here.ladders().items()} == {
        "after:vote:aid?blue": ["same-time: includes:vote:aid?blue", "any-order: requires:vote:aid?blue *"],
        "after:vote:aid|red!blue": [
            "same-time: includes:vote:aid|red!blue",
            "any-order: requires:vote:aid|red!blue *",
        ],
        "before:aid:red?vote": ["same-time: no-later:aid:red?vote"],
        "with:red:blue!aid": ["any-order: requires:red:blue!aid *"],
        "no-later:blue:aid": [],
        "requires:blue:red": [],
        "includes:blue:vote": [],
        "in:red": [],
        "out:aid&vote": [],
    }
    assert not any(map(between, here.ladders(drop_only=True).values()))
    assert here.ladders(drop_only=True).keys() == here.ladders().keys()


def test_numbers_give_way_one_by_one(folder: Path) -> None:
    """Every number that is named is a rung; North's 80 is given up where it reaches what others put against it.

    --- file: terms.yaml
    army: {title: An army, quantity: {unit: men}}
    fleet: {title: A fleet, quantity: {unit: ships}}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions:
      - {only: army, at_most: 50}
      - {support: army, at_least: 20, at_most: 90, firmness: flexible}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: army, at_least: 80, if: fleet}
      - {only: army, at_most: 10}
      - {only: fleet, at_least: 3}
      - {only: fleet, at_most: 5}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {only: army, at_most: 30.5}
      - {only: army, at_least: 60}
    """
    ladders = study(folder).ladders()
    assert {name: between(rungs) for name, rungs in ladders.items() if ":army" in name} == {
        "at-least:army:60": [
            "50: at-least:army:50",
            "30.5: at-least:army:30.5",
            "20: at-least:army:20",
            "10: at-least:army:10 *",  # North's: nobody but South asks for 60
        ],
        "at-least:army:80?fleet": [
            "60: at-least:army:60?fleet",
            "50: at-least:army:50?fleet",
            "30.5: at-least:army:30.5?fleet *",  # South's; that North itself says 10 is not against it
            "20: at-least:army:20?fleet *",
            "10: at-least:army:10?fleet *",
        ],
        "at-most:army:10": [
            "20: at-most:army:20",
            "30.5: at-most:army:30.5",
            "50: at-most:army:50",
            "60: at-most:army:60 *",
            "80: at-most:army:80 *",
            "90: at-most:army:90 *",
        ],
        "at-most:army:30.5": [
            "50: at-most:army:50",
            "60: at-most:army:60",
            "80: at-most:army:80 *",
            "90: at-most:army:90 *",
        ],
        "at-most:army:50": ["60: at-most:army:60", "80: at-most:army:80 *", "90: at-most:army:90 *"],
    }
    # of the fleet only North speaks: nothing is given up on the way
    assert between(ladders["at-least:fleet:3"]) == []
    assert between(ladders["at-most:fleet:5"]) == []


def test_options_in_a_row_are_widened_place_by_place(folder: Path) -> None:
    """What counts as dropped is what reaches the farthest option that another party demands.

    --- file: issues.yaml
    status: {title: Status, ordered: true, options: [province, region, state, federation, union]}
    colour: {title: Colour, options: [red, blue]}
    rank: {title: Rank, ordered: true, options: [first, second, third]}
    --- file: terms.yaml
    blue: {title: Blue}
    federation: {title: A federation}
    first: {title: First}
    province: {title: A province}
    red: {title: Red}
    region: {title: A region}
    second: {title: Second}
    state: {title: A state}
    third: {title: Third}
    union: {title: A union}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions:
      - {demand: state}
      - {support: union}
      - {demand: {any_of: [province, union]}}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: region, if: red}
      - {demand: red}
      - {demand: province}
      - {demand: second}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: federation}
      - {demand: blue}
    """
    ladders = study(folder).ladders()
    assert {name: between(rungs) for name, rungs in ladders.items()} == {
        "in:blue": [],
        "in:federation": [
            "within-1: in:federation|state|union",
            "within-2: in:federation|region|state|union",
            "within-3: in:federation|province|region|state|union *",
        ],
        "in:province": [
            "within-1: in:province|region",
            "within-2: in:province|region|state",
            "within-3: in:federation|province|region|state *",
            "within-4: in:federation|province|region|state|union *",
        ],
        "in:province|union": [],
        "in:red": [],
        "in:region?red": [
            "within-1: in:province|region|state?red",
            "within-2: in:federation|province|region|state?red *",
            "within-3: in:federation|province|region|state|union?red *",
        ],
        "in:second": ["within-1: in:first|second|third"],  # nobody demands another: nothing is given up
        "in:state": [
            "within-1: in:federation|region|state",
            "within-2: in:federation|province|region|state|union *",
        ],
    }
