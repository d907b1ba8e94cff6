"""PlantTrees: street and park trees, with the crown they will have some years after planting."""

from math import hypot
from typing import Annotated, ClassVar, Literal

import numpy as np
import shapely
from pydantic import BeforeValidator, Field
from scipy.spatial import cKDTree

from twin.city import City
from twin.covers import BY_KEY, GROUND
from twin.interventions.base import Intervention, Where, nothing_done, refused
from twin.interventions.prices import PRICES
from twin.models.trees import crown_diameter, known_species
from twin.overlay import Shapes, polygonal, union
from twin.trees import crowns
from twin.words import Words, quantity
from twin.works import Cost, Work

SPECIES_NAME = Literal["plane", "lime", "maple", "oak", "cherry", "pear"]
NO_TREE_ON = ("roof", "green_roof", "cool_roof", "carriageway", "ballast", "water")
KERB = 1.0  # m between the kerb and the trunk
NEAREST = 3.0  # m between a new trunk and one that stands there


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class PlantTrees(Intervention):
    """Plant trees every `spacing` metres along a street or line (`along`), or on a square pattern over an area (`where`).

    along     name of a street (both pavements) or a line in local metres (on the line itself)
    where     polygon in local metres or name of a place; give `along` or `where`
    spacing   distance between trees [m]
    species   plane, lime, maple, oak, cherry or pear
    age       years after planting at which the crowns are shown: a tree planted today shades little for ten years

    Trees do not grow on roofs, carriageways, rails or water, nor within 3 m of a tree that stands there: those are left out and
    counted. The ground below keeps its cover. Cost: one price per tree in paved ground with its pit, another in open ground.
    Left out: watering and upkeep, losses, roots and cables.
    """

    label: ClassVar[Words] = Words("Plant trees", "Planter des arbres")
    shape_fields: ClassVar[tuple[str, ...]] = ("where", "along")
    where: Annotated[Where | None, Field(description="polygon in local metres or name of a place")] = None
    along: Annotated[Where | None, Field(description="line in local metres or name of a street")] = None
    spacing: Annotated[float, Field(ge=3, le=50, description="distance between trees [m]")] = 8.0
    species: Annotated[SPECIES_NAME, BeforeValidator(_lower), Field(description="kind of tree")] = "lime"
    age: Annotated[int, Field(ge=1, le=60, description="years after planting at which crowns are shown")] = 15

    def model_post_init(self, _context: object) -> None:
        if (self.where is None) == (self.along is None):
            raise refused(
                "PlantTrees",
                "give either along (a street name or line) or where (a polygon or place name), not both",
                "donner along (une rue ou une ligne) ou where (une surface ou un lieu), pas les deux",
            )

    def carry_out(self, city: City) -> City:
        kind = known_species(self.species).label
        title = Words(f"Plant trees ({kind})", f"Planter des arbres ({kind.fr})")
        wanted = self._row(city) if self.along is not None else self._pattern(city)
        spots, open_ground, refused = _plantable(city, wanted)
        if not len(spots):
            reason = Words("no free ground for a tree there", "pas de place pour un arbre à cet endroit")
            return nothing_done(city, "PlantTrees", title, reason)
        crown = crown_diameter(self.species, self.age)
        x, y = spots[:, 0], spots[:, 1]
        land, gained = city.land.shade(crowns(x, y, np.full(len(x), crown)))
        trees = city.trees.plus(x, y, crown, self.species, self.year or city.year)
        green = int(open_ground.sum())
        wide, shade = quantity(crown, "m", 1), quantity(gained, "m²")
        note = Words(
            f"{title}: {len(x)} planted, {green} of them in open ground; crowns of {wide} after {self.age} years add {shade} of canopy; "
            f"{refused} places left out (roof, carriageway, rails, water, or a tree too near)",
            f"{title.fr} : {len(x)} plantés, dont {green} en pleine terre ; des houppiers de {wide.fr} après {self.age} ans ajoutent "
            f"{shade.fr} de canopée ; {refused} emplacements écartés (toit, chaussée, voie ferrée, eau ou arbre trop proche)",
        )
        costs = (
            Cost(len(x) - green, PRICES["street_tree"], Words("trees in paved ground", "arbres en sol revêtu")),
            Cost(green, PRICES["park_tree"], Words("trees in open ground", "arbres en pleine terre")),
        )
        return city.after(Work("PlantTrees", title, note, shapely.multipoints(spots), costs), land=land, trees=trees)

    def _row(self, city: City) -> np.ndarray:
        """Places along a line; for a street, on both pavements just behind the kerb."""
        if isinstance(self.along, str):
            rows = city.street(self.along)
            streets = city.streets
            sides = [shapely.offset_curve(streets.lines[r], side * (streets.width[r] / 2 + KERB)) for r in rows for side in (1, -1)]
            lines = shapely.get_parts(np.array(sides, dtype=object))
        else:
            lines = shapely.get_parts(shapely.get_parts(np.array([self.along], dtype=object)))
            if not (shapely.get_type_id(lines) == shapely.GeometryType.LINESTRING).all():
                raise refused(
                    "PlantTrees", "along needs a line, not an area; use where= for one", "along demande une ligne, pas une surface"
                )
        return np.concatenate([_every(line, self.spacing) for line in lines if line.length > 0] or [np.empty((0, 2))])

    def _pattern(self, city: City) -> np.ndarray:
        """Places on a square pattern inside an area, half a spacing from its bounding box."""
        shape = self.shape(city)
        area: Shapes = polygonal(shape)
        if not len(area):
            raise refused(
                "PlantTrees", f"where needs an area, not a {shape.geom_type}; use along= for a line or street", "where demande une surface"
            )
        minx, miny, maxx, maxy = shape.bounds
        if (maxx - minx) * (maxy - miny) / self.spacing**2 > 1e6:
            raise refused(
                "PlantTrees",
                f"over a million trees at {self.spacing:g} m: draw a smaller area or a larger spacing",
                f"plus d'un million d'arbres à {self.spacing:g} m : dessiner une surface plus petite ou espacer davantage",
            )
        xs = np.arange(minx + self.spacing / 2, maxx, self.spacing)
        ys = np.arange(miny + self.spacing / 2, maxy, self.spacing)
        spots = np.stack([a.ravel() for a in np.meshgrid(xs, ys)], axis=1)
        if not len(spots):
            spots = shapely.get_coordinates(shapely.point_on_surface(shape))
        return np.asarray(spots[shapely.contains_xy(union(area), spots[:, 0], spots[:, 1])])


