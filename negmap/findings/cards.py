"""Reports on single things: `show`, `why`, `verify`."""

from __future__ import annotations

from dataclasses import dataclass

from negmap.findings.conflicts import Ring
from negmap.findings.reports import ClaimRow, ConflictRow, DefinitionRow, Head, SourceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of what is known about a thing: a label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that hangs on the thing shown: its kind and id, which `show` takes again, and a line of words."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Things of one sort that hang on the thing shown."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReport(Head):
    """The report of `negmap show`."""

    kind: str
    id: str
    name: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    conflict: ConflictRow | None = None
    sources: tuple[SourceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """One derivation: claims with voices, definitions, rings, sentences."""

    claims: tuple[ClaimRow, ...]
    definitions: tuple[DefinitionRow, ...]
    cycles: tuple[Ring, ...]
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyReport(Head):
    """The report of `negmap why`: what was asked, the answer in one sentence, and every derivation of it."""

    asked: tuple[str, ...]
    answer: str
    derivations: tuple[Derived, ...]
    sources: tuple[SourceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """Something that a report says and the independent checker does not find to be so."""

    id: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport(Head):
    """The report of `negmap verify`: how much was checked again, and what did not hold."""

    conflicts: int
    tensions: int
    packages: int
    problems: tuple[ProblemRow, ...]
