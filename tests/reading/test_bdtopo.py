"""BD TOPO attributes -> OSM tags, row by row, and names of streets in capitals."""

import pytest

from twin.reading import bdtopo
from twin.reading.bdtopo import OURS, building, layer_for, material, railway, road, water, watercourse
from twin.reading.french_names import street_name
from twin.words import Words


def row(**theirs: str) -> dict[str, str]:
    """A row by IGN's own column names."""
    return {OURS[name.lower()]: value for name, value in theirs.items()}


BUILDINGS = [
    (row(USAGE1="Résidentiel", NB_LOGTS="1"), "building=house building:flats=1"),
    (row(usage_1="Résidentiel", nombre_de_logements="24", nombre_d_etages="6"), "building=apartments building:flats=24 building:levels=6"),
    (row(USAGE1="Résidentiel", NB_LOGTS="0"), "building=residential building:flats=0"),
    (row(USAGE1="Indifférencié"), "building=yes"),
    (row(USAGE1="Indifférencié", LEGER="Oui"), "building=outbuilding twin:light=yes"),
    (row(USAGE1="Annexe", construction_legere="1"), "building=outbuilding twin:light=yes"),
    (row(USAGE1="Religieux", NATURE="Eglise"), "building=church"),
    (row(USAGE1="Religieux", NATURE="Chapelle"), "building=chapel"),
    (row(USAGE1="Religieux", NATURE="Indifférenciée"), "building=religious"),
    (row(USAGE1="Résidentiel", USAGE2="Commercial et services"), "building=residential building:use=residential;commercial"),
    (row(USAGE1="Sportif", HAUTEUR="7.4", DATE_APP="1965-01-01"), "building=sports_hall height=7.4 start_date=1965"),
    (row(USAGE1="Industriel", HAUTEUR="9999", DATE_APP="0000"), "building=industrial"),
    (row(USAGE1="Agricole", HAUTEUR="-9999", NB_ETAGES="0"), "building=farm_auxiliary"),
    (row(USAGE1="Annexe", HAUTEUR="0"), "building=outbuilding"),
    (row(USAGE1="Annexe", MAT_MURS="50", MAT_TOITS="10"), "building=outbuilding building:material=cement_block roof:material=roof_tiles"),
    (row(USAGE1="Annexe", ETAT="En construction"), "building=construction construction=outbuilding"),
    (row(USAGE1="Annexe", ETAT="En ruine"), "building=outbuilding ruins=yes"),
]


