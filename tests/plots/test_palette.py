"""Colours that stay apart for every eye, and text that stands out from the paper.

Colour-blind vision is simulated with the matrices of Machado, Oliveira and Fernandes (2009), "A physiologically-based model for
simulation of color vision deficiency", IEEE TVCG 15(6), severity 1.0, on linear RGB; distances are CIE76 in CIELAB (D65);
contrast is that of WCAG 2.1.
"""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex
from numpy.typing import NDArray

from twin.covers import GROUPS
from twin.plots import style

VISION = {
    "normal": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
WHITE = XYZ.sum(axis=1)
NEW = ("street", "yard", "garden", "green_roof")  # the seven other groups form the palette that was set first


def linear(colour: str) -> NDArray[np.float64]:
    """sRGB "#RRGGBB" as linear RGB."""
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    t = XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(a: str, b: str, vision: str) -> float:
    """CIE76 distance of two colours as that eye sees them."""
    seen = VISION[vision]
    return float(np.linalg.norm(lab(seen @ linear(a)) - lab(seen @ linear(b))))


def contrast(a: str, b: str) -> float:
    light, dark = sorted((float(XYZ[1] @ linear(c)) for c in (a, b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_lab_of_known_colours() -> None:
    """Reference values of sRGB red and mid grey in CIELAB (D65), e.g. brucelindbloom.com's calculator."""
    assert lab(linear("#FF0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert lab(linear("#777777")) == pytest.approx([50.03, 0.0, 0.0], abs=0.02)


@pytest.mark.parametrize("vision", VISION)
def test_cover_groups_stay_apart(vision: str) -> None:
    near = min((apart(a.colour, b.colour, vision), a.key, b.key) for a, b in combinations(GROUPS.values(), 2))
    assert near[0] >= 10, near


@pytest.mark.parametrize("vision", VISION)
def test_the_groups_of_the_first_palette_are_further_apart(vision: str) -> None:
    first = [g for key, g in GROUPS.items() if key not in NEW]
    near = min((apart(a.colour, b.colour, vision), a.key, b.key) for a, b in combinations(first, 2))
    assert near[0] >= 16, near


@pytest.mark.parametrize("vision", VISION)
def test_better_and_worse_stay_apart(vision: str) -> None:
    assert apart(style.BETTER, style.WORSE, vision) >= 30


@pytest.mark.parametrize("vision", VISION)
def test_both_sides_of_a_change_stay_apart(vision: str) -> None:
    for less, more in zip(style.DIVERGING[:3], style.DIVERGING[:3:-1], strict=True):
        assert apart(less, more, vision) >= 16, (less, more)


@pytest.mark.parametrize("colour", style.TEXT_COLOURS)
def test_text_stands_out_from_paper(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 4.5


def test_figures_in_bars_stand_out() -> None:
    from twin.plots.cover_bars import LIGHT

    for key, group in GROUPS.items():
        ink = style.INK if key in LIGHT else "#FFFFFF"
        assert contrast(ink, group.colour) >= 4.5, key


def test_numbers_of_works_stand_out() -> None:
    from twin.plots.works_layer import AREA, BADGE, BY_KIND, STREET, TREES

    for sign in (AREA, STREET, TREES, *BY_KIND.values()):
        assert contrast("#FFFFFF", BADGE.get(sign.shape, sign.colour)) >= 4.5, sign


def test_words_on_the_colour_bar_stand_out() -> None:
    """White on the colour at the middle of a word, half an inch from the end of a bar of 5.8 in."""
    for flip in (False, True):
        for at in (0.5 / 5.8, 1 - 0.5 / 5.8):
            assert contrast("#FFFFFF", to_hex(style.diverging(flip)(at))) >= 4.5
