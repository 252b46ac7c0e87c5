"""The smallest changes of a draft, with all that was tried (method.md §10.1)."""

from __future__ import annotations

from pathlib import Path

from drafted import compared

from negmap.findings.proposal import Changes, Edit, Tried


def told(found: Changes) -> list[tuple[str, ...]]:
    """Return each change in short: its edits, then what it does, in words."""
    return [
        (
            *map(_edit, change.edits),
            *(
                f"{what} {position}"
                for what in ("gained", "idle", "lost", "worsened", "barred")
                for position in getattr(change, what)
            ),
        )
        for change in found.changes
    ]


def _edit(edit: Edit) -> str:
    bounds = " ".join(f"{kind} {number}" for kind, number in edit.bounds)
    groups = " < ".join("+".join(group) for group in edit.groups)
    words = (edit.kind, "together" if edit.together else "", edit.term, bounds, groups)
    return " ".join(filter(None, words))


def test_a_group_is_split_for_one_and_merged_for_another(folder: Path) -> None:
    """North wants the vote first, South both together with aid.

    --- file: terms.yaml
    aid: {title: Aid}
    army: {title: A new army}
    vote: {title: A vote}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: vote, before: army}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {only: aid, with: vote}
    --- file: proposals/draft.yaml
    title: Draft
    in: [aid, army, vote]
    order: [[army, vote], [aid]]
    """
    found = compared(folder).changes
    assert told(found) == [
        ("merge army+vote < aid", "gained south#1"),
        ("split vote < army", "gained north#1"),
    ]
    # free each, merge, split both ways, two orders of two, each out; neither order fits the row of groups
    assert found.tried == Tried(singles=3 + 1 + 2 + 2 + 3, impossible=2)


def test_one_of_three_comes_before_or_after_the_others(folder: Path) -> None:
    """The draft has all three together; one party wants the vote first, the other the army last.

    --- file: terms.yaml
    aid: {title: Aid}
    army: {title: A new army}
    vote: {title: A vote}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: vote, before: [aid, army]}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {only: army, after: [aid, vote]}
    --- file: proposals/draft.yaml
    title: Draft
    in: [aid, army, vote]
    order: [[aid, army, vote]]
    """
    assert told(compared(folder).changes) == [
        ("split aid+vote < army", "gained south#1"),
        ("split vote < aid+army", "gained north#1"),
    ]


def test_numbers_that_positions_name_are_tried(folder: Path) -> None:
    """One number meets both; the police are not in, so nobody asks for their number.

    --- file: terms.yaml
    army: {title: An army, quantity: {unit: men, integer: true}}
    police: {title: Police, quantity: {unit: men}}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: army, at_least: 80}
      - {only: police, at_least: 5}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {only: army, at_most: 90}
    --- file: proposals/draft.yaml
    title: Draft
    in: [{term: army, at_least: 60, at_most: 95}]
    """
    found = compared(folder).changes
    assert told(found) == [("number army at-least 80 at-most 80", "gained north#1", "gained south#1")]
    assert found.tried == Tried(singles=2 * 5 + 1)  # both numbers exactly, as least, as most, with either end; out


def test_what_comes_in_one_of_several_kinds(folder: Path) -> None:
    """Both kinds of each are possible, never both at once; a flag after the hills would take three edits.

    --- file: terms.yaml
    route: {title: A route, kinds: closed}
    coast: {title: The coast, is_a: route}
    hills: {title: The hills, is_a: route}
    money: {title: Money, kinds: closed}
    loan: {title: A loan, is_a: money}
    gift: {title: A gift, is_a: money}
    trade: {title: Trade, requires: [route, money]}
    flag: {title: A flag}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {reject: coast}
      - {reject: {all_of: [hills, coast]}}
      - {demand: {any_of: [hills, coast]}}
      - {demand: {any_of: [gift, loan]}}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: gift}
      - {demand: flag, after: hills}
      - {reject: {all_of: [gift, loan]}}
    --- file: proposals/draft.yaml
    title: Draft
    in: [trade]
    """
    whole = compared(folder)
    presence = {placed.term: placed.presence for placed in whole.terms}
    assert [term for term, where in presence.items() if where == "every"] == ["money", "route", "trade"]
    assert [term for term, where in presence.items() if where == "some"] == ["coast", "gift", "hills", "loan"]
    assert [(p.position, p.state) for p in whole.positions] == [
        ("north#1", "open"),
        ("north#2", "met"),
        ("north#3", "met"),
        ("north#4", "met"),
        ("south#1", "open"),
        ("south#2", "violated"),
        ("south#3", "met"),
    ]
    assert told(whole.changes) == [("out coast", "gained north#1"), ("in gift", "gained south#1")]
    assert whole.changes.unmet == ("south#2",)
    assert whole.changes.tried == Tried(singles=9, pairs=14)


def test_what_a_change_worsens_and_bars(folder: Path) -> None:
    """Hills suit North and West, and shut out the canal that West would like too. Who speaks of this text is put aside.

    --- file: terms.yaml
    aid: {title: Aid}
    canal: {title: A canal, excludes: hills}
    coast: {title: The coast, is_a: route}
    flag: {title: A flag}
    hills: {title: The hills, is_a: route}
    route: {title: A route, kinds: closed}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions:
      - {demand: coast}
      - {only: flag, after: aid}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {reject: coast}
      - {accept: {proposal: draft}}
      - {reject: {proposal: draft}}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: flag}
      - {demand: route}
    --- file: statements/west.yaml
    party: west
    date: 2025-03-01
    positions:
      - {demand: hills}
      - {demand: canal}
    --- file: proposals/draft.yaml
    title: Draft
    in: [flag, route]
    """
    found = compared(folder).changes
    assert told(found) == [
        ("out coast", "gained north#1", "gained west#1", "worsened east#1", "barred west#2"),
        ("in canal", "gained east#1", "gained west#2", "worsened north#1", "worsened west#1"),
        ("in aid", "place aid < flag", "gained east#2"),
    ]
    assert (found.unmet, found.tried) == ((), Tried(singles=9, pairs=3))


