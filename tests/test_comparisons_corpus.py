"""Many negotiations: known answers, faults, taking up a run, and the same tables wherever the work is done."""

from __future__ import annotations

import csv
import filecmp
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from dask_cluster import Running, cluster, listening
from jsonschema import Draft202012Validator
from made_corpus import SHAPES, START, Known, made
from pyarrow import parquet
from syrupy.assertion import SnapshotAssertion
from terminal import Ran, negmap
from work import deadly, deadly_once, doubled

from negmap.cli.meter import line
from negmap.comparisons import engines
from negmap.comparisons.corpus import task
from negmap.comparisons.corpus.days import MOST, Days, NotDays
from negmap.comparisons.corpus.rows import rows_of
from negmap.comparisons.corpus.run import Progress, Run
from negmap.comparisons.corpus.task import Settings
from negmap.comparisons.engines import AHEAD, Cluster, Cores, Here, Lost, NoEngine, done
from negmap.comparisons.leave_out.study import leave_out
from negmap.comparisons.shapes import MOST as FEW, Count, shape
from negmap.explain.messages import Words
from negmap.files.below import below
from negmap.files.loader import load
from negmap.findings.corpus import TABLES, columns
from negmap.findings.corpus_reports import CorpusReport
from negmap.model.variants import view
from negmap.render.json import schema

CASES = Path(__file__).parent / "cases"
NUMBER = 8
FAULTY = "a-faulty-one"
Row = Mapping[str, str]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Known]]:
    """Return the folder of a made-up corpus, and what must come of it."""
    root = tmp_path_factory.mktemp("made") / "corpus"
    return root, list(made(root, NUMBER, positions=24))


