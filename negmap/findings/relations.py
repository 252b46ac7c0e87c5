"""What parties share and where they are opposed; what is agreed, not contradicted, not spoken about; gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Mark = Literal["for", "against", "both", "conditions", "talks", "silent"]
"""What a party has said on an issue or a term, without weight."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Two parties, by id: the claims that both voice, and the conflicts and tensions that they alone make up."""

    parties: tuple[str, str]
    shared: tuple[str, ...]
    opposed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party has said on one issue: the terms it is for, against, and on which it sets conditions."""

    wants: tuple[str, ...]
    refuses: tuple[str, ...]
    conditions: tuple[str, ...]
    ready_to_talk: tuple[str, ...]

    @property
    def silent(self) -> bool:
        """Say whether it has said nothing."""
        return not (self.wants or self.refuses or self.conditions or self.ready_to_talk)


@dataclass(frozen=True, slots=True)
class Relations:
    """Every two parties that have something in common or against each other, and the matrix party by issue."""

    pairs: tuple[Relation, ...]
    matrix: Mapping[str, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """A term, those who have asked for, offered or accepted it, and who must agree and has said nothing of it."""

    term: str
    consenting: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Terms that all who must agree have consented to; terms nobody opposes; terms nobody spoke on.

    `agreed` terms may still be contradicted by others; `contradicted` has those that are.
    `not_spoken` are terms of the files that no position in force names.
    """

    agreed: tuple[OpenTerm, ...]
    contradicted: tuple[str, ...]
    not_contradicted: tuple[OpenTerm, ...]
    not_spoken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OldWords:
    """A statement older than `stale_after`, and how old it is in days."""

    statement: str
    days: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is not known: silence on terms that a settlement needs, single voices, old words, thin evidence.

    `silent` has, for each term of the settlement shown, parties that must agree or would carry it
    out and have said nothing. `one_voice` are the terms that one party alone has named, with that
    party. `one_statement` and `one_source` are conflicts of which some claim rests on one statement,
    or that are gone without one of their sources.
    """

    silent: Mapping[str, tuple[str, ...]]
    one_voice: Mapping[str, str]
    old: tuple[OldWords, ...]
    one_statement: tuple[str, ...]
    one_source: tuple[str, ...]
