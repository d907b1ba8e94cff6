"""Readings of sensors in CSV files -> Observations."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from twin.errors import TwinError, did_you_mean, plain
from twin.observations import Observation, Point, finite

LARGEST, MOST = 50_000_000, 500_000  # bytes, readings in one file
NEEDED = ("sensor", "kind", "value")
COLUMNS = ("sensor", "kind", "place", "x", "y", "lon", "lat", "time", "hour", "value", "error", "unit")
FRENCH = {
    "capteur": "sensor", "type": "kind", "lieu": "place", "longitude": "lon", "latitude": "lat", "date": "time", "heure": "hour",
    "valeur": "value", "mesure": "value", "erreur": "error", "unite": "unit",
}  # fmt: skip
FRENCH_KINDS = {"ruissellement": "runoff", "trafic": "traffic", "velo": "bicycle", "velos": "bicycle"}


def read_observations(path: str | Path) -> tuple[Observation, ...]:
    """Readings of sensors from a CSV file (UTF-8; commas, or semicolons with decimal commas allowed), one in a line.

    Columns, in any order: sensor, kind and value; place (a name, or "x,y" in local metres), or x and y, or lon and lat; time
    (2025-07-31T15:00 or 31/07/2025 15:00; the hour may have a column of its own), error and unit may be left out or empty. Headings and
    kinds may be French: capteur, type, valeur, lieu, date, heure, erreur, unité; température, ruissellement, trafic, vélo. Other columns
    are passed over. A line without a value is a gap.
    Raises TwinError that says file, line, field and what is allowed.
    """
    path = Path(path)
    rows = table_of(path)
    heads = [FRENCH.get(plain(name), plain(name)) for name in next(rows)[1]]
    columns = {name: i for i, name in enumerate(heads) if name in COLUMNS}
    for name in NEEDED:
        if name not in columns:
            raise TwinError(f'"{path.name}", line 1: there is no column "{name}"; {did_you_mean(name, [h for h in heads if h])}')
    twice = next((name for name in columns if heads.count(name) > 1), None)
    if twice:
        raise TwinError(f'"{path.name}", line 1: the column "{twice}" is there twice')
    found = []
    for line, cells in rows:
        given = {name: cells[i].strip() if i < len(cells) else "" for name, i in columns.items()}
        if not given["value"]:
            continue
        try:
            found.append(_observation(given))
        except TwinError as error:
            raise TwinError(f'"{path.name}", line {line}: {error}') from None
    if not found:
        raise TwinError(f'"{path.name}" has no readings: each line needs sensor, kind and value')
    return tuple(found)


def _observation(given: dict[str, str]) -> Observation:
    place: str | Point = given.get("place", "")
    degrees = False
    pairs: tuple[tuple[str, str], ...] = (("x", "y"), ("lon", "lat"))
    for across, up in pairs:
        x, y = given.get(across, ""), given.get(up, "")
        if bool(x) != bool(y):
            raise TwinError(f"{up if x else across} is missing beside {across if x else up}")
        if x:
            if place:
                raise TwinError("two places are given: fill place, or x and y, or lon and lat")
            place, degrees = (_number(across, x), _number(up, y)), across == "lon"
    if isinstance(place, str):
        place = _typed(place)
    error = _number("error", given["error"]) if given.get("error") else None
    value = _number("value", given["value"])
    kind, time = plain(given["kind"]), " ".join(given[part] for part in ("time", "hour") if given.get(part))
    return Observation(given["sensor"], FRENCH_KINDS.get(kind, kind), value, place, time, error, given.get("unit", ""), degrees)


def _typed(text: str) -> str | Point:
    """ "120, 340" is a point; anything else a name."""
    parts = text.split(",")
    try:
        return (float(parts[0]), float(parts[1])) if len(parts) == 2 else text
    except ValueError:
        return text


def _number(name: str, text: str) -> float:
    return finite(name, text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)


def table_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a CSV file; empty lines are passed over. Raises TwinError for what is no such file."""
    text = _text(path)
    heading = text.lstrip("\n").split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=heading.count))
    count = 0
    try:
        for cells in rows:
            if any(cell.strip() for cell in cells):
                count += 1
                if count > MOST + 1:
                    raise TwinError(f'"{path.name}" has more than {MOST:,} lines: cut it, or take means')
                yield rows.line_num, cells
    except csv.Error as error:
        raise TwinError(f'"{path.name}", line {rows.line_num}: {error}') from None


def _text(path: Path) -> str:
    if "\0" in str(path):
        raise TwinError(f"{str(path)!r:.60} is not the name of a file")
    try:
        if path.exists() and not path.is_file():
            raise TwinError(f'"{path}" is not a file: give a .csv with one reading in a line')
        if path.stat().st_size > LARGEST:
            raise TwinError(f'"{path.name}" has {path.stat().st_size:,} bytes, at most {LARGEST:,} can be read')
        raw = path.read_bytes()
    except OSError as error:
        raise TwinError(f'"{path}" cannot be read: {error.strerror or error}') from None
    if b"\0" in raw:
        raise TwinError(f'"{path.name}" is not a text file: save the table as CSV, UTF-8')
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise TwinError(f'"{path.name}", line {line}: a letter is not UTF-8; save the table as CSV, UTF-8') from None
    if not text.strip():
        raise TwinError(f'"{path.name}" is empty: a first line with sensor, kind, value is needed')
    return text.replace("\r\n", "\n").replace("\r", "\n")
