"""`twin timeline`: a city and plans through the years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.cli.assuming import assumptions, metric_keys
from twin.cli.failing import Mistyped, typed
from twin.cli.outputs import checked_picture, checked_target, save_figure
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.models.trajectory import known_climate
from twin.plan import Plan
from twin.words import Words
from twin.years import timeline

WRITTEN = Words("Written", "Écrit")
FIRST = Words("of the first plan", "du premier projet")
SPAN = re.compile(r"(\d{4})\s*(?:[-–]|\.\.)\s*(\d{4})(?:\s*:\s*(\d+))?")
MOST = 200  # years


@dataclass(frozen=True)
class Files:
    """Where the pictures, the film and the numbers go, if anywhere."""

    figure: Path | None
    strip: Path | None
    gif: Path | None
    csv: Path | None

    def checked(self) -> "Files":
        """The same, or Mistyped before any work is lost."""
        return Files(
            checked_picture(self.figure), checked_target(self.strip, "--strip", (".png", ".svg", ".pdf")),
            checked_target(self.gif, "--gif", (".gif",)), checked_target(self.csv, "--csv", (".csv",)),
        )  # fmt: skip


def run(
    where: Where, plans: Sequence[Path], years: str, climate: str, metrics: Sequence[str] | None, assume: Sequence[str], files: Files,
    lang: str,
) -> None:  # fmt: skip
    """Print the timeline; write pictures, film and numbers when asked."""
    keys, values, files, listed = metric_keys(metrics), assumptions(assume), files.checked(), listed_years(years)
    with typed():
        climate = known_climate(climate)
    with shown(where.city, lang) as progress:
        city = where.open(progress)
    read = [Plan.read(path.expanduser(), city) for path in plans]
    with typed():
        _checked_start(listed, city.year)
    with shown(city.name, lang) as progress:
        line = timeline(city, read, listed, climate, keys, values, progress)
    print(line.text(lang))
    written, of_first = [], f" ({FIRST.to(lang)})" if len(read) > 1 else ""
    if files.figure:
        written.append(str(save_figure(line.figure(lang), files.figure)))
    if files.strip:
        written.append(f"{save_figure(line.figure(lang, view='strip'), files.strip)}{of_first}")
    if files.gif:
        written.append(f"{line.animate(files.gif, lang)}{of_first}")
    if files.csv:
        written.append(str(line.to_csv(files.csv, lang)))
    if written:
        print(f"\n{colon(WRITTEN, lang)} {', '.join(written)}")


def listed_years(text: str) -> list[int]:
    """[2025, 2030, … 2100] from "2025-2100:5", [2030, 2050] from "2030,2050"."""
    found: list[int] = []
    for part in text.split(","):
        span = SPAN.fullmatch(part.strip())
        if span:
            start, end, step = int(span[1]), int(span[2]), int(span[3] or 1)
            if step < 1 or end < start:
                raise Mistyped(f'--years "{part.strip()}" holds no year: give first-last:step, e.g. 2025-2100:5')
            found += range(start, end + 1, step)
        elif re.fullmatch(r"\d{4}", part.strip()):
            found.append(int(part))
        else:
            raise Mistyped(f'--years "{text}" cannot be read: give first-last:step or years with commas, e.g. 2025-2100:5 or 2030,2050')
    if len(set(found)) > MOST:
        raise Mistyped(f"--years {text}: {len(set(found))} years are too many, at most {MOST}: give a step, e.g. 2025-2100:5")
    return found


def _checked_start(years: Sequence[int], today: int) -> None:
    if min(years) < today or max(years) > 2200:
        raise Mistyped(f"--years: {min(years)} to {max(years)} is out of range, the city shows {today} and trajectories end in 2200")
