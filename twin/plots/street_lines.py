"""Streets as lines on a pale map: widths on one scale, works beside them, and labels that find room."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle
from numpy.typing import NDArray

from twin.city import City
from twin.covers import GROUPS
from twin.plots import style
from twin.plots.maps import GROUP_OF, Frame, fill
from twin.plots.page import Box, Page, inside, overlap
from twin.plots.street_page import spaced
from twin.plots.works_layer import draw_numbers, draw_works, sign_of
from twin.streets import Streets
from twin.works import Work

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Names = NDArray[np.object_]
STREET, GREEN, WATER, BUILDING = "#CFCBC2", "#E9F1DD", "#D3E4EF", "#E3E0DB"
GREENS = ("grass", "garden", "trees")
WIDEST = 11.0  # pt, of the busiest street
RIM, GAP = 6.4, 3.0  # pt, of the coloured rim around works on a street, and of the paper between rim and street; both sides together
ROUND = (1, 2, 3, 5)
TAG_LINE = 0.19  # in
LONGEST_NAME = 2.75  # in, of a street in a label
Spot = tuple[float, float]  # [in]
Place = tuple[Box, shapely.LineString]  # a box, and the line that joins it to its point [in]


@dataclass(frozen=True)
class Widths:
    """One scale for all maps of a page: `most` is drawn `widest` points wide, nothing as nothing."""

    most: float
    widest: float = WIDEST

    def of(self, values: Array | float) -> Array:
        """[pt]"""
        per_unit = self.widest / self.most if self.most > 0 else 0.0
        return np.asarray(np.abs(np.asarray(values, dtype=float)) * per_unit)

    def up_to(self, most: float) -> "Widths":
        """The same scale for values up to `most`: a width stands for the same number on either."""
        return Widths(most, float(self.of(most)))

    @property
    def samples(self) -> list[float]:
        """Two or three round values for the legend, the smallest first."""
        if self.most < 1:
            return []
        largest = round_below(self.most)
        return sorted({largest, round_below(largest / 2), round_below(largest / 8)} - {0.0})


def round_below(value: float) -> float:
    """The largest of 1, 2, 3, 5, 10, 20 … that is not above `value`; 0 below 1."""
    if value < 1:
        return 0.0
    power = 10.0 ** floor(log10(value) + 1e-12)
    return max(step * power for step in ROUND if step * power <= value * (1 + 1e-12))


def draw_base(page: Page, frame: Frame, city: City) -> Axes:
    """Water, green, buildings and streets in pale colours, by which a reader finds the place."""
    axes = frame.axes(page, style.PAPER)
    groups, group = list(GROUPS), GROUP_OF[city.land.codes]
    for key, colour in (*((green, GREEN) for green in GREENS), ("water", WATER)):
        fill(axes, city.land.pieces[group == groups.index(key)], colour, 0.2, zorder=0.5)
    fill(axes, city.buildings.shapes, BUILDING, width=0.1, zorder=0.8)
    draw_lines(axes, city.streets, city.streets.is_street, 1.1, STREET, 1.5)
    return axes


def draw_lines(
    axes: Axes, streets: Streets, rows: Flags, widths: Array | float, colours: str | Names, zorder: float,
    dashes: tuple[float, float] | None = None,
) -> None:  # fmt: skip
    """The chosen rows; `widths` [pt] and `colours` for all rows of the streets, or one for all."""
    picked = np.flatnonzero(rows)
    if not len(picked):
        return
    wide = np.broadcast_to(np.asarray(widths, dtype=float), len(streets))[picked]
    drawn = LineCollection(
        [shapely.get_coordinates(line) for line in streets.lines[picked]], linewidths=wide, zorder=zorder,
        colors=colours if isinstance(colours, str) else list(colours[picked]),
        linestyles=[(0, dashes)] if dashes else "solid", capstyle="butt" if dashes else "round", joinstyle="round",
    )  # fmt: skip
    axes.add_collection(drawn, autolim=False)


def closed_to_cars(streets: Streets) -> Flags:
    """Streets proper that cars may not use."""
    found: Flags = streets.is_street & ~streets.cars
    return found


def draw_closed(axes: Axes, streets: Streets) -> None:
    """Streets closed to cars: thin and dashed, on whatever lies below."""
    rows = closed_to_cars(streets)
    draw_lines(axes, streets, rows, 2.6, style.PAPER, 3.8)
    draw_lines(axes, streets, rows, 1.2, style.INK, 3.9, (3.0, 2.0))


def draw_cased(axes: Axes, streets: Streets, works: Sequence[Work], widths: Array) -> None:
    """Works along streets as a coloured rim around the street's own line, so that both can be read; others as on any map."""
    for work in works:
        if sign_of(work).shape not in ("lane", "line"):
            draw_works(axes, [work])
        elif not shapely.is_empty(work.where):
            along = shapely.within(streets.lines, shapely.buffer(work.where, 1.0))
            draw_lines(axes, streets, along, widths + RIM, sign_of(work).colour, 2.0)
            draw_lines(axes, streets, along, widths + GAP, style.PAPER, 2.1)


