"""Mobility: how long cars take, how far they drive, how many ride, and what people reach, in the morning peak hour."""

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.metrics.along import mean_along, telling_link
from twin.metrics.base import Measure, metric
from twin.metrics.trips import alert, at_homes, choice_lines, link_lines, mean_times, one_link, slowest, stranded_line, times
from twin.mobility.coefficients import TRAVEL
from twin.mobility.demand import base_shares
from twin.mobility.traffic import BIKE, Traffic, traffic
from twin.parameter import Coefficients, Parameter
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working

Array = NDArray[np.float64]
ASSIGNMENT = ("beckmann_1956", "horowitz_1991", "wilson_1967")
CHOICE = (*ASSIGNMENT, "eqasim_idf", "broach_2012")
WITHIN = Parameter(15, 10, 20, "min", "twin", "the quarter of an hour of the 15-minute city", True, "longest time to reach a job")
_LEFT_OUT = (
    "One ordinary morning peak hour of cars, on average: leaves out queues that spill back, the timing of signals, turns, lorries and "
    "buses, and people who give up a trip or leave at another hour. Traffic beyond the map and its trips are assumptions by class of "
    "street, to be replaced by counts",
    "Une heure de pointe ordinaire, en moyenne : ne compte ni les files qui remontent, ni le réglage des feux, ni les mouvements "
    "tournants, ni camions et bus, ni ceux qui renoncent ou décalent leur départ. Le trafic au bord de la carte est une hypothèse par "
    "classe de rue, à remplacer par des comptages",
)


def left_out(en: str = "", fr: str = "") -> Words:
    """The caveat that all readings of traffic share, and what one of them adds."""
    return Words(f"{_LEFT_OUT[0]}.{' ' + en if en else ''}", f"{_LEFT_OUT[1]}.{' ' + fr if fr else ''}")


@metric(
    "car_time",
    theme="mobility",
    noun=Words("the time of car trips", "la durée des trajets en voiture"),
    unit="min",
    better="less",
    label=Words("Time of a car trip on the map", "Durée d'un trajet en voiture sur la carte"),
    caveat=left_out("The part of each trip that lies on the map; `car_time_worst` gives the slowest tenth.",
                    "La partie de chaque trajet qui est sur la carte ; `car_time_worst` donne le dixième le plus lent."),
    sources=CHOICE,
    digits=2,
)  # fmt: skip
def car_time(city: City, *, travel: Coefficients = TRAVEL) -> Measure:
    """Mean time of a car trip on the map in the morning peak hour, Σ t v / Σ v [min]: streets and choices in equilibrium.

    t of each link by `models.network.travel_time` under the flow v of `models.assignment.equilibrium`; demand by gravity, choice of
    the mode by pivot-point logit. Map: delay of a car on the stretch against the empty street [s]. Without trips the value is 0.
    """
    now = traffic(city, travel)
    trips = now.cars.assigned
    value = now.cars.total_time / trips if trips > 0 else 0.0
    delay = np.zeros(len(city.streets))
    np.maximum.at(delay, now.roads.row, 60 * (now.cars.time - now.roads.free_time))

    def working() -> Working:
        lines, checks = link_lines(city, now, travel)
        lines += [
            Heading(Words("All cars of the peak hour", "Toutes les voitures de l'heure de pointe")),
            *stranded_line(now),
            Given("T", now.cars.total_time / 60, "h", Words("sum of flow × time over all links", "somme débit × durée de tous les arcs")),
            Given("N", trips, "veh/h", Words("car trips", "trajets en voiture")),
            Step("car_time", "60 * T / N if N > 0 else 0", "min", Words("mean time of a trip", "durée moyenne d'un trajet")),
        ]
        return Working(tuple(lines), checks | {"car_time": value})

    shown = Words("Delay of a car on the stretch", "Retard d'une voiture sur le tronçon")
    resolution = now.cars.resolution / trips if trips > 0 else 0.0
    return Measure(
        value, working, lambda: mean_along(city.streets, city.grid, delay, city.streets.is_open_street), "s", shown, resolution, alert(now)
    )


