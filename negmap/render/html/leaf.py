"""What the template asks of one language of the page: texts, hues, places, lists in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup

from negmap.explain.codes import coded
from negmap.explain.marks import mark_words, move_words
from negmap.explain.messages import Words
from negmap.explain.packages import cost_in_words, group_in_words
from negmap.findings.overview_reports import CoverageRow, StandRow, StickingRow
from negmap.findings.package_reports import ComponentRow, PackageRow
from negmap.findings.records import Folio, Span, StatementCard, TurnRow
from negmap.findings.reports import SourceRow
from negmap.graph import is_web
from negmap.model.negotiation import Negotiation
from negmap.render.html.anchors import anchor
from negmap.render.html.labels import about, labels, script_labels
from negmap.render.html.lanes import Lanes, lanes, signs
from negmap.render.text.layout import notes, nothing_sticks
from negmap.render.text.overview import movement_words
from negmap.render.theme import look_at

NAMES = {"en": "English", "ja": "日本語"}
"""The name of each language in itself."""


class Leaf:
    """One language of the page: its `f` is everything shown, its `t` the fixed texts, its `map` the picture."""

    def __init__(self, folio: Folio, words: Words, negotiation: Negotiation, picture: Markup | None) -> None:
        """Take what is shown, the words to say it in, the negotiation, and the map (None: it could not be drawn)."""
        self.f, self.map, self.lang = folio, picture, words.lang
        self._words, self._negotiation = words, negotiation
        self.t = labels(words)
        self.name = NAMES[words.lang]
        self.marks, self.moves = mark_words(words), move_words(words)
        self.about = about(words)
        self.notes = tuple(notes(folio.overview, words))
        self.semicolon, self.comma = words("; "), words(", ")
        self.gap = "" if words.lang == "ja" else " "
        self.play = words("Replay")
        self.point_of = {p.number: p.id for p in folio.points}

    @property
    def script_labels(self) -> str:
        """Return the texts that the script puts together, as JSON."""
        return json.dumps(script_labels(self._words), ensure_ascii=False)

    def at(self, kind: str, name: object) -> str:
        """Return the id of the element that shows a thing."""
        return anchor(self.lang, kind, str(name))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {party: place for place, party in enumerate(sorted(self._negotiation.parties))}

    def hue(self, party: str) -> int:
        """Return which of the theme's colours is a party's."""
        return look_at(self._places.get(party, len(self._places)))[0]

    @staticmethod
    def web(url: str) -> bool:
        """Say whether an address may become a link."""
        return is_web(url)

    @staticmethod
    def host(url: str) -> str:
        """Return the name of the machine in an address."""
        try:
            return urlsplit(url).hostname or url
        except ValueError:
            return url

    @staticmethod
    def spans(spans: tuple[Span, ...]) -> str:
        """Return spans of days as the script reads them."""
        return " ".join(f"{span.since}/{span.until}" for span in spans)

    def coded(self, value: str) -> str:
        """Return a value that is one word in the files, in words."""
        return coded(value, self._words)

    def stand(self, row: StandRow) -> str:
        """Return a term with who asked for, offered or accepted it."""
        words, names = self._words, self.f.overview.names
        who = words.all_of([names[p] for p in row.consenting])
        text = words("{term}: {consent}", term=row.title, consent=who) if who else row.title
        contradicted = row.term in self.f.overview.stands.contradicted
        return text + (words(" (contradicted by others)") if contradicted else "")

    @property
    def agreed_heads(self) -> tuple[str, str, str]:
        """Return the headings of what is agreed, not contradicted, not spoken about, with their numbers."""
        words, stands = self._words, self.f.overview.stands
        return (
            words("Agreed by all who must agree ({number})", number=len(stands.agreed)),
            words("Not contradicted by anybody ({number})", number=len(stands.not_contradicted)),
            words("Not yet spoken about ({number})", number=len(stands.not_spoken)),
        )

    @property
    def moved_head(self) -> str:
        """Return the heading of what moved."""
        overview = self.f.overview
        since = overview.movement.since
        return self._words("What moved since {day}", day=overview.dates.get(since, since))

    @property
    def movement(self) -> str:
        """Return what appeared and vanished, in words."""
        return movement_words(self._words, self.f.overview)

    @property
    def nothing_sticks(self) -> str:
        """Return what stands where no sticking point was found."""
        return nothing_sticks(self._words, self.f.overview)

    def and_more(self, number: int) -> str:
        """Return what stands for the rest of a list."""
        return self._words("and {number} more", number=number)

    def more_voices(self, number: int) -> str:
        """Return how many more say the same."""
        return self._words.many("{number} voice more", "{number} voices more", number)

    def more_points(self, number: int) -> str:
        """Return how many sticking points the first screen leaves out."""
        return self._words.many(
            "{number} sticking point more, which holds up no more than these",
            "{number} sticking points more, which hold up no more than these",
            number,
        )

    def role(self, row: CoverageRow) -> str:
        """Return the part that a party has."""
        parts = [self.t["must"] if row.must_agree else "", self.coded(row.role) if row.role else ""]
        return self._words(", ").join(part for part in parts if part)

    def period(self, row: CoverageRow) -> str:
        """Return from when to when a party's words are."""
        dates = self.f.overview.dates
        return " – ".join(dict.fromkeys(dates.get(day, day) for day in (row.first, row.last) if day))

    def languages(self, row: CoverageRow) -> str:
        """Return how many sources there are in which language."""
        unknown = self.t["unknown_language"]
        return self._words(", ").join(f"{lang or unknown} {number}" for lang, number in row.languages.items())

    def said(self, s: StatementCard) -> str:
        """Return who spoke, in which office, where and how it reached us."""
        words = self._words
        speaker = words(", ").join(part for part in (s.speaker, s.role) if part)
        via = "" if s.first_hand else self.coded(s.via)
        return words(" · ").join(part for part in (speaker, s.venue, via, s.id) if part)

    def count(self, turn: TurnRow) -> str:
        """Return how much stood at the end of a day."""
        words = self._words
        points = words.many("{number} sticking point", "{number} sticking points", turn.points)
        conflicts = words.many("{number} conflict", "{number} conflicts", turn.conflicts)
        return words(" · ").join((points, conflicts))

    def source_name(self, row: SourceRow) -> str:
        """Return a source in short."""
        name = row.publisher or row.origin or row.title or self._words("source")
        return f"{name} [{row.lang}]" if row.lang else name

    def source_title(self, row: SourceRow) -> str:
        """Return a source without its address."""
        words = self._words
        title = words("“{title}”", title=row.title) if row.title else ""
        publisher = row.publisher or row.origin or ""
        if row.origin and row.publisher and row.origin != row.publisher:
            publisher = words("{publisher} (after {origin})", publisher=row.publisher, origin=row.origin)
        lang = f"[{row.lang}]" if row.lang else ""
        return words(", ").join(part for part in (title, publisher, row.published or "", lang) if part)

    def component(self, row: ComponentRow) -> str:
        """Return the heading of conflicts that hang together."""
        words = self._words
        number = len(row.conflicts)
        return words.many("{number} conflict, apart from all others", "{number} conflicts that hang together", number)

    def points_of(self, row: ComponentRow) -> list[StickingRow]:
        """Return the sticking points of conflicts that hang together, by their numbers on the map."""
        return sorted((p for p in self.f.points if p.conflict in row.conflicts), key=lambda p: p.number)

    def grouped(self, row: ComponentRow) -> list[tuple[str, list[PackageRow]]]:
        """Return the packages that are shown first, by who moves."""
        names = self.f.overview.names

        def title(p: PackageRow) -> str:
            return group_in_words(p.group, names[p.movers[0]] if p.movers else "", self._words)

        return [(name, list(rows)) for name, rows in groupby((p for p in row.packages if p.first), key=title)]

    def cost(self, row: PackageRow) -> str:
        """Return how many parties give way on how firm words."""
        return cost_in_words(row.cost, self._words)

    @cached_property
    def lanes(self) -> Lanes | None:
        """Return the sequence as lanes."""
        return lanes(self.f.sequence, self._negotiation, self._words)

    @property
    def matrix(self) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
        """Yield the rows of the matrix: an issue, its title, and for each party its signs and what they mean."""
        for issue, title in self.f.issues.items():
            cells = [(party, *signs(row.get(issue), self._words)) for party, row in self.f.matrix.items()]
            if any(sign for _, sign, _ in cells):
                yield issue, title, cells