def numbers_of(page: Page, frame: Frame, works: Sequence[Work], tags: Sequence["Tag"], keep_free: Sequence[Box]) -> list[Box]:
    """Write the numbers of the works, off the points that labels will stand for; returns the boxes taken."""
    drawn = len(page.axes.patches)
    draw_numbers(page, frame, works, [*keep_free, *_dots([frame.to_page(tag.x, tag.y) for tag in tags])])
    circles = [patch for patch in page.axes.patches[drawn:] if isinstance(patch, Circle)]
    return [(x - c.radius, y - c.radius, x + c.radius, y + c.radius) for c in circles for x, y in [c.center]]


@dataclass(frozen=True)
class Tag:
    """A label for a point of a map.

    x, y     the point [m]
    lines    what to write, one or two lines; the last one is bold
    colour   of the bold line
    """

    x: float
    y: float
    lines: tuple[str, ...]
    colour: str = style.INK

    @property
    def size(self) -> tuple[float, float]:
        """[in]"""
        last = len(self.lines) - 1
        wide = max(style.text_width(line, style.NOTE, i == last) for i, line in enumerate(self.lines))
        return wide + 0.1, TAG_LINE * len(self.lines) + 0.06


def say(page: Page, frame: Frame, said: str) -> Box:
    """A sentence in the upper part of a map; returns the box it takes."""
    said, size = style.fitted(said, frame.box[2] - frame.box[0] - 0.3, style.BODY, 6.0)
    x, y = (frame.box[0] + frame.box[2]) / 2, frame.box[1] + 0.25 * (frame.box[3] - frame.box[1])
    room = style.text_width(said, size) / 2 + 0.1
    box = (x - room, y - 0.16, x + room, y + 0.16)
    page.box(box, style.PAPER, zorder=3)
    page.text(x, y, said, size, style.MUTED, ha="center")
    return box


def write_tags(page: Page, frame: Frame, tags: Sequence[Tag], keep_free: Sequence[Box], heavy: shapely.Geometry) -> list[Box]:
    """Write as many labels as find room, the first ones first, off the lines that matter; returns the boxes they take.

    heavy   lines that labels should not hide [m]
    """
    spots = [frame.to_page(tag.x, tag.y) for tag in tags]
    places = placed(spots, [tag.size for tag in tags], frame.box, keep_free, lambda box: 0.5 * _hidden(frame, box, heavy))
    for tag, spot, place in zip(tags, spots, places, strict=True):
        if place is not None:
            _write(page, tag, spot, *place)
    return [place[0] for place in places if place is not None]


