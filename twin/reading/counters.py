"""Counter files: hours of a bicycle counter, one line an hour and one column a channel -> Observations of the morning peak hour."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from twin.errors import TwinError, did_you_mean
from twin.observations import Observation, Point
from twin.reading.observations import table_of

TIME = "datetime"
MORNING = range(6, 11)  # hours of the day among which the busiest is the peak
WORKDAYS = range(5)
MOST_BIKES = 30_000.0  # in an hour
LEAST_DAYS = 5


def read_counter(
    path: str | Path, place: str | Point, channel: str = "", sensor: str = "", degrees: bool = False
) -> tuple[Observation, ...]:
    """One observation for each weekday (Monday to Friday) that was counted: bikes in the busiest morning hour of the whole series.

    path     CSV as the city of Münster publishes it, hourly sums: Datetime, then a column for the site and one for each channel
    place    where it stands: name of a street of the city it is held against, or (x, y)
    channel  which column; the first, the whole site, when not given
    sensor   name; the column's when not given
    Hours without a number are gaps, and so are days whose counts are all 0. Raises TwinError that says file, line, field and what is
    allowed. Left out: holidays and weather, which are in the spread of the days.
    """
    path = Path(path)
    rows = table_of(path)
    heads = [cell.strip() for cell in next(rows)[1]]
    if len(heads) < 2 or heads[0].casefold() != TIME:
        raise TwinError(f'"{path.name}", line 1: a counter file begins with Datetime and a column for each channel, not "{heads[0][:40]}"')
    if channel and channel not in heads[1:]:
        raise TwinError(f'"{path.name}" has no channel "{channel}": {did_you_mean(channel, heads[1:])}')
    column = heads.index(channel) if channel else 1
    hours = [found for line, cells in rows if (found := _hour(path, line, cells, column)) is not None]
    days: dict[datetime, dict[int, float]] = {}
    for time, bikes in hours:
        if time.weekday() in WORKDAYS:
            day = days.setdefault(time.replace(hour=0, minute=0, second=0), {})
            day[time.hour] = day.get(time.hour, 0.0) + bikes  # quarters of an hour add up
    counted = {day: by_hour for day, by_hour in days.items() if any(by_hour.values())}
    if len(counted) < LEAST_DAYS:
        raise TwinError(f'"{path.name}" has {len(counted)} counted weekdays in "{heads[column]}", at least {LEAST_DAYS} are needed')
    peak = max(MORNING, key=lambda hour: float(np.mean([by_hour.get(hour, 0.0) for by_hour in counted.values()])))
    return _observations(counted, peak, place, sensor or heads[column], degrees)


def _hour(path: Path, line: int, cells: Sequence[str], column: int) -> tuple[datetime, float] | None:
    """Time and bikes of one line; None for a gap."""
    text = cells[column].strip() if column < len(cells) else ""
    if not text:
        return None
    try:
        time = datetime.fromisoformat(cells[0].strip()).replace(tzinfo=None)
    except ValueError:
        raise TwinError(f'"{path.name}", line {line}: Datetime "{cells[0][:40]}" cannot be read: write it as 2025-07-31 15:00:00') from None
    try:
        bikes = float(text)
    except ValueError:
        raise TwinError(f'"{path.name}", line {line}: "{text[:40]}" is not a number of bikes') from None
    if np.isnan(bikes):
        return None
    if not 0 <= bikes <= MOST_BIKES:
        raise TwinError(f'"{path.name}", line {line}: {bikes:g} bikes in an hour are not believed, 0 to {MOST_BIKES:,.0f} are')
    return time, bikes


def _observations(
    counted: dict[datetime, dict[int, float]], peak: int, place: str | Point, sensor: str, degrees: bool
) -> tuple[Observation, ...]:  # fmt: skip
    return tuple(
        Observation(sensor, "bicycle", by_hour[peak], place, day.replace(hour=peak), degrees=degrees)
        for day, by_hour in sorted(counted.items())
        if peak in by_hour
    )
