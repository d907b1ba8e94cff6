"""Green and blue in a town: parks, allotments, woods, fields, rivers and their banks."""

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from twin.towns.canvas import Canvas
from twin.towns.frontage import sprinkle
from twin.towns.geometry import XY, beside, blob, edges, inside, parts, ring_of, room_in, scatter, smooth
from twin.towns.styles import annex


def park(canvas: Canvas, block: Polygon, rng: Random, name: str) -> list[Polygon]:
    """A park: lawns, copses, a pond, a playground, an avenue of limes and looping paths. Returns its water."""
    ground = inside(block, 0.3)
    canvas.area(ground, {"leisure": "park", "name": name})
    room = room_in(ground)
    frame, wide, high = room
    small = min(wide, high)
    pond = Polygon(blob(rng, *frame.at(wide * 0.66, high * 0.55), 0.21 * small, 1.5))
    playground = Polygon(frame.rectangle(wide * 0.10, wide * 0.10 + 0.26 * small, high * 0.62, high * 0.62 + 0.2 * small))
    loop = [
        frame.at(wide * (0.5 + 0.37 * cos(t)), high * (0.5 + 0.33 * sin(t)) + 2 * sin(3 * t)) for t in (2 * pi * k / 12 for k in range(12))
    ]
    ring = smooth(loop, 9.0, closed=True)
    canvas.line([*ring, ring[0]], {"highway": "footway", "surface": "fine_gravel", "width": "2.5"})
    paths = [LineString([*ring, ring[0]])]
    for x, y in _gates(ground):
        nearest = min(ring, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)
        if (nearest[0] - x) ** 2 + (nearest[1] - y) ** 2 > 25:
            canvas.line([(x, y), nearest], {"highway": "footway", "surface": "fine_gravel", "width": "2.5"})
            paths.append(LineString([(x, y), nearest]))
    clear = shapely.union_all([pond.buffer(2), playground.buffer(2), *[p.buffer(2.2) for p in paths]])
    for x, y in _copses(frame.place([(wide * a, high * b) for a, b in ((0.07, 0.2), (0.93, 0.85), (0.9, 0.14), (0.38, 0.9))]), ground):
        copse = Polygon(blob(rng, x, y, 0.13 * small, 1.5)).intersection(ground).difference(clear)
        for piece in parts(copse, 60):
            canvas.area(piece, {"natural": "wood", "leaf_type": "broadleaved"})
    if small > 60:
        canvas.area(pond, {"natural": "water", "water": "pond"})
        canvas.area(playground, {"leisure": "playground", "surface": "sand"})
    for x, y in _rim(ground, 9.5):
        canvas.tree(x, y, "lime", rng, 1.0, 0.12)
    for x, y in scatter(rng, ground.buffer(-9).difference(clear), 20.0):
        canvas.tree(x, y, rng.choice(("oak", "chestnut", "lime", "cedar", "birch")), rng)
    return [pond] if small > 60 else []


def _gates(ground: Polygon) -> list[XY]:
    """The corners of a park, where its paths begin."""
    return ring_of(shapely.simplify(ground, 6.0))


def _copses(centres: Sequence[XY], ground: Polygon) -> list[XY]:
    core = inside(ground, 4.0)
    return [(x, y) for x, y in centres if core.distance(Point(x, y)) < 6]


def _rim(ground: Polygon, step: float) -> list[XY]:
    """Points 4 m inside the edge of a park, `step` metres apart."""
    rim = inside(ground, 4.0).exterior
    count = max(4, round(rim.length / step))
    points = shapely.line_interpolate_point(rim, np.arange(count) / count, normalized=True)
    return [(float(p.x), float(p.y)) for p in points]


def allotments(canvas: Canvas, ground: Polygon, rng: Random, name: str) -> None:
    """Kitchen gardens in strips with small sheds and fruit trees."""
    inner = inside(ground, 1.0)
    canvas.area(inner, {"landuse": "allotments", "name": name})
    for frame, length in sorted(edges(ring_of(inner)), key=lambda side: -side[1])[:2]:
        for k in range(int((length - 10) // 17)):
            at = 8 + 17 * k + rng.uniform(-1.5, 1.5)
            hut = frame.rectangle(at, at + 3.0, 2.5, 5.3)
            if inner.contains(Polygon(hut)) and rng.random() < 0.8:
                canvas.building(hut, annex("shed"))
    sprinkle(canvas, inner, rng, ("apple", "cherry"), 17.0, 0.8)


def wood(canvas: Canvas, ground: Polygon, name: str = "") -> None:
    """A closed broadleaved wood."""
    tags = {"natural": "wood", "leaf_type": "broadleaved"}
    canvas.area(ground, tags | ({"name": name} if name else {}))


def field(canvas: Canvas, ground: Polygon, rng: Random, crop: str = "wheat") -> None:
    """Farmland with an oak here and there on its edge."""
    canvas.area(ground, {"landuse": "farmland", "crop": crop})
    for x, y in _rim(ground, 38.0):
        if rng.random() < 0.5:
            canvas.tree(x, y, rng.choice(("oak", "ash")), rng, 0.9)


def meadow(canvas: Canvas, ground: Polygon, rng: Random) -> None:
    """A hay meadow with loose trees."""
    canvas.area(ground, {"landuse": "meadow"})
    sprinkle(canvas, ground, rng, ("willow", "ash", "poplar"), 24.0)


def cemetery(canvas: Canvas, ground: Polygon, rng: Random, name: str) -> None:
    """A cemetery with clipped hornbeams along its walls."""
    canvas.area(inside(ground, 1.0), {"landuse": "cemetery", "name": name})
    for x, y in _rim(ground, 10.0):
        canvas.tree(x, y, "hornbeam", rng, 0.7, 0.1)


def lawn(canvas: Canvas, ground: Polygon, rng: Random, spacing: float = 13.0) -> None:
    """Left-over ground with grass and trees."""
    for piece in parts(inside(ground, 0.6), 50):
        canvas.area(piece, {"landuse": "grass"})
        sprinkle(canvas, piece, rng, ("ash", "maple", "lime", "birch"), spacing)


def river(canvas: Canvas, axis: Sequence[XY], widths: Sequence[float], name: str) -> Polygon:
    """A river polygon along a smooth axis; `widths` [m] at its control points. Returns the water."""
    centre = smooth(axis, 10.0)
    points = np.asarray(centre)
    along = np.concatenate([[0.0], np.hypot(*np.diff(points, axis=0).T).cumsum()])
    controls = [along[centre.index((float(x), float(y)))] for x, y in axis]
    half = np.interp(along, controls, widths) / 2
    water = Polygon([*beside(centre, -half), *beside(centre, half)[::-1]])
    canvas.area(water, {"natural": "water", "water": "river", "name": name})
    return water


def banks(canvas: Canvas, ground: shapely.Geometry, water: Polygon, rng: Random) -> None:
    """Grass between the river and the streets, with willows and poplars along the water."""
    for piece in parts(ground, 40):
        canvas.area(piece, {"landuse": "grass"})
    core = ground.buffer(-1.5)
    shapely.prepare(core)
    shore = water.buffer(4.0).exterior
    count = int(shore.length // 13)
    at = shapely.line_interpolate_point(shore, [(k + rng.uniform(-0.2, 0.2)) / count for k in range(count)], normalized=True)
    for p in at[shapely.contains(core, at)]:
        canvas.tree(p.x, p.y, rng.choice(("willow", "willow", "poplar", "ash")), rng, 0.9)
