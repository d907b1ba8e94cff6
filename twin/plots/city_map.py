"""One map of a city: its land cover, with the names of some places and streets."""

from collections.abc import Iterator
from math import atan2, cos, degrees, radians, sin

import shapely
from matplotlib.figure import Figure

from twin.city import City
from twin.plots import style
from twin.plots import words as w
from twin.plots.legend import cover_entries, draw_legend, legend_rows
from twin.plots.maps import Frame, draw_ground, draw_north, draw_scale, groups_present
from twin.plots.page import Box, Page, inside, overlap
from twin.words import Language, checked, number

WIDTH, MARGIN = 13.0, 0.6  # in
TALLEST, FLATTEST = 11.8, 3.0  # in, of the map
MOST_PLACES, MOST_STREETS = 12, 14
NAME = 11.0  # pt
Label = tuple[float, float, str, float, bool]  # x, y [in], text, angle [°], bold


def draw_city(city: City, lang: Language = "en") -> Figure:
    """The land cover of a city with a legend, a scale bar, a north arrow and the names of its largest places and streets."""
    with style.drawing():
        return _drawn(city, checked(lang))


def _drawn(city: City, lang: Language) -> Figure:
    minx, miny, maxx, maxy = city.bounds
    content = WIDTH - 2 * MARGIN
    high = min(TALLEST, max(FLATTEST, content * (maxy - miny) / (maxx - minx)))
    rows = legend_rows(cover_entries(groups_present([city]), lang), content)
    top = 1.5
    notes = style.wrapped(f"{w.MAP_DATA.to(lang)}{city.attribution}" if city.attribution else "", content, style.NOTE, 2)
    page = Page(WIDTH, top + high + 0.2 + 0.36 * len(rows) + 0.225 * len(notes) + 0.45)
    title, size = style.fitted(f"{city.name}, {city.year}", content, 24.0, 14.0, bold=True)
    page.text(MARGIN, 0.65, title, size, style.BRAND, bold=True)
    facts, size = style.fitted(_facts(city, lang), content, style.BODY)
    page.text(MARGIN, 1.12, facts, size, style.MUTED)
    frame = Frame.within(city.bounds, (MARGIN, top, WIDTH - MARGIN, top + high))
    draw_ground(page, frame, city)
    taken = [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)]
    for labels, most in ((_places(city, frame), MOST_PLACES), (_streets(city, frame), MOST_STREETS)):
        _write_names(page, frame, labels, most, taken)
    draw_legend(page, MARGIN, top + high + 0.18, rows)
    for i, line in enumerate(notes):
        page.text(MARGIN, page.height - 0.3 - 0.225 * (len(notes) - 1 - i), line, style.NOTE, style.MUTED)
    return page.figure


def _facts(city: City, lang: Language) -> str:
    minx, miny, maxx, maxy = city.bounds
    streets = city.streets.total_length(city.streets.is_street) / 1000
    return w.FACTS.to(lang).format(
        wide=number((maxx - minx) / 1000, 2, lang),
        high=number((maxy - miny) / 1000, 2, lang),
        buildings=number(len(city.buildings), 0, lang),
        streets=number(streets, 1, lang),
        cell=number(city.grid.cell, 0 if city.grid.cell == round(city.grid.cell) else 1, lang),
    )


def _places(city: City, frame: Frame) -> Iterator[Label]:
    """Named places, the largest first; those that are most of the map say nothing of where they are."""
    known = sorted(((shapely.area(s), n, s) for n, s in city.places.items()), key=lambda row: (-row[0], row[1]))
    for area, name, shape in known:
        if 0 < area < 0.2 * city.grid.area:
            point = shapely.point_on_surface(shapely.intersection(shape, city.grid.box))
            if not point.is_empty:
                yield *frame.to_page(point.x, point.y), " ".join(name.split()), 0.0, True


def _streets(city: City, frame: Frame) -> Iterator[Label]:
    """Named streets, the longest first, along their longest piece where the name fits on it."""
    lines: dict[str, list[shapely.Geometry]] = {}
    for line, name in zip(city.streets.lines, city.streets.names, strict=True):
        if name:
            lines.setdefault(str(name), []).append(line)
    merged = {name: shapely.get_parts(shapely.line_merge(shapely.union_all(parts))) for name, parts in lines.items()}
    for name, parts in sorted(merged.items(), key=lambda row: (-sum(p.length for p in row[1]), row[0])):
        longest = max(parts, key=lambda p: (p.length, p.wkt))
        room = style.text_width(name, NAME) / frame.scale
        if longest.length > 1.1 * room:
            middle, half = longest.length / 2, room / 2
            a, b, c = (shapely.line_interpolate_point(longest, at) for at in (middle - half, middle, middle + half))
            straight = shapely.distance(a, c) > 0.97 * room and shapely.LineString([a, c]).distance(b) < 4.0
            if straight:
                angle = degrees(atan2(c.y - a.y, c.x - a.x))
                yield *frame.to_page(b.x, b.y), name, (angle + 90) % 180 - 90, False


def _write_names(page: Page, frame: Frame, labels: Iterator[Label], most: int, taken: list[Box]) -> None:
    """As many names as find room, the first ones first."""
    written = 0
    for x, y, text, angle, bold in labels:
        wide, high = style.text_width(text, NAME, bold), style.text_height(NAME)
        turn = radians(angle)
        dx, dy = (wide * abs(cos(turn)) + high * abs(sin(turn))) / 2, (wide * abs(sin(turn)) + high * abs(cos(turn))) / 2
        box = (x - dx, y - dy, x + dx, y + dy)
        if written >= most:
            return
        if inside(box, frame.box, 0.05) and not any(overlap(box, other, 0.03) for other in taken):
            page.text(x, y, text, NAME, style.INK, bold=bold, ha="center", va="center", halo=4.0, angle=angle)
            taken.append(box)
            written += 1
