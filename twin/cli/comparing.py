"""`twin compare`: a city before and after each plan."""

from collections.abc import Sequence
from pathlib import Path

from twin.cli.assuming import assumptions, metric_keys
from twin.cli.outputs import checked_picture, checked_target, save_figure
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.comparison import compare
from twin.plan import Plan
from twin.words import Words

WRITTEN = Words("Written", "Écrit")
FIRST = Words("the picture shows the first plan", "l'image montre le premier projet")


def run(
    where: Where,
    plans: Sequence[Path],
    metrics: Sequence[str] | None,
    assume: Sequence[str],
    figure: Path | None,
    csv: Path | None,
    lang: str,
) -> None:
    """Print the comparison; write the picture and the numbers when asked."""
    keys, values = metric_keys(metrics), assumptions(assume)
    picture, table = checked_picture(figure), checked_target(csv, "--csv", (".csv",))
    with shown(where.city, lang) as progress:
        city = where.open(progress)
    read = [Plan.read(path.expanduser(), city) for path in plans]
    with shown(city.name, lang) as progress:
        comparison = compare(city, read, keys, values, progress=progress)
    print(comparison.text(lang))
    written = []
    if picture:
        several = f" ({FIRST.to(lang)})" if len(read) > 1 else ""
        written.append(f"{save_figure(comparison.figure(lang=lang), picture)}{several}")
    if table:
        written.append(str(comparison.to_csv(table, lang)))
    if written:
        print(f"\n{colon(WRITTEN, lang)} {', '.join(written)}")
