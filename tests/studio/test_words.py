"""Words, colours and files of the page: complete in both languages, readable by every eye, and from this machine only."""

import re
from importlib.resources import files
from itertools import combinations

import pytest

from tests.plots.test_palette import VISION, apart, contrast
from twin.about import FRENCH, french
from twin.calibration.observing import OWN
from twin.evaluation import parameters
from twin.interventions import INTERVENTIONS
from twin.interventions.fields import FIELDS
from twin.plots import style
from twin.plots.stress_map import COLOURS as STRESS_COLOURS
from twin.studio.catalogue import HIDDEN, catalogue, field_label, fields_of, option_label
from twin.studio.sliders import GROUPS, sliders
from twin.studio.words import OPTIONS, PAGE
from twin.words import LANGUAGES

PAGE_FILES = {item.name: item.read_text(encoding="utf-8") for item in files("twin.studio").joinpath("page").iterdir()}
CSS = PAGE_FILES["studio.css"] + PAGE_FILES["panels.css"]
COLOUR = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", CSS))


@pytest.mark.parametrize("table", [FIELDS, OPTIONS, PAGE], ids=["fields", "options", "page"])
def test_every_word_has_its_french(table: dict[str, object]) -> None:
    for key, words in table.items():
        assert str(words).strip(), key
        assert words.fr.strip(), key  # type: ignore[attr-defined]
        assert set(re.findall(r"\{\w+\}", str(words))) == set(re.findall(r"\{\w+\}", words.fr)), key  # type: ignore[attr-defined]


def test_the_page_asks_only_for_words_that_are_there_and_for_all_of_them() -> None:
    asked = set(re.findall(r'data-(?:word|label)="(\w+)"', PAGE_FILES["index.html"]))
    scripts = "\n".join(text for name, text in PAGE_FILES.items() if name.endswith(".js"))
    asked |= set(re.findall(r'\bt\("(\w+)"', scripts))
    built = {key for key in PAGE if key.startswith(("draw_", "way_", "stress_", "key_"))}  # t(`way_${way}`)
    chosen = {key for key in PAGE if f'"{key}"' in scripts}
    assert asked <= set(PAGE)
    assert set(PAGE) == asked | built | chosen


def test_every_field_and_choice_of_every_intervention_has_words_in_both_languages() -> None:
    for kind in INTERVENTIONS.values():
        schema = kind.model_json_schema()["properties"]
        for field in fields_of(kind, "en"):
            assert field["name"] in FIELDS, f"{kind.__name__}.{field['name']}: add it to FIELDS"
            assert field_label(field["name"], schema[field["name"]]).fr
            for choice in field["choices"]:
                words = option_label(field["name"], choice["value"])
                assert (str(words), words.fr) != (choice["value"], choice["value"]), f"{kind.__name__}.{field['name']}: {choice['value']}"


def test_forms_follow_the_schema() -> None:
    """Bounds and defaults are those of the models: a number out of bounds is refused by both."""
    for kind in INTERVENTIONS.values():
        schema = kind.model_json_schema()["properties"]
        fields = {field["name"]: field for field in fields_of(kind, "fr")}
        assert set(fields) == set(schema) - set(kind.shape_fields) - set(HIDDEN)
        for name, field in fields.items():
            assert field["default"] == kind.model_fields[name].default
    width = next(f for f in fields_of(INTERVENTIONS["BikeLane"], "en") if f["name"] == "width")
    assert (width["min"], width["max"], width["default"], width["type"]) == (1.2, 4, 1.8, "number")


def test_every_intervention_can_be_drawn() -> None:
    for entry in catalogue("fr"):
        assert set(entry["draw"]) <= {"street", "building", "line", "area"}
        assert entry["sign"] in ("lane", "line", "area", "trees", "buildings")
        assert {entry["name_field"]["street"], entry["name_field"]["place"]} <= {*INTERVENTIONS[entry["kind"]].shape_fields}


def test_colours_are_those_of_the_pictures() -> None:
    for name in ("ink", "muted", "rule", "paper", "brand", "better", "worse", "bike", "renovated", "roof_edge"):
        assert COLOUR[name.replace("_", "-")] == getattr(style, name.upper()), name
    assert [COLOUR[f"change-{i}"] for i in range(7)] == list(style.DIVERGING)
    assert {i: COLOUR[f"stress-{i}"] for i in (1, 2, 3, 4)} == STRESS_COLOURS


@pytest.mark.parametrize("name", ["ink", "muted", "brand", "better", "worse", "bike", "badge"])
@pytest.mark.parametrize("ground", ["paper", "white"])
def test_text_stands_out(name: str, ground: str) -> None:
    assert contrast(COLOUR[name], COLOUR[ground]) >= 4.5


@pytest.mark.parametrize("name", ["brand", "better", "bike", "badge", "ink", "tree", "worse"])
def test_white_stands_out_on_buttons_and_numbers(name: str) -> None:
    assert contrast(COLOUR["white"], COLOUR[name]) >= 4.5


@pytest.mark.parametrize("vision", VISION)
def test_levels_of_stress_and_verdicts_stay_apart(vision: str) -> None:
    assert apart(COLOUR["better"], COLOUR["worse"], vision) >= 30
    for a, b in combinations((1, 2, 3, 4), 2):
        assert apart(COLOUR[f"stress-{a}"], COLOUR[f"stress-{b}"], vision) >= 16


def test_nothing_comes_from_elsewhere() -> None:
    for name, text in PAGE_FILES.items():
        links = [url for url in re.findall(r"https?://[^\s\"'`)]+", text) if not url.startswith("http://www.w3.org/2000/svg")]
        assert not links, name
        assert "style=" not in text or name.endswith((".js", ".css")), name  # refused by the content security policy
        assert "innerHTML" not in text
        assert "eval(" not in text


def test_every_id_is_there_once() -> None:
    found = re.findall(r'\bid="([\w-]+)"', PAGE_FILES["index.html"])
    assert len(found) == len(set(found))


def test_colours_are_written_in_the_style_sheet_only() -> None:
    for name, text in PAGE_FILES.items():
        if name.endswith(".js"):
            assert not re.findall(r"#[0-9A-Fa-f]{6}\b", text), name


def test_page_files_are_small() -> None:
    for name, text in PAGE_FILES.items():
        assert len(text.splitlines()) <= 350, name


def test_every_parameter_is_offered_in_both_languages() -> None:
    """Phrases come from the parameters themselves: a new one needs its French in `FRENCH`."""
    offered = sliders()
    for slider in offered:
        assert french(parameters()[slider["name"]].about), f'{slider["name"]}: add "{parameters()[slider["name"]].about}" to FRENCH'
        assert slider["group"] in GROUPS
    for lang in LANGUAGES:
        assert len({slider["label"][lang] for slider in offered}) == len(offered)  # told apart by their names alone
    assert all(slider["label"]["en"] != slider["label"]["fr"] for slider in offered)


def test_phrases_that_no_parameter_says_are_gone() -> None:
    said = " | ".join(p.about for p in (parameters() | OWN).values())
    assert [phrase for phrase in FRENCH if phrase not in said] == []


def test_phrases_are_put_together() -> None:
    assert french("U of walls as built, 1915–1948") == "U des murs d'origine, 1915–1948"
    assert french("U of walls as built, since 2013") == "U des murs d'origine, depuis 2013"
    assert french("capacity of one lane, local street, 30 km/h") == "capacité d'une voie, rue de desserte, 30 km/h"
    assert french("heat from a kWh: heat pump") == "chaleur tirée d'un kWh : pompe à chaleur"
    assert french("nothing of ours") is None
