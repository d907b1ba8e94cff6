"""One building worked out for a receipt: its envelope, its heat from October to May, and what that costs in energy, carbon and money."""

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.buildings import Buildings
from twin.burning import burn
from twin.city import City
from twin.grid import Grid
from twin.materials import CARRIERS, SYSTEMS
from twin.models.envelope import AIR_HEAT
from twin.parameter import Coefficients
from twin.stock.balance import H_MS, HOURS, Balance, balance_of
from twin.stock.coefficients import ERAS, KINDS, mix_name, period_in
from twin.stock.energy import Energy
from twin.stock.shells import shells_of
from twin.stock.years import untouched, weather_of
from twin.stock.zones_of import FLAT_ROOFS_FROM, MOST_GLASS, envelopes_of, zones_from
from twin.words import Words
from twin.working import Given, Heading, Line, Step

Array = NDArray[np.float64]
Ints = NDArray[np.intp]
Lines = tuple[list[Line], dict[str, float]]
LEAST_SHARE = 0.05  # of the losses: a building that needs less heat than this is no example, its sum would hang on the last figures


def telling_building(city: City, now: Energy) -> int | None:
    """The building to work out: one that works changed if there is one, whose need of heat is nearest the mean."""
    usable = now.inside & (now.need > 0)
    worked = usable & city.fabric.differs(untouched(len(now.floor)))
    rows = np.flatnonzero(worked if worked.any() else usable)
    if not len(rows):
        return None
    return int(rows[np.argmin(np.abs(now.need[rows] / now.floor[rows] - now.mean_need()))])


def balance_at(city: City, row: int, stock: Coefficients, albedo: Coefficients, warmer: float) -> Balance:
    """The balance of one building."""
    zones = zones_from(envelopes_of(city.buildings, city.fabric, [row], stock, albedo), stock)
    return balance_of(zones, weather_of(city), stock, warmer)


def heading(city: City, row: int) -> Heading:
    buildings = city.buildings
    name, year = str(buildings.names[row]) or str(buildings.ids[row]), int(buildings.year[row])
    return Heading(Words(f"One building: {name}, built {year}", f"Un bâtiment : {name}, construit en {year}"))


def heat_lines(city: City, row: int, stock: Coefficients, albedo: Coefficients, warmer: float) -> Lines:
    """Envelope, losses and gains of one building up to its `need` [kWh/year]; nothing where it needs next to none."""
    e = envelopes_of(city.buildings, city.fabric, [row], stock, albedo)
    zone = zones_from(e, stock)
    b = balance_of(zone, weather_of(city), stock, warmer)
    lost = float(zone.opaque[0] * b.opaque + zone.windows[0] * b.windows + zone.ventilation[0] * b.air) / 1000 + b.aired
    if b.need < LEAST_SHARE * lost:
        return [], {}
    lines = [heading(city, row), *_envelope_lines(city, row, stock), *_loss_lines(stock, city, row, b)]
    lines += [
        _param("q", stock, "gains", Words("heat of people and appliances", "chaleur des personnes et appareils")),
        Step("Q_in", f"q * A * {HOURS} / 1000", "kWh", Words("from inside, October to May", "apports internes, d'octobre à mai")),
        Given(
            "Q_sun",
            b.sun,
            "kWh",
            Words("sun taken in less heat to the cold sky (from the hours)", "soleil, moins le ciel froid (des heures)"),
        ),
        Given("A_t", float(zone.surface_area[0]), "m²", Words("inner surfaces", "surfaces intérieures")),
        Step(
            "p",
            f"H_w / ({H_MS:g} * A_t)",
            "1",
            Words("share of gains that leaves by the panes at once", "part des apports perdue par les vitres"),
        ),
        Step("Q_gain", "Q_in + Q_sun - p * (Q_in / 2 + Q_sun)", "kWh", Words("gains used", "apports utiles")),
        Given(
            "Q_mass", b.stored, "kWh", Words("taken up by the walls over the season (from the hours)", "stocké par les murs sur la saison")
        ),
        Step("need", "Q_out - Q_gain + Q_mass", "kWh/year", Words("heat the rooms need", "besoin de chaleur")),
    ]
    checks = {"H_w": zone.windows[0], "H_op": zone.opaque[0], "H_ve": zone.ventilation[0], "A": e.floor[0], "need": b.need}
    return lines, {symbol: float(value) for symbol, value in checks.items()}


def _param(symbol: str, stock: Coefficients, name: str, meaning: Words) -> Given:
    p = stock[name]
    return Given(symbol, float(p), p.unit, meaning, f"{stock.name}.{name}")


