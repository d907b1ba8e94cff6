"""Assumptions as the page offers them: every uncertain parameter with its range, its source and the metrics that use it."""

from functools import cache
from math import floor, log10
from typing import Any

from twin.about import label_of
from twin.climate import Climate
from twin.evaluation import parameters
from twin.metrics import METRICS
from twin.metrics.base import THEMES
from twin.parameter import Parameter
from twin.sources import SOURCES
from twin.words import LANGUAGES, Words, number, unit_name

WEATHER = "weather"  # the group of what the climate says, beside those of the themes
GROUPS: dict[str, Words] = {WEATHER: Words("Weather", "Météo"), **THEMES}


@cache
def sliders() -> list[dict[str, Any]]:
    """One entry for each parameter that has a range; constants by law or definition are none."""
    order = list(GROUPS)
    found = [_slider(name, p) for name, p in parameters().items() if not p.exact]
    return sorted(found, key=lambda slider: order.index(slider["group"]))


def _slider(name: str, p: Parameter) -> dict[str, Any]:
    users, source, label = used_by(name), SOURCES[p.source], label_of(name)
    unit = {lang: unit_name(p.unit, lang) for lang in LANGUAGES}
    return {
        "name": name, "group": WEATHER if name in Climate.parameters() else METRICS[users[0]].theme, "metrics": users,
        "label": {lang: _capital(label.to(lang)) for lang in LANGUAGES}, "unit": unit,
        "value": float(p), "low": p.low, "high": p.high, "digits": max(0, 2 - floor(log10(p.high - p.low))),
        "range": {lang: f"{_written(p.low, lang)} … {_written(p.high, lang)} {unit[lang]}".rstrip() for lang in LANGUAGES},
        "source": f"{source.authors.split(',')[0]} ({source.year})" if p.source != "twin" else "",
        "reference": f"{source}{f', {p.page}' if p.page else ''}", "verified": p.verified,
    }  # fmt: skip


@cache
def used_by(name: str) -> list[str]:
    """The metrics that know this parameter, in the order of the scorecard."""
    return [key for key, metric in METRICS.items() if name in metric.parameters]


def changed(name: str, value: float, lang: str) -> dict[str, Any]:
    """An assumption among the changes: what it is, and from which value to which."""
    p = parameters()[name]
    text = f"{_written(float(p), lang)} → {_written(value, lang)} {unit_name(p.unit, lang)}".rstrip()
    return {"name": name, "value": value, "label": _capital(label_of(name).to(lang)), "text": text}


def _written(value: float, lang: str) -> str:
    """A number with the figures it has, at most four that count."""
    digits = len(f"{value:.4g}".partition("e")[0].partition(".")[2]) if 1e-4 <= abs(value) < 1e6 else 0 if abs(value) >= 1 else 6
    return number(value, digits, lang)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
