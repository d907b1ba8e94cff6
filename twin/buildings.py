"""Buildings: one row for each building of the map, with what is known and what was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.overlay import Shapes

Array = NDArray[np.float64]
Names = NDArray[np.object_]
Flags = NDArray[np.bool_]

USES = ("residential", "retail", "office", "education", "health", "hotel", "industry", "worship", "sport", "farm", "annex", "other")


@dataclass(frozen=True, eq=False)
class Buildings:
    """One row for each building that touches the map's box, whole even where the box cuts it.

    shapes          footprints [m]
    ids, names      id in the map file, name ("" when it has none)
    use             one of `USES`
    house           a house of one dwelling rather than a block of flats
    floors          number of storeys
    height          eaves above ground [m]
    year            year of construction
    wall, roof      main material in OSM words, "" when unknown
    dwellings       number of dwellings
    imputed         field -> which rows were filled by a default, not read from the map
    alike           row of the building whose heated year, by the square metre, stands for each; None: each is worked out by itself
    """

    shapes: Shapes
    ids: Names
    names: Names
    use: Names
    house: Flags
    floors: Array
    height: Array
    year: NDArray[np.int64]
    wall: Names
    roof: Names
    dwellings: Array
    imputed: Mapping[str, Flags] = field(default_factory=dict)
    alike: NDArray[np.intp] | None = None

    def __len__(self) -> int:
        return len(self.shapes)

    @cached_property
    def footprint(self) -> Array:
        """Ground area of each building [m²]."""
        return np.asarray(shapely.area(self.shapes), dtype=float)

    @cached_property
    def floor_area(self) -> Array:
        """Gross floor area, all storeys [m²]."""
        return self.footprint * self.floors

    @cached_property
    def points(self) -> Array:
        """(n, 2) a point inside each building [m]."""
        points: Array = shapely.get_coordinates(shapely.point_on_surface(self.shapes)).reshape(-1, 2)
        return points
