"""OpenStreetMap XML -> Elements: one pass over the file, nothing expanded, nothing fetched."""

from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat

from twin.errors import TwinError
from twin.reading.elements import Elements, Member, NodeKey, Relation, Way
from twin.reading.files import Progress, chunks

NAN = float("nan")
Attributes = dict[str, str]
OTHER_ROOTS = {
    "osmChange": "an osmChange file holds edits, not a map: export the map itself as .osm",
    "gpx": "a GPX file holds tracks, not a map", "kml": "export it as GeoJSON", "html": "this is a web page, not a map",
    "svg": "this is a drawing, not a map",
}  # fmt: skip


def read_xml(path: Path, progress: Progress | None = None) -> Elements:
    """The nodes, ways and relations of an .osm file, packed or not, ids in any order.

    Also understands what Overpass writes ("out center", "out geom") and JOSM's negative ids and action="delete".
    Raises TwinError (with the line) for XML that is cut off or malformed, that is not OSM, or that declares a DOCTYPE:
    OSM files have none, and its entities are how a small file is made to fill the memory.
    """
    reader = _Reader(path.name)
    try:
        for piece in chunks(path, "xml", progress):
            reader.parser.Parse(piece, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "malformed")
        raise TwinError(f'"{path.name}", line {error.lineno}: broken XML ({what}); the file is cut off or damaged') from None
    except (LookupError, UnicodeError) as error:
        raise TwinError(f'"{path.name}": its text encoding cannot be read ({error}); save it as UTF-8') from None
    return reader.elements


class _Reader:
    """Handlers of one parse: the element being read, and the elements read so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.elements = Elements()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.EntityDeclHandler = self._refuse_doctype
        self.depth = 0
        self.kind = ""  # of the element being read: "node", "way", "relation", or "" between elements
        self.dropped = False  # the element being read is deleted: its children do not count
        self.id = 0
        self.place = (NAN, NAN)
        self.tags: dict[str, str] = {}
        self.nodes: list[NodeKey] = []
        self.members: list[Member] = []
        self.inside: dict[str, Callable[[Attributes], None]] = {"tag": self._tag, "nd": self._nd, "member": self._member}

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth == 1:
            self._root(name)
        elif name in ("node", "way", "relation") and not self.kind:
            self._open(name, attributes)
        elif self.kind:
            if name in self.inside and not self.dropped:
                self.inside[name](attributes)
        elif name in ("bounds", "bound"):
            self._bounds(attributes)
        elif name == "remark":
            self.parser.CharacterDataHandler = self._remark

    def _end(self, name: str) -> None:
        self.depth -= 1
        if name == "remark":
            self.parser.CharacterDataHandler = None
        if name != self.kind:
            return
        if self.dropped:
            self.elements.deleted += 1
        elif name == "node":
            self.elements.add_node(self.id, *self.place, self.tags)
        elif name == "way":
            self.elements.add_way(self.id, Way(self.nodes, self.tags))
        elif name == "relation":
            self.elements.add_relation(self.id, Relation(self.members, self.tags))
        self.kind = ""

    def _root(self, name: str) -> None:
        if name != "osm":
            hint = OTHER_ROOTS.get(name, "an .osm file starts with <osm>")
            raise TwinError(f'"{self.file}" is not an OpenStreetMap file (it starts with <{name[:40]}>): {hint}')

    def _open(self, kind: str, attributes: Attributes) -> None:
        self.tags, self.nodes, self.members = {}, [], []
        self.kind = kind
        self.dropped = attributes.get("visible") == "false" or attributes.get("action") == "delete"
        self.id = self._whole(attributes, "id")
        if kind == "node":
            self.place = self._real(attributes, "lon"), self._real(attributes, "lat")

    def _tag(self, attributes: Attributes) -> None:
        key, value = attributes.get("k"), attributes.get("v")
        if key and value is not None:
            self.tags[key] = value

    def _nd(self, attributes: Attributes) -> None:
        lon, lat = self._real(attributes, "lon"), self._real(attributes, "lat")
        if self.kind == "relation":
            if self.members and lon == lon and lat == lat:
                self.members[-1].points.append((lon, lat))
            return
        key: NodeKey = self._whole(attributes, "ref") if "ref" in attributes else (lon, lat)
        if lon == lon and lat == lat:
            self.elements.add_place(key, lon, lat)
        self.nodes.append(key)

    def _member(self, attributes: Attributes) -> None:
        kind, role = attributes.get("type", ""), attributes.get("role", "")
        self.members.append(Member(kind, self._whole(attributes, "ref"), role))

    def _bounds(self, attributes: Attributes) -> None:
        """<bounds minlat minlon maxlat maxlon>, or the older <bound box="south,west,north,east">."""
        try:
            if "box" in attributes:
                south, west, north, east = map(float, attributes["box"].split(","))
            else:
                west, south, east, north = (float(attributes[k]) for k in ("minlon", "minlat", "maxlon", "maxlat"))
        except (KeyError, ValueError):
            return
        self.elements.add_bounds(west, south, east, north)

    def _remark(self, text: str) -> None:
        self.elements.remark = (self.elements.remark + text)[:200]

    def _whole(self, attributes: Attributes, key: str) -> int:
        text = attributes.get(key)
        try:
            return int(text if text is not None else "")
        except ValueError:
            shown = f'"{text[:40]}"' if text is not None else "missing"
            line = self.parser.CurrentLineNumber
            raise TwinError(f'"{self.file}", line {line}: {key} is {shown}, a whole number is needed') from None

    def _real(self, attributes: Attributes, key: str) -> float:
        """A coordinate, or NaN when it is missing or no number (the node is then counted as unplaced)."""
        try:
            return float(attributes[key])
        except (KeyError, ValueError):
            return NAN

    def _refuse_doctype(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            raise TwinError(f'"{self.file}" is a web page, not a map: fetch the map file again')
        line = self.parser.CurrentLineNumber
        raise TwinError(f'"{self.file}", line {line}: it declares a DOCTYPE or an entity, which map files never do; not read')
