"""What readings of traffic share: the working of one link and of one choice, times by zone, and maps at homes."""

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.metrics.along import called, telling_link
from twin.mobility.demand import Demand, base_shares
from twin.mobility.roads import general_kind
from twin.mobility.traffic import BIKE, CAR, Traffic
from twin.parameter import Coefficients
from twin.words import Words
from twin.working import Given, Heading, Line, Step

Array = NDArray[np.float64]
NO_WAY = 1e6  # min, written in a working where there is no way any more


def link_lines(city: City, now: Traffic, travel: Coefficients) -> tuple[list[Line], dict[str, float]]:
    """Free time and time under load of one link."""
    link = telling_link(city, now)
    if link < 0:
        return [], {}
    roads, row = now.roads, now.roads.row[link]
    delay = float(roads.free_time[link] - roads.length[link] / 1000 / city.streets.driven[row] * 60) * 60
    kind = general_kind(city.streets.kinds[row : row + 1])[0]
    per_lane = float(travel[f"capacity_{kind}"])
    lines: list[Line] = [
        Heading(one_link(city, now, link)),
        Given("L", float(roads.length[link]), "m", Words("length", "longueur")),
        Given("V", float(city.streets.driven[row]), "km/h", Words("speed on the empty street", "vitesse sur rue vide")),
        Given("d", round(delay, 9), "s", Words("delay at the junction at its end", "attente au carrefour au bout")),
        Given("lanes", float(roads.capacity[link] / per_lane), "1", Words("lanes each way, less what works took", "voies du sens")),
        Given("c1", per_lane, "veh/h", Words("capacity of a lane", "capacité d'une voie"), f"travel.capacity_{kind}"),
        Given("v", float(now.cars.flow[link]), "veh/h", Words("flow in equilibrium", "débit à l'équilibre")),
        Given("alpha", float(travel["alpha"]), "1", Words("delay at capacity", "retard à capacité"), "travel.alpha"),
        Given("beta", float(travel["beta"]), "1", Words("steepness", "raideur"), "travel.beta"),
        Step("t0", "60 * L / 1000 / V + d / 60", "min", Words("time on the empty street", "durée sur rue vide")),
        Step("t", "t0 * (1 + alpha * (v / (lanes * c1)) ** beta)", "min", Words("time under this flow", "durée sous ce débit")),
    ]
    return lines, {"t0": float(roads.free_time[link]), "t": float(now.cars.time[link])}


def stranded_line(now: Traffic) -> list[Line]:
    """Trips that used to go by car and that no open street joins any more."""
    lost = stranded(now)
    if lost < 0.5:
        return []
    meaning = Words("car trips that no open street joins any more", "trajets en voiture sans rue ouverte désormais")
    return [Given("cut_off", lost, "1", meaning)]


def stranded(now: Traffic) -> float:
    """Trips [persons/h] that went by car before and for which no street is open now."""
    cut = ~np.isfinite(now.cars.skim) & (now.demand.trips > 0)
    return float((now.demand.trips[cut]).sum() * base_shares(now.travel)[CAR])


def alert(now: Traffic) -> Words | None:
    """What to say before any number of traffic where car trips lost their way: without them streets look better than they are."""
    lost, base = stranded(now), float((now.demand.trips * base_shares(now.travel)[CAR]).sum())
    if lost < 0.5 or base <= 0:
        return None
    share = 100 * lost / base
    return Words(
        f"{lost:.0f} car trips in the hour ({share:.0f} %) find no open street any more. Those through the map's edge stay off the map, "
        "the others change to other modes: fewer cars here are no gain for those people.",
        f"{lost:.0f} trajets en voiture de l'heure ({share:.0f} %) n'ont plus de rue ouverte. Ceux du bord de la carte restent "
        "dehors, les autres changent de mode : moins de voitures ici n'est pas un gain pour ces personnes.",
    )


def one_link(city: City, now: Traffic, link: int) -> Words:
    name, row = called(city, int(now.roads.row[link])), int(now.roads.row[link])
    length = f"{city.streets.length[row]:.0f} m"
    return Words(f"One stretch, one direction: {name}, {length}", f"Un tronçon, un sens : {name}, {length}")


