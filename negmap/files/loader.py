"""A negotiation's folder as a negotiation, with everything that is wrong with it."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from negmap.diagnostics import Diagnostic, Origin, fault, in_order
from negmap.files.disk import Found, about_file
from negmap.files.documents import Document, Memory, line_documents, yaml_document
from negmap.files.folder import OPTIONAL, contents
from negmap.files.records import Subject, bad_id, record
from negmap.files.subjects import always, entries, in_statement
from negmap.model.negotiation import About, Event, Kind, Negotiation
from negmap.model.parties import Party
from negmap.model.proposals import Proposal
from negmap.model.scenarios import Scenario
from negmap.model.statements import Statement
from negmap.model.terms import Issue, Term
from negmap.model.values import MISSING, MISSING_DAY, Day, Text
from negmap.progress import Work, begin, count

MAX_RECORDS = 2_000_000
"""How many statements (or scenarios, or drafts) a negotiation may hold."""

FEW = 200
"""With fewer files than this it is as quick to parse them as to look up what they hold."""

R = TypeVar("R", Party, Term, Issue, Statement, Scenario, Proposal)


def load(folder: Path, parsed: Path | None = None) -> tuple[Negotiation, tuple[Diagnostic, ...]]:
    """Return the negotiation in a folder with all that is wrong with its files, in order; never raises for input.

    `parsed` is a folder in which to keep what many files were found to hold, for the next time.
    Records at fault are kept as far as they can be read, so that everything can be checked in one run.
    """
    with _no_collector(), ExitStack() as ends:
        reader = _Reader(folder.resolve())
        begin(Work.FILES, sum(map(len, reader.contents.folders.values())))
        if parsed is not None and reader.many:
            reader.memory = _remembering(parsed, ends)
        negotiation = Negotiation(
            name=reader.root.name,
            about=reader.about(),
            parties=reader.entries("parties.yaml", "party", Party),
            terms=reader.entries("terms.yaml", "term", Term),
            issues=reader.entries("issues.yaml", "issue", Issue),
            events=reader.events(),
            statements=reader.records("statements", "statement", Statement),
            scenarios=reader.records("scenarios", "scenario", Scenario),
            proposals=reader.records("proposals", "proposal", Proposal),
            origins=reader.origins,
        )
        return negotiation, in_order(reader.found)


def _remembering(parsed: Path, ends: ExitStack) -> Memory:
    from negmap.files.cache import Cache

    return ends.enter_context(Cache(parsed))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the cyclic collector from walking over every record again and again while they are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reader:
    """Reads one folder; gathers what is wrong, and where each record came from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.contents = contents(root)
        self.found: list[Diagnostic] = self.contents.diagnostics
        self.origins: dict[tuple[Kind, str], Origin] = {}
        self.memory: Memory | None = None

    @property
    def many(self) -> bool:
        """Say whether there are so many files that it pays to remember what they hold."""
        return len(self.contents.folders["statements"]) >= FEW

    def about(self) -> About:
        document = self._document("negotiation.yaml", always("negotiation:"))
        made = None
        if document:
            self.origins["negotiation", ""] = document.origin
            made, wrong = record(About, document.data, document.origin, always("negotiation:"))
            self.found += wrong
        return made or About(title=Text.parse(self.root.name))

    def entries(self, name: str, kind: Kind, model: type[R]) -> dict[str, R]:
        document = self._document(name, entries(kind, name))
        if document is None:
            return {}
        self.origins[kind, ""] = document.origin
        if document.data is None:
            return {}
        if not isinstance(document.data, dict):
            remedy = "write `id:`, and below it its keys"
            self._complain(document.origin, "not-a-mapping", "ids with records are needed here", remedy, f"file:{name}")
            return {}
        made: dict[str, R] = {}
        for key in document.data:
            item = Document(document.data[key], document.origin.at(key))
            wrong = bad_id(key)
            if wrong:
                self._complain(item.origin, *wrong, f"{kind}:{key}", key=True)
            self._keep(kind, MISSING if wrong else key, model, item, always(f"{kind}:{key}"), made)
        return made

    def events(self) -> tuple[Event, ...]:
        document = self._document("events.yaml", always("file:events.yaml"))
        if document is None or document.data is None:
            return ()
        if not isinstance(document.data, list):
            remedy = "write items after `-`, one a line"
            self._complain(document.origin, "not-a-list", "a list of events is needed here", remedy, "file:events.yaml")
            return ()
        made: list[Event] = []
        for index, item in enumerate(document.data):
            origin = document.origin.at(index)
            event, wrong = record(Event, item, origin, always(f"event:{index}"))
            self.found += wrong
            self.origins["event", str(index)] = origin
            made.append(event or Event(date=Day.parse(MISSING_DAY), term=MISSING))
        return tuple(made)

    def records(self, folder: str, kind: Kind, model: type[R]) -> dict[str, R]:
        made: dict[str, R] = {}
        for file in self.contents.folders[folder]:
            count()
            if file.path.suffix == ".jsonl":
                for line in line_documents(file, self.found):
                    if self._too_many(kind, file, made):
                        return made
                    self._line(line, kind, model, made)
            elif self._too_many(kind, file, made):
                return made
            else:
                self._single(file, kind, model, made)
        return made

    def _too_many(self, kind: Kind, file: Found, made: Collection[str]) -> bool:
        """Say whether there is no room for one more, and complain of it: the rest is not read."""
        if len(made) < MAX_RECORDS:
            return False
        message = f"the folder holds more than {MAX_RECORDS:,} {kind}s; nothing from here on is read"
        self.found.append(about_file(file.name, "too-many", message, "split the negotiation into several folders"))
        return True

    def _complain(
        self, origin: Origin, code: str, message: str, remedy: str, subject: str, *, key: bool = False
    ) -> None:
        self.found.append(fault(origin, code, message, remedy=remedy, subject=subject, key=key))

    def _document(self, name: str, subject: Subject) -> Document | None:
        file = self.contents.files.get(name)
        return yaml_document(file, subject, self.found, may_be_empty=name in OPTIONAL) if file else None

    def _single(self, file: Found, kind: Kind, model: type[R], made: dict[str, R]) -> None:
        key = file.name.rpartition("/")[2].rpartition(".")[0]
        wrong = bad_id(key)
        if wrong:
            self.found.append(about_file(file.name, wrong[0], wrong[1], wrong[2]))
        document = yaml_document(file, _namer(kind, key), self.found, memory=self.memory)
        if document is not None:
            self._keep(kind, MISSING if wrong else key, model, document, _namer(kind, key, document), made)

    def _line(self, line: Document, kind: Kind, model: type[R], made: dict[str, R]) -> None:
        """Keep the record of one line, whose id stands in it."""
        data = dict(line.data) if isinstance(line.data, dict) else {}
        key = data.pop("id", None)
        name = f"file:{line.origin.source.name}"
        if not isinstance(line.data, dict):
            remedy = 'write {"id": …, "party": …}'
            self._complain(line.origin, "not-a-mapping", "a record in braces is needed here", remedy, name)
            return
        wrong = bad_id(key) if key is not None else _NO_ID
        if wrong:
            self._complain(line.origin.at("id"), *wrong, name)
            key = MISSING
        self._keep(kind, str(key), model, Document(data, line.origin), _namer(kind, str(key), line), made)

    def _keep(
        self, kind: Kind, key: str, model: type[R], document: Document, subject: Subject, made: dict[str, R]
    ) -> None:
        """Make a record and keep it under its id; one without a valid id is only read for its faults."""
        one, wrong = record(model, document.data, document.origin, subject, key=key)
        self.found += wrong
        if one is None or key == MISSING:
            return
        if key in made:
            first = self.origins[kind, key].source.name
            message = f"`{key}` is also the id of a {kind} in {first}"
            self._complain(document.origin, "duplicate-id", message, "rename one of the two", f"{kind}:{key}")
            return
        made[key] = one
        self.origins[kind, key] = document.origin


_NO_ID = ("missing-key", '`"id"` is missing', "give each line an id; it stands for a file's name")


def _namer(kind: Kind, key: str, document: Document | None = None) -> Subject:
    if kind == "statement":
        return in_statement(key, document.data if document else None)
    return always(f"{kind}:{key}")
