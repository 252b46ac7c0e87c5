"""The report of `negmap verify`: everything reported, checked again by the independent checker."""

from __future__ import annotations

from typing import Any

from negmap.findings.cards import ProblemRow, VerifyReport
from negmap.report.context import Context


def verify_report(context: Context) -> VerifyReport:
    """Return how many conflicts and tensions were checked again, and every disagreement."""
    study = context.study
    head: dict[str, Any] = context.head("verify", study.conflicts.completeness)
    return VerifyReport(
        **head,
        conflicts=len(study.conflicts.conflicts),
        tensions=len(study.tensions.conflicts),
        packages=sum(len(c.packages) for c in study.concessions().components),
        problems=tuple(ProblemRow(id=key, message=message) for key, message in study.problems),
    )
