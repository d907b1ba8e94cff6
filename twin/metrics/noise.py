"""Noise of cars at home: emission of streets by CNOSSOS-EU, spread in the open without screens."""

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.metrics.base import Measure, metric
from twin.metrics.trips import alert
from twin.mobility.coefficients import TRAVEL
from twin.mobility.traffic import Traffic, traffic
from twin.models import noise as noise_model
from twin.parameter import Coefficients, Parameter, default
from twin.people import People
from twin.streets import Streets
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
SILENT = -100.0  # dB, stands for no sound at all in working and map
IN_FRONT = 1.0  # m before the facade
PARTS = Coefficients(
    "day_part",
    {
        "day": Parameter(
            0.80, 0.70, 0.85, "1", "noisemodelling_osm", "primary streets: 7124 of 8905", True, "share of daily traffic, 6 to 18 h"
        ),
        "evening": Parameter(0.12, 0.08, 0.20, "1", "noisemodelling_osm", "1069 of 8905", True, "share of daily traffic, 18 to 22 h"),
        "night": Parameter(0.08, 0.04, 0.12, "1", "noisemodelling_osm", "712 of 8905", True, "share of daily traffic, 22 to 6 h"),
    },
)
HOURS = {"day": 12.0, "evening": 4.0, "night": 8.0}


@metric(
    "noise",
    theme="streets",
    noun=Words("residents above 65 dB", "la population exposée à plus de 65 dB"),
    unit="persons",
    better="less",
    label=Words("Residents above 65 dB(A) of road noise", "Habitants à plus de 65 dB(A) de bruit routier"),
    caveat=Words(
        "L_den in front of the most exposed facade, in the open: no screens by other buildings, no reflections between facades, so too "
        "loud behind houses and up to 3 dB too low in narrow streets. Cars and a small share of lorries of the model's traffic only. Not a "
        "noise map of the law.",
        "L_den devant la façade la plus exposée, en champ libre : ni écrans ni réflexions, donc trop fort derrière les maisons et jusqu'à "
        "3 dB trop faible dans les rues étroites. Seulement les voitures et quelques camions du trafic modélisé. Pas une carte de bruit "
        "réglementaire.",
    ),
    sources=("cnossos_2021", "cnossos_2015", "end_2002"),
    digits=0,
)
def noise(
    city: City,
    *,
    travel: Coefficients = TRAVEL,
    day_part: Coefficients = PARTS,
    lorries: float = Parameter(0.03, 0.0, 0.10, "1", "twin", "assumed for town streets", False, "share of heavy vehicles in the traffic"),
    loud: float = Parameter(
        65.0, 55.0, 68.0, "dB(A)", "end_2002", "reporting classes; 68: French threshold", True, "level from which one counts"
    ),
    height: float = default(noise_model.level_at, "height"),
) -> Measure:
    """Residents of buildings whose facade has L_den above `loud` [persons]. Map: level at homes [dB(A)].

    L_den of each street from the shares of daily traffic by `day_part`, `models.noise.road_emission` at the mean speed under load, then
    `models.noise.level_at` from all streets to a point before the facade that is nearest to a street.
    """
    now = traffic(city, travel)
    emission = _emission(now, day_part, float(lorries))
    level = _levels(now, city.people, city.buildings, day_part, float(lorries), float(height))
    lived = _lived(city.people)
    residents = city.people.residents[lived]
    over = level > float(loud)
    value = float(residents[over].sum())

    def working() -> Working:
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if len(lived):
            i = int(np.where(over, residents, 0.0).argmax()) if over.any() else int(level.argmax())
            point = _facades(city.streets, city.people, city.buildings)[i]
            lines, checks = _home_lines(now, point, emission, float(level[i]), float(height), float(loud))
        lines += [
            Heading(Words("All homes", "Tous les logements")),
            Given("people", value, "persons", Words("residents of homes above it, each worked like this", "habitants concernés")),
            Step("noise", "people", "persons", Words("residents above the level", "habitants au-dessus du seuil")),
        ]
        return Working(tuple(lines), checks | {"noise": value})

    shown = Words("Road noise at home, L_den", "Bruit routier au logement, L_den")
    return Measure(value, working, lambda: _at(city, lived, level), "dB(A)", shown, 0.0, alert(now))


def _lived(people: People) -> NDArray[np.intp]:
    return np.flatnonzero(people.inside & (people.residents > 0))


@lru_cache(maxsize=16)
def _emission(now: Traffic, day_part: Coefficients, lorries: float) -> Array:
    """(rows,) L_den of each street's sound power per metre [dB(A)/m]; -inf without traffic."""
    time = np.bincount(now.roads.row, now.cars.flow * now.cars.time, len(now.streets))
    way = np.bincount(now.roads.row, now.cars.flow * now.roads.length, len(now.streets))
    speed = np.divide(way / 1000, time / 60, out=now.streets.driven.copy(), where=time > 0)
    parts = {k: now.daily * float(day_part[k]) / hours for k, hours in HOURS.items()}
    levels = {k: noise_model.road_emission(flow, speed, lorries) for k, flow in parts.items()}
    loud = now.daily > 0.5
    found = np.full(len(now.streets), -np.inf)
    found[loud] = noise_model.day_evening_night(*(levels[k][loud] for k in HOURS))
    return found


