"""OpenStreetMap PBF -> Elements, by the optional package osmium (BSD-2): the same elements as from XML."""

from pathlib import Path

from twin.errors import TwinError
from twin.reading.elements import Elements, Member, Relation, Way
from twin.reading.files import LARGEST, Progress
from twin.words import Words


def read_pbf(path: Path, progress: Progress | None = None) -> Elements:
    """The nodes, ways and relations of an .osm.pbf file, ids in any order.

    Areas are not left to osmium: the same code assembles them for every OSM format, so the same map gives the same
    features. Raises TwinError without osmium, or for a damaged or very large file.
    """
    try:
        import osmium
    except ImportError:
        raise TwinError(
            f'"{path.name}" is in PBF, which needs one more package: pip install "twin[pbf]" (or export the map as .osm.gz)'
        ) from None
    if path.stat().st_size > LARGEST["pbf"]:
        raise TwinError(f'"{path.name}" is larger than {LARGEST["pbf"] // 1_000_000} MB: cut out the neighbourhood first')
    if progress:
        progress(0.0, Words("Reading the file", "Lecture du fichier"))
    elements = Elements()
    try:
        entities = osmium.FileProcessor(osmium.io.File(str(path), "pbf"))
        box = entities.header.box()
        if box.valid():
            corner, other = box.bottom_left, box.top_right
            elements.add_bounds(corner.lon, corner.lat, other.lon, other.lat)
        for entity in entities:
            _add(entity, elements)
    except (RuntimeError, ValueError, UnicodeError) as error:
        what = " ".join(str(error).split())[:120]
        raise TwinError(f'"{path.name}" is a damaged PBF file ({what}); fetch it again') from None
    if progress:
        progress(1.0, Words("Reading the file", "Lecture du fichier"))
    return elements


def _add(entity: object, elements: Elements) -> None:
    import osmium.osm

    if not isinstance(entity, osmium.osm.Node | osmium.osm.Way | osmium.osm.Relation):
        return
    if entity.deleted or not entity.visible:
        elements.deleted += 1
        return
    tags = {tag.k: tag.v for tag in entity.tags}
    if isinstance(entity, osmium.osm.Node):
        place = entity.location
        if not place.valid() and place.x == place.y:  # osmium's "undefined" place is one huge number, twice
            elements.add_node(entity.id, float("nan"), float("nan"), tags)
        else:
            elements.add_node(entity.id, place.lon_without_check(), place.lat_without_check(), tags)
    elif isinstance(entity, osmium.osm.Way):
        elements.add_way(entity.id, Way([node.ref for node in entity.nodes], tags))
    else:
        kinds = {"n": "node", "w": "way", "r": "relation"}
        members = [Member(kinds.get(m.type, m.type), m.ref, m.role) for m in entity.members]
        elements.add_relation(entity.id, Relation(members, tags))
