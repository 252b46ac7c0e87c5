"""How a conflict stands: among whom, and on how much evidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Support:
    """What voices one claim: how many statements, speakers, independent sources."""

    claim: str
    statements: int
    speakers: int
    sources: int


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another reading of a position, counted from 1, under which a conflict is gone."""

    position: str
    reading: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Among whom a set of claims stands, and on what (method.md §10.3).

    `core`: it stands among those who must agree alone. `same_side`: the parties that voice all of
    it themselves. `support`: what voices each claim, in the order of the claims; `weakest` the one
    with the least. `would_be_gone_if`: positions and statements at second hand that end so much of it, if they
    hold, that it is gone. `first_hand` and `stated`: it stands without what was relayed or said
    anonymously, without what the analyst inferred. It is gone without any one of `gone_without_source`
    (independent sources), under any of `gone_under_reading`, without any of `gone_without_definition`
    (those that rest on the analyst).
    """

    core: bool
    same_side: tuple[str, ...]
    support: tuple[Support, ...]
    weakest: Support
    would_be_gone_if: tuple[str, ...]
    first_hand: bool
    stated: bool
    gone_without_source: tuple[str, ...]
    gone_under_reading: tuple[OtherReading, ...]
    gone_without_definition: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """How many conflicts rest on one statement, on second-hand words, our reading, one source, one definition."""

    conflicts: int
    one_statement: int
    second_hand: int
    our_reading: int
    one_source: int
    analyst_definition: int
