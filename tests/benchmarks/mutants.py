"""Change the engine in one place at a time, and tell which changes no test notices: ``tests/benchmarks/mutants.py``.

    python tests/benchmarks/mutants.py run FILE [--only MODULE …] [--but MODULE …] [--first N] [--seed N]
        [--examples N] [--seconds N] [--again] [--tests PATH …]
    python tests/benchmarks/mutants.py table FILE
    python tests/benchmarks/mutants.py alive FILE

Everything is imported, and the tests are collected, once; each mutant is then tried in a process forked from that one.
FILE gets a line of JSON for each mutant, so that a run can be stopped and taken up again.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from cProfile import Profile
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypedDict

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.mutating import Mutant, drawn, mutants_of  # noqa: E402

PACKAGES = ("negmap/logic", "negmap/analysis")
MEMORY = 3 << 30
QUICK = 0.5
"""A test that takes no more seconds is asked early once it has noticed another mutant of the function."""
TESTS = (
    "tests/test_analysis_*.py",
    "tests/test_api.py",
    "tests/test_cases.py",
    "tests/test_checks_*.py",
    "tests/test_cli_check.py",
    "tests/test_cli_conflicts.py",
    "tests/test_cli_proposal.py",
    "tests/test_cli_sequence.py",
    "tests/test_cli_why.py",
    "tests/test_comparisons_leave_out.py",
    "tests/test_comparisons_scenarios.py",
    "tests/test_docs_examples.py",
    "tests/test_engine_properties.py",
    "tests/test_error_gallery.py",
    "tests/test_exchange_wcnf.py",
    "tests/test_logic_*.py",
    "tests/test_positions_ukraine.py",
    "tests/test_second_encoding.py",
)


class Line(TypedDict):
    """What came of a mutant; `by` is the test that noticed, and `tried` how many were asked."""

    key: str
    outcome: str
    by: str
    tried: int
    seconds: float
    function: str
    diff: str


class Watched(TypedDict):
    """What a test does as things are: the functions are given by module and name."""

    passed: bool
    seconds: float
    reached: list[tuple[str, str]]


Learnt = dict[str, Watched]


def main() -> None:
    """Do what the command line says."""
    given = _arguments().parse_args()
    if given.do == "table":
        _table(_read(given.file))
    elif given.do == "alive":
        _alive(_read(given.file))
    elif os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets would differ from run to run
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    else:
        sys.exit(_tested(given))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("do", choices=["run", "table", "alive"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", nargs="+", default=["*"], help="modules, as negmap.logic.l*")
    parser.add_argument("--but", nargs="+", default=[], help="modules that are left out")
    parser.add_argument("--first", type=int, help="so many of these, in the order that the seed draws")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=30, help="of each property, at most")
    parser.add_argument("--seconds", type=float, default=60, help="processor time of tests a mutant is worth, at most")
    parser.add_argument("--again", action="store_true", help="try those again that were left alive")
    parser.add_argument("--tests", nargs="+", default=TESTS)
    return parser


def _tested(given: argparse.Namespace) -> int:
    os.chdir(ROOT)
    paths = [str(path) for pattern in given.tests for path in sorted(ROOT.glob(pattern))]
    quiet = ["--quiet", "--no-header", "--capture=sys", "--tb=line", "-p", "no:cacheprovider", "-p", "no:xdist"]
    base = ROOT / "build" / f"mutants-{os.getpid()}"
    return pytest.main([*quiet, f"--basetemp={base}", *paths], plugins=[_Plugin(given)])


class _Plugin:
    """Try mutants where pytest would run the tests it has collected."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            _fewer(item, self._given.examples)
        learnt = self._given.file.with_suffix(f".{self._given.examples}.tests")  # the time they take goes with examples
        run = Run(session.items, self._given.seconds, learnt)
        run.all(_wanted(self._given), self._given.file)
        return True


