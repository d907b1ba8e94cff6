"""The local plane (metres) and the grid of square cells laid on it."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, radians, sin
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.errors import TwinError
from twin.features import Bounds

MOST_CELLS = 25_000_000  # about 3.6 GB of cover fractions: beyond that a laptop swaps


@dataclass(frozen=True)
class LocalPlane:
    """A tangent plane in metres around a point: x east and y north of (`lon0`, `lat0`).

    x = kx (lon - lon0), y = ky (lat - lat0), with the metres per degree of the WGS84 ellipsoid at latitude p = `mid`:
    kx = 111412.84 cos p - 93.5 cos 3p, ky = 111132.954 - 559.822 cos 2p + 1.175 cos 4p (standard WGS84 series).
    Areas of a square kilometre are right to about 0.005 %; the curvature left out grows with the square of the extent.
    A plane may be turned by a few degrees, to follow the axes of a map in a national projection.
    """

    lon0: float
    lat0: float
    mid: float | None = None  # latitude at which a degree is measured; `lat0` when not given
    turn: float = 0.0  # angle from east to the x axis, counter-clockwise [rad]

    @cached_property
    def scale(self) -> tuple[float, float]:
        """(kx, ky): metres per degree of longitude and of latitude [m/°]."""
        p = radians(self.lat0 if self.mid is None else self.mid)
        return 111412.84 * cos(p) - 93.5 * cos(3 * p), 111132.954 - 559.822 * cos(2 * p) + 1.175 * cos(4 * p)

    @cached_property
    def _axes(self) -> NDArray[np.float64]:
        """(2, 2) the plane's x and y axes as columns, in metres east and north."""
        return np.array([[cos(self.turn), -sin(self.turn)], [sin(self.turn), cos(self.turn)]])

    def at(self, x: float, y: float) -> "LocalPlane":
        """The same plane with its origin moved to a point of it [m]."""
        lon, lat = shapely.get_coordinates(self.to_lonlat(shapely.Point(x, y)))[0]
        return replace(self, lon0=float(lon), lat0=float(lat), mid=self.lat0 if self.mid is None else self.mid)

    @classmethod
    def over(cls, bounds: Bounds) -> "LocalPlane":
        """The plane whose origin is the south-west corner of `bounds` (west, south, east, north) [°]."""
        west, south, _, north = bounds
        return cls(west, south, (south + north) / 2)

    def to_local(self, geometry: Any) -> Any:
        """Shapely geometry, or array of them, from longitude/latitude [°] to metres."""
        axes = self._axes
        return shapely.transform(geometry, lambda lonlat: ((lonlat - (self.lon0, self.lat0)) * self.scale) @ axes)

    def to_lonlat(self, geometry: Any) -> Any:
        """Shapely geometry, or array of them, from metres to longitude/latitude [°]."""
        axes = self._axes.T
        return shapely.transform(geometry, lambda xy: (xy @ axes) / self.scale + (self.lon0, self.lat0))


@dataclass(frozen=True)
class Grid:
    """North-up square cells: row 0 is the northernmost, column 0 the westernmost.

    plane        the local plane it lies on
    minx, maxy   north-west corner [m]
    rows, cols   number of cells
    cell         side of a cell [m]
    """

    plane: LocalPlane
    minx: float
    maxy: float
    rows: int
    cols: int
    cell: float

    @classmethod
    def over(cls, bounds: Bounds, cell: float) -> "Grid":
        """The north-up grid that covers `bounds` (west, south, east, north) [°], to the nearest whole cell on the east and south."""
        plane = LocalPlane.over(bounds)
        kx, ky = plane.scale
        return cls.on(plane, (bounds[2] - bounds[0]) * kx, (bounds[3] - bounds[1]) * ky, cell)

    @classmethod
    def on(cls, plane: LocalPlane, width: float, height: float, cell: float) -> "Grid":
        """The grid on `plane` from its origin, the south-west corner, `width` × `height` metres to the nearest whole cell."""
        if isinstance(cell, bool) or not isinstance(cell, int | float | np.number) or not 0.25 <= cell <= 500:
            raise TwinError(f"cell size {cell!r} m is not usable: give a side between 0.25 and 500 m (5 m is usual)")
        rows, cols = max(1, round(height / cell)), max(1, round(width / cell))
        if rows * cols > MOST_CELLS:
            raise TwinError(
                f"the map is {width / 1000:.1f} × {height / 1000:.1f} km: at {cell:g} m that is {rows * cols:,} cells, "
                f"more than {MOST_CELLS:,}; use a larger cell or give bounds=(west, south, east, north)"
            )
        return cls(plane, 0.0, height, rows, cols, float(cell))

    @property
    def shape(self) -> tuple[int, int]:
        return self.rows, self.cols

    @property
    def cell_area(self) -> float:
        """[m²]"""
        return self.cell * self.cell

    @property
    def bounds(self) -> Bounds:
        """(minx, miny, maxx, maxy) [m]."""
        return self.minx, self.maxy - self.rows * self.cell, self.minx + self.cols * self.cell, self.maxy

    @property
    def area(self) -> float:
        """[m²]"""
        return self.rows * self.cols * self.cell_area

    @cached_property
    def box(self) -> shapely.Polygon:
        return shapely.box(*self.bounds)

    def cell_of(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Row and column of points [m]; points on the far edge or outside go to the nearest cell."""
        col = np.clip(np.floor((np.asarray(x) - self.minx) / self.cell), 0, self.cols - 1).astype(np.intp)
        row = np.clip(np.floor((self.maxy - np.asarray(y)) / self.cell), 0, self.rows - 1).astype(np.intp)
        return row, col

    def centre(self, row: int, col: int) -> tuple[float, float]:
        """Centre of one cell [m]."""
        return self.minx + (col + 0.5) * self.cell, self.maxy - (row + 0.5) * self.cell
