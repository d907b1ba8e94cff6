"""BikeLane: a lane for bikes along a street, and what the street gives up for it."""

from dataclasses import replace
from typing import Annotated, ClassVar, Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field

from twin.city import City
from twin.errors import TwinError
from twin.interventions.base import Intervention, Where, nothing_done
from twin.interventions.prices import PRICES
from twin.land import Land
from twin.overlay import difference, intersection, union
from twin.parameter import Parameter
from twin.streets import PAINTED_LANE, Streets, parking_strip, space_length
from twin.words import Words, quantity
from twin.works import Cost, Work

REPLACES = Literal["parking", "car lane", "verge", "nothing"]
VERGE = ("lawn", "meadow", "shrubs", "bare_soil", "gravel")
NARROWEST_LANE = Parameter(2.75, 2.5, 3.0, "m", "cerema_lanes", "urban lanes at 30 to 50 km/h", False, "narrowest lane for cars")
SNAP = 12.0  # m within which a drawn line is taken to follow a street
REPLACES_FR = {
    "parking": "à la place du stationnement",
    "car lane": "à la place d'une voie de circulation",
    "verge": "à la place de l'accotement",
    "nothing": "sans rien retirer",
}


def _spaced(value: object) -> object:
    return value.strip().lower().replace("_", " ") if isinstance(value, str) else value


