"""CalmStreets: a lower speed limit, by signs alone or with humps and narrowings that make it kept."""

from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from twin.city import City
from twin.interventions.base import nothing_done
from twin.interventions.prices import PRICES
from twin.interventions.sites import building_site
from twin.interventions.stretches import StreetIntervention, middle_line, named, stretches
from twin.parameter import Parameter
from twin.words import Words, quantity
from twin.works import Cost, Work

FALL_BY_SIGNS = Parameter(
    5.0, 1.0, 8.0, "km/h", "twin", "observed falls of 1 to 3 km/h, 5 in planning practice; from memory", False,
    "fall of the speed driven where only the signs change",
)  # fmt: skip
CALMED_CAPACITY = Parameter(0.9, 0.7, 1.0, "1", "twin", "assumed", False, "capacity that humps and narrowings leave")


class CalmStreets(StreetIntervention):
    """Calm streets to a lower speed limit.

    along      name of a street; or `where`, a line that follows streets or a polygon, in local metres
    speed      new limit [km/h]
    physical   with humps, cushions and narrowings: then the limit is driven, and a tenth of the capacity goes; by signs alone
               cars slow by a few km/h only

    Streets whose limit is that low already stay. Left out: driving style, noise of humps, buses and ambulances on humps.
    """

    label: ClassVar[Words] = Words("Calm streets", "Apaiser les rues")
    speed: Annotated[float, Field(ge=10, le=50, description="new speed limit [km/h]")] = 30
    physical: Annotated[bool, Field(description="with humps and narrowings, so that the limit is kept")] = False

    def carry_out(self, city: City) -> City:
        streets = city.streets
        rows, _ = stretches(city, self.given, "CalmStreets")
        rows = rows[streets.cars[rows]]
        faster = streets.driven if self.physical else streets.speed
        rows = rows[faster[rows] > self.speed]
        title = Words(f"{self.speed:g} km/h", f"{self.speed:g} km/h")
        if not len(rows):
            reason = Words("no street there is faster", "aucune rue plus rapide à cet endroit")
            return nothing_done(city, "CalmStreets", title, reason)
        slower = np.minimum(streets.driven[rows], self.speed) if self.physical else _by_signs(streets.driven[rows], self.speed)
        columns = {"speed": np.minimum(streets.speed[rows], self.speed), "driven": slower}
        if self.physical:
            columns["capacity_kept"] = streets.capacity_kept[rows] * float(CALMED_CAPACITY)
        length = float(streets.length[rows].sum())
        before, after = (float(np.average(v, weights=streets.length[rows])) for v in (streets.driven[rows], slower))
        metres, then, now = quantity(length, "m"), quantity(before, "km/h"), quantity(after, "km/h")
        how = Words("with humps and narrowings", "avec aménagements") if self.physical else Words("by signs alone", "par panneaux seuls")
        note = Words(
            f"Limit of {title} on {metres} of street, {how}: cars drive {now} on the empty street instead of {then}",
            f"Limite de {title} sur {metres.fr} de rue, {how.fr} : {now.fr} sur rue vide au lieu de {then.fr}",
        )
        cost = Cost(length, PRICES["calming" if self.physical else "signs_30"], Words("street calmed, m", "rue apaisée, m"))
        name, site = named(city, self.given, rows), building_site("humps" if self.physical else "signs", length)
        work = Work("CalmStreets", Words(f"{title}, {name}", f"{title}, {name}"), note, middle_line(city, rows), (cost,), site=site)
        return city.after(work, streets=streets.changed(rows, columns))


def _by_signs(driven: np.ndarray, limit: float) -> np.ndarray:
    """A few km/h slower, but not slower than the limit by that."""
    slower: np.ndarray = np.minimum(driven, np.maximum(driven - float(FALL_BY_SIGNS), limit))
    return slower