def _envelope_lines(city: City, row: int, stock: Coefficients) -> list[Line]:
    """Areas and U values, as built and after works."""
    shells, fabric, period = shells_of(city.buildings), city.fabric, period_in(int(city.buildings.year[row])).key
    e = envelopes_of(city.buildings, fabric, [row], stock)
    flat = "terrace" if _is_flat(city, row) else "attic"
    lines: list[Line] = [
        Given("S", float(shells.footprint[row]), "m²", Words("footprint: roof, and ground floor", "emprise : toit et plancher bas")),
        Given("n", float(shells.floors[row]), "1", Words("storeys", "niveaux")),
        _param("f", stock, "living", Words("heated / gross floor", "surface chauffée / plancher")),
        Step("A", "S * n * f", "m²", Words("heated floor", "surface chauffée")),
        Given(
            "F",
            float(shells.exposed[row]),
            "m²",
            Words("walls that face the open; shared ones lose nothing", "murs à l'air libre ; les mitoyens ne perdent rien"),
        ),
        _param("w", stock, "window_share", Words("windows / heated floor", "fenêtres / surface chauffée")),
        Step("A_w", f"min(w * A, {MOST_GLASS:g} * F)", "m²", Words("windows", "fenêtres")),
        *_u_lines("wall", stock, f"wall_{period}", float(fabric.wall[row]), Words("walls", "murs")),
        *_u_lines("roof", stock, f"{flat}_{period}", float(fabric.roof[row]), Words("roof", "toit")),
        *_u_lines("floor", stock, f"floor_{period}", float(fabric.floor[row]), Words("ground floor", "plancher bas")),
    ]
    roof = "U_roof"
    if e.covered[0] > 0 and fabric.roof_cover[row] == "green_roof":
        lines += [
            Given("c", float(e.covered[0]), "1", Words("share of the roof that is green", "part du toit végétalisée")),
            _param("R_green", stock, "green_roof_resistance", Words("what its soil insulates", "isolation par le substrat")),
        ]
        roof = "(U_roof * (1 - c) + c / (1 / U_roof + R_green))"
    built = bool(np.isnan(fabric.window_u[row]))
    panes = Words("U of windows", "U des fenêtres")
    bridges = "bridges_outside" if e.bridges[0] != float(stock[f"bridges_{period}"]) else f"bridges_{period}"
    return [
        *lines,
        _param("U_w", stock, f"window_{period}", panes) if built else Given("U_w", float(e.window_u[0]), "W/(m²·K)", panes),
        _param("dU", stock, bridges, Words("thermal bridges", "ponts thermiques")),
        _param("b", stock, "ground", Words("loss to the ground / to the air", "perte vers le sol / vers l'air")),
        Step("H_w", "U_w * A_w", "W/K", Words("loss of the windows", "perte des fenêtres")),
        Step(
            "H_op",
            f"U_wall * (F - A_w) + {roof} * S + b * U_floor * S + dU * (F + 2 * S)",
            "W/K",
            Words("loss of walls, roof and floor", "perte des murs, toit, plancher"),
        ),
    ]


def _is_flat(city: City, row: int) -> bool:
    return not bool(city.buildings.house[row]) and int(city.buildings.year[row]) >= FLAT_ROOFS_FROM


def _u_lines(part: str, stock: Coefficients, name: str, added: float, what: Words) -> list[Line]:
    """U of a part, as built or after insulation."""
    if added <= 0:
        return [_param(f"U_{part}", stock, name, Words(f"U of {what}, as built", f"U d'origine : {what.fr}"))]
    return [
        _param(f"U0_{part}", stock, name, Words(f"U of {what}, as built", f"U d'origine : {what.fr}")),
        Given(f"R_{part}", added, "m²·K/W", Words("insulation added", "isolation ajoutée")),
        Step(f"U_{part}", f"1 / (1 / U0_{part} + R_{part})", "W/(m²·K)", Words(f"U of {what} now", f"U actuel : {what.fr}")),
    ]


def _loss_lines(stock: Coefficients, city: City, row: int, b: Balance) -> list[Line]:
    period = period_in(int(city.buildings.year[row])).key
    hours = Words("(from the hours)", "(des heures)")
    lines: list[Line] = [
        _param("n_v", stock, "ventilation", Words("air changes wanted", "renouvellement d'air voulu")),
        _param("n_l", stock, f"leaks_{period}", Words("air changes by leaks", "renouvellement par les fuites")),
        _param("h", stock, "room_height", Words("height of rooms", "hauteur des pièces")),
        Step("H_ve", f"{AIR_HEAT} * (n_v + n_l) * A * h", "W/K", Words("loss with the air", "perte par l'air")),
        Given(
            "D_op",
            b.opaque,
            "K·h",
            Words(f"degree-hours behind the walls, October to May {hours}", f"degrés-heures derrière les murs, d'octobre à mai {hours.fr}"),
        ),
        Given("D_w", b.windows, "K·h", Words(f"degree-hours at the panes {hours}", f"degrés-heures aux vitres {hours.fr}")),
        Given("D_ve", b.air, "K·h", Words(f"degree-hours of the air {hours}", f"degrés-heures de l'air {hours.fr}")),
        Given(
            "Q_open",
            b.aired,
            "kWh",
            Words("let out by opened windows in April, May and October", "évacué par les fenêtres ouvertes (avril, mai, octobre)"),
        ),
        Step("Q_out", "(H_op * D_op + H_w * D_w + H_ve * D_ve) / 1000 + Q_open", "kWh", Words("losses", "pertes")),
    ]
    return lines


