"""Mixed ground: coefficients of covers averaged over the shares of each cell, as arrays and as lines of a working."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from twin.covers import BY_KEY, GROUND, INDEX
from twin.errors import TwinError
from twin.land import Land
from twin.parameter import Coefficients
from twin.words import Words
from twin.working import Given, Heading, Line, Step

Array = NDArray[np.float64]
PRESENT = 1e-9  # a smaller share of a cell is rounding


def mixed(layers: Iterable[Array], weights: Iterable[float]) -> Array:
    """Σ weight × layer -> (rows, cols).

    One layer after the other and none of weight 0: on maps of this size that is quicker than a matrix product, and as quick
    when other programs keep the processor busy.
    """
    total: Array | None = None
    for layer, weight in zip(layers, weights, strict=True):
        if total is None:
            total, term = np.zeros(layer.shape), np.empty(layer.shape)
        if float(weight) != 0:
            total += np.multiply(layer, float(weight), out=term)
    if total is None:
        raise TwinError("a mix of no layers has no shape: give at least one")
    return total


def of_ground(shares: Array, table: Mapping[str, float]) -> Array:
    """Σ share × coefficient of each cell -> (rows, cols); `shares` (len(GROUND), rows, cols) with yards split."""
    return mixed(shares, (float(table[key]) for key in GROUND))


def of_map(land: Land, table: Mapping[str, float]) -> Array:
    """Σ share × coefficient over the covers of `table` as the map shows them: unmapped private yards belong to none."""
    return mixed((land.cover[key] for key in table), (float(value) for value in table.values()))


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
