"""A voice in one line: when and where, in which words, and how sure we are of it."""

from __future__ import annotations

from negmap.explain.messages import Words
from negmap.findings.reports import VoiceRow


def told(voice: VoiceRow, words: Words) -> str:
    """Return who spoke, when and where, with the words quoted and what a reader must know of them."""
    parts = [voice.occasion]
    if voice.stance in ("support", "oppose") and not voice.binding:
        parts.append(words("as a wish"))
    if voice.quote:
        parts.append(words("“{title}”", title=voice.quote.text))
    if voice.firmness == "red-line":
        parts.append(words("■ red line"))
    if voice.read == "inferred":
        parts.append(words("our reading"))
    if voice.old:
        parts.append(words("old"))
    if voice.hypothetical:
        parts.append(words("hypothetical"))
    return words(" · ").join(parts)
