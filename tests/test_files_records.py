"""Data as records: every fault is found in one run, and the rest of the record is kept."""

from __future__ import annotations

import pytest

from negmap.diagnostics import Diagnostic, Origin
from negmap.files.json_lines import JsonLine, read_line
from negmap.files.marked_yaml import read_yaml
from negmap.files.records import bad_id, record
from negmap.files.subjects import in_statement
from negmap.model.negotiation import About
from negmap.model.positions import CONDITIONS, GUARDS
from negmap.model.statements import Statement
from negmap.model.terms import LINK_KEYS, Term
from negmap.model.values import MISSING, MISSING_DAY


def statement(text: str) -> tuple[Statement | None, list[Diagnostic]]:
    reading = read_yaml("s.yaml", text)
    return record(Statement, reading.data, Origin(reading.source), in_statement("s", reading.data), key="s")


def term(text: str) -> tuple[Term | None, list[Diagnostic]]:
    reading = read_yaml("t.yaml", text)
    return record(Term, reading.data, Origin(reading.source), lambda path: "term:t", key="t")


def said(found: list[Diagnostic]) -> list[tuple[str, str, str]]:
    return sorted((d.code, str(d.span), d.subject) for d in found)


def test_a_sound_record_is_read_as_it_is() -> None:
    read, found = statement("party: north\ndate: 2025-03\npositions: [{demand: x, after: [y, {any_of: [z]}]}]")
    assert found == []
    assert read is not None
    assert (read.id, read.party, read.date.text, read.positions[0].target) == ("s", "north", "2025-03", "x")


def test_a_key_without_a_value_counts_as_left_out() -> None:
    read, found = statement("party: a\ndate: 2025\nvia:\npositions:\nwithdraws: ~\nsummary: null\n")
    assert (found, read) == ([], statement("party: a\ndate: 2025")[0])


@pytest.mark.parametrize("key", [*CONDITIONS, *GUARDS, "replaces"])
def test_a_condition_is_written_to_its_end(key: str) -> None:
    bare = statement("party: a\ndate: 2025\npositions: [{demand: x}]")[0]
    read, found = statement(f"party: a\ndate: 2025\npositions:\n  - demand: x\n    {key}:\n    firmness: hard")
    assert said(found) == [
        ("empty-value", "s.yaml:5:5", "position:s#1"),
        ("unknown-value", "s.yaml:6:15", "position:s#1"),
    ]
    assert read == bare
    for nothing in ("null", "~"):
        assert statement(f"party: a\ndate: 2025\npositions: [{{demand: x, {key}: {nothing}}}]") == (bare, [])
    line = f'{{"party": "a", "date": "2025", "positions": [{{"demand": "x", "{key}": null}}]}}'
    origin = Origin(JsonLine("s.jsonl", 1, line))
    assert record(Statement, read_line(line).data, origin, lambda path: "", key="s") == (bare, [])


@pytest.mark.parametrize("key", LINK_KEYS)
def test_a_definition_is_written_to_its_end(key: str) -> None:
    assert said(term(f"title: T\n{key}:")[1]) == [("empty-value", "t.yaml:2:1", "term:t")]
    assert term(f"title: T\n{key}: null") == term("title: T")


def test_what_a_statement_withdraws_is_written_to_its_end() -> None:
    found = statement("party: a\ndate: 2025\nwithdraws:")[1]
    assert said(found) == [("empty-value", "s.yaml:3:1", "statement:s")]


