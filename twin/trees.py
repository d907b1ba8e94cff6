"""Trees that stand alone: street and park trees with a position and a crown. Woods are part of the land."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Names = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Trees:
    """One row for each tree.

    x, y       position [m]
    crown      crown diameter [m]
    species    botanical or common name, "" when unknown
    planted    year of planting, 0 when it stood there already
    """

    x: Array
    y: Array
    crown: Array
    species: Names
    planted: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.x)

    def plus(self, x: Array, y: Array, crown: float, species: str, planted: int) -> "Trees":
        """These trees and more of one kind."""
        count = len(x)
        return replace(
            self,
            x=np.concatenate([self.x, x]),
            y=np.concatenate([self.y, y]),
            crown=np.concatenate([self.crown, np.full(count, crown)]),
            species=np.concatenate([self.species, np.full(count, species, dtype=object)]),
            planted=np.concatenate([self.planted, np.full(count, planted, dtype=np.int64)]),
        )
