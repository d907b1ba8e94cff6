"""What a lesson is made of: a town, two plans for the same place and nearly the same money, a challenge, and the numbers of the key."""

from dataclasses import dataclass
from functools import cached_property
from math import floor, log10

import shapely

from twin.challenge.cards import CARDS, paving
from twin.challenge.codes import COLUMNS, ROWS, cell_box, made, write_code
from twin.challenge.rules import Challenge, Role, Round, Target
from twin.challenge.scoring import Scores
from twin.city import City, Progress
from twin.comparison import Comparison, compare
from twin.errors import TwinError
from twin.interventions.prices import PRICES
from twin.lesson.people import ROLES
from twin.metrics import METRICS
from twin.plan import Plan
from twin.receipts import Receipt
from twin.words import Language, Words

READ = ("runoff", "air_warming", "hot_ground", "canopy", "sealed", "cost")
PLANS = ("plan_a.geojson", "plan_b.geojson")
CHALLENGE = "challenge.toml"
STORM = 60.0  # mm, of the event card
STEP = 50_000  # € to which the budget is rounded
SHARE = 8  # of all mapped paving, what the budget buys as meadow
TERM = 6  # years of a mandate
NEARLY = 0.9  # share of what a plan reaches that is asked for
TITLE = Words("Cool, dry, and paid for", "Frais, sec et payé")
TERMS = (Words("First mandate", "Premier mandat"), Words("Second mandate", "Second mandat"))
NAMES = (
    Words("Plan A: a meadow in {cell}", "Projet A : une prairie en {cell}"),
    Words("Plan B: trees in {cell}", "Projet B : des arbres en {cell}"),
)


@dataclass(frozen=True, eq=False)
class Material:
    """Everything the pages are written from.

    typed       the city as commands of the lesson call it
    city        opened
    lang        of the pages
    free        cell of the board -> mapped paving in it [m²]
    cell        where both plans work
    codes       of the two plans
    comparison  of the two plans
    challenge   that they are held against
    """

    typed: str
    city: City
    lang: Language
    free: dict[str, float]
    cell: str
    codes: tuple[str, str]
    comparison: Comparison
    challenge: Challenge

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self.comparison.plans

    @cached_property
    def scores(self) -> Scores:
        return self.challenge.score(self.plans, self.city)

    @cached_property
    def storm(self) -> Comparison:
        """The same plans under the storm of the event card."""
        return compare(self.city, self.plans, ["runoff"], {"rain": STORM})

    def receipt(self, metric: str) -> Receipt:
        """The receipt of a number of today."""
        return self.comparison.explain(metric, None)

    def worked(self, metric: str, symbol: str) -> float:
        """One number of that receipt."""
        return self.receipt(metric).reading.working.values()[symbol]


def gathered(typed: str, city: City, lang: Language, progress: Progress | None = None) -> Material:
    """The material for a city; a TwinError when it has no mapped paving to plan with."""
    free = mapped_paving(city)
    budget = budget_for(free)
    affordable = {cell: area for cell, area in free.items() if 0 < area * float(PRICES["meadow"]) <= budget / len(TERMS)}
    if not affordable:
        raise TwinError(
            f"{city.name} has no cell of the board with mapped paving that half of {budget:,.0f} € turns into meadow: try another map"
        )
    cell = max(affordable, key=lambda c: (round(affordable[c], 3), c))
    names = [name.to(lang).format(cell=cell) for name in NAMES]
    plans = [Plan(name, [made(city, cell, letter)]) for name, letter in zip(names, "MT", strict=True)]
    comparison = compare(city, plans, READ, progress=progress)
    codes = (write_code(((0, cell, "M"),)), write_code(((0, cell, "T"),)))
    return Material(typed, city, lang, free, cell, codes, comparison, _challenge(typed, city, comparison, budget))


def mapped_paving(city: City) -> dict[str, float]:
    """Mapped paving that the cards work on, cell by cell of the board [m²]."""
    found = {}
    for cell in (f"{column}{row}" for row in ROWS for column in COLUMNS):
        try:
            found[cell] = float(shapely.area(paving(city, cell_box(city, cell))))
        except TwinError:
            found[cell] = 0.0
    return found


def budget_for(free: dict[str, float]) -> float:
    """What an eighth of all mapped paving costs as meadow, rounded to 50 000 € [€]."""
    return max(1, round(sum(free.values()) * float(PRICES["meadow"]) / SHARE / STEP)) * float(STEP)


def _challenge(typed: str, city: City, comparison: Comparison, budget: float) -> Challenge:
    """Water and heat as the better of the two plans nearly reaches them, trees likewise, and cars no slower than 2 %."""
    targets = [Target(key, asked) for key in ("runoff", "hot_ground", "canopy") if (asked := _asked(comparison, key)) > 0]
    rounds = [Round(name, city.year + i * TERM, city.year + (i + 1) * TERM - 1, budget / 2) for i, name in enumerate(TERMS)]
    roles = [Role(role.name, role.wants, role.metric) for role in ROLES]
    allowed = sorted({card.kind for card in CARDS.values()})
    return Challenge(TITLE, typed, [*targets, Target("car_time", -2)], budget, rounds, allowed, roles, "runoff")


def _asked(comparison: Comparison, key: str) -> float:
    """Nine tenths of the larger betterment, cut to two figures; 0 where the shown figures do not move [%]."""
    sign = 1 if METRICS[key].better == "more" else -1
    rows = [comparison.row(key, i) for i in range(len(comparison.plans))]
    most = max(sign * (row.percent or 0.0) if row.verdict == "better" else 0.0 for row in rows) * NEARLY
    if most <= 0:
        return 0.0
    digits = 1 - floor(log10(most))
    return floor(most * 10.0**digits) / 10.0**digits
