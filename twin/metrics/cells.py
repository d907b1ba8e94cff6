"""Which cell to show: the one whose story tells most."""

import numpy as np
from numpy.typing import NDArray


def telling_cell(shares: NDArray[np.float64], weight: NDArray[np.float64] | None = None) -> tuple[int, int]:
    """Row and column of the cell with the most evenly mixed covers (two to four of them), nearest the middle on a tie.

    shares   (covers, rows, cols) fractions; weight  optional (rows, cols) preference, 0 to exclude a cell
    """
    count = (shares > 0.05).sum(axis=0)
    evenness = 1 - (shares**2).sum(axis=0)
    score = np.where((count >= 2) & (count <= 4), evenness, 0.1 * evenness)
    if weight is not None:
        score = np.where(weight > 0, score * weight, -np.inf)
    rows, cols = score.shape
    distance = np.hypot(*np.meshgrid(np.linspace(-1, 1, rows), np.linspace(-1, 1, cols), indexing="ij"))
    row, col = np.unravel_index(int(np.argmax(score - 0.05 * distance)), score.shape)
    return int(row), int(col)
