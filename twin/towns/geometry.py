"""Plane geometry for drawing a town: frames along an edge, rectangles in them, smooth lines, blobs and scattered points.

Everything is in local metres, x to the east and y to the north; rings are open lists of corners, counter-clockwise.
"""

from collections.abc import Sequence
from math import ceil, cos, hypot, pi, sin
from random import Random
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon

XY = tuple[float, float]
Ring = list[XY]


class Frame(NamedTuple):
    """An origin and a unit direction u; v is u turned left, so v points into a block when u follows its ring."""

    x: float
    y: float
    ux: float
    uy: float

    def at(self, a: float, b: float) -> XY:
        """The point `a` metres along u and `b` metres along v."""
        return (self.x + a * self.ux - b * self.uy, self.y + a * self.uy + b * self.ux)

    def rectangle(self, a0: float, a1: float, b0: float, b1: float) -> Ring:
        return [self.at(a0, b0), self.at(a1, b0), self.at(a1, b1), self.at(a0, b1)]

    def place(self, points: Sequence[XY]) -> Ring:
        """Points given in this frame, as local metres."""
        return [self.at(a, b) for a, b in points]


class Room(NamedTuple):
    """A rectangle of `width` by `height` metres [m] whose lower left corner and direction are `frame`."""

    frame: Frame
    width: float
    height: float

    def flipped(self) -> "Room":
        """The same rectangle seen from the opposite side."""
        f = self.frame
        x, y = f.at(self.width, self.height)
        return Room(Frame(x, y, -f.ux, -f.uy), self.width, self.height)


def ring_of(polygon: Polygon) -> Ring:
    """The corners of the shell, counter-clockwise from the lowest (then westernmost) one."""
    corners = [(float(x), float(y)) for x, y in shapely.orient_polygons(polygon).exterior.coords[:-1]]
    first = min(range(len(corners)), key=lambda i: (corners[i][1], corners[i][0]))
    return corners[first:] + corners[:first]


def edges(ring: Ring) -> list[tuple[Frame, float]]:
    """A frame along each edge of a counter-clockwise ring, with the length of the edge [m]."""
    found = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        length = hypot(x1 - x0, y1 - y0)
        found.append((Frame(x0, y0, (x1 - x0) / length, (y1 - y0) / length), length))
    return found


def room_in(polygon: Polygon, facing: XY | None = None) -> Room:
    """A large rectangle inside a roughly rectangular polygon, its lower side along the longest edge, or nearest `facing`."""
    ring = ring_of(polygon)
    sides = edges(ring)
    if facing is None:
        along, _ = max(sides, key=lambda side: side[1])
    else:
        point = shapely.Point(facing)
        long_sides = [side for side in sides if side[1] > 15] or sides
        along, _ = min(long_sides, key=lambda side: point.distance(LineString([side[0].at(0, 0), side[0].at(side[1], 0)])))
    u = np.array([along.ux, along.uy])
    v = np.array([-along.uy, along.ux])
    corners = np.array(ring)
    a, b = corners @ u, corners @ v
    lo, hi = np.array([a.min(), b.min()]), np.array([a.max(), b.max()])
    shares = np.linspace(0, 0.45, 13)
    a0, b0 = (start.ravel() for start in np.meshgrid(*(lo[:, None] + shares * (hi - lo)[:, None])))
    a1, b1 = lo[0] + hi[0] - a0, lo[1] + hi[1] - b0
    at = np.stack([np.stack([a0, b0]), np.stack([a1, b0]), np.stack([a1, b1]), np.stack([a0, b1])])  # (corner, a or b, try)
    tries = shapely.polygons(np.einsum("ckn,kd->ncd", at, np.stack([u, v])))
    inside = shapely.contains(polygon.buffer(0.1), tries)
    best = int(np.argmax(np.where(inside, (a1 - a0) * (b1 - b0), 0.0)))
    x, y = u * a0[best] + v * b0[best]
    frame = Frame(float(x), float(y), along.ux, along.uy)
    return Room(frame, float(a1[best] - a0[best]), float(b1[best] - b0[best]))


