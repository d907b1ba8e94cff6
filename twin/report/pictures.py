"""The maps of a report, one by one: before and after, the change, the cars, and how streets are to ride on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import shapely

from twin.comparison import Comparison
from twin.features import Bounds
from twin.plots import style
from twin.plots import words as w
from twin.plots.bands import Band
from twin.plots.change_map import Difference, draw_change, draw_colour_bar
from twin.plots.finding import works_of
from twin.plots.maps import Frame, draw_ground, draw_north, draw_scale
from twin.plots.page import Box, Page
from twin.plots.stress_map import Stress, draw_stress_map
from twin.plots.traffic_map import Flows, draw_change_key, draw_flow_change, draw_flow_key, draw_flow_map
from twin.plots.whiskers import bands_height, draw_bands
from twin.plots.works_layer import draw_numbers, draw_traces, draw_works
from twin.report.png import encoded

LARGE, SMALL = 7.3, 6.6  # in, width of a map alone, and of one of several
WHISKERS = 13.6, 16.5  # in, width of a picture of differences, and its height at most
RIM = 0.02  # in, so that the frame is not cut
FLATTEST, TALLEST = 0.3, 1.25  # height over width
DOTS = 120  # per inch: sharp on paper, and on a screen of twice the usual dots
BELOW_CHANGE, BELOW_FLOW, BELOW_FLOW_CHANGE = 0.6, 0.55, 0.9  # in, for the keys


@dataclass(frozen=True)
class Picture:
    """A PNG and its size [px]."""

    png: bytes
    width: int
    height: int


def before_picture(comparison: Comparison, lang: str) -> Picture:
    """The land cover before any plan."""

    def draw(page: Page, frame: Frame) -> None:
        draw_ground(page, frame, comparison.city)
        draw_north(page, frame, w.NORTH.to(lang))
        draw_scale(page, frame)

    return _drawn(comparison.city.bounds, LARGE, draw)


def after_picture(comparison: Comparison, index: int) -> Picture:
    """The land cover after a plan, and its works with their numbers."""
    works = works_of(comparison, index)

    def draw(page: Page, frame: Frame) -> None:
        draw_works(draw_ground(page, frame, comparison.cities[index]), works)
        draw_numbers(page, frame, works, ())

    return _drawn(comparison.city.bounds, LARGE, draw)


def change_picture(comparison: Comparison, index: int, change: Difference, lang: str) -> Picture:
    """Where a metric changes, with its colour bar."""

    def draw(page: Page, frame: Frame) -> None:
        keep_free = [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)]
        axes = draw_change(page, frame, comparison.cities[index], change, lang, keep_free)
        draw_traces(axes, works_of(comparison, index))
        draw_colour_bar(page, _key_box(page, BELOW_CHANGE), change, lang)

    return _drawn(comparison.city.bounds, LARGE, draw, BELOW_CHANGE)


def flow_picture(comparison: Comparison, index: int, flows: Flows, after: bool, lang: str) -> Picture:
    """The cars of the peak hour, before or after."""

    def draw(page: Page, frame: Frame) -> None:
        draw_flow_map(page, frame, comparison, index, flows, after, lang)
        draw_flow_key(page, RIM, page.height - BELOW_FLOW + 0.3, flows, lang)

    return _drawn(comparison.city.bounds, SMALL, draw, BELOW_FLOW)


def flow_change_picture(comparison: Comparison, flows: Flows, lang: str) -> Picture:
    """Which streets gain cars and which lose some."""

    def draw(page: Page, frame: Frame) -> None:
        draw_flow_change(page, frame, comparison, flows, lang)
        draw_change_key(page, RIM, page.height - BELOW_FLOW_CHANGE + 0.3, flows, lang)

    return _drawn(comparison.city.bounds, SMALL, draw, BELOW_FLOW_CHANGE)


def stress_picture(comparison: Comparison, index: int, stress: Stress, after: bool, lang: str) -> Picture:
    """Levels of traffic stress, before or after."""

    def draw(page: Page, frame: Frame) -> None:
        draw_stress_map(page, frame, comparison, index, stress, after, lang)

    return _drawn(comparison.city.bounds, SMALL, draw)


def whisker_pictures(bands: Sequence[Band], lang: str) -> list[tuple[Picture, str]]:
    """Differences with their ranges, theme by theme, each picture short enough for a sheet of paper; with each the metrics on it."""
    themes = [list(group) for _, group in groupby(bands, key=lambda band: band.metric.theme)]
    parts = list[list[Band]]()
    for theme in themes:
        if parts and bands_height([*parts[-1], *theme]) <= WHISKERS[1]:
            parts[-1].extend(theme)
        else:
            parts.append(theme)
    drawn = []
    for part in parts:
        with style.drawing():
            page = Page(WHISKERS[0], bands_height(part))
            draw_bands(page, (RIM, 0.0, page.width - RIM, page.height), part, lang)
            drawn.append((_rendered(page), ", ".join(band.metric.label(lang) for band in part)))
    return drawn


def has_shapes(comparison: Comparison, index: int) -> bool:
    """Whether any work of a plan has a place on the map."""
    return any(not shapely.is_empty(work.where) for work in works_of(comparison, index))


def _key_box(page: Page, below: float) -> Box:
    return RIM, page.height - below + 0.12, page.width - RIM, page.height


def _drawn(bounds: Bounds, width: float, draw: Callable[[Page, Frame], None], below: float = 0.0) -> Picture:
    """A page that is one map, with `below` inches of room for its key."""
    ratio = (bounds[3] - bounds[1]) / (bounds[2] - bounds[0])
    with style.drawing():
        high = width * min(TALLEST, max(FLATTEST, ratio))
        page = Page(width, high + below)
        draw(page, Frame.within(bounds, (RIM, RIM, width - RIM, high - RIM)))
        return _rendered(page)


def _rendered(page: Page) -> Picture:
    page.figure.set_dpi(DOTS)
    page.figure.canvas.draw()
    pixels = np.asarray(page.figure.canvas.buffer_rgba())[..., :3]  # type: ignore[attr-defined]
    return Picture(encoded(np.ascontiguousarray(pixels)), pixels.shape[1], pixels.shape[0])
