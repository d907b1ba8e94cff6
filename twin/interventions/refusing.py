"""Refusals in both languages: what a validation error says, as one clear sentence."""

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError

from twin.errors import TwinError
from twin.interventions.fields import FIELDS
from twin.words import Words, nearest

# French for the validation errors a form or a plan file can meet; `{…}` are what pydantic tells about the bound.
FRENCH = {
    "less_than_equal": "donner {le} au plus",
    "less_than": "donner moins de {lt}",
    "greater_than_equal": "donner {ge} au moins",
    "greater_than": "donner plus de {gt}",
    "int_type": "donner un nombre entier", "int_parsing": "donner un nombre entier", "int_from_float": "donner un nombre entier",
    "float_type": "donner un nombre", "float_parsing": "donner un nombre", "finite_number": "donner un nombre fini",
    "bool_type": "donner oui (true) ou non (false)", "bool_parsing": "donner oui (true) ou non (false)",
    "string_type": "donner un texte",
}  # fmt: skip


def sentence(kind: type[Any], error: ValidationError) -> Words:
    """The most telling validation error of an intervention: a misspelt field explains a missing one."""
    first: dict[str, Any] = dict(min(error.errors(), key=lambda e: e["type"] != "extra_forbidden"))
    field = ".".join(str(part) for part in first["loc"])
    told = {"extra_forbidden": _unknown, "missing": _missing, "literal_error": _not_offered, "value_error": _senseless}
    tell: Callable[[type[Any], str, dict[str, Any]], Words] = told.get(first["type"], _out_of_bounds)
    return tell(kind, field, first)


def _unknown(kind: type[Any], field: str, first: dict[str, Any]) -> Words:
    near = nearest(field, kind.model_fields)
    return Words(f'{kind.__name__} has no "{field}": {near}', f"{kind.__name__} n'a pas de « {field} » : {near.fr}")


def _missing(kind: type[Any], field: str, first: dict[str, Any]) -> Words:
    about = kind.model_fields[field].description or "see its docstring"
    return Words(f'{kind.__name__} needs "{field}": {about}', f"{kind.label.fr} : il manque « {field} »")


def _not_offered(kind: type[Any], field: str, first: dict[str, Any]) -> Words:
    given, allowed = first["input"], [str(value) for value in _literal_values(kind, field)]
    near, listed = nearest(str(given), allowed), ", ".join(allowed)
    return Words(
        f'{kind.__name__}: {field} cannot be "{given}": {near}; allowed: {listed}',
        f"{_called(kind, field)} ne peut pas être « {given} » : {near.fr} ; permis : {listed}",
    )


def _senseless(kind: type[Any], field: str, first: dict[str, Any]) -> Words:
    """What a validator of ours said; a sentence that names its intervention stands alone."""
    cause = first["ctx"]["error"]
    own = cause if isinstance(cause, TwinError) else TwinError(Words(str(cause), "valeur refusée"))
    if not field or str(own).startswith(f"{kind.__name__}:"):
        return Words(str(own), own.to("fr"))
    return Words(f"{kind.__name__}: {field} {own}", f"{_called(kind, field)} : {own.to('fr')}")


def _out_of_bounds(kind: type[Any], field: str, first: dict[str, Any]) -> Words:
    said, given = str(first["msg"]).replace("Input should", "should"), first["input"]
    wanted = FRENCH.get(first["type"], "valeur refusée").format(**{name: _written(bound) for name, bound in first.get("ctx", {}).items()})
    return Words(f"{kind.__name__}: {field} {said}, not {given!r}", f"{_called(kind, field)} : {wanted}, et non {_written(given)}")


def _called(kind: type[Any], field: str) -> str:
    """ "Bande cyclable, « Largeur d'une bande, m »": a setting as the French form calls it."""
    name = FIELDS[field].fr if field in FIELDS else field
    return f"{kind.label.fr}, « {name} »"


def _written(given: Any) -> str:
    """What was given, as people of France write it."""
    if isinstance(given, float):
        return f"{given:g}".replace(".", ",")
    return f"« {given} »" if isinstance(given, str) else str(given)


def _literal_values(kind: type[Any], field: str) -> Sequence[Any]:
    annotation = kind.model_json_schema()["properties"].get(field, {})
    options = annotation.get("enum") or [v for part in annotation.get("anyOf", ()) for v in part.get("enum", ())]
    return list(options)
