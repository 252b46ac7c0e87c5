"""`negmap show`, as it is run: anything that has an id, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from strip import STRIP, TALKS, WISH
from syrupy.assertion import SnapshotAssertion
from terminal import claims_of, negmap

Write = Callable[..., Path]


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def show(folder: Path, *args: str) -> dict[str, Any]:
    ran = negmap("show", "--format", "json", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.report


def listed(report: dict[str, Any], title: str) -> list[str]:
    """Return the ids of what is listed under a title."""
    return [item["id"] for section in report["sections"] if section["title"] == title for item in section["items"]]


def facts(report: dict[str, Any]) -> dict[str, str]:
    return {fact["label"]: fact["value"] for fact in report["facts"]}


@pytest.mark.parametrize(
    "id_",
    [
        "party:north",
        "league",
        "monitors",
        "withdrawal",
        "withdrawal.begun",
        "army-size",
        "order",
        "2025-03-10-south",
        "2025-03-10-south#troops",
        "2025-03-10-south#size",
        "cameras",
        "draft",
        "def:is_a:monitors:foreign-presence",
        "in:monitors",
    ],
)
def test_card(strip: Path, id_: str, snapshot: SnapshotAssertion) -> None:
    ran = negmap("show", id_, "--positions", strip)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


def test_a_conflict_a_tension_an_obstacle(strip: Path) -> None:
    """By the ids that `negmap conflicts` shows."""
    report = negmap("conflicts", "--tensions", "--format", "json", "--positions", strip).report
    talks = next(conflict for conflict in report["conflicts"] if claims_of(conflict) == TALKS)
    assert claims_of(show(strip, talks["id"])["conflict"]) == TALKS
    assert show(strip, talks["id"])["conflict"] == talks | {"claims": show(strip, talks["id"])["conflict"]["claims"]}
    (tension,) = report["tensions"]["shown"]
    shown = show(strip, tension["id"])
    assert (shown["kind"], claims_of(shown["conflict"])) == ("tension", WISH)
    obstacle = next(o for o in report["obstacles"] if o["id"] == talks["follows_from"])
    shown = show(strip, obstacle["id"])
    assert listed(shown, "Claims") == obstacle["claims"]
    assert listed(shown, "Holds up") == obstacle["blocks"]
    assert listed(shown, "Conflicts that follow from it") == [talks["id"]]


def test_every_item_can_be_shown_again(strip: Path) -> None:
    """What is listed under one thing is itself a thing to show."""
    for id_ in ("party:south", "monitors", "2025-03-10-south", "order", "draft"):
        for section in show(strip, id_)["sections"]:
            for item in section["items"]:
                if item["kind"] not in ("event", "step", "reading"):
                    assert show(strip, f"{item['kind']}:{item['id']}")["id"] == item["id"]


def test_what_hearsay_does_not_end(strip: Path) -> None:
    card = show(strip, "2025-03-10-south#troops")
    assert listed(card, "Ended by") == ["2025-03-15-south-relayed#1"]
    assert card["sections"][1]["items"][0]["text"] == "not in effect: hearsay ends no words on record"


def test_positions_that_are_no_longer_in_force_say_so(strip: Path) -> None:
    (strip / "statements" / "2025-03-18-north-roads.yaml").write_text(
        "party: north\ndate: 2025-03-18\nvia: text\nwithdraws: [2025-03-16-north-anonymous#open]\n"
    )
    (roads,) = (s for s in show(strip, "roads")["sections"] if s["title"] == "Positions")
    not_in_force = [item["id"] for item in roads["items"] if item["text"].endswith(" — not in force")]
    assert not_in_force == ["2025-03-16-north-anonymous#open"]


def test_switches_of_the_analysis_hold_here_too(strip: Path) -> None:
    assert facts(show(strip, "roads"))["status"] == "rejected"
    assert facts(show(strip, "roads", "--as-of", "2025-03-14"))["status"] == "on the table"
    assert facts(show(strip, "roads", "--as-of", "2025-03-01"))["status"] == "not on the table"
    assert listed(show(strip, "monitors", "--without", "2025-03-10-south#troops"), "Conflicts") == []


@pytest.mark.parametrize("id_", ["party:south", "ceasefire", "2025-03-20-south-note"])
def test_internal_words_are_shown_only_where_they_are_included(strip: Path, id_: str) -> None:
    public = negmap("show", id_, "--positions", strip)
    included = negmap("show", id_, "--include", "internal", "--positions", strip)
    assert "2025-03-20-south-note" not in public.out
    assert "2025-03-20-south-note" in included.out
    assert "INTERNAL: this report uses statements that are not public." in included.out


def test_internal_words_are_not_even_suggested(strip: Path) -> None:
    ran = negmap("show", "2025-03-20-south-not", "--positions", strip)
    assert ran.code == 2
    assert "2025-03-20-south-note" not in ran.err


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("monitor", "nothing is called `monitor`\n  remedy: did you mean `monitors`?"),
        ("term:monitor", "no term `monitor`\n  remedy: did you mean `monitors`?"),
        ("2025-03-10-south#trops", "did you mean `2025-03-10-south#troops`?"),
        ("c-00000000", "nothing is called `c-00000000`"),
    ],
)
def test_an_unknown_id_gives_the_nearest(strip: Path, id_: str, said: str) -> None:
    ran = negmap("show", id_, "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_one_word_for_two_things(strip: Path) -> None:
    """The bare id is an error that lists them; KIND:ID picks one."""
    with (strip / "terms.yaml").open("a") as terms:
        terms.write("league: {title: A league of both}\n")
    ran = negmap("show", "league", "--positions", strip)
    assert (ran.code, ran.out) == (2, "")
    assert "`league` is the id of several things; write one of party:league, term:league" in ran.err
    assert show(strip, "term:league")["kind"] == "term"
    assert show(strip, "party:league")["kind"] == "party"


def test_long_lists_are_cut_unless_all_is_asked_for(strip: Path) -> None:
    for number in range(1, 31):
        (strip / "statements" / f"2025-02-{number % 27 + 1:02}-league-{number}.yaml").write_text(
            f"party: league\ndate: 2025-02-{number % 27 + 1:02}\nvia: text\n"
        )
    cut = negmap("show", "party:league", "--positions", strip).out
    whole = negmap("show", "party:league", "--all", "--positions", strip).out
    assert "(--all)" in cut
    assert "(--all)" not in whole
    assert whole.count("-league-") == 30 > cut.count("-league-")
