"""The page in a real browser: drawn with the mouse and by keyboard, in both languages, with nothing but this machine to talk to."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("uvicorn", reason="the studio needs the extra: pip install twin[studio]")

from tests.studio.browser import PHONE, READY, WIDE, browser_path, items, on_map, opened, shots, until, wait_for_numbers
from twin.city import City
from twin.interventions import INTERVENTIONS
from twin.interventions.depave import Depave
from twin.plan import Plan

pytestmark = pytest.mark.skipif(browser_path() is None, reason="no chromium on this machine: apt-get install chromium")

# How each intervention is drawn on the square: points clicked [m], the way of drawing, and a place by name.
DRAWN: dict[str, tuple[str, list[tuple[float, float]], str]] = {
    "BikeLane": ("street", [(50, 100)], "Rue Haute"),
    "CalmStreets": ("street", [(100, 50)], "Avenue Basse"),
    "CloseStreet": ("street", [(100, 50), (150, 100)], "Avenue Basse"),
    "Depave": ("area", [(25, 25), (55, 25), (55, 65), (25, 65)], "Grand Parking"),
    "LightPaving": ("area", [(25, 25), (55, 25), (55, 65)], "Grand Parking"),
    "PlantTrees": ("line", [(25, 30), (55, 60)], "Grand Parking"),
    "GreenRoof": ("building", [(35, 135)], "École Pasteur"),
    "CoolRoof": ("building", [(75, 135), (140, 140)], "Bâtiment A"),
    "Renovate": ("building", [(35, 135)], "École Pasteur"),
    "HeatPump": ("building", [(35, 135)], "Bâtiment A"),
}


def test_every_intervention_has_a_drawing_here() -> None:
    known = {name for name, kind in INTERVENTIONS.items() if kind.__module__.startswith("twin.")}
    assert known <= set(DRAWN), "draw the new intervention in DRAWN"


@pytest.mark.parametrize("kind", DRAWN)
def test_drawn_with_the_mouse_and_undone(page: Any, kind: str) -> None:
    way, points, _ = DRAWN[kind]
    start = page.inner_text("#rows")
    page.click(f"#kinds [data-kind={kind}]")
    page.click(f".ways [data-way={way}]")
    for point in points:
        page.mouse.move(*on_map(page, *point))
        page.mouse.click(*on_map(page, *point))
    until(page, "document.querySelector('#preview').textContent !== ''")
    assert "bad" not in page.get_attribute("#preview", "class").split(), page.inner_text("#preview")
    page.click("#do")
    items(page, 1)
    assert page.get_attribute("#items li", "data-kind") == kind
    assert page.get_attribute("#items li", "data-did") == "true"
    wait_for_numbers(page)
    page.click("#undo")
    items(page, 0)
    wait_for_numbers(page)
    assert page.inner_text("#rows") == start
    assert page.is_disabled("#undo")


@pytest.mark.parametrize("kind", DRAWN)
def test_done_by_keyboard_alone(page: Any, kind: str) -> None:
    place = DRAWN[kind][2]
    page.focus(f"#kinds [data-kind={kind}]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "where"
    page.keyboard.type(place)
    until(page, "document.querySelector('#preview').textContent !== ''")
    page.keyboard.press("Enter")
    items(page, 1)
    assert page.get_attribute("#items li", "data-did") == "true"
    until(page, "document.querySelector('#status').textContent !== ''")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+z")
    items(page, 0)
    page.keyboard.press("Control+y")
    items(page, 1)


def test_drawn_on_the_map_by_keyboard(page: Any) -> None:
    page.click("#kinds [data-kind=CalmStreets]")
    page.focus("#canvas")
    for key in ("ArrowDown", "ArrowUp", "+", "0", "Space"):  # the middle of the map lies on a street
        page.keyboard.press(key)
    until(page, "document.querySelector('#drawn').textContent !== ''")
    page.keyboard.press("Backspace")
    assert page.inner_text("#drawn") == ""
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    items(page, 1)


def test_a_number_key_chooses_and_escape_gives_up(page: Any) -> None:
    french = "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '&', code: 'Digit1', bubbles: true }))"
    chosen = []
    for press in (lambda: page.keyboard.press("1"), lambda: page.evaluate(french), lambda: page.keyboard.press("0")):
        press()
        assert page.is_visible("#form")
        chosen.append(page.get_attribute("#kinds [aria-pressed=true]", "data-kind"))
        page.keyboard.press("Escape")
        assert page.is_hidden("#form")
    assert chosen[0] == chosen[1] != chosen[2]


def test_pixels_of_the_map_change_with_the_ground_and_with_the_switch(page: Any) -> None:
    def colour() -> list[int]:
        return page.evaluate("""async ([x, y]) => {
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const box = document.querySelector("#canvas").getBoundingClientRect();
            return [...document.querySelector("#canvas").getContext("2d").getImageData(x - box.left, y - box.top, 1, 1).data];
        }""", list(map(round, on_map(page, 30, 62))))  # fmt: skip

    before = colour()
    page.click("#kinds [data-kind=Depave]")
    page.fill("#where", "Grand Parking")
    page.click("#do")
    items(page, 1)
    page.click("#whole")
    after = colour()
    assert after != before
    page.keyboard.press("b")
    assert page.get_attribute("#when [data-side=before]", "aria-checked") == "true"
    assert colour() == before
    page.keyboard.press("b")
    assert colour() == after
    page.click("#when [data-side=change]")
    page.wait_for_selector("#map[data-side=change]")
    assert page.input_value("#layer") != "ground"


def test_settings_of_an_intervention_are_changed(page: Any) -> None:
    page.click("#kinds [data-kind=Depave]")
    page.fill("#where", "Grand Parking")
    page.click("#do")
    items(page, 1)
    page.click("#items button >> nth=0")
    page.select_option("#field-to", "meadow")
    page.click("#do")
    until(page, "document.querySelector('#items .note').textContent.includes('meadow')")
    items(page, 1)


def test_what_is_refused_is_told_and_changes_nothing(page: Any) -> None:
    page.click("#kinds [data-kind=BikeLane]")
    page.fill("#where", "Avenue Basse")
    page.fill("#field-width", "4")
    page.wait_for_selector("#preview.bad", timeout=READY)
    assert "does not fit" in page.inner_text("#preview")
    page.click("#do")
    page.wait_for_selector("#alert:not([hidden])")
    items(page, 0)


def test_both_languages(page: Any) -> None:
    english = page.inner_text("main")
    page.click("#language")
    until(page, "document.documentElement.lang === 'fr'")
    until(page, "document.querySelector('#rows').textContent.includes('Ruissellement')")
    assert "Transformer la ville" in page.inner_text("#build")
    for word in ("Take up paving", "Scorecard", "Only what moves"):
        assert word in english
        assert word not in page.inner_text("main")
    page.click("#language")
    until(page, "document.querySelector('#rows').textContent.includes('Runoff')")


def test_a_plan_is_loaded_saved_and_found_again_after_a_reload(page: Any, square: City, tmp_path: Path) -> None:
    path = Plan("Le parking à l'été", [Depave(where="Grand Parking", to="shrubs")]).write(tmp_path / "plan d'été.geojson", square)
    page.set_input_files("#file", str(path))
    items(page, 1)
    assert page.input_value("#name") == "Le parking à l'été"
    with page.expect_download() as download:
        page.click("#save")
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8")) == json.loads(path.read_text(encoding="utf-8"))
    page.reload()
    wait_for_numbers(page)
    items(page, 1)
    page.set_input_files("#file", files=[{"name": "odd.geojson", "mimeType": "application/json", "buffer": b"{"}])
    page.wait_for_selector("#alert:not([hidden])")
    items(page, 1)


def test_a_plan_is_dropped(page: Any, square: City) -> None:
    content = json.dumps(Plan("Dropped", [Depave(where="Grand Parking")]).to_geojson(square))
    page.evaluate("""(content) => {
        const data = new DataTransfer();
        data.items.add(new File([content], "dropped.geojson"));
        for (const kind of ["dragenter", "drop"]) window.dispatchEvent(new DragEvent(kind, { dataTransfer: data, cancelable: true }));
    }""", content)  # fmt: skip
    items(page, 1)
    assert page.input_value("#name") == "Dropped"


def test_receipts_open_from_numbers(page: Any) -> None:
    page.click("tr[data-metric=runoff] button.figure")
    page.wait_for_selector("#dialog[open] code")
    assert "25400 / CN" in page.inner_text("#dialog-body")
    page.keyboard.press("Escape")
    assert page.is_hidden("#dialog")
    page.click("#ledger")
    until(page, "document.querySelector('#dialog-body').textContent.length > 80")


def test_every_layer_is_shown(page: Any) -> None:
    for key in page.eval_on_selector_all("#layer option", "options => options.map(o => o.value)"):
        page.select_option("#layer", key)
        page.wait_for_selector(f"#map[data-layer={key}]", timeout=READY)
        assert page.inner_text("#legend")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_is_cut_off_or_too_wide(browser: Any, address: str, size: dict[str, int], tmp_path: Path) -> None:
    phone = size == PHONE
    page, watch = opened(browser, address, size, has_touch=phone)
    for lang in ("en", "fr"):
        if lang == "fr":
            page.click("#language")
            until(page, "document.documentElement.lang === 'fr'")
        for tab in ("build", "plan", "card") if phone else ("build",):
            if phone:
                page.click(f".tabs [data-tab={tab}]")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            cut = page.eval_on_selector_all(
                "button, h2:not(.hidden), select, .finding",
                "all => all.filter(n => n.offsetWidth && n.scrollWidth > n.clientWidth + 1).map(n => n.outerHTML)",
            )
            assert cut == []
            folder = Path(shots() or tmp_path)
            page.screenshot(path=folder / f"studio-{size['width']}-{lang}-{tab}.png")
    page.context.close()
    assert watch.foreign == watch.errors == []


def test_a_wrong_token_shows_no_page(browser: Any, address: str) -> None:
    page = browser.new_page()
    assert page.goto(f"{address}/?token=wrong").status == 403
    page.close()
