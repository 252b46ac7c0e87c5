"""Pages that are made from the code: kept in the repository, and compared with what the code makes now."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "<!-- Made by `pytest --snapshot-update`; do not edit. -->"


def assert_is(path: Path, content: str, updating: bool) -> None:
    """Compare a page with what it should be, after writing it if asked."""
    if updating:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    assert there == content, "run pytest --snapshot-update, and read what changed"


def page(*parts: str) -> str:
    """Return the parts of a page with an empty line between each two."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
