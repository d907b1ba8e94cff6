"""Which buildings an intervention is about: those named, or all that stand in an area."""

from typing import Annotated, Any, ClassVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field

from twin.city import City
from twin.errors import TwinError, plain
from twin.interventions.base import Intervention, Where, area_in, refused
from twin.overlay import union
from twin.stock.shells import shells_of
from twin.words import Words, nearest, quantity

Rows = NDArray[np.intp]


def _several(value: Any) -> Any:
    if value is None:
        return None
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise TwinError(
            Words(
                "needs names or ids of buildings, such as ['École Pasteur', 'way/12']",
                "il faut des noms ou identifiants de bâtiments, comme ['École Pasteur', 'way/12']",
            )
        )
    return tuple(names)


class BuildingIntervention(Intervention):
    """One thing people do to buildings: to those called so, or to those whose middle lies in an area."""

    shape_fields: ClassVar[tuple[str, ...]] = ("where",)
    where: Annotated[Where | None, Field(description="polygon in local metres or name of a building or place")] = None
    buildings: Annotated[
        tuple[str, ...] | None, BeforeValidator(_several), Field(description="names or ids of buildings; with where, only those in it")
    ] = None

    def model_post_init(self, _context: object) -> None:
        if self.where is None and self.buildings is None:
            raise refused(
                type(self).__name__,
                "give where (an area or the name of a place) or buildings (their names or ids)",
                "donner where (une surface ou le nom d'un lieu) ou buildings (leurs noms ou identifiants)",
            )

    def shape(self, city: City) -> shapely.Geometry:
        """The area, or the footprints of the named buildings [m]."""
        if self.where is not None:
            return super().shape(city)
        return union(city.buildings.shapes[named_rows(city, self.buildings or (), type(self).__name__)])

    def rows(self, city: City) -> Rows:
        """Rows of the heated buildings it is about; none when none stands there."""
        who, buildings = type(self).__name__, city.buildings
        chosen = np.ones(len(buildings), dtype=bool)
        if self.where is not None:
            area = area_in(self.shape(city), city, who)
            chosen &= shapely.intersects_xy(area, *buildings.points.T) if len(buildings) else chosen
        if self.buildings is not None:
            chosen &= np.isin(np.arange(len(buildings)), named_rows(city, self.buildings, who))
        return np.flatnonzero(chosen & shells_of(buildings).heated)


def named_rows(city: City, names: tuple[str, ...], who: str) -> Rows:
    """Rows of the buildings with these names or ids; a TwinError with the nearest for one that is not there."""
    buildings = city.buildings
    known: dict[str, list[int]] = {}
    for row, (id_, name) in enumerate(zip(buildings.ids, buildings.names, strict=True)):
        for key in {plain(str(id_)), plain(str(name))} - {""}:
            known.setdefault(key, []).append(row)
    rows: list[int] = []
    for name in names:
        if plain(name) not in known:
            near = nearest(name, [*(n for n in buildings.names if n), *buildings.ids])
            raise refused(
                who,
                f'no building of {city.name} is called "{name}": {near}',
                f"aucun bâtiment de {city.name} ne s'appelle « {name} » : {near.fr}",
            )
        rows += known[plain(name)]
    return np.unique(np.array(rows, dtype=np.intp))


def called(city: City, rows: Rows) -> Words:
    """What to call these buildings: the name of a single one, else how many they are."""
    if len(rows) == 1:
        name = str(city.buildings.names[rows[0]]) or str(city.buildings.ids[rows[0]])
        return Words(name, name)
    count = quantity(len(rows))
    return Words(f"{count} buildings", f"{count.fr} bâtiments")


def nothing_there(city: City, chosen: Any) -> Words:
    """Why no building changes: the shape lies outside the map, or nothing heated stands there."""
    if chosen.where is not None and not isinstance(chosen.where, str) and not shapely.intersects(chosen.where, city.grid.box):
        return Words("the shape lies outside the map", "la forme est hors de la carte")
    return Words("no heated building stands there", "aucun bâtiment chauffé à cet endroit")
