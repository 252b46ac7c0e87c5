"""Cards of what stands in the files: parties, terms, issues, statements, positions, scenarios, proposals."""

from __future__ import annotations

from collections.abc import Iterator

from negmap.explain.evidence import occasion
from negmap.findings.cards import Item
from negmap.model.parties import family
from negmap.model.positions import OnProposal, Position, named
from negmap.model.proposals import DraftTerm
from negmap.model.statements import StatedPosition, Statement, stated
from negmap.report.card import Card, Parts


def party(card: Card, key: str) -> Parts:
    """Return a party: its part in the talks, what it said, its conflicts."""
    words, p = card.words, card.n.parties[key]
    facts: list[tuple[str, object]] = [
        (words("kind"), card.coded(p.kind)),
        (words("role"), card.coded(p.role)),
        (words("member of"), card.phrases.parties(p.member_of)),
        (words("members"), card.phrases.parties(family(card.n.parties, key) - {key})),
        (words("note"), card.text(p.note)),
    ]
    own = [s for s in card.context.positions.values() if s.party == key]
    claims = card.context.study.claims
    return (
        card.phrases.party(key),
        facts,
        [
            card.section(
                words("Statements"), card.statements(s for s in card.context.statements.values() if s.party == key)
            ),
            card.section(words("Positions"), card.positions(own)),
            card.section(words("Conflicts"), card.conflicts(lambda c: any(key in claims[k].parties for k in c.claims))),
        ],
    )


def term(card: Card, key: str) -> Parts:
    """Return a term: what it is, who spoke of it, what it is part of."""
    words, t = card.words, card.n.term_of.get(key) or card.n.terms[key]
    names = {key} if key in card.n.term_of else set(t.names)
    quantity = t.quantity
    unit = card.text(quantity.unit) if quantity else ""
    facts: list[tuple[str, object]] = [
        (words("issue"), t.issue),
        (words("carried out by"), card.phrases.parties(t.by)),
        (words("stages"), ", ".join(t.names) if t.stages else ""),
        (words("unit"), unit),
        (
            words("called"),
            words("; ").join(card.noted(card.phrases.party(p), card.text(w)) for p, w in sorted(t.called.items())),
        ),
        (words("status"), _state(card, names)),
        (words("note"), card.text(t.note)),
    ]
    said = [s for s in card.context.positions.values() if names.intersection(_named_in(s.position))]
    defined = [d.id for d in card.n.definitions if names.intersection(d.terms)]
    claims = card.context.study.claims
    return (
        card.phrases.term(key),
        facts,
        [
            card.section(words("Definitions"), card.definitions(defined)),
            card.section(words("Positions"), card.positions(said)),
            card.section(
                words("Events"),
                (
                    Item(
                        kind="event",
                        id=str(i),
                        text=card.noted(
                            card.phrases.day(e.date) + (words(" (ended)") if e.ended else ""), card.text(e.note)
                        ),
                    )
                    for i, e in enumerate(card.n.events)
                    if e.term in names
                ),
            ),
            card.section(
                words("Conflicts"),
                card.conflicts(
                    lambda c: any(names.intersection(claims[k].subjects + claims[k].others) for k in c.claims)
                ),
            ),
        ],
    )


def _state(card: Card, names: set[str]) -> str:
    words, found = card.words, card.context.study.blocked
    if names.intersection(found.blocked):
        return words("blocked")
    if names.intersection(r.term for r in found.rejected):
        return words("rejected")
    return words("on the table") if names.intersection(card.context.study.table) else words("not on the table")


def issue(card: Card, key: str) -> Parts:
    """Return an issue: its options and other terms."""
    words, i = card.words, card.n.issues[key]
    facts: list[tuple[str, object]] = [
        (words("choice"), words("at most one of its options") if i.choose == "one" else ""),
        (words("note"), card.text(i.note)),
    ]
    inside = [name for t in card.n.terms.values() if t.issue == key for name in t.names]
    return (
        card.text(i.title),
        facts,
        [
            card.section(words("Options"), card.terms(i.options)),
            card.section(words("Terms"), card.terms(name for name in inside if name not in i.options)),
        ],
    )


def statement(card: Card, key: str) -> Parts:
    """Return a statement: who, when, where, and the positions it states."""
    words, s = card.words, card.n.statements[key]
    speaker = card.text(s.speaker.name) if s.speaker else ""
    role = card.text(s.speaker.role) if s.speaker else ""
    facts: list[tuple[str, object]] = [
        (words("party"), card.phrases.party(s.party)),
        (words("date"), card.phrases.day(s.date)),
        (words("speaker"), words(", ").join(part for part in (speaker, role) if part)),
        (words("venue"), card.text(s.venue)),
        (words("via"), card.coded(s.via)),
        (words("relayed by"), card.text(s.relayed_by)),
        (words("setting"), "" if s.setting == "public" else card.coded(s.setting)),
        (words("handling"), "" if s.handling == "public" else card.coded(s.handling)),
        (words("summary"), card.text(s.summary)),
        (words("disputed by"), ", ".join(s.disputed_by)),
        (words("withdraws"), ", ".join(s.withdraws)),
        (words("coded by"), s.coded_by),
        (words("checked by"), s.checked_by),
        (words("tags"), ", ".join(s.tags)),
        (words("note"), card.text(s.note)),
    ]
    for ref in s.sources:
        card.rows.source(ref)
    return occasion(s, card.phrases), facts, [card.section(words("Positions"), card.positions(stated(s)))]


