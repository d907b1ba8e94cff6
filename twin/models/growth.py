"""Trees through the years: trunk, crown, survival, and the canopy to be expected of those that were planted.

Chain of the US Urban Tree Database (McPherson, van Doorn and Peper 2016, PSW-GTR-253): age -> trunk -> crown, curves in `models.trees`.
Everything is vectorised over trees. Left out: pruning, pests, droughts of single years, roots and cables, and what warmer air does.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import ArrayLike

from twin.errors import plain
from twin.models.arguments import Array, numeric
from twin.models.trees import OLDEST, SPECIES, Species, crown_diameter
from twin.parameter import Parameter, default
from twin.seeds import seed_rows
from twin.words import Words

TABLE = "tree_genera.csv"
STEP = 0.25  # years between the points at which a curve is tabulated
LONGEST = 400  # years

_OTHER = Species(Words("tree", "arbre"), (3.0, 1.2))  # about the mean of the six fitted street trees; unverified


@dataclass(frozen=True)
class Genus:
    """How a genus grows: a curve of `SPECIES` ("" for the rule of thumb) and the crown it does not outgrow [m] (0: as the curve ends)."""

    curve: str
    widest: float


def log_log(x: ArrayLike, a: float, b: float, mse: float) -> Array:
    """exp(a + b ln ln(x + 1) + mse/2): the form "loglogw1" of the Urban Tree Database, x age [years] or trunk [cm].

    mse/2 turns the median of a log-normal fit into its mean, so it stands outside the logarithm. Table S4 prints it inside the inner one,
    and some programs follow: 2 % less for mse = 0.07, 8 % for 0.3. Raises TwinError for x below 0.
    """
    inner = np.log(numeric("x", x, 0) + 1)
    with np.errstate(divide="ignore"):
        return np.asarray(np.exp(a + b * np.log(inner) + mse / 2))


@cache
def genera() -> dict[str, Genus]:
    """Genus in plain letters -> how it grows, of seeds/tree_genera.csv."""
    return {plain(row["genus"]): Genus(row["curve"], float(row["widest_m"])) for row in seed_rows(TABLE)}


def genus_of(name: str) -> Genus:
    """The genus of a species by its botanical name or a key of `SPECIES`; what is not in the table grows by the rule of thumb."""
    first = plain(name).split(" ")[0] if name.strip() else ""
    if first in SPECIES:
        return next((genus for genus in genera().values() if genus.curve == first), Genus(first, 0.0))
    return genera().get(first, genera()["other"])


@lru_cache(maxsize=256)
def crown_curve(name: str) -> Array:
    """Crown diameter [m] at every `STEP` of a year from 0 to `OLDEST` on the curve of a species; it never falls."""
    genus = genus_of(name)
    ages = np.arange(0, OLDEST + STEP / 2, STEP)
    if genus.curve:
        crown = np.array([crown_diameter(genus.curve, float(age)) for age in ages])
    else:
        trunk = sum(c * ages**power for power, c in enumerate(_OTHER.growth))
        crown = float(default(crown_diameter, "crown_per_trunk")) * np.asarray(trunk) / 100
    crown = np.maximum.accumulate(np.minimum(crown, genus.widest) if genus.widest else crown)
    crown.flags.writeable = False
    return crown


def curve_age(name: str, crown: ArrayLike) -> Array:
    """Age on its curve [years] at which a species has this crown [m]; 0 below the curve, `OLDEST` above."""
    curve = crown_curve(name)
    return np.interp(numeric("crown", crown, 0, unit="m"), *_rising(curve))


def _rising(curve: Array) -> tuple[Array, Array]:
    """(crown, age) where the crown still grows: what can be read backwards."""
    fresh = np.r_[True, np.diff(curve) > 0]
    return curve[fresh], np.asarray(np.arange(len(curve))[fresh] * STEP)


def planting_age(
    name: str,
    planting_trunk: float = Parameter(0.057, 0.045, 0.08, "m", "twin", "girth of 18 to 20 cm", False, "trunk of a tree that is planted"),
) -> float:
    """Age on its curve of a tree of `planting_trunk` [m] at breast height, as nurseries sell it; 0 where the curve starts above that."""
    genus = genus_of(name)
    growth = SPECIES[genus.curve].growth if genus.curve else _OTHER.growth
    ages = np.arange(0, OLDEST + STEP / 2, STEP)
    trunk = np.maximum.accumulate(sum(c * ages**power for power, c in enumerate(growth)))
    return float(np.interp(100 * float(planting_trunk), trunk, ages))


def crown_after(
    name: str,
    years: ArrayLike,
    from_age: ArrayLike = 0.0,
    site: ArrayLike = 1.0,
) -> Array:
    """Crown diameter [m] `years` later of a tree that is at `from_age` on its curve, growing `site` times as fast (0..1).

    Yearly growth × `site` on the same curve is the same curve on a slower clock: crown(from_age + site × years), held after `OLDEST`.
    """
    t, start = numeric("years", years, 0, unit="years"), numeric("from_age", from_age, 0, OLDEST, "years")
    clock = start + numeric("site", site, 0, 1) * t
    curve = crown_curve(name)
    return np.interp(clock, np.arange(len(curve)) * STEP, curve)


def site_factor(
    paved: ArrayLike,
    paved_growth: float = Parameter(
        0.7, 0.5, 1.0, "1", "twin", "assumed", False, "growth of a tree in a pit among paving / in open ground"
    ),
) -> Array:
    """How fast trees grow: `paved_growth` in a pit among paving, 1 in open ground."""
    return np.where(np.asarray(paved, dtype=bool), float(paved_growth), 1.0)


def survival(
    years: ArrayLike,
    young: float = Parameter(0.95, 0.87, 0.98, "1", "roman_2011", "16 studies: 0.949 to 0.965 a year", True, "yearly survival when young"),
    grown: float = Parameter(
        0.985, 0.965, 0.995, "1", "ne_tree_guide", "p. 94: 0.994 a year; 0.97 in i-Tree; between", False, "yearly survival when grown"
    ),
    settling: float = Parameter(3.0, 2.0, 5.0, "years", "twin", "assumed", False, "years until a planted tree has settled"),
) -> Array:
    """Share of planted trees that still stand after `years` [1]: young^min(t, settling) × grown^max(t - settling, 0).

    Annual survival of 94.9 to 96.5 % (Roman and Scatena 2011, meta-analysis) leaves half after 13 to 20 years; young trees die most.
    """
    t = numeric("years", years, 0, unit="years")
    return np.asarray(float(young) ** np.minimum(t, settling) * float(grown) ** np.maximum(t - settling, 0.0))


def expected_area(crown: Array, alive: Array, replant: bool) -> Array:
    """Crown area [m²] to be expected of one planted tree at 0, 1, 2 … years, the last axis of `crown` [m] and `alive` [1].

    Without replanting E(t) = S(t) A(t). With it every tree that dies is replaced the same year and the new one grows and dies likewise:
    E(t) = S(t) A(t) + sum over k = 1..t of (S(k-1) - S(k)) E(t - k), the renewal equation.
    """
    area = np.pi / 4 * np.asarray(crown) ** 2 * alive
    if not replant:
        return np.asarray(area)
    died = -np.diff(alive)
    expected = np.array(area)
    for t in range(1, expected.shape[-1]):
        expected[..., t] += expected[..., t - 1 :: -1] @ died[:t]
    return expected


@lru_cache(maxsize=512)
def cohort(name: str, site: float, replant: bool) -> Array:
    """Expected crown area [m²] of one planted tree at 0 … `LONGEST` years: growth, mortality and, if wanted, replanting."""
    years = np.arange(LONGEST + 1)
    found = expected_area(crown_after(name, years, planting_age(name), site), survival(years), replant)
    found.flags.writeable = False
    return found


def standing_area(name: str, crown: Array, site: float, years: int, replant: bool, grown: float = default(survival, "grown")) -> Array:
    """Expected crown area [m²] in `years` of trees that stand today with `crown` [m] (n,), dying at the rate of grown trees.

    E = p^t A(t) and, with replanting, + sum over k = 1..t of p^(k-1) (1 - p) E_young(t - k). A crown wider than its curve ever gets stays.
    """
    today = np.asarray(crown, dtype=np.float64)
    later = np.maximum(crown_after(name, years, curve_age(name, today), site), today)
    area = np.pi / 4 * later**2 * float(grown) ** years
    if not replant or years == 0:
        return np.asarray(area)
    died = float(grown) ** np.arange(years) * (1 - float(grown))
    return np.asarray(area + died @ cohort(name, site, True)[years - 1 :: -1])


def equal_crown(area: ArrayLike) -> Array:
    """Diameter [m] of the crown that has this area [m²]."""
    return np.asarray(np.sqrt(4 / np.pi * numeric("area", area, 0, unit="m²")))
