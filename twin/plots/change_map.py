"""The third map: where a metric changes, with its colour bar and call-outs at the extremes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray
from scipy import ndimage

from twin.city import City
from twin.comparison import Comparison
from twin.metrics import Metric
from twin.plots import style
from twin.plots import words as w
from twin.plots.maps import Frame, fill
from twin.plots.page import Box, Page, inside, overlap
from twin.plots.places import place_at
from twin.words import Words, digits_for, number, unit_name

# Smallest change worth a colour [unit of the map], for the metrics whose map is tried first.
VISIBLE = {"hot_ground": 0.5, "air_warming": 0.1, "runoff": 1.0}
CONTOUR = 0.5  # share of the extreme at which the dashed line is drawn
BAR = 0.25  # in, height of the colour bar, with what its ends mean written on it
SMOOTH = 1.2  # cells by which the field is smoothed before the line is drawn
TICKS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)  # between two powers of ten, one of them is 3/8 to 1/2 of any limit
SECOND = 0.4  # share of the extreme from which a second call-out is worth its place


@dataclass(frozen=True, eq=False)
class Difference:
    """A metric's map after minus before: (rows, cols) `values` in `unit`, NaN where it does not apply."""

    metric: Metric
    values: NDArray[np.float64]
    unit: str
    label: Words | None

    def title(self, lang: str) -> str:
        """What the map shows, with its unit."""
        name = (self.label or self.metric.labels).to(lang)
        unit = unit_name(self.unit, lang)
        return f"{name}, {unit}" if unit else name

    @property
    def limit(self) -> float:
        """The largest change either way; 0 when nothing changes."""
        known = np.abs(self.values[np.isfinite(self.values)])
        most = float(known.max()) if known.size else 0.0
        return most if most > 1e-6 else 0.0


def difference(comparison: Comparison, index: int, key: str) -> Difference:
    """The change of one metric's map; a TwinError when it has none."""
    before, after = comparison.before.map(key), comparison.after[index].map(key)
    reading = comparison.before[key]
    return Difference(reading.metric, after - before, reading.map_unit, reading.measure.map_label)


def telling_map(comparison: Comparison, index: int) -> Difference | None:
    """The map that tells most; None when no metric of the comparison has one.

    Of the metrics in `VISIBLE` it is the one with the largest share of cells that change by at least the amount given there; when
    none reaches it, the first map of any metric on which something changes; when nothing changes at all, the first map.
    """
    known = [key for key in comparison.before if comparison.before[key].map is not None and comparison.after[index][key].map is not None]
    maps = {key: difference(comparison, index, key) for key in sorted(known, key=lambda k: k not in VISIBLE)}
    shares = {k: float(np.mean(np.abs(np.nan_to_num(d.values)) >= VISIBLE[k])) for k, d in maps.items() if k in VISIBLE}
    best = max(shares, key=lambda k: shares[k], default="")
    if shares.get(best):
        return maps[best]
    moving = [d for d in maps.values() if d.limit]
    return next(iter(moving or maps.values()), None)


def draw_change(page: Page, frame: Frame, city: City, change: Difference, lang: str, keep_free: Sequence[Box] = ()) -> Axes:
    """The change on paper, faint buildings above it, a dashed line at half the extreme and up to two call-outs."""
    axes = frame.axes(page, style.PAPER)
    limit = change.limit
    if limit:
        minx, miny, maxx, maxy = frame.bounds
        shown = np.ma.masked_invalid(change.values)
        axes.imshow(
            shown, cmap=style.diverging(flip=change.metric.better == "more"), vmin=-limit, vmax=limit, extent=(minx, maxx, miny, maxy),
            interpolation="nearest", aspect="auto", zorder=1,
        )  # fmt: skip
        axes.set(xlim=(minx, maxx), ylim=(miny, maxy))
        _contour(axes, change, frame)
    fill(axes, city.buildings.shapes, style.INK, width=0.1, alpha=0.11, zorder=2)
    if limit:
        _call_outs(page, frame, city, change, lang, keep_free)
    else:
        x, y = (frame.box[0] + frame.box[2]) / 2, (frame.box[1] + frame.box[3]) / 2
        said = w.NO_CHANGE.to(lang)
        room = style.text_width(said) / 2 + 0.1
        page.box((x - room, y - 0.16, x + room, y + 0.16), style.PAPER, zorder=3)
        page.text(x, y, said, style.BODY, style.MUTED, ha="center")
    return axes


def _contour(axes: Axes, change: Difference, frame: Frame) -> None:
    rows, cols = change.values.shape
    if min(rows, cols) < 2:
        return
    minx, miny, maxx, maxy = frame.bounds
    xs = minx + (np.arange(cols) + 0.5) * (maxx - minx) / cols
    ys = maxy - (np.arange(rows) + 0.5) * (maxy - miny) / rows
    height = ndimage.gaussian_filter(np.abs(np.nan_to_num(change.values)), SMOOTH)  # a line round each blotch, not round each cell
    if height.max() > CONTOUR * change.limit:
        axes.contour(xs, ys, height, levels=[CONTOUR * change.limit], colors="white", linewidths=1.4, linestyles="dashed", zorder=3)


