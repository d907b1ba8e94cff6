"""What an intervention really did: the record from which notes, costs and figures are made."""

from dataclasses import dataclass, field

import shapely

from twin.parameter import Parameter
from twin.words import Words


@dataclass(frozen=True, eq=False)
class Cost:
    """Quantity × what a unit takes - money, carbon, weeks; the price keeps its range and source."""

    quantity: float
    price: Parameter
    what: Words

    @property
    def value(self) -> float:
        """[€], or what the price counts"""
        return self.quantity * float(self.price)

    @property
    def low(self) -> float:
        return self.quantity * self.price.low

    @property
    def high(self) -> float:
        return self.quantity * self.price.high


@dataclass(frozen=True, eq=False)
class Work:
    """One intervention as carried out.

    kind     name of the intervention ("Depave")
    title    a few words for maps and legends
    note     one sentence: what changed, how much, and what could not be done
    where    the ground that changed, or the line followed [m]; empty when nothing changed
    costs    what was built, piece by piece
    carbon   greenhouse gases of making it, piece by piece (quantity × factor) [kgCO2e]
    stored   CO2 that plants took from the air and it keeps while it lasts; apart, for it comes back [kgCO2e]
    did      whether anything changed at all
    site     how long the street it is on is a building site [weeks]; None where no street is
    year     in which it is done, when the plan says so
    """

    kind: str
    title: Words
    note: Words
    where: shapely.Geometry
    costs: tuple[Cost, ...] = field(default=())
    did: bool = True
    carbon: tuple[Cost, ...] = field(default=())
    stored: tuple[Cost, ...] = field(default=())
    site: Cost | None = None
    year: int | None = None

    @property
    def cost(self) -> float:
        """[€]"""
        return sum(c.value for c in self.costs)
