"""The picture of a search for bike lanes: the alternatives that nothing tried beats, on the map, by cost and effect, and in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Protocol

import numpy as np
import shapely
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from twin.city import City
from twin.metrics import METRICS
from twin.plan import Plan
from twin.plots import street_lines as lines
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import sources
from twin.plots.maps import Frame, draw_north, draw_scale, outline
from twin.plots.page import Box, Page, overlap
from twin.plots.scorecard import money
from twin.plots.street_lines import Tag
from twin.plots.street_page import MARGIN
from twin.streets import Streets
from twin.words import Language, Words, checked, digits_for, number

Rows = NDArray[np.intp]
COLOURS = ("#1B6E8C", "#B4530A", "#C2185B", "#12343B", "#6A4C93", "#7A5600", "#2E7D4F", "#8C1C13")  # doubled by letters
MOST = len(COLOURS)  # alternatives told one by one
MAP, LEAST_MAP, HIGH, LEAST_HIGH, GUTTER = 8.9, 4.2, 7.2, 4.4, 0.75  # in: width of the map, height of map and chart, space between
RADIUS, DOT = 0.16, 0.085  # in, of a letter's circle, of a point
PITCH, LINE = 4.2, 3.2  # pt, between lines that share a street, and their width
ROW = 0.38  # in, of the table
OTHER = "#A9AEB2"
FAR = 2.5  # times the cost of the dearest that is told, beyond which others are named beside the chart and not squeeze it

WHERE, NUMBERED = Words("Where", "Où"), Words("the alternatives that nothing tried beats", "les variantes que rien d'essayé ne bat")
CHART = Words("Calm against cost", "Calme selon le coût")
BESIDE = Words("beside each letter: change of a car trip's time", "près des lettres : changement du temps en voiture")
RELIEF_AXIS = Words("stressful street made calm, km", "rues stressantes rendues calmes, km")
COST_AXIS = Words("cost, €", "coût, €")
BEATEN = Words("beaten by another", "battue par une autre")
MORE_ON = Words("also on the front", "aussi sur le front")
OFF = Words("off the chart: {count}, up to {cost}", "hors du graphique : {count}, jusqu'à {cost}")
START, END = Words("start", "départ"), Words("end", "arrivée")
COUNTS = Words("{name}, {year}: {generated} generated · {solved} solved · {kept} on the front",
               "{name}, {year} : {generated} produites · {solved} calculées · {kept} sur le front")  # fmt: skip
RULE = Words(
    "On the front: no alternative tried is at least as good in all five columns and better in one.",
    "Sur le front : aucune variante essayée n'est au moins aussi bonne dans les cinq colonnes et meilleure dans une.",
)
BEST = Words("● best of the column", "● meilleure de la colonne")
NONE = Words("No alternative was found", "Aucune variante n'a été trouvée")
ONE = Words("Nothing tried beats {a}: {km} km of stressful street made calm for {cost}",
            "Rien d'essayé ne bat {a} : {km} km de rues stressantes rendues calmes pour {cost}")  # fmt: skip
SAME = Words("{a} costs least and calms most: {km} km of stressful street made calm for {cost}",
             "{a} coûte le moins et apaise le plus : {km} km de rues stressantes rendues calmes pour {cost}")  # fmt: skip
TWO = Words("{a} costs least, {cost} for {km} km made calm; {b} calms most, {more} km for {price}",
            "{a} coûte le moins, {cost} pour {km} km de calme ; {b} apaise le plus, {more} km pour {price}")  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One value of the table: its key, head, decimals, whether less is better, and whether it is a change (written with its sign)."""

    key: str
    head: Words
    digits: int
    less: bool = True
    sign: bool = False


COLUMNS = (
    Column("cost", Words("Cost", "Coût"), 0),
    Column("stress_relieved", Words("Made calm, km", "Rendu calme, km"), 2, less=False),
    Column("car_time", Words("Car trip, min", "Trajet auto, min"), 2, sign=True),
    Column("parking", Words("Spaces lost", "Places perdues"), 0),
    Column("emergency", Words("Newly < 3 m, m", "Passe < 3 m, m"), 0),
)
READ = ("stress_km", "car_time", "parking", "emergency")  # metrics that the values come from


