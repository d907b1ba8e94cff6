"""The picture of a fit: parameters before and after, sensors against the model, and the grid of two parameters where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from twin.about import about_in_both, label_of
from twin.calibration.fit import Fit
from twin.calibration.grid import GridPosterior
from twin.calibration.telling import METER
from twin.evaluation import parameters
from twin.plots import street_page as sheet
from twin.plots import style
from twin.plots.page import Box, Page
from twin.plots.street_page import CONTENT, MARGIN
from twin.words import Language, Words, checked, counted, digits_for, number, unit_name

Array = NDArray[np.float64]
ROW, HEAD, AXIS, GUTTER = 0.52, 0.9, 0.75, 0.8  # in: height of a row, of a panel's head and of its axis, space between panels
MOST = 10  # rows
LEADING = 0.17  # in, between the lines of a name
THICK, DOT = 0.085, 0.06  # in: half a bar, radius of a median
PRIOR, SURE = "#CFC9BA", ("#FBFAF6", "#CFE3EA", "#7FB4C8", "#1B6E8C", "#12343B")

LEARNT = Words("What was learnt", "Ce qui a été appris")
HEARD = Words("What the sensors read", "Ce que lisent les capteurs")
GRID = Words("How likely each pair of values is", "Vraisemblance de chaque couple de valeurs")
GRID_ONE = Words("How likely each value is", "Vraisemblance de chaque valeur")
BEFORE, AFTER = Words("before", "avant"), Words("after", "après")
READING, BLIND = (
    Words("reading ± error", "mesure ± erreur"),
    Words("told by the other sensors alone", "prédit par les autres capteurs seuls"),
)
DRAWS = Words("dots: draws of ES-MDA; line: half of what was believed before",
              "points : tirages ES-MDA ; trait : moitié de ce qu'on croyait avant")  # fmt: skip
HEADLINE = Words("{sensors}: {name}, {a} to {b}{unit} before, {c} to {d} now", "{sensors} : {name}, de {a} à {b}{unit} "
                 "avant, de {c} à {d} maintenant")  # fmt: skip
NOTHING = Words("Nothing that was not known before: {sensors}", "Rien de nouveau\u00a0: {sensors}")
LEAD = Words("{name}, {year}:", "{name}, {year} :")
HELD = Words(
    "held out, {inside} of {all} sensors are told by the others", "cachés, {inside} capteurs sur {all} sont prédits par les autres"
)
NOTE = Words(
    "Bars: 5 to 95 % of {draws} draws (seed {seed}); marks: median. The model runs for every draw; ES-MDA, Emerick and Reynolds 2013. "
    "The error of a reading holds what does not average out: where a sensor hangs and what the model leaves out. Parameters that no "
    "sensor can see keep their range.",
    "Barres : 5 à 95 % de {draws} tirages (graine {seed}) ; marques : médiane. Le modèle tourne pour chaque tirage ; ES-MDA, Emerick "
    "et Reynolds 2013. L'erreur de mesure compte ce qui ne se moyenne pas : l'emplacement du capteur et ce que le modèle ignore. Les "
    "paramètres qu'aucun capteur ne voit gardent leur plage.",
)


@dataclass(frozen=True)
class Scale:
    """From values to inches across the page."""

    left: float
    right: float
    low: float
    high: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)


def draw_fit(fit: Fit, lang: Language = "en") -> Figure:
    """Parameters on the left, sensors on the right; with one or two parameters their grid between."""
    with style.drawing():
        return _drawn(fit, checked(lang))


def headline(fit: Fit, lang: Language) -> str:
    """The parameter that was narrowed most, in figures."""
    if not fit.updated:
        return NOTHING.to(lang).format(sensors=_count(fit, lang))
    name = fit.updated[0]
    (a, _, b), (c, _, d) = fit.interval(name, after=False), fit.interval(name)
    unit = unit_name(fit.priors[name].unit, lang)
    figures = {k: _figure(v, fit.priors[name].value, lang) for k, v in {"a": a, "b": b, "c": c, "d": d}.items()}
    return HEADLINE.to(lang).format(sensors=_count(fit, lang), name=named(fit, name, lang), unit=f" {unit}" if unit else "", **figures)


def _count(fit: Fit, lang: Language) -> str:
    return counted(len(fit.sensors), Words("sensor", "capteur"), lang)


def named(fit: Fit, name: str, lang: Language) -> str:
    """What a parameter is, in words; its name where it says nothing of itself."""
    told = label_of(name) if name in parameters() else about_in_both(fit.priors[name].about)
    return told.to(lang) or name


def _drawn(fit: Fit, lang: Language) -> Figure:
    others = sorted((n for n in fit.names if n not in fit.updated), key=fit.narrowed)
    shown = [*fit.updated, *others][: min(MOST, max(len(fit.updated), len(fit.sensors)))]
    rows = max(len(shown), min(MOST, len(fit.sensors)), 7 if fit.grid is not None else 4)
    height = HEAD + ROW * rows + AXIS
    held = HELD.to(lang).format(inside=int(fit.told(fit.held_out).sum()), all=len(fit.sensors))
    meter = fit.meter_facts
    notes = [
        NOTE.to(lang).format(draws=len(fit.prior), seed=fit.seed), f"{METER.to(lang)}{meter.text(lang)}. {meter.missing(lang)}",
        sheet.signature(fit.city.attribution, lang),
    ]  # fmt: skip
    lead = LEAD.to(lang).format(name=sheet.spaced(fit.city.name), year=fit.city.year)
    page, top = sheet.opened(sheet.Texts(headline(fit, lang), lead, [meter.name(lang), held], notes), height, lang)
    top += 0.42
    count = 3 if fit.grid is not None else 2
    wide = (CONTENT - GUTTER * (count - 1)) / count
    panels = [(MARGIN + i * (wide + GUTTER), top, MARGIN + i * (wide + GUTTER) + wide, top + height - 0.42) for i in range(count)]
    _parameters(page, panels[0], fit, shown, lang)
    if fit.grid is not None:
        _grid(page, panels[1], fit, fit.grid, lang)
    _sensors(page, panels[-1], fit, lang)
    return page.figure


def _key(page: Page, x: float, y: float, entries: Sequence[tuple[str, str]]) -> None:
    for colour, name in entries:
        page.box((x, y - 0.05, x + 0.3, y + 0.05), colour)
        x = page.text(x + 0.38, y, name, style.SMALL, style.MUTED)[2] + 0.3


def _bar(page: Page, scale: Scale, draws: Array, y: float, colour: str, half: float, zorder: float) -> None:
    low, middle, high = np.percentile(draws, (5, 50, 95))
    page.box((scale.at(low), y - half, max(scale.at(high), scale.at(low) + 0.02), y + half), colour, zorder=zorder)
    page.circle(scale.at(middle), y, DOT, style.PAPER, style.INK if zorder > 3 else style.MUTED, 1.0, zorder=zorder + 0.5)


def _parameters(page: Page, panel: Box, fit: Fit, shown: Sequence[str], lang: Language) -> None:
    """A line for each parameter: what was believed, and below it what is now."""
    sheet.head(page, panel, LEARNT.to(lang))
    _key(page, panel[0], panel[1] + 0.1, [(PRIOR, BEFORE.to(lang)), (style.BETTER, AFTER.to(lang))])
    names = {n: named(fit, n, lang) for n in shown}
    name_width = min(2.9, max(style.text_width(text, style.SMALL, True) for text in names.values()) + 0.2)
    figures = max(style.text_width(_extent(fit, n, lang), style.SMALL) for n in shown) + 0.15
    for i, name in enumerate(shown):
        y = panel[1] + HEAD - 0.4 + ROW * (i + 0.5)
        p = fit.priors[name]
        scale = Scale(panel[0] + name_width, panel[2] - figures, p.low, p.high)
        lines = style.wrapped(names[name], name_width - 0.1, style.SMALL, 3, name in fit.updated)
        for k, text in enumerate(lines):
            page.text(panel[0], y + LEADING * (k - (len(lines) - 1) / 2), text, style.SMALL, bold=name in fit.updated)
        page.line([scale.left, scale.right], [y, y], style.RULE, 1.0)
        _bar(page, scale, fit.values(name, after=False), y - THICK, PRIOR, THICK, 2.5)
        _bar(page, scale, fit.values(name), y + THICK, style.BETTER, THICK, 3.5)
        page.text(panel[2], y, _extent(fit, name, lang), style.SMALL, ha="right")


def _extent(fit: Fit, name: str, lang: Language) -> str:
    low, _, high = fit.interval(name)
    best = fit.priors[name].value
    return f"{_figure(low, best, lang)} … {_figure(high, best, lang)} {unit_name(fit.priors[name].unit, lang)}".rstrip()


def _figure(value: float, like: float, lang: Language) -> str:
    return number(value, min(digits_for(like, 2), 3), lang)


def _sensors(page: Page, panel: Box, fit: Fit, lang: Language) -> None:
    """A line for each sensor: the model before and after, what the others tell, and the reading."""
    sheet.head(page, panel, HEARD.to(lang))
    _key(page, panel[0], panel[1] + 0.1, [(PRIOR, BEFORE.to(lang)), (style.BETTER, AFTER.to(lang))])
    x = panel[0] + 2.4
    page.diamond(x, panel[1] + 0.1, 0.07, style.WORSE)
    page.text(x + 0.16, panel[1] + 0.1, READING.to(lang), style.SMALL, style.MUTED)
    page.line([panel[0], panel[0] + 0.3], [panel[1] + 0.34] * 2, style.INK, 1.6, dashed=True)
    page.text(panel[0] + 0.38, panel[1] + 0.34, BLIND.to(lang), style.SMALL, style.MUTED)
    order = sorted(range(len(fit.sensors)), key=lambda i: fit.sensors[i].kind)[:MOST]
    names = min(2.6, max(style.text_width(fit.sensors[i].name, style.SMALL) for i in order) + 0.2)
    kinds = list(dict.fromkeys(fit.sensors[i].kind for i in order))
    scales = {kind: _scale(fit, kind, panel, names) for kind in kinds}
    y0 = panel[1] + HEAD - 0.4
    for place, i in enumerate(order):
        s, y = fit.sensors[i], y0 + ROW * (place + 0.5)
        scale = scales[s.kind]
        text, size = style.fitted(s.name, names - 0.1, style.SMALL, 8.0)
        page.text(panel[0], y, text, size)
        _bar(page, scale, fit.before[:, i], y, PRIOR, THICK * 1.6, 2.5)
        _bar(page, scale, fit.after[:, i], y, style.BETTER, THICK * 0.8, 3.5)
        low, high = np.percentile(fit.held_out[:, i], (5, 95))
        page.line([scale.at(low), scale.at(high)], [y + 0.19] * 2, style.INK, 1.6, dashed=True, zorder=4)
        page.line([scale.at(s.value - s.error), scale.at(s.value + s.error)], [y, y], style.WORSE, 1.6, zorder=5)
        page.diamond(scale.at(s.value), y, 0.075, style.WORSE, zorder=6)
        if place + 1 == len(order) or fit.sensors[order[place + 1]].kind != s.kind:
            _axis(page, scale, y0 + ROW * (place + 1), unit_name(s.of.unit, lang), lang, last=place + 1 == len(order))


def _scale(fit: Fit, kind: str, panel: Box, names: float) -> Scale:
    of = [i for i, s in enumerate(fit.sensors) if s.kind == kind]
    ends = np.percentile(fit.before[:, of], (5, 95)).tolist()
    ends += [v for i in of for v in (fit.sensors[i].value - fit.sensors[i].error, fit.sensors[i].value + fit.sensors[i].error)]
    ends += np.percentile(fit.before[:, of], (5, 95), axis=0).ravel().tolist()
    marks = MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(min(ends), max(ends))
    return Scale(panel[0] + names, panel[2] - 0.1, float(marks[0]), float(marks[-1]))


def _axis(page: Page, scale: Scale, y: float, unit: str, lang: Language, last: bool) -> None:
    marks = list(MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(scale.low, scale.high))
    page.line([scale.left, scale.right], [y, y], style.RULE, 1.0)
    if not last and len(marks) > 3:  # a group above another one has room for its ends alone
        marks = [marks[0], marks[-1]]
    for mark in marks:
        if scale.low <= mark <= scale.high:
            page.line([scale.at(mark)] * 2, [y, y + 0.05], style.MUTED, 0.8)
            text = f"{number(mark, digits_for(marks[1] - marks[0], 1), lang)}{f' {unit}' if mark == marks[-1] else ''}"
            if last:
                page.text(scale.at(mark), y + 0.2, text, style.SMALL, style.MUTED, ha="center")
            else:
                page.text(scale.at(mark), y - 0.06, text, style.NOTE, style.MUTED, ha="right" if mark == marks[-1] else "left", va="bottom")


def _grid(page: Page, panel: Box, fit: Fit, grid: GridPosterior, lang: Language) -> None:
    """Shades of probability; the draws of the smoother on top, so that the two can be seen to agree."""
    sheet.head(page, panel, (GRID if len(grid.names) == 2 else GRID_ONE).to(lang))
    if len(grid.names) == 2:
        page.text(
            panel[0], panel[1] + 0.1, DRAWS.to(lang), *style.fitted(DRAWS.to(lang), panel[2] - panel[0], style.SMALL)[1:], style.MUTED
        )
    box = (panel[0] + 0.75, panel[1] + HEAD - 0.4, panel[2] - 0.15, panel[3] - AXIS + 0.1)
    axes = page.panel(box)
    axes.set(xlim=(grid.axes[0][0], grid.axes[0][-1]))
    if len(grid.names) == 2:
        shades = LinearSegmentedColormap.from_list("likely", SURE)
        axes.set(ylim=(grid.axes[1][0], grid.axes[1][-1]))
        axes.contourf(*grid.axes, grid.posterior.T, levels=12, cmap=shades, zorder=1)
        axes.contour(*grid.axes, grid.prior.T, levels=[_half(grid.prior)], colors=[style.MUTED], linewidths=1.4)
        axes.scatter(fit.posterior[:, 0], fit.posterior[:, 1], s=14, color=style.WORSE, edgecolor=style.PAPER, linewidth=0.4, zorder=3)
    else:
        for after, colour in ((False, PRIOR), (True, style.BETTER)):
            axes.fill_between(grid.axes[0], grid.along(0, after), color=colour, alpha=0.75, linewidth=0)
        axes.set(ylim=(0, 1.05 * max(grid.prior.max(), grid.posterior.max())))
    page.box(box, edge=style.RULE)
    for index, name in enumerate(grid.names):
        low, high = float(grid.axes[index][0]), float(grid.axes[index][-1])
        marks = [m for m in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(low, high) if low <= m <= high]
        label, unit = named(fit, name, lang), unit_name(fit.priors[name].unit, lang)
        label = f"{label} [{unit}]" if unit else label
        digits = digits_for(marks[1] - marks[0], 1) if len(marks) > 1 else 1
        for mark in marks:
            share = (mark - low) / (high - low)
            if index == 0:
                page.text(
                    box[0] + share * (box[2] - box[0]), box[3] + 0.18, number(mark, digits, lang), style.SMALL, style.MUTED, ha="center"
                )
            else:
                page.text(
                    box[0] - 0.1, box[3] - share * (box[3] - box[1]), number(mark, digits, lang), style.SMALL, style.MUTED, ha="right"
                )
        if index == 0:
            page.text((box[0] + box[2]) / 2, box[3] + 0.44, label, style.SMALL, ha="center")
        else:
            page.text(panel[0] + 0.08, (box[1] + box[3]) / 2, label, style.SMALL, ha="center", angle=90)


def _half(prior: Array) -> float:
    """The level of probability above which half of it lies."""
    ordered = np.sort(prior.ravel())[::-1]
    return float(ordered[min(int(np.searchsorted(ordered.cumsum(), 0.5)), len(ordered) - 1)])
