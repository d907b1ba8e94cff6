"""City maps: the ground by its exact shapes, coloured by cover group, with tree crowns above, scale bar and north arrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path
from numpy.typing import NDArray

from twin.city import City
from twin.covers import COVERS, GROUPS
from twin.features import Bounds
from twin.overlay import Shapes, polygonal
from twin.plots import style
from twin.plots.page import Box, Page
from twin.plots.words import SPACE

SCALES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)  # m
GROUP_OF = np.array([list(GROUPS).index(cover.group) for cover in COVERS])  # cover index -> group index
CANOPY_ALPHA = 0.88
SEAM = 0.8  # pt, edge that closes the hairline between neighbouring pieces


@dataclass(frozen=True)
class Frame:
    """Where a map lies on the page.

    box      the map itself [in]
    bounds   the ground it shows [m]
    """

    box: Box
    bounds: Bounds

    @classmethod
    def within(cls, bounds: Bounds, box: Box) -> "Frame":
        """The largest map of `bounds` inside `box`, centred, its proportions kept."""
        left, top, right, bottom = box
        wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
        scale = min((right - left) / wide, (bottom - top) / high)
        x, y = (left + right - wide * scale) / 2, (top + bottom - high * scale) / 2
        return cls((x, y, x + wide * scale, y + high * scale), bounds)

    @property
    def scale(self) -> float:
        """Inches on the page for one metre."""
        return (self.box[2] - self.box[0]) / (self.bounds[2] - self.bounds[0])

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """Page position [in] of a point [m]."""
        return self.box[0] + (x - self.bounds[0]) * self.scale, self.box[1] + (self.bounds[3] - y) * self.scale

    def axes(self, page: Page, colour: str) -> Axes:
        """Axes in metres with a ground colour; what is drawn outside the map is cut."""
        axes = page.panel(self.box)
        axes.set(xlim=(self.bounds[0], self.bounds[2]), ylim=(self.bounds[1], self.bounds[3]))
        axes.patch.set(facecolor=colour)
        axes.set_axis_on()
        axes.set(xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set(color=style.RULE, linewidth=0.8)
        return axes


def paths(polygons: Shapes) -> list[Path]:
    """One path for each polygon, holes included."""
    if not (shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON).all():
        polygons = polygonal(polygons)
    if not len(polygons):
        return []
    _, points, (rings, parts) = shapely.to_ragged_array(shapely.orient_polygons(polygons))  # holes turn the other way: they stay empty
    codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
    codes[rings[:-1]] = Path.MOVETO
    codes[rings[1:] - 1] = Path.CLOSEPOLY
    return [Path(points[a:b], codes[a:b]) for a, b in pairwise(rings[parts])]


def fill(axes: Axes, polygons: Shapes, colour: str, width: float = SEAM, alpha: float = 1.0, zorder: float = 1) -> None:
    """Polygons in one colour; the thin edge in the same colour closes the seams between neighbours."""
    drawn = PathCollection(paths(polygons), facecolors=colour, edgecolors=colour, linewidths=width, alpha=alpha, zorder=zorder)
    axes.add_collection(drawn, autolim=False)


def outline(axes: Axes, shapes: Sequence[shapely.Geometry], colour: str, width: float, dashed: bool = False, zorder: float = 3) -> None:
    """Lines, and the rims of polygons."""
    rims = shapely.get_parts(shapely.boundary(np.array([s for s in shapes if shapely.area(s) > 0], dtype=object)))
    lines = [s for s in shapely.get_parts(np.array(list(shapes), dtype=object)) if shapely.area(s) == 0 and shapely.length(s) > 0]
    drawn = LineCollection(
        [shapely.get_coordinates(line) for line in (*rims, *lines)], colors=colour, linewidths=width, zorder=zorder,
        linestyles=[(0, (3.2, 2.0))] if dashed else "solid", capstyle="butt" if dashed else "round", joinstyle="round",
    )  # fmt: skip
    axes.add_collection(drawn, autolim=False)


def draw_ground(page: Page, frame: Frame, city: City) -> Axes:
    """The land cover of a city: ground by group, buildings with a light rim, tree crowns on top."""
    axes = frame.axes(page, GROUPS["yard"].colour)  # yards are most of the ground: they are what is left uncovered
    land, group = city.land, GROUP_OF[city.land.codes]
    for i, (key, row) in reversed(list(enumerate(GROUPS.items()))):  # roofs and streets over the green: their shapes stay crisp
        if key != "yard":
            fill(axes, land.pieces[group == i], row.colour, 0.2 if key == "roof" else SEAM)
    rim = 0.45 if frame.scale * 10 > 0.04 else 0.2
    outline(axes, list(city.buildings.shapes), style.ROOF_EDGE, rim, zorder=1.5)
    fill(axes, land.crowns, GROUPS["trees"].colour, width=0.1, alpha=CANOPY_ALPHA, zorder=2)
    return axes


def groups_present(cities: Sequence[City]) -> list[str]:
    """Keys of the cover groups that show on any of these maps, tree crowns included."""
    found = {key for city in cities for key, share in group_shares(city).items() if share > 0.0002}
    if any(len(city.land.crowns) for city in cities):
        found.add("trees")
    return [key for key in GROUPS if key in found]


def group_shares(city: City) -> dict[str, float]:
    """Share of the ground in each cover group."""
    covers: NDArray[np.float64] = city.land.fractions.mean(axis=(1, 2))
    sums = np.bincount(GROUP_OF, weights=covers, minlength=len(GROUPS))
    return dict(zip(GROUPS, map(float, sums), strict=True))


def draw_north(page: Page, frame: Frame, text: str) -> Box:
    """An arrow to the north in the top right corner."""
    x, top = frame.box[2] - 0.24, frame.box[1] + 0.1
    box = (x - 0.15, top, x + 0.15, top + 0.5)
    page.box(box, style.PAPER, alpha=0.88, zorder=3)
    page.line([x, x], [top + 0.25, top + 0.12], style.INK, 1.6, zorder=4)
    page.axes.fill([x - 0.07, x, x + 0.07], [top + 0.2, top + 0.06, top + 0.2], color=style.INK, linewidth=0, zorder=4)
    page.text(x, top + 0.37, text, style.SMALL, bold=True, ha="center")
    return box


def draw_scale(page: Page, frame: Frame) -> Box:
    """A bar of a round number of metres in the bottom left corner."""
    wide = (frame.box[2] - frame.box[0]) / frame.scale
    metres = max((s for s in SCALES if s <= max(wide / 4, SCALES[0])), default=SCALES[0])
    text = f"{metres // 1000}{SPACE}km" if metres >= 1000 else f"{metres}{SPACE}m"
    length = metres * frame.scale
    left, bottom = frame.box[0] + 0.1, frame.box[3] - 0.1
    room = max(length, style.text_width(text, style.SMALL))
    box = (left, bottom - 0.4, left + room + 0.24, bottom)
    page.box(box, style.PAPER, alpha=0.88, zorder=3)
    middle = left + 0.12 + room / 2
    page.line([middle - length / 2, middle + length / 2], [bottom - 0.1] * 2, style.INK, 3.2, zorder=4)
    page.text(middle, bottom - 0.26, text, style.SMALL, ha="center")
    return box
