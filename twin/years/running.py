"""Reading metrics off many years of many states, each only where something it reads has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.errors import TwinError
from twin.evaluation import values_of
from twin.interventions import Intervention
from twin.metrics import METRICS
from twin.models.trajectory import warming
from twin.plan import Plan
from twin.watching import CANOPY, PARTS, Watched, watched
from twin.years.at import city_at
from twin.years.background import assumptions
from twin.years.habits import ADOPTED, adopted

Array = NDArray[np.float64]
Progress = Callable[[float, str], None]
Mark = tuple[str, int, tuple[int, ...], tuple[tuple[str, float], ...]]  # see `_mark`
Known = dict[Mark, float]
KNOTS = 3  # years in which buildings are simulated, and the warmest; curves through them give the others to about 1 %
CALENDAR = 0.01  # K a year: keeps the climate's clock going where it does not warm


@dataclass(frozen=True)
class Course:
    """What the years bring beside plans.

    climate, baseline   trajectory, and the period that today's weather is of
    replant             whether dead trees are replaced
    assume              parameters given other values in all years; they go before what is assumed of each year
    """

    climate: str
    baseline: str
    replant: bool
    assume: Mapping[str, float]

    def assumed(self, year: int, stage: City | None = None) -> dict[str, float]:
        """What is assumed of a year; with the works of a stage also how many have taken to its new streets by then."""
        taken = adopted(stage.works, year) if stage is not None else 1.0
        return assumptions(year) | ({ADOPTED: taken} if taken < 1 else {}) | dict(self.assume)

    def at(self, stage: City, year: int, origin: City) -> City:
        return city_at(stage, year, self.climate, self.baseline, self.replant, origin)


def stages_of(city: City, plan: Plan, years: Sequence[int]) -> tuple[City, ...]:
    """The city after the works done by each year, trees and climate of today; the very same value while nothing is done.

    An intervention without a year, or dated before the year the city shows, is done in the first; others in their own, even before it.
    """
    waiting: list[tuple[int, int, Intervention]] = sorted((when(item, years[0], city.year), n, item) for n, item in enumerate(plan, 1))
    now, stages = city, []
    for year in years:
        while waiting and waiting[0][0] <= year:
            due, number, item = waiting.pop(0)
            dated = item if item.year == due else item.model_copy(update={"year": due})  # trees are planted in the year it is done
            try:
                now = dated.apply(now)
            except TwinError as error:
                raise TwinError(f'plan "{plan.name}", intervention {number}: {error}') from None
        stages.append(now)
    return tuple(stages)


def when(item: Intervention, first: int, today: int) -> int:
    """The year in which an intervention is done: its own, or the `first` of those read when it has none from `today` on."""
    return first if item.year is None or item.year < today else item.year


def run(
    origin: City, stages: Sequence[Sequence[City]], years: Sequence[int], keys: Sequence[str], course: Course, progress: Progress | None
) -> tuple[Array, Array]:
    """(values (states, years, metrics), the solver's own error of each metric) of the stages of each state."""
    values, error = np.full((len(stages), len(years), len(keys)), np.nan), np.zeros(len(keys))
    active: dict[int, tuple[City, set[int]]] = {}
    for row in stages:
        for n, stage in enumerate(row):
            active.setdefault(id(stage), (stage, set()))[1].add(n)
    known: Known = {}
    total, done = sum(len(at) + KNOTS for _, at in active.values()), 0

    def step(what: str) -> None:
        nonlocal done
        if progress:
            progress(done / total, what)
        done += 1

    for stage, at in active.values():
        found, unsure = _stage_values(origin, stage, sorted(at), years, keys, course, step, known)
        error = np.maximum(error, unsure)
        for state, row in enumerate(stages):
            for n in at:
                if row[n] is stage:
                    values[state, n] = found[n]
    if progress:
        progress(1.0, "")
    return values, error


def _stage_values(
    origin: City, stage: City, at: Sequence[int], years: Sequence[int], keys: Sequence[str], course: Course, step: Callable[[str], None],
    known: Known,
) -> tuple[dict[int, Array], Array]:  # fmt: skip
    """Year number -> value of each metric, and the solver's own errors."""
    first = years[0]
    step(str(first))
    seen = watched(course.at(stage, first, origin), keys, course.assumed(first))
    slow = [key for key in keys if seen[key].hangs_on("weather")]
    between = _between_knots(origin, stage, years, slow, seen, course, step)
    found = {}
    for n in at:
        step(str(years[n]))
        values = {key: seen[key].value for key in keys} | {key: float(between[key][n]) for key in slow}
        if n or ADOPTED in course.assumed(first, stage):
            values |= _changed(origin, stage, years[n], first, [key for key in keys if key not in slow], seen, course, known)
        found[n] = np.array([values[key] for key in keys])
    return found, np.array([seen[key].resolution for key in keys])


def _changed(
    origin: City, stage: City, year: int, first: int, keys: Sequence[str], seen: Mapping[str, Watched], course: Course, known: Known
) -> dict[str, float]:
    """The metrics that read something that differs between `first` and `year`; the land is shared where the canopy is not looked at.

    What another stage that shares all that a metric reads made it in that year is `known`.
    """
    then, now = course.assumed(first), course.assumed(year, stage)
    moved = {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}
    by_trees = [key for key in keys if seen[key].hangs_on(*CANOPY)]
    others = [
        key for key in keys if not seen[key].hangs_on(*CANOPY) and (seen[key].hangs_on("climate") or moved & METRICS[key].parameters.keys())
    ]
    marks = {key: _mark(key, stage, year, seen[key], now) for key in (*by_trees, *others)}
    fresh = {key for key, mark in marks.items() if mark not in known}
    if fresh:
        grown = course.at(stage, year, origin)
        for city, read in ((grown, by_trees), (replace(stage, climate=grown.climate), others)):
            new = [key for key in read if key in fresh]
            known.update(zip((marks[key] for key in new), values_of(city, new, now), strict=True))
    return {key: known[mark] for key, mark in marks.items()}


def _mark(key: str, stage: City, year: int, seen: Watched, now: Mapping[str, float]) -> Mark:
    """All that the number of a metric hangs on in a year: the parts of a stage that it reads, and what is assumed of it."""
    parts = tuple(id(getattr(stage, part)) for part in sorted(seen.reads & PARTS))
    return key, year, parts, tuple((name, now[name]) for name in sorted(now.keys() & METRICS[key].parameters.keys()))


def _between_knots(
    origin: City, stage: City, years: Sequence[int], slow: Sequence[str], seen: Mapping[str, Watched], course: Course,
    step: Callable[[str], None],
) -> dict[str, Array]:  # fmt: skip
    """Metrics that simulate a year of weather, in every year: exact in a few (`knots_of`), on curves through these in the others."""
    if not slow:
        return {}
    clock = climate_clock(years, course)
    knots = knots_of(years, clock, course)
    rows = [[seen[key].value for key in slow]]
    for n in knots[1:]:
        step(str(years[n]))
        rows.append(values_of(course.at(stage, years[n], origin), slow, course.assumed(years[n])))
    return dict(zip(slow, through(clock[knots], np.array(rows), clock).T, strict=True))


def climate_clock(years: Sequence[int], course: Course) -> Array:
    """A time [K] that runs as fast as the climate changes, either way, and never stands still."""
    warmer: Array = warming(np.array(years), course.climate, course.baseline)
    steps = np.abs(np.diff(warmer)) + CALENDAR * np.diff(np.asarray(years, dtype=np.float64))
    return np.asarray(np.r_[0.0, np.cumsum(steps)])


def knots_of(years: Sequence[int], clock: Array, course: Course) -> NDArray[np.intp]:
    """Numbers of `KNOTS` years that lie about evenly on the clock, the first and the last among them, and of the warmest."""
    warmest = int(np.argmax(warming(np.array(years), course.climate, course.baseline)))
    return np.unique([warmest, *(int(np.argmin(np.abs(clock - at))) for at in np.linspace(0, clock[-1], KNOTS))])


def through(at: Array, values: Array, wanted: Array) -> Array:
    """Curves through `values` (knots, m) at `at`, at every `wanted` (n, m).

    Piecewise cubics that keep rising what rises (Fritsch and Carlson 1980), of logarithms where all is above 0, for heat piles up by
    factors. Where a value is not finite, the one of the knot before.
    """
    if len(at) == 1:
        return np.repeat(values, len(wanted), axis=0)
    from scipy.interpolate import PchipInterpolator  # slow to load: only when years are filled in

    before = np.clip(np.searchsorted(at, wanted, side="right") - 1, 0, len(at) - 1)
    found = np.array(values[before])
    finite, above = np.isfinite(values).all(axis=0), (values > 0).all(axis=0)
    grows, other = finite & above, finite & ~above
    if grows.any():
        found[:, grows] = np.exp(PchipInterpolator(at, np.log(values[:, grows]))(wanted))
    if other.any():
        found[:, other] = PchipInterpolator(at, values[:, other])(wanted)
    return found
