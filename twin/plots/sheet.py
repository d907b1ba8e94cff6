"""The sheet of a comparison: headline, three maps, scorecard, land cover, and where the numbers come from."""

from dataclasses import dataclass

from matplotlib.figure import Figure

from twin.comparison import Comparison
from twin.comparison_text import alerts, asides
from twin.plots import style
from twin.plots import words as w
from twin.plots.change_map import Difference, difference, draw_change, draw_colour_bar, telling_map
from twin.plots.chosen import shown
from twin.plots.city_map import draw_city
from twin.plots.cover_bars import draw_cover_bars
from twin.plots.finding import assumptions, headline, sources, steps, works_of
from twin.plots.legend import cover_entries, draw_legend, legend_rows, work_entries
from twin.plots.maps import Frame, draw_ground, draw_north, draw_scale, groups_present
from twin.plots.page import Box, Page
from twin.plots.scorecard import draw_scorecard, scorecard_height
from twin.plots.street_page import HEADLINE_LINE, balanced, signature, subtitle
from twin.plots.works_layer import draw_numbers, draw_traces, draw_works
from twin.words import Language

__all__ = ["draw_city", "draw_sheet"]

WIDTH, MARGIN, GUTTER = 19.8, 0.7, 0.42  # in
BARS = 4.6  # in, width of the land cover panel
LEAST_MAP = 1.75  # in, height of the maps of a very flat town
LEAST_LOWER = 4.6  # in, height below the maps when there are few metrics
CONTENT = WIDTH - 2 * MARGIN
CARD = CONTENT - BARS - 0.5  # in, width of the scorecard
PANEL = (CONTENT - 2 * GUTTER) / 3


@dataclass(frozen=True)
class Texts:
    """Everything written above and below the panels, cut into lines that fit."""

    headline: list[str]
    headline_size: float
    subtitle: list[str]
    footer: list[str]

    @property
    def step(self) -> float:
        """From a line of the headline to the next [in]."""
        return self.headline_size * HEADLINE_LINE * style.POINT


def draw_sheet(comparison: Comparison, lang: Language, plan_index: int = 0, map_key: str | None = None) -> Figure:
    """One plan against the city before: a figure that states its finding.

    plan_index   which plan of the comparison
    map_key      metric whose change is mapped; by the rule of `telling_map` when None
    Raises TwinError when the metric is unknown or has no map.
    """
    change = telling_map(comparison, plan_index) if map_key is None else difference(comparison, plan_index, map_key)
    with style.drawing():
        return _drawn(comparison, lang, plan_index, change)


def _drawn(comparison: Comparison, lang: Language, index: int, change: Difference | None) -> Figure:
    texts = _texts(comparison, index, lang)
    before, after = comparison.city, comparison.cities[index]
    minx, miny, maxx, maxy = before.bounds
    map_height = min(PANEL, max(LEAST_MAP, PANEL * (maxy - miny) / (maxx - minx)))
    entries = [*cover_entries(groups_present([before, after]), lang), *work_entries(works_of(comparison, index), lang)]
    legend = legend_rows(entries, 2 * PANEL + GUTTER)
    titles = 0.98 + texts.step * (len(texts.headline) - 1) + 0.3 * len(texts.subtitle) + 0.22
    maps = titles + 0.42
    lower = maps + map_height + max(0.15 + 0.36 * len(legend), 0.6) + 0.22
    footer = lower + max(scorecard_height(comparison, index, CARD, lang), LEAST_LOWER) + 0.15
    page = Page(WIDTH, footer + 0.225 * len(texts.footer) + 0.3)

    _write_top(page, texts)
    panels: list[Box] = [(x, maps, x + PANEL, maps + map_height) for x in (MARGIN + i * (PANEL + GUTTER) for i in range(3))]
    _draw_maps(page, panels, comparison, index, change, lang)
    draw_legend(page, MARGIN, panels[0][3] + 0.15, legend)
    if change is not None:
        draw_colour_bar(page, (panels[2][0], panels[2][3] + 0.15, panels[2][2], panels[2][3] + 0.6), change, lang)
    draw_scorecard(page, (MARGIN, lower, MARGIN + CARD, footer), comparison, index, lang)
    draw_cover_bars(page, (WIDTH - MARGIN - BARS, lower, WIDTH - MARGIN, footer - 0.1), before, after, lang)
    page.line([MARGIN, WIDTH - MARGIN], [footer - 0.06] * 2, width=0.8)
    for i, line in enumerate(texts.footer):
        page.text(MARGIN, footer + 0.13 + 0.225 * i, line, style.NOTE, style.MUTED)
    return page.figure


