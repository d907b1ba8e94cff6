"""OSM building tags -> Buildings and People: use, floors, height, year, materials, dwellings, with every default in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from twin.buildings import Buildings
from twin.overlay import Shapes
from twin.parameter import Coefficients, Parameter
from twin.people import People
from twin.tags.ground import underground
from twin.tags.values import metres, number_in, year, yes
from twin.words import Words

Tags = Mapping[str, str]


@dataclass(frozen=True)
class BuildingClass:
    """A use, and the storeys assumed where none are tagged (French proposals after medians of tagged buildings)."""

    use: str
    floors: float
    values: frozenset[str]
    house: bool = False


def _class(use: str, floors: float, values: str, house: bool = False) -> BuildingClass:
    return BuildingClass(use, floors, frozenset(values.split()), house)


CLASSES: tuple[BuildingClass, ...] = (
    _class("residential", 5, "apartments"),
    _class("residential", 4, "residential dormitory"),
    _class("residential", 2, "house detached semidetached_house terrace bungalow farm cabin static_caravan houseboat", house=True),
    _class("retail", 1, "retail supermarket kiosk shop"),
    _class("office", 4, "office commercial"),
    _class("office", 3, "government civic public townhall fire_station police library bank post_office courthouse"),
    _class("office", 2, "train_station transportation"),
    _class("education", 3, "school college university"),
    _class("education", 2, "kindergarten childcare"),
    _class("health", 4, "hospital clinic"),
    _class("hotel", 4, "hotel hostel"),
    _class("industry", 1, "industrial warehouse hangar manufacture works depot"),
    _class("worship", 4, "church chapel cathedral mosque synagogue temple religious monastery place_of_worship"),
    _class("sport", 2, "sports_hall sports_centre stadium grandstand pavilion swimming_pool"),
    _class("farm", 1, "barn farm_auxiliary greenhouse stable sty cowshed"),
    _class("annex", 1, "garage garages shed carport roof service hut parking canopy container toilets ruins outbuilding silo"),
)  # fmt: skip
BY_VALUE: dict[str, BuildingClass] = {value: c for c in CLASSES for value in c.values}
PLAIN = BuildingClass("other", 2, frozenset(["yes"]))  # building=yes: the use is guessed from what surrounds it
DENSE_FLOORS = 4  # for plain buildings where roofs cover more than 30 % of the surroundings
LANDUSE = {"industrial": "industry", "retail": "retail", "commercial": "office", "farmyard": "farm", "residential": "residential",
           "railway": "other", "education": "education", "religious": "worship", "garages": "annex", "military": "other"}  # fmt: skip
PLAIN_HOME = (40.0, 2000.0)  # m² of footprint: a plain building in between is taken for a home
STOREY = 3.0  # m, median of French residential buildings with 3 to 6 storeys (BD TOPO, Nantes: 3.0 to 3.2)
TALLEST = 330.0  # m; a height outside 0 to this is a sentinel (9999, -1) and not believed
MOST_FLOORS = 80
NEAR = 100.0  # m within which a year is borrowed from a building of the same use
ENOUGH_YEARS = 10  # buildings with a year, below which their middle says nothing of the town
FALLBACK_YEAR = 1960

FLOOR_PER_JOB = Coefficients(
    "floor_per_job",
    {
        use: Parameter(value, low, high, "m²/job", "twin", "assumed", False, f"gross floor area for one job, {use}")
        for use, (value, low, high) in {
            "retail": (50, 30, 90), "office": (25, 15, 40), "education": (80, 50, 120), "health": (45, 30, 70),
            "hotel": (100, 60, 160), "industry": (90, 50, 200), "worship": (1000, 400, 3000), "sport": (300, 100, 800),
        }.items()
    },
)  # fmt: skip


def is_building(tags: Tags) -> bool:
    """A building to count: not a part of one, not a bridge, not below ground."""
    kind = tags.get("building", "no")
    bridge = kind == "bridge" or tags.get("man_made") == "bridge" or yes(tags, "bridge")
    return kind not in ("no", "") and not bridge and not underground({k: v for k, v in tags.items() if k != "parking"})


def building_class(tags: Tags) -> BuildingClass:
    """The class of a building by its own tags."""
    for key in ("building", "amenity", "shop", "office", "tourism", "leisure"):
        value = tags.get(key, "")
        if value in BY_VALUE:
            return BY_VALUE[value]
        if key in ("shop", "office") and value not in ("", "no", "vacant"):
            return BY_VALUE[{"shop": "shop", "office": "office"}[key]]
    return PLAIN


def buildings_from(shapes: Shapes, tags: Sequence[Tags], ids: Sequence[str], areas: tuple[Shapes, Sequence[Tags]],
                   dense: NDArray[np.bool_]) -> tuple[Buildings, list[Words]]:  # fmt: skip
    """Buildings and notes. `areas`: all areas of the map (for landuse); `dense`: roofs cover over 30 % around the building."""
    classes = [building_class(t) for t in tags]
    area = shapely.area(shapes)
    plain = np.array([c is PLAIN for c in classes], dtype=bool)
    use = np.array([c.use for c in classes], dtype=object)
    use[plain] = _guessed_use(shapes[plain], area[plain], areas)
    height = np.array([_believed(metres(t.get("height")), TALLEST) for t in tags], dtype=float)
    levels = np.array([_levels(t) for t in tags], dtype=float)
    fallback = np.array([c.floors for c in classes], dtype=float)
    fallback[plain & dense & (use == "residential")] = DENSE_FLOORS
    fallback[plain & (use == "annex")] = 1
    by_height = np.maximum(1, np.round(height / STOREY))
    floors = np.where(np.isnan(levels), np.where(np.isnan(height), fallback, by_height), levels)
    years = np.array([year(t.get("start_date") or t.get("construction_date")) or 0 for t in tags], dtype=np.int64)
    house = np.array([c.house for c in classes], dtype=bool)
    flats = np.array([_believed(number_in(t.get("building:flats")), 5000) for t in tags], dtype=float)
    buildings = Buildings(
        shapes,
        np.array(ids, dtype=object),
        np.array([t.get("name", "") for t in tags], dtype=object),
        use,
        house,
        floors,
        np.where(np.isnan(height), np.maximum(floors, 0.85) * STOREY, height),
        _borrowed_years(years, shapes, use),
        np.array([t.get("building:material", "") for t in tags], dtype=object),
        np.array([t.get("roof:material", "") for t in tags], dtype=object),
        dwellings_of(area * floors, use == "residential", house, flats),
        {
            "floors": np.isnan(levels) & np.isnan(height),
            "height": np.isnan(height),
            "year": years == 0,
            "use": plain,
            "dwellings": np.isnan(flats),
        },
    )
    return buildings, _notes(buildings) + _refused(tags, height, levels, years)


def _refused(tags: Sequence[Tags], height: Any, levels: Any, years: Any) -> list[Words]:
    """Values that are written but cannot be."""
    written = {"height": np.isnan(height), "building:levels": np.isnan(levels), "start_date": years == 0}
    counts = {key: sum(bool(t.get(key)) and bool(bad) for t, bad in zip(tags, missing, strict=True)) for key, missing in written.items()}
    listed = ", ".join(f"{key} {count}" for key, count in counts.items() if count)
    if not listed:
        return []
    return [
        Words(f"building values that cannot be, replaced by defaults: {listed}", f"valeurs de bâtiments impossibles, remplacées : {listed}")
    ]


def _believed(value: float | None, most: float) -> float:
    return value if value is not None and 0 < value <= most else float("nan")


def _levels(tags: Tags) -> float:
    levels = number_in(tags.get("building:levels"))
    if levels is None or not 0 <= levels <= MOST_FLOORS:
        return float("nan")
    roof = number_in(tags.get("roof:levels")) or 0.0
    return max(1.0, levels + 0.5 * min(max(roof, 0.0), 4.0))


def _guessed_use(shapes: Shapes, area: Any, areas: tuple[Shapes, Sequence[Tags]]) -> NDArray[np.object_]:
    """Use of building=yes: the land use around it, else a home when it has the size of one."""
    use = np.where((area >= PLAIN_HOME[0]) & (area <= PLAIN_HOME[1]), "residential", "other").astype(object)
    use[area < 20] = "annex"
    zones = [(shape, LANDUSE[t["landuse"]]) for shape, t in zip(*areas, strict=True) if t.get("landuse") in LANDUSE]
    if zones and len(shapes):
        points = shapely.point_on_surface(shapes)
        which, zone = shapely.STRtree([z for z, _ in zones]).query(points, predicate="within")
        for building, index in zip(which, zone, strict=True):
            guess = zones[index][1]
            if guess == "residential" and area[building] < PLAIN_HOME[0]:
                guess = "annex"
            use[building] = guess
    return use


def _borrowed_years(years: NDArray[np.int64], shapes: Shapes, use: NDArray[np.object_]) -> NDArray[np.int64]:
    """Unknown years borrowed from the nearest building of the same use within 100 m, else the middle year of the map (of ten or more)."""
    filled = years.copy()
    known = years > 0
    middle = int(np.median(years[known])) if known.sum() >= ENOUGH_YEARS else FALLBACK_YEAR
    filled[~known] = middle
    points = shapely.get_coordinates(shapely.centroid(shapes)).reshape(-1, 2)
    for kind in set(use[~known]):
        give, want = np.flatnonzero(known & (use == kind)), np.flatnonzero(~known & (use == kind))
        if len(give):
            distance, nearest = cKDTree(points[give]).query(points[want], distance_upper_bound=NEAR)
            near = np.isfinite(distance)
            filled[want[near]] = years[give[nearest[near]]]
    return filled


def dwellings_of(
    floor_area: Any, residential: Any, house: Any, flats: Any,
    floor_per_dwelling: float = Parameter(122.0, 80.0, 140.0, "m²/dwelling", "bdtopo", "Nantes centre, sum of floors / dwellings", True,
                                          "gross floor area for one dwelling, common parts and shops included"),
) -> Any:  # fmt: skip
    """Dwellings of each building: as tagged, one for a house, else gross floor area / `floor_per_dwelling`."""
    guess = np.where(house, 1.0, np.maximum(1.0, np.round(floor_area / floor_per_dwelling)))
    return np.where(np.isnan(flats), np.where(residential, guess, 0.0), flats)


def people_in(
    buildings: Buildings, box: shapely.Polygon,
    persons_per_dwelling: float = Parameter(2.15, 1.9, 2.4, "persons/dwelling", "insee_rp", "mean household size", False,
                                            "residents of one dwelling"),
    floor_per_job: Coefficients = FLOOR_PER_JOB,
) -> People:  # fmt: skip
    """Residents = dwellings × persons per dwelling; jobs = floor area of each use / floor per job."""
    per_job = np.array([float(floor_per_job[u]) if u in floor_per_job else np.inf for u in buildings.use])
    points = buildings.points
    minx, miny, maxx, maxy = box.bounds
    inside = (points[:, 0] >= minx) & (points[:, 0] <= maxx) & (points[:, 1] >= miny) & (points[:, 1] <= maxy)
    return People(buildings.dwellings * persons_per_dwelling, buildings.floor_area / per_job, points, inside)


def _notes(buildings: Buildings) -> list[Words]:
    if not len(buildings):
        return [Words("no buildings on this map", "aucun bâtiment sur cette carte")]
    share = {k: 100 * float(flags.mean()) for k, flags in buildings.imputed.items()}
    listed_en = ", ".join(f"{k} {v:.0f} %" for k, v in share.items())
    french = {"floors": "niveaux", "height": "hauteur", "year": "année", "use": "usage", "dwellings": "logements"}
    listed_fr = ", ".join(f"{french[k]} {v:.0f} %" for k, v in share.items())
    return [
        Words(
            f"buildings: {len(buildings)}; filled in where the map is silent: {listed_en}",
            f"bâtiments : {len(buildings)} ; complété là où la carte se tait : {listed_fr}",
        )
    ]
