"""The kerb and the fire engine: parking spaces, clear width, and how long help takes to come."""

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.errors import plain
from twin.metrics.along import called, mean_along, spread_along, telling_row
from twin.metrics.base import Measure, metric
from twin.metrics.trips import at_homes
from twin.mobility.coefficients import TRAVEL
from twin.mobility.demand import Demand, demand_of
from twin.mobility.roads import gates_of, roads_of
from twin.models.network import Network
from twin.models.paths import ShortestPaths
from twin.parameter import Coefficients, Parameter
from twin.streets import CAR_KINDS, parking_strip, space_length
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
LADDERS = 4.0  # m of clear width where ladders must stand
STATION_WORDS = ("pompiers", "caserne", "centre de secours", "incendie", "fire station")


@metric(
    "parking",
    theme="streets",
    noun=Words("parking on the street", "le stationnement sur rue"),
    unit="spaces",
    better="more",
    label=Words("Parking spaces along the kerb", "Places de stationnement sur rue"),
    caveat=Words(
        "Spaces that the map's tags imply, along the whole street: crossings, drives and delivery bays are not taken off, car parks and "
        "garages are not counted, nor who needs them. A map without parking tags shows none.",
        "Places déduites des attributs de la carte, sur toute la rue, sans déduire passages ni livraisons ; ne compte ni parkings, ni "
        "garages, ni qui en a besoin. Une carte sans ces attributs n'en montre aucune.",
    ),
    sources=("cerema_lanes",),
    digits=0,
)
def parking(city: City) -> Measure:
    """Σ length / length of a space over both sides of every street: 5.5 m parallel, 3.5 m diagonal, 2.5 m perpendicular [spaces]."""
    streets = city.streets
    spaces = streets.spaces
    value = float(spaces.sum())

    def working() -> Working:
        row = telling_row(city, spaces)
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if row >= 0:
            left, right = (space_length(str(side[row])) for side in (streets.parking_left, streets.parking_right))
            lines = [
                Heading(Words(f"One stretch: {called(city, row)}", f"Un tronçon : {called(city, row)}")),
                Given("L", float(streets.length[row]), "m", Words("length", "longueur")),
                Given("n_left", 1 / left, "1", Words("spaces a metre, left", "places par mètre, à gauche")),
                Given("n_right", 1 / right, "1", Words("spaces a metre, right", "places par mètre, à droite")),
                Step("here", "L * (n_left + n_right)", "spaces", Words("spaces here", "places ici")),
            ]
            checks["here"] = float(spaces[row])
        lines += [
            Heading(Words("All streets", "Toutes les rues")),
            Given("rest", max(value - checks.get("here", 0.0), 0.0), "spaces", Words("all other stretches", "tous les autres tronçons")),
            Step("parking", "here + rest" if row >= 0 else "rest", "spaces", Words("in all", "total")),
        ]
        return Working(tuple(lines), checks | {"parking": value})

    return Measure(value, working, lambda: spread_along(streets, city.grid, spaces), "spaces")


@metric(
    "emergency",
    theme="streets",
    noun=Words("street too narrow for a fire engine", "la longueur de rues trop étroites pour les pompiers"),
    unit="m",
    better="less",
    label=Words("Streets too narrow for a fire engine", "Rues trop étroites pour les pompiers"),
    caveat=Words(
        "Carriageway less parked cars and kerbed tracks, against the 3 m of the French fire rules; the working gives the 4 m that ladders "
        "need. Widths that the map does not give are class defaults; low branches, bends, terraces and badly parked cars are left out. "
        "Closures count as passable: bollards that firefighters can open.",
        "Chaussée moins voitures garées et pistes séparées, comparée aux 3 m de la réglementation incendie ; le calcul donne les 4 m des "
        "échelles. Largeurs absentes de la carte : valeurs de la classe ; ne compte ni branches, ni virages, ni terrasses, ni voitures mal "
        "garées. Les fermetures sont supposées franchissables : bornes amovibles.",
    ),
    sources=("arrete_1986",),
    digits=0,
)
def emergency(
    city: City,
    *,
    clear_needed: float = Parameter(
        3.0, unit="m", source="arrete_1986", page="article 4, voie engins", about="clear width that a fire engine needs"
    ),
) -> Measure:
    """Length of streets whose clear width is below `clear_needed` [m]; streets proper, closed ones too. Map: clear width [m]."""
    streets = city.streets
    proper = streets.is_street & np.isin(streets.kinds.astype(str), CAR_KINDS)
    width = streets.clear_width
    narrow = proper & (width < float(clear_needed) - 1e-9)
    value = float(streets.length[narrow].sum())

    def working() -> Working:
        row = telling_row(city, np.where(proper, np.maximum(20 - width, 0.1), 0.0))
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if row >= 0:
            strips = sum(parking_strip(str(side[row])) for side in (streets.parking_left, streets.parking_right))
            lines = [
                Heading(Words(f"One stretch: {called(city, row)}", f"Un tronçon : {called(city, row)}")),
                Given("L", float(streets.length[row]), "m", Words("length", "longueur")),
                Given("W", float(streets.width[row]), "m", Words("from kerb to kerb", "de bordure à bordure")),
                Given("parked", strips, "m", Words("strips of parked cars", "files de stationnement")),
                Given("tracks", float(streets.width[row] - strips - width[row]), "m", Words("kerbed tracks", "pistes séparées")),
                Given("needed", float(clear_needed), "m", Words("needed", "nécessaire"), "clear_needed"),
                Step("clear", "W - parked - tracks", "m", Words("clear width", "largeur libre")),
                Step("here", "L if clear < needed else 0", "m", Words("counted here", "compté ici")),
            ]
            checks = {"clear": float(width[row]), "here": float(streets.length[row]) if narrow[row] else 0.0}
        ladders = float(streets.length[proper & (width < LADDERS - 1e-9)].sum())
        lines += [
            Heading(Words("All streets", "Toutes les rues")),
            Given("below_4", ladders, "m", Words("of street below the 4 m that ladders need", "de rue sous les 4 m des échelles")),
            Given(
                "rest",
                max(value - checks.get("here", 0.0), 0.0),
                "m",
                Words("too narrow, other stretches", "trop étroites, autres tronçons"),
            ),
            Step("emergency", "here + rest" if row >= 0 else "rest", "m", Words("too narrow in all", "trop étroites en tout")),
        ]
        return Working(tuple(lines), checks | {"emergency": value})

    shown = Words("Clear width of the street", "Largeur libre de la rue")
    return Measure(value, working, lambda: mean_along(streets, city.grid, width, proper), "m", shown)


