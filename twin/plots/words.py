"""What the pictures say, in both languages."""

from twin.words import Words, number, unit_name

SPACE = "\u00a0"  # no-break: before %, units and French punctuation

BEFORE = Words("Before", "Avant")
AFTER = Words("After", "Après")
CHANGE = Words("Change", "Changement")
LAND_COVER = Words("land cover", "occupation du sol")
WITH_WORKS = Words("land cover and interventions", "occupation du sol et interventions")
SCORECARD = Words("Scorecard", "Bilan")
BETTER = Words("better", "mieux")
WORSE = Words("worse", "moins bien")
STILL = Words("Without a change at the figures shown: {list}", "Sans changement aux chiffres affichés : {list}")
RELATIVE = Words("change relative to before", "changement par rapport à avant")
BEFORE_AFTER = Words("before → after", "avant → après")
DIFFERENCE = Words("difference", "différence")
COVER_SHARES = Words("Land cover, % of area", "Occupation du sol, % de la surface")
CANOPY = Words("Tree canopy above it", "Houppiers au-dessus")
COST = Words("Cost of the works", "Coût des travaux")
COST_RANGE = Words("{low} to {high}", "de {low} à {high}")
NEW = Words("new", "nouveau")
POINTS = Words("pts", "pts")
NO_MAP = Words("No metric here has a map", "Aucun de ces indicateurs n'a de carte")
NO_CHANGE = Words("No change on this map", "Aucun changement sur cette carte")
NEAR = Words("near {name}", "à côté : {name}")
NORTH = Words("N", "N")
MAP_DATA = Words("Map data: ", "Données de la carte : ")
FACTS = Words(
    "{wide} × {high} km · {buildings} buildings · {streets} km of streets · cells of {cell} m",
    "{wide} × {high} km · {buildings} bâtiments · {streets} km de rues · mailles de {cell} m",
)

COOLER = Words("cooler", "plus frais"), Words("warmer", "plus chaud")
LESS = Words("less", "moins"), Words("more", "plus")

LEGEND_LANE = Words("Bike lane", "Bande cyclable")
LEGEND_LINE = Words("Street works", "Travaux de voirie")
LEGEND_TREES = Words("Trees planted", "Arbres plantés")
LEGEND_AREA = Words("Area worked on", "Surface transformée")
LEGEND_BUILDINGS = Words("Buildings worked on", "Bâtiments concernés")

WHERE = Words("{name}, {year}:", "{name}, {year} :")
NOTHING = Words(" (nothing changed)", " (rien n'a changé)")
MORE_WORKS = Words("… and {count} more", "… et {count} de plus")
NO_WORKS = Words("no intervention", "aucune intervention")

QUOTED = Words("“{name}”", "« {name} »")
FINDING_LESS = Words("{who} cuts {what} by {much}", "{who} réduit {what} de {much}")
FINDING_MORE = Words("{who} raises {what} by {much}", "{who} augmente {what} de {much}")
FINDING_ANY = Words("{who}: {what} {much}", "{who} : {what} {much}")
FINDING_NONE = Words("{who}: no clear change", "{who} : pas de changement net")
BUT_LESS = Words(", but cuts {what} by {much}", ", mais réduit {what} de {much}")
BUT_MORE = Words(", but raises {what} by {much}", ", mais augmente {what} de {much}")
POINTS_LONG = Words("{much} points", "{much} points")

# A bare intervention made into a plan is spoken of by what it does and where.
DOING = {
    "Depave": Words("Taking up paving at {place}", "Désimperméabiliser « {place} »"),
    "PlantTrees": Words("Planting trees at {place}", "Planter des arbres, « {place} »,"),
    "BikeLane": Words("A bike lane along {place}", "Une bande cyclable, « {place} »,"),
    "CalmStreets": Words("Slower cars at {place}", "Apaiser « {place} »"),
    "CloseStreet": Words("Closing {place} to cars", "Fermer « {place} » aux voitures"),
    "LightPaving": Words("Light paving at {place}", "Un revêtement clair, « {place} »,"),
    "GreenRoof": Words("Green roofs at {place}", "Des toits végétalisés, « {place} »,"),
    "CoolRoof": Words("Cool roofs at {place}", "Des toits réfléchissants, « {place} »,"),
}

# Metrics as they stand in a headline, with their French article; any other is written "plan: label −3 %".

RULE = Words(
    "Bars and the % beside the marks: change relative to before. pts: percentage points. =: no change at the figures shown.",
    "Barres et % à côté des marques : changement par rapport à avant. pts : points de pourcentage. "
    "= : pas de changement aux chiffres affichés.",
)
COST_NOTE = Words(" Cost: best guess (range).", " Coût : meilleure estimation (plage).")
ASSUMED = Words("Assumed: {list}. ", "Hypothèses : {list}. ")
SOURCES = Words("Sources: {list}.", "Sources : {list}.")
CAVEAT = Words(
    "Model estimates, not measurements: formula, coefficients and what each number leaves out open with comparison.explain(key).",
    "Estimations de modèles, non des mesures : formule, coefficients et ce que chaque nombre omet s'ouvrent avec comparison.explain(clé).",
)
COLON = Words(": ", f"{SPACE}: ")
SEMICOLON = Words("; ", f"{SPACE}; ")


def percent(value: float, digits: int, lang: str, sign: bool = True) -> str:
    """ "−1.8 %" """
    return f"{number(value, digits, lang, sign=sign)}{SPACE}%"


def with_unit(text: str, unit: str, lang: str) -> str:
    name = unit_name(unit, lang)
    return f"{text}{SPACE}{name}" if name else text


def lowered(label: str) -> str:
    """A label inside a sentence: first letter small, unless the word is an acronym or a number."""
    return label[:1].lower() + label[1:] if len(label) > 1 and label[1].islower() else label
