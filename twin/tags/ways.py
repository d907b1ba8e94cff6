"""OSM highway tags -> Streets: class defaults (one row each), cross-sections, and the ground they cover."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from twin.overlay import Shapes, intersection
from twin.partition import Paint
from twin.streets import CAR_KINDS, PAINTED_LANE, PATH_KINDS, Streets, parking_strip
from twin.tags.ground import SURFACES, underground
from twin.tags.values import first, metres, number_in, speed, yes
from twin.words import Words, quantity

Tags = Mapping[str, str]


@dataclass(frozen=True)
class WayClass:
    """Defaults of a highway class: lanes two-way and one-way, lane width and extra width [m], speed [km/h], pavement [m]."""

    lanes_both: float
    lanes_one: float
    lane_width: float
    extra: float
    speed: float
    sidewalk: float = 0.0
    cover: str = "carriageway"


# Medians of tagged streets in French and Swiss extracts, MATSim and SUMO defaults; assumption where they disagree.
CLASSES: dict[str, WayClass] = {
    "motorway": WayClass(4, 2, 3.5, 3.0, 110),
    "trunk": WayClass(4, 2, 3.5, 2.0, 80),
    "primary": WayClass(2, 2, 3.25, 1.0, 50, 2.0),
    "secondary": WayClass(2, 1, 3.0, 0.5, 50, 2.0),
    "tertiary": WayClass(2, 1, 3.0, 0.0, 50, 1.75),
    "unclassified": WayClass(2, 1, 2.75, 0.0, 50, 1.5),
    "residential": WayClass(2, 1, 2.5, 0.0, 30, 1.5),
    "living_street": WayClass(1, 1, 3.5, 0.0, 20),
    "service": WayClass(1, 1, 3.0, 0.0, 20),
    "pedestrian": WayClass(0, 0, 0.0, 4.0, 6, cover="paved"),
    "track": WayClass(0, 0, 0.0, 2.5, 15, cover="bare_soil"),
    "footway": WayClass(0, 0, 0.0, 1.8, 5, cover="paved"),
    "cycleway": WayClass(0, 0, 0.0, 2.0, 20, cover="asphalt"),
    "path": WayClass(0, 0, 0.0, 1.5, 5, cover="bare_soil"),
    "bridleway": WayClass(0, 0, 0.0, 2.0, 5, cover="bare_soil"),
    "steps": WayClass(0, 0, 0.0, 2.0, 3, cover="paved"),
}
LINK_OF = {kind: kind.removesuffix("_link") for kind in CAR_KINDS if kind.endswith("_link")}
SAME_AS = {"road": "unclassified", "busway": "service", "minor": "residential"}
WIDEST, NARROWEST = 40.0, 1.0  # m, a width outside is not believed
BELOW = Words("tunnels and ways below ground", "tunnels et voies souterraines")
CLOSED = frozenset(["no", "private", "military"])


def way_kind(tags: Tags) -> str | None:
    """The class of a way people move along at the surface, or None."""
    kind = SAME_AS.get(tags.get("highway", ""), tags.get("highway", ""))
    return kind if kind in CAR_KINDS or kind in PATH_KINDS else None


def streets_from(lines: Shapes, tags: Sequence[Tags], ids: Sequence[str], box: shapely.Polygon) -> tuple[Streets, list[Words]]:
    """Ways clipped to `box`, not yet joined (see `junctions`), and notes on what was imputed, repaired and left out."""
    skipped: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    keep: list[int] = []
    for i, tag in enumerate(tags):
        if "highway" not in tag:
            continue
        kind = way_kind(tag)
        if kind is None or underground(tag):
            skipped[BELOW if kind else f"highway={tag['highway']}"] += 1
            continue
        rows.append(_row(kind, tag, ids[i]))
        keep.append(i)
    clipped, origin = shapely.get_parts(intersection(lines[keep], box), return_index=True)
    is_line = (shapely.get_type_id(clipped) == shapely.GeometryType.LINESTRING) & (shapely.length(clipped) > 0.01)
    clipped, origin = clipped[is_line], origin[is_line]
    streets = _columns(clipped, [rows[i] for i in origin])
    refused = sum(row["refused"] for row in rows)
    return streets, _notes(streets, skipped) + _refused(refused)


def _refused(count: int) -> list[Words]:
    """Values that are written but cannot be; `maxspeed=none` and the like are among them."""
    if not count:
        return []
    return [
        Words(
            f"{count} values of lanes, width or maxspeed that cannot be used, replaced by the class default",
            f"{count} valeurs de lanes, width ou maxspeed inutilisables, remplacées par celle de la classe",
        )
    ]


def _row(kind: str, tags: Tags, id_: str) -> dict[str, Any]:
    base = CLASSES[LINK_OF.get(kind, kind)]
    oneway = _oneway(kind, tags)
    known = number_in(tags.get("lanes"))
    lanes = known if known is not None and 0 < known <= 12 else (base.lanes_one if oneway or kind in LINK_OF else base.lanes_both)
    left, right = _parking(tags, "left"), _parking(tags, "right")
    cycle_left, cycle_right, contraflow = _cycling(tags, oneway)
    painted = PAINTED_LANE * ((cycle_left == "lane") + (cycle_right == "lane"))
    lane_width, extra = base.lane_width, base.extra
    tagged = metres(tags.get("width")) or metres(tags.get("est_width")) or metres(tags.get("width:carriageway"))
    believed = tagged is not None and NARROWEST <= tagged <= WIDEST
    width = tagged if believed else lanes * lane_width + extra + parking_strip(left) + parking_strip(right) + painted
    limit = speed(tags.get("maxspeed"))
    closed = tags.get("motor_vehicle", tags.get("access", "yes")) in CLOSED or kind in PATH_KINDS
    inside = {side: PAINTED_LANE if kind == "lane" else 0.0 for side, kind in (("left", cycle_left), ("right", cycle_right))}
    doubts = (("lanes", lanes != known), ("width", not believed), ("maxspeed", not limit))
    return {
        "ids": id_, "names": tags.get("name", ""), "kinds": kind, "lanes": lanes if kind in CAR_KINDS else 0.0,
        "width": width, "lane_width": lane_width, "speed": limit or base.speed, "driven": limit or base.speed, "oneway": oneway,
        "parking_left": left, "parking_right": right, "cycle_left": cycle_left, "cycle_right": cycle_right,
        "cycle_width_left": inside["left"], "cycle_width_right": inside["right"],
        "two_way_track": False, "contraflow": contraflow, "cars": not closed, "bikes": _bikes(kind, tags),
        "bridge": yes(tags, "bridge"), "level": _level(tags), "sidewalk": _sidewalk(tags, base),
        "cover": SURFACES.get(tags.get("surface", ""), base.cover) if kind in PATH_KINDS else base.cover,
        "~lanes": lanes != known, "~width": not believed, "~speed": limit is None,
        "refused": sum(bool(tags.get(key)) and bad for key, bad in doubts),
    }  # fmt: skip


def _bikes(kind: str, tags: Tags) -> bool:
    """Open to bikes: not motorways, steps and pavements unless the map says so."""
    said = tags.get("bicycle", "")
    if said in ("yes", "designated", "permissive"):
        return kind != "steps"
    barred = said in ("no", "dismount", "private", "use_sidepath") or tags.get("access", "yes") in CLOSED
    return not barred and LINK_OF.get(kind, kind) not in ("motorway", "trunk", "footway", "bridleway", "steps")


def _oneway(kind: str, tags: Tags) -> int:
    value = tags.get("oneway", "")
    if value in ("-1", "reverse"):
        return -1
    if value in ("yes", "true", "1"):
        return 1
    if value in ("no", "false", "0"):
        return 0
    return 1 if kind == "motorway" or kind in LINK_OF or tags.get("junction") in ("roundabout", "circular") else 0


def _parking(tags: Tags, side: str) -> str:
    """On-street parking inside the carriageway on one side, in the tagging of 2022 or the older one."""
    place = tags.get(f"parking:{side}", tags.get("parking:both", ""))
    if place in ("lane", "half_on_kerb", "yes"):
        shape = tags.get(f"parking:{side}:orientation", tags.get("parking:both:orientation", "parallel"))
    else:
        shape = tags.get(f"parking:lane:{side}", tags.get("parking:lane:both", ""))
    return shape if shape in ("parallel", "diagonal", "perpendicular") else ""


def _cycling(tags: Tags, oneway: int) -> tuple[str, str, bool]:
    """(left, right, contraflow) cycle facilities; "opposite" values are lanes against a one-way street."""
    contraflow = bool(oneway) and tags.get("oneway:bicycle") in ("no", "-1", "opposite")
    sides = []
    for side in ("left", "right"):
        value = first(tags.get(f"cycleway:{side}", tags.get("cycleway:both", tags.get("cycleway", ""))))
        if value.startswith("opposite"):
            contraflow = True
            against = "left"  # in right-hand traffic the contraflow lane lies left of the line's direction
            value = value.removeprefix("opposite").strip("_") if side == against else ""
        sides.append({"lane": "lane", "track": "track", "share_busway": "busway", "separate": "separate"}.get(value, ""))
    return sides[0], sides[1], contraflow


def _level(tags: Tags) -> int:
    """How high a way passes: the map's layer where it gives one, else 1 on a bridge."""
    layer = number_in(tags.get("layer"))
    return int(min(max(layer, 0), 9)) if layer else int(yes(tags, "bridge"))


