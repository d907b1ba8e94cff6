"""The picture of a front: the same letters on map, chart and table, honest counts, and nothing that overlaps."""

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tests.plots.test_palette import contrast
from tests.plots.test_sheet import check
from tests.plots.test_traffic_map import one_street, square_of_streets
from tests.plots.towns import LONG
from twin.city import City
from twin.plan import Plan
from twin.plots.front_map import COLOURS, COLUMNS, MOST, draw_front, front_finding, is_best, ticks, told
from twin.words import LANGUAGES, Language


@dataclass(frozen=True)
class Way:
    name: str
    plan: Plan
    rows: NDArray[np.intp]
    on_front: bool
    values: dict[str, float]


@dataclass(frozen=True)
class Found:
    city: City
    alternatives: tuple[Way, ...]
    generated: int = 1214
    solved: int = 40
    start: tuple[float, float] | None = None
    end: tuple[float, float] | None = None


@dataclass
class Maker:
    """Alternatives along two ways round a block."""

    city: City = field(default_factory=square_of_streets)

    def way(self, name: str, at: int, on_front: bool, values: tuple[float, float, float, float, float]) -> Way:
        main, here = self.city.streets.named("Avenue Basse"), self.city.streets.names != "Avenue Basse"
        names = sorted(set(self.city.streets.names[here]))
        between = self.city.streets.named(names[at % len(names)])
        keys = ("cost", "stress_relieved", "car_time", "parking", "emergency")
        rows = np.concatenate([main[:1], between, main[1:]])
        return Way(name, Plan(f"Piste {name}, rue des Érables", []), rows, on_front, dict(zip(keys, values, strict=True)))

    def found(self, front: int, rest: int, alike: bool = False) -> Found:
        rng = np.random.default_rng(4)
        ways = []
        for i in range(front + rest):
            cost, relief = (100_000.0, 0.5) if alike else (float(rng.uniform(5e4, 9e5)), float(rng.uniform(0, 1.2)))
            values = (cost, relief, float(rng.normal(0, 0.1)), float(rng.integers(0, 90)), float(rng.integers(0, 200)))
            ways.append(self.way(chr(65 + i) if i < front else f"x{i}", i, i < front, values))
        return Found(self.city, tuple(ways), start=(1.0, 150.0), end=(399.0, 150.0))


@pytest.fixture(scope="module")
def maker() -> Maker:
    return Maker()


def badges(figure: Figure, letter: str) -> int:
    return sum(text.get_text() == letter and text.get_zorder() == 7 for text in figure.axes[0].texts)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("front", "rest"), [(1, 0), (2, 3), (5, 20), (8, 32)])
def test_nothing_overlaps_and_letters_stand_in_all_three(maker: Maker, front: int, rest: int, lang: Language) -> None:
    figure = draw_front(maker.found(front, rest), lang)
    written = check(figure)
    for i in range(front):
        assert badges(figure, chr(65 + i)) == 3, chr(65 + i)
    counted = {"en": f"40 solved · {front} on the front", "fr": f"40 calculées · {front} sur le front"}[lang]
    assert any("1\u202f214" in text and counted in text for text in written)
    assert bool(rest) == any(text in ("beaten by another", "battue par une autre") for text in written)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_more_than_there_are_colours(maker: Maker, lang: Language) -> None:
    found = maker.found(20, 5)
    shown = told(found)
    costs = [a.values["cost"] for a in found.alternatives if a.on_front]
    assert len(shown) == MOST
    assert {min(costs), max(costs)} <= {a.values["cost"] for a in shown}
    written = check(draw_front(found, lang))
    assert any(text in ("also on the front", "aussi sur le front") for text in written)
    assert any("20 " in text for text in written)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_points_that_coincide(maker: Maker, lang: Language) -> None:
    check(draw_front(maker.found(8, 4, alike=True), lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_nothing_gained_and_unknown_values(maker: Maker, lang: Language) -> None:
    written = check(draw_front(Found(maker.city, (), 0, 0), lang))
    assert {"en": "No alternative was found", "fr": "Aucune variante n'a été trouvée"}[lang] in written
    check(draw_front(Found(maker.city, (maker.way("A", 0, True, (0, 0, 0, 0, 0)),)), lang))
    check(draw_front(Found(maker.city, (maker.way("A", 0, True, (5e6, -0.3, float("nan"), 1, 2)),)), lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_tiny_town_and_long_names(lang: Language) -> None:
    city = one_street()
    rows = city.streets.named("Rue Unique")
    values = dict.fromkeys((column.key for column in COLUMNS), 12_345.0)
    ways = tuple(Way(name, Plan(f"{LONG} {LONG}", []), rows, True, values) for name in ("A", "Bis"))
    check(draw_front(Found(city, ways, start=(5.0, 20.0), end=(35.0, 20.0)), lang))


def test_finding(maker: Maker) -> None:
    a, b = maker.way("A", 0, True, (90_000, 0.4, 0, 0, 0)), maker.way("B", 1, True, (340_000, 1.2, 0, 0, 0))
    assert front_finding(Found(maker.city, (b, a)), "en") == (
        "A costs least, 90\u202f000\u00a0€ for 0.40 km made calm; B calms most, 1.20 km for 340\u202f000\u00a0€"
    )
    assert front_finding(Found(maker.city, (a,)), "en").startswith("Nothing tried beats A")
    best = maker.way("C", 0, True, (80_000, 2.0, 1, 9, 9))
    assert front_finding(Found(maker.city, (a, b, best)), "fr").startswith("C coûte le moins et apaise le plus")


def test_best_of_a_column(maker: Maker) -> None:
    a, b = maker.way("A", 0, True, (90_000, 0.4, -0.1, 3, 0)), maker.way("B", 1, True, (340_000, 1.2, 0.2, 3, 0))
    assert [is_best(column, a, [a, b]) for column in COLUMNS] == [True, False, True, False, False]
    assert [is_best(column, b, [a, b]) for column in COLUMNS] == [False, True, False, False, False]


def test_colours_carry_white_letters_and_differ() -> None:
    assert all(contrast(colour, "#FFFFFF") >= 4.5 for colour in COLOURS)
    assert all(a != b for a, b in combinations(COLOURS, 2))


@pytest.mark.parametrize("values", [[], [0.0], [-0.3], [0.001, 0.002], [1e7]])
def test_ticks_hold_the_values_and_zero(values: list[float]) -> None:
    found = ticks(values, 5)
    assert found[0] <= min(0.0, *values, 0.0) <= max(0.0, *values, 0.0) <= found[-1]
    assert 0.0 in found
    assert found[0] < found[-1]
    step = found[1] - found[0]
    assert round(step / 10 ** np.floor(np.log10(step) + 1e-9), 6) in (1, 2, 5)  # one figure: the labels are exact
