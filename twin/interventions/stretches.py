"""Which rows of Streets an intervention is about: a named street, a line drawn along streets, or all streets in an area."""

from typing import Annotated, ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import Field

from twin.city import City
from twin.interventions.base import Intervention, Where, refused
from twin.overlay import intersection

Rows = NDArray[np.intp]
SNAP = 12.0  # m within which a drawn line is taken to follow a street
ON_IT = 0.5  # m within which a line lies on the street's own
MOSTLY = 0.6  # share of a stretch that must lie beside the line, or inside the area


class StreetIntervention(Intervention):
    """One thing people do to streets: along a named street, or where a line or an area is drawn."""

    shape_fields: ClassVar[tuple[str, ...]] = ("where", "along")
    along: Annotated[Where | None, Field(description="name of a street, or a line in local metres")] = None
    where: Annotated[Where | None, Field(description="line or polygon in local metres, or name of a street")] = None

    def model_post_init(self, _context: object) -> None:
        if (self.where is None) == (self.along is None):
            raise refused(
                type(self).__name__,
                "give either along (a street name) or where (a line or an area), not both",
                "donner along (le nom d'une rue) ou where (une ligne ou une surface), pas les deux",
            )

    @property
    def given(self) -> object:
        """Name or shape, whichever was given."""
        return self.along if self.along is not None else self.where


def stretches(city: City, given: object, who: str) -> tuple[Rows, dict[int, float]]:
    """Rows with a carriageway that `given` is about, and the length of each [m]: works are done on whole stretches.

    given   name of a street; a line in local metres that follows streets within 12 m; or a polygon. A stretch is meant when
            more than half of it (`MOSTLY`) lies beside the line or inside the polygon
    Raises TwinError for a point, an unknown street, a path, or a line that follows no street. A polygon without streets gives none.
    """
    streets = city.streets
    if isinstance(given, str):
        rows = np.array([r for r in city.street(given) if not streets.is_path[r]], dtype=np.intp)
        if not len(rows):
            raise refused(who, f'"{given}" is a path without a carriageway in {city.name}', f"« {given} » est un chemin sans chaussée")
        return rows, {int(r): float(streets.length[r]) for r in rows}
    if not isinstance(given, shapely.Geometry) or shapely.length(given) == 0:
        raise refused(
            who,
            "where needs a line along a street, or an area, not a point",
            "il faut une ligne le long d'une rue ou une surface, pas un point",
        )
    is_area = shapely.area(given) > 0
    rows, within = _along(city, given if is_area else shapely.buffer(given, ON_IT))
    if not is_area and within[rows].sum() < MOSTLY * shapely.length(given):  # not taken from the map, but drawn by hand
        rows, within = _along(city, shapely.buffer(given, SNAP))
    if not len(rows) and not is_area:
        raise refused(
            who,
            f"the line follows no street of {city.name} within {SNAP:g} m: draw it along a street",
            f"la ligne ne suit aucune rue de {city.name} à moins de {SNAP:g} m : tracez-la le long d'une rue",
        )
    return rows, {int(r): float(streets.length[r]) for r in rows}


def _along(city: City, near: shapely.Geometry) -> tuple[Rows, NDArray[np.float64]]:
    """Stretches with a carriageway that lie mostly in `near`, and the metres of every row inside it."""
    streets = city.streets
    within = shapely.length(intersection(streets.lines, near)) if len(streets) else np.zeros(0)
    return np.flatnonzero(~streets.is_path & (within >= MOSTLY * streets.length) & (within > 1.0)), within


def named(city: City, given: object, rows: Rows) -> str:
    """What to call these stretches: the name asked for, or the names on them, the longest first."""
    if isinstance(given, str):
        return given
    lengths: dict[str, float] = {}
    for row in rows:
        name = str(city.streets.names[row])
        if name:
            lengths[name] = lengths.get(name, 0.0) + float(city.streets.length[row])
    listed = sorted(lengths, key=lambda name: -lengths[name])
    return ", ".join(listed[:2]) + (" …" if len(listed) > 2 else "")


def middle_line(city: City, rows: Rows) -> shapely.Geometry:
    """The stretches as one line [m]."""
    return shapely.line_merge(shapely.union_all(city.streets.lines[rows]))
