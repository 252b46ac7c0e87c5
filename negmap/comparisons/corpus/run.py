"""A run over a corpus: what is known is taken over, the rest is handed out, and every part is kept as it comes."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from negmap.comparisons.corpus.store import Store
from negmap.comparisons.corpus.task import Part, Settings, analysed, fault_row, faults_of, part_of, this_program
from negmap.comparisons.engines import Engine, Lost, NoEngine, done
from negmap.files.below import below, files_of, name_of


@dataclass(slots=True)
class Progress:
    """How far a run is: negotiations in all, done, of those taken over from before, and those with faults."""

    of: int
    done: int = 0
    taken_over: int = 0
    with_faults: int = 0


@dataclass(slots=True)
class Run:
    """A corpus to be analysed into a store.

    `keys` has the key of the part of each negotiation once it is known, by the negotiations' order.
    """

    root: Path
    output: Path
    settings: Settings
    unread: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    keys: list[str] = field(default_factory=list)
    store: Store = field(init=False)
    progress: Progress = field(init=False)

    def __post_init__(self) -> None:
        self.places, self.unread = below(self.root)
        self.store = Store(self.output, this_program(), self.settings.text())
        self.keys = [""] * len(self.places)
        self.progress = Progress(len(self.places))

    def go(self, engine: Engine) -> Generator[Progress]:
        """Analyse what is not known yet; yield how far it is after each negotiation. Raises NoEngine."""
        for key, result in done(engine, analysed, self._tasks()):
            name, place = key
            part = self._part(name, result)
            self.store.write(place, part)
            self._count(part.faults)
            yield self.progress

    def _tasks(self) -> Iterator[tuple[tuple[str, str], tuple[object, ...]]]:
        """Yield the negotiations that have to be analysed, each read only when it is its turn."""
        settings = self.settings.text()
        for number, inside in enumerate(self.places):
            name = name_of(self.root, inside)
            files, wrong = files_of(self.root / inside)
            key = self.keys[number] = self.store.key(name, files)
            faults = self.store.kept(key)
            if wrong:
                part = faults_of(name, wrong)
                self.store.write(key, part)
                self._count(part.faults)
            elif faults is not None:
                self.progress.taken_over += 1
                self._count(faults)
            else:
                yield (name, key), (settings, name, files)

    def _part(self, name: str, result: Any) -> Part:
        if isinstance(result, Lost):
            return part_of([fault_row(name, "lost", str(result), _MEMORY)], kept=False)
        part = Part(*result)
        if part.program != this_program():
            raise NoEngine("a worker runs another negmap than this machine; install the same on both")
        return part

    def _count(self, faults: int) -> None:
        self.progress.done += 1
        self.progress.with_faults += bool(faults)

    def unread_part(self) -> Part:
        """Return the rows for folders of the corpus that could not be read."""
        remedy = "look at its permissions"
        rows = [fault_row(name, "unreadable", why, remedy, stage="reading") for name, why in self.unread]
        return part_of(rows, kept=False)


_MEMORY = "look at the memory of the machine it ran on, and run the command again"
