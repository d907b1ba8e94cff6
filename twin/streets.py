"""Streets: every way of the map that people move along, with the cross-section a lane must fit into, and how they meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.overlay import Shapes

Array = NDArray[np.float64]
Names = NDArray[np.object_]
Flags = NDArray[np.bool_]

CAR_KINDS = (
    "motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link "
    "unclassified residential living_street service"
).split()
PATH_KINDS = ["pedestrian", "track", "footway", "cycleway", "path", "bridleway", "steps"]


@dataclass(frozen=True, eq=False)
class Streets:
    """One row for each stretch of a way between two junctions, inside the map's box. All arrays have one entry for each row.

    lines                    centre lines [m]
    ids, names, kinds        id in the map file, name ("" when it has none), OSM highway class
    lanes                    lanes for cars, both directions together
    width                    carriageway from kerb to kerb, on-street parking and painted cycle lanes included [m]
    lane_width               of one lane for cars [m]
    speed                    limit [km/h]
    driven                   speed of cars on the empty street: the limit, unless works changed it [km/h]
    oneway                   1 along the line, -1 against it, 0 both ways
    parking_left, _right     "" none known, "parallel", "diagonal" or "perpendicular", inside the carriageway
    cycle_left, _right       "" none, "lane", "track", "busway" or "separate" (drawn as a way of its own)
    cycle_width_left, _right of a painted lane or a track between the kerbs; 0 for none and outside the kerbs [m]
    two_way_track            the track on one side is for both directions
    contraflow               bikes may ride against a one-way street
    cars                     open to general traffic in the morning peak
    bikes                    open to bikes
    capacity_kept            share of its lanes' capacity that works left (narrower lanes, humps)
    bridge                   on a bridge
    level                    0 on the ground, 1 and more on what passes over other ways; ways of different levels cross without meeting
    sidewalk                 width of the pavement on each side [m]
    surface                  land cover of the way itself
    tail, head               junction at either end of the line: rows of `junctions`
    junctions                (n, 2) where ways meet or end, not one for each street [m]
    imputed                  field -> which rows were filled by a default of the class, not read from the map
    """

    lines: Shapes
    ids: Names
    names: Names
    kinds: Names
    lanes: Array
    width: Array
    lane_width: Array
    speed: Array
    driven: Array
    oneway: NDArray[np.int8]
    parking_left: Names
    parking_right: Names
    cycle_left: Names
    cycle_right: Names
    cycle_width_left: Array
    cycle_width_right: Array
    two_way_track: Flags
    contraflow: Flags
    cars: Flags
    bikes: Flags
    capacity_kept: Array
    bridge: Flags
    level: NDArray[np.int8]
    sidewalk: Array
    surface: Names
    tail: NDArray[np.intp]
    head: NDArray[np.intp]
    junctions: Array
    imputed: Mapping[str, Flags] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def length(self) -> Array:
        """Length of each row inside the box [m]."""
        return np.asarray(shapely.length(self.lines), dtype=float)

    @cached_property
    def is_path(self) -> Flags:
        """Ways for feet and bikes only."""
        found: Flags = np.isin(self.kinds.astype(str), PATH_KINDS)
        return found

    @cached_property
    def is_street(self) -> Flags:
        """Streets proper: neither service ways nor paths."""
        found: Flags = ~self.is_path & (self.kinds != "service")
        return found

    @cached_property
    def is_open_street(self) -> Flags:
        """Streets proper that cars may use."""
        found: Flags = self.is_street & self.cars
        return found

    @cached_property
    def spaces(self) -> Array:
        """On-street parking spaces of each row, both sides."""
        sides = (self.parking_left, self.parking_right)
        per_metre = sum(np.array([1 / space_length(str(kind)) for kind in side]) for side in sides)
        return np.asarray(self.length * per_metre, dtype=float)

    @cached_property
    def clear_width(self) -> Array:
        """Width that a fire engine finds between parked cars and kerbed tracks [m]; painted lanes may be driven on."""
        strips = sum(np.array([parking_strip(str(kind)) for kind in side]) for side in (self.parking_left, self.parking_right))
        sides = ((self.cycle_left, self.cycle_width_left), (self.cycle_right, self.cycle_width_right))
        tracks = sum(np.where(kind == "track", width, 0.0) for kind, width in sides)
        return np.asarray(self.width - strips - tracks, dtype=float)

    def changed(self, rows: Any, columns: Mapping[str, Any]) -> "Streets":
        """The same streets with other values in some columns of the chosen rows."""
        fresh = {}
        for name, values in columns.items():
            fresh[name] = getattr(self, name).copy()
            fresh[name][rows] = values
        return replace(self, **fresh)

    def named(self, name: str) -> NDArray[np.intp]:
        """Rows that bear exactly this name."""
        return np.flatnonzero(self.names == name)

    def total_length(self, rows: Any = slice(None)) -> float:
        """Length of the chosen rows [m]."""
        return float(self.length[rows].sum())


PAINTED_LANE = 1.5  # m that a painted cycle lane takes from the carriageway


def parking_strip(kind: str) -> float:
    """Width that on-street parking of this kind takes from the carriageway [m]."""
    return {"": 0.0, "parallel": 2.0, "diagonal": 4.2, "perpendicular": 5.0}[kind]


def space_length(kind: str) -> float:
    """Kerb length of one parking space [m]; infinite where there is none. 5.5 m (5 to 6) for parallel parking."""
    return {"": float("inf"), "parallel": 5.5, "diagonal": 3.5, "perpendicular": 2.5}[kind]
