"""docs/licences.md names what comes with an install, and under which licence; each lets anybody use it for anything."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
ALLOWED = {"Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "MIT", "OFL-1.1", "PSF-2.0", "ZPL-2.1"}
"""EPL-2.0 is Graphviz's: weak copyleft, for changes to Graphviz itself only. OFL-1.1 is for fonts."""
LIKE = {
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Zope Public License": "ZPL-2.1",
    "Apache Software License": "Apache-2.0",
}
HEAD = """# Licences

<!-- Made by `pytest --snapshot-update` from what is installed; do not edit. -->

negmap is under the MIT licence. This is what `pip install negmap` brings along on Linux with Python 3.11, and what
each extra adds, with the licences that their makers state. Parts that only Windows or macOS needs are left out.
"""


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="what is needed depends on the Python; the page is of 3.11")
def test_licences(request: pytest.FixtureRequest) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"Always": project["dependencies"], **project["optional-dependencies"]}
    text, shown = HEAD, set[str]()
    for title, wanted in groups.items():
        new = _closure(wanted) - shown
        shown |= new
        rows = [f"| {name} | {_licence(name)} |\n" for name in sorted(new)]
        named = "Always" if title == "Always" else f"With `negmap[{title}]`"
        text += f"\n## {named}\n\n| package | licence |\n| --- | --- |\n"
        text += "".join(rows)
    if request.config.getoption("update_snapshots"):
        PAGE.write_text(text, encoding="utf-8")
    assert text == PAGE.read_text(encoding="utf-8")
    assert {part for name in shown for part in re.split(r" (?:AND|OR) ", _licence(name))} <= ALLOWED


def _closure(wanted: Iterable[str]) -> set[str]:
    """Return the names of what is wanted and of all that it needs here."""
    found: dict[str, str] = {}
    left = [Requirement(text) for text in wanted]
    while left:
        one = left.pop()
        key = re.sub(r"[-_.]+", "-", one.name).lower()
        if key in found or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        found[key] = one.name
        extras = one.extras or {""}
        needed = [Requirement(text) for text in requires(key) or ()]
        left += [n for n in needed if not n.marker or any(n.marker.evaluate({"extra": extra}) for extra in extras)]
    return set(found)


def _licence(name: str) -> str:
    try:
        said = metadata(name)
    except PackageNotFoundError:  # pragma: no cover - the lock has everything
        return "not installed"
    classes = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or [] if c.startswith("License")]
    stated = [*(said.get_all("License-Expression") or []), *(LIKE.get(c, c) for c in classes)]
    stated += said.get_all("License") or ["not stated"]
    return str(stated[0]).splitlines()[0]
