"""Negotiations from the public record come out as they were known to stand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from terminal import Ran, negmap

from negmap.checks import check
from negmap.checks.expectations import expectations
from negmap.checks.impossible import impossible
from negmap.files.loader import load
from negmap.model.negotiation import Negotiation
from negmap.model.values import Day
from negmap.model.variants import Filters, View, view
from negmap.study import Study
from negmap.witness import Checker, verify

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def read(name: str) -> Negotiation:
    negotiation, found = load(CASES / name)
    faults = [d for d in (*found, *check(negotiation), *impossible(negotiation)) if d.is_error]
    assert faults == []
    return negotiation


def study(name: str, as_of: str | None = None, *without: str) -> Study:
    day = Day.parse(as_of).last if as_of else None
    return Study(view(read(name), Filters(as_of=day, without=frozenset(without))))


def studies(name: str) -> Iterator[Study]:
    """Yield a study of each day, with what is left out, that the case's checkpoints name."""
    negotiation = read(name)
    for checkpoint in negotiation.about.expect:
        day = checkpoint.as_of.last if checkpoint.as_of else None
        yield Study(view(negotiation, Filters(as_of=day, without=frozenset(checkpoint.without))))


def claim_sets(made: Study) -> list[tuple[str, ...]]:
    return [conflict.claims for conflict in made.conflicts.conflicts]


