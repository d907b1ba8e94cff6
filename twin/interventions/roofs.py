"""GreenRoof and CoolRoof: what lies on top of buildings."""

from typing import Annotated, ClassVar

import numpy as np
import shapely
from pydantic import Field

from twin.city import City
from twin.covers import BY_KEY
from twin.interventions.base import Intervention, Where, area_in, nothing_done, outside_note
from twin.interventions.prices import PRICES
from twin.overlay import intersection, union
from twin.words import Words, quantity
from twin.works import Cost, Work


class _Roof(Intervention):
    """Roofs of the buildings that stand in `where` (those whose middle lies inside it) get a new cover."""

    becomes: ClassVar[str]
    where: Annotated[Where, Field(description="polygon in local metres or name of a building or place")]
    share: Annotated[float, Field(gt=0, le=1, description="share of each roof that can be covered")] = 1.0

    def carry_out(self, city: City) -> City:
        kind, title = type(self).__name__, self.label
        given = self.shape(city)
        shape = area_in(given, city, kind)
        chosen = shapely.intersects_xy(shape, *city.buildings.points.T) if len(city.buildings) else np.zeros(0, dtype=bool)
        roofs = city.buildings.shapes[chosen]
        if self.share < 1 and len(roofs):  # scaled about the middle: the edges of a roof stay free
            roofs = np.array([_shrunk(roof, self.share) for roof in roofs], dtype=object)
        old = ("roof", "cool_roof", "green_roof")
        land, taken = city.land.repaint(union(roofs), self.becomes, old) if len(roofs) else (city.land, {})
        total = sum(taken.values())
        if total < 0.01:
            reason = Words("no building stands there, or its roof is like that already", "aucun bâtiment ici, ou son toit l'est déjà")
            return nothing_done(city, kind, title, reason)
        outside, covered = outside_note(given, city), quantity(total, "m²")
        new = BY_KEY[self.becomes].label
        note = Words(
            f"{title}: {covered} of roof become {new.lower()}, on {len(roofs)} {'building' if len(roofs) == 1 else 'buildings'}{outside}",
            f"{title.fr} : {covered.fr} sur {len(roofs)} bâtiment{'s' if len(roofs) > 1 else ''}{outside.fr}",
        )
        cost = Cost(total, PRICES[self.becomes], Words(f"{title.lower()}, m²", f"{title.fr.lower()}, m²"))
        fabric = city.fabric.changed(chosen, {"roof_cover": self.becomes, "covered": self.share})  # its albedo: that of the land cover
        return city.after(Work(kind, title, note, union(roofs), (cost,)), land=land, fabric=fabric)


def _shrunk(roof: shapely.Geometry, share: float) -> shapely.Geometry:
    centre = shapely.get_coordinates(shapely.centroid(roof))[0]
    scaled = shapely.transform(roof, lambda xy: centre + (xy - centre) * np.sqrt(share))
    return intersection(scaled, roof)


class GreenRoof(_Roof):
    """Plant the roofs of the buildings in `where` (extensive, thin soil).

    where   polygon in local metres, or the name of a building or place
    share   share of each roof that can be covered

    The rooms below feel it through `City.fabric`. Left out: whether the structure carries it, slope, watering.
    """

    label: ClassVar[Words] = Words("Green roofs", "Toits végétalisés")
    becomes: ClassVar[str] = "green_roof"


class CoolRoof(_Roof):
    """Coat the roofs of the buildings in `where` in a reflective white.

    where   polygon in local metres, or the name of a building or place
    share   share of each roof that can be coated

    Left out: soiling (albedo falls in the first years), glare, heat missed in winter, protected townscapes.
    """

    label: ClassVar[Words] = Words("Cool roofs", "Toits réfléchissants")
    becomes: ClassVar[str] = "cool_roof"
