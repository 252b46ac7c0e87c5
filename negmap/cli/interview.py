"""What `negmap new` asks at a terminal, record by record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic_core import PydanticCustomError

from negmap.cli.given import entry_data, keys_of, statement_data
from negmap.cli.questions import Check, Questions
from negmap.explain.messages import Words
from negmap.files.draft import Draft
from negmap.files.ids import suggested, unfit
from negmap.model.negotiation import Negotiation
from negmap.model.parties import Party, Role
from negmap.model.positions import CONDITIONS, GUARDS, Position, Stance
from negmap.model.statements import SECOND_HAND, Via
from negmap.model.values import Day

_BOUNDS = ("at_least", "at_most", "exactly")


class Interview:
    """Asks for new records of one negotiation; what is named and not yet there is asked for as well."""

    def __init__(self, negotiation: Negotiation, words: Words, draft: Draft) -> None:
        self.negotiation, self.words, self.draft = negotiation, words, draft
        self.questions = Questions(words)

    def record(self, kind: str, given: Mapping[str, Any]) -> None:
        """Ask for a record, except for what was given, and draft it."""
        answers = dict(given)
        if kind == "statement":
            self._statement(answers)
            self.draft.statements[answers["id"] or ""] = {
                **statement_data({**answers, "position": ()}),
                **({"positions": said} if (said := self._positions(answers)) else {}),
            }
        else:
            self._entry(kind, answers)

    def _entry(self, kind: str, answers: dict[str, Any]) -> None:
        words = self.words
        label = {"party": words("Name"), "term": words("Title"), "issue": words("Question")}[kind]
        answers["title"] = answers["title"] or self._texts(label, required=True)
        answers["id"] = answers["id"] or self._id(kind, answers["title"])
        if kind == "party":
            described = _described(Party, "kind")
            answers["kind"] = answers["kind"] or self._choice(words("Kind"), described)
            answers["role"] = answers["role"] or self._choice(words("Role in the talks"), get_args(Role))
            answers["member_of"] = answers["member_of"] or self._named("party", words("Member of"), several=True)
        if kind == "term":
            answers["issue"] = answers["issue"] or "".join(self._named("issue", words("Issue it belongs to")))
            label = words("Parties that would carry it out")
            answers["by"] = answers["by"] or self._named("party", label, several=True)
        self.draft.entries[kind, answers["id"]] = entry_data(kind, answers)

    def _texts(self, label: str, *, required: bool = False) -> tuple[str, ...]:
        return self.questions.texts(label, self.negotiation.about.languages, required=required)

    def _id(self, kind: str, names: tuple[str, ...]) -> str:
        english = next((name.partition("=")[2] for name in names if name.startswith("en=")), names[0])
        return self.questions.ask(
            self.words("Id, for use in files"), default=suggested(english), check=self._free(kind), required=True
        )

    def _free(self, kind: str) -> Check:
        taken = {key for sort, key in self.draft.entries if sort == kind} | set(self._known(kind))

        def check(answer: str) -> str:
            if answer in taken:
                return self.words("There is already one with this id.")
            wrong = unfit(answer)
            return f"{wrong[0]}; {wrong[1]}" if wrong else ""

        return check

    def _known(self, kind: str) -> dict[str, str]:
        """Return the ids of a kind with their names, also those that this draft brings."""
        n, lang = self.negotiation, self.words.lang
        drafted = {key: "" for sort, key in self.draft.entries if sort == kind}
        match kind:
            case "party":
                return {key: one.name.within(lang) for key, one in n.parties.items()} | drafted
            case "issue":
                return {key: one.title.within(lang) for key, one in n.issues.items()} | drafted
            case "term":
                return {name: n.title(name, lang) for name in sorted(n.term_of)} | drafted
            case _:
                return dict.fromkeys(n.statements, "")

    def _choice(self, label: str, choices: tuple[str, ...]) -> str:
        return self.questions.one_of(f"{label} [{', '.join(choices)}]", dict.fromkeys(choices, ""))

    def _named(self, kind: str, label: str, *, several: bool = False, required: bool = False) -> tuple[str, ...]:
        """Ask for records by id; those that are not there yet are asked for at once, or the question comes again."""
        known = self._known(kind)

        def check(answer: str) -> str:
            parts = answer.split(",") if several else [answer]
            for part in (p.strip() for p in parts):
                if part not in known and (wrong := unfit(part)):
                    return f"{wrong[0]}; {wrong[1]}"
            return ""

        hint = self.words("Tab completes; commas between several") if several else self.words("Tab completes")
        while True:
            answer = self.questions.ask(label, known=known, check=check, required=required, hint=hint)
            names = tuple(part.strip() for part in answer.split(",") if part.strip())
            if all(name in known or self._new(kind, name) for name in names):
                return names

    def _new(self, kind: str, name: str) -> bool:
        """Offer to draft a record that is named and not there; say whether it will be."""
        words = self.words
        if name in self._known(kind):
            return True
        question = {
            "party": words("There is no party `{name}` yet. Add it?", name=name),
            "term": words("There is no term `{name}` yet. Add it?", name=name),
            "issue": words("There is no issue `{name}` yet. Add it?", name=name),
        }[kind]
        if not self.questions.yes(question):
            return False
        empty = {"title": (), "kind": "", "role": "", "member_of": (), "issue": "", "by": ()}
        self._entry(kind, {"id": name, **empty})
        return True

    def _statement(self, answers: dict[str, Any]) -> None:
        words, ask = self.words, self.questions.ask
        answers["party"] = answers["party"] or self._named("party", words("Party that speaks"), required=True)[0]
        forms = "2025-12-15, 2025-12, 2025"
        answers["date"] = answers["date"] or ask(words("Day"), check=self._day, required=True, hint=forms)
        answers["speaker"] = answers["speaker"] or self._texts(words("Speaker"))
        if answers["speaker"]:
            answers["speaker_role"] = answers["speaker_role"] or self._texts(words("Office of the speaker on that day"))
        answers["venue"] = answers["venue"] or self._texts(words("Where, or on what occasion"))
        answers["via"] = answers["via"] or self._choice(words("How the words reached us"), get_args(Via))
        if answers["via"] in SECOND_HAND:
            answers["relayed_by"] = answers["relayed_by"] or self._texts(words("Passed on by"), required=True)
        answers["source"] = answers["source"] or self._sources()
        answers["summary"] = answers["summary"] or self._texts(words("What was said, in your own words"))

    def _day(self, answer: str) -> str:
        try:
            Day.parse(answer)
        except PydanticCustomError as wrong:
            return f"{wrong.message()}; {self.words('write 2025-12-15, 2025-12 or 2025')}"
        return ""

    def _sources(self) -> tuple[str, ...]:
        """Ask for sources until there is no other."""
        from negmap.files.yaml_text import flow

        words, found = self.words, []
        label = words("Title of a source")
        while title := self.questions.ask(label):
            source = {"title": title}
            for key, text in (
                ("publisher", words("Its publisher")),
                ("url", words("Its address")),
                ("lang", words("Its language, as a code")),
                ("published", words("Published on")),
            ):
                answer = self.questions.ask(text, check=self._day if key == "published" else None)
                source |= {key: answer} if answer else {}
            found.append(flow(source))
            label = words("Title of another source")
        return tuple(found)

    def _positions(self, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Ask for positions until there is no other, after those that were given."""
        words, found = self.words, [keys_of("position", text) for text in answers["position"]]
        stances = {stance.value: Position.model_fields[stance.value].description or "" for stance in Stance}
        label = words("A stance they took")
        hint = words("Tab lists them, Enter ends")
        while stance := self.questions.one_of(label, stances, hint=hint):
            (term,) = self._named("term", words("On which term"), required=True) or ("",)
            position: dict[str, Any] = {stance: term}
            if stance != "consider":
                self._conditions(position, stance)
            found.append(position)
            label = words("Another stance")
        return found

    def _conditions(self, position: dict[str, Any], stance: str) -> None:
        """Ask for the conditions and guards that a stance takes."""
        words = self.words
        takes = GUARDS if stance in ("reject", "oppose") else (*CONDITIONS, *GUARDS)
        fields = {"with": "with_", "if": "if_"}
        known = {key: Position.model_fields[fields.get(key, key)].description or "" for key in takes}
        label = words("Condition") if stance != "only" else words("Condition (needed beside `only`)")
        while key := self.questions.one_of(
            label, known, required=stance == "only" and len(position) == 1, hint=words("Tab lists them, Enter ends")
        ):
            if key in _BOUNDS:
                position[key] = self.questions.ask(words("Number"), required=True)
            else:
                names = self._named("term", words("Which term"), several=True, required=True)
                position[key] = names[0] if len(names) == 1 else list(names)
            label = words("Another condition")


def _described(model: type[Party], name: str) -> tuple[str, ...]:
    """Return the words that a field takes."""
    (choices,) = (part for part in get_args(model.model_fields[name].annotation) if get_args(part))
    return get_args(choices)
