"""Map layers as compact answers: the map of a metric as one byte a cell, streets as one number a row."""

from base64 import b64encode
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twin.city import City
from twin.errors import TwinError
from twin.evaluation import Reading
from twin.mobility.coefficients import travel_with
from twin.mobility.traffic import traffic
from twin.studio.state import Assumed
from twin.words import Words, nearest, number, unit_name

Array = NDArray[np.float64]
LEVELS = 254  # steps of a byte; 255 stands for "does not apply"
NOTHING = 255
CUT = 0.5  # %, of the cells at either end that may lie beyond the colour scale
STREET_LAYERS = ("stress", "flow")


def raster(values: Array, low: float, high: float) -> str:
    """(rows, cols) values as base64 bytes between `low` and `high`."""
    span = high - low or 1.0
    scaled = np.clip(np.round((values - low) / span * LEVELS), 0, LEVELS)
    return b64encode(np.where(np.isfinite(values), scaled, NOTHING).astype(np.uint8).tobytes()).decode()


def metric_layer(before: Reading, after: Reading, side: str, lang: str) -> dict[str, Any]:
    """The map of one metric: "before", "after" (both on one colour scale) or "change"."""
    first, second = before.map, after.map
    if first is None or second is None:
        raise TwinError(Words(f'the metric "{before.key}" has no map', f"l'indicateur « {before.key} » n'a pas de carte"))
    label = after.measure.map_label or after.metric.labels
    found = {"key": before.key, "side": side, "rows": first.shape[0], "cols": first.shape[1], "label": label.to(lang),
             "unit": unit_name(after.map_unit, lang)}  # fmt: skip
    if side == "change":
        change = np.where(np.isfinite(first) & np.isfinite(second), second - first, np.nan)
        limit = float(np.abs(np.nan_to_num(change)).max(initial=0.0))
        blue = "less" if after.better == "less" else "more"
        return found | {
            "low": -limit,
            "high": limit,
            "blue": blue,
            "ticks": _ticks(-limit, limit, lang),
            "data": raster(change, -limit, limit),
        }
    low, high = _scale(first, second)
    data = raster(first if side == "before" else second, low, high)
    return found | {"low": low, "high": high, "better": after.better, "ticks": _ticks(low, high, lang), "data": data}


def _scale(first: Array, second: Array) -> tuple[float, float]:
    """Ends of a colour scale that both maps share; what a few cells exceed is drawn at the end."""
    values = np.concatenate([first[np.isfinite(first)], second[np.isfinite(second)]])
    if not len(values):
        return 0.0, 1.0
    low, high = (float(v) for v in np.percentile(values, (CUT, 100 - CUT)))
    if high - low < 1e-12:
        low, high = float(values.min()), float(values.max())
    return (0.0 if 0 < low < 0.3 * high else low), high


def _ticks(low: float, high: float, lang: str) -> list[str]:
    """What to write at the ends and in the middle of the colour bar."""
    most = max(abs(low), abs(high))
    digits = 0 if most >= 50 else 1 if most >= 5 else 2 if most >= 0.5 else 3
    signed = low == -high
    return [number(v, digits, lang, sign=signed) for v in (low, (low + high) / 2, high)]


def street_layer(base: City, city: City, assume: Assumed, what: str, side: str) -> dict[str, Any]:
    """One number for each row of streets: level of traffic stress, or cars in the peak hour."""
    if what not in STREET_LAYERS:
        near = nearest(what, STREET_LAYERS)
        raise TwinError(Words(f'there is no street layer "{what}": {near}', f"il n'y a pas de couche de rues « {what} » : {near.fr}"))
    travel = travel_with(dict(assume))
    states = [traffic(base, travel), traffic(city, travel)]
    values = [np.asarray(s.row_stress if what == "stress" else s.flow, dtype=float) for s in states]
    before, after = values
    chosen = {"before": before, "after": after, "change": after - before}[side]
    high = 4.0 if what == "stress" else float(max(before.max(initial=0.0), after.max(initial=0.0)))
    return {"key": what, "side": side, "values": [round(float(v), 1) for v in chosen], "high": high}
