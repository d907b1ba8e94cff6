"""Challenge: what groups are asked to reach, for how much money, in which mandates, and with what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.errors import TwinError, did_you_mean
from twin.interventions import INTERVENTIONS
from twin.metrics import METRICS, Metric, known_metric
from twin.words import Words

if TYPE_CHECKING:
    from twin.challenge.scoring import Scores
    from twin.city import City, Progress
    from twin.plan import Plan

MOST_MONEY = 1e12  # €
LONGEST = 400  # letters of a name or a sentence
MOST = 60  # targets, rounds, roles
UNITS = ("%", "own")


@dataclass(frozen=True)
class Target:
    """One thing to reach.

    metric     key of `twin.METRICS`
    by         how much better it must get; a negative number allows it to get worse by as much
    unit       "%" of the value before, or "own" for the metric's own unit
    direction  "less" or "more"; the metric's own when empty
    """

    metric: str
    by: float
    unit: str = "%"
    direction: str = ""

    def __post_init__(self) -> None:
        known = known_metric(_text("target.metric", self.metric))
        if self.unit not in UNITS:
            raise TwinError(f'target {known.key}: unit "{self.unit}" is not known: give "%" of the value before, or "own" for {known.unit}')
        if self.direction not in ("", known.better):
            raise TwinError(f'target {known.key}: direction "{self.direction}" is not usable: of {known.key}, "{known.better}" is better')
        object.__setattr__(self, "direction", known.better)
        object.__setattr__(self, "by", _number(f"target {known.key}: by", self.by, -MOST_MONEY, MOST_MONEY))

    @property
    def of(self) -> Metric:
        return METRICS[self.metric]

    def asked(self, before: float) -> float:
        """The betterment asked for, in the metric's unit."""
        return self.by / 100 * abs(before) if self.unit == "%" else self.by

    def goal(self, before: float) -> float:
        """The value to reach."""
        return before + self.asked(before) * (1 if self.direction == "more" else -1)


@dataclass(frozen=True)
class Round:
    """One mandate.

    name         for tables
    first, last  its years
    budget       what it brings to spend; what is left over stays for the next [€]
    """

    name: str
    first: int
    last: int
    budget: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _text("round.name", self.name))
        for what in ("first", "last"):
            year = getattr(self, what)
            if isinstance(year, bool) or not isinstance(year, int) or not 1900 <= year <= 2200:
                raise TwinError(f"round {self.name}: {what} {year!r} is not usable: give a year from 1900 to 2200")
        if self.last < self.first:
            raise TwinError(f"round {self.name}: it ends in {self.last}, before it begins in {self.first}")
        object.__setattr__(self, "budget", _number(f"round {self.name}: budget", self.budget, 0, MOST_MONEY))


@dataclass(frozen=True)
class Role:
    """Somebody at the table: who, what they want, and the metric (if any) by which they measure a plan."""

    name: str
    wants: str
    metric: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _text("role.name", self.name))
        object.__setattr__(self, "wants", _text(f"role {self.name}: wants", self.wants))
        if self.metric != "":
            known_metric(_text(f"role {self.name}: metric", self.metric))


