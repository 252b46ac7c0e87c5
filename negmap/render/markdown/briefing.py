"""A briefing in Markdown, to be sent on: sticking points, the words on each side, evidence, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from negmap.explain.messages import Words
from negmap.findings.relation_reports import AgreedReport
from negmap.findings.reports import ClaimRow, ConflictRow, ConflictsReport, ObstacleRow
from negmap.render.markdown.blocks import Blocks
from negmap.render.markdown.syntax import footnotes, plain
from negmap.render.text.layout import notes

FEW = 8
"""How many wants or terms of one list are named before the rest is counted."""
_MARK = re.compile(r"\[\^(\d+)\]")


def briefing(conflicts: ConflictsReport, agreed: AgreedReport) -> str:
    """Return a briefing on what stands in the way, from the reports of `conflicts` and `agreed`."""
    made = _Briefing(conflicts, agreed, Words(conflicts.lang))
    body = "\n".join(made.lines())
    used = list(dict.fromkeys(int(number) for number in _MARK.findall(body)))
    place = {number: str(new) for new, number in enumerate(used, 1)}
    body = _MARK.sub(lambda match: f"[^{place[int(match[1])]}]", body)
    known = {source.number: source for source in conflicts.sources}
    cited = (replace(known[number], number=new) for new, number in enumerate(used, 1))
    return body + "\n" + "\n".join(footnotes(cited, made.words)).rstrip("\n") + "\n"


class _Briefing:
    def __init__(self, conflicts: ConflictsReport, agreed: AgreedReport, words: Words) -> None:
        self.conflicts, self.agreed, self.words = conflicts, agreed, words
        self.blocks = Blocks(conflicts.names, words)
        self.rows: Mapping[str, ConflictRow] = {row.id: row for row in conflicts.conflicts}
        self.claims: Mapping[str, ClaimRow] = {c.id: c for row in conflicts.conflicts for c in row.claims}

    def lines(self) -> Iterator[str]:
        """Yield the briefing without its footnotes."""
        yield from self._head()
        obstacles = self.conflicts.obstacles
        for number, obstacle in enumerate(obstacles, 1):
            yield from self._obstacle(number, obstacle)
        yield from self._waiting(obstacles)
        yield from self._common()
        yield from self._reading()

    def _head(self) -> Iterator[str]:
        report, words = self.conflicts, self.words
        yield f"# {plain(report.title)}"
        yield ""
        yield f"**{plain(report.scope)}**"
        yield ""
        for note in notes(report, words):
            yield f"> {plain(note)}"
            yield ""
        parts = [
            words.many("{number} sticking point", "{number} sticking points", len(report.obstacles)),
            words.many("{number} conflict", "{number} conflicts", len(report.conflicts)),
            words.many("{number} term blocked", "{number} terms blocked", len(report.blocked)),
            words.many("{number} term rejected", "{number} terms rejected", len(report.rejected)),
        ]
        yield words(" · ").join(parts)
        yield ""

    def _obstacle(self, number: int, obstacle: ObstacleRow) -> Iterator[str]:
        """Yield a sticking point: its smallest conflict in full, and what else it is in the way of."""
        words = self.words
        row = self.rows[(obstacle.conflicts + obstacle.following)[0]]
        who = " ✕ ".join(plain(self.conflicts.names.get(p, p)) for p in row.parties)
        yield f"## {number}. {plain(self._topic(row))} ({who})"
        yield ""
        yield from self.blocks.derived(row.claims, row.explanation)
        yield f"*{words('Evidence: {text}', text=plain(self.blocks.joined(row.evidence)))}*"
        yield ""
        wants = [self._want(key) for key in self._held_up(obstacle, row)]
        if wants:
            yield words("Also in the way of: {items}.", items=words("; ").join(self._few(wants)))
            yield ""

    def _topic(self, row: ConflictRow) -> str:
        """Return what a conflict is about: the first thing that is asked for in it, else its first claim."""
        claim = next((claim for claim in row.claims if claim.want), row.claims[0])
        return self.agreed.titles.get(claim.id.removeprefix("in:"), claim.text)

    def _held_up(self, obstacle: ObstacleRow, shown: ConflictRow) -> list[str]:
        """Return the wants that the obstacle, and what follows from it, hold up beside those already told."""
        told = {claim.id for claim in shown.claims}
        members = [self.rows[key] for key in (*obstacle.conflicts, *obstacle.following) if key in self.rows]
        return list(dict.fromkeys(c.id for row in members for c in row.claims if c.want and c.id not in told))

    def _want(self, key: str) -> str:
        claim = self.claims[key]
        holders = sorted({v.party for v in claim.voices if v.binding or not claim.binding})
        who = self.words(", ").join(plain(self.conflicts.names.get(p, p)) for p in holders)
        return self.words("{who}: {text}", who=who, text=plain(claim.text))

    def _few(self, items: list[str]) -> list[str]:
        more = len(items) - FEW
        return [*items[:FEW], self.words("and {number} more", number=more)] if more > 0 else items

    def _waiting(self, obstacles: Iterable[ObstacleRow]) -> Iterator[str]:
        """Yield each ring in a line: what waits for what."""
        words, titles = self.words, self.agreed.titles
        rings = dict.fromkeys(ring for obstacle in obstacles for ring in obstacle.cycles)
        if rings:
            yield f"## {words('Where orders go round in a ring')}"
            yield ""
            for ring in rings:
                yield "- " + " → ".join(plain(titles.get(term, term)) for term in (*ring, ring[0]))
            yield ""

    def _common(self) -> Iterator[str]:
        """Yield what is agreed, what nobody contradicts, and what nobody spoke about."""
        words, agreed = self.words, self.agreed
        lists = (
            (words("Agreed by all who must agree"), [row.term for row in agreed.agreed]),
            (words("Not contradicted by anybody"), [row.term for row in agreed.not_contradicted]),
            (words("Not spoken about"), list(agreed.not_spoken)),
        )
        yield f"## {words('Common ground')}"
        yield ""
        for title, terms in lists:
            named = self._few([plain(agreed.titles.get(term, term)) for term in terms])
            yield f"- {title}: {words('; ').join(named) if named else words('nothing')}"
        yield ""

    def _reading(self) -> Iterator[str]:
        words = self.words
        yield f"## {words('How to read this')}"
        yield ""
        yield words(
            "A conflict is a smallest set of what parties have said that no settlement satisfies: drop any one of "
            "them and the rest fit. It follows from words on record and from the definitions that are named, not from "
            "a judgement about any party. The numbers in brackets lead from each sentence to the words, and the "
            "footnotes from the words to their sources. “As a wish” marks words that bind nobody, “our reading” what "
            "the words do not say outright, “old” words older than this map counts as recent. Silence is neither "
            "consent nor refusal."
        )
        yield ""
