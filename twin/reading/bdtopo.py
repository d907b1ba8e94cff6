"""IGN BD TOPO -> OSM tags: the one table. Attribute names of the deliveries since version 3.0, short (shapefile) and long.

Meanings are those of IGN's "BD TOPO, descriptif de contenu"; the codes of wall and roof materials come from the land tax files
and are quoted from memory.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twin.errors import plain
from twin.reading.french_names import street_name
from twin.words import Words

Row = Mapping[str, str]  # our column name -> text; columns that are empty are absent
Tags = dict[str, str]
Translation = Callable[[Row], Tags | Words]  # tags, or the reason the object is left out

ATTRIBUTION = "Source : IGN, BD TOPO®, Licence Ouverte 2.0"

COLUMNS: dict[str, str] = {  # our name: the names IGN gives it, in small letters
    "nature": "nature", "state": "etat etat_de_l_objet", "below": "pos_sol position_par_rapport_au_sol", "fictive": "fictif",
    "name": "nom nom_offi toponyme nom_c_eau cpx_toponyme cpx_toponyme_de_cours_d_eau cpx_toponyme_de_plan_d_eau",
    "use": "usage1 usage_1", "use2": "usage2 usage_2", "light": "leger construction_legere", "height": "hauteur",
    "levels": "nb_etages nombre_d_etages", "flats": "nb_logts nombre_de_logements", "date": "date_app date_d_apparition",
    "walls": "mat_murs materiaux_des_murs", "roof": "mat_toits materiaux_de_la_toiture",
    "street": "nom_voie_ban_g nom_voie_ban_gauche", "street_r": "nom_voie_ban_d nom_voie_ban_droite",
    "caps": "nom_1_g nom_1_gauche nom_collaboratif_gauche", "caps_r": "nom_1_d nom_1_droite nom_collaboratif_droite",
    "importance": "importance", "lanes": "nb_voies nombre_de_voies", "width": "largeur largeur_de_chaussee",
    "direction": "sens sens_de_circulation", "speed": "vit_moy_vl vitesse_moyenne_vl", "cars": "acces_vl acces_vehicule_leger",
    "private": "prive", "urban": "urbain", "bus": "bus reserve_aux_bus", "ref": "numero cpx_numero",
    "maxheight": "restr_h restriction_de_hauteur",
    "cycle_left": "cyclable_g amenagement_cyclable_gauche", "cycle_right": "cyclable_d amenagement_cyclable_droit",
    "restriction": "nat_restr nature_de_la_restriction",
    "persistence": "persistance", "width_class": "classe_de_largeur",
}  # fmt: skip
OURS = {theirs: ours for ours, names in COLUMNS.items() for theirs in names.split()}

PLANNED = Words("Objects planned or vanished, left out", "Objets en projet ou disparus, laissés de côté")
EAVES = Words("Heights of BD TOPO are those of the eaves.", "Les hauteurs de la BD TOPO sont celles des gouttières.")
CODES = Words(
    "What the codes of wall and roof materials mean is quoted from memory (land tax files).",
    "Le sens des codes de matériaux (murs, toits) est cité de mémoire (fichiers fonciers).",
)
MEAN_SPEEDS = Words(
    "Speeds of BD TOPO are mean speeds, not limits: kept as twin:mean_speed.",
    "Les vitesses de la BD TOPO sont des moyennes, pas des limites : gardées sous twin:mean_speed.",
)
FICTIVE = Words("Fictive links of the network (FICTIF), left out", "Tronçons fictifs (FICTIF), laissés de côté")
FERRY = Words("Ferry links, left out", "Liaisons maritimes (bacs), laissées de côté")
OTHER = Words(
    "Objects of a nature that no cover or street stands for, left out", "Objets d'une nature sans équivalent ici, laissés de côté"
)

GONE = ("en projet", "disparu")
USES: dict[str, str] = {
    "residentiel": "residential", "commercial et services": "commercial", "industriel": "industrial", "agricole": "farm_auxiliary",
    "religieux": "religious", "sportif": "sports_hall", "annexe": "outbuilding",
}  # fmt: skip
BUILDINGS: dict[str, str] = {  # NATURE, where it says more than the use
    "eglise": "church", "chapelle": "chapel", "chateau": "castle", "serre": "greenhouse", "silo": "silo", "tribune": "grandstand",
    "monument": "monument", "fort, blockhaus, casemate": "bunker", "tour, donjon": "tower", "moulin a vent": "windmill",
}  # fmt: skip
WALLS = {"1": "stone", "2": "stone", "3": "concrete", "4": "brick", "5": "cement_block", "6": "wood"}
ROOFS = {"1": "roof_tiles", "2": "slate", "3": "zinc", "4": "concrete"}

CLASSES = {"1": "trunk", "2": "primary", "3": "secondary", "4": "tertiary", "5": "residential", "6": "service"}  # by IMPORTANCE
CYCLE = {"piste cyclable": "track", "bande cyclable": "lane", "voie partagee avec les bus": "share_busway"}

VEGETATION: dict[str, Tags] = {
    "bois": {"natural": "wood"}, "foret fermee de feuillus": {"natural": "wood", "leaf_type": "broadleaved"},
    "foret fermee de coniferes": {"natural": "wood", "leaf_type": "needleleaved"},
    "foret fermee mixte": {"natural": "wood", "leaf_type": "mixed"}, "foret ouverte": {"natural": "wood"},
    "peupleraie": {"landuse": "forest"}, "haie": {"natural": "scrub"}, "lande ligneuse": {"natural": "heath"},
    "verger": {"landuse": "orchard"}, "vigne": {"landuse": "vineyard"}, "mangrove": {"natural": "wetland"},
    "bananeraie": {"landuse": "orchard"}, "canne a sucre": {"landuse": "farmland"},
}  # fmt: skip
SPORTS: dict[str, Tags] = {
    "terrain de tennis": {"leisure": "pitch", "sport": "tennis"}, "bassin de natation": {"leisure": "swimming_pool"},
    "piste de sport": {"leisure": "track"}, "petit terrain multi-sports": {"leisure": "pitch", "sport": "multi"},
}  # fmt: skip
WIDE = ("entre 5 et 15 m", "entre 15 et 50 m", "plus de 50 m")  # OSM calls a river what cannot be jumped, a few metres
RAILS = {"tramway": "tram", "metro": "subway", "funiculaire ou cremaillere": "funicular", "sans objet": "disused"}
GROUNDS: dict[str, Tags] = {  # ZONE_D_ACTIVITE_OU_D_INTERET and EQUIPEMENT_DE_TRANSPORT, by NATURE
    "enseignement primaire": {"amenity": "school"}, "enseignement secondaire": {"amenity": "school"},
    "enseignement superieur": {"amenity": "university"}, "hopital": {"amenity": "hospital"}, "parking": {"amenity": "parking"},
    "parc de loisirs": {"leisure": "park"}, "camping": {"tourism": "camp_site"}, "place": {"place": "square"},
}  # fmt: skip


def building(row: Row) -> Tags | Words:
    """BATIMENT. HAUTEUR is the height of the eaves; 0, 9999 and negative values stand for "unknown"."""
    state = plain(row.get("state", ""))
    if state in GONE:
        return PLANNED
    use, second = USES.get(plain(row.get("use", "")), ""), USES.get(plain(row.get("use2", "")), "")
    light = true(row.get("light"))
    flats = whole(row.get("flats"))
    kind = BUILDINGS.get(plain(row.get("nature", ""))) or use or ("outbuilding" if light else "yes")
    if kind == "residential" and flats:
        kind = "house" if flats == 1 else "apartments" if flats > 2 else kind
    tags = {"building": "construction", "construction": kind} if state == "en construction" else {"building": kind}
    if use and second and second != use:
        tags["building:use"] = f"{use};{second}"
    if state == "en ruine":
        tags["ruins"] = "yes"
    if light:
        tags["twin:light"] = "yes"
    return tags | _measures(row) | _without_none({"name": row.get("name"), "building:flats": None if flats is None else str(flats)})


def _measures(row: Row) -> Tags:
    height, levels, year = real(row.get("height")), whole(row.get("levels")), whole(row.get("date", "")[:4])
    return _without_none(
        {
            "height": row["height"] if height is not None and 0 < height < 1000 else None,
            "building:levels": str(levels) if levels and levels < 200 else None,
            "start_date": str(year) if year is not None and 1000 <= year <= 2100 else None,
            "building:material": material(row.get("walls"), WALLS),
            "roof:material": material(row.get("roof"), ROOFS),
        }
    )


def material(code: str | None, names: Mapping[str, str]) -> str | None:
    """The main material of a two-digit code: its first digit that is not 0 ("05", "5" and "50" all name material 5)."""
    digits = str(whole(code) or "")
    return names.get(digits[:1]) if 1 <= len(digits) <= 2 else None


def road(row: Row) -> Tags | Words:
    """TRONCON_DE_ROUTE. VIT_MOY_VL is a mean speed, not a limit: it becomes twin:mean_speed [km/h]."""
    nature, state = plain(row.get("nature", "")), plain(row.get("state", ""))
    if nature.startswith("bac"):
        return FERRY
    left_out = _planned_or_fictive(row)
    if left_out is not None:
        return left_out
    kind, more = _highway(nature, row)
    tags = {"highway": "construction", "construction": kind} if state == "en construction" else {"highway": kind}
    name = row.get("street") or row.get("street_r") or street_name(row.get("caps") or row.get("caps_r"))
    lanes, width, speed, low = (real(row.get(key)) for key in ("lanes", "width", "speed", "maxheight"))
    found = {
        "name": name,
        "ref": row.get("ref"),
        "lanes": row["lanes"] if lanes and 0 < lanes <= 12 else None,
        "width": row["width"] if width and 0 < width < 100 else None,
        "twin:mean_speed": row["speed"] if speed and 1 < speed <= 150 else None,
        "maxheight": row["maxheight"] if low and low > 0 else None,
    }
    return tags | more | _level(row) | _direction(row, more) | _access(row, kind) | _cycling(row) | _without_none(found)


def _highway(nature: str, row: Row) -> tuple[str, Tags]:
    """The OSM class of a road link, and the tags its nature adds."""
    kind = CLASSES.get(row.get("importance", ""), "residential")
    urban = true(row.get("urban", "oui"))
    if kind == "residential" and not urban:
        kind = "unclassified"
    if nature == "type autoroutier":
        return ("motorway" if kind == "trunk" else "trunk"), {}
    if nature == "bretelle":
        return (f"{kind}_link" if kind in ("trunk", "primary", "secondary", "tertiary") else kind), {}
    if nature == "rond-point":
        return kind, {"junction": "roundabout"}
    if nature == "route empierree":
        return (kind if kind == "service" else "unclassified"), {"surface": "compacted"}
    path = {"sentier": "footway" if urban else "path", "chemin": "track", "escalier": "steps", "piste cyclable": "cycleway"}
    return path.get(nature, kind), {}


def _direction(row: Row, more: Tags) -> Tags:
    direction = plain(row.get("direction", "")).removeprefix("sens ")
    if direction in ("direct", "inverse"):
        return {"oneway": "yes" if direction == "direct" else "-1"}
    return {"oneway": "no"} if direction in ("double sens", "double") and "junction" not in more else {}


def _access(row: Row, kind: str) -> Tags:
    cars = plain(row.get("cars", ""))
    tags: Tags = {"access": "private"} if true(row.get("private")) else {}
    if plain(row.get("bus", "non")) not in ("non", "0", "sans objet"):
        tags |= {"motor_vehicle": "no", "bus": "designated"}
    elif kind in ("footway", "path", "steps", "cycleway"):
        return tags
    elif cars == "physiquement impossible":
        tags["motor_vehicle"] = "no"
    elif cars == "restreint aux ayants droit":
        tags["motor_vehicle"] = "destination"
    elif cars == "a peage":
        tags["toll"] = "yes"
    return tags


def _cycling(row: Row) -> Tags:
    sides = {"cycleway:left": row.get("cycle_left"), "cycleway:right": row.get("cycle_right")}
    against = {"oneway:bicycle": "no"} if "double sens cyclable" in plain(row.get("restriction", "")) else {}
    return against | {key: CYCLE[plain(value)] for key, value in sides.items() if value and plain(value) in CYCLE}


def _level(row: Row) -> Tags:
    """POS_SOL: below the ground a tunnel, above it a bridge."""
    level = whole(row.get("below"))
    if not level:
        return {}
    return {"tunnel" if level < 0 else "bridge": "yes", "layer": str(level)}


def _planned_or_fictive(row: Row) -> Words | None:
    if plain(row.get("state", "")) in GONE:
        return PLANNED
    return FICTIVE if true(row.get("fictive")) else None


def watercourse(row: Row) -> Tags | Words:
    """TRONCON_HYDROGRAPHIQUE."""
    nature = plain(row.get("nature", ""))
    left_out = _planned_or_fictive(row)
    if left_out is not None:
        return left_out
    wide = plain(row.get("width_class", "")) in WIDE
    tags = {"waterway": "canal" if nature.startswith("canal") else "river" if wide else "stream"} | _level(row)
    if nature.startswith("conduit"):
        tags |= {"waterway": "drain", "tunnel": "culvert"}
    return tags | _season(row) | _without_none({"name": row.get("name")})


def water(row: Row) -> Tags | Words:
    """SURFACE_HYDROGRAPHIQUE."""
    left_out = _planned_or_fictive(row)
    if left_out is not None:
        return left_out
    nature = plain(row.get("nature", ""))
    kind = (
        {"natural": "glacier"} if nature.startswith("glacier") else {"natural": "wetland"} if nature == "marais" else {"natural": "water"}
    )
    return kind | _level(row) | _season(row) | _without_none({"name": row.get("name")})


def _season(row: Row) -> Tags:
    return {"intermittent": "yes"} if plain(row.get("persistence", "")) == "intermittent" else {}


def railway(row: Row) -> Tags | Words:
    """TRONCON_DE_VOIE_FERREE."""
    left_out = _planned_or_fictive(row)
    if left_out is not None:
        return left_out
    kind = RAILS.get(plain(row.get("nature", "")), "rail")
    if plain(row.get("state", "")) == "non exploite":
        kind = "disused"
    return {"railway": kind} | _level(row) | _without_none({"name": row.get("name")})


def _by_nature(table: Mapping[str, Tags], otherwise: Tags | None = None) -> Translation:
    def translate(row: Row) -> Tags | Words:
        tags = table.get(plain(row.get("nature", "")), otherwise)
        if tags is None:
            return OTHER
        return tags | _without_none({"name": row.get("name")})

    return translate


def _always(tags: Tags) -> Translation:
    return lambda row: tags | _without_none({"name": row.get("name")})


@dataclass(frozen=True)
class Layer:
    """A class of BD TOPO: its name, columns of ours that give it away under any name, and its translation."""

    name: str
    signature: frozenset[str]
    tags: Translation
    notes: tuple[Words, ...] = ()


LAYERS: tuple[Layer, ...] = (
    Layer("batiment", frozenset(("height", "use")), building, (EAVES, CODES)),
    Layer("troncon_de_route", frozenset(("nature", "width", "importance")), road, (MEAN_SPEEDS,)),
    Layer("zone_de_vegetation", frozenset(), _by_nature(VEGETATION, {"natural": "wood"})),
    Layer("surface_hydrographique", frozenset(), water),
    Layer("troncon_hydrographique", frozenset(), watercourse),
    Layer("terrain_de_sport", frozenset(), _by_nature(SPORTS, {"leisure": "pitch"})),
    Layer("troncon_de_voie_ferree", frozenset(), railway),
    Layer("cimetiere", frozenset(), _always({"landuse": "cemetery"})),
    Layer("haie", frozenset(), _always({"barrier": "hedge"})),
    Layer("zone_d_activite_ou_d_interet", frozenset(), _by_nature(GROUNDS)),
    Layer("equipement_de_transport", frozenset(), _by_nature(GROUNDS)),
)


def layer_for(table: str, columns: set[str]) -> Layer | None:
    """The BD TOPO class of a table, by its columns (in small letters) or its name; None when it is none of them."""
    ours = {OURS[column] for column in columns if column in OURS}
    for layer in LAYERS:
        if layer.signature and layer.signature <= ours:
            return layer
    return next((layer for layer in LAYERS if table == layer.name or table.endswith("_" + layer.name)), None)


def true(text: str | None) -> bool:
    return plain(text or "") in ("oui", "true", "1", "yes", "vrai")


def real(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", "."))
    except ValueError:
        return None


def whole(text: str | None) -> int | None:
    """A count or a level ("2", "2.0"); None for nothing, words, fractions and negative sentinels below -5."""
    value = real(text)
    return int(value) if value is not None and value == value and abs(value) < 1e6 and value == int(value) and value > -6 else None


def _without_none(tags: Mapping[str, str | None]) -> Tags:
    return {key: value for key, value in tags.items() if value is not None}
