"""Streets of a drawn town: cross-sections, OSM tags, carriageways, and the trees that line them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot
from random import Random
from typing import NamedTuple

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from twin.towns.canvas import Canvas
from twin.towns.geometry import XY


class Section(NamedTuple):
    """A cross-section between kerbs and the pavements beside it; widths in metres.

    side_parking   "both", "left", "right" or "": a row of parked cars along the kerb
    cycle_lane     a painted lane on each side
    pavement       each side, from kerb to plot
    trees          species along both pavements, spaced `tree_step` metres; "" for none
    """

    highway: str
    lanes: int
    lane_width: float
    speed: int
    side_parking: str = ""
    oneway: bool = False
    cycle_lane: bool = False
    pavement: float = 2.0
    trees: str = ""
    tree_step: float = 11.0
    surface: str = "asphalt"

    @property
    def carriageway(self) -> float:
        """Width between kerbs [m]."""
        parked = {"both": 2, "left": 1, "right": 1, "": 0}[self.side_parking]
        return self.lanes * self.lane_width + parked * PARKED_CAR + 2 * self.cycle_lane * CYCLE_LANE

    @property
    def corridor(self) -> float:
        """Width between plots [m]."""
        return self.carriageway + 2 * self.pavement


PARKED_CAR = 2.0  # m, a parallel parking bay
CYCLE_LANE = 1.5  # m

SECTIONS: dict[str, Section] = {
    "boulevard": Section("secondary", 2, 3.25, 50, "both", pavement=4.0, trees="plane", tree_step=12),
    "boulevard with cycle lanes": Section("secondary", 2, 3.0, 50, "right", cycle_lane=True, pavement=4.0, trees="lime"),
    "dual boulevard": Section("primary", 4, 3.25, 50, pavement=4.5, trees="plane", tree_step=12),
    "avenue": Section("tertiary", 2, 3.0, 50, "both", pavement=2.5),
    "avenue with cycle lanes": Section("tertiary", 2, 3.0, 50, "right", cycle_lane=True, pavement=3.0, trees="maple"),
    "ring": Section("primary", 2, 3.5, 50, pavement=2.0),
    "quay": Section("tertiary", 2, 3.0, 50, "right", pavement=2.5),
    "street": Section("residential", 2, 2.5, 30, "right", pavement=2.0),
    "wide street": Section("residential", 2, 2.75, 30, "both", pavement=2.0),
    "one-way": Section("residential", 1, 3.0, 30, "both", oneway=True, pavement=1.8),
    "estate": Section("residential", 2, 2.5, 30, "both", pavement=2.0, trees="cherry", tree_step=14),
    "old lane": Section("residential", 1, 3.5, 30, oneway=True, pavement=1.2),
    "living": Section("living_street", 1, 3.5, 20, "right", pavement=1.2),
    "pedestrian": Section("pedestrian", 1, 5.0, 0, pavement=1.0, surface="sett"),
    "service": Section("service", 1, 3.5, 20, pavement=0.5),
}


@dataclass(frozen=True)
class Street:
    """One street or part of a street: `line` shares its corners with the streets it meets."""

    name: str
    section: str
    line: tuple[XY, ...]
    bridge: bool = False
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def shape(self) -> Section:
        return SECTIONS[self.section]

    def tags(self) -> dict[str, str]:
        s = self.shape
        tags = {"highway": s.highway, "name": self.name, "width": f"{s.carriageway:g}", "surface": s.surface}
        if s.highway != "pedestrian":
            tags |= {"lanes": str(s.lanes), "maxspeed": str(s.speed), "oneway": "yes" if s.oneway else "no"}
            parked = {side: "lane" if s.side_parking in (side, "both") else "no" for side in ("left", "right")}
            tags |= {f"parking:{side}": kind for side, kind in parked.items()}
            if s.pavement >= 1.0:
                tags["sidewalk"] = "both"
            if s.cycle_lane:
                tags["cycleway:both"] = "lane"
        if self.bridge:
            tags |= {"bridge": "yes", "layer": "1"}
            tags |= {f"parking:{side}": "no" for side in ("left", "right")}
        return tags | self.extra


def carriageways(streets: Iterable[Street]) -> list[Polygon]:
    """The ground between the kerbs of each street, its ends rounded."""
    listed = list(streets)
    lines = np.array([LineString(s.line) for s in listed], dtype=object)
    halves = np.array([s.shape.carriageway / 2 for s in listed])
    return list(shapely.buffer(lines, halves, quad_segs=4))


def corridors(streets: Iterable[Street]) -> list[Polygon]:
    """The ground between the plots along each street: carriageway and pavements, rounded where two streets end in a corner."""
    listed = list(streets)
    lines = np.array([LineString(s.line) for s in listed], dtype=object)
    halves = np.array([s.shape.corridor / 2 for s in listed])
    ends: dict[XY, list[float]] = {}
    for street, half in zip(listed, halves, strict=True):
        for end in (street.line[0], street.line[-1]):
            ends.setdefault(end, []).append(float(half))
    turns = [Point(end).buffer(min(widths), quad_segs=4) for end, widths in ends.items() if len(widths) > 1]
    return [*shapely.buffer(lines, halves, cap_style="flat", join_style="mitre", mitre_limit=2.5), *turns]


def draw(canvas: Canvas, streets: Sequence[Street]) -> None:
    """Put every street on the canvas as a way with its tags."""
    for street in streets:
        canvas.line(street.line, street.tags())


def plant(canvas: Canvas, streets: Sequence[Street], rng: Random) -> None:
    """Rows of trees on both pavements of the streets whose section has them, clear of the junctions."""
    junctions = _junctions(streets)
    for street in streets:
        section = street.shape
        if section.trees and not street.bridge:
            offset = section.carriageway / 2 + min(1.2, section.pavement / 2)
            for side in (offset, -offset):
                for x, y in _row(street.line, side, section.tree_step, junctions):
                    canvas.tree(x, y, section.trees, rng, vary=0.12)


def _junctions(streets: Sequence[Street]) -> dict[XY, float]:
    """The corners where streets meet, with the widest corridor there [m]."""
    ends: dict[XY, list[float]] = {}
    for street in streets:
        for corner in street.line:
            ends.setdefault(corner, []).append(street.shape.corridor)
    return {corner: max(widths) for corner, widths in ends.items() if len(widths) > 1}


def _row(line: Sequence[XY], offset: float, step: float, junctions: dict[XY, float]) -> list[XY]:
    """Points `step` apart beside a line (left when `offset` is positive), evenly between its junctions."""
    stretches: list[list[XY]] = [[line[0]]]
    for corner in line[1:]:
        stretches[-1].append(corner)
        if corner in junctions:
            stretches.append([corner])
    trees: list[XY] = []
    for stretch in stretches:
        if len(stretch) < 2:
            continue
        clear = [junctions[end] / 2 + 5.0 if end in junctions else 4.0 for end in (stretch[0], stretch[-1])]
        path = LineString(stretch)
        usable = path.length - sum(clear)
        if usable < step:
            continue
        gaps = max(1, round(usable / step))
        for k in range(gaps + 1):
            at = clear[0] + usable * k / gaps
            here, ahead = path.interpolate(at - 0.5), path.interpolate(at + 0.5)
            length = hypot(ahead.x - here.x, ahead.y - here.y)
            nx, ny = -(ahead.y - here.y) / length, (ahead.x - here.x) / length
            trees.append(((here.x + ahead.x) / 2 + offset * nx, (here.y + ahead.y) / 2 + offset * ny))
    return trees


def blocks(streets: Sequence[Street], barriers: Sequence[Polygon], extent: Polygon, least: float = 120.0) -> list[Polygon]:
    """The plots of land between street corridors and other barriers (river, railway), tidied to few corners.

    Slivers under `least` m² and spikes narrower than about 6 m are dropped. South-western blocks come first.
    """
    taken = shapely.union_all([*corridors(streets), *barriers])
    left = np.array(shapely.get_parts(shapely.difference(extent, taken)), dtype=object)
    opened = shapely.buffer(shapely.buffer(left, -3.0, join_style="mitre"), 3.0, join_style="mitre", mitre_limit=4.0)
    tidy = shapely.simplify(shapely.intersection(opened, left), 1.2)
    found = [p for p in shapely.get_parts(tidy) if isinstance(p, Polygon) and p.area > least]
    return sorted((Polygon(p.exterior) for p in found), key=lambda p: (round(p.centroid.y), round(p.centroid.x)))
