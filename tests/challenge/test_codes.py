"""Codes of the board: round trips, and which part of a wrong one is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import twin
from twin.challenge.cards import CARDS
from twin.challenge.codes import CHECKS, COLUMNS, ROWS, code_of, looks_like_code, plan_of, read_code, write_code
from twin.errors import TwinError

CELLS = [f"{c}{r}" for c in COLUMNS for r in ROWS]
MOVES = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(CELLS), st.sampled_from(list(CARDS))), min_size=1, max_size=9, unique_by=lambda m: m[1:]
)


@pytest.fixture(scope="module")
def town() -> twin.City:
    return twin.grid_town(blocks=(2, 2), seed=1)


@given(MOVES)
@settings(max_examples=200, deadline=None)
def test_moves_survive_their_code(moves: list[tuple[int, str, str]]) -> None:
    moves = sorted(moves, key=lambda m: m[0])
    code = write_code(moves)
    assert read_code(code) == tuple(moves)
    assert read_code(code.lower()) == tuple(moves)
    assert looks_like_code(code)


@given(MOVES, st.data())
@settings(max_examples=200, deadline=None)
def test_one_mistyped_letter_is_found(moves: list[tuple[int, str, str]], data: st.DataObject) -> None:
    code = write_code(sorted(moves, key=lambda m: m[0]))
    place = data.draw(st.sampled_from([i for i, c in enumerate(code) if c not in " -/"]))
    other = data.draw(st.sampled_from([c for c in [*COLUMNS, *ROWS, *CARDS, *CHECKS] if c != code[place]]))
    with pytest.raises(TwinError):
        read_code(code[:place] + other + code[place + 1 :])


@given(MOVES, st.data())
@settings(max_examples=100, deadline=None)
def test_neighbours_that_change_places_are_found(moves: list[tuple[int, str, str]], data: st.DataObject) -> None:
    code = write_code(sorted(moves, key=lambda m: m[0]))
    places = [i for i in range(len(code) - 1) if not {code[i], code[i + 1]} & set(" /-") and code[i] != code[i + 1]]
    i = data.draw(st.sampled_from(places))
    with pytest.raises(TwinError):
        read_code(code[:i] + code[i + 1] + code[i] + code[i + 2 :])


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", "is no code"),
        ("B2-M", "is no code"),
        ("T2-GA B1-M X", '"T2" in "T2-GA" is no cell of the board: A1 to H8'),
        ("A9-M X", '"A9"'),
        ("B2 X", '"B2" has no card'),
        ("B2- X", '"B2-" has no card'),
        ("B2-Z X", '"Z" in "B2-Z" is no card; allowed: M meadow, R rain garden'),
        ("B2-MM X", "lies on B2 twice"),
        ("/ / ?", "no card lies on the board"),
        ("B2-M?", "is no code"),
        ("B2-É ?", "is no card"),
        ("B²-M ?", "is no cell"),
        ("B2-M " * 200 + "?", "is no code"),
    ],
)
def test_the_wrong_part_is_named(code: str, says: str) -> None:
    with pytest.raises(TwinError) as refused:
        read_code(code)
    assert says in str(refused.value)


def test_the_check_letter_is_not_given_away() -> None:
    right = write_code([(0, "B2", "M")])
    wrong = next(c for c in CHECKS if c != right[-1])
    with pytest.raises(TwinError, match=f'the check letter "{wrong}" does not fit'):
        read_code(f"B2-M {wrong}")
    assert read_code("B2-M ?") == read_code(right)


def test_a_plan_and_its_code(town: twin.City, tmp_path) -> None:  # type: ignore[no-untyped-def]
    code = write_code([(0, "B2", "M"), (0, "B2", "T"), (0, "C2", "G"), (1, "B2", "K"), (1, "C2", "W")])
    plan = plan_of(code, town, (2026, 2032))
    assert [type(item).__name__ for item in plan] == ["Depave", "PlantTrees", "GreenRoof", "CalmStreets", "Renovate"]
    assert [item.year for item in plan] == [None, None, None, 2032, 2032]
    assert code_of(plan, town, (2026, 2032)) == code
    again = twin.Plan.read(plan.write(tmp_path / "p.geojson", town), town)
    assert code_of(again, town, (2026, 2032)) == code
    before, after = town.apply(plan), town.apply(again)
    assert [w.cost for w in before.works] == [w.cost for w in after.works]  # to the last tree


def test_every_card_does_something_somewhere(town: twin.City) -> None:
    done = set()
    for letter in CARDS:
        for cell in ("B2", "C2", "D1", "E4", "D4"):
            try:
                if town.apply(plan_of(f"{cell}-{letter} ?", town)).works[-1].did:
                    done.add(letter)
                    break
            except TwinError:
                continue
    assert done == set(CARDS)


def test_each_card_names_what_it_makes(town: twin.City) -> None:
    for letter, card in CARDS.items():
        assert type(plan_of(f"B2-{letter} ?", town).interventions[0]).__name__ == card.kind


def test_cards_that_cannot_lie_there_and_plans_of_no_card(town: twin.City) -> None:
    with pytest.raises(TwinError, match=r"the card M \(meadow\) cannot lie on D1"):
        plan_of("D1-M ?", town)
    with pytest.raises(TwinError, match="there is no card"):
        code_of(twin.Plan("p", [twin.Depave(where=town.grid.box)]), town)
    with pytest.raises(TwinError, match="nothing to write a code of"):
        code_of(twin.Plan("p"), town)
    with pytest.raises(TwinError, match="plans for 2 mandates: the challenge has 1"):
        plan_of("B2-M / B2-K ?", town)


@pytest.mark.parametrize(
    ("code", "said"), [("D4-T Q", "lettre de contrôle"), ("D4-X ?", "n'est pas une carte"), ("Z9-M ?", "case du plateau")]
)
def test_codes_are_refused_in_french_too(code: str, said: str) -> None:
    with pytest.raises(TwinError) as refused:
        read_code(code)
    assert said in refused.value.to("fr")
    assert code in refused.value.to("fr")