@lru_cache(maxsize=16)
def _facades(streets: Streets, people: People, buildings: Buildings) -> Array:
    """(homes, 2) a point before each home's facade where it is nearest to a street open to cars [m]."""
    shapes = buildings.shapes[_lived(people)]
    lines = streets.lines[streets.is_open_street]
    if not len(shapes) or not len(lines):
        return people.points[_lived(people)].reshape(-1, 2)
    nearest = shapely.STRtree(lines).nearest(shapes)
    ends = shapely.get_coordinates(shapely.shortest_line(shapes, lines[nearest])).reshape(-1, 2, 2)
    step = ends[:, 1] - ends[:, 0]
    length = np.maximum(np.hypot(*step.T), 1e-9)[:, None]
    return np.asarray(ends[:, 0] + step / length * np.minimum(IN_FRONT, length))


@lru_cache(maxsize=16)
def _levels(now: Traffic, people: People, buildings: Buildings, day_part: Coefficients, lorries: float, height: float) -> Array:
    """(homes,) L_den at each home [dB(A)], `SILENT` where there is no sound."""
    starts, ends, row = _segments(now)
    emission = _emission(now, day_part, lorries)[row]
    sounding = np.isfinite(emission)
    points = _facades(now.streets, people, buildings)
    if not sounding.any() or not len(points):
        return np.full(len(points), SILENT)
    level = noise_model.level_at(points, starts[sounding], ends[sounding], emission[sounding], height)
    return np.asarray(np.maximum(level, SILENT))


def _segments(now: Traffic) -> tuple[Array, Array, NDArray[np.intp]]:
    """Straight pieces of all streets, and the row of each."""
    xy, row = shapely.get_coordinates(now.streets.lines, return_index=True)
    same = row[1:] == row[:-1]
    return xy[:-1][same], xy[1:][same], row[:-1][same]


def _home_lines(
    now: Traffic, point: Array, emission: Array, level: float, height: float, loud: float
) -> tuple[list[Line], dict[str, float]]:
    """The loudest straight piece of street before one home, worked out, and what all others add."""
    starts, ends, row = _segments(now)
    power = emission[row]
    sounding = np.flatnonzero(np.isfinite(power))
    if level <= SILENT or not len(sounding):
        return [], {}
    single = np.array(
        [noise_model.level_at(point[None], starts[k : k + 1], ends[k : k + 1], power[k : k + 1], height)[0] for k in sounding]
    )
    k = int(sounding[single.argmax()])
    (ax, ay), (bx, by) = starts[k] - point, ends[k] - point
    length = float(np.hypot(bx - ax, by - ay))
    d = float(np.hypot((ax * by - ay * bx) / length, height))
    theta = float(np.arctan2(d * length, ax * bx + ay * by + height**2))
    here = float(10 ** (power[k] / 10) * theta / (2 * np.pi * d))
    others = max(10 ** (level / 10) - here, 0.0)
    name = str(now.streets.names[row[k]]) or str(now.streets.kinds[row[k]])
    lines: list[Line] = [
        Heading(Words(f"One home: the loudest piece of street is of {name}", f"Un logement : le tronçon le plus bruyant, {name}")),
        Given("LW", float(power[k]), "dB(A)", Words("its sound power per metre, L_den", "sa puissance par mètre, L_den")),
        Given("d", d, "m", Words("distance to its line, height included", "distance à sa ligne, hauteur comprise")),
        Given("theta", theta, "1", Words("angle it fills [rad]", "angle sous lequel on le voit [rad]")),
        Step("energy", "10 ** (LW / 10) * theta / (2 * 3.141592653589793 * d)", "1", Words("its sound energy here", "son énergie ici")),
        Given("others", others, "1", Words("energy of all other pieces, each worked like this", "énergie des autres tronçons")),
        Step("level", "10 * log(energy + others) / log(10)", "dB(A)", Words("level at this home", "niveau à ce logement")),
        Given("limit", loud, "dB(A)", Words("counts above", "compte au-delà de"), "loud"),
        Step("counts", "level > limit", "1", Words("1 when its residents count", "1 si ses habitants comptent")),
    ]
    return lines, {"energy": here, "level": level, "counts": float(level > loud)}


def _at(city: City, lived: NDArray[np.intp], level: Array) -> Array:
    """(rows, cols) the highest level among the homes of each cell, NaN where nobody lives."""
    grid = city.grid
    row, col = grid.cell_of(city.people.points[lived, 0], city.people.points[lived, 1])
    found = np.full(grid.rows * grid.cols, -np.inf)
    np.maximum.at(found, row * grid.cols + col, level)
    return np.where(np.isfinite(found), found, np.nan).reshape(grid.shape)
