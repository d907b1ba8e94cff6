"""`twin list`: everything that has a name, from the registries that hold it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import shapely

from twin.cli.failing import Mistyped
from twin.cli.places import Where
from twin.cli.tables import colon, table
from twin.covers import COVERS, GROUPS
from twin.errors import did_you_mean
from twin.evaluation import parameters
from twin.interventions import INTERVENTIONS, Intervention
from twin.metrics import METRICS
from twin.models.trees import SPECIES, crown_diameter
from twin.sources import SOURCES
from twin.words import Words, number, unit_name

Lines = Iterable[str]
BETTER = {"less": Words("less is better", "moins vaut mieux"), "more": Words("more is better", "plus vaut mieux")}


def run(what: str, city: str, lang: str) -> None:
    """Print one list, or which lists there are."""
    if what and what not in LISTS:
        raise Mistyped(f'there is no list of "{what}": {did_you_mean(what, LISTS)}')
    if not what:
        print("\n".join(table([(name, title.to(lang)) for name, (title, _) in LISTS.items()], indent="")))
        return
    _, lines = LISTS[what]
    print("\n".join(lines(city, lang)))


def _metrics(_city: str, lang: str) -> Lines:
    rows = [(m.key, m.label(lang), unit_name(m.unit, lang), BETTER[m.better].to(lang)) for m in METRICS.values()]
    return table(rows, indent="")


def _interventions(_city: str, lang: str) -> Iterator[str]:
    for name, kind in INTERVENTIONS.items():
        yield f"{name}{' :' if lang == 'fr' else ':'} {kind.label.to(lang)}"
        yield from table([(f"{field} = {default}", about) for field, default, about in _fields(kind)], indent="    ")


def _fields(kind: type[Intervention]) -> Iterator[tuple[str, str, str]]:
    """Name, default and meaning of each field, as the intervention declares them."""
    schema = kind.model_json_schema()["properties"]
    for field, declared in kind.model_fields.items():
        about = declared.description or ""
        allowed = _allowed(schema[field])
        default = "…" if declared.is_required() else "-" if declared.default is None else str(declared.default)
        yield field, default, f"{about} ({allowed})" if allowed else about


def _allowed(schema: dict[str, Any]) -> str:
    for part in (schema, *schema.get("anyOf", ())):
        if "enum" in part:
            return ", ".join(str(value) for value in part["enum"])
        low = part.get("minimum", part.get("exclusiveMinimum"))
        if low is not None and "maximum" in part:
            return f"{low:g} … {part['maximum']:g}"
    return ""


def _parameters(_city: str, lang: str) -> Lines:
    unverified = Words("unverified", "non vérifié").to(lang)
    rows = []
    for name, p in sorted(parameters().items()):
        spread = "" if p.exact else f"{p.low:g} … {p.high:g}"
        where = f"{p.source}, {p.page}" if p.page else p.source
        rows.append(
            (
                name,
                f"{p.value:g}",
                unit_name(p.unit, lang),
                spread,
                f"{p.about} [{where}]{'' if p.verified else f' [{unverified}]'}",
            )
        )
    return table(rows, right=(1,), indent="")


def _covers(_city: str, lang: str) -> Lines:
    sealed = {True: Words("sealed", "imperméable"), False: Words("open", "perméable")}
    rows = [(c.key, c.label.to(lang), sealed[c.sealed].to(lang), c.category, GROUPS[c.group].label.to(lang)) for c in COVERS]
    return table(rows, indent="")


def _places(city: str, lang: str) -> Lines:
    town = Where(city).open()
    rows = [(name, _size(shape, lang)) for name, shape in town.places.items()]
    rows += [(name, f"{number(town.streets.total_length(town.streets.named(name)), 0, lang)} m") for name in town.street_names]
    return table(rows, right=(1,), indent="") or [Words("no place has a name on this map", "aucun lieu nommé sur cette carte").to(lang)]


def _size(shape: shapely.Geometry, lang: str) -> str:
    area, length = float(shapely.area(shape)), float(shapely.length(shape))
    return f"{number(area, 0, lang)} m²" if area else f"{number(length, 0, lang)} m" if length else Words("point", "point").to(lang)


def _species(_city: str, lang: str) -> Lines:
    after = colon(Words("crown after 15 years", "houppier à 15 ans"), lang)
    return table(
        [(key, s.label.to(lang), f"{after} {number(crown_diameter(key, 15), 1, lang)} m") for key, s in SPECIES.items()], indent=""
    )


def _sources(_city: str, _lang: str) -> Lines:
    return table([(key, str(source)) for key, source in sorted(SOURCES.items())], indent="")


LISTS: dict[str, tuple[Words, Callable[[str, str], Lines]]] = {
    "metrics": (Words("what can be read off a city", "ce qu'on lit sur une ville"), _metrics),
    "interventions": (
        Words("what can be done to a city, with every setting", "ce qu'on peut faire à une ville, et tous les réglages"),
        _interventions,
    ),
    "parameters": (
        Words("every coefficient --assume can change, with range and source", "chaque coefficient que --assume change"),
        _parameters,
    ),
    "covers": (Words("what the ground can be made of", "de quoi le sol peut être fait"), _covers),
    "places": (Words("named places and streets of a city (--city)", "lieux et rues nommés d'une ville (--city)"), _places),
    "species": (Words("trees that can be planted", "arbres qu'on peut planter"), _species),
    "sources": (Words("the bibliography", "la bibliographie"), _sources),
}
