"""Depave: take up paved ground and give it back to soil, plants or water."""

from typing import Annotated, ClassVar, Literal

import shapely
from pydantic import BeforeValidator, Field

from twin.city import City
from twin.covers import BY_KEY, COVERS
from twin.interventions.base import Intervention, Where, area_in, listed, nothing_done, outside_note
from twin.interventions.prices import PRICES
from twin.land import yard_share
from twin.words import Words, quantity
from twin.works import Cost, Work

TARGETS = Literal["lawn", "meadow", "shrubs", "rain_garden", "permeable_paving", "gravel"]
FROM = tuple(cover.key for cover in COVERS if cover.depavable)


def _key(value: object) -> object:
    return value.strip().lower().replace(" ", "_").replace("-", "_") if isinstance(value, str) else value


class Depave(Intervention):
    """Take up the paved ground inside `where` and replace it by `to`.

    where   polygon in local metres, or the name of a place ("Parking de la Gare")
    to      lawn, meadow, shrubs, rain garden, permeable paving or gravel

    Only car parks, yards, squares, pavements and unmapped private plots change: roofs, carriageways, existing green and water
    stay. Cost: area × price. Left out: pipes and cables below, compacted soil that takes years to recover, upkeep.
    """

    label: ClassVar[Words] = Words("Take up paving", "Désimperméabiliser")
    where: Annotated[Where, Field(description="polygon in local metres or name of a place")]
    to: Annotated[TARGETS, BeforeValidator(_key), Field(description="what replaces the paving")] = "lawn"

    def carry_out(self, city: City) -> City:
        new = BY_KEY[self.to].label
        title = Words(f"Depave to {new.lower()}", f"Désimperméabiliser en {new.fr.lower()}")
        given = self.shape(city)
        shape = area_in(given, city, "Depave")
        land, taken = city.land.repaint(shape, self.to, FROM)
        total = sum(taken.values())
        if total < 0.01:
            reason = Words(
                "the shape lies outside the map" if shape.is_empty else "no paved ground there that is not roof or carriageway",
                "la forme est hors de la carte" if shape.is_empty else "aucun sol revêtu à cet endroit hors toits et chaussées",
            )
            return nothing_done(city, "Depave", title, reason)
        kept = max(0.0, shapely.area(shape) - total)
        outside = outside_note(given, city)
        yard = _sealed_yard(city, land.grid.cell_area, taken, shape)
        changed, left, what = quantity(total, "m²"), quantity(kept, "m²"), listed(taken)
        note = Words(
            f"{title}: {changed} changed ({what}){yard}; {left} of roof, carriageway, green or water inside the shape left as they were"
            f"{outside}",
            f"{title.fr} : {changed.fr} transformés ({what.fr}){yard.fr} ; {left.fr} de toits, chaussées, végétation ou eau dans le "
            f"contour laissés tels quels{outside.fr}",
        )
        cost = Cost(total, PRICES[self.to], Words(f"{title.lower()}, m²", f"{title.fr.lower()}, m²"))
        return city.after(Work("Depave", title, note, shape, (cost,)), land=land)


def _sealed_yard(city: City, cell_area: float, taken: dict[str, float], shape: shapely.Geometry) -> Words:
    """How much of the yards taken up really counted as sealed."""
    if taken.get("yard", 0.0) < 0.5:
        return Words("", "")
    row, col = city.grid.cell_of(*shapely.get_coordinates(shapely.point_on_surface(shape)).T)
    share = float(yard_share(city.land)[row, col][0])
    return Words(
        f", the private ground counted as {100 * share:.0f} % sealed before",
        f", les parcelles privées étaient comptées imperméables à {100 * share:.0f} %",
    )
