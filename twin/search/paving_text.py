"""What a search for paving to take up has found, in words."""

from math import floor
from typing import TYPE_CHECKING

from twin.covers import BY_KEY
from twin.words import Words, digits_for, number, quantity, unit_name

if TYPE_CHECKING:
    from twin.search.paving import Candidate, Depaving

SPACE = "\u00a0"  # no-break, before units
MOST_ROWS = 20  # of the table
USED_UP = 0.99  # share of the budget from which it counts as spent
HECTARE = 10_000.0  # m²

CUT = Words(
    "For {money}, {area} of paving turn to {cover} and cut {what} by {much}",
    "Pour {money}, {area} de sol revêtu passent en {cover} et réduisent {what} de {much}",
)
RAISE = Words(
    "For {money}, {area} of paving turn to {cover} and raise {what} by {much}",
    "Pour {money}, {area} de sol revêtu passent en {cover} et augmentent {what} de {much}",
)
ANY = Words(
    "For {money}, {area} of paving turn to {cover}: {what} {much}", "Pour {money}, {area} de sol revêtu passent en {cover} : {what} {much}"
)
SAME = Words(
    "For {money}, {area} of paving turn to {cover} and leave {what} as it was",
    "Pour {money}, {area} de sol revêtu passent en {cover}, sans effet sur {what}",
)
HEADS = Words("No.|Patch|Ground|m²|€|Gain{unit}|per {money}", "N°|Zone|Sol|m²|€|Gain{unit}|pour {money}")
MORE = Words("… and {count} more, {area} m² for {spent} €", "… et {count} de plus, {area} m² pour {spent} €")
COUNTS = Words(
    "Candidates: {all} patches, {area} ha; chosen: {some}, {taken} m²",
    "Candidates : {all} zones, {area} ha ; choisies : {some}, {taken} m²",
)
SPENT = Words(
    "Spent: {spent} of {budget} € at best-guess prices ({low} … {high} € over the range of the price)",
    "Dépensé : {spent} sur {budget} € aux prix estimés ({low} … {high} € selon la fourchette du prix)",
)
GAINED = Words(
    "Gain: predicted {predicted}, re-evaluated with the whole plan {gain} ({before} → {after})",
    "Gain : prédit {predicted}, réévalué avec le projet entier {gain} ({before} → {after})",
)
ADDS_UP = Words(
    "Gains add up: this metric is a sum over cells, each by its own ground (checked on this map).",
    "Les gains s'additionnent : cet indicateur est une somme sur les mailles, chacune selon son sol (vérifié sur cette carte).",
)
INDEPENDENT = Words(
    "Gains are added up as if patches were independent, which this metric does not promise: trust the re-evaluated figure.",
    "Les gains sont additionnés comme si les zones étaient indépendantes, ce que cet indicateur ne garantit pas : se fier au chiffre "
    "réévalué.",
)
EXACT = Words(
    "Choice: proven the best, no other of these patches gain more (within 0.01 %, fewer patches are preferred).",
    "Choix : prouvé le meilleur, aucun autre choix de ces zones ne gagne plus (à 0,01 % près, le moins de zones est préféré).",
)
BOUNDED = Words(
    "Choice: at least {share} % of the best possible (no choice of these patches gains more than {bound}).",
    "Choix : au moins {share} % du meilleur possible (aucun choix de ces zones ne gagne plus de {bound}).",
)
UNPROVEN = Words(
    "Choice: the best sum of single gains; another choice may gain more together, and how much more is not known.",
    "Choix : la meilleure somme des gains isolés ; un autre choix peut gagner plus ensemble, sans que l'on sache combien.",
)
ALL_EQUAL = Words(
    "Every candidate gains the same per euro here: any others that use up the budget do as well. Choose among them by other metrics.",
    "Ici, chaque candidate gagne autant par euro : d'autres qui épuisent le budget font aussi bien. Choisir entre elles par d'autres "
    "indicateurs.",
)
UNTRIED = Words("Not tried, because the search was stopped: {count} candidates.", "Non essayées, recherche arrêtée : {count} candidates.")
LEFT_OUT = Words("Left out: ", "Non compté : ")
WALKED = Words("{area} of paths and narrow strips that people walk on", "{area} de chemins et de bandes étroites où l'on marche")
SMALL = Words("{area} in small pieces", "{area} en petits morceaux")
PRIVATE = Words(
    "{area} ha of private plots (the setting private includes them)", "{area} ha de parcelles privées (le réglage private les inclut)"
)
USES = Words(
    "what the ground is used for (parking, markets, deliveries), who owns it, pipes below, packed soil, upkeep, the uncertainty of "
    "coefficients",
    "l'usage du sol (stationnement, marchés, livraisons), sa propriété, les réseaux enterrés, la terre tassée, l'entretien, "
    "l'incertitude des coefficients",
)
SEMICOLON, COLON = Words("; ", " ; "), Words(": ", " : ")
ASSUMED = Words("Assumed: ", "Hypothèses : ")


def told(found: "Depaving", lang: str) -> str:
    """All there is to say, in plain text."""
    label = found.metric.label(lang)
    lines = [finding(found, lang), label, "", *_table(found, lang), "", *facts(found, lang)]
    lines.append(f"{LEFT_OUT.to(lang)}{SEMICOLON.to(lang).join(left_out(found, lang))}.")
    lines.append(f"{label}{COLON.to(lang)}{found.metric.caveat.to(lang)}")
    return "\n".join(line.rstrip() for line in lines)


