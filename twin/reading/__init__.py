"""Map files -> MapFeatures: shapes with OpenStreetMap tags, whatever the format."""

from pathlib import Path

import numpy as np

from twin.errors import TwinError
from twin.features import Bounds, MapFeatures, checked_bounds
from twin.reading.files import EXTENSIONS, KINDS, Progress, checked_path, extension, kind_of, stem
from twin.reading.remarks import Remarks
from twin.reading.repair import finished
from twin.words import Words

__all__ = ["read_map"]


def read_map(path: str | Path, bounds: Bounds | None = None, progress: Progress | None = None) -> MapFeatures:
    """The features of a map file.

    path      .osm, .osm.gz, .osm.pbf (needs the package osmium), .geojson, .geojson.gz, .json or .gpkg; what the file
              really holds decides, a file packed or named otherwise is read as what it is
    bounds    (west, south, east, north) [°]: keep the features that intersect this box
    progress  called with (fraction done, what is being done)

    Returns MapFeatures: Points, LineStrings, valid Polygons and MultiPolygons in WGS84 longitude/latitude with their tags,
    the extent the file states (cut back to `bounds`), and notes on what was used, repaired and left out.
    Raises TwinError: one sentence that names the file and, where known, the line or the feature.
    """
    file = checked_path(path)
    wanted = None if bounds is None else checked_bounds(bounds)
    kind = kind_of(file)
    remarks = Remarks()
    named = EXTENSIONS[extension(file) or ""]
    if named != kind:
        remarks.say(
            Words(
                f'"{file.name}" holds {KINDS[kind]}, not what its name says: it is read as what it is.',
                f"« {file.name} » contient du {KINDS[kind]}, pas ce que dit son nom : il est lu pour ce qu'il est.",
            )
        )
    try:
        with np.errstate(all="ignore"):  # coordinates that are not finite are counted, numpy need not warn of them
            return _read(file, kind, wanted, remarks, progress)
    except (MemoryError, RecursionError):
        raise TwinError(f'"{file.name}" is too large or too deeply nested to be read here: cut out the neighbourhood first') from None


def _read(file: Path, kind: str, wanted: Bounds | None, remarks: Remarks, progress: Progress | None) -> MapFeatures:
    if kind == "json":
        from twin.reading.geojson import read_geojson

        drafts, stated, attribution = read_geojson(file, remarks, progress)
    elif kind == "gpkg":
        from twin.reading.geopackage import read_geopackage

        drafts, stated, attribution = read_geopackage(file, wanted, remarks, progress)
    else:
        from twin.reading.assembling import OSM_ATTRIBUTION, assemble
        from twin.reading.osm import read_xml
        from twin.reading.pbf import read_pbf

        elements = read_xml(file, progress) if kind == "xml" else read_pbf(file, progress)
        drafts, stated, attribution = assemble(elements, file.name, remarks), elements.bounds, OSM_ATTRIBUTION
    return finished(drafts, stem(file), file.name, remarks, wanted, stated, attribution)
