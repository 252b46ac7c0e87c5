"""Any report as Markdown, from its records alone."""

from __future__ import annotations

from negmap.findings.reports import Head


def markdown(report: Head) -> str:
    """Return a report as Markdown: its head, a section for each part, its sources as footnotes."""
    from negmap.explain.messages import Words
    from negmap.render.markdown.report import Sections

    return "\n".join(Sections(report, Words(report.lang)).lines()).rstrip("\n") + "\n"