def placed(
    spots: Sequence[Spot], sizes: Sequence[Spot], room: Box, keep_free: Sequence[Box], price: Callable[[Box], float] = lambda _: 0.0,
    all_of_them: bool = False,
) -> list[Place | None]:  # fmt: skip
    """For each point a box inside `room` that meets no other box, point or link, as near as can be; None where none is free.

    price         inches of distance that a box is worth avoiding
    all_of_them   links may cross where a box would find no place otherwise
    """
    dots, taken, links = _dots(spots), list(keep_free), shapely.MultiLineString()
    places: list[Place | None] = []
    for spot, size in zip(spots, sizes, strict=True):
        tried = ((box, _link(spot, box)) for box in _boxes(spot, *size, room))
        free = [(box, link) for box, link in tried if not any(overlap(box, b, 0.05) for b in (*taken, *dots))]
        clear = [(box, link) for box, link in free if not _crossed(box, link, taken, links)]
        free = clear or (free if all_of_them else [])
        place = min(free, key=lambda found: found[1].length + price(found[0])) if free else None
        places.append(place)
        if place is not None:
            taken.append(place[0])
            links = shapely.union(links, place[1])
    return places


def _dots(spots: Sequence[Spot]) -> list[Box]:
    return [(x - 0.07, y - 0.07, x + 0.07, y + 0.07) for x, y in spots]


def _write(page: Page, tag: Tag, spot: Spot, box: Box, link: shapely.LineString) -> None:
    (x0, y0), (x1, y1) = shapely.get_coordinates(link)
    page.line([x0, x1], [y0, y1], style.PAPER, 2.6, zorder=2.9)
    page.line([x0, x1], [y0, y1], style.INK, 1.0, zorder=3)
    page.circle(*spot, 0.045, "white", style.INK, 1.1, zorder=3.5)
    page.box(box, style.PAPER, style.RULE, 0.6, alpha=0.92, zorder=3)
    last = len(tag.lines) - 1
    for i, line in enumerate(tag.lines):
        y = box[1] + 0.03 + TAG_LINE * (i + 0.5)
        page.text((box[0] + box[2]) / 2, y, line, style.NOTE, tag.colour if i == last else style.INK, bold=i == last, ha="center")


def _boxes(spot: Spot, wide: float, high: float, frame: Box) -> Iterator[Box]:
    """Boxes around a point, inside the map."""
    for reach in (0.22, 0.4, 0.62, 0.9, 1.25, 1.7, 2.3):
        for turn in np.linspace(0, 2 * np.pi, 20, endpoint=False):
            x = spot[0] + np.cos(turn) * (reach + wide / 2)
            y = spot[1] + np.sin(turn) * (reach + high / 2)
            box = (float(x - wide / 2), float(y - high / 2), float(x + wide / 2), float(y + high / 2))
            if inside(box, frame, 0.05):
                yield box


def _link(spot: Spot, box: Box) -> shapely.LineString:
    """The line from the point to the nearest of its box."""
    return shapely.LineString([spot, (min(max(spot[0], box[0]), box[2]), min(max(spot[1], box[1]), box[3]))])


def _crossed(box: Box, link: shapely.LineString, taken: Sequence[Box], links: shapely.Geometry) -> bool:
    """Whether the box or its link would cross what was written before."""
    crosses = shapely.intersects(link, shapely.box(*np.array(taken).T)).any() if taken else False
    return bool(crosses or shapely.intersects(links, shapely.box(*box)) or shapely.crosses(links, link) or shapely.overlaps(links, link))


def _hidden(frame: Frame, box: Box, heavy: shapely.Geometry) -> float:
    """Inches of heavy lines below a box."""
    (x0, y0), (x1, y1) = _ground(frame, box[0], box[3]), _ground(frame, box[2], box[1])
    return float(shapely.length(shapely.clip_by_rect(heavy, x0, y0, x1, y1))) * frame.scale