def _every(line: shapely.LineString, spacing: float) -> np.ndarray:
    """Points every `spacing` metres along a line, centred on it."""
    count = max(1, int(line.length // spacing))
    start = (line.length - (count - 1) * spacing) / 2
    return np.asarray(shapely.get_coordinates(shapely.line_interpolate_point(line, start + spacing * np.arange(count))))


def _plantable(city: City, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """(places where a tree can stand, which of them are open ground, how many were refused)."""
    minx, miny, maxx, maxy = city.bounds
    inside = (wanted[:, 0] >= minx) & (wanted[:, 0] < maxx) & (wanted[:, 1] >= miny) & (wanted[:, 1] < maxy)
    spots = wanted[inside]
    cover = city.land.at(spots[:, 0], spots[:, 1])
    free = ~np.isin(cover, NO_TREE_ON)
    if len(city.trees) and len(spots):
        distance, _ = cKDTree(np.stack([city.trees.x, city.trees.y], axis=1)).query(spots)
        free &= distance >= NEAREST
    keep = np.flatnonzero(free)
    apart: list[int] = []
    for i in keep:  # two rows may meet at a corner
        if all(hypot(*(spots[i] - spots[j])) >= NEAREST for j in apart[-200:]):
            apart.append(int(i))
    kept = spots[apart]
    open_ground = np.array([c in GROUND and not BY_KEY[c].sealed for c in cover[apart]], dtype=bool)
    return kept, open_ground, len(wanted) - len(kept)
