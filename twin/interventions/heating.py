"""A new heating system in buildings: what it costs, what making it emits, and which buildings change."""

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.errors import plain
from twin.interventions.base import refused
from twin.materials import SYSTEMS
from twin.parameter import default
from twin.tags.built import dwellings_of
from twin.words import Words, nearest
from twin.works import Cost

Rows = NDArray[np.intp]
PER_DWELLING = float(default(dwellings_of, "floor_per_dwelling"))  # m² of floor heated by what heats one dwelling, in other buildings


def system_key(value: object, who: str) -> str:
    """Key of a heating system by its key or its name in either language; a TwinError with the nearest match."""
    wanted = plain(str(value)).replace("-", "_").replace(" ", "_")
    for key, row in SYSTEMS.items():
        if wanted in (key, *(plain(label).replace(" ", "_") for label in (row.labels, row.labels.fr))):
            return key
    near, allowed = nearest(wanted, SYSTEMS), ", ".join(SYSTEMS)
    raise refused(
        who,
        f'system cannot be "{value}": {near}; allowed: {allowed}',
        f"le chauffage ne peut pas être « {value} » : {near.fr} ; permis : {allowed}",
    )


def dwelling_equivalents(city: City, rows: Rows) -> float:
    """Dwellings of homes, and floor area over that of a dwelling for other buildings; at least one each."""
    buildings = city.buildings
    home = buildings.use[rows].astype(str) == "residential"
    return float(
        np.where(home, np.maximum(buildings.dwellings[rows], 1.0), np.maximum(buildings.floor_area[rows] / PER_DWELLING, 1.0)).sum()
    )


def system_costs(system: str, dwellings: float) -> tuple[tuple[Cost, ...], tuple[Cost, ...]]:
    """What it costs [€] and what making it emits [kgCO2e]; the wires, pipes and radiators that stay are left out."""
    row = SYSTEMS[system]
    what = Words(f"{row.labels.lower()}, dwellings", f"{row.labels.fr.lower()}, logements")
    return (Cost(dwellings, row.price, what),), (Cost(dwellings, row.carbon, what),)
