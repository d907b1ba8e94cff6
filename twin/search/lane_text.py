"""What a search for bike lanes tells: counts, the front as a table, the weights, what is left out."""

from typing import TYPE_CHECKING

from twin.search.lane_options import CRITERIA
from twin.words import Language, Words, number

if TYPE_CHECKING:
    from twin.search.lanes import Alternative, LaneSearch

TITLE = Words("Bike lanes in {city}{where}{budget}", "Aménagements cyclables, {city}{where}{budget}")
BETWEEN = Words(", from ({a}) to ({b})", ", de ({a}) à ({b})")
FOR = Words(", for {euros} € at the most", ", pour {euros} € au plus")
COUNTS = Words(
    "{generated} routes that no other beats to first order{all}; {solved} of them solved with traffic in balance{cut}; {front} on the "
    "front: none of the solved ones is at least as good in all five and better in one.",
    "{generated} itinéraires qu'aucun autre ne bat au premier ordre{all} ; {solved} calculés, trafic à l'équilibre{cut} ; {front} sur le "
    "front : aucun des calculés n'est au moins aussi bon dans les cinq colonnes et meilleur dans une.",
)
SOME = Words(" (some of them: more than can be kept)", " (une partie : plus qu'on ne peut en garder)")
CUT = Words(" (the time was up)", " (temps écoulé)")
HEADS: dict[str, Words] = {
    "car_time": Words("car trip, min", "trajet auto, min"),
    "stress_relieved": Words("made calm, km", "rendu calme, km"),
    "parking": Words("spaces lost", "places perdues"),
    "cost": Words("cost, €", "coût, €"),
    "emergency": Words("newly < 3 m, m", "passe < 3 m, m"),
}
DIGITS = {"car_time": 3, "stress_relieved": 2, "parking": 0, "cost": 0, "emergency": 0}
MOST = 12  # alternatives told one by one
SIGNED = ("car_time",)
WEIGHTS = Words("Weights: {list}; best by them: {best}.", "Poids : {list} ; le meilleur selon eux : {best}.")
MORE = Words("… and {count} more on the front", "… et {count} de plus sur le front")
BEATEN = Words("{count} more were solved and are beaten.", "{count} autres calculés sont battus.")
LEFT_OUT = Words(
    "Left out: routes that turn away from their end, junctions, and what was not solved. Every value is a model's estimate.",
    "Non compté : les itinéraires qui s'éloignent de leur but, les carrefours, et ce qui n'a pas été calculé. Ce sont des estimations.",
)


def told(found: "LaneSearch", lang: Language) -> str:
    """The whole text."""
    where = ""
    if found.start and found.end:
        a, b = (", ".join(number(v, 0, lang) for v in point) for point in (found.start, found.end))
        where = BETWEEN.to(lang).format(a=a, b=b)
    budget = FOR.to(lang).format(euros=number(found.budget, 0, lang)) if found.budget else ""
    counts = COUNTS.to(lang).format(
        generated=found.generated, all="" if found.complete else SOME.to(lang), solved=found.solved,
        cut=CUT.to(lang) if found.out_of_time else "", front=len(found.front),
    )  # fmt: skip
    lines = [TITLE.to(lang).format(city=found.city.name, where=where, budget=budget), counts, "", *_table(found.front[:MOST], lang)]
    if len(found.front) > MOST:
        lines.append(MORE.to(lang).format(count=len(found.front) - MOST))
    weights = ", ".join(f"{HEADS[k].to(lang)} {number(w, 0 if w == int(w) else 2, lang)}" for k, w in found.weights.items())
    lines += ["", WEIGHTS.to(lang).format(list=weights, best=found.best.name)]
    if found.solved > len(found.front):
        lines.append(BEATEN.to(lang).format(count=found.solved - len(found.front)))
    return "\n".join([*lines, LEFT_OUT.to(lang)])


def _table(front: "tuple[Alternative, ...]", lang: Language) -> list[str]:
    heads = ["", *(HEADS[k].to(lang) for k in CRITERIA), ""]
    body = [
        [a.name, *(number(a.values[k], DIGITS[k], lang, sign=k in SIGNED) for k in CRITERIA), a.plan.title(lang)] for a in front
    ]  # fmt: skip
    wide = [max(len(row[i]) for row in [heads, *body]) for i in range(len(heads))]
    return ["  ".join([f"{r[0]:<{wide[0]}}", *(f"{c:>{w}}" for c, w in zip(r[1:-1], wide[1:-1], strict=True)), r[-1]]).rstrip()
            for r in [heads, *body]]  # fmt: skip
