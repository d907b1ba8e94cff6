"""Urban nature access beside InVEST 3.20.2: the same synthetic town as in test_invest_cooling, four kernels."""

import numpy as np
import pytest

from twin.verification import invest
from twin.verification.nature import KERNELS, NATURE_OF_TOWN, access


@pytest.mark.parametrize("kernel", KERNELS)
def test_supply_per_person(kernel):
    theirs = invest.engine()[f"una_{kernel}__urban_nature_supply_percapita"]
    assert np.all(np.abs(access(kernel) - theirs) <= 1e-4 + 1e-6 * np.abs(theirs))


@pytest.mark.parametrize("kernel", KERNELS)
def test_every_square_metre_is_shared_out_once(kernel):
    assert np.sum(invest.engine()["pop"] * access(kernel)) == pytest.approx(invest.supply().sum(), abs=1e-6)
    assert invest.supply().sum() == pytest.approx(NATURE_OF_TOWN)


def test_all_four_kernels_are_compared():
    assert KERNELS == ("dichotomy", "exponential", "gaussian", "density")
