"""What each block of a grid town is for: central places in the middle, houses and workshops outside."""

from dataclasses import dataclass
from math import hypot
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twin.towns.grid_layout import Layout, Node

HOUSE_STYLES: tuple[tuple[str, ...], ...] = (
    ("old house", "interwar house", "interwar house"),
    ("interwar house", "post-war house", "late house"),
    ("post-war house", "late house", "late house", "recent house"),
)


class Wish(NamedTuple):
    """A kind of block a town of `least` blocks has, one more for every `per` blocks, `radius` from centre (0) to rim (1)."""

    kind: str
    least: int
    per: int
    radius: float


WISHES: tuple[Wish, ...] = (
    Wish("school", 5, 45, 0.45),
    Wish("park", 6, 36, 0.5),
    Wish("church", 9, 120, 0.15),
    Wish("supermarket", 10, 110, 0.9),
    Wish("town hall", 12, 10_000, 0.2),
    Wish("slabs", 14, 22, 0.75),
    Wish("stadium", 18, 150, 0.95),
    Wish("workshops", 24, 40, 1.0),
    Wish("clinic", 30, 300, 0.7),
    Wish("allotments", 40, 90, 0.95),
    Wish("cemetery", 40, 150, 0.85),
)


@dataclass(frozen=True)
class Programmes:
    """The kind of every cell, the cell of the market square, and the cells with shops."""

    kinds: dict[Node, str]
    market: Node | None
    shopping: frozenset[Node]


def programmes(layout: Layout, rng: Random) -> Programmes:
    """Give every cell its kind."""
    cells = layout.cells
    market = _market(layout) if len(cells) > 1 else None
    centre = market or cells[0]
    radius = [_radius(layout, cell, centre) for cell in cells]
    kinds: dict[Node, str] = {market: "market"} if market else {}
    squares = len(cells) // 160
    for wish in [*WISHES, *([Wish("market", 160, 160, 0.45)] if squares else [])]:
        if len(cells) >= wish.least:
            count = squares if wish.kind == "market" else 1 + len(cells) // wish.per
            _settle(wish, count, cells, np.array(radius), kinds, rng)
    for cell, r in zip(cells, radius, strict=True):
        if cell not in kinds:
            kinds[cell] = _fabric(r, len(cells), rng)
    around = [c for c in cells if kinds[c] in ("old", "town", "mixed")]
    near = sorted(around, key=lambda c: hypot(c[0] - centre[0], c[1] - centre[1]))
    return Programmes(kinds, market, frozenset(near[:3]))


def _market(layout: Layout) -> Node:
    """A cell on the Rue de la Gare, near the middle of the southern bank."""
    column = max(0, layout.station_line - 1)
    return min(column, layout.columns - 1), max(0, layout.river_row - 2 if layout.river_row > 2 else layout.river_row - 1)


def _radius(layout: Layout, cell: Node, centre: Node) -> float:
    """0 at the centre, about 1 at the ring road."""
    dx = (cell[0] - centre[0]) / max(1.0, layout.columns / 2)
    dy = (cell[1] - centre[1]) / max(1.0, layout.rows / 2)
    return hypot(dx, dy) / 1.15


def _settle(wish: Wish, count: int, cells: list[Node], radius: NDArray[np.float64], kinds: dict[Node, str], rng: Random) -> None:
    """Put `count` blocks of a kind at about its radius, away from others of its kind; one ordinary block always stays."""
    at = np.array(cells, dtype=float)
    taken = np.array([cell in kinds for cell in cells])
    same = [np.hypot(*(at - cell).T) for cell, kind in kinds.items() if kind == wish.kind]
    nearest = np.min(same, axis=0) if same else np.full(len(cells), np.inf)
    fit = np.abs(radius - wish.radius) + 0.3 * np.array([rng.random() for _ in cells])
    for _ in range(min(count, int((~taken).sum()) - 1)):
        best = int(np.argmin(np.where(taken, np.inf, fit + 0.6 / (1 + nearest))))
        kinds[cells[best]] = wish.kind
        taken[best] = True
        nearest = np.minimum(nearest, np.hypot(*(at - at[best]).T))


def _fabric(radius: float, count: int, rng: Random) -> str:
    """The ordinary kinds of block: closed in the centre, open at the rim."""
    if count <= 4:
        return "town"
    if radius < 0.32:
        return "old"
    if radius < 0.68:
        return rng.choice(("town", "town", "town", "mixed", "terraces"))
    return rng.choice(("houses", "houses", "terraces", "mixed"))
