"""What parameters are, in words: each phrase that a `Parameter` says of itself in French, and the ends that many share."""

import re
from collections import Counter
from functools import cache

from twin.covers import BY_KEY
from twin.evaluation import parameters
from twin.words import Words

PERIOD = re.compile(r", (?:(before|since) )?(\d{4}(?:–\d{4})?)$")
WHEN = {"before": "avant ", "since": "depuis ", None: ""}

FRENCH: dict[str, str] = {
    # water
    "runoff curve number on soil group A": "numéro de courbe de ruissellement, sol A",
    "runoff curve number on soil group B": "numéro de courbe de ruissellement, sol B",
    "runoff curve number on soil group C": "numéro de courbe de ruissellement, sol C",
    "runoff curve number on soil group D": "numéro de courbe de ruissellement, sol D",
    "share of S held back before runoff starts": "part de S retenue avant que l'eau ruisselle",
    "sealed share of unmapped plots, roofs under 15 %": "part imperméable des parcelles non cartographiées, moins de 15 % de toits",
    "sealed share of unmapped plots, roofs 15 to 30 %": "part imperméable des parcelles non cartographiées, 15 à 30 % de toits",
    "sealed share of unmapped plots, roofs over 30 %": "part imperméable des parcelles non cartographiées, plus de 30 % de toits",
    "paved area draining into a rain garden, per m²": "surface revêtue qui s'écoule vers un jardin de pluie, par m²",
    "depth of water a rain garden holds": "hauteur d'eau que retient un jardin de pluie",
    "saturated hydraulic conductivity; range: half to double (assumption)": "conductivité hydraulique à saturation (plage supposée)",
    "suction head at the wetting front; range: half to double (assumption)": "succion au front d'humidification (plage supposée)",
    "room for water in the soil when the rain starts": "place pour l'eau dans le sol au début de la pluie",
    "depth of the design storm": "hauteur de la pluie de projet",
    "duration of the design storm": "durée de la pluie de projet",
    # heat
    "share of sunlight sent back": "part du soleil renvoyée",
    "sunlit surface above air temperature at 15:00": "surface au soleil, au-dessus de l'air à 15 h",
    "shaded ground above air temperature at 15:00": "sol à l'ombre, au-dessus de l'air à 15 h",
    "walls above air temperature at 15:00": "murs, au-dessus de l'air à 15 h",
    "tree crowns above air temperature at 15:00": "houppiers, au-dessus de l'air à 15 h",
    "share of the sky in view": "part de ciel visible",
    "share of the sky in view from under a tree": "part de ciel visible sous un arbre",
    "share of sunlight that passes a tree crown": "part du soleil qui traverse un houppier",
    "share of sunlight a clothed body takes in": "part du soleil qu'absorbe un corps vêtu",
    "long-wave emissivity of a clothed body": "émissivité d'un corps vêtu (infrarouge)",
    "long-wave emissivity of ground and walls": "émissivité du sol et des murs (infrarouge)",
    "air temperature at 15:00 of the hot day": "température de l'air à 15 h le jour chaud",
    "relative humidity at 15:00": "humidité relative à 15 h",
    "wind at 10 m height at 15:00": "vent à 10 m de hauteur à 15 h",
    "direct normal radiation at 15:00": "rayonnement direct normal à 15 h",
    "diffuse horizontal radiation at 15:00": "rayonnement diffus horizontal à 15 h",
    "height of the sun at 15:00": "hauteur du soleil à 15 h",
    "direction of the sun from north, clockwise": "direction du soleil depuis le nord, sens horaire",
    "shade cast by the cover itself, under 2 m of height": "ombre portée par le couvert lui-même, sous 2 m",
    "evapotranspiration / reference": "évapotranspiration / référence",
    "weight of shade in cooling": "poids de l'ombre dans la fraîcheur",
    "weight of albedo in cooling": "poids de l'albédo dans la fraîcheur",
    "weight of evapotranspiration in cooling": "poids de l'évapotranspiration dans la fraîcheur",
    "share of sunlight tree crowns send back": "part du soleil que renvoient les houppiers",
    "evapotranspiration of tree crowns / reference": "évapotranspiration des houppiers / référence",
    "distance over which large green spaces cool": "distance à laquelle les grands espaces verts rafraîchissent",
    "air temperature of the hottest built-up spot above the country": "surchauffe du point bâti le plus chaud par rapport à la campagne",
    # nature and land
    "a tree nearer to the facade is seen": "distance jusqu'à laquelle un arbre se voit de la façade",
    "radius of a neighbourhood": "rayon d'un quartier",
    "least area of a public green space": "surface minimale d'un espace vert public",
    "distance between trees in a wood": "distance entre arbres dans un bois",
    "walk to a green space": "marche jusqu'à un espace vert",
    "green share from which a cell is green ground": "part verte à partir de laquelle une maille est verte",
    "crown area below which a tree counts as under 20 years": "houppier en dessous duquel un arbre a moins de 20 ans",
    "crown area from which a tree counts as over 50 years": "houppier à partir duquel un arbre a plus de 50 ans",
    # streets
    "longest time to reach a job": "durée maximale pour atteindre un emploi",
    "growth of bike crashes with bike traffic": "croissance des accidents à vélo avec le trafic vélo",
    "growth of bike crashes with car traffic": "croissance des accidents à vélo avec le trafic automobile",
    "growth of injury crashes with speed": "croissance des accidents corporels avec la vitesse",
    "crashes on a separated lane over those on a painted one": "accidents sur piste séparée / sur bande peinte",
    "peak hour's share of a day's rides": "part de l'heure de pointe dans les trajets à vélo du jour",
    "share of minutes ridden by people of 20 to 64 years": "part des minutes roulées par les 20 à 64 ans",
    "fall of the risk of dying at the reference volume": "baisse du risque de décès au volume de référence",
    "deaths per person and year, aged 20 to 64, France": "décès par personne et par an, 20 à 64 ans, France",
    "share of the minutes ridden that replace no other exercise": "part des minutes roulées qui ne remplacent aucun autre effort",
    "share of engines under 1.4 l, the others 1.4 to 2.0 l": "part des moteurs de moins de 1,4 l, les autres de 1,4 à 2 l",
    "share of km driven without tailpipe": "part des km parcourus sans pot d'échappement",
    "CO2 of the fleet over that of the curves; low: many hybrids": "CO2 du parc / CO2 des courbes ; bas : beaucoup d'hybrides",
    "H:C ratio of fuel": "rapport H:C du carburant",
    "share of diesel among cars with an engine": "part du diesel parmi les voitures à moteur",
    "weight of Euro 5 cars and older": "poids des voitures Euro 5 et plus anciennes",
    "weight of early Euro 6 cars": "poids des premières voitures Euro 6",
    "weight of Euro 6c cars and later": "poids des voitures Euro 6c et plus récentes",
    "share of daily traffic, 6 to 18 h": "part du trafic du jour, 6 à 18 h",
    "share of daily traffic, 18 to 22 h": "part du trafic du jour, 18 à 22 h",
    "share of daily traffic, 22 to 6 h": "part du trafic du jour, 22 à 6 h",
    "share of heavy vehicles in the traffic": "part des poids lourds dans le trafic",
    "level from which one counts": "niveau à partir duquel on compte",
    "receiver above source": "hauteur du récepteur au-dessus de la source",
    # travel
    "trips of a resident in the morning peak hour": "déplacements d'un habitant en heure de pointe du matin",
    "arrivals in the peak hour for each job": "arrivées en heure de pointe par emploi",
    "customers arriving in the peak hour for each job in shops": "clients arrivant en heure de pointe par emploi de commerce",
    "pupils arriving in the peak hour for each job in schools": "élèves arrivant en heure de pointe par emploi d'école",
    "how much likelier trips with both ends on the map are than time alone says": "surcroît de trajets internes à la carte",
    "fall of trips per minute of travel": "baisse des déplacements par minute de trajet",
    "persons in a car in the peak hour": "personnes par voiture en heure de pointe",
    "share of a day's traffic in the morning peak hour": "part du trafic du jour en heure de pointe du matin",
    "side of the squares in which trips are gathered": "côté des carrés où l'on regroupe les déplacements",
    "time lost at the junction at the end of a street": "temps perdu au carrefour en bout de rue",
    "extra travel time at the capacity of a town street, as a share of free time": "temps en plus à capacité, part du temps à vide",
    "steepness of congestion: the power of flow over capacity": "raideur de la congestion : puissance de débit / capacité",
    "capacity of one lane": "capacité d'une voie",
    "cars each way at the edge of the map in the peak hour": "voitures par sens au bord de la carte en heure de pointe",
    "motorway": "autoroute", "trunk road": "voie rapide", "primary street": "rue primaire", "secondary street": "rue secondaire",
    "tertiary street": "rue tertiaire", "minor street": "petite rue", "local street": "rue de desserte",
    "local street, 30 km/h": "rue de desserte, 30 km/h", "street shared with people on foot": "zone de rencontre",
    "service way": "voie de service",
    "share of trips by car": "part des déplacements en voiture", "share of trips on foot": "part des déplacements à pied",
    "share of trips by transit": "part des transports en commun", "share of trips by bike": "part des déplacements à vélo",
    "utility of a minute by car": "utilité d'une minute en voiture",
    "utility of a perceived minute by bike": "utilité d'une minute ressentie à vélo",
    "cycling speed on the flat": "vitesse à vélo sur le plat",
    "longest low-stress path people accept, times the shortest path": "plus long itinéraire calme accepté / plus court itinéraire",
    "share of length added": "part de longueur ressentie en plus",
    "bicycle boulevard": "vélorue", "bike path or separated track": "voie verte ou piste séparée",
    "no lane, over 10 000 vehicles a day": "sans bande, plus de 10 000 véhicules par jour",
    "no lane, over 20 000 vehicles a day": "sans bande, plus de 20 000 véhicules par jour",
    "no lane, over 30 000 vehicles a day": "sans bande, plus de 30 000 véhicules par jour",
    # buildings
    "how much warmer the year of weather is made": "réchauffement donné à l'année météo",
    "U of walls as built": "U des murs d'origine", "U of roofs with an attic, as built": "U des toits avec combles, d'origine",
    "U of flat roofs as built": "U des toits plats d'origine", "U of ground floors as built": "U des planchers bas d'origine",
    "U of windows as built": "U des fenêtres d'origine", "g of windows as built": "g des fenêtres d'origine",
    "air changes by leaks": "renouvellements d'air par les fuites", "thermal bridges": "ponts thermiques",
    "heat stored by m² of floor": "chaleur stockée par m² de plancher",
    "heated floor / gross floor of all storeys": "plancher chauffé / plancher brut de tous les niveaux",
    "height of heated rooms": "hauteur des pièces chauffées",
    "area of windows / heated floor": "surface de fenêtres / plancher chauffé",
    "share of a window that is frame": "part de cadre dans une fenêtre",
    "sun does not come straight": "effet du soleil oblique",
    "share of sun that screens leave": "part du soleil que laissent les masques",
    "share of sunlight a wall absorbs": "part du soleil qu'absorbe un mur",
    "loss to the ground / loss to the air": "pertes vers le sol / pertes vers l'air",
    "bridges under outside insulation": "ponts thermiques sous une isolation extérieure",
    "heat stored behind inside insulation, at most": "chaleur stockée derrière une isolation intérieure, au plus",
    "what the soil of a green roof insulates": "isolation par la terre d'un toit végétalisé",
    "absorbed sun that a green roof evaporates": "soleil absorbé qu'un toit végétalisé évapore",
    "indoor temperature heated to": "température intérieure de chauffage", "heated to at night": "température de chauffage la nuit",
    "distance over which wind blends the air": "distance sur laquelle le vent mélange l'air",
    "internal gains": "apports internes", "air changes wanted": "renouvellements d'air voulus",
    "further air changes by open windows on warm nights": "renouvellements d'air en plus, fenêtres ouvertes les nuits chaudes",
    "share of the sun that passes closed shutters": "part du soleil qui passe les volets fermés",
    "indoor air at which windows are opened on summer nights": "air intérieur à partir duquel on ouvre les nuits d'été",
    "how much cooler it must be outside to open windows": "écart de fraîcheur dehors pour ouvrir les fenêtres",
    "sun on a window at which its shutters are closed": "soleil sur une fenêtre qui fait fermer les volets",
    "houses heated by gas boiler": "maisons chauffées au gaz", "houses heated by oil boiler": "maisons chauffées au fioul",
    "houses heated by electric": "maisons chauffées à l'électricité", "houses heated by heat pump": "maisons chauffées par pompe à chaleur",
    "houses heated by wood pellets": "maisons chauffées aux granulés",
    "flats heated by gas boiler": "appartements chauffés au gaz", "flats heated by oil boiler": "appartements chauffés au fioul",
    "flats heated by electric": "appartements chauffés à l'électricité",
    "flats heated by heat pump": "appartements chauffés par pompe à chaleur",
    "flats heated by district": "appartements chauffés par réseau de chaleur",
    "heat from a kWh": "chaleur tirée d'un kWh", "gas boiler": "chaudière à gaz", "oil boiler": "chaudière à fioul",
    "heat pump": "pompe à chaleur",
    "pellet boiler": "chaudière à granulés", "district heating": "réseau de chaleur",
    "carbon of gas": "carbone du gaz", "carbon of heating oil": "carbone du fioul", "carbon of electricity": "carbone de l'électricité",
    "carbon of wood pellets": "carbone des granulés", "carbon of district heat": "carbone du réseau de chaleur",
    "price of gas": "prix du gaz", "price of heating oil": "prix du fioul", "price of electricity": "prix de l'électricité",
    "price of wood pellets": "prix des granulés", "price of district heat": "prix du réseau de chaleur",
}  # fmt: skip


