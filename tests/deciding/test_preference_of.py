"""Preferences among plans: anchors that do not know the plans, weights that are printed, and flips that hold when redone by hand."""

import numpy as np
import pytest

import twin
from twin.deciding import Preference, preference_of
from twin.deciding.telling import exchange
from twin.errors import TwinError

KEYS = ["runoff", "air_warming", "canopy", "cost"]
WEIGHTS = {"runoff": 100, "air_warming": 60, "cost": 40}


@pytest.fixture(scope="module")
def plans():
    meadow = twin.Plan("Meadow", [twin.Depave(where="Grand Parking", to="meadow")])
    lawn = twin.Plan("Lawn", [twin.Depave(where="Grand Parking", to="lawn")])
    trees = twin.Plan("Trees", [twin.PlantTrees(along="Rue Haute", spacing=10, age=30)])
    return meadow, lawn, trees


@pytest.fixture(scope="module")
def comparison(square, plans):
    return twin.compare(square, plans, metrics=KEYS, draws=32)


@pytest.fixture(scope="module")
def found(comparison):
    return preference_of(comparison, WEIGHTS, anchors={"cost": (20_000, 0)}, climates={"storm": {"rain": 42.3}, "mild": {"uhi_max": 2.0}})


def test_values_and_worth_can_be_redone_by_hand(found, comparison):
    today, after = comparison.before["runoff"].value, comparison.after[0]["runoff"].value
    value = (1.2 * today - after) / (0.4 * today)
    assert found.values[0, 0] == pytest.approx(value)
    assert found.today[0] == pytest.approx(0.5)
    assert found.weights == {"runoff": 0.5, "air_warming": 0.3, "cost": 0.2}
    assert found.worth[0] == pytest.approx(0.5 * found.values[0, 0] + 0.3 * found.values[0, 1] + 0.2 * found.values[0, 2])
    assert found.winner == ["Meadow", "Lawn", "Trees"][int(np.argmax(found.worth))]


def test_one_more_plan_changes_no_value(square, plans, found):
    more = [*plans, twin.Plan("Nothing", [])]
    again = preference_of(twin.compare(square, more, metrics=KEYS, draws=32), WEIGHTS, anchors={"cost": (20_000, 0)})
    assert np.array_equal(again.values[:3], found.values)
    assert [(c.worst, c.best) for c in again.criteria] == [(c.worst, c.best) for c in found.criteria]


def test_shares_add_up_and_come_from_the_draws(found, comparison):
    assert found.drawn.shape == (32, 3, 3)
    assert found.wins.sum() == pytest.approx(1)
    assert found.wins_any_weights.sum() == pytest.approx(1)
    column = comparison.ensemble.values("runoff", 1)
    worst, best = found.criteria[0].worst, found.criteria[0].best
    assert found.drawn[:, 0, 0] == pytest.approx((column - worst) / (best - worst))


def test_the_flip_flips(comparison, found):
    flip = found.flip
    if flip is None:
        pytest.fail("these plans trade cost for air: some weight must flip them")
    beyond = flip.flipped + 0.05 * ((1.0 if flip.flipped > flip.weight else 0.0) - flip.flipped)
    keys = [c.metric.key for c in found.criteria]
    rest = 1 - flip.weight
    weights = {k: beyond if i == flip.criterion else (1 - beyond) * found.weights[k] / rest for i, k in enumerate(keys)}
    turned = preference_of(comparison, weights, anchors={"cost": (20_000, 0)})
    assert turned.winner == found.plans[flip.rival]


def test_regret_is_over_columns_and_uses_the_same_anchors(found, square, plans):
    assert found.columns == ("as compared", "storm", "mild")
    assert found.regret.shape == (3, 3)
    assert (found.regret.min(axis=1) == 0).all()
    storm = twin.compare(square, plans, metrics=KEYS, assume={"rain": 42.3})
    again = preference_of(twin.compare(square, plans, metrics=KEYS), WEIGHTS, anchors={"cost": (20_000, 0)}, climates={"storm": storm})
    assert again.regret[1] == pytest.approx(found.regret[1])


