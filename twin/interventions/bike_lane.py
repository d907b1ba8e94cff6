"""BikeLane: a lane or track for bikes along a street, and what the street gives up for it."""

from typing import Annotated, ClassVar, Literal

import numpy as np
import shapely
from pydantic import BeforeValidator, Field

from twin.city import City
from twin.errors import TwinError
from twin.interventions.base import nothing_done, refused
from twin.interventions.prices import PRICES
from twin.interventions.sections import REPLACES_FR, VERGE, Sides, column, described, freed, taken, verge_share, verge_strip, what_fits
from twin.interventions.sites import building_site
from twin.interventions.stretches import StreetIntervention, middle_line, named, stretches
from twin.land import Land
from twin.overlay import union
from twin.streets import Streets, space_length
from twin.words import Words, number, quantity
from twin.works import Cost, Work

REPLACES = Literal["parking", "car lane", "verge", "nothing"]
STYLE = Literal["painted", "separated", "two-way track", "contraflow"]
CHANGED = (
    "parking_left", "parking_right", "cycle_left", "cycle_right", "cycle_width_left", "cycle_width_right", "lanes", "contraflow",
    "two_way_track",
)  # fmt: skip
KERB = 0.5  # m, between a track and the cars
STYLES: dict[str, Words] = {
    "painted": Words("Bike lane", "Bande cyclable"),
    "separated": Words("Separated bike track", "Piste cyclable séparée"),
    "two-way track": Words("Two-way bike track", "Piste cyclable bidirectionnelle"),
    "contraflow": Words("Contraflow bike lane", "Double-sens cyclable"),
}


def _spaced(value: object) -> object:
    return value.strip().lower().replace("_", " ") if isinstance(value, str) else value


def _style(value: object) -> object:
    return "two-way track" if isinstance(value, str) and value.strip().lower().replace("_", "-") == "two-way-track" else _spaced(value)


