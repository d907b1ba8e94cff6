"""Weights that fall with distance, and the sums and means they give around every cell of a grid (by Fourier transform).

A kernel is a radial weight k(d) cut off at a reach; distances are in cells. Three readings of the same weights:

    weighted_sum     s_i = sum_j a_j k(d_ij)                              what lies outside the grid counts as 0
    weighted_mean    m_i = sum_j a_j k(d_ij) / sum_j k(d_ij)              over the cells that exist and are not NaN
    corrected_sum    m_i * sum_d k(d)                                     the sum, scaled up where the grid ends

Cost: one forward and one inverse transform, O(n log n) in the number of cells *whatever the reach* (a direct sum costs
n times the kernel's cells). The kernel's own transform and the denominator on a grid without NaN depend only on
(kernel, grid shape); the last few are remembered, so an edit of the map pays for its own transforms alone.
"""

import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy.fft

from twin.errors import TwinError
from twin.models.arguments import Array, numeric

Shape = tuple[int, int]
Form = Literal["dichotomy", "exponential", "gaussian", "density"]

_WORKERS = min(4, os.cpu_count() or 1)
_LARGEST = 1e100  # beyond it a transform overflows
_SMALL = 20_000  # cells of a grid on which a transform takes less time than sharing it out, and that take little room


@dataclass(frozen=True)
class Kernel:
    """A radial weight k(d), 0 beyond `reach`, with k(0) > 0 and no normalisation; lengths in cells.

    "dichotomy"    1
    "exponential"  exp(-d / scale)
    "gaussian"     (exp(-(d / scale)² / 2) - exp(-1/2)) / (1 - exp(-1/2))
    "density"      0.75 (1 - (d / scale)²)
    """

    form: Form
    scale: float
    reach: float

    def weights(self, distance: Array) -> Array:
        """k at each distance [cells]."""
        d = distance / self.scale if self.scale > 0 else np.where(distance > 0, np.inf, 0.0)
        match self.form:
            case "dichotomy":
                k = np.ones_like(d)
            case "exponential":
                k = np.exp(-d)
            case "gaussian":
                k = (np.exp(-0.5 * d**2) - np.exp(-0.5)) / (1 - np.exp(-0.5))
            case "density":
                k = 0.75 * (1 - d**2)
        return np.where(distance <= self.reach, k, 0.0)

    @property
    def total(self) -> float:
        """The sum of k over the endless grid of cell centres."""
        return _total(self)


def disk(radius: float) -> Kernel:
    """Every cell whose centre is within `radius` [cells] counts the same."""
    return Kernel("dichotomy", radius, radius)


def exponential(scale: float, reach: float) -> Kernel:
    """exp(-d / scale) up to `reach` [cells]."""
    return Kernel("exponential", scale, reach)


