"""The posterior of one or two parameters on a grid of their values: the picture that needs no trust in draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RegularGridInterpolator

from twin.models.esmda import grid_posterior
from twin.parameter import Parameter

Array = NDArray[np.float64]
NODES, FINE = 11, 51  # runs along each parameter, and nodes of the picture between them
LARGEST = 2  # parameters


@dataclass(frozen=True, eq=False)
class GridPosterior:
    """Probability of values of one or two parameters, before and after the readings.

    names        of the parameters
    axes         values along each
    prior        (axes…) probability of each node, the sum is 1; `posterior` after the readings
    """

    names: tuple[str, ...]
    axes: tuple[Array, ...]
    prior: Array
    posterior: Array

    def along(self, index: int, after: bool = True) -> Array:
        """Probability along one parameter, the other summed up."""
        whole = self.posterior if after else self.prior
        return np.asarray(whole.sum(axis=tuple(i for i in range(whole.ndim) if i != index)))


def grid_of(
    names: Sequence[str], priors: Sequence[Parameter], run: Callable[[Array], Array], reading: Array, error: Array
) -> GridPosterior:
    """Run the model on `NODES` even values of each parameter, and read it smoothly (cubic) on `FINE` between them.

    run    (runs, parameters) -> (runs, readings)
    """
    coarse = [np.linspace(p.low, p.high, NODES) for p in priors]
    fine = tuple(np.linspace(p.low, p.high, FINE) for p in priors)
    outputs = run(_nodes(coarse)).reshape(*(NODES for _ in priors), -1)
    between = RegularGridInterpolator(tuple(coarse), outputs, method="cubic")(_nodes(fine)).reshape(*(FINE for _ in priors), -1)
    prior = np.ones(())
    for p, axis in zip(priors, fine, strict=True):
        prior = np.multiply.outer(prior, _masses(p, axis))
    return GridPosterior(tuple(names), fine, np.asarray(prior), grid_posterior(between, reading, error, prior))


def _nodes(axes: Sequence[Array]) -> Array:
    return np.stack([a.ravel() for a in np.meshgrid(*axes, indexing="ij")], axis=1)


def _masses(p: Parameter, axis: Array) -> Array:
    """Probability of the stretch around each node, under the prior that draws are made of (`twin.models.sampling.spread_about`)."""
    edges = np.concatenate([[-np.inf], (axis[1:] + axis[:-1]) / 2, [np.inf]])
    return np.diff(_share_below(p, edges))


def _share_below(p: Parameter, value: Array) -> Array:
    """u = ((x - low) / (best - low))² / 2 below the best guess, mirrored above."""
    low, best, high = p.low, p.value, p.high
    rising = 0.5 * np.clip((np.clip(value, low, high) - low) / (best - low), 0, 1) ** 2 if best > low else np.zeros(value.shape)
    falling = 0.5 * np.clip((high - np.clip(value, low, high)) / (high - best), 0, 1) ** 2 if high > best else np.zeros(value.shape)
    return np.asarray(np.where(value >= high, 1.0, np.where(value < low, 0.0, np.where(value < best, rising, 1 - falling))))
