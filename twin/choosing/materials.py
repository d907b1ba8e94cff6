"""compare_materials: one element of one building with every material that fits, re-simulated, with ranges from worst to best case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from twin.choosing.heats import heat_carbon
from twin.choosing.options import WHO, Option, Span, options
from twin.city import City
from twin.errors import TwinError
from twin.interventions.chosen_buildings import named_rows
from twin.materials import SYSTEMS
from twin.models.carbon import conserved_energy_cost, net_over, payback
from twin.stock.answers import habits_of, run, skies_of
from twin.stock.coefficients import STOCK
from twin.stock.shells import shells_of
from twin.stock.years import weather_of
from twin.stock.zones_of import Envelopes, envelopes_of, zones_from
from twin.words import checked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = NDArray[np.float64]
KWH = 1000.0  # Wh


@dataclass(frozen=True, eq=False)
class Choice:
    """One material on this building; each `Span` from the best to the worst case of the material's own figures.

    option     what it is, by the square metre
    saved      heat that the rooms need less [kWh/year]
    hot        hours × degrees above the comfort limit, after [°C·h]
    cost       [€]
    per_kwh    what a saved kWh of heat costs [€/kWh]
    payback    heating system -> years until its making is paid back by carbon saved
    net        heating system -> carbon after the years asked for, made less saved [kgCO2e]; below 0 it saved
    """

    option: Option
    saved: Span
    hot: Span
    cost: Span
    per_kwh: Span
    payback: Mapping[str, Span]
    net: Mapping[str, Span]


@dataclass(frozen=True, eq=False)
class MaterialChoice:
    """An element of a building with every material that fits.

    city, row  the building
    element, side, target_r, years, rate   as asked for
    area       of the element [m²]
    need, hot  before: heat needed [kWh/year], hours × degrees above the comfort limit [°C·h]
    choices    the quickest to pay its carbon back first; the order is the same for every heating system
    """

    city: City
    row: int
    element: str
    side: str
    target_r: float
    years: float
    rate: float
    area: float
    need: float
    hot: float
    choices: tuple[Choice, ...]

    @property
    def name(self) -> str:
        """Of the building, or its id."""
        return str(self.city.buildings.names[self.row]) or str(self.city.buildings.ids[self.row])

    def __getitem__(self, key: str) -> Choice:
        """The choice of one material, by its key; of two sides the outside."""
        for choice in self.choices:
            if choice.option.key == key:
                return choice
        raise TwinError(f'there is no "{key}" among these materials: {", ".join(c.option.key for c in self.choices)}')

    def text(self, lang: str = "en") -> str:
        """The finding, the table with its ranges, payback by heating system, and what is left out."""
        from twin.choosing.text import told

        return told(self, checked(lang))

    def __str__(self) -> str:
        return self.text()

    def figure(self, lang: str = "en") -> "Figure":
        """Payback by heating system and cost of a saved kWh, one line for each material."""
        from twin.plots.materials_chart import draw_materials

        return draw_materials(self, checked(lang))


def compare_materials(
    city: City,
    building: str,
    element: str = "wall",
    side: str = "outside",
    target_r: float = 4.0,
    materials: Sequence[str] | None = None,
    years: float = 50.0,
    rate: float = 0.03,
) -> MaterialChoice:
    """What an element of a building could be renovated with.

    building   name or id
    element    wall, roof, floor or windows
    side       of a wall: outside, inside or both
    target_r   resistance that every insulant adds [m²·K/W], its thickness with it; windows have none
    materials  keys or names; all that fit when not given
    years      over which cost is spread and carbon added up; rate  of interest

    Saved heat is simulated hour by hour with and without. Ranges are the material's own: worst with its conductivity, density, carbon and
    price high, best with all low; what the building, its people, the weather and the heating do is the same for all and not in them.
    Raises TwinError for an unknown building or material, one that does not fit, and numbers out of range.
    """
    if not isinstance(city, City):
        raise TwinError(f"{WHO} takes a city, such as twin.saint_jumeau(), not {city!r:.60}")
    for name, value, low, high in (("target_r", target_r, 0.1, 15.0), ("years", years, 1.0, 200.0), ("rate", rate, 0.0, 1.0)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or not low <= value <= high:
            raise TwinError(f"{WHO}: {name} must be a number between {low:g} and {high:g}, not {value!r}")
    row = _row(city, building)
    chosen = options(element, side, float(target_r), materials)
    before, after = _envelopes(city, row, chosen)
    area = float({"wall": before.walls, "roof": before.roof, "floor": before.roof, "windows": before.windows}[element][0])
    if area < 0.01:
        raise TwinError(f'{WHO}: "{building}" has no free {element}: it stands between neighbours')
    need, hot = _simulated(city, [before, *after])
    saved = need[0] - need[1:].reshape(-1, 3)
    choices = [_choice(o, area, saved[i], hot[1:].reshape(-1, 3)[i], years, rate) for i, o in enumerate(chosen)]
    ordered = sorted(choices, key=lambda c: (c.payback["gas_boiler"].value, c.option.key))
    return MaterialChoice(
        city, row, element, side if element == "wall" else "", float(target_r), float(years), float(rate), area, float(need[0]),
        float(hot[0]), tuple(ordered),
    )  # fmt: skip


def _row(city: City, building: str) -> int:
    """Row of the one heated building called so."""
    if not isinstance(building, str) or not building.strip():
        raise TwinError(f"{WHO} needs the name or id of a building, not {building!r:.60}")
    rows = named_rows(city, (building,), WHO)
    if len(rows) > 1:
        ids = ", ".join(str(i) for i in city.buildings.ids[rows][:6])
        raise TwinError(f'{WHO}: {len(rows)} buildings are called "{building}": give the id of one: {ids}')
    if not shells_of(city.buildings).heated[rows[0]]:
        raise TwinError(f'{WHO}: "{building}" is not heated ({city.buildings.use[rows[0]]}): choose a home, school, shop or office')
    return int(rows[0])


def _envelopes(city: City, row: int, chosen: Sequence[Option]) -> tuple[Envelopes, list[Envelopes]]:
    """The building before, and with each option at its best guess, worst and best."""
    fabric, found = city.fabric, []
    for option in chosen:
        for change in option.changes:
            columns: dict[str, Any] = {k: getattr(fabric, k)[row] + v if k in ("wall", "roof", "floor") else v for k, v in change.items()}
            found.append(envelopes_of(city.buildings, fabric.changed([row], columns), [row]))
    return envelopes_of(city.buildings, fabric, [row]), found


def _simulated(city: City, variants: Sequence[Envelopes]) -> tuple[Array, Array]:
    """Heat needed [kWh/year] and overheating [°C·h] of each variant, all side by side in one year."""
    together = Envelopes(*(np.concatenate([getattr(v, f.name) for v in variants], axis=-1) for f in fields(Envelopes)))
    year = run(zones_from(together, STOCK), skies_of(weather_of(city), (0.0,)), np.zeros(len(variants), dtype=np.intp), habits_of(STOCK))
    return year.heating.sum(axis=0) / KWH, year.overheating


def _choice(option: Option, area: float, saved: Array, hot: Array, years: float, rate: float) -> Choice:
    """Triples are best guess, worst, best."""
    guess, worst, best = (float(s) for s in saved)
    made, cost, life = option.made * area, option.cost * area, option.life
    per_kwh = [
        float(conserved_energy_cost(c, max(1.0, min(lasts, years)), rate, s))
        for c, lasts, s in ((cost.value, life.value, guess), (cost.low, life.high, best), (cost.high, life.low, worst))
    ]
    paid, net = {}, {}
    for system in SYSTEMS:
        each = heat_carbon(system)
        cases = ((made.value, guess, life.value), (made.low, best, life.high), (made.high, worst, life.low))
        paid[system] = Span(*(float(payback(m, s * each)) for m, s, _ in cases))
        net[system] = Span(*(float(net_over(years, m, s * each, lasts)) for m, s, lasts in cases))
    return Choice(
        option, Span(guess, worst, best), Span(float(hot[0]), float(hot.min()), float(hot.max())), cost, Span(*per_kwh), paid, net
    )
