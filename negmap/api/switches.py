"""What changes an analysis, as keyword arguments: the same switches that the commands have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, Literal, TypedDict

from negmap.explain.messages import LANGUAGES
from negmap.prepare.asked import Asked
from negmap.prepare.errors import NotUnderstood


class Switches(TypedDict, total=False):
    """What changes an analysis.

    - `as_of`: the day on which words count, a date or a text such as `"2025-12"` (default: that of the latest
      statement).
    - `without`: ids of positions, statements, claims or definitions to leave out.
    - `with_`: files with statements or scenarios to add.
    - `first_hand`: leave out what was relayed or said anonymously.
    - `stated`: leave out what the analyst inferred.
    - `must_agree`: only the claims of those who must agree bind.
    - `internal`: use statements marked internal; every answer says so.
    - `partial`: leave out what is faulty and analyse the rest; every answer says so.
    - `timeout`: the seconds that every search together may take.
    - `lang`: the language of the answers, `"en"` or `"ja"`.
    """

    as_of: str | date | None
    without: str | Iterable[str]
    with_: str | PathLike[str] | Iterable[str | PathLike[str]]
    first_hand: bool
    stated: bool
    must_agree: bool
    internal: bool
    partial: bool
    timeout: float | None
    lang: Literal["en", "ja"]


def asked(switches: Mapping[str, Any]) -> Asked:
    """Return the switches as the commands have them; raise NotUnderstood for a value that is none."""
    values = dict(switches)
    if unknown := set(values) - set(Switches.__annotations__):
        raise TypeError(f"no such switch: {', '.join(sorted(unknown))}")
    lang, day = values.get("lang", "en"), values.get("as_of")
    if lang not in LANGUAGES:
        raise NotUnderstood(f"no messages in {lang!r}; there are {', '.join(LANGUAGES)}", option="lang")
    return Asked(
        lang=lang,
        as_of=day.isoformat() if isinstance(day, date) else day,
        without=_several(values.get("without", ())),
        with_=tuple(Path(path) for path in _several(values.get("with_", ()))),
        first_hand=values.get("first_hand", False),
        stated=values.get("stated", False),
        must_agree=values.get("must_agree", False),
        include=("internal",) if values.get("internal") else (),
        partial=values.get("partial", False),
        timeout=values.get("timeout"),
    )


def _several(value: str | PathLike[str] | Iterable[Any]) -> tuple[Any, ...]:
    return (value,) if isinstance(value, str | PathLike) else tuple(value)
