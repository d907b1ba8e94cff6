"""What things cost to build, one sourced row each, with the range between simple and difficult sites. Euros without VAT, about 2024."""

from twin.parameter import Parameter

_ASSUMED = "market range within the sourced rows beside it"


def _price(value: float, low: float, high: float, unit: str, source: str, page: str, verified: bool, about: str) -> Parameter:
    return Parameter(value, low, high, unit, source, page, verified, about)


PRICES: dict[str, Parameter] = {
    "lawn": _price(60, 25, 120, "€/m²", "twin", _ASSUMED, False, "take up paving, remove it, bring soil, sow a lawn"),
    "meadow": _price(55, 25, 110, "€/m²", "twin", _ASSUMED, False, "take up paving, remove it, bring soil, sow a meadow"),
    "shrubs": _price(75, 35, 140, "€/m²", "twin", _ASSUMED, False, "take up paving, remove it, bring soil, plant shrubs"),
    "rain_garden": _price(100, 40, 250, "€/m²", "placedupro", "swale, 60 to 100 €/m; sum assumed", False, "planted rain garden"),
    "permeable_paving": _price(70, 5, 150, "€/m²", "pfmv_ecole", "draining surface, school", True, "take up paving, lay draining paving"),
    "gravel": _price(50, 20, 100, "€/m²", "villes_cyclables", "35 to 60 €/m² in 2023", False, "take up paving, lay compacted gravel"),
    "light_paving": _price(40, 15, 90, "€/m²", "pfmv_albedo", "coatings 20 to 35 €/m²", False, "light coating or light paving"),
    "street_tree": _price(4850, 2500, 8000, "€/tree", "montaigne_2020", "485 M€ for 100 000 trees", True, "street tree with its pit"),
    "park_tree": _price(1550, 800, 2500, "€/tree", "montaigne_2020", "155 M€ for 100 000 trees", True, "tree planted in open ground"),
    "green_roof": _price(80, 40, 130, "€/m²", "safti_2011", "30 to 50 €/m² in 2011, brought to 2024", False, "extensive green roof"),
    "cool_roof": _price(30, 20, 50, "€/m²", "coolroof_2023", "20 to 30 €/m² supplied and applied", True, "reflective roof coating"),
    "painted_lane": _price(15, 5, 40, "€/m", "twin", "marking, pictograms and signs", False, "painted bike lane, one side"),
    "track": _price(590, 250, 900, "€/m", "reseau_velo_marche", "590 €/m without VAT, 2023", True, "separated track, one way"),
    "signs_30": _price(4, 1, 12, "€/m", "twin", "signs and markings of a 30 km/h zone, from memory", False, "signs of a lower limit"),
    "calming": _price(80, 25, 250, "€/m", "twin", "a hump or narrowing every 50 m, from memory", False, "humps and narrowings"),
    "barrier": _price(2500, 600, 9000, "€", "twin", "gate, bollards or retractable bollard, from memory", False, "one barrier"),
    "level_paving": _price(180, 90, 400, "€/m²", "twin", "rebuilt street without kerbs, from memory", False, "level paving of a street"),
    "track_two_way": _price(636, 500, 1000, "€/m", "reseau_velo_marche", "636 €/m without VAT, 2023", True, "separated track, two ways"),
}
