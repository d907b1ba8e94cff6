"""The street grid of a generated town: where its corners lie, which lines are boulevards, where the river runs.

Lines are numbered from the south-west; one row of cells, `river_row`, is the river with a quay on either side.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import ceil, pi, sin
from random import Random

from twin.towns.geometry import XY
from twin.towns.names import StreetNames
from twin.towns.streets import Street

MARGIN = 62.0  # m of countryside outside the ring road, at least
SNAP = 20.0  # m of which the sides of the sheet are multiples
SOUTH = 116.0  # m south of it, where the railway runs
RIVER_BAND = 80.0  # m between the axes of the two quays
BEND = 13.0  # m by which the grid sways

Node = tuple[int, int]  # column line, row line


@dataclass(frozen=True)
class Layout:
    """Corners and streets of a grid town.

    columns, rows   cells across and up, the river row included
    corners         where lines cross [m]
    station_line    the column line that leads from the station into town ("Rue de la Gare")
    """

    columns: int
    rows: int
    river_row: int
    width: float
    height: float
    corners: dict[Node, XY]
    station_line: int
    bridges: frozenset[int]

    def middle(self, cell: Node) -> XY:
        """The middle of a cell [m]."""
        i, j = cell
        four = [self.corners[i + a, j + b] for a in (0, 1) for b in (0, 1)]
        return sum(x for x, _ in four) / 4, sum(y for _, y in four) / 4

    @cached_property
    def cells(self) -> list[Node]:
        return [(i, j) for j in range(self.rows) for i in range(self.columns) if j != self.river_row]

    def river_axis(self, rng: Random) -> list[XY]:
        """Points down the middle of the river band, swaying, from beyond the west edge to beyond the east edge."""
        j = self.river_row
        axis = []
        for i in range(self.columns + 1):
            (x0, y0), (x1, y1) = self.corners[i, j], self.corners[i, j + 1]
            axis.append(((x0 + x1) / 2, (y0 + y1) / 2 + rng.uniform(-6, 6)))
        return [
            (-40.0, axis[0][1] - 14),
            (5.0, axis[0][1] - 8),
            *axis,
            (self.width - 5, axis[-1][1] + 8),
            (self.width + 40, axis[-1][1] + 14),
        ]


def lay_out(columns: int, block_rows: int, rng: Random) -> Layout:
    """Lay the lines: block sides of 85 to 120 m, the whole grid gently bent, corners a little off."""
    rows = block_rows + 1
    river_row = max(1, round(0.55 * block_rows + rng.uniform(-0.3, 0.3)))
    xs, ys = [MARGIN], [SOUTH]
    for _ in range(columns):
        xs.append(xs[-1] + rng.uniform(88, 122))
    for j in range(rows):
        ys.append(ys[-1] + (RIVER_BAND if j == river_row else rng.uniform(80, 104)))
    phase_x, phase_y = rng.uniform(0, 2 * pi), rng.uniform(0, 2 * pi)
    long_x, long_y = rng.uniform(620, 900), rng.uniform(560, 820)
    corners = {}
    for i, x in enumerate(xs):
        for j, y in enumerate(ys):
            sway_x = BEND * sin(2 * pi * y / long_y + phase_x) + rng.uniform(-3, 3)
            sway_y = BEND * sin(2 * pi * x / long_x + phase_y) + rng.uniform(-3, 3)
            corners[i, j] = (round(x + sway_x, 2), round(y + sway_y, 2))
    count = round(columns / 3) if columns > 1 else 0
    bridges = {0, columns} | {round(columns * (k + 1) / (count + 1)) for k in range(count)}
    station_line = columns // 2 + (1 if columns > 2 else 0)
    width, height = (SNAP * ceil((end + MARGIN) / SNAP) for end in (xs[-1], ys[-1]))  # whole cells at any usual cell size
    return Layout(columns, rows, river_row, width, height, corners, station_line, frozenset(bridges))


def streets(layout: Layout, names: StreetNames, market: Node | None, rng: Random) -> list[Street]:
    """Every street of the grid: ring road, boulevards, quays, residential streets, bridges and roads out of town."""
    special = _special(layout, market)
    found = _ring(layout, names)
    for i in range(1, layout.columns):
        section, kind = _main_column(layout, i) or (_ordinary(rng), "street")
        nodes = [(i, j) for j in range(layout.rows + 1)]
        found += _runs(layout, nodes, section, kind, names, special, "Rue de la Gare" if i == layout.station_line else "")
    for j in range(1, layout.rows):
        section, kind, name = _main_row(layout, j) or (_ordinary(rng), "street", "")
        nodes = [(i, j) for i in range(layout.columns + 1)]
        found += _runs(layout, nodes, section, kind, names, special, name)
    return found + _roads_out(layout)


def _ring(layout: Layout, names: StreetNames) -> list[Street]:
    """The ring road: one way south of the river, one north of it, and its two bridges."""
    last, top, south, north = layout.columns, layout.rows, layout.river_row, layout.river_row + 1
    below = [(0, j) for j in range(south, 0, -1)] + [(i, 0) for i in range(last + 1)] + [(last, j) for j in range(1, south + 1)]
    above = [(0, j) for j in range(north, top)] + [(i, top) for i in range(last + 1)] + [(last, j) for j in range(top - 1, north - 1, -1)]
    ring = [Street("Boulevard Circulaire", "ring", tuple(layout.corners[n] for n in part)) for part in (below, above)]
    ends = [((i, south), (i, north)) for i in (0, last)]
    return ring + [Street(names.bridge(), "avenue", (layout.corners[a], layout.corners[b]), bridge=True) for a, b in ends]


def _main_column(layout: Layout, i: int) -> tuple[str, str] | None:
    """Section and kind of a main street running north, None for an ordinary one."""
    if i == layout.station_line:
        return "wide street", "street"
    if i == layout.columns // 2:
        return ("dual boulevard" if layout.columns >= 12 else "boulevard"), "boulevard"
    if i % 5 == 2 and i in layout.bridges:
        return "avenue with cycle lanes", "avenue"
    return None


def _main_row(layout: Layout, j: int) -> tuple[str, str, str] | None:
    """Section, kind and given name of a main street running east, None for an ordinary one."""
    if j == layout.river_row:
        return "quay", "street", "Quai des Lavandières"
    if j == layout.river_row + 1:
        return "quay", "street", "Quai des Tanneurs"
    if j == max(1, layout.river_row // 2):
        return "boulevard with cycle lanes", "boulevard", ""
    if j % 6 == 5:
        return "avenue", "avenue", ""
    return None


def _ordinary(rng: Random) -> str:
    return rng.choice(("street", "street", "wide street", "one-way", "estate"))


def _special(layout: Layout, market: Node | None) -> dict[frozenset[Node], str]:
    """The stretches that are for people on foot: one pedestrian and one shared street, the ordinary ones nearest the market."""
    if market is None:
        return {}
    i, j = market
    rows = [((a, b), (a + 1, b)) for a in range(layout.columns) for b in range(1, layout.rows) if _main_row(layout, b) is None]
    columns = [
        ((a, b), (a, b + 1))
        for a in range(1, layout.columns)
        for b in range(layout.rows)
        if _main_column(layout, a) is None and b != layout.river_row
    ]
    middle = [(abs(a + c - 2 * i - 1) + abs(b + d - 2 * j - 1), (a, b), (c, d)) for (a, b), (c, d) in rows + columns]
    nearest = [frozenset(ends) for _, *ends in sorted(middle)[:2]]
    return dict(zip(nearest, ("pedestrian", "living"), strict=False))


def _runs(
    layout: Layout, nodes: list[Node], section: str, kind: str, names: StreetNames, special: dict[frozenset[Node], str], given: str
) -> list[Street]:
    """A line of the grid as streets: cut at the river where no bridge crosses, a way of its own for each bridge."""
    runs: list[tuple[str, list[Node]]] = []
    for a, b in pairwise(nodes):
        crossing = a[0] == b[0] and a[1] == layout.river_row
        manner = "bridge" if crossing else special.get(frozenset({a, b}), section)
        if crossing and a[0] not in layout.bridges:
            manner = "none"
        if not runs or runs[-1][0] != manner:
            runs.append((manner, [a]))
        runs[-1][1].append(b)
    found, base = [], given
    for manner, part in runs:
        line = tuple(layout.corners[node] for node in part)
        if manner == "bridge":
            found.append(Street(names.bridge(), "avenue", line, bridge=True))
            continue
        if manner == "none" or manner != section:
            base = ""  # another name beyond
            if manner != "none":
                found.append(Street(names.next("street"), manner, line))
            continue
        base = base or names.next(kind)
        found.append(Street(base, section, line))
    return found


def _roads_out(layout: Layout) -> list[Street]:
    """The roads that leave town to the north, the west and the east."""
    north = (layout.columns // 2, layout.rows)
    j = max(1, layout.river_row // 2)
    (xn, _), (_, yw), (_, ye) = (layout.corners[node] for node in (north, (0, j), (layout.columns, j)))
    ends = {
        "Route de Bourges": (north, (xn, layout.height)),
        "Route de Vierzon": ((0, j), (0.0, yw)),
        "Route de Nevers": ((layout.columns, j), (layout.width, ye)),
    }
    return [Street(name, "avenue", (layout.corners[node], end)) for name, (node, end) in ends.items()]