@metric(
    "car_time_worst",
    theme="mobility",
    unit="min",
    better="less",
    label=Words("Time of the slowest tenth of car trips", "Durée du dixième des trajets en voiture le plus lent"),
    caveat=left_out(),
    sources=CHOICE,
    digits=2,
)
def car_time_worst(city: City, *, travel: Coefficients = TRAVEL) -> Measure:
    """Mean time of the tenth of car trips that take longest [min]: who loses when the mean hardly moves. Without trips 0.

    Map: mean time of car trips from the zones where people live [min].
    """
    now = traffic(city, travel)
    minutes, weight = times(now)
    value, kept = slowest(minutes, weight)

    def working() -> Working:
        slow, share = float((minutes * kept).sum()), float(kept.sum())
        lines: list[Line] = [
            Heading(Words("The slowest tenth of car trips", "Le dixième le plus lent des trajets")),
            Given("N", float(weight.sum()), "veh/h", Words("car trips", "trajets en voiture")),
            Step("n", "N / 10", "veh/h", Words("a tenth of them", "un dixième")),
            Given("T", slow / 60, "h", Words("sum of flow × time of those that take longest", "somme débit × durée des plus lents")),
            Step("car_time_worst", "60 * T / n if n > 0 else 0", "min", Words("their mean time", "leur durée moyenne")),
        ]
        return Working(tuple(lines), {"n": share, "car_time_worst": value})

    shown = Words("Car trips from here, mean time", "Trajets en voiture d'ici, durée moyenne")
    return Measure(value, working, lambda: at_homes(city, now.demand, mean_times(now)), "min", shown, value * 3 * now.cars.gap, alert(now))


@metric(
    "car_km",
    theme="mobility",
    noun=Words("car traffic", "le trafic automobile"),
    unit="veh·km",
    better="less",
    label=Words("Car traffic in the peak hour", "Trafic automobile en heure de pointe"),
    caveat=left_out("Detours raise it, people who change to the bike lower it.",
                    "Les détours l'augmentent, ceux qui passent au vélo le réduisent."),
    sources=CHOICE,
    digits=0,
)  # fmt: skip
def car_km(city: City, *, travel: Coefficients = TRAVEL) -> Measure:
    """Kilometres driven by cars on the map in the peak hour, Σ v L [veh·km]. Map: cars on the street, both directions [veh/h]."""
    now = traffic(city, travel)
    value = float(now.cars.flow @ now.roads.length) / 1000
    link = telling_link(city, now)

    def working() -> Working:
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if link >= 0:
            lines = [
                Heading(one_link(city, now, link)),
                Given("v", float(now.cars.flow[link]), "veh/h", Words("flow in this direction", "débit dans ce sens")),
                Given("L", float(now.roads.length[link]), "m", Words("length", "longueur")),
                Step("here", "v * L / 1000", "veh·km", Words("driven here", "parcourus ici")),
            ]
            checks = {"here": float(now.cars.flow[link] * now.roads.length[link]) / 1000}
        rest = value - checks.get("here", 0.0)
        lines += [
            Heading(Words("The whole map", "Toute la carte")),
            Given("rest", rest, "veh·km", Words("all other links, each worked like this", "tous les autres arcs")),
            Step("car_km", "here + rest" if link >= 0 else "rest", "veh·km", Words("driven in all", "total parcouru")),
        ]
        return Working(tuple(lines), checks | {"car_km": value})

    shown = Words("Cars in the peak hour", "Voitures en heure de pointe")

    def flows() -> Array:
        return mean_along(city.streets, city.grid, now.flow, city.streets.is_open_street)

    return Measure(value, working, flows, "veh/h", shown, value * 3 * now.cars.gap, alert(now))


@metric(
    "bike_share",
    theme="mobility",
    noun=Words("the share of trips by bike", "la part des trajets à vélo"),
    unit="%",
    better="more",
    label=Words("Trips by bike", "Trajets à vélo"),
    caveat=Words(
        "The first answer of people's choice of the mode to changed times, from shares assumed for a medium French town: nobody moves, "
        "no new habits, and fear is only in the felt length of streets with over 10 000 vehicles a day. Only the part of each trip on the "
        "map changes. New cyclists come from all modes alike. Long-run potential: `models.cycling.uptake`.",
        "La première réponse du choix modal à des durées changées, à partir de parts supposées pour une ville moyenne : personne ne "
        "déménage, aucune habitude nouvelle, et la peur n'est que dans la longueur ressentie des rues de plus de 10 000 véhicules par "
        "jour. Seule change la partie de chaque trajet sur la carte. Les nouveaux cyclistes viennent de tous les modes à proportion. "
        "Potentiel à long terme : `models.cycling.uptake`.",
    ),
    sources=CHOICE,
    digits=2,
)
def bike_share(city: City, *, travel: Coefficients = TRAVEL) -> Measure:
    """Share of the peak hour's trips made by bike [%], by pivot-point logit on the base shares; the untouched map gives these exactly.

    P = P0 exp(dU) / Σ P0 exp(dU), dU_car = `beta_car` × change of minutes, dU_bike = `beta_bike` × change of felt minutes (length as it
    feels, `models.cycling.perceived_factor`, over `bike_speed`). Map: bikes on the street [1/h].
    """
    now = traffic(city, travel)
    total, base = now.demand.total, float(base_shares(travel)[BIKE])
    won = float((now.demand.trips * (now.shares[..., BIKE] - base)).sum())  # exactly 0 where nothing changed
    value = 100 * (base + (won / total if total > 0 else 0.0))

    def working() -> Working:
        lines, checks = choice_lines(city, now, travel)
        lines += [
            Heading(Words("All trips of the peak hour", "Tous les trajets de l'heure de pointe")),
            Given("P0", base, "1", Words("base share by bike", "part de base du vélo")),
            Given("B", won, "1", Words("trips won by the bike", "trajets gagnés par le vélo")),
            Given("N", total, "1", Words("trips by all modes", "trajets, tous modes")),
            Step("bike_share", "100 * (P0 + B / N) if N > 0 else 100 * P0", "%", Words("share by bike", "part du vélo")),
        ]
        return Working(tuple(lines), checks | {"bike_share": value})

    shown = Words("Bikes in the peak hour", "Vélos en heure de pointe")
    return Measure(value, working, lambda: mean_along(city.streets, city.grid, now.bike_flow), "1", shown)


