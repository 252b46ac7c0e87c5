"""Robustness: among whom a conflict stands, and on how much evidence (method.md §10.3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from negmap.findings.claims import Claim, Voice
from negmap.findings.conflicts import Conflict
from negmap.findings.robustness import OtherReading, Robustness, Standing, Support
from negmap.logic.claims import claims_of
from negmap.model.parties import family
from negmap.model.statements import StatedPosition, Statement
from negmap.model.variants import Filters, View, view as view_of


class Evidence:
    """Knows what voices each claim of a view, and what is lost when something is left out."""

    def __init__(self, view: View, claims: Mapping[str, Claim]) -> None:
        """Take the view and all its claims."""
        self._view, self._claims = view, claims
        self._statements = {s.id: s for s in view.statements}
        self._back: dict[Filters, frozenset[str]] = {}

    def standing(self, conflict: Conflict) -> Standing:
        """Return how a conflict or tension stands."""
        claims = [self._claims[name] for name in conflict.claims]
        support = tuple(self.support(claim) for claim in claims)
        return Standing(
            core=self._core(claims),
            same_side=same_side(claims, self._families),
            support=support,
            weakest=min(support, key=lambda s: (s.statements, s.speakers, s.sources, s.claim)),
            would_be_gone_if=tuple(self._dissolving(claims)),
            first_hand=self._stands(claims, lambda v: self._said(v).statement.first_hand),
            stated=self._stated(claims),
            gone_without_source=tuple(k for k in self._sole(claims) if not self._without(claims, self._by_source[k])),
            gone_under_reading=tuple(self._readings(claims)),
            gone_without_definition=tuple(
                d.id for d in conflict.definitions if not d.stands_without and d.id in self._by_analyst
            ),
        )

    def _said(self, voice: Voice) -> StatedPosition:
        return self._view.negotiation.positions[voice.position]

    def _core(self, claims: list[Claim]) -> bool:
        core = set(self._view.negotiation.must_agree)
        return all(any(v.party in core and v.binding for v in claim.voices) for claim in claims)

    def support(self, claim: Claim) -> Support:
        """Return how many statements, speakers and independent sources voice a claim; hypothetical ones never count."""
        said = [self._said(v).statement for v in claim.voices]
        evidence = {s.id: s for s in said if s.id not in self._view.hypothetical}
        speakers = {_speaker(s) for s in evidence.values()}
        sources = {ref.independent_key for s in evidence.values() for ref in s.sources}
        return Support(claim.id, len(evidence), len(speakers), len(sources))

    @staticmethod
    def _stands(claims: Iterable[Claim], kept: Callable[[Voice], bool]) -> bool:
        return all(any(kept(v) for v in _counted(claim)) for claim in claims)

    def _stated(self, claims: list[Claim]) -> bool:
        """Say whether the claims keep a voice without inferences; words that an inference had replaced are back."""
        if self._stands(claims, lambda v: self._said(v).position.read == "stated"):
            return True
        return self._voiced(claims, replace(self._view.filters, stated=True))

    def _dissolving(self, claims: list[Claim]) -> Iterator[str]:
        """Yield the words whose endings take no effect, and would leave some claim without a voice (method.md §5.8)."""
        ended: dict[str, set[str]] = {}
        for ending in self._view.pending:
            ended.setdefault(ending.carrier, set()).add(ending.ended)
        for key, gone in sorted(ended.items()):
            if not self._stands(claims, lambda v, gone=gone: v.position not in gone):  # type: ignore[misc]
                yield key

    def _sole(self, claims: Iterable[Claim]) -> list[str]:
        """Return the sources that carry by themselves all the words that some claim rests on."""
        carriers = ({self._sole_carrier.get(self._said(v).statement.id) for v in _counted(claim)} for claim in claims)
        return sorted({only for found in carriers if len(found) == 1 for only in found if only is not None})

    @cached_property
    def _families(self) -> dict[str, set[str]]:
        return families(self._view)

    @cached_property
    def _sole_carrier(self) -> dict[str, str]:
        return {statement: key for key, lost in self._by_source.items() for statement in lost}

    @cached_property
    def _by_source(self) -> dict[str, frozenset[str]]:
        """Return, for each independent source, the statements that no other one carries."""
        carried = {s.id: {ref.independent_key for ref in s.sources} for s in self._statements.values()}
        only: dict[str, set[str]] = {key: set() for key in sorted({key for found in carried.values() for key in found})}
        for statement, found in carried.items():
            if len(found) == 1:
                only[next(iter(found))].add(statement)
        return {key: frozenset(statements) for key, statements in only.items()}

    @cached_property
    def _by_analyst(self) -> frozenset[str]:
        return frozenset(d.id for d in self._view.definitions if d.basis == "analyst")

    def _without(self, claims: list[Claim], lost: frozenset[str]) -> bool:
        """Say whether the claims keep a voice without some statements; words that those had ended are back."""
        if self._stands(claims, lambda v: self._said(v).statement.id not in lost):
            return True
        if lost.isdisjoint(self._ending):
            return False
        return self._voiced(claims, replace(self._view.filters, without=self._view.filters.without | lost))

    def _voiced(self, claims: Iterable[Claim], filters: Filters) -> bool:
        """Say whether each claim has a voice (a binding one, if it binds) under other filters."""
        filters = replace(filters, as_of=self._view.as_of)
        if filters not in self._back:
            back = view_of(self._view.negotiation, filters, self._view.hypothetical)
            found = (c for said in back.positions for c in claims_of(said, self._view.negotiation.proposals))
            self._back[filters] = frozenset(
                c.id for c in found if c.voices[0].binding or (c.id in self._claims and not self._claims[c.id].binding)
            )
        return all(claim.id in self._back[filters] for claim in claims)

    @cached_property
    def _ending(self) -> frozenset[str]:
        """Return the statements that end earlier words."""
        replacing = {statement.id for statement, _ in self._written_with("replaces")}
        return frozenset(key for key, s in self._statements.items() if s.withdraws or key in replacing)

    @cached_property
    def _with_readings(self) -> frozenset[str]:
        """Return the positions that can be read in other ways."""
        found = ((statement, index, statement.positions[index]) for statement, index in self._written_with("readings"))
        return frozenset(f"{statement.id}#{position.id or index + 1}" for statement, index, position in found)

    def _written_with(self, key: str) -> Iterator[tuple[Statement, int]]:
        for written, group in self._view.negotiation.by_keys.items():
            if key in written:
                yield from group

    def _readings(self, claims: list[Claim]) -> Iterator[OtherReading]:
        """Yield the other readings of single positions under which some claim has no voice left."""
        voicing = {v.position for claim in claims for v in claim.voices}
        for key in sorted(voicing & self._with_readings):
            said = self._view.negotiation.positions[key]
            for number, reading in enumerate(said.position.readings, 1):
                instead = StatedPosition(key, said.statement, reading)
                voiced = {c.id for c in claims_of(instead, self._view.negotiation.proposals) if c.voices[0].binding}
                if not all(c.id in voiced or self._stands([c], lambda v, key=key: v.position != key) for c in claims):  # type: ignore[misc]
                    yield OtherReading(key, number)


def _counted(claim: Claim) -> list[Voice]:
    """Return the voices that a claim rests on: the binding ones of a binding claim, else all."""
    return [v for v in claim.voices if v.binding or not claim.binding]


def families(view: View) -> dict[str, set[str]]:
    """Return each party with its members, through all levels."""
    parties = view.negotiation.parties
    return {head: set(family(parties, head)) for head in parties}


def same_side(claims: Collection[Claim], families: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return the parties that voice every claim, alone or with their members; the smallest such families."""
    speaking = [{voice.party for voice in _counted(claim)} for claim in claims]
    whole = [head for head, members in families.items() if all(members & said for said in speaking)]
    return tuple(h for h in whole if not any(families[o] < families[h] for o in whole))


def _speaker(statement: Statement) -> tuple[str, str]:
    name = statement.speaker.name.within("en") if statement.speaker else ""
    return (statement.party, name)


def robustness(standings: Iterable[Standing]) -> Robustness:
    """Return how many conflicts rest on little."""
    all_ = tuple(standings)
    return Robustness(
        conflicts=len(all_),
        one_statement=sum(s.weakest.statements == 1 for s in all_),
        second_hand=sum(not s.first_hand for s in all_),
        our_reading=sum(not s.stated for s in all_),
        one_source=sum(bool(s.gone_without_source) for s in all_),
        analyst_definition=sum(bool(s.gone_without_definition) for s in all_),
    )
