"""Quarters of houses with gardens, terraces, and estates of slabs on lawns."""

from random import Random
from typing import NamedTuple

import numpy as np
import shapely
from shapely import Polygon

from twin.towns.canvas import Canvas
from twin.towns.frontage import sprinkle
from twin.towns.geometry import Frame, Ring, edges, inside, ring_of, room_in
from twin.towns.styles import STYLES, annex, apartments, house

GARDEN_TREES = ("apple", "cherry", "birch", "lime")


class Plot(NamedTuple):
    """A building plot: a frame along the street, where it starts and ends there, its depth [m], its ground if not all of that."""

    frame: Frame
    start: float
    end: float
    depth: float
    ground: Polygon | None


def houses(canvas: Canvas, block: Polygon, rng: Random, styles: tuple[str, ...], plot: tuple[float, float] = (13.5, 17)) -> None:
    """Detached houses with front yards, garages and back gardens on plots along the longer sides of a block."""
    for frame, a, b, deep, ground in _plots(block, rng, plot, 27.0):
        _detached(canvas, frame, (a, b, deep), ground, rng, rng.choice(styles))


def terraces(canvas: Canvas, block: Polygon, rng: Random, styles: tuple[str, ...]) -> None:
    """Rows of terraced houses, a strip of front yard before them and narrow gardens behind."""
    style, gap = rng.choice(styles), 0
    setback = rng.choice((0.0, 2.5))
    for frame, a, b, deep, ground in _plots(block, rng, (6.5, 8.5), 24.0):
        gap += 1
        if gap % 9 == 0:
            style = rng.choice(styles)  # a row was built at one time; then a passage to the gardens
            continue
        back = setback + rng.uniform(8.8, 9.6)
        canvas.building(frame.rectangle(a, b, setback, back), house(style, rng, terrace=True))
        if deep - back > 6 and rng.random() < 0.72:
            canvas.area(_within(frame.rectangle(a + 0.2, b - 0.2, back + 2.5, deep), ground), {"leisure": "garden"}, least=20)
            if rng.random() < 0.5:
                x, y = frame.at((a + b) / 2, min(deep - 3, back + rng.uniform(6, 12)))
                canvas.tree(x, y, rng.choice(GARDEN_TREES), rng, 0.8)


def slabs(canvas: Canvas, block: Polygon, rng: Random, name: str = "") -> None:
    """Slabs of flats in parallel rows on a common lawn, with trees, car parks and a playground."""
    lawn = inside(block, 3.0)
    canvas.area(lawn, {"landuse": "grass"} | ({"name": name} if name else {}))
    room = room_in(lawn)
    rows = max(1, int((room.height + 18) // 42))
    pitch = room.height / rows
    for row in range(rows):
        middle = pitch * (row + 0.5)
        a, b, width = 8.0, room.width - 8.0, 11.5
        per_row = max(1, round((b - a) / 72))
        for k in range(per_row):
            start = a + (b - a) * k / per_row + 5
            end = a + (b - a) * (k + 1) / per_row - 5
            shift = rng.uniform(-2, 2)
            ring = room.frame.rectangle(start, end, middle - width / 2 + shift, middle + width / 2 + shift)
            floors = rng.choice(STYLES["slab"].storeys)
            canvas.building(ring, apartments("slab", (end - start) * width, rng, floors))
            _slab_parking(canvas, room.frame, start, end, middle - width / 2 + shift)
    sprinkle(canvas, lawn, rng, ("lime", "birch", "maple", "poplar", "ash"), 15.0, 0.95)


def _slab_parking(canvas: Canvas, frame: Frame, start: float, end: float, face: float) -> None:
    """A strip of parking bays and an access lane in front of a slab."""
    if face > 14:
        ring = frame.rectangle(start + 1, end - 1, face - 15, face - 4.5)
        canvas.area(ring, {"amenity": "parking", "parking": "surface", "surface": "asphalt"})


def _plots(block: Polygon, rng: Random, widths: tuple[float, float], most: float) -> list[Plot]:
    """Building plots along the sides of a block, the longest side first: each with its frame."""
    inradius = float(shapely.maximum_inscribed_circle(block, tolerance=1.0).length)
    depth = min(most, 0.97 * inradius)
    found: list[Plot] = []
    free: shapely.Geometry = block
    if depth < 12:
        return found
    for frame, length in sorted(edges(ring_of(block)), key=lambda side: -side[1]):
        if length < 1.6 * widths[0]:
            continue
        count = max(1, round(length / rng.uniform(*widths)))
        wide = length / count
        strip = Polygon(frame.rectangle(0, length, 0, depth))
        plots = [(wide * k, wide * (k + 1)) for k in range(count)]
        whole = shapely.polygons(np.array([frame.rectangle(a, b, 0, depth) for a, b in plots]))
        around = free.buffer(0.02)
        shapely.prepare(around)
        for (a, b), shape, is_free in zip(plots, whole, shapely.contains(around, whole), strict=True):
            ground = None if is_free else shape.intersection(free)
            if ground is None or (isinstance(ground, Polygon) and ground.area > 0.9 * shape.area):
                found.append(Plot(frame, a, b, depth, ground))
        free = free.difference(strip)
    return found


def _within(ring: Ring, ground: Polygon | None) -> Ring | Polygon:
    return ring if ground is None else Polygon(ring).intersection(ground)


def _detached(canvas: Canvas, frame: Frame, extent: tuple[float, float, float], ground: Polygon | None, rng: Random, style: str) -> None:
    a, b, deep = extent
    wide = min(rng.uniform(9.0, 12.0), b - a - 4.2)
    long = rng.uniform(8.5, 10.5)
    setback = min(rng.uniform(2.8, 4.5), deep - long - 4)
    left = a + 1.0 if rng.random() < 0.5 else b - 1.0 - wide
    canvas.building(frame.rectangle(left, left + wide, setback, setback + long), house(style, rng))
    if rng.random() < 0.55:
        side = left + wide if left == a + 1.0 else left - 3.0
        canvas.building(frame.rectangle(side, side + 3.0, setback + 1, setback + 6.5), annex("garage"))
    back = setback + long
    if deep - back > 3.5:
        garden = frame.rectangle(a + 0.4, b - 0.4, back + min(2.0, (deep - back) / 4), deep - 0.3)
        canvas.area(_within(garden, ground), {"leisure": "garden"}, least=30)
        if rng.random() < 0.08 and deep - back > 11:
            canvas.area(frame.rectangle(a + 4, a + 11, back + 4, back + 8), {"leisure": "swimming_pool"})
        else:
            for _ in range(rng.choice((0, 1, 1, 2))):
                x, y = frame.at(rng.uniform(a + 2, b - 2), rng.uniform(back + 3.5, max(back + 3.6, deep - 2)))
                canvas.tree(x, y, rng.choice(GARDEN_TREES), rng, 0.85)
    if rng.random() < 0.12:
        canvas.area(frame.rectangle(a + 1, b - 4, 0.6, setback - 1), {"leisure": "garden"}, least=12)
