"""What a fit says: sensors against the model, parameters before and after, checks, and the meter."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from twin.words import Language, Words, counted, digits_for, number, unit_name

if TYPE_CHECKING:
    from twin.calibration.fit import Fit
    from twin.calibration.sensors import Sensor

MOST = 12  # parameters told one by one
METER = Words("Meter: ", "Niveau : ")
TITLE = Words(
    "{city}: {sensors}, {readings}, {draws} of {count} (seed {seed})",
    "{city} : {sensors}, {readings}, {draws} de {count} (graine {seed})",
)
HELD = Words("Held against: {list}.", "Comparés à : {list}.")
FIXED = Words("Held fixed: {list}.", "Maintenus fixes : {list}.")
SENSOR_HEADS = (
    Words("Sensor", "Capteur"), Words("reading ± error", "mesure ± erreur"), Words("model before", "modèle avant"),
    Words("model after", "modèle après"), Words("told by the others", "prédit par les autres"),
)  # fmt: skip
PARAMETER_HEADS = (
    Words("Parameter", "Paramètre"), Words("before", "avant"), Words("after", "après"), Words("", ""),
    Words("width after", "largeur après"),
)  # fmt: skip
OUTSIDE = Words("outside", "en dehors")
NONE = Words("No parameter was narrowed or moved: these sensors say nothing new.",
             "Aucun paramètre n'a été resserré ni déplacé : ces capteurs n'apprennent rien.")  # fmt: skip
OTHERS = Words("Parameters that stay as they were: {count}.", "Paramètres inchangés : {count}.")
MORE = Words("Others updated: {count}.", "Autres mis à jour : {count}.")
CHECKS = Words(
    "Checks: {inside} of {all} readings inside what the model gives after (5 to 95 %, with the reading's own error), {held} of {all} when "
    "held out.",
    "Contrôles : {inside} mesures sur {all} dans ce que donne le modèle après (5 à 95 %, erreur de mesure comprise), {held} sur {all} "
    "quand la mesure est cachée.",
)
CHECK = Words(
    "Check: {inside} of 1 sensors inside what the model gives after (5 to 95 %, with the reading's own error); none could be held out.",
    "Contrôle : {inside} capteur sur 1 dans ce que donne le modèle après (5 à 95 %, erreur de mesure comprise) ; aucun n'a pu être caché.",
)
ROOT = Words(
    "Held out, {kind} is missed by {error} {unit} (root mean square; before any reading {before} {unit}).",
    "Cachée, la mesure ({kind}) est manquée de {error} {unit} (moyenne quadratique ; avant toute mesure {before} {unit}).",
)
ELSEWHEN = Words(
    "Of another time: {count} of {sensor}. They are held against {held} ({when}) all the same: give only those of that time.",
    "D'un autre moment : {count} de {sensor}. Elles sont pourtant comparées à : {held} ({when}) ; ne donner que celles de ce moment.",
)
MONTHS = Words("months {0} to {1}", "mois {0} à {1}")
CLOCK = Words("{0} to {1} h", "{0} à {1} h")
ASIDE = Words("Set aside: ", "Mis de côté : ")
RULE = Words(
    "Before → after: 5 %, median, 95 % of the draws. Left out: errors that sensors share, and a model that is wrong everywhere alike.",
    "Avant → après : 5 %, médiane, 95 % des tirages. Non compté : erreurs communes à plusieurs capteurs, modèle faux partout de même.",
)


def told(fit: "Fit", lang: Language) -> str:
    """The whole text."""
    facts = {
        "sensors": counted(len(fit.sensors), Words("sensor", "capteur"), lang),
        "readings": counted(sum(s.readings for s in fit.sensors), Words("reading", "mesure"), lang),
        "draws": counted(len(fit.prior), Words("draw", "tirage"), lang),
        "count": counted(len(fit.names), Words("parameter", "paramètre"), lang),
    }
    title = TITLE.to(lang).format(city=fit.city.name, seed=fit.seed, **facts)
    colon = "\u00a0: " if lang == "fr" else ": "
    kinds = {s.kind: s.of for s in fit.sensors}.values()
    lines = [title, HELD.to(lang).format(list="; ".join(f"{k.label.to(lang)}{colon}{k.held.to(lang)}" for k in kinds))]
    if fit.fixed:
        lines.append(FIXED.to(lang).format(list=", ".join(f"{n} = {v:g}" for n, v in fit.fixed.items())))
    lines += [elsewhen(s, lang) for s in fit.sensors if s.elsewhen]
    lines += [f"{ASIDE.to(lang)}{said.to(lang) if isinstance(said, Words) else said}" for said in fit.set_aside]
    lines += ["", *sensor_table(fit, lang), "", *parameter_table(fit, lang), "", *checks(fit, lang), RULE.to(lang), ""]
    meter = fit.meter_facts
    return "\n".join([*lines, METER.to(lang) + meter.text(lang), meter.missing(lang)])


def elsewhen(sensor: "Sensor", lang: Language) -> str:
    """Readings that are of another season or hour than what the model gives."""
    of = sensor.of
    when = [MONTHS.to(lang).format(*of.months)] if of.months != (1, 12) else []
    count = counted(sensor.elsewhen, Words("reading", "mesure"), lang)
    return ELSEWHEN.to(lang).format(
        count=count, sensor=sensor.name, held=of.held.to(lang), when=", ".join([*when, CLOCK.to(lang).format(*of.hours)])
    )


def sensor_table(fit: "Fit", lang: Language) -> list[str]:
    """One line for each sensor, with its unit in the heading when all have one."""
    units = {s.of.unit for s in fit.sensors}
    heads = [h.to(lang) for h in SENSOR_HEADS]
    if len(units) == 1:
        heads[0] += f" [{unit_name(next(iter(units)), lang)}]"
    rows = []
    inside = fit.told(fit.held_out)
    for i, s in enumerate(fit.sensors):
        digits = digits_for(s.value)
        unit = "" if len(units) == 1 else f" {unit_name(s.of.unit, lang)}"
        spans = [_span(outputs[:, i], digits, lang) for outputs in (fit.before, fit.after, fit.held_out)]
        mark = "" if inside[i] else f" ◆ {OUTSIDE.to(lang)}"
        reading = f"{number(s.value, digits, lang)} ± {number(s.error, digits_for(s.error, 2), lang)}{unit}"
        rows.append([s.name, reading, spans[0], spans[1], spans[2] + mark])
    return aligned([heads, *rows])


def _span(draws: "np.ndarray", digits: int, lang: Language) -> str:
    low, high = np.percentile(draws, (5, 95))
    return f"{number(low, digits, lang)} … {number(high, digits, lang)}"


def parameter_table(fit: "Fit", lang: Language) -> list[str]:
    """The parameters that were updated."""
    if not fit.updated:
        return [NONE.to(lang)]
    rows = []
    for name in fit.updated[:MOST]:
        before, after = (
            "  ".join(number(v, digits_for(fit.priors[name].value), lang) for v in fit.interval(name, after=x)) for x in (False, True)
        )
        rows.append([name, before, after, unit_name(fit.priors[name].unit, lang), f"{number(100 * fit.narrowed(name), 0, lang)}\u00a0%"])
    lines = aligned([[h.to(lang) for h in PARAMETER_HEADS], *rows])
    if len(fit.updated) > MOST:
        lines.append(MORE.to(lang).format(count=len(fit.updated) - MOST))
    others = len(fit.names) - len(fit.updated)
    return [*lines, OTHERS.to(lang).format(count=others)] if others else lines


def checks(fit: "Fit", lang: Language) -> list[str]:
    """How well the model tells the sensors, those it was told of and those it was not."""
    inside, held = int(fit.told(fit.after).sum()), int(fit.told(fit.held_out).sum())
    alone = len(fit.sensors) == 1  # there is no other to tell it
    lines = [(CHECK if alone else CHECKS).to(lang).format(inside=inside, held=held, all=len(fit.sensors))]
    for kind, error in fit.hold_out_error.items():
        of = next(s.of for s in fit.sensors if s.kind == kind)
        before = fit.root_error(kind, fit.before)
        figures = {"error": number(error, digits_for(error, 2), lang), "before": number(before, digits_for(before, 2), lang)}
        lines.append(ROOT.to(lang).format(kind=of.label.to(lang), unit=unit_name(of.unit, lang), **figures))
    return lines


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns of one width, the first to the left."""
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(f"{t:<{w}}" if i in (0, len(wide) - 1) else f"{t:>{w}}" for i, (t, w) in enumerate(zip(row, wide, strict=True))).rstrip()
        for row in rows
    ]
