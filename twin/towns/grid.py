"""A generated town on a gently bent grid: the same blocks and seed give the same town, another seed another one."""

from random import Random

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from twin.errors import TwinError
from twin.features import MapFeatures
from twin.towns import dwellings, facilities, green
from twin.towns import streets as roads
from twin.towns.canvas import Canvas
from twin.towns.frontage import perimeter
from twin.towns.geometry import XY
from twin.towns.grid_layout import SOUTH, Layout, Node, lay_out, streets
from twin.towns.grid_programme import HOUSE_STYLES, Programmes, programmes
from twin.towns.names import SHOPS, PlaceNames, StreetNames
from twin.towns.railway import railway

MOST = (60, 50)
STATION = 175.0  # m of ground along the street for the station and its car park


def grid_features(blocks: tuple[int, int] = (6, 5), seed: int = 7) -> MapFeatures:
    """A believable French town of `blocks` = (west to east, south to north) blocks, as OSM-tagged shapes.

    From (1, 1), one block between ring road, river and railway, up to (60, 50). Raises TwinError for other sizes and for
    a seed that is not a whole number from 0 on.
    """
    columns, block_rows = _checked(blocks, seed)
    rng = Random(f"grid town/{columns}/{block_rows}/{seed}")
    layout = lay_out(columns, block_rows, rng)
    what = programmes(layout, rng)
    ways = streets(layout, StreetNames(rng), what.market, rng)
    canvas = Canvas(layout.width, layout.height)
    axis = layout.river_axis(rng)
    water = green.river(canvas, axis, [rng.uniform(30, 37) for _ in axis], "La Jumelle")
    bed, cuts = _railway(canvas, layout)
    found = roads.blocks([w for w in ways if not w.bridge], [water.buffer(1.0), bed, *cuts], canvas.extent)
    places = PlaceNames()
    clear = [water, bed, *_fill_cells(canvas, layout, what, found, places, seed)]
    _fill_outskirts(canvas, layout, found, water, places, Random(f"outskirts/{columns}/{block_rows}/{seed}"))
    _avenue_of_poplars(canvas, layout)
    roads.draw(canvas, ways)
    roads.plant(canvas, ways, rng)
    return canvas.finish(f"Grid town {columns} × {block_rows}, seed {seed}", clear, roads.carriageways(ways))


def _checked(blocks: tuple[int, int], seed: int) -> tuple[int, int]:
    allowed = f"blocks is (west to east, south to north), whole numbers from (1, 1) to {MOST}"
    try:
        columns, rows = blocks
    except (TypeError, ValueError):
        raise TwinError(f"blocks={blocks!r} cannot be laid out: {allowed}") from None
    if not all(isinstance(n, int | np.integer) and not isinstance(n, bool) for n in (columns, rows)):
        raise TwinError(f"blocks={blocks!r} cannot be laid out: {allowed}")
    if not (1 <= columns <= MOST[0] and 1 <= rows <= MOST[1]):
        raise TwinError(f"blocks={blocks!r} cannot be laid out: {allowed}")
    if not isinstance(seed, int | np.integer) or isinstance(seed, bool) or seed < 0:
        raise TwinError(f"seed={seed!r} is not usable: give a whole number, 0 or more")
    return int(columns), int(rows)


def _railway(canvas: Canvas, layout: Layout) -> tuple[Polygon, list[Polygon]]:
    """The railway south of the ring road, and the boundaries that divide the outskirts into plots."""
    x, _ = layout.corners[layout.station_line, 0]
    y = SOUTH - 84.0
    bed = railway(canvas, ((-20, y - 4), (layout.width / 2, y), (layout.width + 20, y + 4)), (x - 60 + 20, x + 120 + 20))
    lines = [((a, 0.0), (a, SOUTH)) for a in (x - 60, x - 60 + STATION)]
    for i in range(0, layout.columns + 1, 2):
        x, y = layout.corners[i, layout.rows]
        lines += [((x, y), (x, layout.height)), ((x, SOUTH - 82.0), (x, SOUTH))]
    for j in range(0, layout.rows + 1, 2):
        (xw, yw), (xe, ye) = layout.corners[0, j], layout.corners[layout.columns, j]
        lines += [((0.0, yw + 9), (xw, yw + 9)), ((xe, ye - 9), (layout.width, ye - 9))]
    return bed, [LineString(line).buffer(0.4, cap_style="flat") for line in lines]


