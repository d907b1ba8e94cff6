"""Summer air temperature from shade, albedo and evapotranspiration: the urban cooling model of InVEST.

Step by step, each a function of its own:

    cooling_capacity     CC   what a cell does by itself                          [0..1]
    park_cooling         CCp  what the large green spaces around bring it          [0..1]
    green_area           GA   how much green lies within the cooling distance      [ha]
    heat_mitigation      HM   the better of the two                                [0..1]
    unmixed_temperature  Tn = Tref + (1 - HM) UHI                                  [°C]
    mixed                E    wind blends neighbours                               [same as given]
    air_temperature      T  = E[Tn]                                                [°C]

We follow the *code* of InVEST 3.20.2, which differs from its user guide:

    item           user guide                         code (and this module)
    air mixing     Gaussian of radius r               exp(-d/r) cut at 5 r, weights sum to 1, corrected at the edges
    CC of parks    plain sum within the distance      weighted mean, weights exp(-d/dc) cut at 5 dc
    green area     plain count within dc              count scaled up where the disk leaves the map
    distances      metres                             rounded to whole cells (halves to the even number)

With exp(-d/r) the mean reach in two dimensions is 2 r, so r = 500 m blends over about a kilometre and erases what one
square does; and edge-corrected mixing does not conserve the mean of a small map. So judge a plan by the mean of
the *unmixed* temperature, and show the mixed one as the map.

How far to trust it: Hamel et al. (2024) find good agreement with physics-based models for night air temperature, medium for
day surface temperature and low for day air temperature. The default weights give trees the effect the literature reports
(about 0.3 K per +0.10 of canopy, Krayenhoff et al. 2021) but understate albedo three to eight times. Wind, street
geometry, watering and waste heat are left out.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from twin.errors import TwinError, did_you_mean
from twin.models.arguments import Array, numeric
from twin.models.kernels import corrected_sum, disk, exponential, field_with_gaps, length, values_with_gaps, weighted_mean
from twin.parameter import Coefficients, Parameter, default

_CUT = 5  # InVEST cuts its exponential kernels at five times their scale
_HECTARE = 10_000.0  # m²
_ONE = 1 + 1e-9  # shares added up in floating point may end a little above 1


def cooling_capacity(
    shade: npt.ArrayLike,
    albedo: npt.ArrayLike,
    crop_coefficient: npt.ArrayLike,
    reference_et: npt.ArrayLike = 1.0,
    weights: Mapping[str, float] | Sequence[float] = Coefficients(
        "cooling_weights",
        {
            "shade": Parameter(
                0.6, 0.4, 0.8, source="invest_guide", page="urban cooling, cooling capacity index", about="weight of shade in cooling"
            ),
            "albedo": Parameter(0.2, 0.1, 0.24, source="bosch_2021", page="calibrated 0.24", about="weight of albedo in cooling"),
            "evapotranspiration": Parameter(
                0.2,
                0.17,
                0.6,
                source="invest_guide",
                page="urban cooling, cooling capacity index",
                about="weight of evapotranspiration in cooling",
            ),
        },
    ),
) -> Array:
    """Cooling capacity of each cell, 0 (none) to about 1 [1].

        ETI = Kc ETo / max(ETo)         CC = (ws shade + wa albedo + we ETI) / (ws + wa + we)

    shade             share of the cell under tree crowns at least 2 m high [0..1]
    albedo            share of sunlight sent back [0..1]
    crop_coefficient  Kc, evapotranspiration relative to well-watered grass (FAO-56) [0..2]
    reference_et      ETo, any unit: only its pattern counts, so a single number changes nothing
    weights           of shade, albedo and evapotranspiration, by name or in this order; only their ratios count

    Arrays of one shape, or numbers; NaN where there is no data. Raises TwinError for values out of range.
    Source: InVEST 3.20.2 urban cooling; range of the weights from Zardo et al. 2017 as quoted there, and Bosch et al. 2021.
    Left out: water shortage (lower Kc), and anything that is not one of the three.
    """
    shade = values_with_gaps("shade", shade, 0, _ONE)
    albedo = values_with_gaps("albedo", albedo, 0, _ONE)
    crop = values_with_gaps("crop_coefficient", crop_coefficient, 0, 2)
    evaporation = values_with_gaps("reference_et", reference_et, 0)
    _same_shape(shade=shade, albedo=albedo, crop_coefficient=crop, reference_et=evaporation)
    highest = float(np.max(evaporation, initial=0.0, where=~np.isnan(evaporation)))
    if highest <= 0:
        raise TwinError("reference_et must be above 0 somewhere")
    w_shade, w_albedo, w_evaporation = _three_weights(weights)
    # A single ETo cancels out; dividing it by itself would only cost a rounding.
    index = crop if evaporation.ndim == 0 else crop * (evaporation / highest)
    return np.asarray(w_shade * shade + w_albedo * albedo + w_evaporation * index)


def night_cooling_capacity(building_intensity: npt.ArrayLike) -> Array:
    """Cooling capacity at night, CC = 1 - building intensity [0..1]: walls give back at night the heat of the day.

    building_intensity  volume built, relative to the densest cell [0..1]. Source: InVEST 3.20.2, option "intensity".
    Raises TwinError for values out of range.
    """
    return np.asarray(1.0 - values_with_gaps("building_intensity", building_intensity, 0, _ONE))


def heat_mitigation(
    cooling_capacity: npt.ArrayLike,
    green: npt.ArrayLike,
    cell: float,
    cooling_distance: float = Parameter(
        200.0,
        89.21,
        450.0,
        unit="m",
        source="twin",
        page="geometric mean of 450 m (InVEST user guide) and 89.21 m (calibrated in Lausanne, Bosch et al. 2021)",
        about="distance over which large green spaces cool",
    ),
    large: float = Parameter(
        2.0, unit="ha", source="invest_guide", page="urban cooling, large green spaces", about="least area of a large green space"
    ),
) -> Array:
    """Heat mitigation index of each cell, 0 to about 1 [1].

        HM = CCp  where CC < CCp and GA >= large,  else CC

    cooling_capacity  CC (rows, cols), NaN where there is no data
    green             share of the cell that is green space (0 or 1 in InVEST) (rows, cols) [0..1]
    cell              side of a cell [m]
    cooling_distance  dc [m]        large   least green area that counts as a large green space [ha]

    Green spaces need not touch: many small gardens within dc count as one park. Cost: two convolutions, O(n log n).
    Raises TwinError for shapes that differ, values out of range, lengths not above 0. Source: InVEST 3.20.2.
    """
    capacity, share = _capacity_and_green(cooling_capacity, green)
    threshold = float(numeric("large", large, 0, unit="ha")) * (1 - 1e-9)  # the transform's rounding must not decide
    steps = _whole_cells("cooling_distance", cooling_distance, cell)
    parks, near = _park_cooling(capacity, share, steps), _green_area(share, steps, cell)
    mitigation = np.where((capacity >= parks) | (near < threshold), capacity, parks)
    mitigation[np.isnan(capacity) | np.isnan(near)] = np.nan  # no data in either stays no data, as in InVEST
    return mitigation


def park_cooling(
    cooling_capacity: npt.ArrayLike,
    green: npt.ArrayLike,
    cell: float,
    cooling_distance: float = default(heat_mitigation, "cooling_distance"),
) -> Array:
    """Cooling capacity of the green spaces around each cell, CCp = E[green CC] with weights exp(-d/dc) to 5 dc [1].

    Arguments, errors and source as in `heat_mitigation`. Cost: one convolution.
    """
    return _park_cooling(*_capacity_and_green(cooling_capacity, green), _whole_cells("cooling_distance", cooling_distance, cell))


def _park_cooling(capacity: Array, green: Array, steps: int) -> Array:
    return weighted_mean(green * capacity, exponential(steps, _CUT * steps))


def green_area(green: npt.ArrayLike, cell: float, cooling_distance: float = default(heat_mitigation, "cooling_distance")) -> Array:
    """Green area within the cooling distance of each cell, scaled up where the disk leaves the map [ha].

    Arguments, errors and source as in `heat_mitigation`. Cost: one convolution.
    """
    return _green_area(field_with_gaps("green", green, 0, _ONE), _whole_cells("cooling_distance", cooling_distance, cell), cell)


def _green_area(green: Array, steps: int, cell: float) -> Array:
    area = corrected_sum(green, disk(steps))
    area *= float(cell) ** 2 / _HECTARE
    return area


def unmixed_temperature(
    heat_mitigation: npt.ArrayLike,
    reference: float = Parameter(
        24.0, 18.0, 32.0, unit="°C", source="twin", page="replace by the local rural station", about="air temperature in the country"
    ),
    uhi_max: float = Parameter(
        3.5,
        2.0,
        7.4,
        unit="K",
        source="bosch_2021",
        page="upper bound 7.38 K (Lausanne, 2018-07-27); best guess set so that trees cool by 0.3 K per +0.10 canopy",
        about="air temperature of the hottest built-up spot above the country",
    ),
) -> Array:
    """Air temperature before the wind blends it, Tn = Tref + (1 - HM) UHI [°C].

    heat_mitigation  HM, any shape [0..2]     reference  Tref [°C]     uhi_max  UHI [K, at least 0]

    Its mean over a map is the number to judge plans by. Raises TwinError for values out of range. Source: InVEST 3.20.2.
    """
    mitigation = values_with_gaps("heat_mitigation", heat_mitigation, 0, 2)
    country, excess = _temperatures(reference, uhi_max)
    return np.asarray(country + (1.0 - mitigation) * excess)


def mixed(
    field: npt.ArrayLike,
    cell: float,
    mixing_radius: float = Parameter(
        236.02,
        100.0,
        600.0,
        unit="m",
        source="bosch_2021",
        page="calibrated 236.02 m; 500-600 m in the InVEST user guide",
        about="distance over which wind blends the air",
    ),
) -> Array:
    """A map blended by the wind: the mean with weights exp(-d/r), cut at 5 r, over the cells that exist [as given].

    field  (rows, cols), NaN where there is no data     cell  side of a cell [m]     mixing_radius  r [m]

    A constant stays itself; every result lies between the least and the greatest cell. Cost: one convolution.
    Raises TwinError for lengths not above 0. Source: InVEST 3.20.2.
    """
    values = field_with_gaps("field", field)
    steps = _whole_cells("mixing_radius", mixing_radius, cell)
    return weighted_mean(values, exponential(steps, _CUT * steps))


def air_temperature(
    cooling_capacity: npt.ArrayLike,
    green: npt.ArrayLike,
    cell: float,
    reference: float = default(unmixed_temperature, "reference"),
    uhi_max: float = default(unmixed_temperature, "uhi_max"),
    cooling_distance: float = default(heat_mitigation, "cooling_distance"),
    mixing_radius: float = default(mixed, "mixing_radius"),
) -> Array:
    """Air temperature of each cell, blended by the wind (rows, cols) [°C].

        T = E[Tref + (1 - HM) UHI] = Tref + UHI (1 - E[HM])      (E keeps constants, so the index alone is blended)

    Arguments as in `heat_mitigation`, `unmixed_temperature` and `mixed`. Cost: three convolutions, O(n log n) in the
    number of cells and independent of the distances. Raises TwinError as they do. Source: InVEST 3.20.2.
    """
    country, excess = _temperatures(reference, uhi_max)
    temperature = mixed(heat_mitigation(cooling_capacity, green, cell, cooling_distance), cell, mixing_radius)
    temperature *= -excess
    temperature += country + excess
    return temperature


def wbgt(air_temperature: npt.ArrayLike, humidity: npt.ArrayLike) -> Array:
    """Wet-bulb globe temperature without sun, an index of heat stress at work [°C].

        e = (RH / 100) 6.105 exp(17.27 T / (237.7 + T)) [hPa]          WBGT = 0.567 T + 0.393 e + 3.94

    air_temperature  T [°C], -50..60     humidity  RH, relative [0..100 %]; shapes that broadcast

    Source: American College of Sports Medicine 1984, as in InVEST 3.20.2. Left out: radiation and wind, so it is too
    low in the sun. Raises TwinError for values out of range.
    """
    t = values_with_gaps("air_temperature", air_temperature, -50, 60)
    pressure = values_with_gaps("humidity", humidity, 0, 100) / 100 * 6.105 * np.exp(17.27 * t / (237.7 + t))
    return np.asarray(0.567 * t + 0.393 * pressure + 3.94)


def _whole_cells(name: str, distance: float, cell: float) -> int:
    """A distance in whole cells, rounded as InVEST rounds; 0 means that no neighbour counts."""
    return round(length(name, distance) / length("cell", cell))


def _capacity_and_green(cooling_capacity: npt.ArrayLike, green: npt.ArrayLike) -> tuple[Array, Array]:
    capacity, share = field_with_gaps("cooling_capacity", cooling_capacity, 0, 2), field_with_gaps("green", green, 0, _ONE)
    _same_shape(cooling_capacity=capacity, green=share)
    return capacity, share


def _temperatures(reference: float, uhi_max: float) -> tuple[float, float]:
    country, excess = numeric("reference", reference, -60, 60, "°C"), numeric("uhi_max", uhi_max, 0, 30, "K")
    if country.ndim or excess.ndim:
        raise TwinError("reference [°C] and uhi_max [K] must be single numbers")
    return float(country), float(excess)


def _three_weights(weights: Mapping[str, float] | Sequence[float]) -> tuple[float, float, float]:
    """The weights of shade, albedo and evapotranspiration, made to sum to 1."""
    names = ("shade", "albedo", "evapotranspiration")
    if isinstance(weights, Mapping):
        for name in weights:
            if name not in names:
                raise TwinError(f'weights has no entry "{name}": {did_you_mean(name, names)}')
        missing = [name for name in names if name not in weights]
        if missing:
            raise TwinError(f"weights lacks {', '.join(missing)}: give shade, albedo and evapotranspiration")
        weights = [weights[name] for name in names]
    values = numeric("weights", weights, 0, 1e6)
    if values.shape != (3,) or values.sum() <= 0:
        raise TwinError(f"weights: three numbers, not all 0, are needed, not {list(weights)}")
    return float(values[0] / values.sum()), float(values[1] / values.sum()), float(values[2] / values.sum())


def _same_shape(**fields: Array) -> None:
    """TwinError unless all arrays (numbers set aside) have one shape."""
    shapes = {name: field.shape for name, field in fields.items() if field.ndim}
    if len(set(shapes.values())) > 1:
        raise TwinError("shapes differ: " + ", ".join(f"{name} {shape}" for name, shape in shapes.items()))
