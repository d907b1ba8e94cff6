"""`twin explain`: the receipt of one number."""

from collections.abc import Sequence
from pathlib import Path

from twin.cli.assuming import assumptions, metric_keys
from twin.cli.places import Where
from twin.comparison import compare
from twin.evaluation import evaluate
from twin.plan import Plan
from twin.receipts import Receipt


def run(metric: str, where: Where, plan: Path | None, assume: Sequence[str], lang: str) -> None:
    """Print how the number came about: today, or after a plan."""
    keys, values = metric_keys([metric]), assumptions(assume)
    city = where.open()
    if plan is None:
        card = evaluate(city, keys, values)
        receipt = Receipt(card[metric], city.name, card.assume)
    else:
        receipt = compare(city, Plan.read(plan.expanduser(), city), keys, values).explain(metric)
    print(receipt.text(lang))
