"""Readings that need no file: a hidden truth read by simulated sensors, and the traffic counts of a map."""

from collections.abc import Mapping, Sequence

import numpy as np

from twin.calibration.observing import parameters_for, predicted
from twin.calibration.sensors import Sensor, target_of
from twin.city import City
from twin.errors import TwinError, did_you_mean
from twin.evaluation import Assumptions
from twin.mobility.counted import held_against_counts
from twin.mobility.traffic import traffic
from twin.observations import ERRORS, KINDS, Observation, Point
from twin.parameter import Coefficients


def simulated_readings(
    city: City,
    places: "Mapping[str, str | Point] | Sequence[str]",
    truth: Assumptions,
    kind: str = "temperature",
    readings: int = 10,
    seed: int = 0,
    errors: Coefficients = ERRORS,
) -> tuple[Observation, ...]:
    """What sensors would read if `truth` were true: an exercise in which the answer is known, and marked as simulated.

    places    sensor -> name of a place or (x, y) [m]; or names of places, which then name the sensors
    truth     values of parameters, by name; all others at their best guess
    readings  of each sensor; each has its own error, and all of one sensor share its bias, both as `errors` tells
    Raises TwinError as `twin.calibrate` does. Left out: errors that last from one reading to the next.
    """
    if kind not in KINDS:
        raise TwinError(f'kind "{kind}" is not known: choose {", ".join(KINDS)}')
    if isinstance(readings, bool) or not isinstance(readings, int) or readings < 1:
        raise TwinError(f"readings={readings!r} is not possible: give a whole number from 1")
    possible = parameters_for(city, [kind])
    for name in truth:
        if name not in possible:
            raise TwinError(f'truth: "{name}" does not move what a {kind} sensor reads; {did_you_mean(name, possible)}')
    named = dict(places) if isinstance(places, Mapping) else {str(p) or kind: p for p in places}
    sensors = [Sensor(name, kind, place, False, 0.0, 1.0, readings, True) for name, place in named.items()]
    values = predicted(city, [target_of(city, s) for s in sensors], dict(truth))
    rng, of = np.random.default_rng(seed), KINDS[kind]
    found = []
    for sensor, value in zip(sensors, values, strict=True):
        size = abs(float(value)) if of.relative else 1.0
        error = max(float(errors[f"{kind}_error"]) * size, of.least)
        shared = float(errors[f"{kind}_bias"]) * size * rng.standard_normal()
        for noise in rng.standard_normal(readings):
            read = float(np.clip(value + shared + error * noise, of.low, of.high))
            found.append(Observation(sensor.name, kind, read, sensor.place, error=error, simulated=True))
    return tuple(found)


def counted_traffic(city: City) -> tuple[Observation, ...]:
    """The traffic counts of a map (`City.counts`) as observations: one for each counted stretch, both directions, in its latest year.

    Raises TwinError when nothing was counted.
    """
    held = held_against_counts(city, traffic(city))
    if held is None or not len(held):
        raise TwinError(f"no traffic counts lie on the streets of {city.name}")
    found = []
    for row, counted, year in zip(held.row, held.counted, held.year, strict=True):
        middle = city.streets.lines[row].interpolate(0.5, normalized=True)
        name = f"{city.streets.names[row] or city.streets.kinds[row]} {city.streets.ids[row]}"
        found.append(Observation(name, "traffic", float(counted), (middle.x, middle.y), time=f"{year:04d}-01-01" if year else None))
    return tuple(found)