class Alternative(Protocol):
    """One way to go: a plan along rows of streets, with its values."""

    @property
    def name(self) -> str: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def rows(self) -> Rows: ...
    @property
    def on_front(self) -> bool: ...
    @property
    def values(self) -> Mapping[str, float]: ...


class Front(Protocol):
    """What a search for bike lanes found: alternatives, those on the front among them."""

    @property
    def city(self) -> City: ...
    @property
    def alternatives(self) -> Sequence[Alternative]: ...
    @property
    def generated(self) -> int: ...
    @property
    def solved(self) -> int: ...
    @property
    def start(self) -> tuple[float, float] | None: ...
    @property
    def end(self) -> tuple[float, float] | None: ...


def draw_front(front: Front, lang: Language = "en") -> Figure:
    """The alternatives on the front, with the same letters and colours on the map, in the chart and in the table."""
    with style.drawing():
        return _drawn(front, checked(lang))


def told(front: Front) -> list[Alternative]:
    """Those of the front that get a colour, in their order: as many as there are colours, with the two that the headline names."""
    kept = [a for a in front.alternatives if a.on_front]
    if len(kept) <= MOST:
        return kept
    named = [a for a in _ends(kept) if a not in kept[:MOST]]
    return [*kept[: MOST - len(named)], *(a for a in kept[MOST - len(named) :] if a in named)]


def _ends(kept: Sequence[Alternative]) -> tuple[Alternative, Alternative]:
    """The cheapest, and the one that calms most."""
    first = min(kept, key=lambda a: (a.values["cost"], -a.values["stress_relieved"]))
    return first, max(kept, key=lambda a: (a.values["stress_relieved"], -a.values["cost"]))


def _drawn(front: Front, lang: Language) -> Figure:
    shown, kept = told(front), sum(a.on_front for a in front.alternatives)
    minx, miny, maxx, maxy = front.city.bounds
    high = min(HIGH, max(LEAST_HIGH, MAP * (maxy - miny) / (maxx - minx)))
    wide = min(MAP, max(LEAST_MAP, high * (maxx - minx) / (maxy - miny)))
    table = 0.75 + ROW * len(shown)
    counts = COUNTS.to(lang).format(
        name=sheet.spaced(front.city.name), year=front.city.year, generated=number(front.generated, 0, lang),
        solved=number(front.solved, 0, lang), kept=number(kept, 0, lang),
    )  # fmt: skip
    cited = f"{RULE.to(lang)} {sources([METRICS[key] for key in READ], lang)}"
    notes = [cited, sheet.signature(front.city.attribution, lang)]
    page, top = sheet.opened(sheet.Texts(front_finding(front, lang), counts, [], notes), 0.42 + high + 0.35 + table, lang)
    panel = (MARGIN, top + 0.42, MARGIN + wide, top + 0.42 + high)
    sheet.head(page, panel, WHERE.to(lang), NUMBERED.to(lang))
    _draw_map(page, Frame.within(front.city.bounds, panel), front, shown, lang)
    chart = (MARGIN + wide + GUTTER, panel[1], page.width - MARGIN, panel[3])
    sheet.head(page, chart, CHART.to(lang), BESIDE.to(lang))
    if front.alternatives:
        _draw_chart(page, chart, front, shown, lang)
    _draw_table(page, panel[3] + 0.45, shown, [a for a in front.alternatives if a.on_front], lang)
    return page.figure


def front_finding(front: Front, lang: str) -> str:
    """The cheapest of the front against the one that calms most."""
    kept = [a for a in front.alternatives if a.on_front]
    if not kept:
        return NONE.to(lang)
    first, last = _ends(kept)
    said = ONE if len(kept) == 1 else SAME if first is last else TWO
    (km, more), (cost, price) = (
        [number(a.values["stress_relieved"], 2, lang) for a in (first, last)], [_euros(a.values["cost"], lang) for a in (first, last)]
    )  # fmt: skip
    return said.to(lang).format(a=first.name, b=last.name, km=km, more=more, cost=cost, price=price)


