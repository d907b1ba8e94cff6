"""The model held against counts: which stretch each count is on, and how far modelled traffic is from it."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.city import City
from twin.counts import Counts
from twin.errors import plain
from twin.mobility.roads import gates_of
from twin.mobility.traffic import Traffic
from twin.streets import Streets

Array = NDArray[np.float64]
NEAR = 25.0  # m within which a count lies on a street
UNNAMED = 10.0  # m by which a street of another name seems further away


@dataclass(frozen=True, eq=False)
class HeldAgainst:
    """Counted stretches, the busiest first: all directions together, in motor vehicles a day.

    row        of streets
    counted    of the latest year counted there; a street counted in one of its two directions is doubled
    doubled    which were
    year       of the count
    modelled   by the traffic model
    leaves     whether the street (by its name) leads out of the map, where its traffic is an assumption by class
    unplaced   counts that lie on no street
    """

    row: NDArray[np.intp]
    counted: Array
    doubled: NDArray[np.bool_]
    year: NDArray[np.int64]
    modelled: Array
    leaves: NDArray[np.bool_]
    unplaced: int

    def __len__(self) -> int:
        return len(self.row)

    @property
    def correlation(self) -> float:
        """Pearson's r of counted and modelled; NaN for fewer than three."""
        return float(np.corrcoef(self.counted, self.modelled)[0, 1]) if self._varies else float("nan")

    @property
    def rank_correlation(self) -> float:
        """Spearman's rho."""
        if not self._varies:
            return float("nan")
        from scipy.stats import spearmanr  # a second to load: only when it is asked for

        return float(spearmanr(self.counted, self.modelled).statistic)

    @property
    def ratio(self) -> Array:
        """Modelled over counted."""
        return self.modelled / self.counted

    @property
    def _varies(self) -> bool:
        return len(self) >= 3 and float(np.ptp(self.counted)) > 0 and float(np.ptp(self.modelled)) > 0


def held_against_counts(city: City, now: Traffic) -> HeldAgainst | None:
    """Modelled against counted traffic; None where nothing was counted.

    Counts of one stretch in its latest year are averaged by direction and added up. Left out: growth between the year of the count and now.
    """
    counts, streets = city.counts, city.streets
    if not len(counts):
        return None
    row = _rows(counts, streets)
    placed = row >= 0
    found = [_stretch(counts, np.flatnonzero(row == r), bool(streets.oneway[r])) for r in np.unique(row[placed])]
    rows = np.unique(row[placed]).astype(np.intp)
    counted = np.array([value for value, _, _ in found])
    order = np.argsort(-counted, kind="stable")
    gates = gates_of(city.mapped_streets, city.bounds, now.travel)
    at_edge = np.isin(streets.tail, gates.junction) | np.isin(streets.head, gates.junction)
    leaving = {plain(str(name)) for name in streets.names[at_edge] if name}
    leaves = np.array([bool(at_edge[r]) or plain(str(streets.names[r])) in leaving for r in rows], dtype=bool)
    doubled = np.array([double for _, double, _ in found], dtype=bool)
    year = np.array([year for _, _, year in found], dtype=np.int64)
    return HeldAgainst(
        rows[order], counted[order], doubled[order], year[order], now.daily[rows[order]], leaves[order], int((~placed).sum())
    )


def _rows(counts: Counts, streets: Streets) -> NDArray[np.intp]:
    """Row of streets that each count is on, of its own name where it has one; -1 where none is near."""
    open_rows = np.flatnonzero(streets.is_open_street)
    found = np.full(len(counts), -1, dtype=np.intp)
    if not len(open_rows):
        return found
    names = np.array([plain(str(n)) for n in streets.names[open_rows]])
    for i, shape in enumerate(counts.shapes):
        middle = shapely.line_interpolate_point(shape, 0.5, normalized=True) if shapely.length(shape) else shapely.centroid(shape)
        away = shapely.distance(streets.lines[open_rows], middle)
        other = names != plain(str(counts.names[i])) if counts.names[i] else np.zeros(len(names), dtype=bool)
        best = int((away + UNNAMED * other).argmin())
        if away[best] <= NEAR:
            found[i] = open_rows[best]
    return found


def _stretch(counts: Counts, at: NDArray[np.intp], oneway: bool) -> tuple[float, bool, int]:
    """Vehicles a day of one stretch in its latest year, whether one direction was doubled, and the year."""
    latest = int(counts.year[at].max())
    at = at[counts.year[at] == latest]
    by_direction = [float(counts.daily[at[counts.direction[at] == d]].mean()) for d in sorted(set(counts.direction[at]))]
    doubled = len(by_direction) == 1 and not oneway
    return sum(by_direction[:2]) * (2 if doubled else 1), doubled, latest
