"""Trees growing: from years since planting to trunk diameter to crown diameter."""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.errors import TwinError, did_you_mean
from twin.parameter import Parameter
from twin.words import Words


@dataclass(frozen=True)
class Species:
    """A street tree: trunk diameter DBH [cm] = a + b t + c t² + d t³ at t years after planting, and its name."""

    label: Words
    growth: tuple[float, ...]  # a, b, c, d
    crown_log: tuple[float, float, float] | None = None  # crown [m] = exp(p + q ln ln(DBH + 1) + r), where published


SPECIES: Mapping[str, Species] = {
    "plane": Species(Words("plane tree", "platane"), (2.40322, 1.2942, -0.00705), (-0.75195, 2.41418, 0.0703)),
    "lime": Species(Words("small-leaved lime", "tilleul à petites feuilles"), (2.70741, 1.43292, -0.01191, 0.00006)),
    "maple": Species(Words("Norway maple", "érable plane"), (5.61705, 0.91636)),
    "oak": Species(Words("red oak", "chêne rouge"), (2.89687, 0.91156)),
    "cherry": Species(Words("Japanese cherry", "cerisier du Japon"), (3.606, 1.53283)),
    "pear": Species(Words("Callery pear", "poirier d'ornement"), (4.13514, 1.2698)),
}
OLDEST = 60  # years; the growth curves were fitted on younger trees


def known_species(name: str) -> Species:
    if name not in SPECIES:
        raise TwinError(f'no tree species is called "{name}": {did_you_mean(name, SPECIES)}')
    return SPECIES[name]


def trunk_diameter(species: str, years: float) -> float:
    """Trunk diameter at breast height [cm], `years` after planting (0 to 60).

    Growth curves of the US Urban Tree Database, Northeast (McPherson et al. 2016, table S6). French sites are drier in summer:
    paved pits grow trees perhaps 0.7 (0.5 to 1.0) times as fast, which is left out.
    """
    if not 0 <= years <= OLDEST:
        raise TwinError(f"a tree's age of {years:g} years is out of range: give 0 to {OLDEST}")
    return float(sum(c * years**power for power, c in enumerate(known_species(species).growth)))


def crown_diameter(
    species: str,
    years: float,
    crown_per_trunk: float = Parameter(26, 22, 34, "1", "coombes_2019", "24 to 27 for 400 street trees", True, "crown / trunk diameter"),
) -> float:
    """Crown diameter [m], `years` after planting.

    Plane: exp(-0.75195 + 2.41418 ln ln(DBH + 1) + 0.0703) (Urban Tree Database): 5.8 m at 10 years, 11 m at 30.
    Others: `crown_per_trunk` × DBH / 100 (Coombes et al. 2019: species hardly matters).
    """
    from math import exp, log

    trunk, curve = trunk_diameter(species, years), known_species(species).crown_log
    if curve:
        intercept, slope, correction = curve
        return exp(intercept + slope * log(log(trunk + 1)) + correction)
    return float(crown_per_trunk) * trunk / 100
