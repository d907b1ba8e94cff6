"""Weather from the seed tables, as assumptions to try a city with: a design storm, a hot afternoon.

>>> import twin
>>> from twin.weather import design_storm
>>> design_storm("IT77 region III", 10)
{'rain': 60.4, 'storm_hours': 1.0}
>>> twin.compare(city, plan, assume=design_storm("IT77 region III", 10))  # doctest: +SKIP
"""

from twin.errors import TwinError, did_you_mean
from twin.models.storms import MINUTES_PER_HOUR, montana_depth
from twin.seeds import seed_rows

STORMS, HOT_DAYS = "storms.csv", "hot_days.csv"
_FIELDS = {
    "air_temperature_c": "air_temperature", "humidity_pct": "humidity", "wind10m_m_s": "wind", "direct_normal_w_m2": "direct",
    "diffuse_w_m2": "diffuse", "sun_elevation_deg": "sun_elevation",
}  # fmt: skip


def design_storm(region: str, return_period: int = 10, minutes: float = 60.0) -> dict[str, float]:
    """The storm of a region that is reached once in `return_period` years, as `assume=` takes it.

    region         a region of seeds/storms.csv: "IT77 region I" (north, west and Paris), "IT77 region II", "IT77 region III"
                   (Mediterranean), "ASTEE example"
    return_period  years, one of those the table has for the region
    minutes        duration of the storm, inside the band its coefficients were fitted on [min]
    Returns {"rain": depth in mm to a tenth, "storm_hours": duration in h}, by Montana's h = a t^(1 - b). Raises TwinError that says
    what exists. Left out: local coefficients, which Météo-France sells.
    """
    rows = seed_rows(STORMS)
    regions = list(dict.fromkeys(row["region"] for row in rows))
    if region not in regions:
        raise TwinError(f'no storms are known for "{region}": {did_you_mean(region, regions)}')
    periods = {int(row["return_period_years"]): row for row in rows if row["region"] == region}
    if return_period not in periods:
        raise TwinError(f"{region} has no storm of {return_period} years: choose {', '.join(map(str, periods))}")
    row = periods[return_period]
    a, b, start, end = (float(row[column]) for column in ("a", "b", "valid_from_min", "valid_to_min"))
    return {"rain": round(float(montana_depth(minutes, a, b, start, end)), 1), "storm_hours": minutes / MINUTES_PER_HOUR}


def hot_day(name: str = "hot_afternoon") -> dict[str, float]:
    """The hot afternoon called `name` in seeds/hot_days.csv, as `assume=` takes it. Raises TwinError that says what exists."""
    rows = {row["name"]: row for row in seed_rows(HOT_DAYS)}
    if name not in rows:
        raise TwinError(f'no hot day is called "{name}": {did_you_mean(name, rows)}')
    return {field: float(rows[name][column]) for column, field in _FIELDS.items()}
