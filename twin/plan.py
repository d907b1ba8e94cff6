"""Plan: a named, ordered list of interventions. A plan is a GeoJSON FeatureCollection, and is read and written as one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from twin.city import City
from twin.errors import TwinError, plain
from twin.html_table import html_table
from twin.interventions import INTERVENTIONS, Intervention
from twin.overlay import intersection
from twin.words import Words, led, nearest, quantity
from twin.works import Work
from twin.writing import write_text

TYPE = "intervention"  # the GeoJSON property that names the kind
ON_BUILDINGS = frozenset({"Renovate", "HeatPump"})  # several of them in one building are no conflict: each says itself what was there
STYLE = frozenset("fid id name title description stroke stroke-width stroke-opacity fill fill-opacity marker-color marker-size".split())


@dataclass(frozen=True)
class Plan:
    """A named, ordered list of interventions, done one after the other.

    name            for tables and figures
    interventions   in the order they are carried out; those with a `year` say when
    """

    name: str
    interventions: Sequence[Intervention] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise TwinError(
                Words(
                    "a plan needs a name: twin.Plan('Green square', [twin.Depave(…)])", "un projet a besoin d'un nom, comme « Place verte »"
                )
            )
        given = self.interventions
        for item in [given] if isinstance(given, Intervention) or not isinstance(given, Sequence) else given:
            if not isinstance(item, Intervention):
                known = ", ".join(INTERVENTIONS)
                raise TwinError(
                    Words(
                        f'plan "{self.name}" takes interventions ({known}), not {item!r}',
                        f"le projet « {self.name} » prend des actions ({known}), et non {item!r}",
                    )
                )
        object.__setattr__(self, "interventions", (given,) if isinstance(given, Intervention) else tuple(given))

    def title(self, lang: str = "en") -> str:
        """The name, in French where it has one (a single intervention compared on its own is named by its kind)."""
        return self.name.to(lang) if isinstance(self.name, Words) else self.name

    def __iter__(self) -> Iterator[Intervention]:
        return iter(self.interventions)

    def __len__(self) -> int:
        return len(self.interventions)

    def _repr_html_(self) -> str:
        """Its interventions with their settings, for notebooks."""
        rows = []
        for i, item in enumerate(self.interventions, 1):
            given = {name: getattr(item, name) for name in type(item).model_fields if getattr(item, name) is not None}
            told = ", ".join(f"{k}={'a shape' if isinstance(v, shapely.Geometry) else v}" for k, v in given.items())
            rows.append((str(i), type(item).__name__, told))
        return html_table(["", "intervention", "settings"], rows, self.name)

    def apply(self, city: City) -> City:
        """The city after the whole plan; overlaps between its parts are noted."""
        start = len(city.works)
        for number, item in enumerate(self.interventions, 1):
            try:
                city = item.apply(city)
            except TwinError as error:
                where = Words(f'plan "{self.name}", intervention {number}', f"projet « {self.title('fr')} », intervention {number}")
                raise led(where, error) from None
        notes = tuple(overlap.note for overlap in overlaps(city.works[start:]))
        return city.noted(notes) if notes else city

    def write(self, path: str | Path, city: City) -> Path:
        """Write the plan as GeoJSON (WGS84); `city` gives the places of its shapes. The file appears whole or not at all."""
        return write_text(path, json.dumps(self.to_geojson(city), ensure_ascii=False, indent=1) + "\n")

    def to_geojson(self, city: City) -> dict[str, Any]:
        """The plan as a GeoJSON FeatureCollection in longitude/latitude."""
        return {"type": "FeatureCollection", "name": self.name, "features": [_feature(item, city) for item in self.interventions]}

    @classmethod
    def read(cls, path: str | Path, city: City) -> "Plan":
        """Read a plan from GeoJSON for this `city`. Errors say which feature, which property, and what is allowed."""
        try:
            content = json.loads(Path(path).read_bytes().decode("utf-8-sig"))
        except OSError as error:
            why = error.strerror or error
            raise TwinError(Words(f"cannot read the plan {path}: {why}", f"le projet {path} ne peut pas être lu : {why}")) from None
        except (ValueError, RecursionError) as error:
            raise TwinError(
                Words(
                    f"{path} is not a plan: it is not valid GeoJSON ({error})",
                    f"{path} n'est pas un projet : ce n'est pas du GeoJSON valide ({error})",
                )
            ) from None
        return cls.from_geojson(content, city, Path(path).stem, str(path))

    @classmethod
    def from_geojson(cls, content: Any, city: City, name: str = "Plan", source: str = "plan") -> "Plan":
        """The plan in a parsed GeoJSON FeatureCollection."""
        features = content.get("features") if isinstance(content, dict) else None
        if not isinstance(features, list) or content.get("type") != "FeatureCollection":
            raise TwinError(
                Words(
                    f'{source} is not a plan: a plan is a GeoJSON FeatureCollection with a list of "features"',
                    f"{source} n'est pas un projet : un projet est une FeatureCollection GeoJSON avec une liste « features »",
                )
            )
        title = content.get("name")
        items = [intervention_of(feature, city, f"{source}, features[{i}]") for i, feature in enumerate(features)]
        return cls(title if isinstance(title, str) and title.strip() else name, items)


def _feature(item: Intervention, city: City) -> dict[str, Any]:
    properties: dict[str, Any] = {TYPE: type(item).__name__}
    for field in type(item).model_fields:
        value = getattr(item, field)
        if value is not None and not isinstance(value, shapely.Geometry):
            properties[field] = value
    lonlat = city.grid.plane.to_lonlat(item.shape(city))
    geometry = shapely.transform(lonlat, lambda xy: np.round(xy, 10))  # a hundredth of a millimetre
    return {"type": "Feature", "geometry": json.loads(shapely.to_geojson(geometry)), "properties": properties}


def intervention_of(feature: Any, city: City, where: str = "") -> Intervention:
    """The intervention in a parsed GeoJSON feature.

    where   leads what is refused, such as "plan.geojson, features[1]"; without it, settings that are refused stand for themselves
    """
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise TwinError(
            Words(
                f"{where} has no properties: give {TYPE} and its settings", f"{where} n'a pas de propriétés : donner {TYPE} et ses réglages"
            )
        )
    kind = _kind(properties.get(TYPE), where)
    fields = {k: v for k, v in properties.items() if k in kind.model_fields and v is not None}
    for key in properties.keys() - fields.keys() - {TYPE, *kind.model_fields, *STYLE}:
        if key in _all_fields() or get_close_matches(key, kind.model_fields, n=1, cutoff=0.75):
            near = nearest(key, kind.model_fields)
            raise TwinError(
                Words(
                    f'{where}.properties: {kind.__name__} has no "{key}": {near}',
                    f"{where}.properties : {kind.__name__} n'a pas de « {key} » : {near.fr}",
                )
            )
    named = next((f for f in kind.shape_fields if isinstance(fields.get(f), str)), None)
    if named is not None and feature.get("geometry") is None:
        try:
            city.place(fields[named])
        except TwinError as error:
            raise (led(f"{where}.properties.{named}", error) if where else error) from None
    if named is None or not _is_known(fields[named], city):
        shape = _geometry(feature.get("geometry"), city, where)
        for field in kind.shape_fields:
            fields.pop(field, None)
        is_line = shape.geom_type in ("LineString", "MultiLineString")
        target = "along" if is_line and "along" in kind.shape_fields and kind.__name__ == "PlantTrees" else kind.shape_fields[0]
        fields[target] = shape
    try:
        return kind(**fields)
    except TwinError as error:
        raise (led(f"{where}.properties", error) if where else error) from None


def _all_fields() -> set[str]:
    return {field for kind in INTERVENTIONS.values() for field in kind.model_fields}


def _kind(name: Any, where: str) -> type[Intervention]:
    if not isinstance(name, str):
        known = ", ".join(INTERVENTIONS)
        raise TwinError(
            Words(
                f"{where}.properties.{TYPE} is missing: give one of {known}", f"{where}.properties.{TYPE} manque : donner l'un de {known}"
            )
        )
    wanted = plain(name).replace("_", "").replace(" ", "").replace("-", "")
    for known, kind in INTERVENTIONS.items():
        if known.lower() == wanted:
            return kind
    near, known = nearest(name, INTERVENTIONS), ", ".join(INTERVENTIONS)
    raise TwinError(
        Words(
            f'{where}.properties.{TYPE} "{name}" is unknown: {near}; allowed: {known}',
            f"{where}.properties.{TYPE} « {name} » est inconnu : {near.fr} ; permis : {known}",
        )
    )


def _is_known(name: str, city: City) -> bool:
    try:
        city.place(name)
    except TwinError:
        return False
    return True


def _geometry(geometry: Any, city: City, where: str) -> shapely.Geometry:
    if not isinstance(geometry, dict):
        raise TwinError(
            Words(
                f"{where}.geometry is missing: draw a shape, or name a place of {city.name} in the properties",
                f"{where}.geometry manque : dessiner une forme, ou nommer un lieu de {city.name} dans les propriétés",
            )
        )
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, ValueError, TypeError):
        raise TwinError(
            Words(
                f"{where}.geometry cannot be read: it is no GeoJSON geometry of finite numbers",
                f"{where}.geometry est illisible : ce n'est pas une géométrie GeoJSON de nombres finis",
            )
        ) from None
    box = shapely.bounds(shape)
    if shape.is_empty or not np.isfinite(box).all():
        raise TwinError(
            Words(
                f"{where}.geometry is empty or has coordinates that are not numbers",
                f"{where}.geometry est vide ou a des coordonnées qui ne sont pas des nombres",
            )
        )
    if abs(box[[0, 2]]).max() > 180 or abs(box[[1, 3]]).max() > 90:
        corner = f"{box[0]:g}, {box[1]:g}"
        raise TwinError(
            Words(
                f"{where}.geometry is not in longitude/latitude (first corner {corner}): plans are WGS84",
                f"{where}.geometry n'est pas en longitude/latitude (premier coin {corner}) : un projet est en WGS84",
            )
        )
    local: shapely.Geometry = city.grid.plane.to_local(shapely.force_2d(shape))
    return local


@dataclass(frozen=True)
class Overlap:
    """Two interventions that act on the same ground: which of the plan they are, counted from 1, and what they share."""

    first: int
    second: int
    size: Words

    @property
    def note(self) -> Words:
        """The sentence among the notes of a city."""
        return Words(
            f"interventions {self.first} and {self.second} overlap on {self.size}: the later one acts on what the earlier one left",
            f"les interventions {self.first} et {self.second} se recouvrent sur {self.size.fr} : la seconde agit sur ce que la première a "
            "laissé",
        )

    @property
    def told_by_second(self) -> Words:
        """The same, beside the later of the two in a list."""
        return Words(
            f"Overlaps number {self.first} on {self.size} and acts on what that one left.",
            f"Recouvre le n° {self.first} sur {self.size.fr} et agit sur ce qu'il a laissé.",
        )


def overlaps(works: Sequence[Work]) -> tuple[Overlap, ...]:
    """Pairs of works that share ground, in the order of the plan; trees beside a lane and works on one building are no conflict."""
    found = []
    for (i, a), (j, b) in combinations(enumerate(works, 1), 2):
        if {a.kind, b.kind} != {"BikeLane", "PlantTrees"} and not {a.kind, b.kind} & ON_BUILDINGS:
            size = _shared(a, b)
            if size is not None:
                found.append(Overlap(i, j, size))
    return tuple(found)


@lru_cache(maxsize=4096)
def _shared(a: Work, b: Work) -> Words | None:
    """How much ground or length two works share, if any; remembered, since a plan is applied again after every edit."""
    common = intersection(a.where, b.where)
    both_areas = shapely.area(a.where) and shapely.area(b.where)
    shared, unit = (shapely.area(common), "m²") if both_areas else (shapely.length(common), "m")
    return quantity(shared, unit) if shared > 1 else None