@pytest.fixture(scope="module")
def mixed(known: tuple[Path, list[Known]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same corpus with a negotiation that is faulty in two places, and real ones."""
    root = tmp_path_factory.mktemp("mixed") / "corpus"
    shutil.copytree(known[0], root)
    for name in ("brexit-2017", "korea-2019"):
        shutil.copytree(CASES / name, root / "real" / name)
    faulty = root / FAULTY
    shutil.copytree(CASES / "brexit-2017", faulty)
    (faulty / "terms.yaml").write_text("ceasefire: {titel: Ceasefire}\n", encoding="utf-8")
    (faulty / "statements" / "2017-06-19-davis.yaml").write_text("party: [\n", encoding="utf-8")
    return root


def corpus(root: Path, output: Path, *options: str | Path) -> Ran:
    return negmap("corpus", root, "-o", output, *options)


def table(output: Path, name: str) -> list[Row]:
    with (output / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def words(row: Row, column: str) -> frozenset[str]:
    return frozenset(row[column].split())


def same(one: Path, other: Path) -> bool:
    """Say whether two folders hold the same tables and pictures, byte for byte."""
    names = sorted(path.name for path in one.iterdir() if path.is_file())
    assert names == sorted(path.name for path in other.iterdir() if path.is_file())
    assert "conflicts.csv" in names or "conflicts.parquet" in names
    return filecmp.cmpfiles(one, other, names, shallow=False)[0] == names


# What must come out.


@pytest.fixture(scope="module")
def last(known: tuple[Path, list[Known]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("last")
    assert corpus(known[0], output, "-p", "1").code == 0
    return output


def test_every_obstacle_that_was_put_in_and_no_other(known: tuple[Path, list[Known]], last: Path) -> None:
    for one in known[1]:
        expected = {(o.shape, o.claims) for o in one.obstacles if o.after is None}
        rows = [row for row in table(last, "obstacles") if row["negotiation"] == one.name]
        assert {(row["shape"], words(row, "claims")) for row in rows} == expected
        assert len(rows) == len(expected)
    assert {row["shape"] for row in table(last, "obstacles")} == set(SHAPES), "the corpus has every shape"


def test_every_conflict_with_the_statements_behind_it(known: tuple[Path, list[Known]], last: Path) -> None:
    for one in known[1]:
        rows = [row for row in table(last, "conflicts") if row["negotiation"] == one.name]
        found = {(words(row, "claims"), words(row, "statements")) for row in rows}
        assert found == {(o.conflict, o.statements) for o in one.obstacles if o.after is None}
        assert {row["version"] for row in rows} <= {task.VERSION}


def test_terms_held_up_and_first_packages(known: tuple[Path, list[Known]], last: Path) -> None:
    for one in known[1]:
        standing = [o for o in one.obstacles if o.after is None]
        held = {(row["term"], row["hold"]) for row in table(last, "blocked") if row["negotiation"] == one.name}
        assert held == {pair for o in standing for pair in o.held}
        rows = [row for row in table(last, "packages") if row["negotiation"] == one.name]
        assert {words(row, "concessions") for row in rows} == {o.package for o in standing}


def test_how_often_each_shape_occurs(known: tuple[Path, list[Known]], last: Path) -> None:
    for row in table(last, "shapes"):
        having = [[o for o in k.obstacles if o.after is None and o.shape == row["shape"]] for k in known[1]]
        numbers = (sum(map(bool, having)), NUMBER, sum(map(len, having)), sum(map(len, having)))
        columns = ("negotiations", "of_negotiations", "obstacles", "conflicts")
        assert tuple(int(row[name]) for name in columns) == numbers


def test_the_days_on_which_a_conflict_stands(known: tuple[Path, list[Known]], tmp_path: Path) -> None:
    """A map a day: from the day on which the last of its words was said, to the eve of those that ended it."""
    end = START + timedelta(days=80)
    ran = corpus(known[0], tmp_path, "-p", "1", "--as-of", f"{START}..{end}", "--step", "1d")
    assert ran.code == 0
    rows = table(tmp_path, "evolution")
    claims = {(row["negotiation"], row["conflict"]): words(row, "claims") for row in table(tmp_path, "conflicts")}
    found = {
        (row["negotiation"], claims[row["negotiation"], row["conflict"]], row["first"], row["last"]) for row in rows
    }
    day = timedelta(days=1)
    assert found == {
        (k.name, o.conflict, o.first.isoformat(), (o.after - day if o.after else end).isoformat())
        for k in known[1]
        for o in k.obstacles
    }
    assert any(o.after for k in known[1] for o in k.obstacles), "some conflicts end"
    for row in rows:
        first, last_day = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        assert int(row["maps"]) == (last_day - first).days + 1
        assert row["before"] == ("" if first == START else (first - day).isoformat())
        assert row["after"] == ("" if last_day == end else (last_day + day).isoformat())
        assert int(row["of_maps"]) == 81


def test_a_map_of_a_range_is_that_of_its_day(tmp_path: Path) -> None:
    """What is taken over from the day before is what is found on the day alone."""
    (tmp_path / "in").mkdir()
    shutil.copytree(CASES / "brexit-2017", tmp_path / "in" / "brexit-2017")
    corpus(tmp_path / "in", tmp_path / "range", "-p", "1", "--as-of", "2017-04..2017-12", "--step", "1m")
    days = sorted({row["as_of"] for row in table(tmp_path / "range", "negotiations")})
    assert days[0] == "2017-04-01"
    assert days[-1] == "2017-12-31"
    for day in days:
        corpus(tmp_path / "in", tmp_path / day, "-p", "1", "--as-of", day)
        for name in set(TABLES) - {"evolution"}:
            rows = [row for row in table(tmp_path / "range", name) if row["as_of"] == day]
            assert rows == table(tmp_path / day, name), (day, name)


# The same tables wherever the work is done.


@pytest.fixture(scope="module")
def alone(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("alone")
    assert corpus(mixed, output, "-p", "1", "--as-of", "..", "--step", "2w").code == 1
    return output


RANGE = ("--as-of", "..", "--step", "2w")


def test_all_cores_make_the_same_tables(mixed: Path, alone: Path, tmp_path: Path) -> None:
    corpus(mixed, tmp_path, "-p", "2", *RANGE)
    assert same(alone, tmp_path)


def test_parquet_holds_what_csv_holds(mixed: Path, alone: Path, tmp_path: Path) -> None:
    shutil.copytree(alone / "parts", tmp_path / "parts")
    corpus(mixed, tmp_path, "-p", "1", *RANGE, "--tables", "parquet")
    for name in TABLES:
        rows = parquet.read_table(tmp_path / f"{name}.parquet").to_pylist()
        assert [{key: _as_csv(cell) for key, cell in row.items()} for row in rows] == table(alone, name)
    shutil.copytree(tmp_path, tmp_path / "first", ignore=shutil.ignore_patterns("parts", "first"))
    corpus(mixed, tmp_path, "-p", "1", *RANGE, "--tables", "parquet")
    assert same(tmp_path / "first", tmp_path)


def _as_csv(cell: Any) -> str:
    if isinstance(cell, list):
        return " ".join(cell)
    return "" if cell is None else str(cell).upper() if isinstance(cell, bool) else str(cell)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with cluster(tmp_path_factory.mktemp("dask")) as running:
        yield running


def _workers(address: str, number: int) -> None:
    """Wait for workers to be there."""
    engine = Cluster(address)
    try:
        while engine.width() < number * AHEAD:
            time.sleep(0.1)
    finally:
        engine.close()


def test_a_cluster_makes_the_same_tables_with_a_worker_killed(
    mixed: Path, alone: Path, tmp_path: Path, dask: Running
) -> None:
    """Two worker processes; one is killed when the first negotiation is done, while it works on another."""
    _workers(dask.address, 2)
    days = Days.parse("..", "2w")
    run = Run(mixed, tmp_path, Settings(days))
    with closing(run.go(Cluster(dask.address))) as steps:
        next(steps)
        assert dask.listening == {"0100007F"}, "nothing listens beyond this machine"
        assert run.progress.done < run.progress.of - AHEAD
        dask.workers[0].kill()
        for _ in steps:
            pass
    assert dask.workers[0].wait() != 0
    assert dask.workers[1].poll() is None
    assert corpus(mixed, tmp_path, "--scheduler", dask.address, *RANGE).code == 1
    assert run.progress.done == run.progress.of
    assert same(alone, tmp_path)


def test_leave_out_on_a_cluster_finds_what_is_found_here(dask: Running) -> None:
    """On whatever worker is left."""
    seen = view(load(CASES / "korea-2019")[0])
    there = leave_out(seen, "statement", 2, 100, 0, Cluster(dask.address))
    assert there == leave_out(seen, "statement", 2, 100, 0, Here())


def test_this_process_listens_to_nobody(dask: Running) -> None:
    before = listening(os.getpid())
    engine = Cluster(dask.address)
    try:
        assert listening(os.getpid()) == before
    finally:
        engine.close()


def test_no_cluster_at_the_address(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 1)
    ran = corpus(mixed, tmp_path, "--scheduler", "tcp://127.0.0.1:9")
    assert (ran.code, ran.out) == (2, "")
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in ran.err
    assert "Traceback" not in ran.err


class _Watched(Here):
    """Notes what is handed over."""

    def __init__(self) -> None:
        self.data: list[tuple[object, ...]] = []

    def submit(self, work: Callable[..., Any], *data: object) -> Any:
        self.data.append(data)
        return super().submit(work, *data)


def test_what_is_handed_over_is_data(mixed: Path, tmp_path: Path) -> None:
    engine = _Watched()
    with closing(Run(mixed, tmp_path, Settings()).go(engine)) as steps:
        list(steps)
    assert len(engine.data) == NUMBER + 3
    for settings, name, files in engine.data:
        assert type(settings) is str
        assert type(name) is str
        assert type(files) is dict
        assert {(type(key), type(value)) for key, value in files.items()} == {(str, bytes)}


# A run that was cut off.


def test_a_run_that_was_cut_off_goes_on_where_it_was(mixed: Path, alone: Path, tmp_path: Path) -> None:
    settings = Settings(Days.parse("..", "2w"))
    first = Run(mixed, tmp_path, settings)
    with closing(first.go(Here())) as steps:
        list(islice(steps, 5))
    assert not list(tmp_path.glob("*.csv"))
    engine = _Watched()
    second = Run(mixed, tmp_path, settings)
    with closing(second.go(engine)) as steps:
        list(steps)
    assert len(engine.data) == NUMBER + 3 - 5
    assert (second.progress.taken_over, second.progress.done) == (5, NUMBER + 3)
    corpus(mixed, tmp_path, "-p", "1", *RANGE)
    assert same(alone, tmp_path)


def test_ctrl_c_says_how_far_it_is(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = task.analysed

    def stopped(settings: str, name: str, files: Any) -> Any:
        if name == "s000/n00002":
            raise KeyboardInterrupt
        return whole(settings, name, files)

    monkeypatch.setattr("negmap.comparisons.corpus.run.analysed", stopped)
    ran = corpus(mixed, tmp_path, "-p", "1")
    assert (ran.code, ran.out) == (130, "")
    assert "5 of 11 negotiations are done and kept; the same command goes on from there." in ran.err
    assert not list(tmp_path.glob("*.csv"))


def test_only_what_changed_is_analysed_again(mixed: Path, tmp_path: Path) -> None:
    root = tmp_path / "in"
    shutil.copytree(mixed, root)
    corpus(root, tmp_path / "out", "-p", "1")
    path = root / "s000" / "n00003" / "negotiation.yaml"
    path.write_text('{"title": "Renamed"}\n', encoding="utf-8")
    damaged = sorted((tmp_path / "out" / "parts").rglob("*.json"))[0]
    damaged.write_bytes(damaged.read_bytes()[:-20])
    engine = _Watched()
    with closing(Run(root, tmp_path / "out", Settings()).go(engine)) as steps:
        list(steps)
    assert {"s000/n00003"} <= {str(data[1]) for data in engine.data}
    assert len(engine.data) in (1, 2), "the one that changed, and the one of which the part is damaged"
    corpus(root, tmp_path / "out", "-p", "1")
    corpus(root, tmp_path / "anew", "-p", "1")
    assert same(tmp_path / "out", tmp_path / "anew")
    assert "Renamed" in {row["title"] for row in table(tmp_path / "out", "negotiations")}


def test_other_settings_or_another_negmap_start_anew(mixed: Path, tmp_path: Path) -> None:
    run = Run(mixed, tmp_path, Settings())
    files = {"negotiation.yaml": b"title: A\n"}
    keys = {
        run.store.key("a", files),
        run.store.key("b", files),
        run.store.key("a", {"negotiation.yaml": b"title: B\n"}),
        run.store.key("a", {"negotiation.yml": b"title: A\n"}),
        Run(mixed, tmp_path, Settings(stated=True)).store.key("a", files),
        Run(mixed, tmp_path, Settings(Days.parse("2020..", "1w"))).store.key("a", files),
    }
    assert len(keys) == 6
    assert Settings.parse(run.settings.text()) == run.settings


# Faults.


def test_a_negotiation_that_fails_is_a_row(mixed: Path, alone: Path, snapshot: SnapshotAssertion) -> None:
    assert (alone / "faults.csv").read_text(encoding="utf-8") == snapshot
    assert FAULTY not in {row["negotiation"] for row in table(alone, "negotiations")}
    assert len({row["negotiation"] for row in table(alone, "negotiations")}) == NUMBER + 2


def test_partial_analyses_the_rest(mixed: Path, tmp_path: Path) -> None:
    assert corpus(mixed, tmp_path, "-p", "1", "--partial").code == 1
    (row,) = (row for row in table(tmp_path, "negotiations") if row["negotiation"] == FAULTY)
    assert "term:ceasefire" in words(row, "partial")
    assert {row["negotiation"] for row in table(tmp_path, "faults")} == {FAULTY}


def test_our_own_fault_is_a_row_too_and_is_not_kept(
    mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(study: Any, name: str, *rest: Any) -> Any:
        if name == "s000/n00001":
            raise ValueError("no such thing")
        return whole(study, name, *rest)

    whole = rows_of
    with monkeypatch.context() as patch:
        patch.setattr(task, "rows_of", fails)
        ran = corpus(mixed, tmp_path, "-p", "1")
    assert ran.code == 1
    assert "1 negotiation could not be analysed" not in ran.out, "two could not"
    rows = {row["negotiation"]: row for row in table(tmp_path, "faults")}
    assert rows["s000/n00001"]["message"] == "ValueError: no such thing"
    assert rows["s000/n00001"]["code"] == "failed"
    corpus(mixed, tmp_path, "-p", "1")
    assert {row["negotiation"] for row in table(tmp_path, "faults")} == {FAULTY}


def test_a_link_out_of_the_folder_is_a_row(tmp_path: Path) -> None:
    shutil.copytree(CASES / "brexit-2017", tmp_path / "in" / "brexit-2017")
    (tmp_path / "in" / "brexit-2017" / "events.yaml").unlink()
    (tmp_path / "in" / "brexit-2017" / "events.yaml").symlink_to("/etc/hostname")
    corpus(tmp_path / "in", tmp_path / "out", "-p", "1")
    (row,) = table(tmp_path / "out", "faults")
    assert (row["code"], row["file"], row["stage"]) == ("bad-link", "events.yaml", "reading")


def test_the_time_was_up(known: tuple[Path, list[Known]], tmp_path: Path) -> None:
    ran = corpus(known[0], tmp_path, "-p", "1", "--timeout", "0.000001")
    assert "INCOMPLETE: on" in ran.out
    assert {row["complete"] for row in table(tmp_path, "negotiations")} >= {"FALSE"}


# Processes that are lost.


def numbers(count: int, *more: object) -> Iterator[tuple[int, tuple[object, ...]]]:
    return ((n, (n, *more)) for n in range(count))


def test_only_the_task_that_ends_its_process_is_lost() -> None:
    found = dict(done(Cores(2), deadly, numbers(8, 3)))
    assert isinstance(found.pop(3), Lost)
    assert found == {n: 2 * n for n in range(8) if n != 3}


def test_a_process_that_was_killed_costs_nothing_but_time(tmp_path: Path) -> None:
    assert dict(done(Cores(2), deadly_once, numbers(6, 2, str(tmp_path / "mark")))) == {n: 2 * n for n in range(6)}


def test_tasks_are_taken_only_as_fast_as_they_are_done() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[int, tuple[object, ...]]]:
        for number in range(50):
            taken.append(number)
            yield number, (number,)

    for count, _ in enumerate(done(Here(), doubled, tasks()), 1):
        assert len(taken) <= count + 1


def test_another_negmap_on_a_worker_stops_the_run(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negmap.comparisons.corpus.run.analysed", lambda *_: (b"{}", 0, True, "other"))
    ran = corpus(mixed, tmp_path, "-p", "1")
    assert (ran.code, ran.out) == (2, "")
    assert "a worker runs another negmap" in ran.err


# The command.


def test_the_report_on_real_negotiations(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert corpus(CASES, tmp_path, "-p", "1", "--as-of", "..").out == snapshot


def test_the_report_in_japanese(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert corpus(CASES, tmp_path, "-p", "1", "--as-of", "2019", "--lang", "ja").out == snapshot


def test_the_report_as_json(mixed: Path, alone: Path, tmp_path: Path) -> None:
    shutil.copytree(alone / "parts", tmp_path / "parts")
    report = corpus(mixed, tmp_path, "-p", "1", *RANGE, "--format", "json").report
    assert report["negotiations"] == NUMBER + 3
    assert report["analysed"] == NUMBER + 2
    assert report["tables"]["evolution.csv"] == len(table(alone, "evolution"))
    assert {row["shape"] for row in report["shapes"]} >= set(SHAPES)
    assert report["days"] == {"first": None, "last": None, "step": "2w"}


def test_the_schema_of_corpus_in_docs_is_made_from_the_records(request: pytest.FixtureRequest) -> None:
    path = Path(__file__).parent.parent / "docs" / "schemas" / "corpus.json"
    made = json.dumps(schema(CorpusReport), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("update_snapshots"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made, "run pytest --snapshot-update"


def test_the_report_of_corpus_is_valid_under_its_schema(tmp_path: Path) -> None:
    report = negmap("corpus", CASES / "korea-2019", "-o", tmp_path / "out", "-p", "1", "--format", "json").report
    Draft202012Validator(schema(CorpusReport)).validate(report)


def test_the_picture_says_what_the_report_says(mixed: Path, alone: Path) -> None:
    picture = ET.parse(alone / "shapes.svg").getroot()
    about = "".join(picture.find("{http://www.w3.org/2000/svg}desc").itertext())  # type: ignore[union-attr]
    assert "orders in a ring of 3 terms: in" in about
    assert "real/brexit-2017: " in about
    shown = [item.text for item in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert "real/korea-2019" in shown


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--step", "1w"], "--step needs a range of days"),
        (["--as-of", "2020..", "--step", "week"], "`week` is no step; write 7d, 1w, 3m or 1y"),
        (["--as-of", "2021..2020"], "2021 is after 2020"),
        (["--as-of", "tomorrow"], "`tomorrow` is not a date"),
        (["-p", "2", "--scheduler", "tcp://127.0.0.1:9"], "give one of them"),
    ],
)
def test_what_is_not_understood(tmp_path: Path, options: list[str], message: str) -> None:
    ran = corpus(CASES, tmp_path / "out", *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert not (tmp_path / "out").exists()


def test_no_negotiation_below(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ran = corpus(tmp_path / "in", tmp_path / "out")
    assert ran.code == 2
    assert "no negotiation below" in ran.err


def test_every_negotiation_below_at_any_depth(tmp_path: Path) -> None:
    for name in ("b", "a/c/d", "a/b", ".hidden", "b/statements/inner"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "negotiation.yaml").touch()
    assert below(tmp_path) == (("a/b", "a/c/d", "b"), ())
    assert below(tmp_path / "b") == ((".",), ())


def test_tables_of_an_earlier_run_do_not_stay(tmp_path: Path) -> None:
    corpus(CASES, tmp_path, "-p", "1", "--as-of", "2019..2020", "--step", "1y")
    assert (tmp_path / "evolution.csv").exists()
    corpus(CASES, tmp_path, "-p", "1", "--tables", "parquet")
    assert not list(tmp_path.glob("*.csv"))
    assert not (tmp_path / "evolution.parquet").exists()


def test_every_table_names_negotiation_version_and_statements() -> None:
    for name, row in TABLES.items():
        names = {column.name for column in columns(row)}
        assert {"negotiation", "version"} <= names
        assert "statements" in names or name == "faults"


# Days, shapes, progress.


def test_steps_of_months_end_with_the_month() -> None:
    found = list(Days.parse("2024-01-31..2024-05-15", "1m")._between(date(2024, 1, 31), date(2024, 5, 15)))
    assert [day.isoformat() for day in found] == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-15"]


def test_the_last_day_is_always_among_them() -> None:
    found = list(Days.parse("2024..2024", None)._between(date(2024, 1, 1), date(2024, 1, 16)))
    assert [day.day for day in found] == [1, 8, 15, 16]


def test_too_many_maps(tmp_path: Path) -> None:
    shutil.copytree(CASES / "brexit-2017", tmp_path / "in" / "brexit-2017")
    ran = corpus(tmp_path / "in", tmp_path / "out", "-p", "1", "--as-of", "0001..", "--step", "1d")
    assert ran.code == 1
    (row,) = table(tmp_path / "out", "faults")
    assert row["code"] == "too-many-maps"
    assert f"more than {MOST:,} maps" in row["message"]


def test_days_are_read_as_they_are_written() -> None:
    assert Days.parse("2024..2025-06", "2w") == Days(date(2024, 1, 1), date(2025, 6, 30), True, 2, "w")
    assert Days.parse("2025", None) == Days(last=date(2025, 12, 31))
    with pytest.raises(NotDays):
        Days.parse("2024..", "0d")


def test_the_shortest_ring_names_the_shape() -> None:
    assert shape("deadlock", [("a", "b", "c", "d"), ("a", "b", "c")], ()) == "ring-3"
    assert shape("definition", (), ["def:is_a:a:b", "def:is_a:b:c"]) == "definitions-2"


def test_a_large_corpus_takes_no_more_room() -> None:
    count = Count()
    for number in range(FEW + 5):
        count.add(f"n{number}", [("o-1", "direct", ["c-1", "c-2"]), ("o-1", "direct", ["c-1"]), ("o-2", "ring-2", [])])
    assert count.single == {}
    rows = {row.shape: row for row in count.rows("1")}
    assert (rows["direct"].obstacles, rows["direct"].conflicts) == (FEW + 5, 2 * (FEW + 5))


def test_progress_has_rate_and_time_left() -> None:
    progress = Progress(of=1000, done=400, taken_over=100, with_faults=2)
    assert (
        line(progress, 60.0, Words("en"))
        == "400 of 1000 negotiations · 5.0 a second · 2 min 00 s left · 100 known from before · 2 with faults"
    )
    assert line(progress, 60.0, Words("ja"), maps=True).startswith("1000組中400組／")


def test_the_engine_is_closed_whatever_happens() -> None:
    class Closed(Here):
        open = True

        def close(self) -> None:
            self.open = False

    engine = Closed()
    with closing(done(engine, doubled, numbers(5))) as found:  # type: ignore[type-var] # a generator
        next(found)
    assert not engine.open


def test_a_worker_that_cannot_import_negmap_stops_the_run() -> None:
    def missing(number: int) -> int:
        raise ModuleNotFoundError("No module named 'negmap'")

    class Far(Here):
        def submit(self, work: Callable[..., Any], *data: object) -> Any:
            future: Future[Any] = Future()
            future.set_exception(ModuleNotFoundError("No module named 'negmap'"))
            return future

    with pytest.raises(NoEngine, match="install the same negmap on every worker"):
        list(done(Far(), missing, numbers(1)))


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """A sheet opens the table in a program that would compute what begins with a sign."""
    root = tmp_path / "corpus"
    shutil.copytree(CASES / "korea-2019", root / "=1+1")
    assert corpus(root, tmp_path / "out", "-p", "1", *RANGE).code == 0
    for name in TABLES:
        for row in table(tmp_path / "out", name):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row.values() if not cell.isdigit())
    assert {row["negotiation"] for row in table(tmp_path / "out", "conflicts")} == {"'=1+1"}
