"""What a preference says: weights first, then who wins, how often, and what would change it."""

from typing import TYPE_CHECKING

import numpy as np

from twin.deciding.anchors import BASE, COST, WEIGHTS, criteria_of
from twin.parameter import default
from twin.words import Language, Words, digits_for, number, unit_name

if TYPE_CHECKING:
    from twin.deciding.preference import Preference

TITLE = Words("Weights: points for the swing from the worst to the best anchor, 100 for the one to choose first",
              "Poids : points pour passer du repère le pire au meilleur, 100 pour celui qu'on choisirait d'abord")  # fmt: skip
CRITERIA = (
    Words("", ""), Words("today", "aujourd'hui"), Words("worst anchor", "pire repère"), Words("best anchor", "meilleur repère"),
    Words("points", "points"), Words("weight", "poids"), Words("so one unit is worth", "donc une unité vaut"),
)  # fmt: skip
RULE = Words(
    "Anchors are set by the city as it is, before the plans: today's level ± {step} %; money from 0 to {budget} € for each resident"
    "{given}. A plan more or fewer changes no other plan's value.",
    "Les repères viennent de la ville actuelle, avant les projets : niveau actuel ± {step} % ; argent de 0 à {budget} € par habitant"
    "{given}. Un projet de plus ou de moins ne change la valeur d'aucun autre.",
)
GIVEN = Words("; given for {list}", " ; donnés pour {list}")
PLANS = (
    Words("Value of 100", "Valeur sur 100"), Words("best guess", "estimation"), Words("wins, these weights", "gagne, ces poids"),
    Words("wins, any weights", "gagne, tous poids"), Words("undominated", "non dominé"), Words("regret, most", "regret max."),
    Words("regret, mean", "regret moyen"),
)  # fmt: skip
TODAY = Words("(the city as it is)", "(la ville actuelle)")
DRAWS = Words("Wins and dominance: {draws} draws of what is uncertain, {weights} draws of weights (even over all weights).",
              "Gains et dominance : {draws} tirages de ce qui est incertain, {weights} tirages de poids (uniformes).")  # fmt: skip
NO_DRAWS = Words("No draws were made: wins hold for best guesses; twin.compare(city, plans, draws=64) tells how sure they are.",
                 "Sans tirages : gains à la meilleure estimation ; twin.compare(city, plans, draws=64) dit la certitude.")  # fmt: skip
COLUMNS = Words("Regret: value lost by not having the best plan of each column; columns: {list}.",
                "Regret : valeur perdue à ne pas avoir le meilleur projet de chaque colonne ; colonnes : {list}.")  # fmt: skip
FLIP = Words("Nearest flip: with a weight of {there} % on {what} in place of {here} %, “{rival}” wins over “{winner}”.",
             "Bascule la plus proche : avec un poids de {there} % sur « {what} » au lieu de {here} %, « {rival} » l'emporte sur "
             "« {winner} ».")  # fmt: skip
NO_FLIP = Words("No change of a single weight makes another plan win over “{winner}”.",
                "Aucun changement d'un seul poids ne fait perdre « {winner} ».")  # fmt: skip
BEATS = Words("“{a}” is nowhere worse and somewhere better than “{b}” in {share} of 100 draws.",
              "« {a} » n'est nulle part moins bon que « {b} » et quelque part meilleur, dans {share} tirages sur 100.")  # fmt: skip
CENTRAL = Words("Chosen by those who weigh, on average:", "Choisi par qui pèse, en moyenne :")
WORSE_THAN_TODAY = Words("At these weights the city as it is is worth more than every plan.",
                         "Avec ces poids, la ville actuelle vaut plus que chaque projet.")  # fmt: skip
COLON, PERCENT = Words(": ", "\u00a0: "), "\u00a0%"
OFTEN = 0.05  # share of draws from which dominance is told


def told(found: "Preference", lang: Language) -> str:
    """The whole text."""
    lines = [TITLE.to(lang), *_criteria(found, lang), rule(found, lang), "", *_plans(found, lang), ""]
    if float(found.worth.max()) < found.worth_today:
        lines.append(WORSE_THAN_TODAY.to(lang))
    lines += [flip(found, lang), *_dominance(found, lang), *_central(found, lang), sure(found, lang)]
    if len(found.columns) > 1:
        lines.append(COLUMNS.to(lang).format(list=", ".join(columns(found, lang))))
    return "\n".join(lines)


def columns(found: "Preference", lang: Language) -> list[str]:
    """Names of the columns; the first is what was compared."""
    return [BASE.to(lang), *found.columns[1:]]


