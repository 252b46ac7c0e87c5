"""The sections of a report: tables where records are flat, lists where they hold others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby, zip_longest

from negmap.explain.messages import Words
from negmap.findings.cards import Derived
from negmap.findings.package_reports import PackageRow
from negmap.findings.reports import ConflictRow, Head, VoiceRow
from negmap.render.markdown.blocks import Blocks
from negmap.render.markdown.labels import LEFT_OUT, label
from negmap.render.markdown.syntax import code, footnotes, marks, plain, table
from negmap.render.outline import Fact, Node, Part, lookup, parts
from negmap.render.text.layout import notes
from negmap.render.wrap import width

_WIDE = 6
"""The most columns of a table."""
_FULL = 60
"""A cell with a list that is wider has a row, or a line, for each of its items …"""
_SHORT = 24
"""… where one of them is wider than this: ids and names can be read one after the other."""
_DEEP = 5
"""The lowest level of headings."""
_IN_TITLES = ("sentence", "title", "text", "heading", "day", "id", "key")
_SENTENCES = ("explanation", "evidence")
_UNDIVIDED = (*_SENTENCES, "sources", "by_sources")


class Sections:
    """Lays out one report."""

    def __init__(self, report: Head, words: Words) -> None:
        """Take a report, and the words to say the rest in."""
        self._report, self._words = report, words
        self._known = lookup(report)
        self._blocks = Blocks(report.names, words)
        self._own: dict[type, Callable[..., Iterator[str]]] = {
            ConflictRow: self._blocks.conflict,
            Derived: self._blocks.derivation,
            PackageRow: self._blocks.package,
        }

    def lines(self) -> Iterator[str]:
        """Yield the whole report."""
        yield from opening(self._report, self._words)
        found = [part for part in parts(self._report) if part.name != "sources"]
        single = [part for part in found if part.single]
        yield from (f"- {self._label(part.name)}: {self._cell(part.name, part.values['1'])}" for part in single)
        yield from [""] if single else []
        for part in found:
            told = [] if part.single else [*self._values(part), *self._nodes(part.nodes, 3)]
            yield from [f"## {self._label(part.name)}", "", *told] if told else []
        yield from footnotes(getattr(self._report, "sources", ()), self._words)

    def _label(self, name: str) -> str:
        if name == "asked" and hasattr(self._report, "derivations"):
            return self._words("What was asked about")
        return plain(label(name, self._words))

    def _values(self, part: Part) -> Iterator[str]:
        if part.listed:
            yield from (f"- {self._cell(part.name, value)}" for value in part.values.values())
        else:
            yield from (f"- {self._cell('key', key)}: {self._cell('', v)}" for key, v in part.values.items())
        yield from [""] if part.values else []

    def _nodes(self, nodes: tuple[Node, ...], level: int) -> Iterator[str]:
        """Yield records: some kinds in their own way, flat ones as a table, the others one after the other."""
        if nodes and type(nodes[0].record) in self._own:
            for node in nodes:
                yield from self._own[type(node.record)](node.record, min(level, _DEEP))
        elif nodes and isinstance(nodes[0].record, VoiceRow):
            yield from (f"- {self._blocks.voice(node.record)}" for node in nodes if isinstance(node.record, VoiceRow))
            yield ""
        elif len(nodes) > 1 and self._flat(nodes):
            columns = self._columns(nodes)
            rows = (row for node in nodes for row in self._rows(node, columns))
            yield from table([plain(label(name, self._words)) for name in columns], rows)
        else:
            for node in nodes:
                yield from self._node(node, level, alone=len(nodes) == 1)

    def _rows(self, node: Node, columns: list[str]) -> Iterator[list[str]]:
        """Yield the row of a record, and below it a row for each further item of its long lists."""
        cells = [self._items(name, node.facts.get(name, "")) for name in columns]
        yield from (list(row) for row in zip_longest(*cells, fillvalue=""))

    def _items(self, name: str, value: Fact) -> list[str]:
        """Return what a cell holds: the items of a list that would fill it, else all in one."""
        whole = self._cell(name, value)
        if not isinstance(value, tuple) or name in _UNDIVIDED or width(whole) <= _FULL:
            return [whole]
        times = Counter(self._cell("", item) for item in value)
        if max(map(width, times)) <= _SHORT:
            return [whole]
        return [text if number == 1 else f"{text} ({number}×)" for text, number in times.items()]

    def _fact(self, name: str, value: Fact) -> Iterator[str]:
        """Yield a fact with its label, and the items of a long list below it."""
        items = self._items(name, value)
        yield f"- {plain(label(name, self._words))}:" + (f" {items[0]}" if len(items) == 1 else "")
        yield from (f"  - {item}" for item in items if len(items) > 1)

    def _flat(self, nodes: tuple[Node, ...]) -> bool:
        return not any(node.below for node in nodes) and len(self._columns(nodes)) <= _WIDE

    def _columns(self, nodes: tuple[Node, ...]) -> list[str]:
        found = dict.fromkeys(name for node in nodes for name in node.facts if name.partition(".")[0] not in LEFT_OUT)
        return [name for name in found if any(node.facts.get(name) not in (None, False) for node in nodes)]

    def _node(self, node: Node, level: int, *, alone: bool) -> Iterator[str]:
        """Yield one record: its title, its facts, and below it the records that it holds, by field."""
        if not alone:
            yield f"{'#' * min(level, _DEEP)} {self._title(node)}"
            yield ""
        facts = [name for name in self._columns((node,)) if alone or name not in _IN_TITLES]
        yield from (line for name in facts for line in self._fact(name, node.facts[name]))
        yield from [""] if facts else []
        for name, below in groupby(node.below, key=lambda item: item.name):
            if name != "items":
                yield f"**{plain(label(name, self._words))}**"
                yield ""
            yield from self._nodes(tuple(below), level + 1)

    def _title(self, node: Node) -> str:
        words = next(
            (
                self._known.get(str(node.facts[name]), str(node.facts[name]))
                for name in ("title", "text", "heading", "day")
                if name in node.facts
            ),
            "",
        )
        name = code(str(node.facts["id"])) if "id" in node.facts else ""
        if words and name:
            return f"{plain(words)} ({name})"
        return plain(words) or name or self._cell("key", node.key)

    def _cell(self, name: str, value: Fact) -> str:
        if isinstance(value, bool):
            return self._words("yes") if value else ""
        if isinstance(value, tuple):
            if name in ("sources", "by_sources"):
                return marks(value)
            between = " " if name in _SENTENCES and self._words.lang != "ja" else "" if name in _SENTENCES else "; "
            return between.join(self._cell("", item) for item in value)
        text = str(value)
        if not text:
            return ""
        if text in self._known:
            return plain(self._known[text])
        return code(text) if name in ("id", "statement", "package", "claim") else plain(text)


def opening(report: Head, words: Words) -> Iterator[str]:
    """Yield the title and what a reader must know first."""
    yield f"# {plain(report.title)}"
    yield ""
    yield f"**{plain(report.scope)}** ({code(f'negmap {report.command}')})"
    yield ""
    for note in notes(report, words):
        yield f"> {plain(note)}"
        yield ""
