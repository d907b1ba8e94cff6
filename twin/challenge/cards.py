"""The action cards of the table-top board: a letter, a name, and what it does in one cell of the board."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely

from twin.city import City
from twin.errors import TwinError
from twin.interventions.base import Intervention
from twin.interventions.bike_lane import BikeLane
from twin.interventions.calm_streets import CalmStreets
from twin.interventions.close_street import CloseStreet
from twin.interventions.depave import Depave
from twin.interventions.heat_pump import HeatPump
from twin.interventions.light_paving import LightPaving
from twin.interventions.plant_trees import PlantTrees
from twin.interventions.renovate import Renovate
from twin.interventions.roofs import CoolRoof, GreenRoof
from twin.overlay import union
from twin.search.patches import patches
from twin.words import Words

SMALLEST, NARROWEST = 50.0, 3.0  # m² and m: smaller paving is left to those who walk
SPACING = 10  # m between trees


@dataclass(frozen=True)
class Card:
    """One action card.

    letter  that stands for it in a code
    kind    name of the intervention
    label   what it is called
    what    what it does in the cell it lies on
    prices  keys of the prices it is paid by (`twin.interventions.prices.PRICES`); none where the stock of buildings has its own
    make    (city, cell of the board) -> the intervention
    """

    letter: str
    kind: str
    label: Words
    what: Words
    prices: tuple[str, ...]
    make: Callable[[City, shapely.Polygon], Intervention]


def paving(city: City, cell: shapely.Polygon) -> shapely.Geometry:
    """Mapped paving in a cell of the board: patches of 50 m² and more, 3 m wide and more, without paths and private plots."""
    found = patches(city, False, SMALLEST, 1e9, NARROWEST, cell).found
    if not found:
        raise TwinError(Words("no mapped paving of 50 m² or more lies there", "il n'y a pas là 50 m² de sol revêtu cartographié"))
    return union(np.array([patch.shape for patch in found], dtype=object))


def main_street(city: City, cell: shapely.Polygon) -> str:
    """The named street for cars with the most metres in a cell of the board."""
    streets = city.streets
    metres: dict[str, float] = {}
    inside = shapely.length(shapely.intersection(streets.lines, cell)) if len(streets) else np.zeros(0)
    for row in np.flatnonzero((inside > 1) & ~streets.is_path & streets.cars):
        name = str(streets.names[row])
        if name:
            metres[name] = metres.get(name, 0.0) + float(inside[row])
    if not metres:
        raise TwinError(Words("no named street for cars runs there", "aucune rue à voitures qui ait un nom n'y passe"))
    return min(metres, key=lambda name: (-round(metres[name], 3), name))


def largest_building(city: City, cell: shapely.Polygon) -> shapely.Polygon:
    """The footprint of the largest building whose middle lies in a cell of the board."""
    there = np.flatnonzero(shapely.intersects_xy(cell, *city.buildings.points.T)) if len(city.buildings) else np.zeros(0, dtype=int)
    if not len(there):
        raise TwinError(Words("no building stands there", "aucun bâtiment n'y est"))
    found = max(there, key=lambda row: (round(float(shapely.area(city.buildings.shapes[row])), 3), -int(row)))
    return city.buildings.shapes[found]


def _depave(to: str) -> Callable[[City, shapely.Polygon], Intervention]:
    return lambda city, cell: Depave(where=paving(city, cell), to=to)


_ROWS = (
    Card(
        "M",
        "Depave",
        Words("Meadow", "Prairie"),
        Words("Mapped paving of the cell becomes a meadow.", "Le sol revêtu cartographié devient une prairie."),
        ("meadow",),
        _depave("meadow"),
    ),
    Card(
        "R",
        "Depave",
        Words("Rain garden", "Jardin de pluie"),
        Words("Mapped paving becomes a rain garden.", "Le sol revêtu cartographié devient un jardin de pluie."),
        ("rain_garden",),
        _depave("rain_garden"),
    ),
    Card(
        "P",
        "Depave",
        Words("Permeable paving", "Pavés drainants"),
        Words("Mapped paving becomes permeable.", "Le sol revêtu cartographié devient drainant."),
        ("permeable_paving",),
        _depave("permeable_paving"),
    ),
    Card(
        "L",
        "LightPaving",
        Words("Light paving", "Revêtement clair"),
        Words("Mapped paving gets a light colour.", "Le sol revêtu cartographié est éclairci."),
        ("light_paving",),
        lambda city, cell: LightPaving(where=paving(city, cell)),
    ),
    Card(
        "T",
        "PlantTrees",
        Words("Trees on the square", "Arbres sur la place"),
        Words(
            "Lime trees every 10 m on the mapped paving.",
            "Des tilleuls tous les 10 m sur le sol revêtu cartographié.",
        ),
        ("street_tree", "park_tree"),
        lambda city, cell: PlantTrees(where=paving(city, cell), spacing=SPACING),
    ),
    Card(
        "A",
        "PlantTrees",
        Words("Street trees", "Arbres d'alignement"),
        Words(
            "Lime trees every 10 m along the whole main street of the cell.",
            "Des tilleuls tous les 10 m le long de toute la rue principale de la case.",
        ),
        ("street_tree", "park_tree"),
        lambda city, cell: PlantTrees(along=main_street(city, cell), spacing=SPACING),
    ),
    Card(
        "B",
        "BikeLane",
        Words("Bike lane", "Bande cyclable"),
        Words(
            "Painted on both sides of the whole main street, in place of parking.",
            "Peinte des deux côtés de toute la rue principale, à la place du stationnement.",
        ),
        ("painted_lane",),
        lambda city, cell: BikeLane(along=main_street(city, cell)),
    ),
    Card(
        "K",
        "CalmStreets",
        Words("30 km/h", "Zone 30"),
        Words("The whole main street: 30 km/h, by signs.", "Toute la rue principale : 30 km/h, par des panneaux."),
        ("signs_30",),
        lambda city, cell: CalmStreets(along=main_street(city, cell)),
    ),
    Card(
        "S",
        "CloseStreet",
        Words("School street", "Rue scolaire"),
        Words(
            "The whole main street is closed to cars at school hours.",
            "Toute la rue principale est fermée aux voitures aux heures d'école.",
        ),
        ("barrier",),
        lambda city, cell: CloseStreet(along=main_street(city, cell)),
    ),
    Card(
        "G",
        "GreenRoof",
        Words("Green roof", "Toit végétalisé"),
        Words("On the largest building of the cell.", "Sur le plus grand bâtiment de la case."),
        ("green_roof",),
        lambda city, cell: GreenRoof(where=largest_building(city, cell)),
    ),
    Card(
        "C",
        "CoolRoof",
        Words("Cool roof", "Toit réfléchissant"),
        Words("On the largest building of the cell.", "Sur le plus grand bâtiment de la case."),
        ("cool_roof",),
        lambda city, cell: CoolRoof(where=largest_building(city, cell)),
    ),
    Card(
        "W",
        "Renovate",
        Words("Warm walls", "Murs isolés"),
        Words("The walls of the largest building are insulated.", "Les murs du plus grand bâtiment sont isolés."),
        (),
        lambda city, cell: Renovate(where=largest_building(city, cell)),
    ),
    Card(
        "H",
        "HeatPump",
        Words("Heat pump", "Pompe à chaleur"),
        Words("It heats the largest building of the cell.", "Elle chauffe le plus grand bâtiment de la case."),
        (),
        lambda city, cell: HeatPump(where=largest_building(city, cell)),
    ),
)
CARDS: dict[str, Card] = {card.letter: card for card in _ROWS}