def _call_outs(page: Page, frame: Frame, city: City, change: Difference, lang: str, keep_free: Sequence[Box]) -> None:
    taken = list(keep_free)
    spots = [(frame.to_page(x, y), x, y, value) for x, y, value in _extremes(change, frame)]
    dots = [(px - 0.08, py - 0.08, px + 0.08, py + 0.08) for (px, py), *_ in spots]
    digits = min(2, digits_for(change.limit, 2))
    named: set[str] = set()
    for (px, py), x, y, value in spots:
        lines = [w.with_unit(number(value, digits, lang, sign=True), change.unit, lang)]
        name = place_at(city, x, y, lang)
        if name in named and value * spots[0][3] > 0:
            continue  # the same place again tells nothing new
        named.add(name)
        if name:
            lines.append(style.fitted(name, 2.6, style.SMALL, style.NOTE, True)[0])
        wide = max(style.text_width(t, style.SMALL, True) for t in lines) + 0.12
        high = 0.21 * len(lines) + 0.08
        box = _room(frame.box, (px, py), wide, high, [*taken, *dots])
        if box is None:
            continue
        taken.append(box)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        end = (min(max(px, box[0]), box[2]), box[3] if middle[1] < py else box[1])
        page.line([px, end[0]], [py, end[1]], style.INK, 1.2, zorder=3)
        page.circle(px, py, 0.05, "white", style.INK, 1.2)
        page.box(box, style.PAPER, alpha=0.88, zorder=3)
        for i, line in enumerate(lines):
            page.text(middle[0], box[1] + 0.145 + 0.21 * i, line, style.SMALL, bold=True, ha="center")


def _extremes(change: Difference, frame: Frame) -> list[tuple[float, float, float]]:
    """(x, y, value) of the largest change and, far from it, of another that is worth telling [m, unit]."""
    values = np.nan_to_num(change.values)
    rows, cols = values.shape
    minx, miny, maxx, maxy = frame.bounds
    x, y = np.meshgrid(minx + (np.arange(cols) + 0.5) * (maxx - minx) / cols, maxy - (np.arange(rows) + 0.5) * (maxy - miny) / rows)
    first = _middle_of_extreme(np.abs(values))
    found = [(float(x[first]), float(y[first]), float(values[first]))]
    far = np.hypot(x - x[first], y - y[first]) > 0.28 * max(maxx - minx, maxy - miny)
    rest = np.where(far, np.abs(values), 0.0)
    if rest.max() >= SECOND * change.limit:
        second = _middle_of_extreme(rest)
        found.append((float(x[second]), float(y[second]), float(values[second])))
    return found


def _middle_of_extreme(height: NDArray[np.float64]) -> tuple[int, int]:
    """A cell of the extreme value; of many alike, the one nearest to their middle."""
    rows, cols = np.nonzero(height >= 0.995 * height.max())
    nearest = int(np.argmin(np.hypot(rows - np.median(rows), cols - np.median(cols))))
    return int(rows[nearest]), int(cols[nearest])


def _room(frame: Box, spot: tuple[float, float], wide: float, high: float, taken: Sequence[Box]) -> Box | None:
    """A free box of this size near the spot, above or below it, inside the map; None when there is none."""
    x, y = spot
    for reach in (0.3, 0.5, 0.75, 1.0, 1.4, 1.8, 2.4):
        for up in (-1, 1):
            for side in (0.0, 0.35, -0.35, 0.8, -0.8, 1.4, -1.4):
                left = min(max(x - wide / 2 + side, frame[0] + 0.06), frame[2] - 0.06 - wide)
                top = y + reach if up > 0 else y - reach - high
                box = (left, top, left + wide, top + high)
                if inside(box, frame, 0.05) and not any(overlap(box, other, 0.04) for other in taken):
                    return box
    return None


def draw_colour_bar(page: Page, box: Box, change: Difference, lang: str) -> None:
    """The colours from one extreme to the other, with ticks and what either side means."""
    left, top, right, _ = box
    flip = change.metric.better == "more"
    axes = page.panel((left, top, right, top + BAR))
    axes.imshow(np.linspace(0, 1, 256)[None, :], cmap=style.diverging(flip), aspect="auto", interpolation="bilinear")
    limit, middle, half, y = change.limit, (left + right) / 2, (right - left) / 2, top + BAR + 0.16
    page.text(middle, y, "0", style.SMALL, style.MUTED, ha="center")
    if not limit:
        return
    step = tick_step(limit)
    for i in range(-2, 3):
        if i and abs(i) * step <= limit * 1.001:
            text = number(i * step, digits_for(step, 1 if step >= 10 else 2) if step != round(step) else 0, lang, sign=True)
            x = middle + half * i * step / limit
            x = min(max(x, left + style.text_width(text, style.SMALL) / 2), right - style.text_width(text, style.SMALL) / 2)
            page.text(x, y, text, style.SMALL, style.MUTED, ha="center")
    low, high = w.COOLER if change.unit in ("°C", "K") else w.LESS
    page.text(left + 0.12, top + BAR / 2, low.to(lang), style.NOTE, "white", bold=True)
    page.text(right - 0.12, top + BAR / 2, high.to(lang), style.NOTE, "white", bold=True, ha="right")


def tick_step(limit: float) -> float:
    """A round number between 3/8 and 1/2 of the limit: two ticks each side."""
    power = 10.0 ** floor(log10(limit / 2))
    return max(tick * scale for scale in (power, power / 10) for tick in TICKS if tick * scale <= limit / 2 * 1.001)
