"""A film of the hot afternoon: maps of felt heat around the works in a few years, without a plan and with it; still or moving."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import shapely
from matplotlib.animation import PillowWriter
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy import ndimage

from twin.city import City
from twin.covers import GROUPS
from twin.errors import TwinError
from twin.evaluation import evaluate
from twin.features import Bounds
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import sources
from twin.plots.maps import Frame, draw_scale, fill, outline
from twin.plots.page import Box, Page
from twin.plots.street_page import CONTENT, MARGIN, Texts, opened, signature
from twin.plots.year_lines import quoted, warm_colour
from twin.words import Language, Words, number
from twin.writing import write_bytes
from twin.years.line import Timeline
from twin.years.telling import shown_years

Array = NDArray[np.float64]
KEY = "hot_ground"  # whose map is the felt temperature
FRAMES, GAP = 5, 0.16  # maps in a row; in between them
SIDE, FLAT = 260.0, 0.85  # m, width of the window; its height over its width
LEAST = 0.05  # K, felt cooling worth showing
MIDDLE = 38.0  # °C, very strong heat stress: where blue turns to orange
REACH, FARTHEST = 6.0, 15.0  # K from there to the ends of the colours: at least, at most
WIDEST = 6.0  # in, of one map
TREE = GROUPS["trees"].colour
NOBODY = "#E9E5DA"  # ground on which nobody walks
FPS, HOLD = 2, 4  # pictures a second; how often the last one is shown
GIF_DPI = 72

WITHOUT = Words("Without a plan", "Sans projet")
FOUND = Words(
    "On the hot afternoon of {year} the ground around {who} feels {much} K cooler than without it",
    "L'après-midi chaud de {year}, {who} rend le sol alentour plus frais de {much} K en température ressentie",
)
SAME = Words(
    "The hot afternoon, {first} to {last}: the ground feels {much} K hotter",
    "L'après-midi chaud, de {first} à {last}\u00a0: {much} K de plus ressentis",
)
LEAD = Words("{name}, felt temperature (UTCI) at 15:00:", "{name}, température ressentie (UTCI) à 15 h\u00a0:")
SCALE = Words("felt temperature, °C (UTCI)", "température ressentie, °C (UTCI)")
STRONG, STRONGER = Words("strong heat stress", "stress thermique fort"), Words("very strong", "très fort")
CROWNS, BUILDINGS, UNWALKED = (
    Words("tree crowns", "houppiers"),
    Words("buildings", "bâtiments"),
    Words("nobody walks there", "non praticable"),
)
MEAN = Words("mean {value} °C", "moyenne {value} °C")
NOTE = Words(
    "Mean of each cell's walkable ground. Crowns are drawn as large as is to be expected of their pit, losses and replacement included. "
    "Storms, hot days and trees follow the trajectory; the sun, the wind and the buildings stay.",
    "Moyenne du sol praticable de chaque maille. Houppiers dessinés à la taille probable de leur fosse, pertes et remplacements compris. "
    "Pluies, jours chauds et arbres suivent la trajectoire\u00a0; soleil, vent et bâtiments ne changent pas.",
)


@dataclass(frozen=True, eq=False)
class Still:
    """One map: the city of a year and state, felt temperature in each cell [°C], and its mean inside the window."""

    year: int
    warming: float
    city: City
    felt: Array
    mean: float


def window_of(line: Timeline, state: int) -> Bounds:
    """The window of `SIDE` in which a plan cools the ground most in the last year; the whole map where it cools nothing."""
    bounds, grid = line.city.bounds, line.city.grid
    if not state:
        return bounds
    without, planned = (still(line, len(line.years) - 1, s, bounds) for s in (0, state))
    cooler = np.nan_to_num(without.felt - planned.felt)
    if np.abs(cooler).max() < LEAST:
        return bounds
    wide = min(SIDE, bounds[2] - bounds[0])
    high = min(SIDE * FLAT, bounds[3] - bounds[1])
    around = ndimage.uniform_filter(cooler, (max(1, round(high / grid.cell)), max(1, round(wide / grid.cell))), mode="constant")
    row, col = np.unravel_index(int(np.argmax(around)), around.shape)
    x = min(max(grid.minx + (float(col) + 0.5) * grid.cell - wide / 2, bounds[0]), bounds[2] - wide)
    y = min(max(grid.maxy - (float(row) + 0.5) * grid.cell - high / 2, bounds[1]), bounds[3] - high)
    return x, y, x + wide, y + high


def still(line: Timeline, n: int, state: int, window: Bounds) -> Still:
    """The felt temperature in one of the years."""
    year = line.years[n]
    city = line.course.at(line.stages[state][n], year, line.city)
    felt = evaluate(city, [KEY], line.course.assumed(year)).map(KEY)
    west, south, east, north = window
    grid = city.grid
    rows = slice(max(int((grid.maxy - north) / grid.cell), 0), max(int((grid.maxy - south) / grid.cell), 1))
    columns = slice(max(int((west - grid.minx) / grid.cell), 0), max(int((east - grid.minx) / grid.cell), 1))
    inside = felt[rows, columns]
    known = inside[np.isfinite(inside)]
    return Still(year, float(line.warming[n]), city, felt, float(known.mean()) if known.size else float("nan"))


def draw_strip(line: Timeline, lang: Language, state: int) -> Figure:
    """Two rows of maps, without a plan and with it; one row where there is no plan."""
    window = window_of(line, state)
    picked = shown_years(line, FRAMES)
    rows = [[still(line, n, s, window) for n in picked] for s in ([0, state] if state else [0])]
    with style.drawing():
        return _drawn(line, lang, state, window, rows)


def _drawn(line: Timeline, lang: Language, state: int, window: Bounds, rows: list[list[Still]]) -> Figure:
    wide, reach = min((CONTENT - (len(rows[0]) - 1) * GAP) / len(rows[0]), WIDEST), reach_of([one for row in rows for one in row])
    high = wide * (window[3] - window[1]) / (window[2] - window[0])
    each = 0.42 + high + 0.36
    page, top = opened(_texts(line, lang, state, rows), 0.5 + each * len(rows) + 0.75, lang)
    for i, first in enumerate(rows[0]):
        left = MARGIN + i * (wide + GAP)
        _year(page, (left, top + 0.05, left + wide, top + 0.4), first, lang)
    for r, row in enumerate(rows):
        y = top + 0.5 + r * each
        name, size = style.fitted(_name(line, state if r else 0, lang), CONTENT, style.TITLE, style.BODY, True)
        page.text(MARGIN, y + 0.2, name, size, style.BRAND, bold=True)
        for i, one in enumerate(row):
            left = MARGIN + i * (wide + GAP)
            frame = Frame.within(window, (left, y + 0.42, left + wide, y + 0.42 + high))
            draw_still(page, frame, one, reach)
            mean = MEAN.to(lang).format(value=number(one.mean, 1, lang))
            page.text(left + wide / 2, y + 0.42 + high + 0.15, mean, style.BODY, bold=True, ha="center")
            if not r and not i:
                draw_scale(page, frame)
    _key(page, top + 0.5 + each * len(rows) + 0.2, reach, lang)
    return page.figure


def _name(line: Timeline, state: int, lang: str) -> str:
    return quoted(line.plans[state - 1].title(lang), lang) if state else WITHOUT.to(lang)


def _texts(line: Timeline, lang: Language, state: int, rows: list[list[Still]]) -> Texts:
    last = rows[0][-1]
    if state and np.isfinite(last.mean) and rows[1][-1].mean < last.mean - 0.05:
        said = FOUND.to(lang).format(year=last.year, who=_name(line, state, lang), much=number(last.mean - rows[1][-1].mean, 1, lang))
    else:
        hotter = number(last.mean - rows[0][0].mean, 1, lang)
        said = SAME.to(lang).format(first=rows[0][0].year, last=last.year, much=hotter)
    works = line.works(state - 1) if state else []
    items = [f"{year} {work.title.to(lang)}" for year, work in works] or [w.NO_WORKS.to(lang)]
    metric = evaluate(last.city, [KEY])[KEY].metric
    return Texts(
        said,
        LEAD.to(lang).format(name=line.city.name),
        items,
        [NOTE.to(lang), sources([metric], lang), signature(line.city.attribution, lang)],
    )


def _year(page: Page, box: Box, one: Still, lang: str) -> None:
    """The year over its column, on the colour of its warming."""
    left, top, right, bottom = box
    page.box(box, warm_colour(one.warming))
    dark = one.warming > 2.0
    ink = "white" if dark else style.INK
    page.text(left + 0.14, (top + bottom) / 2, str(one.year), style.TITLE, ink, bold=True)
    text = w.with_unit(number(one.warming, 1, lang, sign=True), "K", lang)
    page.text(right - 0.14, (top + bottom) / 2, text, style.BODY, ink, ha="right")


def heat_colours() -> Colormap:
    """Blue below very strong heat stress, orange above; grey where nobody walks."""
    return style.diverging().with_extremes(bad=NOBODY)


def reach_of(stills: Sequence[Still]) -> float:
    """How far from `MIDDLE` the colours must reach to hold nearly all of what is felt [K], a whole number."""
    felt = np.concatenate([one.felt[np.isfinite(one.felt)] for one in stills])
    far = float(np.percentile(np.abs(felt - MIDDLE), 98)) if len(felt) else 0.0
    return float(np.clip(np.ceil(far), REACH, FARTHEST))


def draw_still(page: Page, frame: Frame, one: Still, reach: float) -> Axes:
    """Felt temperature with buildings and tree crowns above."""
    axes = frame.axes(page, NOBODY)
    minx, miny, maxx, maxy = one.city.bounds
    axes.imshow(
        np.ma.masked_invalid(one.felt), cmap=heat_colours(), vmin=MIDDLE - reach, vmax=MIDDLE + reach, extent=(minx, maxx, miny, maxy),
        interpolation="nearest", aspect="auto", zorder=1,
    )  # fmt: skip
    axes.set(xlim=(frame.bounds[0], frame.bounds[2]), ylim=(frame.bounds[1], frame.bounds[3]))
    box = shapely.box(*frame.bounds)
    fill(axes, _near(one.city.buildings.shapes, box), GROUPS["roof"].colour, width=0.1, alpha=0.75, zorder=2)
    crowns = _near(one.city.land.crowns, box)
    fill(axes, crowns, TREE, width=0.1, alpha=0.28, zorder=3)
    outline(axes, list(crowns), TREE, 0.7, zorder=3.2)
    return axes


def _near(shapes: NDArray[np.object_], box: shapely.Geometry) -> NDArray[np.object_]:
    return np.asarray(shapes[shapely.intersects(shapes, box)], dtype=object) if len(shapes) else shapes


def _key(page: Page, y: float, reach: float, lang: str) -> None:
    """The colours with the classes of heat stress, and the signs on the maps."""
    left, wide = MARGIN, 6.4
    axes = page.panel((left, y, left + wide, y + 0.24))
    axes.imshow(np.linspace(0, 1, 256)[None, :], cmap=heat_colours(), aspect="auto", interpolation="bilinear")
    step = round(reach / 3)
    for value in range(round(MIDDLE) - 2 * step, round(MIDDLE) + 2 * step + 1, step):
        x = left + wide * (0.5 + (value - MIDDLE) / (2 * reach))
        page.text(x, y + 0.38, str(value), style.SMALL, style.MUTED, ha="center")
    page.text(left + 0.1, y + 0.12, STRONG.to(lang), style.NOTE, "white", bold=True)
    page.text(left + wide - 0.1, y + 0.12, STRONGER.to(lang), style.NOTE, "white", bold=True, ha="right")
    x = page.text(left + wide + 0.2, y + 0.12, SCALE.to(lang), style.BODY, style.MUTED)[2] + 0.5
    for colour, alpha, edge, label in (
        (TREE, 0.28, TREE, CROWNS), (GROUPS["roof"].colour, 0.75, "none", BUILDINGS), (NOBODY, 1.0, style.RULE, UNWALKED),
    ):  # fmt: skip
        page.box((x, y + 0.02, x + 0.26, y + 0.22), colour, alpha=alpha)
        page.box((x, y + 0.02, x + 0.26, y + 0.22), edge=edge)
        x = page.text(x + 0.36, y + 0.12, label.to(lang), style.BODY)[2] + 0.4


def write_film(line: Timeline, path: Path, lang: Language, state: int) -> Path:
    """A GIF of every year, the last one held; it appears whole or not at all."""
    if path.suffix.lower() != ".gif":
        raise TwinError(f"{path}: a film is a GIF, the name must end with .gif")
    window = window_of(line, state)
    states = [0, state] if state else [0]
    writer = PillowWriter(fps=FPS)
    carrier: Figure | None = None
    image = None
    ends = [still(line, n, s, window) for n in (0, -1) for s in states]
    reach = reach_of(ends)
    with style.drawing(), TemporaryDirectory() as folder:
        target = Path(folder) / "film.gif"
        for n in range(len(line.years)):
            page = _picture(line, lang, [still(line, n, s, window) for s in states], window, states, reach)
            pixels = _pixels(page)
            if carrier is None:
                carrier = Figure(figsize=(page.width, page.height), dpi=GIF_DPI)
                image = carrier.figimage(pixels)
                writer.setup(carrier, str(target), dpi=GIF_DPI)
            if image is not None:
                image.set_data(pixels)
            for _ in range(HOLD if n == len(line.years) - 1 else 1):
                writer.grab_frame()
        writer.finish()
        return write_bytes(path, target.read_bytes())


def _pixels(page: Page) -> NDArray[np.uint8]:
    """The page as red, green, blue and opacity."""
    page.figure.set_dpi(GIF_DPI)
    canvas = FigureCanvasAgg(page.figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return np.array(canvas.buffer_rgba(), dtype=np.uint8)  # type: ignore[no-untyped-call]


def _picture(line: Timeline, lang: Language, stills: list[Still], window: Bounds, states: list[int], reach: float) -> Page:
    """One year of the film: two maps side by side under the year."""
    wide, margin, gap = 5.6, 0.35, 0.25
    high = wide * (window[3] - window[1]) / (window[2] - window[0])
    page = Page(2 * margin + len(stills) * wide + (len(stills) - 1) * gap, 1.35 + high + 0.55)
    one = stills[0]
    page.text(margin, 0.5, str(one.year), 30.0, style.BRAND, bold=True)
    told = f"{line.climate}{w.COLON.to(lang)}{w.with_unit(number(one.warming, 1, lang, sign=True), 'K', lang)}"
    page.text(margin + 1.45, 0.5, told, style.SUBTITLE, style.MUTED)
    span = max(line.years[-1] - line.years[0], 1)
    right = page.width - margin
    page.box((margin, 0.78, right, 0.84), style.RULE)
    page.box((margin, 0.78, margin + (right - margin) * (one.year - line.years[0]) / span, 0.84), warm_colour(one.warming + 1.0))
    for i, (s, picture) in enumerate(zip(states, stills, strict=True)):
        left = margin + i * (wide + gap)
        name, size = style.fitted(_name(line, s, lang), wide, style.SUBTITLE, style.SMALL, True)
        page.text(left, 1.1, name, size, style.BRAND, bold=True)
        draw_still(page, Frame.within(window, (left, 1.3, left + wide, 1.3 + high)), picture, reach)
        mean = MEAN.to(lang).format(value=number(picture.mean, 1, lang))
        page.text(left + wide / 2, 1.3 + high + 0.22, mean, style.SUBTITLE, bold=True, ha="center")
    return page
