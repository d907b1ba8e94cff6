"""Where the cars go: streets as lines whose width is the flow in the peak hour, before, after, and the difference."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from numpy.typing import NDArray

from twin.comparison import Comparison
from twin.mobility.traffic import Traffic
from twin.plots import street_lines as lines
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import works_of
from twin.plots.legend import Entry, draw_legend, legend_rows, work_entries
from twin.plots.maps import Frame, draw_north, draw_scale
from twin.plots.page import Box, Page
from twin.plots.street_lines import Extreme, Widths, draw_lines
from twin.plots.street_page import CONTENT, GUTTER, MARGIN, PANEL
from twin.streets import Streets
from twin.words import Language, Words, checked, number, unit_name

Array = NDArray[np.float64]
FLOW = "#5A6B78"
LEAST = 2  # veh/h, change from which a street counts: the solver tells smaller ones, but they mean nothing
THINNEST, HOLLOW = 1.5, 3.2  # pt, of a change; from which a fall is drawn hollow
EACH_WAY, WORTH = 2, 0.12  # labels for gains and for falls; share of the extreme from which a street is named
PALEST = 0.3  # of a colour scale, so that the smallest change still shows on paper
FACTS = ("car_time", "car_km", "bike_share")
UNIT = "veh/h"
KEY = 0.36  # in, height of a line of the legend

CARS = Words("cars in the peak hour, both directions", "voitures en heure de pointe, deux sens")
CARS_AND_WORKS = Words("cars in the peak hour, with the plan", "voitures en heure de pointe, avec le projet")
MORE_OR_FEWER = Words("after − before, lines on the same scale", "après − avant, traits à la même échelle")
FEWER_CARS, MORE_CARS = Words("fewer", "moins"), Words("more", "plus")
CLOSED = Words("Closed to cars", "Fermé aux voitures")
HOUSES = Words("Building", "Bâtiment")
NO_CARS = Words("No cars on this map", "Aucune voiture sur cette carte")

BOTH = Words(
    "{loser} loses up to {less} cars an hour, {gainer} gains up to {more}",
    "{loser} perd jusqu'à {less} voitures par heure, {gainer} en gagne jusqu'à {more}",
)
BOTH_TURNED = Words(
    "{gainer} gains up to {more} cars an hour, {loser} loses up to {less}",
    "{gainer} gagne jusqu'à {more} voitures par heure, {loser} en perd jusqu'à {less}",
)
ONLY_LESS = Words(
    "{loser} loses up to {less} cars an hour, no street gains any",
    "{loser} perd jusqu'à {less} voitures par heure, aucune rue n'en gagne",
)
ONLY_MORE = Words(
    "{gainer} gains up to {more} cars an hour, no street loses any",
    "{gainer} gagne jusqu'à {more} voitures par heure, aucune rue n'en perd",
)
NONE = Words("no street gains or loses 2 cars an hour", "aucune rue ne gagne ni ne perd 2 voitures par heure")


@dataclass(frozen=True, eq=False)
class Flows:
    """Cars on each row of streets in the peak hour [veh/h], in whole cars: what is shown adds up."""

    streets: tuple[Streets, Streets]
    before: Array
    after: Array

    @classmethod
    def of(cls, before: Traffic, after: Traffic) -> "Flows":
        """The flows of two states of the same streets."""
        return cls((before.streets, after.streets), np.round(before.flow), np.round(after.flow))

    @cached_property
    def change(self) -> Array:
        """After minus before, 0 where it is less than `LEAST`."""
        difference = self.after - self.before
        return np.where(np.abs(difference) >= LEAST, difference, 0.0)

    @cached_property
    def changed(self) -> list[Extreme]:
        """Street by street, the largest change first; streets with a name first of all."""
        return sorted(lines.extremes(self.streets[0], self.change), key=lambda e: not e.name)

    @property
    def named(self) -> list[Extreme]:
        """The streets that gain and lose most, as many as get a label; the busiest ones when nothing changes."""
        ranked = self.changed or lines.extremes(self.streets[0], self.before)
        worth = [e for e in ranked if e.name and abs(e.value) >= WORTH * abs(ranked[0].value)]
        sides = [[e for e in worth if (e.value > 0) == up][:EACH_WAY] for up in (False, True)]
        return sorted((e for side in sides for e in side), key=lambda e: -abs(e.value))

    @cached_property
    def scale(self) -> Widths:
        """Of all three maps."""
        return Widths(float(max(self.before.max(initial=0.0), self.after.max(initial=0.0))))

    @cached_property
    def most(self) -> float:
        """The largest change, either way."""
        return float(np.abs(self.change).max(initial=0.0))

    def colour(self, change: float) -> str:
        """Blue for fewer cars, orange for more, the darker the larger; no change is in the middle."""
        strength = PALEST + (1 - PALEST) * abs(change) / self.most if change else 0.0
        return str(to_hex(style.diverging()(0.5 + 0.5 * float(np.sign(change)) * strength)))

    def change_width(self, change: Array | float) -> Array:
        """[pt], on the scale of the flows, but never too thin to be seen."""
        return np.maximum(self.scale.of(change), THINNEST)


def draw_traffic(comparison: Comparison, lang: Language = "en", plan_index: int = 0) -> Figure:
    """The cars of the morning peak hour on each street before and after a plan, and which streets gain and lose."""
    with style.drawing():
        return _drawn(comparison, checked(lang), comparison.index(plan_index))


def _drawn(comparison: Comparison, lang: Language, index: int) -> Figure:
    flows = Flows.of(*sheet.traffics(comparison, index))
    bounds = comparison.city.bounds
    before, after = sheet.cards(comparison, index, FACTS)
    said = sheet.titled(comparison, index, traffic_finding(flows, lang), lang)
    texts = sheet.about(comparison, index, said, before, before["car_km"].metric.caveat.to(lang), lang)
    entries = [Entry(lines.BUILDING, "cover", HOUSES.to(lang)), *work_entries(works_of(comparison, index), lang)]
    legend = legend_rows(entries, 2 * PANEL + GUTTER)
    summary = style.wrapped(sheet.facts(before, after, lang), CONTENT, style.BODY, 2)
    high = sheet.map_height(bounds)
    below = 0.42 + high + 0.5
    keys = KEY * max(1, len(legend))
    page, top = sheet.opened(texts, below + keys + 0.3 * len(summary) + 0.25, lang)

    panels = sheet.three_panels(top + 0.42, high)
    frames = [Frame.within(bounds, panel) for panel in panels]
    for panel, title, text in zip(panels, (w.BEFORE, w.AFTER, w.CHANGE), (CARS, CARS_AND_WORKS, MORE_OR_FEWER), strict=True):
        sheet.head(page, panel, title.to(lang), text.to(lang))
    draw_flow_map(page, frames[0], comparison, index, flows, False, lang)
    draw_flow_map(page, frames[1], comparison, index, flows, True, lang)
    draw_flow_change(page, frames[2], comparison, flows, lang)
    draw_flow_key(page, panels[0][0], panels[0][3] + 0.3, flows, lang)
    draw_change_key(page, panels[2][0], panels[2][3] + 0.3, flows, lang)
    draw_legend(page, MARGIN, top + below, legend)
    for i, line in enumerate(summary):
        page.text(MARGIN, top + below + keys + 0.16 + 0.3 * i, line)
    return page.figure


def traffic_finding(flows: Flows, lang: str) -> str:
    """Who gains and who loses most, in cars an hour."""
    losers, gainers = ([e for e in flows.changed if (e.value > 0) == up] for up in (False, True))
    if losers and gainers:
        said = BOTH if abs(losers[0].value) >= gainers[0].value else BOTH_TURNED
    else:
        said = ONLY_LESS if losers else ONLY_MORE if gainers else NONE
    loser, gainer = (side[0] if side else Extreme("", 0, 0.0) for side in (losers, gainers))
    return said.to(lang).format(
        loser=loser.name or sheet.UNNAMED.to(lang), gainer=gainer.name or sheet.UNNAMED.to(lang),
        less=number(abs(loser.value), 0, lang), more=number(gainer.value, 0, lang),
    )  # fmt: skip


def draw_flow_map(page: Page, frame: Frame, comparison: Comparison, index: int, flows: Flows, after: bool, lang: str) -> None:
    streets, values = flows.streets[after], flows.after if after else flows.before
    axes, widths = lines.draw_base(page, frame, comparison.city), flows.scale.of(values)
    works = works_of(comparison, index) if after else ()
    lines.draw_cased(axes, streets, works, widths)
    draw_lines(axes, streets, values >= 1, widths, FLOW, 3)
    lines.draw_closed(axes, streets)
    taken: list[Box] = [] if after else [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)]
    if not values.any():
        taken.append(lines.say(page, frame, NO_CARS.to(lang)))
    tags = [lines.tag_at(streets, e, number(values[e.row], 0, lang)) for e in flows.named]
    taken += lines.numbers_of(page, frame, works, tags, taken)
    lines.write_tags(page, frame, tags, taken, lines.together(streets, widths > 0.15 * flows.scale.widest))


def draw_flow_change(page: Page, frame: Frame, comparison: Comparison, flows: Flows, lang: str) -> None:
    streets, change = flows.streets[1], flows.change
    axes, widths = lines.draw_base(page, frame, comparison.city), flows.change_width(change)
    colours = np.array([flows.colour(float(value)) for value in change], dtype=object)
    draw_lines(axes, streets, change < 0, widths, colours, 3.0)
    draw_lines(axes, streets, (change < 0) & (widths >= HOLLOW), np.maximum(widths - 2.4, 0.0), style.PAPER, 3.1)
    draw_lines(axes, streets, change > 0, widths, colours, 3.2)
    newly = lines.closed_to_cars(streets) & ~lines.closed_to_cars(flows.streets[0])
    draw_lines(axes, streets, newly, 1.2, style.INK, 3.9, (3.0, 2.0))
    if not flows.changed:
        lines.say(page, frame, w.NO_CHANGE.to(lang))
        return
    tags = []
    for e in flows.named:
        said = w.with_unit(number(e.value, 0, lang, sign=True), UNIT, lang)
        tags.append(lines.tag_at(streets, e, said, style.BETTER if e.value < 0 else style.WORSE))
    lines.write_tags(page, frame, tags, (), lines.together(streets, (change != 0) & (widths > 0.15 * flows.scale.widest)))


def draw_flow_key(page: Page, x: float, y: float, flows: Flows, lang: str) -> None:
    """Sample widths with their flow, and the dashes of a closed street if there is one."""
    for value in flows.scale.samples:
        last = value == flows.scale.samples[-1]
        x = _sample(page, x, y, float(flows.scale.of(value)), FLOW, number(value, 0, lang), unit_name(UNIT, lang) if last else "")
    if any(lines.closed_to_cars(streets).any() for streets in flows.streets):
        page.line([x, x + 0.5], [y, y], style.INK, 1.2, dashed=True)
        page.text(x + 0.58, y, CLOSED.to(lang), style.SMALL)


def draw_change_key(page: Page, left: float, y: float, flows: Flows, lang: str) -> None:
    """Hollow blue for fewer cars, and below it solid orange for more."""
    samples = flows.scale.up_to(flows.most).samples
    indent = 0.2 + max(style.text_width(words.to(lang), style.SMALL, bold=True) for words in (FEWER_CARS, MORE_CARS))
    for sign, words, ink in ((-1, FEWER_CARS, style.BETTER), (1, MORE_CARS, style.WORSE)) if samples else ():
        page.text(left, y, words.to(lang), style.SMALL, ink, bold=True)
        x = left + indent
        for value in samples:
            wide, start, last = float(flows.change_width(value)), x, value == samples[-1]
            said = number(sign * value, 0, lang, sign=True)
            x = _sample(page, x, y, wide, flows.colour(sign * value), said, unit_name(UNIT, lang) if last else "")
            if sign < 0 and wide >= HOLLOW:
                page.line([start + 0.02, start + 0.48], [y, y], style.PAPER, wide - 2.4, zorder=2.2)
        y += KEY


def _sample(page: Page, x: float, y: float, wide: float, colour: str, said: str, unit: str) -> float:
    """A piece of line with its number; returns where the next one starts."""
    page.line([x, x + 0.5], [y, y], colour, wide)
    return page.text(x + 0.58, y, f"{said}{w.SPACE}{unit}".rstrip(), style.SMALL)[2] + 0.24
