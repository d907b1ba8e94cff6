"""Counts: traffic that was counted on streets, to hold the model against."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Names = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Counts:
    """One entry for each count: a street, in one direction where known.

    shapes     where it was counted: lines or points [m]
    names      of the street, "" when unknown
    direction  as the file tells it, "" when unknown; counts of two directions at one place are two entries
    daily      motor vehicles a day [veh/day]
    peak       in the morning peak hour [veh/h]; NaN when not counted
    year       in which it was counted; 0 when unknown
    """

    shapes: NDArray[np.object_]
    names: Names
    direction: Names
    daily: Array
    peak: Array
    year: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.shapes)


NO_COUNTS = Counts(
    np.empty(0, dtype=object), np.empty(0, dtype=object), np.empty(0, dtype=object), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64)
)
