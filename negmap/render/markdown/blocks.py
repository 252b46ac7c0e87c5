"""What people read first, in Markdown: conflicts, derivations and packages, with who said what, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negmap.explain.messages import Words
from negmap.findings.cards import Derived
from negmap.findings.package_reports import PackageRow
from negmap.findings.reports import ClaimRow, ConflictRow, VoiceRow
from negmap.render.markdown.syntax import code, marks, plain
from negmap.render.voices import told

VOICES = 3
"""How many voices of one claim are named before the rest is counted."""


class Blocks:
    """Lays out the conflicts, derivations and packages of one report."""

    def __init__(self, names: Mapping[str, str], words: Words) -> None:
        """Take the names of parties by id, and the words to say the rest in."""
        self._names, self._words = names, words

    def conflict(self, row: ConflictRow, level: int) -> Iterator[str]:
        """Yield one conflict: its title, claims, derivation and evidence."""
        words = self._words
        who = " ✕ ".join(plain(self._names.get(p, p)) for p in row.parties)
        yield f"{'#' * level} {who}{words.many(' · {number} point', ' · {number} points', row.size)} ({code(row.id)})"
        yield ""
        yield from self.derived(row.claims, row.explanation)
        yield f"*{words('Evidence: {text}', text=plain(self.joined(row.evidence)))}*"
        yield ""

    def derived(self, claims: Iterable[ClaimRow], explanation: Iterable[str]) -> Iterator[str]:
        """Yield claims by number with their voices, then the sentences that lead to the contradiction."""
        for claim in claims:
            yield from self._claim(claim)
        yield ""
        yield plain(self.joined(explanation))
        yield ""

    def derivation(self, row: Derived, level: int) -> Iterator[str]:
        """Yield one derivation."""
        yield from self.derived(row.claims, row.explanation)

    def package(self, row: PackageRow, level: int) -> Iterator[str]:
        """Yield one package: who would move, from what to what."""
        words = self._words
        told_of = [words.many("{number} move", "{number} moves", len(row.concessions))]
        if row.empty:
            told_of.append(words("nothing asked for here is left"))
        if row.pareto:
            told_of.append(words("no other asks less of all"))
        yield f"{'#' * level} {words(' · ').join(told_of)} ({code(row.id)})"
        yield ""
        for c in row.concessions:
            who = words(", ").join(plain(self._names.get(p, p)) for p in c.parties)
            yield f"- **{who}**: {plain(c.text)}"
        yield ""

    def voice(self, voice: VoiceRow) -> str:
        """Return a voice in one line, with its footnotes."""
        return plain(told(voice, self._words)) + marks(source.number for source in voice.sources)

    def _claim(self, claim: ClaimRow) -> Iterator[str]:
        first, *others = claim.voices
        name = plain(self._names.get(first.party, first.party))
        yield f"{claim.number}. **{name}** · {plain(claim.text)} — {self.voice(first)}"
        for voice in others[: VOICES - 1]:
            yield f"   - {plain(self._names.get(voice.party, voice.party))}: {self.voice(voice)}"
        rest = len(others) - VOICES + 1
        if rest > 0:
            yield "   - " + self._words.many("… and {number} voice more", "… and {number} voices more", rest)

    def joined(self, sentences: Iterable[str]) -> str:
        """Return sentences as one text."""
        return ("" if self._words.lang == "ja" else " ").join(sentences)