def _euros(value: float, lang: str) -> str:
    return "n/a" if not isfinite(value) else money(value, lang, abs(value) >= 1e6)


def _draw_map(page: Page, frame: Frame, front: Front, shown: Sequence[Alternative], lang: str) -> None:
    streets = front.city.streets
    axes = lines.draw_base(page, frame, front.city)
    tried = np.zeros(len(streets), dtype=bool)
    for alternative in front.alternatives:
        tried[alternative.rows] = True
    lines.draw_lines(axes, streets, tried, 2.0, OTHER, 1.8)
    pieces = lines.ribbons(streets, [a.rows for a in shown], PITCH * style.POINT / frame.scale)
    for k, ribbon in enumerate(pieces):
        outline(axes, ribbon, style.PAPER, LINE + 1.4, zorder=2)
        outline(axes, ribbon, COLOURS[k], LINE, zorder=3)
    taken: list[Box] = [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)]
    for k, alternative in enumerate(shown):
        taken.append(_name_on_map(page, frame, streets, alternative, shown, k, taken))
    ends = [Tag(*point, (words.to(lang),)) for point, words in ((front.start, START), (front.end, END)) if point is not None]
    lines.write_tags(page, frame, ends, taken, lines.together(streets, tried))
    if not shown:
        lines.say(page, frame, NONE.to(lang))


def _name_on_map(
    page: Page, frame: Frame, streets: Streets, mine: Alternative, shown: Sequence[Alternative], k: int, taken: Sequence[Box]
) -> Box:
    """The letter on the longest stretch that fewest others share, where it is free."""
    shared = [(sum(row in a.rows for a in shown), -float(streets.length[row]), int(row)) for row in mine.rows]
    spots = [
        frame.to_page(*shapely.get_coordinates(shapely.line_interpolate_point(streets.lines[row], share, normalized=True))[0])
        for _, _, row in sorted(shared)
        for share in (0.5, 0.3, 0.7)
    ]
    room = (frame.box[0] + RADIUS, frame.box[1] + RADIUS, frame.box[2] - RADIUS, frame.box[3] - RADIUS)
    spots = [(min(max(x, room[0]), room[2]), min(max(y, room[1]), room[3])) for x, y in spots] or [(room[0], room[1])]
    spot = next((s for s in spots if not any(overlap(_round(s), box, 0.03) for box in taken)), None)
    if spot is None:
        place = lines.placed([spots[0]], [(2 * RADIUS, 2 * RADIUS)], frame.box, taken, all_of_them=True)[0]
        spot = spots[0]
        if place is not None:
            box = place[0]
            page.line([spot[0], (box[0] + box[2]) / 2], [spot[1], (box[1] + box[3]) / 2], COLOURS[k], 1.4, zorder=4)
            spot = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    _badge(page, *spot, mine.name, COLOURS[k])
    return _round(spot)


def _round(spot: tuple[float, float]) -> Box:
    return spot[0] - RADIUS, spot[1] - RADIUS, spot[0] + RADIUS, spot[1] + RADIUS


def _badge(page: Page, x: float, y: float, letter: str, colour: str) -> None:
    page.circle(x, y, RADIUS, colour, "white", zorder=6)
    text, size = style.fitted(letter, 1.7 * RADIUS, style.SMALL, 6.0, bold=True)
    page.text(x, y, text, size, "white", bold=True, ha="center", va="center", zorder=7)


