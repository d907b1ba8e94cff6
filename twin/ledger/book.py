"""The ledger of a plan: every change that somebody would notice, ranked, for losers and for winners."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from twin.city import City
from twin.errors import TwinError, did_you_mean
from twin.evaluation import Assumptions
from twin.ledger.accounts import ACCOUNTS, KINDS, Account, kept, places_of, state_of
from twin.ledger.telling import told
from twin.words import Words, checked

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False)
class Entry:
    """One place for which one quantity changed.

    account         what changed; its `kind` is street, space, building or zone
    name, shape     of the place; the shape in local metres
    residents       who live there; 0 for streets and spaces
    before, after   in the account's unit
    """

    account: Account
    name: Words
    shape: shapely.Geometry
    residents: float
    before: float
    after: float

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def loses(self) -> bool:
        return (self.change > 0) == self.account.less

    @property
    def times(self) -> float:
        """How many times the smallest change that matters."""
        return abs(self.change) / self.account.matters


@dataclass(frozen=True, eq=False)
class Ledger:
    """Who loses and who wins by a plan.

    city, after  before the plan and after it
    plan         its name
    entries      changes that matter, the largest first (in times the smallest that matters)
    counted      how many places of each kind were looked at
    """

    city: City
    after: City
    plan: Words
    entries: tuple[Entry, ...]
    counted: dict[str, int]

    def losers(self, kind: str | None = None) -> tuple[Entry, ...]:
        """What got worse, the largest change first; of one kind of place, or of all."""
        return tuple(e for e in self._of(kind) if e.loses)

    def winners(self, kind: str | None = None) -> tuple[Entry, ...]:
        """What got better, the largest change first."""
        return tuple(e for e in self._of(kind) if not e.loses)

    def _of(self, kind: str | None) -> tuple[Entry, ...]:
        if kind is not None and kind not in KINDS:
            raise TwinError(f'the ledger has no kind "{kind}": {did_you_mean(kind, KINDS)}')
        return tuple(e for e in self.entries if kind in (None, e.account.kind))

    def text(self, lang: str = "en", most: int = 5) -> str:
        """For each kind of place `most` losers and winners, and how many more there are."""
        return told(self, checked(lang), most)

    def __str__(self) -> str:
        return self.text()

    def figure(self, lang: str = "en") -> "Figure":
        """A matplotlib figure: losers and winners on the map, and beside it who they are."""
        from twin.plots.ledger_map import draw_ledger  # the one door from the value to its picture

        return draw_ledger(self, checked(lang))


def ledger_of(city: City, after: City, plan: Words, assume: Assumptions) -> Ledger:
    """Compare every account of `ACCOUNTS` at every place, before and after.

    A change smaller than the account's `matters` is left out: nobody would notice it. Losses and gains of different quantities are not
    added up; they are ranked by how many times the smallest noticeable change they are. Left out: people who only pass through, shops'
    custom, and upkeep.
    """
    (card, now), (card_after, then) = state_of(city, assume), state_of(after, assume)
    known = places_of(city, now)
    entries = []
    for account in ACCOUNTS:
        places = known[account.kind]
        if not len(places.names):
            continue
        before, later = kept(account, city, card, now), kept(account, after, card_after, then)
        change = np.where(np.isfinite(before) & np.isfinite(later), later - before, 0.0)
        for i in np.flatnonzero(np.abs(change) >= account.matters):
            entries.append(Entry(account, places.names[i], places.shapes[i], float(places.residents[i]), float(before[i]), float(later[i])))
    entries.sort(key=lambda e: (-e.times, -e.residents, e.name))
    return Ledger(city, after, plan, tuple(entries), {kind: len(places.names) for kind, places in known.items()})
