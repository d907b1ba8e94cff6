"""Year by year: the telling metrics without a plan and with each plan, under a strip of how the climate warms."""

from collections.abc import Callable, Sequence
from math import floor, isfinite, log10

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from numpy.typing import NDArray

from twin.metrics import Metric
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import CLEAR, LAID, relative_digits, sources
from twin.plots.page import Box, Page
from twin.plots.street_page import CONTENT, GUTTER, MARGIN, PANEL, Texts, opened, signature
from twin.rows import Row
from twin.words import Language, Words, digits_for, number, unit_name
from twin.years.line import Timeline
from twin.years.telling import moves, shown_years

Array = NDArray[np.float64]
TELLING = ("hot_ground", "runoff", "overheating", "co2_heating", "canopy", "co2_traffic", "heating", "energy_bill", "air_warming")
NOT_TOLD = ("cost", "renovation_cost", "embodied_carbon", "carbon_payback")
MOST, COLUMNS = 6, 3  # panels
TITLE, PLOT, BELOW = 0.62, 2.25, 0.62  # in, of one panel
STRIP = 0.34  # in, height of the strip of warming
MOST_LEVELS = 16  # numbers on it
ROOM = 0.45  # in, of a year under an axis
COLOURS = (style.BIKE, style.BETTER, style.RENOVATED, "#4D4858", "#24693F")
SHAPES = ("circle", "diamond", "square")
WARM = ("#FBFAF6", "#F3C08A", "#CF6A16", "#7E3504")
FULL = 4.0  # K above the baseline at which the strip is darkest

WITHOUT = Words("Without a plan", "Sans projet")
BY = Words("In {last}, {gains}", "En {last}, {gains}")
MEANS = Words("From {first} to {last}, on average, {gains}", "De {first} à {last}, en moyenne, {gains}")
AGAIN = Words("{who} by {much}", "{who} de {much}")
GAIN = Words("{who} {does} {what} by {much}", "{who} {does} {what} de {much}")
CUTS, RAISES = Words("cuts", "réduit"), Words("raises", "augmente")
ALONE = Words(
    "Without a plan: {what}, {start} in {first}, {end} in {last}", "Sans projet\u00a0: {what}, {start} en {first}, {end} en {last}"
)
STEADY = Words("{name}, {first} to {last}", "{name}, de {first} à {last}")
WARMER = Words("{climate}: warmer than {baseline} by", "{climate}\u00a0: plus chaud que {baseline} de")
DATES = Words("▲ years in which works are done", "▲ années des travaux")
LEAD = Words("{name}, {first} to {last}:", "{name}, de {first} à {last}\u00a0:")
NOTE = Words(
    "Trees grow and die as is to be expected, cars become electric, some homes are renovated in any case: line.text() lists all that is "
    "assumed. A level of warming is a climate, not the weather of a year. Axes do not begin at 0.",
    "Les arbres grandissent et meurent selon les probabilités, les voitures deviennent électriques, des logements sont rénovés de "
    "toute façon\u00a0: line.text() donne toutes les hypothèses. Un réchauffement est un climat, non la météo d'une année. Les axes ne "
    "partent pas de 0.",
)


def draw_lines(line: Timeline, lang: Language) -> Figure:
    """At most six metrics by year, a line for no plan and one for each plan that moves it."""
    with style.drawing():
        return _drawn(line, lang)


