"""Land cover before and after as two bars, with what became what between them."""

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.path import Path
from numpy.typing import NDArray

from twin.city import City
from twin.covers import GROUPS
from twin.plots import style
from twin.plots import words as w
from twin.plots.maps import GROUP_OF, group_shares
from twin.plots.page import Box, Page
from twin.words import number

Array = NDArray[np.float64]
BAR, GAP = 0.62, 0.6  # in
LIGHT = (
    "street",
    "paved",
    "yard",
    "permeable",
    "soil",
    "green_roof",
    "grass",
    "garden",
    "water",
)  # ink reads on these


def flows(before: City, after: City) -> Array:
    """(groups, groups) share of the ground [%] that was row and became column, exact from the shapes; what stayed is the diagonal.

    Land shares the pieces it does not change, so only the new ones are laid over the old.
    """
    old, new = before.land, after.land
    kept_old, kept_new = {id(p) for p in new.pieces}, {id(p) for p in old.pieces}
    gone = np.array([id(p) not in kept_old for p in old.pieces], dtype=bool)
    fresh = np.array([id(p) not in kept_new for p in new.pieces], dtype=bool)
    matrix = np.zeros((len(GROUPS), len(GROUPS)))
    if fresh.any() and gone.any():
        a, b = shapely.STRtree(new.pieces[fresh]).query(old.pieces[gone], predicate="intersects")
        areas = shapely.area(shapely.intersection(old.pieces[gone][a], new.pieces[fresh][b]))
        np.add.at(matrix, (GROUP_OF[old.codes[gone][a]], GROUP_OF[new.codes[fresh][b]]), areas)
    matrix *= 100 / before.grid.area
    np.fill_diagonal(matrix, 0.0)
    start = 100 * np.array(list(group_shares(before).values()))
    matrix[np.diag_indices(len(GROUPS))] = np.maximum(start - matrix.sum(axis=1), 0.0)
    return matrix


def draw_cover_bars(page: Page, box: Box, before: City, after: City, lang: str) -> None:
    """Two stacked bars, ribbons between them, and the change of each group in points on the right."""
    left, top, right, bottom = box
    title, size = style.fitted(w.COVER_SHARES.to(lang), right - left, style.TITLE, bold=True)
    page.text(left, top + 0.2, title, size, style.BRAND, bold=True)
    upper, lower = top + 0.5, bottom - 0.75
    matrix = flows(before, after)
    scale = (lower - upper) / 100
    order = list(range(len(GROUPS)))[::-1]  # roofs at the bottom
    xs = (left, left + BAR + GAP)
    tops = [_bar(page, x, upper, scale, sums, order) for x, sums in zip(xs, (matrix.sum(axis=1), matrix.sum(axis=0)), strict=True)]
    _ribbons(page, matrix, xs[0] + BAR, xs[1], tops, scale, order)
    for x, word in zip(xs, (w.BEFORE, w.AFTER), strict=True):
        page.text(x + BAR / 2, lower + 0.17, w.lowered(word.to(lang)), style.SMALL, style.MUTED, ha="center")
    _labels(page, xs[1] + BAR, right, (upper, lower), matrix, tops[1], scale, order, lang)
    canopy = [number(100 * float(c.land.canopy.mean()), 1, lang) for c in (before, after)]
    shares = " → ".join(dict.fromkeys(canopy))  # one figure when both are alike
    text, size = style.fitted(f"{w.CANOPY.to(lang)}{w.COLON.to(lang)}{shares}{w.SPACE}%", right - left, style.SMALL)
    page.text(left, lower + 0.5, text, size)


def _bar(page: Page, x: float, upper: float, scale: float, shares: Array, order: Sequence[int]) -> Array:
    """One stacked bar; returns the top of each group's part [in]."""
    tops, y = np.zeros(len(shares)), upper
    for i in order:
        tops[i] = y
        key, row = list(GROUPS.items())[i]
        high = shares[i] * scale
        if high > 0:
            page.box((x, y, x + BAR, y + high), row.colour, zorder=3)
        if high > 0.27:
            page.text(x + BAR / 2, y + high / 2, number(shares[i], 0), style.SMALL, style.INK if key in LIGHT else "white", ha="center")
        y += high
    page.box((x, upper, x + BAR, y), "none", style.MUTED, 0.6, zorder=3.5)
    return tops


def _ribbons(page: Page, matrix: Array, x0: float, x1: float, tops: list[Array], scale: float, order: Sequence[int]) -> None:
    """What stayed in a light tint; what changed in the colour it became."""
    start, end = tops[0].copy(), tops[1].copy()
    middle = (x0 + x1) / 2
    for i in order:
        for j in order:
            high = matrix[i, j] * scale
            if high <= 1e-6:
                continue
            a, b = start[i], end[j]
            start[i] += high
            end[j] += high
            upper = [(x0, a), (middle, a), (middle, b), (x1, b)]
            lower = [(x1, b + high), (middle, b + high), (middle, a + high), (x0, a + high)]
            codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
            page.shape(
                Path([*upper, *lower, (x0, a)], codes), list(GROUPS.values())[j].colour, 0.3 if i == j else 0.95, 2 if i == j else 2.6
            )


def _labels(
    page: Page, x: float, right: float, span: tuple[float, float], matrix: Array, tops: Array, scale: float, order: Sequence[int], lang: str
) -> None:
    """The groups by the right bar: changed ones in bold with their points, the others muted; spread where they would meet."""
    before, after = matrix.sum(axis=1), matrix.sum(axis=0)
    change = after - before
    digits = 1 if np.abs(change).max() >= 1 else 2
    shown = [i for i in order if max(before[i], after[i]) > 0.02]
    middles = [tops[i] + after[i] * scale / 2 for i in shown]
    for i, middle, y in zip(shown, middles, spread(middles, 0.245, *span), strict=True):
        moved = abs(change[i]) >= 0.5 * 10**-digits
        name = list(GROUPS.values())[i].label.to(lang)
        said = f"{number(change[i], digits, lang, sign=True)}{w.SPACE}{w.POINTS.to(lang)}" if moved else "="
        page.line([x, x + 0.1, x + 0.2], [middle, middle, y], style.MUTED, 0.7)
        text, size = style.fitted(f"{name}  {said}", right - x - 0.26, style.SMALL, 9.0, moved)
        page.text(x + 0.26, y, text, size, style.INK if moved else style.MUTED, bold=moved)


def spread(wanted: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """Positions near those wanted (ascending), at least `step` apart where there is room, inside [low, high]."""
    count = len(wanted)
    step = min(step, (high - low) / max(count, 1))
    placed: list[float] = []
    for i, y in enumerate(wanted):
        floor = placed[-1] + step if placed else low + step / 2
        placed.append(min(max(y, floor), high - step / 2 - (count - 1 - i) * step))
    return placed
