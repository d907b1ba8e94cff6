"""The coefficients of the building stock: one table, `stock.…` in `assume=`, shared by everything that reads energy of buildings.

Those that belong to a model's formula are the model's own Parameters, passed on; those about buildings, their age and their people
stand here. Efficiency, carbon and price of heating stand in `twin.materials`.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twin.models.envelope import absorbing_aperture, glazed_aperture
from twin.models.thermal import set_points, simulate
from twin.parameter import Coefficients, Parameter, default
from twin.words import Words

Range = tuple[float, float, float]  # best guess, low, high


@dataclass(frozen=True)
class Period:
    """A period of construction: its key in names of coefficients, its name for people, its last year."""

    key: str
    labels: Words
    last: int


PERIODS: tuple[Period, ...] = (
    Period("to_1914", Words("before 1915", "avant 1915"), 1914),
    Period("to_1948", Words("1915–1948", "1915–1948"), 1948),
    Period("to_1974", Words("1949–1974", "1949–1974"), 1974),
    Period("to_1981", Words("1975–1981", "1975–1981"), 1981),
    Period("to_1989", Words("1982–1989", "1982–1989"), 1989),
    Period("to_2000", Words("1990–2000", "1990–2000"), 2000),
    Period("to_2005", Words("2001–2005", "2001–2005"), 2005),
    Period("to_2012", Words("2006–2012", "2006–2012"), 2012),
    Period("since_2013", Words("since 2013", "depuis 2013"), 9999),
)
ERAS: tuple[Period, ...] = (  # of what buildings are heated with
    Period("to_1948", Words("before 1949", "avant 1949"), 1948),
    Period("to_1974", Words("1949–1974", "1949–1974"), 1974),
    Period("to_2000", Words("1975–2000", "1975–2000"), 2000),
    Period("since_2001", Words("since 2001", "depuis 2001"), 9999),
)
KINDS = ("house", "flats")


def period_of(years: ArrayLike, periods: tuple[Period, ...] = PERIODS) -> NDArray[np.intp]:
    """Index of the period of each year of construction."""
    return np.searchsorted([p.last for p in periods], np.asarray(years)).astype(np.intp)


def period_in(year: int, periods: tuple[Period, ...] = PERIODS) -> Period:
    """The period of one year."""
    return periods[bisect_left([p.last for p in periods], year)]


def _assumed(value: float, low: float, high: float, unit: str, page: str, about: str, source: str = "twin") -> Parameter:
    return Parameter(value, low, high, unit, source, page, False, about)


def _by_period(name: str, unit: str, source: str, page: str, about: str, verified: bool, *values: Range) -> dict[str, Parameter]:
    """One row for each period; the values in their order."""
    return {
        f"{name}_{p.key}": Parameter(*of, unit, source, page, verified, f"{about}, {p.labels}")
        for p, of in zip(PERIODS, values, strict=True)
    }


_U, _3CL = "W/(m²·K)", "U by period, zone H1, not electric; range: TABULA FR and ±30 % before 1975, ±20 % after"
_OLD_ROOF, _OLD_GLASS = (2.5, 1.3, 3.0), (0.83, 0.75, 0.87)
ENVELOPES: dict[str, Parameter] = {
    **_by_period("wall", _U, "dpe_2021", _3CL, "U of walls as built", True, (2.5, 1.5, 3.0), (2.5, 1.8, 3.0), (2.5, 1.4, 3.0),
                 (1.0, 0.61, 1.2), (0.80, 0.42, 0.96), (0.50, 0.36, 0.60), (0.40, 0.30, 0.48), (0.36, 0.29, 0.43), (0.23, 0.11, 0.28)),
    **_by_period("attic", _U, "dpe_2021", _3CL, "U of roofs with an attic, as built", True, _OLD_ROOF, _OLD_ROOF, _OLD_ROOF,
                 (0.50, 0.40, 0.60), (0.30, 0.24, 0.36), (0.25, 0.20, 0.30), (0.23, 0.18, 0.28), (0.20, 0.16, 0.24), (0.14, 0.11, 0.17)),
    **_by_period("terrace", _U, "dpe_2021", _3CL, "U of flat roofs as built", True, (2.5, 1.75, 3.0), (2.5, 1.75, 3.0), (2.5, 1.75, 3.0),
                 (0.75, 0.60, 0.90), (0.55, 0.44, 0.66), (0.40, 0.32, 0.48), (0.30, 0.24, 0.36), (0.27, 0.22, 0.32), (0.14, 0.11, 0.17)),
    **_by_period("floor", _U, "dpe_2021", _3CL, "U of ground floors as built", True, (2.0, 1.2, 3.5), (2.0, 1.4, 2.6), (2.0, 1.4, 2.6),
                 (0.90, 0.72, 1.08), (0.80, 0.64, 0.96), (0.50, 0.40, 0.60), (0.30, 0.24, 0.36), (0.27, 0.22, 0.32), (0.23, 0.18, 0.28)),
    **_by_period("window", _U, "tabula_fr", "FR.Window.ReEx.01 to 10; metal to triple", "U of windows as built", True,
                 (4.8, 3.8, 5.8), (5.6, 4.8, 6.2), (4.9, 4.0, 5.8), (3.1, 2.8, 4.1), (2.6, 2.1, 3.3), (1.8, 1.5, 2.6), (1.6, 1.3, 2.0),
                 (1.4, 1.0, 1.7), (1.2, 0.8, 1.4)),
    **_by_period("glass", "1", "tabula_fr", "FR.Window.ReEx.01 to 10; range assumed", "g of windows as built", True,
                 _OLD_GLASS, _OLD_GLASS, _OLD_GLASS, (0.75, 0.68, 0.80), (0.76, 0.68, 0.80), *[(0.63, 0.55, 0.70)] * 4),
    **_by_period("leaks", "1/h", "tabula_fr", "levels 0.05, 0.1, 0.2, 0.4; which period has which is assumed", "air changes by leaks",
                 False, *[(0.4, 0.2, 0.6)] * 3, *[(0.2, 0.1, 0.4)] * 3, *[(0.1, 0.05, 0.2)] * 2, (0.05, 0.02, 0.1)),
    **_by_period("bridges", _U, "tabula_fr", "levels 0, 0.02, 0.05, 0.10, 0.15; which period has which is assumed", "thermal bridges",
                 False, *[(0.05, 0.02, 0.10)] * 2, *[(0.10, 0.05, 0.15)] * 6, (0.05, 0.02, 0.10)),
    **_by_period("mass", "kJ/(m²·K)", "iso13790", "table 12: very heavy 370, heavy 260, medium 165; which period has which is assumed",
                 "heat stored by m² of floor", False, (370, 260, 400), *[(260, 165, 370)] * 2, *[(165, 110, 260)] * 6),
}  # fmt: skip

BUILT: dict[str, Parameter] = {
    "living": _assumed(0.85, 0.80, 0.90, "1", "walls, stairs and cellars taken off", "heated floor / gross floor of all storeys"),
    "room_height": _assumed(2.5, 2.4, 2.9, "m", "usual", "height of heated rooms"),
    "window_share": _assumed(1 / 6, 0.12, 0.20, "1", "French rule of a sixth; from memory", "area of windows / heated floor"),
    "frame": default(glazed_aperture, "frame"),
    "slanting": default(glazed_aperture, "slanting"),
    "unshaded": default(glazed_aperture, "unshaded"),
    "absorptance": default(absorbing_aperture, "absorptance"),
    "ground": _assumed(0.6, 0.35, 0.9, "1", "one factor for cellar, crawl space and earth", "loss to the ground / loss to the air"),
    "bridges_outside": Parameter(
        0.05, 0.02, 0.10, "W/(m²·K)", "tabula_fr", "levels of thermal bridges; which is assumed", False, "bridges under outside insulation"
    ),
    "mass_inside": Parameter(
        110, 80, 164, "kJ/(m²·K)", "iso13790", "table 12: light; which is assumed", False, "heat stored behind inside insulation, at most"
    ),
    "green_roof_resistance": Parameter(
        0.20, 0.10, 0.30, "m²·K/W", "twin", "8 to 10 cm of soil at 0.3 to 0.8 W/(m·K)", False, "what the soil of a green roof insulates"
    ),
    "green_roof_latent": _assumed(
        0.45, 0.30, 0.60, "1", "assumed for the leaf season, taken for the whole year", "absorbed sun that a green roof evaporates"
    ),
}
PEOPLE: dict[str, Parameter] = {
    "day": default(simulate, "heating"),
    "night": default(set_points, "night"),
    "gains": Parameter(4.17, 3.0, 5.0, "W/m²", "tabula_fr", "France; low: common value; high: second French value", True, "internal gains"),
    "ventilation": Parameter(0.4, 0.3, 0.6, "1/h", "tabula_fr", "n_air,use; range assumed", True, "air changes wanted"),
    "airing": _assumed(3.0, 1.5, 5.0, "1/h", "1.5: one side, 5: two sides", "further air changes by open windows on warm nights"),
    "shutters": _assumed(0.3, 0.15, 0.5, "1", "closed in the summer sun", "share of the sun that passes closed shutters"),
    "open_above": default(simulate, "open_above"),
    "open_cooler": default(simulate, "open_cooler"),
    "shut_above": default(simulate, "shut_above"),
}

_MIXES: dict[tuple[str, str], dict[str, float]] = {  # share of dwellings by what heats them [%], from memory of French surveys
    ("house", "to_1948"): {"gas_boiler": 36, "oil_boiler": 20, "electric": 22, "heat_pump": 6, "wood_pellets": 16},
    ("house", "to_1974"): {"gas_boiler": 42, "oil_boiler": 20, "electric": 20, "heat_pump": 9, "wood_pellets": 9},
    ("house", "to_2000"): {"gas_boiler": 28, "oil_boiler": 11, "electric": 44, "heat_pump": 9, "wood_pellets": 8},
    ("house", "since_2001"): {"gas_boiler": 30, "oil_boiler": 1, "electric": 22, "heat_pump": 37, "wood_pellets": 10},
    ("flats", "to_1948"): {"gas_boiler": 58, "oil_boiler": 3, "electric": 32, "heat_pump": 1, "district": 6},
    ("flats", "to_1974"): {"gas_boiler": 54, "oil_boiler": 6, "electric": 15, "heat_pump": 1, "district": 24},
    ("flats", "to_2000"): {"gas_boiler": 42, "oil_boiler": 1, "electric": 44, "heat_pump": 1, "district": 12},
    ("flats", "since_2001"): {"gas_boiler": 58, "electric": 18, "heat_pump": 8, "district": 16},
}


def _share(percent: float, system: str, kind: str, era: str) -> Parameter:
    about = f"{'houses' if kind == 'house' else 'flats'} heated by {system.replace('_', ' ')}, {period_in_words(era)}"
    share = percent / 100
    return _assumed(share, share / 2, min(share * 1.5, 0.9), "1", "shares of French dwellings, from memory", about)


def period_in_words(era: str) -> str:
    return next(p.labels for p in ERAS if p.key == era)


def mix_name(kind: str, era: str, system: str) -> str:
    """Row of the share of `system` among buildings of a kind and era."""
    return f"mix_{kind}_{era}_{system}"


MIXES: dict[str, Parameter] = {
    mix_name(kind, era, system): _share(percent, system, kind, era)
    for (kind, era), mix in _MIXES.items()
    for system, percent in mix.items()
}

STOCK = Coefficients("stock", ENVELOPES | BUILT | PEOPLE | MIXES)


def by_period(stock: Coefficients, name: str, period: NDArray[np.intp]) -> NDArray[np.float64]:
    """The coefficient called `name` for buildings of each period (n,)."""
    return np.array([float(stock[f"{name}_{p.key}"]) for p in PERIODS])[period]
