"""Multipolygon relations -> areas with tags, and which ways they speak for."""

from shapely.geometry.base import BaseGeometry

from twin.reading.areas import MAIN_KEYS, is_area, main_tags, says_something
from twin.reading.elements import Elements, Member, Place, Relation
from twin.reading.remarks import Remarks
from twin.reading.repair import HOPELESS
from twin.reading.rings import Rings, area, chain
from twin.words import Words

Tags = dict[str, str]

INCOMPLETE = Words(
    "Multipolygons lacking some ways or nodes, built from what is there", "Multipolygones incomplets, construits avec ce qui est là"
)
OPEN = Words(
    "Multipolygons left out, their outer ring does not close (cut by the edge of the file)",
    "Multipolygones laissés de côté, contour extérieur ouvert (coupé par le bord du fichier)",
)
WATER = Words(
    "Of these, water: lakes and rivers are incomplete on this map", "Parmi eux, des eaux : lacs et rivières sont incomplets sur cette carte"
)
BRIDGED = Words("Multipolygons whose ring lacked a small piece, closed", "Multipolygones au contour presque fermé, refermés")
NO_TAGS = Words("Multipolygons left out, no tags say what they are", "Multipolygones laissés de côté, aucun tag ne dit ce qu'ils sont")
REPEATED = Words("Outer ways that repeat their multipolygon, read once", "Contours qui répètent leur multipolygone, lus une fois")
OTHER_KINDS = Words(
    "Relations that are no areas (routes, sites, boundaries …), left out",
    "Relations qui ne sont pas des surfaces (itinéraires, sites, limites …), laissées de côté",
)
OLD_STYLE = Words(
    "Multipolygons tagged on their outer ways, the old style", "Multipolygones dont les tags sont sur les contours, à l'ancienne"
)


class Multipolygons:
    """The areas of all multipolygon relations.

    areas        (relation id, shape, tags)
    spoken_for   ways that a relation already stands for: not features of their own
    members      ways that belong to some relation (they need no tags)
    """

    def __init__(self, elements: Elements, remarks: Remarks) -> None:
        self.elements, self.remarks = elements, remarks
        self.areas: list[tuple[int, BaseGeometry, Tags]] = []
        self.spoken_for: set[int] = set()
        self.members = {m.ref for relation in elements.relations.values() for m in relation.members if m.kind == "way"}
        for i, relation in sorted(elements.relations.items()):
            if _is_multipolygon(relation.tags):
                self._read(i, relation)
            else:
                remarks.count(OTHER_KINDS, f"relation/{i}")

    def _read(self, i: int, relation: Relation) -> None:
        members = {m.ref: m for m in reversed(relation.members) if m.kind == "way"}  # a way named twice counts once
        own = {k: v for k, v in relation.tags.items() if k != "type"}
        outer = [ref for ref, m in members.items() if m.role != "inner" and ref in self.elements.ways]
        old_style = not main_tags(own)
        tags = own if not old_style else self._tags_of_ways(outer) | own
        if not main_tags(tags) and not says_something({k: v for k, v in tags.items() if k != "name"}):
            self.remarks.count(NO_TAGS, f"relation/{i}")
            return
        shape = self._shape(i, members, tags)
        if shape is None:
            return
        if len(outer) == 1:
            tags = self._shared(outer[0], tags) | tags
        self.remarks.count(OLD_STYLE, f"relation/{i}", n=old_style)
        self._speak_for(members, tags, old_style)
        self.areas.append((i, shape, tags))

    def _shape(self, i: int, members: dict[int, Member], tags: Tags) -> BaseGeometry | None:
        """The area, or None (counted) when no outer ring closes."""
        lines: dict[str, list[list[Place]]] = {}
        complete = True
        for ref, member in sorted(members.items()):
            points, whole = self._points(ref, member)
            complete &= whole
            if len(points) > 1:
                lines.setdefault(member.role if member.role == "inner" else "outer" if member.role == "outer" else "", []).append(points)
        if "" in lines and "outer" in lines:  # a forgotten role may be a piece of the outer ring: tell by the nesting
            lines[""] += lines.pop("outer")
        rings: dict[str, Rings] = {role: chain(found) for role, found in lines.items()}
        closed = [(line, role) for role, found in rings.items() for line in found.closed]
        if not any(role != "inner" for _, role in closed):
            self.remarks.count(OPEN, f"relation/{i}")
            self.remarks.count(WATER, f"relation/{i}", n=tags.get("natural") == "water" or "waterway" in tags)
            return None
        shape = area(closed)
        if shape.is_empty:
            self.remarks.count(HOPELESS, f"relation/{i}")
            return None
        if not complete or any(found.open for found in rings.values()):
            self.remarks.count(INCOMPLETE, f"relation/{i}")
        elif any(found.bridged for found in rings.values()):
            self.remarks.count(BRIDGED, f"relation/{i}")
        return shape

    def _points(self, ref: int, member: Member) -> tuple[list[Place], bool]:
        """The known points of a member way, and whether they are all of it."""
        way = self.elements.ways.get(ref)
        if way is None or not way.nodes:
            return member.points, bool(member.points)
        points = [self.elements.places[n] for n in way.nodes if n in self.elements.places]
        whole = len(points) == len(way.nodes)
        if not whole and way.nodes[0] == way.nodes[-1] and points:
            points.append(points[0])
        return points, whole

    def _tags_of_ways(self, outer: list[int]) -> Tags:
        """Tags of the outer ways of an old-style multipolygon, where they agree."""
        tagged = [self.elements.ways[ref].tags for ref in outer if main_tags(self.elements.ways[ref].tags)]
        if not tagged:
            return {}
        return {k: v for k, v in tagged[0].items() if all(other.get(k) == v for other in tagged[1:])}

    def _shared(self, ref: int, tags: Tags) -> Tags:
        """Tags of a single outer way that is the same thing as its relation: together they describe it."""
        way = self.elements.ways[ref].tags
        return way if _same_thing(way, tags) else {}

    def _speak_for(self, members: dict[int, Member], tags: Tags, old_style: bool) -> None:
        for ref, member in members.items():
            way = self.elements.ways.get(ref)
            if way is None or not says_something(way.tags):
                continue
            # In the old style an inner way often carried the tags of the outer one, and still meant a hole.
            hole = member.role == "inner"
            if _same_thing(way.tags, tags) and (not hole or (old_style and main_tags(way.tags) == main_tags(tags))):
                self.spoken_for.add(ref)
                self.remarks.count(REPEATED, f"way/{ref}", n=not old_style)


def _is_multipolygon(tags: Tags) -> bool:
    kind = tags.get("type")
    return kind == "multipolygon" or (kind == "boundary" and any(k in tags for k in ("leisure", "landuse", "natural")))


def _same_thing(way: Tags, relation: Tags) -> bool:
    """True when the way names a kind of area that its relation names too (building=yes on both, say)."""
    if not is_area(way):
        return False
    both = [k for k in MAIN_KEYS if k in way and k in relation]
    return any(way[k] == relation[k] or k == "building" for k in both)
