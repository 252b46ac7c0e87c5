"""The JSON Schemas in docs/schemas are made from the result records, and every report is valid under its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from terminal import negmap

from negmap.findings.cards import ShowReport, VerifyReport, WhyReport
from negmap.findings.comparison_reports import ChangesReport, ScenariosReport
from negmap.findings.leave_out_reports import LeaveOutReport
from negmap.findings.overview_reports import OverviewReport
from negmap.findings.package_reports import ConcessionsReport, SequenceReport
from negmap.findings.proposal_reports import ProposalReport
from negmap.findings.relation_reports import AgreedReport, GapsReport, RelationsReport
from negmap.findings.reports import ConflictsReport
from negmap.render.json import schema

ROOT = Path(__file__).parent.parent
REPORTS = {
    "conflicts": (ConflictsReport, ["conflicts", "--tensions"]),
    "concessions": (ConcessionsReport, ["concessions"]),
    "sequence": (SequenceReport, ["sequence"]),
    "proposal": (ProposalReport, ["proposal", "2025-11-20-28-points"]),
    "scenarios": (ScenariosReport, ["scenarios"]),
    "changes": (ChangesReport, ["changes", "--from", "2025-12-10", "--tensions"]),
    "relations": (RelationsReport, ["relations"]),
    "agreed": (AgreedReport, ["agreed"]),
    "gaps": (GapsReport, ["gaps"]),
    "report": (OverviewReport, ["report"]),
    "why": (WhyReport, ["why", "security-guarantees"]),
    "show": (ShowReport, ["show", "c-a810d76c"]),
    "verify": (VerifyReport, ["verify"]),
    "leave-out": (LeaveOutReport, ["leave-out", "--positions", str(ROOT / "tests" / "cases" / "korea-2019")]),
}


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("update_snapshots"))


@pytest.mark.parametrize("name", REPORTS)
def test_the_schema_in_docs_is_made_from_the_records(name: str, updating: bool) -> None:
    path = ROOT / "docs" / "schemas" / f"{name}.json"
    made = json.dumps(schema(REPORTS[name][0]), indent=1, ensure_ascii=False) + "\n"
    if updating:
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "run pytest --snapshot-update"


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_valid_under_its_schema(name: str) -> None:
    report = _report(REPORTS[name][1])
    Draft202012Validator.check_schema(schema(REPORTS[name][0]))
    Draft202012Validator(schema(REPORTS[name][0])).validate(report)


def test_a_report_with_another_field_or_without_one_is_not_valid() -> None:
    check = Draft202012Validator(schema(WhyReport))
    report = _report(["why", "security-guarantees"])
    with pytest.raises(ValidationError):
        check.validate({**report, "score": 1})
    with pytest.raises(ValidationError):
        check.validate({key: value for key, value in report.items() if key != "answer"})


def _report(command: list[str]) -> dict[str, Any]:
    return negmap(*command, "--format", "json", at=ROOT).report
