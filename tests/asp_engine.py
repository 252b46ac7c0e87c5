"""The answers of docs/method.md §5, §6 and §9 from the second encoding, solved by clingo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import clingo
from asp_rules import (
    LAWS,
    SETTLEMENT,
    Parts,
    candidates,
    claim_rules,
    claims_of,
    law_facts,
    mentioned,
    q,
    settlement_facts,
    spelt,
)
from hitting import minimal_hitting_sets

from negmap.model.parties import family
from negmap.model.variants import View

Sets = set[frozenset[str]]
Moves = tuple[tuple[str, str], ...]
"""What a package moves: claims with the names of their new rungs, by id."""
FIRMNESS = ("red-line", "firm", "flexible")


@dataclass(frozen=True)
class Heard:
    """A claim as the second reading has it."""

    id: str
    parts: Parts
    voices: tuple[tuple[str, str, bool], ...]
    """Party, firmness, and whether it binds."""

    @property
    def binding(self) -> bool:
        return any(binds for _, _, binds in self.voices)


@dataclass(frozen=True)
class Rung:
    """One rung of a ladder: its name, what it asks for, whether the claim counts as dropped."""

    name: str
    asks: str
    gone: bool


class SecondEngine:
    """One view of a negotiation, answered by clingo."""

    def __init__(self, view: View, *, drop_only: bool = False) -> None:
        self.view = view
        self.claims = dict(self._heard())
        self.binding = [key for key, claim in self.claims.items() if claim.binding]
        self.ladders = {key: self._ladder(key, drop_only=drop_only) for key in self.claims}
        self._program = "\n".join(self._rules())

    def _heard(self) -> Iterator[tuple[str, Heard]]:
        found: dict[str, Heard] = {}
        for said in self.view.positions:
            of_position = {key: (parts, binds) for key, parts, binds in claims_of(said.position, self.view.negotiation)}
            for key, (parts, binds) in of_position.items():
                mild = said.position.stance in ("support", "oppose") and parts[0] in ("in", "out")
                firmness = said.position.firmness or ("flexible" if mild else "firm")
                voice = (said.party, firmness, binds and said.party in self.view.binding_parties)
                voices = found[key].voices if key in found else ()
                found[key] = Heard(key, parts, (*voices, voice))
        yield from ((key, found[key]) for key in sorted(found.keys() - self.view.filters.without))

    def _numbers(self) -> dict[str, set[Decimal]]:
        found: dict[str, set[Decimal]] = {}
        for claim in self.claims.values():
            if claim.parts[3] is not None:
                found.setdefault(claim.parts[1][0], set()).add(claim.parts[3])
        return found

    def _rules(self) -> Iterator[str]:
        numbers, terms = self._numbers(), self.view.negotiation.terms
        yield from (SETTLEMENT, LAWS, *settlement_facts(self.view.negotiation, numbers))
        for definition in self.view.definitions:
            yield from (f"definition({q(definition.id)}).", *law_facts(definition))
        for key, claim in self.claims.items():
            x = claim.parts[1][0]
            quantity = terms[x].quantity if x in terms else None
            values = candidates(quantity, numbers.get(x, set())) if quantity else []
            yield from claim_rules(key, claim.parts, [r.asks for r in self.ladders[key][:-1]], values)

    def table(self) -> set[str]:
        """Return the terms on the table (method.md §6)."""
        found = {x for said in self.view.positions for x in mentioned(said.position, self.view.negotiation)}
        brought: list[tuple[str, str]] = []
        for d in self.view.definitions:
            if d.kind in ("is_a", "includes", "requires", "after") or (d.kind == "closed" and len(d.terms) == 2):
                brought.append((d.terms[0], d.terms[1]))
            elif d.kind == "stages":
                brought += [(late, early) for number, late in enumerate(d.terms) for early in d.terms[:number]]
        while more := {y for x, y in brought if x in found} - found:
            found |= more
        return found

    # Ladders (method.md §9.1)

    def _ladder(self, key: str, *, drop_only: bool) -> list[Rung]:
        first, last = Rung("as-stated", "as-stated", False), Rung("dropped", "", True)
        between = [] if drop_only or not self.claims[key].binding else self._between(self.claims[key])
        return [first, *between, last]

    def _between(self, claim: Heard) -> Iterable[Rung]:
        kind, subjects, _, number = claim.parts
        if kind in ("after", "before"):
            yield Rung("same-time", "same-time", False)
        if kind in ("after", "with"):
            yield Rung("any-order", "any-order", True)
        if number is not None:
            yield from self._towards(claim, kind, subjects[0], number)
        if kind == "in" and len(subjects) == 1:
            yield from self._wider(claim, subjects[0])

    def _towards(self, claim: Heard, kind: str, x: str, own: Decimal) -> Iterable[Rung]:
        bounds = [c for c in self.claims.values() if c.parts[3] is not None and c.parts[1] == (x,)]
        sign = 1 if kind == "at-most" else -1
        known = sorted({sign * n for c in bounds if (n := c.parts[3]) is not None})
        against = [
            sign * n for c in bounds if c.parts[0] != kind and _other(c, claim) and (n := c.parts[3]) is not None
        ]
        for far in known:
            if far > sign * own:
                name = spelt(sign * far)
                yield Rung(name, name, bool(against) and far >= max(against))

    def _wider(self, claim: Heard, x: str) -> Iterable[Rung]:
        for issue in self.view.negotiation.issues.values():
            if not (issue.ordered and x in issue.options):
                continue
            place = {option: number for number, option in enumerate(issue.options)}
            demands = [c for c in self.claims.values() if c.parts[0] == "in" and len(c.parts[1]) == 1 and c.binding]
            others = {c.parts[1][0] for c in demands if _other(c, claim)} & place.keys() - {x}
            farthest = max((abs(place[y] - place[x]) for y in others), default=0)
            for far in range(1, max(place[x], len(place) - 1 - place[x]) + 1):
                near = sorted(y for y in place if abs(place[y] - place[x]) <= far)
                yield Rung(f"within-{far}", "|".join(near), 0 < farthest <= far)

    # Solving

    def most(self, wished: Collection[tuple[str, int]], term: str = "") -> list[frozenset[tuple[str, int]]]:
        """Return every largest set of these that one settlement meets; with a term, one that has it in."""
        if not wished:
            return [frozenset()]
        control = clingo.Control(["--heuristic=Domain", "--enum-mode=domRec", "--models=0"], logger=_quiet)
        rules = [f"wish({q(key)}, {rung})." for key, rung in wished]
        rules += ["met(C, K) :- wish(C, K), ok(C, K).", "#heuristic met(C, K) : wish(C, K). [10, true]"]
        rules += [":- definition(D), not law(D).", "#show met/2."]
        rules += [f":- not in({q(term)})."] if term else []
        control.add("base", [], self._program + "\n".join(rules))
        control.ground([("base", [])])
        found: list[frozenset[tuple[str, int]]] = []
        control.solve(on_model=lambda model: found.append(frozenset(map(_pair, model.symbols(shown=True)))))
        return found

    def _clashes(self, wished: Collection[tuple[str, int]], term: str = "") -> set[frozenset[tuple[str, int]]]:
        """Return every smallest set of these that no settlement meets (with a term, none that has it in)."""
        return minimal_hitting_sets([frozenset(wished) - met for met in self.most(wished, term)])

    # Answers

    def clashes(self, ids: Iterable[str]) -> Sets:
        """Return every minimal set of these claims that clashes (method.md §5)."""
        return {frozenset(key for key, _ in clash) for clash in self._clashes([(key, 0) for key in ids])}

    def reasons(self, term: str) -> Sets:
        """Return every reason against a term (method.md §6)."""
        wished = [(key, 0) for key in self.binding]
        alone = self._clashes(wished)
        against = {one for one in self._clashes(wished, term) if not any(clash <= one for clash in alone)}
        return {frozenset(key for key, _ in one) for one in against}

    def packages(self) -> dict[frozenset[str], list[tuple[tuple[int, ...], Moves]]]:
        """Return for each component its minimal packages, each with its key in the order (method.md §9)."""
        wished = [(key, rung) for key in self.binding for rung in range(len(self.ladders[key]) - 1)]
        groups = _joined(self._clashes(wished))
        return {group: sorted(map(self._package, self._vectors(group))) for group in groups}

    def _vectors(self, group: frozenset[str]) -> set[tuple[tuple[str, int], ...]]:
        """Return the lowest moves of a component that open a settlement, other claims left aside."""
        wished = [(key, rung) for key in group for rung in range(len(self.ladders[key]) - 1)]
        return {
            tuple(sorted((key, len(self.ladders[key]) - 1 - sum(k == key for k, _ in met)) for key in group))
            for met in self.most(wished)
        }

    def _package(self, vector: tuple[tuple[str, int], ...]) -> tuple[tuple[int, ...], Moves]:
        moved = [(key, rung) for key, rung in vector if rung]
        wants = sum(self.claims[key].parts[0] == "in" and self.ladders[key][rung].gone for key, rung in moved)
        cost = [0] * 6
        for key, rung in moved:
            for firmest in self._asked(self.claims[key]):
                cost[2 * firmest + (not self.ladders[key][rung].gone)] += 1
        order = (wants, *cost, len(moved), sum(rung for _, rung in moved))
        return order, tuple((key, self.ladders[key][rung].name) for key, rung in moved)

    def _asked(self, claim: Heard) -> Iterator[int]:
        """Yield how firm each party is that would give way: once each, a member with its coalition."""
        voiced = [(party, FIRMNESS.index(firmness)) for party, firmness, binds in claim.voices if binds]
        parties = {party for party, _ in voiced}
        for party in parties:
            if not any(party != other and party in self._members(other) for other in parties):
                yield min(firmness for said, firmness in voiced if said in self._members(party))

    def _members(self, party: str) -> frozenset[str]:
        return family(self.view.negotiation.parties, party)


def _quiet(code: clingo.MessageCode, message: str) -> None:
    """Say nothing of atoms that no rule makes true: not every kind of definition is there each time."""


def _other(claim: Heard, own: Heard) -> bool:
    return bool({party for party, *_ in claim.voices} - {party for party, *_ in own.voices})


def _pair(symbol: clingo.Symbol) -> tuple[str, int]:
    key, rung = symbol.arguments
    return key.string, rung.number


def _joined(clashes: Iterable[frozenset[tuple[str, int]]]) -> list[frozenset[str]]:
    groups: list[frozenset[str]] = []
    for clash in clashes:
        whole = frozenset(key for key, _ in clash)
        touching = [group for group in groups if group & whole]
        groups = [group for group in groups if not group & whole] + [whole.union(*touching)]
    return groups
