"""Heat: how much warmer the town's air is than the country's."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.covers import GROUND, table
from twin.land import YARD_SEALED, Land, ground
from twin.metrics.base import Measure, metric
from twin.metrics.cells import telling_cell
from twin.metrics.mixes import mix_lines, of_ground, present, share_lines
from twin.models.heat import cooling_capacity, green_area, heat_mitigation, park_cooling, unmixed_temperature
from twin.parameter import Coefficients, Parameter, default
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]


@metric(
    "air_warming",
    theme="heat",
    noun=Words("the warming of the air", "le réchauffement de l'air"),
    unit="K",
    better="less",
    label=Words("Warming of the air by the town", "Réchauffement de l'air par la ville"),
    caveat=Words(
        "An index scaled to degrees, for comparing plans and not for reading a thermometer: it is good for night air, poor for air by day, "
        "makes little of light surfaces, and leaves out wind, street geometry, watering and waste heat.",
        "Un indice ramené en degrés, pour comparer des projets et non pour lire un thermomètre : bon pour l'air de la nuit, médiocre le "
        "jour, il compte peu les surfaces claires et ignore le vent, la forme des rues, l'arrosage et la chaleur rejetée.",
    ),
    sources=("invest_guide", "bosch_2021", "hamel_2024"),
    digits=2,
)
def air_warming(
    city: City,
    *,
    shade: Coefficients = table("shade"),
    albedo: Coefficients = table("albedo"),
    crop_coefficient: Coefficients = table("crop_coefficient"),
    green: Coefficients = table("green"),
    cooling_weights: Coefficients = default(cooling_capacity, "weights"),
    crown_albedo: float = Parameter(
        0.15, 0.10, 0.18, "1", "oke_1987", "table of surface albedos, deciduous trees", True, "share of sunlight tree crowns send back"
    ),
    crown_crop_coefficient: float = Parameter(
        1.15, 1.0, 1.5, "1", "bosch_2021", "supplement, biophysical table, trees", True, "evapotranspiration of tree crowns / reference"
    ),
    cooling_distance: float = default(heat_mitigation, "cooling_distance"),
    large: float = default(heat_mitigation, "large"),
    uhi_max: float = default(unmixed_temperature, "uhi_max"),
    yard_sealed: Coefficients = YARD_SEALED,
) -> Measure:
    """Mean over the map of the rise of air temperature above the country, (1 - HM) × UHI, before the wind blends it [K].

    Canopy f lies above the ground: x = (1 - f) x_ground + f x_crown for albedo and crop coefficient, shade = f + (1 - f) shade of
    the plants below. Green area is green ground: a tree over asphalt shades it and leaves it asphalt. HM of
    `twin.models.heat.heat_mitigation`. The un-mixed field is averaged because the blended one loses what happens near the edge
    of a small map (Hamel et al. 2024 for skill: night air good, day air low; no absolute values).
    """
    land = city.land
    names = tuple(float(cooling_weights[key]) for key in ("shade", "albedo", "evapotranspiration"))
    capacity, parks = _capacity(land, shade, albedo, crop_coefficient, green, names, crown_albedo, crown_crop_coefficient, yard_sealed)
    mitigation = heat_mitigation(capacity, parks, land.grid.cell, cooling_distance, large)
    value = float(unmixed_temperature(mitigation.mean(), 0.0, uhi_max))

    @cache
    def rise() -> Array:
        return unmixed_temperature(mitigation, 0.0, uhi_max)

    def working() -> Working:
        shares = ground(land, yard_sealed)
        row, col = telling_cell(city, shares, 0.3 + np.minimum(land.canopy, 0.7))
        lines = share_lines(shares, row, col)
        lines.append(Given("f", float(land.canopy[row, col]), "1", Words("share under tree crowns", "part sous les houppiers")))
        crowns = (1.0, float(crown_albedo), float(crown_crop_coefficient))
        for coefficients, crown in zip((shade, albedo, crop_coefficient), crowns, strict=True):
            lines += _crowns_over_ground(coefficients, crown, present(shares, row, col))
        park = float(park_cooling(capacity, parks, land.grid.cell, cooling_distance)[row, col])
        near = float(green_area(parks, land.grid.cell, cooling_distance)[row, col])
        lines += [
            *_weights(names),
            Given(
                "CC_park",
                park,
                "1",
                Words("cooling capacity of the green around, weighted mean", "rafraîchissement du vert alentour, moyenne"),
            ),
            Given("GA", near, "ha", Words("green area within the cooling distance", "surface verte dans la distance de rafraîchissement")),
            Given(
                "GA_least",
                float(large),
                "ha",
                Words("least area that cools around it", "surface minimale qui rafraîchit alentour"),
                "large",
            ),
            Step("HM", "CC_park if (CC_park if GA >= GA_least else 0) > CC else CC", "1", Words("heat mitigation", "atténuation")),
            Given(
                "UHI", float(uhi_max), "K", Words("warming of the hottest built-up spot", "réchauffement du point le plus chaud"), "uhi_max"
            ),
            Step("rise_cell", "(1 - HM) * UHI", "K", Words("warming of this cell", "réchauffement de cette maille")),
            Heading(Words("The whole map", "Toute la carte")),
            Given("HM_mean", float(mitigation.mean()), "1", Words("mean of all cells, each worked like this one", "moyenne des mailles")),
            Step("air_warming", "(1 - HM_mean) * UHI", "K", Words("mean warming of the air", "réchauffement moyen de l'air")),
        ]
        checks = {"CC": float(capacity[row, col]), "HM": float(mitigation[row, col]), "rise_cell": float(rise()[row, col])}
        return Working(tuple(lines), checks | {"air_warming": value})

    return Measure(value, working, rise)


@lru_cache(maxsize=8)
def _capacity(
    land: Land, shade: Coefficients, albedo: Coefficients, crop_coefficient: Coefficients, green: Coefficients,
    weights: tuple[float, ...], crown_albedo: float, crown_crop_coefficient: float, yard_sealed: Coefficients,
) -> tuple[Array, Array]:  # fmt: skip
    """(cooling capacity, green share) of each cell: capacity is linear, so that of covers is mixed instead of what it is made of."""
    over = zip((shade, albedo, crop_coefficient), (1.0, crown_albedo, crown_crop_coefficient), strict=True)
    dark, light, wet = ([*(float(table[key]) for key in GROUND), float(crown)] for table, crown in over)
    *each, crown = cooling_capacity(dark, light, wet, weights=weights)
    below = of_ground(land, yard_sealed, dict(zip(GROUND, each, strict=True)))
    return below + land.canopy * (crown - below), of_ground(land, yard_sealed, green)


def _crowns_over_ground(table: Coefficients, crown: float, covers: list[str]) -> list[Line]:
    """One property of a cell: mean of its ground, then crowns of canopy f above it."""
    symbol, what, parameter = {
        "shade": ("s", Words("shade", "ombre"), ""),
        "albedo": ("a", Words("albedo", "albédo"), "crown_albedo"),
        "crop_coefficient": ("k", Words("crop coefficient", "coefficient cultural"), "crown_crop_coefficient"),
    }[table.name]
    return [
        *mix_lines(symbol, table, covers, "1", what),
        Given(f"{symbol}_crown", crown, "1", Words(f"{what} of crowns", f"{what.fr} des houppiers"), parameter),
        Step(
            f"{symbol}_cell",
            f"(1 - f) * {symbol} + f * {symbol}_crown",
            "1",
            Words(f"{what}, crowns above ground", f"{what.fr}, houppiers au-dessus du sol"),
        ),
    ]


def _weights(weights: tuple[float, ...]) -> list[Line]:
    """The three weights, and the cooling capacity of the cell."""
    rows = (
        ("s", "shade", Words("weight of shade", "poids de l'ombre")),
        ("a", "albedo", Words("weight of albedo", "poids de l'albédo")),
        ("k", "evapotranspiration", Words("weight of evapotranspiration", "poids de l'évapotranspiration")),
    )
    lines: list[Line] = [Given(f"w_{s}", w, "1", m, f"cooling_weights.{n}") for (s, n, m), w in zip(rows, weights, strict=True)]
    capacity = "(w_s * s_cell + w_a * a_cell + w_k * k_cell) / (w_s + w_a + w_k)"
    return [*lines, Step("CC", capacity, "1", Words("cooling capacity of the cell itself", "pouvoir rafraîchissant de la maille"))]