# Every case.


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    negotiation = read(name)
    assert negotiation.about.expect, "a case says what must come out"
    assert [d.message for d in expectations(negotiation)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_independent_checker_confirms(name: str) -> None:
    for made in studies(name):
        assert verify(made.view, made.conflicts.conflicts, made.tensions.conflicts) == ()


@pytest.mark.parametrize("name", NAMES)
def test_without_any_one_claim_the_rest_fits(name: str) -> None:
    """With a claim taken out, neither the conflict nor anything inside it is left; and the checker settles the rest."""
    for made in studies(name):
        for conflict in made.conflicts.conflicts:
            for claim in conflict.claims:
                opened = _without(made.view, claim)
                rest = set(conflict.claims) - {claim}
                assert not [other.claims for other in Study(opened).conflicts.conflicts if set(other.claims) <= rest]
                assert Checker(opened).satisfiable(rest)


def _without(seen: View, claim: str) -> View:
    filters = seen.filters
    return view(seen.negotiation, Filters(as_of=seen.as_of, without=filters.without | {claim}))


@pytest.mark.parametrize("name", NAMES)
def test_order_of_files_and_keys_changes_nothing(name: str, tmp_path: Path) -> None:
    """The same bytes from the files in another order, in sub-folders, with the keys of every mapping shuffled."""
    for seed in range(2):
        folder = _shuffled(CASES / name, tmp_path / str(seed) / name, random.Random(seed))
        for ask in (_conflicts, _check):
            assert ask(folder) == ask(CASES / name)


def _conflicts(folder: Path) -> Ran:
    return negmap("conflicts", "--tensions", "--format", "json", "--positions", folder)


def _check(folder: Path) -> Ran:
    return negmap("check", "--no-remarks", "--positions", folder)


def _shuffled(source: Path, target: Path, rng: random.Random) -> Path:
    """Write a negotiation anew: files in any order, statements in sub-folders, the keys of mappings in any order."""
    files = sorted(path for path in source.rglob("*.yaml"))
    rng.shuffle(files)
    for path in files:
        name = path.relative_to(source)
        if name.parts[0] == "statements":
            name = Path("statements", rng.choice(["a", "b/c", "."]), name.name)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        node = yaml.compose(path.read_text(encoding="utf-8"))
        _shuffle(node, rng)
        (target / name).write_text(yaml.serialize(node, allow_unicode=True), encoding="utf-8")
    return target


def _shuffle(node: yaml.Node | None, rng: random.Random) -> None:
    if isinstance(node, yaml.MappingNode):
        rng.shuffle(node.value)
        for _, value in node.value:
            _shuffle(value, rng)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _shuffle(value, rng)


@pytest.mark.parametrize("name", NAMES)
def test_each_statement_can_be_looked_up(name: str) -> None:
    """A source with a title and a publisher, and no address that was made up."""
    for statement in read(name).statements.values():
        assert statement.sources, statement.id
        assert all(source.title and source.publisher and not source.url for source in statement.sources), statement.id
        assert statement.summary, statement.id


# What one case shows beyond its checkpoints.


def test_arms_before_talks_and_talks_before_arms() -> None:
    """The ring is whole on the day of the IRA's answer, and a handover during the talks fits neither side's words."""
    made = study("northern-ireland-1995", "1995-12-31")
    talks, arms = made.conflicts.conflicts
    assert "in:all-party-talks.begun" in talks.claims
    assert "in:decommissioning.begun" in arms.claims
    for conflict in (talks, arms):
        assert (conflict.kind, len(conflict.claims)) == ("deadlock", 3)
        assert conflict.rings == (("all-party-talks.begun", "all-party-talks.concluded", "decommissioning.begun"),)
        assert [d.id for d in conflict.definitions] == ["def:stages:all-party-talks"]
        assert not made.standing(conflict).core, "the IRA is not one of those who must agree"
    assert len(made.conflicts.obstacles) == 1
    assert made.claims["in:all-party-talks.begun"].parties == ("british-government", "irish-government", "sinn-fein")


def test_who_spoke_when_only_the_year_is_known() -> None:
    """Sinn Féin's words of 1995 count from the last day of the year."""
    before = study("northern-ireland-1995", "1995-12-30").claims["in:all-party-talks.begun"]
    assert before.parties == ("british-government", "irish-government")


def test_a_ring_through_what_progress_includes() -> None:
    """The Irish border: two definitions and two conditions; London itself had agreed to the order of the Union."""
    made = study("brexit-2017", "2017-11-26")
    assert [c.kind for c in made.conflicts.conflicts] == ["deadlock", "deadlock"]
    assert made.conflicts.conflicts[1].rings == (
        ("border-commitments", "sufficient-progress", "future-talks", "future-outline"),
    )
    assert [d.id for d in made.conflicts.conflicts[1].definitions] == [
        "def:after:future-outline:future-talks",
        "def:includes:sufficient-progress:border-commitments",
    ]
    assert [made.standing(c).same_side for c in made.conflicts.conflicts] == [(), ("united-kingdom",)]


def test_side_by_side_or_one_after_the_other() -> None:
    (conflict,) = study("brexit-2017", "2017-05-01").conflicts.conflicts
    assert conflict.rings == (("future-talks", "withdrawal-talks", "sufficient-progress"),)


def test_numbers_that_do_not_meet() -> None:
    """28.2 and 29.2 per cent; either map alone leaves a value, and nothing of it is known at first hand."""
    made = study("cyprus-2017", "2017-01-11")
    (conflict,) = made.conflicts.conflicts
    assert conflict.kind == "quantity"
    assert set(conflict.claims) == {
        "in:turkish-cypriot-area",
        "at-least:turkish-cypriot-area:29.2",
        "at-most:turkish-cypriot-area:28.2",
    }
    first_hand = Study(view(read("cyprus-2017"), Filters(as_of=made.view.as_of, first_hand=True)))
    assert first_hand.conflicts.conflicts == ()


def test_one_of_two_is_enough() -> None:
    """Ten states meet a demand for ten or twenty-one; and the condition of the unity government with it."""
    january, february = study("south-sudan-2020", "2020-01-31"), study("south-sudan-2020", "2020-02-15")
    assert {c.kind for c in january.conflicts.conflicts} == {"options"}
    assert "in:ten-states|twenty-one-states" in february.claims
    assert february.conflicts.conflicts == ()


def test_nothing_conflicts_in_prespa() -> None:
    made = study("prespa-2018")
    assert (made.conflicts.conflicts, made.tensions.conflicts) == ((), ())
    assert (made.blocked.blocked, made.blocked.rejected) == ((), ())


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("agreement-signed", "nato-invitation"),
        ("referendum", "constitution-amended"),
        ("constitution-amended", "greek-ratification"),
        ("greek-ratification", "nato-membership"),
        ("agreement-in-force", "nato-membership"),
    ],
)
def test_the_order_in_which_the_name_changed(first: str, then: str) -> None:
    made = study("prespa-2018")
    assert made.precedence(first, then)
    assert not made.precedence(then, first, strict=False)


