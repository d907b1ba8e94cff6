"""LightPaving: dark paving made light, so that it heats less."""

from typing import Annotated, ClassVar

from pydantic import Field

from twin.city import City
from twin.interventions.base import Intervention, Where, area_in, listed, nothing_done, outside_note
from twin.interventions.prices import PRICES
from twin.words import Words, quantity
from twin.works import Cost, Work


class LightPaving(Intervention):
    """Give the asphalt and paving inside `where` a light surface.

    where          polygon in local metres, or the name of a place
    carriageways   include the carriageways of streets

    It sends more sunlight back, also onto people: the air cools a little, a pedestrian in the sun may feel hotter.
    Left out: wear, glare, winter.
    """

    label: ClassVar[Words] = Words("Light paving", "Revêtement clair")
    where: Annotated[Where, Field(description="polygon in local metres or name of a place")]
    carriageways: Annotated[bool, Field(description="include the carriageways of streets")] = False

    def carry_out(self, city: City) -> City:
        given = self.shape(city)
        shape = area_in(given, city, "LightPaving")
        old = ("asphalt", "paved", "carriageway") if self.carriageways else ("asphalt", "paved")
        land, taken = city.land.repaint(shape, "light_paving", old)
        total = sum(taken.values())
        if total < 0.01:
            reason = Words("no dark paving there", "aucun revêtement sombre à cet endroit")
            return nothing_done(city, "LightPaving", self.label, reason)
        outside = outside_note(given, city)
        made, what = quantity(total, "m²"), listed(taken)
        note = Words(f"{self.label}: {made} made light ({what}){outside}", f"{self.label.fr} : {made.fr} éclaircis ({what.fr}){outside.fr}")
        cost = Cost(total, PRICES["light_paving"], Words("light paving, m²", "revêtement clair, m²"))
        return city.after(Work("LightPaving", self.label, note, shape, (cost,)), land=land)
