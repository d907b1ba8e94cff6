"""The picture of a search for paving to take up: the map with the chosen patches, what each gains, and gain against cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import cos, isfinite, log10, pi, sin

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from numpy.typing import NDArray

import twin
from twin.covers import BY_KEY, GROUPS
from twin.plots import style
from twin.plots import words as w
from twin.plots.finding import sources
from twin.plots.legend import Entry, cover_entries, draw_legend, legend_rows
from twin.plots.maps import Frame, draw_ground, draw_north, draw_scale, fill, groups_present, outline
from twin.plots.page import Box, Page, inside, overlap
from twin.plots.scorecard import money
from twin.plots.works_layer import RADIUS
from twin.search.paving import Candidate, Depaving
from twin.search.paving_text import certainty, finding, left_out
from twin.words import Language, Words, digits_for, number, unit_name

WIDTH, MARGIN, GUTTER = 19.8, 0.7, 0.75  # in
CONTENT = WIDTH - 2 * MARGIN
MAP = 9.9  # in, greatest width and height of the map
PANEL = CONTENT - MAP - GUTTER  # in, width of what stands beside it
MOST_ROWS, ROW = 10, 0.4  # patches told one by one; in
CURVE = 3.1  # in, least height of the curve
NAMES, FIGURES = 3.2, 1.15  # in, most room for the names of patches, and room for each column of figures
LEAD = 0.12  # in, from a number to the patch it points at
REACH = 2.5  # budgets that the curve shows
VEIL = 0.4  # of paper over the ground that stays, so that the chosen patches stand out
At = Callable[[float, float], tuple[float, float]]

WHERE = Words("Where", "Où")
NUMBERED = Words("patches to take up, numbered by gain per euro", "zones à désimperméabiliser, numérotées par gain par euro")
EACH = Words("What each patch gains", "Ce que gagne chaque zone")
COST_HEAD = Words("cost", "coût")
AREA_HEAD = Words("area", "surface")
AND_MORE = Words("… and {count} more", "… et {count} de plus")
CURVE_TITLE = Words("Gain against cost", "Gain selon le coût")
ORDER = Words("taking the best patch per euro first", "la meilleure zone par euro d'abord")
EVEN = Words("a straight line: every patch gains as much per euro", "une droite : chaque zone gagne autant par euro")
BUDGET = Words("budget {money}", "budget {money}")
ALL_BOUGHT = Words("budget {money}: more than all of them cost", "budget {money} : plus que le coût de toutes")
CHOSEN = Words("Chosen", "Choisie")
OTHER = Words("Other candidate", "Autre candidate")
INTO = Words("{place}, {year}: {some} of {all} patches of paving.", "{place}, {year} : {some} zones revêtues sur {all}.")
PROVEN = Words("Proven: no other choice of them gains more.", "Prouvé : aucun autre choix ne gagne plus.")
PREDICTED = Words("added up: {much}", "additionné : {much}")
CHECKED = Words("Whole plan re-evaluated: {before} → {after}.", "Projet entier réévalué : {before} → {after}.")
ASIDE = Words("Left out: ", "Non compté : ")
CAVEAT = Words("Model estimates, not measurements.", "Estimations de modèles, non des mesures.")


@dataclass(frozen=True)
class Curve:
    """Gain against cost, the best patch per euro first, from nothing to the edge of the picture.

    costs, gains   corners of the line [€, the metric's unit]
    """

    costs: NDArray[np.float64]
    gains: NDArray[np.float64]

    @classmethod
    def of(cls, found: Depaving) -> "Curve":
        good = [c for c in found.candidates if isfinite(c.gain) and c.gain > 0]
        costs = np.concatenate([[0.0], np.cumsum([c.cost.value for c in good])])
        gains = np.concatenate([[0.0], np.cumsum([c.gain for c in good])])
        end = min(float(costs[-1]), REACH * found.budget)
        inside = costs < end
        return cls(np.append(costs[inside], end), np.append(gains[inside], np.interp(end, costs, gains)))


def draw_depaving(found: Depaving, lang: Language) -> Figure:
    """The map with the chosen patches numbered, their gains one by one, and the gain that each budget could buy."""
    with style.drawing():
        return _drawn(found, lang)


def _drawn(found: Depaving, lang: Language) -> Figure:
    said = finding(found, lang)
    _, size = style.fitted(said, CONTENT, style.HEADLINE, 23.0, bold=True)
    head = _even(said, size)
    lead = style.wrapped(_subtitle(found, lang), CONTENT, style.SUBTITLE, 3)
    foot = [line for text in _footer(found, lang) for line in style.wrapped(text, CONTENT, style.NOTE, 3)]
    minx, miny, maxx, maxy = found.city.bounds
    high = min(MAP, MAP * (maxy - miny) / (maxx - minx))
    legend = legend_rows(_entries(found, lang), MAP)
    top = 0.42 + 0.56 * len(head) + 0.3 * len(lead) + 0.64
    rows = min(len(found.chosen), MOST_ROWS)
    beside = 0.45 + ROW * rows + 0.95 + CURVE + 0.65
    bottom = top + max(high + 0.2 + 0.36 * len(legend), beside)
    page = Page(WIDTH, bottom + 0.4 + 0.225 * len(foot) + 0.3)

    _write_top(page, head, size, lead)
    _draw_map(page, (MARGIN, top, MARGIN + MAP, top + high), found, lang)
    draw_legend(page, MARGIN, top + high + 0.18, legend)
    left, right = WIDTH - MARGIN - PANEL, WIDTH - MARGIN
    end = _draw_rows(page, left, top, right, found, lang)
    _draw_curve(page, (left, end + 0.55, right, bottom), found, lang)
    page.line([MARGIN, right], [bottom + 0.2] * 2, width=0.8)
    for i, line in enumerate(foot):
        page.text(MARGIN, bottom + 0.42 + 0.225 * i, line, style.NOTE, style.MUTED)
    return page.figure


def _even(said: str, size: float) -> list[str]:
    """The headline on one line, or on two of about equal length."""
    tries = (style.wrapped(said, CONTENT * share, size, 3, bold=True) for share in (1.0, 0.55, 0.6, 0.7, 0.8, 0.9))
    lines = [lines for lines in tries if len(lines) <= 2]
    return lines[0] if lines and len(lines[0]) == 1 else lines[1] if len(lines) > 1 else style.wrapped(said, CONTENT, size, 2, bold=True)


def _subtitle(found: Depaving, lang: Language) -> str:
    row = found.comparison.row(found.metric.key)
    digits = max(found.metric.digits, digits_for(row.difference, 2))
    before, after = (number(value, digits, lang) for value in (row.before, row.after))
    some, every = (number(len(listed), 0, lang) for listed in (found.chosen, found.candidates))
    into = INTO.to(lang).format(place=" ".join(found.city.name.split()), year=found.comparison.cities[0].year, some=some, all=every)
    sure = PROVEN.to(lang) if found.exact else certainty(found, lang)
    checked = CHECKED.to(lang).format(before=before, after=w.with_unit(after, found.metric.unit, lang))
    return f"{into} {sure} {checked.replace('..', '.')}"  # a unit may end with a point of its own


def _footer(found: Depaving, lang: Language) -> list[str]:
    aside = f"{ASIDE.to(lang)}{w.SEMICOLON.to(lang).join(left_out(found, lang))}."
    attribution = f"{found.city.attribution} · " if found.city.attribution else ""
    return [
        aside,
        f"{found.metric.label(lang)}{w.COLON.to(lang)}{found.metric.caveat.to(lang)} {sources([found.metric], lang)}",
        f"twin {twin.__version__} · {attribution}{CAVEAT.to(lang)}",
    ]


def _entries(found: Depaving, lang: Language) -> list[Entry]:
    after = found.comparison.cities[0]
    return [
        *(replace(entry, colour=_veiled(entry.colour)) for entry in cover_entries(groups_present([after]), lang)),
        Entry(style.INK, "buildings", CHOSEN.to(lang)),
        Entry(style.MUTED, "buildings", OTHER.to(lang)),
    ]


def _veiled(colour: str) -> str:
    """A colour as it looks under the veil of paper."""
    red, green, blue = ((1 - VEIL) * of + VEIL * veil for of, veil in zip(to_rgb(colour), to_rgb(style.PAPER), strict=True))
    return to_hex((red, green, blue))


def _write_top(page: Page, head: Sequence[str], size: float, lead: Sequence[str]) -> None:
    y = 0.7
    for line in head:
        page.text(MARGIN, y, line, size, style.BRAND, bold=True)
        y += 0.56
    for line in lead:
        page.text(MARGIN, y - 0.08, line, style.SUBTITLE, style.MUTED)
        y += 0.3


def _draw_map(page: Page, box: Box, found: Depaving, lang: Language) -> None:
    after = found.comparison.cities[0]
    frame = Frame.within(found.city.bounds, box)
    title = page.text(box[0], box[1] - 0.22, WHERE.to(lang), style.TITLE, style.BRAND, bold=True)
    text, size = style.fitted(NUMBERED.to(lang), box[2] - title[2] - 0.25, style.SMALL)
    page.text(box[2], box[1] - 0.22, text, size, style.MUTED, ha="right")
    axes = draw_ground(page, frame, after)
    fill(axes, np.array([found.city.grid.box]), style.PAPER, alpha=VEIL, zorder=2.5)
    outline(axes, [c.shape for c in found.candidates if not c.chosen], style.MUTED, 0.7, zorder=2.6)
    chosen = [c.shape for c in found.chosen]
    outline(axes, chosen, "white", 5.0, zorder=3)
    fill(axes, np.array(chosen), GROUPS[BY_KEY[found.to].group].colour, zorder=3.1)
    outline(axes, chosen, style.INK, 2.2, zorder=3.2)
    corners = [draw_north(page, frame, w.NORTH.to(lang)), draw_scale(page, frame)]
    _point(page, frame, found, corners)


def _point(page: Page, frame: Frame, found: Depaving, keep_free: Sequence[Box]) -> None:
    """The number of each patch told in the list, beside the patch, with a line to it; away from other patches where there is room."""
    patches = [_on_page(frame, c) for c in found.chosen]
    taken = [*keep_free, *patches]
    for candidate, box in zip(told_singly(found), patches, strict=False):
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        reach = max(box[2] - box[0], box[3] - box[1]) / 2 + RADIUS
        spots = [
            (middle[0] + far * cos(turn), middle[1] + far * sin(turn))
            for far in (reach + LEAD * step for step in range(1, 12))
            for turn in np.linspace(-pi / 2, 1.5 * pi, 24, endpoint=False)
        ]
        free = [s for s in spots if inside(_round(s), frame.box, 0.03) and not any(overlap(_round(s), b, 0.02) for b in taken)]
        spot = free[0] if free else middle
        taken.append(_round(spot))
        for colour, width, order in (("white", 3.4, 5.8), (style.INK, 1.5, 5.9)):
            page.line([spot[0], middle[0]], [spot[1], middle[1]], colour, width, zorder=order, rounded=True)
        page.circle(*middle, 0.035, style.INK, "white", 0.8, zorder=5.95)
        _badge(page, *spot, candidate.number)


def _on_page(frame: Frame, candidate: Candidate) -> Box:
    minx, miny, maxx, maxy = candidate.shape.bounds
    return *frame.to_page(minx, maxy), *frame.to_page(maxx, miny)


def _round(spot: tuple[float, float]) -> Box:
    return spot[0] - RADIUS, spot[1] - RADIUS, spot[0] + RADIUS, spot[1] + RADIUS


def _badge(page: Page, x: float, y: float, count: int) -> None:
    page.circle(x, y, RADIUS, style.INK, "white", zorder=6)
    page.text(x, y, str(count), style.SMALL if count < 10 else style.NOTE - 0.5, "white", bold=True, ha="center", va="center", zorder=7)


def told_singly(found: Depaving) -> tuple[Candidate, ...]:
    """The patches that the list names one by one, and that bear a number on the map."""
    return found.chosen if len(found.chosen) <= MOST_ROWS else found.chosen[: MOST_ROWS - 1]


def _draw_rows(page: Page, left: float, top: float, right: float, found: Depaving, lang: Language) -> float:
    """One line for each of the first patches: number, name, a bar for its gain, area and cost; returns where they end."""
    shown = told_singly(found)
    unit = unit_name(found.metric.unit, lang)
    page.text(left, top - 0.22, EACH.to(lang), style.TITLE, style.BRAND, bold=True)
    page.text(right, top + 0.13, COST_HEAD.to(lang), style.SMALL, style.MUTED, ha="right")
    page.text(right - FIGURES, top + 0.13, AREA_HEAD.to(lang), style.SMALL, style.MUTED, ha="right")
    start = left + 2 * RADIUS + 0.4 + min(NAMES, max(style.text_width(c.name.to(lang)) for c in shown))
    page.text(start, top + 0.13, f"gain, {unit}" if unit else "gain", style.SMALL, style.MUTED)
    most = max(c.gain for c in found.chosen)
    digits = digits_for(most, 3)
    room = right - 2 * FIGURES - start - 0.25 - style.text_width(number(most, digits, lang), style.BODY, bold=True)
    y = top + 0.5
    for candidate in shown:
        _row(page, y, (left, start, right), candidate, room / most, digits, lang)
        y += ROW
    if len(shown) < len(found.chosen):
        rest = found.chosen[len(shown) :]
        page.text(left + 2 * RADIUS + 0.15, y, AND_MORE.to(lang).format(count=len(rest)), style.BODY, style.MUTED)
        page.text(start, y, number(sum(c.gain for c in rest), digits, lang), style.BODY, style.MUTED)
        page.text(right - FIGURES, y, f"{number(sum(c.area for c in rest), 0, lang)}{w.SPACE}m²", style.BODY, style.MUTED, ha="right")
        page.text(right, y, money(sum(c.cost.value for c in rest), lang, False), style.BODY, style.MUTED, ha="right")
        y += ROW
    return y


def _row(
    page: Page, y: float, columns: tuple[float, float, float], candidate: Candidate, scale: float, digits: int, lang: Language
) -> None:
    left, start, right = columns
    page.line([left, right], [y - ROW / 2] * 2, width=0.7, zorder=1)
    _badge(page, left + RADIUS, y, candidate.number)
    name, size = style.fitted(candidate.name.to(lang), start - left - 2 * RADIUS - 0.3, style.BODY)
    page.text(left + 2 * RADIUS + 0.15, y, name, size)
    page.box((start, y - 0.1, start + scale * candidate.gain, y + 0.1), style.BETTER)
    page.text(start + scale * candidate.gain + 0.1, y, number(candidate.gain, digits, lang), style.BODY, style.BETTER, bold=True)
    page.text(right - FIGURES, y, f"{number(candidate.area, 0, lang)}{w.SPACE}m²", style.BODY, ha="right")
    page.text(right, y, money(candidate.cost.value, lang, False), style.BODY, ha="right")


def _draw_curve(page: Page, box: Box, found: Depaving, lang: Language) -> None:
    """The gain that money buys, with the budget and the choice on it."""
    curve, unit = Curve.of(found), unit_name(found.metric.unit, lang)
    title = page.text(box[0], box[1], CURVE_TITLE.to(lang), style.TITLE, style.BRAND, bold=True)
    said, size = style.fitted((EVEN if found.all_equal else ORDER).to(lang), box[2] - title[2] - 0.25, style.SMALL)
    page.text(box[2], box[1], said, size, style.MUTED, ha="right")
    end = float(curve.costs[-1])
    across, up = (found.budget if end < found.budget < REACH * end else end) * 1.06, max(float(curve.gains[-1]), found.predicted) * 1.12
    ticks_x, ticks_y = ticks(across, 5), ticks(up, 4)
    digits = digits_for(ticks_y[1], 1)
    left = box[0] + 0.2 + max(style.text_width(number(t, digits, lang), style.SMALL) for t in ticks_y)
    top, right, floor = box[1] + 0.65, box[2], box[3] - 0.3
    page.text(box[0], box[1] + 0.38, unit or "gain", style.SMALL, style.MUTED)

    def at(cost: float, gain: float) -> tuple[float, float]:
        return left + (right - left) * cost / across, floor - (floor - top) * gain / up

    for tick in ticks_y:
        y = at(0, tick)[1]
        page.line([left, right], [y, y], width=0.7, zorder=1)
        page.text(left - 0.1, y, number(tick, digits, lang), style.SMALL, style.MUTED, ha="right")
    for tick in ticks_x:
        x = at(tick, 0)[0]
        page.line([x, x], [floor, floor + 0.06], style.MUTED, 0.8)
        page.text(min(x, right - 0.3), floor + 0.21, _tick(tick, ticks_x[1], lang), style.SMALL, style.MUTED, ha="center")
    xs, ys = zip(*(at(float(c), float(g)) for c, g in zip(curve.costs, curve.gains, strict=True)), strict=True)
    page.line(xs, ys, style.BETTER, 2.6, zorder=3, rounded=True)
    _mark_budget(page, at, (top, right, floor), found, lang)


def _mark_budget(page: Page, at: At, plot: tuple[float, float, float], found: Depaving, lang: Language) -> None:
    top, right, floor = plot
    x, _ = at(found.budget, 0)
    beyond = x > right
    label = (ALL_BOUGHT if beyond else BUDGET).to(lang).format(money=money(found.budget, lang, found.budget >= 1e6))
    if not beyond:
        page.line([x, x], [top, floor], style.INK, 1.4, dashed=True, zorder=2.5)
    x = min(x, right)
    fits = x + 0.12 + style.text_width(label, style.SMALL, bold=True) < right
    page.text(x + (0.12 if fits else -0.12), top + 0.1, label, style.SMALL, style.INK, bold=True, ha="left" if fits else "right", halo=3.0)
    px, py = at(found.cost.value, found.predicted)
    page.circle(px, py, 0.1, style.BETTER, style.PAPER, 2.0, zorder=5)
    gain = w.with_unit(number(found.predicted, digits_for(found.predicted, 3), lang), found.metric.unit, lang)
    said = gain if found.adds_up else PREDICTED.to(lang).format(much=gain)
    fits = px + 0.2 + style.text_width(said, style.BODY, bold=True) < right
    x, y = (px + 0.2, py + 0.3) if fits else (px - 0.15, py - 0.18)  # below the line, or above it
    page.text(x, y, said, style.BODY, style.BETTER, bold=True, ha="left" if fits else "right", halo=3.0)


def _tick(euros: float, step: float, lang: Language) -> str:
    """A round sum of money under the axis: in millions where the steps are large."""
    if step >= 2e5 and euros:
        return f"{number(euros / 1e6, digits_for(step / 1e6, 1), lang)}{w.SPACE}M€"
    return f"{number(euros, 0, lang)}{w.SPACE}€"


def ticks(end: float, about: int) -> list[float]:
    """Round steps from 0 to `end`, about so many."""
    raw = end / about
    power = 10 ** np.floor(log10(raw))
    step = float(next(power * m for m in (1, 2, 5, 10) if power * m >= raw * 0.999))
    return [step * i for i in range(int(end / step) + 1)]
