"""Buildings side by side along the edges of a block, and what lies in the courtyard behind them."""

from collections.abc import Sequence
from math import atan2, pi, tan
from random import Random
from typing import NamedTuple

import shapely
from shapely import Polygon

from twin.towns.canvas import Canvas
from twin.towns.geometry import XY, Frame, Ring, edges, parts, ring_of, scatter, slices
from twin.towns.styles import annex, apartments, offices, shop_below


class Manner(NamedTuple):
    """How a block is built up: metres, and chances from 0 to 1.

    styles   periods, the commonest repeated
    plot     least and greatest width of a building along the street
    depth    of the buildings
    gap      chance that a plot stays open to the street
    court    what the courtyard may hold, the commonest repeated: garden, grass, parking, yard
    wing     chance of a lower wing or outbuilding behind a house
    office   chance that a building holds offices, not homes
    """

    styles: tuple[str, ...]
    plot: tuple[float, float]
    depth: tuple[float, float]
    gap: float
    court: tuple[str, ...]
    wing: float
    office: float


MANNERS: dict[str, Manner] = {
    "old": Manner(("old",) * 6 + ("bourgeois", "interwar"), (7, 12), (10, 12), 0.05, ("yard", "yard", "garden", "garden"), 0.3, 0.04),
    "town": Manner(
        ("bourgeois",) * 4 + ("interwar", "interwar", "post-war", "recent"), (10, 18), (11.5, 13.5), 0.10,
        ("garden", "parking", "parking", "grass", "yard", "garden"), 0.4, 0.12,
    ),
    "mixed": Manner(
        ("interwar", "post-war", "post-war", "late", "recent"), (14, 24), (12, 14), 0.22,
        ("parking", "parking", "grass", "garden"), 0.2, 0.2,
    ),
}  # fmt: skip


class _Corner(NamedTuple):
    """A corner of the block: how far its building reaches back and forth, and its inner corner."""

    back: float
    forth: float
    inner: XY
    built: bool


def perimeter(
    canvas: Canvas,
    block: Polygon,
    manner_name: str,
    rng: Random,
    shops: Sequence[tuple[str, str]] = (),
    shop_side: XY | None = None,
) -> None:
    """Build along every edge of `block`; `shops` open on the edge nearest `shop_side`."""
    manner = MANNERS[manner_name]
    inradius = float(shapely.maximum_inscribed_circle(block, tolerance=1.0).length)
    depth = min(rng.uniform(*manner.depth), 0.62 * inradius)
    if depth < 6.5:
        return _planted_corner(canvas, block, rng)
    ring = ring_of(block)
    sides = edges(ring)
    corners = _corners(sides, depth, rng)
    commercial = _nearest_side(sides, shop_side) if shops else -1
    left = list(shops)
    for k, (frame, length) in enumerate(sides):
        start, end = corners[k].forth, length - corners[(k + 1) % len(sides)].back
        for a, b in _plots(start, end, manner.plot, rng):
            if rng.random() < manner.gap and b - a < 20:
                continue
            deep = depth + rng.uniform(-0.8, 0.8 if inradius < depth + 4 else 1.6)
            style = rng.choice(manner.styles)
            if k == commercial and left:
                tags = shop_below(style, (b - a) * deep, rng, left.pop(0))
            elif rng.random() < manner.office:
                tags = offices(style, rng)
            else:
                tags = apartments(style, (b - a) * deep, rng)
            canvas.building(frame.rectangle(a, b, 0, deep), tags)
            if rng.random() < manner.wing and inradius > depth + 10:
                wide = min(b - a, rng.uniform(4, 8))
                canvas.building(frame.rectangle(a, a + wide, deep, deep + rng.uniform(5, 9)), annex("shed"))
    for k, corner in enumerate(corners):
        if corner.built:
            _corner_house(canvas, sides[k - 1], sides[k], corner, depth, rng.choice(manner.styles), rng)
    _courtyard(canvas, block, depth, manner, rng)


def _corners(sides: list[tuple[Frame, float]], depth: float, rng: Random) -> list[_Corner]:
    """The corner at the start of each side, fitted so that two corners never meet on a short side."""
    wanted = []
    for k, (frame, _) in enumerate(sides):
        before = sides[k - 1][0]
        turn = atan2(before.ux * frame.uy - before.uy * frame.ux, before.ux * frame.ux + before.uy * frame.uy)
        reach = depth * tan(turn / 2)  # along both edges to below the inner corner; negative where the block bends outwards
        sharp = pi - turn < 0.9
        extra = rng.uniform(3.0, 6.5)
        wanted.append((max(reach, 0.0) + extra, max(reach, 0.0) + extra, frame.at(reach, depth), not sharp))
    fitted = []
    for k, (back, forth, inner, built) in enumerate(wanted):
        room_before, room_after = sides[k - 1][1], sides[k][1]
        back *= min(1.0, room_before / (back + wanted[k - 1][1]))
        forth *= min(1.0, room_after / (forth + wanted[(k + 1) % len(wanted)][0]))
        fitted.append(_Corner(back, forth, inner, built))
    return fitted