def choice_lines(city: City, now: Traffic, travel: Coefficients) -> tuple[list[Line], dict[str, float]]:
    """The choice of the pair of zones whose share by bike moved most."""
    base = base_shares(travel)
    gain = now.bike_trips - now.demand.trips * base[BIKE]
    if not gain.size or np.abs(gain).max() < 1e-9:
        return [Heading(Words("The streets are as mapped: everybody keeps the base shares", "Rues inchangées : parts de base"))], {}
    i, j = np.unravel_index(int(np.abs(gain).argmax()), gain.shape)
    share = now.shares[i, j]
    longer = {"car": float(now.more_minutes[i, j, 0]), "bike": float(now.more_minutes[i, j, 1])}
    longer = {mode: minutes if np.isfinite(minutes) else NO_WAY for mode, minutes in longer.items()}
    lines: list[Line] = [
        Heading(Words(f"The trips that change most: zone {i} to zone {j}", f"Les trajets qui changent le plus : zone {i} vers zone {j}")),
        Given("P_car", float(base[CAR]), "1", Words("base share by car", "part de base, voiture")),
        Given("P_bike", float(base[BIKE]), "1", Words("base share by bike", "part de base, vélo")),
        Step("P_rest", "1 - P_car - P_bike", "1", Words("on foot and by transit", "à pied et transports collectifs")),
        Given("beta_car", float(travel["beta_car"]), "1/min", Words("utility of a minute", "utilité d'une minute"), "travel.beta_car"),
        Given("beta_bike", float(travel["beta_bike"]), "1/min", Words("of a felt minute", "d'une ressentie"), "travel.beta_bike"),
        Given("m_car", longer["car"], "min", Words("longer by car", "de plus en voiture")),
        Given("m_bike", longer["bike"], "min", Words("felt longer by bike", "ressenties de plus à vélo")),
        Step("W_car", "P_car * exp(beta_car * m_car)", "1", Words("weight of the car", "poids de la voiture")),
        Step("W_bike", "P_bike * exp(beta_bike * m_bike)", "1", Words("weight of the bike", "poids du vélo")),
        Step("p", "W_bike / (W_car + W_bike + P_rest)", "1", Words("share by bike of these trips", "part du vélo de ces trajets")),
    ]
    return lines, {"p": float(share[BIKE])}


def times(now: Traffic) -> tuple[Array, Array]:
    """Minutes and cars of every pair that drives."""
    weight = np.where(np.isfinite(now.cars.skim), now.cars.demand, 0.0)
    weight = np.where(now.demand.node[:, None] == now.demand.node, 0.0, weight)
    driving = weight > 0
    return np.asarray(now.cars.skim[driving]), np.asarray(weight[driving])


def slowest(minutes: Array, weight: Array, share: float = 0.1) -> tuple[float, Array]:
    """Mean minutes of the slowest `share` of trips, and how much of each pair belongs to it."""
    total = float(weight.sum())
    if total <= 0:
        return 0.0, np.zeros(0)
    order = np.argsort(-minutes, kind="stable")
    before = np.cumsum(weight[order]) - weight[order]
    kept = np.zeros(len(weight))
    kept[order] = np.clip(share * total - before, 0.0, weight[order])
    return float(minutes @ kept / kept.sum()), kept


def mean_times(now: Traffic) -> Array:
    """(inner zones,) mean minutes of car trips that start there, NaN without."""
    n = now.demand.inner
    weight = np.where(np.isfinite(now.cars.skim), now.cars.demand, 0.0)[:n]
    total = weight.sum(axis=1)
    time = (np.where(weight > 0, now.cars.skim[:n], 0.0) * weight).sum(axis=1)
    mean: Array = np.divide(time, total, out=np.full(n, np.nan), where=total > 0)
    return mean


def at_homes(city: City, demand: Demand, values: Array) -> Array:
    """(rows, cols) values of zones at the buildings that belong to them, NaN elsewhere."""
    grid, home = city.grid, demand.home
    found = np.full(grid.shape, np.nan)
    at = np.flatnonzero((home >= 0) & (city.people.residents > 0))
    row, col = grid.cell_of(city.people.points[at, 0], city.people.points[at, 1])
    found[row, col] = values[home[at]]
    return found
