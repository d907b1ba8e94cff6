"""Commands that have commands of their own: `twin search …` and `twin challenge …`."""

from pathlib import Path
from typing import Annotated

import typer

from twin.cli.options import Assume, Bounds, Cell, City, Lang, Soil

searches = typer.Typer(name="search", no_args_is_help=True, rich_markup_mode=None, help="What a budget buys best.")


@searches.command(name="depave")
def search_depave(
    city: City,
    budget: Annotated[float, typer.Option("--budget", metavar="EUROS", help="To spend on the works, without tax [€].")] = 200_000,
    metric: Annotated[str, typer.Option("--metric", metavar="KEY", help="What to better: see `twin list metrics`.")] = "runoff",
    to: Annotated[str, typer.Option("--to", metavar="COVER", help="What replaces the paving: meadow, lawn, shrubs…")] = "meadow",
    where: Annotated[str | None, typer.Option("--where", metavar="PLACE", help="Only inside this place.")] = None,
    private: Annotated[bool, typer.Option("--private", help="Take up unmapped private plots too.")] = False,
    figure: Annotated[Path | None, typer.Option("--figure", "-o", metavar="FILE", help="Draw it: .png, .svg or .pdf.")] = None,
    plan: Annotated[Path | None, typer.Option("--plan", metavar="FILE", help="Write the plan: .geojson.")] = None,
    assume: Assume = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same plan.")] = 0,
    time_limit: Annotated[float, typer.Option("--time-limit", metavar="SECONDS", help="Stop with the best so far [s].")] = 15.0,
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """Which paving to take up for a budget."""
    from twin.cli.places import Where
    from twin.cli.searching import Files, run_depave

    place = Where(city, cell, soil, bounds)
    run_depave(place, budget, metric, to, where, private, assume or [], seed, time_limit, Files(figure, plan), lang)


@searches.command(name="bike-lanes")
def search_bike_lanes(
    city: City,
    start: Annotated[str, typer.Option("--start", metavar="PLACE", help="Name of a place, or x,y in local metres.")] = "",
    end: Annotated[str, typer.Option("--end", metavar="PLACE", help="Name of a place, or x,y in local metres.")] = "",
    budget: Annotated[float | None, typer.Option("--budget", metavar="EUROS", help="To spend on the works, without tax [€].")] = None,
    width: Annotated[float, typer.Option("--width", metavar="METRES", help="Of one lane [m].")] = 1.8,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Lay lanes on calm streets too.")] = False,
    figure: Annotated[Path | None, typer.Option("--figure", "-o", metavar="FILE", help="Draw it: .png, .svg or .pdf.")] = None,
    plan: Annotated[Path | None, typer.Option("--plan", metavar="FILE", help="Write the plan of the first: .geojson.")] = None,
    assume: Assume = None,
    solve: Annotated[int, typer.Option("--solve", min=1, help="Alternatives whose traffic is solved.")] = 25,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same result.")] = 0,
    time_limit: Annotated[float, typer.Option("--time-limit", metavar="SECONDS", help="Stop with what is solved [s].")] = 60.0,
    cell: Cell = 5.0,
    soil: Soil = "B",
    bounds: Bounds = "",
    lang: Lang = "en",
) -> None:
    """Where to lay a bike lane with the fewest repercussions."""
    from twin.cli.places import Where
    from twin.cli.searching import Ends, Files, run_bike_lanes

    place, files = Where(city, cell, soil, bounds), Files(figure, plan)
    run_bike_lanes(place, Ends(start, end), budget, width, everywhere, assume or [], solve, seed, time_limit, files, lang)


challenges = typer.Typer(name="challenge", no_args_is_help=True, rich_markup_mode=None, help="Plans of groups, held against targets.")


@challenges.command(name="score")
def challenge_score(
    challenge: Annotated[Path, typer.Argument(metavar="CHALLENGE", help="The challenge: .toml or .json.")],
    plans: Annotated[list[str], typer.Argument(metavar="PLAN...", help='GeoJSON files, or codes of the board in quotes: "D4-MT K".')],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write it as one page to print: .html.")] = None,
    no_search: Annotated[bool, typer.Option("--no-search", help="Do not ask the search what the budget can buy.")] = False,
    lang: Lang = "en",
) -> None:
    """Rank plans by the targets that they meet."""
    from twin.cli.challenging import run

    run(challenge, plans, html, not no_search, lang)
