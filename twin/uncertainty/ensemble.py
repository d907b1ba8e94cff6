"""Many runs of one comparison: every draw reads the same metrics off the city before and after each plan."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.errors import TwinError
from twin.evaluation import Assumptions
from twin.uncertainty.clock import Clock
from twin.uncertainty.task import Task, drawn, packed, tasks_of
from twin.uncertainty.unknowns import Unknowns, unknowns_of

Array = NDArray[np.float64]
Progress = Callable[[float, str], None]
FEW = 16  # draws below which an interruption leaves nothing to tell of


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
    _checked(seed, executor)
    unknowns = unknowns_of(cities, keys, assume)
    inputs = unknowns.values(draws, seed)
    tasks = tasks_of(tuple(cities), keys, dict(assume), draws)
    outputs, known = np.full((draws, len(cities), len(keys)), np.nan), np.array(best, dtype=float)
    columns = [np.array([list(keys).index(key) for key in task.keys], dtype=np.intp) for task in tasks]
    moved = [known[:, its] - task.best for task, its in zip(tasks, columns, strict=True)]
    clock = Clock([task.draws for task in tasks], [task.weight for task in tasks], progress)
    done = 0
    try:
        for i, rows, values, seconds in _results(tasks, unknowns, inputs, executor):
            outputs[np.ix_(rows, np.arange(len(cities)), columns[i])] = values + moved[i]
            done += len(rows)
            clock.tick(i, len(rows), seconds)
    except KeyboardInterrupt:
        if done < FEW:
            raise
    made = np.isfinite(outputs).any(axis=(1, 2)) if keys else np.ones(draws, dtype=bool)
    stopped = done < sum(task.draws for task in tasks)
    return Ensemble(tuple(keys), unknowns, inputs[made], outputs[made], draws, seed, stopped)


def _checked(seed: object, executor: object) -> None:
    """Raises TwinError for what is no seed or no executor."""
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise TwinError(f"seed={seed!r:.60} is not possible: give a whole number from 0 on, the same for the same draws")
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise TwinError(f"executor={executor!r:.60} is none: give a concurrent.futures executor, such as ProcessPoolExecutor(), or None")


def _results(
    tasks: Sequence[Task], unknowns: Unknowns, inputs: Array, executor: Executor | None
) -> Iterator[tuple[int, NDArray[np.intp], Array, float]]:
    """Index of the task, rows, their values and the seconds they took, in any order; the slow ones are asked for first."""
    jobs = [(i, rows) for i, task in reversed(list(enumerate(tasks))) for rows in task.rows()]
    if executor is None:
        for i, rows in jobs:
            yield i, rows, *drawn(tasks[i], unknowns, inputs[rows])
        return
    parcel = packed(tasks, unknowns)
    waiting: dict[Future[tuple[Array, float]], tuple[int, NDArray[np.intp]]] = {
        executor.submit(parcel.drawn, i, inputs[rows]): (i, rows) for i, rows in jobs
    }
    try:
        for future in as_completed(waiting):
            yield *waiting[future], *future.result()
    finally:
        for future in waiting:
            future.cancel()
