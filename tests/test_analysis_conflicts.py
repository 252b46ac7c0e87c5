"""Under which obstacle each conflict stands, and which follow from another (method.md §5.4)."""

from __future__ import annotations

import re
from pathlib import Path

from told import told

from negmap.files.loader import load
from negmap.findings.conflicts import SIZE, Completeness, Conflicts
from negmap.logic.labels import SIZES
from negmap.model.variants import view
from negmap.study import Study


def conflicts(folder: Path) -> Conflicts:
    negotiation, faults = load(folder)
    assert not [d for d in faults if d.is_error]
    return Study(view(negotiation)).conflicts


def obstacles(found: Conflicts) -> list[tuple[str, str, str, int]]:
    """Return each obstacle: its kind, its claims, the wants it holds up, and how many conflicts stand under it."""
    assert len({o.id for o in found.obstacles}) == len(found.obstacles)
    assert all(re.fullmatch("o-[0-9a-f]{8}", o.id) for o in found.obstacles)
    for obstacle in found.obstacles:
        under = [c.id for c in found.conflicts if c.obstacle == obstacle.id and c.follows_from is None]
        assert list(obstacle.conflicts) == under
    return [(o.kind, " ".join(o.claims), " ".join(o.blocks), len(o.conflicts)) for o in found.obstacles]


def following(found: Conflicts) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the conflicts that follow from an obstacle, with its claims."""
    claims = {o.id: o.claims for o in found.obstacles}
    return {c.claims: claims[c.follows_from] for c in found.conflicts if c.follows_from is not None}


def test_each_obstacle_with_what_it_holds_up(folder: Path) -> None:
    """Two demands that exclude each other, a refusal, a ring, and a ring with one place more.

    --- file: terms.yaml
    border: {title: A border, excludes: union}
    ceasefire: {title: A ceasefire}
    force: {title: A force, is_a: troops}
    guarantees: {title: Guarantees, includes: force}
    talks: {title: Talks}
    troops: {title: Troops}
    union: {title: A union}
    withdrawal: {title: A withdrawal}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: border}
      - {reject: troops}
      - {demand: ceasefire, after: withdrawal}
      - {demand: talks, after: withdrawal}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: union}
      - {demand: force}
      - {demand: guarantees}
      - {only: withdrawal, after: ceasefire}
    """
    found = conflicts(folder)
    ring = "after:ceasefire:withdrawal after:withdrawal:ceasefire"
    assert sorted(obstacles(found)) == [
        ("deadlock", ring, "in:ceasefire", 1),
        ("definition", "in:border in:union", "", 1),
        ("definition", "out:troops", "in:force in:guarantees", 2),
    ]
    talks = ("after:ceasefire:withdrawal", "after:talks:withdrawal", "after:withdrawal:ceasefire", "in:talks")
    assert following(found) == {talks: tuple(ring.split())}
    (follower,) = [c for c in found.conflicts if c.claims == talks]
    assert re.fullmatch("o-[0-9a-f]{8}", follower.obstacle)
    assert follower.obstacle != follower.follows_from


def test_bounds_on_one_term_are_one_obstacle(folder: Path) -> None:
    """Two want it large and two small: four conflicts, one matter. Of the fleet others speak.

    --- file: terms.yaml
    army: {title: An army, quantity: {unit: men}}
    fleet: {title: A fleet, quantity: {unit: ships}}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions: [{demand: army, at_least: 70}, {demand: fleet, at_least: 3}]
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{demand: army, at_least: 80}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{only: army, at_most: 50}, {only: fleet, at_most: 2}]
    --- file: statements/west.yaml
    party: west
    date: 2025-03-01
    positions: [{only: army, at_most: 60}]
    """
    found = conflicts(folder)
    assert sorted(obstacles(found)) == [
        ("quantity", "at-least:army:70 at-least:army:80 at-most:army:50 at-most:army:60", "in:army", 4),
        ("quantity", "at-least:fleet:3 at-most:fleet:2", "in:fleet", 1),
    ]
    assert following(found) == {}


def test_where_steps_run_out_each_list_says_up_to_which_size_it_goes() -> None:
    """A demand, nine links of four ways each, and a refusal: conflicts of twenty claims, reasons of ever more."""
    ways = [(at, way) for at in range(9) for way in range(4)]
    first = [{"only": f"t{at}", "requires": f"m{at}{way}"} for at, way in ways]
    second = [{"only": f"m{at}{way}", "requires": f"t{at + 1}"} for at, way in ways]
    names = " ".join([*(f"t{at}" for at in range(10)), *(f"m{at}{way}" for at, way in ways)])
    study = Study(view(told(names, north=[{"demand": "t0"}, *first, *second], south=[{"reject": "t9"}])))
    up_to = study.conflicts.completeness.limit
    assert up_to is not None
    assert SIZES[0] <= up_to < 20
    assert study.conflicts.completeness == Completeness(complete=False, limit=up_to, reason=SIZE)
    assert (study.conflicts.conflicts, study.tension_sets.sets) == ((), ())
    assert study.tension_sets.completeness == study.conflicts.completeness
    size = study.blocked.completeness.limit
    assert size is not None
    assert study.blocked.completeness == Completeness(complete=False, limit=size, reason=SIZE)
    # a reason of t8 is two links and the refusal, one of m80 a link and the refusal; two more for each step back
    assert [term.term for term in study.blocked.rejected] == ["t9"]
    assert set(study.blocked.blocked) == {
        *(f"t{at}" for at in range(9) if 2 * (9 - at) + 1 <= size),
        *(f"m{at}{way}" for at, way in ways if 2 * (9 - at) <= size),
    }
    assert 3 <= size < 19
