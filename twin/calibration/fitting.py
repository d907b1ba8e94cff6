"""calibrate: readings in, narrower parameters out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from twin.calibration.fit import Fit
from twin.calibration.grid import LARGEST, NODES, GridPosterior, grid_of
from twin.calibration.observing import Observer, parameters_for, predicted, run_all
from twin.calibration.sensors import Sensor, sensors_of, target_of
from twin.city import City
from twin.errors import TwinError, did_you_mean
from twin.evaluation import Assumptions, checked_assumptions
from twin.models.esmda import LEAST_DRAWS, assimilate, left_out, normal_scores, shares
from twin.models.sampling import sobol, spread_about
from twin.observations import ERRORS, Observation
from twin.parameter import Coefficients, Parameter
from twin.reading.observations import read_observations
from twin.uncertainty.coarse import coarse
from twin.words import Words

Array = NDArray[np.float64]
Progress = Callable[[float, str], None]
STEPS = 4
BEYOND = 2.0  # errors beyond the draws at which a reading cannot be explained
Unexplained = Literal["refuse", "leave out"]
RUNS = Words("runs of the model", "calculs du modèle")
CANNOT = Words(
    'sensor "{name}": the model cannot explain this sensor: reading {reading:.4g}, model {low:.4g} … {high:.4g} {unit}',
    "capteur « {name} » : le modèle ne peut expliquer ce capteur : mesure {reading:.4g}, modèle {low:.4g} … {high:.4g} {unit}",
)
HELP = "; look where it stands, what its kind is held against, or give unexplained='leave out'"


def calibrate(
    city: City,
    observations: "Iterable[Observation] | str | Path",
    parameters: Sequence[str] | None = None,
    draws: int = 128,
    seed: int = 0,
    executor: Executor | None = None,
    progress: Progress | None = None,
    *,
    assume: Assumptions | None = None,
    earlier: Fit | None = None,
    unexplained: Unexplained = "refuse",
    errors: Coefficients = ERRORS,
) -> Fit:
    """Narrow uncertain parameters down by what sensors read, with ES-MDA (`twin.models.esmda`).

    observations  twin.Observation values, or the path of a CSV file of them
    parameters    names to learn; all that these sensors can move when None. With one or two, the posterior is worked out on a grid too
    draws         a power of two, at least 16; 128 for a lesson, 256 for a report. The model runs draws × 5 times
    seed          the same seed gives the same fit
    executor      any concurrent.futures.Executor to run the model with; the fit is the same with every executor and without
    progress      called with (share done, what)
    assume        parameters held at other values, the storm that was measured for one: {"rain": 42}
    earlier       a fit to go on from: what it learnt is believed here; with works carried out since, a decision was fed back
    unexplained   "refuse", or "leave out" sensors that no draw of the parameters comes near to
    errors        of sensors that tell none, their bias and persistence

    Every reading of a sensor is held against the one state that the model knows: the hot afternoon, the storm, the average weekday.
    Raises TwinError for sensors off the map, unknown parameters, and sensors the model cannot explain. Left out: sensors that share
    their errors, a model that is wrong in the same way everywhere, readings that change from hour to hour.
    """
    if not isinstance(city, City):
        raise TwinError(f"calibrate takes a city first, such as twin.saint_jumeau(), not {city!r:.60}")
    if unexplained not in ("refuse", "leave out"):
        raise TwinError(f'unexplained="{unexplained}" is not possible: give "refuse" or "leave out"')
    check_draws(draws)
    sensors = sensors_of(read_observations(observations) if isinstance(observations, str | Path) else observations, errors)
    fixed = checked_assumptions(assume or {})
    priors = priors_of(city, sensors, parameters, fixed, earlier)
    scores = normal_scores(sobol(draws, len(priors), seed))
    observer = _observer(city, sensors, priors, fixed)
    total = draws * (STEPS + 1) + (NODES ** len(priors) if len(priors) <= LARGEST else 0)
    run = _counted(observer, total, executor, progress)
    ends = np.array([(p.low, p.value, p.high) for p in priors.values()])

    def values(z: Array) -> Array:
        return spread_about(shares(z), ends[:, 0], ends[:, 1], ends[:, 2])

    before = run(values(scores))
    kept, aside = _explained(sensors, before, unexplained)
    used = tuple(sensors[i] for i in kept)
    reading, error = np.array([s.value for s in used]), np.array([s.error for s in used])
    known = [before[:, kept]]
    found = assimilate(lambda z: known.pop() if known else run(values(z))[:, kept], scores, reading, error, STEPS, seed)
    grid: GridPosterior | None = None
    if len(priors) <= LARGEST:
        grid = grid_of(tuple(priors), tuple(priors.values()), lambda v: run(v)[:, kept], reading, error)
    held = left_out(found.before, reading, error, seed)
    return Fit(
        city, used, aside, priors, values(scores), values(found.scores), found.before, found.after, held, parameters is not None, fixed,
        seed, grid, earlier,
    )  # fmt: skip


def check_draws(draws: int) -> None:
    """Raises TwinError for numbers of draws that a fit cannot be made of."""
    sobol(draws, 0)
    if draws < LEAST_DRAWS:
        raise TwinError(f"draws={draws} is too few to learn from: give a power of two of at least {LEAST_DRAWS}, such as 128")


def priors_of(
    city: City, sensors: Sequence[Sensor], names: Sequence[str] | None, fixed: Mapping[str, float], earlier: Fit | None
) -> dict[str, Parameter]:
    """The parameters to learn, the widest relative to their best guess first, as they are believed before."""
    possible = {n: p for n, p in parameters_for(city, list(dict.fromkeys(s.kind for s in sensors))).items() if n not in fixed}
    if isinstance(names, str):
        names = [names]
    for name in names or ():
        if name not in possible:
            why = " is held fixed by assume" if name in fixed else " does not move what these sensors read"
            raise TwinError(f'parameters: "{name}"{why}; {did_you_mean(name, possible)}')
    chosen = list(dict.fromkeys(names)) if names is not None else sorted(possible, key=lambda n: (-_width(possible[n]), n))
    if not chosen:
        raise TwinError("parameters: at least one is needed")
    learnt = earlier.ranges if earlier is not None else {}
    return {name: learnt.get(name, possible[name]) for name in chosen}


def _width(p: Parameter) -> float:
    return (p.high - p.low) / max(abs(p.value), 1e-12)


def _observer(city: City, sensors: Sequence[Sensor], priors: Mapping[str, Parameter], fixed: Mapping[str, float]) -> Observer:
    """Ready to run on wider cells, moved by what these change at the best guess."""
    targets = tuple(target_of(city, sensor) for sensor in sensors)
    wide = coarse(city)
    best = {**fixed, **{name: p.value for name, p in priors.items()}}
    moved = np.zeros(len(targets)) if wide is city else predicted(city, targets, best) - predicted(wide, targets, best)
    return Observer(wide, targets, dict(fixed), tuple(priors), moved)


def _counted(observer: Observer, total: int, executor: Executor | None, progress: Progress | None) -> Callable[[Array], Array]:
    """Runs of the model that tell how far they are."""
    done = 0

    def run(values: Array) -> Array:
        nonlocal done
        parts = []
        for part in run_all(observer, values, executor):
            parts.append(part)
            done += len(part)
            if progress:
                progress(min(1.0, done / total), RUNS)
        return np.concatenate(parts)

    return run


def _explained(sensors: Sequence[Sensor], before: Array, unexplained: Unexplained) -> tuple[list[int], tuple[Any, ...]]:
    """Positions of sensors whose readings some draw comes near to, and sentences on the others; TwinError when these are refused."""
    kept, aside = [], []
    for i, sensor in enumerate(sensors):
        low, high = float(before[:, i].min()), float(before[:, i].max())
        if low - BEYOND * sensor.error <= sensor.value <= high + BEYOND * sensor.error:
            kept.append(i)
            continue
        facts = {"name": sensor.name, "reading": sensor.value, "low": low, "high": high, "unit": sensor.of.unit}
        said = Words(CANNOT.format(**facts), CANNOT.fr.format(**facts))
        if unexplained == "refuse":
            raise TwinError(said + HELP)
        aside.append(said)
    if not kept:
        raise TwinError(f"{aside[0]}; no other sensor is left")
    return kept, tuple(aside)
