"""Road noise emission against NoiseModelling (RoadCnossosTest, TGlobalBP), and the numbers of the 2020 set.

That engine's test runs the coefficients of 2015 (before their amendment) on the French surface R2; they are only needed here.
"""

from dataclasses import replace

import pytest

from twin.models.noise import CNOSSOS_2020, Surface, road_emission

CNOSSOS_2015 = replace(  # Directive 2015/996, Appendix F: cars and heavy lorries; B as in 2020; medium lorries not used here
    CNOSSOS_2020,
    key="2015",
    source="cnossos_2015",
    rolling=((79.7, 85.7, 84.5, 90.2, 97.3, 93.9, 84.1, 74.3), CNOSSOS_2020.rolling[1], (87.0, 91.7, 94.1, 100.7, 100.8, 94.3, 87.1, 82.5)),
    propulsion=(
        (94.5, 89.2, 88.0, 85.9, 84.2, 86.9, 83.3, 76.1),
        CNOSSOS_2020.propulsion[1],
        (104.4, 100.6, 101.7, 101.0, 100.1, 95.9, 91.3, 85.3),
    ),
)
FRENCH_R2 = Surface(
    "FR_R2",
    (
        (10.8, 11.4, 12.0, 7.5, 1.5, -0.9, 1.1, 3.1),
        (20.6, 17.1, 13.7, 9.8, 10.2, 10.8, 10.1, 9.2),
        (16.7, 13.6, 10.6, 5.3, 6.3, 6.9, 6.3, 5.8),
    ),
    (-2.7, -1.2, 3.5),
)
SPEEDS = [20, 30, 40, 50, 70]


def test_global_level_of_noisemodelling() -> None:
    """3747 cars and 479 lorries an hour at 50 km/h, 20 °C, surface FR_R2: 89.6 +- 0.1 dB(A)/m."""
    flow = 3747 + 479
    found = road_emission(flow, 50, 479 / flow, coefficients=CNOSSOS_2015, surface=FRENCH_R2)
    assert found == pytest.approx(89.6, abs=0.1)
    assert found == pytest.approx(89.627, abs=5e-4)


def test_numbers_of_the_2020_set() -> None:
    """1000 vehicles an hour on the reference surface at 20 to 70 km/h, evaluated twice, independently."""
    assert road_emission(1000, SPEEDS) == pytest.approx([76.17, 77.69, 79.61, 81.45, 84.58], abs=0.005)
    assert road_emission(1000, SPEEDS, 0.05) == pytest.approx([79.64, 80.08, 81.28, 82.69, 85.40], abs=0.005)


def test_thirty_instead_of_fifty() -> None:
    """3.8 dB less for cars alone, 2.6 dB with 5 % lorries: as reviews of cities find on average (2.5 dB, Yannis 2024)."""
    assert road_emission(1000, 50) - road_emission(1000, 30) == pytest.approx(3.8, abs=0.05)
    assert road_emission(1000, 50, 0.05) - road_emission(1000, 30, 0.05) == pytest.approx(2.6, abs=0.05)
