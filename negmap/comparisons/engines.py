"""Where the work is done: in this process, on this machine's cores, on a Dask cluster; one small interface."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from typing import Any, Protocol, TypeVar

K = TypeVar("K")
Task = tuple[K, tuple[object, ...]]
"""Whatever tells a task from others, and its arguments."""
Work = Callable[..., Any]
"""A function of an importable module; its arguments and what it returns are plain data."""
AHEAD = 2
"""So many tasks for each process are under way or wait for it; the rest are not even read yet."""

PATIENCE = 10.0
"""The seconds in which a scheduler has to answer."""


class NoEngine(Exception):
    """There is nothing to do the work with; says why, and what to do."""


class Lost(Exception):
    """The process that worked on a task ended again and again."""


class Engine(Protocol):
    """Does tasks, as many at once as it is wide."""

    def width(self) -> int:
        """Return how many tasks are worth handing over at once."""

    def submit(self, work: Work, *data: object) -> Future[Any]:
        """Hand a task over."""

    def renew(self) -> None:
        """Start anew, after a process was lost that took the others with it."""

    def close(self) -> None:
        """Stop what is under way and let everything go."""


class Here:
    """This process, one task after the other."""

    def width(self) -> int:
        """Return 1."""
        return 1

    def submit(self, work: Work, *data: object) -> Future[Any]:
        """Do a task at once."""
        done: Future[Any] = Future()
        done.set_result(work(*data))
        return done

    def renew(self) -> None:
        """Do nothing: nothing can be lost."""

    def close(self) -> None:
        """Do nothing."""


class Cores:
    """Processes on this machine."""

    def __init__(self, number: int) -> None:
        """Take how many processes to start; they start with the first task."""
        self._number = number
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # Started anew, not forked: the same on every system, and with nothing of this process in them.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._number, mp_context=context, initializer=_deaf)

    def width(self) -> int:
        """Return how many tasks keep every process busy."""
        return self._number * AHEAD

    def submit(self, work: Work, *data: object) -> Future[Any]:
        """Hand a task to the next free process."""
        return self._pool.submit(work, *data)

    def renew(self) -> None:
        """Start new processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._started()

    def close(self) -> None:
        """End the processes, whatever they are at: what they have not handed back will be made again."""
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _deaf() -> None:
    """Leave Ctrl-C to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Cluster:
    """A Dask cluster, reached at one address and nowhere else; this process listens to nobody."""

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at an address, within PATIENCE; raise NoEngine where that fails."""
        try:
            from distributed import Client
        except ImportError:
            raise NoEngine("--scheduler needs the extra: pip install 'negmap[cluster]'") from None
        try:
            self._client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as wrong:
            raise NoEngine(f"no Dask scheduler answers at {address}: {wrong}") from None
        self._executor: Executor = self._client.get_executor(pure=False)

    def width(self) -> int:
        """Return how many tasks keep every worker that is there now busy."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values())) * AHEAD

    def submit(self, work: Work, *data: object) -> Future[Any]:
        """Hand a task to the scheduler, which gives it to another worker when one is lost."""
        return self._executor.submit(work, *data)

    def renew(self) -> None:
        """Do nothing: the scheduler replaces what is lost."""

    def close(self) -> None:
        """Take back what is under way and leave the cluster as it is."""
        self._executor.shutdown(wait=False)
        self._client.close()


def done(engine: Engine, work: Work, tasks: Iterable[Task[K]]) -> Iterator[tuple[K, Any]]:
    """Yield each task's key with what came of it, or Lost, in the order in which they end.

    Tasks are taken from where they come only as fast as they are done. Closes the engine in the end.
    """
    tasks, under_way = iter(tasks), dict[Future[Any], Task[K]]()
    try:
        while True:
            for key, data in _next(tasks, engine.width() - len(under_way)):
                under_way[_submitted(engine, work, data)] = (key, data)
            if not under_way:
                return
            ready, _ = wait(under_way, return_when=FIRST_COMPLETED)
            results = [(under_way.pop(future), future) for future in ready]
            broken = [task for task, future in results if _broken(future)]
            yield from ((key, _result(future)) for (key, _), future in results if not _broken(future))
            if broken:
                suspects = broken + list(under_way.values())
                under_way.clear()
                yield from _one_by_one(engine, work, suspects)
    finally:
        engine.close()


def _next(tasks: Iterator[K], number: int) -> Iterator[K]:
    for _ in range(number):
        try:
            yield next(tasks)
        except StopIteration:
            return


def _submitted(engine: Engine, work: Work, data: tuple[object, ...]) -> Future[Any]:
    try:
        return engine.submit(work, *data)
    except BrokenExecutor as wrong:
        # The pool broke since the last look: this task is among those to do again.
        failed: Future[Any] = Future()
        failed.set_exception(wrong)
        return failed


def _broken(future: Future[Any]) -> bool:
    return not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def _one_by_one(engine: Engine, work: Work, suspects: Iterable[Task[K]]) -> Iterator[tuple[K, Any]]:
    """Do again each task that was under way when a process was lost, alone, so that none is blamed for another."""
    engine.renew()
    for key, data in suspects:
        future = _submitted(engine, work, data)
        wait([future])
        if _broken(future):
            engine.renew()
            yield key, Lost("the process that worked on it ended twice, perhaps for want of memory")
        else:
            yield key, _result(future)


def _result(future: Future[Any]) -> Any:
    try:
        return future.result()
    except CancelledError:
        raise NoEngine("the scheduler has gone, or took the work back") from None
    except ImportError as wrong:
        raise NoEngine(f"a worker cannot run negmap: {wrong}; install the same negmap on every worker") from None
    except Exception as wrong:
        # `analysed` turns its own faults into rows; what comes here is a worker that was lost.
        return Lost(f"{type(wrong).__name__}: {wrong}")


def engine(processes: int | None, scheduler: str | None) -> Engine:
    """Return a cluster where an address is given, else processes: as many as asked, or as there are cores."""
    if scheduler is not None:
        return Cluster(scheduler)
    number = processes or _cores()
    return Here() if number == 1 else Cores(number)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
