"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

City = Annotated[str, typer.Argument(metavar="CITY", help="Map file, saint-jumeau, or grid:COLUMNSxROWS:SEED.")]
Plans = Annotated[list[Path], typer.Argument(metavar="PLAN", help="Plans: GeoJSON files.")]
Lang = Annotated[Literal["en", "fr"], typer.Option("--lang", help="Language of the answer.")]
Cell = Annotated[float, typer.Option("--cell", metavar="M", help="Side of the grid's cells [m].")]
Soil = Annotated[
    Literal["A", "B", "C", "D"],
    typer.Option("--soil", case_sensitive=False, help="Hydrologic soil group, A (sand) to D (clay)."),
]
Bounds = Annotated[str, typer.Option("--bounds", metavar="W,S,E,N", help="Cut this box out of the map file [degrees].")]
Assume = Annotated[list[str] | None, typer.Option("--assume", metavar="NAME=VALUE", help="Another value for a parameter; may be repeated.")]
Figure = Annotated[Path | None, typer.Option("--figure", metavar="FILE", help="Draw it: .png, .svg or .pdf.")]
Metrics = Annotated[list[str] | None, typer.Option("--metric", metavar="KEY", help="Only this metric; may be repeated.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same draws.")]
Climate = Annotated[str, typer.Option("--climate", metavar="NAME", help="TRACC, SSP1-1.9, SSP1-2.6, SSP2-4.5, …")]
