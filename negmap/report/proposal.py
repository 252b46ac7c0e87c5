"""The report of `negmap proposal`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from negmap.explain.codes import coded
from negmap.explain.drafts import DraftPhrases
from negmap.explain.evidence import occasion
from negmap.findings.claims import Voice
from negmap.findings.proposal import Change, Comparison, Edit, Fault, Placed
from negmap.findings.proposal_reports import (
    AffectedRow,
    ChangeRow,
    ChangesRow,
    DraftClaimRow,
    DraftCounts,
    DraftFaultRow,
    DraftPartyRow,
    DraftPositionRow,
    DraftRow,
    DraftTermRow,
    EditRow,
    ProposalReport,
)
from negmap.model.parties import family
from negmap.model.positions import OnProposal, Stance, named
from negmap.model.proposals import Proposal
from negmap.model.statements import StatedPosition
from negmap.report.context import Context
from negmap.report.rows import Rows

CONSENT = (Stance.ACCEPT, Stance.OFFER, Stance.CONSIDER)
STATES = ("violated", "open", "part", "met")
EDITS = ("out", "free", "merge", "split", "in", "number", "place", "open")
"""The order in which the edits of one change are said."""


def proposal_report(context: Context, proposal: Proposal, party: str | None = None) -> ProposalReport:
    """Return a draft held against every position in force; `party` chooses whose positions are shown."""
    return _Report(context, proposal, party).report()


class _Report:
    """Makes the rows of one report, and so its footnotes, in the order in which they are shown."""

    def __init__(self, context: Context, proposal: Proposal, party: str | None) -> None:
        self._context, self._proposal = context, proposal
        self._found: Comparison = context.study.proposal(proposal)
        self._view, self._claims = context.study.view, context.study.claims
        self._rows, self._phrases = Rows(context), context.phrases
        self._drafts = DraftPhrases(self._found, self._view.definitions, context.phrases)
        self._results = {result.position: result for result in self._found.positions}
        parties = self._view.negotiation.parties
        self._shown = frozenset(parties) if party is None else family(parties, party)

    def report(self) -> ProposalReport:
        head: dict[str, Any] = self._context.head("proposal", self._found.completeness)
        draft, faults = self._draft(), tuple(map(self._fault, self._found.faults))
        parties = tuple(self._parties()) if self._found.possible else ()
        changes = self._changes()
        return ProposalReport(
            **head,
            proposal=draft,
            possible=self._found.possible,
            faults=faults,
            states=self._counts(),
            parties=parties,
            changes=changes,
            sources=self._rows.footnotes,
        )

    def _draft(self) -> DraftRow:
        p, lang = self._proposal, self._context.words.lang
        return DraftRow(
            id=p.id,
            title=p.title.within(lang),
            tabled_by=p.tabled_by,
            date=p.date.text if p.date else None,
            form=p.form,
            version_of=p.version_of,
            terms=tuple(self._term(placed) for placed in self._found.terms if placed.barred is None),
            order=self._found.draft.order,
            sources=tuple(map(self._rows.source, p.sources)),
            heading=self._heading(),
        )

    def _heading(self) -> str:
        """Return who tabled it, when, and how it is known, as far as that is said."""
        p, words, phrases = self._proposal, self._context.words, self._phrases
        parts = [
            words("Tabled by {parties}", parties=phrases.parties(p.tabled_by)) if p.tabled_by else "",
            phrases.day(p.date) if p.date else "",
            coded(p.form, words) if p.form != "tabled" else "",
        ]
        return words(" · ").join(filter(None, parts))

    def _term(self, placed: Placed) -> DraftTermRow:
        return DraftTermRow(
            term=placed.term,
            title=self._phrases.term(placed.term),
            listed=placed.listed,
            presence=placed.presence,
            number=self._drafts.number(placed.term) or None,
            with_=self._drafts.brought(placed) or None,
        )

    def _fault(self, fault: Fault) -> DraftFaultRow:
        return DraftFaultRow(
            kind=fault.kind,
            term=fault.term or None,
            explanation=tuple(self._drafts.fault(fault)),
            definitions=tuple(self._rows.definition(name, stands_without=False) for name in fault.definitions),
        )

    def _counts(self) -> DraftCounts:
        results = [r for r in self._found.positions if r.position not in self._found.on_text]
        states = Counter(r.state for r in results)
        return DraftCounts(
            violated=states["violated"],
            missing=sum(r.missing for r in results),
            open=states["open"],
            part=states["part"],
            met=states["met"],
            not_triggered=sum(not r.triggered for r in results),
            on_text=len(self._found.on_text),
        )

    def _parties(self) -> Iterator[DraftPartyRow]:
        """Yield the parties that have said anything, by id."""
        for party in sorted(self._shown):
            said = [s for s in self._view.positions if s.party == party]
            if said:
                yield self._party(party, said)

    def _party(self, party: str, said: list[StatedPosition]) -> DraftPartyRow:
        on_text = [s for s in said if s.id in self._found.on_text]
        counted = [s for s in said if s.id in self._results and s not in on_text]
        rest = [s for s in said if s.id not in self._results and s not in on_text and self._consents(s)]
        rows = sorted(map(self._row, counted), key=self._place)
        asked = (c.id for row in rows for c in row.claims if c.state in ("violated", "open"))
        return DraftPartyRow(
            party=party,
            on_text=tuple(map(self._row, on_text)),
            positions=tuple(rows),
            consents=tuple(map(self._row, rest)),
            asked=tuple(dict.fromkeys(asked)),
        )

    @staticmethod
    def _place(row: DraftPositionRow) -> tuple[int, bool, bool, bool, str]:
        """Return the place of a position: by state, in it what the draft is silent on last, red lines first."""
        assert row.state is not None
        state, red_line = STATES.index(row.state), row.voice.firmness == "red-line"
        return state, row.missing, not row.triggered, not red_line, row.position

    def _consents(self, said: StatedPosition) -> bool:
        """Say whether a position agrees to, offers or considers something that is in some completion."""
        position, here = said.position, {placed.term for placed in self._found.terms if placed.presence != "none"}
        if isinstance(position.target, OnProposal):
            return False
        return position.stance in CONSENT and bool(here.intersection(named(position.target)))

    def _row(self, said: StatedPosition) -> DraftPositionRow:
        result = self._results.get(said.id)
        claims = tuple(map(self._claim, result.claims)) if result else ()
        return DraftPositionRow(
            position=said.id,
            text=self._phrases.stance(said),
            state=result.state if result else None,
            triggered=bool(result and result.triggered),
            missing=bool(result and result.missing),
            claims=claims,
            voice=self._rows.voice(self._voice(said)),
        )

    def _claim(self, name: str) -> DraftClaimRow:
        claim, state = self._claims[name], self._found.claims[name]
        why = {"violated": self._drafts.violated, "open": self._drafts.left_open}.get(state)
        return DraftClaimRow(
            id=name,
            text=self._phrases.claim(claim),
            state=state,
            binding=claim.binding,
            because=(why(claim) or None) if why else None,
        )

    def _voice(self, said: StatedPosition) -> Voice:
        result = self._results.get(said.id)
        names = result.claims if result else ()
        own = [v for name in names for v in self._claims[name].voices if v.position == said.id]
        firmness = said.position.firmness or (own[0].firmness if own else "firm")
        return Voice(said.id, said.party, firmness, any(v.binding for v in own))

    def _changes(self) -> ChangesRow:
        found = self._found.changes
        return ChangesRow(
            changes=tuple(row for change in found.changes if (row := self._change(change)).gained),
            unmet=tuple(self._affected(found.unmet)),
            tried=found.tried,
            complete=found.completeness.complete,
        )

    def _change(self, change: Change) -> ChangeRow:
        edits = sorted(change.edits, key=lambda edit: EDITS.index(edit.kind))
        return ChangeRow(
            edits=tuple(map(self._edit, edits)),
            gained=tuple(self._affected(change.gained, change.idle)),
            lost=tuple(self._affected(change.lost, every=True)),
            worsened=tuple(self._affected(change.worsened, every=True)),
            barred=tuple(self._affected(change.barred, every=True)),
        )

    def _edit(self, edit: Edit) -> EditRow:
        title = self._phrases.term(edit.term) if edit.term else None
        return EditRow(kind=edit.kind, term=edit.term or None, title=title, text=self._drafts.edit(edit))

    def _affected(
        self, names: Iterable[str], idle: Iterable[str] = (), *, every: bool = False
    ) -> Iterator[AffectedRow]:
        """Yield positions by party; those of parties that are not shown only where `every` one is asked for."""
        said = [self._view.negotiation.positions[name] for name in names]
        for s in sorted(said, key=lambda s: (s.party, s.id)):
            if every or s.party in self._shown:
                yield AffectedRow(
                    position=s.id,
                    party=s.party,
                    text=self._phrases.stance(s),
                    idle=s.id in idle,
                    occasion=occasion(s.statement, self._phrases),
                    sources=tuple(map(self._rows.source, s.statement.sources)),
                )
