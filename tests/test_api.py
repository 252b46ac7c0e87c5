"""`import negmap`: the answers of the commands, as objects that print, can be followed and draw themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from drawn import GUARANTEES as WITH_A_BAD_ADDRESS
from folders import written
from terminal import negmap as command

import negmap
from negmap.api.notebook import linked
from negmap.api.switches import Switches

ROOT = Path(__file__).parent.parent
UKRAINE = ROOT / "positions" / "ukraine-2025"
GUARANTEES = (
    WITH_A_BAD_ADDRESS.replace(', url: "javascript:alert(1)"', "")
    + """
--- file: proposals/draft.yaml
title: {en: A draft, ja: 案}
in: [security-guarantees, western-troops]
out: [donbas-to-russia]
--- file: scenarios/no-force.yaml
title: {en: Guarantees without the force, ja: 部隊のない保証}
without: ["includes:security-guarantees:multinational-force"]
"""
)
FAULTY = "--- file: statements/north.yaml\nparty: north\ndate: 2025-03-01\npositions: [{demand: ceasefre}]\n"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> negmap.Map:
    return negmap.load(written(GUARANTEES, tmp_path_factory.mktemp("maps") / "guarantees"))


@pytest.fixture
def guarantees(tmp_path: Path) -> negmap.Map:
    return negmap.load(written(GUARANTEES, tmp_path / "guarantees"))


# The answers are those of the commands.

ASKED: dict[str, tuple[Callable[[negmap.Map], negmap.Answer], list[str]]] = {  # type: ignore[type-arg] # any report
    "conflicts": (lambda m: m.conflicts(), ["conflicts"]),
    "conflicts, chosen": (
        lambda m: m.conflicts(party="europe", issue="territory", limit=1, tensions=True),
        ["conflicts", "--party", "europe", "--issue", "territory", "--limit", "1", "--tensions"],
    ),
    "concessions": (lambda m: m.concessions(), ["concessions"]),
    "concessions, chosen": (
        lambda m: m.concessions(only="russia", hold="europe", drop_only=True, limit=3, all=True),
        ["concessions", "--only", "russia", "--hold", "europe", "--drop-only", "--limit", "3", "--all"],
    ),
    "sequence": (lambda m: m.sequence(), ["sequence"]),
    "scenarios": (lambda m: m.scenarios(), ["scenarios"]),
    "changes": (lambda m: m.changes(), ["changes"]),
    "changes since": (lambda m: m.changes(date(2025, 12, 15)), ["changes", "--from", "2025-12-15"]),
    "proposal": (
        lambda m: m.proposal("draft", party="russia"),
        ["proposal", "draft", "--party", "russia"],
    ),
    "relations": (lambda m: m.relations(), ["relations"]),
    "agreed": (lambda m: m.agreed(), ["agreed"]),
    "gaps": (lambda m: m.gaps(), ["gaps"]),
    "why": (lambda m: m.why("security-guarantees"), ["why", "security-guarantees"]),
    "why, two": (
        lambda m: m.why("territorial-concessions", "donbas-to-russia"),
        ["why", "territorial-concessions", "donbas-to-russia"],
    ),
    "show": (lambda m: m.show("western-troops"), ["show", "western-troops", "--all"]),
    "verify": (lambda m: m.verify(), ["verify"]),
}


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_what_the_command_prints(name: str, map_: negmap.Map) -> None:
    ask, args = ASKED[name]
    answer = ask(map_)
    assert str(answer) == command(*args, "--positions", map_.read.folder).out
    as_json = command(*args, "--positions", map_.read.folder, "--format", "json")
    assert answer.json() == as_json.out
    assert answer.to_dict() == json.loads(as_json.out)
    assert answer.complete == answer.report.completeness.complete


@pytest.mark.parametrize(
    ("switches", "args"),
    [
        ({"as_of": "2025-12-15"}, ["--as-of", "2025-12-15"]),
        ({"as_of": date(2025, 12, 15), "first_hand": True}, ["--as-of", "2025-12-15", "--first-hand"]),
        ({"stated": True, "must_agree": True}, ["--stated", "--must-agree"]),
        ({"without": "2025-12-15-berlin"}, ["--without", "2025-12-15-berlin"]),
        (
            {"without": ["out:western-troops", "2025-12-16-kyiv"]},
            ["--without", "out:western-troops", "--without", "2025-12-16-kyiv"],
        ),
        ({"lang": "ja", "internal": True}, ["--lang", "ja", "--include", "internal"]),
    ],
)
def test_switches_are_those_of_the_commands(switches: Switches, args: list[str], map_: negmap.Map) -> None:
    printed = command("conflicts", "--positions", map_.read.folder, *args).out
    assert str(map_.under(**switches).conflicts()) == printed
    assert str(negmap.conflicts(map_.read.folder, **switches)) == printed


def test_a_statement_and_a_scenario_are_tried(map_: negmap.Map, tmp_path: Path) -> None:
    words, idea = tmp_path / "2025-12-17-moscow.yaml", map_.read.folder / "scenarios" / "no-force.yaml"
    words.write_text("party: russia\ndate: 2025-12-17\npositions: [{reject: prisoners}]\n")
    for given in ([words], [words, idea]):
        tried = map_.under(with_=given).conflicts()
        args = [arg for path in given for arg in ("--with", path)]
        assert str(tried) == command("conflicts", "--positions", map_.read.folder, *args).out
        assert str(tried) != str(map_.conflicts())
    assert str(map_.under(with_=str(words)).conflicts()) == str(map_.under(with_=[words]).conflicts())


def test_functions_take_a_folder_or_a_map(map_: negmap.Map) -> None:
    assert str(negmap.concessions(map_.read.folder, only="russia")) == str(map_.concessions(only="russia"))
    assert str(negmap.sequence(map_)) == str(map_.sequence())
    assert str(negmap.proposal("draft", map_)) == str(map_.proposal("draft"))
    assert str(negmap.conflicts(map_, as_of="2025-12-15")) == str(map_.under(as_of="2025-12-15").conflicts())


def test_the_nearest_negotiation_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(UKRAINE / "statements")
    assert negmap.load().name == "ukraine-2025"
    assert negmap.load(ROOT / "positions", "ukraine-2025").name == "ukraine-2025"


# They can be followed.


def test_a_map_says_what_it_holds(guarantees: negmap.Map) -> None:
    assert repr(guarantees) == (
        "<Map guarantees>\n"
        "Test\n"
        "What 3 public statements say, up to 16 Dec 2025. Not what parties would accept.\n"
        "3 statements, 5 positions in force, 3 parties, 6 terms, 2 definitions"
    )
    assert (guarantees.title, guarantees.as_of) == ("Test", date(2025, 12, 16))
    assert [*guarantees.parties] == ["europe", "russia", "ukraine"]
    assert guarantees.terms["prisoners"].title.within("ja") == "全捕虜の帰還"
    assert [*guarantees.statements] == ["2025-12-15-berlin", "2025-12-15-moscow", "2025-12-16-kyiv"]
    assert guarantees.positions["2025-12-15-moscow#1"].party == "russia"
    earlier = guarantees.under(as_of="2025-12-14")
    assert (len(earlier.statements), len(earlier.positions), len(earlier.conflicts())) == (0, 0, 0)


def test_a_conflict_leads_back_to_its_sources(guarantees: negmap.Map) -> None:
    found = guarantees.conflicts()
    assert len(found) == 2
    first = found[0]
    assert [c.id for c in found] == [first.id, found[1].id]
    assert found[first.id].id == first.id
    assert [c.id for c in found[1:]] == [found[1].id]
    assert (first.kind, first.parties) == ("condition", ("europe", "russia"))
    assert [claim.id for claim in first.claims] == [
        "in:security-guarantees",
        "includes:security-guarantees:multinational-force",
        "out:western-troops",
    ]
    assert [source.url for source in first.sources] == ["https://example.org/berlin?a=1&b=2", None]
    assert str(first) == str(guarantees.show(first.id))
    assert " ".join(first.explanation) in " ".join(str(first).split())
    assert "security-guarantees" in found.blocked
    assert set(found.rejected) == {"multinational-force", "western-troops"}
    with pytest.raises(KeyError, match=f"did you mean `{first.id}`"):
        found[first.id[:-1] + "x"]


def test_a_package_leads_to_its_order(guarantees: negmap.Map) -> None:
    packages = guarantees.concessions()
    assert {p.movers for p in packages} == {("europe",), ("russia",)}
    russia = next(p for p in packages if p.movers == ("russia",))
    assert str(russia) == f"{russia.id} · Russia\n  Russia: {russia.concessions[0]}"
    order = russia.sequence()
    assert [*order.phases] == [
        ("multinational-force", "security-guarantees", "western-troops"),
        ("territorial-concessions",),
        ("donbas-to-russia",),
    ]
    assert order.paths
    assert str(order) == str(guarantees.sequence(russia.id))
    assert order.picture().svg == guarantees.picture("sequence", package=russia.id).svg


def test_where_conflicts_stand_in_the_way_there_is_no_order_and_no_picture(guarantees: negmap.Map) -> None:
    stuck = guarantees.sequence(bridges=True)
    assert (stuck.phases, stuck.any_time, stuck.paths) == ((), (), ())
    assert {*stuck.report.standing} == {c.id for c in guarantees.conflicts()}
    assert stuck._repr_svg_() is None
    assert str(stuck) == command("sequence", "--bridges", "--positions", guarantees.read.folder).out


# They print well.


def test_a_prompt_shows_the_beginning_and_says_how_to_see_the_rest(map_: negmap.Map) -> None:
    found = negmap.conflicts(UKRAINE)
    shown, whole = repr(found).splitlines(), str(found).splitlines()
    assert shown[:-1] == whole[:60]
    assert shown[-1] == f"… {len(whole) - 60} more lines; print(…) shows all"
    assert repr(map_.verify()) == str(map_.verify()).rstrip("\n")


def test_a_notebook_shows_the_picture_above_the_words(guarantees: negmap.Map) -> None:
    order = guarantees.concessions()[0].sequence()
    for drawn in (guarantees, guarantees.conflicts()[0], order):
        svg = drawn._repr_svg_()
        assert svg is not None
        assert ET.fromstring(svg).tag.endswith("svg")
        page = drawn._repr_html_()
        assert page.index("<svg") < page.index("<pre")
        assert page.count("<pre") == 1
    bare = guarantees.conflicts()
    assert bare._repr_svg_() is None
    assert "<svg" not in bare._repr_html_()
    assert '<a href="https://example.org/berlin?a=1&amp;b=2"' in bare._repr_html_()


def test_a_picture_is_saved(guarantees: negmap.Map, tmp_path: Path) -> None:
    picture = guarantees.picture(theme="dark", all=True, cluster="issue")
    assert picture.save(tmp_path / "map.svg").read_text(encoding="utf-8") == str(picture) == picture._repr_svg_()
    assert picture.save(tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    assert picture.save(tmp_path / "map.dot").read_text(encoding="utf-8").startswith("digraph")
    assert repr(picture) == f"<Picture: {len(picture.svg.encode()):,} bytes of SVG; save(path) writes it>"
    assert picture.svg == command(
        "render", "--positions", guarantees.read.folder, "--theme", "dark", "--all", "--cluster", "issue"
    ).out  # fmt: skip


def test_text_from_files_is_no_markup(tmp_path: Path) -> None:
    folder = written(GUARANTEES.replace("Russia, ja", "'<script>alert(1)</script>&', ja"), tmp_path / "evil")
    made = negmap.load(folder)
    for page in (made.conflicts()._repr_html_(), made.conflicts()[0]._repr_html_(), made._repr_html_()):
        assert "<script" not in page
    assert "&lt;script&gt;" in made.conflicts()._repr_html_()
    assert linked('x https://a.example/"onclick="x <b>') == "x https://a.example/&quot;onclick=&quot;x &lt;b&gt;"


# What is not understood.


def test_faults_are_raised_with_their_places(tmp_path: Path) -> None:
    folder = written("--- file: terms.yaml\nceasefire: {title: Ceasefire}\n" + FAULTY, tmp_path / "faulty")
    with pytest.raises(negmap.FilesAtFault) as raised:
        negmap.load(folder)
    (fault,) = raised.value.diagnostics
    assert (fault.code, str(fault.span)) == ("unknown-term", "statements/north.yaml:3:22")
    assert str(raised.value) == (
        "statements/north.yaml:3:22: unknown-term unknown term `ceasefre`\n"
        "  3 | positions: [{demand: ceasefre}]\n"
        "    |                      ^^^^^^^^\n"
        "  remedy: did you mean `ceasefire`?\n"
        "1 fault: nothing was analysed, because a faulty statement may be the one that ends another. "
        "Mend them, or use partial=True."
    )
    assert isinstance(raised.value, negmap.NegmapError)
    part = negmap.load(folder, partial=True)
    assert part.conflicts().report.partial == ("position:north#1",)
    assert [d.code for d in part.remarks if d.is_error] == ["unknown-term"]
    found = negmap.check(folder)
    assert [d.code for d in found.errors] == ["unknown-term"]
    assert found[0] in found
    assert str(found).endswith(f"1 fault, {len(found) - 1} remark{'' if len(found) == 2 else 's'}")


def test_a_sound_folder_has_no_faults() -> None:
    found = negmap.check(UKRAINE)
    assert found.errors == ()
    assert str(found).splitlines()[-1] == command("check", "--positions", UKRAINE).out.splitlines()[-1]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda m: m.under(without="berlin"), "without: no position, statement, claim or definition `berlin`"),
        (lambda m: m.under(as_of="soon"), "as_of: `soon` is not a date; write 2025-12-15, 2025-12 or 2025"),
        (lambda m: m.under(lang="de"), "lang: no messages in 'de'; there are en, ja"),
        (lambda m: m.conflicts(party="russa"), "party: nothing is called `russa`\n  remedy: did you mean `russia`?"),
        (
            lambda m: m.concessions(hold=["eu"]),
            "hold: nothing is called `eu`\n  remedy: known: europe, russia",
        ),
        (lambda m: m.concessions(package="p-1"), "package: no package `p-1`"),
        (lambda m: m.sequence("p-1"), "package: no package `p-1`"),
        (lambda m: m.why("prisoner"), "nothing is called `prisoner`\n  remedy: did you mean `prisoners`?"),
        (lambda m: m.show("prisoner"), "nothing is called `prisoner`\n  remedy: did you mean `prisoners`?"),
        (lambda m: m.why("prisoners", "prisoners"), "name one term, two different terms or two different positions"),
        (lambda m: m.proposal("draft.yaml"), "there is no file draft.yaml, and no proposal `draft.yaml`"),
        (lambda m: m.changes("2026"), "since: 2026 is after the day of the map, 2025-12-16"),
        (lambda m: m.scenarios("peace"), "no scenario `peace`\n  remedy: there are: no-force"),
        (lambda m: m.picture("conflict"), "name a conflict; obstacles: "),
        (lambda m: m.picture().save("map.jpg"), "no picture is written as `map.jpg`\n  remedy: end it in .svg, .pdf"),
        (lambda m: m.picture("matrix").save("map.dot"), ""),
        (lambda m: negmap.load("/nowhere/at/all"), "there is no folder /nowhere/at/all\n  remedy: name a folder"),
    ],
)
def test_what_is_not_understood_says_what_to_do(
    ask: Callable[[negmap.Map], object], message: str, guarantees: negmap.Map
) -> None:
    with pytest.raises(negmap.NotUnderstood) as raised:
        ask(guarantees)
    assert str(raised.value).startswith(message)
    assert isinstance(raised.value, ValueError)


def test_a_misspelt_switch_is_a_type_error(guarantees: negmap.Map) -> None:
    with pytest.raises(TypeError, match="no such switch: firsthand"):
        guarantees.under(firsthand=True)  # type: ignore[call-arg]


# Importing costs next to nothing.


def test_names_are_loaded_on_first_use() -> None:
    """Nothing is imported before a name is used, so that the command's start stays as it is."""
    script = (
        "import sys, negmap\n"
        "early = {'pydantic', 'networkx', 'yaml', 'negmap.api'} & set(sys.modules)\n"
        "assert not early, early\n"
        "assert set(negmap.__all__) <= set(dir(negmap))\n"
        "from negmap import load\n"
        "assert 'negmap.api' in sys.modules and 'networkx' not in sys.modules\n"
        "load(sys.argv[1]).conflicts()\n"
        "assert 'networkx' not in sys.modules and 'click' not in sys.modules\n"
        "str(load(sys.argv[1]).picture())\n"
        "assert not {'networkx', 'graphviz', 'budoux'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, UKRAINE], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_public_name_is_there() -> None:
    import negmap.api

    assert negmap.__all__ == negmap.api.__all__
    assert all(getattr(negmap, name) is getattr(negmap.api, name) for name in negmap.__all__)
    assert (ROOT / "negmap" / "py.typed").exists()
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = negmap.nothing