def weighted_sum(field: Array, kernel: Kernel) -> Array:
    """sum_j a_j k(d_ij) for every cell i; outside the grid a = 0. `field` (rows, cols) without NaN."""
    rows, cols = field.shape
    prepared = _prepared(kernel, (rows, cols))
    kernel_transform, (height, width), workers = prepared.transform, prepared.padded, prepared.workers
    # One axis at a time, so that the padding rows, which are all zero or thrown away, are never transformed.
    spectrum = scipy.fft.rfft(field, width, axis=1, workers=workers)
    spectrum = scipy.fft.fft(spectrum, height, axis=0, workers=workers)
    spectrum[: height // 2 + 1] *= kernel_transform
    spectrum[height // 2 + 1 :] *= kernel_transform[-2:0:-1]  # the mirrored other half
    spectrum = scipy.fft.ifft(spectrum, axis=0, overwrite_x=True, workers=workers)[:rows]
    summed: Array = scipy.fft.irfft(spectrum, width, axis=1, workers=workers)[:, :cols]
    return summed


def weighted_mean(field: Array, kernel: Kernel) -> Array:
    """The k-weighted mean around every cell, over the cells of the grid that are not NaN; NaN stays NaN."""
    missing = np.isnan(field)
    if not missing.any():
        mean = weighted_sum(field, kernel)
        mean /= _prepared(kernel, (field.shape[0], field.shape[1])).coverage
        return mean
    present = weighted_sum(np.where(missing, 0.0, 1.0), kernel)
    present[missing] = np.nan  # a cell that exists has at least its own weight, so no division by 0 is left
    mean = weighted_sum(np.where(missing, 0.0, field), kernel)
    mean /= present
    return mean


def corrected_sum(field: Array, kernel: Kernel) -> Array:
    """The k-weighted sum, scaled up where part of the kernel falls off the grid or on NaN."""
    scaled = weighted_mean(field, kernel)
    scaled *= kernel.total
    return scaled


def values_with_gaps(name: str, values: npt.ArrayLike, low: float = -_LARGEST, high: float = _LARGEST) -> Array:
    """`values` as floats of any shape, NaN meaning no data; TwinError when another one lies outside low..high."""
    try:
        array: Array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise TwinError(f"{name}: numbers are needed, not {values!r:.60}") from error
    if array.size and np.isnan(array.min()):
        numeric(name, array[~np.isnan(array)], low, high)
    else:
        numeric(name, array, low, high)
    return array


def field_with_gaps(name: str, values: npt.ArrayLike, low: float = -_LARGEST, high: float = _LARGEST) -> Array:
    """`values_with_gaps` that must be a grid (rows, cols) with at least one cell."""
    field = values_with_gaps(name, values, low, high)
    if field.ndim != 2 or field.size == 0:
        raise TwinError(f"{name}: a grid (rows, cols) is needed, not an array of shape {field.shape}")
    return field


def length(name: str, value: float) -> float:
    """One length [m] above 0, else TwinError."""
    number = numeric(name, value, 0, _LARGEST, "m")
    if number.ndim or number == 0:
        raise TwinError(f"{name}: one length in metres, above 0, is needed, not {value}")
    return float(number)


class _Prepared:
    """What sums with one kernel on grids of one shape need: worked out once."""

    def __init__(self, kernel: Kernel, shape: Shape) -> None:
        self.quarter, self.shape = _quarter(kernel, shape), shape
        self.workers = _WORKERS if shape[0] * shape[1] > _SMALL else 1
        self._half = [
            scipy.fft.next_fast_len((n + reach) // 2, real=True)  # 2 * half >= cells + reach
            for n, reach in zip(shape, self.quarter.shape, strict=True)
        ]

    @property
    def padded(self) -> Shape:
        """Shape of a grid padded so that nothing wraps round."""
        return 2 * self._half[0], 2 * self._half[1]

    @cached_property
    def transform(self) -> Array:
        """The kernel's Fourier transform on the padded grid.

        The kernel is even along both axes, so its transform is real and even too: a cosine transform of its quarter gives
        the quarter that has to be known, at a quarter of the time and memory.
        """
        padded = np.zeros((self._half[0] + 1, self._half[1] + 1))
        padded[: self.quarter.shape[0], : self.quarter.shape[1]] = self.quarter
        transform: Array = scipy.fft.dctn(padded, type=1, overwrite_x=True, workers=self.workers)
        transform.flags.writeable = False
        return transform

    @cached_property
    def coverage(self) -> Array:
        """sum_j k(d_ij) over the cells j of a full grid: four corner sums of the kernel's quarter, no transform needed."""
        corner = _halved_axes(self.quarter).cumsum(axis=0).cumsum(axis=1)
        above = np.minimum(np.arange(self.shape[0]), self.quarter.shape[0] - 1)
        left = np.minimum(np.arange(self.shape[1]), self.quarter.shape[1] - 1)
        part = corner[above][:, left]
        part = part + part[::-1]
        coverage: Array = part + part[:, ::-1]
        coverage.flags.writeable = False
        return coverage


_few = lru_cache(maxsize=6)(_Prepared)  # on large grids: three kernels for heat, one for access, one for neighbourhoods, one spare
_many = lru_cache(maxsize=64)(_Prepared)  # on small ones: those of many draws of a distance


def _prepared(kernel: Kernel, shape: Shape) -> _Prepared:
    return _many(kernel, shape) if shape[0] * shape[1] <= _SMALL else _few(kernel, shape)


@lru_cache(maxsize=64)
def _total(kernel: Kernel) -> float:
    steps = int(kernel.reach)
    return float(4 * _halved_axes(_quarter(kernel, (steps + 1, steps + 1))).sum())


def _quarter(kernel: Kernel, shape: Shape) -> Array:
    """k on the offsets (0.., 0..) that fit both the reach and a grid of that shape."""
    steps = int(kernel.reach)
    down, right = (np.arange(min(steps, n - 1) + 1, dtype=np.float64) for n in shape)
    return kernel.weights(np.hypot(down[:, None], right[None, :]))


def _halved_axes(quarter: Array) -> Array:
    """The quarter with its two axes at half weight, so that four of them make the whole kernel once."""
    halved = quarter.copy()
    halved[0] *= 0.5
    halved[:, 0] *= 0.5
    return halved
