"""What each patch gains on a metric when its paving is taken up: read from maps where a metric adds up, tried one by one where not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from twin.burning import burn
from twin.city import City, Progress
from twin.covers import INDEX
from twin.evaluation import Assumptions, Reading, evaluate
from twin.grid import Grid
from twin.interventions.depave import Depave
from twin.search.patches import Patch
from twin.words import Words

Array = NDArray[np.float64]
Window = tuple[slice, slice, Array]  # rows, columns, share of each of these cells
ROUNDING = 1e-9
TRYING = Words("trying each patch", "essai de chaque zone")


@dataclass(frozen=True, eq=False)
class Gains:
    """What taking up each patch gains, in the metric's unit; positive is better.

    values    (n,) one for each patch; NaN where time ran out before it was tried
    adds_up   whether gains of several patches add up exactly: the metric is a sum over cells, each by its own ground
    """

    values: Array
    adds_up: bool


def gains(
    city: City, patches: Sequence[Patch], metric: str, to: str, assume: Assumptions, deadline: float = np.inf,
    progress: Progress | None = None,
) -> Gains:  # fmt: skip
    """The gain of each patch on its own.

    Whether a metric adds up is found out, not declared: with all patches taken up, with half of the ground of each, and with those
    of every other cell, its map must change by as much in each changed cell, half as much, and nowhere else, and its value
    with the sum of the map. Then one evaluation for each cover gives the gain of a square metre in each cell, and a patch gains the sum
    over its cells. Any other metric is evaluated once for each patch, in the order given, until `deadline` (`time.monotonic()`) or Ctrl-C.
    """
    before = evaluate(city, [metric], assume)[metric]
    sign = -1.0 if before.better == "less" else 1.0
    windows = [_window(patch, city.grid) for patch in patches]
    by_cover = _by_cover(patches, windows, city.grid)
    changes = {k: _map(_greened(city, {k: share}, to, assume, metric)) - _map(before) for k, share in by_cover.items()}
    scale = _scale(city, before, by_cover, changes, to, assume)
    if scale is None:
        return Gains(sign * _tried(city, patches, before, to, assume, deadline, progress), False)
    rates = {k: np.divide(changes[k], share, out=np.zeros_like(share), where=share > 0) for k, share in by_cover.items()}
    sums = [(inside * rates[patch.cover][rows, cols]).sum() for patch, (rows, cols, inside) in zip(patches, windows, strict=True)]
    return Gains(sign * scale * np.array(sums, dtype=float), True)


def _scale(
    city: City, before: Reading, by_cover: dict[str, Array], changes: dict[str, Array], to: str, assume: Assumptions
) -> float | None:
    """Change of the value for a change of one in the sum of the map; None when the metric does not add up.

    changes   of the map when all patches of one cover are taken up, by cover
    """
    some = (np.indices(city.grid.shape).sum(axis=0) % 2).astype(float)
    by_cover = {k: np.minimum(share, city.land.cover[k]) for k, share in by_cover.items()}  # shapes and fractions differ by rounding
    start, touched = _map(before), sum(by_cover.values()) > 0
    parts = (1.0, 0.5, some)
    readings = [_greened(city, {k: share * part for k, share in by_cover.items()}, to, assume, before.key) for part in parts]
    whole, half, alternate = (_map(reading) - start for reading in readings)
    values = np.array([reading.value - before.value for reading in readings])
    if not np.isfinite(whole).all() or not np.isfinite(values).all():
        return None
    slack = ROUNDING * max(float(abs(start).max()), float(abs(whole).max()), 1e-300)
    wanted = ((half, whole / 2), (alternate, whole * some), (sum(changes.values()), whole), (whole, np.where(touched, whole, 0.0)))
    if not all(np.allclose(found, expected, rtol=0, atol=slack) for found, expected in wanted):
        return None
    sums = np.array([whole.sum(), half.sum(), alternate.sum()])
    if abs(sums[0]) <= slack:
        return 0.0 if (abs(values) <= ROUNDING * max(abs(before.value), 1.0)).all() else None
    scale = float(values[0] / sums[0])
    slack_value = ROUNDING * max(abs(before.value), abs(float(values[0])), 1e-300)
    return scale if np.allclose(values, scale * sums, rtol=0, atol=slack_value) else None


def _tried(
    city: City, patches: Sequence[Patch], before: Reading, to: str, assume: Assumptions, deadline: float, progress: Progress | None
) -> Array:
    """Change of the value with each patch on its own, by really carrying it out; Ctrl-C ends it with what was tried."""
    values = np.full(len(patches), np.nan)
    try:
        for i, patch in enumerate(patches):
            if monotonic() > deadline:
                break
            if progress:
                progress(i / len(patches), TRYING)
            after = Depave(where=patch.shape, to=to).apply(city)
            values[i] = evaluate(after, [before.key], assume)[before.key].value - before.value
    except KeyboardInterrupt:
        if np.isnan(values).all():
            raise
    return values


def _greened(city: City, by_cover: dict[str, Array], to: str, assume: Assumptions, metric: str) -> Reading:
    """The metric where these shares of each cell were taken from each cover and given to `to`: fractions only, no shapes."""
    fractions = city.land.fractions.copy()
    for cover, share in by_cover.items():
        taken = np.minimum(share, fractions[INDEX[cover]])
        fractions[INDEX[cover]] -= taken
        fractions[INDEX[to]] += taken
    return evaluate(replace(city, land=replace(city.land, fractions=fractions)), [metric], assume)[metric]


def _map(reading: Reading) -> Array:
    found = reading.map
    assert found is not None  # asked for before any patch is looked at
    return found


def _window(patch: Patch, grid: Grid) -> Window:
    """The exact share of each cell that a patch takes, over the rows and columns it reaches."""
    minx, miny, maxx, maxy = patch.shape.bounds
    (top, bottom), (left, right) = grid.cell_of(np.array([minx, maxx]), np.array([maxy, miny]))
    corner = (grid.minx + left * grid.cell, grid.maxy - top * grid.cell)
    part = Grid(grid.plane, *corner, int(bottom - top + 1), int(right - left + 1), grid.cell)
    return slice(int(top), int(bottom) + 1), slice(int(left), int(right) + 1), burn(patch.shape, part)


def _by_cover(patches: Sequence[Patch], windows: Sequence[Window], grid: Grid) -> dict[str, Array]:
    """Cover -> share of each cell in all patches of it."""
    shares: dict[str, Array] = {}
    for patch, (rows, cols, inside) in zip(patches, windows, strict=True):
        shares.setdefault(patch.cover, np.zeros(grid.shape))[rows, cols] += inside
    return shares
