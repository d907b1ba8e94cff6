"""Soils by texture: what Green-Ampt infiltration needs, one sourced row for each class."""

from dataclasses import dataclass

from twin.parameter import Parameter
from twin.words import Words

CLASS_SPREAD = 2.0  # within one texture class the conductivity easily halves or doubles (assumption)


@dataclass(frozen=True)
class Soil:
    """One texture class: saturated `conductivity` [mm/h], wetting-front `suction` [mm], moisture `deficit` [-]."""

    key: str
    label: Words
    conductivity: Parameter
    suction: Parameter
    deficit: Parameter


def _soil(
    key: str,
    label: Words,
    conductivity: float,
    suction: float,
    porosity: float,
    field_capacity: float,
    wilting_point: float,
) -> Soil:
    """A row. The deficit is that of soil drained to field capacity, at most that of soil as dry as wilting point."""
    k = Parameter(
        conductivity,
        conductivity / CLASS_SPREAD,
        conductivity * CLASS_SPREAD,
        unit="mm/h",
        source="rawls_1983",
        page="after the soil table of the SWMM 5 manual",
        verified=False,
        about="saturated hydraulic conductivity; range: half to double (assumption)",
    )
    psi = Parameter(
        suction,
        suction / CLASS_SPREAD,
        suction * CLASS_SPREAD,
        unit="mm",
        source="rawls_1983",
        page="after the soil table of the SWMM 5 manual",
        verified=False,
        about="suction head at the wetting front; range: half to double (assumption)",
    )
    dry = round(porosity - field_capacity, 3)
    deficit = Parameter(
        dry,
        round(dry / CLASS_SPREAD, 4),
        round(porosity - wilting_point, 3),
        source="swmm_manual",
        page="soil table: porosity less field capacity; highest: porosity less wilting point",
        verified=False,
        about="room for water in the soil when the rain starts",
    )
    return Soil(key, label, k, psi, deficit)


SOILS: dict[str, Soil] = {
    soil.key: soil
    for soil in (
        _soil("sand", Words("Sand", "Sable"), 120.34, 49.02, 0.437, 0.062, 0.024),
        _soil("loamy_sand", Words("Loamy sand", "Sable limoneux"), 29.97, 60.96, 0.437, 0.105, 0.047),
        _soil("sandy_loam", Words("Sandy loam", "Limon sableux"), 10.92, 109.98, 0.453, 0.190, 0.085),
        _soil("silt_loam", Words("Silt loam", "Limon fin"), 6.60, 169.93, 0.501, 0.284, 0.135),
        _soil("loam", Words("Loam", "Limon"), 3.30, 88.90, 0.463, 0.232, 0.116),
        _soil("sandy_clay_loam", Words("Sandy clay loam", "Limon argilo-sableux"), 1.52, 219.96, 0.398, 0.244, 0.136),
        _soil("clay_loam", Words("Clay loam", "Limon argileux"), 1.02, 210.06, 0.464, 0.310, 0.187),
        _soil("silty_clay_loam", Words("Silty clay loam", "Limon argileux fin"), 1.02, 270.00, 0.471, 0.342, 0.210),
        _soil("sandy_clay", Words("Sandy clay", "Argile sableuse"), 0.51, 240.03, 0.430, 0.321, 0.221),
        _soil("silty_clay", Words("Silty clay", "Argile limoneuse"), 0.51, 290.07, 0.479, 0.371, 0.251),
        _soil("clay", Words("Clay", "Argile"), 0.25, 320.04, 0.475, 0.378, 0.265),
    )
}
