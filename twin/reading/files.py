"""Opening map files: what a file really holds (by its first bytes, not its name), unpacked, with errors a person can use."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from twin.errors import TwinError, did_you_mean
from twin.words import Words

Progress = Callable[[float, Words], None]

EXTENSIONS: dict[str, str] = {  # longest first, so that ".osm.gz" is not taken for ".gz"
    ".osm.pbf": "pbf", ".osm.xml.gz": "xml", ".geojson.gz": "json", ".json.gz": "json", ".osm.gz": "xml", ".osm.xml": "xml",
    ".geojsonl": "json", ".geojson": "json", ".json": "json", ".gpkg": "gpkg", ".pbf": "pbf", ".osm": "xml", ".xml": "xml",
}  # fmt: skip
ALLOWED = "a map is .osm, .osm.gz, .osm.pbf, .geojson, .geojson.gz, .json or .gpkg"
KINDS: dict[str, str] = {"xml": "OpenStreetMap XML", "pbf": "OpenStreetMap PBF", "json": "GeoJSON", "gpkg": "GeoPackage"}
FOREIGN: dict[bytes, str] = {  # first bytes of what people open by mistake
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive: unpack it first", b"BZh": "packed with bzip2: unpack it first",
    b"\xfd7zXZ": "packed with xz: unpack it first", b"7z\xbc\xaf": "a 7z archive: unpack it first",
    b"II*\x00": "a TIFF image", b"MM\x00*": "a TIFF image", b"\x00\x00\x27\x0a": "a shapefile: export it as GeoPackage or GeoJSON",
}  # fmt: skip
GZIP = b"\x1f\x8b"
CHUNK = 1 << 18
LARGEST: dict[str, int] = {"xml": 1_000_000_000, "json": 256_000_000, "pbf": 200_000_000, "gpkg": 1_000_000_000}  # bytes unpacked


def checked_path(path: str | Path) -> Path:
    """`path` when it is a file we can open and its extension is one of ours, else a TwinError that helps on."""
    if not isinstance(path, (str, Path)) or "\0" in str(path):
        raise TwinError(f"a map is opened by its path (text or Path), not by {path!r}")
    path = Path(path)
    try:
        found, folder = path.exists(), path.is_dir()
        if found and not folder and not path.is_file():
            raise TwinError(f'"{path}" is a device or a pipe, not a file')
    except OSError as error:
        raise TwinError(f'"{path}" cannot be reached: {error.strerror}') from None
    if folder:
        raise TwinError(f'"{path}" is a folder, not a map file; {did_you_mean(path.name, _maps_in(path))}')
    if not found:
        if not path.parent.is_dir():
            raise TwinError(f'there is no map file "{path}": the folder "{path.parent}" does not exist')
        raise TwinError(f'there is no map file "{path}"; {did_you_mean(path.name, _maps_in(path.parent))}')
    if extension(path) is None:
        raise TwinError(f'"{path.name}" is not a map file by its name: {ALLOWED}')
    return path


def extension(path: Path) -> str | None:
    """The known extension the name ends with (".osm.gz"), or None."""
    return next((e for e in EXTENSIONS if path.name.lower().endswith(e)), None)


def stem(path: Path) -> str:
    """A name for people: that of the file without its known extension, with spaces and a capital ("redon_centre" -> "Redon centre")."""
    bare = path.name[: -len(extension(path) or "")] or path.name
    words = " ".join(bare.replace("_", " ").split()) or bare
    return words[:1].upper() + words[1:]


def kind_of(path: Path) -> str:
    """What the file holds by its first bytes: "xml", "pbf", "json" or "gpkg". Raises TwinError for anything else."""
    start = _start(path)
    if not start:
        raise TwinError(f'"{path.name}" is empty (0 bytes)')
    packed = start.startswith(GZIP)
    if packed:
        start = _unpacked_start(path)
    kind = _kind(start)
    if kind in ("gpkg", "pbf") and packed:
        raise TwinError(f'"{path.name}" is a packed {KINDS[kind]}: unpack it first (gunzip)')
    if kind is None:
        what = next((f"it is {name}" for magic, name in FOREIGN.items() if start.startswith(magic)), "its first bytes are unknown")
        raise TwinError(f'"{path.name}" does not hold a map ({what}); {ALLOWED}')
    return kind


def chunks(path: Path, kind: str, progress: Progress | None = None) -> Iterator[bytes]:
    """The unpacked content piece by piece. Raises TwinError for a damaged or unreasonably large file."""
    total, limit = 0, LARGEST[kind]
    with _opened(path) as raw:
        size = max(1, path.stat().st_size)
        packed = raw.read(2) == GZIP
        raw.seek(0)
        stream = gzip.GzipFile(fileobj=raw) if packed else raw
        try:
            while piece := stream.read(CHUNK):
                total += len(piece)
                if total > limit:
                    raise TwinError(f'"{path.name}" holds more than {limit // 1_000_000} MB: cut out the neighbourhood first')
                yield piece
                if progress:
                    progress(min(1.0, raw.tell() / size), Words("Reading the file", "Lecture du fichier"))
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise TwinError(f'"{path.name}" is damaged: its gzip packing breaks off after {total} bytes; fetch it again') from None
        except OSError as error:
            raise TwinError(f'"{path}" cannot be read: {error.strerror}') from None


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except PermissionError:
        raise TwinError(f'"{path}" may not be read: ask for permission or copy it elsewhere') from None
    except OSError as error:
        raise TwinError(f'"{path}" cannot be opened: {error.strerror}') from None


def _start(path: Path) -> bytes:
    with _opened(path) as raw:
        try:
            return raw.read(512)
        except OSError as error:
            raise TwinError(f'"{path}" cannot be read: {error.strerror}') from None


def _unpacked_start(path: Path) -> bytes:
    for piece in chunks(path, "xml"):
        return piece[:512]
    raise TwinError(f'"{path.name}" is empty once unpacked')


def _kind(start: bytes) -> str | None:
    if start.startswith(b"SQLite format 3\0"):
        return "gpkg"
    if b"OSMHeader" in start[:64]:
        return "pbf"
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        start = start.removeprefix(mark)
    text = start.replace(b"\0", b"").lstrip(b" \t\r\n\x1e")  # zero bytes: UTF-16
    if text.startswith(b"<"):
        return "xml"
    return "json" if text.startswith((b"{", b"[")) else None


def _maps_in(folder: Path) -> list[str]:
    try:
        return sorted(p.name for p in folder.iterdir() if extension(p) is not None)
    except OSError:
        return []
