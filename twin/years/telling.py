"""A timeline in words: a table of what moves, the works and their dates, what plans are worth, what is assumed and left out."""

import textwrap
from math import isinf
from typing import TYPE_CHECKING

import numpy as np

from twin.interventions.base import total
from twin.metrics import Metric
from twin.models.background import renovated
from twin.models.trajectory import offset
from twin.rows import LEGEND, LEGEND_UNRESOLVED, Row
from twin.words import Words, number, unit_name
from twin.years.worth import Range, Worth

if TYPE_CHECKING:
    from twin.years.line import Timeline

WIDTH, SHOWN = 110, 5  # letters of a line, years in the table
MILESTONES = (2030, 2050, 2075)  # of the French trajectory, and between
WITHOUT = Words("without a plan", "sans projet")
STILL = Words("The same in every year and with every plan: ", "Identique toutes les années et avec tous les projets\u00a0: ")
DONE = Words("What is done when", "Ce qui est fait, et quand")
NEVER = Words("nothing until {year}", "rien jusqu'en {year}")
SITE = Words(
    "{year}  building site for {weeks[0]} weeks ({weeks[1]} … {weeks[2]}); past it on {street} drivers lose at most {hours[0]} hours "
    "in all ({hours[1]} … {hours[2]})",
    "{year}  chantier de {weeks[0]} semaines ({weeks[1]} … {weeks[2]})\u00a0; au droit de {street} les automobilistes perdent au plus "
    "{hours[0]} heures en tout ({hours[1]} … {hours[2]})",
)
QUIET_SITE = Words(
    "{year}  building site for {weeks[0]} weeks ({weeks[1]} … {weeks[2]}) on {street}, where cars pass without delay",
    "{year}  chantier de {weeks[0]} semaines ({weeks[1]} … {weeks[2]}), {street}\u00a0; les voitures y passent sans retard",
)
MONEY = Words("What it is worth", "Ce que cela vaut")
HEAD = Words(
    "{city}, {first} to {last}, {climate}: {levels} K above {baseline}, which was {offset} K above 1850-1900",
    "{city}, de {first} à {last}, {climate}\u00a0: {levels} K au-dessus de {baseline}, déjà à {offset} K au-dessus de 1850-1900",
)
ONE_YEAR = Words(
    "{city}, {first}, {climate}: {levels} K above {baseline}, which was {offset} K above 1850-1900",
    "{city}, {first}, {climate}\u00a0: {levels} K au-dessus de {baseline}, déjà à {offset} K au-dessus de 1850-1900",
)
SPENT = Words("works", "travaux")
NET = Words("net present value over {n} years (heating saved + CO2e avoided - works)",
            "valeur actuelle nette sur {n} ans (chauffage économisé + CO2e évité - travaux)")  # fmt: skip
RATES = Words("by discount rate", "selon le taux d'actualisation")
TONNES = Words("CO2e avoided, less that of making the works", "CO2e évité, moins celui des travaux")
TONNE = Words("a tonne of CO2e avoided costs", "une tonne de CO2e évitée coûte")
DEGREE = Words("1 ha cooled by 1 K costs, a year", "1 ha rafraîchi de 1 K coûte, par an")
CUBIC = Words("1 m³ of runoff held back in the design storm costs, a year", "1 m³ de ruissellement retenu (pluie de projet) coûte, par an")
NONE = Words("none is gained", "aucun gain")
PAYS = Words("pays for itself", "se rembourse")
MISSING = Words("  counted as no change, for they were not read: {list}", "  comptés sans changement, car non lus\u00a0: {list}")
ASSUMED = Words("Assumed: ", "Hypothèses\u00a0: ")
COURSE = Words(
    "electric cars drive {a}\u00a0% of car kilometres in {first} and {b}\u00a0% in {last}; {c}\u00a0% of homes are deeply renovated by "
    "{last} without any plan ({shell}); trees grow, {pits}; relative humidity, wind and sun stay. A level of warming is a climate, "
    "not a forecast of a year.",
    "les voitures électriques font {a}\u00a0% des kilomètres en {first} et {b}\u00a0% en {last}\u00a0; {c}\u00a0% des logements sont "
    "rénovés en profondeur d'ici {last} sans aucun projet ({shell})\u00a0; les arbres grandissent, {pits}\u00a0; humidité relative, "
    "vent et soleil restent. Un niveau de réchauffement est un climat, non la prévision d'une année.",
)
SHELLS = Words("walls, roofs, floors, windows, leaks as in new ones", "murs, toits, planchers, fenêtres, étanchéité comme au neuf")
REPLACED = Words("those that die are replaced", "ceux qui meurent sont remplacés")
LOST = Words("those that die are not replaced", "ceux qui meurent ne sont pas remplacés")
LEFT_OUT = Words(
    "Left out: cyclists and people on foot at building sites, upkeep and renewal of works; health, time and nature in the money. Heat of "
    "buildings: simulated in a few years, curves through these give the others to about 1\u00a0%. Crowns named above are those of the age "
    "that the plan gives; in the table they grow.",
    "Laissé de côté\u00a0: cyclistes et piétons au droit des chantiers, entretien et renouvellement des ouvrages\u00a0; la santé, le "
    "temps et la nature dans l'argent. Chaleur des bâtiments\u00a0: simulée pour quelques années, des courbes donnent les autres à "
    "1\u00a0% près environ. Les houppiers cités plus haut ont l'âge donné par le projet\u00a0; dans le tableau ils grandissent.",
)


