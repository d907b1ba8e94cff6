"""Features of a map put together into a City."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from twin.city import City
from twin.climate import Climate
from twin.covers import BY_KEY
from twin.features import MapFeatures
from twin.grid import Grid
from twin.land import Land
from twin.overlay import Shapes, intersection, polygonal, union
from twin.partition import Paint
from twin.streets import Streets
from twin.tags.built import buildings_from, is_building, people_in
from twin.tags.counted import counts_from, is_count
from twin.tags.extent import frame_of
from twin.tags.ground import (
    CROWN_RADIUS,
    HEDGE_HALF,
    MOST_CROWN,
    RAILS,
    ROW_HALF,
    WATERWAYS,
    area_rule,
    paint_areas,
    paint_lines,
    underground,
)
from twin.tags.junctions import joined
from twin.tags.values import metres, year
from twin.tags.ways import paint_streets, streets_from
from twin.trees import Trees, crowns
from twin.words import Words, quantity

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
    complete: NDArray[np.bool_]

    def only(self, keep: ArrayLike) -> "Layer":
        at = [int(i) for i in np.flatnonzero(keep)]
        where = np.array(at, dtype=np.intp)
        return Layer(self.shapes[where], [self.tags[i] for i in at], [self.ids[i] for i in at], self.complete[where])


def assemble(features: MapFeatures, cell: float = 5.0, soil: str = "B") -> City:
    """The City that these features describe, on a grid of `cell` metres over the extent they state, or else the one found.

    Streets, buildings and people are those inside the exact extent; the grid of the land is rounded to whole cells.
    """
    frame, frame_notes = frame_of(features)
    grid = Grid.on(frame.plane, frame.width, frame.height, cell)
    points, lines, areas, far = _sorted(features, grid)
    notes = [*features.notes, *frame_notes]
    drawn_bridges = [t for t in areas.tags if t.get("building", "no") not in ("no", "") and not is_building(t)]
    built = areas.only([is_building(t) for t in areas.tags])
    ground = areas.only([t.get("building", "no") in ("no", "") for t in areas.tags])
    built, afloat = _without_bridges(built, ground)
    streets, street_notes = streets_from(lines.shapes, lines.tags, lines.ids, frame.box)
    touching = shapely.intersects(built.shapes, frame.box)
    roofed = built.only(touching)
    built = roofed.only(roofed.complete)
    buildings, building_notes = buildings_from(built.shapes, built.tags, built.ids, (ground.shapes, ground.tags), _dense(built.shapes))
    trees, canopy, tree_notes = _trees(points, lines, ground, grid)
    paints, used, line_notes = _paints(ground, lines, streets, roofed)
    streets = joined(streets)
    counted, tagged = np.concatenate([lines.shapes, points.shapes]), [*lines.tags, *points.tags]
    counts, count_notes = counts_from(counted, tagged, frame.box)
    land = Land.painted(grid, paints, canopy, soil)
    notes += street_notes + building_notes + tree_notes + line_notes + count_notes
    lost = Lost(len(drawn_bridges) + afloat, int((~touching).sum()), len(roofed.ids) - len(built.ids), far)
    notes += lost.notes() + _idle(points, lines, areas)
    notes.append(_yard_note(land, used))
    places = _places(ground, built, points)
    people = people_in(buildings, frame.box)
    climate, everything = Climate(), tuple(notes)
    return City(
        features.name, land, trees, streets, buildings, people, climate, places, THIS_YEAR, everything, (), features.attribution,
        counts=counts,
    )  # fmt: skip


def _sorted(features: MapFeatures, grid: Grid) -> tuple[Layer, Layer, Layer, int]:
    """Points, lines and areas in local metres, and how many shapes lie more than 100 m outside the box and are dropped."""
    margin = 100.0
    shapes = grid.plane.to_local(np.array([f.geometry for f in features.features], dtype=object))
    kinds = shapely.get_type_id(shapes)
    near = shapely.intersects(shapely.buffer(grid.box, margin, cap_style="square", join_style="mitre"), shapes)
    layers = []
    for wanted in ((0, 4), (1, 5), (3, 6)):
        at = np.flatnonzero(np.isin(kinds, wanted) & near)
        chosen = [features.features[i] for i in at]
        whole = np.array([f.complete for f in chosen], dtype=bool)
        layers.append(Layer(shapes[at], [f.tags for f in chosen], [f.id for f in chosen], whole))
    return layers[0], layers[1], layers[2], int((~near).sum())


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
    wet = shapely.area(intersection(built.shapes[near], union(water)))
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
    canopy = [crowns(trees.x, trees.y, crown), shapely.buffer(np.array(rows, dtype=object), ROW_HALF)]
    canopy += [shapely.buffer(np.array(hedges, dtype=object), HEDGE_HALF), polygonal(np.array(woods, dtype=object))]
    assumed, crown_width = int((~known).sum()), quantity(2 * CROWN_RADIUS, "m", 1)
    note = Words(
        f"trees: {len(trees)} single ({assumed} with an assumed crown of {crown_width}), {len(rows)} rows, {len(woods)} woods",
        f"arbres : {len(trees)} isolés (dont {assumed} avec un houppier supposé de {crown_width.fr}), {len(rows)} alignements, "
        f"{len(woods)} bois",
    )
    return trees, np.concatenate([c for c in canopy if len(c)]) if any(map(len, canopy)) else np.empty(0, dtype=object), [note]


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


OTHER = Words("other tags", "autres étiquettes")
USED_KEYS = frozenset("building highway landuse leisure natural waterway railway amenity place man_made area:highway".split())


@dataclass(frozen=True)
class Lost:
    """How many shapes were left out, by reason."""

    bridges: int
    outside: int
    cut: int
    far: int

    def notes(self) -> list[Words]:
        sentences = (
            (self.bridges, "shapes tagged as buildings left out: bridges, below ground, or lying on water",
             "formes décrites comme bâtiments laissées de côté : ponts, sous terre, ou posées sur l'eau"),
            (self.outside, "buildings outside the box left out", "bâtiments hors du cadre laissés de côté"),
            (self.cut, "buildings cut by the edge of the file: the known part of their roof is drawn, but they are not counted, "
             "because their size is not known",
             "bâtiments coupés par le bord du fichier : la partie connue du toit est dessinée, mais ils ne sont pas comptés, "
             "leur taille n'étant pas connue"),
            (self.far, "shapes more than 100 m outside the box left out", "formes à plus de 100 m du cadre laissées de côté"),
        )  # fmt: skip
        return [Words(f"{count} {en}", f"{count} {fr}") for count, en, fr in sentences if count]


def _idle(points: Layer, lines: Layer, areas: Layer) -> list[Words]:
    """Shapes that were read but have no effect here."""
    notes = []
    idle: Counter[str] = Counter()
    for layer, ours in ((areas, area_rule), (lines, _line_use), (points, _point_use)):
        for tags in layer.tags:
            if tags and "building" not in tags and "highway" not in tags and not ours(tags):
                idle[next((k for k in ("barrier", *sorted(USED_KEYS)) if k in tags), OTHER)] += 1
    if idle:
        total, listed = sum(idle.values()), ", ".join(f"{k} {n}" for k, n in idle.most_common(8))
        listed_fr = listed.replace(OTHER, OTHER.fr)
        notes.append(
            Words(
                f"{total} shapes without an effect on this model left out ({listed})",
                f"{total} formes sans effet dans ce modèle laissées de côté ({listed_fr})",
            )
        )
    return notes


def _line_use(tags: Tags) -> bool:
    flows = tags.get("waterway") in WATERWAYS or tags.get("railway") in RAILS
    return flows or tags.get("natural") == "tree_row" or tags.get("barrier") == "hedge" or is_count(tags)


def _point_use(tags: Tags) -> bool:
    return tags.get("natural") == "tree" or "name" in tags or is_count(tags)


def _yard_note(land: Land, used: Counter[str]) -> Words:
    share = 100 * land.area("yard") / land.grid.area
    counts = [(BY_KEY[cover].label, count) for cover, count in used.most_common()]
    listed = ", ".join(f"{cover.lower()} {count}" for cover, count in counts)
    listed_fr = ", ".join(f"{cover.fr.lower()} {count}" for cover, count in counts)
    return Words(
        f"ground: areas painted: {listed or 'none'}; {share:.0f} % of the box is mapped by no shape and counted as private yard, "
        "with a sealed share assumed from how densely it is built",
        f"sol : surfaces peintes : {listed_fr or 'aucune'} ; {share:.0f} % du cadre n'est décrit par aucune forme et compté comme parcelle "
        "privée, avec une part imperméable supposée selon la densité bâtie",
    )