def test_all_faults_are_found_at_once_with_their_positions_as_subjects() -> None:
    read, found = statement(
        "date: 2025-13-01\n"
        "speaker: the minister\n"
        "positions:\n"
        "  - {demand: X}\n"
        "  - {id: two, support: y, firmness: hard}\n"
        "  - {after: y}\n"
        "  - {demand: x, reject: y}\n"
        "  - y\n"
        "  - {demand: z, deadline: 2025}\n"
    )
    assert said(found) == [
        ("bad-id", "s.yaml:4:14", "position:s#1"),
        ("missing-key", "s.yaml:1:1", "statement:s"),
        ("no-stance", "s.yaml:6:5", "position:s#3"),
        ("not-a-date", "s.yaml:1:7", "statement:s"),
        ("not-a-mapping", "s.yaml:2:10", "statement:s"),
        ("not-a-mapping", "s.yaml:8:5", "position:s#5"),
        ("two-stances", "s.yaml:7:5", "position:s#4"),
        ("unknown-key", "s.yaml:9:17", "position:s#6"),
        ("unknown-value", "s.yaml:5:37", "position:s#two"),
    ]
    assert read is not None
    assert len(read.positions) == 6
    assert (read.party, read.date.text) == (MISSING, MISSING_DAY)
    assert read.positions[5].target == "z"


def test_a_misspelt_key_is_one_fault_and_its_value_is_still_read() -> None:
    read, found = statement("prty: north\ndate: 2025\npositions: [{demnad: x, afer: [y]}]")
    assert {d.remedy for d in found} == {"did you mean `party`?", "did you mean `demand`?", "did you mean `after`?"}
    assert len(found) == 3
    assert read is not None
    assert (read.party, read.positions[0].target, read.positions[0].after) == ("north", "x", ("y",))


def test_a_misspelt_key_beside_the_right_one_is_left_out() -> None:
    read, found = statement("party: north\nparti: south\ndate: 2025")
    assert [d.code for d in found] == ["unknown-key"]
    assert read is not None
    assert read.party == "north"


def test_items_keep_their_places() -> None:
    read, found = statement("party: a\ndate: 2025\npositions: [{demand: x, after: [B, y, C]}]\nwithdraws: [d, e#1]")
    assert [d.code for d in found] == ["bad-id"] * 3
    assert read is not None
    assert read.positions[0].after == (MISSING, "y", MISSING)
    assert read.withdraws == (f"{MISSING}#1", "e#1")


def test_known_keys_are_those_of_the_form_that_is_written() -> None:
    _, found = statement(
        "party: a\ndate: 2025\npositions: [{accept: {proposal: p, excpt: x}}, {demand: {any_of: [x], z: y}}]"
    )
    assert [d.remedy for d in found] == ["did you mean `except`?", "known keys: any_of"]


def test_an_id_is_not_written_where_the_name_gives_it() -> None:
    for read, found in (statement("id: other\nparty: a\ndate: 2025"), term("id: other\ntitle: T")):
        assert [d.code for d in found] == ["unknown-key"]
        assert read is not None
        assert read.id in ("s", "t")


def test_short_forms_are_pointed_at() -> None:
    _, found = term("title: T\nis_a: X\nrequires: {trm: y}\nafter: [y, {term: Z}]\nby: A")
    assert said(found) == [
        ("bad-id", "t.yaml:2:7", "term:t"),
        ("bad-id", "t.yaml:4:19", "term:t"),
        ("bad-id", "t.yaml:5:5", "term:t"),
        ("unknown-key", "t.yaml:3:12", "term:t"),
    ]


def test_what_is_no_mapping_is_one_fault() -> None:
    for text in ("just words", "[a, b]", ""):
        read, found = term(text)
        assert len(found) == 1
        assert read is not None
        assert read.title.within("en") == MISSING


def test_checkpoints_and_who_must_agree() -> None:
    text = "title: T\nmust_agree: [A, b]\nexpect: [{incompatible: [[a#1, b], c]}, word]\nstale_after: soon\n"
    reading = read_yaml("n.yaml", text)
    read, found = record(About, reading.data, Origin(reading.source), lambda path: "negotiation:")
    assert sorted(d.code for d in found) == ["bad-id", "bad-id", "not-a-duration", "not-a-list", "not-a-mapping"]
    assert read is not None
    assert read.must_agree is not None
    assert read.must_agree.parties == (MISSING, "b")


def test_ids() -> None:
    assert bad_id("north-2025") is None
    for wrong in ("North", "a_b", "a--b", "-a", "", "a.b", "停戦", "x" * 201, None, 3):
        assert bad_id(wrong) is not None
