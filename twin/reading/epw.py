"""EPW, the weather files of EnergyPlus, one hour a line -> `WeatherYear`."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twin.errors import TwinError
from twin.weather_year import ALTITUDES, HOURS, LATITUDES, LONGITUDES, RANGES, TIME_ZONES, WeatherYear
from twin.words import Words

HEADERS, FIELDS = 8, 35
NAMES = ("LOCATION", "DESIGN CONDITIONS", "TYPICAL/EXTREME PERIODS", "GROUND TEMPERATURES", "HOLIDAYS/DAYLIGHT SAVING",
         "COMMENTS 1", "COMMENTS 2", "DATA PERIODS")  # fmt: skip
LARGEST = 20_000_000  # bytes; a year has 1.6 million
# field of the line (from 0), value from which it stands for "missing"
COLUMNS = {
    "temperature": (6, 99.9), "humidity": (8, 999.0), "infrared": (12, 9999.0), "global_horizontal": (13, 9999.0),
    "direct_normal": (14, 9999.0), "diffuse": (15, 9999.0), "wind": (21, 999.0),
}  # fmt: skip
OPTIONAL = {"infrared": np.nan, "humidity": 70.0, "wind": 2.0}  # what stands in for these where they are missing
MONTH_DAYS = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
LONGEST_GAP = 6  # hours of missing temperature or sun that are bridged

LEAP = Words("29 February left out, years here have 365 days", "29 février laissé de côté, les années ont ici 365 jours")
BRIDGED = Words(
    "Missing hours of {name} bridged from their neighbours: {n}", "Heures manquantes de {name} reprises de leurs voisines : {n}"
)
ASSUMED = Words("Missing hours of {name} taken as {value}: {n}", "Heures manquantes de {name} prises égales à {value} : {n}")
NAMES_FR = {
    "temperature": "la température", "humidity": "l’humidité", "global_horizontal": "rayonnement global", "wind": "vent",
    "direct_normal": "rayonnement direct", "diffuse": "rayonnement diffus", "infrared": "rayonnement infrarouge",
}  # fmt: skip


def read_epw(path: str | Path) -> WeatherYear:
    """The year of an EPW file: 8 header lines, then 8760 lines (8784 in a leap year) of 35 fields, hours 1 to 24.

    Hour h of a line covers h - 1 to h, standard time. Missing marks (9999 and such) are bridged over at most 6 hours in a row for
    temperature and radiation; missing infrared, humidity and wind get what `notes` of the year say. Global radiation missing throughout
    is left at 0 where direct and diffuse exist, for these are what is used. Raises TwinError that says file, line, field and what is
    allowed. Left out: design conditions, ground temperatures, rain, snow, several data periods, more than one record an hour.
    """
    path = Path(path)
    lines = _lines(path)
    place, latitude, longitude, zone, altitude = _location(path, lines[0])
    hours = lines[HEADERS:]
    split = [line.split(",") for line in hours]
    notes: list[Words] = []
    split, numbers = _in_order(path, split, notes)
    c = {name: _column(path, split, numbers, name, notes) for name in COLUMNS}
    return WeatherYear(
        place, f"EPW file {path.name}", latitude, longitude, zone, altitude, c["temperature"], c["humidity"], c["direct_normal"],
        c["diffuse"], c["global_horizontal"], c["infrared"], c["wind"], notes=tuple(notes),
    )  # fmt: skip


def _lines(path: Path) -> list[str]:
    """The lines of the file without empty ones at its end; headers checked."""
    try:
        if path.stat().st_size > LARGEST:
            raise TwinError(f'"{path.name}" has {path.stat().st_size:,} bytes; an EPW file of one year has about 1.6 million')
        raw = path.read_bytes()
    except OSError as error:
        raise TwinError(f'"{path.name}" cannot be read: {error.strerror or error}') from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")  # many files have accents of old systems in their comments
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n")
    if not text.strip():
        raise TwinError(f'"{path.name}" is empty; an EPW file has 8 header lines and 8760 hours')
    for number, (line, name) in enumerate(zip(lines, NAMES, strict=False), 1):
        if not line.upper().startswith(name):
            raise TwinError(f'"{path.name}", line {number}: "{line[:40]}" is not an EPW header, this line begins with {name}')
    count = len(lines) - HEADERS
    if count not in (HOURS, HOURS + 24):
        raise TwinError(f'"{path.name}" has {max(count, 0)} hours; an EPW year has 8 header lines and {HOURS} hours (8784 in a leap year)')
    return lines


def _location(path: Path, line: str) -> tuple[str, float, float, float, float]:
    """Place, latitude, longitude, time zone, altitude."""
    parts = [part.strip() for part in line.split(",")]
    if len(parts) < 10:
        raise TwinError(
            f'"{path.name}", line 1: LOCATION has {len(parts)} fields, 10 are needed (city … latitude, longitude, zone, altitude)'
        )
    found = []
    for name, text, (low, high) in zip(
        ("latitude", "longitude", "time zone", "altitude"), parts[6:10], (LATITUDES, LONGITUDES, TIME_ZONES, ALTITUDES), strict=True
    ):
        try:
            value = float(text)
        except ValueError:
            raise TwinError(f'"{path.name}", line 1: {name} "{text[:40]}" is not a number') from None
        if not low <= value <= high:
            raise TwinError(f'"{path.name}", line 1: {name} {text[:40]} is not allowed, it must be between {low:g} and {high:g}')
        found.append(value)
    place = ", ".join(part for part in (parts[1], parts[3]) if part)[:80] or path.stem
    return place, found[0], found[1], found[2], found[3]


def _in_order(path: Path, split: list[list[str]], notes: list[Words]) -> tuple[list[list[str]], NDArray[np.intp]]:
    """The 8760 hours and their line numbers, when each line has 35 fields and stands in its turn."""
    for number, parts in enumerate(split, HEADERS + 1):
        if len(parts) < FIELDS:
            raise TwinError(f'"{path.name}", line {number}: {len(parts)} fields, an EPW hour has {FIELDS}')
    leap = len(split) > HOURS
    days = MONTH_DAYS + (np.arange(12) == 1) * leap
    numbers = np.arange(len(split)) + HEADERS + 1
    due = [(month + 1, day + 1, hour + 1) for month in range(12) for day in range(days[month]) for hour in range(24)]
    for number, parts, wanted in zip(numbers.tolist(), split, due, strict=True):
        try:
            found = tuple(int(float(part)) for part in parts[1:4])
        except (ValueError, OverflowError):
            raise TwinError(f'"{path.name}", line {number}: month, day, hour "{",".join(parts[1:4])[:40]}" are not numbers') from None
        if found != wanted:
            raise TwinError(
                f'"{path.name}", line {number}: month {found[0]}, day {found[1]}, hour {found[2]} is out of turn; '
                f"month {wanted[0]}, day {wanted[1]}, hour {wanted[2]} is due (hours run from 1 to 24)"
            )
    if not leap:
        return split, numbers
    notes.append(LEAP)
    keep = [i for i, wanted in enumerate(due) if wanted[:2] != (2, 29)]
    return [split[i] for i in keep], numbers[keep]


def _column(path: Path, split: list[list[str]], numbers: NDArray[np.intp], name: str, notes: list[Words]) -> NDArray[np.float64]:
    """A column as numbers inside its range, missing hours filled."""
    field, missing_from = COLUMNS[name]
    texts = [parts[field] for parts in split]
    try:
        values = np.array(texts, dtype=np.float64)
    except ValueError:
        at = next(i for i, text in enumerate(texts) if not _is_number(text))
        raise TwinError(f'"{path.name}", line {numbers[at]}: {name} "{texts[at][:40]}" (field {field + 1}) is not a number') from None
    low, high, unit = RANGES[name]
    missing = np.isnan(values) | (values >= missing_from)
    bad = ~missing & ~((values >= low) & (values <= high))
    if bad.any():
        at = int(np.argmax(bad))
        raise TwinError(
            f'"{path.name}", line {numbers[at]}: {name} {values[at]:g} (field {field + 1}) is not allowed, '
            f"it must be between {low:g} and {high:g} {unit}"
        )
    return _filled(path, values, missing, numbers, name, notes) if missing.any() else values


def _filled(
    path: Path, values: NDArray[np.float64], missing: NDArray[np.bool_], numbers: NDArray[np.intp], name: str, notes: list[Words]
) -> NDArray[np.float64]:
    count = int(missing.sum())
    if name in OPTIONAL or (name == "global_horizontal" and missing.all()):
        value = OPTIONAL.get(name, 0.0)
        shown = "unknown" if np.isnan(value) else f"{value:g} {RANGES[name][2]}"
        said = ASSUMED.format(name=name.replace("_", " "), value=shown, n=count)
        notes.append(Words(said, ASSUMED.fr.format(name=NAMES_FR[name], value=shown.replace("unknown", "inconnu"), n=count)))
        return np.where(missing, value, values)
    edges = np.flatnonzero(np.diff(np.r_[0, missing.astype(np.int8), 0]))
    starts, stops = edges[::2], edges[1::2]
    longest = int(np.argmax(stops - starts))
    if stops[longest] - starts[longest] > LONGEST_GAP:
        raise TwinError(
            f'"{path.name}", line {numbers[starts[longest]]}: {name} is missing for {stops[longest] - starts[longest]} hours in a row; '
            f"at most {LONGEST_GAP} can be bridged"
        )
    said = BRIDGED.format(name=name.replace("_", " "), n=count)
    notes.append(Words(said, BRIDGED.fr.format(name=NAMES_FR[name], n=count)))
    hours = np.arange(len(values))
    return np.interp(hours, hours[~missing], values[~missing])


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
