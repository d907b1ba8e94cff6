"""How sure a plan's differences are: draws of every uncertain parameter, made in another process while the page goes on."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any
from weakref import WeakKeyDictionary

from twin.city import City
from twin.metrics import METRICS
from twin.rows import Row
from twin.studio.cities import Readings
from twin.studio.state import Assumed
from twin.uncertainty.ensemble import run
from twin.uncertainty.spread import Spread, spread_of
from twin.uncertainty.telling import SURE
from twin.words import digits_for, number

DRAWS = 64
ALMOST = 0.999


class Left(Exception):
    """The desk moved on to another plan: these draws are wanted no more."""


@dataclass(eq=False)
class Drawn:
    """The draws of one city: how far they are, and what they say once they are made.

    share     of the work that is done
    spreads   metric -> spread of its difference; empty until all is done
    reason    why they could not be made, if so
    """

    share: float = 0.0
    spreads: dict[str, Spread] = field(default_factory=dict)
    reason: str = ""


class Draws:
    """One run at a time, for whoever asked last; what was drawn of a city is remembered with it."""

    def __init__(self, base: City, readings: Readings) -> None:
        self._base, self._readings = base, readings
        self._known: WeakKeyDictionary[City, dict[Assumed, Drawn]] = WeakKeyDictionary()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="draws")

    def of(self, city: City, assume: Assumed) -> Drawn | None:
        """What was drawn of this city under these assumptions, or is being drawn."""
        return self._known.get(city, {}).get(assume)

    def ask(self, city: City, assume: Assumed, left: Callable[[], bool]) -> None:
        """Begin to draw, unless that was done; given up as soon as `left()`."""
        known = self._known.setdefault(city, {})
        if assume not in known:
            known[assume] = drawn = Drawn()
            self._worker.submit(self._draw, city, assume, drawn, left)

    def close(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _draw(self, city: City, assume: Assumed, drawn: Drawn, left: Callable[[], bool]) -> None:
        def report(share: float, what: str) -> None:
            if left():
                raise Left
            drawn.share = min(share, ALMOST)  # done only once it is summed up

        try:
            report(0.0, "")
            for place in (self._base, city):
                self._readings.read(place, self._readings.missing(place, assume), lambda: False, assume)
            before, after = (self._readings.of(place, assume) for place in (self._base, city))
            keys = [key for key in METRICS if key in before and key in after]
            best = [[readings[key].value for key in keys] for readings in (before, after)]
            with ProcessPoolExecutor(1, get_context("spawn")) as pool:
                ensemble = run((self._base, city), best, keys, dict(assume), DRAWS, 0, pool, report)
            for key in ensemble.keys:
                first, second = before[key], after[key]
                row = Row(first.metric, "", first.value, second.value, max(first.resolution, second.resolution))
                drawn.spreads[key] = spread_of(ensemble, row.metric, 1, 0, row.difference, row.before, row.resolution)
            drawn.share = 1.0
        except Left:
            self._known.get(city, {}).pop(assume, None)
        except Exception as error:  # told on the page; the studio goes on
            drawn.reason = f"{type(error).__name__}: {error}"


def sure_of(drawn: Drawn, key: str, lang: str) -> dict[str, Any] | None:
    """How sure one difference is, in words, with the range of the draws and the share that agrees."""
    spread = drawn.spreads.get(key)
    if spread is None or drawn.share < 1:
        return None
    digits = 0 if key == "cost" else max(METRICS[key].digits, digits_for(max(abs(spread.low), abs(spread.high)), 2))
    low, high = (number(value, digits, lang, sign=True) for value in (spread.low, spread.high))
    share = number(100 * max(spread.better, spread.worse), 0, lang)
    return {"word": SURE[spread.sure].to(lang), "sure": spread.sure, "range": f"{low} … {high}", "share": share}
