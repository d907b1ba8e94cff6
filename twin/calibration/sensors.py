"""Sensors: the readings of one put together, with an error that does not shrink away, and what each is held against in the model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.burning import burn
from twin.city import City
from twin.errors import TwinError
from twin.mobility.counted import NEAR
from twin.models.esmda import error_of_mean
from twin.observations import ERRORS, KINDS, Kind, Observation, Point
from twin.parameter import Coefficients

Array = NDArray[np.float64]
ENOUGH = 5  # readings from which their own spread tells the error of one


@dataclass(frozen=True, eq=False)
class Sensor:
    """All readings of one sensor of one kind at one place.

    value      their mean, in the unit of the kind
    error      standard deviation of that mean, with what all its readings share
    readings   how many; `elsewhen` of them at another time than what they are held against
    simulated  made by a model, at least one of them
    """

    name: str
    kind: str
    place: str | Point
    degrees: bool
    value: float
    error: float
    readings: int
    simulated: bool
    elsewhen: int = 0

    @property
    def of(self) -> Kind:
        return KINDS[self.kind]


@dataclass(frozen=True, eq=False)
class Target:
    """Where a sensor stands in the model: a point [m], an area (None: the whole map), or rows of streets with their weights."""

    kind: str
    point: Point = (np.nan, np.nan)
    area: Any = None
    rows: tuple[int, ...] = ()
    weights: tuple[float, ...] = ()

    def share(self, city: City) -> Array:
        """(rows, cols) share of each cell inside the area."""
        if self.area is None:
            return np.ones(city.grid.shape)
        return burn(shapely.get_parts(self.area), city.grid)


def sensors_of(observations: Iterable[Observation], errors: Coefficients = ERRORS) -> tuple[Sensor, ...]:
    """One for each sensor, in the order of the readings."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for number, each in enumerate(observations, 1):
        if not isinstance(each, Observation):
            raise TwinError(f"observations: number {number} is {each!r:.60}, not a twin.Observation")
        group = groups.setdefault((each.sensor, each.kind), [])
        if group and (group[0].place, group[0].degrees) != (each.place, each.degrees):
            raise TwinError(f'sensor "{each.sensor}" is in two places, {group[0].place} and {each.place}: give each its own name')
        group.append(each)
    if not groups:
        raise TwinError("observations: at least one reading is needed")
    return tuple(_sensor(group, errors) for group in groups.values())


def _sensor(group: Sequence[Observation], errors: Coefficients) -> Sensor:
    """Mean and error; readings that give their own error count by it."""
    first, kind = group[0], KINDS[group[0].kind]
    values = np.array([each.value for each in group])
    mean, n = float(values.mean()), len(group)
    size = abs(mean) if kind.relative else 1.0
    told = [each.error for each in group if each.error is not None]
    usual = float(np.sqrt(np.mean(np.square(told)))) if told else float(errors[f"{first.kind}_error"]) * size
    own = float(values.std(ddof=1)) if n >= ENOUGH else 0.0
    bias, lasting = float(errors[f"{first.kind}_bias"]) * size, float(errors[f"{first.kind}_persistence"])
    error = float(error_of_mean(max(usual, own), n, bias, lasting))
    simulated, elsewhen = any(each.simulated for each in group), sum(not kind.suits(each.when) for each in group)
    return Sensor(first.sensor, first.kind, first.place, first.degrees, mean, max(error, kind.least), n, simulated, elsewhen)


def target_of(city: City, sensor: Sensor) -> Target:
    """Where the sensor stands; a TwinError that names it when that is nowhere on the map."""
    try:
        if sensor.kind == "temperature":
            return Target(sensor.kind, _point(city, sensor))
        if sensor.kind == "runoff":
            return Target(sensor.kind, area=_area(city, sensor))
        rows = _street(city, sensor)
        length = city.streets.length[rows]
        return Target(sensor.kind, rows=tuple(int(r) for r in rows), weights=tuple(float(x) for x in length / length.sum()))
    except TwinError as error:
        raise TwinError(f'sensor "{sensor.name}": {error}') from None


def _located(city: City, sensor: Sensor) -> Point:
    """A sensor given by coordinates, in local metres, on the map."""
    point = shapely.Point(sensor.place)
    x, y = shapely.get_coordinates(city.grid.plane.to_local(point) if sensor.degrees else point)[0]
    minx, miny, maxx, maxy = city.bounds
    if not (minx <= x <= maxx and miny <= y <= maxy):
        raise TwinError(f"x = {x:.0f}, y = {y:.0f} m is not on the map, which runs to {minx:.0f} … {maxx:.0f}, {miny:.0f} … {maxy:.0f} m")
    return float(x), float(y)


def _point(city: City, sensor: Sensor) -> Point:
    if not isinstance(sensor.place, str):
        return _located(city, sensor)
    if not sensor.place:
        raise TwinError("a thermometer needs a place: a name, or x,y")
    middle = shapely.point_on_surface(city.place(sensor.place))
    return float(middle.x), float(middle.y)


def _area(city: City, sensor: Sensor) -> Any:
    if not isinstance(sensor.place, str):
        raise TwinError("runoff comes from an area: give its name, or no place for the whole map")
    if not sensor.place:
        return None
    shape = city.place(sensor.place)
    if shapely.area(shape) <= 0:
        raise TwinError(f'"{sensor.place}" is a line, runoff comes from an area: a square, a park, a car park')
    return shape


def _street(city: City, sensor: Sensor) -> NDArray[np.intp]:
    """Rows of the street named, or the nearest row to a point."""
    streets = city.streets
    usable = streets.is_open_street if sensor.kind == "traffic" else np.ones(len(streets), dtype=bool)
    if isinstance(sensor.place, str):
        if not sensor.place:
            raise TwinError("a counter needs a place: the name of a street, or x,y")
        rows = city.street(sensor.place)
        if not usable[rows].any():
            raise TwinError(f'no motor vehicle may drive in "{sensor.place}"')
        return np.asarray(rows[usable[rows]], dtype=np.intp)
    rows, (x, y) = np.flatnonzero(usable), _located(city, sensor)
    away = shapely.distance(streets.lines[rows], shapely.Point(x, y))
    if not len(rows) or away.min() > NEAR:
        raise TwinError(f"no street lies within {NEAR:g} m of x = {x:.0f}, y = {y:.0f} m")
    return rows[[int(away.argmin())]]
