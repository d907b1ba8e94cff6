"""The scores of a challenge as text."""

from math import isfinite
from textwrap import wrap
from typing import TYPE_CHECKING

from twin.challenge.scoring import RULE, Reached, Score
from twin.words import Language, Words, digits_for, number, unit_name

if TYPE_CHECKING:
    from twin.challenge.scoring import Scores

WIDE = 110
TITLE = Words("{name}, {city}: budget {budget} €", "{name}, {city} : budget {budget} €")
LINE = Words(
    "{rank}. {plan}: {met} of {of} targets met, distance {distance}; {cost} € ({low} … {high} €){note}",
    "{rank}. {plan} : objectifs atteints {met} sur {of}, distance {distance} ; {cost} € ({low} … {high} €){note}",
)
OVER = Words(", over the budget", ", hors budget")
OVER_ROUND = Words(", over the budget of a mandate", ", hors budget d'un mandat")
PERHAPS = Words(", within the budget at best-guess prices only", ", dans le budget aux prix moyens seulement")
REFUSED = Words(", not allowed: {list}", ", non autorisé : {list}")
SPENT = Words("Spent by mandate: {list}", "Dépensé par mandat : {list}")
TARGET = Words(
    "{mark} {label}: {before} → {after} {unit}, goal {sign} {goal}{missing}",
    "{mark} {label} : {before} → {after} {unit}, objectif {sign} {goal}{missing}",
)
MISSING = Words(", missing {gap} {unit} (distance {distance})", ", il manque {gap} {unit} (distance {distance})")
LOSES = Words("Ledger: {losers} places lose, {winners} win", "Bilan par lieu : {losers} lieux perdent, {winners} gagnent")
WORST = Words("; hardest hit: {who}, {what} {change} {unit}", " ; le plus touché : {who}, {what} {change} {unit}")
IDLE = Words("Does nothing here: {what}", "Sans effet ici : {what}")
BEST = Words(
    "For {budget} € the search finds {gain} {unit} of betterment in “{metric}”{bound}.",
    "Pour {budget} €, la recherche trouve {gain} {unit} d'amélioration de « {metric} »{bound}.",
)
BOUND = Words("; no choice of its patches gains more than {bound} {unit}", " ; aucun choix de ses zones ne gagne plus de {bound} {unit}")
NO_BOUND = Words("; no bound is known for this metric", " ; aucune borne n'est connue pour cette mesure")
SHARE = Words(
    "  {plan}: {gain} {unit}, {share} % of what the search found", "  {plan} : {gain} {unit}, {share} % de ce qu'a trouvé la recherche"
)
COVERS = Words(
    "The search looks at one metric and tries only to turn mapped paving into meadow; trees, roofs, streets and buildings it does not "
    "try, so that a plan with those may well do better.",
    "La recherche ne regarde qu'une mesure et n'essaie que de changer le sol revêtu cartographié en prairie ; elle n'essaie ni arbres, ni "
    "toits, ni rues, ni bâtiments : un projet qui en contient peut donc faire mieux.",
)
SILENT = Words("The search has nothing to hold the plans against: {why}", "La recherche n'a rien à comparer : {why}")


def told(scores: "Scores", lang: Language) -> str:
    """The ranking, then each plan, then the search."""
    challenge = scores.challenge
    lines = [TITLE.to(lang).format(name=_in(challenge.name, lang), city=scores.city.name, budget=number(challenge.budget, 0, lang)), ""]
    lines += [score_line(scores, score, lang) for score in scores.scores]
    for score in scores.scores:
        lines += ["", score.plan.title(lang), *(f"  {text}" for text in plan_lines(scores, score, lang))]
    lines += ["", *(line for text in search_lines(scores, lang) for line in wrap(text, WIDE, subsequent_indent="    "))]
    return "\n".join([*lines, "", *wrap(RULE.to(lang), WIDE)])


