"""A desk: what one browser tab works at. Its edits are versioned, and its numbers follow by themselves."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from secrets import token_urlsafe
from threading import Lock, RLock
from time import sleep

from twin.city import City
from twin.errors import TwinError
from twin.studio.cities import Cities, Readings
from twin.studio.state import Assumed, Board, State
from twin.studio.sure import Draws
from twin.words import Words

MOST_DESKS = 16  # the one not used for longest goes first
AT_ONCE = 0.065  # s from an edit until it is answered, with the metrics read by then
LEAST = 0.01  # s given to metrics in any case
SHORT = 0.1  # s; metrics that take longer are not read for a mere preview
PAUSE = 0.005  # s
PATIENCE = 0.15  # s that a question for the scorecard waits for numbers to come
NAMELESS = Words("My plan", "Mon projet")
GONE = Words("this session is not known (any more): reload the page", "cette session n'est pas (ou plus) connue : rechargez la page")


class Stale(Exception):
    """The request was made on a version of the plan that is no longer the newest."""


@dataclass(eq=False)
class Desk:
    """One tab's plan. `state` is only ever exchanged as a whole, under the lock, once the new city stands."""

    id: str
    cities: Cities
    state: State
    lock: RLock = field(default_factory=RLock)
    foreseen: City | None = None  # after what was previewed last

    @property
    def city(self) -> City:
        """The city after the plan."""
        return self.cities.after(self.state.now.items)

    def change(self, rev: int, how: Callable[[State], State], about: int | None = None) -> City:
        """Carry out an edit made on version `rev`, of the intervention at `about`; when it is refused, all stays as it was."""
        with self.lock:
            if rev != self.state.rev:
                raise Stale
            fresh = how(self.state)
            city = self.cities.after(fresh.now.items, about)
            self.state = fresh
            return city


class Room:
    """All desks of one server, the city they share, and one worker that reads slow metrics behind their backs."""

    def __init__(self, base: City, start: Board | None = None) -> None:
        self.base, self.start = base, start or Board(NAMELESS)
        self.readings = Readings()
        self.draws = Draws(base, self.readings)
        self._desks: OrderedDict[str, Desk] = OrderedDict()
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="readings")
        self._closed = False
        self._busy = 0  # edits under way, for which the worker stands aside

    def open(self, known: object = None) -> Desk:
        """The desk of a tab that comes back, or a new one."""
        with self._lock:
            if isinstance(known, str) and known in self._desks:
                return self._desks[known]
            desk = Desk(token_urlsafe(12), Cities(self.base), State(self.start))
            self._desks[desk.id] = desk
            while len(self._desks) > MOST_DESKS:
                self._desks.popitem(last=False)
        self.follow(desk)
        return desk

    def desk(self, id_: object) -> Desk:
        """The desk of this id; a TwinError when there is none (any more)."""
        with self._lock:
            if not isinstance(id_, str) or id_ not in self._desks:
                raise TwinError(GONE)
            self._desks.move_to_end(id_)
            return self._desks[id_]

    def follow(self, desk: Desk) -> None:
        """Read what is missing, in the background, until the desk moves on."""
        rev, assume = desk.state.rev, desk.state.now.assume
        self._read(lambda: (self.base, desk.city), assume, lambda: desk.state.rev != rev, inf)

    def foresee(self, desk: Desk, city: City) -> None:
        """Read a city that somebody looks at in a preview: the numbers are there by the time it is decided."""
        rev, assume = desk.state.rev, desk.state.now.assume
        desk.foreseen = city
        self._read(lambda: (city,), assume, lambda: desk.state.rev != rev or desk.foreseen is not city, SHORT)

    def _read(self, cities: Callable[[], Sequence[City]], assume: Assumed, over: Callable[[], bool], most: float) -> None:
        """Queue the metrics that take less than `most` seconds each, until it is `over`."""

        def left() -> bool:
            while self._busy and not self._closed and not over():
                sleep(PAUSE)
            return self._closed or over()

        def work() -> None:
            for city in cities() if not left() else ():
                keys = self.readings.missing(city, assume)
                self.readings.read(city, [key for key in keys if self.readings.takes(city, key, assume) < most], left, assume)

        if not self._closed:
            self._worker.submit(work)

    def draw(self, desk: Desk) -> None:
        """Make draws of the plan as it stands; they are given up when the desk moves on."""
        rev = desk.state.rev
        self.draws.ask(desk.city, desk.state.now.assume, lambda: self._closed or desk.state.rev != rev)

    @contextmanager
    def first(self) -> Iterator[None]:
        """While somebody waits for an edit, the worker begins no other metric."""
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1

    def close(self) -> None:
        """Stop the worker after the metric it is at."""
        self._closed = True
        self._worker.shutdown(wait=False, cancel_futures=True)
        self.draws.close()
