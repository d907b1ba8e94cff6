"""Energy: what the buildings of a city need, buy, emit and pay to be warm in winter, and how hot they get in summer."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.city import City
from twin.covers import table
from twin.fabric import Fabric
from twin.materials import CARRIERS, SYSTEMS, coefficients
from twin.parameter import Coefficients
from twin.people import People
from twin.stock.coefficients import ERAS, KINDS, STOCK, mix_name, period_of
from twin.stock.shells import shells_of
from twin.stock.years import weather_of, years_of
from twin.weather_year import WeatherYear

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
ALBEDO = table("albedo")
EFFICIENCY, CARBON, PRICE = coefficients("system", "efficiency"), coefficients("carrier", "carbon"), coefficients("carrier", "price")


@dataclass(frozen=True, eq=False)
class Energy:
    """The year of every building (n,); those without heating have 0 everywhere.

    heated       is it counted as heated
    inside       heated, and its middle lies inside the map's box: only these count in totals
    floor        heated floor [m²]
    need         heat that the rooms need [kWh/year], in the first climate
    mix          share of each heating system, in the order of `SYSTEMS` (systems, n)
    by_carrier   energy bought, in the order of `CARRIERS` (carriers, n) [kWh/year]
    carbon       greenhouse gases of it [kgCO2e/year]
    bill         what it costs [€/year]
    overheating  hours × degrees above the comfort limit, one row for each climate (climates, n) [°C·h]
    peak         greatest hourly need of heat [W]
    warmer       the climates: by how much warmer than the weather given [K]
    """

    heated: Flags
    inside: Flags
    floor: Array
    need: Array
    mix: Array
    by_carrier: Array
    carbon: Array
    bill: Array
    overheating: Array
    peak: Array
    warmer: tuple[float, ...]

    @cached_property
    def final(self) -> Array:
        """Energy bought, all carriers [kWh/year] (n,)."""
        return np.asarray(self.by_carrier.sum(axis=0))

    @cached_property
    def total_floor(self) -> float:
        """[m²]"""
        return float(self.floor[self.inside].sum())

    @cached_property
    def total_need(self) -> float:
        """[kWh/year]"""
        return float(self.need[self.inside].sum())

    @cached_property
    def total_final(self) -> float:
        """[kWh/year]"""
        return float(self.final[self.inside].sum())

    @cached_property
    def total_carbon(self) -> float:
        """[kgCO2e/year]"""
        return float(self.carbon[self.inside].sum())

    @cached_property
    def total_bill(self) -> float:
        """[€/year]"""
        return float(self.bill[self.inside].sum())

    def mean_need(self, chosen: Flags | None = None) -> float:
        """Heat needed by a square metre of heated floor [kWh/(m²·year)], of all or of some buildings; without any 0."""
        rows = self.inside if chosen is None else self.inside & chosen
        floor = float(self.floor[rows].sum())
        return float(self.need[rows].sum()) / floor if floor > 0 else 0.0

    def mean_overheating(self, climate: int = 0) -> float:
        """Mean of the heated floor [°C·h]; without any 0."""
        hot, floor = self.overheating[climate, self.inside], self.floor[self.inside]
        return float(hot @ floor / floor.sum()) if floor.sum() > 0 else 0.0


def energy(
    city: City,
    stock: Coefficients = STOCK,
    warmer: tuple[float, ...] = (0.0,),
    albedo: Coefficients = ALBEDO,
    efficiency: Coefficients = EFFICIENCY,
    carbon: Coefficients = CARBON,
    price: Coefficients = PRICE,
) -> Energy:
    """The year of all buildings of `city`, by the hourly method of ISO 13790 (`models.thermal`) on envelopes of their age and works.

    warmer   the year of weather made warmer by each of these [K], run side by side; need, energy and money are of the first

    Energy bought = need × share of each system / its efficiency. A building whose heating nobody changed has the mix of its kind and
    era. Costs one simulation for a new stock (about 0.2 ms a building), one of the changed buildings after works, else nothing:
    years are remembered by what went into them. Left out: hot water, lighting and cooling, what owners did already (all is as built),
    what people do without when heat is dear, shade that differs from building to building, other uses than living.
    """
    return _energy(
        city.buildings,
        city.people,
        city.fabric,
        weather_of(city),
        stock,
        tuple(float(k) for k in warmer),
        albedo,
        efficiency,
        carbon,
        price,
    )


@lru_cache(maxsize=32)
def _energy(
    buildings: Buildings, people: People, fabric: Fabric, weather: WeatherYear, stock: Coefficients, warmer: tuple[float, ...],
    albedo: Coefficients, efficiency: Coefficients, carbon: Coefficients, price: Coefficients,
) -> Energy:  # fmt: skip
    n, heated = len(buildings), shells_of(buildings).heated
    years = years_of(buildings, fabric, weather, stock, albedo, warmer)
    floor, need, peak = (_all(n, years.rows, column) for column in (years.floor, years.need, years.peak))
    mix = mix_of(buildings, fabric, stock) * heated
    by_system = need * mix / np.array([float(efficiency[key]) for key in SYSTEMS])[:, None]
    burns = np.array([[system.carrier == carrier for system in SYSTEMS.values()] for carrier in CARRIERS], dtype=float)
    by_carrier = burns @ by_system
    emitted = np.array([float(carbon[key]) for key in CARRIERS]) @ by_carrier
    paid = np.array([float(price[key]) for key in CARRIERS]) @ by_carrier
    hot = np.stack([_all(n, years.rows, row) for row in years.overheating])
    return Energy(heated, heated & people.inside, floor, need, mix, by_carrier, emitted, paid, hot, peak, warmer)


@lru_cache(maxsize=16)
def mix_of(buildings: Buildings, fabric: Fabric, stock: Coefficients = STOCK) -> Array:
    """(systems, n) share of each heating system: all of the one that works put in, else the mix of houses or flats of the era."""
    era = period_of(buildings.year, ERAS)
    table_of = np.array(
        [[[float(stock.get(mix_name(kind, e.key, key), 0.0)) for e in ERAS] for kind in KINDS] for key in SYSTEMS]
    )  # (systems, kinds, eras)
    table_of /= table_of.sum(axis=0)
    mix = table_of[:, np.where(buildings.house, 0, 1), era]
    for i, key in enumerate(SYSTEMS):
        chosen = fabric.heating == key
        mix[:, chosen] = np.eye(len(SYSTEMS))[:, i : i + 1]
    mix.flags.writeable = False
    return mix


def _all(n: int, rows: NDArray[np.intp], values: Array) -> Array:
    """Values of some buildings, 0 for the others (n,)."""
    found = np.zeros(n)
    found[rows] = values
    return found
