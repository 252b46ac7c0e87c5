"""Answers as HTML for a notebook: the picture where there is one, and the words of the report."""

from __future__ import annotations

import re
from html import escape

_ADDRESS = re.compile(r"https?://[^\s<>]+")
_STYLE = "white-space: pre-wrap; line-height: 1.4; font-variant-ligatures: none"


def html(text: str, lang: str, svg: str | None = None) -> str:
    """Return a text, and a picture above it, as HTML. Text from files never becomes markup."""
    figure = f'<figure style="margin: 0; overflow-x: auto">{svg}</figure>' if svg else ""
    return f'<div class="negmap" lang="{lang}">{figure}<pre style="{_STYLE}">{linked(text)}</pre></div>'


def linked(text: str) -> str:
    """Return a text escaped, its web addresses as links."""
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        parts += [escape(text[end : match.start()]), _link(match[0])]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _link(address: str) -> str:
    from negmap.graph import is_web  # loads the graph library

    shown = escape(address)
    return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>' if is_web(address) else shown
