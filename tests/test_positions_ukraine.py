"""The shipped negotiation: nothing is at fault in it, and it shows where the talks of December 2025 stood."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from terminal import negmap

from negmap.checks import check
from negmap.checks.expectations import expectations
from negmap.files.loader import load
from negmap.findings.claims import Claim
from negmap.findings.conflicts import Conflict
from negmap.model.negotiation import Negotiation
from negmap.model.variants import Filters, view
from negmap.study import Study
from negmap.witness import Checker, verify

FOLDER = Path(__file__).parent.parent / "positions" / "ukraine-2025"
GUARANTEES = "in:security-guarantees"
FORCE = "includes:security-guarantees:multinational-force"
TROOPS = "out:western-troops"
ORDER = "after:territorial-concessions:security-guarantees"
DONBAS, CRIMEA = "in:donbas-to-russia", "in:crimea-to-russia"
RING = {
    "after:ceasefire:donbas-withdrawal.done",
    "after:referendum:ceasefire-60-days",
    "after:territorial-concessions:referendum",
}
RELAYED = "2025-12-26-russia-ceasefire-relayed#ceasefire"


@cache
def negotiation() -> Negotiation:
    found, diagnostics = load(FOLDER)
    assert not [d for d in diagnostics if d.is_error]
    return found


@cache
def everything() -> Study:
    return Study(view(negotiation()))


@cache
def first_report(*without: str) -> Study:
    """Return a study of the statements that the first news report carries: those with a tag s1 to s21."""
    others = {s.id for s in negotiation().statements.values() if not any(tag[:1] == "s" for tag in s.tags)}
    assert others
    return Study(view(negotiation(), Filters(without=frozenset({*others, *without}))))


def claims(conflict: Conflict) -> set[str]:
    return set(conflict.claims)


def terms(claim: Claim) -> set[str]:
    return {*claim.subjects, *claim.others}


def offered(made: Study) -> set[str]:
    """Return the terms that somebody offers."""
    return {
        str(said.position.target)
        for said in made.view.positions
        if said.position.stance.value == "offer" and isinstance(said.position.target, str)
    }


# The files.


def test_nothing_is_at_fault() -> None:
    ran = negmap("check", "--no-remarks", "--positions", FOLDER)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].startswith("0 faults, ")


def test_the_checkpoints_are_met() -> None:
    assert negotiation().about.expect
    assert [d.message for d in expectations(negotiation())] == []


def test_no_definition_lacks_a_reason_and_no_statement_a_source() -> None:
    codes = {d.code for d in check(negotiation())}
    assert codes.isdisjoint({"no-reason", "no-source", "bare-source", "missing-language", "unused-term"})


def test_red_lines_are_given_with_the_words_that_say_so() -> None:
    red = [s for s in negotiation().positions.values() if s.position.firmness == "red-line"]
    assert red
    assert all(s.position.quote for s in red)


def test_what_europe_puts_into_guarantees_is_its_position_and_no_definition() -> None:
    assert not [d.id for d in negotiation().definitions if d.terms[0] == "security-guarantees"]


@pytest.mark.parametrize("made", [first_report, everything])
def test_the_independent_checker_confirms(made: Callable[[], Study]) -> None:
    study = made()
    assert verify(study.view, study.conflicts.conflicts, study.tensions.conflicts) == ()


# What the first report shows by itself.


def test_one_sticking_point_of_three_claims() -> None:
    """Europe wants guarantees, its guarantees include the force, Russia rejects Western troops."""
    made = first_report()
    (obstacle,) = made.conflicts.obstacles
    assert (set(obstacle.claims), obstacle.blocks) == ({FORCE, TROOPS}, (GUARANTEES,))
    smallest = made.conflicts.conflicts[0]
    assert claims(smallest) == {GUARANTEES, FORCE, TROOPS}
    assert [d.id for d in smallest.definitions] == ["def:is_a:multinational-force:western-troops"]
    assert {name: made.claims[name].parties for name in smallest.claims} == {
        GUARANTEES: ("europe",),
        FORCE: ("europe",),
        TROOPS: ("russia",),
    }


def test_no_two_claims_exclude_each_other() -> None:
    made = first_report()
    pairs = {frozenset(pair) for c in made.conflicts.conflicts for pair in combinations(c.claims, 2)}
    assert pairs
    assert not [c.claims for c in made.conflicts.conflicts if frozenset(c.claims) in pairs]
    assert all(len(c.claims) > 2 for c in made.conflicts.conflicts)


def test_the_same_seen_from_territory() -> None:
    """Donbas and Crimea need concessions, these come only after the guarantees; both follow from the sticking point."""
    made = first_report()
    guarantees, *territory = made.conflicts.conflicts
    assert [claims(c) for c in territory] == [{CRIMEA, ORDER, FORCE, TROOPS}, {DONBAS, ORDER, FORCE, TROOPS}]
    assert {c.follows_from for c in territory} == {guarantees.obstacle}


def test_what_is_blocked_and_what_is_rejected() -> None:
    made = first_report()
    assert made.blocked.blocked == (
        "crimea-to-russia",
        "donbas-to-russia",
        "security-guarantees",
        "territorial-concessions",
    )
    assert {r.term: r.by for r in made.blocked.rejected} == {
        "multinational-force": (TROOPS,),
        "western-troops": (TROOPS,),
    }


def test_either_side_can_open_it_with_one_move() -> None:
    """Europe by guarantees without the force, Russia by letting the force come; neither costs more than the other."""
    (component,) = first_report().concessions().components
    single = [p for p in component.packages if p.group == "only"]
    assert [(p.movers, [(c.claim, c.to) for c in p.concessions], p.gives_up) for p in single] == [
        (("europe",), [(FORCE, "dropped")], ()),
        (("russia",), [(TROOPS, "dropped")], ()),
    ]
    assert single[0].cost == single[1].cost
    assert [p.group for p in component.packages if p not in single] == ["without", "without"]


def test_a_short_truce_and_a_ceasefire_pull_apart() -> None:
    """China would like a ceasefire, Ukraine a truce over Christmas; after a truce Russia would hardly agree to one."""
    made = first_report()
    (tension,) = made.tensions.conflicts
    assert {made.claims[name].parties for name in tension.claims} == {("china",), ("russia",), ("ukraine",)}
    assert claims(tension) == {"in:ceasefire", "in:christmas-truce", "out:ceasefire?christmas-truce"}


def test_without_the_refusal_of_troops_it_fits_in_this_order() -> None:
    """The parts no later than the guarantees, then concessions, then the status of Donbas and Crimea."""
    made = first_report("2025-12-15-ryabkov#troops")
    assert made.conflicts.conflicts == ()
    assert (made.blocked.blocked, made.blocked.rejected) == ((), ())
    result = made.sequence()
    assert result
    assert result.sequence
    step = result.sequence.steps
    for part in ("multinational-force", "army-size", "us-backing"):
        assert step[part] <= step["security-guarantees"]
    assert step["security-guarantees"] < step["territorial-concessions"]
    assert step["territorial-concessions"] < min(step["donbas-to-russia"], step["crimea-to-russia"])
    assert result.sequence.critical_path == ("security-guarantees", "territorial-concessions", "crimea-to-russia")
    assert ("multinational-force", "western-troops") in result.sequence.tied


# The first report alone and everything on the map.


@pytest.mark.parametrize("made", [first_report, everything])
def test_nobody_asks_for_european_mediation(made: Callable[[], Study]) -> None:
    """Russia opposes it, which pulls against nothing."""
    study = made()
    on_it = [claim for claim in study.claims.values() if "european-mediation" in terms(claim)]
    assert [(claim.id, claim.parties, claim.binding) for claim in on_it] == [
        ("out:european-mediation", ("russia",), False)
    ]
    every = (*study.conflicts.conflicts, *study.tensions.conflicts)
    assert not [c.id for c in every if "out:european-mediation" in c.claims]


@pytest.mark.parametrize("made", [first_report, everything])
def test_the_offers_stand_in_nobodys_way(made: Callable[[], Study]) -> None:
    study = made()
    aid = {"uk-air-defence", "german-sidewinders", "eu-bonds", "eu-loan"}
    assert aid <= offered(study)
    every = (*study.conflicts.conflicts, *study.tensions.conflicts)
    assert not [c.id for c in every if any(terms(study.claims[name]) & aid for name in c.claims)]


@pytest.mark.parametrize("made", [first_report, everything])
def test_nobody_is_in_conflict_with_themselves(made: Callable[[], Study]) -> None:
    study = made()
    assert study.conflicts.conflicts
    assert not [c.claims for c in study.conflicts.conflicts if study.standing(c).same_side]


# With all statements.


def test_the_ring_of_late_december() -> None:
    """No ceasefire before the withdrawal, no decision before a referendum, no referendum before a long ceasefire."""
    made = everything()
    (obstacle,) = (o for o in made.conflicts.obstacles if set(o.claims) == RING)
    assert obstacle.kind == "deadlock"
    assert {name: made.claims[name].parties for name in obstacle.claims} == {
        "after:ceasefire:donbas-withdrawal.done": ("russia",),
        "after:referendum:ceasefire-60-days": ("ukraine",),
        "after:territorial-concessions:referendum": ("ukraine",),
    }
    assert obstacle.rings == (
        (
            "ceasefire",
            "ceasefire-60-days",
            "referendum",
            "territorial-concessions",
            "donbas-withdrawal.agreed",
            "donbas-withdrawal.begun",
            "donbas-withdrawal.done",
        ),
    )


def test_the_ring_would_be_gone_if_the_relayed_words_held() -> None:
    """Hearsay ends no words on record: it stands, and names what would end it."""
    made = everything()
    on_it = [c for c in made.conflicts.conflicts if claims(c) >= RING]
    assert on_it
    assert all(made.standing(c).would_be_gone_if == (RELAYED,) for c in on_it)
    assert "2025-12-12-ushakov#ceasefire" in {said.id for said in made.view.positions}
    assert made.claims["after:ceasefire:donbas-withdrawal.done"].voices[0].position == "2025-12-12-ushakov#ceasefire"


@pytest.mark.parametrize("claim", sorted(RING))
def test_without_any_one_of_its_claims_the_ring_is_open(claim: str) -> None:
    """By the independent checker, with the ceasefire wanted; and by the search, which no longer reports it."""
    checker = Checker(everything().view)
    assert not checker.satisfiable({*RING, "in:ceasefire"})
    assert checker.satisfiable({*RING, "in:ceasefire"} - {claim})
    made = Study(view(negotiation(), Filters(without=frozenset({claim}))))
    assert not [o.claims for o in made.conflicts.obstacles if set(o.claims) <= RING]


def test_the_sticking_point_is_still_there_among_many() -> None:
    """Ukraine asks for guarantees too; what they include is still Europe's, what is refused still Russia's."""
    made = everything()
    found = {frozenset(c.claims): c for c in made.conflicts.conflicts}
    conflict = found[frozenset({GUARANTEES, FORCE, TROOPS})]
    assert {"europe", "ukraine"} <= set(made.claims[GUARANTEES].parties)
    assert not made.standing(conflict).core