@dataclass(frozen=True)
class Challenge:
    """Targets, a budget and rules that several groups plan for.

    name      of the challenge
    city      map file, saint-jumeau, or a generated town such as grid:6x5:7
    targets   what to reach
    budget    for all works, without tax [€]
    rounds    mandates that follow one another; their budgets add up to the budget; none: one round
    allowed   names of the interventions that may be used; none: all
    roles     cards of the people at the table
    best_by   metric by which the search is asked what the budget can buy; none: the first target it can search by
    folder    where a map file named without a folder is looked for
    """

    name: str
    city: str
    targets: Sequence[Target]
    budget: float
    rounds: Sequence[Round] = ()
    allowed: Sequence[str] = ()
    roles: Sequence[Role] = ()
    best_by: str = ""
    folder: Path | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", _text("name", self.name))
        object.__setattr__(self, "city", _text("city", self.city))
        object.__setattr__(self, "budget", _number("budget", self.budget, 1, MOST_MONEY))
        for what, kind in (("targets", Target), ("rounds", Round), ("roles", Role), ("allowed", str)):
            object.__setattr__(self, what, _listed(what, getattr(self, what), kind))
        if not self.targets:
            raise TwinError("a challenge needs at least one target: twin.challenge.Target('runoff', by=5)")
        keys = [target.metric for target in self.targets]
        if len(set(keys)) < len(keys):
            raise TwinError(f'the metric "{max(keys, key=keys.count)}" has several targets: give one')
        for name in self.allowed:
            if name not in INTERVENTIONS:
                raise TwinError(f'allowed: no intervention is called "{name}": {did_you_mean(name, INTERVENTIONS)}')
        if self.best_by != "" and known_metric(_text("best_by", self.best_by)).theme == "money":
            raise TwinError(f'best_by "{self.best_by}" is what the works cost: choose what they should better, such as "runoff"')
        self._check_rounds()

    def _check_rounds(self) -> None:
        for one, two in pairwise(self.rounds):
            if two.first <= one.last:
                raise TwinError(f"round {two.name} begins in {two.first}, before round {one.name} is over ({one.last})")
        total = sum(r.budget for r in self.rounds)
        if self.rounds and abs(total - self.budget) > 0.5:
            raise TwinError(f"the budgets of the rounds add up to {total:,.0f} €, the budget is {self.budget:,.0f} €: make them equal")

    @property
    def years(self) -> tuple[int, ...]:
        """First year of each mandate."""
        return tuple(r.first for r in self.rounds)

    def score(
        self, plans: "Plan | Sequence[Plan]", city: "City | None" = None, search: bool = True, time_limit: float = 15.0,
        progress: "Progress | None" = None,
    ) -> "Scores":  # fmt: skip
        """The plans held against the targets, ranked.

        city        already opened; else it is opened from `self.city`
        search      whether to ask the search what the budget can buy
        time_limit  of the search [s]
        """
        from twin.challenge.scoring import scored

        return scored(self, plans, city, search, time_limit, progress)

    def open_city(self, progress: "Progress | None" = None) -> "City":
        """The city it is about."""
        from twin.challenge.town import opened

        return opened(self.city, self.folder, progress)

    def write(self, path: str | Path) -> Path:
        """Write it as .json or .toml, whole or not at all."""
        from twin.challenge.files import write_challenge

        return write_challenge(self, path)

    @classmethod
    def read(cls, path: str | Path) -> "Challenge":
        """Read it from .json or .toml. Errors say which part, and what is allowed."""
        from twin.challenge.files import read_challenge

        return read_challenge(path)


def _text(what: str, value: Any) -> str:
    """A name or a sentence on one line, in one language or in both."""
    parts = (str(value), value.fr) if isinstance(value, Words) else (value,)
    for part in parts:
        if not isinstance(part, str) or not part.strip() or len(part) > LONGEST or not _printable(part):
            raise TwinError(f"{what} {part!r:.60} is not usable: give 1 to {LONGEST} letters on one line")
    return value  # type: ignore[no-any-return]


def _printable(text: str) -> bool:
    """No line ends, control characters or halves of letters; no-break spaces are meant."""
    return all(c.isprintable() or c in "\u00a0\u202f" for c in text)


def _number(what: str, value: Any, low: float, high: float) -> float:
    good = isinstance(value, int | float) and not isinstance(value, bool)
    if not good or not low <= value <= high:
        raise TwinError(f"{what} {value!r:.60} is not usable: give a number from {low:,.0f} to {high:,.0f}")
    return float(value)


def _listed(what: str, given: Any, kind: type) -> tuple[Any, ...]:
    if isinstance(given, str | bytes) or not isinstance(given, Sequence) or not all(isinstance(item, kind) for item in given):
        raise TwinError(f"{what} takes a list of {kind.__name__}, not {given!r:.60}")
    if len(given) > MOST:
        raise TwinError(f"{what} has {len(given)} entries: {MOST} at the most")
    return tuple(given)
