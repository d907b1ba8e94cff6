"""OSM tags -> land covers: the table of rules, and the shapes painted by it.

Order of burning, lowest first: grounds of institutions 0, farm and rail land 1, allotments and cemeteries 2, parks 3, gardens 4,
lawns, woods and squares 5, sports and car parks 6, pedestrian areas, platforms and pavements 7, water 8, paths, rails and bridges 9,
streets 10, roofs 11. `surface=*` overrides the cover of an open area or a path.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from twin.overlay import Shapes, difference, union
from twin.partition import Paint
from twin.words import Words, quantity

Tags = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """Areas with `key` = one of `values` are painted with `cover` at `order`; `surface` says whether surface=* may override."""

    order: int
    cover: str
    key: str
    values: frozenset[str]
    surface: bool = True


def _rule(order: int, cover: str, key: str, values: str, surface: bool = True) -> Rule:
    return Rule(order, cover, key, frozenset(values.split()), surface)


AREAS: tuple[Rule, ...] = (
    _rule(0, "paved", "amenity", "school college university hospital kindergarten"),
    _rule(1, "field", "landuse", "farmland orchard vineyard plant_nursery farmyard greenhouse_horticulture", surface=False),
    _rule(1, "ballast", "landuse", "railway"),
    _rule(1, "bare_soil", "landuse", "brownfield construction landfill quarry"),
    _rule(1, "meadow", "landuse", "greenfield"),
    _rule(2, "shrubs", "landuse", "allotments", surface=False),
    _rule(2, "lawn", "landuse", "cemetery"),
    _rule(2, "lawn", "amenity", "grave_yard"),
    _rule(3, "lawn", "leisure", "park dog_park common nature_reserve golf_course"),
    _rule(4, "shrubs", "leisure", "garden"),
    _rule(4, "meadow", "natural", "grassland heath fell wetland", surface=False),
    _rule(4, "wood", "landuse", "forest", surface=False),
    _rule(5, "lawn", "landuse", "grass village_green recreation_ground flowerbed"),
    _rule(5, "meadow", "landuse", "meadow"),
    _rule(5, "wood", "natural", "wood", surface=False),
    _rule(5, "shrubs", "natural", "scrub shrubbery", surface=False),
    _rule(5, "bare_soil", "natural", "sand beach mud bare_rock shingle scree"),
    _rule(5, "paved", "place", "square"),
    _rule(5, "paved", "amenity", "marketplace"),
    _rule(6, "lawn", "leisure", "pitch"),
    _rule(6, "paved", "leisure", "track stadium"),
    _rule(6, "gravel", "leisure", "playground"),
    _rule(6, "asphalt", "leisure", "schoolyard"),
    _rule(6, "asphalt", "amenity", "parking parking_space motorcycle_parking taxi bus_station fuel"),
    _rule(6, "asphalt", "aeroway", "apron runway taxiway helipad"),
    _rule(6, "rain_garden", "man_made", "rain_garden", surface=False),
    _rule(7, "paved", "area:highway", "footway pedestrian cycleway"),
    _rule(7, "paved", "railway", "platform"),
    _rule(7, "paved", "public_transport", "platform"),
    _rule(8, "water", "natural", "water", surface=False),
    _rule(8, "water", "waterway", "riverbank dock", surface=False),
    _rule(8, "water", "landuse", "basin reservoir", surface=False),
    _rule(8, "water", "leisure", "swimming_pool", surface=False),
    _rule(9, "paved", "man_made", "bridge pier"),
)
BY_TAG: dict[tuple[str, str], Rule] = {(rule.key, value): rule for rule in AREAS for value in rule.values}

HIGHWAY_AREA = Rule(7, "paved", "highway", frozenset({"*"}))  # any highway drawn as an area is a paved open space

SURFACES: dict[str, str] = {
    surface: cover
    for cover, surfaces in {
        "asphalt": "asphalt chipseal",
        "paved": "paved concrete concrete:plates concrete:lanes paving_stones sett cobblestone unhewn_cobblestone bricks metal wood "
        "tiles artificial_turf tartan acrylic rubber",
        "gravel": "gravel fine_gravel compacted pebblestone stabilised stabilized",
        "bare_soil": "ground dirt earth mud unpaved sand woodchips clay rock",
        "permeable_paving": "grass_paver",
        "lawn": "grass",
    }.items()
    for surface in surfaces.split()
}

HARD_PITCHES = frozenset(["tennis", "basketball", "handball", "volleyball", "multi", "skateboard", "padel", "table_tennis", "netball"])
SOIL_PITCHES = frozenset(["boules", "petanque", "equestrian", "beachvolleyball"])

WATERWAYS: dict[str, float] = {"river": 10.0, "canal": 8.0, "stream": 2.0, "ditch": 1.0, "drain": 1.0}  # m, where no area is drawn
RAILS: dict[str, float] = {k: 4.4 for k in ("rail", "light_rail", "narrow_gauge", "preserved")}  # m of ballast per track
CROWN_RADIUS = 2.8  # m, where no crown is tagged
ROW_HALF, HEDGE_HALF = 3.0, 1.0  # m of crown either side of a tree row, a hedge
MOST_CROWN = 40.0  # m, a larger diameter_crown is a slip of the pen


def underground(tags: Tags) -> bool:
    """Not at the surface: tunnels, basements, culverts, indoor ways."""
    layer = tags.get("layer", "0")
    below = layer.startswith("-") and layer.strip("-").isdigit() and int(layer.strip("-")) > 0
    hidden = tags.get("tunnel", "no") not in ("no", "") or tags.get("location") == "underground" or tags.get("indoor", "no") != "no"
    return below or hidden or tags.get("parking") in ("underground", "multi-storey", "rooftop") or "covered" in tags.get("tunnel", "")


def area_rule(tags: Tags) -> Rule | None:
    """The rule that paints an area with these tags: the one of highest order, or None."""
    rules = [BY_TAG[pair] for pair in tags.items() if pair in BY_TAG]
    if "highway" in tags:
        rules.append(HIGHWAY_AREA)
    return max(rules, key=lambda rule: rule.order) if rules else None


def area_cover(tags: Tags, rule: Rule) -> str:
    """The cover of an area: the rule's, unless its surface or sport says otherwise."""
    surface = SURFACES.get(tags.get("surface", ""))
    if rule.surface and surface is not None:
        return surface
    sport = tags.get("sport", "").split(";")[0]
    if tags.get("leisure") == "pitch" and sport:
        return "paved" if sport in HARD_PITCHES else "bare_soil" if sport in SOIL_PITCHES else rule.cover
    return rule.cover


