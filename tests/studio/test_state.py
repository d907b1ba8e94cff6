"""The state of a tab: any edits and as many undos give the baseline; what is refused changes nothing."""

from collections.abc import Callable

import hypothesis.strategies as st
import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from twin.city import City
from twin.errors import TwinError
from twin.evaluation import evaluate
from twin.interventions import Intervention
from twin.interventions.depave import Depave
from twin.interventions.plant_trees import PlantTrees
from twin.interventions.roofs import GreenRoof
from twin.studio import state as states
from twin.studio.cities import Cities, Readings
from twin.studio.desk import Desk, Stale
from twin.studio.state import MOST_ITEMS, Board, State

PARK = shapely.box(20, 20, 60, 70)
ITEMS: tuple[Intervention, ...] = (
    Depave(where=PARK, to="meadow"),
    Depave(where=shapely.box(0, 80, 60, 130)),
    PlantTrees(where=PARK, spacing=10),
    GreenRoof(where=shapely.box(15, 115, 95, 155)),
)
START = State(Board("Plan"))
Edit = Callable[[State], State]


def edits() -> st.SearchStrategy[Edit]:
    """Every kind of edit that turns a page of the history."""
    item, index = st.sampled_from(ITEMS), st.integers(0, 5)
    return st.one_of(
        st.builds(lambda i: lambda s: states.added(s, i), item),
        st.builds(lambda n: lambda s: states.removed(s, n), index),
        st.builds(lambda n, i: lambda s: states.replaced(s, n, i), index, item),
        st.just(states.cleared),
        st.builds(lambda i: lambda s: states.loaded(s, "Loaded", i), st.lists(item, max_size=3)),
        st.builds(lambda n: lambda s: states.renamed(s, n), st.text(min_size=1).filter(str.strip)),
    )


def tried(state: State, edit: Edit) -> State:
    """The state after an edit, or the same one when it is refused."""
    try:
        return edit(state)
    except TwinError:
        return state


@given(st.lists(edits(), max_size=12))
def test_as_many_undos_as_edits_give_the_baseline(chain: list[Edit]) -> None:
    state, done = START, 0
    for edit in chain:
        after = tried(state, edit)
        done += after is not state
        state = after
    end = state
    for _ in range(done):
        state = states.undone(state)
    assert state.now == START.now
    assert not state.can_undo
    for _ in range(done):
        state = states.redone(state)
    assert state.now == end.now
    assert not state.can_redo


@given(st.lists(st.one_of(edits(), st.just(states.undone), st.just(states.redone)), max_size=20))
def test_versions_only_go_up_and_states_are_never_changed_in_place(chain: list[Edit]) -> None:
    state = START
    for edit in chain:
        before = (state.now, state.past, state.future, state.rev)
        after = tried(state, edit)
        assert (state.now, state.past, state.future, state.rev) == before
        assert after.rev == state.rev + (after is not state)
        state = after


@settings(max_examples=15, deadline=None)
@given(chain=st.lists(edits(), min_size=1, max_size=5))
def test_undoing_everything_gives_the_very_numbers_of_the_baseline(square: City, chain: list[Edit]) -> None:
    desk = Desk("desk", Cities(square, keep=2), START)
    for edit in chain:
        try:
            desk.change(desk.state.rev, edit)
        except TwinError:
            continue
    while desk.state.can_undo:
        desk.change(desk.state.rev, states.undone)
    keys = ("runoff", "canopy", "sealed", "cost")
    for key, reading in evaluate(desk.city, keys).items():
        assert reading.value == evaluate(square, keys)[key].value


def test_a_slider_that_is_moved_is_one_step_of_the_history() -> None:
    state = states.assumed(states.added(START, ITEMS[0]), "rain", 35.0)
    for value in (40.0, 50.0, 60.0):
        state = states.assumed(state, "rain", value, again=True)
    assert state.now.assume == (("rain", 60.0),)
    assert state.rev == 5
    other = states.assumed(state, "wind", 1.0, again=True)  # another parameter is another step
    assert other.now.assume == (("rain", 60.0), ("wind", 1.0))
    assert states.undone(other).now == state.now
    assert states.undone(state).now == Board("Plan", ITEMS[:1])
    assert states.assumed(state, "rain", None).now.assume == ()
    added = states.added(state, ITEMS[1])
    assert states.undone(states.assumed(added, "rain", 70.0, again=True)).now == added.now  # an edit came between


