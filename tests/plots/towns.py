"""Small towns and plans to draw."""

from functools import cache

import shapely

from twin.city import City
from twin.comparison import Comparison, compare
from twin.interventions import Intervention
from twin.interventions.bike_lane import BikeLane
from twin.interventions.depave import Depave
from twin.interventions.light_paving import LightPaving
from twin.interventions.plant_trees import PlantTrees
from twin.interventions.roofs import CoolRoof, GreenRoof
from twin.plan import Plan

LONG = "Réaménagement très ambitieux du quartier de l'Île-aux-Hérons, de la place de l'Hôtel-de-Ville à l'ancienne gare d'Été"


def drawn(width: float, height: float) -> list[tuple[shapely.Geometry, dict[str, str]]]:
    """Every cover group on a strip of ground: two streets, car parks, a park, a pond, a wood, rails and rows of houses."""
    y = height / 2
    shapes: list[tuple[shapely.Geometry, dict[str, str]]] = [
        (shapely.LineString([(0, y), (width, y)]), {"highway": "residential", "name": "Rue Haute", "parking:both": "lane", "width": "11"}),
        (shapely.LineString([(width / 2, 0), (width / 2, height)]), {"highway": "tertiary", "name": "Avenue Basse", "width": "8"}),
        (shapely.box(20, 20, 70, 60), {"amenity": "parking", "surface": "asphalt", "name": "Grand Parking"}),
        (shapely.box(90, 20, 140, 60), {"amenity": "parking", "surface": "asphalt", "name": "Petit Parking"}),
        (shapely.box(160, 20, 240, 80), {"leisure": "park", "name": "Parc des Érables"}),
        (shapely.box(250, 20, 280, 60), {"natural": "wood"}),
        (shapely.Point(200, 50).buffer(15), {"natural": "water"}),
        (shapely.box(20, height - 30, 80, height - 10), {"highway": "pedestrian", "area": "yes", "surface": "asphalt"}),
        (shapely.box(width - 60, 10, width - 20, 40), {"natural": "bare_rock"}),
        (shapely.box(width - 60, height - 40, width - 20, height - 5), {"landuse": "farmland"}),
    ]
    for i in range(int(width // 40)):
        house = shapely.box(8 + 40 * i, y + 15, 26 + 40 * i, y + 27)
        shapes.append((house, {"building": "house", "start_date": "1950"}))
        shapes.append((shapely.Point(35 + 40 * i, y + 20), {"natural": "tree", "diameter_crown": "6"}))
    return shapes


def works(count: int) -> list[Intervention]:
    """`count` interventions of every kind, for the towns of `drawn`."""
    every: list[Intervention] = [
        Depave(where="Grand Parking", to="meadow"),
        BikeLane(along="Rue Haute", replaces="parking"),
        PlantTrees(where=shapely.box(100, 20, 140, 60), spacing=9),
        GreenRoof(where=shapely.box(0, 0, 120, 1000)),
        Depave(where="Petit Parking", to="permeable_paving"),
        CoolRoof(where=shapely.box(120, 0, 240, 1000)),
        LightPaving(where=shapely.box(0, 200, 300, 300)),
        Depave(where="Grand Parking", to="lawn"),
        PlantTrees(along="Avenue Basse", spacing=12),
    ]
    return every[:count]


@cache
def compared(city: City, name: str, count: int) -> Comparison:
    return compare(city, Plan(name, works(count)))
