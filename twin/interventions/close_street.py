"""CloseStreet: a street closed to through cars: school street, modal filter, or pedestrian street."""

from typing import Annotated, Any, ClassVar, Literal

import shapely
from pydantic import BeforeValidator, Field

from twin.city import City
from twin.interventions.base import nothing_done
from twin.interventions.prices import PRICES
from twin.interventions.sites import building_site
from twin.interventions.stretches import StreetIntervention, middle_line, named, stretches
from twin.overlay import union
from twin.words import Words, quantity
from twin.works import Cost, Work

HOW = Literal["school street", "modal filter", "pedestrian street"]
TITLES: dict[str, Words] = {
    "school street": Words("School street", "Rue aux écoles"),
    "modal filter": Words("Modal filter", "Filtre modal"),
    "pedestrian street": Words("Pedestrian street", "Rue piétonne"),
}


def _spaced(value: object) -> object:
    return value.strip().lower().replace("_", " ") if isinstance(value, str) else value


class CloseStreet(StreetIntervention):
    """Close streets to cars; people on foot, bikes and fire engines still pass.

    along   name of a street; or `where`, a line that follows streets or a polygon, in local metres
    how     school street (barriers at school hours, the morning peak among them), modal filter (bollards; homes stay reachable by
            car from one end) or pedestrian street (carriageway paved level, on-street parking gone)

    Left out: deliveries, residents' access in a pedestrian street, where those who parked there park now.
    """

    label: ClassVar[Words] = Words("Close to cars", "Fermer aux voitures")
    how: Annotated[HOW, BeforeValidator(_spaced), Field(description="what kind of closure")] = "school street"

    def carry_out(self, city: City) -> City:
        streets, title = city.streets, TITLES[self.how]
        rows, _ = stretches(city, self.given, "CloseStreet")
        pedestrian = self.how == "pedestrian street"
        if not pedestrian:
            rows = rows[streets.cars[rows]]
        columns: dict[str, Any] = {"cars": False}
        land, paved, spaces = city.land, 0.0, 0.0
        if pedestrian:  # a street that is closed for school already can still be rebuilt
            spaces = float(streets.spaces[rows].sum())
            columns |= {"parking_left": "", "parking_right": ""}
            carriageway = union(shapely.buffer(streets.lines[rows], streets.width[rows] / 2, cap_style="flat"))
            land, taken = city.land.repaint(carriageway, "paved", ("carriageway",))
            paved = sum(taken.values())
        if not streets.cars[rows].any() and paved < 1 and spaces < 1:
            reason = Words("no street there is open to cars", "aucune rue ouverte aux voitures à cet endroit")
            return nothing_done(city, "CloseStreet", title, reason)
        length, name = float(streets.length[rows].sum()), named(city, self.given, rows)
        metres, ground, lost = quantity(length, "m"), quantity(paved, "m²"), quantity(spaces, "")
        note = Words(f"{title}: {metres} closed to cars", f"{title.fr} : {metres.fr} fermés aux voitures")
        if paved >= 1:
            note = Words(f"{note}, {ground} of carriageway paved level", f"{note.fr}, {ground.fr} de chaussée pavés de plain-pied")
        if spaces >= 1:
            note = Words(f"{note}; {lost} parking spaces lost", f"{note.fr} ; {lost.fr} places de stationnement supprimées")
        called = Words(f"{title}, {name}", f"{title.fr}, {name}")
        site = building_site("level_paving", length) if self.how == "pedestrian street" else building_site("signs", length)
        work = Work("CloseStreet", called, note, middle_line(city, rows), self._costs(city, rows, paved), site=site)
        return city.after(work, streets=streets.changed(rows, columns), land=land)

    def _costs(self, city: City, rows: Any, paved: float) -> tuple[Cost, ...]:
        """A barrier or bollards at either end of what is closed; paving for a pedestrian street."""
        line = middle_line(city, rows)
        ends = 2.0 * len(shapely.get_parts(line)) if self.how != "modal filter" else float(len(shapely.get_parts(line)))
        barriers = Cost(ends, PRICES["barrier"], Words("barriers or bollards", "barrières ou bornes"))
        if self.how != "pedestrian street":
            return (barriers,)
        return (barriers, Cost(paved, PRICES["level_paving"], Words("level paving, m²", "pavage de plain-pied, m²")))