def told(line: "Timeline", lang: str) -> str:
    """The whole text."""
    lines = [*textwrap.wrap(_head(line, lang), WIDTH), "", *_table(line, lang)]
    for i, plan in enumerate(line.plans):
        lines += ["", f"{DONE.to(lang)}{_colon(lang)}{plan.title(lang)}", *_done(line, i, lang)]
        lines += ["", f"{MONEY.to(lang)}{_colon(lang)}{plan.title(lang)}", *_money(line.worth(i), lang)]
    return "\n".join(text.rstrip() for text in [*lines, "", *_assumed(line, lang)])


def _colon(lang: str) -> str:
    return "\u00a0: " if lang == "fr" else ": "


def _head(line: "Timeline", lang: str) -> str:
    shown = shown_years(line)
    levels = ", ".join(f"{number(float(line.warming[n]), 1, lang, sign=True)} ({line.years[n]})" for n in shown)
    return (HEAD if len(line.years) > 1 else ONE_YEAR).to(lang).format(
        city=line.city.name, first=line.years[0], last=line.years[-1], climate=line.climate, levels=levels,
        baseline=line.course.baseline, offset=number(offset(line.course.baseline), 1, lang),
    )  # fmt: skip


def shown_years(line: "Timeline", most: int = SHOWN) -> list[int]:
    """Numbers of at most so many of the years: first and last, those of `MILESTONES`, and between them what spreads evenly."""
    count = len(line.years)
    chosen = {0, count - 1} | {line.years.index(year) for year in MILESTONES if year in line.years}
    for n in np.linspace(0, count - 1, min(most, count)):
        if len(chosen) < min(most, count):
            chosen.add(round(n))
    return sorted(chosen)[:most] if len(chosen) <= most else sorted({round(n) for n in np.linspace(0, count - 1, most)})


def moves(line: "Timeline", m: int) -> bool:
    """Whether the shown figures of a metric move, over the years or by a plan."""
    digits = 0 if line.metrics[m].key == "cost" else line.metrics[m].digits
    return len({round(float(v), digits) for v in np.nan_to_num(line.values[:, :, m]).ravel()}) > 1


def _table(line: "Timeline", lang: str) -> list[str]:
    """For each metric that moves: without a plan, and with each of those that move it."""
    shown, names = shown_years(line), [plan.title(lang) for plan in line.plans]
    wide = max(map(len, [WITHOUT.to(lang), *names]), default=0)
    lines = [" " * (wide + 2) + "".join(f"{line.years[n]:>14}" for n in shown)]
    lines.append("-" * len(lines[0]))
    unresolved = False
    for m, metric in enumerate(line.metrics):
        if not moves(line, m):
            continue
        unit = unit_name(metric.unit, lang)
        lines.append(metric.label(lang) + (f", {unit}" if unit else ""))
        lines.append(_numbers(WITHOUT.to(lang), wide, [number(float(line.values[0, n, m]), metric.digits, lang) for n in shown]))
        for i, name in enumerate(names):
            rows = [line.row(metric.key, line.years[n], i) for n in shown]
            if any(row.moves for row in rows):
                unresolved |= any(row.unresolved for row in rows)
                lines.append(_numbers(name, wide, [_cell(row, metric, lang) for row in rows]))
    still = [metric.label(lang) for m, metric in enumerate(line.metrics) if not moves(line, m)]
    if still:
        lines += textwrap.wrap(STILL.to(lang) + (" ; " if lang == "fr" else "; ").join(still), WIDTH, subsequent_indent="  ")
    return [*lines, LEGEND.to(lang) + (LEGEND_UNRESOLVED.to(lang) if unresolved else "")] if line.plans else lines


