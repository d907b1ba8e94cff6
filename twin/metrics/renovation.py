"""Renovation: what the works on buildings emit before they save anything, when that is paid back, and what they cost."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.burning import burn
from twin.city import City
from twin.covers import table
from twin.materials import coefficients
from twin.metrics.base import Measure, metric
from twin.models.carbon import payback
from twin.overlay import polygonal
from twin.parameter import Coefficients
from twin.stock.coefficients import STOCK
from twin.stock.energy import Energy, energy
from twin.stock.years import untouched
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working
from twin.works import Cost, Work

Array = NDArray[np.float64]
NEVER = 999.0  # years: shown where the carbon is never paid back
TELLING = 0.01  # share of its heating carbon that a building must save for its sum to be written out
Piece = tuple[Work, Cost]


def _pieces(city: City, of: str) -> list[Piece]:
    """Every line of what works on buildings cost, emit or store; those are the works whose making is counted."""
    return [(work, line) for work in city.works if work.carbon for line in getattr(work, of) if line.quantity > 0]


def _summed(pieces: Sequence[Piece], symbol: str, unit: str, total: Words, scale: float = 1.0) -> tuple[list[Line], dict[str, float]]:
    """Quantity × factor for every line, the sums with all factors low and all high, and the total as the last step."""
    lines: list[Line] = [] if pieces else [Heading(Words("No works on buildings", "Pas de travaux sur les bâtiments"))]
    last = None
    for i, (work, line) in enumerate(pieces, start=1):
        if work is not last:
            lines.append(Heading(work.title))
            last = work
        factor = line.price
        badge = Words("", "") if factor.verified else Words(" [unverified]", " [non vérifié]")
        lines += [
            Given(f"q_{i}", line.quantity, factor.unit.partition("/")[2].strip("()") or "1", line.what),
            Given(f"f_{i}", float(factor), factor.unit, Words(f"{factor.about}{badge}", f"facteur : {line.what.fr}{badge.fr}")),
            Given(f"low_{i}", factor.low, factor.unit, Words("lowest", "au plus bas")),
            Given(f"high_{i}", factor.high, factor.unit, Words("highest", "au plus haut")),
        ]
    count = range(1, len(pieces) + 1)
    share = "" if scale == 1 else f" * {scale:g}"
    ends = (
        ("low", Words("if every factor were low", "si tous étaient bas")),
        ("high", Words("if every factor were high", "si tous étaient hauts")),
    )
    lines.append(Heading(Words("All works on buildings", "Tous les travaux sur les bâtiments")))
    checks = {}
    for side, meaning in ends:
        lines.append(Step(f"{symbol}_{side}", _added(f"q_{{0}} * {side}_{{0}}", count, share), unit, meaning))
        checks[f"{symbol}_{side}"] = float(sum(getattr(line, side) for _, line in pieces)) * scale
    lines.append(Step(symbol, _added("q_{0} * f_{0}", count, share), unit, total))
    return lines, checks | {symbol: float(sum(line.value for _, line in pieces)) * scale}


def _added(term: str, count: Sequence[int], share: str) -> str:
    return f"({' + '.join(term.format(i) for i in count)}){share}" if count else "0"


@metric(
    "embodied_carbon",
    theme="buildings",
    noun=Words("the carbon of making the works", "le carbone de fabrication des travaux"),
    unit="t",
    better="less",
    label=Words("Carbon of making the renovation (CO2e)", "Carbone de fabrication de la rénovation (CO2e)"),
    caveat=Words(
        "Making insulants, windows and heating systems (A1-A3), fossil; many factors are generic or unverified, see the working. CO2 kept "
        "in what grew is given apart and not taken off. Leaves out transport, building site, later replacements, the end, and streets.",
        "Fabrication des isolants, fenêtres et chauffages (A1-A3), fossile ; beaucoup de facteurs sont génériques ou non vérifiés, voir "
        "le calcul. Le CO2 gardé dans ce qui a poussé est donné à part, non déduit. Ne compte ni transport, ni chantier, ni "
        "remplacements, ni fin de vie, ni travaux de voirie.",
    ),
    sources=("ice_v2", "steico_epd", "twin"),
    digits=1,
    priced=True,
)  # fmt: skip
def embodied_carbon(city: City) -> Measure:
    """Σ quantity × carbon of making it over all works on buildings [t CO2e]; 0 when nothing was done. Map: by m² of ground [kg/m²].

    Volume × density × carbon of each insulant, area × carbon of windows and of what goes with an insulant, dwellings × carbon of systems.
    """
    made, kept = _pieces(city, "carbon"), _pieces(city, "stored")
    value = float(sum(line.value for _, line in made)) / 1000

    def working() -> Working:
        lines, checks = _summed(made, "embodied_carbon", "t", Words("carbon of making the works", "carbone de fabrication"), 1e-3)
        stored = float(sum(line.value for _, line in kept)) / 1000
        apart = Words("CO2 kept in what grew: apart, not taken off", "CO2 gardé dans ce qui a poussé : à part, non déduit")
        return Working((*lines[:-1], Given("stored", stored, "t", apart), lines[-1]), checks | {"embodied_carbon": value})

    where = Words("Carbon of making the works, by ground area", "Carbone de fabrication, par surface de sol")
    return Measure(value, working, lambda: _spread(city), "kg/m²", where)


def _spread(city: City) -> Array:
    """(rows, cols) carbon of making the works, over the footprints they are about [kg/m²]."""
    found = np.zeros(city.grid.shape)
    for work in city.works:
        footprints = polygonal(work.where)
        if work.carbon and len(footprints):
            area = float(shapely.area(footprints).sum())
            found += burn(footprints, city.grid) * sum(line.value for line in work.carbon) / area
    return found


@metric(
    "renovation_cost",
    theme="buildings",
    unit="€",
    better="less",
    label=Words("Cost of the renovation", "Coût de la rénovation"),
    caveat=Words(
        "Insulation, windows and heating, without tax (5.5 to 20 %) and without grants; most prices are unverified, the working gives "
        "their range. Leaves out studies, scaffolds on narrow streets, asbestos, and what is saved later. Part of the cost of the works.",
        "Isolation, fenêtres et chauffage, hors taxes (5,5 à 20 %) et hors aides ; la plupart des prix sont non vérifiés, le calcul en "
        "donne la fourchette. Ne compte ni études, ni échafaudages difficiles, ni amiante, ni ce qui est économisé. Compris dans le coût "
        "des travaux.",
    ),
    sources=("batiactu_2018", "twin"),
    digits=0,
    priced=True,
)
def renovation_cost(city: City) -> Measure:
    """Σ quantity × unit price over all works on buildings whose making is counted [€]; 0 when nothing was done."""
    paid = _pieces(city, "costs")
    value = float(sum(line.value for _, line in paid))

    def working() -> Working:
        lines, checks = _summed(paid, "renovation_cost", "€", Words("cost of the renovation", "coût de la rénovation"))
        return Working(tuple(lines), checks | {"renovation_cost": value})

    return Measure(value, working)


@metric(
    "carbon_payback",
    theme="buildings",
    unit="years",
    better="less",
    label=Words("Years until the renovation has saved its carbon", "Années pour économiser le carbone de la rénovation"),
    caveat=Words(
        "Carbon of making the works over the heating carbon they save in a year, with today's grid and weather; 0 when no such work was "
        "done, 999 when nothing is saved. CO2 kept in what grew is not taken off. Leaves out grids that get cleaner, which lengthen it, "
        "cooling, and people who then heat more.",
        "Carbone de fabrication des travaux sur le carbone de chauffage évité par an, avec le réseau et le climat d'aujourd'hui ; 0 sans "
        "travaux, 999 si rien n'est évité. Le CO2 gardé dans ce qui a poussé n'est pas déduit. Ne compte ni les réseaux qui se "
        "décarbonent, ce qui l'allonge, ni le froid, ni ceux qui chauffent alors davantage.",
    ),
    sources=("iso13790", "dpe_2021", "ice_v2"),
    digits=1,
    priced=True,
)
def carbon_payback(
    city: City,
    *,
    stock: Coefficients = STOCK,
    albedo: Coefficients = table("albedo"),
    efficiency: Coefficients = coefficients("system", "efficiency"),
    carbon: Coefficients = coefficients("carrier", "carbon"),
) -> Measure:
    """Carbon of making the works / heating carbon saved a year, against the same buildings untouched [years].

    0 when no work on buildings was done; 999 when nothing is saved or it takes longer. Map: carbon saved a year by building [kg].
    """
    settings = (stock, (0.0,), albedo, efficiency, carbon)
    after, before = energy(city, *settings), energy(replace(city, fabric=untouched(len(city.buildings))), *settings)
    made = float(sum(line.value for _, line in _pieces(city, "carbon")))
    each = before.carbon - after.carbon
    saved = float(each.sum())
    value = min(float(payback(made, saved)), NEVER)

    def working() -> Working:
        lines, checks, here = _telling(city, before, after)
        rest = saved - checks.get("here", 0.0)
        lines += [
            Heading(Words("All buildings", "Tous les bâtiments")),
            Given("made", made, "kg", Words("carbon of making the works, as in embodied_carbon", "carbone de fabrication")),
            Given("rest", rest, "kg/year", Words("carbon saved by the other buildings", "carbone évité par les autres bâtiments")),
            Step("saved", f"{here}rest", "kg/year", Words("heating carbon saved a year", "carbone de chauffage évité par an")),
            Step("carbon_payback", f"0 if made <= 0 else min(made / saved, {NEVER:g}) if saved > 0 else {NEVER:g}", "years",
                 Words("years to pay it back; 999: never", "années pour le rembourser ; 999 : jamais")),
        ]  # fmt: skip
        return Working(tuple(lines), checks | {"saved": saved, "carbon_payback": value})

    return Measure(
        value,
        working,
        lambda: _at_buildings(city, each, before),
        "kg",
        Words("Heating carbon saved a year", "Carbone de chauffage évité par an"),
    )


def _telling(city: City, before: Energy, after: Energy) -> tuple[list[Line], dict[str, float], str]:
    """The building that saves most, worked out from its need and what a kWh of it emits; nothing when none saves much."""
    each = before.carbon - after.carbon
    if not len(each) or each.max() <= TELLING * before.carbon[int(each.argmax())]:
        return [], {}, ""
    row = int(each.argmax())
    name = str(city.buildings.names[row]) or str(city.buildings.ids[row])
    emitted = [float(e.carbon[row] / e.need[row]) if e.need[row] > 0 else 0.0 for e in (before, after)]
    lines: list[Line] = [
        Heading(Words(f"One building: {name}", f"Un bâtiment : {name}")),
        Given("need_0", float(before.need[row]), "kWh/year", Words("heat needed before", "besoin de chaleur avant")),
        Given("need_1", float(after.need[row]), "kWh/year", Words("heat needed after", "besoin de chaleur après")),
        Given("emits_0", emitted[0], "kg/kWh", Words("a kWh of heat emits, before", "un kWh de chaleur émet, avant")),
        Given("emits_1", emitted[1], "kg/kWh", Words("a kWh of heat emits, after", "un kWh de chaleur émet, après")),
        Step("here", "need_0 * emits_0 - need_1 * emits_1", "kg/year", Words("saved here", "évité ici")),
    ]
    return lines, {"here": float(each[row])}, "here + "


def _at_buildings(city: City, values: Array, known: Energy) -> Array:
    """(rows, cols) values of heated buildings at the cell of their middle, summed; 0 elsewhere."""
    found = np.zeros(city.grid.shape)
    at = np.flatnonzero(known.inside)
    row, col = city.grid.cell_of(city.buildings.points[at, 0], city.buildings.points[at, 1])
    np.add.at(found, (row, col), values[at])
    return found
