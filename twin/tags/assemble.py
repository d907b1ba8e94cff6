"""Features of a map put together into a City."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree

from twin.city import City
from twin.climate import Climate
from twin.errors import TwinError
from twin.features import Bounds, MapFeatures
from twin.grid import Grid
from twin.land import Land
from twin.partition import Paint, Shapes, polygonal
from twin.streets import Streets
from twin.tags.built import buildings_from, is_building, people_in
from twin.tags.ground import (
    CROWN_RADIUS,
    HEDGE_HALF,
    MOST_CROWN,
    RAILS,
    ROW_HALF,
    WATERWAYS,
    area_rule,
    disc,
    paint_areas,
    paint_lines,
    underground,
)
from twin.tags.values import metres, year
from twin.tags.ways import paint_streets, streets_from
from twin.trees import Trees
from twin.words import Words

Tags = Mapping[str, str]
THIS_YEAR = 2025
PLACE_KEYS = "place leisure amenity landuse natural building railway highway waterway shop tourism historic".split()
GREEN_ROOFS = frozenset("grass plants green sedum vegetation".split())
DENSE_ROOFS, DENSE_RADIUS = 0.30, 56.42  # m: a circle of one hectare


@dataclass(frozen=True, eq=False)
class Layer:
    """Shapes of one kind in local metres, their tags and ids."""

    shapes: Shapes
    tags: Sequence[Tags]
    ids: Sequence[str]

    def only(self, keep: ArrayLike) -> "Layer":
        at = [int(i) for i in np.flatnonzero(keep)]
        return Layer(self.shapes[np.array(at, dtype=np.intp)], [self.tags[i] for i in at], [self.ids[i] for i in at])


def assemble(features: MapFeatures, cell: float = 5.0, bounds: Bounds | None = None, soil: str = "B") -> City:
    """The City that these features describe, on a grid of `cell` metres over `bounds` (or their own extent) [°]."""
    box = checked_bounds(bounds or features.bounds or extent(features), features.name)
    grid = Grid.over(box, cell)
    points, lines, areas = _sorted(features, grid)
    notes = list(features.notes)
    drawn_bridges = [t for t in areas.tags if t.get("building", "no") not in ("no", "") and not is_building(t)]
    built = areas.only([is_building(t) for t in areas.tags])
    ground = areas.only([t.get("building", "no") in ("no", "") for t in areas.tags])
    built, afloat = _without_bridges(built, ground)
    streets, street_notes = streets_from(lines.shapes, lines.tags, lines.ids, grid.box)
    touching = shapely.intersects(built.shapes, grid.box)
    built = built.only(touching)
    buildings, building_notes = buildings_from(built.shapes, built.tags, built.ids, (ground.shapes, ground.tags), _dense(built.shapes))
    trees, crowns, tree_notes = _trees(points, lines, ground, grid)
    paints, used, line_notes = _paints(ground, lines, streets, built)
    land = Land.painted(grid, paints, crowns, soil)
    notes += street_notes + building_notes + tree_notes + line_notes
    notes += _left_out(drawn_bridges, afloat, int((~touching).sum()), points, lines, areas)
    notes.append(_yard_note(land, used))
    places = _places(ground, built, points)
    people = people_in(buildings, grid.box)
    climate, everything = Climate(), tuple(notes)
    return City(features.name, land, trees, streets, buildings, people, climate, places, THIS_YEAR, everything, (), features.attribution)


def checked_bounds(bounds: Sequence[float], name: str) -> Bounds:
    """(west, south, east, north) when they make sense, else a TwinError."""
    if len(bounds) != 4 or not all(np.isfinite(b) for b in bounds):
        raise TwinError(f"bounds {tuple(bounds)} are not usable: give (west, south, east, north) in degrees")
    west, south, east, north = (float(b) for b in bounds)
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise TwinError(
            f"bounds of {name} are west {west:g}, south {south:g}, east {east:g}, north {north:g}: "
            "give (west, south, east, north) in degrees, west < east and south < north, between 85° S and 85° N"
        )
    return west, south, east, north


def extent(features: MapFeatures) -> Bounds:
    """The box around the streets and buildings (a river or border that runs on far away does not stretch it)."""
    shapes = np.array([f.geometry for f in features.features], dtype=object)
    if not len(shapes):
        raise TwinError(f"{features.name} holds no shapes: nothing can be drawn from it")
    core = np.array([("building" in f.tags or "highway" in f.tags) for f in features.features])
    boxes = shapely.bounds(shapes[core] if core.any() else shapes)
    west, south, east, north = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    if west == east or south == north:  # one point or one straight line: give it a neighbourhood
        west, south, east, north = west - 0.001, south - 0.001, east + 0.001, north + 0.001
    return float(west), float(south), float(east), float(north)


def _sorted(features: MapFeatures, grid: Grid) -> tuple[Layer, Layer, Layer]:
    """Points, lines and areas in local metres; what lies more than 100 m outside the box is dropped."""
    margin = 100.0
    shapes = grid.plane.to_local(np.array([f.geometry for f in features.features], dtype=object))
    kinds = shapely.get_type_id(shapes)
    near = shapely.intersects(shapely.buffer(grid.box, margin, cap_style="square", join_style="mitre"), shapes)
    layers = []
    for wanted in ((0, 4), (1, 5), (3, 6)):
        at = np.flatnonzero(np.isin(kinds, wanted) & near)
        layers.append(Layer(shapes[at], [features.features[i].tags for i in at], [features.features[i].id for i in at]))
    return layers[0], layers[1], layers[2]


def _dense(shapes: Shapes) -> np.ndarray:
    """Buildings in whose hectare roofs cover more than 30 %."""
    if not len(shapes):
        return np.zeros(0, dtype=bool)
    points = shapely.get_coordinates(shapely.centroid(shapes)).reshape(-1, 2)
    area = shapely.area(shapes)
    near = cKDTree(points).query_pairs(DENSE_RADIUS, output_type="ndarray")
    roofs = area.copy()
    np.add.at(roofs, near[:, 0], area[near[:, 1]])
    np.add.at(roofs, near[:, 1], area[near[:, 0]])
    dense: np.ndarray = roofs / (np.pi * DENSE_RADIUS**2) > DENSE_ROOFS
    return dense


def _without_bridges(built: Layer, ground: Layer) -> tuple[Layer, int]:
    """Drop "buildings" over 50 m² that lie mostly on drawn water: bridges tagged as buildings would roof the river."""
    water = [s for s, t in zip(ground.shapes, ground.tags, strict=True) if t.get("natural") == "water" or t.get("waterway") == "riverbank"]
    if not water or not len(built.shapes):
        return built, 0
    afloat = np.zeros(len(built.shapes), dtype=bool)
    near = np.unique(shapely.STRtree(built.shapes).query(np.array(water, dtype=object), predicate="intersects")[1])
    wet = shapely.area(shapely.intersection(built.shapes[near], shapely.union_all(water)))
    area = shapely.area(built.shapes[near])
    afloat[near] = (area > 50) & (wet > area / 2)
    return built.only(~afloat), int(afloat.sum())


def _trees(points: Layer, lines: Layer, ground: Layer, grid: Grid) -> tuple[Trees, Shapes, list[Words]]:
    """Single trees, and every crown: trees, rows, hedges and woods."""
    minx, miny, maxx, maxy = grid.bounds
    single = points.only([t.get("natural") == "tree" for t in points.tags])
    xy = shapely.get_coordinates(shapely.centroid(single.shapes)).reshape(-1, 2)
    inside = (xy[:, 0] >= minx) & (xy[:, 0] <= maxx) & (xy[:, 1] >= miny) & (xy[:, 1] <= maxy)
    xy, tags = xy[inside], [t for t, keep in zip(single.tags, inside, strict=True) if keep]
    tagged = [metres(t.get("diameter_crown")) for t in tags]
    known = np.array([c is not None and 0 < c <= MOST_CROWN for c in tagged], dtype=bool)
    crown = np.array([c if ok else 2 * CROWN_RADIUS for c, ok in zip(tagged, known, strict=True)], dtype=float)
    species = np.array([t.get("species") or t.get("genus") or t.get("taxon") or "" for t in tags], dtype=object)
    planted = np.array([year(t.get("start_date")) or 0 for t in tags], dtype=np.int64)
    trees = Trees(xy[:, 0], xy[:, 1], crown, species, planted)
    rows = [s for s, t in zip(lines.shapes, lines.tags, strict=True) if t.get("natural") == "tree_row"]
    hedges = [s for s, t in zip(lines.shapes, lines.tags, strict=True) if t.get("barrier") == "hedge"]
    woods = [
        s
        for s, t in zip(ground.shapes, ground.tags, strict=True)
        if (t.get("natural") == "wood" or t.get("landuse") == "forest") and not underground(t)
    ]
    crowns = [disc(trees.x, trees.y, crown / 2), shapely.buffer(np.array(rows, dtype=object), ROW_HALF)]
    crowns += [shapely.buffer(np.array(hedges, dtype=object), HEDGE_HALF), polygonal(np.array(woods, dtype=object))]
    assumed = int((~known).sum())
    note = Words(
        f"trees: {len(trees)} single ({assumed} with an assumed crown of {2 * CROWN_RADIUS:g} m), {len(rows)} rows, {len(woods)} woods",
        f"arbres : {len(trees)} isolés (dont {assumed} avec un houppier supposé de {2 * CROWN_RADIUS:g} m), {len(rows)} alignements, "
        f"{len(woods)} bois",
    )
    return trees, np.concatenate([c for c in crowns if len(c)]) if any(map(len, crowns)) else np.empty(0, dtype=object), [note]


def _paints(ground: Layer, lines: Layer, streets: Streets, built: Layer) -> tuple[list[Paint], Counter[str], list[Words]]:
    shapes, tags = ground.shapes, ground.tags
    paints, used = paint_areas(shapes, tags)
    water = [p.shapes for p in paints if p.cover == "water"]
    line_paints, notes = paint_lines(lines.shapes, lines.tags, np.concatenate(water) if water else np.empty(0, dtype=object))
    green = np.array([bool(GREEN_ROOFS & {t.get("roof:material"), t.get("roof:surface")}) for t in built.tags], dtype=bool)
    paints += line_paints + paint_streets(streets)
    paints += [Paint(11, "roof", built.shapes[~green]), Paint(12, "green_roof", built.shapes[green])]
    return paints, used, notes


def _places(ground: Layer, built: Layer, points: Layer) -> dict[str, shapely.Geometry]:
    """Named shapes: areas first, then buildings, then points, the larger first among equals."""
    places: dict[str, shapely.Geometry] = {}
    for layer in (ground, built, points):
        for i in np.argsort(-shapely.area(layer.shapes), kind="stable"):
            tags = layer.tags[i]
            name = tags.get("name", "")
            if name and name not in places and any(key in tags for key in PLACE_KEYS):
                places[name] = layer.shapes[i]
    return places


USED_KEYS = frozenset("building highway landuse leisure natural waterway railway amenity place man_made area:highway".split())


def _left_out(bridges: Sequence[Tags], afloat: int, outside: int, points: Layer, lines: Layer, areas: Layer) -> list[Words]:
    """What was read but has no effect here, and why."""
    notes = []
    if bridges or afloat:
        count = len(bridges) + afloat
        notes.append(
            Words(
                f"{count} shapes tagged as buildings left out: bridges, below ground, or lying on water",
                f"{count} formes décrites comme bâtiments laissées de côté : ponts, sous terre, ou posées sur l'eau",
            )
        )
    if outside:
        notes.append(Words(f"{outside} buildings outside the box left out", f"{outside} bâtiments hors du cadre laissés de côté"))
    idle: Counter[str] = Counter()
    for layer, ours in ((areas, area_rule), (lines, _line_use), (points, _point_use)):
        for tags in layer.tags:
            if tags and "building" not in tags and "highway" not in tags and not ours(tags):
                idle[next((k for k in ("barrier", *sorted(USED_KEYS)) if k in tags), "other tags")] += 1
    if idle:
        total, listed = sum(idle.values()), ", ".join(f"{k} {n}" for k, n in idle.most_common(8))
        notes.append(
            Words(
                f"{total} shapes without an effect on this model left out ({listed})",
                f"{total} formes sans effet dans ce modèle laissées de côté ({listed})",
            )
        )
    return notes


def _line_use(tags: Tags) -> bool:
    flows = tags.get("waterway") in WATERWAYS or tags.get("railway") in RAILS
    return flows or tags.get("natural") == "tree_row" or tags.get("barrier") == "hedge"


def _point_use(tags: Tags) -> bool:
    return tags.get("natural") == "tree" or "name" in tags


def _yard_note(land: Land, used: Counter[str]) -> Words:
    share = 100 * land.area("yard") / land.grid.area
    listed = ", ".join(f"{cover} {count}" for cover, count in used.most_common())
    return Words(
        f"ground: areas painted: {listed or 'none'}; {share:.0f} % of the box is mapped by no shape and counted as private yard, "
        "with a sealed share assumed from how densely it is built",
        f"sol : surfaces peintes : {listed or 'aucune'} ; {share:.0f} % du cadre n'est décrit par aucune forme et compté comme parcelle "
        "privée, avec une part imperméable supposée selon la densité bâtie",
    )