def _texts(comparison: Comparison, index: int, lang: Language) -> Texts:
    said = headline(comparison, index, lang)
    _, size = style.fitted(said, CONTENT, style.HEADLINE, 23.0, bold=True)
    lines = balanced(said, size)
    lead = w.WHERE.to(lang).format(name=" ".join(comparison.city.name.split()), year=comparison.cities[index].year)
    urgent = " ".join(alerts(comparison.after[index], lang))
    beside = asides([row.metric for row in comparison.rows(index) if row.verdict != "same"], lang)
    footer = [
        *style.wrapped(urgent, CONTENT, style.NOTE, 2),
        *style.wrapped(f"{w.RULE.to(lang)}{w.COST_NOTE.to(lang)} {assumptions(comparison, lang)}".strip(), CONTENT, style.NOTE, 2),
        *style.wrapped(sources([row.metric for row in shown(comparison, index)[0]], lang), CONTENT, style.NOTE, 7),
        *style.wrapped(beside, CONTENT, style.NOTE, 3),
        *style.wrapped(signature(comparison.city.attribution, lang), CONTENT, style.NOTE, 2),
    ]
    return Texts(lines, size, subtitle(lead, steps(comparison, index, lang), lang), [line for line in footer if line])


def _write_top(page: Page, texts: Texts) -> None:
    y = 0.42 + 0.28
    for line in texts.headline:
        page.text(MARGIN, y, line, texts.headline_size, style.BRAND, bold=True)
        y += texts.step
    y += 0.56 - texts.step
    for line in texts.subtitle:
        page.text(MARGIN, y - 0.08, line, style.SUBTITLE, style.MUTED)
        y += 0.3


def _draw_maps(page: Page, panels: list[Box], comparison: Comparison, index: int, change: Difference | None, lang: Language) -> None:
    before, after, works = comparison.city, comparison.cities[index], works_of(comparison, index)
    frames = [Frame.within(before.bounds, panel) for panel in panels]
    mapped = change.title(lang) if change is not None else ""
    for panel, title, said in zip(
        panels, (w.BEFORE, w.AFTER, w.CHANGE), (w.LAND_COVER.to(lang), w.WITH_WORKS.to(lang), mapped), strict=True
    ):
        left, right, y = panel[0], panel[2], panel[1] - 0.22
        box = page.text(left, y, title.to(lang), style.TITLE, style.BRAND, bold=True)
        text, size = style.fitted(said, right - box[2] - 0.25, style.SMALL)
        page.text(right, y, text, size, style.MUTED, ha="right")
    draw_ground(page, frames[0], before)
    draw_north(page, frames[0], w.NORTH.to(lang))
    draw_scale(page, frames[0])
    draw_works(draw_ground(page, frames[1], after), works)
    draw_numbers(page, frames[1], works, ())
    if change is None:
        frames[2].axes(page, style.PAPER)
        box3 = frames[2].box
        page.text((box3[0] + box3[2]) / 2, (box3[1] + box3[3]) / 2, w.NO_MAP.to(lang), style.BODY, style.MUTED, ha="center")
    else:
        draw_traces(draw_change(page, frames[2], after, change, lang), works)
