"""From positions to claims, to the terms on the table and to consents (method.md §3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from negmap.files.loader import load
from negmap.logic.claims import claims, consents, on_the_table, spoken
from negmap.model.variants import View, view


def seen(folder: Path) -> View:
    negotiation, found = load(folder)
    assert not [d for d in found if d.is_error]
    return view(negotiation)


def test_what_is_on_the_table_with_what_it_forces(folder: Path) -> None:
    """Each definition that forces one term by another; not a choice of kinds, nor what is excluded.

    --- file: terms.yaml
    army: {title: An army, excludes: mercenaries}
    bridge: {title: A bridge, includes: lights}
    census: {title: A census}
    election: {title: An election, after: census}
    fleet: {title: A fleet, is_a: force}
    force: {title: A force}
    harbour: {title: A harbour, requires: pilots}
    lights: {title: Lights}
    mercenaries: {title: Mercenaries}
    one-kind: {title: What has one kind, kinds: closed}
    its-kind: {title: The kind, is_a: one-kind}
    pilots: {title: Pilots, requires: wages}
    prison: {title: A prison}
    either: {title: One of two, kinds: closed}
    kind-a: {title: A first kind, is_a: either}
    kind-b: {title: A second kind, is_a: either}
    retreat: {title: A retreat, stages: [begun, half, done]}
    unsaid: {title: Nobody speaks of it}
    wages: {title: Wages}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: army}
      - {reject: bridge}
      - {support: election, if: prison}
      - {demand: fleet}
      - {only: harbour, after: one-kind}
      - {consider: either}
      - {oppose: retreat.half}
    """
    assert on_the_table(seen(folder)) == (
        *("army", "bridge", "census", "either", "election", "fleet", "force", "harbour", "its-kind", "lights"),
        *("one-kind", "pilots", "retreat.begun", "retreat.half", "wages"),
    )


CONSENT = """
--- file: parties.yaml
north: {name: North}
south: {name: South}
--- file: terms.yaml
amnesty: {title: Amnesty}
monitors: {title: Monitors}
road: {title: A road}
trade: {title: Trade}
--- file: statements/north.yaml
party: north
date: 2025-03-01
positions:
  - {accept: {proposal: text, except: road}}
  - {demand: {any_of: [monitors, road]}}
  - {only: amnesty, after: trade}
--- file: statements/south.yaml
party: south
date: 2025-03-01
via: own-words
positions:
  - {support: trade}
  - {offer: {all_of: [amnesty, monitors]}}
  - {reject: road}
--- file: statements/south-relayed.yaml
party: south
date: 2025-03-02
via: relayed
relayed_by: An envoy
positions:
  - {accept: road}
--- file: proposals/text.yaml
title: A text
in: [road, trade]
"""
"""North and South speak well of most terms; what an envoy says for South is no consent."""


@pytest.mark.parametrize("folder", [CONSENT], indirect=True)
def test_who_asks_offers_and_accepts(folder: Path) -> None:
    assert consents(seen(folder)) == {
        "amnesty": {"asked": set(), "offered": {"south"}, "accepted": set()},
        "monitors": {"asked": {"north"}, "offered": {"south"}, "accepted": set()},
        "road": {"asked": {"north"}, "offered": set(), "accepted": set()},
        "trade": {"asked": {"south"}, "offered": set(), "accepted": {"north"}},
    }


@pytest.mark.parametrize("folder", [CONSENT], indirect=True)
def test_who_speaks_of_what(folder: Path) -> None:
    """Conditions and excepted terms are spoken of, too."""
    assert spoken(seen(folder)) == {
        "amnesty": {"north", "south"},
        "monitors": {"north", "south"},
        "road": {"north", "south"},
        "trade": {"north", "south"},
    }


def test_weights_guards_and_ids(folder: Path) -> None:
    """How each stance and firmness binds, and what a claim is called.

    --- file: terms.yaml
    army: {title: An army, quantity: {unit: men}}
    bridge: {title: A bridge}
    canal: {title: A canal}
    dam: {title: A dam}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: bridge, firmness: red-line, if: {any_of: [dam, canal]}, unless: army}
      - {support: canal, after: [dam, bridge], unless: army}
      - {oppose: dam, before: bridge, firmness: flexible}
      - {only: army, exactly: 2.50, if: [dam, bridge], unless: {any_of: [canal]}}
      - {reject: {all_of: [dam, canal]}, if: {any_of: [army]}}
      - {support: {any_of: [dam, bridge]}, firmness: firm}
      - {offer: dam, with: canal}
    """
    found = {claim.id: [(v.position, v.firmness, v.binding) for v in claim.voices] for claim in claims(seen(folder))}
    assert found == {
        "in:bridge?canal|dam!army": [("north#1", "red-line", True)],
        "in:canal!army": [("north#2", "flexible", False)],
        "after:canal:bridge!army": [("north#2", "firm", True)],
        "after:canal:dam!army": [("north#2", "firm", True)],
        "out:dam": [("north#3", "flexible", False)],
        "before:dam:bridge": [("north#3", "flexible", False)],
        "at-least:army:2.5?bridge&dam!canal": [("north#4", "firm", True)],
        "at-most:army:2.5?bridge&dam!canal": [("north#4", "firm", True)],
        "out:canal&dam?army": [("north#5", "firm", True)],
        "in:bridge|dam": [("north#6", "firm", False)],
        "with:dam:canal": [("north#7", "firm", True)],
    }
    assert list(found) == sorted(found)