def tagged(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


@pytest.mark.parametrize(("given", "tags"), BUILDINGS)
def test_buildings(given: dict[str, str], tags: str) -> None:
    assert building(given) == tagged(tags)


@pytest.mark.parametrize(
    ("code", "wall"),
    [("0", None), ("00", None), ("1", "stone"), ("10", "stone"), ("01", "stone"), ("5", "cement_block"), ("50", "cement_block"),
     ("53", "cement_block"), ("35", "concrete"), ("40.0", "brick"), ("90", None), ("999", None), ("", None), ("x", None), (None, None)],
)  # fmt: skip
def test_the_main_material_is_the_first_digit_that_counts(code: str | None, wall: str | None) -> None:
    assert material(code, bdtopo.WALLS) == wall


ROUTE = "Route à 1 chaussée"
ROADS = [
    (row(NATURE=ROUTE, IMPORTANCE="5", SENS="Double sens", NB_VOIES="2", LARGEUR="4"), "highway=residential oneway=no lanes=2 width=4"),
    (row(NATURE=ROUTE, IMPORTANCE="5", URBAIN="Non"), "highway=unclassified"),
    (row(NATURE=ROUTE, IMPORTANCE="3", SENS="Sens direct"), "highway=secondary oneway=yes"),
    (row(NATURE=ROUTE, IMPORTANCE="4", sens_de_circulation="Sens inverse"), "highway=tertiary oneway=-1"),
    (row(NATURE="Type autoroutier", IMPORTANCE="1"), "highway=motorway"),
    (row(NATURE="Type autoroutier", IMPORTANCE="2"), "highway=trunk"),
    (row(NATURE=ROUTE, IMPORTANCE="1"), "highway=trunk"),
    (row(NATURE=ROUTE, IMPORTANCE="6", VIT_MOY_VL="25", LARGEUR="0", NB_VOIES="0"), "highway=service twin:mean_speed=25"),
    (row(NATURE="Bretelle", IMPORTANCE="2"), "highway=primary_link"),
    (row(NATURE="Bretelle", IMPORTANCE="5"), "highway=residential"),
    (row(NATURE="Rond-point", IMPORTANCE="4", SENS="Sens direct"), "highway=tertiary junction=roundabout oneway=yes"),
    (row(NATURE="Sentier", IMPORTANCE="6", URBAIN="Oui", ACCES_VL="Physiquement impossible"), "highway=footway"),
    (row(NATURE="Sentier", IMPORTANCE="6", URBAIN="Non"), "highway=path"),
    (row(NATURE="Escalier", IMPORTANCE="6"), "highway=steps"),
    (row(NATURE="Chemin", IMPORTANCE="6"), "highway=track"),
    (row(NATURE="Piste cyclable", IMPORTANCE="6"), "highway=cycleway"),
    (row(NATURE="Route empierrée", IMPORTANCE="5"), "highway=unclassified surface=compacted"),
    (row(NATURE=ROUTE, IMPORTANCE="5", ACCES_VL="Physiquement impossible"), "highway=residential motor_vehicle=no"),
    (row(NATURE=ROUTE, IMPORTANCE="5", ACCES_VL="Restreint aux ayants droit"), "highway=residential motor_vehicle=destination"),
    (row(NATURE=ROUTE, IMPORTANCE="5", PRIVE="Oui", ACCES_VL="Libre"), "highway=residential access=private"),
    (row(NATURE=ROUTE, IMPORTANCE="5", POS_SOL="-1"), "highway=residential tunnel=yes layer=-1"),
    (row(NATURE=ROUTE, IMPORTANCE="5", POS_SOL="1"), "highway=residential bridge=yes layer=1"),
    (row(NATURE=ROUTE, IMPORTANCE="5", POS_SOL="0", FICTIF="Non"), "highway=residential"),
    (row(NATURE=ROUTE, IMPORTANCE="5", RESTR_H="3.0", NUMERO="M65"), "highway=residential maxheight=3.0 ref=M65"),
    (row(NATURE=ROUTE, IMPORTANCE="5", amenagement_cyclable_droit="Bande cyclable"), "highway=residential cycleway:right=lane"),
    (row(NATURE=ROUTE, IMPORTANCE="5", nature_de_la_restriction="Double sens cyclable"), "highway=residential oneway:bicycle=no"),
    (row(NATURE=ROUTE, IMPORTANCE="4", ETAT="En construction"), "highway=construction construction=tertiary"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "tags"), ROADS)
def test_roads(given: dict[str, str], tags: str) -> None:
    assert road(given) == tagged(tags)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (row(NATURE=ROUTE, FICTIF="Oui"), bdtopo.FICTIVE),
        (row(NATURE=ROUTE, FICTIF="1"), bdtopo.FICTIVE),
        (row(NATURE=ROUTE, ETAT="En projet"), bdtopo.PLANNED),
        (row(NATURE="Bac ou liaison maritime"), bdtopo.FERRY),
    ],
)
def test_roads_left_out(given: dict[str, str], why: Words) -> None:
    assert road(given) is why


def test_planned_buildings_are_left_out() -> None:
    assert building(row(USAGE1="Résidentiel", etat_de_l_objet="En projet")) is bdtopo.PLANNED


