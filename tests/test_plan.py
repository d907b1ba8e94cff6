"""Plans: GeoJSON in and out, and clear sentences for files that are no plans."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

import twin
from twin.city import City

PLAN = twin.Plan("Cour fraîche", [
    twin.Depave(where="Grand Parking", to="meadow", year=2030), twin.PlantTrees(along="Rue Haute", spacing=12),
    twin.GreenRoof(where=shapely.box(100, 110, 190, 170)), twin.BikeLane(along="Rue Haute"),
])  # fmt: skip


def test_round_trip_through_a_path_with_accents_and_spaces(square: City, tmp_path: Path) -> None:
    path = tmp_path / "dossier élèves" / "plan n° 1.geojson"
    path.parent.mkdir()
    PLAN.write(path, square)
    back = twin.Plan.read(path, square)
    assert back.name == "Cour fraîche"
    assert [type(i) for i in back] == [type(i) for i in PLAN]
    assert back.interventions[0].year == 2030
    assert str(square.apply(back).notes[-1]) == str(square.apply(PLAN).notes[-1])
    content = json.loads(path.read_text("utf-8"))
    assert content["type"] == "FeatureCollection"
    west, south, *_ = shapely.from_geojson(json.dumps(content["features"][0]["geometry"])).bounds
    assert 2.59 < west < 2.61
    assert 47.09 < south < 47.11
    assert [p.name for p in path.parent.iterdir()] == [path.name]  # no temporary file left


def test_a_plan_moves_to_a_town_without_the_names(square: City, city_of) -> None:  # type: ignore[no-untyped-def]
    """Shapes are written too, so a plan still works where a named place is missing."""
    other = city_of([(shapely.box(0, 0, 200, 200), {"amenity": "parking"})])
    plan = twin.Plan("Car park", [twin.Depave(where="Grand Parking")])
    moved = twin.Plan.from_geojson(plan.to_geojson(square), other)
    assert other.apply(moved).land.area("lawn") == pytest.approx(2000, rel=1e-6)


@pytest.mark.parametrize(("change", "message"), [
    (lambda c: c.pop("features"), "FeatureCollection"), (lambda c: c.update(type="Feature"), "FeatureCollection"),
    (lambda c: c["features"].append(7), r"features\[1\] has no properties"),
    (lambda c: c["features"][0]["properties"].pop("intervention"), r"intervention is missing: give one of"),
    (lambda c: c["features"][0]["properties"].update(intervention="Depav"), 'did you mean "Depave"'),
    (lambda c: c["features"][0]["properties"].update(to="concrete"), r"features\[0\].properties: Depave: to cannot be"),
    (lambda c: c["features"][0]["properties"].update(spacing=4), 'Depave has no "spacing"'),
    (lambda c: c["features"][0].update(geometry=None), r"geometry is missing"),
    (lambda c: c["features"][0].update(geometry={"type": "Polygon", "coordinates": "x"}), r"geometry cannot be read"),
    (lambda c: c["features"][0].update(geometry={"type": "Point", "coordinates": [6e5, 5e6]}), "not in longitude/latitude"),
    (lambda c: c["features"][0]["properties"].update(year=-3), "year"),
])  # fmt: skip
def test_errors_say_where(square: City, change: Any, message: str) -> None:
    content = twin.Plan("p", [twin.Depave(where=shapely.box(0, 0, 9, 9))]).to_geojson(square)
    change(content)
    with pytest.raises(twin.TwinError, match=message):
        twin.Plan.from_geojson(content, square)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", b"{", b"[1]", b"null", b"\xff\xfe\x00", b"[" * 100_000])
def test_files_that_are_no_plans(square: City, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no plan.geojson"
    path.write_bytes(content)
    with pytest.raises(twin.TwinError, match="is not a plan"):
        twin.Plan.read(path, square)
    with pytest.raises(twin.TwinError, match="cannot read"):
        twin.Plan.read(tmp_path / "missing.geojson", square)


def test_byte_order_mark_and_own_spelling(square: City, tmp_path: Path) -> None:
    content = twin.Plan("p", [twin.Depave(where=shapely.box(0, 0, 9, 9))]).to_geojson(square)
    content["features"][0]["properties"] = {"intervention": "de_pave", "stroke": "#555", "to": "Rain garden"}
    path = tmp_path / "bom.geojson"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(content).encode())
    assert twin.Plan.read(path, square).interventions[0].to == "rain_garden"


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
rubbish = st.recursive(
    scalars,
    lambda x: (
        st.lists(x, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "features", "properties", "geometry", "coordinates", "intervention", "where", "to", "name"]),
            x,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(rubbish, rubbish)
def test_rubbish_gives_one_sentence_or_a_plan(square: City, properties: Any, geometry: Any) -> None:
    content = {"type": "FeatureCollection", "features": [{"properties": properties, "geometry": geometry}]}
    try:
        twin.Plan.from_geojson(content, square)
    except twin.TwinError as error:
        assert "\n" not in str(error)  # noqa: PT017 - a plan is a good answer too


@pytest.mark.parametrize("make", [lambda: twin.Plan(""), lambda: twin.Plan("p", [3]), lambda: twin.Plan("p", 3), lambda: twin.Plan(None)])
def test_plans_are_checked(make: Any) -> None:
    with pytest.raises(twin.TwinError):
        make()


def test_unwritable_places_are_named(square: City, tmp_path: Path) -> None:
    with pytest.raises(twin.TwinError, match="cannot write"):
        PLAN.write(tmp_path / "nowhere" / "p.geojson", square)
    with pytest.raises(twin.TwinError, match="cannot write"):
        PLAN.write(tmp_path, square)


def test_misspelt_settings_and_places_are_refused_and_styles_pass(square: City) -> None:
    def plan(**properties: Any) -> dict:
        return {"type": "FeatureCollection", "features": [{"geometry": None, "properties": {"intervention": "Depave", **properties}}]}

    with pytest.raises(twin.TwinError, match='has no "too": did you mean "to"'):
        twin.Plan.from_geojson(plan(where="Grand Parking", too="meadow"), square)
    with pytest.raises(twin.TwinError, match=r'where: no place is called "Grand Parkin".*did you mean "Grand Parking"'):
        twin.Plan.from_geojson(plan(where="Grand Parkin"), square)
    assert len(twin.Plan.from_geojson(plan(where="Grand Parking", stroke="#fff", fid=3, name="x"), square)) == 1
