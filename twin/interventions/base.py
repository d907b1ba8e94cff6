"""Intervention: one thing people do to a city. A frozen, validated value that turns one city into another."""

from dataclasses import replace
from typing import Annotated, Any, ClassVar

import numpy as np
import shapely
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from shapely.geometry.base import BaseGeometry

from twin.city import City
from twin.covers import BY_KEY
from twin.errors import TwinError
from twin.interventions.refusing import sentence
from twin.overlay import difference, intersection, polygonal, union
from twin.words import Words, quantity
from twin.works import Cost, Work


def _shape(value: Any) -> Any:
    """A place name, or a shape that is valid, finite and not empty."""
    if isinstance(value, str):
        if not value.strip():
            raise TwinError(
                Words("is empty: give a shape in local metres or the name of a place", "c'est vide : donner une forme ou le nom d'un lieu")
            )
        return value
    if not isinstance(value, BaseGeometry):
        raise TwinError(
            Words(
                f"is {type(value).__name__}: give a shapely shape in local metres or the name of a place",
                "ce n'est pas une forme : donner une forme ou le nom d'un lieu",
            )
        )
    if value.is_empty or not np.isfinite(shapely.get_coordinates(value)).all():
        raise TwinError(Words("is an empty or unbounded shape", "la forme est vide ou sans bornes"))
    return value if value.is_valid else shapely.make_valid(value)


Where = Annotated[Any, BeforeValidator(_shape)]
"""A shapely shape in local metres, or the name of a place or street of the city."""


class Intervention(BaseModel):
    """One thing people do to a city.

    A subclass declares its fields (they are its form, its GeoJSON properties and its schema) and `carry_out`. Defining it in a
    file of this folder is enough: GeoJSON, plans, the command line and the contract tests find it in `INTERVENTIONS`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    label: ClassVar[Words]
    shape_fields: ClassVar[tuple[str, ...]] = ("where",)  # where the geometry of a GeoJSON feature goes
    year: Annotated[int | None, Field(ge=1900, le=2200, description="year in which it is done")] = None

    def __init__(self, *shape: Any, **fields: Any) -> None:
        if shape:
            if len(shape) > 1 or self.shape_fields[0] in fields:
                kind, known = type(self).__name__, ", ".join(type(self).model_fields)
                raise TwinError(
                    Words(
                        f"{kind} takes one shape; name the other settings: {known}", f"{kind} prend une forme ; nommer le reste : {known}"
                    )
                )
            fields[self.shape_fields[0]] = shape[0]
        try:
            super().__init__(**fields)
        except ValidationError as error:
            raise TwinError(sentence(type(self), error)) from None

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        if "label" in cls.__dict__:
            INTERVENTIONS[cls.__name__] = cls

    def apply(self, city: City) -> City:
        """The city after this intervention; `notes` and `works` tell what it really did."""
        after = self.carry_out(city)
        if self.year is None:
            return after
        kept, fresh = after.works[: len(city.works)], after.works[len(city.works) :]
        return replace(after, works=(*kept, *(replace(work, year=self.year) for work in fresh)))

    def carry_out(self, city: City) -> City:
        raise TypeError(f"{type(self).__name__} does not say what it does to a city")

    def works(self, city: City) -> tuple[Work, ...]:
        """What it would do to this city."""
        return self.apply(city).works[len(city.works) :]

    def cost(self, city: City) -> Cost:
        """What it would cost in this city, with its range [€]."""
        return total(cost for work in self.works(city) for cost in work.costs)

    def shape(self, city: City) -> shapely.Geometry:
        """The shape it is about, with place names looked up [m]."""
        for field in self.shape_fields:
            given = getattr(self, field)
            if given is not None:
                return city.place(given) if isinstance(given, str) else given
        kind, fields, champs = type(self).__name__, " or ".join(self.shape_fields), " ou ".join(self.shape_fields)
        raise TwinError(
            Words(
                f"{kind} needs {fields}: a shape in local metres or the name of a place",
                f"{self.label.fr} : il manque {champs}, une forme ou le nom d'un lieu",
            )
        )


INTERVENTIONS: dict[str, type[Intervention]] = {}


def refused(who: str, en: str, fr: str) -> TwinError:
    """What the intervention `who` refuses, led by its name: in French by what the page calls it."""
    called = INTERVENTIONS[who].label.fr if who in INTERVENTIONS else who
    return TwinError(Words(f"{who}: {en}", f"{called} : {fr}"))


def total(costs: Any) -> Cost:
    """Several costs as one: quantity 1 at the sum of prices, low and high."""
    from twin.parameter import Parameter

    listed = list(costs)
    value, low, high = (sum(getattr(c, side) for c in listed) for side in ("value", "low", "high"))
    verified = all(c.price.verified for c in listed)
    return Cost(1.0, Parameter(value, low, high, "€", "twin", "sum", verified, "cost"), Words("cost", "coût"))


def area_in(shape: shapely.Geometry, city: City, who: str) -> shapely.Geometry:
    """The polygons of `shape` inside the map, or a TwinError when it has no area."""
    polygons = polygonal(shape)
    if not len(polygons):
        called = INTERVENTIONS[who].label.fr if who in INTERVENTIONS else who
        raise TwinError(
            Words(
                f"{who} needs an area, not a {shape.geom_type}: draw a polygon, or give the name of a square, car park or yard",
                f"{called} : il faut une surface ; dessinez-la, ou donnez le nom d'une place, d'un parking ou d'une cour",
            )
        )
    return intersection(union(polygons), city.grid.box)


def nothing_done(city: City, kind: str, title: Words, reason: Words) -> City:
    """The city as it was, with a note that says why nothing changed."""
    note = Words(f"{title}: nothing changed: {reason}", f"{title.fr} : rien n'a changé : {reason.fr}")
    return city.after(Work(kind, title, note, shapely.Polygon(), (), did=False))


def outside_note(shape: shapely.Geometry, city: City) -> Words:
    """A half sentence on how much of the shape lies outside the map; empty when none does."""
    area = shapely.area(shape)
    lost = shapely.area(difference(shape, city.grid.box)) if area else 0.0
    if lost < 0.5:
        return Words("", "")
    area_lost = quantity(lost, "m²")
    return Words(f"; {area_lost} lie outside the map and do not count", f" ; {area_lost.fr} hors de la carte ne comptent pas")


def listed(areas: dict[str, float]) -> Words:
    """ "asphalt 1 200 m², paving 300 m²": cover areas, the largest first."""
    largest_first = sorted(areas.items(), key=lambda item: -item[1])
    parts = [(BY_KEY[key].label, quantity(area, "m²")) for key, area in largest_first]
    return Words(", ".join(f"{name.lower()} {area}" for name, area in parts), ", ".join(f"{n.fr.lower()} {a.fr}" for n, a in parts))