def _fewer(item: pytest.Item, examples: int) -> None:
    """Have a property try few examples, the same ones each time, and not make small what fails."""
    test = getattr(item, "function", None)
    own = getattr(test, "_hypothesis_internal_use_settings", None)
    if own is not None:
        from hypothesis import Phase, settings  # not before pytest, which rewrites its plugins

        test._hypothesis_internal_use_settings = settings(  # type: ignore[union-attr]
            own,
            max_examples=min(examples, own.max_examples),
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
        )


def _wanted(given: argparse.Namespace) -> list[Mutant]:
    """Return the mutants to be tried, less those that the file has an outcome of."""
    named = [(name, path) for name, path in _modules() if _named(name, given.only, given.but)]
    found = [mutant for name, path in named for mutant in mutants_of(name, path.read_text())[0]]
    lines = _read(given.file)
    alive = {line["key"] for line in lines if line["outcome"] == "alive"}
    done = {line["key"] for line in lines}
    wanted = drawn(found, given.seed)[: given.first]
    return [m for m in wanted if (m.key in alive if given.again else m.key not in done)]


def _modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).glob("*.py")):
            yield ".".join((*path.relative_to(ROOT).parent.parts, path.stem)), path


def _named(module: str, only: Iterable[str], but: Iterable[str]) -> bool:
    return any(fnmatch(module, one) for one in only) and not any(fnmatch(module, one) for one in but)


class Run:
    """Tests that try mutants: those that reach the changed function, the likeliest to notice and the quickest first."""

    def __init__(self, items: Sequence[pytest.Item], seconds: float, file: Path) -> None:
        self._items = {item.nodeid: item for item in items}
        self._seconds = seconds
        self._functions = {name: _functions(name, path) for name, path in _modules()}
        self._noticed: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        gc.collect()
        gc.freeze()
        learnt = self._learnt(file)
        self._took = {name: told["seconds"] for name, told in learnt.items()}
        self._reached: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, told in learnt.items():
            for module, function in told["reached"]:
                self._reached[module, function].append(name)
        sys.stderr.write(f"{len(self._took)} tests take {sum(self._took.values()):.0f} s\n")

    def all(self, mutants: Sequence[Mutant], file: Path) -> None:
        """Try each, and write down what came of it."""
        with file.open("a", encoding="utf-8") as out:
            for number, mutant in enumerate(mutants, 1):
                line = self._tried(mutant)
                out.write(json.dumps(line) + "\n")
                out.flush()
                if number % 100 == 0 or number == len(mutants):
                    sys.stderr.write(f"{number} of {len(mutants)}\n")

    def _learnt(self, file: Path) -> Learnt:
        """Run each test as it is, once: how long it takes, and which functions it reaches."""
        learnt: Learnt = json.loads(file.read_text()) if file.exists() else {}
        for name in self._items.keys() - learnt.keys():
            told = _forked(partial(_watched, self._items[name]), 600)
            learnt[name] = told or Watched(passed=False, seconds=0, reached=[])
            if len(learnt) % 50 == 0:  # so that this can be taken up again, too
                file.write_text(json.dumps(learnt))
        file.write_text(json.dumps(learnt))
        for name in [name for name in learnt if not learnt[name]["passed"]]:
            sys.stderr.write(f"{name} is left out: it fails when it is watched\n")
        return {name: told for name, told in learnt.items() if name in self._items and told["passed"]}

    def _tried(self, mutant: Mutant) -> Line:
        place = (mutant.module, mutant.function)
        names = self._in_turn(place)
        begun = time.process_time() + _children()
        told = _forked(lambda: self._outcome(mutant, names), 3 * self._seconds + 60)
        seconds = round(time.process_time() + _children() - begun, 2)
        outcome, by, tried = told or ("too long", "", 0)
        if by:
            self._noticed[place][by] += 1
        where = f"{mutant.module.removeprefix('negmap.')}.{mutant.function}:{mutant.line}"
        return Line(
            key=mutant.key, outcome=outcome, by=by, tried=tried, seconds=seconds, function=where, diff=mutant.diff
        )

    def _in_turn(self, place: tuple[str, str]) -> list[str]:
        noticed = self._noticed[place]

        def turn(name: str) -> tuple[float, float, str]:
            return -noticed[name] if self._took[name] < QUICK else 0, self._took[name], name

        names = sorted(self._reached.get(place, ()), key=turn)
        left = self._seconds
        taken = []
        for name in names:
            left -= self._took[name]
            if left < 0:
                break
            taken.append(name)
        return taken

    def _outcome(self, mutant: Mutant, names: Sequence[str]) -> tuple[str, str, int]:
        module = importlib.import_module(mutant.module)
        try:
            mutant.applied(module, self._functions[mutant.module][mutant.function])
        except Exception as fault:
            return "no code", str(fault), 0
        for number, name in enumerate(names, 1):
            signal.setitimer(signal.ITIMER_PROF, 1 + 2 * self._took[name])  # its signal ends the process
            if not _passes(self._items[name]):
                return "killed", name, number
        return "alive", "", len(names)


