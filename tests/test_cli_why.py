"""`negmap why`, as it is run: one derivation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from strip import RING, STRIP
from syrupy.assertion import SnapshotAssertion
from terminal import negmap

Write = Callable[..., Path]


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def why(folder: Path, *args: str) -> dict[str, Any]:
    ran = negmap("why", "--format", "json", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.report


def claims(report: dict[str, Any]) -> list[set[str]]:
    return [{claim["id"] for claim in derived["claims"]} for derived in report["derivations"]]


@pytest.mark.parametrize(
    ("ids", "answer", "cited"),
    [
        (["ceasefire"], "“Ceasefire” is blocked, for one reason.", [RING]),
        (
            ["monitors"],
            "“Monitors on the line” is rejected: a single refusal keeps it out.",
            [{"out:foreign-presence"}],
        ),
        (["army-size"], None, [{"at-least:army-size:120000", "at-most:army-size:100000"}]),
        (["talks", "withdrawal.done"], None, [{"after:talks:withdrawal.done"}]),
        (
            ["withdrawal.done", "talks"],
            "“South's forces leave the strip” (done) must come before “Talks”.",
            [{"after:talks:withdrawal.done"}],
        ),
        (["ceasefire", "talks"], "“Ceasefire” must come before “Talks”.", None),
        (
            ["foreign-presence", "monitors"],
            "“Foreign presence” can come no later than “Monitors on the line”.",
            [set()],
        ),
        (
            ["monitors", "roads"],
            "Nothing in force puts an order between “Monitors on the line” and “Roads through the strip”.",
            [],
        ),
        (
            ["2025-03-01-north#1", "2025-03-10-south#troops"],
            "The two cannot both stand.",
            [{"in:monitors", "out:foreign-presence"}],
        ),
        (
            ["2025-03-01-north#2", "2025-03-10-south#2"],
            "The two can both stand by themselves; together with others they cannot.",
            None,
        ),
        (
            ["2025-03-01-north#1", "2025-03-12-league#1"],
            "Nothing in force sets these two positions against each other.",
            [],
        ),
    ],
)
def test_answer(strip: Path, ids: list[str], answer: str | None, cited: list[set[str]] | None) -> None:
    report = why(strip, *ids)
    assert report["asked"] == ids
    assert answer is None or report["answer"] == answer
    assert cited is None or claims(report) == cited


def test_an_id_of_another_kind_is_told_from_no_id(strip: Path) -> None:
    conflict = negmap("conflicts", "--format", "json", "--positions", strip).report["conflicts"][0]["id"]
    for name, kind in ((conflict, "a conflict"), ("north", "a party")):
        ran = negmap("why", name, "--positions", strip)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            f"Error: `{name}` is {kind}, which does not go here\n  remedy: `negmap show {name}` shows it\n"
        )
    ran = negmap("show", "p-5aa29e7a", "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert "remedy: for a package, `negmap sequence --package p-5aa29e7a`" in ran.err
    assert negmap("why", "c-00000000", "--positions", strip).err == "Error: nothing is called `c-00000000`\n"


def test_a_term_that_nothing_holds_up_and_one_that_nobody_names(strip: Path) -> None:
    free = why(strip, "ceasefire", "--as-of", "2025-03-01")
    assert free["answer"].startswith("Nothing holds up “Ceasefire”")
    nobody = why(strip, "talks", "--as-of", "2025-03-01")
    assert nobody["answer"] == "“Talks” is not on the table: no position in force names it."


def test_every_reason_is_told(write_folder: Write) -> None:
    """Two ways to be held up, each a derivation of its own, the smaller first."""
    folder = write_folder("""
        --- file: terms.yaml
        a: {title: A}
        b: {title: B}
        c: {title: C}
        --- file: statements/north.yaml
        {party: north, date: 2025-03-01, positions: [{only: a, after: b}, {only: a, after: c}]}
        --- file: statements/south.yaml
        {party: south, date: 2025-03-01, positions: [{reject: b}, {only: c, after: b}]}
        """)
    report = why(folder, "a")
    assert report["answer"] == "“A” is blocked, for 2 reasons; any one is enough."
    assert claims(report) == [{"after:a:b", "out:b"}, {"after:a:c", "after:c:b", "out:b"}]


@pytest.mark.parametrize("ids", [["withdrawal.begun"], ["roads"], ["2025-03-01-north#3", "2025-03-10-south#size"]])
def test_text(strip: Path, ids: list[str], snapshot: SnapshotAssertion) -> None:
    ran = negmap("why", *ids, "--positions", strip)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["cease-fire"], "nothing is called `cease-fire`\n  remedy: did you mean `ceasefire`?"),
        (["withdrawal"], "`withdrawal` has stages; name one of withdrawal.begun, withdrawal.done"),
        (["party:north"], "nothing is called `party:north`"),
        (["ceasefire", "ceasefire"], "two different terms"),
        (["ceasefire", "2025-03-01-north#1"], "two different terms or two different positions"),
        (["ceasefire", "talks", "roads"], "name one term, two terms or two positions"),
        ([], "Missing argument"),
    ],
)
def test_what_is_not_understood(strip: Path, ids: list[str], said: str) -> None:
    ran = negmap("why", *ids, "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_when_the_time_is_up_it_is_no_fault_of_ours(strip: Path) -> None:
    ran = negmap("why", "ceasefire", "--timeout", "0.0000001", "--positions", strip)
    assert ran.code == 0
    assert "! INCOMPLETE: the time given was up; there may be more." in ran.out.splitlines()


LIFTED = """
--- file: negotiation.yaml
{title: Harbour, languages: [en]}
--- file: parties.yaml
{port: {name: Port}, union: {name: Union}}
--- file: terms.yaml
{arbiter: {title: Arbiter}, mediator: {title: Mediator}}
--- file: statements/2026-03-01-port.yaml
party: port
date: 2026-03-01
sources: [{title: Letter}]
positions: [{reject: arbiter, unless: mediator}]
--- file: statements/2026-03-02-union.yaml
party: union
date: 2026-03-02
sources: [{title: Leaflet}]
positions: [{reject: mediator}]
"""


def test_what_lifts_a_refusal_has_to_be_in(write_folder: Write) -> None:
    """The words of an `unless` say it backwards, so that the step is told."""
    (derived,) = why(write_folder(LIFTED, "harbour"), "arbiter")["derivations"]
    assert "(unless “Mediator” is in) (1). So “Mediator” has to be in. Union refused “Mediator” (2)." in " ".join(
        derived["explanation"]
    )
