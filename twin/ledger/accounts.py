"""What the ledger keeps of each street, space, building and zone, and the change below which nobody would notice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.city import City
from twin.evaluation import Assumptions, Card, evaluate
from twin.metrics.along import called
from twin.metrics.trips import mean_times
from twin.mobility.coefficients import TRAVEL, travel_with
from twin.mobility.rides import CALM
from twin.mobility.traffic import BIKE, Traffic, traffic
from twin.words import Words

Array = NDArray[np.float64]
KINDS: dict[str, Words] = {
    "street": Words("Streets", "Rues"),
    "space": Words("Parks, squares and other places", "Parcs, places et autres lieux"),
    "building": Words("Homes", "Logements"),
    "zone": Words("Neighbourhoods", "Quartiers"),
}
READ = ("hot_ground", "canopy", "sealed", "noise", "nature_access", "air_warming")  # metrics whose maps the accounts read
DETOUR = float(TRAVEL["detour"])


@dataclass(frozen=True)
class Account:
    """One quantity kept for each place of a kind.

    matters   smallest change worth a line; changes of different quantities are ranked by how many times it they are
    """

    key: str
    kind: str
    label: Words
    unit: str
    less: bool
    matters: float
    digits: int


ACCOUNTS = (
    Account("cars", "street", Words("cars in the peak hour", "voitures en heure de pointe"), "veh/h", True, 20.0, 0),
    Account("parking", "street", Words("parking spaces", "places de stationnement"), "spaces", False, 2.0, 0),
    Account("stress", "street", Words("stressful to ride on", "stressant à vélo"), "m", True, 50.0, 0),
    Account("felt", "space", Words("felt temperature, hot afternoon", "température ressentie, après-midi chaud"), "°C", True, 0.2, 1),
    Account("canopy", "space", Words("tree canopy", "houppiers"), "%", False, 1.0, 0),
    Account("sealed", "space", Words("sealed ground", "sol imperméabilisé"), "%", True, 1.0, 0),
    Account("noise", "building", Words("road noise, L_den", "bruit routier, L_den"), "dB(A)", True, 1.0, 1),
    Account("nature", "building", Words("nature within reach", "nature à portée"), "m²/person", False, 1.0, 1),
    Account("air", "building", Words("warming of the air", "réchauffement de l'air"), "K", True, 0.1, 2),
    Account("car_minutes", "zone", Words("a car trip from here", "un trajet en voiture d'ici"), "min", True, 0.05, 2),
    Account("bike_share", "zone", Words("trips by bike from here", "trajets à vélo d'ici"), "%", False, 0.1, 2),
    Account("calm_trips", "zone", Words("trips that can be ridden calmly", "trajets faisables au calme"), "%", False, 2.0, 0),
)


@dataclass(frozen=True, eq=False)
class Places:
    """The places of one kind: what to call each, where it is, and who lives there (0 where nobody is counted)."""

    names: tuple[Words, ...]
    shapes: NDArray[np.object_]
    residents: Array


def places_of(city: City, now: Traffic) -> dict[str, Places]:
    """All places of each kind; the same list for every state of a city."""
    return {"street": _streets(city), "space": _spaces(city), "building": _buildings(city), "zone": _zones(city, now)}


def state_of(city: City, assume: Assumptions) -> tuple[Card, Traffic]:
    """The maps and the traffic that the accounts read."""
    return evaluate(city, READ, assume), traffic(city, travel_with(assume))


def kept(account: Account, city: City, card: Card, now: Traffic) -> Array:
    """(places,) the account's value of each place of its kind; NaN where it says nothing."""
    return np.asarray(READINGS[account.key](city, card, now), dtype=float)


def _named_rows(city: City) -> dict[str, NDArray[np.intp]]:
    """Rows of streets proper by name, those without a name left out."""
    streets = city.mapped_streets
    names = streets.names.astype(str)
    proper = streets.is_street & (names != "")
    return {str(name): np.flatnonzero(proper & (names == name)) for name in sorted(set(names[proper]))}


def _streets(city: City) -> Places:
    groups = _named_rows(city)
    shapes = [shapely.union_all(city.streets.lines[rows]) for rows in groups.values()]
    return Places(tuple(Words(n, n) for n in groups), np.array(shapes, dtype=object), np.zeros(len(groups)))


def _by_street(city: City, values: Array, mean: bool) -> Array:
    """Rows of a street added up, or their mean by length."""
    length, found = city.streets.length, []
    for rows in _named_rows(city).values():
        found.append(float(np.average(values[rows], weights=np.maximum(length[rows], 1e-9))) if mean else float(values[rows].sum()))
    return np.array(found)


