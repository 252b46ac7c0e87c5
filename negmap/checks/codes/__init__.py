"""What each code of a diagnostic means, why it is complained of, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from negmap.checks.codes import definitions, files, positions, records, references, remarks, whole

GROUPS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "Files": files.CODES,
    "Keys and values": records.CODES,
    "Names": references.CODES,
    "Positions and statements": positions.CODES,
    "Terms, issues, proposals, scenarios": definitions.CODES,
    "The negotiation as a whole": whole.CODES,
    "Remarks": remarks.CODES,
}
"""The codes by subject: each with a title, and why it is complained of and what to do."""

CODES: Mapping[str, tuple[str, str]] = {code: text for group in GROUPS.values() for code, text in group.items()}
"""All codes, each with a title, and why it is complained of and what to do."""
