"""The worked examples of docs/method.md, docs/format.md and the how-to pages, as folders that can be read."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("method.md", "format.md", *sorted(f"howto/{path.name}" for path in (DOCS / "howto").glob("*.md")))
_BLOCK = re.compile(r"^```(?:yaml|json) +(example=[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"example=(\*|[a-z-]+) file=(\S+)")
_EXPECT = re.compile(r"example=([a-z-]+) expect")
_EVERYWHERE = "*"


@dataclass(frozen=True)
class Example:
    """One example: its files by name, and what must come out, a checkpoint each."""

    files: dict[str, str] = field(default_factory=dict)
    expect: list[str] = field(default_factory=list)

    def write(self, into: Path, *checkpoints: str) -> Path:
        """Write the files into a folder, with these checkpoints in place of the example's own, if there are any."""
        for name, text in self.files.items():
            path = into / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        expected = "".join(_item(checkpoint) for checkpoint in checkpoints or self.expect)
        if expected:
            with (into / "negotiation.yaml").open("a", encoding="utf-8") as about:
                about.write(f"expect:\n{expected}")
        return into


def _item(checkpoint: str) -> str:
    """Return a checkpoint as an item of a list."""
    return "  - " + textwrap.indent(checkpoint.rstrip("\n") + "\n", "    ").lstrip()


@cache
def examples() -> Mapping[str, Example]:
    """Return the examples of these pages by name; each has the files that are written for all of its page."""
    return {name: example for page in PAGES for name, example in _of_page(page).items()}


def _of_page(page: str) -> dict[str, Example]:
    found: defaultdict[str, Example] = defaultdict(Example)
    for told, text in _BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if about_file := _FILE.fullmatch(told):
            name, file = about_file.groups()
            assert file not in found[name].files, f"{page}: {file} of {name} is there twice"
            found[name].files[file] = text
        else:
            expected = _EXPECT.fullmatch(told)
            assert expected, f"{page}: a block says {told}"
            found[expected[1]].expect.append(text)
    shared = found.pop(_EVERYWHERE, Example())
    return {name: Example({**shared.files, **one.files}, one.expect) for name, one in found.items()}
