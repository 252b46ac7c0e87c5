"""What is left of a negotiation without its faults: sound, with the ids it had."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from folders import written
from hypothesis import given, settings, strategies as st

from negmap.checks import check
from negmap.checks.partial import without_faulty
from negmap.files.loader import load
from negmap.model.negotiation import Negotiation


def rest(folder: Path) -> tuple[Negotiation, tuple[str, ...]]:
    negotiation, found = load(folder)
    return without_faulty(negotiation, (*found, *check(negotiation)))


def test_nothing_is_left_out_of_a_sound_negotiation(folder: Path) -> None:
    """
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/a.yaml
    {party: north, date: 2025, positions: [{demand: ceasefire}]}
    """
    negotiation, left_out = rest(folder)
    assert left_out == ()
    assert negotiation == load(folder)[0]


def test_positions_keep_their_ids(folder: Path) -> None:
    """
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    talks: {title: Talks}
    --- file: statements/a.yaml
    party: north
    date: 2025
    positions:
      - {demand: cease-fire}
      - {demand: talks}
      - {id: own, demand: ceasefire}
      - {demand: [ceasefire, talks]}
      - {only: talks, after: ceasefire}
    --- file: statements/b.yaml
    party: north
    date: 2025-12-31
    positions:
      - {demand: talks, replaces: [a#2]}
      - {demand: talks, replaces: [a#1]}
    """
    negotiation, left_out = rest(folder)
    assert left_out == ("position:a#1", "position:a#4", "position:b#2")
    assert list(negotiation.positions) == ["a#2", "a#own", "a#5", "b#1"]


def test_what_names_a_faulty_record_goes_too(folder: Path) -> None:
    """
    --- file: parties.yaml
    north: {nam: North, rol: x}
    south: {name: South, member_of: [nroth]}
    east: {name: East}
    --- file: terms.yaml
    ceasefire: {title: Ceasefire, by: [south]}
    talks: {title: Talks, after: {term: ceasefire, because: so}}
    peace: {title: Peace}
    --- file: statements/a.yaml
    {party: north, date: 2025, positions: [{demand: peace}]}
    --- file: statements/b.yaml
    {party: east, date: 2025, positions: [{demand: talks}, {demand: peace}]}
    --- file: statements/c.yaml
    {party: east, date: 2025, positions: [{demand: peace, replaces: [a#1]}], disputed_by: [a]}
    --- file: events.yaml
    - {date: 2025, term: talks}
    - {date: 2025, term: peace}
    - {date: 2025, term: war}
    """
    negotiation, left_out = rest(folder)
    assert left_out == (
        "event:0",
        "event:2",
        "party:north",
        "party:south",
        "position:b#1",
        "position:c#1",
        "statement:a",
        "statement:c",
        "term:ceasefire",
        "term:talks",
    )
    assert list(negotiation.positions) == ["b#2"]
    assert [event.term for event in negotiation.events] == ["peace"]
    assert set(negotiation.terms) == {"peace"}


def test_what_names_records_of_an_unreadable_file_goes(folder: Path) -> None:
    """
    --- file: terms.yaml
    ceasefire: {title: Ceasefire
    --- file: statements/a.yaml
    {party: north, date: 2025, positions: [{demand: ceasefire}]}
    --- file: statements/b.yaml
    {party: north, date: 2025}
    """
    negotiation, left_out = rest(folder)
    assert left_out == ("file:terms.yaml", "position:a#1")
    assert (list(negotiation.positions), list(negotiation.statements)) == ([], ["a", "b"])


def test_checkpoints_go_where_negotiation_yaml_is_at_fault(folder: Path) -> None:
    """
    --- file: negotiation.yaml
    title: T
    must_agree: [north, west]
    expect: [{blocked: [war]}]
    --- file: statements/a.yaml
    {party: north, date: 2025}
    """
    negotiation, left_out = rest(folder)
    assert left_out == ("negotiation:",)
    assert (negotiation.about.expect, negotiation.must_agree) == ((), ("north",))


_SOUND = """\
party: north
date: 2025-03-01
sources: [{publisher: Northern Post}]
positions: [{demand: x}, {id: own, only: y, after: [x, {any_of: [z, s.done]}]}, {demand: n, at_least: 3, if: x}]
withdraws: [early#1]
"""
_AROUND = """\
--- file: terms.yaml
{x: {title: X}, y: {title: Y, after: x}, z: {title: Z}, n: {title: N, quantity: {}}, s: {title: S, stages: [done]}}
--- file: statements/early.yaml
{party: north, date: 2025-01, positions: [{demand: z}]}
"""


@settings(max_examples=60)
@given(
    at=st.integers(0, len(_SOUND)),
    length=st.integers(0, 12),
    put=st.text(st.sampled_from("abz:-[]{}, \n\"'#&*1"), max_size=6),
)
def test_after_any_slip_of_the_pen_the_rest_is_sound(at: int, length: int, put: str) -> None:
    with TemporaryDirectory() as place:
        folder = written(_AROUND, Path(place))
        (folder / "statements" / "late.yaml").write_text(_SOUND[:at] + put + _SOUND[at + length :])
        negotiation, left_out = rest(folder)
        assert [d for d in check(negotiation) if d.is_error and d.code != "numeric-position-id"] == []
        assert all(":" in subject for subject in left_out)
