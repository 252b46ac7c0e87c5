"""What an analysis is asked for: which folder, which words count, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """The switches that every command and every function of the library shares."""

    positions: Path | None = None
    name: str | None = None
    lang: str = "en"
    as_of: str | None = None
    without: tuple[str, ...] = ()
    with_: tuple[Path, ...] = ()
    first_hand: bool = False
    stated: bool = False
    must_agree: bool = False
    include: tuple[str, ...] = ()
    partial: bool = False
    timeout: float | None = None
