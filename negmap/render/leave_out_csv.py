"""The report of `leave-out` as CSV: one table, a row a result."""

from __future__ import annotations

import csv
import io

from negmap.findings.leave_out_reports import LeaveOutReport

COLUMNS = ("kind", "id", "text", "on_whole", "maps", "of_maps", "falls_without", "falls_with")


def leave_out_csv(report: LeaveOutReport) -> str:
    """Return the results as CSV, the items of a list joined by line breaks (names may hold blanks)."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in report.items:
        without = "\n".join(row.falls_without)
        together = "\n".join(f"{ref.kind}:{ref.id}" for ref in row.falls_with)
        whole = "TRUE" if row.on_whole else "FALSE"
        writer.writerow([row.kind, row.id, row.text, whole, row.maps, report.made, without, together])
    return stream.getvalue()
