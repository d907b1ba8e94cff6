"""Which closed ways are areas and which are lines that happen to close: OSM leaves it to the tags."""

from collections.abc import Mapping

Tags = Mapping[str, str]

# Keys that make a closed way an area, with the values that do not. After the OpenStreetMap wiki page "Area" and the list
# "Overpass turbo/Polygon Features"; `highway`, `barrier` and `railway` lines stay lines unless area=yes.
AREA_KEYS: dict[str, frozenset[str]] = {
    key: frozenset(lines.split())
    for key, lines in {
        "building": "no", "building:part": "no", "landuse": "no", "leisure": "slipway", "amenity": "no bench", "place": "no",
        "natural": "coastline cliff ridge arete tree_row valley strait earth_bank gully no", "water": "no", "wetland": "no",
        "area:highway": "no", "tourism": "no", "shop": "no", "office": "no", "craft": "no", "historic": "no citywalls",
        "military": "no trench", "public_transport": "no", "emergency": "no", "healthcare": "no", "club": "no",
        "man_made": "no cutline embankment pipeline dyke groyne breakwater", "aeroway": "no taxiway runway jet_bridge",
        "golf": "no hole path cartpath", "landcover": "no", "indoor": "no wall yes", "allotments": "no", "sport": "no",
        "parking": "no", "ruins": "no", "playground": "no", "attraction": "no", "boundary": "administrative no",
    }.items()
}  # fmt: skip

# Keys that are lines except for these values.
LINE_KEYS: dict[str, frozenset[str]] = {
    "waterway": frozenset("riverbank dock boatyard dam fuel".split()),
    "power": frozenset("plant substation generator transformer".split()),
    "railway": frozenset("platform station turntable roundhouse traverser".split()),
    "highway": frozenset("services rest_area platform elevator".split()),
    "barrier": frozenset(),
}

# Tags that say where data came from, not what a thing is.
ABOUT_THE_DATA = frozenset("created_by converted_by source note fixme FIXME comment odbl attribution import_uuid todo description".split())
MAIN_KEYS = tuple(k for k in (*AREA_KEYS, *LINE_KEYS) if k not in ("sport", "indoor", "boundary"))


def is_area(tags: Tags) -> bool:
    """True when a closed way with these tags encloses an area."""
    area = tags.get("area", "")
    if area in ("yes", "no"):
        return area == "yes"
    if tags.get("building", "no") != "no":
        return True
    if any(key in tags and tags[key] not in LINE_KEYS[key] for key in ("highway", "railway")):
        return tags.get("place") == "square"  # a square is often drawn as its pedestrian rim
    return any(key in tags and tags[key] not in lines for key, lines in AREA_KEYS.items()) or any(
        tags.get(key) in areas for key, areas in LINE_KEYS.items()
    )


def says_something(tags: Tags) -> bool:
    """True when a tag tells what the thing is (not only who entered it, or when)."""
    return any(key not in ABOUT_THE_DATA and not key.startswith(("source:", "note:", "tiger:")) for key in tags)


def main_tags(tags: Tags) -> dict[str, str]:
    """The tags that name a kind of area or line: building=school, landuse=grass …"""
    return {key: tags[key] for key in MAIN_KEYS if tags.get(key, "no") != "no"}
