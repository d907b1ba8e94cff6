"""Buildings: heat they need in winter, how hot they get in summer, what their heating emits and costs. Modelled, not measured."""

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.covers import table
from twin.materials import coefficients
from twin.metrics.base import Measure, metric
from twin.metrics.one_building import balance_at, heading, heat_lines, on_footprints, system_lines, telling_building
from twin.parameter import Coefficients, Parameter
from twin.stock.coefficients import STOCK
from twin.stock.energy import Energy, energy
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
ALBEDO = table("albedo")
EFFICIENCY, CARBON, PRICE = coefficients("system", "efficiency"), coefficients("carrier", "carbon"), coefficients("carrier", "price")
WARMER = Parameter(
    0.0, -1.0, 4.0, "K", "twin", "0: the weather given; a choice of climate", True, "how much warmer the year of weather is made"
)
SOURCES = ("iso13790", "dpe_2021", "tabula_fr")
_LEFT_OUT = (
    "Modelled, not measured: every building as its age and kind were built, unless a plan works on it, and heated as a home to 19 °C; what "
    "owners insulated already is unknown, and people in leaky buildings heat less, so old buildings really use clearly less",
    "Modélisé, non mesuré : chaque bâtiment tel que construit à son époque, sauf travaux du plan, et chauffé comme un logement à 19 °C ; "
    "ce qui est déjà isolé est inconnu, et l'on chauffe moins les passoires : l'ancien consomme en réalité nettement moins",
)
_TREES = "Trees and buildings opposite shade every facade alike.", "Arbres et vis-à-vis ombrent toutes les façades de même."


def left_out(en: str, fr: str) -> Words:
    """The caveat that all readings of buildings share, and what one of them adds."""
    return Words(f"{_LEFT_OUT[0]}. {en}", f"{_LEFT_OUT[1]}. {fr}")


@metric(
    "heating",
    theme="buildings",
    noun=Words("the need of heat", "le besoin de chauffage"),
    unit="kWh/(m²·year)",
    better="less",
    label=Words("Heat needed by a heated square metre", "Besoin de chauffage par m² chauffé"),
    caveat=left_out(f"{_TREES[0]} Not an energy label.", f"{_TREES[1]} Ce n'est pas une étiquette énergie."),
    sources=SOURCES,
)
def heating(city: City, *, stock: Coefficients = STOCK, albedo: Coefficients = ALBEDO, warmer: float = WARMER) -> Measure:
    """Heat that the rooms of all heated buildings need / their heated floor [kWh/(m²·year)]; without any 0. Map: by building.

    ISO 13790, simple hourly method, 8760 hours (`models.thermal.simulate`); envelopes by `stock.zones_of`.
    """
    now = energy(city, stock, (float(warmer),), albedo)
    value = now.mean_need()

    def working() -> Working:
        row = telling_building(city, now)
        lines, checks = ([], {}) if row is None else heat_lines(city, row, stock, albedo, float(warmer))
        here, floor = ("need + ", "A + ") if checks else ("", "")
        rest = now.total_need - checks.get("need", 0.0), now.total_floor - checks.get("A", 0.0)
        lines += [
            Heading(Words("All heated buildings", "Tous les bâtiments chauffés")),
            Given("rest", rest[0], "kWh/year", Words("need of the others, each worked like this", "besoin des autres, calculé de même")),
            Given("A_rest", rest[1], "m²", Words("their heated floor", "leur surface chauffée")),
            Step("A_all", f"{floor}A_rest", "m²", Words("all heated floor", "toute la surface chauffée")),
            Step("heating", f"({here}rest) / A_all if A_all > 0 else 0", "kWh/(m²·year)", Words("need by m²", "besoin par m²")),
        ]
        return Working(tuple(lines), checks | {"heating": value})

    return Measure(value, working, lambda: on_footprints(city, _by_floor(now.need, now), now.heated))