def system_lines(
    city: City, row: int, stock: Coefficients, efficiency: Coefficients, factor: Coefficients, unit: str, what: Words
) -> tuple[list[Line], str]:
    """Energy bought of each heating system of a building, and the formula of its sum × `factor` (carbon or price of a kWh)."""
    chosen = str(city.fabric.heating[row])
    kind, era = KINDS[0 if city.buildings.house[row] else 1], period_in(int(city.buildings.year[row]), ERAS).key
    names = {key: mix_name(kind, era, key) for key in SYSTEMS}
    keys = [chosen] if chosen else [key for key in SYSTEMS if names[key] in stock]
    lines: list[Line] = []
    if not chosen:
        lines = [
            _param(
                f"m_{key}", stock, names[key], Words(f"share of {SYSTEMS[key].labels.lower()}", f"part : {SYSTEMS[key].labels.fr.lower()}")
            )
            for key in keys
        ]
        lines.append(Step("M", " + ".join(f"m_{key}" for key in keys), "1", Words("all shares", "total des parts")))
    for key in keys:
        name, name_fr = SYSTEMS[key].labels.lower(), SYSTEMS[key].labels.fr.lower()
        share = "" if chosen else f" * m_{key} / M"
        lines += [
            Given(
                f"eta_{key}",
                float(efficiency[key]),
                "1",
                Words(f"heat from a kWh, {name}", f"chaleur par kWh, {name_fr}"),
                f"{efficiency.name}.{key}",
            ),
            Step(f"E_{key}", f"need{share} / eta_{key}", "kWh/year", Words(f"bought, {name}", f"acheté, {name_fr}")),
        ]
    carriers = {SYSTEMS[key].carrier for key in keys}
    lines += [
        Given(
            f"k_{c}",
            float(factor[c]),
            unit,
            Words(f"{what}, {CARRIERS[c].labels.lower()}", f"{what.fr}, {CARRIERS[c].labels.fr.lower()}"),
            f"{factor.name}.{c}",
        )
        for c in CARRIERS
        if c in carriers
    ]
    return lines, " + ".join(f"E_{key} * k_{SYSTEMS[key].carrier}" for key in keys)


def on_footprints(city: City, values: Array, chosen: NDArray[np.bool_]) -> Array:
    """(rows, cols) values of the chosen buildings on the cells they stand on, means where there are several; NaN elsewhere."""
    cell, building = _cells(city.buildings, city.grid)
    kept = chosen[building]
    cell, building = cell[kept], building[kept]
    size = city.grid.rows * city.grid.cols
    weight = np.maximum(city.buildings.footprint[building], 1e-9)
    total, sums = np.bincount(cell, weight, size), np.bincount(cell, weight * values[building], size)
    mean: Array = np.divide(sums, total, out=np.full(size, np.nan), where=total > 0)
    return mean.reshape(city.grid.shape)


@lru_cache(maxsize=4)
def _cells(buildings: Buildings, grid: Grid) -> tuple[Ints, Ints]:
    """Pairs of cell and building: cells whose middle a building covers, and the cell of each building's own point."""
    if not len(buildings):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    row, col = np.nonzero(burn(buildings.shapes, grid) > 0)
    middle = shapely.points(grid.minx + (col + 0.5) * grid.cell, grid.maxy - (row + 0.5) * grid.cell)
    point, building = shapely.STRtree(buildings.shapes).query(middle, predicate="intersects")
    own_row, own_col = grid.cell_of(buildings.points[:, 0], buildings.points[:, 1])
    inside = shapely.intersects_xy(grid.box, buildings.points[:, 0], buildings.points[:, 1])
    own = (own_row * grid.cols + own_col)[inside]
    pairs = np.unique(np.column_stack([np.r_[row[point] * grid.cols + col[point], own], np.r_[building, np.flatnonzero(inside)]]), axis=0)
    return pairs[:, 0].astype(np.intp), pairs[:, 1].astype(np.intp)