def sure(found: "Preference", lang: Language) -> str:
    """How many draws stand behind the shares."""
    if not found.has_draws:
        return NO_DRAWS.to(lang)
    return DRAWS.to(lang).format(draws=len(found.drawn), weights=number(WEIGHTS, 0, lang))


def rule(found: "Preference", lang: Language) -> str:
    """Where the anchors come from."""
    given = [c.metric.label(lang) for c in found.criteria if c.given]
    return RULE.to(lang).format(
        step=number(100 * default(criteria_of, "step"), 0, lang), budget=number(default(criteria_of, "budget"), 0, lang),
        given=GIVEN.to(lang).format(list=", ".join(given)) if given else "",
    )  # fmt: skip


def exchange(found: "Preference", key: str) -> float | None:
    """What these weights pay for one unit of a metric [€]; None without cost among the criteria."""
    by_key = {c.metric.key: c for c in found.criteria}
    if COST not in by_key or key == COST:
        return None
    money, other = by_key[COST], by_key[key]
    return (other.weight / other.swing) / (money.weight / money.swing)


def _criteria(found: "Preference", lang: Language) -> list[str]:
    rows = [[h.to(lang) for h in CRITERIA]]
    for c in found.criteria:
        unit, pays = unit_name(c.metric.unit, lang), exchange(found, c.metric.key)
        worth = "" if pays is None else f"{number(pays, digits_for(pays, 2), lang)} €" + (f"/{unit}" if unit else "")
        rows.append([
            c.metric.label(lang), *(f"{number(v, c.metric.digits, lang)} {unit}".rstrip() for v in (c.today, c.worst, c.best)),
            number(c.points, 0, lang), f"{number(100 * c.weight, 0, lang)}{PERCENT}", worth,
        ])  # fmt: skip
    return _aligned(rows if any(row[-1] for row in rows[1:]) else [row[:-1] for row in rows])


def _plans(found: "Preference", lang: Language) -> list[str]:
    heads = [h.to(lang) for h in PLANS]
    rows = []
    for i, plan in enumerate(found.comparison.plans):
        shares = (found.wins[i], found.wins_any_weights[i], found.undominated[i])
        lost = (found.regret[:, i].max(), found.regret[:, i].mean())
        rows.append([
            plan.title(lang), number(100 * found.worth[i], 1, lang), *(f"{number(100 * s, 0, lang)}{PERCENT}" for s in shares),
            *(number(100 * r, 1, lang) for r in lost),
        ])  # fmt: skip
    rows.append([TODAY.to(lang), number(100 * found.worth_today, 1, lang), "", "", "", "", ""])
    return _aligned([heads, *rows] if len(found.columns) > 1 else [row[:-2] for row in [heads, *rows]])


def flip(found: "Preference", lang: Language) -> str:
    """The nearest flip of a weight, in a sentence."""
    titles = [plan.title(lang) for plan in found.comparison.plans]
    if found.flip is None:
        return NO_FLIP.to(lang).format(winner=titles[int(found.worth.argmax())])
    f = found.flip
    here, there = (number(100 * share, 0 if abs(f.flipped - f.weight) >= 0.01 else 1, lang) for share in (f.weight, f.flipped))
    return FLIP.to(lang).format(
        here=here, there=there, what=found.criteria[f.criterion].metric.label(lang), rival=titles[f.rival], winner=titles[f.winner]
    )


def _dominance(found: "Preference", lang: Language) -> list[str]:
    titles = [plan.title(lang) for plan in found.comparison.plans]
    pairs = [(i, j) for i in range(len(titles)) for j in range(len(titles)) if found.dominance[i, j] >= OFTEN]
    return [BEATS.to(lang).format(a=titles[i], b=titles[j], share=number(100 * found.dominance[i, j], 0, lang)) for i, j in pairs]


def _central(found: "Preference", lang: Language) -> list[str]:
    lines = [CENTRAL.to(lang)]
    for i, plan in enumerate(found.comparison.plans):
        weights = found.acceptability.central[i]
        if np.isfinite(weights).all():
            said = ", ".join(
                f"{c.metric.label(lang)} {number(100 * w, 0, lang)}{PERCENT}" for c, w in zip(found.criteria, weights, strict=True)
            )
            lines.append(f"  {plan.title(lang)}{COLON.to(lang)}{said}")
    return lines


def _aligned(rows: list[list[str]]) -> list[str]:
    wide = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(f"{t:<{w}}" if i == 0 else f"{t:>{w}}" for i, (t, w) in enumerate(zip(row, wide, strict=True))).rstrip() for row in rows
    ]
