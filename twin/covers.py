"""The land covers: one row each, with every coefficient a model needs of it, its range and its source.

A cover is what the ground is made of; tree crowns are a separate layer above it. To add a cover, add a row to `COVERS`:
maps, models, interventions, legends, `assume=` names (`albedo.meadow`) and the contract tests follow by themselves.
"""

from dataclasses import dataclass
from functools import cache

from twin.parameter import Coefficients, Parameter
from twin.words import Words


@dataclass(frozen=True)
class Group:
    """How covers are gathered in legends and charts: one colour each, apart for colour-blind eyes too."""

    key: str
    label: Words
    colour: str


GROUPS: dict[str, Group] = {
    g.key: g
    for g in (
        Group("roof", Words("Roof", "Toit"), "#4D4858"),
        Group("street", Words("Street", "Chaussée"), "#909095"),
        Group("paved", Words("Paved", "Revêtu"), "#BDBAB5"),
        Group("yard", Words("Private yard", "Parcelle privée"), "#FFFFFF"),
        Group("permeable", Words("Permeable ground", "Sol drainant"), "#F0E7D3"),
        Group("soil", Words("Soil, fields, rails", "Sol nu, champs, rails"), "#BE8158"),
        Group("green_roof", Words("Green roof", "Toit végétalisé"), "#C9B037"),
        Group("grass", Words("Grass", "Herbe"), "#A6D87F"),
        Group("garden", Words("Shrubs and gardens", "Arbustes et jardins"), "#63B573"),
        Group("trees", Words("Trees", "Arbres"), "#24693F"),
        Group("water", Words("Water", "Eau"), "#4F97C4"),
    )
}


@dataclass(frozen=True)
class Cover:
    """One kind of ground.

    key, label, group      name in code, name for people, legend group
    sealed                 impermeable under the decree's categories A1 and A2 (building or surfacing)
    category               category of the annex to article R.101-1 of the Code de l'urbanisme
    walkable               people walk there (carriageways, roofs, rails, water and fields are not)
    depavable              paved ground that `Depave` may take up
    indi_en                row of the Indi-EN item table that comes nearest
    coefficients           property -> Parameter: curve_number.A..D, albedo, crop_coefficient, shade, green,
                           surface_excess, biotope, nature
    """

    key: str
    label: Words
    group: str
    category: str
    sealed: bool
    walkable: bool
    depavable: bool
    indi_en: str
    coefficients: dict[str, Parameter]


def _curve_numbers(central: tuple[int, ...], low: tuple[int, ...], high: tuple[int, ...], page: str, verified: bool = True,
                   source: str = "tr55") -> dict[str, Parameter]:  # fmt: skip
    return {
        f"curve_number.{soil}": Parameter(c, a, b, "1", source, page, verified, f"runoff curve number on soil group {soil}")
        for soil, c, a, b in zip("ABCD", central, low, high, strict=True)
    }


def _heat(albedo: tuple[float, float, float], crop: tuple[float, float, float], excess: tuple[float, float, float],
          green: float = 0, shade: tuple[float, float, float] = (0, 0, 0)) -> dict[str, Parameter]:  # fmt: skip
    """Each triple is (best guess, low, high)."""
    return {
        "albedo": Parameter(*albedo, "1", "oke_1987", "table of surface albedos", True, "share of sunlight sent back"),
        "crop_coefficient": Parameter(*crop, "1", "bosch_2021", "supplement, biophysical table", True, "evapotranspiration / reference"),
        "surface_excess": Parameter(*excess, "K", "twin", "assumed", False, "sunlit surface above air temperature at 15:00"),
        "green": Parameter(green, about="1 when the cover counts as green area", source="invest_guide"),
        "shade": Parameter(*shade, "1", "twin", "assumed", False, "shade cast by the cover itself, under 2 m of height"),
    }


def _nature(biotope: float, nature: float, verified: bool = True, biotope_source: str = "berlin_baf") -> dict[str, Parameter]:
    return {
        "biotope": Parameter(biotope, unit="1", source=biotope_source, verified=verified, about="biotope area weight, by convention"),
        "nature": Parameter(nature, unit="1", source="twin", about="share that counts as nature people can reach"),
    }


