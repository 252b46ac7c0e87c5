"""The report of `negmap show`: anything that has an id, with everything that hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from negmap.explain.codes import coded
from negmap.explain.evidence import occasion
from negmap.findings.cards import Fact, Item, Section, ShowReport
from negmap.findings.conflicts import Completeness, Conflict
from negmap.model.parties import family
from negmap.model.positions import OnProposal, Position, named
from negmap.model.proposals import DraftTerm
from negmap.model.statements import StatedPosition, Statement, stated
from negmap.model.values import Text
from negmap.report.context import Context
from negmap.report.rows import Rows
from negmap.report.wordings import conflict_in_words

Parts = tuple[str, list[tuple[str, object]], list[Section]]
"""A name, labelled facts (empty ones are left out), and sections."""


def show_report(context: Context, kind: str, key: str) -> ShowReport:
    """Return what is known about one thing, and what hangs on it."""
    rows = Rows(context)
    card = _Card(context, rows)
    makers: dict[str, Callable[[str], Parts]] = {
        "party": card.party,
        "term": card.term,
        "issue": card.issue,
        "statement": card.statement,
        "position": card.position,
        "scenario": card.scenario,
        "proposal": card.proposal,
        "definition": card.definition,
        "claim": card.claim,
        "obstacle": card.obstacle,
    }
    study = context.study
    found = (
        {c.id: c for c in (study.tensions if kind == "tension" else study.conflicts).conflicts}
        if kind in ("conflict", "tension")
        else {}
    )
    conflict = rows.conflict(found[key], study.standing(found[key])) if key in found else None
    name, facts, sections = makers[kind](key) if conflict is None else (key, [], [])
    head: dict[str, Any] = context.head("show", Completeness())
    return ShowReport(
        **head,
        kind=kind,
        id=key,
        name=name,
        facts=tuple(Fact(label=k, value=str(v)) for k, v in facts if v),
        sections=tuple(s for s in sections if s.items),
        conflict=conflict,
        sources=rows.footnotes,
    )


class _Card:
    """Makes the facts and sections of one thing."""

    def __init__(self, context: Context, rows: Rows) -> None:
        self.context, self.rows = context, rows
        self.view = context.study.view
        self.n = self.view.negotiation
        self.words, self.phrases = context.words, context.phrases
        self.lang = context.words.lang

    def text(self, text: Text | None) -> str:
        return text.within(self.lang) if text else ""

    def noted(self, what: str, note: str) -> str:
        return self.words("{what}: {note}", what=what, note=note) if note else what

    def coded(self, value: str | None) -> str:
        return coded(value, self.words)

    def section(self, title: str, items: Iterable[Item]) -> Section:
        return Section(title=title, items=tuple(items))

    def positions(self, said: Iterable[StatedPosition]) -> list[Item]:
        in_force = {p.id for p in self.view.positions}
        items = []
        for p in said:
            text = self.words(
                "{party}: {text} ({occasion})",
                party=self.phrases.party(p.party),
                text=self.phrases.stance(p),
                occasion=occasion(p.statement, self.phrases),
            )
            ended = "" if p.id in in_force else self.words(" — not in force")
            items.append(Item(kind="position", id=p.id, text=text + ended))
        return items

    def conflicts(self, fits: Callable[[Conflict], bool]) -> list[Item]:
        found = (c for c in self.context.study.conflicts.conflicts if fits(c))
        return [Item(kind="conflict", id=c.id, text=conflict_in_words(self.context, c)) for c in found]

    def statements(self, statements: Iterable[Statement]) -> list[Item]:
        return [
            Item(kind="statement", id=s.id, text=self.noted(occasion(s, self.phrases), self.text(s.summary)))
            for s in statements
        ]

    def terms(self, names: Iterable[str]) -> list[Item]:
        return [Item(kind="term", id=name, text=self.phrases.term(name)) for name in names]

    def party(self, key: str) -> Parts:
        words, p = self.words, self.n.parties[key]
        facts: list[tuple[str, object]] = [
            (words("kind"), self.coded(p.kind)),
            (words("role"), self.coded(p.role)),
            (words("member of"), self.phrases.parties(p.member_of)),
            (words("members"), self.phrases.parties(family(self.n.parties, key) - {key})),
            (words("note"), self.text(p.note)),
        ]
        own = [s for s in self.context.positions.values() if s.party == key]
        claims = self.context.study.claims
        return (
            self.phrases.party(key),
            facts,
            [
                self.section(
                    words("Statements"), self.statements(s for s in self.context.statements.values() if s.party == key)
                ),
                self.section(words("Positions"), self.positions(own)),
                self.section(
                    words("Conflicts"), self.conflicts(lambda c: any(key in claims[k].parties for k in c.claims))
                ),
            ],
        )

    def term(self, key: str) -> Parts:
        words, t = self.words, self.n.term_of.get(key) or self.n.terms[key]
        names = {key} if key in self.n.term_of else set(t.names)
        quantity = t.quantity
        unit = self.text(quantity.unit) if quantity else ""
        facts: list[tuple[str, object]] = [
            (words("issue"), t.issue),
            (words("carried out by"), self.phrases.parties(t.by)),
            (words("stages"), ", ".join(t.names) if t.stages else ""),
            (words("unit"), unit),
            (
                words("called"),
                words("; ").join(self.noted(self.phrases.party(p), self.text(w)) for p, w in sorted(t.called.items())),
            ),
            (words("status"), self._state(names)),
            (words("note"), self.text(t.note)),
        ]
        said = [s for s in self.context.positions.values() if names.intersection(_named_in(s.position))]
        defined = [d.id for d in self.n.definitions if names.intersection(d.terms)]
        claims = self.context.study.claims
        return (
            self.phrases.term(key),
            facts,
            [
                self.section(words("Definitions"), self.definitions(defined)),
                self.section(words("Positions"), self.positions(said)),
                self.section(
                    words("Events"),
                    (
                        Item(
                            kind="event",
                            id=str(i),
                            text=self.noted(
                                self.phrases.day(e.date) + (words(" (ended)") if e.ended else ""), self.text(e.note)
                            ),
                        )
                        for i, e in enumerate(self.n.events)
                        if e.term in names
                    ),
                ),
                self.section(
                    words("Conflicts"),
                    self.conflicts(
                        lambda c: any(names.intersection(claims[k].subjects + claims[k].others) for k in c.claims)
                    ),
                ),
            ],
        )

    def _state(self, names: set[str]) -> str:
        words, found = self.words, self.context.study.blocked
        if names.intersection(found.blocked):
            return words("blocked")
        if names.intersection(r.term for r in found.rejected):
            return words("rejected")
        return words("on the table") if names.intersection(self.context.study.table) else words("not on the table")

    def definitions(self, keys: Iterable[str]) -> list[Item]:
        known = {d.id: d for d in self.n.definitions}
        return [
            Item(
                kind="definition",
                id=key,
                text=self.words(
                    "{definition} ({basis})",
                    definition=self.phrases.definition(known[key]),
                    basis=self.phrases.basis(known[key]),
                ),
            )
            for key in keys
        ]

    def issue(self, key: str) -> Parts:
        words, i = self.words, self.n.issues[key]
        facts: list[tuple[str, object]] = [
            (words("choice"), words("at most one of its options") if i.choose == "one" else ""),
            (words("note"), self.text(i.note)),
        ]
        inside = [name for t in self.n.terms.values() if t.issue == key for name in t.names]
        return (
            self.text(i.title),
            facts,
            [
                self.section(words("Options"), self.terms(i.options)),
                self.section(words("Terms"), self.terms(name for name in inside if name not in i.options)),
            ],
        )

    def statement(self, key: str) -> Parts:
        words, s = self.words, self.n.statements[key]
        speaker = self.text(s.speaker.name) if s.speaker else ""
        role = self.text(s.speaker.role) if s.speaker else ""
        facts: list[tuple[str, object]] = [
            (words("party"), self.phrases.party(s.party)),
            (words("date"), self.phrases.day(s.date)),
            (words("speaker"), words(", ").join(part for part in (speaker, role) if part)),
            (words("venue"), self.text(s.venue)),
            (words("via"), self.coded(s.via)),
            (words("relayed by"), self.text(s.relayed_by)),
            (words("setting"), "" if s.setting == "public" else self.coded(s.setting)),
            (words("handling"), "" if s.handling == "public" else self.coded(s.handling)),
            (words("summary"), self.text(s.summary)),
            (words("disputed by"), ", ".join(s.disputed_by)),
            (words("withdraws"), ", ".join(s.withdraws)),
            (words("coded by"), s.coded_by),
            (words("checked by"), s.checked_by),
            (words("tags"), ", ".join(s.tags)),
            (words("note"), self.text(s.note)),
        ]
        for ref in s.sources:
            self.rows.source(ref)
        return occasion(s, self.phrases), facts, [self.section(words("Positions"), self.positions(stated(s)))]

    def position(self, key: str) -> Parts:
        words, said = self.words, self.n.positions[key]
        p, claims = said.position, self.context.study.claims
        for ref in said.statement.sources:
            self.rows.source(ref)
        facts: list[tuple[str, object]] = [
            (words("party"), self.phrases.party(said.party)),
            (words("statement"), said.statement.id),
            (words("said"), occasion(said.statement, self.phrases)),
            (words("firmness"), self.coded(p.firmness)),
            (words("read"), self.coded(p.read)),
            (words("quote"), words("“{title}” ({lang})", title=p.quote.text, lang=p.quote.lang) if p.quote else ""),
            (words("reason"), self.text(p.reason)),
            (words("until"), self.phrases.day(p.until) if p.until else ""),
            (words("replaces"), ", ".join(p.replaces)),
            (words("note"), self.text(p.note)),
        ]
        voiced = [c for c in claims.values() if any(v.position == key for v in c.voices)]
        readings = [
            Item(
                kind="reading",
                id=f"{key} ({number})",
                text=self.phrases.stance(StatedPosition(key, said.statement, other)),
            )
            for number, other in enumerate(p.readings, 1)
        ]
        own = {c.id for c in voiced}
        ended_by = [e for e in self.view.endings if e.ended == key]
        return (
            self.phrases.stance(said),
            facts,
            [
                self.section(words("Claims"), self.claim_items(c.id for c in voiced)),
                self.section(words("Other readings"), readings),
                self.section(
                    words("Ended by"),
                    (
                        Item(
                            kind="statement",
                            id=e.carrier,
                            text=words("in effect")
                            if e.effective
                            else words("not in effect: hearsay ends no words on record"),
                        )
                        for e in ended_by
                    ),
                ),
                self.section(words("Conflicts"), self.conflicts(lambda c: bool(own.intersection(c.claims)))),
            ],
        )

    def claim_items(self, names: Iterable[str]) -> list[Item]:
        claims = self.context.study.claims
        return [Item(kind="claim", id=name, text=self.phrases.claim(claims[name])) for name in names]

    def claim(self, key: str) -> Parts:
        words, c = self.words, self.context.study.claims[key]
        facts: list[tuple[str, object]] = [
            (words("binding"), words("yes") if c.binding else words("no, a preference")),
            (words("voiced by"), self.phrases.parties(c.parties)),
        ]
        return (
            self.phrases.claim(c),
            facts,
            [
                self.section(words("Voices"), self.positions(self.n.positions[v.position] for v in c.voices)),
                self.section(words("Conflicts"), self.conflicts(lambda found: key in found.claims)),
            ],
        )

    def definition(self, key: str) -> Parts:
        words = self.words
        d = next(d for d in self.n.definitions if d.id == key)
        facts: list[tuple[str, object]] = [
            (words("basis"), self.phrases.basis(d)),
            (words("because"), self.phrases.because(d)),
        ]
        for ref in d.sources:
            self.rows.source(ref)
        return (
            self.phrases.definition(d),
            facts,
            [
                self.section(words("Terms"), self.terms(d.terms)),
                self.section(
                    words("Conflicts that need it"), self.conflicts(lambda c: key in {x.id for x in c.definitions})
                ),
            ],
        )

    def scenario(self, key: str) -> Parts:
        words, s = self.words, self.n.scenarios[key]
        facts: list[tuple[str, object]] = [
            (words("summary"), self.text(s.summary)),
            (words("takes out"), ", ".join(s.without)),
            (words("note"), self.text(s.note)),
        ]
        changed = [
            Item(kind="term", id=name, text=self.text(body.title) or name) for name, body in sorted(s.terms.items())
        ]
        supposed = [
            Item(
                kind="party",
                id=w.party,
                text=self.phrases.stance(StatedPosition(f"{key}#{i}", _as_statement(key, w.party), p)),
            )
            for w in s.statements
            for i, p in enumerate(w.positions, 1)
        ]
        return (
            self.text(s.title),
            facts,
            [
                self.section(words("Terms"), changed),
                self.section(words("Supposes that a party says"), supposed),
            ],
        )

    def proposal(self, key: str) -> Parts:
        words, p = self.words, self.n.proposals[key]
        facts: list[tuple[str, object]] = [
            (words("tabled by"), self.phrases.parties(p.tabled_by)),
            (words("date"), self.phrases.day(p.date) if p.date else ""),
            (words("form"), self.coded(p.form)),
            (words("version of"), p.version_of),
            (words("summary"), self.text(p.summary)),
            (words("note"), self.text(p.note)),
        ]
        for ref in p.sources:
            self.rows.source(ref)
        drafted = [
            Item(kind="term", id=d.term, text=words(", ").join((self.phrases.term(d.term), *self.numbers(d))))
            for d in p.in_
        ]
        order = [
            Item(kind="step", id=str(i), text=words(", ").join(self.phrases.terms(g))) for i, g in enumerate(p.order, 1)
        ]
        spoken = [
            s
            for s in self.context.positions.values()
            if isinstance(s.position.target, OnProposal) and s.position.target.proposal == key
        ]
        return (
            self.text(p.title),
            facts,
            [
                self.section(words("In"), drafted),
                self.section(words("Out"), self.terms(p.out)),
                self.section(words("Open"), self.terms(p.open)),
                self.section(words("Order"), order),
                self.section(words("Positions on it"), self.positions(spoken)),
            ],
        )

    def numbers(self, drafted: DraftTerm) -> Iterator[str]:
        words, term = self.words, drafted.term
        if drafted.at_least is not None:
            yield words("at least {y}", y=self.phrases.number(drafted.at_least, term))
        if drafted.at_most is not None:
            yield words("at most {y}", y=self.phrases.number(drafted.at_most, term))
        if drafted.exactly is not None:
            yield words("exactly {y}", y=self.phrases.number(drafted.exactly, term))

    def obstacle(self, key: str) -> Parts:
        words = self.words
        o = next(o for o in self.context.study.conflicts.obstacles if o.id == key)
        return (
            key,
            [(words("kind"), self.coded(o.kind))],
            [
                self.section(words("Claims"), self.claim_items(o.claims)),
                self.section(words("Holds up"), self.claim_items(o.blocks)),
                self.section(words("Conflicts"), self.conflicts(lambda c: c.id in o.conflicts)),
                self.section(words("Conflicts that follow from it"), self.conflicts(lambda c: c.follows_from == key)),
            ],
        )


def _as_statement(key: str, party: str) -> Statement:
    return Statement.model_validate({"id": key, "party": party, "date": "2000"})


def _named_in(position: Position) -> set[str]:
    found = set(named(position.target))
    for key in ("before", "after", "with", "no_later_than", "requires", "includes"):
        found.update(term for element in position.condition(key) for term in named(element))
    for key in position.guards:
        value = position.condition(key)
        found.update(named(value) if not isinstance(value, tuple) else value)
    return found