def _functions(name: str, path: Path) -> Mapping[str, FunctionType]:
    importlib.import_module(name)
    own = [f for f in gc.get_objects() if isinstance(f, FunctionType) and f.__code__.co_filename == str(path)]
    return {function.__qualname__: function for function in own}


def _watched(item: pytest.Item) -> Watched:
    begun = time.process_time()
    profile = Profile()
    passed = profile.runcall(_passes, item)
    seconds = time.process_time() - begun
    codes = [entry.code for entry in profile.getstats() if isinstance(entry.code, CodeType)]
    folders = tuple(f"{ROOT / package}/" for package in PACKAGES)
    reached = {_place(code) for code in codes if code.co_filename.startswith(folders)}
    return Watched(passed=passed, seconds=seconds, reached=sorted(reached))


def _place(code: CodeType) -> tuple[str, str]:
    module = ".".join(Path(code.co_filename).relative_to(ROOT).with_suffix("").parts)
    return module, code.co_qualname.split(".<locals>")[0]


def _passes(item: pytest.Item) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def _forked(work: Callable[[], object], seconds: float) -> Any:
    """Return what the work does in a process of its own; None when that was ended by a limit."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.setitimer(signal.ITIMER_REAL, 4 * seconds)
        os.write(write, json.dumps(work()).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _read(file: Path) -> list[Line]:
    """Return the last outcome of each mutant."""
    if not file.exists():
        return []
    lines: list[Line] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return list({line["key"]: line for line in lines}.values())


def _table(lines: Sequence[Line]) -> None:
    """Print a row for each module: mutants made, tried, killed, of these those ended by a limit, and left alive."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    outcomes = {line["key"]: line["outcome"] for line in lines}
    outside = 0
    for name, path in _modules():
        found, others = mutants_of(name, path.read_text())
        outside += others
        for mutant in found:
            counts[name]["made"] += 1
            counts[name][outcomes.get(mutant.key, "not tried")] += 1
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        killed = count["killed"] + count["too long"]
        row = (name.removeprefix("negmap."), count["made"], _tries(count), killed, count["too long"], count["alive"])
        sys.stdout.write("| " + " | ".join(map(str, row)) + f" | {100 * _share(count):.1f} % |\n")
    made = sum(count["made"] for count in counts.values())
    weighted = sum(_share(count) * count["made"] for count in counts.values()) / made
    sys.stdout.write(f"{100 * weighted:.1f} % where each module counts by the mutants that it has\n")
    sys.stdout.write(f"{outside} places outside functions\n")


def _tries(count: Counter[str]) -> int:
    return count["killed"] + count["too long"] + count["alive"]


def _share(count: Counter[str]) -> float:
    return (count["killed"] + count["too long"]) / (_tries(count) or 1)


def _alive(lines: Iterable[Line]) -> None:
    for line in sorted(lines, key=lambda line: line["function"]):
        if line["outcome"] == "alive":
            sys.stdout.write(f"{line['function']} ({line['tried']} tests) {line['key']}\n{line['diff']}\n\n")


if __name__ == "__main__":
    main()
