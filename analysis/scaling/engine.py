"""One function over many partitions: one by one, on the cores here, or on a Dask cluster.

The same function, the same results, in the order asked for. Few tasks are under way at a time, so
that a run can be stopped soon and memory stays small. What a task raises ends that task only; a
folder that cannot be written ends all.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TextIO

from ..core.progress import open_bar
from .processes import LOADED, count_cores, preload, put_off_interrupt, start_pool
from .store import CannotWrite

#: Bytes of raw text below which a pool of processes starts later than one process ends.
POOL_PAYS = 12_000_000
_AHEAD = 2  # tasks a worker, waiting or under way


@dataclass(frozen=True)
class Task:
    """What to call the function with; `size` in bytes, for the rate."""

    name: str
    size: int
    arguments: tuple


@dataclass(frozen=True)
class Failure:
    """A task that gave no result, by name, and why."""

    name: str
    problem: str


class Engine:
    """Runs tasks one by one in this process."""

    def start(self) -> None:
        """Begin to make ready what takes time, and return at once."""

    def run(self, function: Callable, tasks: Sequence[Task], **shown: Any) -> list:
        """Return the result of each task, in order; a `Failure` where there is none. What is shown
        are label and report, as for `follow`.

        Raises
        ------
        CannotWrite
            If a task says that its folder cannot be written.
        """
        results: list = [None] * len(tasks)
        for i, result in self.follow(function, tasks, **shown):
            results[i] = result
        return results

    def follow(
        self,
        function: Callable,
        tasks: Sequence[Task],
        *,
        label: str = "",
        report: TextIO | None = None,
    ) -> Iterator[tuple[int, object]]:
        """Yield the number and result of each task as they come, as `run` has them."""
        size, n = sum(task.size for task in tasks), len(tasks)
        # tqdm would leave out a small partition after large ones; a line is to come for each
        bytes_ = {"unit_scale": True, "delay": 0, "mininterval": 0, "miniters": 0}
        with open_bar(label, size, "B", stream=report, **bytes_) as bar:
            for done, (i, result) in enumerate(self._run(function, tasks), 1):
                bar.set_description_str(f"{label}: {done} of {n} partitions", refresh=False)
                bar.update(tasks[i].size)
                yield i, result

    def _run(self, function: Callable, tasks: Sequence[Task]) -> Iterator[tuple[int, object]]:
        for i, task in enumerate(tasks):
            yield i, _settle(task, lambda task=task: function(*task.arguments))

    def close(self) -> None:
        """End what was started."""


def _settle(task: Task, get: Callable[[], object]) -> object:
    """Return a task's result, or what was wrong with it."""
    try:
        return get()
    except (CannotWrite, BrokenProcessPool):  # a dead worker is no fault of the task
        raise
    except MemoryError:
        said = "it needs more memory than there is: cut it, or use fewer workers"
        return Failure(task.name, said)
    except Exception as error:  # one partition never ends the run
        return Failure(task.name, f"{type(error).__name__}: {error}")


class PoolEngine(Engine):
    """Runs tasks in processes of this machine."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Let the process load the package from which workers are forked."""
        preload(LOADED)

    def _make_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            with put_off_interrupt():  # a pool that is half started could not be ended
                self._pool = start_pool(self.workers)
        return self._pool

    def _run(self, function: Callable, tasks: Sequence[Task]) -> Iterator[tuple[int, object]]:
        waiting, running = deque(range(len(tasks))), {}
        while waiting or running:
            try:
                while waiting and len(running) < self.workers * _AHEAD:
                    i = waiting[0]
                    running[self._make_pool().submit(function, *tasks[i].arguments)] = i
                    waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    i = running[future]
                    result = _settle(tasks[i], future.result)
                    del running[future]
                    yield i, result
            except BrokenProcessPool:
                yield from self._salvage(function, tasks, running)

    def _salvage(
        self, function: Callable, tasks: Sequence[Task], running: dict[Future, int]
    ) -> Iterator:
        """A worker died: take what is done, and try what was under way again, one by one."""
        self._drop_pool()
        under_way = sorted(running.items(), key=lambda item: item[1])
        running.clear()
        for future, i in under_way:
            if future.done() and not isinstance(future.exception(), BrokenProcessPool):
                yield i, _settle(tasks[i], future.result)
                continue
            try:
                future = self._make_pool().submit(function, *tasks[i].arguments)
                yield i, _settle(tasks[i], future.result)
            except BrokenProcessPool:
                self._drop_pool()
                said = "its worker was killed twice: out of memory, or its text breaks a library"
                yield i, Failure(tasks[i].name, said)

    def _drop_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None

    def close(self) -> None:
        """End the processes, without waiting for what they do: results are whole or not there."""
        if self._pool is not None:
            processes = list((getattr(self._pool, "_processes", None) or {}).values())
            self._drop_pool()
            for process in processes:
                process.terminate()
            for process in processes:
                process.join()


class DaskEngine(Engine):
    """Runs tasks on a Dask cluster, whose workers see the same folders."""

    def __init__(self, scheduler: object) -> None:
        try:
            from dask.distributed import Client
        except ImportError as error:
            said = "a cluster needs Dask, the extra `scale`: pip install distributed"
            raise ImportError(said) from error
        self._own = not isinstance(scheduler, Client)
        self._client = Client(scheduler) if self._own else scheduler

    def _run(self, function: Callable, tasks: Sequence[Task]) -> Iterator[tuple[int, object]]:
        from dask.distributed import as_completed

        ahead = max(sum(self._client.ncores().values()), 1) * _AHEAD
        waiting = deque(range(len(tasks)))
        numbers: dict[str, int] = {}

        def submit() -> object:
            i = waiting.popleft()
            future = self._client.submit(function, *tasks[i].arguments, pure=False)
            numbers[future.key] = i
            return future

        done = as_completed([submit() for _ in range(min(ahead, len(waiting)))])
        for future in done:
            i = numbers.pop(future.key)
            yield i, _settle(tasks[i], future.result)
            if waiting:
                done.add(submit())

    def close(self) -> None:
        """Leave the cluster; it goes on running."""
        if self._own:
            self._client.close()


def choose_engine(size: int, *, workers: int | None = None, scheduler: object = None) -> Engine:
    """Return the engine for so many bytes: a named cluster, processes where they pay, or neither.

    Raises
    ------
    ValueError
        If `workers` is under 1.
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers is {workers}; write a number of processes from 1 on")
    if scheduler is not None:
        return DaskEngine(scheduler)
    wanted = workers or (count_cores() if size >= POOL_PAYS else 1)
    return PoolEngine(wanted) if wanted > 1 else Engine()
