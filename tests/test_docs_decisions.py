"""The list of decisions is made from their files, which are numbered through."""

from __future__ import annotations

import re

import pytest
from generated import DOCS, assert_is

FOLDER = DOCS / "decisions"
FILES = sorted(FOLDER.glob("[0-9]*.md"))
INTRO = "# Decisions\n\nWhat was decided, why, and what follows from it.\n\n"


def _head(text: str) -> tuple[int, str]:
    found = re.match(r"# (\d+)\. (.+)\n", text)
    assert found, "a decision begins with its number and title"
    return int(found[1]), found[2]


def test_they_are_numbered_through() -> None:
    assert [int(path.name[:4]) for path in FILES] == list(range(1, len(FILES) + 1))
    assert [_head(path.read_text(encoding="utf-8"))[0] for path in FILES] == list(range(1, len(FILES) + 1))


def test_the_list_is_made_from_the_files(request: pytest.FixtureRequest) -> None:
    heads = [(*_head(path.read_text(encoding="utf-8")), path.name) for path in FILES]
    listed = "".join(f"{number}. [{title}]({name})\n" for number, title, name in heads)
    assert_is(FOLDER / "README.md", INTRO + listed, bool(request.config.getoption("update_snapshots")))
