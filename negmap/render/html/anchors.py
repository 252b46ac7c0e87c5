"""Names of places on the page."""

from __future__ import annotations

_SHORT = {"position": "p", "statement": "s", "obstacle": "o", "source": "r", "term": "t", "day": "d"}


def anchor(lang: str, kind: str, name: str) -> str:
    """Return the id of the element that shows a thing: ids hold no underline, so no two become one."""
    return f"{lang}-{_SHORT.get(kind, kind)}-{name.replace('#', '_')}"
