"""Road noise emission against NoiseModelling (RoadCnossosTest, TGlobalBP), and the numbers of the 2020 set.

That engine's test runs the coefficients of 2015 (before their amendment) on the French surface R2; they are only needed here.
"""

import pytest

from twin.models.noise import road_emission
from twin.verification.air_and_noise import LEVELS_2020, NOISEMODELLING, SPEEDS, noisemodelling_level


def test_global_level_of_noisemodelling() -> None:
    """3747 cars and 479 lorries an hour at 50 km/h, 20 °C, surface FR_R2: 89.6 +- 0.1 dB(A)/m."""
    found = noisemodelling_level()
    assert found == pytest.approx(NOISEMODELLING, abs=0.1)
    assert found == pytest.approx(89.627, abs=5e-4)


def test_numbers_of_the_2020_set() -> None:
    """1000 vehicles an hour on the reference surface at 20 to 70 km/h, evaluated twice, independently."""
    assert road_emission(1000, SPEEDS) == pytest.approx(LEVELS_2020[0.0], abs=0.005)
    for lorries, levels in LEVELS_2020.items():
        assert road_emission(1000, SPEEDS, lorries) == pytest.approx(levels, abs=0.005)


def test_thirty_instead_of_fifty() -> None:
    """3.8 dB less for cars alone, 2.6 dB with 5 % lorries: as reviews of cities find on average (2.5 dB, Yannis 2024)."""
    assert road_emission(1000, 50) - road_emission(1000, 30) == pytest.approx(3.8, abs=0.05)
    assert road_emission(1000, 50, 0.05) - road_emission(1000, 30, 0.05) == pytest.approx(2.6, abs=0.05)
