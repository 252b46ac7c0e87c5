"""Whatever the files hold: no crash, every fault at a place that exists, and the rest can be analysed.

``python tests/benchmarks/fuzz_loader.py SECONDS`` goes on for as long as it is told to; what it finds is kept in
``tests/found_by_fuzzing/``, a folder for each, and tried again with every run of the tests.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from unicodedata import category

import pytest
from hostile import GOOD, folders
from hypothesis import HealthCheck, given, settings

from negmap.checks import check
from negmap.checks.codes import CODES
from negmap.checks.impossible import impossible
from negmap.checks.partial import without_faulty
from negmap.diagnostics import Diagnostic
from negmap.files.loader import load
from negmap.model.variants import view
from negmap.render.diagnostics import lines
from negmap.study import Study

FOUND = Path(__file__).parent / "found_by_fuzzing"
MOST = 20
"""How many claims are analysed: what is tried here is the reading."""


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(folders())
def test_any_files_at_all(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        survives(written(files, Path(folder) / "strip"))


@pytest.mark.parametrize("case", sorted(path.name for path in FOUND.glob("*/")))
def test_what_was_found_before(case: str, tmp_path: Path) -> None:
    survives(shutil.copytree(FOUND / case, tmp_path / "strip"))


def test_the_good_files_are_good(tmp_path: Path) -> None:
    folder = written({name: text.encode() for name, text in GOOD.items()}, tmp_path / "strip")
    negotiation, found = load(folder)
    assert [d for d in (*found, *check(negotiation)) if d.is_error] == []
    assert len(negotiation.positions) == 6


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def survives(folder: Path) -> None:
    """Read, check, print every fault, leave out what is faulty, and analyse the rest."""
    negotiation, found = load(folder)
    found = (*found, *check(negotiation))
    for diagnostic in found:
        _is_well_placed(diagnostic, folder)
    errors = [d for d in found if d.is_error]
    rest = without_faulty(negotiation, errors)[0] if errors else negotiation
    for diagnostic in impossible(rest):
        _is_well_placed(diagnostic, folder)
    study = Study(view(rest))
    if len(study.claims) <= MOST and not any(d.is_error for d in impossible(rest)):
        assert study.conflicts.completeness.complete
        assert study.blocked.completeness.complete


def _is_well_placed(diagnostic: Diagnostic, folder: Path) -> None:
    assert diagnostic.code in CODES
    assert diagnostic.message
    said = "\n".join(lines(diagnostic))
    assert not any(category(character) in ("Cc", "Cs") for character in said.replace("\n", "")), "seen, and harmless"
    span = diagnostic.span
    if span.line:
        text = (folder / span.file).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        count = text.count("\n") + 1
        assert 1 <= span.line <= count
        assert 1 <= span.column <= len(diagnostic.excerpt) + 1
