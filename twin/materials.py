"""What buildings are renovated with: insulants, windows, places to put them, heating systems and what they burn, one sourced row each.

Carbon is what making a thing emits, cradle to gate (A1-A3), fossil; what plants took from the air and the material keeps is apart
(`biogenic`): it comes back at the end of its life. Prices are without VAT, about 2024, except energy, as households pay it.
To add a row is enough: interventions, the choice of materials and the tests find it. A row with `verified` False gets a badge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from twin.parameter import Coefficients, Parameter
from twin.words import Words

Range = tuple[float, float, float]  # best guess, low, high
From = tuple[str, str, bool]  # source, page, verified
BADGE = Words("[unverified]", "[non vérifié]")


class _Row:
    """A row of a table: some of its fields are coefficients."""

    @property
    def coefficients(self) -> dict[str, Parameter]:
        """Every coefficient of the row by its name."""
        return {f.name: v for f in fields(self) if isinstance(v := getattr(self, f.name), Parameter)}  # type: ignore[arg-type]

    @property
    def verified(self) -> bool:
        """Whether every coefficient was checked against its source."""
        return all(p.verified for p in self.coefficients.values())

    @property
    def badge(self) -> Words:
        """What to print behind the name; empty when all was checked."""
        return Words("", "") if self.verified else BADGE


@dataclass(frozen=True)
class Carrier(_Row):
    """Something that heat is made of.

    carbon  greenhouse gases with what comes before the burner or plug [kgCO2e/kWh, net calorific value]
    price   with tax, without the subscription [€/kWh, net calorific value]
    """

    key: str
    labels: Words
    carbon: Parameter
    price: Parameter


@dataclass(frozen=True)
class System(_Row):
    """A way to heat a dwelling.

    carrier     key of `CARRIERS`
    efficiency  heat over energy bought, mean of a season [1]
    price       installed [€/dwelling]
    life        [years]
    carbon      of making it [kgCO2e/dwelling]
    """

    key: str
    labels: Words
    carrier: str
    efficiency: Parameter
    price: Parameter
    life: Parameter
    carbon: Parameter


@dataclass(frozen=True)
class Place(_Row):
    """A part of a building that an insulant goes to.

    element, inside  wall, roof or floor; whether the insulant lies on the inner side of a wall
    usual            key of the insulant used where none is asked for
    resistance       insulation of a good renovation [m²·K/W]
    price            of the work: scaffold, fixing, finish; without the insulant [€/m²]
    carbon           of making what goes with the insulant: render, mesh, rails, boards [kgCO2e/m²]
    """

    key: str
    labels: Words
    element: str
    inside: bool
    usual: str
    resistance: Parameter
    price: Parameter
    carbon: Parameter


@dataclass(frozen=True)
class Insulant(_Row):
    """Something to insulate with.

    places        keys of `PLACES` where it may go
    conductivity  [W/(m·K)]
    density       [kg/m³]
    heat          specific heat [J/(kg·K)]
    carbon        making it, A1-A3, fossil [kgCO2e/kg]
    biogenic      CO2 that plants took from the air and it keeps while it lasts [kg/kg]
    life          [years]
    price         of a centimetre, supplied, without VAT [€/(m²·cm)]
    """

    key: str
    labels: Words
    places: tuple[str, ...]
    conductivity: Parameter
    density: Parameter
    heat: Parameter
    carbon: Parameter
    biogenic: Parameter
    life: Parameter
    price: Parameter

    @property
    def verified(self) -> bool:
        """Whether what it is made of was checked; prices and lives are assumed for nearly all, and carry their own badge."""
        return all(p.verified for p in (self.conductivity, self.density, self.heat, self.carbon, self.biogenic))


@dataclass(frozen=True)
class Window(_Row):
    """A new window.

    u, g    heat [W/(m²·K)] and sun [0..1] it lets through
    carbon  making it [kgCO2e/m²]
    life    [years]
    price   installed, without VAT [€/m²]
    """

    key: str
    labels: Words
    u: Parameter
    g: Parameter
    carbon: Parameter
    life: Parameter
    price: Parameter

    @property
    def verified(self) -> bool:
        """Whether what it is made of was checked; prices are assumed for all, and carry their own badge."""
        return all(p.verified for p in (self.u, self.g, self.carbon))


def _carrier(key: str, labels: Words, carbon: Range, carbon_from: From,
             price: Range, price_from: From) -> Carrier:  # fmt: skip
    return Carrier(key, labels, Parameter(*carbon, "kg/kWh", *carbon_from, f"carbon of {labels.lower()}"),
                   Parameter(*price, "€/kWh", *price_from, f"price of {labels.lower()}"))  # fmt: skip


def _system(key: str, labels: Words, carrier: str, efficiency: Range, efficiency_from: From,
            price: Range, life: Range, carbon: Range) -> System:  # fmt: skip
    memory = ("twin", "from memory", False)
    name = labels.lower()
    return System(key, labels, carrier, Parameter(*efficiency, "1", *efficiency_from, f"heat from a kWh: {name}"),
                  Parameter(*price, "€/dwelling", *memory, f"{name}, installed"), Parameter(*life, "years", *memory, f"life of {name}"),
                  Parameter(*carbon, "kg/dwelling", *memory, f"making of {name}"))  # fmt: skip


_DPE = "emission factors for heating; range assumed"
CARRIERS: dict[str, Carrier] = {row.key: row for row in (
    _carrier("gas", Words("Gas", "Gaz"), (0.227, 0.205, 0.243), ("dpe_2021", _DPE, True),
             (0.122, 0.094, 0.139), ("cre_2025", "0.110 (0.085 to 0.125) €/kWh of gross calorific value, times 1.11", True)),
    _carrier("oil", Words("Heating oil", "Fioul"), (0.324, 0.272, 0.340), ("dpe_2021", _DPE, True),
             (0.115, 0.0914, 0.14), ("dpe_2021", "low: 0.0914 of the label's tables; central assumed for 2025", False)),
    _carrier("electricity", Words("Electricity", "Électricité"), (0.079, 0.064, 0.150), ("dpe_2021", _DPE, True),
             (0.2016, 0.17, 0.25), ("trv_2025", "base option", True)),
    _carrier("pellets", Words("Wood pellets", "Granulés de bois"), (0.030, 0.024, 0.060), ("dpe_2021", _DPE, True),
             (0.085, 0.060, 0.11), ("dpe_2021", "low: 0.0599 of the label's tables; central assumed for 2025", False)),
    _carrier("district", Words("District heat", "Réseau de chaleur"), (0.073, 0.019, 0.242),
             ("heat_networks_2024", "median, 10th and 90th percentile of 1 032 networks", True),
             (0.10, 0.0787, 0.13), ("dpe_2021", "low: 0.0787 of the label's tables; central assumed for 2025", False)),
)}  # fmt: skip

_GUESS = ("twin", "assumed seasonal mean", False)
_3CL = "seasonal performance tables"
SYSTEMS: dict[str, System] = {row.key: row for row in (
    _system("gas_boiler", Words("Gas boiler", "Chaudière à gaz"), "gas", (0.87, 0.80, 0.92), _GUESS,
            (5000, 3000, 8000), (18, 15, 25), (350, 200, 700)),
    _system("oil_boiler", Words("Oil boiler", "Chaudière à fioul"), "oil", (0.80, 0.70, 0.88), _GUESS,
            (7000, 5000, 10000), (20, 15, 25), (500, 300, 900)),
    _system("electric", Words("Electric heaters", "Radiateurs électriques"), "electricity",
            (1.0, 1.0, 1.0), ("dpe_2021", "direct heating", True), (3000, 1500, 5000), (20, 15, 25), (150, 60, 300)),
    _system("heat_pump", Words("Heat pump", "Pompe à chaleur"), "electricity",
            (3.0, 2.8, 3.2), ("dpe_2021", f"{_3CL}, air to water, from 2017, zones H1 and H2", True),
            (13000, 9000, 18000), (17, 12, 20), (1500, 700, 3000)),
    _system("wood_pellets", Words("Pellet boiler", "Chaudière à granulés"), "pellets",
            (0.85, 0.80, 0.87), ("dpe_2021", "efficiency of generation", True), (16000, 10000, 22000), (20, 15, 25), (800, 400, 1500)),
    _system("district", Words("District heating", "Chauffage urbain"), "district",
            (0.97, 0.93, 0.99), ("dpe_2021", "substation; range assumed", True), (6000, 3000, 10000), (25, 20, 40), (100, 40, 250)),
)}  # fmt: skip


def _place(key: str, labels: Words, usual: str, resistance: Range, price: Range, price_page: str, carbon: Range) -> Place:
    element, name = key.partition("_")[0], labels.lower()
    return Place(key, labels, element, key == "wall_inside", usual,
                 Parameter(*resistance, "m²·K/W", "tabula_fr", "FR measures: trend, good, passive", True, f"insulation: {name}"),
                 Parameter(*price, "€/m²", "batiactu_2018", f"{price_page} in 2017, × 1.28, less 12 cm at 0.75", False, f"work: {name}"),
                 Parameter(*carbon, "kg/m²", "twin", "assumed", False, f"what goes with the insulant: {name}"))  # fmt: skip


def _insulant(key: str, labels: Words, places: str, conductivity: Range, density: Range, heat: float, physics: From,
              carbon: Range, carbon_from: From, biogenic: float, biogenic_from: From, price: Range,
              price_from: From = ("twin", "from memory", False), life: Range = (50, 30, 60)) -> Insulant:  # fmt: skip
    name = labels.lower()
    return Insulant(key, labels, tuple(places.split()), Parameter(*conductivity, "W/(m·K)", *physics, f"conductivity of {name}"),
                    Parameter(*density, "kg/m³", *physics, f"density of {name}"),
                    Parameter(heat, unit="J/(kg·K)", source=physics[0], page=physics[1], about=f"specific heat of {name}"),
                    Parameter(*carbon, "kg/kg", *carbon_from, f"making of {name}"),
                    Parameter(biogenic, biogenic, biogenic, "kg/kg", *biogenic_from, f"CO2 kept in {name}"),
                    Parameter(*life, "years", "twin", "assumed", False, f"life of {name}"),
                    Parameter(*price, "€/(m²·cm)", *price_from, f"price of {name}"))  # fmt: skip


def _window(key: str, labels: Words, u: Range, g: Range, page: str, carbon: Range, carbon_from: From, price: Range,
            price_page: str) -> Window:  # fmt: skip
    name = labels.lower()
    return Window(key, labels, Parameter(*u, "W/(m²·K)", "tabula_fr", page, True, f"heat through a {name}"),
                  Parameter(*g, "1", "tabula_fr", f"{page}; range assumed", True, f"sun through a {name}"),
                  Parameter(*carbon, "kg/m²", *carbon_from, f"making of a {name}"),
                  Parameter(30, 25, 40, "years", "sia_2032", "service life; range assumed", True, f"life of a {name}"),
                  Parameter(*price, "€/m²", "batiactu_2018", price_page, False, f"{name}, installed"))  # fmt: skip


PLACES: dict[str, Place] = {row.key: row for row in (
    _place("wall_outside", Words("Walls from outside", "Murs par l'extérieur"), "wood_fibre_board", (5.0, 3.75, 7.5),
           (131, 91, 221), "108", (7.5, 5, 10)),
    _place("wall_inside", Words("Walls from inside", "Murs par l'intérieur"), "wood_fibre_flex", (3.8, 3.0, 5.0), (82, 46, 121), "71",
           (4, 2, 6)),
    _place("roof", Words("Roof", "Toiture"), "cellulose", (8.0, 6.0, 9.4), (72, 16, 238),
           "attic floor 47 to rafters from inside 79, high: above the rafters 193", (2, 1, 5)),
    _place("floor", Words("Floor", "Plancher bas"), "eps_graphite", (3.3, 2.4, 4.5), (46, 21, 71), "43", (1, 0.5, 3)),
)}  # fmt: skip
ELEMENTS = ("wall", "roof", "floor", "windows")

_SHEETS: From = ("insulant_sheets", "compiled ranges", True)
_FRAME, _ANYWHERE = "wall_inside roof", "wall_outside wall_inside roof floor"
_NONE: From = ("ice_v2", "nothing that grew", True)
INSULANTS: dict[str, Insulant] = {row.key: row for row in (
    _insulant("wood_fibre_flex", Words("Wood fibre batts", "Laine de bois souple"), _FRAME, (0.038, 0.036, 0.040), (50, 45, 60), 2100,
              ("steico_epd", "page 3", True), (0.50, 0.30, 0.98), ("steico_epd", "scaled from the board; high: ICE 0.98", False),
              1.47, ("bbims", "0.40 kgC/kg", True), (1.2, 0.9, 1.6)),
    _insulant("wood_fibre_board", Words("Wood fibre board", "Panneau de fibres de bois"), "wall_outside wall_inside roof",
              (0.042, 0.038, 0.048), (160, 110, 230), 2100, ("steico_epd", "157.4 kg/m³; range construction21", True), (0.43, 0.20, 0.98),
              ("steico_epd", "A1 to C3: 67 kg/m³ fossil; high: ICE 0.98", True), 1.52, ("steico_epd", "C3 +240 kg/m³", True),
              (2.2, 1.5, 3.0)),
    _insulant("cellulose", Words("Blown cellulose", "Ouate de cellulose"), _FRAME, (0.040, 0.038, 0.042), (35, 28, 60), 1800, _SHEETS,
              (0.25, 0.10, 0.63), ("twin", "estimate; high: ICE paper wool 0.63", False), 1.48, ("bbims", "0.404 kgC/kg", True),
              (0.7, 0.5, 1.2)),
    _insulant("hemp_wool", Words("Hemp wool", "Laine de chanvre"), _FRAME, (0.041, 0.038, 0.045), (36, 30, 45), 1700,
              ("bbims", "0.041, 36 kg/m³", True), (0.60, 0.30, 1.20), ("twin", "estimate", False), 1.38, ("bbims", "0.377 kgC/kg", True),
              (1.3, 0.9, 1.8)),
    _insulant("hemp_lime", Words("Hemp and lime", "Béton de chanvre"), "wall_outside wall_inside", (0.080, 0.065, 0.100),
              (330, 250, 400), 1500, ("cerema_hemp", "26 cm wall", True), (0.35, 0.20, 0.50),
              ("cerema_hemp", "split of the net storage of 35 kg/m² assumed", False), 0.45, ("cerema_hemp", "split assumed", False),
              (3.5, 2.0, 5.0), life=(100, 50, 120)),
    _insulant("straw", Words("Straw bales", "Bottes de paille"), "wall_outside", (0.052, 0.044, 0.080), (100, 80, 120), 1550, _SHEETS,
              (0.01, 0.005, 0.10), ("ice_v2", "straw 0.01; range assumed", True), 1.35, ("bbims", "0.368 kgC/kg", True), (0.5, 0.3, 1.0)),
    _insulant("glass_wool", Words("Glass wool", "Laine de verre"), _FRAME, (0.035, 0.032, 0.040), (20, 12, 30), 1030,
              ("tabula_fr", "Th32 to Th40; density bbims", True), (1.35, 0.80, 1.54), ("ice_v2", "glass wool 1.35, 1.54", True), 0, _NONE,
              (0.6, 0.4, 0.9)),
    _insulant("rock_wool", Words("Rock wool batts", "Laine de roche souple"), _FRAME, (0.037, 0.034, 0.040), (29, 25, 40), 1030,
              ("rockwool_epd", "37 mm at 29 kg/m³", True), (1.18, 1.05, 1.28), ("rockwool_epd", "1.27 kg/m² at R = 1", True), 0, _NONE,
              (0.8, 0.5, 1.2)),
    _insulant("rock_wool_board", Words("Rock wool board", "Panneau de laine de roche"), "wall_outside roof floor", (0.036, 0.034, 0.040),
              (110, 80, 150), 1030, ("rockwool_epd", "density of façade boards from memory", False), (1.18, 1.05, 1.28),
              ("rockwool_epd", "1.27 kg/m² at R = 1, per kg", True), 0, _NONE, (1.3, 0.9, 1.8)),
    _insulant("eps", Words("Polystyrene, white", "Polystyrène expansé blanc"), "wall_outside wall_inside floor", (0.038, 0.036, 0.040),
              (17, 15, 20), 1450, ("eumeps_epd", "15 to 20 kg/m³", True), (2.86, 2.60, 3.29),
              ("eumeps_epd", "57.2 kg/m³ at 20 kg/m³; high: ICE", True), 0, _NONE, (0.75, 0.5, 1.0),
              ("decrypterlenergie", "a further centimetre", True)),
    _insulant("eps_graphite", Words("Polystyrene, graphite", "Polystyrène expansé graphité"), "wall_outside wall_inside floor",
              (0.031, 0.030, 0.032), (17, 15, 20), 1450, ("tabula_fr", "Th30 to Th32", True), (2.90, 2.60, 3.40),
              ("eumeps_epd", "as white polystyrene, assumed", False), 0, _NONE, (0.9, 0.6, 1.3)),
    _insulant("xps", Words("Polystyrene, extruded", "Polystyrène extrudé"), "roof floor", (0.034, 0.029, 0.036), (33, 30, 40), 1450,
              ("bbims", "0.033, 30 kg/m³", True), (3.43, 2.80, 4.39), ("ice_v2", "proxy: general and thermoformed polystyrene", True), 0,
              _NONE, (1.7, 1.2, 2.4)),
    _insulant("polyurethane", Words("Polyurethane board", "Panneau de polyuréthane"), "wall_inside roof floor", (0.023, 0.022, 0.028),
              (32, 30, 35), 1400, ("tabula_fr", "Th23 to Th30", True), (4.26, 3.00, 4.84), ("ice_v2", "rigid polyurethane 4.26", True), 0,
              _NONE, (2.2, 1.6, 3.0)),
    _insulant("cork", Words("Cork board", "Liège expansé"), _ANYWHERE, (0.040, 0.036, 0.045), (110, 100, 120), 1600, _SHEETS,
              (0.19, 0.10, 0.60), ("ice_v2", "cork 0.19; range assumed", True), 1.80, ("twin", "half of it carbon, from memory", False),
              (4.0, 3.0, 5.5)),
)}  # fmt: skip

_DOUBLE, _TRIPLE = "557 a m² of opening in 2017, × 1.28", "624 a m² of opening in 2017, × 1.28"
WINDOWS: dict[str, Window] = {row.key: row for row in (
    _window("timber_double", Words("Timber window, double", "Fenêtre bois, double vitrage"), (1.4, 1.2, 1.6), (0.63, 0.55, 0.65),
            "FR.Window 08.01 to 10.01", (12.8, 8.3, 62), ("ice_v2", "18.5 kg for 1.44 m²; high: SIA", True), (713, 450, 1000), _DOUBLE),
    _window("alu_timber_double", Words("Timber-aluminium window, double", "Fenêtre bois-aluminium, double vitrage"), (1.4, 1.2, 1.6),
            (0.63, 0.55, 0.65), "FR.Window 08.01 to 10.01", (42.7, 33, 52), ("ice_v2", "61.5 kg for 1.44 m²", True), (850, 600, 1150),
            "dearer than timber, from memory"),
    _window("pvc_double", Words("PVC window, double", "Fenêtre PVC, double vitrage"), (1.4, 1.2, 1.6), (0.63, 0.55, 0.65),
            "FR.Window 08.01 to 10.01", (82, 71, 88), ("ice_v2", "118 kg for 1.44 m²", True), (692, 430, 950), "541 in 2017, × 1.28"),
    _window("aluminium_double", Words("Aluminium window, double", "Fenêtre aluminium, double vitrage"), (1.7, 1.4, 2.1),
            (0.63, 0.55, 0.65), "FR.Window 07.02", (194, 100, 220), ("ice_v2", "279 kg for 1.44 m²; high assumed", True),
            (760, 500, 1050), "dearer than PVC, from memory"),
    _window("timber_triple", Words("Timber window, triple", "Fenêtre bois, triple vitrage"), (0.9, 0.8, 1.0), (0.58, 0.50, 0.62),
            "FR.Window 09.02, 10.02", (123, 62, 150), ("sia_2032", "triple glazing; range assumed", True), (800, 550, 1100), _TRIPLE),
)}  # fmt: skip


@cache
def coefficients(of: str, name: str) -> Coefficients:
    """One coefficient of every row of a table, to stand in a signature: `coefficients("carrier", "carbon")["gas"]`.

    of    a table: "carrier" or "system"
    name  one of its coefficients; the public names are `carrier_carbon.gas`, `system_efficiency.heat_pump`
    """
    tables: dict[str, Mapping[str, Any]] = {"carrier": CARRIERS, "system": SYSTEMS}
    return Coefficients(f"{of}_{name}", {key: row.coefficients[name] for key, row in tables[of].items()})
