"""`twin explain`: the receipt of one number."""

from collections.abc import Sequence
from pathlib import Path

from twin.cli.assuming import assumptions, metric_keys
from twin.cli.comparing import Draws
from twin.cli.failing import Mistyped, typed
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.evaluation import evaluate
from twin.models.trajectory import known_climate
from twin.plan import Plan
from twin.receipts import Receipt
from twin.years import timeline


def run(
    metric: str, where: Where, plan: Path | None, assume: Sequence[str], draws: Draws, year: int | None, climate: str, lang: str
) -> None:
    """Print how the number came about: today or in a later year, before or after a plan, with what draws say of it."""
    keys, values = metric_keys([metric]), assumptions(assume)
    if draws.count and (plan is None or year is not None):
        raise Mistyped("--draws tells how sure a plan's difference is today: give --plan, and no --year")
    with typed():
        known = known_climate(climate)
    city = where.open()
    plans = [] if plan is None else [Plan.read(plan.expanduser(), city)]
    if year is not None:
        with shown(city.name, lang) as progress, typed():
            line = timeline(city, plans, sorted({city.year, year}), known, keys, values, progress)
        receipt = line.explain(metric, year, 0 if plans else None)
    elif plans:
        receipt = draws.compared(city, plans, keys, values, lang).explain(metric)
    else:
        card = evaluate(city, keys, values)
        receipt = Receipt(card[metric], city.name, card.assume)
    print(receipt.text(lang))
