"""Money: what the works done to a city cost to build."""

from twin.city import City
from twin.metrics.base import Measure, metric
from twin.words import Words
from twin.working import Given, Heading, Line, Step, Working


@metric(
    "cost",
    theme="money",
    unit="€",
    better="less",
    label=Words("Cost of the works", "Coût des travaux"),
    caveat=Words(
        "To build, without tax, at mean prices whose range the working gives; leaves out studies, networks below ground, upkeep, and what "
        "is saved later.",
        "Pour construire, hors taxes, à des prix moyens dont le calcul donne la fourchette ; ne compte ni les études, ni les réseaux "
        "enterrés, ni l'entretien, ni ce qui est économisé plus tard.",
    ),
    sources=("twin",),
    digits=0,
    priced=True,
)
def cost(city: City) -> Measure:
    """Σ quantity × unit price over everything done to the city [€]; 0 when nothing was done.

    The working also adds up the low and the high price of every line (`cost_low`, `cost_high`), as if all were low or high at once.
    """
    paid = [(work, line) for work in city.works for line in work.costs if line.quantity > 0]
    value = float(sum(line.value for _, line in paid))

    def working() -> Working:
        lines: list[Line] = [] if paid else [Heading(Words("No works: nothing to pay", "Pas de travaux : rien à payer"))]
        last = None
        for i, (work, line) in enumerate(paid, start=1):
            if work is not last:
                lines.append(Heading(work.title))
                last = work
            unit, about = line.price.unit, Words(f"price: {line.price.about}", f"prix : {line.what.fr}")
            lines += [
                Given(f"q_{i}", line.quantity, unit.removeprefix("€/") if "/" in unit else "1", line.what),
                Given(f"p_{i}", float(line.price), unit, about),
                Given(f"low_{i}", line.price.low, unit, Words("lowest price", "prix le plus bas")),
                Given(f"high_{i}", line.price.high, unit, Words("highest price", "prix le plus haut")),
                Step(f"cost_{i}", f"q_{i} * p_{i}", "€", Words("quantity × price", "quantité × prix")),
            ]
        lines.append(Heading(Words("All works", "Tous les travaux")))
        for symbol, price, meaning in (
            ("cost_low", "low", Words("if every price were low", "si tous les prix étaient bas")),
            ("cost_high", "high", Words("if every price were high", "si tous les prix étaient hauts")),
        ):
            lines.append(Step(symbol, " + ".join(f"q_{i} * {price}_{i}" for i in range(1, len(paid) + 1)) or "0", "€", meaning))
        total = " + ".join(f"cost_{i}" for i in range(1, len(paid) + 1)) or "0"
        lines.append(Step("cost", total, "€", Words("cost of the works", "coût des travaux")))
        low, high = (float(sum(getattr(line, side) for _, line in paid)) for side in ("low", "high"))
        return Working(tuple(lines), {"cost_low": low, "cost_high": high, "cost": value})

    return Measure(value, working)
