"""What was done, on the map: lanes, areas, trees and buildings, each with its number in a circle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
import shapely
from matplotlib.axes import Axes

from twin.covers import GROUPS
from twin.overlay import polygonal
from twin.plots import style
from twin.plots import words as w
from twin.plots.maps import Frame, fill, outline
from twin.plots.page import Box, Page, inside, overlap
from twin.words import Words
from twin.works import Work

RADIUS = 0.15  # of a number's circle [in]
TREE = GROUPS["trees"].colour


@dataclass(frozen=True)
class Sign:
    """How a kind of work is drawn: "lane", "line", "area", "trees" or "buildings"."""

    shape: str
    colour: str
    label: Words


LANE = Sign("lane", style.BIKE, w.LEGEND_LANE)
STREET = Sign("line", style.BRAND, w.LEGEND_LINE)
AREA = Sign("area", style.INK, w.LEGEND_AREA)
TREES = Sign("trees", TREE, w.LEGEND_TREES)
BUILDINGS = Sign("buildings", style.RENOVATED, w.LEGEND_BUILDINGS)
BY_KIND = {"BikeLane": LANE, "Renovate": BUILDINGS, "HeatPump": BUILDINGS, "GreenRoof": BUILDINGS, "CoolRoof": BUILDINGS}
BADGE = {"buildings": "#7A5600"}  # dark enough for a white number


def sign_of(work: Work) -> Sign:
    """By its kind when that has a sign of its own, else by its shape."""
    if work.kind in BY_KIND:
        return BY_KIND[work.kind]
    if shapely.area(work.where) > 0:
        return AREA
    return STREET if shapely.length(work.where) > 0 else TREES


def draw_works(axes: Axes, works: Sequence[Work]) -> None:
    """The shapes of the works that changed something."""
    for work in works:
        if shapely.is_empty(work.where):
            continue
        sign = sign_of(work)
        if sign.shape == "trees":
            x, y = shapely.get_coordinates(work.where).T
            axes.scatter(x, y, s=9, color=sign.colour, edgecolors="white", linewidths=0.35, zorder=3)
        elif sign.shape in ("lane", "line"):
            outline(axes, [work.where], "white", 4.6, zorder=4)
            outline(axes, [work.where], sign.colour, 3.0, zorder=4.1)
        elif sign.shape == "buildings":
            roofs = polygonal(work.where)
            if work.kind == "Renovate":
                fill(axes, roofs, sign.colour, zorder=2.5)
            outline(axes, list(roofs), sign.colour, 1.5, zorder=2.6)
        else:
            outline(axes, [work.where], "white", 2.6, zorder=3)
            outline(axes, [work.where], sign.colour, 1.5, dashed=True, zorder=3.1)


def draw_traces(axes: Axes, works: Sequence[Work]) -> None:
    """The works as thin lines, for a map that shows something else."""
    for work in works:
        if not shapely.is_empty(work.where) and sign_of(work).shape in ("lane", "line"):
            outline(axes, [work.where], sign_of(work).colour, 1.4, zorder=4)


def draw_numbers(page: Page, frame: Frame, works: Sequence[Work], keep_free: Sequence[Box]) -> None:
    """Each work's number in a circle at its shape, moved aside where circles would meet."""
    taken = list(keep_free)
    for n, work in enumerate(works, 1):
        if shapely.is_empty(work.where) or not shapely.intersects(work.where, shapely.box(*frame.bounds)):
            continue
        spot = _free_spot(frame, work.where, taken)
        taken.append(_round(spot))
        sign = sign_of(work)
        page.circle(*spot, RADIUS, BADGE.get(sign.shape, sign.colour), "white", zorder=6)
        page.text(*spot, str(n), style.SMALL if n < 10 else style.NOTE - 0.5, "white", bold=True, ha="center", va="center", zorder=7)


def _round(spot: tuple[float, float]) -> Box:
    return spot[0] - RADIUS, spot[1] - RADIUS, spot[0] + RADIUS, spot[1] + RADIUS


def _free_spot(frame: Frame, shape: shapely.Geometry, taken: Sequence[Box]) -> tuple[float, float]:
    first = None
    for x, y in _candidates(shape, frame):
        spot = frame.to_page(x, y)
        if not inside(_round(spot), frame.box, 0.03):
            continue
        first = first or spot
        if not any(overlap(_round(spot), box, 0.02) for box in taken):
            return spot
    return first or ((frame.box[0] + frame.box[2]) / 2, (frame.box[1] + frame.box[3]) / 2)


def _candidates(shape: shapely.Geometry, frame: Frame) -> Iterator[tuple[float, float]]:
    """Points to try for the number [m]: on the shape's line or upper rim, then inside, then in growing rings around it."""
    part = max(shapely.get_parts(shape), key=lambda p: (shapely.area(p), shapely.length(p)))
    if shapely.area(shape) > 0:
        rim = shapely.get_coordinates(shapely.segmentize(shapely.boundary(part), max(shapely.length(part) / 60, 0.1)))
        middle = part.centroid.x
        near_top = rim[np.argsort(-rim[:, 1] + 0.5 * np.abs(rim[:, 0] - middle))]
        yield from ((float(x), float(y)) for x, y in near_top[:40])
    elif shapely.length(shape) > 0:
        for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92):
            point = shapely.line_interpolate_point(part, share, normalized=True)
            yield point.x, point.y
    else:
        spots = shapely.get_coordinates(shape)
        order = np.argsort(np.hypot(*(spots - spots.mean(axis=0)).T))
        yield from ((float(x), float(y)) for x, y in spots[order][:: max(1, len(order) // 12)])
    start = shapely.point_on_surface(part)
    for ring in range(1, 30):
        for turn in range(12):
            angle, reach = 2 * pi * turn / 12, ring * RADIUS / frame.scale
            yield start.x + reach * cos(angle), start.y + reach * sin(angle)
