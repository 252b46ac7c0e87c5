"""Phrases about a draft: what it says, why a claim is not met by it, what is changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negmap.explain.phrases import Phrases
from negmap.findings.claims import BOUND_KINDS, Claim
from negmap.findings.proposal import Because, Bounds, Comparison, Edit, Fault, Group, Placed
from negmap.logic.edits import all_terms
from negmap.model.definitions import Definition


class DraftPhrases:
    """Phrases about one draft and how positions stand to it."""

    def __init__(self, comparison: Comparison, definitions: Iterable[Definition], phrases: Phrases) -> None:
        """Take what was found, the definitions that hold, and phrases about the negotiation."""
        self._phrases, self._words = phrases, phrases.words
        self._definitions: Mapping[str, Definition] = {d.id: d for d in definitions}
        self._placed: Mapping[str, Placed] = {placed.term: placed for placed in comparison.terms}
        self._numbers = dict(comparison.draft.numbers)

    def number(self, term: str) -> str:
        """Return the number that the draft gives a term; nothing where it gives none."""
        return self._bounds(self._numbers.get(term, ()), term)

    def _bounds(self, bounds: Bounds, term: str) -> str:
        words, given = self._words, dict(bounds)
        said = {kind: self._phrases.number(number, term) for kind, number in bounds}
        if len(given) == 2 and given["at-least"] == given["at-most"]:
            return words("exactly {y}", y=said["at-least"])
        both = {"at-least": "{y}", "at-most": "{y}"}
        both |= {
            "at-least": words("at least {y}", y=said.get("at-least")),
            "at-most": words("at most {y}", y=said.get("at-most")),
        }
        return words.all_of([both[kind] for kind, _ in bounds])

    def order(self, groups: Iterable[Group]) -> str:
        """Return a row of groups: one after the other, + for one step."""
        return " → ".join(" + ".join(self._phrases.terms(group)) for group in groups)

    def brought(self, placed: Placed) -> str:
        """Return what brings a term that the draft does not list as in; nothing where it is listed so."""
        return self._because(placed.brought, map(self._definition, self._named(placed.brought)))

    def _named(self, because: Because | None) -> list[Definition]:
        return [self._definitions[name] for name in because.definitions] if because else []

    def _because(self, because: Because | None, reasons: Iterable[str]) -> str:
        if because is None:
            return ""
        x = self._words.all_of(self._phrases.terms(because.terms))
        return self._words("with {x}: {reasons}", x=x, reasons=self._words("; ").join(reasons))

    def _briefly(self, because: Because | None) -> str:
        """Return terms and definitions without what is written down on why the definitions hold."""
        return self._because(because, map(self._without_reason, self._named(because)))

    def _without_reason(self, definition: Definition) -> str:
        text, basis = self._phrases.definition(definition), self._phrases.basis(definition)
        return self._words("{definition} ({basis})", definition=text, basis=basis)

    def _definition(self, definition: Definition) -> str:
        words, phrases = self._words, self._phrases
        text, basis, because = phrases.definition(definition), phrases.basis(definition), phrases.because(definition)
        if because:
            return words(
                "{definition} ({basis}: {because})", definition=text, basis=basis, because=because.rstrip(".。")
            )
        return words("{definition} ({basis})", definition=text, basis=basis)

    def fault(self, fault: Fault) -> Iterator[str]:
        """Yield the sentences that say what the draft says against itself."""
        words, phrases = self._words, self._phrases
        if fault.kind == "never-in":
            yield words(
                "The draft leaves {x} open; but it can be in no settlement that does the rest.",
                x=phrases.term(fault.term),
            )
        elif fault.kind == "always-in":
            yield words(
                "The draft leaves {x} open; but what it puts in brings it in any case.", x=phrases.term(fault.term)
            )
        if fault.inside:
            yield words("The draft puts in: {x}.", x=words.all_of(phrases.terms(fault.inside)))
        if fault.outside:
            yield words("The draft leaves out: {x}.", x=words.all_of(phrases.terms(fault.outside)))
        if fault.order:
            yield words("Its order: {order}.", order=self.order(fault.order))
        for term in sorted({name.split(":")[1] for name in fault.numbers}):
            yield words("It sets {x} to {number}.", x=phrases.term(term), number=self.number(term))
        for name in fault.definitions:
            yield words("{definition}.", definition=self._definition(self._definitions[name]))
        if fault.kind == "contradiction":
            yield words("All of this together cannot be.")

    def edit(self, edit: Edit) -> str:
        """Return a change of the draft in words."""
        words, phrases = self._words, self._phrases
        x = phrases.term(edit.term) if edit.term else ""
        first, then = [words.all_of(phrases.terms(group)) for group in edit.groups] or ["", ""]
        match edit.kind:
            case "in":
                return words("put in {x}", x=x)
            case "out":
                return words("take out {x}", x=x) if self._listed(edit.term) == "in" else words("rule out {x}", x=x)
            case "number":
                return words("set {x} to {number}", x=x, number=self._bounds(edit.bounds, edit.term))
            case "free":
                return words("lift the order on {x}", x=x)
            case "merge":
                return words("let {x} and {y} come at one step", x=first, y=then)
            case "place" if edit.together:
                return words("let {x} and {y} come at one step", x=first, y=then)
            case _:
                return words("let {x} come before {y}", x=first, y=then)

    def _listed(self, term: str) -> str:
        placed = self._placed.get(term)
        return placed.listed if placed else "unnamed"

    def _presence(self, term: str) -> str:
        placed = self._placed.get(term)
        return placed.presence if placed else "none"

    def violated(self, claim: Claim) -> str:
        """Return why a violated claim is true in no completion."""
        words, terms = self._words, claim.subjects
        if claim.kind == "in":
            return self._absent(terms)
        if claim.kind == "out":
            return self._all_in(claim)
        if claim.kind in BOUND_KINDS:
            x, number = self._phrases.term(terms[0]), self.number(terms[0])
            return words("in the draft {x} is {number}", x=x, number=number) if number else ""
        if all(self._presence(y) == "none" for y in claim.others):
            return self._absent(claim.others)
        return self._order(claim)

    def _absent(self, terms: tuple[str, ...]) -> str:
        words, x = self._words, self._words.any_of(self._phrases.terms(terms))
        lists = {self._listed(term) for term in terms}
        if lists == {"out"}:
            return words("the draft rules out {x}", x=x)
        if lists == {"open"}:
            return words("the draft leaves {x} open, and it cannot be in", x=x)
        barred = [b for term in terms if (b := self._barred(term))]
        if len(barred) == len(terms):
            return words("{x} cannot be in {barred}", x=x, barred=words("; ").join(barred))
        return words("{x} is not in the draft", x=x)

    def _barred(self, term: str) -> str:
        placed = self._placed.get(term)
        return self._briefly(placed.barred) if placed else ""

    def _all_in(self, claim: Claim) -> str:
        words = self._words
        x = words.all_of(self._phrases.terms(claim.subjects))
        brought = [b for term in claim.subjects if (b := self._briefly(self._placed[term].brought))]
        if brought:
            return words("{x} comes {brought}", x=x, brought=words("; ").join(brought))
        return words("the draft has {x}", x=x)

    def _order(self, claim: Claim) -> str:
        words, phrases = self._words, self._phrases
        x, y = phrases.term(claim.subjects[0]), words.any_of(phrases.terms(claim.others))
        match claim.kind:
            case "after":
                return words("in the draft {x} does not come after {y}", x=x, y=y)
            case "before":
                return words("in the draft {x} does not come before {y}", x=x, y=y)
            case "with":
                return words("in the draft {x} and {y} do not come at one step", x=x, y=y)
            case "no-later":
                return words("in the draft {x} comes later than {y}", x=x, y=y)
            case _:
                return words("in the draft {y} comes later than {x}", x=x, y=y)

    def left_open(self, claim: Claim) -> str:
        """Return why a claim is true in some completions only."""
        words = self._words
        undecided = [term for term in dict.fromkeys(all_terms(claim)) if self._presence(term) == "some"]
        if undecided:
            x = words.all_of(self._phrases.terms(undecided))
            return words("the draft leaves open whether it has {x}", x=x)
        x = self._phrases.term(claim.subjects[0])
        if claim.kind not in BOUND_KINDS:
            y = words.any_of(self._phrases.terms(claim.others))
            return words("the draft does not say in which order {x} and {y} come", x=x, y=y)
        number = self.number(claim.subjects[0])
        if number:
            return words("in the draft {x} is {number}", x=x, number=number)
        return words("the draft gives {x} no number", x=x)
