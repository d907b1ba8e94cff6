"""What interventions refuse is told in both languages, and nothing that a reader of the page meets is English only."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

import twin
from twin.city import City
from twin.errors import TwinError
from twin.interventions import INTERVENTIONS, Intervention

POINT, LINE, AREA = shapely.Point(30, 30), shapely.LineString([(0, 100), (200, 100)]), shapely.box(20, 20, 60, 70)
NOWHERE = shapely.LineString([(500, 500), (600, 500)])

# What is refused for every intervention: settings, or a shape that cannot be used.
ALWAYS: dict[str, dict[str, Any]] = {
    "no shape at all": {}, "a shape that is none": {"where": 12}, "an empty name": {"where": "  "}, "an empty shape": {"where": shapely.Polygon()},
    "a place that is not there": {"where": "Nulle Part"}, "a setting that is not there": {"where": AREA, "colour": "red"},
    "a year out of range": {"where": AREA, "year": 12}, "a year that is none": {"where": AREA, "year": "soon"},
    "half a year": {"where": AREA, "year": 2030.5},
}  # fmt: skip
# What is refused for this intervention only.
REFUSED: dict[str, dict[str, dict[str, Any]]] = {
    "BikeLane": {
        "too wide": {"where": LINE, "width": 4}, "out of range": {"where": LINE, "width": 9}, "no number": {"where": LINE, "width": "wide"},
        "no verge": {"where": LINE, "replaces": "verge", "width": 3}, "not offered": {"where": LINE, "style": "golden"},
        "two ways": {"where": LINE, "style": "contraflow"}, "a point": {"where": POINT}, "an area": {"where": AREA}, "no street": {"where": NOWHERE},
        "both": {"where": LINE, "along": "Rue Haute"}, "no such street": {"along": "Rue Perdue"},
    },
    "CalmStreets": {"too fast": {"along": "Rue Haute", "speed": 90}, "too slow": {"along": "Rue Haute", "speed": 1}, "no yes or no": {"along": "Rue Haute", "physical": "perhaps"}, "a point": {"where": POINT}},
    "CloseStreet": {"not offered": {"along": "Rue Haute", "how": "wall"}, "no street": {"where": NOWHERE}},
    "Depave": {"a line": {"where": LINE}, "not offered": {"where": AREA, "to": "gold"}},
    "LightPaving": {"a line": {"where": LINE}, "a point": {"where": POINT}},
    "GreenRoof": {"a line": {"where": LINE}, "nothing covered": {"where": AREA, "share": 0}, "too much": {"where": AREA, "share": 1.2}},
    "CoolRoof": {"a line": {"where": LINE}, "no number": {"where": AREA, "share": "half"}},
    "PlantTrees": {
        "too near": {"where": AREA, "spacing": 1}, "half a year": {"where": AREA, "age": 2.5}, "not offered": {"where": AREA, "species": "palm"},
        "both": {"where": AREA, "along": "Rue Haute"}, "an area": {"along": AREA}, "a line": {"where": LINE},
        "a forest": {"where": shapely.box(0, 0, 1e5, 1e5), "spacing": 3},
    },
    "Renovate": {
        "no material": {"where": AREA, "material": "gold"}, "wrong place": {"where": AREA, "element": "floor", "material": "timber_double"},
        "does not go": {"where": AREA, "element": "roof", "material": "hemp_lime"}, "too thick": {"where": AREA, "target_r": 15},
        "both": {"where": AREA, "thickness": 0.1, "target_r": 3}, "a thick window": {"where": AREA, "element": "windows", "thickness": 0.1},
        "no building": {"buildings": "Bâtiment Z"}, "no names": {"buildings": []}, "no system": {"where": AREA, "system": "fusion"},
        "too much": {"where": AREA, "thickness": 3}, "a line": {"where": LINE},
    },
    "HeatPump": {"no system": {"where": AREA, "system": "fusion"}, "no building": {"buildings": ["Bâtiment Z"]}, "no names": {"buildings": 4}},
}  # fmt: skip
CASES = [(kind, fields) for kind in REFUSED for fields in (*ALWAYS.values(), *REFUSED[kind].values())]


def refusal(act: Callable[[], object]) -> TwinError:
    with pytest.raises(TwinError) as caught:
        act()
    return caught.value


def test_every_intervention_is_here() -> None:
    known = {name for name, kind in INTERVENTIONS.items() if kind.__module__.startswith("twin.")}
    assert known == set(REFUSED), "provoke the refusals of the new intervention in REFUSED"


@pytest.mark.parametrize(("kind", "fields"), CASES, ids=[f"{k}-{i}" for i, (k, _) in enumerate(CASES)])
def test_a_refusal_has_its_french(kind: str, fields: dict[str, Any], square: City) -> None:
    error = refusal(lambda: INTERVENTIONS[kind](**fields).apply(square))
    english, french = str(error), error.to("fr")
    assert french.strip()
    assert french != english
    assert "refusée" not in french  # the word for what has no sentence of its own
    for word in ("should", "needs", "give ", "known:", " not ", "allowed", "did you mean"):
        assert word not in french


def test_bounds_are_those_of_the_form(square: City) -> None:
    error = refusal(lambda: twin.BikeLane(where=LINE, width=9))
    assert error.to("fr") == "Bande cyclable, « Largeur d'une bande, m » : donner 4 au plus, et non 9"
    assert str(error) == "BikeLane: width should be less than or equal to 4, not 9"


def test_a_validator_names_its_intervention_once() -> None:
    assert str(refusal(lambda: twin.HeatPump(where=AREA, system="fusion"))).count("HeatPump") == 1


def test_one_of_somebody_elses_speaks_english_where_it_has_no_french() -> None:
    class Ours(Intervention):
        where: Any

        def carry_out(self, city: City) -> City:
            raise TwinError("not today")

    assert refusal(lambda: Ours(where=AREA).carry_out(None)).to("fr") == "not today"  # type: ignore[arg-type]


def modules() -> list[Path]:
    """Files whose refusals a reader of the page meets."""
    root = Path(twin.__file__).parent
    return [*sorted((root / "interventions").glob("*.py")), *sorted((root / "studio").glob("*.py")), root / "plan.py", root / "city.py"]


@pytest.mark.parametrize("path", modules(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_refusal_is_written_in_english_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("TwinError", "ValueError"):
            for given in node.args:
                bare = isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Constant) and isinstance(given.value, str))
                assert not bare, f"{path.name}:{node.lineno}: give Words(en, fr)"
