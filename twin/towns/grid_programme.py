"""What each block of a grid town is for: central places in the middle, houses and workshops outside."""

from dataclasses import dataclass
from math import hypot
from random import Random
from typing import NamedTuple

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
    Wish("church", 6, 120, 0.15),
    Wish("town hall", 9, 10_000, 0.2),
    Wish("park", 3, 26, 0.5),
    Wish("school", 4, 40, 0.45),
    Wish("supermarket", 8, 110, 0.9),
    Wish("slabs", 12, 16, 0.75),
    Wish("stadium", 14, 150, 0.95),
    Wish("clinic", 16, 300, 0.6),
    Wish("workshops", 18, 34, 1.0),
    Wish("allotments", 24, 80, 0.95),
    Wish("cemetery", 28, 150, 0.85),
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
    radius = {cell: _radius(layout, cell, centre) for cell in cells}
    kinds: dict[Node, str] = {market: "market"} if market else {}
    for wish in WISHES:
        if len(cells) >= wish.least:
            for _ in range(1 + len(cells) // wish.per if wish.per < len(cells) else 1):
                _settle(wish, cells, radius, kinds, rng)
    for extra in range(len(cells) // 160):
        _settle(Wish("market", 0, 1, 0.3 + 0.1 * (extra % 5)), cells, radius, kinds, rng)
    for cell in cells:
        if cell not in kinds:
            kinds[cell] = _fabric(radius[cell], len(cells), rng)
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


def _settle(wish: Wish, cells: list[Node], radius: dict[Node, float], kinds: dict[Node, str], rng: Random) -> None:
    """Put one more block of a kind at about its radius, away from others of its kind."""
    same = [cell for cell, kind in kinds.items() if kind == wish.kind]

    def cost(cell: Node) -> float:
        nearest = min((hypot(cell[0] - a, cell[1] - b) for a, b in same), default=9.0)
        return abs(radius[cell] - wish.radius) + 0.3 * rng.random() + (0.0 if nearest >= 9 else 0.6 / (1 + nearest))

    free = [cell for cell in cells if cell not in kinds]
    if len(free) > 1:
        kinds[min(free, key=cost)] = wish.kind


def _fabric(radius: float, count: int, rng: Random) -> str:
    """The ordinary kinds of block: closed in the centre, open at the rim."""
    if count <= 4:
        return "town"
    if radius < 0.3:
        return "old" if radius < 0.2 else "town"
    if radius < 0.62:
        return rng.choice(("town", "town", "mixed", "terraces"))
    return rng.choice(("houses", "houses", "houses", "terraces", "mixed"))