def test_two_institutions_only_together() -> None:
    """A ring of `requires` keeps nobody out; who rejects one part rejects the package."""
    assert study("good-friday-1998", "1998-04-10").conflicts.conflicts == ()
    made = study("good-friday-1998", "1998-05-31")
    assert {r.term: r.by for r in made.blocked.rejected} == {
        "assembly": ("out:north-south-council",),
        "north-south-council": ("out:north-south-council",),
    }
    (assembly,) = (c for c in made.conflicts.conflicts if "in:assembly" in c.claims)
    assert [d.id for d in assembly.definitions] == ["def:requires:assembly:north-south-council"]
    alone = study("good-friday-1998", "1998-05-31", "def:requires:assembly:north-south-council")
    assert not [c.claims for c in alone.conflicts.conflicts if "in:assembly" in c.claims]


def test_a_union_against_its_own_members() -> None:
    made = study("eu-budget-2020", "2020-11-30")
    assert len(made.conflicts.conflicts) == 2
    for conflict in made.conflicts.conflicts:
        assert made.standing(conflict).same_side == ("european-union",)


def test_members_of_one_group_against_one_another() -> None:
    """India and the small island states are both in the Group of 77, which said nothing itself."""
    made = study("cop26-2021", "2021-11-13", "2021-11-13-stege", "2021-11-13-timmermans", "2021-11-12-timmermans")
    (conflict,) = made.conflicts.conflicts
    assert (conflict.kind, made.standing(conflict).same_side) == ("options", ("g77",))


def test_on_the_same_day_or_after_verification() -> None:
    """Two ways to say it, one ring each, through the definition that the steps are those of the agreement."""
    made = study("iran-2015", "2015-04-09", "2014-07-07-khamenei")
    rings = {conflict.rings for conflict in made.conflicts.conflicts}
    assert (len(made.conflicts.conflicts), len(made.conflicts.obstacles)) == (3, 2)
    assert rings == {(("final-deal", "steps-verified", "sanctions-lifted"),)}


def test_a_number_known_from_the_other_side_only() -> None:
    made = study("iran-2015", "2014-07-07")
    (conflict,) = made.conflicts.conflicts
    weakest = made.standing(conflict)
    assert (weakest.first_hand, weakest.stated) == (False, False)


def test_a_part_for_a_part_runs_into_all_for_all() -> None:
    """Hanoi: the exchange that was offered closes a ring with "relief only after all of it"."""
    made = study("korea-2019", "2019-03-01", "2019-02-28-north-korea-relayed", "2018-09-29-ri")
    smallest = made.conflicts.conflicts[0]
    assert smallest.rings == (("denuclearisation", "sanctions-relief", "partial-relief", "yongbyon-dismantled"),)


# How conflicts end.


@pytest.mark.parametrize(
    ("name", "last_day", "ended_by"),
    [
        ("northern-ireland-1995", "1997-06-24", "1997-06-25-blair"),
        ("brexit-2017", "2017-06-18", "2017-06-19-davis"),
        ("brexit-2017", "2017-12-07", "2017-12-08-joint-report"),
        ("south-sudan-2020", "2020-02-14", "2020-02-15-kiir"),
        ("south-sudan-2020", "2020-02-19", "2020-02-20-machar"),
        ("iran-2015", "2015-07-13", "2015-07-14-iran"),
    ],
)
def test_a_conflict_lasts_until_the_words_that_end_it(name: str, last_day: str, ended_by: str) -> None:
    """It stands the day before; it is gone on the day; and without these words it is back."""
    day = read(name).statements[ended_by].date.text
    before = claim_sets(study(name, last_day))
    assert before
    assert claim_sets(study(name, day)) == []
    assert [claims for claims in claim_sets(study(name, day, ended_by)) if claims in before] == before


def test_it_took_both_to_end_it() -> None:
    """In June 2016 the government gave up its condition, and the FARC its way of ratification."""
    asked: list[Callable[[], Study]] = [
        lambda: study("colombia-2016", "2016-06-22"),
        lambda: study("colombia-2016", "2016-06-23", "2016-06-23-farc"),
        lambda: study("colombia-2016", "2016-06-23", "2016-06-23-government"),
        lambda: study("colombia-2016", "2016-06-23"),
    ]
    assert [sorted(c.kind for c in ask().conflicts.conflicts) for ask in asked] == [
        ["deadlock", "direct", "options"],
        ["direct", "options"],
        ["deadlock"],
        [],
    ]
