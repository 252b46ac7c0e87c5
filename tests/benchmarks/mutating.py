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
    """A function, `Class.method` or `name` in a module, whose source is changed in one place."""

    module: str
    function: str
    number: int
    line: int
    original: str
    source: str

    @cached_property
    def key(self) -> str:
        """Return a name that stays the same as long as the function does."""
        said = hashlib.sha256(f"{self.original}\0{self.source}".encode()).hexdigest()[:10]
        return f"{self.module}:{self.function}:{self.number}:{said}"

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


class _Visitor(MutationVisitor):
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
        text = _code(bare)
        at = next(n for n, line in enumerate(lines, 1) if text.splitlines()[0].strip() in line)
        for mutation in inside.get(node, ()):
            changed = bare.deep_replace(mutation.original_node, mutation.mutated_node)
            assert isinstance(changed, cst.CSTNode)
            if not _says_what_is_wrong(text, _code(changed)):
                found.append(Mutant(module, name, len(found), at, text, _code(changed)))
    return found, outside


def _mutations(source: str) -> tuple[cst.Module, list[Mutation]]:
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()), None)
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


def _says_what_is_wrong(before: str, after: str) -> bool:
    old = set(before.splitlines()) - set(after.splitlines())
    return any(LEFT_ALONE.search(line) for line in old)


def drawn(mutants: Iterable[Mutant], seed: int) -> list[Mutant]:
    """Return all in a random order in which any first part has of each module its share."""
    by_module: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_module[mutant.module].append(mutant)
    chance = random.Random(seed)
    placed: list[tuple[float, str, int, Mutant]] = []
    for name, some in sorted(by_module.items()):
        chance.shuffle(some)
        placed += [((n + chance.random()) / len(some), name, n, one) for n, one in enumerate(some)]
    return [one for *_, one in sorted(placed, key=lambda place: place[:3])]
