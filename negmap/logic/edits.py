"""Edits of a draft: which single ones there are to try, and what a draft is after one (method.md §10.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from negmap.findings.claims import BOUND_KINDS, Claim
from negmap.findings.proposal import Bounds, Draft, Edit, EditKind, Group, Presence

_PLACES: Mapping[str, tuple[tuple[bool, bool], ...]] = {
    "after": ((True, False),),
    "before": ((False, False),),
    "with": ((False, True),),
    "no-later": ((False, False), (False, True)),
    "includes": ((True, False), (False, True)),
}
"""For each kind of order that a claim asks of x and y: whether y comes first, whether both come together."""


def all_terms(claim: Claim) -> tuple[str, ...]:
    """Return the terms that a claim names, its guard among them."""
    guard = claim.guard
    return claim.subjects + claim.others + guard.all_of + guard.any_of + guard.unless


def edits(
    draft: Draft, sought: Iterable[Claim], every: Iterable[Claim], presence: Mapping[str, Presence]
) -> tuple[Edit, ...]:
    """Return the single edits that can bear on the claims of positions not met, in the order in which they are tried.

    `every` claim tells which numbers are named; `presence` in how many completions a term is. To
    leave a term open is no edit to try: it meets nothing that is not met with the term in, and with it out.
    """
    sought = tuple(sought)
    made = (
        *_numbers(draft, sought, every),
        *_rows(draft),
        *_places(sought),
        *_moves(draft),
        *_additions(draft, sought, presence),
    )
    return tuple(dict.fromkeys(made))


def _numbers(draft: Draft, sought: Iterable[Claim], every: Iterable[Claim]) -> Iterator[Edit]:
    """Yield the numbers that positions name, in place of those that a term of the draft has or may get."""
    named: dict[str, set[Decimal]] = {}
    for claim in every:
        if claim.kind in BOUND_KINDS and claim.number is not None:
            named.setdefault(claim.subjects[0], set()).add(claim.number)
    given = dict(draft.numbers)
    asked = {claim.subjects[0] for claim in sought if claim.kind in BOUND_KINDS}
    for term in sorted(named.keys() & (draft.inside | asked)):
        now = dict(given.get(term, ()))
        for number in sorted(named[term]):
            for bounds in _variants(number, now.get("at-least"), now.get("at-most")):
                if bounds != given.get(term):
                    yield Edit("number", term, bounds=bounds)


def _variants(number: Decimal, low: Decimal | None, high: Decimal | None) -> Iterator[Bounds]:
    yield (("at-least", number), ("at-most", number))
    yield (("at-least", number),)
    yield (("at-most", number),)
    if high is not None and number <= high:
        yield (("at-least", number), ("at-most", high))
    if low is not None and low <= number:
        yield (("at-least", low), ("at-most", number))


def _rows(draft: Draft) -> Iterator[Edit]:
    """Yield the changes of the row of groups: a term taken out of it, two groups merged, one split."""
    yield from (Edit("free", term) for term in sorted(term for group in draft.order for term in group))
    yield from (Edit("merge", groups=groups) for groups in pairwise(draft.order))
    for group in draft.order:
        for term in group if len(group) > 1 else ():
            rest = tuple(other for other in group if other != term)
            yield Edit("split", groups=((term,), rest))
            yield Edit("split", groups=(rest, (term,)))


def _places(sought: Iterable[Claim]) -> Iterator[Edit]:
    """Yield the orders between two terms that claims sought ask for."""
    for claim in sought:
        for y in claim.others:
            for swapped, together in _PLACES.get(claim.kind, ()):
                x = claim.subjects[0]
                first, then = (y, x) if swapped or (together and y < x) else (x, y)
                yield Edit("place", groups=((first,), (then,)), together=together)


def _moves(draft: Draft) -> Iterator[Edit]:
    for term in sorted(draft.inside | draft.outside | draft.open):
        targets: tuple[EditKind, ...] = ("out", "in")
        yield from (Edit(kind, term) for kind in targets if kind != draft.listed(term))


def _additions(draft: Draft, sought: Iterable[Claim], presence: Mapping[str, Presence]) -> Iterator[Edit]:
    """Yield what can be done with terms that claims sought name and the draft does not."""
    for term in sorted({term for claim in sought for term in all_terms(claim)}):
        here = presence.get(term, "none")
        if draft.listed(term) == "unnamed" and here != "every":
            yield Edit("in", term)
            if here == "some":
                yield Edit("out", term)


def applied(edit: Edit, draft: Draft) -> Draft | None:
    """Return the draft after an edit, None where there is nothing for it to change."""
    match edit.kind:
        case "number":
            return _numbered(edit, draft)
        case "free" | "merge" | "split":
            order = _reordered(edit, draft.order)
            return None if order is None else replace(draft, order=order)
        case "place":
            (x,), (y,) = edit.groups
            pairs = draft.pairs | {(x, y, edit.together)}
            return replace(draft, pairs=pairs) if pairs != draft.pairs else None
        case _:
            return _moved(edit, draft) if draft.listed(edit.term) != edit.kind else None


def _numbered(edit: Edit, draft: Draft) -> Draft | None:
    numbers = {**dict(draft.numbers), edit.term: edit.bounds}
    changed = tuple(sorted(numbers.items()))
    return replace(draft, numbers=changed) if edit.term in draft.inside and changed != draft.numbers else None


def _reordered(edit: Edit, order: tuple[Group, ...]) -> tuple[Group, ...] | None:
    if edit.kind == "free":
        left = tuple(tuple(term for term in group if term != edit.term) for group in order)
        return tuple(filter(None, left)) if left != order else None
    first, then = edit.groups
    both = tuple(sorted(first + then))
    if edit.kind == "split" and both in order:
        place = order.index(both)
        return (*order[:place], first, then, *order[place + 1 :])
    if edit.kind == "merge" and (first, then) in pairwise(order):
        place = order.index(first)
        return (*order[:place], both, *order[place + 2 :])
    return None


def _moved(edit: Edit, draft: Draft) -> Draft:
    term, kind = edit.term, edit.kind
    lists = {"in": draft.inside, "out": draft.outside, "open": draft.open}
    lists = {name: terms | {term} if name == kind else terms - {term} for name, terms in lists.items()}
    moved = replace(draft, inside=lists["in"], outside=lists["out"], open=lists["open"])
    if kind != "in":
        moved = replace(moved, numbers=tuple((t, b) for t, b in draft.numbers if t != term))
    if kind == "out":
        order = _reordered(Edit("free", term), draft.order)
        pairs = frozenset(pair for pair in draft.pairs if term not in pair[:2])
        moved = replace(moved, order=draft.order if order is None else order, pairs=pairs)
    return moved