def _numbers(name: str, wide: int, cells: list[str]) -> str:
    return f"  {name:<{wide}}" + "".join(f"{cell:>14}" for cell in cells)


def _cell(row: Row, metric: Metric, lang: str) -> str:
    return f"{number(row.after, metric.digits, lang)} {row.mark}"


def _done(line: "Timeline", plan: int, lang: str) -> list[str]:
    lines = []
    for year, work in line.works(plan):
        lines += textwrap.wrap(f"{year}  {work.note.to(lang)}", WIDTH, initial_indent="  ", subsequent_indent="        ")
    price = total(cost for _, work in line.works(plan) for cost in work.costs)
    if price.value:
        lines.append(f"  {_euros(Range(price.value, price.low, price.high), lang)}")
    lines += _sites(line, plan, lang)
    return lines or ["  " + NEVER.to(lang).format(year=line.years[-1])]


def _sites(line: "Timeline", plan: int, lang: str) -> list[str]:
    """Building sites on streets, each with its weeks and the hours that drivers lose."""
    lines = []
    for site in line.sites(plan):
        weeks, hours = (
            tuple(number(_two(v), 0 if v >= 2 else 1, lang) for v in three)
            for three in ((site.weeks.value, site.weeks.low, site.weeks.high), site.hours)
        )
        text = SITE if site.hours[2] > 0 else QUIET_SITE
        told_ = text.to(lang).format(year=site.year, street=site.street or site.title.to(lang), weeks=weeks, hours=hours)
        lines += textwrap.wrap(told_, WIDTH, initial_indent="  ", subsequent_indent="        ")
    return lines


def _two(value: float) -> float:
    return float(f"{value:.2g}")


def _euros(amount: Range, lang: str) -> str:
    """ "12 000 € (9 000 … 15 000)", three figures each; words where there is none."""
    if isinf(amount.value):
        return NONE.to(lang)
    low, value, high = (number(_three(v), 0, lang) if not isinf(v) else "∞" for v in (amount.low, amount.value, amount.high))
    return f"{value} € ({low} … {high})"


def _three(value: float) -> float:
    return float(f"{value:.3g}")


def _money(worth: Worth, lang: str) -> list[str]:
    by_rate = ", ".join(
        f"{number(100 * rate, 1, lang)}\u00a0%{_colon(lang)}{number(_three(value), 0, lang)} €" for rate, value in worth.by_rate.items()
    )
    per_tonne = PAYS.to(lang) if worth.per_tonne.value < 0 else _euros(worth.per_tonne, lang)
    rows = [(SPENT.to(lang), _euros(worth.spent, lang))]
    if not worth.years:  # one year alone: nothing adds up
        return [f"  {what}{_colon(lang)}{much}" for what, much in rows]
    rows += [(NET.to(lang).format(n=worth.years), _euros(worth.net, lang)), (f"  {RATES.to(lang)}", by_rate)]
    if not {"co2_heating", "co2_traffic"} <= set(worth.missing):
        rows += [(TONNES.to(lang), f"{number(_three(worth.tonnes), 0, lang)} t"), (TONNE.to(lang), per_tonne)]
    if "air_warming" not in worth.missing:
        rows.append((DEGREE.to(lang), _euros(worth.per_degree, lang)))
    if "runoff" not in worth.missing:
        rows.append((CUBIC.to(lang), _euros(worth.per_cubic, lang)))
    lines = [f"  {what}{_colon(lang)}{much}" for what, much in rows]
    return [*lines, MISSING.to(lang).format(list=", ".join(worth.missing))] if worth.missing else lines


def _assumed(line: "Timeline", lang: str) -> list[str]:
    first, last = line.years[0], line.years[-1]
    start, end = line.course.assumed(first), line.course.assumed(last)
    text = COURSE.to(lang).format(
        a=number(100 * start["electric_share"], 0, lang), b=number(100 * end["electric_share"], 0, lang), first=first, last=last,
        c=number(100 * float(renovated(last)), 0, lang), shell=SHELLS.to(lang), pits=(REPLACED if line.course.replant else LOST).to(lang),
    )  # fmt: skip
    given = ", ".join(f"{name} = {value:g}" for name, value in line.course.assume.items())
    lines = textwrap.wrap(f"{ASSUMED.to(lang)}{given + '; ' if given else ''}{text}", WIDTH)
    return [*lines, *textwrap.wrap(LEFT_OUT.to(lang), WIDTH)]