def score_line(scores: "Scores", score: Score, lang: str) -> str:
    """One plan in one line."""
    budget, cost = scores.challenge.budget, score.cost
    note = PERHAPS.to(lang) if cost.high > budget else ""
    if not score.within:
        note = (OVER if cost > budget + 0.5 else OVER_ROUND).to(lang)
    if score.refused:
        note += REFUSED.to(lang).format(list=", ".join(score.refused))
    return LINE.to(lang).format(
        rank=score.rank, plan=score.plan.title(lang), met=score.met, of=len(score.reached), distance=number(score.distance, 2, lang),
        cost=number(cost, 0, lang), low=number(cost.low, 0, lang), high=number(cost.high, 0, lang), note=note,
    )  # fmt: skip


def plan_lines(scores: "Scores", score: Score, lang: str) -> list[str]:
    """Its targets, its spending, its ledger."""
    lines = [reached_line(reached, lang) for reached in score.reached]
    if scores.challenge.rounds:
        spent = (
            f"{_in(r.name, lang)} {number(paid, 0, lang)} € / {number(r.budget, 0, lang)} €"
            for r, paid in zip(scores.challenge.rounds, score.spent, strict=True)
        )
        lines.append(SPENT.to(lang).format(list=", ".join(spent)))
    lines += [IDLE.to(lang).format(what=note.to(lang)) for note in idle(scores, score)]
    losers, winners = score.ledger.losers(), score.ledger.winners()
    text = LOSES.to(lang).format(losers=len(losers), winners=len(winners))
    if losers:
        first = losers[0]
        change = number(first.change, first.account.digits, lang, sign=True)
        unit = unit_name(first.account.unit, lang)
        text += WORST.to(lang).format(who=first.name.to(lang), what=first.account.label.to(lang), change=change, unit=unit)
    return [*lines, text]


def idle(scores: "Scores", score: Score) -> list[Words]:
    """What was noted of works that change nothing: off the map, say, because the plan is of another town."""
    comparison = scores.comparison
    after = next((city for plan, city in zip(comparison.plans, comparison.cities, strict=True) if plan is score.plan), scores.city)
    return [work.note for work in after.works[len(scores.city.works) :] if not work.did]


def reached_line(reached: Reached, lang: str) -> str:
    """ "● Runoff: 16 000 → 15 100 m³, goal ≤ 15 200"."""
    metric = reached.target.of
    unit = unit_name(metric.unit, lang)
    more = max(metric.digits, digits_for(reached.target.asked(reached.before), 2))
    gap = MISSING.to(lang).format(
        gap=number(reached.missing, more, lang), unit=unit, distance=number(reached.distance, 2, lang)
    )  # fmt: skip
    return TARGET.to(lang).format(
        mark="●" if reached.met else "◆", label=metric.label(lang), before=number(reached.before, more, lang),
        after=number(reached.after, more, lang), unit=unit, sign="≤" if reached.target.direction == "less" else "≥",
        goal=number(reached.goal, more, lang), missing="" if reached.met else gap,
    ).replace("  ", " ")  # fmt: skip


def search_lines(scores: "Scores", lang: str) -> list[str]:
    """What the search found for the same money, and how the plans stand beside it."""
    best = scores.best
    if best is None:
        return [SILENT.to(lang).format(why=scores.why)] if scores.why else []
    metric, unit = best.metric, unit_name(best.metric.unit, lang)
    digits = max(metric.digits, digits_for(best.gain, 3))
    bound = (BOUND if isfinite(best.bound) else NO_BOUND).to(lang).format(bound=number(best.bound, digits, lang), unit=unit)
    lines = [
        BEST.to(lang).format(
            budget=number(best.budget, 0, lang), gain=number(best.gain, digits, lang), unit=unit, metric=metric.label(lang), bound=bound
        )
    ]
    for score, gain in zip(scores.scores, scores.gains, strict=True):
        share = number(100 * gain / best.gain, 0, lang) if best.gain > 0 else "n/a"
        lines.append(SHARE.to(lang).format(plan=score.plan.title(lang), gain=number(gain, digits, lang, sign=True), unit=unit, share=share))
    return [*lines, COVERS.to(lang)]


def _in(text: str, lang: str) -> str:
    return text.to(lang) if isinstance(text, Words) else text
