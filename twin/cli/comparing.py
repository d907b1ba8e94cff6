"""`twin compare`: a city before and after each plan."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from twin.city import City
from twin.cli.assuming import assumptions, metric_keys
from twin.cli.failing import Mistyped, typed
from twin.cli.outputs import checked_picture, checked_target, save_figure
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.comparison import VIEWS, Comparison, compare
from twin.errors import did_you_mean
from twin.evaluation import Assumptions
from twin.models.sampling import sobol
from twin.plan import Plan
from twin.words import Words

WRITTEN = Words("Written", "Écrit")
FIRST = Words("the picture shows the first plan", "l'image montre le premier projet")


@dataclass(frozen=True)
class Draws:
    """How many draws of all uncertain parameters, and their seed; 0 for best guesses."""

    count: int
    seed: int

    def compared(self, city: City, plans: Sequence[Plan], keys: Sequence[str] | None, assume: Assumptions, lang: str) -> Comparison:
        """The comparison; draws are made on all cores of the machine."""
        with shown(city.name, lang) as progress, typed():
            if not self.count:
                return compare(city, plans, keys, assume, progress=progress)
            sobol(self.count, 0)  # says what is wrong with the number before processes are started
            with ProcessPoolExecutor() as pool:
                return compare(city, plans, keys, assume, self.count, self.seed, pool, progress)


@dataclass(frozen=True)
class Files:
    """Where the picture (of one view), the numbers and the report go, if anywhere."""

    figure: Path | None
    view: str
    csv: Path | None
    report: Path | None

    def checked(self, draws: Draws) -> "Files":
        """The same, or Mistyped before any work is lost."""
        if self.view not in VIEWS:
            raise Mistyped(f'--view "{self.view}" does not exist: {did_you_mean(self.view, VIEWS)}')
        if self.figure and self.view == "uncertainty" and not draws.count:
            raise Mistyped("--view uncertainty shows what draws say: add --draws 256")
        csv, report = checked_target(self.csv, "--csv", (".csv",)), checked_target(self.report, "--report", (".html", ".htm"))
        return Files(checked_picture(self.figure), self.view, csv, report)

    def written(self, comparison: Comparison, lang: str) -> list[str]:
        """Write them; returns what to say of each."""
        said = []
        if self.figure:
            several = f" ({FIRST.to(lang)})" if len(comparison.plans) > 1 else ""
            said.append(f"{save_figure(comparison.figure(lang=lang, view=self.view), self.figure)}{several}")
        if self.csv:
            said.append(str(comparison.to_csv(self.csv, lang)))
        if self.report:
            said.append(str(comparison.report(self.report, lang)))
        return said


def run(
    where: Where, plans: Sequence[Path], metrics: Sequence[str] | None, assume: Sequence[str], draws: Draws, files: Files, ledger: bool,
    lang: str,
) -> None:  # fmt: skip
    """Print the comparison, and the ledger of each plan when asked; write the picture, the numbers and the report when asked."""
    keys, values, files = metric_keys(metrics), assumptions(assume), files.checked(draws)
    with shown(where.city, lang) as progress:
        city = where.open(progress)
    read = [Plan.read(path.expanduser(), city) for path in plans]
    comparison = draws.compared(city, read, keys, values, lang)
    print(comparison.text(lang))
    for i in range(len(read) if ledger else 0):
        print(f"\n{comparison.ledger(i).text(lang)}")
    written = files.written(comparison, lang)
    if written:
        print(f"\n{colon(WRITTEN, lang)} {', '.join(written)}")