class BikeLane(StreetIntervention):
    """A bike lane or track along a street.

    along      name of a street; or `where`, a line in local metres that follows streets (within 12 m)
    width      of one lane [m]
    replaces   what makes room: parking, car lane, verge (green strip beside the kerb) or nothing (spare width)
    side       both, right or left of the street's line
    style      painted; separated by a kerb (half a metre more); two-way track, on one side, twice the width; contraflow, against a
               one-way street, on the left of those who drive

    A painted lane makes way for a track on the same side. It must fit: its width against what the section frees, with car lanes no
    narrower than 2.75 m; where most of the street is too narrow an error says what would fit. A car lane taken takes its share of the
    street's capacity; parking or spare width take none of it. Ground changes only where a verge is paved. Left out: junctions, bus
    stops, deliveries that stop on the lane.
    """

    label: ClassVar[Words] = STYLES["painted"]
    width: Annotated[float, Field(ge=1.2, le=4, description="width of one lane [m]")] = 1.8
    replaces: Annotated[REPLACES, BeforeValidator(_spaced), Field(description="what makes room for it")] = "parking"
    side: Annotated[Literal["both", "right", "left"], Field(description="side of the street's line")] = "both"
    style: Annotated[STYLE, BeforeValidator(_style), Field(description="painted, or a track behind a kerb")] = "painted"

    def carry_out(self, city: City) -> City:
        given = self.given
        if isinstance(given, shapely.Geometry) and shapely.area(given) > 0:
            raise refused(
                "BikeLane",
                "where needs a line along a street, not a point or an area",
                "il faut une ligne le long d'une rue, ni point ni surface",
            )
        rows, length = stretches(city, given, "BikeLane")
        streets, what = city.streets, STYLES[self.style]
        if self.style == "contraflow" and not (streets.oneway[rows] != 0).any():
            section = described(streets, int(rows[0]))
            raise refused(
                "BikeLane",
                f"a contraflow lane needs a one-way street; {section}, both ways",
                f"un double-sens cyclable demande une rue à sens unique ; {section.fr}, à double sens",
            )
        laned = [int(r) for r in rows if self._laned(streets, int(r))]
        if len(laned) == len(rows):
            return nothing_done(city, "BikeLane", what, Words("there is a bike lane already", "il y a déjà une bande cyclable"))
        fits = self.fitting(city, [int(r) for r in rows], length)
        good, has = sum(length[r] for r in fits), sum(length[r] for r in laned)
        gap = sum(length.values()) - good - has
        if good < gap:
            raise self._too_narrow(streets, max(set(length) - set(laned), key=lambda r: length[r]))
        changed, spaces, metres = self.laid(streets, fits, length)
        land, paved = self._paved_verge(city, fits)
        name = named(city, given, rows)
        note = self._note(good, has, gap, spaces, paved, metres)
        title = Words(f"{what}, {name}", f"{what.fr}, {name}")
        site = building_site("marking" if self._is_painted else "kerb", good)
        work = Work("BikeLane", title, note, middle_line(city, np.array(sorted(fits))), (self.price(metres),), site=site)
        return city.after(work, streets=changed, land=land)

    @property
    def _is_painted(self) -> bool:
        return self.style in ("painted", "contraflow") and self.replaces != "verge"

    @property
    def _room(self) -> float:
        """Width that one side must give [m]."""
        return {"painted": self.width, "contraflow": self.width, "separated": self.width + KERB, "two-way track": 2 * self.width + KERB}[
            self.style
        ]

    def _wanted(self, streets: Streets, row: int) -> Sides:
        """The sides of one stretch that are to get something; a contraflow lane lies left of those who drive."""
        if self.style == "contraflow":
            return {1: ("left",), -1: ("right",)}.get(int(streets.oneway[row]), ())
        if self.side != "both":
            return (self.side,)
        return ("left", "right")

    def _laned(self, streets: Streets, row: int) -> bool:
        """There is a lane or track already on every side that is to get one."""
        wanted = self._wanted(streets, row)
        return bool(wanted) and all(taken(streets, row, side, not self._is_painted) for side in wanted)

    def fitting(self, city: City, rows: list[int], length: dict[int, float]) -> dict[int, Sides]:
        """The sides of each stretch where it fits; a two-way track keeps to the side that fits on more of the street."""
        if self.style != "two-way track":
            fits = {row: self._sides_that_fit(city, row, self._wanted(city.streets, row)) for row in rows}
            return {row: sides for row, sides in fits.items() if sides}
        best: dict[int, Sides] = {}
        for side in ("right", "left") if self.side == "both" else (self.side,):
            found: dict[int, Sides] = {row: (side,) for row in rows if self._sides_that_fit(city, row, (side,))}
            if sum(length[r] for r in found) > sum(length[r] for r in best):
                best = found
        return best

    def _sides_that_fit(self, city: City, row: int, sides: Sides) -> Sides:
        if self.replaces == "verge":
            free = (s for s in sides if not taken(city.streets, row, s, track=True))
            return tuple(s for s in free if verge_share(city, row, s, self._room) >= 0.5)
        room = freed(city.streets, row, sides, self.replaces, not self._is_painted) if sides else {}
        return tuple(s for s, wide in room.items() if wide >= self._room - 1e-9)

    def _too_narrow(self, streets: Streets, row: int) -> TwinError:
        section, room = described(streets, row), number(self._room, 1, "fr")
        if self.replaces == "verge":
            return refused(
                "BikeLane",
                f"no verge {self._room:g} m wide beside most of the street; {section}",
                f"pas d'accotement de {room} m le long de presque toute la rue ; {section.fr}",
            )
        fitting = what_fits(streets, row, self._wanted(streets, row) or ("left", "right"), not self._is_painted)
        return refused(
            "BikeLane",
            f'a lane of {self._room:g} m that replaces "{self.replaces}" does not fit: {section}. What fits: {fitting}',
            f"une bande de {room} m {REPLACES_FR[self.replaces]} ne tient pas : {section.fr}. Ce qui tient : {fitting.fr}",
        )

    def laid(self, streets: Streets, fits: dict[int, Sides], length: dict[int, float]) -> tuple[Streets, float, float]:
        """Streets with the lane, parking spaces lost, and metres of lane laid."""
        names = (
            "parking_left parking_right cycle_left cycle_right cycle_width_left cycle_width_right lanes contraflow two_way_track".split()
        )
        columns = {name: getattr(streets, name).copy() for name in names}
        kind = "lane" if self._is_painted else "track"
        inside = 0.0 if self.replaces == "verge" else self._room
        spaces = laid = 0.0
        for row, sides in fits.items():
            if self.replaces == "car lane":
                columns["lanes"][row] -= 1
            for side in sides:
                if self.replaces == "parking":
                    spaces += length[row] / space_length(column(streets, "parking", row, side))
                    columns[f"parking_{side}"][row] = ""
                columns[f"cycle_{side}"][row] = kind
                columns[f"cycle_width_{side}"][row] = inside
                if streets.oneway[row] == {"left": 1, "right": -1}[side]:
                    columns["contraflow"][row] = True
                laid += length[row]
            columns["two_way_track"][row] |= self.style == "two-way track"
        return streets.changed(slice(None), columns), spaces, laid

    def _paved_verge(self, city: City, fits: dict[int, Sides]) -> tuple[Land, float]:
        if self.replaces != "verge":
            return city.land, 0.0
        strips = [verge_strip(city.streets, row, side, self._room) for row, sides in fits.items() for side in sides]
        land, paved = city.land.repaint(union(strips), "asphalt", VERGE)
        return land, sum(paved.values())

    def price(self, laid: float) -> Cost:
        """What so many metres of lane cost."""
        if self.style == "two-way track":
            return Cost(laid, PRICES["track_two_way"], Words("two-way bike track, m", "piste cyclable bidirectionnelle, m"))
        if self.style == "separated" or self.replaces == "verge":
            return Cost(laid, PRICES["track"], Words("bike track, each side, m", "piste cyclable, par côté, m"))
        return Cost(laid, PRICES["painted_lane"], Words("bike lane, each side, m", "bande cyclable, par côté, m"))

    def _note(self, good: float, has: float, gap: float, spaces: float, paved: float, laid: float) -> Words:
        what = STYLES[self.style]
        wide, street, lane = quantity(self._room, "m", 1), quantity(good, "m"), quantity(laid, "m")
        en = f"{what} of {wide} on {street} of street ({lane} of lane), in place of {self.replaces}"
        fr = f"{what.fr} de {wide.fr} sur {street.fr} de rue ({lane.fr} de bande), {REPLACES_FR[self.replaces]}"
        for amount, unit, also, also_fr in (
            (spaces, "", "parking spaces lost", "places de stationnement supprimées"),
            (paved, "m²", "of verge paved", "d'accotement revêtus"),
            (has, "m", "of the street have one already", "de rue en ont déjà une"),
            (gap, "m", "of the street too narrow and left out", "de rue trop étroits laissés de côté"),
        ):
            if amount >= 1:
                much = quantity(amount, unit)
                en, fr = f"{en}; {much} {also}", f"{fr} ; {much.fr} {also_fr}"
        return Words(en, fr)