def test_exchange_rates_are_printed(found):
    """0.5 per 40 % of today's runoff, against 0.2 per 20 000 €."""
    assert exchange(found, "runoff") == pytest.approx((0.5 / found.criteria[0].swing) / (0.2 / 20_000))
    assert exchange(found, "cost") is None
    assert "€/m³" in found.text()


def test_the_text_names_weights_anchors_and_plans_in_both_languages(found):
    for lang in ("en", "fr"):
        text = found.text(lang)
        assert all(name in text for name in ("Meadow", "Lawn", "Trees", "50", "30"))
    assert len(found.text().splitlines()) == len(found.text("fr").splitlines())
    assert str(found) == found.text()


def test_without_draws_it_says_so(square, plans):
    found = preference_of(twin.compare(square, plans, metrics=KEYS), {"runoff": 100, "canopy": 50}, anchors={"canopy": (0, 40)})
    assert not found.has_draws
    assert found.drawn.shape == (1, 3, 2)
    assert "No draws were made" in found.text()
    assert exchange(found, "runoff") is None


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_picture_can_be_drawn(found, square, plans, lang):
    assert found.figure(lang).get_axes()
    one = preference_of(twin.compare(square, plans[:1], metrics=KEYS), {"runoff": 1})
    assert one.figure(lang).get_axes()


@pytest.mark.parametrize(
    ("weights", "options", "said"),
    [
        ({}, {}, "weights take points by metric"),
        ({"runof": 1}, {}, 'weights: "runof" is not among what was compared; did you mean "runoff"'),
        ({"runoff": -1}, {}, "takes points from 0"),
        ({"runoff": float("nan")}, {}, "takes points from 0"),
        ({"runoff": 0}, {}, "at least one must be above 0"),
        ({"runoff": 1e308, "cost": 1e308}, {}, "together they are too large"),
        ({"runoff": 1}, {"climates": ["warm"]}, "climates take assumptions or comparisons by name"),
        ({"runoff": 1}, {"anchors": {"cost": (1, 0)}}, 'anchors: "cost" is not among'),
        ({"runoff": 1}, {"anchors": {"runoff": (1, 5)}}, "less is better"),
        ({"runoff": 1}, {"anchors": {"runoff": 5}}, "two numbers in m³"),
        ({"runoff": 1}, {"climates": {"warm": 5}}, '"warm" takes a comparison or assumptions'),
        ({"runoff": 1}, {"climates": {"warm": {"uhi": 5}}}, 'no parameter is called "uhi"'),
    ],
)
def test_what_cannot_be_used_is_named(comparison, weights, options, said):
    with pytest.raises(TwinError, match=said):
        preference_of(comparison, weights, **options)


def test_a_column_must_compare_the_same_plans(comparison, square, plans):
    other = twin.compare(square, plans[:2], metrics=KEYS)
    with pytest.raises(TwinError, match="compares other plans"):
        preference_of(comparison, WEIGHTS, anchors={"cost": (20_000, 0)}, climates={"x": other})
    with pytest.raises(TwinError, match="takes a comparison"):
        preference_of(square, WEIGHTS)
    assert isinstance(preference_of(other, {"runoff": 1}), Preference)


def test_a_metric_that_is_zero_today_needs_anchors(square, plans):
    empty = twin.compare(square, plans, metrics=["parking"])
    if empty.before["parking"].value == 0:
        with pytest.raises(TwinError, match="anchors must be given"):
            preference_of(empty, {"parking": 1})
    else:
        assert preference_of(empty, {"parking": 1}).criteria[0].swing > 0


def test_a_comparison_is_the_door_to_it(square: twin.City) -> None:
    comparison = twin.compare(square, twin.Depave(where="Grand Parking", to="meadow"), metrics=KEYS)
    assert comparison.preference(WEIGHTS).text() == preference_of(comparison, WEIGHTS).text()
