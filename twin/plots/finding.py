"""The words on top: what the comparison found, written from its numbers."""

import re
from collections.abc import Sequence
from math import isfinite

from twin.comparison import Comparison, Row
from twin.metrics import Metric
from twin.plots import words as w
from twin.plots.chosen import FEW
from twin.plots.places import place_of
from twin.sources import SOURCES
from twin.words import digits_for, number
from twin.works import Work

# Metrics that count what was laid or planted; the headline names them only when nothing else moves.
LAID = ("canopy", "sealed", "artificialised", "biotope", "indi_en_cooling", "indi_en_permeability", "indi_en_biodiversity", "mesh")
CLEAR = 0.1  # %, change relative to before from which a headline may speak of it


def works_of(comparison: Comparison, index: int) -> tuple[Work, ...]:
    """What the plan did, in order."""
    return comparison.cities[index].works[len(comparison.city.works) :]


def headline(comparison: Comparison, index: int, lang: str) -> str:
    """The plan, the gain that is largest relative to before, and the largest loss if there is one.

    What comes of a plan goes before what it lays down (`LAID`): that planted trees are trees is no finding.
    """
    who = subject(comparison, index, lang)
    moved = sorted((r for r in comparison.rows(index) if _moves(r)), key=lambda r: (r.metric.key in LAID, -abs(r.percent or 0)))
    better, worse = ([r for r in moved if r.verdict == verdict] for verdict in ("better", "worse"))
    if not moved:
        return w.FINDING_NONE.to(lang).format(who=who)
    first = (better or worse)[0]
    noun = first.metric.noun
    if noun is None:
        much = _amount(first, lang, sign=True)
        return w.FINDING_ANY.to(lang).format(who=who, what=w.lowered(first.metric.label(lang)), much=much)
    said = (w.FINDING_LESS if first.difference < 0 else w.FINDING_MORE).to(lang)
    text = said.format(who=who, what=noun.to(lang), much=_amount(first, lang))
    harm = next((r for r in worse if r is not first and r.metric.noun is not None), None)
    if harm is not None:
        but = (w.BUT_LESS if harm.difference < 0 else w.BUT_MORE).to(lang)
        text += but.format(what=(harm.metric.noun or harm.metric.labels).to(lang), much=_amount(harm, lang))
    return text


def subject(comparison: Comparison, index: int, lang: str) -> str:
    """The plan's name in quotes; a bare intervention is told by what it does and where."""
    plan, works = comparison.plans[index], works_of(comparison, index)
    if len(plan) == len(works) == 1 and plan.name == str(type(plan.interventions[0]).label) and works[0].kind in w.DOING:
        place = place_name(comparison, index, 0)
        if place:
            return w.DOING[works[0].kind].to(lang).format(place=place)
        return str(type(plan.interventions[0]).label.to(lang))
    return w.QUOTED.to(lang).format(name=" ".join(plan.name.split()))


def steps(comparison: Comparison, index: int, lang: str) -> list[str]:
    """The interventions, numbered as on the map."""
    texts = []
    for n, work in enumerate(works_of(comparison, index)):
        place, title = place_name(comparison, index, n), work.title.to(lang)
        text = f"{n + 1}{w.SPACE}{title}" + (f", {place}" if place and place not in title else "")
        texts.append(text if work.did else text + w.NOTHING.to(lang))
    return texts or [w.NO_WORKS.to(lang)]


def place_name(comparison: Comparison, index: int, n: int) -> str:
    """Where the n-th work is: the name it was given by, or the place it lies in."""
    plan, works = comparison.plans[index], works_of(comparison, index)
    if len(plan) == len(works):
        item = plan.interventions[n]
        for field in item.shape_fields:
            if isinstance(getattr(item, field, None), str):
                return " ".join(str(getattr(item, field)).split())
    return place_of(comparison.city, works[n])


def relative_digits(value: float) -> int:
    """Decimals for a change in %: two significant figures."""
    return min(digits_for(float(f"{value:.2g}"), 2), 3)  # 9.99 is 10, not 10.0


def sources(metrics: Sequence[Metric], lang: str) -> str:
    """ "Runoff: USDA 2004; Sealed ground, Artificialised ground: …", metrics of the same sources together; of many, the sources alone."""
    by_source: dict[str, list[str]] = {}
    for metric in metrics:
        names = [_short(SOURCES[key].authors, SOURCES[key].year) for key in metric.sources if key != "twin"]
        if names:
            by_source.setdefault(", ".join(dict.fromkeys(names)), []).append(re.sub(r" \(.*?\)", "", metric.label(lang)))
    texts = [f"{', '.join(labels)}{w.COLON.to(lang)}{names}" for names, labels in by_source.items()]
    if len(metrics) > FEW:
        texts = list(dict.fromkeys(name for names in by_source for name in names.split(", ")))
    return w.SOURCES.to(lang).format(list=w.SEMICOLON.to(lang).join(texts)) if texts else ""


def assumptions(comparison: Comparison, lang: str) -> str:
    listed: Sequence[str] = [f"{name} = {value:g}" for name, value in comparison.assume.items()]
    return w.ASSUMED.to(lang).format(list=", ".join(listed)) if listed else ""


def _moves(row: Row) -> bool:
    known = row.percent is not None and isfinite(row.percent)
    return row.metric.key != "cost" and row.verdict != "same" and known and isfinite(row.difference) and abs(row.percent or 0) >= CLEAR


def _amount(row: Row, lang: str, sign: bool = False) -> str:
    """The size of a change: points for metrics in %, else relative to before."""
    if row.metric.unit == "%":
        value = row.difference if sign else abs(row.difference)
        return w.POINTS_LONG.to(lang).format(much=number(value, max(row.metric.digits, relative_digits(value)), lang, sign))
    value = row.percent or 0.0
    return w.percent(value if sign else abs(value), relative_digits(value), lang, sign)


def _short(authors: str, year: int) -> str:
    """ "Bosch et al. 2021" """
    names = authors.split(", ")
    return f"{names[0]}{' et al.' if len(names) > 2 else ''} {year}"
