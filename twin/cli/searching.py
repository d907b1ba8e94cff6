"""`twin search`: what a budget buys best, one function for each question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from twin.city import City
from twin.cli.assuming import assumptions, metric_keys
from twin.cli.failing import Mistyped, typed
from twin.cli.outputs import checked_picture, checked_target, save_figure
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.plan import Plan
from twin.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WRITTEN = Words("Written", "Écrit")
PLANS = (".geojson", ".json")


@dataclass(frozen=True)
class Files:
    """Where the picture and the plan go, if anywhere."""

    figure: Path | None
    plan: Path | None

    def checked(self) -> "Files":
        """The same, or Mistyped before any work is lost."""
        return Files(checked_picture(self.figure), checked_target(self.plan, "--plan", PLANS))

    def written(self, figure: "Figure | None", plan: Plan, city: City, lang: str) -> Iterable[str]:
        """Writes what was asked for; the plan under its name in this language."""
        if self.figure and figure:
            yield str(save_figure(figure, self.figure))
        if self.plan:
            yield str(Plan(plan.title(lang), plan.interventions).write(self.plan, city))


def run_depave(
    where: Where, budget: float, metric: str, to: str, inside: str | None, private: bool, assume: Sequence[str], seed: int,
    time_limit: float, files: Files, lang: str,
) -> None:  # fmt: skip
    """Print which paving to take up for a budget; write the picture and the plan when asked."""
    from twin.search.paving import depave

    metric_keys([metric])
    values, files = assumptions(assume), files.checked()
    for option, value in (("--budget", budget), ("--time-limit", time_limit)):
        if not isfinite(value) or value <= 0:
            raise Mistyped(f"{option} {value:g} is not usable: give a number above 0")
    with shown(where.city, lang) as progress:
        city = where.open(progress)
    with shown(city.name, lang) as progress, typed():
        found = depave(
            city, budget, metric, to, where=inside, private=private, assume=values, seed=seed, time_limit=time_limit, progress=progress
        )
    print(found.text(lang))
    written = list(files.written(found.figure(lang=lang) if files.figure else None, found.plan, city, lang))
    if written:
        print(f"\n{colon(WRITTEN, lang)} {', '.join(written)}")


@dataclass(frozen=True)
class Ends:
    """Where a lane is to begin and end, as typed: names of places, "x,y" in local metres, or nothing."""

    start: str
    end: str

    def places(self) -> tuple[object, object]:
        return _place(self.start), _place(self.end)


def _place(text: str) -> object:
    parts = text.split(",")
    try:
        return (float(parts[0]), float(parts[1])) if len(parts) == 2 else text or None
    except ValueError:  # a name with a comma in it
        return text


def run_bike_lanes(
    where: Where, ends: Ends, budget: float | None, width: float, everywhere: bool, assume: Sequence[str], solve: int, seed: int,
    time_limit: float, files: Files, lang: str,
) -> None:  # fmt: skip
    """Print the bike lanes that nothing tried beats; write the picture, and the plan of the first, when asked."""
    from twin.search.lanes import bike_lanes

    values, files = assumptions(assume), files.checked()
    start, end = ends.places()
    with shown(where.city, lang) as progress:
        city = where.open(progress)
    with shown(city.name, lang) as progress, typed():
        found = bike_lanes(
            city, start, end, budget, width=width, everywhere=everywhere, assume=values, solve=solve, seed=seed, time_limit=time_limit,
            progress=progress,
        )  # fmt: skip
    print(found.text(lang))
    written = list(files.written(found.figure(lang=lang) if files.figure else None, found.plan, city, lang))
    if written:
        print(f"\n{colon(WRITTEN, lang)} {', '.join(written)}")