def _corner_house(
    canvas: Canvas, before: tuple[Frame, float], after: tuple[Frame, float], corner: _Corner, depth: float, style: str, rng: Random
) -> None:
    (incoming, length), (outgoing, _) = before, after
    ring: Ring = [
        incoming.at(length - corner.back, 0),
        incoming.at(length, 0),
        outgoing.at(corner.forth, 0),
        outgoing.at(corner.forth, depth),
        corner.inner,
        incoming.at(length - corner.back, depth),
    ]
    shape = Polygon(ring)
    if shape.is_valid and shape.area > 30:
        canvas.building(ring, apartments(style, shape.area, rng))


def _plots(start: float, end: float, widths: tuple[float, float], rng: Random) -> list[tuple[float, float]]:
    """Stretches of irregular width that fill a side from `start` to `end` [m]."""
    if end - start < 0.6 * widths[0]:
        return []
    count = max(1, round((end - start) / (sum(widths) / 2)))
    shares = [rng.uniform(*widths) for _ in range(count)]
    total = sum(shares)
    plots, at = [], start
    for share in shares:
        wide = (end - start) * share / total
        plots.append((at, at + wide))
        at += wide
    return plots


def _nearest_side(sides: list[tuple[Frame, float]], target: XY | None) -> int:
    if target is None:
        return max(range(len(sides)), key=lambda k: sides[k][1])
    point = shapely.Point(target)
    near = [point.distance(shapely.LineString([f.at(0, 0), f.at(length, 0)])) + (length < 25) * 1e3 for f, length in sides]
    return near.index(min(near))


def _courtyard(canvas: Canvas, block: Polygon, depth: float, manner: Manner, rng: Random) -> None:
    """Gardens, lawns and car parks behind the buildings; what stays untagged is private yard."""
    for court in parts(block.buffer(-(depth + 2.5), join_style="mitre"), 120):
        for plot in slices(court, max(1, min(3, round(court.area / 900)))):
            furnish(canvas, plot, rng.choice(manner.court), rng)


def furnish(canvas: Canvas, plot: Polygon, use: str, rng: Random) -> None:
    """Make a courtyard a garden, a lawn, a car park with a row of garages, or leave it as yard."""
    inner = plot.buffer(-0.8, join_style="mitre")
    if inner.buffer(-2.5).is_empty:  # a sliver
        return
    if use == "garden":
        canvas.area(inner, {"leisure": "garden"})
        sprinkle(canvas, inner, rng, ("apple", "cherry", "lime", "birch"), 11.0)
    elif use == "grass":
        canvas.area(inner, {"landuse": "grass"})
        sprinkle(canvas, inner, rng, ("maple", "lime", "hornbeam"), 12.0)
    elif use == "parking":
        canvas.area(inner, {"amenity": "parking", "parking": "surface", "surface": "asphalt", "access": "private"})
        _garages(canvas, inner, rng)
    elif inner.area > 200:
        sprinkle(canvas, inner, rng, ("maple", "cherry"), 17.0)


def sprinkle(canvas: Canvas, ground: Polygon, rng: Random, species: Sequence[str], spacing: float, grown: float = 0.85) -> None:
    """Trees here and there over a piece of ground."""
    for x, y in scatter(rng, ground, spacing, 2.5):
        canvas.tree(x, y, rng.choice(species), rng, grown)


def _garages(canvas: Canvas, court: Polygon, rng: Random) -> None:
    """A row of garages along the longest side of a car park."""
    frame, length = max(edges(ring_of(court)), key=lambda side: side[1])
    boxes = int((length - 6) // 3)
    if boxes >= 3 and court.area > 350:
        canvas.building(frame.rectangle(3, 3 + 3 * min(boxes, 10), 0.3, 5.8), annex("garages"))


def _planted_corner(canvas: Canvas, block: Polygon, rng: Random) -> None:
    """A left-over piece too thin to build on: a small lawn with trees."""
    lawn = block.buffer(-0.5)
    if not lawn.is_empty:
        canvas.area(lawn, {"landuse": "grass"})
        sprinkle(canvas, lawn, rng, ("lime", "maple"), 9.0)
