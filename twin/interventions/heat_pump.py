"""HeatPump: another heating system, by default a heat pump."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from twin.city import City
from twin.interventions.base import nothing_done
from twin.interventions.chosen_buildings import BuildingIntervention, called, nothing_there
from twin.interventions.heating import dwelling_equivalents, system_costs, system_key
from twin.interventions.telling import spent
from twin.materials import SYSTEMS
from twin.overlay import union
from twin.words import Words, quantity
from twin.works import Work


def _key(value: Any) -> Any:
    return system_key(value, "HeatPump")


class HeatPump(BuildingIntervention):
    """Heat the buildings in `where`, or those named in `buildings`, by another system.

    where      polygon in local metres, or the name of a building or place
    buildings  names or ids of buildings
    system     heat pump, gas boiler, oil boiler, electric heaters, wood pellets or district heating

    Cost: dwellings × price; offices, schools and shops count as many dwellings as their floor area holds. Left out: whether radiators and
    the grid are strong enough, noise of the outdoor unit, whether a heat network passes, room for a store of pellets.
    """

    label: ClassVar[Words] = Words("Change the heating", "Changer le chauffage")
    system: Annotated[str, BeforeValidator(_key), Field(description=f"heating system: {', '.join(SYSTEMS)}")] = "heat_pump"

    def carry_out(self, city: City) -> City:
        name = SYSTEMS[self.system].labels
        title, rows = Words(name, name.fr), self.rows(city)
        if not len(rows):
            return nothing_done(city, "HeatPump", title, nothing_there(city, self))
        already = city.fabric.heating[rows] == self.system
        kept, rows = int(already.sum()), rows[~already]
        if not len(rows):
            reason = Words("they are heated so already", "ils sont déjà chauffés ainsi")
            return nothing_done(city, "HeatPump", title, reason)
        dwellings = dwelling_equivalents(city, rows)
        costs, carbon = system_costs(self.system, dwellings)
        who, homes, sums = called(city, rows), quantity(dwellings), spent(costs, carbon, ())
        title = Words(f"{name}, {who}", f"{name.fr}, {who.fr}")
        left = Words(f"; {kept} heated so already", f" ; {kept} déjà chauffés ainsi") if kept else Words("", "")
        note = Words(
            f"{name} in {who} ({homes} dwellings or as much floor){left}; {sums}",
            f"{name.fr} dans {who.fr} ({homes.fr} logements ou surface équivalente){left.fr} ; {sums.fr}",
        )
        fabric = city.fabric.changed(rows, {"heating": self.system})
        work = Work("HeatPump", title, note, union(city.buildings.shapes[rows]), costs, carbon=carbon)
        return city.after(work, fabric=fabric)
