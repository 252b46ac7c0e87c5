"""Why one term comes before another (method.md §8.3): with the definitions and the rings that say so."""

from __future__ import annotations

from pathlib import Path

from negmap.files.loader import load
from negmap.model.variants import view
from negmap.study import Study


def study(folder: Path) -> Study:
    negotiation, found = load(folder)
    assert not [d for d in found if d.is_error]
    return Study(view(negotiation))


def test_every_way_in_which_one_comes_before_another(folder: Path) -> None:
    """North says it outright; South says it of a council, which is a kind of assembly. A wish does not bind.

    --- file: terms.yaml
    assembly: {title: An assembly}
    council: {title: A council, is_a: assembly}
    flag: {title: A flag}
    register: {title: A register}
    treaty: {title: A treaty, after: register}
    vote: {title: A vote}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: vote, before: treaty}
      - {only: flag, no_later_than: vote}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {only: treaty, after: council}
      - {only: council, after: vote}
      - {support: treaty, after: flag, firmness: flexible}
    """
    here = study(folder)
    found = here.precedence("vote", "treaty")
    assert [(reason.claims, reason.definitions) for reason in found] == [
        (("before:vote:treaty",), ()),
        (("after:council:vote", "after:treaty:council"), ()),
    ]
    assert [set(reason.rings[0]) for reason in found] == [{"vote", "treaty"}, {"vote", "treaty", "council"}]
    assert here.precedence("vote", "treaty", strict=False) == found
    assert here.precedence("treaty", "vote") == ()
    (by_definition,) = here.precedence("register", "treaty")
    assert (by_definition.claims, by_definition.definitions) == ((), ("def:after:treaty:register",))
    (no_later,) = here.precedence("flag", "vote", strict=False)
    assert (no_later.claims, here.precedence("flag", "vote")) == (("no-later:flag:vote",), ())


def test_what_cannot_be_in_together_comes_in_no_order(folder: Path) -> None:
    """The union excludes the border, whatever comes first; where a guard lifts the order, the guard is no reason.

    --- file: terms.yaml
    border: {title: A border, excludes: union}
    talks: {title: Talks}
    union: {title: A union}
    visit: {title: A visit}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: border, before: union}
      - {only: talks, before: visit}
      - {reject: {all_of: [talks, union]}}
    """
    here = study(folder)
    assert here.precedence("border", "union") == ()
    assert here.precedence("talks", "union") == ()
    assert [reason.claims for reason in here.precedence("talks", "visit")] == [("before:talks:visit",)]