def _drawn(line: Timeline, lang: Language) -> Figure:
    chosen = telling(line)
    rows = max(1, -(-len(chosen) // COLUMNS))
    top_part = STRIP + 0.62 + 0.5
    page, top = opened(_texts(line, chosen, lang), top_part + rows * (TITLE + PLOT + BELOW), lang)
    _strip(page, (MARGIN, top + 0.3, MARGIN + CONTENT, top + 0.3 + STRIP), line, lang)
    _legend(page, top + STRIP + 0.85, line, lang)
    for i, metric in enumerate(chosen):
        left = MARGIN + (i % COLUMNS) * (PANEL + GUTTER)
        y = top + top_part + (i // COLUMNS) * (TITLE + PLOT + BELOW)
        _panel(page, (left, y, left + PANEL, y + TITLE + PLOT), line, metric, lang)
    if not chosen:
        page.text(MARGIN, top + top_part + 0.6, w.STILL.to(lang).format(list="…"), style.BODY, style.MUTED)
    return page.figure


def telling(line: Timeline) -> list[Metric]:
    """The metrics worth a panel: first those that a plan moves, then those that move by themselves, in the order of `TELLING`."""
    order = {key: n for n, key in enumerate(TELLING)}
    found = [metric for m, metric in enumerate(line.metrics) if metric.key not in NOT_TOLD and moves(line, m)]
    by_plan = {metric.key: any(line.row(metric.key, y, i).moves for i in range(len(line.plans)) for y in line.years) for metric in found}
    found.sort(key=lambda metric: (not by_plan[metric.key], order.get(metric.key, len(order))))
    known = [metric for metric in found if metric.key in order]
    return (known if len(known) >= COLUMNS else found)[:MOST]


def _texts(line: Timeline, chosen: Sequence[Metric], lang: Language) -> Texts:
    first, last = line.years[0], line.years[-1]
    items = []
    for i, plan in enumerate(line.plans):
        works = [f"{year} {work.title.to(lang)}" for year, work in line.works(i)] or [w.NO_WORKS.to(lang)]
        items += [f"{quoted(plan.title(lang), lang)} {works[0]}", *works[1:]]
    items = items or [w.NO_WORKS.to(lang)]
    lead = LEAD.to(lang).format(name=line.city.name, first=first, last=last)
    notes = [NOTE.to(lang), sources(list(chosen), lang), signature(line.city.attribution, lang)]
    return Texts(finding(line, lang), lead, items, notes)


def finding(line: Timeline, lang: str) -> str:
    """What the first two plans that gain something gain in the mean of the years; else what happens without a plan."""
    year, first = line.years[-1], line.years[0]
    gains = [(i, row) for i in range(len(line.plans)) if (row := _gain(line, i))][:2]
    if gains:
        said = w.SEMICOLON.to(lang).join(
            _said(line, i, row, n > 0 and row.metric is gains[0][1].metric, lang) for n, (i, row) in enumerate(gains)
        )
        return (MEANS if len(line.years) > 1 else BY).to(lang).format(first=first, last=year, gains=said)
    for metric in telling(line)[:1]:
        start, end = (w.with_unit(number(line.value(metric.key, y), metric.digits, lang), metric.unit, lang) for y in (first, year))
        return ALONE.to(lang).format(what=w.lowered(metric.label(lang)), start=start, end=end, first=first, last=year)
    return STEADY.to(lang).format(name=line.city.name, first=first, last=year)


def _gain(line: Timeline, plan: int) -> Row | None:
    """The first metric in the order of `TELLING`, what is laid down last, that a plan clearly betters in the mean of the years."""
    known = {metric.key: metric for metric in line.metrics}
    for key in sorted((key for key in TELLING if key in known), key=lambda key: key in LAID):
        without, planned = (float(np.mean(line.series(key, p))) for p in (None, plan))
        row = Row(known[key], line.plans[plan].name, without, planned, float(line.resolution[line.column(key)]))
        clear = row.percent is not None and isfinite(row.percent) and abs(row.percent) >= CLEAR
        if clear and row.verdict == "better" and row.metric.noun is not None:
            return row
    return None


def _said(line: Timeline, plan: int, row: Row, short: bool, lang: str) -> str:
    """ "“Shade” cuts runoff by 3 %", or only "“Shade” by 3 %" where the plan before was told by the same metric."""
    percent = abs(row.percent or 0.0)
    much = w.percent(percent, relative_digits(percent), lang, sign=False)
    if row.metric.unit == "%":
        much = w.POINTS_LONG.to(lang).format(much=number(abs(row.difference), row.metric.digits, lang))
    who, does = quoted(line.plans[plan].title(lang), lang), (CUTS if row.difference < 0 else RAISES).to(lang)
    return (AGAIN if short else GAIN).to(lang).format(who=who, does=does, what=(row.metric.noun or row.metric.labels).to(lang), much=much)


def quoted(name: str, lang: str) -> str:
    """A name in the quotes of the language, which never part from it."""
    return w.QUOTED.to(lang).format(name=name).replace("« ", f"«{w.SPACE}").replace(" »", f"{w.SPACE}»")


def colour_of(state: int) -> str:
    """The colour of a state: grey without a plan, then one for each plan."""
    return style.MUTED if state == 0 else COLOURS[(state - 1) % len(COLOURS)]


def mark(page: Page, x: float, y: float, state: int, radius: float = 0.06, zorder: float = 6) -> None:
    """The sign of a state: its shape doubles its colour."""
    shape = SHAPES[(state - 1) % len(SHAPES)] if state else "circle"
    colour = colour_of(state)
    if shape == "circle":
        page.circle(x, y, radius, style.PAPER if state == 0 else colour, colour, 1.6, zorder=zorder)
    elif shape == "diamond":
        page.diamond(x, y, radius * 1.3, colour, zorder=zorder)
    else:
        page.box((x - radius, y - radius, x + radius, y + radius), colour, zorder=zorder)


def _strip(page: Page, box: Box, line: Timeline, lang: Language) -> None:
    """A bar that darkens as it warms, with the warming of a few years on it."""
    left, top, right, bottom = box
    said = WARMER.to(lang).format(climate=line.climate, baseline=line.course.baseline)
    page.text(left, top - 0.17, said, style.SMALL, style.MUTED)
    count = len(line.years)
    for n in range(count):
        colour = warm_colour(float(line.warming[n]))
        wide = (right - left) / count
        page.box((left + n * wide, top, left + (n + 1) * wide + 0.005, bottom), colour)
    for n in range(0, count, -(-count // MOST_LEVELS)):
        x = left + (n + 0.5) * (right - left) / count
        text = w.with_unit(number(float(line.warming[n]), 1, lang, sign=True), "K", lang)
        dark = float(line.warming[n]) > 0.5 * FULL
        page.text(x, (top + bottom) / 2, text, style.SMALL, "white" if dark else style.INK, bold=True, ha="center")
        page.text(x, bottom + 0.16, str(line.years[n]), style.SMALL, style.MUTED, ha="center")
    page.box(box, edge=style.RULE)


def warm_colour(kelvin: float) -> str:
    """The colour of a warming [K]."""
    return to_hex(LinearSegmentedColormap.from_list("warm", WARM)(float(np.clip(kelvin / FULL, 0, 1))))


def _legend(page: Page, y: float, line: Timeline, lang: Language) -> None:
    x = MARGIN
    names = [WITHOUT.to(lang), *(plan.title(lang) for plan in line.plans)]
    for state, name in enumerate(names):
        page.line([x, x + 0.42], [y, y], colour_of(state), 2.4, dashed=state == 0)
        mark(page, x + 0.21, y, state)
        text, size = style.fitted(name, 4.0, style.BODY, style.SMALL, True)
        x = page.text(x + 0.55, y, text, size, bold=True)[2] + 0.45
    if any(line.works(i) for i in range(len(line.plans))):
        page.text(MARGIN + CONTENT, y, DATES.to(lang), style.SMALL, style.MUTED, ha="right")


def _panel(page: Page, box: Box, line: Timeline, metric: Metric, lang: Language) -> None:
    """One metric: title, three lines of a grid, one line for each state, its last value beside it."""
    left, top, right, bottom = box
    unit = unit_name(metric.unit, lang)
    title, size = style.fitted(metric.label(lang), right - left, style.SUBTITLE, style.SMALL, True)
    page.text(left, top + 0.16, title, size, style.BRAND, bold=True)
    page.text(left, top + 0.42, unit, style.SMALL, style.MUTED)
    states = [0, *(i + 1 for i in range(len(line.plans)) if any(line.row(metric.key, y, i).moves for y in line.years))]
    values = {s: line.values[s, :, line.column(metric.key)] for s in states}
    low, high, ticks = _scale(np.concatenate(list(values.values())))
    digits = max(digits_for(ticks[1] - ticks[0], 1), 0) if len(ticks) > 1 else metric.digits
    labels = [number(tick, digits, lang) for tick in ticks]
    start = left + max(style.text_width(text, style.NOTE) for text in labels) + 0.12
    ends = [number(float(values[s][-1]), metric.digits, lang) for s in states]
    end, head = right - max(style.text_width(text, style.SMALL, True) for text in ends) - 0.22, top + TITLE + 0.1

    def x_of(year: float) -> float:
        span = max(line.years[-1] - line.years[0], 1)
        return start + (end - start) * (year - line.years[0]) / span

    def y_of(value: float) -> float:
        return bottom - (bottom - head) * (value - low) / (high - low)

    for tick, text in zip(ticks, labels, strict=True):
        page.line([start, end], [y_of(tick)] * 2, width=0.8)
        page.text(start - 0.08, y_of(tick), text, style.NOTE, style.MUTED, ha="right")
    for year in _years_that_fit(line, x_of):
        page.text(x_of(year), bottom + 0.3, str(year), style.NOTE, style.MUTED, ha="center")
    _draw_series(page, line, values, x_of, y_of)
    for s, text, y in zip(states, ends, _apart([y_of(float(values[s][-1])) for s in states], 0.2), strict=True):
        page.text(end + 0.16, y, text, style.SMALL, style.INK if s == 0 or colour_of(s) == style.RENOVATED else colour_of(s), bold=True)
    _draw_dates(page, line, states, x_of, bottom)


def _years_that_fit(line: Timeline, x_of: Callable[[float], float]) -> list[int]:
    """The first year, the last, and of `shown_years` those that stand clear of both and of each other."""
    first, last = line.years[0], line.years[-1]
    found = [first]
    for n in shown_years(line):
        if x_of(line.years[n]) - x_of(found[-1]) >= ROOM and (x_of(last) - x_of(line.years[n]) >= ROOM or line.years[n] == last):
            found.append(line.years[n])
    return found


def _draw_series(
    page: Page, line: Timeline, values: dict[int, Array], x_of: Callable[[float], float], y_of: Callable[[float], float]
) -> None:
    """The lines, and the gap between each plan and none."""
    xs, none = [x_of(year) for year in line.years], [y_of(float(v)) for v in values[0]]
    for s, series in values.items():
        ys = [y_of(float(v)) for v in series]
        if s:
            page.axes.fill_between(xs, none, ys, color=colour_of(s), alpha=0.10, linewidth=0, zorder=2.5)
        page.line(xs, ys, colour_of(s), 2.6 if s else 2.0, dashed=s == 0, zorder=4 if s else 3.5, rounded=s > 0)
        for n in shown_years(line):
            mark(page, xs[n], ys[n], s, 0.055)


def _draw_dates(page: Page, line: Timeline, states: Sequence[int], x_of: Callable[[float], float], bottom: float) -> None:
    """A small triangle under the axis for each year of works of the plans that move this metric."""
    taken: set[int] = set()
    for s in states[1:]:
        for year in sorted({year for year, _ in line.works(s - 1)}):
            x = x_of(year) + 0.1 * (year in taken)
            taken.add(year)
            page.axes.fill(
                [x - 0.055, x + 0.055, x], [bottom + 0.17, bottom + 0.17, bottom + 0.06], color=colour_of(s), linewidth=0, zorder=5
            )


def _scale(values: Array) -> tuple[float, float, list[float]]:
    """(lowest, highest, round ticks) of an axis that holds these values."""
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    if high - low < 1e-9:
        low, high = low - 0.5, high + 0.5
    rough = (high - low) / 3
    power = 10.0 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    ticks = [step * k for k in range(first, last + 1)]
    return ticks[0], ticks[-1], ticks


def _apart(ys: Sequence[float], least: float) -> list[float]:
    """The heights moved as little as it takes to lie `least` apart, in their order."""
    order = np.argsort(ys, kind="stable")
    placed = np.array(ys, dtype=float)[order]
    for _ in range(50):
        for i in range(1, len(placed)):
            gap = least - (placed[i] - placed[i - 1])
            if gap > 1e-6:
                placed[i - 1] -= gap / 2
                placed[i] += gap / 2
    found = np.empty(len(placed))
    found[order] = placed
    return [float(y) for y in found]
