"""Indi-EN, the quick indicators of TRIBU and ADEME for a yard or square: cooling, biodiversity, permeability, canopy.

They rank layouts of one place; their values are no degrees and no litres. They were made for temperate and
Mediterranean France, and permeability knows neither the depth of rain nor the slope (limits stated by TRIBU).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from twin.errors import TwinError, did_you_mean
from twin.models.arguments import numeric
from twin.parameter import Parameter
from twin.words import Words


@dataclass(frozen=True)
class Item:
    """One kind of surface or tree: its coefficient for each indicator, the crown it adds [m²], what it is counted in.

    `footprint` says whether its quantity counts in the area of the place (a tree or a sail stands above it).
    """

    key: str
    label: Words
    unit: str
    cooling: Parameter
    biodiversity: Parameter
    permeability: Parameter
    canopy: Parameter
    footprint: bool


def _item(
    key: str, en: str, fr: str, cooling: float, biodiversity: float, permeability: float, canopy: float = 0,
    footprint: bool = True, unit: str = "m²",
) -> Item:  # fmt: skip
    def exact(value: float, what: str, unit: str = "1") -> Parameter:
        return Parameter(value, unit=unit, source="indi_en", page="indi-en-questions.ts", about=f"{what}, {en.lower()}")

    return Item(key, Words(en, fr), unit, exact(cooling, "cooling"), exact(biodiversity, "biodiversity"),
                exact(permeability, "permeability"), exact(canopy, "canopy of one", "m²"), footprint)  # fmt: skip


ITEMS: dict[str, Item] = {
    item.key: item
    for item in (
        _item("tree_young", "Tree under 20 years", "Arbre de moins de 20 ans", 8, 5, 1, 8, False, "trees"),
        _item("tree_grown", "Tree of 20 to 50 years", "Arbre de 20 à 50 ans", 30, 20, 1, 30, False, "trees"),
        _item("tree_old", "Tree over 50 years", "Arbre de plus de 50 ans", 90, 70, 1, 90, False, "trees"),
        _item("planting_on_slab", "Planting on slab, over 20 cm", "Plantation sur dalle, plus de 20 cm", 0.4, 0.6, 0.6),
        _item("herbaceous", "Grass in open ground", "Herbacées en pleine terre", 0.5, 0.6, 1),
        _item("shrubs", "Shrubs in open ground", "Arbustes en pleine terre", 0.7, 1, 1),
        _item("planted_joints", "Pavers with planted joints", "Pavés à joints plantés", 0.25, 0.3, 0.3),
        _item("wood_chips", "Wood chips, bio-based ground", "Copeaux de bois, sol biosourcé", 0.2, 0.1, 0.3),
        _item("mineral", "Concrete, stabilised ground, stone", "Béton, stabilisé, pierre", 0.15, 0, 0),
        _item("light_asphalt", "Light asphalt, rubber ground", "Enrobé clair grenaillé, sol souple", 0.1, 0, 0),
        _item("dark_asphalt", "Dark asphalt", "Enrobé sombre", 0, 0, 0),
        _item("pond", "Landscaped pond", "Bassin paysager", 0.8, 1, 0.5),
        _item("mineral_basin", "Mineral basin", "Bassin minéral", 0.8, 0, 0),
        _item("water_jets", "Water jets or mist", "Jets d'eau ou brumisation", 1, 0, 0),
        _item("shade_planted", "Shade by climbing plants", "Ombrière végétalisée", 0.7, 0.2, 0.1, 1, False),
        _item("shade_other", "Shade by sails or shelters", "Ombrière ou voile", 0.5, 0, 0, 1, False),
        _item("roof_tiles", "Tiled roof", "Toit en tuiles", 0.1, 0, 0),
        _item("roof_light", "Light roof", "Toit clair", 0.3, 0, 0),
        _item("roof_dark", "Dark roof", "Toit sombre", 0, 0, 0),
        _item("green_roof_thin", "Green roof under 10 cm", "Toit végétalisé de moins de 10 cm", 0.2, 0.3, 0.2),
        _item("green_roof_thick", "Green roof over 10 cm", "Toit végétalisé de plus de 10 cm", 0.3, 0.3, 0.4),
        _item("roof_solar", "Solar roof", "Toit photovoltaïque", 0.2, 0, 0),
    )
}


@dataclass(frozen=True)
class Indicator:
    """One of the four: its `bounds` part its values into classes, named by `labels` from the lowest to the highest."""

    key: str
    label: Words
    bounds: tuple[Parameter, ...]
    labels: tuple[Words, ...]


def _indicator(key: str, label: Words, bounds: tuple[float, ...], labels: tuple[Words, ...]) -> Indicator:
    unit = "%" if key == "canopy" else "1"
    rows = tuple(Parameter(b, unit=unit, source="indi_en", page="bands", about=f"bound of {label}") for b in bounds)
    return Indicator(key, label, rows, labels)


_LEVELS = (Words("Very low", "Très faible"), Words("Low", "Faible"), Words("Medium", "Moyen"), Words("High", "Élevé"),
           Words("Very high", "Très élevé"))  # fmt: skip
INDICATORS: dict[str, Indicator] = {
    i.key: i
    for i in (
        _indicator(
            "cooling",
            Words("Cooling", "Rafraîchissement urbain"),
            (0.2, 0.4, 0.6, 0.8),
            (
                Words("Strongly overheating", "Surchauffe forte"),
                Words("Overheating", "Surchauffe"),
                Words("Neutral", "Neutre"),
                Words("Cool", "Frais"),
                Words("Cool refuge", "Refuge de fraîcheur"),
            ),
        ),
        _indicator("biodiversity", Words("Biodiversity", "Biodiversité"), (0.15, 0.25, 0.35, 0.6), _LEVELS),
        _indicator("permeability", Words("Permeability", "Perméabilité"), (0.2, 0.4, 0.6, 0.8), _LEVELS),
        _indicator("canopy", Words("Canopy", "Canopée"), (33, 66), (_LEVELS[1], _LEVELS[2], _LEVELS[3])),
    )
}


def score(quantities: Mapping[str, float], indicator: str, rounded: bool = True) -> float:
    """Indi-EN `indicator` of a place made of `quantities` (item key -> m² or number of trees).

    "cooling", "biodiversity" and "permeability" [0..1]: min(sum q_i c_i / E, 1); "canopy" [%]:
    min(100 sum q_i a_i / E, 100), with E the area [m²] of the items that lie on the ground. `rounded` to 2 decimals
    (canopy: whole percent) as the published tool does; then one young tree on 2 774 m² shows as no change at all.
    Raises TwinError for an unknown item or indicator, a negative quantity, or a place without ground.
    """
    _known(indicator)
    weighted = area = 0.0
    for key, quantity in quantities.items():
        if key not in ITEMS:
            raise TwinError(f'Indi-EN item "{key}" is unknown: {did_you_mean(key, ITEMS)}')
        item = ITEMS[key]
        amount = float(numeric(f"quantity of {key}", quantity, 0, unit=item.unit))
        weighted += amount * _weight(item, indicator)
        area += amount if item.footprint else 0.0
    if area <= 0:
        raise TwinError("Indi-EN: the quantities hold no ground area, at least one surface in m² is needed")
    if indicator == "canopy":
        share = 100 * weighted / area
        return min(_half_up(share, 0) if rounded else share, 100.0)
    return min(_half_up(weighted / area, 2) if rounded else weighted / area, 1.0)


def band(value: float, indicator: str) -> Words:
    """The class that `value` of `indicator` falls in; a value on a bound belongs to the class above it."""
    row = _known(indicator)
    number = float(numeric(f"Indi-EN {indicator}", value, 0))
    return row.labels[sum(number >= bound for bound in row.bounds)]


def _known(indicator: str) -> Indicator:
    if indicator not in INDICATORS:
        raise TwinError(f'Indi-EN indicator "{indicator}" is unknown: {did_you_mean(indicator, INDICATORS)}')
    return INDICATORS[indicator]


def _weight(item: Item, indicator: str) -> float:
    columns = {
        "cooling": item.cooling,
        "biodiversity": item.biodiversity,
        "permeability": item.permeability,
        "canopy": item.canopy,
    }
    return float(columns[indicator])


def _half_up(value: float, decimals: int) -> float:
    """Halves go up, as in the published tool (JavaScript), not to the even digit as in Python."""
    scale = 10.0**decimals
    return floor(value * scale + 0.5) / scale
