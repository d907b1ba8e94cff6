"""How stressful streets are to ride on: levels of traffic stress before and after a plan, and kilometres of each."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from twin.comparison import Comparison
from twin.mobility.rides import CALM
from twin.mobility.traffic import Traffic
from twin.plots import street_lines as lines
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import works_of
from twin.plots.legend import Entry, draw_legend, legend_rows, work_entries
from twin.plots.maps import Frame, draw_north, draw_scale
from twin.plots.page import Box, Page
from twin.plots.street_lines import Extreme, draw_lines
from twin.plots.street_page import CONTENT, GUTTER, MARGIN, PANEL
from twin.streets import Streets
from twin.words import Language, Words, checked, number

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Levels = NDArray[np.int8]
# From light and thin to dark and thick: the order is read without colour too.
COLOURS = {1: "#9CC6DC", 2: "#4C8DB5", 3: "#B9560C", 4: "#4E1C00"}
WIDTHS = {1: 1.5, 2: 2.5, 3: 4.2, 4: 6.2}  # pt
DOTS = (1.0, 1.6)  # of paths
LEAST_HIGH = 2.7  # in, of the panels: the bars need it
NAMES = 2.75  # in, left of the bars
EACH_WAY = 2  # labels for streets that become calmer, and for those that do not
FACTS = ("stress_km", "low_stress")
DIGITS = 2  # of kilometres: tens of metres

STRESS = Words("level of traffic stress, the worse direction", "niveau de stress du trafic, le pire des sens")
STRESS_AND_WORKS = Words("level of traffic stress, with the plan", "niveau de stress du trafic, avec le projet")
LENGTHS = Words("Length", "Longueur")
BARS = Words("km of street: hollow before, full after", "km de rues : vide avant, plein après")
RIDERS = {
    1: Words("a child can ride", "un enfant peut rouler"),
    2: Words("most adults ride", "la plupart des adultes"),
    3: Words("the confident ride", "les cyclistes aguerris"),
    4: Words("only the fearless", "seuls les intrépides"),
}
PATHS = Words("Path open to bikes (not counted)", "Chemin ouvert aux vélos (non compté)")
HOUSES = Words("Building", "Bâtiment")
NO_STREETS = Words("No street to ride on", "Aucune rue où rouler")
COUNTED = Words("service ways and paths are not counted. {caveat}", "les voies de service et chemins ne sont pas comptés. {caveat}")

CALMED = Words("{km} km of stressful street become calm", "{km} km de rues stressantes deviennent calmes")
STRESSED = Words("{km} km of calm street become stressful", "{km} km de rues calmes deviennent stressantes")
AND = Words("{first}, {second}", "{first}, {second}")
CALMER = Words("{km} km of street become less stressful, none calm", "{km} km de rues deviennent moins stressantes, aucune calme")
EASIER = Words("{km} km of calm street become calmer still", "{km} km de rues calmes le deviennent plus encore")
TENSER = Words("{km} km of street become more stressful", "{km} km de rues deviennent plus stressantes")
NONE = Words("no street changes its level of traffic stress", "aucune rue ne change de niveau de stress")


@dataclass(frozen=True, eq=False)
class Stress:
    """Level of traffic stress of each row of streets, on the streets before and after; 0 where bikes may not ride."""

    streets: tuple[Streets, Streets]
    before: Levels
    after: Levels

    @classmethod
    def of(cls, before: Traffic, after: Traffic) -> "Stress":
        """The stress of two states of the same streets."""
        return cls((before.streets, after.streets), before.row_stress, after.row_stress)

    @cached_property
    def change(self) -> Array:
        """Levels that streets proper go up or, below 0, down."""
        known = (self.before > 0) & (self.after > 0) & self.streets[0].is_street
        return np.where(known, self.after.astype(float) - self.before, 0.0)

    def km(self, rows: Flags) -> float:
        """Length of the chosen streets proper."""
        return self.streets[0].total_length(rows & self.streets[0].is_street) / 1000

    def by_level(self, after: bool) -> dict[int, float]:
        """Length of streets proper at each level [km]."""
        levels = self.after if after else self.before
        return {level: self.km(levels == level) for level in COLOURS}

    @property
    def calmed(self) -> float:
        """Stressful street that becomes calm [km]."""
        return self.km((self.change < 0) & (self.before > CALM) & (self.after <= CALM))

    @property
    def stressed(self) -> float:
        """Calm street that becomes stressful [km]."""
        return self.km((self.change > 0) & (self.before <= CALM) & (self.after > CALM))

    @property
    def named(self) -> list[Extreme]:
        """The named streets of which most metres change, calmer and more stressful ones."""
        metres = self.change * self.streets[0].length
        crossing = (self.before > CALM) != (self.after > CALM)  # what becomes calm or stressful goes first
        found = [e for e in lines.extremes(self.streets[0], np.where(crossing, 10 * metres, metres)) if e.name]
        return [e for up in (False, True) for e in [e for e in found if (e.value > 0) == up][:EACH_WAY]]


def draw_stress(comparison: Comparison, lang: Language = "en", plan_index: int = 0) -> Figure:
    """Where a plan makes streets calm enough to ride on, where it does the opposite, and how many kilometres."""
    with style.drawing():
        return _drawn(comparison, checked(lang), comparison.index(plan_index))


def _drawn(comparison: Comparison, lang: Language, index: int) -> Figure:
    stress, bounds = Stress.of(*sheet.traffics(comparison, index)), comparison.city.bounds
    before, after = sheet.cards(comparison, index, FACTS)
    said = sheet.titled(comparison, index, stress_finding(stress, lang), lang)
    caveat = COUNTED.to(lang).format(caveat=before["stress_km"].metric.caveat.to(lang))
    texts = sheet.about(comparison, index, said, before, caveat, lang)
    entries = [Entry(lines.BUILDING, "cover", HOUSES.to(lang)), *work_entries(works_of(comparison, index), lang)]
    legend = legend_rows(entries, 2 * PANEL + GUTTER)
    summary = style.wrapped(sheet.facts(before, after, lang), CONTENT, style.BODY, 2)
    high = max(LEAST_HIGH, sheet.map_height(bounds))
    below = 0.42 + high + 0.16
    page, top = sheet.opened(texts, below + 0.36 * len(legend) + 0.3 * len(summary) + 0.25, lang)

    panels = sheet.three_panels(top + 0.42, high)
    frames = [Frame.within(bounds, panel) for panel in panels]
    for panel, title, text in zip(panels, (w.BEFORE, w.AFTER, LENGTHS), (STRESS, STRESS_AND_WORKS, BARS), strict=True):
        sheet.head(page, panel, title.to(lang), text.to(lang))
    draw_stress_map(page, frames[0], comparison, index, stress, False, lang)
    draw_stress_map(page, frames[1], comparison, index, stress, True, lang)
    _bars(page, panels[2], stress, lang)
    if _paths(stress.streets[0]).any():
        _path_key(page, panels[2][0], top + below + 0.14, lang)
    draw_legend(page, MARGIN, top + below, legend)
    for i, line in enumerate(summary):
        page.text(MARGIN, top + below + 0.36 * len(legend) + 0.16 + 0.3 * i, line)
    return page.figure


def stress_finding(stress: Stress, lang: str) -> str:
    """Kilometres that become calm or stressful; else those that change at all."""
    calmed, stressed = stress.calmed, stress.stressed
    down, up = stress.km(stress.change < 0), stress.km(stress.change > 0)

    def told(words: Words, km: float) -> str:
        return words.to(lang).format(km=number(km, DIGITS, lang))

    if shown(calmed) and shown(stressed):
        return AND.to(lang).format(first=told(CALMED, calmed), second=told(STRESSED, stressed))
    if shown(calmed) or shown(stressed):
        return told(CALMED, calmed) if shown(calmed) else told(STRESSED, stressed)
    if shown(down) and down >= up:
        return told(CALMER if shown(stress.km((stress.change < 0) & (stress.before > CALM))) else EASIER, down)
    return told(TENSER, up) if shown(up) else NONE.to(lang)


def shown(km: float) -> bool:
    """Whether a length is more than nothing at the figures shown."""
    return round(km, DIGITS) > 0


def _paths(streets: Streets) -> Flags:
    found: Flags = streets.is_path & streets.bikes & (streets.kinds != "footway") & (streets.kinds != "steps")
    return found


def _path_key(page: Page, left: float, y: float, lang: str) -> None:
    page.axes.add_line(Line2D([left, left + 0.42], [y, y], color=COLOURS[1], linewidth=1.6, linestyle=(0, DOTS)))
    page.text(left + 0.54, y, PATHS.to(lang), style.SMALL)


def draw_stress_map(page: Page, frame: Frame, comparison: Comparison, index: int, stress: Stress, after: bool, lang: str) -> None:
    streets, levels = stress.streets[after], stress.after if after else stress.before
    axes, works = lines.draw_base(page, frame, comparison.city), works_of(comparison, index) if after else ()
    widths = np.array([WIDTHS.get(int(level), 0.0) for level in levels])
    lines.draw_cased(axes, streets, works, widths)
    draw_lines(axes, streets, _paths(streets), 1.3, COLOURS[1], 2.2, DOTS)
    for level, colour in COLOURS.items():
        draw_lines(axes, streets, streets.is_street & (levels == level), WIDTHS[level], colour, 2.5 + level / 10)
    lines.draw_closed(axes, streets)
    taken: list[Box] = [] if after else [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)]
    if not (streets.is_street & (levels > 0)).any():
        taken.append(lines.say(page, frame, NO_STREETS.to(lang)))
    tags = []
    for e in stress.named:
        was, now = int(stress.before[e.row]), int(stress.after[e.row])
        tags.append(lines.tag_at(streets, e, f"{was} → {now}" if after else str(was), _ink(was, now) if after else style.INK))
    taken += lines.numbers_of(page, frame, works, tags, taken)
    heavy = lines.together(streets, streets.is_street & ((levels > CALM) | (stress.change != 0)))
    lines.write_tags(page, frame, tags, taken, heavy)


def _ink(was: int, now: int) -> str:
    return style.BETTER if now < was else style.WORSE


def _bars(page: Page, panel: Box, stress: Stress, lang: str) -> None:
    """For each level its line, who rides there, and two bars: hollow before, full after."""
    before, after = stress.by_level(False), stress.by_level(True)
    left, top, right, bottom = panel
    most = max(*before.values(), *after.values(), 0.1)
    start, step = left + NAMES, (bottom - top) / len(COLOURS)
    room = right - start - 0.95
    thick = min(0.3, step * 0.28)
    aside = max(0.105, thick / 2 + 0.02)
    for i, (level, colour) in enumerate(COLOURS.items()):
        y = top + step * (i + 0.5)
        page.line([left, right], [y - step / 2] * 2, width=0.7, zorder=1)
        page.line([left, left + 0.42], [y, y], colour, WIDTHS[level])
        page.text(left + 0.54, y, str(level), style.TITLE, style.INK, bold=True)
        name, size = style.fitted(RIDERS[level].to(lang), NAMES - 0.95, style.SMALL)
        page.text(left + 0.82, y, name, size)
        for full, km, at in ((False, before[level], y - aside), (True, after[level], y + aside)):
            end = start + room * km / most
            page.box((start, at - thick / 2, end, at + thick / 2), colour if full else style.PAPER, colour, 1.2)
            text = w.with_unit(number(km, DIGITS, lang), "km", lang)
            page.text(end + 0.1, at, text, style.NOTE, style.INK if full else style.MUTED, bold=full)
    page.line([left, right], [bottom] * 2, width=0.7, zorder=1)