@cache
def label_of(name: str) -> Words:
    """What a parameter is, by its name; in a table whose rows all say the same, also which row it is."""
    about, row = about_in_both(parameters()[name].about), name.partition(".")[2].partition(".")[0]
    if _spoken()[parameters()[name].about] == 1 or row not in BY_KEY:
        return about
    cover = BY_KEY[row].label
    return Words(f"{about}: {cover.lower()}", f"{about.fr} : {cover.fr.lower()}")


@cache
def _spoken() -> Counter[str]:
    return Counter(p.about for p in parameters().values())


def about_in_both(about: str) -> Words:
    """What a parameter says of itself, with its French; English twice where it has none."""
    return Words(about, french(about) or about)


def french(about: str) -> str | None:
    """A phrase in French: as it stands, or put together from its head and what the head is about; None when it is not known."""
    if about in FRENCH:
        return FRENCH[about]
    period = PERIOD.search(about)
    if period is not None and about[: period.start()] in FRENCH:
        return f"{FRENCH[about[: period.start()]]}, {WHEN[period[1]]}{period[2]}"
    for mark, mark_fr in ((", ", ", "), (": ", " : ")):
        head, found, tail = about.partition(mark)
        if found and head in FRENCH and tail in FRENCH:
            return FRENCH[head] + mark_fr + FRENCH[tail]
    return None
