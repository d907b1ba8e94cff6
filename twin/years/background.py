"""What is assumed of a year beside climate and trees, as `evaluate(assume=…)` takes it: electric cars, and homes renovated anyway."""

from functools import cache

from twin.models.background import electric_km, renovated
from twin.stock.coefficients import PERIODS, STOCK
from twin.years.at import whole_year

SHELL = ("wall", "attic", "terrace", "floor", "window", "leaks")  # what a deep renovation brings to the level of new buildings


@cache
def _assumed(year: int) -> tuple[tuple[str, float], ...]:
    share, new = float(renovated(year)), PERIODS[-1].key
    found = {"electric_share": float(electric_km(year))}
    if share > 0:
        for part in SHELL:
            best = float(STOCK[f"{part}_{new}"])
            for period in PERIODS[:-1]:
                today = float(STOCK[f"{part}_{period.key}"])
                found[f"stock.{part}_{period.key}"] = today + share * (min(best, today) - today)
    return tuple(found.items())


def assumptions(year: int) -> dict[str, float]:
    """Parameters of `year`, by name: {"electric_share": 0.47, "stock.wall_to_1914": 2.4, …}.

    electric_share  km driven by electric cars (`models.background.electric_km`)
    stock.…         mean walls, roofs, floors, windows and leaks of each period of construction, when a share of its homes was renovated to
                    the level of new ones (`models.background.renovated`): U = U today + share × (U new - U today)
    Raises TwinError for a year that cannot be. Left out: other heating systems, cleaner electricity, new buildings.
    """
    return dict(_assumed(whole_year(year)))