@metric(
    "access",
    theme="mobility",
    unit="%",
    better="more",
    label=Words("Jobs on the map within 15 min by bike", "Emplois de la carte à 15 min à vélo"),
    caveat=Words(
        "Jobs on the map only: on a map of a square kilometre nearly all are near, and the number hardly moves; it is for larger maps. "
        "Time from door to door, whatever the stress.",
        "Seulement les emplois de la carte : sur un kilomètre carré presque tous sont proches et le nombre bouge à peine ; il sert aux "
        "cartes plus grandes. Durée porte à porte, quel que soit le stress.",
    ),
    sources=("broach_2012", "parkin_2010"),
)
def access(city: City, *, travel: Coefficients = TRAVEL, within: float = WITHIN) -> Measure:
    """Share of the map's jobs that a resident reaches within `within` minutes by bike, mean over residents [%]; without either 0."""
    now = traffic(city, travel)
    return _reached(city, now, now.bike_minutes, float(within), "access")


@metric(
    "access_car",
    theme="mobility",
    unit="%",
    better="more",
    label=Words("Jobs on the map within 15 min by car", "Emplois de la carte à 15 min en voiture"),
    caveat=left_out("Jobs on the map only; neither the walk to the car nor the search for a space.",
                    "Seulement les emplois de la carte ; ni la marche jusqu'à la voiture, ni la recherche d'une place."),
    sources=ASSIGNMENT,
)  # fmt: skip
def access_car(city: City, *, travel: Coefficients = TRAVEL, within: float = WITHIN) -> Measure:
    """Share of the map's jobs that a resident reaches within `within` minutes by car in the peak, mean over residents [%]."""
    now = traffic(city, travel)
    return _reached(city, now, np.asarray(now.cars.skim), float(within), "access_car")


def _reached(city: City, now: Traffic, minutes: Array, within: float, key: str) -> Measure:
    d = now.demand
    residents, jobs = d.residents[: d.inner], d.jobs[: d.inner]
    near = minutes[: d.inner, : d.inner] <= within
    people, work = float(residents.sum()), float(jobs.sum())
    share = 1 - ~near @ jobs / work if work > 0 else np.zeros(d.inner)  # from what is out of reach: all in reach is exactly 100 %
    missed = float(residents @ (1 - share))
    value = 100 * (1 - missed / people) if people > 0 and work > 0 else 0.0

    def working() -> Working:
        lines: list[Line] = []
        checks: dict[str, float] = {}
        if people > 0 and work > 0:
            zone = int(residents.argmax())
            lines = [
                Heading(Words(f"One zone of {residents[zone]:.0f} residents", f"Une zone de {residents[zone]:.0f} habitants")),
                Given("J_near", float(near[zone] @ jobs), "1", Words(f"jobs within {within:g} min", f"emplois à {within:g} min")),
                Given("J", work, "1", Words("jobs on the map", "emplois de la carte")),
                Step("s", "J_near / J", "1", Words("share of the jobs", "part des emplois")),
            ]
            checks["s"] = float(share[zone])
        lines += [
            Heading(Words("All residents", "Tous les habitants")),
            Given("missed", missed, "persons", Words("residents × share out of reach, summed", "habitants × part hors d'atteinte, sommés")),
            Given("people", people, "persons", Words("residents", "habitants")),
            Step(key, "100 * (1 - missed / people) if people > 0 else 0", "%", Words("share of the jobs", "part des emplois")),
        ]
        return Working(tuple(lines), checks | {key: value})

    return Measure(value, working, lambda: at_homes(city, now.demand, 100 * share), "%")
