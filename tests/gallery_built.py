"""Faulty negotiations that no repository can hold: made in a folder, when a test asks for them."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from negmap.files import loader
from negmap.files.folder import Contents, contents

Build = Callable[[Path, pytest.MonkeyPatch], None]

_HEAD = "party: north\ndate: 2025-04-01\nsources: [{publisher: Northern Post}]\n"
_NAME = "statements/2025-04-01-north.yaml"


def _text(text: str, name: str = _NAME) -> Build:
    return _bytes(text.encode(), name)


def _bytes(data: bytes, name: str = _NAME) -> Build:
    def build(folder: Path, _: pytest.MonkeyPatch) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)

    return build


def _folder_named_as_a_file(folder: Path, _: pytest.MonkeyPatch) -> None:
    (folder / "statements" / "2025.yaml").mkdir()
    (folder / "statements" / "2025.yaml" / "2025-04-01-north.yaml").write_text(_HEAD)


def _links(folder: Path, _: pytest.MonkeyPatch) -> None:
    (folder.parent / "elsewhere.yaml").write_text(_HEAD)
    statements = folder / "statements"
    (statements / "loop-a.yaml").symlink_to("loop-b.yaml")
    (statements / "loop-b.yaml").symlink_to("loop-a.yaml")
    (statements / "around").symlink_to("..")
    (statements / "away.yaml").symlink_to(folder.parent / "elsewhere.yaml")
    (statements / "nowhere.yaml").symlink_to("nothing.yaml")
    (folder / "scenarios").symlink_to("statements")


def _no_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is played."""
    (folder / _NAME).write_text(_HEAD)
    _fail_to_open(_NAME, PermissionError(errno.EACCES, "Permission denied"), monkeypatch)


def _disk_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / _NAME).write_text(_HEAD)
    _fail_to_open(_NAME, OSError(errno.EIO, "Input/output error"), monkeypatch)


def _fail_to_open(name: str, error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def opened(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.as_posix().endswith(name):
            raise error
        return real(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opened)


def _vanishing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / _NAME).write_text(_HEAD)

    def listed(root: Path) -> Contents:
        found = contents(root)
        (folder / _NAME).unlink()
        return found

    monkeypatch.setattr(loader, "contents", listed)


def _too_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two million statements would take minutes, so the limit is lowered."""
    monkeypatch.setattr(loader, "MAX_RECORDS", 3)
    lines = "".join(f'{{"id": "april-{n}", "party": "north", "date": "2025-04-01"}}\n' for n in range(9))
    (folder / "statements" / "april.jsonl").write_text(lines)


_LAUGHS = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9) if n else 'ha'}]\n" for n in range(10))

BUILT: Mapping[str, Build] = {
    "alias-billion-laughs": _text(_HEAD + _LAUGHS),
    "bad-json-cut-off": _text('{"id": "2025-04-01-north", "party": "nor', "statements/april.jsonl"),
    "bad-link": _links,
    "bidi-character": _text(_HEAD + "summary: no \u202etalks\u202c before a ceasefire\n"),
    "byte-order-mark": _bytes(b"\xef\xbb\xbf" + (_HEAD + "positions: [{demand: talk}]\n").encode()),
    "control-character": _text(_HEAD + "summary: no talks\x00 before\x00 a ceasefire\npositions: [{demand: talk}]\n"),
    "control-character-as-escape": _text(_HEAD + 'summary: "no talks\\0 before a ceasefire"\n'),
    "crlf": _text((_HEAD + "positions:\n  - {demand: talk}\n").replace("\n", "\r\n")),
    "empty-file-of-no-bytes": _bytes(b""),
    "id-too-long": _text(_HEAD + f"positions:\n  - {{demand: {'very-' * 20_000}long}}\n"),
    "id-too-long-of-a-term": _text(f"{'very-' * 20_000}long: {{title: Long}}\n", "terms.yaml"),
    "line-too-long": _text('{"id": "' + "a" * 1_000_001 + '"}\n{"id": "x"}\n', "statements/april.jsonl"),
    "not-a-file": _folder_named_as_a_file,
    "not-utf8": _bytes(_HEAD.encode() + "summary: Genève, keine Gespräche\n".encode("latin-1")),
    "not-utf8-but-utf16": _bytes(_HEAD.encode("utf-16")),
    "separator-of-lines": _text(_HEAD + "summary: no talks\u2028before a ceasefire\n"),
    "tab-indentation": _text("party: north\ndate: 2025-04-01\npositions:\n\t- {demand: talks}\n"),
    "too-deep": _text(_HEAD + "positions: " + "[" * 100_000 + "\n"),
    "too-deep-in-keys": _text(_HEAD + "? " * 100_000 + "\n"),
    "too-many": _too_many,
    "too-large": _bytes(b"# " + b"x" * 20_000_000),
    "stale-schema": _text("{}", ".schemas/terms.json"),
    "unfinished-change": _text("[]", ".negmap-writing/plan.json"),
    "unreadable": _no_permission,
    "unreadable-disk": _disk_error,
    "vanished": _vanishing,
}
"""How to add each fault to a copy of the base, by the name of its folder in the gallery."""
