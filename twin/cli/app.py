"""The commands and their options. Nothing heavy is imported before a command runs, so that `twin --help` answers at once."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from twin.cli.failing import FAULT, INTERRUPTED, Commands, debugging, keep_interrupts, say
from twin.cli.groups import challenges, searches
from twin.cli.options import Assume, Bounds, Cell, City, Climate, Figure, Lang, Metrics, Plans, Seed, Soil

app = typer.Typer(
    name="twin",
    epilog="CITY is a map file (.osm .osm.gz .osm.pbf .geojson .gpkg), saint-jumeau, or a generated town such as grid:6x5:7.",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain text: the same in every terminal, log and screen reader
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(searches)
app.add_typer(challenges)


def _version(wanted: bool) -> None:
    if wanted:
        from twin import __version__

        print(f"twin {__version__}")
        raise typer.Exit


@app.callback()
def twin(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)] = False,
) -> None:
    """A small digital twin of a city that fits in a lesson: open a map, change it, and read what follows."""


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the picture and the plan go.")] = Path("out"),
    lang: Lang = "en",
) -> None:
    """Try it: a plan for Saint-Jumeau as table, picture and file."""
    from twin.cli.demo import run

    run(out, lang)


@app.command()
def info(
    city: City = "saint-jumeau",
    figure: Figure = None,
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """What a city holds, and what its map left out."""
    from twin.cli.info import run
    from twin.cli.places import Where

    run(Where(city, cell, soil, bounds), figure, lang)


@app.command()
def compare(
    city: City,
    plans: Plans,
    figure: Figure = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the numbers as .csv.")] = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write it all as one page: .html.")] = None,
    metric: Metrics = None,
    assume: Assume = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", help="Draw uncertain parameters N times: 64, 256, 1024.")] = 0,
    seed: Seed = 0,
    view: Annotated[str, typer.Option("--view", metavar="VIEW", help="sheet, traffic, stress, ledger or uncertainty.")] = "sheet",
    ledger: Annotated[bool, typer.Option("--ledger", help="Print who loses and who wins.")] = False,
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """A city before and after plans, metric by metric."""
    from twin.cli.comparing import Draws, Files, run
    from twin.cli.places import Where

    place, files = Where(city, cell, soil, bounds), Files(figure, view, csv, report)
    run(place, plans, metric or None, assume or [], Draws(draws, seed), files, ledger, lang)


@app.command()
def explain(
    metric: Annotated[str, typer.Argument(metavar="METRIC", help="Key of a metric: see `twin list metrics`.")],
    city: City = "saint-jumeau",
    plan: Annotated[Path | None, typer.Option("--plan", metavar="PLAN", help="After this plan, rather than today.")] = None,
    assume: Assume = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", help="Tell how sure a plan's difference is, by N draws: 64, 256.")] = 0,
    seed: Seed = 0,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="In this year, rather than today.")] = None,
    climate: Climate = "TRACC",
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """The receipt of one number, to redo by hand."""
    from twin.cli.comparing import Draws
    from twin.cli.explaining import run
    from twin.cli.places import Where

    run(metric, Where(city, cell, soil, bounds), plan, assume or [], Draws(draws, seed), year, climate, lang)


@app.command(name="list")
def list_(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="metrics, interventions, parameters, covers, places, species or sources.")
    ] = "",
    city: Annotated[str, typer.Option("--city", metavar="CITY", help="Whose places to list.")] = "saint-jumeau",
    lang: Lang = "en",
) -> None:
    """What there is: metrics, interventions, parameters, places…"""
    from twin.cli.listing import run

    run(what, city, lang)


@app.command()
def town(
    blocks: Annotated[str, typer.Option("--blocks", metavar="COLUMNSxROWS", help="Blocks from west to east and south to north.")] = "6x5",
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same town.")] = 7,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The town as a map file: .geojson.")] = Path("town.geojson"),
    figure: Figure = None,
    lang: Lang = "en",
) -> None:
    """Generate a town and write it as a map file."""
    from twin.cli.generating import run

    run(blocks, seed, out, figure, lang)


@app.command()
def studio(
    city: City = "saint-jumeau",
    plan: Annotated[Path | None, typer.Option("--plan", metavar="PLAN", help="Start with this plan.")] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Of the page; 0 for any free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address only.")] = False,
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """Draw a plan on a page in the browser, with the numbers beside it."""
    from twin.cli.places import Where
    from twin.cli.studying import run

    run(Where(city, cell, soil, bounds), plan, lang, port, not no_browser)


@app.command()
def timeline(
    city: City,
    plans: Annotated[
        list[Path] | None, typer.Argument(metavar="[PLAN]...", help="Plans: GeoJSON files; none shows the city alone.")
    ] = None,
    years: Annotated[str, typer.Option("--years", metavar="FIRST-LAST:STEP", help="Years to read, or a list: 2030,2050.")] = "2025-2100:5",
    climate: Climate = "TRACC",
    figure: Figure = None,
    strip: Annotated[Path | None, typer.Option("--strip", metavar="FILE", help="Draw maps of a few years: .png, .svg or .pdf.")] = None,
    gif: Annotated[Path | None, typer.Option("--gif", metavar="FILE", help="Draw the years as a film: .gif.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the numbers as .csv.")] = None,
    metric: Metrics = None,
    assume: Assume = None,
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """A city and plans through the years, as the climate warms."""
    from twin.cli.places import Where
    from twin.cli.years import Files, run

    place, files = Where(city, cell, soil, bounds), Files(figure, strip, gif, csv)
    run(place, plans or [], years, climate, metric or None, assume or [], files, lang)


@app.command()
def calibrate(
    observations: Annotated[
        Path,
        typer.Argument(
            metavar="READINGS",
            help="CSV file: sensor, kind (temperature, runoff, traffic, bicycle), place, value, time, error.",
        ),
    ],
    city: City = "saint-jumeau",
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", metavar="NAME", help="Learn only this one; may be repeated.")
    ] = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", help="Runs in one step: 64, 128, 256.")] = 128,
    seed: Seed = 0,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Go on without sensors that nothing explains.")] = False,
    figure: Figure = None,
    assume: Assume = None,
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """What sensors read narrows what is uncertain."""
    from twin.cli.calibrating import Settings, run
    from twin.cli.places import Where

    run(observations, Where(city, cell, soil, bounds), assume or [], Settings(parameter, draws, seed, leave_out), figure, lang)


@app.command()
def verify(
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write it as one page to read or print: .html.")] = None,
    lang: Lang = "en",
) -> None:
    """Make every comparison with published tables and other programs again."""
    from twin.cli.verifying import run

    run(html, lang)


@app.command()
def lesson(
    city: City = "saint-jumeau",
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the pages go.")] = Path("lesson"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that this command did not write.")] = False,
    lang: Lang = "en",
) -> None:
    """A lesson to print: worksheet, key, board and cards."""
    from twin.cli.lesson import run

    run(city, out, force, lang)


def main() -> None:
    """Entry point of the `twin` command."""
    keep_interrupts()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console without "²" shows "?" and goes on
    try:
        try:
            app(prog_name="twin")
        finally:
            sys.stdout.flush()
    except SystemExit as done:  # Ctrl-C at any moment, also while the command line is still being read
        if done.code == INTERRUPTED:
            say("twin: interrupted; nothing was left half-written")
        raise
    except BrokenPipeError:  # the reader (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if debugging():
            raise
        say(f"twin: a fault in twin itself ({type(error).__name__}: {error}); TWIN_DEBUG=1 shows where")
        sys.exit(FAULT)
