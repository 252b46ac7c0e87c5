"""`negmap relations`, `negmap agreed` and `negmap gaps` as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negmap.explain.messages import Words
from negmap.findings.relation_reports import AgreedReport, GapsReport, RelationsReport
from negmap.findings.relations import Cell, OpenTerm
from negmap.render.text.layout import head, heading, indented
from negmap.render.wrap import pad, width

MOST = 12
"""How many items of one list are written out before the rest is counted."""


def relations_text(report: RelationsReport, *, everything: bool = False) -> str:
    """Return the report of `negmap relations` as text."""
    return "\n".join(_Relations(report, Words(report.lang), everything).lines()) + "\n"


class _Relations:
    def __init__(self, report: RelationsReport, words: Words, everything: bool) -> None:
        self.report, self.words, self.most = report, words, None if everything else MOST

    def lines(self) -> Iterator[str]:
        report, words = self.report, self.words
        yield from head(report, words)
        for pair in report.pairs:
            yield from heading(
                words("{first} and {second}", first=report.names[pair.parties[0]], second=report.names[pair.parties[1]])
            )
            yield from _list(words("Both say:"), [report.wordings[k] for k in pair.shared], words, self.most)
            opposed = [words("{id} — {text}", id=k, text=report.wordings[k]) for k in pair.opposed]
            yield from _list(
                words("Cannot stand together; the words of these two are enough:"), opposed, words, self.most
            )
        yield from heading(words("Who has said what on which issue"))
        yield from self._matrix()
        yield from indented(
            words(
                "+ asks for, agrees to or offers something · − refuses something · ? sets a condition · "
                "… ready to talk · blank: has said nothing (which is neither consent nor refusal)"
            ),
            "",
        )

    def _matrix(self) -> Iterator[str]:
        report = self.report
        parties = list(report.matrix)
        issues = [
            i for i in report.issues if any(i in report.matrix[p] and not report.matrix[p][i].silent for p in parties)
        ]
        left = max([width(report.issues[i]) for i in issues], default=0) + 2
        for number, party in enumerate(parties, 1):
            yield f"  {number} {report.names[party]}"
        yield ""
        yield "  " + pad("", left) + "".join(pad(str(number), 5) for number in range(1, len(parties) + 1)).rstrip()
        for issue in issues:
            cells = "".join(pad(_mark(report.matrix[p].get(issue)), 5) for p in parties)
            yield ("  " + pad(report.issues[issue], left) + cells).rstrip()


def _mark(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return "".join(
        sign
        for sign, found in (("+", cell.wants), ("−", cell.refuses), ("?", cell.conditions), ("…", cell.ready_to_talk))
        if found
    )


def _list(title: str, items: Iterable[str], words: Words, most: int | None) -> Iterator[str]:
    items = list(items)
    if not items:
        return
    if title:
        yield from indented(title)
    for item in items[:most]:
        yield from indented(item, "    - ", "      ")
    if most is not None and len(items) > most:
        yield from indented(words("… and {number} more (--all)", number=len(items) - most), "    ")


def agreed_text(report: AgreedReport, *, everything: bool = False) -> str:
    """Return the report of `negmap agreed` as text."""
    return "\n".join(_agreed(report, Words(report.lang), None if everything else MOST)) + "\n"


def _agreed(report: AgreedReport, words: Words, most: int | None) -> Iterator[str]:
    yield from head(report, words)
    must = words(", ").join(report.names.get(p, p) for p in report.must_agree)
    yield from heading(
        words("Agreed: all who must agree ({parties}) have asked for it, offered it or accepted it", parties=must)
    )
    agreed = [
        _term(row, report, words) + (words(" — but somebody refuses it") if row.term in report.contradicted else "")
        for row in report.agreed
    ]
    yield from _list("", agreed, words, None) if agreed else iter([words("  Nothing.")])
    yield from heading(words("Not contradicted: nobody opposes it"))
    yield from _list("", [_term(row, report, words) for row in report.not_contradicted], words, most)
    if report.not_spoken:
        yield from heading(words("Not spoken about: in the files, and in no position in force"))
        yield from _list("", [report.titles[t] for t in report.not_spoken], words, most)
    yield ""
    yield from indented(
        words("Silence is neither consent nor refusal; what was relayed or said anonymously is not consent."), ""
    )


def _term(row: OpenTerm, report: AgreedReport, words: Words) -> str:
    title = report.titles[row.term]
    parties, silent = (_names(group, report.names, words) for group in (row.consenting, row.silent))
    if parties and silent:
        return words("{title}: {parties}; nothing said by {silent}", title=title, parties=parties, silent=silent)
    if silent:
        return words("{title}: nothing said by {parties}", title=title, parties=silent)
    return words("{title}: {parties}", title=title, parties=parties) if parties else title


def _names(parties: Iterable[str], names: Mapping[str, str], words: Words) -> str:
    return words.all_of([names.get(p, p) for p in parties])


def gaps_text(report: GapsReport, *, everything: bool = False) -> str:
    """Return the report of `negmap gaps` as text."""
    return "\n".join(_gaps(report, Words(report.lang), None if everything else MOST)) + "\n"


def _gaps(report: GapsReport, words: Words, most: int | None) -> Iterator[str]:
    yield from head(report, words)
    sections = [
        (
            words("Silence on terms of the settlement that is shown (`negmap concessions`)"),
            [
                words(
                    "{title}: nothing said by {parties}", title=report.titles[t], parties=_names(p, report.names, words)
                )
                for t, p in report.silent.items()
            ],
        ),
        (
            words("Terms that one party alone has named"),
            [
                words("{title}: {party}", title=report.titles[t], party=report.names[p])
                for t, p in report.one_voice.items()
            ],
        ),
        (
            words("Words that are old and still count"),
            [
                words.many("{id}: {number} day old", "{id}: {number} days old", row.days, id=row.statement)
                for row in report.old
            ],
        ),
        (
            words(
                "Conflicts of which some point rests on one statement ({number} of {total})",
                number=len(report.one_statement),
                total=report.conflicts,
            ),
            _conflicts(report.one_statement, report, words),
        ),
        (
            words(
                "Conflicts that are gone without one of their sources ({number} of {total})",
                number=len(report.one_source),
                total=report.conflicts,
            ),
            _conflicts(report.one_source, report, words),
        ),
    ]
    for title, items in sections:
        if items:
            yield from heading(title)
            yield from _list("", items, words, most)
    if not any(items for _, items in sections):
        yield ""
        yield words("Nothing found.")


def _conflicts(keys: Iterable[str], report: GapsReport, words: Words) -> list[str]:
    return [words("{id} — {text}", id=k, text=report.wordings[k]) for k in keys]
