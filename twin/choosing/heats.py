"""A kWh of heat from each heating system: what it emits and what it costs."""

from twin.materials import CARRIERS, SYSTEMS


def heat_carbon(system: str) -> float:
    """Greenhouse gases of a kWh of heat from a system [kgCO2e/kWh]: carbon of its carrier / its efficiency."""
    row = SYSTEMS[system]
    return float(CARRIERS[row.carrier].carbon) / float(row.efficiency)


def heat_price(system: str) -> float:
    """What the energy for a kWh of heat costs [€/kWh], with tax."""
    row = SYSTEMS[system]
    return float(CARRIERS[row.carrier].price) / float(row.efficiency)


def heat_carbon_ends(system: str) -> tuple[float, float]:
    """The same at best and at worst: a clean carrier used well, a dirty one used badly [kgCO2e/kWh]."""
    row = SYSTEMS[system]
    carbon = CARRIERS[row.carrier].carbon
    return carbon.low / row.efficiency.high, carbon.high / row.efficiency.low
