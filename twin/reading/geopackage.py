"""GeoPackage -> drafts of features, with nothing but sqlite3: BD TOPO, layers of cities, and exports with OSM columns."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twin.errors import TwinError, plain
from twin.features import Bounds
from twin.reading import bdtopo, city_layers
from twin.reading.areas import MAIN_KEYS
from twin.reading.bdtopo import Tags, Translation
from twin.reading.files import LARGEST, Progress
from twin.reading.geojson import tags_of
from twin.reading.projection import WGS84, bounds_in, to_degrees, turn_of
from twin.reading.remarks import Remarks
from twin.reading.repair import Drafts
from twin.reading.tagging import tag_text
from twin.words import Words

EXTENT_LAYERS = ("roi", "emprise", "bounds", "extent")
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # by the envelope indicator of the header, GeoPackage 1.3 clause 2.1.3
LAMBERT_93 = "EPSG:2154"
LAMBERT_93_BOX = (0.0, 6_000_000.0, 1_300_000.0, 7_200_000.0)  # m; metropolitan France
PATIENCE = 60.0  # s that one layer may take; a file can hold a query without end under the name of a layer
STEPS = 100_000  # of the SQLite machine between two looks at the clock

BAD_BLOB = Words("Objects left out, the geometry is malformed", "Objets laissés de côté, géométrie malformée")
NO_GEOMETRY = Words("Objects left out, without geometry", "Objets laissés de côté, sans géométrie")
NO_TAGS = Words("Objects left out, none of their columns is an OSM tag", "Objets laissés de côté, aucune colonne n'est un tag OSM")
BY_NAME = Words(
    "City layers recognised by their names; the file does not say who published them",
    "Couches de ville reconnues à leur nom ; le fichier ne dit pas qui les publie",
)
ASSUMED_LAMBERT = Words(
    "A layer states no coordinate system; its metres fit France, so it is taken as Lambert-93 (EPSG:2154).",
    "Une couche n'indique pas son système de coordonnées ; ses mètres sont ceux de la France : lue en Lambert-93 (EPSG:2154).",
)
ASSUMED_DEGREES = Words(
    "A layer states no datum; its degrees are taken as WGS84.", "Une couche n'indique pas son datum ; ses degrés sont lus en WGS84."
)


@dataclass(frozen=True)
class Table:
    """One layer of features: its table, geometry column, columns and coordinate system ("" = undefined)."""

    name: str
    geometry: str
    columns: tuple[str, ...]
    key: str | None
    crs: str
    geographic: bool


def read_geopackage(
    path: Path, wanted: Bounds | None, remarks: Remarks, progress: Progress | None = None
) -> tuple[Drafts, Bounds | None, str]:
    """(drafts, extent of the layer "roi", attribution) of every layer that can be translated to OSM tags.

    Each layer is brought from its own coordinate system. With `wanted` [°] only what the layer's spatial index finds there
    is read, so a file of a whole department opens quickly. Raises TwinError for a file that is damaged or no GeoPackage.
    """
    if wanted is None and path.stat().st_size > LARGEST["gpkg"]:
        raise TwinError(f'"{path.name}" is larger than {LARGEST["gpkg"] // 1_000_000} MB: pass bounds=(west, south, east, north)')
    try:
        with closing(_connected(path)) as db:
            return _Reader(db, path.name, wanted, remarks).read(progress)
    except (sqlite3.Error, UnicodeError) as error:  # sqlite3 decodes its own messages, which may quote damaged text
        what = "a layer takes too long to read" if "interrupt" in str(error) else f"damaged database: {error}"
        raise TwinError(f'"{path.name}" cannot be read ({what})') from None


def _connected(path: Path) -> sqlite3.Connection:
    """A read-only connection; as_uri() keeps spaces, accents, "#" and "?" of the path."""
    address = path.resolve().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True)
    try:
        db.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:  # a write-ahead log beside a file we may not write to
        db.close()
        db = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    except BaseException:
        db.close()
        raise
    db.execute("PRAGMA trusted_schema = OFF")
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return db


class _Reader:
    """One open GeoPackage while its layers are read."""

    def __init__(self, db: sqlite3.Connection, file: str, wanted: Bounds | None, remarks: Remarks) -> None:
        self.db, self.file, self.wanted, self.remarks = db, file, wanted, remarks
        self.drafts = Drafts()
        self.stated: Bounds | None = None
        self.attribution = ""
        self.spellings: dict[str, str] = {}
        self.until = 0.0
        db.set_progress_handler(lambda: time.monotonic() > self.until, STEPS)

    def read(self, progress: Progress | None) -> tuple[Drafts, Bounds | None, str]:
        tables = self._tables()
        self._learn_spellings(tables)
        for i, table in enumerate(tables):
            if progress:
                progress(i / len(tables), Words(f"Reading layer {table.name}", f"Lecture de la couche {table.name}"))
            self.until = time.monotonic() + PATIENCE
            if city_layers.bare(table.name) in EXTENT_LAYERS:
                self._read_extent(table)
                continue
            translate = self._translation(table)
            if translate is None:
                (count,) = self.db.execute(f"SELECT count(*) FROM {_quoted(table.name)}").fetchone()
                self.remarks.count(city_layers.why_left_out(table.name), n=int(count))
            else:
                self._read_layer(table, translate)
        return self.drafts, self.stated, self.attribution

    def _tables(self) -> list[Table]:
        self.until = time.monotonic() + PATIENCE
        known = {name for (name,) in self.db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        if not {"gpkg_contents", "gpkg_geometry_columns"} <= known:
            raise TwinError(f'"{self.file}" is an SQLite database but no GeoPackage: export the layers as GeoPackage or GeoJSON')
        found = self.db.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns ORDER BY rowid").fetchall()
        tables = []
        for name, geometry, srs in found:
            info = self.db.execute(f"PRAGMA table_info({_quoted(str(name))})").fetchall()
            columns = tuple(str(column[1]) for column in info)
            if name not in known or geometry not in columns:
                self.remarks.say(Words(f'Layer "{name}" is announced but absent.', f"La couche « {name} » est annoncée mais absente."))
                continue
            key = next((str(column[1]) for column in info if column[5] == 1), None)
            crs, geographic = self._crs(srs)
            tables.append(Table(str(name), str(geometry), columns, key, crs, geographic))
        if not tables:
            raise TwinError(f'"{self.file}" holds no layer of features')
        return tables

    def _crs(self, srs: Any) -> tuple[str, bool]:
        """(coordinate system, is it one of degrees); "" for the two "undefined" entries of the standard, -1 and 0."""
        if srs in (-1, 0, None):
            return "", srs == 0
        query = "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
        organization, number, definition = self.db.execute(query, (srs,)).fetchone() or ("EPSG", srs, "")
        if str(organization).upper() == "EPSG":
            return f"EPSG:{number}", False
        if not definition or str(definition).lower() == "undefined":
            return f"{organization}:{number}", False
        return str(definition), False

    def _learn_spellings(self, tables: Sequence[Table]) -> None:
        for table in tables:
            column = city_layers.SPELLINGS.get(city_layers.bare(table.name))
            theirs = next((c for c in table.columns if c.lower() == column), None)
            if theirs:
                names = self.db.execute(f"SELECT DISTINCT {_quoted(theirs)} FROM {_quoted(table.name)}")
                self.spellings |= {plain(name): name for (name,) in names if isinstance(name, str)}

    def _translation(self, table: Table) -> Translation | None:
        """How rows of this table become tags, or None when nothing is known about it."""
        columns = {column.lower() for column in table.columns}
        layer = bdtopo.layer_for(city_layers.bare(table.name), columns)
        if layer is not None and (layer.signature or "nature" in columns or "cleabs" in columns or "id" in columns):
            self.attribution = bdtopo.ATTRIBUTION
            for note in layer.notes:
                self.remarks.say(note)
            return lambda row: layer.tags({bdtopo.OURS[k]: v for k, v in row.items() if k in bdtopo.OURS})
        if "other_tags" in columns or any(key in table.columns for key in MAIN_KEYS):
            plainly = {column.lower(): column for column in table.columns if column != table.key}
            return lambda row: tags_of({plainly[k]: v for k, v in row.items() if k in plainly}) or NO_TAGS
        found = city_layers.LAYERS.get(city_layers.bare(table.name))
        if found is not None:
            self.remarks.count(BY_NAME, table.name)
        return found

    def _read_layer(self, table: Table, translate: Translation) -> None:
        blobs: list[bytes] = []
        tags: list[Tags] = []
        ids: list[str] = []
        for row, blob, id in self._rows(table):
            found = translate(row)
            if isinstance(found, Words):
                self.remarks.count(found, id)
            elif blob is None:
                self.remarks.count(NO_GEOMETRY, id)
            else:
                if plain(found.get("name", "")) in self.spellings:
                    found["name"] = self.spellings[plain(found["name"])]
                blobs.append(blob)
                tags.append(found)
                ids.append(id)
        shapes = shapely.force_2d(np.array([_shape(blob) for blob in blobs], dtype=object))
        for i in np.flatnonzero(shapely.is_missing(shapes)):
            self.remarks.count(BAD_BLOB, ids[i])
        keep = np.flatnonzero(~shapely.is_missing(shapes))
        moved = self._degrees(shapes[keep], table)
        for shape, i in zip(moved, keep, strict=True):
            self.drafts.add(shape, tags[i], ids[i])

    def _rows(self, table: Table) -> Iterator[tuple[dict[str, str], bytes | None, str]]:
        """(columns as text, geometry blob, id) of each row; columns that are empty are absent."""
        where, box = self._near(table)
        cursor = self.db.execute(f"SELECT * FROM {_quoted(table.name)}{where}", box)
        names = [column[0] for column in cursor.description]
        geometry = names.index(table.geometry)
        key = names.index(table.key) if table.key in names else None
        for n, values in enumerate(cursor, start=1):
            texts = ((name.lower(), tag_text(v)) for name, v in zip(names, values, strict=True) if not isinstance(v, bytes))
            row = {name: text for name, text in texts if text is not None}
            blob = values[geometry]
            yield row, blob if isinstance(blob, bytes) else None, f"{table.name}/{values[key] if key is not None else n}"

    def _near(self, table: Table) -> tuple[str, tuple[Any, ...]]:
        """The WHERE clause that asks the layer's R-tree for what lies near the wanted box, when both are there."""
        index = f"rtree_{table.name}_{table.geometry}"
        there = self.db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        if self.wanted is None or table.key is None or not table.crs or not there:
            return "", ()
        west, south, east, north = bounds_in(self.wanted, table.crs, f'layer "{table.name}" in "{self.file}"')
        query = f"SELECT id FROM {_quoted(index)} WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
        return f" WHERE {_quoted(table.key)} IN ({query})", (west, east, south, north)

    def _degrees(self, shapes: NDArray[np.object_], table: Table) -> NDArray[np.object_]:
        where = f'layer "{table.name}" in "{self.file}"'
        crs = table.crs or self._assumed(shapes, table, where)
        if crs != WGS84:
            sentence = Words(
                f"Objects brought from {crs[:40]} to longitude and latitude", f"Objets ramenés de {crs[:40]} en longitude et latitude"
            )
            self.remarks.count(sentence, n=len(shapes))
        if len(shapes) and not self.drafts.turn:
            west, south, east, north = shapely.total_bounds(shapes)
            self.drafts.turn = turn_of(crs, (west + east) / 2, (south + north) / 2, where)
        return to_degrees(shapes, crs, where)

    def _assumed(self, shapes: NDArray[np.object_], table: Table, where: str) -> str:
        """The coordinate system of a layer that states none: degrees when it says so much, metres of France when they fit."""
        if not len(shapes):
            return WGS84
        if table.geographic:
            self.remarks.say(ASSUMED_DEGREES)
            return WGS84
        west, south, east, north = shapely.total_bounds(shapes)
        box = LAMBERT_93_BOX
        french = bdtopo.layer_for(city_layers.bare(table.name), {c.lower() for c in table.columns}) is not None
        if french and box[0] <= west and east <= box[2] and box[1] <= south and north <= box[3]:
            self.remarks.say(ASSUMED_LAMBERT)
            return LAMBERT_93
        raise TwinError(f"{where} states no coordinate system: assign it one (in QGIS: layer properties, source) and save again")

    def _read_extent(self, table: Table) -> None:
        blobs = [blob for _, blob, _ in self._rows(table) if blob is not None]
        shapes = np.array([shape for blob in blobs if (shape := _shape(blob)) is not None], dtype=object)
        if not len(shapes) or not table.crs:
            return
        where = f'layer "{table.name}" in "{self.file}"'
        upright = np.array([shapely.box(*shapely.total_bounds(shapes))], dtype=object)
        outline = to_degrees(upright, table.crs, where)[0]
        west, south, east, north = (float(b) for b in outline.bounds)
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:
            self.stated, self.drafts.outline = (west, south, east, north), outline


def _shape(blob: bytes) -> shapely.Geometry | None:
    """The geometry of a GeoPackage blob: header, envelope, WKB. None when it is malformed; empty geometries stay empty."""
    if len(blob) < 8 or blob[:2] != b"GP":
        return None
    flags = blob[3]
    envelope = ENVELOPE_BYTES.get(flags >> 1 & 0b111)
    if envelope is None or flags & 0b100000:  # bit 5: a geometry type of some vendor, not WKB
        return None
    try:
        return shapely.from_wkb(blob[8 + envelope :], on_invalid="fix")
    except (shapely.errors.GEOSException, NotImplementedError, ValueError, TypeError):
        return None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
