"""Small maps written by the tests, and the comparison of what two readers make of the same map."""

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely

from twin.features import MapFeatures

MAPS = Path(__file__).parent / "maps"
PETIT_BOURG = MAPS / "petit_bourg.osm"
SHARED = Path(__file__).parents[3] / "shared" / "data"  # real extracts, beside the project where they are at hand


def osm(path: Path, body: str) -> Path:
    """An .osm file with these elements."""
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n{body}\n</osm>\n', encoding="utf-8")
    return path


def nodes(*places: tuple[float, float], first: int = 1) -> str:
    """Nodes numbered from `first`."""
    return "".join(f'<node id="{first + i}" lon="{lon}" lat="{lat}"/>' for i, (lon, lat) in enumerate(places))


def way(id: int, refs: Sequence[int], **tags: str) -> str:
    return f'<way id="{id}">' + "".join(f'<nd ref="{r}"/>' for r in refs) + tag_elements(tags) + "</way>"


def relation(id: int, members: Sequence[tuple[int, str]], **tags: str) -> str:
    inside = "".join(f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in members)
    return f'<relation id="{id}">{inside}{tag_elements({"type": "multipolygon"} | tags)}</relation>'


def tag_elements(tags: dict[str, str]) -> str:
    return "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())


def told(features: MapFeatures) -> list[tuple[str, dict[str, str], str]]:
    """(id, tags, shape) of every feature, with rings in one order and direction, to 1e-7 degrees (1 cm)."""
    rounded = [shapely.transform(f.geometry, lambda points: points.round(7) + 0.0) for f in features.features]
    shapes = [shapely.to_wkt(shapely.normalize(shape), rounding_precision=7) for shape in rounded]
    return [(f.id, dict(f.tags), shape) for f, shape in zip(features.features, shapes, strict=True)]


def notes(features: MapFeatures) -> str:
    return "\n".join(features.notes)


def blob(shape: shapely.Geometry, srs: int = 4326, envelope: int = 0, little: bool = True, empty: bool = False) -> bytes:
    """A GeoPackage geometry: header "GP", version, flags, srs, envelope of the kind asked for, WKB (clause 2.1.3)."""
    order = "<" if little else ">"
    flags = (1 if little else 0) | envelope << 1 | empty << 4
    doubles = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}[envelope]
    header = struct.pack(f"{order}2sBBi", b"GP", 0, flags, srs) + struct.pack(f"{order}{doubles}d", *[0.0] * doubles)
    return header + shapely.to_wkb(shape, byte_order=1 if little else 0)


def geopackage(path: Path, layers: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]], srs: int = 4326) -> Path:
    """A GeoPackage of layers name -> (columns, rows (blob, value, …)), all in coordinate system `srs`."""
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER)")
    db.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER)")
    db.execute(
        "CREATE TABLE gpkg_spatial_ref_sys "
        "(srs_name TEXT, srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT)"
    )
    if srs > 0:
        db.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('x', ?, 'EPSG', ?, '')", (srs, srs))
    for name, (columns, rows) in layers.items():
        quoted = ", ".join(f'"{c}"' for c in columns)
        db.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY, geom BLOB{", " + quoted if columns else ""})')
        db.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?)", (name, srs))
        db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'GEOMETRY', ?)", (name, srs))
        marks = ", ".join("?" * (len(columns) + 1))
        db.executemany(f'INSERT INTO "{name}" (geom{", " + quoted if columns else ""}) VALUES ({marks})', rows)
    db.commit()
    db.close()
    return path
