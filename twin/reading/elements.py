"""Nodes, ways and relations as OSM files hold them, whatever their encoding (XML, PBF, Overpass JSON)."""

from dataclasses import dataclass, field
from math import isfinite

from twin.features import Bounds

NodeKey = int | tuple[float, float]  # Overpass "out geom" gives some points a place but no number
Place = tuple[float, float]  # longitude, latitude


@dataclass(slots=True)
class Way:
    nodes: list[NodeKey]
    tags: dict[str, str]


@dataclass(slots=True)
class Member:
    kind: str  # "node", "way" or "relation"
    ref: int
    role: str
    points: list[Place] = field(default_factory=list)  # only with Overpass "out geom"


@dataclass(slots=True)
class Relation:
    members: list[Member]
    tags: dict[str, str]


@dataclass
class Elements:
    """Everything of one OSM file, by id; what was not usable is counted.

    places      node -> (longitude, latitude) [°], only nodes on the globe
    points      node -> tags, only nodes with tags
    unplaced    nodes left out: no coordinates, or not finite
    far         nodes left out: finite, but beyond ±180, ±90; `far_example` is one of them
    deleted     elements marked as deleted or invisible
    clashes     elements that occur twice with different tags (the last one counts)
    remark      what the server said about the data ("runtime error: Query timed out …")
    """

    places: dict[NodeKey, Place] = field(default_factory=dict)
    points: dict[int, dict[str, str]] = field(default_factory=dict)
    ways: dict[int, Way] = field(default_factory=dict)
    relations: dict[int, Relation] = field(default_factory=dict)
    bounds: Bounds | None = None
    unplaced: list[int] = field(default_factory=list)
    far: list[int] = field(default_factory=list)
    far_example: Place = (0.0, 0.0)
    deleted: int = 0
    clashes: list[str] = field(default_factory=list)
    remark: str = ""

    def add_node(self, id: int, lon: float, lat: float, tags: dict[str, str]) -> None:
        if -180 <= lon <= 180 and -90 <= lat <= 90:
            self.places[id] = (lon, lat)
        elif isfinite(lon) and isfinite(lat):
            self.far.append(id)
            self.far_example = (lon, lat)
        else:
            self.unplaced.append(id)
        if tags:
            self._clash(f"node/{id}", self.points.get(id, tags), tags)
            self.points[id] = tags

    def add_way(self, id: int, way: Way) -> None:
        """Overpass writes an element twice at times, once without its tags: what one copy lacks is kept from the other."""
        known = self.ways.get(id)
        if known is not None:
            self._clash(f"way/{id}", known.tags, way.tags)
            way = Way(way.nodes or known.nodes, way.tags or known.tags)
        self.ways[id] = way

    def add_relation(self, id: int, relation: Relation) -> None:
        known = self.relations.get(id)
        if known is not None:
            self._clash(f"relation/{id}", known.tags, relation.tags)
            relation = Relation(relation.members or known.members, relation.tags or known.tags)
        self.relations[id] = relation

    def add_place(self, key: NodeKey, lon: float, lat: float) -> None:
        """The place of a node that is only known from inside a way (Overpass "out geom")."""
        if -180 <= lon <= 180 and -90 <= lat <= 90:
            self.places.setdefault(key, (lon, lat))

    def add_bounds(self, west: float, south: float, east: float, north: float) -> bool:
        """Widen the stated extent; False (and no change) when the box makes no sense."""
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            return False
        b = self.bounds or (west, south, east, north)
        self.bounds = min(b[0], west), min(b[1], south), max(b[2], east), max(b[3], north)
        return True

    def _clash(self, place: str, old: dict[str, str], new: dict[str, str]) -> None:
        if old and new and old != new:
            self.clashes.append(place)
