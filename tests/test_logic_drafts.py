"""What is true in the completions of a draft, by example (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from drafted import compared

from negmap.findings.proposal import Comparison


def states(found: Comparison) -> dict[str, str]:
    return dict(sorted(found.claims.items()))


def test_what_is_left_open_may_be_in_and_nothing_more_than_it_takes(folder: Path) -> None:
    """Trade takes one route and one sort of money. The harbour, the hills and a gift are left open.

    --- file: terms.yaml
    anthem: {title: An anthem}
    coast: {title: The coast, is_a: route, kinds: closed}
    east-coast: {title: The eastern coast, is_a: coast}
    flag: {title: A flag}
    gift: {title: A gift, is_a: money}
    harbour: {title: A harbour, requires: route}
    hills: {title: The hills, is_a: route, requires: guards}
    guards: {title: Guards}
    loan: {title: A loan, is_a: money}
    money: {title: Money, kinds: closed}
    route: {title: A route, kinds: closed}
    trade: {title: Trade, requires: [route, money]}
    west-coast: {title: The western coast, is_a: coast}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {reject: {all_of: [coast, hills]}}
      - {reject: {all_of: [gift, loan]}}
      - {reject: {all_of: [east-coast, west-coast]}}
      - {demand: {any_of: [coast, hills]}}
      - {demand: {any_of: [gift, loan]}}
      - {demand: coast, if: hills}
      - {demand: guards, if: hills}
      - {demand: guards, unless: hills}
      - {demand: hills, unless: coast}
      - {demand: {any_of: [east-coast, west-coast]}, if: coast}
      - {demand: loan, if: gift}
      - {demand: loan, unless: gift}
      - {demand: harbour}
      - {demand: west-coast, if: harbour}
      - {reject: east-coast, if: {any_of: [harbour, gift]}}
      - {only: harbour, after: route}
      - {reject: hills, if: {any_of: [anthem, flag]}}
    --- file: proposals/draft.yaml
    title: Draft
    in: [trade]
    open: [gift, harbour, hills]
    """
    found = compared(folder)
    assert states(found) == {
        "after:harbour:route": "open",
        "in:coast?hills": "open",
        "in:coast|hills": "met",
        "in:east-coast|west-coast?coast": "met",
        "in:gift|loan": "met",
        "in:guards!hills": "open",
        "in:guards?hills": "met",
        "in:harbour": "open",
        "in:hills!coast": "met",
        "in:loan!gift": "met",
        "in:loan?gift": "open",
        "in:west-coast?harbour": "open",
        "out:coast&hills": "met",
        "out:east-coast&west-coast": "met",
        "out:east-coast?gift|harbour": "open",
        "out:gift&loan": "met",
        "out:hills?anthem|flag": "not-triggered",
    }
    presence = {placed.term: placed.presence for placed in found.terms}
    assert presence == {**dict.fromkeys(presence, "some"), **dict.fromkeys(["money", "route", "trade"], "every")}
    assert len(presence) == 11
    assert found.faults == ()


def test_limits_of_a_quantity_hold_in_every_completion(folder: Path) -> None:
    """Of whole men at least 3 and at most 7 make sense; of dollars, anything from 2.5 to 7.5.

    --- file: terms.yaml
    aid: {title: Aid, quantity: {unit: dollars, min: 2.5, max: 7.5}}
    army: {title: An army, quantity: {unit: men, integer: true, min: 2.5, max: 7.5}}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: aid, at_least: 2.5}
      - {only: aid, at_least: 3}
      - {only: aid, at_most: 7.5}
      - {only: aid, at_most: 7}
      - {only: army, at_least: 3}
      - {only: army, at_least: 4}
      - {only: army, at_most: 7}
      - {only: army, at_most: 6}
    --- file: proposals/draft.yaml
    title: Draft
    in: [aid, army]
    """
    found = compared(folder)
    assert {name for name, state in found.claims.items() if state == "met"} == {
        *("at-least:aid:2.5", "at-most:aid:7.5", "at-least:army:3", "at-most:army:7")
    }
    assert set(found.claims.values()) == {"met", "open"}


@pytest.mark.parametrize(
    ("order", "met", "violated"),
    [
        ("[[a], [b]]", {"before", "no-later", "requires"}, {"after", "with", "includes"}),
        ("[[a, b]]", {"no-later", "requires", "with", "includes"}, {"before", "after"}),
        ("[[b], [a]]", {"after", "requires", "includes"}, {"before", "no-later", "with"}),
        ("[]", {"requires"}, set()),
    ],
)
def test_what_an_order_meets_and_violates(
    order: str, met: set[str], violated: set[str], write_folder: Callable[..., Path]
) -> None:
    found = compared(
        write_folder(
            """
            --- file: terms.yaml
            a: {title: A}
            b: {title: B}
            --- file: statements/north.yaml
            party: north
            date: 2025-03-01
            positions:
              - {only: a, before: b}
              - {only: a, after: b}
              - {only: a, with: b}
              - {only: a, no_later_than: b}
              - {only: a, requires: b}
              - {only: a, includes: b}
            --- file: proposals/draft.yaml
            title: Draft
            in: [a, b]
            order: ORDER
            """.replace("ORDER", order)
        )
    )
    assert {name.split(":")[0] for name, state in found.claims.items() if state == "met"} == met
    assert {name.split(":")[0] for name, state in found.claims.items() if state == "violated"} == violated
    assert len(found.claims) == 6
