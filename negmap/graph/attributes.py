"""What nodes and edges of the graph carry: plain values, so that any format can hold them."""

from __future__ import annotations

from typing import Literal, TypedDict

ConditionKind = Literal["before", "no_later_than", "after", "with", "includes", "requires", "if", "unless"]
DefinedKind = Literal[
    "def_is_a", "def_includes", "def_requires", "def_after", "def_excludes", "def_choose", "def_closed", "def_stages"
]


class PartyNode(TypedDict):
    """A party; `role` and `sort` are empty where the files give none."""

    kind: Literal["party"]
    id: str
    label: str
    role: str
    sort: str


class StatementNode(TypedDict):
    """A statement that counts; `url` is the first web address of its sources, or empty."""

    kind: Literal["statement"]
    id: str
    party: str
    date: str
    via: str
    first_hand: bool
    url: str


class PositionNode(TypedDict):
    """A position in force; `read` keeps the analyst's readings apart from what the words say."""

    kind: Literal["position"]
    id: str
    statement: str
    party: str
    stance: str
    firmness: str
    binding: bool
    read: str
    date: str
    via: str
    first_hand: bool
    url: str


class TermNode(TypedDict):
    """A term that positions may name, each stage for itself; `state` is blocked, rejected or empty."""

    kind: Literal["term"]
    id: str
    label: str
    issue: str
    issue_label: str
    on_table: bool
    state: str


class ClashNode(TypedDict):
    """A conflict or tension that is not between two positions."""

    kind: Literal["conflict", "tension"]
    id: str
    sort: str
    size: int
    obstacle: str
    follows_from: str


class PlainEdge(TypedDict):
    """member_of: party to party · states: statement to position · takes: party to position."""

    kind: Literal["member_of", "states", "takes"]


class AboutEdge(TypedDict):
    """about: position to a term of its stance."""

    kind: Literal["about"]
    stance: str


class PartEdge(TypedDict):
    """part: a position to the conflict or tension that it takes part in, with the claims it voices there."""

    kind: Literal["part"]
    claims: str
    read: str


class ClashEdge(TypedDict):
    """conflict, tension: between exactly two positions, from the smaller id; the direction means nothing."""

    kind: Literal["conflict", "tension"]
    id: str
    sort: str
    size: int
    obstacle: str
    follows_from: str
    claims: str
    read: str


class ConditionEdge(TypedDict):
    """A condition or guard of a position: from a term of its stance to the other term.

    `one_of`: one of several terms is enough. Guards are `if` and `unless`.
    """

    kind: ConditionKind
    position: str
    party: str
    claim: str
    binding: bool
    one_of: bool
    read: str


class DefinitionEdge(TypedDict):
    """A definition; `choose` and `excludes` mean the same in both directions, `stages` leads to the next stage."""

    kind: DefinedKind
    id: str
    basis: str


Node = PartyNode | StatementNode | PositionNode | TermNode | ClashNode
Edge = PlainEdge | AboutEdge | PartEdge | ClashEdge | ConditionEdge | DefinitionEdge