@metric(
    "overheating",
    theme="buildings",
    noun=Words("overheating indoors", "la surchauffe des logements"),
    unit="°C·h",
    better="less",
    label=Words("Overheating indoors, in the manner of RE2020", "Surchauffe intérieure, à la manière de la RE2020"),
    caveat=left_out(
        f"Hours × degrees above 26 °C (26 to 28 °C by day), mean of the heated floor; not the official figure, whose weather has the heat "
        f"wave of 2003 (350: comfortable, 1250: most allowed). Windows are opened on warm nights and shutters closed. {_TREES[0]} Same air "
        "outside for all: give `warmer` for the heat of the town or a later climate.",
        f"Heures × degrés au-dessus de 26 °C (26 à 28 °C le jour), moyenne par m² chauffé ; ce n'est pas la valeur officielle, dont la "
        f"météo a la canicule de 2003 (350 : confort, 1250 : maximum). Fenêtres ouvertes les nuits chaudes, volets fermés. {_TREES[1]} "
        "Même air dehors pour tous : `warmer` donne l'îlot de chaleur ou un climat futur.",
    ),
    sources=("iso13790", "re2020_summer", "en16798"),
    digits=0,
)
def overheating(city: City, *, stock: Coefficients = STOCK, albedo: Coefficients = ALBEDO, warmer: float = WARMER) -> Measure:
    """Σ over 8760 h of max(T_op - T_limit, 0), mean of the heated floor [°C·h]; T_limit by `models.overheating.comfort_limit`.

    Map: by building. Without heated buildings 0.
    """
    now = energy(city, stock, (float(warmer),), albedo)
    value, hot = now.mean_overheating(), now.overheating[0]

    def working() -> Working:
        row = telling_building(city, now)
        lines: list[Line] = []
        checks: dict[str, float] = {}
        weighted, floor = float(hot[now.inside] @ now.floor[now.inside]), now.total_floor
        if row is not None:
            b = balance_at(city, row, stock, albedo, float(warmer))
            excess = max(b.hottest - b.limit, 0.0)
            lines = [
                heading(city, row),
                Given(
                    "T",
                    b.hottest,
                    "°C",
                    Words("operative temperature in its hottest hour (from the hours)", "température opérative à l'heure la plus chaude"),
                ),
                Given(
                    "L",
                    b.limit,
                    "°C",
                    Words("comfort limit of that hour: 26 at night, 26 to 28 by day", "limite de confort : 26 la nuit, 26 à 28 le jour"),
                ),
                Step("hour", "max(T - L, 0)", "°C·h", Words("this hour", "cette heure")),
                Given(
                    "others",
                    b.overheating - excess,
                    "°C·h",
                    Words("the other 8759 hours, each like this", "les 8759 autres heures, de même"),
                ),
                Step("DH", "hour + others", "°C·h", Words("overheating of the building", "surchauffe du bâtiment")),
                Given("A", float(now.floor[row]), "m²", Words("its heated floor", "sa surface chauffée")),
            ]
            checks = {"DH": float(hot[row])}
            weighted -= float(hot[row] * now.floor[row])
        lines += [
            Heading(Words("All heated buildings", "Tous les bâtiments chauffés")),
            Given("rest", weighted, "°C·h", Words("overheating × floor of the others, summed", "surchauffe × surface des autres")),
            Given("A_all", floor, "m²", Words("all heated floor", "toute la surface chauffée")),
            Step("overheating", f"({'DH * A + ' if checks else ''}rest) / A_all if A_all > 0 else 0", "°C·h", Words("mean", "moyenne")),
        ]
        return Working(tuple(lines), checks | {"overheating": value})

    return Measure(value, working, lambda: on_footprints(city, hot, now.heated))


