"""What all tests share: negotiations written in the test's own docstring."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import written
from hypothesis import HealthCheck, settings

# Times say nothing on a busy machine, so no example fails for being slow.
settings.register_profile("negmap", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("negmap")


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every report anew; the tests of remembered reports turn this off."""
    monkeypatch.setenv("NEGMAP_CACHE", "off")


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the folder of the negotiation that the test's docstring writes.

    A line ``--- file: NAME`` begins a file; what stands above the first such line is prose::

        def test_unknown_term(folder: Path) -> None:
            '''A term that is not in terms.yaml.

            --- file: terms.yaml
            ceasefire: {title: Ceasefire}
            --- file: statements/north.yaml
            party: north
            date: 2025-03-01
            positions:
              - demand: cease-fire
            '''

    Where they are not written, negotiation.yaml gets a title, parties.yaml the parties that the
    statements name, and terms.yaml no term. With ``@pytest.mark.parametrize("folder", [...], indirect=True)``
    the text is the parameter instead. `write_folder` does the same for a text in the test's body.
    """
    text = getattr(request, "param", None)
    if text is None:
        text = inspect.getdoc(request.function) or ""
    return written(text, tmp_path / "negotiation")


@pytest.fixture
def write_folder(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a negotiation from a text, as `folder` does, and returns its folder.

    It takes the text and, to write several side by side, a name for the folder.
    """

    def write(text: str, name: str = "negotiation") -> Path:
        return written(inspect.cleandoc(text), tmp_path / name)

    return write
