"""Mixed ground: coefficients of covers averaged over the shares of each cell, as arrays and as lines of a working."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.covers import BY_KEY, GROUND, INDEX
from twin.errors import TwinError
from twin.land import CoverMap, Land, by_density, yard_density
from twin.parameter import Coefficients
from twin.words import Words
from twin.working import Given, Heading, Line, Step

Array = NDArray[np.float64]
PRESENT = 1e-9  # a smaller share of a cell is rounding
YARDS = 3  # kinds of yards, by density


def mixed(layers: Sequence[Array] | Array, weights: Sequence[float] | Array) -> Array:
    """Σ weight × layer -> (rows, cols).

    In one pass over the layers, and without the BLAS, whose threads wait for each other on maps of this size.
    """
    if not len(layers):
        raise TwinError("a mix of no layers has no shape: give at least one")
    total: Array = np.einsum("l,lij->ij", np.asarray(weights, dtype=np.float64), np.asarray(layers))
    return total


def of_ground(land: Land, yard_sealed: Coefficients, table: Mapping[str, float]) -> Array:
    """Σ share × coefficient of each cell -> (rows, cols), yards split into paving and lawn.

    A yard is mixed as one more cover, whose coefficient is that of its own mix: nothing is split cell by cell.
    """
    layers, kept = _layers(land.cover, land.grid.cell)
    return mixed(layers, _weights(yard_sealed, table)[kept])


def areas_of_ground(land: Land, yard_sealed: Coefficients) -> dict[str, float]:
    """Area of each cover of the whole map [m²], yards split into paving and lawn."""
    total = _totals(land.cover, land.grid.cell).copy()
    sealed, yards = by_density(yard_sealed), total[len(GROUND) :]
    total[GROUND.index("paved")] += yards @ sealed
    total[GROUND.index("lawn")] += yards @ (1 - sealed)
    return dict(zip(GROUND, (total[: len(GROUND)] * land.grid.cell_area).tolist(), strict=True))


@lru_cache(maxsize=8)
def _layers(cover: CoverMap, cell: float) -> tuple[Array, NDArray[np.intp]]:
    """(layers, rows, cols) shares of ground as mapped and of yards by their density, but for those that are nowhere; and their numbers."""
    yard, density = cover["yard"], yard_density(cover, cell)
    layers = np.stack([*(cover[key] for key in GROUND), *(np.where(density == k, yard, 0.0) for k in range(YARDS))])
    kept = np.flatnonzero(layers.any(axis=(1, 2)))
    return layers[kept], kept


@lru_cache(maxsize=8)
def _totals(cover: CoverMap, cell: float) -> Array:
    """The sum over all cells of each cover of `GROUND`, then of yards by their density."""
    total = np.zeros(len(GROUND) + YARDS)
    layers, kept = _layers(cover, cell)
    total[kept] = layers.sum(axis=(1, 2))
    return total


def _weights(yard_sealed: Coefficients, table: Mapping[str, float]) -> Array:
    """The coefficient of each cover of `GROUND`, then of yards by their density."""
    sealed = by_density(yard_sealed)
    return np.array([*(float(table[key]) for key in GROUND), *(sealed * float(table["paved"]) + (1 - sealed) * float(table["lawn"]))])


def of_map(land: Land, table: Mapping[str, float]) -> Array:
    """Σ share × coefficient over the covers of `table` as the map shows them: unmapped private yards belong to none."""
    kept = {key: float(value) for key, value in table.items() if value}
    return mixed([land.cover[key] for key in kept], list(kept.values())) if kept else np.zeros(land.grid.shape)


def mapped(land: Land, keys: Sequence[str]) -> Array:
    """(covers, rows, cols) shares of these covers as the map shows them."""
    shares: Array = land.fractions[[INDEX[key] for key in keys]]
    return shares


def present(shares: Array, row: int, col: int, keys: Sequence[str] = GROUND) -> list[str]:
    """The covers of one cell."""
    return [key for key, share in zip(keys, shares[:, row, col], strict=True) if share > PRESENT]


def share_lines(shares: Array, row: int, col: int, keys: Sequence[str] = GROUND) -> list[Line]:
    """A heading for one cell and the share f_… of each of its covers."""
    lines: list[Line] = [Heading(Words(f"One cell: row {row}, column {col}", f"Une maille : ligne {row}, colonne {col}"))]
    for key in present(shares, row, col, keys):
        label = BY_KEY[key].label
        meaning = Words(f"share of {label}".lower(), f"part : {label.fr}".lower())
        lines.append(Given(f"f_{key}", float(shares[keys.index(key), row, col]), "1", meaning))
    return lines


def mix_lines(symbol: str, table: Coefficients, covers: Sequence[str], unit: str, what: Words) -> list[Line]:
    """The coefficient of each cover of a cell, and their mean over its shares as the step `symbol`; zeros are passed over."""
    counted = [key for key in covers if float(table[key]) != 0]
    lines: list[Line] = []
    for key in counted:
        label = BY_KEY[key].label
        meaning = Words(f"{what}, {label.lower()}", f"{what.fr}, {label.fr.lower()}")
        lines.append(Given(f"{symbol}_{key}", float(table[key]), unit, meaning, f"{table.name}.{key}"))
    formula = " + ".join(f"f_{key} * {symbol}_{key}" for key in counted) or "0"
    return [*lines, Step(symbol, formula, unit, Words(f"{what}, mean of the cell", f"{what.fr}, moyenne de la maille"))]