@metric(
    "co2_heating",
    theme="buildings",
    noun=Words("the CO2 of heating", "le CO2 du chauffage"),
    unit="t/year",
    better="less",
    label=Words("Greenhouse gases of heating", "Gaz à effet de serre du chauffage"),
    caveat=left_out(
        "Heating only, no hot water; today's mix of electricity; which building burns what is a guess by kind and era.",
        "Chauffage seul, sans l'eau chaude ; électricité d'aujourd'hui ; qui brûle quoi est supposé selon le type et l'époque.",
    ),
    sources=SOURCES,
)
def co2_heating(
    city: City, *, stock: Coefficients = STOCK, albedo: Coefficients = ALBEDO, warmer: float = WARMER,
    efficiency: Coefficients = EFFICIENCY, carbon: Coefficients = CARBON,
) -> Measure:  # fmt: skip
    """Σ need × share / efficiency × carbon of the carrier, all heated buildings [t CO2e/year]. Map: by building [kg/m² of floor]."""
    now = energy(city, stock, (float(warmer),), albedo, efficiency, carbon)
    value = now.total_carbon / 1000
    what = Words("greenhouse gases of a kWh", "gaz à effet de serre d'un kWh")

    def working() -> Working:
        lines, checks, here = _bought(city, now, stock, albedo, float(warmer), efficiency, carbon, "kg/kWh", what)
        rest = now.total_carbon - checks.get("here", 0.0)
        lines += [
            Heading(Words("All heated buildings", "Tous les bâtiments chauffés")),
            Given("rest", rest, "kg", Words("emitted a year by the others, each worked like this", "émis par an par les autres, de même")),
            Step("co2_heating", f"({here}rest) / 1000", "t/year", Words("greenhouse gases", "gaz à effet de serre")),
        ]
        return Working(tuple(lines), checks | {"co2_heating": value})

    shown = Words("Greenhouse gases of heating a square metre", "Gaz à effet de serre par m² chauffé")
    return Measure(value, working, lambda: on_footprints(city, _by_floor(now.carbon, now), now.heated), "kg/m²", shown)


@metric(
    "energy_bill",
    theme="buildings",
    noun=Words("the bill for heating", "la facture de chauffage"),
    unit="€/year",
    better="less",
    label=Words("Bill for heating, all buildings", "Facture de chauffage, tous les bâtiments"),
    caveat=left_out(
        "Heating only, prices of 2025 with tax and without standing charges; the total of the map, to hold against `cost`.",
        "Chauffage seul, prix de 2025 toutes taxes comprises, hors abonnement ; total de la carte, à comparer à `cost`.",
    ),
    sources=SOURCES,
    digits=0,
)
def energy_bill(
    city: City, *, stock: Coefficients = STOCK, albedo: Coefficients = ALBEDO, warmer: float = WARMER,
    efficiency: Coefficients = EFFICIENCY, price: Coefficients = PRICE,
) -> Measure:  # fmt: skip
    """Σ need × share / efficiency × price of the carrier, all heated buildings [€/year]. Map: by building [€/m² of floor a year]."""
    now = energy(city, stock, (float(warmer),), albedo, efficiency, price=price)
    value = now.total_bill
    what = Words("price of a kWh", "prix d'un kWh")

    def working() -> Working:
        lines, checks, here = _bought(city, now, stock, albedo, float(warmer), efficiency, price, "€/kWh", what)
        lines += [
            Heading(Words("All heated buildings", "Tous les bâtiments chauffés")),
            Given(
                "rest",
                value - checks.get("here", 0.0),
                "€/year",
                Words("paid by the others, each worked like this", "payé par les autres, de même"),
            ),
            Step("energy_bill", f"{here}rest", "€/year", Words("bill for heating", "facture de chauffage")),
        ]
        return Working(tuple(lines), checks | {"energy_bill": value})

    shown = Words("Bill for heating a square metre, a year", "Facture par m² chauffé, par an")
    return Measure(value, working, lambda: on_footprints(city, _by_floor(now.bill, now), now.heated), "€/m²", shown)


def _bought(
    city: City, now: Energy, stock: Coefficients, albedo: Coefficients, warmer: float, efficiency: Coefficients, factor: Coefficients,
    unit: str, what: Words,
) -> tuple[list[Line], dict[str, float], str]:  # fmt: skip
    """One building from its walls to what its heating emits or costs, and the start of the sum over all ("here + ")."""
    row = telling_building(city, now)
    lines, checks = ([], {}) if row is None else heat_lines(city, row, stock, albedo, warmer)
    if row is None or not checks:
        return [], {}, ""
    systems, formula = system_lines(city, row, stock, efficiency, factor, unit, what)
    total = float((now.carbon if unit == "kg/kWh" else now.bill)[row])
    step = Step("here", formula, "kg" if unit == "kg/kWh" else "€/year", Words("of this building in a year", "de ce bâtiment par an"))
    return [*lines, *systems, step], checks | {"here": total}, "here + "


def _by_floor(values: Array, now: Energy) -> Array:
    """By square metre of heated floor (n,); 0 where nothing is heated."""
    return np.asarray(np.divide(values, now.floor, out=np.zeros(len(values)), where=now.floor > 0))