@dataclass(frozen=True)
class Chart:
    """Where values lie on the page: `box` [in] from the lowest to the highest ticks."""

    box: Box
    costs: tuple[float, ...]
    reliefs: tuple[float, ...]

    def at(self, cost: float, relief: float) -> tuple[float, float]:
        """Page position [in]."""
        (low, high), (least, most) = (self.costs[0], self.costs[-1]), (self.reliefs[0], self.reliefs[-1])
        left, top, right, bottom = self.box
        return left + (right - left) * (cost - low) / (high - low), bottom - (bottom - top) * (relief - least) / (most - least)


def ticks(values: Sequence[float], about: int) -> tuple[float, ...]:
    """Round steps from 0 or below to the largest value or above; 0 to 1 when all are 0."""
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    found = MaxNLocator(about, steps=[1, 2, 5, 10]).tick_values(low, high if high > low else 1.0)
    return tuple(float(t) for t in found)


def _draw_chart(page: Page, panel: Box, front: Front, shown: Sequence[Alternative], lang: str) -> None:
    known = [a for a in front.alternatives if isfinite(a.values["cost"]) and isfinite(a.values["stress_relieved"])]
    dearest = max((a.values["cost"] for a in shown if isfinite(a.values["cost"])), default=0.0)
    points = [a for a in known if a.values["cost"] <= FAR * dearest or dearest <= 0]
    costs, reliefs = (ticks([a.values[key] for a in points], 5) for key in ("cost", "stress_relieved"))
    digits = digits_for(reliefs[1] - reliefs[0], 1)
    margin = 0.15 + max(style.text_width(number(t, digits, lang), style.SMALL) for t in reliefs)
    chart = Chart((panel[0] + margin, panel[1] + 0.5, panel[2] - 0.4, panel[3] - 0.75), costs, reliefs)
    left, _, right, bottom = chart.box
    heading = page.text(panel[0], panel[1] + 0.14, RELIEF_AXIS.to(lang), style.SMALL, style.MUTED)
    if len(points) < len(known):
        words = OFF.to(lang).format(count=len(known) - len(points), cost=_euros(max(a.values["cost"] for a in known), lang))
        words, size = style.fitted(words, panel[2] - heading[2] - 0.2, style.SMALL)
        page.text(panel[2], panel[1] + 0.14, words, size, style.MUTED, ha="right")
    for tick in reliefs:
        y = chart.at(costs[0], tick)[1]
        page.line([left, right], [y, y], style.MUTED if tick == 0 else style.RULE, 0.8, zorder=1)
        page.text(left - 0.1, y, number(tick, digits, lang), style.SMALL, style.MUTED, ha="right")
    for tick in costs[:: 1 + len(costs) // 7]:
        x = chart.at(tick, 0)[0]
        page.line([x, x], [bottom, bottom + 0.06], style.MUTED, 0.8)
        page.text(x, bottom + 0.21, number(tick, 0, lang), style.SMALL, style.MUTED, ha="center")
    axis = page.text(right, bottom + 0.52, COST_AXIS.to(lang), style.SMALL, style.MUTED, ha="right")
    keys = [(OTHER, BEATEN)] if any(not a.on_front for a in front.alternatives) else []
    if len(shown) < sum(a.on_front for a in front.alternatives):
        keys.append((style.INK, MORE_ON))
    x = left
    for colour, words in keys:
        page.circle(x + DOT, bottom + 0.52, DOT * 0.8, style.PAPER, colour, 1.6)
        said, size = style.fitted(words.to(lang), max(0.5, axis[0] - x - 0.4), style.SMALL)
        x = page.text(x + 0.26, bottom + 0.52, said, size, style.MUTED)[2] + 0.3
    _draw_points(page, chart, points, shown, lang)


def _draw_points(page: Page, chart: Chart, points: Sequence[Alternative], shown: Sequence[Alternative], lang: str) -> None:
    """A ring for each alternative; for those told a disc, and near it the letter with the change of the car trip."""
    rest = [a for a in points if not any(a is one for one in shown)]
    for a in sorted(rest, key=lambda a: a.on_front):
        at = chart.at(a.values["cost"], a.values["stress_relieved"])
        page.circle(*at, DOT * 0.8, style.PAPER, style.INK if a.on_front else OTHER, 1.6, zorder=3)
    told_here = [(k, a) for k, a in enumerate(shown) if any(a is one for one in points)]
    spots = [chart.at(a.values["cost"], a.values["stress_relieved"]) for _, a in told_here]
    rings = [chart.at(a.values["cost"], a.values["stress_relieved"]) for a in rest]
    said = [w.with_unit(number(a.values["car_time"], 2, lang, sign=True), "min", lang) for _, a in told_here]
    sizes = [(2 * RADIUS + 0.12 + style.text_width(text, style.NOTE), 2 * RADIUS + 0.04) for text in said]

    def crowd(box: Box) -> float:
        return 0.25 * sum(overlap(box, (x, y, x, y), DOT) for x, y in rings)

    room = (chart.box[0], chart.box[1] - 0.3, chart.box[2] + 0.3, chart.box[3])
    places = lines.placed(spots, sizes, room, (), crowd, all_of_them=True)
    for (k, a), spot, text, place in zip(told_here, spots, said, places, strict=True):
        page.circle(*spot, DOT, COLOURS[k], style.PAPER, 1.2, zorder=4)
        if place is None:
            _badge(page, *spot, a.name, COLOURS[k])
            continue
        box, link = place
        (x0, y0), (x1, y1) = shapely.get_coordinates(link)
        page.line([x0, x1], [y0, y1], COLOURS[k], 1.2, zorder=2.5)
        page.box(box, style.PAPER, alpha=0.9, zorder=2.8)
        left, middle = spot[0] <= (box[0] + box[2]) / 2, (box[1] + box[3]) / 2  # the letter on the side of its point
        _badge(page, box[0] + RADIUS if left else box[2] - RADIUS, middle, a.name, COLOURS[k])
        page.text(box[0] + 2 * RADIUS + 0.07 if left else box[0] + 0.03, middle, text, style.NOTE, style.INK)


def _draw_table(page: Page, top: float, shown: Sequence[Alternative], kept: Sequence[Alternative], lang: str) -> None:
    """One line for each alternative told, the best of the front in each column marked."""
    right, wide = page.width - MARGIN, 2.15
    starts = [right - wide * (len(COLUMNS) - 1 - i) for i in range(len(COLUMNS))]
    for column, x in zip(COLUMNS, starts, strict=True):
        head, size = style.fitted(column.head.to(lang), wide - 0.25, style.SMALL)
        page.text(x, top + 0.12, head, size, style.MUTED, ha="right")
    if shown:
        page.text(MARGIN, top + 0.12, BEST.to(lang), style.SMALL, style.BETTER)
    for k, a in enumerate(shown):
        y = top + 0.3 + ROW * (k + 0.5)
        page.line([MARGIN, right], [y - ROW / 2] * 2, width=0.7, zorder=1)
        _badge(page, MARGIN + RADIUS, y, a.name, COLOURS[k])
        name, size = style.fitted(sheet.spaced(a.plan.title(lang)), starts[0] - wide + 0.5 - MARGIN, style.BODY)
        page.text(MARGIN + 2 * RADIUS + 0.15, y, name, size)
        for column, x in zip(COLUMNS, starts, strict=True):
            value, best = a.values[column.key], is_best(column, a, kept)
            figure = _euros(value, lang) if column.key == "cost" else number(value, column.digits, lang, sign=column.sign)
            text = f"● {figure}" if best else figure
            page.text(x, y, text, style.BODY, style.BETTER if best else style.INK, bold=best, ha="right")


def is_best(column: Column, mine: Alternative, among: Sequence[Alternative]) -> bool:
    """Whether none has a better figure in a column, as shown, and at least one a worse."""
    figures = [round(a.values[column.key], column.digits) for a in among if isfinite(a.values[column.key])]
    value = mine.values[column.key]
    if not figures or not isfinite(value) or min(figures) == max(figures):
        return False
    return round(value, column.digits) == (min(figures) if column.less else max(figures))
