"""The coefficients of traffic, cycling and mode choice: one table, `travel.…` in `assume=`, shared by every metric that reads trips.

Those that belong to a model's formula are the model's own Parameters, passed on; those about streets and people stand here.
"""

from collections.abc import Mapping

from twin.models.cycling import perceived_factor, riding_speed
from twin.models.gravity import deterrence
from twin.models.mode_choice import town_shares, utility_of_time
from twin.models.network import travel_time
from twin.models.stress import connected
from twin.parameter import Coefficients, Parameter, default

_HCM = "1 800 vehicles an hour of green, green less than half of the time; range assumed; MATSim has 1 500"
_MATSIM = "LinkProperties.java, lane capacity of the class; range assumed"
_PEAK = "median of 3 136 clean counts of morning peak and daily traffic: 11.0 %; range assumed"


def _assumed(value: float, low: float, high: float, unit: str, page: str, about: str, source: str = "twin") -> Parameter:
    return Parameter(value, low, high, unit, source, page, False, about)


def _lane(value: float, low: float, high: float, about: str, page: str = _HCM, source: str = "twin") -> Parameter:
    """Values of a source were read there; all ranges, and values without a source, are assumptions."""
    return Parameter(value, low, high, "veh/h", source, page, source != "twin", f"capacity of one lane, {about}")


def _gate(value: float, low: float, high: float, about: str, where: str) -> Parameter:
    """Montpellier's daily counts each way have the deciles and quartiles 205, 641, 1794, 4118, 7332; × 0.11 of the day [veh/h]."""
    about = f"cars each way at the edge of the map in the peak hour, {about}"
    return Parameter(value, low, high, "veh/h", "montpellier_counts", f"{where}; which class has which is assumed", False, about)


CAPACITY = {
    "motorway": _lane(2000, 1800, 2200, "motorway", _MATSIM, "matsim_osm"),
    "trunk": _lane(1500, 1200, 1800, "trunk road", "few junctions; MATSim has 2 000"),
    "primary": _lane(900, 700, 1100, "primary street"),
    "secondary": _lane(800, 600, 1000, "secondary street", _MATSIM, "matsim_osm"),
    "tertiary": _lane(600, 450, 800, "tertiary street", _MATSIM, "matsim_osm"),
    "unclassified": _lane(600, 400, 800, "minor street", _MATSIM, "matsim_osm"),
    "residential": _lane(500, 300, 700, "local street, 30 km/h", "engineering assumption; MATSim has 600"),
    "living_street": _lane(300, 200, 400, "street shared with people on foot", _MATSIM, "matsim_osm"),
    "service": _lane(300, 200, 400, "service way", "as a living street; assumed"),
}
GATES = {
    "motorway": _gate(2500, 1500, 3500, "motorway", "beyond the counts"),
    "trunk": _gate(1300, 900, 2000, "trunk road", "beyond the counts"),
    "primary": _gate(900, 650, 1300, "primary street", "above the ninth decile (807)"),
    "secondary": _gate(630, 450, 810, "secondary street", "middle of third quartile and ninth decile (453, 807)"),
    "tertiary": _gate(325, 200, 450, "tertiary street", "middle of median and third quartile (197, 453)"),
    "unclassified": _gate(70, 20, 200, "minor street", "first quartile (71)"),
    "residential": _gate(22, 10, 70, "local street", "first decile (23)"),
}

TRAVEL = Coefficients(
    "travel",
    {
        # trips
        "peak_trips": _assumed(
            0.30, 0.20, 0.40, "1", "about 3 trips a day, a tenth of them in the peak hour", "trips of a resident in the morning peak hour"
        ),
        "per_job": _assumed(0.45, 0.25, 0.65, "1", "most employees arrive within two hours", "arrivals in the peak hour for each job"),
        "per_shop_job": _assumed(
            0.30, 0.10, 0.80, "1", "few customers in the morning peak", "customers arriving in the peak hour for each job in shops"
        ),
        "per_school_job": _assumed(
            6.0, 3.0, 10.0, "1", "about ten pupils for each adult", "pupils arriving in the peak hour for each job in schools"
        ),
        "near_home": _assumed(
            5,
            1,
            10,
            "1",
            "a third of the residents' trips stay on a square kilometre; to be fitted",
            "how much likelier trips with both ends on the map are than time alone says",
        ),
        "decay": default(deterrence, "decay"),
        "occupancy": _assumed(1.25, 1.1, 1.5, "1", "French household surveys; from memory", "persons in a car in the peak hour"),
        "peak_share": Parameter(
            0.11, 0.08, 0.13, "1", "montpellier_counts", _PEAK, True, "share of a day's traffic in the morning peak hour"
        ),
        "gap": Parameter(
            1e-6, unit="1", source="beckmann_1956", about="relative gap, and change of any share, at which the solver stops; not uncertain"
        ),
        "zone_size": _assumed(150, 100, 250, "m", "a block or two", "side of the squares in which trips are gathered"),
        # streets
        "junction_delay": _assumed(
            8,
            4,
            15,
            "s",
            "mean wait at signals and give-way lines; engineering assumption",
            "time lost at the junction at the end of a street",
        ),
        "alpha": Parameter(
            1.0,
            0.15,
            1.5,
            "1",
            "horowitz_1991",
            "ch. 4, second standard of Spiess: twice the free time at capacity; low: 0.15 of 1964, for design volumes; high assumed",
            True,
            "extra travel time at the capacity of a town street, as a share of free time",
        ),
        "beta": default(travel_time, "beta"),
        **{f"capacity_{kind}": p for kind, p in CAPACITY.items()},
        **{f"gate_{kind}": p for kind, p in GATES.items()},
        # choice of the mode
        "car_share": default(town_shares, "car_share"),
        "walk_share": default(town_shares, "walk_share"),
        "transit_share": default(town_shares, "transit_share"),
        "bike_share": default(town_shares, "bike_share"),
        "beta_car": default(utility_of_time, "beta_car"),
        "beta_bike": default(utility_of_time, "beta_bike"),
        "adopted": Parameter(
            1.0,
            unit="1",
            source="twin",
            page="1: in the long run; a choice of the moment",
            about="share of those who will travel otherwise that already do",
        ),
        # rides
        "bike_speed": default(riding_speed, "bike_speed"),
        "detour": default(connected, "detour"),
        **{f"felt_{key}": p for key, p in default(perceived_factor, "penalties").items() if not key.startswith("upslope")},
    },
)


def travel_with(assume: Mapping[str, float]) -> Coefficients:
    """`TRAVEL` with the values given for it by names such as "travel.peak_trips"; other names are passed over."""
    prefix = f"{TRAVEL.name}."
    given = {name.removeprefix(prefix): float(value) for name, value in assume.items() if name.startswith(prefix)}
    return TRAVEL.replace(given) if given else TRAVEL
