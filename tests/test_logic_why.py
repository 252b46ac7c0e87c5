"""Why a term is in a settlement, and in which order the reasons are named (method.md §7.1)."""

from __future__ import annotations

from pathlib import Path

from negmap.files.loader import load
from negmap.model.variants import view
from negmap.study import Study


def reasons(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return why each term is in the settlement that is shown."""
    negotiation, found = load(folder)
    assert not [d for d in found if d.is_error]
    made = Study(view(negotiation)).sequence()
    assert made is not None
    assert made.settlement is not None
    return {term.term: term.why for term in made.settlement.terms}


def test_demands_are_named_first_and_definitions_last(folder: Path) -> None:
    """Monitors are demanded, brought by a condition and by a definition.

    --- file: terms.yaml
    amnesty: {title: Amnesty, includes: monitors}
    monitors: {title: Monitors}
    road: {title: A road}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: road, requires: monitors}
      - {demand: monitors, if: road}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: amnesty, after: monitors}
    """
    assert reasons(folder) == {
        "amnesty": ("in:amnesty",),
        "monitors": (
            "in:monitors?road",
            "after:amnesty:monitors",
            "requires:road:monitors",
            "def:includes:amnesty:monitors",
        ),
        "road": ("in:road",),
    }


def test_what_binds_goes_before_wishes_and_wishes_before_consent(folder: Path) -> None:
    """Each term has the first sort of reason alone; a choice, and what a term lifts, come last.

    --- file: terms.yaml
    aid: {title: Aid}
    border: {title: A border}
    canal: {title: A canal}
    dam: {title: A dam}
    exile: {title: Exile}
    flag: {title: A flag}
    gate: {title: A gate}
    harbour: {title: A harbour}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: aid}
      - {support: border}
      - {offer: canal}
      - {accept: dam}
      - {demand: {any_of: [exile, flag]}}
      - {demand: gate, unless: harbour}
      - {reject: gate}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {support: aid}
      - {offer: {all_of: [aid, border]}}
      - {accept: {all_of: [border, canal]}}
    """
    assert reasons(folder) == {
        "aid": ("in:aid",),
        "border": ("in:border",),
        "canal": ("offered",),
        "dam": ("accepted",),
        "flag": ("in:exile|flag",),
        "harbour": ("in:gate!harbour",),
    }


def test_a_kind_is_there_because_the_list_of_kinds_is_complete(folder: Path) -> None:
    """A route is demanded, and the coast refused: so it is the hills. Of sorts of money, one is taken.

    --- file: terms.yaml
    coast: {title: The coast, is_a: route}
    gift: {title: A gift, is_a: money}
    hills: {title: The hills, is_a: route}
    loan: {title: A loan, is_a: money}
    money: {title: Money, kinds: closed}
    route: {title: A route, kinds: closed}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: route}
      - {reject: coast}
      - {demand: money}
    """
    assert reasons(folder) == {
        "hills": ("def:closed:route",),
        "loan": ("def:closed:money",),
        "money": ("in:money",),
        "route": ("in:route",),
    }