def _sidewalk(tags: Tags, base: WayClass) -> float:
    value = tags.get("sidewalk", tags.get("sidewalk:both", ""))
    if value in ("no", "none", "separate"):  # "separate" pavements are drawn as ways of their own
        return 0.0
    return base.sidewalk / 2 if value in ("left", "right") else base.sidewalk


def _columns(lines: Shapes, rows: list[dict[str, Any]]) -> Streets:
    def text(key: str) -> Any:
        return np.array([row[key] for row in rows], dtype=object)

    def real(key: str) -> Any:
        return np.array([row[key] for row in rows], dtype=float)

    def flag(key: str) -> Any:
        return np.array([row[key] for row in rows], dtype=bool)

    ends = np.arange(2 * len(lines)).reshape(-1, 2)
    corners = shapely.get_coordinates(shapely.get_point(np.repeat(lines, 2), np.tile([0, -1], len(lines)))).reshape(-1, 2)
    return Streets(
        lines, text("ids"), text("names"), text("kinds"), real("lanes"), real("width"), real("lane_width"), real("speed"), real("driven"),
        real("oneway").astype(np.int8), text("parking_left"), text("parking_right"), text("cycle_left"), text("cycle_right"),
        real("cycle_width_left"), real("cycle_width_right"), flag("two_way_track"), flag("contraflow"), flag("cars"), flag("bikes"),
        np.ones(len(rows)),
        flag("bridge"), real("level").astype(np.int8), real("sidewalk"), text("cover"), ends[:, 0], ends[:, 1], corners,
        {name: flag(f"~{name}") for name in ("lanes", "width", "speed")},
    )  # fmt: skip