_HARD = _curve_numbers((98,) * 4, (95,) * 4, (99,) * 4, "table 2-2a, paved parking lots, roofs, driveways")
_GRAVEL = _curve_numbers((76, 85, 89, 91), (72, 82, 87, 89), (83, 89, 92, 93), "table 2-2a, gravel streets")
_LAWN = _curve_numbers((39, 61, 74, 80), (30, 58, 71, 78), (68, 79, 86, 89), "table 2-2a, open space, good; high: poor condition")
_MEADOW = _curve_numbers((30, 58, 71, 78), (28, 52, 66, 74), (49, 69, 79, 84), "table 2-2c, meadow; high: pasture, fair; low: assumption")
_BRUSH = _curve_numbers((35, 56, 70, 77), (30, 48, 65, 73), (48, 67, 77, 83), "table 2-2c, brush, fair; low: good, high: poor")
_WOODS = _curve_numbers((36, 60, 73, 79), (30, 55, 70, 77), (45, 66, 77, 83), "table 2-2c, woods, fair; low: good, high: poor")

COVERS: tuple[Cover, ...] = (
    Cover("roof", Words("Roof", "Toit"), "roof", "A1", True, False, False, "roof_tiles",
          _HARD | _heat((0.18, 0.10, 0.35), (0.40, 0.20, 0.50), (20, 10, 35)) | _nature(0, 0)),
    Cover("green_roof", Words("Green roof", "Toit végétalisé"), "green_roof", "A1", True, False, False, "green_roof_thin",
          _curve_numbers((84,) * 4, (75,) * 4, (95,) * 4, "abstract: CN 84 for extensive roofs", source="fassman_beck_2016")
          | _heat((0.20, 0.15, 0.25), (0.50, 0.30, 0.90), (6, 2, 12)) | _nature(0.7, 0, biotope_source="brussels_cbs")),
    Cover("cool_roof", Words("Cool roof", "Toit réfléchissant"), "roof", "A1", True, False, False, "roof_light",
          _HARD | _heat((0.65, 0.50, 0.90), (0.40, 0.20, 0.50), (8, 2, 15)) | _nature(0, 0)),
    Cover("carriageway", Words("Carriageway", "Chaussée"), "street", "A2", True, False, False, "dark_asphalt",
          _HARD | _heat((0.10, 0.05, 0.20), (0.35, 0.20, 0.45), (17, 12, 27)) | _nature(0, 0)),
    Cover("asphalt", Words("Asphalt (car parks, yards)", "Enrobé (parkings, cours)"), "paved", "A2", True, True, True, "dark_asphalt",
          _HARD | _heat((0.10, 0.05, 0.20), (0.35, 0.20, 0.45), (17, 12, 27)) | _nature(0, 0)),
    Cover("paved", Words("Paving (slabs, setts, pavements)", "Dallage, pavés, trottoirs"), "paved", "A2", True, True, True, "mineral",
          _HARD | _heat((0.20, 0.10, 0.35), (0.36, 0.20, 0.45), (12, 8, 20)) | _nature(0, 0)),
    Cover("light_paving", Words("Light paving", "Revêtement clair"), "paved", "A2", True, True, True, "light_asphalt",
          _HARD | _heat((0.35, 0.25, 0.50), (0.36, 0.20, 0.45), (10, 6, 15)) | _nature(0, 0)),
    Cover("permeable_paving", Words("Permeable paving", "Pavés drainants"), "permeable", "A3", False, True, False, "planted_joints",
          _GRAVEL | _heat((0.20, 0.15, 0.35), (0.45, 0.36, 0.60), (9, 5, 15)) | _nature(0.4, 0)),
    Cover("gravel", Words("Gravel, compacted ground", "Gravier, stabilisé"), "permeable", "A3", False, True, False, "mineral",
          _GRAVEL | _heat((0.22, 0.09, 0.30), (0.36, 0.20, 0.40), (11, 7, 18)) | _nature(0.2, 0)),
    Cover("ballast", Words("Railway ballast", "Ballast"), "soil", "A3", False, False, False, "mineral",
          _GRAVEL | _heat((0.20, 0.09, 0.25), (0.36, 0.20, 0.40), (14, 8, 20)) | _nature(0.1, 0)),
    Cover("bare_soil", Words("Bare soil", "Sol nu"), "soil", "A3", False, True, False, "wood_chips",
          _curve_numbers((77, 86, 91, 94), (72, 82, 87, 89), (82, 89, 93, 96), "table 2-2a, newly graded areas")
          | _heat((0.20, 0.09, 0.25), (0.36, 0.20, 0.40), (12, 6, 18)) | _nature(0.2, 0)),
    Cover("lawn", Words("Lawn", "Pelouse"), "grass", "A4", False, True, False, "herbaceous",
          _LAWN | _heat((0.20, 0.16, 0.28), (0.90, 0.45, 0.95), (3, 2, 9), green=1) | _nature(1, 1)),
    Cover("meadow", Words("Meadow", "Prairie"), "grass", "A4", False, True, False, "herbaceous",
          _MEADOW | _heat((0.20, 0.16, 0.28), (0.85, 0.45, 0.95), (4, 2, 9), green=1) | _nature(1, 1)),
    Cover("shrubs", Words("Shrubs and gardens", "Arbustes et jardins"), "garden", "N10", False, True, False, "shrubs",
          _BRUSH | _heat((0.20, 0.15, 0.25), (0.70, 0.32, 1.15), (3, 1, 8), green=1, shade=(0.2, 0, 0.4)) | _nature(1, 1)),
    Cover("rain_garden", Words("Rain garden", "Jardin de pluie"), "garden", "A4", False, False, False, "shrubs",
          _heat((0.20, 0.15, 0.25), (0.95, 0.60, 1.15), (2, 1, 6), green=1, shade=(0.1, 0, 0.3)) | _nature(1, 1)),
    Cover("wood", Words("Woodland floor", "Sous-bois"), "trees", "N10", False, True, False, "shrubs",
          _WOODS | _heat((0.15, 0.10, 0.18), (1.00, 0.85, 1.15), (2, 0, 5), green=1) | _nature(1, 1)),
    Cover("field", Words("Farmland", "Champ"), "soil", "N7", False, False, False, "herbaceous",
          _curve_numbers((67, 78, 85, 89), (61, 73, 81, 84), (72, 81, 88, 91),
                         "table 2-2b, row crops straight, good; low: small grain contoured, good; high: row crops straight, poor")
          | _heat((0.20, 0.15, 0.24), (1.05, 0.70, 1.15), (4, 2, 12), green=1) | _nature(1, 0)),
    Cover("water", Words("Water", "Eau"), "water", "N6", False, False, False, "pond",
          _curve_numbers((100,) * 4, (100,) * 4, (100,) * 4, "convention: rain on open water is runoff", source="invest_guide")
          | _heat((0.06, 0.05, 0.15), (0.65, 0.45, 1.05), (-6, -10, 0)) | _nature(1, 0, biotope_source="twin")),
    Cover("yard", Words("Private yard (not mapped)", "Parcelle privée (non cartographiée)"), "yard", "A2", False, False, True,
          "mineral", {}),
)  # fmt: skip
# A yard is not a material: `twin.land` splits it into paving and lawn by an explicit, editable sealed share.

KEYS: tuple[str, ...] = tuple(cover.key for cover in COVERS)
INDEX: dict[str, int] = {key: i for i, key in enumerate(KEYS)}
BY_KEY: dict[str, Cover] = {cover.key: cover for cover in COVERS}
GROUND: tuple[str, ...] = tuple(key for key in KEYS if key != "yard")  # covers with coefficients of their own


@cache
def table(name: str) -> Coefficients:
    """The coefficients called `name` of every cover that has them, as one table to stand in a signature.

    >>> table("albedo")["asphalt"].low
    0.05
    """
    return Coefficients(name, {cover.key: cover.coefficients[name] for cover in COVERS if name in cover.coefficients})


@cache
def curve_numbers() -> Coefficients:
    """Curve numbers of every cover on every hydrologic soil group, rows named `lawn.B`."""
    rows = {
        f"{cover.key}.{soil}": cover.coefficients[f"curve_number.{soil}"]
        for cover in COVERS
        for soil in "ABCD"
        if f"curve_number.{soil}" in cover.coefficients
    }
    return Coefficients("curve_number", rows)
