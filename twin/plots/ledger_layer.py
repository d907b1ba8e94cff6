"""The ledger on a map: who loses and who wins where, with a number for every place that is told, and the legend of it."""

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle

from twin.ledger.book import Entry, Ledger
from twin.ledger.telling import NOBODY
from twin.overlay import polygonal
from twin.plots import street_lines as lines
from twin.plots import style
from twin.plots import words as w
from twin.plots.ledger_rows import ROWS, Row, side_of
from twin.plots.maps import Frame, draw_north, draw_scale, fill, outline, paths
from twin.plots.page import Box, Page
from twin.words import Words
from twin.works import Work

KEY = 0.36  # in, height of a row of the legend
RADIUS, SAMPLE, SLOT = 0.17, 0.3, 3.55  # in: a number's mark; width of a legend's sample, of its entry
REACH = 75.0  # m, largest mark of a neighbourhood
COLOUR, PALE = {True: style.WORSE, False: style.BETTER}, style.DIVERGING[2]
WORKS = Words("Works of the plan", "Travaux du projet")


def works_of(ledger: Ledger) -> tuple[Work, ...]:
    """What the plan did."""
    return ledger.after.works[len(ledger.city.works) :]


def draw_places(page: Page, frame: Frame, ledger: Ledger, rows: Sequence[Row], lang: str) -> None:
    """Streets solid or hollow, spaces hatched, homes full or pale, neighbourhoods as diamonds or circles; works dashed; numbers."""
    axes = lines.draw_base(page, frame, ledger.city)
    for loses, ink in COLOUR.items():
        areas = paths(polygonal(np.array([e.shape for e in side_of(ledger, loses, "space")], dtype=object)))
        hatch = PathCollection(areas, facecolors="none", edgecolors=ink, linewidths=2.0, hatch="xx" if loses else "oo", zorder=2)
        axes.add_collection(hatch, autolim=False)
        homes = np.array([e.shape for e in side_of(ledger, loses, "building")], dtype=object)
        if len(homes):
            fill(axes, homes, ink if loses else PALE, 0.2, zorder=2.4 if loses else 2.6)
            outline(axes, list(homes), ink, 0.9, zorder=2.5 if loses else 2.7)
        outline(axes, [_around(ledger, e) for e in side_of(ledger, loses, "zone")], ink, 1.5, zorder=2.8)
    for entry in reversed([e for e in ledger.entries if e.account.kind == "street"]):  # the strongest on top
        width = 3.6 + 1.2 * min(5.0, float(np.log2(entry.times)))
        rims = [(style.PAPER, width + 2.0), (COLOUR[entry.loses], width), (style.PAPER, max(0.8, width - 3.2))]
        for colour, wide in rims[: 2 if entry.loses else 3]:
            outline(axes, [entry.shape], colour, wide, zorder=3)
    for where in (work.where for work in works_of(ledger)):
        outline(axes, [where], style.INK, 1.5, dashed=True, zorder=3.6)
        if shapely.length(where) == 0:
            x, y = shapely.get_coordinates(where).T
            axes.scatter(x, y, s=8, color=style.INK, edgecolors=style.PAPER, linewidths=0.4, zorder=3.6)
    if not ledger.entries:
        lines.say(page, frame, NOBODY.to(lang))
    _numbers(page, frame, rows, [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)])


def _around(ledger: Ledger, zone: Entry) -> shapely.Geometry:
    """A diamond around a neighbourhood that loses, a circle around one that wins; its area grows with the residents."""
    most = max(e.residents for e in ledger.entries if e.account.kind == "zone")
    minx, miny, maxx, maxy = ledger.city.bounds
    reach = min(REACH, 0.08 * max(maxx - minx, maxy - miny)) * max(0.3, (zone.residents / most) ** 0.5 if most > 0 else 1.0)
    return shapely.buffer(zone.shape, reach, quad_segs=1 if zone.loses else 16)


