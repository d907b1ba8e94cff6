"""A layer of insulation: what it takes of a material, what it costs, and what making it emits, with the ranges of the tables."""

from dataclasses import dataclass
from functools import cached_property

from twin.errors import plain
from twin.interventions.base import refused
from twin.materials import INSULANTS, PLACES, WINDOWS, Insulant, Place, Window
from twin.parameter import Parameter
from twin.words import Words, nearest, quantity
from twin.works import Cost

THICKEST = 0.6  # m that can be fixed to a building


def product(a: Parameter, b: Parameter, unit: str, about: str) -> Parameter:
    """a × b of two coefficients above 0, from low × low to high × high."""
    page = f"{a.about} {float(a):g} {a.unit} × {b.about} {float(b):g} {b.unit}"
    return Parameter(a * b, a.low * b.low, a.high * b.high, unit, b.source, page, a.verified and b.verified, about)


@dataclass(frozen=True)
class Layer:
    """`thickness` [m] of an insulant at a place."""

    place: Place
    insulant: Insulant
    thickness: float

    @property
    def resistance(self) -> float:
        """R = d/λ [m²·K/W]."""
        return self.thickness / float(self.insulant.conductivity)

    @cached_property
    def carbon_per_volume(self) -> Parameter:
        """Density × carbon [kgCO2e/m³]."""
        return product(self.insulant.density, self.insulant.carbon, "kg/m³", f"making a cubic metre of {self.insulant.labels.lower()}")

    @cached_property
    def stored_per_volume(self) -> Parameter:
        """Density × biogenic [kgCO2/m³]."""
        return product(self.insulant.density, self.insulant.biogenic, "kg/m³", f"CO2 in a cubic metre of {self.insulant.labels.lower()}")

    def costs(self, area: float, share: float = 1.0) -> tuple[Cost, ...]:
        """The work by the square metre and the insulant by the centimetre [€]; `share` of its thickness where some lay there before."""
        place, stuff = self.place.labels, self.insulant.labels
        return (
            Cost(area, self.place.price, Words(f"{place.lower()}: the work, m²", f"{place.fr.lower()} : la pose, m²")),
            Cost(
                area * 100 * self.thickness * share, self.insulant.price, Words(f"{stuff.lower()}, m² × cm", f"{stuff.fr.lower()}, m² × cm")
            ),
        )

    def carbon(self, area: float, share: float = 1.0) -> tuple[Cost, ...]:
        """Making the insulant, and what is fixed with it [kgCO2e]."""
        place = self.place.labels
        fixed = Words(f"{place.lower()}: render, rails, boards, m²", f"{place.fr.lower()} : enduit, rails, plaques, m²")
        return Cost(area * self.thickness * share, self.carbon_per_volume, self._cubic_metres), Cost(area, self.place.carbon, fixed)

    def stored(self, area: float, share: float = 1.0) -> tuple[Cost, ...]:
        """CO2 that the insulant keeps [kg]; nothing for one that never grew."""
        if not self.insulant.biogenic:
            return ()
        return (Cost(area * self.thickness * share, self.stored_per_volume, self._cubic_metres),)

    @property
    def _cubic_metres(self) -> Words:
        stuff = self.insulant.labels
        return Words(f"{stuff.lower()}, m³", f"{stuff.fr.lower()}, m³")


def layer(
    place: str, material: str | None = None, thickness: float | None = None, target_r: float | None = None, who: str = "Renovate"
) -> Layer:
    """The layer asked for: its usual material, and the resistance of a good renovation, where nothing is said.

    Raises TwinError for a material that does not go there, or a layer thicker than can be fixed.
    """
    at = PLACES[place]
    insulant = INSULANTS[material or at.usual]
    if place not in insulant.places:
        fit = [row for row in INSULANTS.values() if place in row.places]
        raise refused(
            who,
            f"{insulant.key} does not go to {at.labels.lower()}: what fits is {', '.join(row.key for row in fit)}",
            f"{insulant.labels.fr.lower()} ne convient pas ({at.labels.fr.lower()}) ; ce qui convient : "
            f"{', '.join(row.labels.fr.lower() for row in fit)}",
        )
    if thickness is None:
        wanted = float(at.resistance) if target_r is None else target_r
        thickness = wanted * float(insulant.conductivity)
        if thickness > THICKEST:
            most = quantity(THICKEST / float(insulant.conductivity), "m²·K/W", 1)
            raise refused(
                who,
                f"{wanted:g} m²·K/W take {100 * thickness:.0f} cm of {insulant.key}, more than the {100 * THICKEST:.0f} cm that can "
                f"be fixed; ask for at most {most}",
                f"{quantity(wanted, 'm²·K/W', 1).fr} demandent {100 * thickness:.0f} cm ({insulant.labels.fr.lower()}), plus que les "
                f"{100 * THICKEST:.0f} cm que l'on peut fixer ; demander {most.fr} au plus",
            )
    return Layer(at, insulant, thickness)


def material_key(name: str, who: str = "Renovate") -> str:
    """Key of an insulant or window by its key or its name in either language; a TwinError with the nearest match."""
    rows: dict[str, Insulant | Window] = {**INSULANTS, **WINDOWS}
    wanted = plain(name).replace("-", "_").replace(" ", "_")
    for key, row in rows.items():
        if wanted in (key, *(plain(label).replace("-", "_").replace(" ", "_") for label in (row.labels, row.labels.fr))):
            return key
    near = nearest(wanted, rows)
    raise refused(who, f'no material is called "{name}": {near}', f"aucun matériau ne s'appelle « {name} » : {near.fr}")
