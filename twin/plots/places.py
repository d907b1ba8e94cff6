"""Which named place a point or a shape belongs to."""

import shapely

from twin.city import City
from twin.plots import words as w
from twin.works import Work

NEAR = 80.0  # m within which a place still says where a point is
SAME = 0.6  # share of a work's area inside a place from which the place names the work
DISTRICT = 0.15  # share of the map from which a named shape is too large to say where something is


def place_at(city: City, x: float, y: float, lang: str) -> str:
    """Name of the place at a point [m], "near …" a little further away, "" when nothing named is near."""
    point = shapely.Point(x, y)
    found = [(shapely.distance(s, point), shapely.area(s), name) for name, s in city.places.items() if _telling(city, s)]
    streets = city.streets
    close = streets.lines[streets.names != ""] if len(streets) else streets.lines
    names = streets.names[streets.names != ""]
    found += [(max(0.0, d - 4.0), 0.0, str(n)) for d, n in zip(shapely.distance(close, point), names, strict=True)]
    if not found:
        return ""
    distance, _, name = min(found)
    if distance <= 1.0:
        return name
    return w.NEAR.to(lang).format(name=name) if distance <= NEAR else ""


def place_of(city: City, work: Work) -> str:
    """Name of the place in which most of a work's area lies, "" when none."""
    where = shapely.convex_hull(work.where) if shapely.length(work.where) == 0 else work.where  # trees: the ground among them
    area = shapely.area(where)
    if area <= 0:
        return ""
    known = [(n, s) for n, s in city.places.items() if _telling(city, s)]
    shares = [(shapely.area(shapely.intersection(s, where)) / area, -shapely.area(s), n) for n, s in known]
    share, _, name = max(shares, default=(0.0, 0.0, ""))
    return name if share >= SAME else ""


def _telling(city: City, shape: shapely.Geometry) -> bool:
    return bool(shapely.area(shape) < DISTRICT * city.grid.area)