def _numbers(page: Page, frame: Frame, rows: Sequence[Row], taken: Sequence[Box]) -> None:
    """Each number beside the point it stands for, where there is room."""
    spots, size = [frame.to_page(*_spot(row, shapely.box(*frame.bounds))) for row in rows], 2 * RADIUS + 0.04
    places = lines.placed(spots, [(size, size)] * len(rows), frame.box, taken, all_of_them=True)
    for row, spot, place in zip(rows, spots, places, strict=True):
        x, y = shapely.box(*place[0]).centroid.coords[0] if place else spot
        page.line([spot[0], x], [spot[1], y], style.INK, 1.3, zorder=5.1)
        page.circle(*spot, 0.05, "white", style.INK, 1.1, zorder=5.2)
        draw_badge(page, x, y, row)


def _spot(row: Row, seen: shapely.Geometry) -> tuple[float, float]:
    """The point of a place that its number stands for [m]: on it and on the map; of several homes the one in their middle."""
    middles = shapely.get_coordinates(shapely.centroid(np.array([e.shape for e in row.groups[0]], dtype=object)))
    shape = row.groups[0][int(np.hypot(*(middles - np.median(middles, axis=0)).T).argmin())].shape
    parts = shapely.get_parts(shapely.intersection(shape, seen))
    part = max(parts, key=lambda p: (shapely.area(p), shapely.length(p))) if len(parts) else shape
    along = shapely.area(part) == 0 and shapely.length(part) > 0
    point = shapely.line_interpolate_point(part, 0.5, normalized=True) if along else shapely.point_on_surface(part)
    return float(point.x), float(point.y)


def draw_badge(page: Page, x: float, y: float, row: Row) -> None:
    """A number in a diamond for a loser, in a circle for a winner."""
    if row.groups[0][0].loses:
        page.diamond(x, y, 1.42 * RADIUS, "white", zorder=6)
        page.diamond(x, y, 1.28 * RADIUS, style.WORSE, zorder=6)
    else:
        page.circle(x, y, RADIUS, style.BETTER, "white", zorder=6)
    page.text(x, y, str(row.number), style.NOTE, "white", bold=True, ha="center", va="center", zorder=7)


def draw_key(page: Page, box: Box, keys: Sequence[str], lang: str) -> None:
    """Only what the map shows: of each kind a piece that loses and one that wins."""
    for i, key in enumerate(keys):
        row, column = divmod(i, max(1, int((box[2] - box[0]) / SLOT)))
        left, y = box[0] + SLOT * column, box[1] + KEY * (row + 0.5)
        page.text(left + 0.76, y, ROWS.get(key, WORKS).to(lang), style.SMALL)
        if key == "works":
            page.line([left, left + 2.2 * SAMPLE], [y, y], style.INK, 1.5, dashed=True)
            continue
        for x, (loses, ink) in zip((left, left + 1.2 * SAMPLE), COLOUR.items(), strict=True):
            middle = x + SAMPLE / 2
            if key == "street":
                page.line([x, x + SAMPLE], [y, y], ink, 6.0)
                page.line([x, x + SAMPLE], [y, y], ink if loses else style.PAPER, 2.8, zorder=2.1)
            elif key == "space":
                hatch = "xxx" if loses else "ooo"
                page.axes.add_patch(Rectangle((x, y - 0.1), SAMPLE, 0.2, facecolor="none", edgecolor=ink, linewidth=1.6, hatch=hatch))
            elif key == "building":
                page.box((middle - 0.09, y - 0.09, middle + 0.09, y + 0.09), ink if loses else PALE, ink, 1.2)
            elif loses:
                page.line([middle - 0.13, middle, middle + 0.13, middle, middle - 0.13], [y, y - 0.13, y, y + 0.13, y], ink, 1.5)
            else:
                page.circle(middle, y, 0.11, "none", ink, 1.5)
