"""The board: the map of a town with the cells A1 to H8, in black and white, to print on A3."""

from collections.abc import Iterable, Mapping

import numpy as np
import shapely

from twin.challenge.codes import COLUMNS, ROWS, cell_box
from twin.city import City
from twin.covers import BY_KEY, COVERS, INDEX
from twin.overlay import Shapes, union
from twin.report.markup import esc, tag
from twin.words import Words, number

GREEN = tuple(cover.key for cover in COVERS if cover.group in ("grass", "garden", "trees"))
PAVED = tuple(cover.key for cover in COVERS if cover.depavable and cover.key != "yard")
COARSE = 0.8  # m, by which outlines are simplified: a third of a millimetre on paper
MOST_NAMES = 16
LETTER = 0.6  # width of a letter over its height, about
SHIFTS = (0, 1.5, -1.5, 3, -3)  # heights of a letter, by which a name may make way
DISTRICT = 0.1  # share of the map from which a place is too large to be named at a point
PATTERNS = (
    '<defs><pattern id="green" width="9" height="9" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.1" fill="#666"/></pattern>'
    '<pattern id="paved" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fff"/><line x1="0" y1="0" x2="0" y2="7" stroke="#444" stroke-width="1.6"/></pattern>'
    '<pattern id="water" width="14" height="8" patternUnits="userSpaceOnUse">'
    '<path d="M0 4q3.5-4 7 0t7 0" fill="none" stroke="#333" stroke-width="1.1"/></pattern></defs>'
)
LETTERING = {"role": "img", "font-family": "Arial, sans-serif"}
LEGEND = Words("What the patterns mean", "Ce que veulent dire les motifs")
KEY = (
    ("url(#paved)", Words("mapped paving", "sol revêtu cartographié")),
    ("url(#green)", Words("green ground", "sol vert")),
    ("#555", Words("building", "bâtiment")),
    ("#ddd", Words("street", "rue")),
    ("url(#water)", Words("water", "eau")),
    ("#fff", Words("private plot or other ground", "parcelle privée ou autre sol")),
)


def board_svg(city: City, free: Mapping[str, float], lang: str) -> str:
    """The map with its grid; each cell says how much mapped paving the cards can work on."""
    minx, miny, maxx, maxy = city.bounds
    wide, high = maxx - minx, maxy - miny
    rim = wide / 40
    layers = (GREEN, "url(#green)"), (("water",), "url(#water)"), (PAVED, "url(#paved)")
    ground = "".join(_layer(city, keys, fill) for keys, fill in layers)
    roofs = _path(city, city.buildings.shapes, "#555", 'stroke="#000" stroke-width=".4"')
    crowns = _path(city, city.land.crowns, "none", 'stroke="#000" stroke-width=".5"')
    frame = f'<rect width="{wide:.1f}" height="{high:.1f}" fill="none" stroke="#000" stroke-width="3"/>'
    labels = _names(city, wide) + _grid(city, free, lang) + _rim(wide, high, rim)
    drawn = f'<rect width="{wide:.1f}" height="{high:.1f}" fill="#fff"/>{ground}{_streets(city)}{roofs}{crowns}{labels}{frame}'
    box = f"{-rim:.1f} {-rim:.1f} {wide + 2 * rim:.1f} {high + 2 * rim:.1f}"
    return tag("svg", PATTERNS + tag("g", drawn), {"viewBox": box, "aria-label": city.name} | LETTERING)


def key_svg(lang: str) -> str:
    """What the patterns mean."""
    boxes = "".join(
        f'<g transform="translate({i % 3 * 320} {i // 3 * 34})"><rect width="36" height="22" fill="{fill}" stroke="#000"/>'
        f'<text x="46" y="17" font-size="17">{esc(words.to(lang))}</text></g>'
        for i, (fill, words) in enumerate(KEY)
    )
    return tag("svg", boxes, {"viewBox": "-2 -2 964 64", "aria-label": LEGEND.to(lang)} | LETTERING)


def _layer(city: City, keys: Iterable[str], fill: str) -> str:
    wanted = [INDEX[key] for key in keys if key in BY_KEY]
    return _path(city, city.land.pieces[np.isin(city.land.codes, wanted)], fill)


