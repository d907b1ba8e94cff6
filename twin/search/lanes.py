"""Where to lay a bike lane with the fewest repercussions: `twin.search.bike_lanes(city, start=…, end=…, budget=…)`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.city import City, Progress
from twin.comparison import price_range
from twin.errors import TwinError, did_you_mean
from twin.evaluation import Assumptions, evaluate
from twin.interventions.bike_lane import STYLES, BikeLane
from twin.interventions.sections import REPLACES_FR
from twin.mobility.coefficients import travel_with
from twin.mobility.traffic import Traffic, traffic
from twin.models.pareto import nondominated, spread
from twin.plan import Plan
from twin.search.lane_options import BETTER, CRITERIA, LEAVE, Options, options_of
from twin.search.lane_routes import Route, corridors, junction_at, routes
from twin.words import Words, checked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Array = NDArray[np.float64]
WEIGHTS = {"car_time": 1.0, "stress_relieved": 4.0, "parking": 1.0, "cost": 1.0, "emergency": 1.0}  # the gain against all it costs
READ = ("car_time", "stress_km", "parking", "emergency")
GENERATING, SOLVING = Words("finding routes", "recherche des itinéraires"), Words("traffic in balance", "trafic à l'équilibre")
FIGURES = {"car_time": 4, "stress_relieved": 4, "parking": 1, "cost": 0, "emergency": 1}  # decimals that count in a comparison


@dataclass(frozen=True, eq=False)
class Alternative:
    """One way to lay the lane, with traffic and choices in balance.

    name      its letter; the front comes first, in the order of the weights
    plan      the lanes, to compare, write or look at
    rows      stretches of the route in order; those that are calm already need no lane
    values    car_time: change of the mean car trip [min]; stress_relieved: stressful street made calm [km]; parking: spaces lost;
              cost [€]; emergency: street newly too narrow for a fire engine [m]
    proxy     the same to first order, by which it was found
    on_front  no other alternative tried beats it
    score     0 best to 1 worst on the front, by the weights
    """

    name: str
    plan: Plan
    rows: NDArray[np.intp]
    values: dict[str, float]
    proxy: dict[str, float]
    on_front: bool = False
    score: float = inf


@dataclass(frozen=True, eq=False)
class LaneSearch:
    """The alternatives for a bike lane, and which of them nothing tried beats.

    city          before
    start, end    the ends asked for (x, y) [m]; None where the search chose
    budget        [€]
    weights       of the five criteria; they order the front and choose `best`, and remove nothing
    alternatives  all that were solved, the front first
    generated     routes that no other beats to first order; `solved` of them had traffic and choices brought into balance
    complete      whether `generated` are all such routes
    out_of_time   whether the time limit or Ctrl-C cut the solving short
    """

    city: City
    start: tuple[float, float] | None
    end: tuple[float, float] | None
    budget: float | None
    weights: dict[str, float]
    alternatives: tuple[Alternative, ...]
    generated: int
    complete: bool
    out_of_time: bool

    @property
    def solved(self) -> int:
        return len(self.alternatives)

    @property
    def front(self) -> tuple[Alternative, ...]:
        return tuple(a for a in self.alternatives if a.on_front)

    @property
    def best(self) -> Alternative:
        """First on the front by the weights."""
        return self.alternatives[0]

    @property
    def plan(self) -> Plan:
        """The plan of `best`."""
        return self.best.plan

    def text(self, lang: str = "en") -> str:
        """Counts, the front with its values, the weights, and what is left out."""
        from twin.search.lane_text import told

        return told(self, checked(lang))

    def __str__(self) -> str:
        return self.text()

    def figure(self, lang: str = "en") -> "Figure":
        """A matplotlib figure: the front on a map, as a scatter of cost and relief, and as a table."""
        from twin.plots.front_map import draw_front  # the one door from the value to its picture

        return draw_front(self, checked(lang))


def bike_lanes(
    city: City,
    start: object = None,
    end: object = None,
    budget: float | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    styles: Sequence[str] = ("painted", "separated"),
    replaces: Sequence[str] = ("nothing", "parking", "car lane", "verge"),
    width: float = 1.8,
    everywhere: bool = False,
    assume: Assumptions | None = None,
    solve: int = 25,
    most: int = 100,
    seed: int = 0,
    time_limit: float = 60.0,
    progress: Progress | None = None,
) -> LaneSearch:
    """Lay out a bike lane with the fewest repercussions: what cars, parking, money and fire engines pay for streets made calm.

    start, end  names of places, shapes, or (x, y) in local metres; where one is missing, the search joins the zones with most rides
                that no calm way joins
    budget      most to spend, at best-guess prices [€]
    weights     {"car_time": 2, …}, else those of `WEIGHTS`: they order the front and remove nothing
    styles      of lane to try: painted, separated, two-way track, contraflow; `replaces`: what may make room for it; `width` [m]
    everywhere  whether calm streets get a lane too; else a route uses them as they are
    assume      other values for parameters: {"travel.peak_trips": 0.25}
    solve       alternatives whose traffic is brought into balance; 25 or more where streets are congested
    most        routes kept at each junction while looking; beyond it some are dropped, and `complete` says so
    seed        of the choice among too many; the same seed gives the same result
    time_limit  after which no further alternative is solved, as at Ctrl-C [s]
    progress    called with (share done, what)

    1. Every stretch that a lane fits has five costs to first order (`lane_options`). 2. All routes that no other beats in these sums,
    among those whose every stretch comes nearer to the end (`models.pareto.pareto_paths`). 3. `solve` of them, spread over the
    trade-offs, as real plans: cars in equilibrium from the present one, choice of the mode, price. 4. What no other solved one beats in
    all five is the front: nothing is claimed of routes that were not solved. Left out: routes that turn away from their end, junctions,
    kinds of lane mixed within one stretch. Raises TwinError when no route takes a lane, saying why.
    """
    if not isinstance(city, City):
        raise TwinError(f"bike_lanes takes a city first, such as twin.saint_jumeau(), not {city!r}")
    deadline = monotonic() + _positive("time_limit", time_limit)
    money = None if budget is None else _positive("budget", budget)
    wanted, rng = _weights(weights), np.random.default_rng(_whole("seed", seed, 0))
    _whole("solve", solve, 1)
    _whole("most", most, 1)
    report = progress or (lambda share, what: None)

    report(0.0, GENERATING)
    values = evaluate(city, READ, assume).assume
    now = traffic(city, travel_with(values))
    options = options_of(city, now, tuple(styles), tuple(replaces), width, everywhere)
    if not (options.lane != LEAVE).any():
        raise TwinError(_no_room(city, now, styles, replaces, width, everywhere))
    ends = [None if place is None else junction_at(city, place, options, name) for name, place in (("start", start), ("end", end))]
    if ends[0] is not None and ends[0] == ends[1]:
        raise TwinError("start and end lie at the same junction: a lane needs two ends")
    found, complete = _generated(city, now, options, ends, money, most, seed)
    chosen = found
    if len(found) > solve:
        chosen = [found[i] for i in spread(np.array([r.costs for r in found]), solve, rng)]
    solved: list[Alternative] = []
    try:
        for done, route in enumerate(chosen):
            if solved and monotonic() > deadline:
                break
            report(0.1 + 0.9 * done / len(chosen), SOLVING)
            solved.append(solved_route(city, options, route, values))
    except KeyboardInterrupt:  # what was solved so far is an answer
        if not solved:
            raise
    report(1.0, "")
    points = [None if e is None else (float(city.streets.junctions[e][0]), float(city.streets.junctions[e][1])) for e in ends]
    ranked = _ranked([a for a in solved if money is None or a.values["cost"] <= money * (1 + 1e-9)], wanted)
    if not ranked:
        raise TwinError(_nothing_found(city, ends, money))
    return LaneSearch(city, points[0], points[1], money, wanted, ranked, len(found), complete, len(solved) < len(chosen))


def _generated(
    city: City, now: Traffic, options: Options, ends: list[int | None], money: float | None, most: int, seed: int
) -> tuple[list[Route], bool]:
    """The routes of all corridors, or a TwinError."""
    found: dict[frozenset[tuple[int, int]], Route] = {}
    complete = True
    for a, b in corridors(city, now, options, *ends):
        listed, all_kept = routes(city, options, a, b, money, most, seed)
        complete &= all_kept
        for route in listed:
            found.setdefault(route.works, route)
    if not found:
        raise TwinError(_nothing_found(city, ends, money))
    return list(found.values()), complete


def solved_route(city: City, options: Options, route: Route, assume: Assumptions) -> Alternative:
    """The route as a plan, with traffic in balance."""
    plan = _plan(city, options, route)
    after = city.apply(plan)
    then, card = evaluate(city, READ, assume), evaluate(after, READ, assume)
    change = {key: card[key].value - then[key].value for key in READ}
    values = {
        "car_time": change["car_time"], "stress_relieved": -change["stress_km"], "parking": -change["parking"],
        "cost": float(price_range(after, city)), "emergency": change["emergency"],
    }  # fmt: skip
    proxy = {name: float(v) * (-1 if BETTER[name] > 0 else 1) for name, v in zip(CRITERIA, route.costs, strict=True)}
    return Alternative("", plan, np.array(route.rows, dtype=np.intp), values, proxy)


def _plan(city: City, options: Options, route: Route) -> Plan:
    """One intervention for each kind of lane on the route."""
    streets, steps = city.streets, []
    for kind in sorted(set(route.lanes) - {LEAVE}):
        rows = [r for r, k in zip(route.rows, route.lanes, strict=True) if k == kind]
        lane = options.lanes[kind]
        line = shapely.line_merge(shapely.union_all(streets.lines[rows]))
        steps.append(BikeLane(where=line, style=lane.style, replaces=lane.replaces, width=lane.width))
    built = [r for r, k in zip(route.rows, route.lanes, strict=True) if k != LEAVE]
    names = list(dict.fromkeys(str(streets.names[r]) for r in built if streets.names[r]))
    styles, rooms = (list(dict.fromkeys(getattr(step, field) for step in steps)) for field in ("style", "replaces"))
    how = Words(
        f"{' / '.join(STYLES[s] for s in styles)} for {' / '.join(rooms)}",
        f"{' / '.join(STYLES[s].fr for s in styles)} {' / '.join(REPLACES_FR[r] for r in rooms)}",
    )
    where = ", ".join(names[:2]) + (" …" if len(names) > 2 else "")
    return Plan(Words(f"{how}, {where}" if where else how, f"{how.fr}, {where}" if where else how.fr), steps)


def _ranked(solved: Sequence[Alternative], weights: Mapping[str, float]) -> tuple[Alternative, ...]:
    """Lettered: the front by its weighted score, then the others by theirs."""
    if not solved:
        return ()
    table = np.array([[round(-BETTER[k] * a.values[k], FIGURES[k]) for k in CRITERIA] for a in solved])
    front = nondominated(table)
    low, high = table[front].min(axis=0), table[front].max(axis=0)
    scaled = (table - low) / np.where(high > low, high - low, 1.0)
    weight = np.array([weights[k] for k in CRITERIA])
    score = scaled @ weight / weight.sum()
    order = sorted(range(len(solved)), key=lambda i: (not front[i], score[i], table[i].tolist()))
    return tuple(replace(solved[i], name=_letter(n), on_front=bool(front[i]), score=float(score[i])) for n, i in enumerate(order))


def _letter(n: int) -> str:
    """A … Z, AA, AB …"""
    return ("" if n < 26 else _letter(n // 26 - 1)) + chr(65 + n % 26)


def _weights(given: Mapping[str, float] | None) -> dict[str, float]:
    found = dict(WEIGHTS)
    for name, value in (given or {}).items():
        if name not in found:
            raise TwinError(f'weights: "{name}" is not a criterion: {did_you_mean(str(name), CRITERIA)}')
        if not isinstance(value, int | float) or not isfinite(value) or value < 0:
            raise TwinError(f"weights: {name} cannot be {value!r}: give a number from 0 on")
        found[name] = float(value)
    if not sum(found.values()):
        raise TwinError("weights: all are 0; one at least must be above")
    return found


def _positive(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | np.number) or not isfinite(value) or value <= 0:
        raise TwinError(f"{name} {value!r} is not usable: give a number above 0")
    return float(value)


def _whole(name: str, value: object, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise TwinError(f"{name} {value!r} is not usable: give a whole number from {least} on")
    return int(value)


def _no_room(city: City, now: Traffic, styles: Sequence[str], replaces: Sequence[str], width: float, everywhere: bool) -> str:
    tried = f"styles {', '.join(styles)} of {width:g} m replacing {', '.join(replaces)}"
    if not everywhere and not (city.streets.is_open_street & (now.row_stress > 2)).any():
        return f"no street of {city.name} is stressful to ride on: nothing to relieve (everywhere=True lays lanes on calm streets too)"
    return f"no stressful street of {city.name} has room for a lane ({tried}): allow more kinds, or a narrower one"


def _nothing_found(city: City, ends: Sequence[int | None], money: float | None) -> str:
    where = "between these ends" if None not in ends else f"in {city.name}"
    cheap = "" if money is None else f" for {money:g} € or less"
    why = "streets are calm already, too narrow, or not joined (everywhere=True lays lanes on calm streets too)"
    return f"no route {where} takes a lane{cheap}: {why}"