def test_assumptions_stay_when_the_plan_changes_and_go_when_they_are_reset() -> None:
    state = states.assumed(states.added(START, ITEMS[0]), "rain", 60.0)
    for after in (states.cleared(state), states.loaded(state, "Other", ITEMS), states.removed(state, 0), states.renamed(state, "New")):
        assert after.now.assume == (("rain", 60.0),)
    assert states.reset(state).now == Board("Plan", ITEMS[:1])
    with pytest.raises(TwinError, match="best guess"):
        states.reset(START)


def test_only_what_knows_an_assumption_is_read_again(square: City) -> None:
    readings, rain = Readings(), (("rain", 60.0),)
    keys = ["runoff", "canopy", "sealed"]
    readings.read(square, keys, lambda: False)
    assert readings.of(square, rain).keys() == {"canopy", "sealed"}
    readings.read(square, keys, lambda: False, rain)
    assert readings.of(square, rain)["runoff"].value == evaluate(square, ["runoff"], {"rain": 60.0})["runoff"].value
    assert readings.of(square, rain)["canopy"] is readings.of(square)["canopy"]
    assert readings.of(square)["runoff"].value < readings.of(square, rain)["runoff"].value


def test_readings_of_a_slider_do_not_pile_up(square: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twin.studio.cities.MOST_ASSUMED", 3)
    readings, before = Readings(), len(square.memory)
    readings.read(square, ["canopy", "runoff"], lambda: False)
    for rain in range(30, 40):
        readings.read(square, ["runoff"], lambda: False, (("rain", float(rain)),))
    assert "runoff" in readings.of(square)
    assert "runoff" in readings.of(square, (("rain", 39.0),))
    assert "runoff" not in readings.of(square, (("rain", 30.0),))
    assert len(square.memory) <= before + 2


def test_a_new_edit_forgets_what_was_undone() -> None:
    state = states.undone(states.added(START, ITEMS[0]))
    assert state.can_redo
    assert not states.added(state, ITEMS[1]).can_redo


@pytest.mark.parametrize("index", [-1, 1, 99, "0", None, 0.0, True, [0]])
def test_an_intervention_that_is_not_there(index: object) -> None:
    state = states.added(START, ITEMS[0])
    with pytest.raises(TwinError, match="it has 1, counted from 0"):
        states.removed(state, index)  # type: ignore[arg-type]


def test_nothing_to_undo_redo_or_clear() -> None:
    for edit in (states.undone, states.redone, states.cleared):
        with pytest.raises(TwinError):
            edit(START)


@pytest.mark.parametrize("name", ["", "  ", None, 7])
def test_a_plan_keeps_a_name(name: object) -> None:
    with pytest.raises(TwinError, match="needs a name"):
        states.renamed(START, name)  # type: ignore[arg-type]


def test_a_plan_has_an_end() -> None:
    with pytest.raises(TwinError, match=str(MOST_ITEMS)):
        states.loaded(START, "Long", [ITEMS[0]] * (MOST_ITEMS + 1))


def test_a_stale_edit_and_one_that_cannot_be_carried_out_change_nothing(square: City) -> None:
    desk = Desk("desk", Cities(square), START)
    desk.change(0, lambda s: states.added(s, ITEMS[0]))
    before = desk.state
    with pytest.raises(Stale):
        desk.change(0, lambda s: states.added(s, ITEMS[1]))
    with pytest.raises(TwinError, match="needs an area"):
        desk.change(1, lambda s: states.added(s, Depave(where=shapely.Point(1, 1))))
    assert desk.state is before


def test_cities_share_their_beginnings_and_are_made_again_when_forgotten(square: City) -> None:
    cities = Cities(square, keep=2)
    two = cities.after(ITEMS[:2])
    assert cities.after(ITEMS[:2]) is two
    assert cities.after([]) is square
    four = cities.after(ITEMS)
    again = cities.after(ITEMS[:2])
    assert again is not two
    np.testing.assert_array_equal(again.land.fractions, two.land.fractions)
    assert len(four.works) == 4


def test_readings_come_bit_by_bit_and_one_that_breaks_leaves_the_others(square: City, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = Readings()
    readings.read_for([square], 0.0)
    assert len(readings.missing(square)) > 10
    monkeypatch.setattr("twin.studio.cities.evaluate", lambda city, keys, assume: 1 / 0 if keys == ["runoff"] else evaluate(city, keys))
    readings.read(square, ["runoff", "canopy"], lambda: False)
    assert "canopy" in readings.of(square)
    assert "ZeroDivisionError" in (readings.broken("runoff") or "")
    assert readings.broken("canopy") is None
    assert "runoff" not in readings.missing(square)
