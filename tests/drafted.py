"""The one draft of a folder held against its positions, for tests."""

from __future__ import annotations

from pathlib import Path

from negmap.files.loader import load
from negmap.findings.proposal import Comparison
from negmap.model.variants import view
from negmap.study import Study


def compared(folder: Path, timeout: float | None = None) -> Comparison:
    """Hold the draft `draft` against the positions of a sound folder."""
    negotiation, found = load(folder)
    assert not [d for d in found if d.is_error]
    return Study(view(negotiation), timeout).proposal(negotiation.proposals["draft"])
