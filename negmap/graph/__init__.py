"""The map as a graph: who said what about which terms, what depends on what, and what clashes.

The key of a node is its kind and its id (`party:europe`, `position:2025-12-15-berlin-leaders#territory`). The classes
in `attributes` say which attributes each kind of node and edge has; `docs/pictures.md` lists them. Claims are no
nodes: a position's edges name the claims it voices, so that the words of one party stay one node.
"""

from negmap.graph.build import Graph, Parts, graph, is_web, key, parts, subjects, voiced_in, web_address

__all__ = ["Graph", "Parts", "graph", "is_web", "key", "parts", "subjects", "voiced_in", "web_address"]