def paint_streets(streets: Streets) -> list[Paint]:
    """The ground that streets cover: paths, pavements, carriageways; bridges pass over water."""
    paints = []
    for bridge in (False, True):
        rows = streets.bridge == bridge
        for cover in sorted({str(c) for c in streets.surface[rows]}):
            at = rows & (streets.surface == cover)
            paths = at & streets.is_path
            if paths.any():
                paints.append(Paint(9, cover, shapely.buffer(streets.lines[paths], streets.width[paths] / 2, quad_segs=2)))
            roads = at & ~streets.is_path
            if roads.any():
                paints.append(Paint(10, cover, shapely.buffer(streets.lines[roads], streets.width[roads] / 2, quad_segs=4)))
        paved = rows & (streets.sidewalk > 0)
        if paved.any():
            reach = streets.width[paved] / 2 + streets.sidewalk[paved]
            paints.append(Paint(9 if bridge else 7, "paved", shapely.buffer(streets.lines[paved], reach, quad_segs=4)))
    return paints


def _notes(streets: Streets, skipped: Counter[str]) -> list[Words]:
    notes = []
    proper = streets.is_street
    total = streets.total_length(proper)
    if total > 0:
        km = quantity(total / 1000, digits=1)
        share = {k: 100 * streets.total_length(proper & flags) / total for k, flags in streets.imputed.items()}
        notes.append(
            Words(
                f"streets: {km} km; taken from the class default by length: lanes {share['lanes']:.0f} %, "
                f"width {share['width']:.0f} %, speed {share['speed']:.0f} %",
                f"rues : {km.fr} km ; valeur par défaut de la classe, en longueur : voies {share['lanes']:.0f} %, "
                f"largeur {share['width']:.0f} %, vitesse {share['speed']:.0f} %",
            )
        )
    if skipped:
        listed = ", ".join(f"{name} {count}" for name, count in skipped.most_common())
        notes.append(Words(f"ways left out: {listed}", f"voies laissées de côté : {listed.replace(BELOW, BELOW.fr)}"))
    return notes
