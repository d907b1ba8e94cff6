"""What the draws say, as text below the table of a comparison."""

from collections.abc import Sequence

import numpy as np

from twin.metrics import METRICS, Metric
from twin.uncertainty.ensemble import Ensemble
from twin.uncertainty.spread import Spread
from twin.uncertainty.task import SLOW
from twin.words import Words, digits_for, number, unit_name

HEAD = Words(
    "{draws} draws of {count} uncertain parameters{prices} (seed {seed}), the same before and after; range: 5 to 95 % of the draws",
    "{draws} tirages de {count} paramètres incertains{prices} (graine {seed}), les mêmes avant et après ; plage : 5 à 95 % des tirages",
)
PRICES = Words(" and {count} prices", " et {count} prix")
FEWER = Words("Traffic and buildings: on the first {draws} draws.", "Trafic et bâtiments : sur les {draws} premiers tirages.")
STOPPED = Words("Stopped early: {draws} of {asked} draws were made.", "Arrêté avant la fin : {draws} tirages sur {asked}.")
PLAN = Words("{plan}, differences", "{plan}, différences")
SURE: dict[str, Words] = {
    "clearly better": Words("● clearly better", "● nettement mieux"),
    "likely better": Words("● likely better", "● probablement mieux"),
    "no clear change": Words("= no clear change", "= pas de changement net"),
    "likely worse": Words("◆ likely worse", "◆ probablement moins bien"),
    "clearly worse": Words("◆ clearly worse", "◆ nettement moins bien"),
}
SHARE = Words("in {share} of 100 draws (± {error})", "dans {share} tirages sur 100 (± {error})")
HANGS = Words("hangs on {driver}", "tient à {driver}")
TURNS = Words("turns round at {value}", "s'inverse à {value}")
WINNERS = Words(
    "Would the winner still win? The best plan on each metric against the next best",
    "Le gagnant gagnerait-il encore ? Le meilleur projet sur chaque indicateur face au deuxième",
)
BEATS = Words("{winner} before {second}", "{winner} devant {second}")
CLOSE = Words("Too close to call, or the same: {list}", "Trop proches, ou identiques : {list}")
STILL = Words("No clear change, or none that matters: {list}", "Pas de changement net, ou qui compte : {list}")
RULE = Words(
    "Clear: at least 95 draws in 100 agree on the sign; likely: 75. A difference below half a step of the shown figure, the solver's error "
    "or a thousandth of the value before does not matter.",
    "Net : 95 tirages sur 100 au moins s'accordent sur le signe ; probable : 75. Un écart sous un demi-pas du chiffre affiché, l'erreur du "
    "calcul ou un millième de la valeur d'avant ne compte pas.",
)


def head(ensemble: Ensemble, lang: str) -> list[str]:
    prices = PRICES.to(lang).format(count=len(ensemble.unknowns.prices)) if ensemble.unknowns.prices else ""
    count = len(ensemble.unknowns.parameters)
    said = [HEAD.to(lang).format(draws=len(ensemble), count=count, prices=prices, seed=ensemble.seed)]
    slow = max((int(np.isfinite(ensemble.values(key, 0)).sum()) for key in ensemble.keys if METRICS[key].theme in SLOW), default=0)
    if slow and slow < len(ensemble):
        said.append(FEWER.to(lang).format(draws=slow))
    if ensemble.stopped:
        said.append(STOPPED.to(lang).format(draws=len(ensemble), asked=ensemble.asked))
    return said


def told(plan: str, found: Sequence[tuple[Metric, float, Spread]], lang: str) -> list[str]:
    """One plan: a line for each difference that is clear or likely, and the names of the others."""
    rows = [(metric, best, spread) for metric, best, spread in found if spread.sure != "no clear change"]
    quiet = [metric.label(lang) for metric, _, spread in found if spread.sure == "no clear change"]
    cells = [_cells(metric, best, spread, lang) for metric, best, spread in rows]
    wide = [max((len(row[i]) for row in cells), default=0) for i in range(4)]
    lines = [PLAN.to(lang).format(plan=plan)]
    lines += [f"  {a:<{wide[0]}}  {b:>{wide[1]}}  {c:<{wide[2]}}  {d:<{wide[3]}}  {e}".rstrip() for a, b, c, d, e in cells]
    if quiet:
        lines.append(f"  {STILL.to(lang).format(list='; '.join(quiet))}")
    return lines


def winners(found: Sequence[tuple[Metric, str, str, float, Spread]], lang: str) -> list[str]:
    """For each metric (metric, winner, second, difference, its spread): in how many draws the winner wins, and what turns it round."""
    rows = [(metric, BEATS.to(lang).format(winner=first, second=second), best, spread) for metric, first, second, best, spread in found]
    sure = [row for row in rows if row[3].sure != "no clear change"]
    close = [metric.label(lang) for metric, *_, spread in rows if spread.sure == "no clear change"]
    cells = [(metric.label(lang), who, *_cells(metric, best, spread, lang)[1:]) for metric, who, best, spread in sure]
    lines = [WINNERS.to(lang)]
    wide = [max((len(row[i]) for row in cells), default=0) for i in range(4)]
    lines += [f"  {a:<{wide[0]}}  {b:<{wide[1]}}  {c:>{wide[2]}}  {d:<{wide[3]}}  {f}".rstrip() for a, b, c, d, _, f in cells]
    if close:
        lines.append(f"  {CLOSE.to(lang).format(list='; '.join(close))}")
    return lines


def _cells(metric: Metric, best: float, spread: Spread, lang: str) -> tuple[str, str, str, str, str]:
    digits = max(metric.digits, min(digits_for(best, 2), 6)) if metric.key != "cost" else 0
    low, high = (number(v, digits, lang, sign=True) for v in (spread.low, spread.high))
    extent = f"({low} … {high}) {unit_name(metric.unit, lang)}".rstrip()
    share = number(100 * max(spread.better, spread.worse), 0, lang)
    said = [SHARE.to(lang).format(share=share, error=number(max(1.0, 100 * spread.error), 0, lang))]
    if spread.drivers:
        said.append(HANGS.to(lang).format(driver=spread.drivers[0][0]))
    if spread.flip is not None and not spread.sure.startswith("clearly"):
        said.append(TURNS.to(lang).format(value=f"{spread.flip:.3g}"))
    return metric.label(lang), number(best, digits, lang, sign=True), extent, SURE[spread.sure].to(lang), ", ".join(said)