def test_what_is_met_by_asking_for_nothing_and_what_is_lost(folder: Path) -> None:
    """West gets its order where the flag is gone, or the vote; but the vote is what West demands.

    --- file: terms.yaml
    aid: {title: Aid}
    flag: {title: A flag}
    vote: {title: A vote}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions:
      - {demand: aid, after: flag}
      - {reject: vote}
    --- file: statements/west.yaml
    party: west
    date: 2025-03-01
    positions:
      - {only: flag, before: vote}
      - {demand: vote}
    --- file: proposals/draft.yaml
    title: Draft
    in: [flag, vote]
    out: [aid]
    order: [[vote], [flag]]
    """
    found = compared(folder).changes
    assert told(found) == [
        ("out flag", "gained west#1", "idle west#1"),
        ("place flag < aid", "in aid", "gained east#1"),
        ("out vote", "gained east#2", "gained west#1", "idle west#1", "lost west#2"),
    ]
    # free two, merge, two orders, aid in, two out; an order that the row has the other way round is none
    assert found.tried == Tried(singles=2 + 1 + 2 + 1 + 2, pairs=28, impossible=4)


def test_a_second_edit_mends_what_the_first_would_lose(folder: Path) -> None:
    """North wants no flag; South wants the flag or the anthem, and the draft has ruled out the anthem.

    --- file: terms.yaml
    anthem: {title: An anthem}
    flag: {title: A flag}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {reject: flag}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: {any_of: [anthem, flag]}}
    --- file: proposals/draft.yaml
    title: Draft
    in: [flag]
    out: [anthem]
    """
    found = compared(folder).changes
    assert told(found) == [("out flag", "in anthem", "gained north#1")]
    assert found.tried == Tried(singles=2, pairs=1)


def test_edits_that_undo_each_other_are_no_pair(folder: Path) -> None:
    """The army has to grow and to stand before aid comes, or aid is left out. Of its numbers, one is tried at a time.

    --- file: terms.yaml
    aid: {title: Aid}
    army: {title: An army, quantity: {unit: men}}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: army, at_least: 80, before: aid}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: army}
    --- file: proposals/draft.yaml
    title: Draft
    in: [aid, {term: army, at_most: 60}]
    order: [[aid], [army]]
    """
    found = compared(folder).changes
    singles = [
        "exactly 80",
        "at least 80",
        "at most 80",
        "free aid",
        "free army",
        "merge",
        "place",
        "out aid",
        "out army",
    ]
    assert found.tried.singles == len(singles)
    assert told(found) == [("out aid", "number army at-least 80 at-most 80", "gained north#1")]
    assert found.tried == Tried(singles=9, pairs=9 * 8 // 2 - 3, impossible=5)


def test_to_put_in_and_to_rule_out_are_no_pair(folder: Path) -> None:
    """The vote is left open, and North wants the army only after it; South wants the army.

    --- file: terms.yaml
    army: {title: An army}
    vote: {title: A vote}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {only: army, after: vote}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: army}
    --- file: proposals/draft.yaml
    title: Draft
    in: [army]
    open: [vote]
    """
    found = compared(folder).changes
    assert told(found) == [("in vote", "place vote < army", "gained north#1")]
    assert found.tried == Tried(singles=4, pairs=4 * 3 // 2 - 1)


def test_a_number_of_what_has_to_be_put_in_first(folder: Path) -> None:
    """An army that the draft does not have gets a number once it is in.

    --- file: terms.yaml
    aid: {title: Aid, quantity: {unit: dollars}}
    army: {title: An army, quantity: {unit: men}}
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions:
      - {demand: army, at_least: 80}
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: aid, at_least: 7}
    --- file: proposals/draft.yaml
    title: Draft
    in: [{term: aid, at_least: 7}]
    """
    found = compared(folder).changes
    assert told(found) == [("in army", "number army at-least 80 at-most 80", "gained north#1")]
    assert found.tried == Tried(singles=4, pairs=3)  # aid: exactly 7, at most 7, out; army in, with each of its numbers


def test_one_end_of_a_range_is_moved_and_the_other_kept(folder: Path) -> None:
    """North's 80 alone would shut out South, who waits for 90; with no upper end, East would lose its 95.

    --- file: terms.yaml
    army: {title: An army, quantity: {unit: men}}
    --- file: statements/east.yaml
    party: east
    date: 2025-03-01
    positions: [{only: army, at_most: 95}]
    --- file: statements/north.yaml
    party: north
    date: 2025-03-01
    positions: [{only: army, at_least: 80}]
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions: [{only: army, at_least: 90}]
    --- file: statements/west.yaml
    party: west
    date: 2025-03-01
    positions: [{only: army, at_most: 85}]
    --- file: proposals/draft.yaml
    title: Draft
    in: [{term: army, at_least: 60, at_most: 95}]
    """
    assert told(compared(folder).changes) == [
        ("number army at-least 80 at-most 95", "gained north#1"),
        ("number army at-least 80 at-most 80", "gained north#1", "gained west#1", "worsened south#1"),
        ("number army at-least 90 at-most 90", "gained north#1", "gained south#1", "worsened west#1"),
    ]
