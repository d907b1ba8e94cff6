"""Renovate: insulate walls, roofs and floors of buildings, and change their windows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field

from twin.city import City
from twin.interventions.base import nothing_done, refused
from twin.interventions.chosen_buildings import BuildingIntervention, Rows, called, nothing_there
from twin.interventions.heating import dwelling_equivalents, system_costs, system_key
from twin.interventions.layers import THICKEST, Layer, layer, material_key
from twin.interventions.telling import spent
from twin.materials import ELEMENTS, INSULANTS, SYSTEMS, WINDOWS
from twin.overlay import union
from twin.stock.zones_of import Envelopes, envelopes_of
from twin.words import Words, nearest, quantity
from twin.works import Cost, Work

Array = NDArray[np.float64]
ELEMENT = Literal["wall", "roof", "floor", "windows", "all"]
ELEMENTS_FR = {"wall": "un mur", "roof": "un toit", "floor": "un plancher", "windows": "une fenêtre", "all": "l'ensemble"}
USUAL_WINDOW = "timber_double"
TITLES: dict[str, Words] = {"windows": Words("New windows", "Nouvelles fenêtres"), "all": Words("Renovate", "Rénover")}


def _element(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    name = value.strip().lower()
    return {"walls": "wall", "window": "windows", "roofs": "roof", "floors": "floor", "everything": "all"}.get(name, name)


def _system(value: Any) -> Any:
    return None if value is None else system_key(value, "Renovate")


@dataclass(frozen=True)
class _Part:
    """What is done to one element: the buildings that change, their new fabric, and what it takes."""

    rows: Rows
    columns: dict[str, Any]
    costs: tuple[Cost, ...]
    carbon: tuple[Cost, ...]
    stored: tuple[Cost, ...]
    words: Words
    left: int


class Renovate(BuildingIntervention):
    """Insulate an element of the buildings in `where`, or of those named in `buildings`; or change their windows.

    where      polygon in local metres, or the name of a building or place
    buildings  names or ids of buildings
    element    wall, roof, floor, windows or all
    material   an insulant of `twin.materials.INSULANTS`, a window of `WINDOWS`; where nothing is said, or where with "all" it does not go,
               the usual one
    thickness  of the insulant [m]; or
    target_r   the resistance that it adds [m²·K/W]; where neither is given, that of a good renovation (TABULA)
    side       of the walls: outside, or inside, which hides their mass from the rooms
    system     heating system put in at the same time

    A building that works insulated as well already is left alone; one insulated less is brought up to it. Cost: area × work + area ×
    thickness × insulant. Left out: protected façades, damp, balconies that bridge the insulant, tenants who move, and eaves or pavements
    in the way.
    """

    label: ClassVar[Words] = Words("Renovate buildings", "Rénover des bâtiments")
    element: Annotated[ELEMENT, BeforeValidator(_element), Field(description="what is insulated or changed")] = "wall"
    material: Annotated[str | None, Field(description="insulant or window; the usual one when not given")] = None
    thickness: Annotated[float | None, Field(gt=0, le=THICKEST, description="thickness of the insulant, m")] = None
    target_r: Annotated[float | None, Field(gt=0, le=15, description="resistance that the insulant adds, m²·K/W")] = None
    side: Annotated[Literal["outside", "inside"], Field(description="side of the walls that is insulated")] = "outside"
    system: Annotated[str | None, BeforeValidator(_system), Field(description=f"heating put in with it: {', '.join(SYSTEMS)}")] = None

    def model_post_init(self, context: object) -> None:
        super().model_post_init(context)
        if self.thickness is not None and self.target_r is not None:
            raise refused("Renovate", "give either thickness or target_r, not both", "donner l'épaisseur ou la résistance, pas les deux")
        if self.element == "windows" and (self.thickness or self.target_r):
            raise refused(
                "Renovate",
                "windows have no thickness or target_r; choose a window as material",
                "une fenêtre n'a ni épaisseur ni résistance ajoutée ; choisir une fenêtre comme matériau",
            )
        if self.material is not None:
            object.__setattr__(self, "material", material_key(self.material))
            if (self.material in WINDOWS) != (self.element == "windows") and self.element != "all":
                fit = nearest(self.material or "", WINDOWS if self.element == "windows" else INSULANTS)
                raise refused(
                    "Renovate",
                    f'"{self.material}" is nothing for the element {self.element}: {fit}',
                    f"« {self.material} » ne convient pas à {ELEMENTS_FR[self.element]} : {fit.fr}",
                )
        for name in self.elements:
            if name != "windows":
                self.layer_of(name)  # refused here, not when it is carried out

    @property
    def elements(self) -> tuple[str, ...]:
        return ELEMENTS if self.element == "all" else (self.element,)

    def layer_of(self, element: str) -> Layer:
        """The insulation of a wall, roof or floor."""
        place = f"wall_{self.side}" if element == "wall" else element
        material = self.material if self.material in INSULANTS else None
        if self.element == "all" and material is not None and place not in INSULANTS[material].places:
            material = None  # the usual one where it does not go
        return layer(place, material, self.thickness, self.target_r)

    def carry_out(self, city: City) -> City:
        head, rows = self._title(), self.rows(city)
        if not len(rows):
            return nothing_done(city, "Renovate", head, nothing_there(city, self))
        before = envelopes_of(city.buildings, city.fabric, rows)
        parts = [part for part in self._parts(city, rows, before) if len(part.rows) or part.left]
        done = [part for part in parts if len(part.rows)]
        if not done:
            reason = Words("they are insulated as well already", "ils sont déjà aussi bien isolés")
            return nothing_done(city, "Renovate", head, reason)
        fabric = city.fabric
        for part in done:
            fabric = fabric.changed(part.rows, part.columns)
        changed = np.unique(np.concatenate([part.rows for part in done]))
        costs, carbon, stored = (tuple(c for part in done for c in getattr(part, name)) for name in ("costs", "carbon", "stored"))
        who, sums, left = called(city, changed), spent(costs, carbon, stored), _left(parts)
        what, what_fr = "; ".join(part.words for part in done), " ; ".join(part.words.fr for part in done)
        title = Words(f"{head}, {who}", f"{head.fr}, {who.fr}")
        note = Words(f"{title}; {what}{left}; {sums}", f"{title.fr} ; {what_fr}{left.fr} ; {sums.fr}")
        work = Work("Renovate", title, note, union(city.buildings.shapes[changed]), costs, carbon=carbon, stored=stored)
        return city.after(work, fabric=fabric)

    def _title(self) -> Words:
        if self.element in TITLES:
            return TITLES[self.element]
        place = self.layer_of(self.element).place.labels
        return Words(f"Insulate {place.lower()}", f"Isolation : {place.fr.lower()}")

    def _parts(self, city: City, rows: Rows, before: Envelopes) -> Iterator[_Part]:
        for element in self.elements:
            yield self._windows(city, rows, before) if element == "windows" else self._insulation(city, rows, before, element)
        if self.system is not None:
            yield self._heating(city, rows)

    def _insulation(self, city: City, rows: Rows, before: Envelopes, element: str) -> _Part:
        """The layer where works have not put as much already; one that is topped up takes only what is missing."""
        full = self.layer_of(element)
        missing = np.maximum(full.resistance - getattr(city.fabric, element)[rows], 0.0)
        due = missing > 1e-9
        area, u = {
            "wall": (before.walls, before.wall_u), "roof": (before.roof, before.roof_u), "floor": (before.roof, before.floor_u),
        }[element]  # fmt: skip
        area, u, missing = area[due], u[due], missing[due]
        total = float(area.sum())
        share = float((area * missing).sum()) / full.resistance / total if total else 0.0
        columns: dict[str, Any] = {element: full.resistance}
        if element == "wall":
            columns["inside"] = full.place.inside
        words = _insulated(full, area, u, 1 / (1 / u + missing))
        lines = full.costs(total, share), full.carbon(total, share), full.stored(total, share)
        return _Part(rows[due], columns, *lines, words, int((~due).sum()))

    def _windows(self, city: City, rows: Rows, before: Envelopes) -> _Part:
        window = WINDOWS[self.material if self.material in WINDOWS else USUAL_WINDOW]
        due = ~(city.fabric.window_u[rows] <= float(window.u) + 1e-9)  # NaN, as built: due
        area = float(before.windows[due].sum())
        name, size, change = window.labels, quantity(area, "m²"), _from_to(before.windows[due], before.window_u[due], window.u)
        mark, mark_fr = (f" {window.badge}", f" {window.badge.fr}") if window.badge else ("", "")
        what = Words(f"{name.lower()}, m²", f"{name.fr.lower()}, m²")
        words = Words(f"windows {size}: {name.lower()}{mark}, {change}", f"fenêtres {size.fr} : {name.fr.lower()}{mark_fr}, {change.fr}")
        columns = {"window_u": float(window.u), "window_g": float(window.g)}
        costs, carbon = (Cost(area, window.price, what),), (Cost(area, window.carbon, what),)
        return _Part(rows[due], columns, costs, carbon, (), words, int((~due).sum()))

    def _heating(self, city: City, rows: Rows) -> _Part:
        due = city.fabric.heating[rows] != self.system
        dwellings, name = dwelling_equivalents(city, rows[due]), SYSTEMS[self.system or ""].labels
        costs, carbon = system_costs(self.system or "", dwellings)
        homes = quantity(dwellings)
        words = Words(f"{name.lower()} ({homes} dwellings)", f"{name.fr.lower()} ({homes.fr} logements)")
        return _Part(rows[due], {"heating": self.system}, costs, carbon, (), words, int((~due).sum()))


def _from_to(area: Array, before: Array, after: Any) -> Words:
    """ "U 2.50 to 0.19 W/(m²·K)": means over the area."""
    if not area.sum():
        return Words("no area", "aucune surface")
    old, new = (quantity(float(np.average(np.broadcast_to(u, area.shape), weights=area)), digits=2) for u in (before, after))
    return Words(f"U {old} to {new} W/(m²·K)", f"U {old.fr} à {new.fr} W/(m²·K)")


def _insulated(full: Layer, area: Array, before: Array, after: Array) -> Words:
    """What was laid, how thick, its resistance, and what the walls let through before and after."""
    size, cm, r = quantity(float(area.sum()), "m²"), quantity(100 * full.thickness, "cm", 1), quantity(full.resistance, "", 1)
    stuff, place, badge, change = full.insulant.labels, full.place.labels, full.insulant.badge, _from_to(area, before, after)
    mark, mark_fr = (f" {badge}", f" {badge.fr}") if badge else ("", "")
    return Words(
        f"{place.lower()} {size}: {stuff.lower()}{mark}, {cm}, R {r} m²·K/W, {change}",
        f"{place.fr.lower()} {size.fr} : {stuff.fr.lower()}{mark_fr}, {cm.fr}, R {r.fr} m²·K/W, {change.fr}",
    )


def _left(parts: list[_Part]) -> Words:
    """Half a sentence on what was as good already."""
    most = max(part.left for part in parts)
    if not most:
        return Words("", "")
    return Words(f"; up to {most} were as good already and stay", f" ; jusqu'à {most} étaient déjà aussi bons et restent tels quels")
