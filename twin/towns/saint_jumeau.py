"""Saint-Jumeau, the built-in town: drawn by hand in `saint_jumeau_plan`, stored in seeds/saint_jumeau.geojson.

`saint_jumeau_features` reads the stored map; `build` draws it anew, and a test holds the two together.
After a change to the plan or to the drawing: `python -m twin.towns` writes the file again.
"""

from random import Random

from shapely import LineString, Point, Polygon

from twin.features import MapFeatures
from twin.seeds import seed_folder, seed_path
from twin.towns import dwellings, facilities, green
from twin.towns import saint_jumeau_plan as plan
from twin.towns import streets as roads
from twin.towns.canvas import Canvas
from twin.towns.frontage import perimeter
from twin.towns.railway import railway
from twin.towns.stored import read_geojson, to_geojson

NAME = "Saint-Jumeau"
FILE = "saint_jumeau.geojson"


def saint_jumeau_features() -> MapFeatures:
    """The built-in town, about 1 km² and 5 000 residents, as OSM-tagged shapes read from seeds/saint_jumeau.geojson."""
    return read_geojson(seed_path(FILE))


def build() -> MapFeatures:
    """Draw Saint-Jumeau: river, railway and streets, then the blocks between them, each by its programme."""
    canvas = Canvas(plan.SIDE, plan.SIDE)
    streets = plan.STREETS
    water = green.river(canvas, plan.RIVER, plan.RIVER_WIDTHS, "La Jumelle")
    bed = railway(canvas, plan.RAILWAY, plan.PLATFORM)
    clear = [water, bed]
    cuts = [LineString(cut).buffer(0.4, cap_style="flat") for cut in plan.CUTS]
    found = roads.blocks([s for s in streets if not s.bridge], [water.buffer(1.0), bed, *cuts], canvas.extent)
    for (x, y), programme in plan.BLOCKS.items():
        rng = Random(f"{NAME}/{x:.0f}/{y:.0f}")
        here = [block for block in found if block.contains(Point(x, y))]
        if len(here) != 1:
            raise AssertionError(f"the point ({x}, {y}) of the plan lies in {len(here)} blocks")
        found.remove(here[0])
        clear += _fill(canvas, here[0], programme, rng)
    for block in found:
        green.banks(canvas, block, water, Random(f"{NAME}/{block.centroid.x:.0f}/{block.centroid.y:.0f}"))
    for line, tags in plan.LINES:
        canvas.line(line, tags)
    roads.draw(canvas, streets)
    roads.plant(canvas, streets, Random(f"{NAME}/street trees"))
    return canvas.finish(NAME, clear, roads.carriageways(streets))


def _fill(canvas: Canvas, block: Polygon, programme: plan.Programme, rng: Random) -> list[Polygon]:
    """Draw one block; returns the water it holds, to be kept clear."""
    name, facing = programme.name, programme.facing
    match programme.kind:
        case "old" | "town" | "mixed":
            perimeter(canvas, block, programme.kind, rng, programme.shops, facing)
        case "houses":
            dwellings.houses(canvas, block, rng, programme.styles)
        case "terraces":
            dwellings.terraces(canvas, block, rng, programme.styles)
        case "slabs":
            dwellings.slabs(canvas, block, rng, name)
        case "park":
            return green.park(canvas, block, rng, name)
        case "square":
            facilities.market_square(canvas, block, rng, name, "Halle du Marché")
        case "church":
            facilities.church(canvas, block, rng, name, facing or (0, 0), "Parvis Saint-Jumeau")
        case "school":
            facilities.school(canvas, block, rng, name, "Cour de l'école", facing)
        case "town hall":
            facilities.town_hall(canvas, block, rng, facing or (0, 0))
        case "station":
            facilities.station(canvas, block, rng, NAME, facing or (0, 0), plan.FORECOURT)
        case "supermarket":
            facilities.supermarket(canvas, block, rng, name, facing)
        case "workshops":
            facilities.workshops(canvas, block, rng, name, facing)
        case "stadium":
            facilities.stadium(canvas, block, rng, name)
        case "clinic":
            facilities.clinic(canvas, block, rng, name)
        case "allotments":
            green.allotments(canvas, block, rng, name)
        case "cemetery":
            green.cemetery(canvas, block, rng, name)
        case "wood":
            green.wood(canvas, block, name)
        case "field":
            green.field(canvas, block, rng)
        case "meadow":
            green.meadow(canvas, block, rng)
    return []


def write() -> None:
    """Write seeds/saint_jumeau.geojson."""
    (seed_folder() / FILE).write_text(to_geojson(build()), encoding="utf-8")
