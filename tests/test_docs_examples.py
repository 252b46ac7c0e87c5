"""Every worked example in docs/ comes out as its page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs_examples import DOCS, PAGES, examples

from negmap.checks import check
from negmap.checks.expectations import expectations
from negmap.checks.impossible import impossible
from negmap.diagnostics import Diagnostic
from negmap.files.loader import load
from negmap.findings.conflicts import Conflict
from negmap.model.negotiation import Checkpoint, Negotiation
from negmap.model.values import Day
from negmap.model.variants import Filters, view
from negmap.study import Study
from negmap.witness import verify

NAMES = sorted(examples())


def read(folder: Path) -> Negotiation:
    """Return the negotiation in a folder, in which no rule finds a fault."""
    negotiation, found = load(folder)
    faults = [d for d in (*found, *check(negotiation), *impossible(negotiation)) if d.is_error]
    assert faults == []
    return negotiation


def missed(negotiation: Negotiation) -> list[Diagnostic]:
    return list(expectations(negotiation))


def study_of(negotiation: Negotiation, checkpoint: Checkpoint) -> Study:
    day = checkpoint.as_of.last if checkpoint.as_of else None
    return Study(view(negotiation, Filters(as_of=day, without=frozenset(checkpoint.without))))


def study(name: str, folder: Path, as_of: str | None = None, *without: str) -> Study:
    day = Day.parse(as_of).last if as_of else None
    return Study(view(read(examples()[name].write(folder)), Filters(as_of=day, without=frozenset(without))))


def claims(found: Conflict) -> set[str]:
    return set(found.claims)


# The checkpoints.


@pytest.mark.parametrize("name", NAMES)
def test_example(name: str, tmp_path: Path) -> None:
    negotiation = read(examples()[name].write(tmp_path))
    assert negotiation.about.expect, "an example says what must come out"
    assert [d.message for d in missed(negotiation)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_independent_checker_confirms(name: str, tmp_path: Path) -> None:
    negotiation = read(examples()[name].write(tmp_path))
    for checkpoint in negotiation.about.expect:
        made = study_of(negotiation, checkpoint)
        assert verify(made.view, made.conflicts.conflicts, made.tensions.conflicts) == ()


def test_every_block_that_names_an_example_is_read() -> None:
    """One example to each `example=NAME` on the pages, and none without a name that is all lower case."""
    text = "".join((DOCS / page).read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"^```.*example=(\S+)", text, re.MULTILINE)) - {"*"} == set(NAMES)
    assert text.count(" expect\n") == sum(len(one.expect) for one in examples().values())
    assert len(NAMES) > 35


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("incompatible: [[north#1, south#1]]", "no conflict on 2025-03-01 is voiced by exactly north#1, south#1"),
        (
            "incompatible: [[north#1, north#2, south#1, south#2]]",
            "no conflict on 2025-03-01 is voiced by exactly north#1, north#2, south#1, south#2",
        ),
        ("tensions: [[north#1, south#1]]", "no tension on 2025-03-01 is voiced by exactly north#1, south#1"),
        (
            "compatible: [[north#1, north#2, south#1, south#2]]",
            "on 2025-03-01 these hold the conflict c-671b464a: "
            "after:ceasefire:withdrawal, after:withdrawal:ceasefire, in:ceasefire",
        ),
        ("rejected: [ceasefire]", "`ceasefire` is not rejected on 2025-03-01"),
        (
            "none: true",
            "there is a conflict on 2025-03-01: after:ceasefire:withdrawal, after:withdrawal:ceasefire, in:ceasefire",
        ),
        ("{as_of: 2025-02-28, blocked: [ceasefire]}", "`ceasefire` is not blocked on 2025-02-28"),
        ("{without: [south#1], blocked: [withdrawal]}", "`withdrawal` is not blocked on 2025-03-01"),
    ],
)
def test_a_wrong_checkpoint_is_missed(wrong: str, message: str, tmp_path: Path) -> None:
    """Against the example `deadlock`, in which both acts are blocked and two conflicts of three claims stand."""
    negotiation = read(examples()["deadlock"].write(tmp_path, wrong))
    assert [(d.code, d.message) for d in missed(negotiation)] == [("expectation-missed", message)]


def test_one_wrong_item_among_right_ones_is_missed_where_it_stands(tmp_path: Path) -> None:
    right_and_wrong = (
        "blocked: [withdrawal, ceasefire]\nincompatible:\n  - [north#1, north#2, south#1]\n  - [north#1]\n"
    )
    negotiation = read(examples()["deadlock"].write(tmp_path, "blocked: [withdrawal]\n", right_and_wrong))
    (one,) = missed(negotiation)
    assert (one.excerpt.strip(), one.span.file) == ("- [north#1]", "negotiation.yaml")


# What the prose of method.md says of an example beyond its checkpoints.


def test_claims_are_those_that_method_lists(tmp_path: Path) -> None:
    """§1, §3.3 to §3.6: the claims that the prose lists, and no others."""
    listed = {
        "settlement": {"in:ceasefire", "after:talks:ceasefire", "in:talks"},
        "with": {"in:monitors", "with:monitors:ceasefire", "in:ceasefire", "after:monitors:ceasefire"},
        "any-of": {"in:ceasefire", "after:ceasefire:monitors|peacekeepers", "out:peacekeepers", "out:monitors"},
        "any-of-demand": {
            "in:foreign-force|treaty",
            "after:foreign-force:ceasefire",
            "after:treaty:ceasefire",
            "out:foreign-force",
            "out:ceasefire",
        },
        "guard-if": {"in:compensation?sanctions-lifted", "out:compensation", "in:sanctions-lifted"},
        "guard-unless": {"in:foreign-troops", "out:foreign-troops!mandate", "out:mandate"},
        "quantity": {
            "in:army-size",
            "at-least:army-size:800000",
            "at-most:army-size:600000",
            "at-least:army-size:700000",
            "at-most:army-size:700000",
        },
        "proposal": {"out:army-size&ceasefire", "in:ceasefire", "in:army-size"},
        "only-after": {"after:concessions:guarantees", "out:guarantees"},
        "demand-after": {"in:concessions", "after:concessions:guarantees", "out:guarantees"},
    }
    for name, expected in listed.items():
        assert set(study(name, tmp_path / name).claims) == expected, name


def test_kinds_are_those_of_the_table(tmp_path: Path) -> None:
    """§5.6: each example that the table names has its first conflict of that kind."""
    text = (DOCS / "method.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+)` \| .* \| ((?:`[a-z-]+` §[0-9.]+(?:, )?)+) \|$", text, re.MULTILINE)
    kinds = {name: kind for kind, named in rows for name in re.findall(r"`([a-z-]+)`", named)}
    assert len(rows) == 6
    assert {name: study(name, tmp_path / name).conflicts.conflicts[0].kind for name in kinds} == kinds


def test_rings_are_written_as_method_writes_them(tmp_path: Path) -> None:
    """§5.5: from the smallest id on, each before, or no later than, the next."""
    for conflict in study("deadlock", tmp_path / "deadlock").conflicts.conflicts:
        assert conflict.rings == (("ceasefire", "withdrawal"),)
    (ring,) = study("ring", tmp_path / "ring").conflicts.conflicts
    assert ring.rings == (("ceasefire", "long-truce", "referendum", "territorial-decision", "withdrawal"),)


def test_the_chain_has_one_obstacle(tmp_path: Path) -> None:
    """§5.4: {2, 4} is shown, blocks the guarantees, and what holds up Donbas follows from it."""
    made = study("chain", tmp_path)
    guarantees, donbas = made.conflicts.conflicts
    (obstacle,) = made.conflicts.obstacles
    includes, troops = "includes:security-guarantees:multinational-force", "out:western-troops"
    assert claims(guarantees) == {"in:security-guarantees", includes, troops}
    assert claims(donbas) == {
        "in:donbas-to-russia",
        "after:territorial-concessions:security-guarantees",
        includes,
        troops,
    }
    assert (set(obstacle.claims), obstacle.blocks) == ({includes, troops}, ("in:security-guarantees",))
    assert (guarantees.follows_from, donbas.follows_from) == (None, obstacle.id)


def test_reasons_in_the_chain(tmp_path: Path) -> None:
    """§6: who is rejected by what, and the one reason of each blocked term."""
    made = study("chain", tmp_path)
    assert {r.term: r.by for r in made.blocked.rejected} == {
        "multinational-force": ("out:western-troops",),
        "western-troops": ("out:western-troops",),
    }
    two_and_four = {"includes:security-guarantees:multinational-force", "out:western-troops"}
    with_three = two_and_four | {"after:territorial-concessions:security-guarantees"}
    found = {term: [set(reason.claims) for reason in made.reasons(term)] for term in made.blocked.blocked}
    assert found == {
        "donbas-to-russia": [with_three],
        "security-guarantees": [two_and_four],
        "territorial-concessions": [with_three],
    }


def test_bounds_on_one_term_are_joined(tmp_path: Path) -> None:
    """§5.4: three conflicts over three numbers, one obstacle of four bounds."""
    made = study("joined-bounds", tmp_path)
    (obstacle,) = made.conflicts.obstacles
    assert len(made.conflicts.conflicts) == len(obstacle.conflicts) == 3
    assert set(obstacle.claims) == {
        "at-least:army-size:700000",
        "at-least:army-size:800000",
        "at-most:army-size:600000",
        "at-most:army-size:700000",
    }


def test_wants_that_exclude_each_other_have_an_empty_obstacle(tmp_path: Path) -> None:
    """§5.4: an empty obstacle; the conflict is shown as it is."""
    made = study("excludes", tmp_path)
    (conflict,) = made.conflicts.conflicts
    (obstacle,) = made.conflicts.obstacles
    assert claims(conflict) == {"in:membership", "in:neutrality"}
    assert (set(obstacle.claims), obstacle.conflicts) == (claims(conflict), (conflict.id,))


def test_definitions_needed(tmp_path: Path) -> None:
    """§5.3: in `is-a` the one it uses, and not without it; in `deadlock` none."""
    (conflict,) = study("is-a", tmp_path / "is-a").conflicts.conflicts
    (needed,) = conflict.definitions
    assert (needed.id, needed.stands_without) == ("def:is_a:multinational-force:western-troops", False)
    for other in study("deadlock", tmp_path / "deadlock").conflicts.conflicts:
        assert other.definitions == ()


def test_core_and_same_side(tmp_path: Path) -> None:
    """§5.7: said by the League and its member; all must agree, so it is core."""
    made = study("same-side", tmp_path)
    (conflict,) = made.conflicts.conflicts
    standing = made.standing(conflict)
    assert (standing.core, standing.same_side) == (True, ("league",))


def test_what_hearsay_would_end(tmp_path: Path) -> None:
    """§5.8: the position of the relayed words that replaces the refusal."""
    made = study("hearsay", tmp_path, "2025-03-10")
    (conflict,) = made.conflicts.conflicts
    assert made.standing(conflict).would_be_gone_if == ("south-relayed#1",)


def test_what_hearsay_would_end_in_the_example_of_the_format(tmp_path: Path) -> None:
    """format.md §8: the envoy's words do not end the red line."""
    made = study("format", tmp_path)
    (conflict,) = (c for c in made.conflicts.conflicts if "out:foreign-presence" in c.claims)
    assert made.standing(conflict).would_be_gone_if == ("2025-03-15-envoy-on-south#1",)


def test_the_weakest_claim(tmp_path: Path) -> None:
    """§10.3: in `voices` the refusal, which one statement voices."""
    made = study("voices", tmp_path)
    (conflict,) = made.conflicts.conflicts
    weakest = made.standing(conflict).weakest
    assert (weakest.claim, weakest.statements, weakest.speakers) == ("out:ceasefire", 1, 1)
