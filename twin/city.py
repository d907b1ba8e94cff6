"""City: one frozen value that holds everything the twin knows of a place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import shapely

from twin.buildings import Buildings
from twin.climate import Climate
from twin.counts import NO_COUNTS, Counts
from twin.errors import TwinError, plain
from twin.fabric import Fabric
from twin.features import Bounds
from twin.grid import Grid
from twin.html_table import html_table
from twin.land import Land
from twin.people import People
from twin.streets import Streets
from twin.trees import Trees
from twin.weather_year import WeatherYear
from twin.words import Words, nearest
from twin.works import Work

Progress = Callable[[float, str], None]


class Change(Protocol):
    """Anything that makes a new city of a city: an intervention or a plan."""

    def apply(self, city: "City") -> "City": ...


@dataclass(frozen=True, eq=False)
class City:
    """A place at one moment. Never changed in place: `apply` returns a new city that shares all parts left alone.

    name         of the place
    land         ground and tree canopy on the grid
    trees        single trees
    streets      ways for cars, bikes and feet
    mapped_streets  the streets as the map shows them, on which present habits rest; works leave them alone
    buildings    footprints and what is known of them
    people       residents and jobs in each building
    climate      storm and hot day it is tried with
    places       name -> shape of named squares, parks, car parks, schools and buildings [m]
    year         the year it shows
    notes        what reading and interventions used, repaired, filled in and left out
    works        what was done to it, in order
    attribution  to print under every map made of it
    fabric       what works added to the envelopes of the buildings, and what heats them
    weather      a year of weather to heat and sweat through; None: made from the normals of the nearest known city
    counts       traffic counted on its streets, to hold the model against
    """

    name: str
    land: Land
    trees: Trees
    streets: Streets
    buildings: Buildings
    people: People
    climate: Climate
    places: Mapping[str, shapely.Geometry]
    year: int
    notes: tuple[Words, ...] = ()
    works: tuple[Work, ...] = ()
    attribution: str = ""
    mapped_streets: Streets = None  # type: ignore[assignment]
    fabric: Fabric = None  # type: ignore[assignment]
    weather: WeatherYear | None = None
    counts: Counts = NO_COUNTS

    def __post_init__(self) -> None:
        if self.mapped_streets is None:
            object.__setattr__(self, "mapped_streets", self.streets)
        if self.fabric is None:
            object.__setattr__(self, "fabric", Fabric.as_built(len(self.buildings)))

    @classmethod
    def read(
        cls, path: str | Path, cell: float = 5.0, bounds: Bounds | None = None, soil: str = "B", progress: Progress | None = None
    ) -> "City":
        """Read a city from a map file: .osm .osm.gz .osm.pbf .geojson .gpkg (IGN BD TOPO).

        cell      side of the grid's cells [m]
        bounds    (west, south, east, north) [°] to cut out; the file's own extent when not given
        soil      hydrologic soil group: A (sand), B (loam), C (sandy clay), D (clay)
        progress  called with (share done, what) while a long file is read
        """
        from twin.reading.cities import read_city  # the one door from the value to where it comes from

        return read_city(path, cell=cell, bounds=bounds, soil=soil, progress=progress)

    @cached_property
    def memory(self) -> dict[Any, Any]:
        """What was already computed about this very city; it is forgotten together with the city."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """What travels to another process: everything but the memory."""
        return {name: value for name, value in self.__dict__.items() if name != "memory"}

    @property
    def grid(self) -> Grid:
        return self.land.grid

    @property
    def bounds(self) -> Bounds:
        """(minx, miny, maxx, maxy) of the grid [m]."""
        return self.grid.bounds

    def apply(self, *changes: Change) -> "City":
        """The city after these interventions or plans, in order."""
        city = self
        for change in changes:
            if not hasattr(change, "apply"):
                raise TwinError(
                    Words(
                        f"cannot apply {change!r}: give interventions such as twin.Depave(…) or a twin.Plan",
                        f"{change!r} ne peut pas être réalisé : donner des actions comme twin.Depave(…) ou un twin.Plan",
                    )
                )
            city = change.apply(city)
        return city

    def after(
        self, work: Work, *, land: Land | None = None, trees: Trees | None = None, streets: Streets | None = None,
        fabric: Fabric | None = None,
    ) -> "City":  # fmt: skip
        """The city with new parts and the record of the work that made them."""
        return replace(
            self,
            land=land or self.land,
            trees=trees if trees is not None else self.trees,
            streets=streets if streets is not None else self.streets,
            fabric=fabric if fabric is not None else self.fabric,
            notes=(*self.notes, work.note),
            works=(*self.works, work),
        )

    def at(self, year: int, climate: str = "TRACC", baseline: str = "1991-2020", replant: bool = True) -> "City":
        """The same city in another year, from its own year to 2200: weather, storm and hot day of that climate, trees grown.

        climate   TRACC (French reference) or one of IPCC AR6: SSP1-1.9, SSP1-2.6, SSP2-4.5, SSP3-7.0, SSP5-8.5
        baseline  period that today's weather, storm and hot day are of: warming since then is added to them, not all of it
        replant   whether a tree that dies is replaced; the crowns shown are those to be expected
        What does not change is the very same value. `evaluate(city, assume=twin.years.assumptions(year))` adds what else is assumed.
        """
        from twin.years.at import city_at  # the other door: to what it becomes

        return city_at(self, year, climate, baseline, replant)

    def noted(self, notes: tuple[Words, ...]) -> "City":
        """The same city with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def place(self, name: str) -> shapely.Geometry:
        """The shape of a named square, park, building or street, in local metres; case and accents may differ."""
        wanted = plain(name)
        for known, shape in self.places.items():
            if plain(known) == wanted:
                return shape
        return shapely.line_merge(shapely.union_all(self.streets.lines[self._street_rows(name)]))

    def street(self, name: str) -> np.ndarray:
        """Rows of `streets` that bear this name; case and accents may differ."""
        return self._street_rows(name, self.street_names)

    @property
    def street_names(self) -> tuple[str, ...]:
        return tuple(sorted({n for n in self.streets.names if n}))

    @property
    def place_names(self) -> tuple[str, ...]:
        return (*self.places, *self.street_names)

    def _street_rows(self, name: str, known: tuple[str, ...] | None = None) -> np.ndarray:
        wanted = plain(name)
        rows = np.flatnonzero([plain(n) == wanted for n in self.streets.names])
        if not len(rows):
            what = Words("place", "lieu") if known is None else Words("street", "rue")
            near, no = nearest(name, known or self.place_names), "aucun" if known is None else "aucune"
            raise TwinError(
                Words(
                    f'no {what} is called "{name}" in {self.name}: {near}',
                    f"{no} {what.fr} de {self.name} ne s'appelle « {name} » : {near.fr}",
                )
            )
        return rows

    def _repr_html_(self) -> str:
        """What it holds, for notebooks."""
        minx, miny, maxx, maxy = self.bounds
        facts = [
            ("size", f"{(maxx - minx) / 1000:.2f} × {(maxy - miny) / 1000:.2f} km"),
            ("cells", f"{self.grid.rows} × {self.grid.cols} of {self.grid.cell:g} m"),
            ("buildings, residents", f"{len(self.buildings)}, {self.people.total:.0f}"),
            ("streets", f"{self.streets.total_length(self.streets.is_street) / 1000:.1f} km"),
            ("places by name", f"{len(self.places)}"),
            ("works done", f"{len(self.works)}"),
            ("map data", self.attribution),
        ]
        return html_table([], facts, f"{self.name}, {self.year}")

    def __repr__(self) -> str:
        rows, cols = self.grid.shape
        return f"<City {self.name}: {rows} × {cols} cells of {self.grid.cell:g} m, {len(self.buildings)} buildings, {self.year}>"
