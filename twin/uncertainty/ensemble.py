"""Many runs of one comparison: every draw reads the same metrics off the city before and after each plan."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.evaluation import Assumptions, values_of
from twin.metrics import METRICS
from twin.uncertainty.coarse import coarse
from twin.uncertainty.unknowns import Unknowns, repriced, unknowns_of
from twin.words import Words

Array = NDArray[np.float64]
Progress = Callable[[float, str], None]
CHUNK = 16  # draws in one job of an executor
SLOW, LEAST_SLOW = ("mobility", "streets", "buildings"), 32  # themes read on a quarter of the draws, but on no fewer than that
ROUGH = {"travel.gap": 1e-4}  # settings of solvers for draws


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Draws of a comparison, before and after on the same ones.

    keys      metrics
    unknowns  what was drawn
    inputs    (draws, unknowns)
    outputs   (draws, 1 + plans, metrics): before, then after each plan
    asked     how many draws were asked for; fewer when it was interrupted
    seed      of the draws
    stopped   whether it was interrupted
    """

    keys: tuple[str, ...]
    unknowns: Unknowns
    inputs: Array
    outputs: Array
    asked: int
    seed: int
    stopped: bool = False

    def __len__(self) -> int:
        return len(self.inputs)

    def values(self, key: str, state: int) -> Array:
        """(draws,) of one metric before (state 0) or after a plan (1, 2, …)."""
        return np.asarray(self.outputs[:, state, self.keys.index(key)])

    def difference(self, key: str, state: int, against: int = 0) -> Array:
        """(draws,) within draws, so that what both sides share cancels."""
        return self.values(key, state) - self.values(key, against)


@dataclass(frozen=True, eq=False)
class Task:
    """Metrics that are drawn alike: which, on which cities, with what settings of the solvers, and on how many of the draws."""

    keys: tuple[str, ...]
    cities: tuple[City, ...]
    assume: dict[str, float]
    draws: int


def run(
    cities: Sequence[City], best: Sequence[Sequence[float]], keys: Sequence[str], assume: Assumptions, draws: int, seed: int,
    executor: Executor | None, progress: Progress | None,
) -> Ensemble:  # fmt: skip
    """Read `keys` off every city for every draw.

    best       (cities, metrics) the numbers at the best guess; draws made on wider cells (`coarse`) or with rougher solvers are moved
               by what these change at the best guess
    executor   any concurrent.futures.Executor; results are the same, bit for bit, with every executor and without
    progress   called with (share done, time left)
    Traffic and buildings, which take most time, are read on the first quarter of the draws: of Sobol points they are as even as all.
    Ctrl-C keeps what is done, when there are at least a few draws; else it goes on as usual.
    """
    unknowns = unknowns_of(cities, keys, assume)
    inputs = unknowns.values(draws, seed)
    tasks = tasks_of(tuple(cities), keys, dict(assume), draws)
    jobs = [(task, np.arange(i, min(i + CHUNK, task.draws))) for task in tasks for i in range(0, task.draws, CHUNK)]
    outputs, known = np.full((draws, len(cities), len(keys)), np.nan), np.array(best, dtype=float)
    columns = {task.keys: np.array([list(keys).index(key) for key in task.keys], dtype=np.intp) for task in tasks}
    moved = {task.keys: known[:, columns[task.keys]] - _plain(task) for task in tasks}
    total, started, done = sum(len(rows) for _, rows in jobs), monotonic(), 0
    try:
        for task, rows, values in _results(jobs, unknowns, inputs, executor):
            outputs[np.ix_(rows, np.arange(len(cities)), columns[task.keys])] = values + moved[task.keys]
            done += len(rows)
            if progress:
                progress(done / total, _left(monotonic() - started, done / total))
    except KeyboardInterrupt:
        if done < CHUNK:
            raise
    made = np.isfinite(outputs).any(axis=(1, 2)) if keys else np.ones(draws, dtype=bool)
    return Ensemble(tuple(keys), unknowns, inputs[made], outputs[made], draws, seed, done < total)


def tasks_of(cities: tuple[City, ...], keys: Sequence[str], assume: dict[str, float], draws: int) -> list[Task]:
    """The fast metrics on wide cells, those that need the fine grid, and the slow ones on fewer draws."""
    slow = tuple(k for k in keys if METRICS[k].theme in SLOW)
    fine = tuple(k for k in keys if k not in slow and METRICS[k].fine)
    fast = tuple(k for k in keys if k not in slow and k not in fine)
    made = [
        Task(fast, tuple(coarse(city) for city in cities), assume, draws),
        Task(fine, cities, assume, draws),
        Task(slow, cities, ROUGH | assume, max(min(draws, LEAST_SLOW), draws // 4)),
    ]
    return [task for task in made if task.keys]


def _plain(task: Task) -> Array:
    """(cities, metrics) at the best guess, as the task reads them."""
    return np.array([values_of(city, task.keys, task.assume) for city in task.cities])


def _results(
    jobs: Sequence[tuple[Task, NDArray[np.intp]]], unknowns: Unknowns, inputs: Array, executor: Executor | None
) -> Iterator[tuple[Task, NDArray[np.intp], Array]]:
    """Tasks, rows and their values, in any order."""
    if executor is None:
        for task, rows in jobs:
            yield task, rows, drawn(task, unknowns, inputs[rows])
        return
    waiting: dict[Future[Array], tuple[Task, NDArray[np.intp]]] = {
        executor.submit(drawn, task, unknowns, inputs[rows]): (task, rows)
        for task, rows in reversed(jobs)  # the slow ones first
    }
    try:
        for future in as_completed(waiting):
            yield *waiting[future], future.result()
    finally:
        for future in waiting:
            future.cancel()


def drawn(task: Task, unknowns: Unknowns, inputs: Array) -> Array:
    """(draws, cities, metrics) values for these rows of inputs; a plain function, so that it can travel to other processes."""
    found = np.empty((len(inputs), len(task.cities), len(task.keys)))
    for i, row in enumerate(inputs):
        parameters, prices = unknowns.split(row)
        for j, city in enumerate(task.cities):
            found[i, j] = values_of(repriced(city, prices), task.keys, task.assume | parameters)
    return found


def _left(spent: float, share: float) -> Words:
    """Time that is left by what was spent so far."""
    seconds = spent * (1 - share) / share if share else 0.0
    text = f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
    return Words(f"draws, about {text} left", f"tirages, encore {text} environ")
