"""Row: one metric under one plan, against the city before, and what to say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Literal

from twin.metrics import Metric
from twin.words import Words

Verdict = Literal["better", "worse", "same"]
MARK: Mapping[Verdict, str] = {"better": "●", "worse": "◆", "same": "="}
UNRESOLVED = "≈"
LEGEND = Words("● better   ◆ worse   = no change at the figures shown", "● mieux   ◆ moins bien   = inchangé aux chiffres affichés")
LEGEND_UNRESOLVED = Words(f"   {UNRESOLVED} below the solver's resolution", f"   {UNRESOLVED} en deçà de la précision du calcul")


@dataclass(frozen=True, eq=False)
class Row:
    """One metric under one plan, against the city before (or another plan).

    resolution   a difference no larger than this is the solver's own error
    """

    metric: Metric
    plan: str
    before: float
    after: float
    resolution: float = 0.0

    @property
    def difference(self) -> float:
        return self.after - self.before

    @property
    def percent(self) -> float | None:
        """Relative change [%]; None when there was nothing before."""
        return 100 * self.difference / self.before if self.before else None

    @property
    def moves(self) -> bool:
        """Whether the shown figures move."""
        if not (isfinite(self.before) and isfinite(self.after)):
            return False
        if self.metric.key == "cost":
            return round(self.difference) != 0
        return round(self.before, self.metric.digits) != round(self.after, self.metric.digits)

    @property
    def unresolved(self) -> bool:
        """Whether the figures move by no more than the solver's own error."""
        return self.moves and abs(self.difference) <= self.resolution

    @property
    def verdict(self) -> Verdict:
        """Better or worse by the metric's own direction; "same" when the shown figures do not move, or only by the solver's error."""
        if not self.moves or self.unresolved:
            return "same"
        return "better" if (self.difference < 0) == (self.metric.better == "less") else "worse"

    @property
    def mark(self) -> str:
        return UNRESOLVED if self.unresolved else MARK[self.verdict]
