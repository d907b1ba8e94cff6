"""The interventions as the page offers them: how each is drawn, and its form, derived from its JSON Schema."""

from typing import Any

from twin.covers import BY_KEY
from twin.interventions import INTERVENTIONS, Intervention
from twin.interventions.chosen_buildings import BuildingIntervention
from twin.interventions.fields import FIELDS
from twin.interventions.stretches import StreetIntervention
from twin.materials import INSULANTS, SYSTEMS, WINDOWS
from twin.models.trees import SPECIES
from twin.studio.words import OPTIONS
from twin.words import LANGUAGES, Words

HIDDEN = ("buildings",)  # fields that drawing on the map takes the place of
NAMED: dict[str, dict[str, Words]] = {  # fields whose schema takes any text, but whose values stand in a table
    "material": {key: row.labels for key, row in (INSULANTS | WINDOWS).items()},
    "system": {key: row.labels for key, row in SYSTEMS.items()},
}


def catalogue(lang: str) -> list[dict[str, Any]]:
    """Every registered intervention with its label, the ways to draw it and the fields of its form."""
    return [
        {"kind": name, "label": kind.label.to(lang), "draw": drawn_as(kind), "sign": sign_of(kind), "name_field": _name_field(kind),
         "fields": fields_of(kind, lang)}
        for name, kind in INTERVENTIONS.items()
    ]  # fmt: skip


def drawn_as(kind: type[Intervention]) -> list[str]:
    """Ways to say where on the map, the handiest first: street, building, line, area."""
    if issubclass(kind, StreetIntervention):
        return ["street"] if kind.__name__ == "BikeLane" else ["street", "area"]
    if is_about_buildings(kind):
        return ["building", "area"]
    return ["line", "area"] if "along" in kind.shape_fields else ["area"]


def is_about_buildings(kind: type[Intervention]) -> bool:
    """Whether it is done to whole buildings: its own field says so."""
    return issubclass(kind, BuildingIntervention) or "building" in (kind.model_fields["where"].description or "")


def sign_of(kind: type[Intervention]) -> str:
    """How its works are drawn: lane, line, buildings, trees or area."""
    if issubclass(kind, StreetIntervention):
        return "lane" if kind.__name__ == "BikeLane" else "line"
    if is_about_buildings(kind):
        return "buildings"
    return "trees" if "along" in kind.shape_fields else "area"


def _name_field(kind: type[Intervention]) -> dict[str, str]:
    """Which field takes the name of a street, and which that of a place."""
    along = "along" if "along" in kind.shape_fields else "where"
    return {"street": along, "place": "where"}


def fields_of(kind: type[Intervention], lang: str) -> list[dict[str, Any]]:
    """The form: one entry for each field that is not the shape, with type, bounds, default and choices from the schema."""
    schema = kind.model_json_schema()["properties"]
    names = [name for name in schema if name not in kind.shape_fields and name not in HIDDEN]
    names.sort(key=lambda name: name == "year")  # declared first, seldom used
    return [_field(name, schema[name], lang) for name in names]


def _field(name: str, schema: dict[str, Any], lang: str) -> dict[str, Any]:
    parts = [schema, *schema.get("anyOf", ())]
    found = {key: value for part in reversed(parts) for key, value in part.items()}
    kind = next((p["type"] for p in parts if p.get("type") not in (None, "null")), "string")
    choices = found.get("enum") or list(NAMED.get(name, ()))
    return {
        "name": name,
        "type": "choice" if choices else kind,
        "label": field_label(name, schema).to(lang),
        "default": schema.get("default"),
        "optional": any(p.get("type") == "null" for p in parts),
        "min": found.get("minimum", found.get("exclusiveMinimum")),
        "max": found.get("maximum"),
        "choices": [{"value": value, "label": option_label(name, value).to(lang)} for value in choices],
    }


def field_label(name: str, schema: dict[str, Any]) -> Words:
    """The field in people's words; what its own description says where the table has none."""
    said = str(schema.get("description", name))
    return FIELDS.get(name, Words(said, said))


def option_label(field: str, value: str) -> Words:
    """A choice in people's words, from the table it belongs to."""
    if value in NAMED.get(field, ()):
        return NAMED[field][value]
    if field == "species" and value in SPECIES:
        return SPECIES[value].label
    if value in BY_KEY:
        return BY_KEY[value].label
    return OPTIONS.get(value, Words(value, value))


def catalogues() -> dict[str, list[dict[str, Any]]]:
    """Language -> catalogue."""
    return {lang: catalogue(lang) for lang in LANGUAGES}
