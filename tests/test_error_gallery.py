"""Each fault has a negotiation that shows it, what is printed about it, and a place on docs/errors.md."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from gallery_built import BUILT

from negmap.checks import check
from negmap.checks.codes import CODES, GROUPS
from negmap.checks.expectations import expectations
from negmap.checks.impossible import impossible
from negmap.diagnostics import Diagnostic, in_order
from negmap.files.extra import load_statement
from negmap.files.loader import load
from negmap.files.schema_files import stale
from negmap.render.diagnostics import lines

GALLERY = Path(__file__).parent / "gallery"
PAGE = Path(__file__).parent.parent / "docs" / "errors.md"
EXPECTED = "expected.txt"
BASE = "base"
NEVER_SEEN = {"bad-value"}
"""Codes of a safety net that no file is known to fall into."""

ELSEWHERE = "other-kind"
"""The fault of a single file, which no negotiation's folder shows."""

CASES = sorted({path.name for path in GALLERY.iterdir()} - {ELSEWHERE} | set(BUILT))


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Say whether snapshots are written anew (``pytest --snapshot-update``)."""
    return bool(request.config.getoption("update_snapshots"))


@pytest.mark.parametrize("case", CASES)
def test_gallery(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, updating: bool) -> None:
    folder = _made(case, tmp_path)
    if case in BUILT:
        BUILT[case](folder, monkeypatch)
    _assert_is(GALLERY / case / EXPECTED, _printed(_diagnostics(folder)), updating)


def test_gallery_other_kind(tmp_path: Path, updating: bool) -> None:
    path = tmp_path / "idea.yaml"
    path.write_text("title: Cameras\n")
    record, found = load_statement(path)
    assert record is None
    said = _printed(found).replace(tmp_path.as_posix(), "ideas")
    _assert_is(GALLERY / ELSEWHERE / EXPECTED, said, updating)


def test_page_is_made_from_the_codes_and_the_gallery(updating: bool) -> None:
    _assert_is(PAGE, _page(), updating)


def test_every_code_is_shown() -> None:
    shown = {
        code
        for case in (*CASES, ELSEWHERE)
        for code in _blocks((GALLERY / case / EXPECTED).read_text(encoding="utf-8"))
    }
    assert set(CODES) - shown == NEVER_SEEN
    assert shown <= set(CODES)


def test_every_code_in_the_source_is_explained() -> None:
    source = "".join(
        path.read_text(encoding="utf-8")
        for layer in ("files", "checks")
        for path in (Path(__file__).parent.parent / "negmap" / layer).glob("*.py")
    )
    said = re.findall(r"(?:wrong|noted|fault|remark|about_file|_complain|_problem)\([^\"()]*\"([a-z0-9-]+)\"", source)
    assert said
    assert {code for code in said if "-" in code} <= set(CODES)


def _made(case: str, tmp_path: Path) -> Path:
    """Return a copy of the base with what the case has in place of it, or without what it leaves out."""
    folder = tmp_path / "strip"
    shutil.copytree(GALLERY / BASE, folder, ignore=shutil.ignore_patterns(EXPECTED))
    ignored = shutil.ignore_patterns(EXPECTED, "without.txt")
    if case == BASE:
        return folder
    if (GALLERY / case).is_dir():
        shutil.copytree(GALLERY / case, folder, ignore=ignored, dirs_exist_ok=True)
    without = GALLERY / case / "without.txt"
    for name in without.read_text().split() if without.exists() else ():
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


def _diagnostics(folder: Path) -> tuple[Diagnostic, ...]:
    negotiation, found = load(folder)
    found = (*found, *check(negotiation), *stale(folder, negotiation))
    for more in (impossible, expectations):
        if not any(d.is_error for d in found):
            found = (*found, *more(negotiation))
    return in_order(found)


def _printed(diagnostics: tuple[Diagnostic, ...]) -> str:
    return "".join(f"{line}\n" for d in diagnostics for line in lines(d))


def _assert_is(path: Path, text: str, updating: bool) -> None:
    if updating:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path} is missing; pytest --snapshot-update writes it"
    assert text == path.read_text(encoding="utf-8")


def _blocks(printed: str) -> dict[str, str]:
    """Return the first printed diagnostic of each code."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=\S)", printed.rstrip("\n")):
        match = re.match(r"\S.*?: ([a-z0-9-]+) ", block)
        if match:
            found.setdefault(match[1], block)
    return found


def _page() -> str:
    parts = [
        "# Faults and remarks",
        "",
        "<!-- Made from negmap/checks/codes and tests/gallery by `pytest --snapshot-update`; do not edit. -->",
        "",
        "A **fault** stops the analyses; a **remark** stops nothing. Each is printed with its place, a code, the line "
        "of the file and a remedy. This page explains the codes, each with an example.",
        "",
        *(line for group, codes in GROUPS.items() for line in _section(group, list(codes))),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def _section(group: str, codes: list[str]) -> Iterator[str]:
    yield from (f"## {group}", "")
    for code in codes:
        title, text = CODES[code]
        yield from (f"### {code}", "", f"**{title}.** {text}", "")
        if code not in NEVER_SEEN:
            example = _blocks((GALLERY / code / EXPECTED).read_text(encoding="utf-8"))[code]
            yield from ("```text", example, "```", "")
