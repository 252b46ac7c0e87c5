"""Phrases: a term, a claim, a position, a definition, a date in words.

Names of parties and titles of terms can be singular or plural, so no verb ever agrees with them:
titles stand in quotation marks, what parties did stands in the past tense.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from negmap.explain.messages import Words
from negmap.findings.claims import Claim, Guard
from negmap.model.definitions import Definition
from negmap.model.negotiation import Negotiation
from negmap.model.positions import AllOf, AnyOf, OnProposal, Stance, named
from negmap.model.statements import StatedPosition
from negmap.model.values import Day, plain

_INNER = str.maketrans("「」“”", "『』‘’")
"""Quotation marks within quotation marks."""


class Phrases:
    """Phrases about one negotiation in one language."""

    def __init__(self, negotiation: Negotiation, words: Words) -> None:
        """Take the negotiation whose titles and names are used, and the words to say it in."""
        self.negotiation = negotiation
        self.words = words
        self.lang = words.lang

    def term(self, name: str) -> str:
        """Return the title of a term in quotation marks."""
        words = self.words
        term = self.negotiation.term_of.get(name) or self.negotiation.terms.get(name)
        stage = name.partition(".")[2]
        title = (term.title.within(self.lang) if term else name).translate(_INNER)
        return (
            words("“{title}” ({stage})", title=title, stage=self.stage(stage))
            if stage
            else words("“{title}”", title=title)
        )

    def stage(self, stage: str) -> str:
        """Return the word for a stage; the usual ones are translated."""
        words = self.words
        usual = {
            "agreed": words("agreed"),
            "begun": words("begun"),
            "done": words("done"),
            "signed": words("signed"),
            "ratified": words("ratified"),
            "in-force": words("in force"),
            "announced": words("announced"),
        }
        return usual.get(stage, stage.replace("-", " "))

    def terms(self, names: Iterable[str]) -> list[str]:
        """Return the titles of terms in quotation marks."""
        return [self.term(name) for name in names]

    def party(self, party: str) -> str:
        """Return the name of a party."""
        known = self.negotiation.parties.get(party)
        return known.name.within(self.lang) if known else party

    def parties(self, parties: Iterable[str]) -> str:
        """Return the names of parties in a row, in the order of their ids."""
        return self.words.all_of([self.party(p) for p in sorted(set(parties))])

    def number(self, number: Decimal, term: str) -> str:
        """Return a number with its separators and the unit of the term's quantity."""
        words = self.words
        known = self.negotiation.term_of.get(term)
        quantity = known.quantity if known else None
        whole, _, rest = plain(number).partition(".")
        digits = f"{int(whole):,}" + (f".{rest}" if rest else "")
        digits = f"-{digits}" if whole == "-0" else digits
        if quantity is None or quantity.unit is None:
            return digits
        return words("{number} {unit}", number=digits, unit=quantity.unit.within(self.lang))

    def day(self, day: Day | date) -> str:
        """Return a date as precise as it was written."""
        words = self.words
        text = day.text if isinstance(day, Day) else day.isoformat()
        year, month, number = (*text.split("-"), "", "")[:3]
        if number:
            return words("{day} {month} {year}", day=int(number), month=self._months[int(month) - 1], year=year)
        return (
            words("{month} {year}", month=self._months[int(month) - 1], year=year)
            if month
            else words("year {year}", year=year)
        )

    @cached_property
    def _months(self) -> tuple[str, ...]:
        words = self.words
        return (
            words("Jan"),
            words("Feb"),
            words("Mar"),
            words("Apr"),
            words("May"),
            words("Jun"),
            words("Jul"),
            words("Aug"),
            words("Sep"),
            words("Oct"),
            words("Nov"),
            words("Dec"),
        )

    def claim(self, claim: Claim) -> str:
        """Return a claim in words, without who voices it."""
        return self._claim_content(claim) + self.guard(claim.guard)

    def _claim_content(self, claim: Claim) -> str:
        words, subjects = self.words, self.terms(claim.subjects)
        x, others = subjects[0], self.terms(claim.others)
        if claim.kind == "in":
            x = words.any_of(subjects)
            return words("demand: {x}", x=x) if claim.binding else words("wish: {x}", x=x)
        if claim.kind == "out":
            return self._refusal(subjects, binding=claim.binding)
        if claim.number is not None:
            n = self.number(claim.number, claim.subjects[0])
            return (
                words("{x}: at least {n}", x=x, n=n)
                if claim.kind == "at-least"
                else words("{x}: at most {n}", x=x, n=n)
            )
        return self._condition(claim.kind)(x, words.any_of(others))

    def _refusal(self, terms: list[str], *, binding: bool) -> str:
        words = self.words
        if len(terms) > 1:
            x = words.all_of(terms)
            return words("not all together: {x}", x=x) if binding else words("preferably not all together: {x}", x=x)
        return words("no {x}", x=terms[0]) if binding else words("preferably no {x}", x=terms[0])

    def _condition(self, kind: str) -> Callable[[str, str], str]:
        words = self.words
        said: dict[str, Callable[[str, str], str]] = {
            "before": lambda x, y: words("{x} before {y}", x=x, y=y),
            "no-later": lambda x, y: words("{x} no later than {y}", x=x, y=y),
            "after": lambda x, y: words("{x} only after {y}", x=x, y=y),
            "with": lambda x, y: words("{x} only at the same time as {y}", x=x, y=y),
            "includes": lambda x, y: words("{x} must include {y}", x=x, y=y),
            "requires": lambda x, y: words("{x} only if {y} is in the settlement too", x=x, y=y),
        }
        return said[kind]

    def guard(self, guard: Guard) -> str:
        """Return what a guard adds to a claim in words; nothing where there is none."""
        words, text = self.words, ""
        if guard.all_of:
            text += words(" (where {x} is in)", x=words.all_of(self.terms(guard.all_of)))
        if guard.any_of:
            text += words(" (where {x} is in)", x=words.any_of(self.terms(guard.any_of)))
        if guard.unless:
            text += words(" (unless {x} is in)", x=words.any_of(self.terms(guard.unless)))
        return text

    def stance(self, said: StatedPosition) -> str:
        """Return a position in words, without who takes it: stance, term, conditions, guards."""
        position, words = said.position, self.words
        refused = position.stance is Stance.REJECT and isinstance(position.target, OnProposal)
        word = words("refusal of {x}", x="{x}") if refused else self._stance_word(position.stance)
        parts = [word.format(x=self._target(position.target))]
        for key, kind in (
            ("before", "before"),
            ("after", "after"),
            ("with", "with"),
            ("no_later_than", "no-later"),
            ("requires", "requires"),
            ("includes", "includes"),
        ):
            ys = [words.any_of(self.terms(named(element))) for element in position.condition(key)]
            if ys:
                parts.append(self._short(kind).format(y=words.all_of(ys)))
        about = named(position.target)[0] if named(position.target) else ""
        for key in ("at_least", "at_most", "exactly"):
            if (number := position.condition(key)) is not None:
                parts.append(self._short(key).format(y=self.number(number, about)))
        return words(", ").join(parts) + self._guards(said)

    def _guards(self, said: StatedPosition) -> str:
        text, words = "", self.words
        for key in said.position.guards:
            value = said.position.condition(key)
            names = self.terms(value.any_of if isinstance(value, AnyOf) else value)
            every = key == "if" and not isinstance(value, AnyOf)
            x = words.all_of(names) if every else words.any_of(names)
            text += words(" (where {x} is in)", x=x) if key == "if" else words(" (unless {x} is in)", x=x)
        return text

    def _target(self, target: str | AnyOf | AllOf | OnProposal) -> str:
        words = self.words
        if isinstance(target, OnProposal):
            return self._draft(target)
        if isinstance(target, AllOf):
            return words("{x} together", x=words.all_of(self.terms(target.all_of)))
        return words.any_of(self.terms(named(target)))

    def _draft(self, target: OnProposal) -> str:
        words = self.words
        draft = self.negotiation.proposals.get(target.proposal)
        title = words("the draft “{title}”", title=draft.title.within(self.lang) if draft else target.proposal)
        if not target.except_:
            return title
        return words("{x} except {y}", x=title, y=words.all_of(self.terms(target.except_)))

    def _stance_word(self, stance: Stance) -> str:
        words = self.words
        return {
            Stance.DEMAND: words("demand: {x}", x="{x}"),
            Stance.SUPPORT: words("support for {x}", x="{x}"),
            Stance.ACCEPT: words("agreement to {x}", x="{x}"),
            Stance.OFFER: words("offer: {x}", x="{x}"),
            Stance.CONSIDER: words("ready to talk about {x}", x="{x}"),
            Stance.ONLY: words("if at all, {x}", x="{x}"),
            Stance.OPPOSE: words("preferably no {x}", x="{x}"),
            Stance.REJECT: words("no {x}", x="{x}"),
        }[stance]

    def _short(self, key: str) -> str:
        words = self.words
        return {
            "before": words("before {y}", y="{y}"),
            "no-later": words("no later than {y}", y="{y}"),
            "after": words("only after {y}", y="{y}"),
            "with": words("only at the same time as {y}", y="{y}"),
            "requires": words("only with {y} in the settlement too", y="{y}"),
            "includes": words("including {y}", y="{y}"),
            "at_least": words("at least {y}", y="{y}"),
            "at_most": words("at most {y}", y="{y}"),
            "exactly": words("exactly {y}", y="{y}"),
        }[key]

    def definition(self, definition: Definition) -> str:
        """Return a definition in words, without what it rests on."""
        words, terms = self.words, self.terms(definition.terms)
        x, y = terms[0], terms[-1]
        match definition.kind:
            case "is_a":
                return words("{x} is a kind of {y}", x=x, y=y)
            case "includes":
                return words("{y} is a part of {x}", x=x, y=y)
            case "requires":
                return words("{x} cannot be without {y}", x=x, y=y)
            case "after":
                return words("{x} can only come after {y}", x=x, y=y)
            case "excludes":
                return words("{x} and {y} exclude each other", x=x, y=y)
            case "choose":
                return words("at most one of {x} can be chosen", x=words.all_of(terms))
            case "closed":
                return words("{x} is always one of {y}", x=x, y=words.any_of(terms[1:]))
            case "stages":
                return words("{x} come in this order", x=words.all_of(terms))

    def basis(self, definition: Definition) -> str:
        """Return what a definition rests on, in words."""
        words = self.words
        return {
            "meaning": words("by meaning"),
            "law": words("by law"),
            "text": words("by an agreed text"),
            "analyst": words("by the analyst's judgement"),
        }[definition.basis]

    def because(self, definition: Definition) -> str:
        """Return the reason written down for a definition, or nothing."""
        return definition.because.within(self.lang) if definition.because else ""
