"""Reports on who stands where: `relations`, `agreed`, `gaps`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from negmap.findings.relations import Cell, OldWords, OpenTerm, Relation
from negmap.findings.reports import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsReport(Head):
    """The report of `negmap relations`. `wordings` has claims, conflicts, tensions in words; `issues` their titles."""

    pairs: tuple[Relation, ...]
    matrix: Mapping[str, Mapping[str, Cell]]
    issues: Mapping[str, str]
    titles: Mapping[str, str]
    wordings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedReport(Head):
    """The report of `negmap agreed`."""

    must_agree: tuple[str, ...]
    agreed: tuple[OpenTerm, ...]
    contradicted: tuple[str, ...]
    not_contradicted: tuple[OpenTerm, ...]
    not_spoken: tuple[str, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsReport(Head):
    """The report of `negmap gaps`."""

    silent: Mapping[str, tuple[str, ...]]
    one_voice: Mapping[str, str]
    old: tuple[OldWords, ...]
    one_statement: tuple[str, ...]
    one_source: tuple[str, ...]
    conflicts: int
    titles: Mapping[str, str]
    wordings: Mapping[str, str]
