"""What the model gives where sensors stand, for one set of values of its parameters or for many."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from twin.calibration.sensors import Target
from twin.city import City
from twin.climate import Climate
from twin.evaluation import evaluate, parameters
from twin.metrics import METRICS
from twin.mobility.coefficients import TRAVEL, travel_with
from twin.mobility.demand import base_shares, demand_of
from twin.mobility.roads import roads_of
from twin.mobility.traffic import CAR, daily_traffic, traffic
from twin.models.assignment import equilibrium
from twin.models.heat import mixed
from twin.parameter import Coefficients, Parameter, default
from twin.uncertainty.unknowns import ground_there, used

Array = NDArray[np.float64]
CHUNK = 8  # runs in one task of an executor
GAP = 1e-3  # of the traffic a counter is held against: its flows are off by a thousandth, a count by a tenth
MIXING: Parameter = default(mixed, "mixing_radius")
OWN = {"mixing_radius": MIXING}  # uncertain, but no metric reads it
LEFT = ("travel.zone_size",)  # how the model is cut up, not how a town is


def parameters_for(city: City, kinds: Sequence[str]) -> dict[str, Parameter]:
    """Every ranged parameter that moves what these kinds of sensors are held against."""
    found: dict[str, Parameter] = {}
    there = ground_there([city])
    if "temperature" in kinds:
        found |= {"air_temperature": Climate.parameters()["air_temperature"], **OWN} | used(METRICS["air_warming"], there)
    if "runoff" in kinds:
        found |= used(METRICS["runoff"], there)
    if "traffic" in kinds or "bicycle" in kinds:
        found |= {f"{TRAVEL.name}.{key}": p for key, p in TRAVEL.items()}
    return {name: p for name, p in found.items() if not p.exact and name not in LEFT}


@dataclass(frozen=True, eq=False)
class Observer:
    """Sensors in a city, ready to be asked for any values of the parameters.

    city      on cells wide enough for many runs
    targets   where the sensors stand
    fixed     parameters held at other values
    names     of the parameters that change from run to run
    moved     (targets,) what the city on its own cells gives more, at the best guess
    """

    city: City
    targets: tuple[Target, ...]
    fixed: Mapping[str, float]
    names: tuple[str, ...]
    moved: Array

    def __call__(self, values: Array) -> Array:
        """(runs, parameters) -> (runs, targets)."""
        rows = [{**self.fixed, **dict(zip(self.names, map(float, row), strict=True))} for row in values]
        return np.array([predicted(self.city, self.targets, row) for row in rows]).reshape(len(values), len(self.targets)) + self.moved


def run_all(observer: Observer, values: Array, executor: Executor | None = None) -> Iterator[Array]:
    """Results in the order of the rows, chunk by chunk; the same, bit for bit, with every executor and without."""
    chunks = [values[i : i + CHUNK] for i in range(0, len(values), CHUNK)]
    yield from executor.map(observer, chunks) if executor is not None else map(observer, chunks)


def predicted(city: City, targets: Sequence[Target], values: Mapping[str, float]) -> Array:
    """(targets,) what the model gives for each.

    temperature  air temperature of the hot afternoon at a weather station in the country + the warming of the cell, blended by the wind:
                 T = air_temperature + E[(1 - HM) UHI] (`twin.models.heat`) [°C]
    runoff       Σ over the area of the runoff of each cell (metric `runoff`) [m³]
    traffic      vehicles a day of the equilibrium, mean along the street by length [veh/day]
    bicycle      bikes in the peak hour, mean along the street by length [1/h]
    Left out: hours other than these, sun on thermometers, sewers, days of the week.
    """
    found = np.empty(len(targets))
    kinds = {target.kind for target in targets}
    known = {name: value for name, value in values.items() if name in parameters()}
    air = _air(city, known, float(values.get("mixing_radius", MIXING))) if "temperature" in kinds else None
    water = _map_of(city, "runoff", known) if "runoff" in kinds else None
    cars, bikes = _street_flows(city, travel_with(known), kinds)
    for i, target in enumerate(targets):
        if target.kind == "temperature" and air is not None:
            row, col = city.grid.cell_of(np.array([target.point[0]]), np.array([target.point[1]]))
            found[i] = air[row[0], col[0]]
        elif target.kind == "runoff" and water is not None:
            found[i] = (water * target.share(city)).sum() * city.grid.cell_area / 1000
        else:
            flow = cars if target.kind == "traffic" else bikes
            found[i] = float(np.dot(flow[list(target.rows)], target.weights))
    return found


def _map_of(city: City, key: str, known: Mapping[str, float]) -> Array:
    """The map of a metric; the copy of the city takes what it remembers with it."""
    relevant = {name: value for name, value in known.items() if name in METRICS[key].parameters}
    return evaluate(replace(city), [key], relevant).map(key)


def _air(city: City, known: Mapping[str, float], mixing_radius: float) -> Array:
    country = float(known.get("air_temperature", city.climate.air_temperature))
    return mixed(country + _map_of(city, "air_warming", known), city.grid.cell, mixing_radius)


def _street_flows(city: City, travel: Coefficients, kinds: set[str]) -> tuple[Array, Array]:
    """(rows,) vehicles a day and bikes in the peak hour; cars alone, to a coarser balance, where no bike was counted."""
    none = np.zeros(0)
    if "bicycle" in kinds or ("traffic" in kinds and city.streets is not city.mapped_streets):
        now = traffic(city, travel)
        return now.daily, now.bike_flow
    if "traffic" not in kinds:
        return none, none
    demand = demand_of(city.mapped_streets, city.people, city.buildings, city.bounds, travel)
    roads = roads_of(city.streets, travel)
    vehicles = demand.trips * float(base_shares(travel)[CAR]) / float(travel["occupancy"])
    cars = equilibrium(roads.network(demand.node, len(city.streets.junctions), travel), vehicles, gap=GAP)
    return daily_traffic(city.streets, roads, cars, travel), none
