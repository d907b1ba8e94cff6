"""`twin challenge score`: plans of groups, ranked by the targets of a challenge."""

from collections.abc import Sequence
from pathlib import Path

from twin.challenge.codes import looks_like_code, plan_of, read_code
from twin.challenge.rules import Challenge
from twin.city import City
from twin.cli.failing import Mistyped, typed
from twin.cli.outputs import checked_target
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.plan import Plan
from twin.words import Words
from twin.writing import write_text

WRITTEN = Words("Written", "Écrit")
PAGES = (".html", ".htm")


def run(challenge: Path, plans: Sequence[str], html: Path | None, search: bool, lang: str) -> None:
    """Print the ranking; write the page when asked."""
    page = checked_target(html, "--html", PAGES)
    rules = Challenge.read(challenge.expanduser())
    for text in plans:
        if _is_code(text):
            with typed():
                read_code(text)  # said before the city is opened
    with shown(rules.city, lang) as progress:
        city = rules.open_city(progress)
    read = [_plan(text, city, rules) for text in plans]
    with shown(city.name, lang) as progress:
        scores = rules.score(read, city, search, progress=progress)
    print(scores.text(lang))
    if page:
        print(f"\n{colon(WRITTEN, lang)} {write_text(page, scores.html(lang))}")


def _is_code(text: str) -> bool:
    return not Path(text).expanduser().exists() and looks_like_code(text)


def _plan(text: str, city: City, rules: Challenge) -> Plan:
    """A plan from a file or a code."""
    if _is_code(text):
        with typed():
            return plan_of(text, city, rules.years)
    path = Path(text).expanduser()
    if not path.exists() and not path.suffix:
        raise Mistyped(
            f'"{text}" is neither a plan file nor a code: give a .geojson file, or cells with cards and the check letter in quotes'
        )
    return Plan.read(path, city)