def _fill_cells(canvas: Canvas, layout: Layout, what: Programmes, found: list[Polygon], places: PlaceNames, seed: int) -> list[Polygon]:
    """Draw the block of every cell and take it off `found`; returns ponds."""
    ponds: list[Polygon] = []
    middles = [layout.middle(cell) for cell in layout.cells]
    market = layout.middle(what.market) if what.market else middles[0]
    cell_of, block_of = shapely.STRtree(found).query(shapely.points(middles), predicate="within")
    for c, k in zip(cell_of, block_of, strict=True):
        cell = layout.cells[c]
        ponds += _fill(canvas, found[k], cell, what, market, places, Random(f"cell/{cell}/{seed}"))
    used = set(block_of.tolist())
    found[:] = [block for k, block in enumerate(found) if k not in used]
    return ponds


def _fill(canvas: Canvas, block: Polygon, cell: Node, what: Programmes, market: XY, places: PlaceNames, rng: Random) -> list[Polygon]:
    kind = what.kinds[cell]
    match kind:
        case "old" | "town" | "mixed":
            perimeter(canvas, block, kind, rng, SHOPS[:4] if cell in what.shopping else (), market)
        case "houses":
            dwellings.houses(canvas, block, rng, HOUSE_STYLES[rng.randrange(len(HOUSE_STYLES))])
        case "terraces":
            dwellings.terraces(canvas, block, rng, HOUSE_STYLES[0])
        case "slabs":
            dwellings.slabs(canvas, block, rng)
        case "park":
            return green.park(canvas, block, rng, places.next("park"))
        case "market":
            facilities.market_square(canvas, block, rng, places.next("market"), "Halle" if cell == what.market else "")
        case "church":
            name = places.next("church")
            facilities.church(canvas, block, rng, name, market, f"Parvis {name.removeprefix('Église ')}")
        case "school":
            name = places.next("school")
            facilities.school(canvas, block, rng, name, places.yard(name))
        case "town hall":
            facilities.town_hall(canvas, block, rng, market)
        case "supermarket":
            facilities.supermarket(canvas, block, rng, places.next("supermarket"))
        case "clinic":
            facilities.clinic(canvas, block, rng, places.next("clinic"))
        case "stadium":
            facilities.stadium(canvas, block, rng, places.next("stadium"))
        case "allotments":
            green.allotments(canvas, block, rng, places.next("allotments"))
        case "workshops":
            facilities.workshops(canvas, block, rng)
        case "cemetery":
            green.cemetery(canvas, block, rng, places.next("cemetery"))
    return []


def _fill_outskirts(canvas: Canvas, layout: Layout, left: list[Polygon], water: Polygon, places: PlaceNames, rng: Random) -> None:
    """Banks along the river, the station by the railway, fields, woods and meadows outside the ring road."""
    x, y = layout.corners[layout.station_line, 0]
    gate = Point(x + 25, y - 30)
    for block in left:
        if block.contains(gate):
            facilities.station(canvas, block, rng, "Ville-Jumelle", (x, y), 0.66)
        elif block.distance(water) < 2.5:
            green.banks(canvas, block, water, rng)
        elif block.area < 900:
            green.lawn(canvas, block, rng)
        elif SOUTH - 75 < block.centroid.y < layout.corners[0, 0][1] - 15:
            _by_the_rails(canvas, block, places, rng)
        else:
            _countryside(canvas, block, rng)


def _by_the_rails(canvas: Canvas, block: Polygon, places: PlaceNames, rng: Random) -> None:
    """Between ring road and railway: workshops, allotments, rough grass."""
    match rng.choice(("workshops", "workshops", "allotments", "meadow")):
        case "workshops":
            top = block.bounds[3]
            facilities.workshops(canvas, block, rng, facing=(block.centroid.x, top))
        case "allotments":
            green.allotments(canvas, block, rng, places.next("allotments"))
        case _:
            green.meadow(canvas, block, rng)


def _avenue_of_poplars(canvas: Canvas, layout: Layout) -> None:
    """A row of poplars on either side of the road out to the north."""
    x, y = layout.corners[layout.columns // 2, layout.rows]
    for offset in (-11.0, 11.0):
        row = [(x + offset, y + 14), (x + offset, layout.height - 4)]
        canvas.line(row, {"natural": "tree_row", "species": "Populus nigra", "height": "18"})


def _countryside(canvas: Canvas, block: Polygon, rng: Random) -> None:
    match rng.choice(("field", "field", "wood", "meadow")):
        case "wood":
            green.wood(canvas, block)
        case "meadow":
            green.meadow(canvas, block, rng)
        case _:
            green.field(canvas, block, rng, rng.choice(("wheat", "rapeseed", "barley")))