def paint_areas(shapes: Shapes, tags: Sequence[Tags]) -> tuple[list[Paint], Counter[str]]:
    """Paints for the polygons of a map, and how many shapes each cover got. Shapes without a rule are passed over."""
    chosen: dict[tuple[int, str], list[shapely.Geometry]] = {}
    used: Counter[str] = Counter()
    for shape, tag in zip(shapes, tags, strict=True):
        rule = area_rule(tag)
        if rule is None or underground(tag):
            continue
        cover = area_cover(tag, rule)
        chosen.setdefault((rule.order, cover), []).append(shape)
        used[cover] += 1
    return [Paint(order, cover, np.array(found, dtype=object)) for (order, cover), found in chosen.items()], used


def paint_lines(lines: Shapes, tags: Sequence[Tags], water: Shapes) -> tuple[list[Paint], list[Words]]:
    """Watercourses (where no water area is drawn) and railway tracks, as buffered lines."""
    notes: list[Words] = []
    flows = [(i, WATERWAYS[t["waterway"]]) for i, t in enumerate(tags) if t.get("waterway") in WATERWAYS and not underground(t)]
    tracks = [i for i, t in enumerate(tags) if t.get("railway") in RAILS and not underground(t)]
    paints = []
    if flows:
        at, widths = np.array([i for i, _ in flows]), np.array([w for _, w in flows])
        drawn = union(shapely.buffer(water, 3.0)) if len(water) else shapely.Polygon()
        loose = difference(lines[at], drawn)
        paints.append(Paint(8, "water", shapely.buffer(loose, widths / 2, cap_style="flat")))
        assumed = float(shapely.length(loose).sum())
        if assumed > 1:
            length = quantity(assumed, "m")
            notes.append(
                Words(
                    f"{length} of watercourse without a drawn area: width assumed from its kind (river 10 m, canal 8 m, stream 2 m)",
                    f"{length.fr} de cours d'eau sans surface dessinée : largeur supposée selon le type (rivière 10 m, canal 8 m, "
                    "ruisseau 2 m)",
                )
            )
    if tracks:
        width = RAILS["rail"]
        paints.append(Paint(9, "ballast", shapely.buffer(lines[np.array(tracks)], width / 2, cap_style="flat")))
    return paints, notes
