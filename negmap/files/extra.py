"""Single files from anywhere: a statement, scenario or proposal to try beside the folder's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from negmap.diagnostics import Diagnostic, Origin, in_order
from negmap.files.disk import Found, about_file
from negmap.files.documents import yaml_document
from negmap.files.records import Subject, bad_id, record
from negmap.files.subjects import always, in_statement
from negmap.model.negotiation import Kind, Negotiation
from negmap.model.proposals import Proposal
from negmap.model.scenarios import Scenario
from negmap.model.statements import Statement
from negmap.model.values import MISSING, Record

R = TypeVar("R", bound=Record)
_MODELS: dict[Kind, type[Statement | Scenario | Proposal]] = {
    "statement": Statement,
    "scenario": Scenario,
    "proposal": Proposal,
}
_OF_PROPOSAL = frozenset({"in", "out", "open", "order", "tabled_by", "form", "version_of"})


@dataclass(frozen=True, slots=True)
class Extra:
    """A record from a file outside the folder, and where it came from."""

    kind: Kind
    record: Statement | Scenario | Proposal
    origin: Origin


def load_extra(path: Path) -> tuple[Extra | None, tuple[Diagnostic, ...]]:
    """Return a statement, scenario or proposal from a file with all that is wrong with it; its keys tell which.

    Its id is the file's name without the ending. Diagnostics call the file as it was called here.
    """
    name, key = path.as_posix(), path.stem
    found: list[Diagnostic] = []
    if wrong := bad_id(key):
        found.append(about_file(name, *wrong))
        key = MISSING
    document = yaml_document(Found(path, name), always(f"file:{name}"), found)
    if document is None:
        return None, in_order(found)
    kind = kind_of(document.data)
    subject: Subject = in_statement(key, document.data) if kind == "statement" else always(f"{kind}:{key}")
    one, faults = record(_MODELS[kind], document.data, document.origin, subject, key=key)
    made = Extra(kind, one, document.origin) if one is not None else None
    return made, in_order([*found, *faults])


def kind_of(data: object) -> Kind:
    """Return what a file's data describe: a statement has a party, a proposal terms that are in or out."""
    keys = set(data) if isinstance(data, dict) else set()
    if "party" in keys:
        return "statement"
    return "proposal" if keys & _OF_PROPOSAL else "scenario"


def load_statement(path: Path) -> tuple[Statement | None, tuple[Diagnostic, ...]]:
    """Return the statement in a file with all that is wrong with it."""
    return _load(path, Statement, "statement")


def load_scenario(path: Path) -> tuple[Scenario | None, tuple[Diagnostic, ...]]:
    """Return the scenario in a file with all that is wrong with it."""
    return _load(path, Scenario, "scenario")


def load_proposal(path: Path) -> tuple[Proposal | None, tuple[Diagnostic, ...]]:
    """Return the proposal in a file with all that is wrong with it."""
    return _load(path, Proposal, "proposal")


def _load(path: Path, model: type[R], kind: Kind) -> tuple[R | None, tuple[Diagnostic, ...]]:
    extra, found = load_extra(path)
    if extra is None:
        return None, found
    one = extra.record
    if isinstance(one, model):
        return one, found
    wrong = f"this is a {extra.kind}, not a {kind}"
    other = about_file(path.as_posix(), "other-kind", wrong, f"name the file of a {kind}")
    return None, in_order([*found, other])


def added(negotiation: Negotiation, extra: Extra) -> Negotiation:
    """Return the negotiation with one record more, or in place of the one with its id."""
    key = extra.record.id
    origins = {**negotiation.origins, (extra.kind, key): extra.origin}
    if isinstance(extra.record, Statement):
        return replace(negotiation, statements={**negotiation.statements, key: extra.record}, origins=origins)
    if isinstance(extra.record, Scenario):
        return replace(negotiation, scenarios={**negotiation.scenarios, key: extra.record}, origins=origins)
    return replace(negotiation, proposals={**negotiation.proposals, key: extra.record}, origins=origins)
