"""Elements of an OSM file -> drafts of features: tagged points, lines, areas and multipolygons, each thing once."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.reading.areas import is_area, says_something
from twin.reading.elements import Elements, Place, Way
from twin.reading.multipolygons import Multipolygons
from twin.reading.projection import metres_error
from twin.reading.remarks import Remarks
from twin.reading.repair import Drafts
from twin.reading.rings import distinct, gap_is_small
from twin.words import Words

Shapes = NDArray[np.object_]

OSM_ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0"

UNPLACED = Words("Nodes left out, without usable coordinates", "Nœuds laissés de côté, sans coordonnées utilisables")
FAR = Words("Nodes left out, beyond ±180° of longitude or ±90° of latitude", "Nœuds laissés de côté, au-delà de ±180° ou ±90°")
DELETED = Words("Elements marked as deleted, left out", "Éléments marqués comme supprimés, laissés de côté")
CLASH = Words(
    "Elements written twice with different tags, the last one counts", "Éléments écrits deux fois avec d'autres tags, le dernier compte"
)
CUT_LINE = Words(
    "Ways cut by the edge of the file, kept as far as their nodes are known",
    "Lignes coupées par le bord du fichier, gardées tant que leurs nœuds sont connus",
)
CUT_AREA = Words("Areas lacking some nodes, closed over the gap", "Surfaces auxquelles il manque des nœuds, refermées")
LOST = Words("Ways left out, fewer than two known nodes", "Lignes laissées de côté, moins de deux nœuds connus")
LOST_AREA = Words("Areas left out, fewer than three known corners", "Surfaces laissées de côté, moins de trois sommets connus")
UNCLOSED = Words("Buildings drawn with an open outline, closed", "Bâtiments au contour ouvert, refermés")
OPEN = Words(
    "Buildings drawn as a line that does not close, kept as lines", "Bâtiments dessinés par une ligne ouverte, gardés comme lignes"
)
UNTAGGED = Words(
    "Ways without tags that belong to no multipolygon, left out", "Lignes sans tags hors de tout multipolygone, laissées de côté"
)
COASTLINE = Words(
    "The sea is drawn by its coastline only: no water area is read from it.",
    "La mer n'est dessinée que par le trait de côte : aucune surface d'eau n'en est tirée.",
)


def assemble(elements: Elements, file: str, remarks: Remarks) -> Drafts:
    """Drafts of points, then ways, then multipolygon relations, each in the order of their ids.

    A relation speaks for its outer ways: one that only repeats it (or lends it its tags, the old style) is not a feature of
    its own. Raises TwinError when most nodes lie off the globe (a file in metres).
    """
    _count_nodes(elements, file, remarks)
    drafts = Drafts()
    tagged = [(i, tags) for i, tags in sorted(elements.points.items()) if i in elements.places and says_something(tags)]
    for shape, (i, tags) in zip(shapely.points(_array(elements.places[i] for i, _ in tagged)), tagged, strict=True):
        drafts.add(shape, tags, f"node/{i}")
    relations = Multipolygons(elements, remarks)
    _add_ways(elements, relations, drafts, remarks)
    for i, shape, tags in relations.areas:
        drafts.add(shape, tags, f"relation/{i}")
    return drafts


def _count_nodes(elements: Elements, file: str, remarks: Remarks) -> None:
    if len(elements.far) > len(elements.places):
        raise metres_error(f'"{file}"', elements.far_example)
    for sentence, found in ((UNPLACED, elements.unplaced), (FAR, elements.far)):
        for i in found:
            remarks.count(sentence, f"node/{i}")
    remarks.count(DELETED, n=elements.deleted)
    for place in elements.clashes:
        remarks.count(CLASH, place)
    if elements.remark:
        said = elements.remark.strip()
        remarks.say(Words(f'The server that made the file said: "{said}".', f"Le serveur qui a fait le fichier a dit : « {said} »."))


def _add_ways(elements: Elements, relations: Multipolygons, drafts: Drafts, remarks: Remarks) -> None:
    """All tagged ways, built in two calls: one for the lines, one for the rings."""
    kept: dict[bool, list[tuple[int, list[Place]]]] = {False: [], True: []}
    for i, way in sorted(elements.ways.items()):
        if not says_something(way.tags):
            remarks.count(UNTAGGED, f"way/{i}", n=i not in relations.members)
            continue
        if i in relations.spoken_for:
            continue
        if way.tags.get("natural") == "coastline":
            remarks.say(COASTLINE)
        found = _outline(i, way, elements, remarks)
        if found:
            kept[found[0]].append((i, found[1]))
    lines = _built(kept[False], shapely.linestrings)
    areas = shapely.polygons(_built(kept[True], shapely.linearrings))
    shapes = {i: shape for (i, _), shape in zip(kept[False] + kept[True], [*lines, *areas], strict=True)}
    for i in sorted(shapes):
        way = elements.ways[i]
        drafts.add(shapes[i], way.tags, f"way/{i}", complete=all(n in elements.places for n in way.nodes))


def _outline(i: int, way: Way, elements: Elements, remarks: Remarks) -> tuple[bool, list[Place]] | None:
    """(is it an area, its points) or None, with what had to be repaired counted."""
    points = [elements.places[n] for n in way.nodes if n in elements.places]
    missing = len(points) < len(way.nodes)
    corners = distinct(points)
    closed = len(way.nodes) > 2 and way.nodes[0] == way.nodes[-1]
    building = way.tags.get("building", "no") != "no"
    if building and not closed and len(points) > 1 and way.tags.get("area") != "no":
        closed = points[0] == points[-1] or gap_is_small(points)
        remarks.count(UNCLOSED if closed else OPEN, f"way/{i}")
    area = closed and is_area(way.tags)
    if corners < (3 if area else 2):
        remarks.count(LOST_AREA if area else LOST, f"way/{i}")
        return None
    if missing:
        remarks.count(CUT_AREA if area else CUT_LINE, f"way/{i}")
    return area, points


def _built(ways: list[tuple[int, list[Place]]], build: Callable[..., Any]) -> Shapes:
    """Lines or rings from their points, all at once."""
    flat = _array(point for _, points in ways for point in points)
    return np.asarray(build(flat, indices=np.repeat(np.arange(len(ways)), [len(points) for _, points in ways])), dtype=object)


def _array(points: Iterable[Place]) -> NDArray[np.float64]:
    return np.array(list(points), dtype=float).reshape(-1, 2)