def blob(rng: Random, x: float, y: float, radius: float, stretch: float = 1.4, corners: int = 26) -> Ring:
    """A rounded, slightly irregular outline: an ellipse whose radius wavers with two low harmonics."""
    turn, second, third = (rng.uniform(0, 2 * pi) for _ in range(3))
    outline = []
    for k in range(corners):
        t = 2 * pi * k / corners
        r = radius * (1 + 0.13 * sin(2 * t + second) + 0.09 * sin(3 * t + third))
        a, b = r * stretch * cos(t), r * sin(t)
        outline.append((x + a * cos(turn) - b * sin(turn), y + a * sin(turn) + b * cos(turn)))
    return outline


def smooth(points: Sequence[XY], spacing: float = 12.0, closed: bool = False) -> list[XY]:
    """A Catmull-Rom curve through `points`, with a corner about every `spacing` metres; keeps the points themselves."""
    given = np.asarray(points, dtype=float)
    if closed:
        padded = np.vstack([given[-1], given, given[0], given[1]])
    else:
        padded = np.vstack([2 * given[0] - given[1], given, 2 * given[-1] - given[-2]])
    line: list[XY] = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        n = max(1, ceil(float(np.hypot(*(p2 - p1))) / spacing))
        t = np.arange(n)[:, None] / n
        curve = 2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * p1 - p0 - 3 * p2 + p3) * t**3
        line += [(float(x), float(y)) for x, y in curve / 2]
    return line if closed else [*line, (float(given[-1][0]), float(given[-1][1]))]


def beside(line: Sequence[XY], offset: float | NDArray[np.float64]) -> list[XY]:
    """A gently curved line moved `offset` metres to its left (right when negative), corner by corner."""
    points = np.asarray(line, dtype=float)
    along = np.gradient(points, axis=0)
    along /= np.hypot(along[:, 0], along[:, 1])[:, None]
    moved = points + np.stack([-along[:, 1], along[:, 0]], axis=1) * np.reshape(offset, (-1, 1))
    return [(float(x), float(y)) for x, y in moved]


def scatter(rng: Random, polygon: Polygon, spacing: float, margin: float = 2.0) -> list[XY]:
    """Points spread over a polygon about `spacing` metres apart: a grid, jittered, `margin` metres inside the edge."""
    inside = polygon.buffer(-margin)
    if inside.is_empty:
        return []
    west, south, east, north = inside.bounds
    points = [
        (west + (i + rng.uniform(0.15, 0.85)) * spacing, south + (j + rng.uniform(0.15, 0.85)) * spacing)
        for j in range(ceil((north - south) / spacing))
        for i in range(ceil((east - west) / spacing))
    ]
    xy = np.array(points).reshape(-1, 2)
    kept = shapely.contains_xy(inside, xy[:, 0], xy[:, 1])
    return [point for point, keep in zip(points, kept, strict=True) if keep]


def parts(shape: shapely.Geometry, least: float = 0.0) -> list[Polygon]:
    """The polygons a shape is made of, from the south-west on, those under `least` m² left out."""
    found = [p for p in shapely.get_parts(shape) if isinstance(p, Polygon) and p.area > least]
    return sorted(found, key=lambda p: (round(p.centroid.y, 3), round(p.centroid.x, 3)))


def inside(polygon: Polygon, margin: float) -> Polygon:
    """What is left of a polygon `margin` metres inside its edge, the largest piece; the polygon itself if nothing is."""
    left = parts(polygon.buffer(-margin, join_style="mitre"))
    return max(left, key=lambda p: float(p.area), default=polygon)


def slices(polygon: Polygon, count: int) -> list[Polygon]:
    """`polygon` cut into `count` strips across its longer direction."""
    if count <= 1:
        return [polygon]
    box = shapely.minimum_rotated_rectangle(polygon)
    sides = edges(ring_of(box))
    along, length = max(sides[:2], key=lambda side: side[1])
    depth = min(side[1] for side in sides[:2])
    strips = []
    for k in range(count):
        strip = Polygon(along.rectangle(length * k / count, length * (k + 1) / count, -1, depth + 1))
        strips += parts(polygon.intersection(strip), 15)
    return strips
