"""The city after each list of interventions, and what was read off it so far."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import RLock
from time import perf_counter
from weakref import WeakKeyDictionary

from twin.city import City
from twin.errors import TwinError
from twin.evaluation import Reading, evaluate
from twin.interventions import Intervention
from twin.metrics import METRICS
from twin.studio.state import Assumed
from twin.words import led

MOST_ASSUMED = 400  # readings under assumptions that are remembered of one city, the newest
ORDER = {key: i for i, key in enumerate(METRICS)}
KEPT = 24  # cities that are remembered; older ones are made again when undo goes back to them
PARTS = ("land", "trees", "streets", "fabric", "works")  # of a city, that interventions renew
Items = tuple[Intervention, ...]
Parts = frozenset[str]
Memo = tuple[str, Assumed]


class Cities:
    """The city before, and after lists of interventions; those seen last are remembered with all that was read off them."""

    def __init__(self, base: City, keep: int = KEPT) -> None:
        self.base, self._keep = base, keep
        self._known: OrderedDict[Items, City] = OrderedDict()
        self._lock = RLock()

    def after(self, items: Sequence[Intervention], about: int | None = None) -> City:
        """The city after these interventions; a TwinError says which of them cannot be carried out, and why.

        about   position of the one just edited: what it refuses needs no number
        """
        wanted = tuple(items)
        with self._lock:
            start, city = self._nearest(wanted)
            for end in range(start + 1, len(wanted) + 1):
                try:
                    city = wanted[end - 1].apply(city)
                except TwinError as error:
                    raise (error if len(wanted) == 1 or about == end - 1 else led(f"intervention {end}", error)) from None
                self._remember(wanted[:end], city)
            return city

    def _nearest(self, wanted: Items) -> tuple[int, City]:
        """The longest beginning whose city is known."""
        for end in range(len(wanted), 0, -1):
            if wanted[:end] in self._known:
                self._known.move_to_end(wanted[:end])
                return end, self._known[wanted[:end]]
        return 0, self.base

    def _remember(self, items: Items, city: City) -> None:
        self._known[items] = city
        while len(self._known) > self._keep:
            self._known.popitem(last=False)


class Readings:
    """Metrics read off cities bit by bit, the quick ones first, so that a page can show what is there.

    A reading is remembered with the assumptions that its metric knows: changing the storm leaves the traffic as it was read.
    """

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[City, dict[Memo, Reading]] = WeakKeyDictionary()
        self._lasted: dict[tuple[str, Parts], float] = {}  # s, what a metric took when these parts of the city were new
        self._last: City | None = None  # the city read before: models remember what they computed on its parts
        self._under: dict[str, Memo] = {}  # under what each metric was read before
        self._broken: dict[Memo, str] = {}  # metrics that cannot be read here, and why: a fault, told on the page

    def of(self, city: City, assume: Assumed = ()) -> dict[str, Reading]:
        """What was read off this city so far, by metric."""
        known = self._known.get(city, {})
        return {key: known[memo] for key in METRICS if (memo := memo_of(key, assume)) in known}

    def broken(self, key: str, assume: Assumed = ()) -> str | None:
        """Why a metric cannot be read, if so."""
        return self._broken.get(memo_of(key, assume))

    def missing(self, city: City, assume: Assumed = ()) -> list[str]:
        """Metrics still to be read, in the order of the scorecard."""
        known = self._known.get(city, {})
        return [key for key in METRICS if (memo := memo_of(key, assume)) not in known and memo not in self._broken]

    def read(self, city: City, keys: Iterable[str], enough: Callable[[], bool], assume: Assumed = ()) -> None:
        """Read metrics until all are known or `enough()` says stop."""
        known = self._known.setdefault(city, {})
        for key in keys:
            if enough():
                return
            memo, fresh, start = memo_of(key, assume), self._fresh(city, key, assume), perf_counter()
            try:
                known[memo] = evaluate(replace(city) if memo[1] else city, [key], dict(memo[1]))[key]  # a copy: nothing sticks to the city
                _forget(known)
            except Exception as error:  # whatever is wrong with one metric, the others go on
                self._broken[memo] = f"{type(error).__name__}: {error}"
            self._lasted[key, fresh] = perf_counter() - start
            self._under[key] = memo
        self._last = city

    def read_for(self, cities: Sequence[City], seconds: float, assume: Assumed = ()) -> None:
        """Read of these cities what can be read in so many seconds; a metric that would take longer is left to others."""
        end = perf_counter() + seconds
        due = [(key, city) for city in cities for key in self.missing(city, assume)]
        for key, city in sorted(due, key=lambda pair: ORDER[pair[0]]):
            if perf_counter() + self.takes(city, key, assume) < end:
                self.read(city, [key], lambda: False, assume)

    def takes(self, city: City, key: str, assume: Assumed = ()) -> float:
        """How long a metric will take [s]: as when the same parts were new, else as when all of the city was."""
        fresh = self._fresh(city, key, assume)
        return self._lasted.get((key, fresh), self._lasted.get((key, frozenset(PARTS)), 0.0))

    def _fresh(self, city: City, key: str, assume: Assumed) -> Parts:
        """The parts that differ from those of the city read before, and whether what this metric assumes does."""
        last = self._last
        parts = frozenset(part for part in PARTS if last is None or getattr(city, part) is not getattr(last, part))
        return parts | {"assume"} if self._under.get(key, memo_of(key, assume)) != memo_of(key, assume) else parts


def _forget(known: dict[Memo, Reading]) -> None:
    """Drop the oldest reading under assumptions when there are too many: a slider passes through hundreds of values."""
    under = [memo for memo in known if memo[1]]
    if len(under) > MOST_ASSUMED:
        del known[under[0]]


@lru_cache(maxsize=4096)
def memo_of(key: str, assume: Assumed) -> Memo:
    """A metric with the assumptions that it knows."""
    known = METRICS[key].parameters
    return key, tuple(pair for pair in assume if pair[0] in known)
