"""Pictures as small PNG files: maps are flat colours, and a palette of 256 holds them in a quarter of the room.

The format is that of the W3C recommendation "Portable Network Graphics (PNG) Specification" (third edition, 2025): signature, IHDR, PLTE,
IDAT (zlib, filter 0), IEND.
"""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Pixels = NDArray[np.uint8]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
COARSE = 3  # bits dropped of each channel while the commonest colours are looked for


def encoded(pixels: Pixels) -> bytes:
    """(rows, cols, 3) RGB as a PNG of at most 256 colours, the commonest ones; every other pixel takes the nearest of them."""
    rows, cols, _ = pixels.shape
    palette, chosen = _palette(pixels.reshape(-1, 3))
    lines = np.zeros((rows, cols + 1), dtype=np.uint8)  # each line starts with its filter: 0, none
    lines[:, 1:] = chosen.reshape(rows, cols)
    header = struct.pack(">IIBBBBB", cols, rows, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(lines.tobytes(), 8)), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in parts)


def _palette(flat: Pixels) -> tuple[Pixels, Pixels]:
    """Colours, and for each pixel which of them it takes.

    Colours are counted in small cubes; the fullest cubes give the palette, each by its commonest colour, so that flat ground keeps
    its very colour.
    """
    packed = (flat[:, 0].astype(np.uint32) << 16) | (flat[:, 1].astype(np.uint32) << 8) | flat[:, 2]
    known, at, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([known >> 16, (known >> 8) & 255, known & 255], axis=1).astype(np.uint8)
    if len(known) > COLOURS:
        _, cube = np.unique(colours >> COARSE, axis=0, return_inverse=True)
        cube = cube.reshape(-1)
        full = np.bincount(cube, weights=counts)
        order = np.lexsort((known, -counts, cube))  # within each cube the commonest colour first
        first = order[np.flatnonzero(np.diff(cube[order], prepend=-1))]
        fullest = np.sort(first[np.lexsort((known[first], -full[cube[first]]))][:COLOURS])
        palette = colours[fullest]
        nearest = cKDTree(palette.astype(float)).query(colours.astype(float))[1]
    else:
        palette, nearest = colours, np.arange(len(known))
    return palette, np.asarray(nearest, dtype=np.uint8)[at.reshape(-1)]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