class BikeLane(Intervention):
    """A bike lane along a street.

    along      name of a street; or `where`, a line in local metres that follows streets (within 12 m)
    width      of one lane [m]
    replaces   what makes room: parking, car lane, verge (green strip beside the kerb) or nothing (spare width)
    side       both, right or left of the street's line

    The lane must fit: its width against what the section frees, with car lanes no narrower than 2.75 m; where most of the
    street is too narrow an error says what would fit. Ground changes only where a verge is paved. Left out here: how cars and
    cyclists respond, junctions, and separating kerbs.
    """

    label: ClassVar[Words] = Words("Bike lane", "Bande cyclable")
    shape_fields: ClassVar[tuple[str, ...]] = ("where", "along")
    along: Annotated[Where | None, Field(description="name of a street, or a line in local metres")] = None
    where: Annotated[Where | None, Field(description="line in local metres that follows streets, or name of a street")] = None
    width: Annotated[float, Field(ge=1.2, le=4, description="width of one lane [m]")] = 1.8
    replaces: Annotated[REPLACES, BeforeValidator(_spaced), Field(description="what makes room for it")] = "parking"
    side: Annotated[Literal["both", "right", "left"], Field(description="side of the street's line")] = "both"

    def model_post_init(self, _context: object) -> None:
        if (self.where is None) == (self.along is None):
            raise TwinError("BikeLane: give either along (a street name) or where (a line), not both")

    def carry_out(self, city: City) -> City:
        rows, length = self._rows(city)
        sides = ("left", "right") if self.side == "both" else (self.side,)
        if all(_taken(city.streets, int(r), s) for r in rows for s in sides):
            reason = Words("there is a bike lane already", "il y a déjà une bande cyclable")
            return nothing_done(city, "BikeLane", self.label, reason)
        fits = {int(r): self._sides_that_fit(city, int(r), sides) for r in rows}
        chosen = [r for r in fits if fits[r]]
        good = sum(length[r] for r in chosen)
        if good < 0.5 * sum(length.values()):
            raise TwinError(self._too_narrow(city.streets, rows, length, sides))
        streets, spaces, laid = self._laid(city.streets, {r: fits[r] for r in chosen}, length)
        line = shapely.line_merge(shapely.union_all(city.streets.lines[chosen]))
        land, paved = self._paved_verge(city, {r: fits[r] for r in chosen})
        note = self._note(good, sum(length.values()) - good, spaces, paved, laid)
        title = Words(f"Bike lane, {self._name(city)}", f"Bande cyclable, {self._name(city)}")
        price = PRICES["track" if self.replaces == "verge" else "painted_lane"]
        cost = Cost(laid, price, Words("bike lane, each side, m", "bande cyclable, par côté, m"))
        return city.after(Work("BikeLane", title, note, line, (cost,)), streets=streets, land=land)

    def _name(self, city: City) -> str:
        given = self.along if self.along is not None else self.where
        return given if isinstance(given, str) else "drawn line"

    def _rows(self, city: City) -> tuple[NDArray[np.intp], dict[int, float]]:
        """Street rows it follows, and how many metres of each."""
        streets, given = city.streets, self.along if self.along is not None else self.where
        if isinstance(given, str):
            named = city.street(given)
            rows = np.array([r for r in named if not streets.is_path[r]], dtype=np.intp)
            if not len(rows):
                raise TwinError(f'BikeLane: "{given}" is a path without a carriageway in {city.name}')
            return rows, {int(r): float(streets.length[r]) for r in rows}
        if given is None or shapely.length(given) == 0 or shapely.area(given) > 0:
            raise TwinError("BikeLane: where needs a line along a street, not a point or an area")
        near = shapely.buffer(given, SNAP)
        within = shapely.length(intersection(streets.lines, near))
        rows = np.flatnonzero(~streets.is_path & (within >= 0.6 * streets.length) & (within > SNAP / 2))
        if not len(rows):
            raise TwinError(f"BikeLane: the line follows no street of {city.name} within {SNAP:g} m: draw it along a street")
        return rows, {int(r): float(within[r]) for r in rows}

    def _freed(self, streets: Streets, row: int, sides: tuple[str, ...]) -> dict[str, float]:
        """Width that could be given to bikes on each side [m]."""
        strips = {s: parking_strip(str(getattr(streets, f"parking_{s}")[row])) for s in ("left", "right")}
        lanes = max(float(streets.lanes[row]), 1.0)
        if self.replaces == "car lane":
            if lanes < 2:
                return dict.fromkeys(sides, 0.0)
            lanes -= 1
        if self.replaces == "parking":
            sides = tuple(s for s in sides if strips[s] > 0)
            kept = sum(strips[s] for s in strips if s not in sides)
        else:
            kept = sum(strips.values())
        kept += PAINTED_LANE * sum(str(getattr(streets, f"cycle_{s}")[row]) == "lane" for s in strips)
        sides = tuple(s for s in sides if not _taken(streets, row, s))
        spare = float(streets.width[row]) - lanes * float(NARROWEST_LANE) - kept
        return {s: spare / len(sides) for s in sides}

    def _sides_that_fit(self, city: City, row: int, sides: tuple[str, ...]) -> tuple[str, ...]:
        if self.replaces == "verge":
            free = (s for s in sides if not _taken(city.streets, row, s))
            return tuple(s for s in free if _verge_share(city, row, s, self.width) >= 0.5)
        freed = self._freed(city.streets, row, sides)
        return tuple(s for s, room in freed.items() if room >= self.width - 1e-9)

    def _too_narrow(self, streets: Streets, rows: NDArray[np.intp], length: dict[int, float], sides: tuple[str, ...]) -> str:
        row = max((int(r) for r in rows), key=lambda r: length[r])
        name = streets.names[row] or streets.ids[row]
        left, right = streets.parking_left[row] or "none", streets.parking_right[row] or "none"
        section = f"{name} is {streets.width[row]:.1f} m wide with {streets.lanes[row]:g} car lanes, parking left: {left}, right: {right}"
        if self.replaces == "verge":
            return f"BikeLane: no verge {self.width:g} m wide beside most of the street; {section}"
        options = []
        for what in ("parking", "car lane", "nothing"):
            for some in (sides, ("right",), ("left",)) if len(sides) > 1 else (sides,):
                freed = self.model_copy(update={"replaces": what})._freed(streets, row, some)
                if freed and min(freed.values()) >= 1.2:
                    where = "on both sides" if len(freed) > 1 else f"on the {next(iter(freed))}"
                    options.append(f'replaces="{what}" frees {np.floor(10 * min(freed.values())) / 10:.1f} m {where}')
                    break
        fitting = "; ".join(options) or "no lane of 1.2 m or more fits in this section"
        return f'BikeLane: a lane of {self.width:g} m that replaces "{self.replaces}" does not fit: {section}. What fits: {fitting}'

    def _laid(self, streets: Streets, fits: dict[int, tuple[str, ...]], length: dict[int, float]) -> tuple[Streets, float, float]:
        """Streets with the lane, parking spaces lost, and metres of lane laid."""
        changing = ("parking_left", "parking_right", "cycle_left", "cycle_right", "lanes", "contraflow")
        columns = {name: getattr(streets, name).copy() for name in changing}
        spaces = laid = 0.0
        for row, sides in fits.items():
            if self.replaces == "car lane":
                columns["lanes"][row] -= 1
            for side in sides:
                if self.replaces == "parking":
                    spaces += length[row] / space_length(str(columns[f"parking_{side}"][row]))
                    columns[f"parking_{side}"][row] = ""
                columns[f"cycle_{side}"][row] = "track" if self.replaces == "verge" else "lane"
                against = {"left": 1, "right": -1}[side]
                if streets.oneway[row] == against:
                    columns["contraflow"][row] = True
                laid += length[row]
        return replace(streets, **columns), spaces, laid

    def _paved_verge(self, city: City, fits: dict[int, tuple[str, ...]]) -> tuple[Land, float]:
        if self.replaces != "verge":
            return city.land, 0.0
        strips = [_strip(city.streets, row, side, self.width) for row, sides in fits.items() for side in sides]
        land, taken = city.land.repaint(union(strips), "asphalt", VERGE)
        return land, sum(taken.values())

    def _note(self, good: float, gap: float, spaces: float, paved: float, laid: float) -> Words:
        wide, street, lane = quantity(self.width, "m", 1), quantity(good, "m"), quantity(laid, "m")
        en = f"Bike lane of {wide} on {street} of street ({lane} of lane), in place of {self.replaces}"
        fr = f"Bande cyclable de {wide.fr} sur {street.fr} de rue ({lane.fr} de bande), {REPLACES_FR[self.replaces]}"
        for amount, unit, also, also_fr in (
            (spaces, "", "parking spaces lost", "places de stationnement supprimées"),
            (paved, "m²", "of verge paved", "d'accotement revêtus"),
            (gap, "m", "of the street too narrow and left out", "de rue trop étroits laissés de côté"),
        ):
            if amount >= 1:
                much = quantity(amount, unit)
                en, fr = f"{en}; {much} {also}", f"{fr} ; {much.fr} {also_fr}"
        return Words(en, fr)


def _taken(streets: Streets, row: int, side: str) -> bool:
    """A side that has a lane or track already."""
    return str(getattr(streets, f"cycle_{side}")[row]) in ("lane", "track")


def _strip(streets: Streets, row: int, side: str, width: float) -> shapely.Geometry:
    """The strip of ground just outside the kerb."""
    line, half = streets.lines[row], float(streets.width[row]) / 2
    sign = 1 if side == "left" else -1
    outer = shapely.buffer(line, sign * (half + width), cap_style="flat", join_style="mitre", single_sided=True)
    inner = shapely.buffer(line, sign * half, cap_style="flat", join_style="mitre", single_sided=True)
    return difference(outer, inner)


def _verge_share(city: City, row: int, side: str, width: float) -> float:
    """Share of the strip beside the kerb that is green or bare ground."""
    strip = _strip(city.streets, row, side, width)
    area = shapely.area(strip)
    inside, _ = city.land.within(strip, VERGE)
    return float(shapely.area(inside).sum() / area) if area else 0.0
