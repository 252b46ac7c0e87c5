"""Who waits for whom along a path (method.md §8.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from negmap.findings.sequence import Group, Wait
from negmap.model.negotiation import Negotiation
from negmap.model.parties import family

Places = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The terms that each party gives, and those that it gets."""

    gives: Mapping[str, frozenset[str]]
    gets: Mapping[str, frozenset[str]]


def exchange(
    negotiation: Negotiation, terms: Collection[str], consents: Mapping[str, Mapping[str, Collection[str]]]
) -> Exchange:
    """Return who gives and who gets which of some terms; `consents` as `logic.claims.consents` returns them."""
    gives, gets = {}, {}
    for party in negotiation.parties:
        members = family(negotiation.parties, party)
        gives[party] = frozenset(
            term
            for term in terms
            if ((by := negotiation.term_of[term].by) and members.intersection(by))
            or (not by and party in consents.get(term, {}).get("offered", ()))
        )
        gets[party] = frozenset(t for t in terms if party in consents.get(t, {}).get("asked", ())) - gives[party]
    return Exchange(gives, gets)


def waits(path: Sequence[Group], who: Exchange) -> dict[str, Wait]:
    """Return what each party gives and gets along a path, with the places, and how long it waits."""
    found = {}
    for party, given in who.gives.items():
        gives, gets = _on(path, given), _on(path, who.gets[party])
        if gives or gets:
            found[party] = Wait(gives, gets, _wait(gives, gets))
    return found


def _on(path: Sequence[Group], terms: frozenset[str]) -> Places:
    return tuple((term, place) for place, group in enumerate(path, 1) for term in group if term in terms)


def _wait(gives: Places, gets: Places) -> int:
    if not gives or not gets:
        return 0
    return max(0, gets[-1][1] - gives[0][1])


def shortest_wait(paths: Sequence[Sequence[Group]], who: Exchange) -> int | None:
    """Return the place of the first path along which the longest wait is shortest; None without paths."""
    longest = [max((w.wait for w in waits(path, who).values()), default=0) for path in paths]
    return longest.index(min(longest)) if longest else None


def first_movers(path_waits: Mapping[str, Wait]) -> tuple[str, ...]:
    """Return the parties that give in the first step in which anybody gives."""
    first = {party: wait.gives[0][1] for party, wait in path_waits.items() if wait.gives}
    return tuple(sorted(party for party, place in first.items() if place == min(first.values())))
