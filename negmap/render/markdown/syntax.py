"""The signs of Markdown: text from files stays text, whatever it has in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from negmap.explain.messages import Words
from negmap.findings.reports import SourceRow

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#&])")
_START = re.compile(r"^(\s*)([-+]|\d+(?=[.)]))")
_WEB = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)


def plain(text: str) -> str:
    """Return a text on one line, with every sign escaped that Markdown could read as its own."""
    escaped = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _START.sub(r"\1\\\2", escaped) if not escaped[:1].isdigit() else re.sub(r"^(\d+)([.)])", r"\1\\\2", escaped)


def code(text: str) -> str:
    """Return an id as it is written in files."""
    return f"`{text.replace('`', '')}`"


def marks(numbers: Iterable[int | str]) -> str:
    """Return the footnote marks of sources."""
    return "".join(f"[^{number}]" for number in dict.fromkeys(numbers))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table; its cells are Markdown already."""
    yield "| " + " | ".join(headings) + " |"
    yield "|" + " --- |" * len(headings)
    for row in rows:
        yield "| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |"
    yield ""


def footnotes(sources: Iterable[SourceRow], words: Words) -> Iterator[str]:
    """Yield the sources as footnotes, with links where an address is one of the web."""
    for row in sources:
        title = words("“{title}”", title=plain(row.title)) if row.title else ""
        publisher = plain(row.publisher or row.origin or "")
        if row.lang:
            publisher = words("{publisher} ({lang})", publisher=publisher, lang=plain(row.lang))
        links = [_link(url) for url in (row.url, row.archive) if url]
        yield f"[^{row.number}]: " + words(", ").join(p for p in (title, publisher, row.published or "", *links) if p)
        yield ""


def _link(url: str) -> str:
    return f"<{url}>" if _WEB.fullmatch(url) else plain(url)
