"""`twin calibrate`: what sensors read narrows what is uncertain."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twin.calibration import calibrate
from twin.calibration.fitting import check_draws, priors_of
from twin.calibration.sensors import sensors_of
from twin.cli.assuming import assumptions
from twin.cli.failing import typed
from twin.cli.outputs import checked_picture, save_figure
from twin.cli.places import Where
from twin.cli.progress import shown
from twin.cli.tables import colon
from twin.observations import ERRORS
from twin.reading.observations import read_observations
from twin.words import Words

WRITTEN = Words("Written", "Écrit")
USE = Words("Use it: add these to `twin compare`", "Pour s'en servir, ajouter à `twin compare`")


@dataclass(frozen=True)
class Settings:
    """What to learn, by how many draws, and what becomes of sensors that nothing explains."""

    parameters: Sequence[str] | None
    draws: int
    seed: int
    leave_out: bool


def run(observations: Path, where: Where, assume: Sequence[str], settings: Settings, figure: Path | None, lang: str) -> None:
    """Print what was learnt, how well it tells a sensor that was held back, and how to use it; draw it when asked."""
    values, picture = assumptions(assume), checked_picture(figure)
    with shown(where.city, lang) as progress:
        city = where.open(progress)
    readings = read_observations(observations.expanduser())
    sensors = sensors_of(readings, ERRORS)
    with typed():  # what is wrong with the options is mistyped; what is wrong with the readings is the file's
        check_draws(settings.draws)
        priors_of(city, sensors, settings.parameters, values, None)
    with shown(city.name, lang) as progress:
        fit = calibrate(
            city, readings, settings.parameters, settings.draws, settings.seed, progress=progress, assume=values,
            unexplained="leave out" if settings.leave_out else "refuse",
        )  # fmt: skip
    print(fit.text(lang))
    if fit.updated:
        print(f"\n{colon(USE, lang)} {' '.join(f'--assume {name}={value:g}' for name, value in fit.assume.items())}")
    if picture:
        print(f"\n{colon(WRITTEN, lang)} {save_figure(fit.figure(lang), picture)}")
