"""One conflict, or one derivation, as text: claims with who voices them, derivation, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negmap.explain.messages import Words
from negmap.findings.reports import ClaimRow, ConflictRow, VoiceRow
from negmap.render.text.layout import COLUMNS, columns, indented, marks
from negmap.render.voices import told
from negmap.render.wrap import pad

VOICES = 3
"""How many voices of one claim are named before the rest is counted."""


class Card:
    """Lays out conflicts and derivations of one report."""

    def __init__(self, names: Mapping[str, str], words: Words) -> None:
        """Take the names of parties by id, and the words to say the rest in."""
        self._names, self._words = names, words

    def title(self, prefix: str, row: ConflictRow) -> str:
        """Return the line over a conflict: who, how many points, its id at the right."""
        words = self._words
        who = " ✕ ".join(self._names[p] for p in row.parties)
        text = prefix + who + words.many(" · {number} point", " · {number} points", row.size)
        return pad(text, COLUMNS - len(row.id) - 1) + " " + row.id

    def conflict(self, row: ConflictRow, prefix: str = "") -> Iterator[str]:
        """Yield one conflict: its title, claims, derivation and evidence."""
        yield self.title(prefix, row)
        yield from self.claims(row.claims)
        yield ""
        yield from indented(self.joined(row.explanation))
        yield from indented(self._words("Evidence: {text}", text=self.joined(row.evidence)))

    def joined(self, sentences: Iterable[str]) -> str:
        """Return sentences as one text."""
        return ("" if self._words.lang == "ja" else " ").join(sentences)

    def claims(self, rows: Iterable[ClaimRow]) -> Iterator[str]:
        """Yield claims by number, with their voices and where those can be looked up."""
        for row in rows:
            yield from self._claim(row)

    def _claim(self, claim: ClaimRow) -> Iterator[str]:
        for number, voice in enumerate(claim.voices[:VOICES]):
            text = claim.text if number == 0 else self._words("the same")
            sign = str(claim.number) if number == 0 else ""
            yield from columns([sign, self._names[voice.party], text, self._cite(voice)], [2, 18, 40, 32])
        rest = len(claim.voices) - VOICES
        if rest > 0:
            yield from indented(
                self._words.many("… and {number} voice more", "… and {number} voices more", rest), " " * 26
            )

    def _cite(self, voice: VoiceRow) -> str:
        return told(voice, self._words) + (" " + marks(voice.sources) if voice.sources else "")
