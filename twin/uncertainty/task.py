"""Metrics that are drawn alike: the fast ones on wide cells, those that need the fine grid, traffic and buildings on fewer draws."""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.evaluation import in_weather, readers, settings_of
from twin.metrics import METRICS
from twin.stock.alike import thinned
from twin.stock.years import work_out
from twin.uncertainty.coarse import coarse
from twin.uncertainty.unknowns import Unknowns, repriced
from twin.watching import PARTS, watched

Array = NDArray[np.float64]
CHUNK, SLOW_CHUNK = 32, 4  # draws in one job
TRAFFIC, BUILDINGS = ("mobility", "streets"), ("buildings",)  # slow themes: read on a quarter of the draws,
SLOW = (*TRAFFIC, *BUILDINGS)
LEAST_SLOW = 32  # but on no fewer than that
ROUGH = {"travel.gap": 3e-4}  # settings of solvers for draws


@dataclass(frozen=True, eq=False)
class Task:
    """Metrics that are drawn alike.

    keys     which
    cities   on which cities, before and after each plan
    assume   what is the same in all draws, settings of solvers among it
    draws    on how many of the draws
    chunk    draws in one job
    weight   seconds that a draw takes, roughly: only a first guess of the time left
    best     (cities, metrics) at the best guess
    teller   (cities, metrics) city whose number it is: an earlier one that shares all that the metric reads, else the city itself
    """

    keys: tuple[str, ...]
    cities: tuple[City, ...]
    assume: dict[str, float]
    draws: int
    chunk: int
    weight: float
    best: Array
    teller: NDArray[np.intp]

    @classmethod
    def of(cls, keys: Sequence[str], cities: Sequence[City], assume: Mapping[str, float], draws: int, chunk: int, weight: float) -> "Task":
        """The task, with its metrics read once at the best guess, watched."""
        seen = [watched(city, keys, assume) for city in cities]
        best = np.array([[one[key].value for key in keys] for one in seen])
        teller = [[_first_alike(cities[: j + 1], seen[j][key].reads) for key in keys] for j in range(len(cities))]
        return cls(tuple(keys), tuple(cities), dict(assume), draws, chunk, weight, best, np.array(teller, dtype=np.intp))

    def rows(self) -> Iterator[NDArray[np.intp]]:
        """Its draws, job by job."""
        for start in range(0, self.draws, self.chunk):
            yield np.arange(start, min(start + self.chunk, self.draws))


def tasks_of(cities: tuple[City, ...], keys: Sequence[str], assume: dict[str, float], draws: int) -> list[Task]:
    """The fast metrics on wide cells, those that need the fine grid, and the slow ones on fewer draws."""
    traffic, buildings = (tuple(k for k in keys if METRICS[k].theme in themes) for themes in (TRAFFIC, BUILDINGS))
    quick = [k for k in keys if k not in traffic and k not in buildings]
    fine, fast = tuple(k for k in quick if METRICS[k].fine), tuple(k for k in quick if not METRICS[k].fine)
    few = max(min(draws, LEAST_SLOW), draws // 4)
    wide, thin = (tuple(map(lighter, cities)) if asked else cities for lighter, asked in ((coarse, fast), (thinned, buildings)))
    n = len(cities)
    made = [
        Task.of(fast, wide, assume, draws, CHUNK, 0.01 * n),
        Task.of(fine, cities, assume, draws, CHUNK, 0.001 * n),
        Task.of(buildings, thin, assume, few, 2 * SLOW_CHUNK, 0.05 * n),
        Task.of(traffic, cities, ROUGH | assume, few, SLOW_CHUNK, 0.08 * n),
    ]
    return [task for task in made if task.keys]


def _first_alike(cities: Sequence[City], parts: frozenset[str]) -> int:
    """The first of some cities that has these parts in common with the last one: the very same values, not equal ones."""
    last = cities[-1]
    return next(i for i, city in enumerate(cities) if all(getattr(city, part) is getattr(last, part) for part in parts & PARTS))


def drawn(task: Task, unknowns: Unknowns, inputs: Array) -> tuple[Array, float]:
    """(draws, cities, metrics) values for these rows of inputs, and the seconds they took.

    A metric that no unknown moves keeps its best guess, and cities that share all that it reads share its number.
    """
    started, found = perf_counter(), np.tile(task.best, (len(inputs), 1, 1))
    metrics, columns = [METRICS[key] for key in task.keys], np.arange(len(task.keys))
    moved = [k for k, metric in enumerate(metrics) if unknowns.move(metric)]
    rows = [unknowns.split(row) for row in inputs]
    _look_ahead(task, [task.assume | parameters for parameters, _ in rows])
    for i, (parameters, prices) in enumerate(rows):
        values = task.assume | parameters
        read = dict(zip(moved, readers([task.keys[k] for k in moved], values), strict=True))
        for j, city in enumerate(task.cities):
            own = [k for k in moved if task.teller[j, k] == j]
            place = in_weather(city, values)
            bought = repriced(place, prices) if any(metrics[k].priced for k in own) else place
            found[i, j] = found[i, task.teller[j], columns]
            found[i, j, own] = [read[k](bought if metrics[k].priced else place) for k in own]
    return found, perf_counter() - started


def _look_ahead(task: Task, assumed: Sequence[Mapping[str, float]]) -> None:
    """Work out the heated years of all these draws side by side; the metrics then find them remembered."""
    heated = next((METRICS[key] for key in task.keys if METRICS[key].theme in BUILDINGS and "stock" in METRICS[key].defaults), None)
    if heated is not None:
        settings = [heated.defaults | settings_of(heated, values) for values in assumed]
        work_out(task.cities, [(s["stock"], s["albedo"], (float(s["warmer"]),)) for s in settings])


@dataclass(frozen=True)
class Parcel:
    """Tasks packed once for all jobs in other processes, which open them once; they share most of their cities."""

    content: bytes

    def drawn(self, number: int, inputs: Array) -> tuple[Array, float]:
        """`drawn` of one of the tasks, wherever the parcel has arrived."""
        tasks, unknowns = _opened(self.content)
        return drawn(tasks[number], unknowns, inputs)


def packed(tasks: Sequence[Task], unknowns: Unknowns) -> Parcel:
    return Parcel(pickle.dumps((tuple(tasks), unknowns), protocol=pickle.HIGHEST_PROTOCOL))


@lru_cache(maxsize=2)
def _opened(content: bytes) -> tuple[tuple[Task, ...], Unknowns]:
    opened: tuple[tuple[Task, ...], Unknowns] = pickle.loads(content)  # made by `packed` a moment ago
    return opened
