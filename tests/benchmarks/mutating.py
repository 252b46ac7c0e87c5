"""Functions with one place changed, made with the operators of mutmut (``pip install mutmut``)."""

from __future__ import annotations

import hashlib
import random
import re
import textwrap
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from functools import cached_property
from types import FunctionType, ModuleType

import libcst as cst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

LEFT_ALONE = re.compile(r"raise \w+|assert ")
"""What these lines say goes wrong is for readers; no test pins each word of it down."""


@dataclass(frozen=True)
class Mutant:
    """A function, `Class.method` or `name` in a module, that is to be changed in one place."""

    module: str
    function: str
    number: int
    line: int
    bare: cst.FunctionDef
    mutation: Mutation

    @property
    def key(self) -> str:
        """Return a name that stays the same as long as the function does."""
        said = hashlib.sha256(self.original.encode()).hexdigest()[:8]
        return f"{self.module}:{self.function}:{self.number}:{said}"

    @cached_property
    def original(self) -> str:
        """Return the function without its decorators."""
        return _code(self.bare)

    @cached_property
    def source(self) -> str:
        """Return the changed function."""
        changed = self.bare.deep_replace(self.mutation.original_node, self.mutation.mutated_node)
        assert isinstance(changed, cst.CSTNode)
        return _code(changed)

    @property
    def diff(self) -> str:
        """Return the lines that differ."""
        lines = unified_diff(self.original.splitlines(), self.source.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if line[:2] not in ("--", "++", "@@"))

    def applied(self, module: ModuleType, function: FunctionType) -> None:
        """Have the function do what the mutant does."""
        changed = _defined(module, self.source)
        function.__code__ = changed.__code__
        function.__defaults__ = changed.__defaults__
        function.__kwdefaults__ = changed.__kwdefaults__


def _defined(module: ModuleType, source: str) -> FunctionType:
    names = dict(vars(module))
    with warnings.catch_warnings(action="ignore"):
        exec(compile("from __future__ import annotations\n" + source, module.__file__ or "", "exec"), names)
    made = names[source.split("def ", 1)[1].split("(", 1)[0]]
    assert isinstance(made, FunctionType)
    return made


class _Visitor(MutationVisitor):  # type: ignore[misc]
    """Change decorated functions too: what is swapped is what the decorator took, so nothing is decorated twice."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False
        return bool(super()._skip_node_and_children(node))


def mutants_of(module: str, source: str) -> tuple[list[Mutant], int]:
    """Return the mutants of a module's functions, and the number of places outside functions, which are left alone."""
    tree, mutations = _mutations(source)
    inside, outside = _by_function(mutations)
    lines = source.splitlines()
    found: list[Mutant] = []
    for name, node in _functions(tree):
        bare = node.with_changes(decorators=[], leading_lines=[])
        start = _code(bare).splitlines()[0]
        at = next(n for n, line in enumerate(lines, 1) if start in line)
        found += [Mutant(module, name, n, at, bare, one) for n, one in enumerate(inside.get(node, ()))]
    return found, outside


def _mutations(source: str) -> tuple[cst.Module, list[Mutation]]:
    wrapper = MetadataWrapper(cst.parse_module(source))
    alone = {n for n, line in enumerate(source.splitlines(), 1) if LEFT_ALONE.search(line)}
    visitor = _Visitor(mutation_operators, IgnoredCode(alone, set(), set()), None)
    return wrapper.visit(visitor), visitor.mutations


def _by_function(mutations: Iterable[Mutation]) -> tuple[Mapping[cst.CSTNode, list[Mutation]], int]:
    inside: dict[cst.CSTNode, list[Mutation]] = defaultdict(list)
    outside = 0
    for mutation in mutations:
        function = mutation.contained_by_top_level_function
        if isinstance(function, cst.FunctionDef):
            inside[function].append(mutation)
        else:
            outside += 1
    return inside, outside


def _functions(tree: cst.Module) -> Iterator[tuple[str, cst.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, cst.FunctionDef):
            yield node.name.value, node
        elif isinstance(node, cst.ClassDef):
            for inner in node.body.body:
                if isinstance(inner, cst.FunctionDef):
                    yield f"{node.name.value}.{inner.name.value}", inner


def _code(node: cst.CSTNode) -> str:
    return textwrap.dedent(cst.Module([]).code_for_node(node)).strip() + "\n"


def drawn(mutants: Iterable[Mutant], seed: int) -> list[Mutant]:
    """Return all in a random order in which any first part has of each module its share."""
    by_module: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_module[mutant.module].append(mutant)
    placed: list[tuple[float, str, int, Mutant]] = []
    for name, some in sorted(by_module.items()):
        chance = random.Random(f"{seed} {name}")
        chance.shuffle(some)
        placed += [((n + chance.random()) / len(some), name, n, one) for n, one in enumerate(some)]
    return [one for *_, one in sorted(placed, key=lambda place: place[:3])]