@metric(
    "response_time",
    theme="streets",
    unit="min",
    better="less",
    label=Words("Time for firefighters to reach a home", "Durée d'accès des pompiers aux logements"),
    caveat=Words(
        "On empty streets at the speed driven there, by the quickest way that a fire engine may take, closed streets included. From a "
        "fire station named on the map, else from the busiest street at its edge. Getting ready and climbing stairs are left out.",
        "Rues vides, à la vitesse pratiquée, par le chemin le plus court que peut prendre un engin, rues fermées comprises. Depuis une "
        "caserne nommée sur la carte, sinon depuis la rue la plus chargée au bord. Sans le temps de départ ni les escaliers.",
    ),
    sources=("twin",),
    digits=2,
)
def response_time(city: City, *, travel: Coefficients = TRAVEL) -> Measure:
    """Mean time over residents from the fire station to the junction nearest their home [min]; 0 without residents or streets."""
    demand = demand_of(city.mapped_streets, city.people, city.buildings, city.bounds, travel)
    n, start = demand.inner, _station(city, demand, travel)
    residents = demand.residents[:n]
    minutes = np.full(n, np.nan)
    if start >= 0 and n:
        minutes = _free_minutes(city, start, demand.node[:n], travel)
    reached = np.isfinite(minutes)
    people = float(residents[reached].sum())
    total = float((residents[reached] * minutes[reached]).sum())
    value = total / people if people > 0 else 0.0

    def working() -> Working:
        lines: list[Line] = [
            Given("person_minutes", total, "min", Words("residents × minutes from the station, summed", "habitants × minutes, sommés")),
            Given("people", people, "persons", Words("residents that can be reached", "habitants accessibles")),
            Step("response_time", "person_minutes / people if people > 0 else 0", "min", Words("mean time", "durée moyenne")),
        ]
        return Working(tuple(lines), {"response_time": value})

    return Measure(value, working, lambda: at_homes(city, demand, minutes), "min")


def _station(city: City, demand: Demand, travel: Coefficients) -> int:
    """The junction nearest a fire station named on the map, else the gate with most traffic; -1 without either."""
    junctions = city.streets.junctions
    for name, shape in city.places.items():
        if any(word in plain(name) for word in STATION_WORDS) and demand.inner:
            x, y = (float(v) for v in (shape.centroid.x, shape.centroid.y))
            nodes = demand.node[: demand.inner]
            return int(nodes[np.hypot(*(junctions[nodes] - (x, y)).T).argmin()])
    gates = gates_of(city.mapped_streets, city.bounds, travel)
    flow = gates.entering
    return int(gates.junction[flow.argmax()]) if flow.max(initial=0.0) > 0 else -1


def _free_minutes(city: City, start: int, ends: NDArray[np.intp], travel: Coefficients) -> Array:
    """Minutes on empty streets from one junction to others, closed streets passable, one-way rules kept."""
    streets = city.streets
    roads = roads_of(streets, travel)
    kept = np.where(roads.forward, streets.oneway[roads.row] >= 0, streets.oneway[roads.row] <= 0)
    nodes = np.concatenate([[start], ends])
    network = Network(roads.tail, roads.head, roads.free_time, np.inf, zones=nodes, closed=~kept, nodes=len(streets.junctions))
    return np.asarray(ShortestPaths(network).update(network.free_time)[0, 1:])