def _path(city: City, shapes: Iterable[shapely.Geometry], fill: str, more: str = "") -> str:
    """Polygons as one path, y down from the north-west corner [m]."""
    listed = np.array(list(shapes), dtype=object)
    if not len(listed):
        return ""
    left, top = city.bounds[0], city.bounds[3]
    parts = []
    for polygon in shapely.get_parts(shapely.simplify(union(listed), COARSE)):
        if polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            points = np.round(shapely.get_coordinates(ring)[:-1] * (1, -1) + (-left, top), 1)
            parts.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return f'<path d="{"".join(parts)}" fill="{fill}" fill-rule="evenodd" {more}/>'


def _streets(city: City) -> str:
    streets = city.streets
    rows = np.flatnonzero(~streets.is_path)
    ways = [shapely.buffer(streets.lines[row], max(float(streets.width[row]), 3.0) / 2) for row in rows]
    return _path(city, [shapely.intersection(way, city.grid.box) for way in ways], "#ddd", 'stroke="#888" stroke-width=".6"')


def _names(city: City, wide: float) -> str:
    """The largest named places, as many as find room; a white rim keeps them legible on every pattern."""
    known = sorted(((shapely.area(s), n, s) for n, s in city.places.items()), key=lambda row: (-row[0], row[1]))
    texts, size, taken = list[str](), wide / 80, _corners(city)
    for area, name, shape in known:
        point = shapely.point_on_surface(shapely.intersection(shape, city.grid.box))
        if point.is_empty or not 0 < area < DISTRICT * city.grid.area or len(texts) >= MOST_NAMES:
            continue
        long = LETTER * size * len(name)
        x = min(max(point.x - city.bounds[0], long / 2 + size / 2), max(wide - long / 2 - size / 2, long / 2))
        for shift in SHIFTS:
            y = city.bounds[3] - point.y + shift * size
            box = shapely.box(x - long / 2, y - size, x + long / 2, y + 0.3 * size)
            if not shapely.intersects(box, taken).any():
                taken = np.append(taken, box)
                texts.append(_text(x, y, name, size, "middle", bold=True))
                break
    return "".join(texts)


def _corners(city: City) -> Shapes:
    """Where the names of cells and their figures stand, y down from the north-west corner [m]."""
    minx, maxy = city.bounds[0], city.bounds[3]
    found = []
    for cell in (f"{column}{row}" for row in ROWS for column in COLUMNS):
        left, _, right, top = cell_box(city, cell).bounds
        found.append(shapely.box(left - minx, maxy - top, right - minx, maxy - top + 0.18 * (right - left)))
    return np.array(found, dtype=object)


def _grid(city: City, free: Mapping[str, float], lang: str) -> str:
    """Lines, the name of each cell, and its mapped paving."""
    parts = []
    for cell in (f"{column}{row}" for row in ROWS for column in COLUMNS):
        left, bottom, right, top = cell_box(city, cell).bounds
        x, y, wide = left - city.bounds[0], city.bounds[3] - top, right - left
        sides = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{top - bottom:.1f}"'
        parts.append(f'<rect {sides} fill="none" stroke="#000" stroke-width="1.4"/>')
        parts.append(_text(x + wide * 0.04, y + wide * 0.15, cell, wide * 0.14, "start", bold=True))
        if free.get(cell, 0.0) > 0:
            parts.append(_text(x + wide * 0.96, y + wide * 0.12, f"{number(free[cell], 0, lang)} m²", wide * 0.09, "end"))
    return "".join(parts)


def _rim(wide: float, high: float, rim: float) -> str:
    across = [_text((i + 0.5) * wide / len(COLUMNS), -rim * 0.25, name, rim * 0.8, "middle", bold=True) for i, name in enumerate(COLUMNS)]
    down = [_text(-rim * 0.5, (i + 0.55) * high / len(ROWS), name, rim * 0.8, "middle", bold=True) for i, name in enumerate(ROWS)]
    return "".join([*across, *down])


def _text(x: float, y: float, text: str, size: float, anchor: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    style = f'text-anchor="{anchor}" paint-order="stroke" stroke="#fff" stroke-width="{size * 0.3:.1f}" stroke-linejoin="round"'
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" {style}{weight}>{esc(text)}</text>'