def finding(found: "Depaving", lang: str) -> str:
    """One sentence: the money, the ground, and what it does."""
    row = found.comparison.row(found.metric.key)
    area = sum(c.area for c in found.chosen)
    change, noun = row.difference, found.metric.noun
    said = SAME if change == 0 else ANY if noun is None else CUT if change < 0 else RAISE
    size = change if said is ANY else abs(change)
    much = amount(found, size, lang, sign=said is ANY)
    if row.percent is not None and found.metric.unit != "%":
        percent = row.percent if said is ANY else abs(row.percent)
        much += f" ({number(percent, digits_for(percent, 2), lang, sign=said is ANY)}{SPACE}%)"
    return said.to(lang).format(
        money=f"{number(found.cost.value if found.cost.value < USED_UP * found.budget else found.budget, 0, lang)}{SPACE}€",
        area=f"{number(area, 0, lang)}{SPACE}m²",
        cover=BY_KEY[found.to].label.to(lang).lower().split(",")[0],
        what=noun.to(lang) if noun else found.metric.label(lang),
        much=much,
    )


def amount(found: "Depaving", value: float, lang: str, sign: bool = False, figures: int = 3) -> str:
    """A gain in the metric's unit, with about three figures; percentage points are called points."""
    unit = "points" if found.metric.unit == "%" else unit_name(found.metric.unit, lang)
    text = number(value, digits_for(value, figures), lang, sign)
    return f"{text}{SPACE}{unit}" if unit else text


def facts(found: "Depaving", lang: str) -> list[str]:
    """Counts, money, gain, and how sure the choice is, one sentence each."""
    metric, cost, row = found.metric, found.cost, found.comparison.row(found.metric.key)
    digits = max(metric.digits, digits_for(row.difference, 2))
    before, after = (f"{number(v, digits, lang)}{SPACE}{unit_name(metric.unit, lang)}".rstrip() for v in (row.before, row.after))
    total, taken = (sum(c.area for c in chosen) for chosen in (found.candidates, found.chosen))
    spent, budget, low, high = (number(v, 0, lang) for v in (cost.value, found.budget, cost.low, cost.high))
    lines = [
        COUNTS.to(lang).format(
            all=number(len(found.candidates), 0, lang),
            area=number(total / HECTARE, 1, lang),
            some=len(found.chosen),
            taken=number(taken, 0, lang),
        ),
        SPENT.to(lang).format(spent=spent, budget=budget, low=low, high=high),
        GAINED.to(lang).format(
            predicted=amount(found, found.predicted, lang, figures=4),
            gain=amount(found, found.gain, lang, figures=4),
            before=before,
            after=after,
        ),
        (ADDS_UP if found.adds_up else INDEPENDENT).to(lang),
        certainty(found, lang),
    ]
    lines += [ALL_EQUAL.to(lang)] if found.all_equal else []
    lines += [UNTRIED.to(lang).format(count=found.untried)] if found.untried else []
    assumed = ", ".join(f"{name} = {value:g}" for name, value in found.comparison.assume.items())
    return [*lines, f"{ASSUMED.to(lang)}{assumed}."] if assumed else lines


def certainty(found: "Depaving", lang: str) -> str:
    """Whether the choice is proven the best, else how close it is at least (rounded down), where that is known."""
    if found.exact or not found.adds_up:
        return (EXACT if found.exact else UNPROVEN).to(lang)
    share = number(floor(10_000 * found.share) / 100, 2, lang)
    return BOUNDED.to(lang).format(share=share, bound=amount(found, found.bound, lang, figures=4))


def left_out(found: "Depaving", lang: str) -> list[str]:
    """What the search passed over, with areas, and what it does not know."""
    left = found.patches
    parts = [(WALKED, quantity(left.walked, "m²"), left.walked), (SMALL, quantity(left.small, "m²"), left.small)]
    said = [words.to(lang).format(area=area.to(lang)) for words, area, much in parts if much >= 0.5]
    if left.private >= 0.5:
        said.append(PRIVATE.to(lang).format(area=number(left.private / HECTARE, 1, lang)))
    return [*said, USES.to(lang)]


def per_money(found: "Depaving") -> tuple[float, str]:
    """The sum of money [€] for which gains are stated so that they are readable, and how it is written."""
    thousand = 1000 * max(c.per_euro for c in found.chosen) >= 0.01
    return (1000.0, f"1\u202f000{SPACE}€") if thousand else (1e6, "M€")


def _table(found: "Depaving", lang: str) -> list[str]:
    unit, (money, written) = unit_name(found.metric.unit, lang), per_money(found)
    heads = HEADS.to(lang).format(unit=f", {unit}" if unit else "", money=written).split("|")
    shown = found.chosen[:MOST_ROWS]
    digits = digits_for(max(c.gain for c in shown), 3), digits_for(money * max(c.per_euro for c in shown), 3)
    rows = [heads, *(_row(c, money, digits, lang) for c in shown)]
    wide = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    lines = [
        "  ".join(f"{cell:<{w}}" if i in (1, 2) else f"{cell:>{w}}" for i, (cell, w) in enumerate(zip(row, wide, strict=True)))
        for row in rows
    ]
    rest = found.chosen[MOST_ROWS:]
    if rest:
        area, spent = (number(value, 0, lang) for value in (sum(c.area for c in rest), sum(c.cost.value for c in rest)))
        lines.append(MORE.to(lang).format(count=len(rest), area=area, spent=spent))
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def _row(candidate: "Candidate", money: float, digits: tuple[int, int], lang: str) -> list[str]:
    return [
        str(candidate.number),
        candidate.name.to(lang),
        BY_KEY[candidate.patch.cover].label.to(lang),
        number(candidate.area, 0, lang),
        number(candidate.cost.value, 0, lang),
        number(candidate.gain, digits[0], lang),
        number(money * candidate.per_euro, digits[1], lang),
    ]
