"""`twin lesson`: a folder of pages to print."""

from pathlib import Path

from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.lesson.folder import write_lesson
from twin.words import Words

WRITTEN = Words("Written", "Écrit")
FIRST = Words("Start with {file}.", "Commencez par {file}.")


def run(city: str, out: Path, force: bool, lang: str) -> None:
    """Write the lesson and say where it begins."""
    with shown(city, lang) as progress:
        town = Where(city).open(progress)
    with shown(town.name, lang) as progress:
        written = write_lesson(town, out.expanduser(), lang, city, force, progress)
    print(f"{colon(WRITTEN, lang)} {', '.join(str(path) for path in written)}")
    print(FIRST.to(lang).format(file=written[0]))
