"""Fabric: what works added to the envelopes of buildings, and what heats them now; the rest follows from their age and kind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Names = NDArray[np.object_]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Fabric:
    """One entry for each building; a building that nothing was done to has 0, "", False and NaN everywhere.

    wall, roof, floor   thermal resistance that insulation added [m²·K/W]
    inside              the wall's insulation lies inside and hides the wall's mass from the rooms
    window_u, window_g  heat [W/(m²·K)] and sun [0..1] that new windows let through; NaN: as built
    heating             key of the heating system; "": as built
    roof_cover          "cool_roof" or "green_roof" where works put one; "": as built
    covered             share of the roof under `roof_cover` [0..1]
    """

    wall: Array
    roof: Array
    floor: Array
    inside: Flags
    window_u: Array
    window_g: Array
    heating: Names
    roof_cover: Names
    covered: Array

    @classmethod
    def as_built(cls, count: int) -> "Fabric":
        """Nothing was done to any of `count` buildings."""
        none, unknown, blank = np.zeros(count), np.full(count, np.nan), np.full(count, "", dtype=object)
        return cls(none, none, none, np.zeros(count, dtype=bool), unknown, unknown, blank, blank, none)

    def __len__(self) -> int:
        return len(self.wall)

    def changed(self, rows: Any, columns: Mapping[str, Any]) -> "Fabric":
        """The same with other values in some columns of the chosen buildings."""
        fresh = {}
        for name, values in columns.items():
            fresh[name] = getattr(self, name).copy()
            fresh[name][rows] = values
        return replace(self, **fresh)

    @cached_property
    def kinds(self) -> NDArray[np.intp]:
        """(n,) a number for each building, the same for those on which the same was done to the envelope."""
        envelope = [name for name in self.__dataclass_fields__ if name != "heating"]
        columns = [np.unique(getattr(self, name), return_inverse=True)[1] for name in envelope]
        return np.asarray(np.unique(np.column_stack(columns), axis=0, return_inverse=True)[1], dtype=np.intp).ravel()

    def differs(self, other: "Fabric") -> Flags:
        """(n,) buildings whose fabric is not the other's."""
        different = np.zeros(len(self), dtype=bool)
        for name in self.__dataclass_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if mine is theirs:
                continue
            both_unknown = (mine != mine) & (theirs != theirs)  # NaN is no difference from NaN
            different |= np.asarray((mine != theirs) & ~both_unknown, dtype=bool)
        return different