def position(card: Card, key: str) -> Parts:
    """Return a position: its claims, other readings, what ended it, its conflicts."""
    words, said = card.words, card.n.positions[key]
    p, claims = said.position, card.context.study.claims
    for ref in said.statement.sources:
        card.rows.source(ref)
    facts: list[tuple[str, object]] = [
        (words("party"), card.phrases.party(said.party)),
        (words("statement"), said.statement.id),
        (words("said"), occasion(said.statement, card.phrases)),
        (words("firmness"), card.coded(p.firmness)),
        (words("read"), card.coded(p.read)),
        (words("quote"), words("“{title}” ({lang})", title=p.quote.text, lang=p.quote.lang) if p.quote else ""),
        (words("reason"), card.text(p.reason)),
        (words("until"), card.phrases.day(p.until) if p.until else ""),
        (words("replaces"), ", ".join(p.replaces)),
        (words("note"), card.text(p.note)),
    ]
    voiced = [c for c in claims.values() if any(v.position == key for v in c.voices)]
    readings = [
        Item(
            kind="reading",
            id=f"{key} ({number})",
            text=card.phrases.stance(StatedPosition(key, said.statement, other)),
        )
        for number, other in enumerate(p.readings, 1)
    ]
    own = {c.id for c in voiced}
    ended_by = [e for e in card.view.endings if e.ended == key]
    return (
        card.phrases.stance(said),
        facts,
        [
            card.section(words("Claims"), card.claim_items(c.id for c in voiced)),
            card.section(words("Other readings"), readings),
            card.section(
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
            card.section(words("Conflicts"), card.conflicts(lambda c: bool(own.intersection(c.claims)))),
        ],
    )


def scenario(card: Card, key: str) -> Parts:
    """Return a scenario: what it changes, and what it supposes that parties say."""
    words, s = card.words, card.n.scenarios[key]
    facts: list[tuple[str, object]] = [
        (words("summary"), card.text(s.summary)),
        (words("takes out"), ", ".join(s.without)),
        (words("note"), card.text(s.note)),
    ]
    changed = [Item(kind="term", id=name, text=card.text(body.title) or name) for name, body in sorted(s.terms.items())]
    supposed = [
        Item(
            kind="party",
            id=w.party,
            text=card.phrases.stance(StatedPosition(f"{key}#{i}", _as_statement(key, w.party), p)),
        )
        for w in s.statements
        for i, p in enumerate(w.positions, 1)
    ]
    return (
        card.text(s.title),
        facts,
        [
            card.section(words("Terms"), changed),
            card.section(words("Supposes that a party says"), supposed),
        ],
    )


def proposal(card: Card, key: str) -> Parts:
    """Return a draft: what it puts in, leaves out and leaves open, and who spoke of it."""
    words, p = card.words, card.n.proposals[key]
    facts: list[tuple[str, object]] = [
        (words("tabled by"), card.phrases.parties(p.tabled_by)),
        (words("date"), card.phrases.day(p.date) if p.date else ""),
        (words("form"), card.coded(p.form)),
        (words("version of"), p.version_of),
        (words("summary"), card.text(p.summary)),
        (words("note"), card.text(p.note)),
    ]
    for ref in p.sources:
        card.rows.source(ref)
    drafted = [
        Item(kind="term", id=d.term, text=words(", ").join((card.phrases.term(d.term), *_numbers(card, d))))
        for d in p.in_
    ]
    order = [
        Item(kind="step", id=str(i), text=words(", ").join(card.phrases.terms(g))) for i, g in enumerate(p.order, 1)
    ]
    spoken = [
        s
        for s in card.context.positions.values()
        if isinstance(s.position.target, OnProposal) and s.position.target.proposal == key
    ]
    return (
        card.text(p.title),
        facts,
        [
            card.section(words("In"), drafted),
            card.section(words("Out"), card.terms(p.out)),
            card.section(words("Open"), card.terms(p.open)),
            card.section(words("Order"), order),
            card.section(words("Positions on it"), card.positions(spoken)),
        ],
    )


def _numbers(card: Card, drafted: DraftTerm) -> Iterator[str]:
    words, term = card.words, drafted.term
    if drafted.at_least is not None:
        yield words("at least {y}", y=card.phrases.number(drafted.at_least, term))
    if drafted.at_most is not None:
        yield words("at most {y}", y=card.phrases.number(drafted.at_most, term))
    if drafted.exactly is not None:
        yield words("exactly {y}", y=card.phrases.number(drafted.exactly, term))


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
