"""The PNG writer, held against matplotlib's reader (libpng by way of Pillow)."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.image import imread
from numpy.typing import NDArray

from twin.report.png import COLOURS, encoded


def read(content: bytes) -> NDArray[np.uint8]:
    return np.round(imread(BytesIO(content), format="png")[..., :3] * 255).astype(np.uint8)


@given(rows=st.integers(1, 12), cols=st.integers(1, 12), seed=st.integers(0, 99))
@settings(deadline=None, max_examples=30)
def test_few_colours_come_back_exactly(rows: int, cols: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (rows, cols, 3)).astype(np.uint8)
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) <= COLOURS
    np.testing.assert_array_equal(read(encoded(pixels)), pixels)


def test_flat_ground_keeps_its_colour_among_thousands() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (200, 200, 3)).astype(np.uint8)
    pixels[:100] = (36, 105, 63)
    seen = read(encoded(pixels))
    np.testing.assert_array_equal(seen[:100], pixels[:100])
    assert len(np.unique(seen.reshape(-1, 3), axis=0)) <= COLOURS


def test_every_other_colour_is_near() -> None:
    """A ramp of 65 536 colours on 256: a palette cannot be nearer than about a cube's half diagonal, 16 × 16 × 16 being coarse."""
    x, y = np.meshgrid(np.arange(256), np.arange(256))
    pixels = np.stack([x, y, np.full_like(x, 128)], axis=2).astype(np.uint8)
    apart = np.linalg.norm(read(encoded(pixels)).astype(float) - pixels, axis=2)
    assert np.median(apart) < 80


def test_the_same_pixels_give_the_same_file() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    assert encoded(pixels) == encoded(pixels.copy())


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1)])
def test_narrow_pictures(shape: tuple[int, int]) -> None:
    assert read(encoded(np.full((*shape, 3), 7, dtype=np.uint8))).shape == (*shape, 3)
