"""Negotiations written as one text, for tests."""

from __future__ import annotations

import re
from pathlib import Path

_FILE = re.compile(r"^--- file: (\S+)[ \t]*$", re.MULTILINE)
_PARTY = re.compile(r'\bparty"?: *"?([a-z0-9-]+)')


def written(text: str, into: Path) -> Path:
    """Write the files of a text into a folder, with the defaults that `folder` describes; return the folder."""
    parts = _FILE.split(text)
    files = {name: content.removeprefix("\n") for name, content in zip(parts[1::2], parts[2::2], strict=True)}
    parties = sorted({party for content in files.values() for party in _PARTY.findall(content)})
    files.setdefault("negotiation.yaml", "title: Test\n")
    files.setdefault("parties.yaml", "".join(f"{party}: {{name: {party.title()}}}\n" for party in parties) or "{}\n")
    files.setdefault("terms.yaml", "{}\n")
    for name, content in files.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if content.endswith("\n") else f"{content}\n", encoding="utf-8")
    return into
