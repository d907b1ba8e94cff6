"""Layers that cities publish beside the national map, recognised by name -> OSM tags, and those left out, with the reason."""

import re
from collections.abc import Mapping

from twin.errors import plain
from twin.reading.bdtopo import Tags, Translation
from twin.words import Words

Raw = Mapping[str, str]  # column name in small letters -> text

ARROW = Words("Flow arrows drawn on watercourses, left out", "Flèches d'écoulement dessinées, laissées de côté")
NO_COUNT = Words("Traffic counts left out, without a plausible number", "Comptages laissés de côté, sans nombre plausible")
_YEAR = re.compile(r"_(?:19|20)\d\d$")


def _park(row: Raw) -> Tags | Words:
    return {"leisure": "park"} | _name(row.get("libel", row.get("name", "")))


def _water(row: Raw) -> Tags | Words:
    """The text is "(Ruisseau) Le Rieucoulon"; arrows that show the flow are drawn as water too."""
    text = row.get("texte", row.get("name", ""))
    if "fleche" in plain(text) or "fleche" in plain(row.get("sym", "")):
        return ARROW
    return {"natural": "water"} | _name(text.replace("(", "").replace(")", ""))


def _cycleway(row: Raw) -> Tags | Words:
    both = "bidirectionnelle" in plain(row.get("nom", ""))
    return {"highway": "cycleway"} | ({"oneway": "no"} if both else {})


def _count(row: Raw) -> Tags | Words:
    """One count of cars in one direction: mean day (TJM), morning peak hour (PHJM), year; a day of none or less than its peak is wrong."""
    daily, peak = _whole(row.get("tjm", "")), _whole(row.get("phjm", ""))
    if daily <= 0 or peak >= daily:
        return NO_COUNT
    tags = {"traffic:daily": str(daily), "traffic:year": row.get("annee", ""), "traffic:direction": row.get("sens", "").strip()}
    return tags | ({"traffic:peak": str(peak)} if peak > 0 else {}) | _name(row.get("nom", ""))


def _whole(text: str) -> int:
    return int(text) if text.strip().lstrip("-").isdecimal() else 0


def _name(text: str) -> Tags:
    return {"name": text.strip()} if text.strip() else {}


LAYERS: dict[str, Translation] = {
    "street_trees": lambda row: {"natural": "tree"},
    "trees": lambda row: {"natural": "tree"},
    "parks": _park,
    "wooded_ebc": lambda row: {"natural": "wood"},
    "water": _water,
    "cycleways": _cycleway,
    "traffic_counts": _count,
}

SPELLINGS: dict[str, str] = {"streets_city": "lib_off"}  # layers whose column spells the streets with their accents

_DOUBLE = "would be drawn twice", "serait dessiné deux fois"
_NO_GROUND = "says nothing of the ground", "ne dit rien du sol"
_SERIES = "measurements, not shapes of the ground", "mesures, pas des formes au sol"
LEFT_OUT: dict[str, tuple[str, str]] = {
    "public_buildings": _DOUBLE, "streets_city": ("only its spelling of names is used", "seule son orthographe des noms sert"),
    "cours_d_eau": _DOUBLE, "plan_d_eau": _DOUBLE,
    "sidewalks": ("accessibility lines without an area", "lignes d'accessibilité sans surface"),
    "streetlights": _NO_GROUND, "catchments": _NO_GROUND, "insee_200m_filosofi": _SERIES,
}  # fmt: skip
UNKNOWN = "no column or name that this reader knows", "ni colonne ni nom connus de ce lecteur"


def bare(table: str) -> str:
    """A table name without accents, capitals and year: "Street_Trees_2014" -> "street_trees"."""
    return _YEAR.sub("", re.sub(r"[^a-z0-9]+", "_", plain(table)).strip("_"))


def why_left_out(table: str) -> Words:
    """The note for a layer nothing is read from."""
    english, french = LEFT_OUT.get(bare(table), UNKNOWN)
    return Words(f'Layer "{table}" left out ({english})', f"Couche « {table} » laissée de côté ({french})")
