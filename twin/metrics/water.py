"""Water: what runs off when the design storm falls."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.covers import BY_KEY, COVERS, GROUND, curve_numbers
from twin.land import YARD_SEALED, Land, ground
from twin.metrics.base import Measure, metric
from twin.metrics.cells import telling_cell
from twin.metrics.mixes import areas_of_ground, of_ground, share_lines
from twin.models.runoff import curve_number_runoff, green_ampt_infiltration
from twin.models.soils import SOILS
from twin.parameter import Coefficients, Parameter, default
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
GARDEN = "rain_garden"
SEALED = tuple(cover.key for cover in COVERS if cover.sealed and cover.key in GROUND)
_BED = SOILS["sandy_loam"]


@metric(
    "runoff",
    theme="water",
    noun=Words("runoff", "le ruissellement"),
    unit="m³",
    better="less",
    label=Words("Runoff from the design storm", "Ruissellement de la pluie de projet"),
    caveat=Words(
        "One storm, by its depth alone: leaves out slopes, sewers, water that runs from paving onto lawns, what tree crowns hold back, and "
        "soil packed by building works. Rain gardens are taken to be laid out so that paving around them drains into them.",
        "Une seule pluie, par sa hauteur : ne compte ni les pentes, ni les réseaux, ni l'eau qui passe des revêtements aux pelouses, ni ce "
        "que retiennent les houppiers, ni les sols tassés par les chantiers. Les jardins de pluie sont supposés recevoir l'eau des "
        "revêtements voisins.",
    ),
    sources=("neh630", "tr55", "mein_larson_1973"),
    weather=("rain", "storm_hours"),
    digits=0,
)
def runoff(
    city: City,
    *,
    curve_number: Coefficients = curve_numbers(),
    initial_abstraction: float = default(curve_number_runoff, "initial_abstraction"),
    yard_sealed: Coefficients = YARD_SEALED,
    garden_drains: float = Parameter(
        5,
        2,
        10,
        "1",
        "twin",
        "assumed: gardens take 10 to 30 % of the ground they serve",
        False,
        "paved area draining into a rain garden, per m²",
    ),
    garden_depth: float = Parameter(150, 100, 300, "mm", "twin", "assumed", False, "depth of water a rain garden holds"),
    garden_conductivity: float = _BED.conductivity,
    garden_suction: float = _BED.suction,
    garden_deficit: float = _BED.deficit,
) -> Measure:
    """Runoff of the design storm [m³]: each cover of each cell runs off by its own curve number (distributed, not averaged).

    Q_cell = Σ f_i Q(P, CN_i) [mm]; volume = Σ Q_cell × cell area / 1000. Averaging the curve number first would understate it
    (Q is convex in CN): 3.5 instead of 10.6 mm for a lawn with 30 % paving under 40 mm.

    A rain garden of sandy loam takes its own rain and the runoff of `garden_drains` m² of paving for each of its own (no more
    than the map has), soaks in by Green-Ampt, holds `garden_depth` and spills the rest; the water it keeps from the paving
    counts as negative runoff in its cell.
    """
    land, rain = city.land, float(city.climate.rain)
    numbers = {key: float(curve_number[f"{key}.{land.soil}"]) for key in GROUND if key != GARDEN}
    depths = dict(zip(numbers, curve_number_runoff(rain, np.array(list(numbers.values())), initial_abstraction), strict=True))
    areas = areas_of_ground(land, yard_sealed)
    drained = _drained(areas, float(garden_drains))
    arriving = rain + drained * float(depths["paved"])

    @cache
    def soaked() -> float:
        hours = float(city.climate.storm_hours)
        return float(green_ampt_infiltration(arriving, hours, garden_conductivity, garden_suction, garden_deficit))

    spilled = max(arriving - soaked() - float(garden_depth), 0.0) if areas[GARDEN] > 0 else 0.0
    depths[GARDEN] = spilled - (arriving - rain)
    volume = sum(areas[key] * float(depths[key]) for key in GROUND) / 1000

    @cache
    def per_cell() -> Array:
        return of_ground(land, yard_sealed, depths)

    def working() -> Working:
        shares = ground(land, yard_sealed)
        beds = shares[GROUND.index(GARDEN)] > 0.05
        row, col = telling_cell(city, shares, beds.astype(float) if beds.any() else None)
        garden = [
            Given(
                "n", drained, "1", Words("paving that drains into each m² of garden", "revêtement drainé par m² de jardin"), "garden_drains"
            ),
            Given("F", soaked(), "mm", Words("soaks in during the storm (Green-Ampt)", "s'infiltre pendant la pluie (Green-Ampt)")),
            Given("D", float(garden_depth), "mm", Words("depth the garden holds", "hauteur que retient le jardin"), "garden_depth"),
        ]
        lines: list[Line] = [
            Given("P", rain, "mm", Words("rain of the storm", "hauteur de pluie"), "rain"),
            Given("lam", float(initial_abstraction), "1", Words("initial abstraction", "abstraction initiale"), "initial_abstraction"),
            *share_lines(shares, row, col),
            *_depth_lines(shares, row, col, land, numbers, garden),
            Heading(Words("The whole map", "Toute la carte")),
            Given("Q_mean", float(per_cell().mean()), "mm", Words("mean of all cells, each worked like this one", "moyenne des mailles")),
            Given("A", land.grid.area, "m²", Words("area of the map", "surface de la carte")),
            Step("runoff", "Q_mean * A / 1000", "m³", Words("runoff from the whole map", "ruissellement total")),
        ]
        return Working(tuple(lines), {"Q_cell": float(per_cell()[row, col]), "runoff": volume})

    return Measure(volume, working, per_cell, "mm")


def _drained(areas: Mapping[str, float], wanted: float) -> float:
    """Paved area that drains into each m² of rain garden: as wanted, but no more than the map has."""
    garden, sealed = areas[GARDEN], sum(areas[key] for key in SEALED)
    return min(wanted, sealed / garden) if garden > 0 else wanted


def _depth_lines(shares: Array, row: int, col: int, land: Land, numbers: dict[str, float], garden: Sequence[Given]) -> list[Line]:
    """The runoff of each cover of one cell, and their sum Q_cell."""
    here = [key for i, key in enumerate(GROUND) if shares[i, row, col] > 1e-9]
    lines: list[Line] = []
    for key in ["paved", *here] if GARDEN in here and "paved" not in here else sorted(here, key=lambda k: k == GARDEN):
        if key == GARDEN:
            lines += [
                *garden,
                Step(
                    f"Q_{GARDEN}",
                    "max(P + n * Q_paved - F - D, 0) - n * Q_paved",
                    "mm",
                    Words("spilled, less what was kept", "débordé, moins retenu"),
                ),
            ]
            continue
        runs = f"(P - lam * S_{key}) ** 2 / (P + (1 - lam) * S_{key}) if P > lam * S_{key} else 0"
        label = BY_KEY[key].label
        lines += [
            Given(f"CN_{key}", numbers[key], "1", Words("curve number", "numéro de courbe"), f"curve_number.{key}.{land.soil}"),
            Step(f"S_{key}", f"25400 / CN_{key} - 254 if CN_{key} > 0 else 100000", "mm", Words("retention", "rétention")),
            Step(f"Q_{key}", runs, "mm", Words(f"runoff, {label.lower()}", f"ruissellement, {label.fr.lower()}")),
        ]
    total = " + ".join(f"f_{key} * Q_{key}" for key in here)
    return [*lines, Step("Q_cell", total, "mm", Words("runoff of this cell", "ruissellement de cette maille"))]
