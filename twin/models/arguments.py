"""Arguments of models checked in one place: every model takes numbers or arrays and refuses what cannot be."""

from collections.abc import Iterable, Mapping
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.errors import TwinError, did_you_mean

Array = NDArray[np.float64]
Names = NDArray[np.str_]


def numeric(name: str, value: ArrayLike, low: float = -inf, high: float = inf, unit: str = "") -> Array:
    """`value` as a float array when every entry is a number between `low` and `high`, else a TwinError naming it."""
    if isinstance(value, float) and low <= value <= high:  # most are one number, which is checked at once
        return np.array(float(value))
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise TwinError(f"{name}: numbers are needed, not {value!r:.60}") from error
    if array.size and not (low <= array.min() and array.max() <= high):  # NaN fails both comparisons
        wrong = array[~((array >= low) & (array <= high))].flat[0]
        raise TwinError(f"{name}: {wrong:g} is not allowed, {_allowed(low, high, unit)}")
    return array


def one_of(name: str, value: ArrayLike, known: Iterable[str]) -> Names:
    """`value` as an array of names when every entry is one of `known`, else a TwinError with the nearest match."""
    names, known = np.asarray(value, dtype=np.str_), tuple(known)
    strange = names[~np.isin(names, known)]
    if strange.size:
        raise TwinError(f'{name}: "{strange.flat[0]}" is not known, {did_you_mean(str(strange.flat[0]), known)}')
    return names


def together(arrays: Mapping[str, Array]) -> None:
    """Check that the named arrays broadcast against each other, else a TwinError listing their shapes."""
    try:
        np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError as error:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items())
        raise TwinError(f"these arrays do not fit together: {shapes}") from error


def _allowed(low: float, high: float, unit: str) -> str:
    unit = f" {unit}" if unit else ""
    if low == -inf and high == inf:
        return f"it must be a number{unit}"
    if high == inf:
        return f"it must be {low:g}{unit} or more"
    if low == -inf:
        return f"it must be {high:g}{unit} or less"
    return f"it must be between {low:g} and {high:g}{unit}"
