"""People: how many live and work in each building."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.grid import Grid

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class People:
    """Residents and jobs, one entry for each building, and the point where each is counted.

    residents, jobs   persons
    points            (n, 2) a point inside each building [m]
    inside            buildings whose point lies in the map's box: only these count in totals
    """

    residents: Array
    jobs: Array
    points: Array
    inside: NDArray[np.bool_]

    @property
    def total(self) -> float:
        """Residents inside the map's box [persons]."""
        return float(self.residents[self.inside].sum())

    @property
    def total_jobs(self) -> float:
        """Jobs inside the map's box [persons]."""
        return float(self.jobs[self.inside].sum())

    def density(self, grid: Grid) -> Array:
        """(rows, cols) residents in each cell [persons]."""
        row, col = grid.cell_of(self.points[self.inside, 0], self.points[self.inside, 1])
        flat = np.bincount(row * grid.cols + col, self.residents[self.inside], grid.rows * grid.cols)
        return flat.reshape(grid.shape).astype(float)