def test_water_rails_and_green() -> None:
    assert watercourse(row(NATURE="Ecoulement naturel", POS_SOL="0", NOM="Le Rieucoulon")) == {
        "waterway": "stream",
        "name": "Le Rieucoulon",
    }
    assert watercourse(row(NATURE="Canal")) == {"waterway": "canal"}
    assert watercourse(row(NATURE="Ecoulement naturel", classe_de_largeur="Entre 5 et 15 m")) == {"waterway": "river"}
    assert watercourse(row(NATURE="Ecoulement naturel", classe_de_largeur="Entre 0 et 5 m")) == {"waterway": "stream"}
    assert railway(row(NATURE="Voie de service", ETAT="Non exploité")) == {"railway": "disused"}
    assert watercourse(row(NATURE="Conduit buse")) == {"waterway": "drain", "tunnel": "culvert"}
    assert watercourse(row(NATURE="Ecoulement naturel", FICTIF="Oui")) is bdtopo.FICTIVE
    assert water(row(NATURE="Ecoulement naturel", PERSISTANCE="Intermittent")) == {"natural": "water", "intermittent": "yes"}
    assert water(row(NATURE="Marais")) == {"natural": "wetland"}
    assert railway(row(NATURE="Tramway", POS_SOL="-1")) == {"railway": "tram", "tunnel": "yes", "layer": "-1"}
    layers = {layer.name: layer.tags for layer in bdtopo.LAYERS}
    assert layers["zone_de_vegetation"](row(NATURE="Haie")) == {"natural": "scrub"}
    assert layers["zone_de_vegetation"](row(NATURE="Forêt fermée mixte")) == {"natural": "wood", "leaf_type": "mixed"}
    assert layers["terrain_de_sport"](row(NATURE="Terrain de tennis")) == {"leisure": "pitch", "sport": "tennis"}
    assert layers["cimetiere"](row(TOPONYME="Saint-Lazare")) == {"landuse": "cemetery", "name": "Saint-Lazare"}
    assert layers["zone_d_activite_ou_d_interet"](row(NATURE="Mairie")) is bdtopo.OTHER


def test_layers_are_known_by_columns_or_name() -> None:
    cases = {
        ("buildings", "hauteur usage1 leger"): "batiment",
        ("whatever", "hauteur usage_1"): "batiment",
        ("roads", "nature largeur importance sens"): "troncon_de_route",
        ("bdt_zone_de_vegetation", "nature"): "zone_de_vegetation",
        ("trees", "nature hauteur"): None,
    }
    found = {case: layer_for(case[0], set(case[1].split())) for case in cases}
    assert {case: layer and layer.name for case, layer in found.items()} == cases


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("R DU LAVANDIN", "Rue du Lavandin"),
        ("R DE L'ESCOUTADOU", "Rue de l'Escoutadou"),
        ("R FABRE D'EGLANTINE", "Rue Fabre d'Eglantine"),
        ("AV DE LA RECAMBALE", "Avenue de la Recambale"),
        ("RPT SAINT-EXUPERY", "Rond-point Saint-Exupery"),
        ("R DU 8 MAI 1945", "Rue du 8 Mai 1945"),
        ("PL LOUIS XIV", "Place Louis XIV"),
        ("AV J.F. KENNEDY", "Avenue J.F. Kennedy"),
        ("R LA BRUYERE", "Rue La Bruyere"),
        ("CHE DE ST ROCH A LATTES", "Chemin de Saint Roch à Lattes"),
        ("QUAI DES ARTS", "Quai des Arts"),
        ("LA COMEDIE", "La Comedie"),
        ("D'ARTAGNAN", "D'Artagnan"),
        ("M65", "M65"),
        ("Rue Déjà Écrite", "Rue Déjà Écrite"),
        ("  R   TOPAZE ", "Rue Topaze"),
        ("R", "R"),
        ("42", "42"),
        ("", None),
        (None, None),
    ],
)
def test_street_names(capitals: str | None, name: str | None) -> None:
    assert street_name(capitals) == name
