"""The city after each list of interventions, and what was read off it so far."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from threading import RLock
from time import perf_counter
from weakref import WeakKeyDictionary

from twin.city import City
from twin.errors import TwinError
from twin.evaluation import Reading, evaluate
from twin.interventions import Intervention
from twin.metrics import METRICS
from twin.words import led

KEPT = 24  # cities that are remembered; older ones are made again when undo goes back to them
PARTS = ("land", "trees", "streets", "fabric", "works")  # of a city, that interventions renew
Items = tuple[Intervention, ...]
Parts = frozenset[str]


class Cities:
    """The city before, and after lists of interventions; those seen last are remembered with all that was read off them."""

    def __init__(self, base: City, keep: int = KEPT) -> None:
        self.base, self._keep = base, keep
        self._known: OrderedDict[Items, City] = OrderedDict()
        self._lock = RLock()

    def after(self, items: Sequence[Intervention]) -> City:
        """The city after these interventions; a TwinError says which of them cannot be carried out, and why."""
        wanted = tuple(items)
        with self._lock:
            start, city = self._nearest(wanted)
            for end in range(start + 1, len(wanted) + 1):
                try:
                    city = wanted[end - 1].apply(city)
                except TwinError as error:
                    raise (led(f"intervention {end}", error) if len(wanted) > 1 else error) from None
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
    """Metrics read off cities bit by bit, the quick ones first, so that a page can show what is there."""

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[City, dict[str, Reading]] = WeakKeyDictionary()
        self._lasted: dict[tuple[str, Parts], float] = {}  # s, what a metric took when these parts of the city were new
        self._last: City | None = None  # the city read before: models remember what they computed on its parts
        self.broken: dict[str, str] = {}  # metrics that cannot be read here, and why: a fault, told on the page

    def of(self, city: City) -> dict[str, Reading]:
        """What was read off this city so far."""
        return self._known.setdefault(city, {})

    def missing(self, city: City) -> list[str]:
        """Metrics still to be read, in the order of the scorecard."""
        known = self.of(city)
        return [key for key in METRICS if key not in known and key not in self.broken]

    def read(self, city: City, keys: Iterable[str], enough: Callable[[], bool]) -> None:
        """Read metrics until all are known or `enough()` says stop."""
        known, fresh = self.of(city), self._fresh(city)
        for key in keys:
            if enough():
                return
            start = perf_counter()
            try:
                known[key] = evaluate(city, [key])[key]
            except Exception as error:  # whatever is wrong with one metric, the others go on
                self.broken[key] = f"{type(error).__name__}: {error}"
            self._lasted[key, fresh] = perf_counter() - start
        self._last = city

    def read_for(self, city: City, seconds: float) -> None:
        """Read what can be read in so many seconds; a metric that would take longer is left to others."""
        end, fresh = perf_counter() + seconds, self._fresh(city)
        for key in self.missing(city):
            if perf_counter() + self._expected(key, fresh) < end:
                self.read(city, [key], lambda: False)

    def _expected(self, key: str, fresh: Parts) -> float:
        """How long a metric will take [s]: as when the same parts were new, else as when all of the city was."""
        return self._lasted.get((key, fresh), self._lasted.get((key, frozenset(PARTS)), 0.0))

    def _fresh(self, city: City) -> Parts:
        """The parts that differ from those of the city read before."""
        last = self._last
        return frozenset(part for part in PARTS if last is None or getattr(city, part) is not getattr(last, part))
