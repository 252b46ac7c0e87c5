"""docs/api.md is made from the code: its examples are run, its reference is read off the public names."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
from collections.abc import Iterator
from typing import Any

import pytest
from generated import DOCS, NOTE, assert_is, page

import negmap

PROMPT = "Everything the commands tell can be had in Python."
EXAMPLES = [
    ("", PROMPT + """
The map of a negotiation is read once and then asked; what answers share is computed once.
""", """
import negmap
ukraine = negmap.load("positions/ukraine-2025")
ukraine
"""),
    ("Conflicts", """
An answer is a list where the report is one. It prints as the command prints it, and each thing in it can be had by its
place or by its id. Every claim leads back to who said it, when and where.
""", """
found = ukraine.conflicts(issue="security")
len(found)
first = found[0]
first.kind, first.parties
for claim in first.claims:
    voice = claim.voices[0]
    print(claim.text, "--", voice.party, voice.date, voice.sources[0].publisher)
for sentence in first.explanation:
    print(sentence)
found.blocked
"""),
    ("Under other switches", """
The switches are those of the commands. Nothing is read again.
""", """
early = ukraine.under(as_of="2025-12-17", first_hand=True)
early.as_of
len(early.conflicts()), len(ukraine.conflicts())
"""),
    ("Packages and orders", """
Packages are the least that would have to move. Nobody has offered them.
""", """
packages = ukraine.under(as_of="2025-12-17").concessions()
print(packages[0])
packages[0].sequence().phases[-1]
"""),
    ("Graph and pictures", """
The graph is one of networkx, with typed nodes and edges. A picture is SVG; in a notebook, maps, conflicts and sequences
draw themselves.
""", """
graph = ukraine.graph(tensions=False)
sorted({kind for _, kind in graph.nodes(data="kind")})
ukraine.picture("conflict", first.id).svg[:4]
"""),
    ("When something is wrong", """
There are two exceptions, both of them a `NegmapError`. `NotUnderstood` says which value was not understood and what it
could have been. `FilesAtFault` carries every fault of every file, each with its place and its remedy; `partial=True`
goes on without what is faulty, and every answer says so. `negmap.check` returns faults and raises none.
""", """
try:
    ukraine.under(without="2025-12-15-ryabkof")
except negmap.NotUnderstood as wrong:
    print(wrong)
negmap.check("positions/ukraine-2025").errors
"""),
]  # fmt: skip
GROUPS = {
    "Functions": ["load", "check", "conflicts", "concessions", "sequence", "proposal"],
    "The map": ["Map", "Switches"],
    "Answers": ["Answer", "Conflicts", "Conflict", "Packages", "Package", "Sequence", "Faults", "Picture"],
    "Exceptions": ["NegmapError", "NotUnderstood", "FilesAtFault"],
}


def test_the_page_is_made_from_the_code(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOCS.parent)
    assert_is(DOCS / "api.md", _page(), bool(request.config.getoption("update_snapshots")))


def test_every_public_name_is_on_it() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(negmap.__all__)


def test_every_public_thing_says_what_it_is() -> None:
    silent = [
        f"{name}.{key}"
        for names in GROUPS.values()
        for name in names
        if inspect.isclass(thing := getattr(negmap, name))
        for key, member in _members(thing)
        if not inspect.getdoc(member)
    ]
    assert silent == []


def _page() -> str:
    names: dict[str, Any] = {}
    shown = [
        page(f"## {title}" if title else "", text, f"```python\n{''.join(_played(code, names))}```")
        for title, text, code in EXAMPLES
    ]
    made = [page(f"## {title}", *(_entry(name) for name in names)) for title, names in GROUPS.items()]
    return page("# Python library", NOTE, *shown, *made)


def _played(code: str, names: dict[str, Any]) -> Iterator[str]:
    """Run code statement by statement, as at a prompt, and yield it with what is printed."""
    for statement in ast.parse(code.strip()).body:
        source = ast.get_source_segment(code.strip(), statement) or ""
        lines = source.splitlines()
        yield "".join(f"{'>>>' if not number else '...'} {line}\n" for number, line in enumerate(lines))
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(ast.Interactive([statement]), "<docs>", "single"), names)
        yield printed.getvalue()


def _entry(name: str) -> str:
    thing = getattr(negmap, name)
    if not inspect.isclass(thing):
        return page(f"### {name}", f"```python\nnegmap.{name}{_signature(thing)}\n```", _told(thing))
    members = [_member(name, key, member) for key, member in _members(thing)]
    return page(f"### {name}", _told(thing), *members)


def _members(thing: type) -> list[tuple[str, Any]]:
    """Return the public members that a class and its parents in negmap.api define, in the order of the source."""
    own = [one for one in reversed(thing.__mro__) if one.__module__.startswith(("negmap.api", "negmap.prepare"))]
    parents = [one for one in own if one is not negmap.Answer or thing is one]  # what every answer has is told once
    found = {key: one.__dict__[key] for one in parents for key in one.__dict__ if not key.startswith("_")}
    return [(k, m) for k, m in found.items() if inspect.isfunction(m) or isinstance(m, property)]


def _member(name: str, key: str, member: Any) -> str:
    if isinstance(member, property):
        returned = _type(inspect.signature(member.fget).return_annotation) if member.fget else ""
        return f"**`.{key}`** `-> {returned}`\\\n{_told(member)}"
    return f"**`.{key}{_signature(member)}`**\\\n{_told(member)}"


def _signature(thing: Any) -> str:
    made = inspect.signature(thing)
    kept = [
        p.replace(annotation=p.empty) if p.kind == p.VAR_KEYWORD else p.replace(annotation=_named(p.annotation))
        for p in made.parameters.values()
        if p.name != "self"
    ]
    return str(made.replace(parameters=kept, return_annotation=_named(made.return_annotation)))


class _Name:
    """A type as it is written."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _named(annotation: Any) -> Any:
    return annotation if annotation is inspect.Signature.empty else _Name(_type(annotation))


def _type(annotation: Any) -> str:
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    return str(text)


def _told(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").replace("``", "`")
