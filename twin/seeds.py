"""What a city grows from: the files of the seeds folder, found in a source checkout and in an installed wheel alike."""

import csv
from pathlib import Path

from twin.errors import TwinError, did_you_mean


def seed_folder() -> Path:
    """The folder of the seeds: `twin/seeds` once installed, `seeds` beside the package in a source checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "seeds", package.parent / "seeds"):
        if folder.is_dir():
            return folder
    raise TwinError(f"the seeds folder is missing beside {package}: reinstall twin")


def seed_path(name: str) -> Path:
    """The path of the seed file called `name`, e.g. "saint_jumeau.geojson"; TwinError when there is none."""
    folder = seed_folder()
    path = folder / name
    if not path.is_file():
        known = sorted(p.name for p in folder.iterdir() if p.is_file())
        raise TwinError(f'seed file "{name}" does not exist: {did_you_mean(name, known)}')
    return path


def seed_rows(name: str) -> list[dict[str, str]]:
    """The rows of a seed table (comma-separated, UTF-8), one dict per row; every row must say where it comes from.

    Lines that begin with "#" are remarks. TwinError when there is no `source` column, a row has no source,
    or a row is shorter or longer than the header.
    """
    path = seed_path(name)
    with path.open(encoding="utf-8", newline="") as file:
        numbered = [(n, line) for n, line in enumerate(file, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise TwinError(f'seed table "{name}" is empty: it needs a header line and rows')
    header, *records = csv.reader(line for _, line in numbered)
    if "source" not in header:
        raise TwinError(f'seed table "{name}" has no column "source": {did_you_mean("source", header)}')
    rows = []
    for (line_number, _), record in zip(numbered[1:], records, strict=True):
        if len(record) != len(header):
            raise TwinError(f'"{name}" line {line_number}: {len(record)} fields, the header has {len(header)}')
        row = dict(zip(header, record, strict=True))
        if not row["source"].strip():
            raise TwinError(f'"{name}" line {line_number}: the source is empty; every row says where it comes from')
        rows.append(row)
    return rows
