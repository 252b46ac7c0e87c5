"""`negmap conflicts`, as it is run: every switch of what is analysed and of what is shown, and what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from strip import CEASEFIRE, CONFLICTS, MONITORS, NOTE, RING, ROADS, SIZE, STRIP, TALKS, WISH
from syrupy.assertion import SnapshotAssertion
from terminal import claim_sets, claims_of, negmap, texts

CASES = Path(__file__).parent / "cases"
Write = Callable[..., Path]


@pytest.fixture
def strip(write_folder: Write) -> Path:
    return write_folder(STRIP, "strip")


def report(folder: Path, *args: str | Path) -> dict[str, Any]:
    ran = negmap("conflicts", "--format", "json", "--positions", folder, *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.report


def conflicts(folder: Path, *args: str | Path) -> list[set[str]]:
    return claim_sets(report(folder, *args))


def refused(folder: Path, *args: str | Path) -> str:
    """Return what is said of a command that is not understood: nothing is printed, and it ends with 2."""
    ran = negmap("conflicts", "--positions", folder, *args)
    assert (ran.code, ran.out) == (2, "")
    return ran.err


# What is analysed.


def test_without_any_switch(strip: Path) -> None:
    made = report(strip)
    assert claim_sets(made) == CONFLICTS
    assert (made["as_of"], made["binding"], made["partial"]) == ("2025-03-17", "all", None)
    assert made["counts"]["internal_left_out"] == 1


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-09", []),
        ("2025-03-10", [MONITORS, CEASEFIRE, SIZE]),
        ("2025-03-12", [MONITORS, CEASEFIRE, SIZE, TALKS]),
        ("2025-03", CONFLICTS),
        ("2025", CONFLICTS),
    ],
)
def test_as_of(strip: Path, day: str, expected: list[set[str]]) -> None:
    made = report(strip, "--as-of", day)
    assert claim_sets(made) == expected
    assert made["as_of"] == {"2025-03": "2025-03-31", "2025": "2025-12-31"}.get(day, day)


def test_as_of_a_day_that_is_none(strip: Path) -> None:
    assert "--as-of: `yesterday` is not a date; write 2025-12-15, 2025-12 or 2025" in refused(
        strip, "--as-of", "yesterday"
    )


@pytest.mark.parametrize(
    ("left_out", "gone"),
    [
        (["2025-03-10-south#troops"], [MONITORS]),
        (["position:2025-03-10-south#troops"], [MONITORS]),
        (["2025-03-01-north"], [MONITORS, CEASEFIRE, SIZE, TALKS]),
        (["statement:2025-03-17-south-roads"], [ROADS]),
        (["in:ceasefire"], [CEASEFIRE]),
        (["claim:at-most:army-size:100000"], [SIZE]),
        (["def:is_a:monitors:foreign-presence"], [MONITORS]),
        (["definition:def:stages:withdrawal"], [TALKS]),
        (["in:roads", "in:talks"], [ROADS, TALKS]),
    ],
)
def test_without(strip: Path, left_out: list[str], gone: list[set[str]]) -> None:
    made = report(strip, *(word for key in left_out for word in ("--without", key)))
    assert claim_sets(made) == [conflict for conflict in CONFLICTS if conflict not in gone]
    assert made["applied"]["without"] == [re.sub(r"^(position|statement|claim|definition):", "", k) for k in left_out]


def test_without_a_statement_brings_back_what_it_ended(write_folder: Write) -> None:
    folder = write_folder("""
        --- file: terms.yaml
        army-size: {title: Army, quantity: {unit: soldiers, integer: true}}
        --- file: statements/north.yaml
        {party: north, date: 2025-03-01, positions: [{demand: army-size, at_least: 800000}]}
        --- file: statements/south-march.yaml
        {party: south, date: 2025-03-10, positions: [{only: army-size, at_most: 600000}]}
        --- file: statements/south-may.yaml
        {party: south, date: 2025-05-10, positions: [{only: army-size, at_most: 800000, replaces: [south-march#1]}]}
        """)
    march = {"in:army-size", "at-least:army-size:800000", "at-most:army-size:600000"}
    assert conflicts(folder) == []
    assert conflicts(folder, "--without", "south-may") == [march]
    assert conflicts(folder, "--as-of", "2025-05-09") == [march]
    assert conflicts(folder, "--as-of", "2025-05-09", "--without", "at-most:army-size:600000") == []


def test_without_something_unknown_names_the_nearest(strip: Path) -> None:
    said = refused(strip, "--without", "2025-03-10-south#trops")
    assert "no position, statement, claim or definition `2025-03-10-south#trops`" in said
    assert "did you mean `2025-03-10-south#troops`?" in said


def test_with_a_scenario(strip: Path) -> None:
    """The scenario takes the monitors out and has North ask for cameras: nobody's words, and no evidence."""
    made = report(strip, "--with", strip / "scenarios/cameras.yaml")
    assert claim_sets(made) == [conflict for conflict in CONFLICTS if conflict != MONITORS]
    assert made["applied"] == {
        "without": ["2025-03-01-north#1"],
        "with": ["cameras.yaml"],
        "first_hand": False,
        "stated": False,
        "internal": False,
    }
    assert made["scope"] == "What 8 public statements say, up to 17 Mar 2025. Not what parties would accept."


def test_with_a_statement(strip: Path, tmp_path: Path) -> None:
    """A day later the League rejects the ceasefire."""
    path = tmp_path / "2025-03-18-league-news.yaml"
    path.write_text("{party: league, date: 2025-03-18, sources: [{publisher: L}], positions: [{reject: ceasefire}]}\n")
    made = report(strip, "--with", path)
    assert {"in:ceasefire", "out:ceasefire"} in claim_sets(made)
    assert (made["as_of"], made["counts"]["statements"]) == ("2025-03-18", 9)


def test_with_a_file_that_is_faulty(strip: Path, tmp_path: Path) -> None:
    path = tmp_path / "news.yaml"
    path.write_text("party: league\ndate: 2025-03-18\npositions: [{reject: cease-fire}]\n")
    said = refused(strip, "--with", path)
    assert "news.yaml:3:22: unknown-term unknown term `cease-fire`" in said
    assert "did you mean `ceasefire`?" in said


def test_with_a_file_that_is_not_there(strip: Path) -> None:
    assert "'nowhere.yaml' does not exist" in refused(strip, "--with", "nowhere.yaml")


def test_first_hand_leaves_out_hearsay(strip: Path) -> None:
    made = report(strip, "--first-hand")
    assert claim_sets(made) == [conflict for conflict in CONFLICTS if conflict != ROADS]
    (monitors,) = (c for c in made["conflicts"] if claims_of(c) == MONITORS)
    assert monitors["would_be_gone_if"] == []
    assert made["applied"]["first_hand"] is True


def test_stated_leaves_out_inferences(strip: Path) -> None:
    made = report(strip, "--stated")
    assert claim_sets(made) == [conflict for conflict in CONFLICTS if conflict != SIZE]
    assert made["applied"]["stated"] is True


def test_must_agree_makes_the_others_words_wishes(strip: Path) -> None:
    """Only North and South must agree; that talks wait for the withdrawal is the League's condition."""
    made = report(strip, "--must-agree", "--tensions")
    assert claim_sets(made) == [conflict for conflict in CONFLICTS if conflict != TALKS]
    assert made["binding"] == "must-agree"
    assert {frozenset(claims_of(t)) for t in made["tensions"]["shown"]} == {frozenset(TALKS), frozenset(WISH)}


def test_include_internal_is_stamped(strip: Path) -> None:
    made = report(strip, "--include", "internal")
    through_talks = TALKS - {"after:ceasefire:withdrawal.begun"} | {"out:ceasefire"}
    assert [c for c in claim_sets(made) if c not in CONFLICTS] == [NOTE, through_talks]
    assert (made["as_of"], made["applied"]["internal"]) == ("2025-03-20", True)
    assert made["counts"]["internal_left_out"] == 0
    text = negmap("conflicts", "--include", "internal", "--positions", strip).out.splitlines()
    assert text[2] == "! INTERNAL: this report uses statements that are not public. Do not pass it on."


def test_internal_words_are_nowhere_in_a_public_report(strip: Path) -> None:
    """Not even as a source; that one is left out is said."""
    for form in ("text", "json"):
        out = negmap("conflicts", "--tensions", "--format", form, "--positions", strip).out
        assert "2025-03-20" not in out
        assert "private letter" not in out
    assert "! 1 internal statement is left out." in negmap("conflicts", "--positions", strip).out


FAULTY = """
--- file: statements/2025-03-18-isle-faulty.yaml
party: isle
date: 2025-03-18
sources: [{publisher: Isle Times}]
positions:
  - {demand: monitor}
  - {demand: talks, at_most: 3}
  - {reject: roads, id: third}
"""


def test_faults_stop_it(write_folder: Write) -> None:
    """Every fault is printed, to stderr; nothing is analysed; the exit code is 2."""
    folder = write_folder(STRIP.rstrip() + FAULTY.replace("party: isle", "party: ilse"), "strip")
    ran = negmap("conflicts", "--positions", folder)
    assert (ran.code, ran.out) == (2, "")
    assert re.findall(r"^statements/2025-03-18-isle-faulty.yaml:(\d+):(\d+): (\S+)", ran.err, re.MULTILINE) == [
        ("1", "8", "unknown-party"),
        ("5", "14", "unknown-term"),
        ("6", "21", "number-without-quantity"),
    ]
    assert ran.err.splitlines()[-1] == (
        "3 faults: nothing was analysed, because a faulty statement may be the one that ends another. "
        "Mend them, or use --partial."
    )


def test_partial_leaves_out_what_is_at_fault(write_folder: Write) -> None:
    """Exit 1, and what was left out is said; the position beside the faulty ones keeps its name."""
    folder = write_folder(STRIP.rstrip() + FAULTY, "strip")
    ran = negmap("conflicts", "--partial", "--format", "json", "--positions", folder)
    assert ran.code == 1
    made = ran.report
    assert made["partial"] == ["position:2025-03-18-isle-faulty#1", "position:2025-03-18-isle-faulty#2"]
    assert claim_sets(made) == CONFLICTS
    (roads,) = (c for c in made["conflicts"] if claims_of(c) == ROADS)
    voices = {voice["position"] for claim in roads["claims"] for voice in claim["voices"]}
    assert "2025-03-18-isle-faulty#third" in voices
    text = negmap("conflicts", "--partial", "--positions", folder)
    assert text.code == 1
    assert text.out.splitlines()[2] == (
        "! PARTIAL: left out because the files are faulty: position:2025-03-18-isle-faulty#1,"
    )


def test_partial_without_faults_is_whole(strip: Path) -> None:
    assert negmap("conflicts", "--partial", "--positions", strip) == negmap("conflicts", "--positions", strip)


def test_when_the_time_is_up_it_says_so(strip: Path) -> None:
    made = report(strip, "--timeout", "0.0000001")
    assert made["completeness"] == {"complete": False, "limit": None, "reason": "the time given was up"}
    assert made["tensions"]["complete"] is False
    text = negmap("conflicts", "--timeout", "0.0000001", "--positions", strip)
    assert text.code == 0
    assert "! INCOMPLETE: the time given was up; there may be more." in text.out.splitlines()


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e10"])
def test_a_time_that_no_clock_can_count(strip: Path, seconds: str) -> None:
    wrong = f"{seconds!r} is not a number of seconds above 0, and of up to thirty years."
    assert wrong in refused(strip, "--timeout", seconds)
    ran = negmap("corpus", strip.parent, "--timeout", seconds)
    assert (ran.code, ran.out) == (2, "")
    assert wrong in ran.err


def test_enough_time_changes_nothing(strip: Path) -> None:
    assert report(strip, "--timeout", "600") == report(strip)


# What is shown.


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ("north", CONFLICTS),
        ("league", [ROADS, TALKS]),
        ("isle", [ROADS]),
    ],
)
def test_party(strip: Path, party: str, expected: list[set[str]]) -> None:
    """A coalition is shown with its members: the Isle, too, would rather have no roads."""
    made = report(strip, "--party", party)
    assert claim_sets(made) == expected
    assert made["shown"] == {"party": party, "issue": None, "limit": None, "left_out": 5 - len(expected)}


@pytest.mark.parametrize(
    ("issue", "expected", "terms"),
    [
        ("presence", [MONITORS], {"foreign-presence", "monitors"}),
        ("order", [CEASEFIRE, TALKS], {"ceasefire", "talks", "withdrawal.begun", "withdrawal.done"}),
    ],
)
def test_issue(strip: Path, issue: str, expected: list[set[str]], terms: set[str]) -> None:
    made = report(strip, "--issue", issue)
    assert claim_sets(made) == expected
    assert {row["term"] for row in (*made["blocked"], *made["rejected"])} == terms


@pytest.mark.parametrize(
    ("switch", "nearest"), [(("--party", "nort"), "did you mean `north`?"), (("--issue", "ordr"), "`order`")]
)
def test_unknown_names_give_the_nearest(strip: Path, switch: tuple[str, str], nearest: str) -> None:
    said = refused(strip, *switch)
    assert switch[1] in said
    assert nearest in said


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_limit(strip: Path, limit: int) -> None:
    """It cuts what is shown, and not the search."""
    made = report(strip, "--limit", str(limit))
    assert claim_sets(made) == CONFLICTS[:limit]
    assert made["shown"]["left_out"] == max(0, 5 - limit)
    assert made["completeness"]["complete"] is True


def test_tensions(strip: Path) -> None:
    counted, shown = report(strip)["tensions"], report(strip, "--tensions")["tensions"]
    assert (counted["count"], counted["shown"]) == (1, [])
    assert [claims_of(tension) for tension in shown["shown"]] == [WISH]
    assert [claim["binding"] for claim in shown["shown"][0]["claims"]].count(False) == 1


def test_output_to_a_file(strip: Path, tmp_path: Path) -> None:
    printed = negmap("conflicts", "--positions", strip)
    target = tmp_path / "report.txt"
    target.write_text("what was there before")
    ran = negmap("conflicts", "--positions", strip, "--output", target)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert target.read_text(encoding="utf-8") == printed.out
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["report.txt"]


def test_output_to_a_place_that_is_none(strip: Path, tmp_path: Path) -> None:
    assert "cannot write" in refused(strip, "--output", tmp_path / "nowhere" / "report.txt")


@pytest.mark.parametrize(
    ("name", "switches", "code"),
    [
        ("korea-2019", ["--fail-on", "any"], 1),
        ("korea-2019", [], 0),
        ("korea-2019", ["--fail-on", "any", "--as-of", "2018-06-14"], 0),
        ("prespa-2018", ["--fail-on", "any"], 0),
    ],
)
def test_fail_on_any(name: str, switches: list[str], code: int) -> None:
    """Conflicts are a result; that they fail a run has to be asked for."""
    assert negmap("conflicts", *switches, "--positions", CASES / name).code == code


# What is printed.


def test_report_of_the_strip(strip: Path, snapshot: SnapshotAssertion) -> None:
    assert negmap("conflicts", "--tensions", "--positions", strip).out == snapshot


def test_report_of_the_strip_in_japanese(strip: Path, snapshot: SnapshotAssertion) -> None:
    assert negmap("conflicts", "--tensions", "--lang", "ja", "--positions", strip).out == snapshot


@pytest.mark.parametrize("name", ["cyprus-2017", "northern-ireland-1995", "prespa-2018"])
def test_report_of_a_case(name: str, snapshot: SnapshotAssertion) -> None:
    day = ("--as-of", "1995-12-31") if name == "northern-ireland-1995" else ()
    assert negmap("conflicts", "--positions", CASES / name, *day).out == snapshot


def test_only_the_words_change_with_the_language(strip: Path) -> None:
    english, japanese = report(strip, "--tensions"), report(strip, "--tensions", "--lang", "ja")
    assert claim_sets(english) == claim_sets(japanese)
    assert (english["lang"], japanese["lang"]) == ("en", "ja")
    assert (english["names"]["north"], japanese["names"]["north"]) == ("North", "北")
    said = [text for c in japanese["conflicts"] for text in (*c["explanation"], *c["evidence"])]
    assert said
    assert not [text for text in said if not re.search("[ぁ-んァ-ヶ一-龠]", text)]


def keys(value: object, path: str = "") -> set[str]:
    """Return the paths of all keys, those of every item of a list together."""
    found: set[str] = set()
    if isinstance(value, dict):
        for key, item in value.items():
            found |= {f"{path}{key}", *keys(item, f"{path}{key}.")}
    elif isinstance(value, list):
        for item in value:
            found |= keys(item, path)
    return found


PROMISED = """
    format negmap command negotiation as_of binding partial completeness completeness.complete completeness.limit
    completeness.reason counts.statements counts.positions counts.claims counts.definitions counts.internal_left_out
    conflicts.id conflicts.kind conflicts.size conflicts.core conflicts.same_side conflicts.parties conflicts.obstacle
    conflicts.follows_from conflicts.claims.id conflicts.claims.binding conflicts.claims.want conflicts.claims.text
    conflicts.claims.voices.position conflicts.claims.voices.party conflicts.claims.voices.stance
    conflicts.claims.voices.firmness conflicts.claims.voices.statement conflicts.claims.voices.date
    conflicts.claims.voices.speaker conflicts.claims.voices.via conflicts.claims.voices.read
    conflicts.claims.voices.quote conflicts.claims.voices.reason conflicts.claims.voices.sources.title
    conflicts.claims.voices.sources.publisher conflicts.claims.voices.sources.origin
    conflicts.claims.voices.sources.url conflicts.claims.voices.sources.lang conflicts.definitions.id
    conflicts.definitions.basis conflicts.definitions.stands_without conflicts.cycles conflicts.weakest.claim
    conflicts.weakest.statements conflicts.weakest.speakers conflicts.weakest.sources conflicts.would_be_gone_if
    conflicts.explanation obstacles.id obstacles.kind obstacles.claims obstacles.blocks obstacles.conflicts
    obstacles.cycles blocked.term blocked.reasons.claims blocked.reasons.cycles rejected.term rejected.by
    tensions.count tensions.shown
"""


def test_the_keys_that_other_programs_read(strip: Path) -> None:
    assert set(PROMISED.split()) - keys(report(strip)) == set()


def test_values_that_other_programs_read(strip: Path) -> None:
    made = report(strip)
    assert (made["format"], made["command"], made["negotiation"]) == (1, "conflicts", "strip")
    monitors = made["conflicts"][0]
    assert (monitors["kind"], monitors["size"], monitors["core"]) == ("definition", 2, True)
    assert monitors["parties"] == ["north", "south"]
    assert monitors["would_be_gone_if"] == ["2025-03-15-south-relayed#1"]
    assert monitors["definitions"][0]["id"] == "def:is_a:monitors:foreign-presence"
    assert monitors["definitions"][0]["stands_without"] is False
    red = next(claim for claim in monitors["claims"] if claim["id"] == "out:foreign-presence")["voices"][0]
    assert (red["firmness"], red["quote"]) == ("red-line", {"text": "not one foreign officer", "lang": "en"})
    ceasefire = next(c for c in made["conflicts"] if claims_of(c) == CEASEFIRE)
    assert ceasefire["cycles"] == [["ceasefire", "withdrawal.begun"]]
    obstacle = next(o for o in made["obstacles"] if o["id"] == ceasefire["obstacle"])
    assert (set(obstacle["claims"]), obstacle["blocks"]) == (RING, ["in:ceasefire"])
    talks = next(c for c in made["conflicts"] if claims_of(c) == TALKS)
    assert talks["follows_from"] == obstacle["id"]
    assert {row["term"]: row["by"] for row in made["rejected"]} == {
        "foreign-presence": ["out:foreign-presence"],
        "monitors": ["out:foreign-presence"],
        "roads": ["out:roads"],
    }
    (reason,) = next(row["reasons"] for row in made["blocked"] if row["term"] == "ceasefire")
    assert (set(reason["claims"]), reason["cycles"]) == (RING, [["ceasefire", "withdrawal.begun"]])


def test_ids_depend_on_claims_alone(strip: Path) -> None:
    """The same claims have the same id, whoever says them, on any day, whatever else is there."""
    full = {c["id"]: claims_of(c) for c in report(strip)["conflicts"]}
    fewer = report(strip, "--as-of", "2025-03-10", "--first-hand", "--without", "in:talks")["conflicts"]
    assert fewer
    assert {c["id"]: claims_of(c) for c in fewer}.items() <= full.items()


def test_parties_are_those_with_a_binding_voice(strip: Path) -> None:
    """The Isle would rather have no roads; that is shown as its wish, and sets it against nobody."""
    (roads,) = (c for c in report(strip)["conflicts"] if claims_of(c) == ROADS)
    assert roads["parties"] == ["north", "south"]
    refusal = next(claim for claim in roads["claims"] if claim["id"] == "out:roads")
    assert [(v["party"], v["binding"]) for v in refusal["voices"]] == [("south", True), ("isle", False)]
    assert "Isle" not in " ".join(roads["explanation"])


def test_same_side_needs_binding_voices(write_folder: Write) -> None:
    """South rejects what it would like: two words of different weight, and no conflict with itself."""
    folder = write_folder("""
        --- file: terms.yaml
        x: {title: X}
        --- file: statements/north.yaml
        {party: north, date: 2025-03-01, positions: [{demand: x}]}
        --- file: statements/south.yaml
        {party: south, date: 2025-03-01, positions: [{reject: x}, {support: x}]}
        """)
    (conflict,) = report(folder)["conflicts"]
    assert (conflict["same_side"], conflict["parties"]) == ([], ["north", "south"])


def test_no_path_of_this_machine_in_a_report(strip: Path) -> None:
    for form in ("text", "json"):
        out = negmap("conflicts", "--tensions", "--format", form, "--positions", strip).out
        assert str(strip.parent) not in out
        assert not re.search(r"\b\d\d:\d\d\b", out)


def test_every_text_of_a_report_is_whole(strip: Path) -> None:
    """No place for a value is left unfilled, and no id stands where a title could."""
    made = report(strip, "--tensions")
    assert not [text for text in texts(made) if re.search(r"\{\w*\}", text)]
    for conflict in made["conflicts"]:
        assert not re.search(r"\b(in|out|after|at-most):[a-z]", " ".join(conflict["explanation"]))