def _ground(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """Point [m] at a page position [in]."""
    return frame.bounds[0] + (x - frame.box[0]) / frame.scale, frame.bounds[3] - (y - frame.box[1]) / frame.scale


@dataclass(frozen=True)
class Extreme:
    """Where along a named street a value is most extreme.

    name    "" for the stretches without a name
    row     of the streets, at the middle of the extreme stretch
    value   there
    """

    name: str
    row: int
    value: float


def extremes(streets: Streets, values: Array) -> list[Extreme]:
    """For each street name its most extreme value, the largest first; stretches without a name count as one street."""
    found: dict[str, list[int]] = {}
    for row in np.flatnonzero(values):
        found.setdefault(spaced(str(streets.names[row])), []).append(int(row))
    picked = []
    for name, rows in found.items():
        value = max((float(values[row]) for row in rows), key=abs)
        picked.append(Extreme(name, _middle(streets, [row for row in rows if values[row] == value]), value))
    return sorted(picked, key=lambda e: (-abs(e.value), e.name))


def _middle(streets: Streets, rows: Sequence[int]) -> int:
    """The row nearest to the middle of several."""
    centres = shapely.get_coordinates(shapely.line_interpolate_point(streets.lines[list(rows)], 0.5, normalized=True))
    return rows[int(np.hypot(*(centres - np.median(centres, axis=0)).T).argmin())]


def tag_at(streets: Streets, street: Extreme, said: str, colour: str = style.INK) -> Tag:
    """A label with the street's name and what to say of it, half-way along its extreme row."""
    point = shapely.line_interpolate_point(streets.lines[street.row], 0.5, normalized=True)
    name, _ = style.fitted(street.name, LONGEST_NAME, style.NOTE, style.NOTE)
    return Tag(float(point.x), float(point.y), (name, said), colour)


def together(streets: Streets, rows: Flags) -> shapely.Geometry:
    """The lines of the chosen rows as one shape [m]."""
    segments = [pair for line in streets.lines[rows] for pair in pairwise(shapely.get_coordinates(line))]
    return shapely.MultiLineString(segments) if segments else shapely.MultiLineString()


def ribbons(streets: Streets, routes: Sequence[NDArray[np.intp]], pitch: float) -> list[list[shapely.Geometry]]:
    """For each route its pieces as lines [m], side by side, `pitch` metres apart, where several follow the same street."""
    users: dict[int, list[int]] = {}
    for k, rows in enumerate(routes):
        for row in dict.fromkeys(map(int, rows)):
            users.setdefault(row, []).append(k)
    forward = [_directions(streets, rows) for rows in routes]
    drawn: list[list[shapely.Geometry]] = []
    for k, rows in enumerate(routes):
        chains: list[tuple[float, list[tuple[float, float]]]] = []
        for row in dict.fromkeys(map(int, rows)):
            sharing = users[row]
            aside = (sharing.index(k) - (len(sharing) - 1) / 2) * pitch * (1 if forward[sharing[0]][row] == forward[k][row] else -1)
            points = [(float(x), float(y)) for x, y in shapely.get_coordinates(streets.lines[row])]
            points = points if forward[k][row] else points[::-1]
            if chains and chains[-1][0] == aside and chains[-1][1][-1] == points[0]:
                chains[-1][1].extend(points[1:])
            else:
                chains.append((aside, points))
        moved = [shapely.offset_curve(shapely.LineString(points), aside, join_style="mitre", mitre_limit=2.0) for aside, points in chains]
        drawn.append([piece for piece in moved if not shapely.is_empty(piece)])
    return drawn


def _directions(streets: Streets, rows: NDArray[np.intp]) -> dict[int, bool]:
    """Whether a route follows each of its rows along its line."""
    found, at = dict[int, bool](), -1
    for i, row in enumerate(map(int, rows)):
        tail, head = int(streets.tail[row]), int(streets.head[row])
        after = {int(end[int(rows[i + 1])]) for end in (streets.tail, streets.head)} if i + 1 < len(rows) else set()
        found[row] = tail == at if at in (tail, head) else head in after or tail not in after
        at = head if found[row] else tail
    return found