def _stressful(city: City, _card: Card, now: Traffic) -> Array:
    streets = city.streets
    return _by_street(city, np.where(streets.is_open_street & (now.row_stress > CALM), streets.length, 0.0), mean=False)


def _open_spaces(city: City) -> dict[str, shapely.Geometry]:
    built = set(map(str, city.buildings.names))
    return {name: shape for name, shape in city.places.items() if name not in built and shapely.area(shape) > 0}


def _spaces(city: City) -> Places:
    known = _open_spaces(city)
    return Places(tuple(Words(n, n) for n in known), np.array(list(known.values()), dtype=object), np.zeros(len(known)))


def _mean_in(key: str) -> Callable[[City, Card, Traffic], Array]:
    """Mean of a metric's map over the cells whose middle lies in each space; NaN where it has none."""

    def read(city: City, card: Card, _now: Traffic) -> Array:
        values, (xs, ys) = card.map(key), city.grid.centre(*np.indices(city.grid.shape))
        found = []
        for shape in _open_spaces(city).values():
            inside = values[shapely.contains_xy(shape, xs, ys)]
            inside = inside[np.isfinite(inside)]
            found.append(float(inside.mean()) if inside.size else np.nan)
        return np.array(found)

    return read


def _homes(city: City) -> NDArray[np.intp]:
    return np.flatnonzero(city.people.inside & (city.people.residents > 0))


def _buildings(city: City) -> Places:
    homes, streets = _homes(city), city.streets
    named = np.flatnonzero(streets.is_street & (streets.names != ""))
    near = shapely.STRtree(streets.lines[named]).nearest(city.buildings.shapes[homes]) if len(named) and len(homes) else None
    names = []
    for i, home in enumerate(homes):
        own = str(city.buildings.names[home])
        street = str(streets.names[named[near[i]]]) if near is not None else ""
        names.append(Words(own, own) if own else Words(f"home by {street}", f"logement, {street}") if street else Words("home", "logement"))
    return Places(tuple(names), city.buildings.shapes[homes], city.people.residents[homes])


def _at_homes(key: str) -> Callable[[City, Card, Traffic], Array]:
    """A metric's map in the cell of each home."""

    def read(city: City, card: Card, _now: Traffic) -> Array:
        xy = city.people.points[_homes(city)]
        row, col = city.grid.cell_of(xy[:, 0], xy[:, 1])
        return np.asarray(card.map(key)[row, col])

    return read


def _zones(city: City, now: Traffic) -> Places:
    """Squares in which trips begin, called by the street of most rows at their junction."""
    demand, streets = now.demand, city.streets
    names = []
    for node in demand.node[: demand.inner]:
        rows = np.flatnonzero((streets.tail == node) | (streets.head == node))
        at = sorted({called(city, int(r)) for r in rows if streets.names[r]}) or [called(city, int(rows[0]))]
        text = " × ".join(at[:2])
        names.append(Words(text, text))
    points = shapely.points(demand.point[: demand.inner])
    return Places(tuple(names), np.asarray(points, dtype=object), demand.residents[: demand.inner])


def _bike_share(_city: City, _card: Card, now: Traffic) -> Array:
    trips = now.demand.trips[: now.demand.inner]
    return _share(trips * now.shares[: now.demand.inner, :, BIKE], trips)


def _calm_trips(_city: City, _card: Card, now: Traffic) -> Array:
    trips = now.demand.trips[: now.demand.inner]
    calm = now.comfort.calm[: now.demand.inner] <= DETOUR * now.comfort.shortest[: now.demand.inner]
    return _share(np.where(calm, trips, 0.0), trips)


def _share(part: Array, whole: Array) -> Array:
    total = whole.sum(axis=1)
    return np.asarray(100 * np.divide(part.sum(axis=1), total, out=np.full(len(total), np.nan), where=total > 0))


READINGS: Mapping[str, Callable[[City, Card, Traffic], Array]] = {
    "cars": lambda city, card, now: _by_street(city, now.flow, mean=True),
    "parking": lambda city, card, now: _by_street(city, city.streets.spaces, mean=False),
    "stress": _stressful,
    "felt": _mean_in("hot_ground"),
    "canopy": _mean_in("canopy"),
    "sealed": _mean_in("sealed"),
    "noise": _at_homes("noise"),
    "nature": _at_homes("nature_access"),
    "air": _at_homes("air_warming"),
    "car_minutes": lambda city, card, now: mean_times(now),
    "bike_share": _bike_share,
    "calm_trips": _calm_trips,
}
